"""The list of cases: their order by keys or by dragging, how each is taken, and for how long."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from meetingdesk.app.case_list import LONGEST
from meetingdesk.app.new_meeting import Thread, ThreadKind
from meetingdesk.app.preparing import CaseLine, Preparation
from meetingdesk.domain.meetings import ListKind
from ui.models.case_model import CaseModel
from ui.models.grouped_model import LinesUnder
from ui.models.paged_model import Column
from ui.screens.families_new import ask_for_new_family
from ui.screens.preparing.part import Part
from ui.screens.preparing.thread_field import ThreadField
from ui.screens.preparing.words import about_case, children, taken
from ui.theme import Theme
from ui.widgets.grouped_table import GroupedTable
from ui.widgets.inline_question import Question
from ui.words import many, say_time

KEYS = {
    "m": "minutes",
    "f": "full",
    "a": "alert",
    "d": "defer",
    "delete": "off",
}
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
MOVING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class CaseTable(GroupedTable):
    """Moves a case up and down with Alt+Shift and the arrow keys, or by dragging it.

    Signals:
        moved: A case is to stand elsewhere; carries its row and the row it comes to stand at.
    """

    moved = Signal(int, int)

    def __init__(self, model: CaseModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, KEYS, parent)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        model.dropped.connect(self.moved)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == MOVING:
            self.step(step)
        else:
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """Move the chosen case up or down by one."""
        row = self.currentIndex().row()
        if self.line is not None and 0 <= row + by < self.model().rowCount():
            self.moved.emit(row, row + by)


class CasesPart(Part):
    """Shows the cases of a meeting in their order.

    Signals:
        ordered: The cases are to be taken in another order; carries their identifiers.
        children_first_wanted: Cases with children are to come first.
        kind_wanted: A case is to be taken otherwise; carries it, how, and why.
        minutes_wanted: A case is to take so long; carries it and the minutes.
        off_wanted: A case is to go off the list; carries it.
        referrals_wanted: A list of referrals is to be brought in.
        deferred_wanted: What the last meeting deferred is to be taken.
        families_asked: A family is looked for; carries the words.
        case_wanted: A family is to be put on the list; carries its identifier.
        new_family_wanted: A new family is to be put on the list; carries its reference.
        list_answered: What was asked about a list of referrals is answered; carries the key.
    """

    ordered = Signal(tuple)
    children_first_wanted = Signal()
    kind_wanted = Signal(object, object, str)
    minutes_wanted = Signal(object, int)
    off_wanted = Signal(object)
    referrals_wanted = Signal()
    deferred_wanted = Signal()
    families_asked = Signal(str)
    case_wanted = Signal(object)
    new_family_wanted = Signal(str)
    list_answered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.model = CaseModel(_columns())
        self.cases_table = CaseTable(self.model, theme)
        super().__init__(self.cases_table, theme, parent)
        self.model.setParent(self)
        self._asked = ""
        self._case: UUID | None = None
        self._moved_case: UUID | None = None
        self.cases_table.setAccessibleName(self.tr("Cases, in the order in which they are taken"))
        self.first_button = self._add_button(
            self.tr("Children first"),
            "Alt+C",
            self.tr("Put cases with children first, unborn children counted"),
        )
        self.referrals_button = self._add_button(
            self.tr("Referrals…"), "Alt+R", self.tr("Read a list of referrals (CSV or XLSX)")
        )
        self.add_button = self._add_button(
            self.tr("Add…"), "Ins", self.tr("Put a family on the list, known or new")
        )
        self.deferred_button = self._add_button(
            self.tr("Take the deferred cases"),
            "Alt+D",
            self.tr("Put what the last meeting deferred on the list"),
        )
        self._add_hints(
            (
                ("Alt+Shift+↑ ↓", self.tr("move"), self.tr("Take a case earlier or later"), "down"),
                ("M", self.tr("minutes…"), self.tr("Plan how long it takes"), "minutes"),
                ("F", self.tr("in full"), self.tr("Discuss it in full"), "full"),
                ("A", self.tr("alert only…"), self.tr("Take it as an alert only, and say why"), "alert"),
                ("D", self.tr("defer…"), self.tr("Defer it to the next meeting, and say why"), "defer"),
                ("Del", self.tr("off the list"), self.tr("Take it off the list"), "off"),
            )
        )
        self.family_field = ThreadField(theme, new_below=self.tr("begun, and put on the list"), least_lines=1)
        self.family_field.look_for(ThreadKind.FAMILY)
        self.family_field.hide()
        layout = self.layout()
        assert layout is not None, "a part lays itself out"
        layout.addWidget(self.family_field)
        self._connect()
        self._nothing.setText(self.tr("No case is on the list yet"))
        self._nothing_hint.setText(
            self.tr("Bring in the list of referrals (Alt+R), or add a family, known or new (Ins).")
        )

    def show_preparation(self, preparation: Preparation) -> None:
        """Show the cases of a meeting, the one that was chosen or moved chosen again."""
        here, row = self._chosen_before(preparation)
        wanted = self._moved_case or (here.id if isinstance(here, CaseLine) else None)
        self._moved_case = None
        self.model.set_groups((LinesUnder("", preparation.cases),))
        self.cases_table.choose(next((place for place, case in self.model.lines() if case.id == wanted), row))
        discussed = sum(case.kind is ListKind.FULL for case in preparation.cases)
        order = (
            ""
            if preparation.is_children_first
            else self.tr("△ cases without children stand before some with")
        )
        counted = self.tr("{}, {} in full").format(many(len(preparation.cases), "case"), discussed)
        self._said.setText(" · ".join(part for part in (counted, order) if part))
        self.first_button.setEnabled(len(preparation.cases) > 1)
        self.deferred_button.setVisible(preparation.deferred > 0)
        self.deferred_button.setText(
            self.tr("Take {}  Alt+D").format(many(preparation.deferred, "deferred case"))
        )
        self._show_lines(has_lines=bool(preparation.cases))

    def show_families(self, typed: str, threads: tuple[Thread, ...]) -> None:
        """Show the families that were found for the words typed."""
        self.family_field.show_found(typed, threads)

    def ask_about_list(self, question: Question) -> None:
        """Ask whether a list of referrals is to be brought in."""
        self._asked, self._case = "list", None
        self.family_field.hide()
        self.question.ask(question)

    # Slots

    @Slot()
    def ask_family(self) -> None:
        """Ask which family is to be put on the list."""
        self.question.hide()
        self.family_field.set_thread(None)
        self.family_field.show()
        self.family_field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave_family(self) -> None:
        """Put no family on the list."""
        if not self.family_field.isHidden():
            self.family_field.hide()
            self.take_focus()

    @Slot(object)
    def _family_chosen(self, thread: Thread | None) -> None:
        if thread is None:
            return
        self.family_field.hide()
        if thread.id is None:
            self._asked, self._case = "family", None
            ask_for_new_family(self.question, self.tr("It is put on the list."), thread.called)
        else:
            self.take_focus()
            self.case_wanted.emit(thread.id)

    @Slot(int, int)
    def _move(self, row: int, to: int) -> None:
        cases = [case.id for _, case in self.model.lines()]
        if 0 <= row < len(cases) and row != to:
            self._moved_case = cases[row]
            moved = cases.pop(row)
            cases.insert(min(to, len(cases)), moved)
            self.ordered.emit(tuple(cases))

    @Slot(str)
    def _key_chosen(self, name: str) -> None:
        case = self.cases_table.line
        if not isinstance(case, CaseLine):
            return
        match name:
            case "down":
                self.cases_table.step(1)
            case "minutes":
                text = self.tr("How many minutes for {}?").format(case.reference)
                self._ask(name, case, Question(text, self.tr("such as 12"), understood=_minutes_said))
            case "full":
                self.kind_wanted.emit(case.id, ListKind.FULL, "")
            case "alert":
                text = self.tr("Why is {} an alert only?").format(case.reference)
                self._ask(name, case, Question(text))
            case "defer":
                text = self.tr("Why is {} deferred?").format(case.reference)
                self._ask(name, case, Question(text))
            case "off":
                self.off_wanted.emit(case.id)

    @Slot(str)
    def _answered(self, text: str) -> None:
        asked, case = self._asked, self._case
        self.close_question()
        match asked:
            case "list":
                self.list_answered.emit(text)
            case "family":
                self.new_family_wanted.emit(text)
            case "minutes":
                self.minutes_wanted.emit(case, _minutes(text))
            case "alert":
                self.kind_wanted.emit(case, ListKind.ALERT_ONLY, text)
            case "defer":
                self.kind_wanted.emit(case, ListKind.DEFERRED, text)

    # Helpers

    def _ask(self, name: str, case: CaseLine, question: Question) -> None:
        self._asked, self._case = name, case.id
        self.family_field.hide()
        self.question.ask(question)

    def _connect(self) -> None:
        self.cases_table.key_chosen.connect(self._key_chosen)
        self.cases_table.moved.connect(self._move)
        self.question.answered.connect(self._answered)
        self.first_button.clicked.connect(self.children_first_wanted)
        self.referrals_button.clicked.connect(self.referrals_wanted)
        self.deferred_button.clicked.connect(self.deferred_wanted)
        self.add_button.clicked.connect(self.ask_family)
        self.family_field.asked.connect(self.families_asked)
        self.family_field.chosen.connect(self._family_chosen)
        escape = QShortcut(QKeySequence("Esc"), self.family_field)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave_family)


def _columns() -> tuple[Column[CaseLine], ...]:
    return (
        Column("No", lambda case: str(case.position), lambda case: say_time(case.starts_at), width=68),
        Column("Case", lambda case: case.reference, about_case, is_strong=True),
        Column("Children", children, width=130),
        Column("Taken", lambda case: taken(case)[0], chip=lambda case: taken(case)[1], width=142),
    )


def _minutes(typed: str) -> int:
    words = typed.split()
    return int(words[0]) if words and words[0].isascii() and words[0].isdigit() else 0


def _minutes_said(typed: str) -> str:
    minutes = _minutes(typed)
    return many(minutes, "minute") if 1 <= minutes <= LONGEST else ""
