"""The keys of the meeting's screen: what each does, in the menu, the palette and the help."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.labels import tooltip

COMMANDS = (
    ("start", "&Start or resume the meeting", "Ctrl+Return", "The clock runs from now on"),
    ("held_today", "Held to&day", "", "It was planned for another day and is held today"),
    (
        "close",
        "Before you &close",
        "Ctrl+Shift+Return",
        "Everything that is missing; again: end the meeting, and after it finalise the record",
    ),
    ("next", "&Next case or section", "Alt+Down", "Go on in the running order"),
    ("previous", "&Previous case or section", "Alt+Up", "Go back in the running order"),
    ("next_section", "Next &part of the case", "Alt+Right", "Go through the parts of a case"),
    ("previous_section", "Previous p&art of the case", "Alt+Left", "Go back through the parts of a case"),
    ("capture", "&Capture line", "Esc", "Back to the line from anywhere"),
    ("roll_call", "&Roll call", "F4", "Who is here, one key for each"),
    ("stream", "&Stream", "F3", "Go through what was said; Enter edits a line"),
    ("picture", "Whole p&icture", "Shift+F3", "Who was asked about whom, and what each agency knows"),
    ("map", "Map of the fa&mily", "Shift+F5", "Who belongs to whom, and who lives where; Enter fills in"),
    ("files", "Files recei&ved", "Shift+F4", "Reports and drawings that came in, read inside MeetingDesk"),
    ("cards", "Car&ds of this part", "F5", "Fill in what this part asks for; PgDn goes to the next card"),
    (
        "room_window",
        "&Window for the room",
        "Ctrl+Shift+R",
        "Agenda, clock and what is read back, for a projector",
    ),
    (
        "read_back",
        "Read &back, then agreed",
        "Ctrl+G",
        "Show the action or decision to the room; again: agreed",
    ),
    ("exercise", "Throu&gh the eyes of a child", "Ctrl+E", "Two minutes for one child; again: pause, go on"),
    ("exercise_stop", "Stop the two mi&nutes", "Ctrl+Shift+X", "End them now; every line is kept"),
    (
        "chair_window",
        "Window for the c&hair",
        "Ctrl+Shift+Y",
        "Clock, not yet, who is silent, what to decide; private",
    ),
    ("put_away", "Agenda in the roo&m again", "Ctrl+Shift+G", "Take away what was read back"),
    ("actions", "&Actions agreed", "F9", "Go through the actions"),
    ("not_yet", "Not &yet", "F11", "Go through what is missing; Enter goes there, Delete sets it aside"),
    ("running_order", "Running &order", "F2", "Go through the running order; Enter goes there"),
    ("panels", "&Fold or unfold the side panels", "F8", "More room for the stream, or the panels again"),
    ("next_panel", "Ne&xt panel", "F6", "Go round the parts of the screen"),
)

HELP = (
    ("po …", "What police said; the code of any agency at the table. Tab and Shift+Tab go round the table"),
    ("! …", "An action: who does what, for whom, by when, so that what, shown by what"),
    ('" …', "A child’s own words: Child 1: …"),
    ("d …", "A decision"),
    ("? …", "A challenge: somebody sees it differently"),
    ("@ …", "A person just named: name, who they are"),
    ("# …", "Something that happened, with its day"),
    ("fact: …", "Behind the code: fact, reported, observed, opinion, allegation, analysis"),
    ("… [source]", "At the end: where it comes from"),
    ("… /restricted", "At the end: shared, professionals, restricted, police, legal, mine"),
    ("Alt+1 … 9", "Correct a piece of what was understood; ↓ goes through them"),
    ("F7", "Help with the spelling of the word at the cursor, or with the next wrong one; Ctrl+. too"),
    ("Enter", "Keep the line; Shift+Enter begins a new line in it"),
    ("F R O P L Y S N", "In the stream: fact, reported, observed, opinion, allegation, analysis, said, note"),
    ("Q K", "In the stream, where wording is questioned: minute a challenge, leave it as it is"),
    ("A W C V M H", "In the stream: about whom, who said it, source, who may read it, move, what it means"),
    (
        "W A B P S O V",
        "On an action: whose, for whom, by when, so that, shown by, how often, who may read it",
    ),
    (
        "T",
        "On an action: what would make it sharper; there Enter puts it right, S splits, X sets aside",
    ),
    (
        "D C N X S",
        "At the actions of last time (F5): done, circumstances changed, not done, carried, superseded",
    ),
    ("O R W L E Y", "There too: goes on, other owner, withdrawn, has lasted, next stage, taken on"),
    ("Backspace", "There too: takes the latest back; Delete what was said of the marked action"),
    ("PgDown", "On the cards of a part: the next card; Enter goes to the next field"),
    ("PgUp", "On the cards of a part: the card before"),
    ("Ctrl+Enter", "While editing an entry: split it here"),
    ("Ctrl+J", "In the stream: join an entry to the one above"),
    ("Alt+Shift+↑ ↓", "In the stream: move an entry up or down"),
    ("Delete", "In the stream: take a line out; Ctrl+Z brings it back"),
)


def make_actions(screen: QWidget, does: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Return the commands of the screen by name; their keys work wherever the focus is in it."""
    made = {}
    for name, text, key, hint in COMMANDS:
        action = QAction(text, screen)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(tooltip(hint))
        action.triggered.connect(does[name])
        screen.addAction(action)
        made[name] = action
    return made
