"""The line below the head of a meeting: by when it was due, what is due next, and why it is late."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from meetingdesk.app.live.clocks_at import TOUCHED_BY, ClockLine, clocks_at
from meetingdesk.app.live.late_meetings import SayWhyLate
from meetingdesk.domain.roster import Roster
from ui.bridge import Bridge
from ui.labels import label, set_role, tooltip
from ui.screens.meeting.standing import Standing
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.inline_question import InlineQuestion, Question

FEWEST_LETTERS = 2


class ClockStrip(QFrame):
    """Tells the dates in one line and how they were counted in its tooltip; not there where no clock runs.

    Signals:
        explained: Why the meeting is late was said; carries the reason and who agreed to it.
        left: Nothing more is asked; the keyboard can go back to where it was.
    """

    explained = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line: ClockLine | None = None
        self._reason = ""
        self._roster: Roster | None = None
        self._question: InlineQuestion | None = None
        self._has_room = True
        self.setProperty("role", "header")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = label(role="muted", wraps=True)
        self.why = QPushButton(self.tr("Say why it is late"))
        self.why.setProperty("role", "link")
        self.why.setToolTip(self.tr("Two lines: the reason, and who agreed to it. Esc leaves."))
        self._row = QHBoxLayout()
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.why)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self.why.clicked.connect(self._ask)
        theme.changed.connect(self._scale)
        self._scale()
        self.hide()

    @property
    def said(self) -> str:
        """What the line says now."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def question(self) -> InlineQuestion | None:
        """What is asked now."""
        return self._question if self._question is not None and not self._question.isHidden() else None

    def show_line(self, line: ClockLine | None, roster: Roster | None = None) -> None:
        """Show the dates of a meeting; a question that stands open for another one is taken away."""
        before, self._line, self._roster = self._line, line, roster
        is_same = before is not None and line is not None and before.meeting_id == line.meeting_id
        if self._question is not None and not (is_same and line is not None and line.asks_why):
            self._question.hide()
        if line is not None:
            self._text.setText(self._words(line))
            self._text.setToolTip(tooltip("\n".join(line.told)))
            self._text.setAccessibleName(self.tr("Dates: {text}").format(text=line.text))
            self._text.setAccessibleDescription(" ".join(line.told))
            set_role(self._text, "warning" if line.is_late else "muted")
            self.why.setVisible(line.asks_why)
        self._fit()

    def give_room(self, *, has_room: bool) -> None:
        """Stand there only where there is room; why a meeting is late is asked for all the same."""
        if has_room != self._has_room:
            self._has_room = has_room
            self._fit()

    def ask_who_again(self, who: str) -> None:
        """Ask once more who agreed: what was answered could not be kept, and the reason stands."""
        if self._question is not None and self._reason:
            self._ask_who(self._question)
            self._question.field.setText(who)

    def empty(self) -> None:
        """Tell nothing of the family before; the line keeps its place, so that nothing below jumps."""
        self._text.setText("")
        self._text.setToolTip("")
        self.why.hide()

    # Slots

    @Slot()
    def _ask(self) -> None:
        if self._question is None:
            self._question = InlineQuestion(self)
            self._question.answered.connect(self._hear)
            self._question.left.connect(self._leave)
            self._column.addWidget(self._question)
        self._reason = ""
        self._question.ask(
            Question(self.tr("Why is this meeting late?"), self.tr("What stood in the way, in a line"))
        )

    @Slot(str)
    def _hear(self, answer: str) -> None:
        assert self._question is not None, "only what was asked is answered"
        if not self._reason:
            self._reason = answer
            self._ask_who(self._question)
            return
        who = self._known(answer) or answer
        self._question.hide()
        self.explained.emit(self._reason, who)
        self.left.emit()

    def _ask_who(self, question: InlineQuestion) -> None:
        question.ask(
            Question(
                self.tr("Who agreed that it is late?"),
                self.tr("Name, and what they do: Rhian Example, team manager"),
                understood=self._understood,
            )
        )

    @Slot()
    def _leave(self) -> None:
        if self._question is not None:
            self._question.hide()
        self.left.emit()

    @Slot()
    def _scale(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(2), px(16), px(4))
        self._column.setSpacing(px(4))
        self._row.setSpacing(px(10))

    def _fit(self) -> None:
        line = self._line
        self.setVisible(line is not None and (self._has_room or line.asks_why))

    # Words

    def _words(self, line: ClockLine) -> str:
        if not line.is_late or not line.late_reason:
            return line.text
        agreed = self.tr(", agreed by {name}").format(name=line.authorised_by) if line.authorised_by else ""
        return self.tr("{text} · late: {reason}{agreed}").format(
            text=line.text, reason=line.late_reason, agreed=agreed
        )

    def _understood(self, typed: str) -> str:
        words = typed.strip()
        if not words:
            return ""
        known = self._known(words)
        return known or self.tr("{name}: not of this meeting, noted by name").format(name=words)

    def _known(self, typed: str) -> str:
        """Return the one professional of the meeting whose name begins as was typed."""
        words = typed.strip().casefold()
        if self._roster is None or len(words) < FEWEST_LETTERS:
            return ""
        meant = [
            ", ".join(part for part in (one.name, one.job_title) if part)
            for one in self._roster.professionals
            if one.name.casefold().startswith(words)
        ]
        return meant[0] if len(meant) == 1 else ""


class ClockDeeds(QObject):
    """Reads the dates of the meeting on the screen for its line, and keeps why it is late.

    Signals:
        said: Something is to be told to whoever asked.
    """

    said = Signal(str)

    PAUSE_MS = 250

    def __init__(self, strip: ClockStrip, standing: Standing, bridge: Bridge, clock: WallClock) -> None:
        super().__init__(strip)
        self._strip = strip
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._who = ""
        self._shown: tuple[UUID, UUID | None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._pause.timeout.connect(self._read)
        bridge.changed.connect(self._changed)
        bridge.refused.connect(self._refused)
        strip.explained.connect(self._keep)

    @Slot()
    def look(self) -> None:
        """Show the dates of what is open; nothing is read anew where it is the same family."""
        head, family_id = self._standing.head, self._standing.family_id
        wanted = (head.meeting.id, family_id or head.meeting.family_id) if head is not None else None
        if wanted != self._shown:
            self._shown = wanted
            if wanted is None:
                self._strip.show_line(None)
            else:
                self._strip.empty()
            self._read()

    # Slots

    @Slot(frozenset, object)
    def _changed(self, touched: frozenset[str], asker: object) -> None:
        if touched & TOUCHED_BY and self._shown is not None:
            # What is typed on a card changes something every second; what was asked for here shows at once.
            self._pause.start(0 if asker is self else self.PAUSE_MS)

    @Slot(object, object)
    def _refused(self, error: BaseException, asker: object) -> None:
        if asker is self:
            hint = getattr(error, "hint", "")
            self.said.emit(f"{error} {hint}".strip())
            self._strip.ask_who_again(self._who)

    @Slot(str, str)
    def _keep(self, reason: str, who: str) -> None:
        head = self._standing.head
        if head is not None:
            self._who = who
            self._bridge.execute(SayWhyLate(head.meeting.id, reason, who), self)

    # Reading

    @Slot()
    def _read(self) -> None:
        if self._shown is not None:
            then = partial(self._show, self._shown)
            self._bridge.read(clocks_at, self, then, *self._shown, self._clock.today())

    def _show(self, shown: tuple[UUID, UUID | None], line: ClockLine | None) -> None:
        if shown == self._shown:
            self._strip.show_line(line, self._standing.roster)
