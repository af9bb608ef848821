"""What stands over the list of actions: how many there are of what, and what the list is narrowed to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.following.asked import MOST_COUNTED, ActionCounts, ActionState
from ui.labels import label, set_role, tooltip
from ui.theme import Theme
from ui.widgets.wrapping import Wrapping

CHIPS: tuple[tuple[ActionState, str, str], ...] = (
    (ActionState.OVERDUE, "overdue", "Only what is late"),
    (ActionState.OPEN, "open", "Everything that is open"),
    (
        ActionState.CARRIED,
        "carried {times} or more",
        "Carried so often that the policy asks why",
    ),
    (ActionState.UNCONFIRMED, "unconfirmed", "Only what its owner has not taken on"),
    (ActionState.ESCALATED, "escalated", "Only what was taken to a stage of the ladder"),
    (
        ActionState.TO_CHECK,
        "to check again",
        "Done, and to be looked at again: has it lasted?",
    ),
)
MENUS: tuple[tuple[str, str], ...] = (
    ("view", "View"),
    ("agency", "Agency"),
    ("owner", "Owner"),
    ("type", "Meeting"),
    ("state", "State"),
    ("age", "Age"),
    ("carried", "Carried"),
    ("group", "Group"),
)
ALWAYS = (ActionState.OVERDUE, ActionState.OPEN)
PAUSE_MS = 160


class ActionsHead(QWidget):
    """Shows the counts as chips and the filters as buttons; each does what its key does.

    Signals:
        chip_chosen: A chip was clicked; carries the state.
        menu_wanted: A filter was clicked; carries its name.
        typed: Other words are to be looked for.
        chase_wanted: What is chosen is to be chased.
    """

    chip_chosen = Signal(object)
    menu_wanted = Signal(str)
    typed = Signal(str)
    chase_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chips: dict[ActionState, QToolButton] = {}
        self.menus: dict[str, QToolButton] = {}
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words  Ctrl+F"))
        self.words.setAccessibleName(self.tr("Only actions with these words"))
        self.words.setToolTip(tooltip(self.tr("Only actions with these words (Ctrl+F)")))
        self.words.setClearButtonEnabled(True)
        self.chase = QPushButton(self.tr("Chase selected  Ctrl+Enter"))
        self.chase.setProperty("role", "primary")
        self.chase.setAccessibleName(self.tr("Chase selected"))
        self.chase.setToolTip(
            tooltip(self.tr("Note that the owners of what is checked were asked (Ctrl+Enter)"))
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._is_low, self._shows_all = False, False
        self._lay_out()

        self._pause.timeout.connect(self._tell_words)
        self.words.textChanged.connect(self._pause.start)
        self.chase.clicked.connect(self.chase_wanted)
        theme.changed.connect(self._fit)
        self.show_counts(ActionCounts(), ActionState.OPEN)

    def show_counts(self, counts: ActionCounts, state: ActionState | None) -> None:
        """Say how many there are, and which of them are shown."""
        numbers = {
            ActionState.OVERDUE: counts.overdue,
            ActionState.OPEN: counts.open,
            ActionState.CARRIED: counts.carried,
            ActionState.UNCONFIRMED: counts.unconfirmed,
            ActionState.ESCALATED: counts.escalated,
            ActionState.TO_CHECK: counts.to_check,
        }
        times = {1: "once", 2: "twice"}.get(counts.carried_from, f"{counts.carried_from} times")
        for (kind, word, hint), number in zip(CHIPS, range(1, len(CHIPS) + 1), strict=True):
            chip, count = self.chips[kind], numbers[kind]
            said = f"{MOST_COUNTED:,}+" if count >= MOST_COUNTED else str(count)
            chip.setText(f"{said} {word.format(times=times)}")
            chip.setAccessibleName(f"{chip.text()}, {number}")
            chip.setToolTip(tooltip(f"{hint} ({number})"))
            chip.setChecked(kind is state)
            strong = {ActionState.OVERDUE: "filter-wrong", ActionState.CARRIED: "filter-attention"}
            set_role(chip, strong.get(kind, "filter") if count else "filter")

    def show_filter(self, name: str, said: str) -> None:
        """Say what a filter is set to; `all` where it leaves everything."""
        button = self.menus[name]
        word = dict(MENUS)[name]
        button.setText(f"{word}: {said} ▾".replace("&", "&&"))
        button.setAccessibleName(f"{word}: {said}")
        is_usual = said in ("all", "any") or (name, said) == ("state", "open")
        button.setChecked(not is_usual and name not in ("view", "group"))

    def show_low(self, *, is_low: bool) -> None:
        """Leave the room to the list where a window is low: the rest comes by its keys."""
        self._is_low = is_low
        self._fit()
        self._shows_all = self._shows_all and is_low
        self._show_pieces()

    def go_to_filters(self) -> None:
        """Show all filters, and let the keyboard choose one."""
        self._shows_all = self._is_low
        self._show_pieces()
        self.menus["view"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_words(self, typed: str) -> None:
        """Put words into the field without asking anything."""
        if self.words.text().strip() != typed:
            self.words.blockSignals(True)
            self.words.setText(typed)
            self.words.blockSignals(False)

    # Slots

    @Slot()
    def _tell_words(self) -> None:
        self.typed.emit(self.words.text())

    @Slot()
    def _choose(self, state: ActionState) -> None:
        self.chip_chosen.emit(state)

    @Slot()
    def _want(self, name: str) -> None:
        self.menu_wanted.emit(name)

    @Slot()
    def _fit(self) -> None:
        self.words.setFixedWidth(self._theme.px(112 if self._is_low else 176))

    # Helpers

    def _show_pieces(self) -> None:
        for name, button in self.menus.items():
            button.setVisible(name == "view" or not self._is_low or self._shows_all)
        for kind, chip in self.chips.items():
            chip.setVisible(kind in ALWAYS or not self._is_low)
        self.updateGeometry()

    def _lay_out(self) -> None:
        self.setProperty("role", "panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        chips, filters = QWidget(), QWidget()
        row, below = Wrapping(chips), Wrapping(filters)
        row.addWidget(label(self.tr("Actions"), role="title"))
        for kind, _word, _hint in CHIPS:
            chip = self._button()
            chip.setCheckable(True)
            chip.clicked.connect(partial(self._choose, kind))
            self.chips[kind] = chip
            row.addWidget(chip)
        for name, word in MENUS:
            button = self._button()
            button.setCheckable(True)
            button.setToolTip(tooltip(_HINTS.get(name, self.tr("Narrow the list (S, then Tab)"))))
            button.clicked.connect(partial(self._want, name))
            self.menus[name] = button
            below.addWidget(button)
            self.show_filter(name, "all" if word != "Group" else "agency")
        for inside in (chips, filters):
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            inside.setSizePolicy(policy)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(chips, 1)
        top.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.chase, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(filters)
        self._fit()

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "filter")
        return button


_HINTS = {
    "view": "Choose what is shown (V)",
    "group": "Group by agency, by owner, or not at all (G)",
    "agency": "Only the actions of one agency (S goes to the filters)",
}
