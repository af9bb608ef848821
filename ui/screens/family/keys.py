"""The keys of a family's page: what each does, in the menu, the palette and the help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from meetingdesk.app.family_page import Part
from ui.labels import tooltip
from ui.screens.files.words import help_lines as file_lines

MAP, FILES = "map", "files"
PARTS = (
    (MAP, "Map", "Who belongs to the family, who lives where, and how they are linked"),
    (Part.CHILDREN, "Children", "Each child: plan, last seen, who has them on the radar"),
    (Part.MEETINGS, "Meetings", "The meetings, the newest first"),
    (Part.PLAN, "Plan", "The newest plan"),
    (Part.ACTIONS, "Actions", "What is open, the latest first"),
    (Part.WORKERS, "Who works here", "Who works with whom, and who confirmed it"),
    (Part.CHALLENGES, "Challenges", "What is not settled between agencies"),
    (Part.DATES, "Dates", "What comes near"),
    (FILES, "Files", "Reports, drawings and genograms that came in"),
)
"""The parts of the page: their keys, their words on a tab, and what stands there."""
FILES_PLACE = len(PARTS) - 1

HELP = (
    ("", "Map"),
    ("← → ↑ ↓", "Go from person to person"),
    ("Enter", "Open the person whose box it is"),
    ("E", "Fill in name, birth, role, household and GP"),
    ("Ins", "Add a person: name, mother, born 3 May 1996"),
    ("", "Lists"),
    ("↑ ↓", "Go over all lines"),
    ("Enter", "Open the meeting or the person of a line"),
    ("E", "Fill in the person of a line"),
    ("Esc", "Close the form, then go back to the list of families"),
    ("", "Parts of the page"),
)


def make_actions(
    page: QWidget,
    go: Callable[[int], None],
    step: Callable[[int], None],
    begin: Callable[[], None],
    add: Callable[[], None],
) -> tuple[QAction, ...]:
    """Return the commands of the page; their keys work wherever the focus is in it."""
    made = [
        _action(page, f"family_{key}", f"Go to: {words}", f"Alt+{place + 1}", hint, partial(_go, go, place))
        for place, (key, words, hint) in enumerate(PARTS)
    ]
    for name, words, key, by in (
        ("family_next", "&Next part", "Ctrl+Down", 1),
        ("family_previous", "&Previous part", "Ctrl+Up", -1),
    ):
        made.append(
            _action(page, name, words, key, "Go through the parts of the page", partial(_go, step, by))
        )
    hint = "Plan a meeting of this family"
    made.append(_action(page, "family_meeting", "&Meeting for this family…", "Alt+M", hint, begin))
    hint = "Put somebody down who belongs to the family"
    made.append(_action(page, "family_person", "&Add a person…", "Ins", hint, add))
    return tuple(made)


def help_lines() -> tuple[tuple[str, str], ...]:
    """Return the keys of the page and what they do."""
    parts = tuple((f"Alt+{place + 1}", words) for place, (_, words, _) in enumerate(PARTS))
    more = (
        ("PgDown", "While somebody is filled in: the next card"),
        ("PgUp", "While somebody is filled in: the card before"),
        ("Ctrl+↑ ↓", "The part before, the next part"),
        ("Alt+M", "Plan a meeting of this family"),
    )
    return (*HELP, *parts, *more, *file_lines())


def _action(page: QWidget, name: str, words: str, key: str, hint: str, does: Callable[[], object]) -> QAction:
    action = QAction(words, page)
    action.setObjectName(name)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setToolTip(tooltip(hint))
    action.triggered.connect(does)
    page.addAction(action)
    return action


def _go(does: Callable[[int], None], place: int, _is_checked: bool = False) -> None:
    does(place)
