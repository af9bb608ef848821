"""The form that makes a meeting, or changes when and where one is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.new_meeting import CHAIR, MINUTE_TAKER, THREAD, BeginsWith, Thread, ThreadKind
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.rulebook import Rulebook
from meetingdesk.domain.workdays import Nation
from ui.labels import label, set_role, tooltip
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.models.paged_model import Column
from ui.screens.preparing.day_field import DayField
from ui.screens.preparing.field_faults import FieldFaults
from ui.screens.preparing.thread_field import ThreadField
from ui.screens.preparing.typed_days import typed_time
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.completions import Completion
from ui.widgets.field_completions import FieldCompletions, names_for
from ui.widgets.following_area import FollowingArea
from ui.widgets.line_delegate import LINE_HEIGHT, LineDelegate
from ui.words import say_date

TYPES_SHOWN = 3
LARGE = 1.5
WIDEST = 760


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form when it is sent: everything that could be understood."""

    type_id: str
    thread: Thread | None
    held_on: date
    starts_at: time | None
    place: str
    chair: str
    minute_taker: str


class _Types(QListView):
    """The kinds of meeting; Enter goes on to the next field."""

    went_on = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.went_on.emit()
        else:
            super().keyPressEvent(event)


class NewMeetingForm(QWidget):
    """Asks for kind, family or series, day, hour, place and who leads; Enter goes on, Ctrl+Enter makes it.

    Signals:
        sent: Everything that is needed stands there; carries it as Filled.
        left: Nothing is to be made.
        threads_asked: A family or series is looked for; carries the words and the kind of meeting.
        begun: Another kind or thread was chosen; carries both, so that what is known can be filled in.
    """

    sent = Signal(object)
    left = Signal()
    threads_asked = Signal(str, str)
    begun = Signal(str, object)

    def __init__(
        self, theme: Theme, clock: WallClock, rulebook: Rulebook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._rulebook = rulebook
        self._kinds = tuple(sorted(rulebook.meeting_types.values(), key=lambda kind: kind.title))
        self._is_change = False
        self._due = ""
        self._names: tuple[str, ...] = ()
        self.faults = FieldFaults(self)
        self._make_fields()
        self._lay_out()

        self.types.selectionModel().currentChanged.connect(self._kind_chosen)
        self.types.went_on.connect(self.thread_field.setFocus)
        self.thread_field.asked.connect(self._ask_threads)
        self.thread_field.chosen.connect(self._thread_chosen)
        self.thread_field.went_on.connect(self.day.setFocus)
        self.day.day_changed.connect(self._say_day)
        self.hour.textChanged.connect(self._say_hour)
        self.day.returnPressed.connect(self._leave_day)
        for field, after in (
            (self.hour, self.place),
            (self.place, self.chair),
            (self.chair, self.minute_taker),
            (self.minute_taker, self.make),
        ):
            field.returnPressed.connect(after.setFocus)
        self.thread_field.field.textChanged.connect(partial(self._forget, self.thread_field))
        for changed in (self.day, self.hour, self.chair, self.minute_taker):
            changed.textChanged.connect(partial(self._forget, changed))
        self.make.clicked.connect(self.send)
        self.leave.clicked.connect(self.left)
        for keys, does in (("Ctrl+Return", self.send), ("Ctrl+Enter", self.send), ("Esc", self.left)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def type_id(self) -> str:
        """The kind of meeting that is chosen."""
        line = self._model.line(self.types.currentIndex().row())
        return line.id if line is not None else ""

    def begin(self, known: BeginsWith, names: tuple[str, ...]) -> None:
        """Start a new meeting with what is known before."""
        self._is_change = False
        self._start(known, names)
        self._title.setText(self.tr("New meeting"))
        self._below.setText(
            self.tr("Follows {}").format(known.previous)
            if known.previous
            else self.tr("Enter goes on, Ctrl+Enter makes it; everything can be changed later.")
        )
        self.make.setText(self.tr("Make the meeting"))
        self._show_choice(is_shown=True)
        self._choose(known.type_id or known.proposed or "marac")
        self.thread_field.set_thread(known.thread)
        self.fill(known)
        first = self.types if not known.type_id else self.thread_field if known.thread is None else self.day
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self, known: BeginsWith) -> None:
        """Fill in what the thread tells, and by when the meeting is due."""
        self._due = (
            self.tr("due by {} ({})").format(say_date(known.due.due), known.due.explanation)
            if known.due is not None
            else ""
        )
        self.day.set_day(known.held_on)
        self.hour.setText(f"{known.starts_at:%H:%M}" if known.starts_at is not None else "")
        self.place.setText(known.place)
        self.chair.setText(known.chair)
        self.minute_taker.setText(known.minute_taker)
        self._say_day()

    def change(self, title: str, known: BeginsWith, names: tuple[str, ...]) -> None:
        """Change when and where a meeting is held, and who leads it."""
        self._is_change = True
        self._start(known, names)
        self._title.setText(title)
        self._below.setText(self.tr("Enter goes on, Ctrl+Enter keeps it."))
        self.make.setText(self.tr("Keep"))
        self._show_choice(is_shown=False)
        self.fill(known)
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def take_focus(self) -> None:
        """Let the keyboard work in the first field that is shown."""
        first: QWidget = self.day if self._is_change else self.types
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def send(self) -> None:
        """Send what stands there, or say what is wrong beside each field and go to the first."""
        self._put_away()
        day, hour = self.day.day, typed_time(self.hour.text())
        thread = self.thread_field.thread_taken
        if not self._is_change and thread is None:
            is_many = self._kind is not None and self._kind.many_cases
            missing = self.tr("Which series is it of?") if is_many else self.tr("Which family is it about?")
            self.faults.tell(self.thread_field, missing, self.tr("Type, and take one with Enter."))
        if day is None:
            self._tell_day()
        if hour is None and self.hour.text().strip():
            self.faults.tell(
                self.hour, self.tr("The hour is not understood."), self.tr("Type it as 13:00, 1300 or 1pm.")
            )
        if any(map(self.faults.of, (self.thread_field, self.day, self.hour))) or day is None:
            self.faults.go_to_first()
            return
        self.sent.emit(
            Filled(
                self.type_id,
                thread,
                day,
                hour,
                self.place.text(),
                self.chair.text(),
                self.minute_taker.text(),
            )
        )

    def complain(self, text: str, hint: str = "", about: str = "") -> None:
        """Say why it could not be made, beside the field it is about."""
        self._put_away()
        fields: dict[str, QWidget] = {
            CHAIR: self.chair,
            MINUTE_TAKER: self.minute_taker,
            THREAD: self.thread_field,
        }
        if about in fields:
            self.faults.tell(fields[about], text, hint)
            self.faults.go_to_first()
        else:
            self._problem.setText(f"✕ {text} {hint}".strip())
            self._problem.show()
            self.setAccessibleDescription(f"{text} {hint}".strip())

    # Slots

    @Slot(QModelIndex, QModelIndex)
    def _kind_chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        kind = self._kind
        if kind is None:
            return
        wanted = ThreadKind.SERIES if kind.many_cases else ThreadKind.FAMILY
        thread = self.thread_field.thread_taken
        if thread is not None and thread.kind is not wanted:
            self.thread_field.set_thread(None)
            thread = None
        self.thread_field.look_for(wanted)
        self._purpose.setText(" ".join(kind.purpose.split()))
        self._of.setText(self.tr("Series") if kind.many_cases else self.tr("Family"))
        if not self._is_change and thread is not None and self.types.hasFocus():
            self.begun.emit(kind.id, thread)

    @Slot(object)
    def _thread_chosen(self, thread: Thread | None) -> None:
        if thread is not None:
            self.begun.emit(self.type_id, thread)
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _ask_threads(self, typed: str) -> None:
        self.threads_asked.emit(typed, self.type_id)

    @Slot()
    def _say_day(self) -> None:
        read = self.day.read
        day = read.on
        said = say_date(day) if day is not None else read.wrong
        is_past = day is not None and day < self._clock.today()
        other = (
            self.tr("if {} is meant, type {}/{}").format(
                say_date(read.other), read.other.day, read.other.month
            )
            if read.other is not None
            else ""
        )
        parts = (
            f"△ {said}" if read.is_doubtful else said,
            self.tr("△ a day that is past") if is_past else "",
            "" if self.day.is_working_day else self.tr("△ no working day"),
            other,
            self._due,
        )
        self._day_said.setText(" · ".join(part for part in parts if part))
        self._day_said.setVisible(bool(self._day_said.text()))
        set_role(self._day_said, "warning" if is_past or read.is_doubtful else "small")

    @Slot()
    def _leave_day(self) -> None:
        """Go on to the hour, unless something stands in the field that is no day."""
        if self.day.read.wrong:
            self._tell_day()
        else:
            self.hour.setFocus()

    @Slot(str)
    def _say_hour(self, typed: str) -> None:
        hour = typed_time(typed)
        self._hour_said.setText(
            f"{hour:%H:%M}" if hour is not None else self.tr("not a time yet") if typed.strip() else ""
        )

    @Slot()
    def _fit(self) -> None:
        shown = TYPES_SHOWN if self._theme.scale < LARGE else 2
        self.types.setFixedHeight(shown * self._theme.px(LINE_HEIGHT) + 4)
        self.types.scrollTo(self.types.currentIndex())
        self._card.setMaximumWidth(self._theme.px(WIDEST))

    # Helpers

    @property
    def _kind(self) -> MeetingType | None:
        return self._model.line(self.types.currentIndex().row())

    def _choose(self, type_id: str) -> None:
        row = next((row for row, kind in self._model.lines() if kind.id == type_id), 0)
        self.types.setCurrentIndex(self._model.index(row, 0))
        self._kind_chosen(QModelIndex(), QModelIndex())

    def _start(self, known: BeginsWith, names: tuple[str, ...]) -> None:
        self._names = names
        self.day.use(self._rulebook.calendar(known.nation))
        self._put_away()

    def _put_away(self) -> None:
        """Take away what was said of the form before, and every list that lies over it."""
        self.faults.clear_all()
        self._problem.hide()
        self.setAccessibleDescription("")
        self.thread_field.close_list()
        for names in (self.chair_names, self.minute_taker_names):
            names.close_names()

    def _tell_day(self) -> None:
        wrong = self.day.read.wrong
        text = (
            self.tr("The day is not understood: {}.").format(wrong)
            if wrong
            else self.tr("Which day is it on?")
        )
        self.faults.tell(self.day, text, self.tr("Type it as 27/11, tomorrow, fri or next thursday."))
        self._day_said.setText(self._due)
        self._day_said.setVisible(bool(self._due))

    def _forget(self, field: QWidget, _typed: str) -> None:
        self.faults.clear(field)

    def _offer_names(self, typed: str) -> tuple[Completion, ...]:
        return names_for(typed, self._names)

    def _show_choice(self, *, is_shown: bool) -> None:
        for part in (self.types, self._of, self._kind_label, self._purpose, self.thread_field):
            part.setVisible(is_shown)

    def _make_fields(self) -> None:
        self._model: GroupedModel[MeetingType] = GroupedModel((Column("", lambda kind: kind.title),), self)
        self._model.set_groups((LinesUnder("", self._kinds),))
        self.types = _Types()
        self.types.setModel(self._model)
        self.types.setProperty("role", "results")
        self.types.setItemDelegate(LineDelegate(self._theme, self.types))
        self.types.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.types.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.types.setAccessibleName(self.tr("Kind of meeting"))
        self.types.setToolTip(tooltip(self.tr("Kind of meeting: ↑ ↓ or its first letters, Enter goes on")))
        self.thread_field = ThreadField(self._theme)
        self.day = DayField(self._clock, self._rulebook.calendar(Nation.ENG))
        self.hour = self._line(self.tr("Time"), self.tr("13:00"), 10)
        self.place = self._line(self.tr("Place"), self.tr("a room, or how people join"), 300)
        self.chair = self._name(self.tr("Chair"))
        self.minute_taker = self._name(self.tr("Minute taker"))
        self.chair_names = FieldCompletions(self.chair, self._offer_names, self._theme)
        self.minute_taker_names = FieldCompletions(self.minute_taker, self._offer_names, self._theme)
        self.make = QPushButton()
        self.make.setProperty("role", "primary")
        self.make.setToolTip(tooltip(self.tr("Make it (Ctrl+Enter)")))
        self.leave = QPushButton(self.tr("Leave"))
        self.leave.setToolTip(tooltip(self.tr("Make nothing (Esc)")))

    def _line(self, name: str, hint: str, most: int) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(most)
        field.setPlaceholderText(hint)
        field.setAccessibleName(name)
        return field

    def _name(self, name: str) -> QLineEdit:
        return self._line(name, self.tr("type a name; one that is new is added"), 300)

    def _lay_out(self) -> None:
        self._title = label(role="title", wraps=True)
        self._below = label(role="muted", wraps=True)
        self._problem = label(role="error", wraps=True)
        self._purpose = label(role="small", wraps=True)
        self._problem.hide()
        self._kind_label = label(self.tr("Kind"), role="strong", buddy=self.types)
        self._of = label(self.tr("Family"), role="strong", buddy=self.thread_field)
        self._day_said, self._hour_said = label(role="small", wraps=True), label(role="small")
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        when = QHBoxLayout()
        when.setSpacing(10)
        when.addWidget(self.day, 3)
        when.addWidget(self.hour, 2)
        when.addWidget(self._hour_said, 1)
        rows: tuple[tuple[QLabel | None, QWidget | QHBoxLayout], ...] = (
            (self._kind_label, self.types),
            (None, self._purpose),
            (self._of, self.thread_field),
            (None, self.faults.line_of(self.thread_field)),
            (label(self.tr("Day and time"), role="strong", buddy=self.day), when),
            (None, self._day_said),
            (None, self.faults.line_of(self.day)),
            (None, self.faults.line_of(self.hour)),
            (label(self.tr("Place"), role="strong", buddy=self.place), self.place),
            (label(self.tr("Chair"), role="strong", buddy=self.chair), self.chair),
            (None, self.faults.line_of(self.chair)),
            (label(self.tr("Minute taker"), role="strong", buddy=self.minute_taker), self.minute_taker),
            (None, self.faults.line_of(self.minute_taker)),
        )
        for row, (name, field) in enumerate(rows):
            if name is not None:
                grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(field, QHBoxLayout):
                grid.addLayout(field, row, 1)
            else:
                grid.addWidget(field, row, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.make)
        buttons.addWidget(self.leave)
        self._card = QFrame()
        self._card.setProperty("role", "card")
        card = QVBoxLayout(self._card)
        card.setContentsMargins(22, 18, 22, 18)
        card.setSpacing(8)
        card.addWidget(self._title)
        card.addWidget(self._below)
        card.addSpacing(4)
        card.addLayout(grid)
        card.addWidget(self._problem)
        card.addLayout(buttons)
        inside = QWidget()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card, 20)
        middle.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(middle)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(FollowingArea(inside))
