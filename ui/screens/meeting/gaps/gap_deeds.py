"""Looks for what is missing after every change, shows it, and takes somebody to where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.live.closing import BackToDraft, Finalise, GapKey, SetAside, must_be_settled
from meetingdesk.app.live.gaps_at import gaps_at, looked_over, reached_at
from meetingdesk.app.live.head import Head
from meetingdesk.domain.gaps.gap import Gap, Level
from meetingdesk.domain.gaps.not_yet import NotYet, joined, not_yet
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.domain.principles import Held
from meetingdesk.domain.roles import Deed
from ui.bridge import Bridge
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.gaps.gap_model import GapLine
from ui.screens.meeting.gaps.gap_view import AGAINST, KEPT
from ui.screens.meeting.gaps.not_yet_panel import NotYetPanel
from ui.screens.meeting.standing import Standing

if TYPE_CHECKING:
    from ui.screens.meeting.gaps.closing_page import ClosingPage

QUIET = frozenset({"agenda_point"})
"""The clock of a point runs without anything being missing or mended by it."""


class GapDeeds(QObject):
    """Keeps the two lists of what is missing as they should be, and does what is asked of their lines.

    Signals:
        said: Something is to be told in a few words.
        go_wanted: Somebody wants to mend a line; carries it.
        shown: What is missing was read anew; carries all of it for the place where the meeting is.
        page_ready: What the whole meeting lacks was read, as it was asked for.
    """

    said = Signal(str)
    go_wanted = Signal(object)
    shown = Signal(object)
    page_ready = Signal()

    PAUSE_MS = 250

    def __init__(
        self,
        panel: NotYetPanel,
        ask: AskBar,
        standing: Standing,
        bridge: Bridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self.page: ClosingPage | None = None
        self._ask = ask
        self._standing = standing
        self._bridge = bridge
        self._gaps: tuple[Gap, ...] | None = None
        """None until what the open case lacks was read."""
        self._whole: tuple[Gap, ...] = ()
        self._held: tuple[Held, ...] = ()
        self._family_id: UUID | None = None
        self._question = 0
        self._is_asked_for = False
        self._timer = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._timer.timeout.connect(self.look)
        panel.chosen.connect(self.go_wanted)
        panel.set_aside_wanted.connect(self._ask_why)
        bridge.changed.connect(self._hear)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the case or meeting that is open lacks."""
        return self._gaps or ()

    def fill(self, page: ClosingPage) -> None:
        """Show on a page, as long as it can be seen, what the whole meeting lacks."""
        self.page = page
        page.chosen.connect(self.go_wanted)
        page.set_aside_wanted.connect(self._ask_why)

    def point_changed(self) -> None:
        """Show at once what belongs to the place that is open, as far as it is known, and look anew."""
        self._is_asked_for = False
        if self._family_id != self._standing.family_id:
            self._gaps = None
        self._show()
        self._timer.start()

    def meeting_changed(self) -> None:
        """Forget what the meeting before lacked."""
        self._gaps, self._whole, self._held = None, (), ()
        self._is_asked_for = False
        if self.page is not None:
            self.page.forget()
        self._show()
        self._timer.start()

    def close(self) -> None:
        """Stop looking: no meeting is open."""
        self._timer.stop()
        self._question += 1
        self._is_asked_for = False

    @Slot()
    def open_page(self) -> None:
        """Read what the whole meeting lacks, and have it shown."""
        self._is_asked_for = True
        self.look()

    @Slot()
    def look(self) -> None:
        """Read what is missing: in the case that is open, or everywhere where the page is shown."""
        self._timer.stop()
        head = self._standing.head
        if head is None:
            return
        self._question += 1
        question = self._question
        if self._is_asked_for or self._seen_page is not None:
            self._bridge.read(looked_over, self, partial(self._take_whole, question), head)
        else:
            family_id = self._standing.family_id
            self._bridge.read(gaps_at, self, partial(self._take, question, family_id), head, family_id)

    def take_step(self) -> bool:
        """Take the meeting from draft to finalised or back; False where another step is due."""
        head = self._standing.head
        status = head.meeting.status if head is not None else None
        if head is None or status not in (MeetingStatus.DRAFT, MeetingStatus.APPROVED):
            return False
        if status is MeetingStatus.APPROVED:
            self._bridge.execute(BackToDraft(head.meeting.id), self)
            return True
        if not self._bridge.desk.person.may(Deed.OVERRIDE):
            self.said.emit(self.tr("A chair finalises the record; nobody with that role is at the desk."))
            return True
        still = must_be_settled(self._whole)
        back = self._back
        if not still:
            self._bridge.execute(Finalise(head.meeting.id), self)
            return True
        count = self.tr("{count} things must be settled. Reason for finalising all the same").format(
            count=len(still)
        )
        hint = self.tr("Printed with each of them. Esc goes back.")
        self._ask.ask(count, "", hint, partial(self._finalise, head.meeting.id), back)
        return True

    # Slots

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if self._standing.head is not None and touched - QUIET:
            # What was asked for here is shown at once; the rest can wait until it is quiet.
            self._timer.start(0 if asker is self else self.PAUSE_MS)

    @Slot(object)
    def _ask_why(self, line: NotYet) -> None:
        if not self._standing.can_be_written:
            self.said.emit(self.tr("The record is finalised. Take it back to the draft first."))
            return
        self.said.emit("")  # the question needs the room
        hint = self.tr("Printed with the minutes. Empty: it is missing again.")
        self._ask.ask(line.short, line.reason, hint, partial(self._set_aside, line), self._back)

    def _set_aside(self, line: NotYet, reason: str) -> str:
        meeting_id = self._standing.meeting_id
        if meeting_id is not None and reason != line.reason:
            keys = tuple(map(GapKey.of, line.gaps))
            self._bridge.execute(SetAside(meeting_id, keys, reason), self)
        return ""

    def _finalise(self, meeting_id: UUID, reason: str) -> str:
        if not reason:
            return self.tr("Give a reason in a line, or press Escape and settle what is missing.")
        self._bridge.execute(Finalise(meeting_id, reason), self)
        return ""

    @property
    def _seen_page(self) -> ClosingPage | None:
        return self.page if self.page is not None and self.page.isVisible() else None

    @property
    def _back(self) -> QWidget:
        """Where the keyboard goes back to when a question was answered."""
        page = self._seen_page
        return page.list if page is not None else self._panel.list

    # Showing

    def _take(self, question: int, family_id: UUID | None, gaps: tuple[Gap, ...]) -> None:
        if question == self._question and family_id == self._standing.family_id:
            self._gaps, self._family_id = gaps, family_id
            self._show()
            self.shown.emit(gaps)

    def _take_whole(self, question: int, read: tuple[tuple[Gap, ...], tuple[Held, ...]]) -> None:
        if question != self._question:
            return
        self._whole, self._held = gaps, _ = read
        self._family_id = self._standing.family_id
        self._gaps = tuple(gap for gap in gaps if gap.family_id == self._family_id)
        was_asked_for, self._is_asked_for = self._is_asked_for, False
        if was_asked_for:
            self.page_ready.emit()
        self._show()
        if was_asked_for and self.page is not None:
            self.page.take_focus()
        self.shown.emit(self._gaps)

    def _show(self) -> None:
        standing = self._standing
        head, point = standing.head, standing.point
        if head is None:
            self._panel.set_lines(())
            return
        # What was finalised is not measured by what came later.
        own = self.gaps if standing.can_be_written else ()
        case = head.points_of(point.family_id) if point is not None else ()
        lines = not_yet(own, reached_at((*head.points_of(None), *case), point))
        self._panel.set_lines(lines, is_read=self._gaps is not None and standing.can_be_written)
        if (page := self._seen_page) is not None:
            told = (*_by_case(head, self._whole), *_principles(self._held))
            page.show_closing(head.meeting.status, self._summary(head), told)

    def _summary(self, head: Head) -> str:
        open_still = [gap for gap in self._whole if gap.is_open]
        must = len(must_be_settled(open_still))
        if not open_still:
            return self.tr("Nothing is open.")
        words = f"{must} must be settled or justified" if must else "Nothing holds back the record"
        others = sum(gap.level is not Level.MUST for gap in open_still)
        return f"{words}; {others} more would make it better." if others else f"{words}."


def _by_case(head: Head, gaps: Sequence[Gap]) -> Iterator[GapLine]:
    """Return the lines under the references of their cases; those that were set aside come last."""
    several = bool(head.cases)
    for family_id in dict.fromkeys(gap.family_id for gap in gaps):
        if several:
            case = head.case(family_id)
            yield GapLine(heading=case.reference if case is not None else "The whole meeting")
        own = joined(gap for gap in gaps if gap.family_id == family_id)
        yield from map(GapLine, sorted(own, key=lambda line: bool(line.reason)))


def _principles(held: Sequence[Held]) -> Iterator[GapLine]:
    """Return the check of the meeting against its principles: what speaks against one stands under it."""
    if not held:
        return
    kept = sum(one.is_kept for one in held)
    yield GapLine(heading=f"The ten principles: {kept} of {len(held)} kept")
    for number, one in enumerate(held, 1):
        against = " ".join(one.against)
        said = f"{number} {one.principle.says}"
        yield GapLine(note=f"{KEPT}{said}." if one.is_kept else f"{AGAINST}{said}. {against}")
