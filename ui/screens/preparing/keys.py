"""The keys of preparing: what each does, in the menu, the palette and the help."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.labels import tooltip

COMMANDS = (
    ("start", "&Start the meeting", "Ctrl+Return", "Begin it; the clock runs from now on"),
    ("change", "Change &when and where…", "Alt+W", "Another day, hour, place or chair"),
    ("invitations", "&Invitations", "Alt+1", "Whom to invite and ask"),
    ("cases", "&Cases", "Alt+2", "The list of cases and its order"),
    ("last_time", "From &last time", "Alt+3", "What the last meeting left open"),
    ("invite_all", "Invite &everybody proposed", "Alt+I", "Invite and ask whoever is proposed"),
    ("add", "&Add to what is shown…", "Ins", "Invite somebody else, or put a case on the list"),
    ("children_first", "C&hildren first", "Alt+C", "Put cases with children first; the unborn count"),
    ("referrals", "Bring in &referrals…", "Alt+R", "Read a list of referrals (CSV or XLSX)"),
    ("deferred", "Take the &deferred cases", "Alt+D", "Take what the last meeting deferred"),
    ("missing", "What is &missing", "F8", "Show or hide what is missing before it starts"),
)
OF_CASES = frozenset({"cases", "children_first", "referrals", "deferred"})

HELP = (
    ("", "Invitations"),
    ("K U N", "Asked; not involved; not asked, with the reason"),
    ("W", "Say which practice, school or service it is"),
    ("Enter", "Do the next thing that the line needs"),
    ("Delete", "Take the invitation back"),
    ("", "Cases"),
    ("Alt+Shift+↑ ↓", "Take a case earlier or later; or drag it"),
    ("M", "Plan its minutes"),
    ("F A D", "Discuss it in full; take it as an alert only; defer it"),
    ("Delete", "Take it off the list"),
    ("", "New meeting"),
    ("Enter", "Go on to the next field"),
    ("+ -", "In the field of the day: a day later, a day earlier; it also takes fri or next thursday"),
    ("↑ ↓ Enter", "Choose one of the names that are offered"),
    ("Ctrl+Enter", "Make the meeting"),
)


def make_actions(page: QWidget, does: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Return the commands of the screen by name; their keys work wherever the focus is in it."""
    made = {}
    for name, text, key, hint in COMMANDS:
        action = QAction(text, page)
        action.setObjectName(f"preparing_{name}")
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(tooltip(hint))
        action.triggered.connect(does[name])
        page.addAction(action)
        made[name] = action
    # The Enter of the number pad is another key to the system.
    made["start"].setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
    return made


def help_lines() -> tuple[tuple[str, str], ...]:
    """Return the keys of the screen and what they do."""
    return (*((key, hint) for _, _, key, hint in COMMANDS), *HELP)
