"""Between the form and the store: what is known before a meeting is made, and making it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.meetings import PlanMeeting
from meetingdesk.app.new_meeting import (
    BeginsWith,
    ChangeMeeting,
    MakeMeeting,
    NotClear,
    Thread,
    ThreadKind,
    begins_with,
    family_called,
    find_threads,
    last_of_thread,
    names_of_professionals,
    nation_of,
)
from meetingdesk.app.preparing import Preparation
from meetingdesk.domain.meetings import Series
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.rulebook import Rulebook
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.screens.preparing.new_meeting_form import Filled, NewMeetingForm
from ui.wall_clock import WallClock


class Making(QObject):
    """Fills the form with what is known, and makes or changes a meeting from what stands in it.

    Signals:
        made: The meeting is there, or was changed; carries its identifier.
    """

    made = Signal(object)

    def __init__(
        self, bridge: Bridge, clock: WallClock, rulebook: Rulebook, form: NewMeetingForm, screen: QObject
    ) -> None:
        super().__init__(screen)
        self._bridge = bridge
        self._clock = clock
        self._rulebook = rulebook
        self._form = form
        self._question = 0
        self._begun = BeginsWith()
        self._changed: UUID | None = None
        self._waits_for: UUID | None = None
        form.sent.connect(self._send)
        form.threads_asked.connect(self._find)
        form.begun.connect(self._thread_begun)
        bridge.changed.connect(self._hear)
        bridge.unchanged.connect(self._hear_nothing)
        bridge.refused.connect(self._refused)

    def begin(self, type_id: str, family_id: UUID | None, previous_id: UUID | None) -> None:
        """Begin a new meeting: of a kind, for a family, or as the next one after another."""
        self._question += 1
        self._changed = None
        self._bridge.read(
            _known_before,
            self,
            partial(self._show, self._question),
            self._rulebook,
            type_id,
            family_id,
            previous_id,
        )

    def change(self, preparation: Preparation) -> None:
        """Change when and where a meeting is held, and who leads it."""
        self._question += 1
        self._changed = preparation.meeting.id
        self._bridge.read(_names_and_nation, self, partial(self._show_change, self._question, preparation))

    # Slots

    @Slot(object)
    def _send(self, filled: Filled) -> None:
        if self._changed is not None:
            self._waits_for = self._changed
            command: Any = ChangeMeeting(
                self._changed,
                filled.held_on,
                filled.starts_at,
                filled.place,
                filled.chair,
                filled.minute_taker,
            )
        else:
            self._waits_for = new_id()
            command = self._new_command(self._waits_for, filled)
        self._bridge.execute(command, self)

    @Slot(str, str)
    def _find(self, typed: str, type_id: str) -> None:
        then = partial(self._form.thread_field.show_found, typed)
        self._bridge.read(find_threads, self, then, typed, self._rulebook, type_id)

    @Slot(str, object)
    def _thread_begun(self, type_id: str, thread: Thread) -> None:
        self._question += 1
        if thread.is_new:
            self._begun = replace(self._begun, type_id=type_id, thread=thread, previous_id=None, due=None)
            return
        then = partial(self._fill, self._question)
        self._bridge.read(_known_of_thread, self, then, self._rulebook, type_id, thread)

    @Slot(frozenset, object)
    def _hear(self, _touched: frozenset[str], asker: object) -> None:
        if asker is self and self._waits_for is not None:
            made, self._waits_for = self._waits_for, None
            self.made.emit(made)

    @Slot(object)
    def _hear_nothing(self, asker: object) -> None:
        self._hear(frozenset(), asker)

    @Slot(object, object)
    def _refused(self, error: BaseException, asker: object) -> None:
        if asker is self:
            self._waits_for = None
            if isinstance(error, MeetingDeskError):
                about = error.about if isinstance(error, NotClear) else ""
                self._form.complain(str(error), error.hint, about)

    # Helpers

    def _show(self, question: int, found: tuple[BeginsWith, tuple[str, ...]]) -> None:
        if question == self._question:
            self._begun, names = found
            self._form.begin(self._begun, names)

    def _fill(self, question: int, known: BeginsWith) -> None:
        if question == self._question:
            self._begun = known
            self._form.fill(known)

    def _show_change(
        self, question: int, preparation: Preparation, found: tuple[tuple[str, ...], Nation]
    ) -> None:
        if question != self._question:
            return
        names, nation = found
        meeting = preparation.meeting
        known = BeginsWith(
            held_on=meeting.held_on,
            starts_at=meeting.starts_at,
            place=meeting.place,
            chair=preparation.chair,
            minute_taker=preparation.minute_taker,
            nation=nation,
        )
        self._form.change(preparation.title, known, names)

    def _new_command(self, meeting_id: UUID, filled: Filled) -> MakeMeeting:
        thread = filled.thread
        assert thread is not None, "the form sends no new meeting without one"
        family = series = None
        if thread.is_new and thread.kind is ThreadKind.FAMILY:
            family = family_called(thread.called, self._clock.today())
        elif thread.is_new:
            series = Series(title=thread.called, type_id=filled.type_id)
        is_family = thread.kind is ThreadKind.FAMILY
        plan = PlanMeeting(
            meeting_id,
            self._rulebook.meeting_types[filled.type_id],
            filled.held_on,
            family_id=(family.id if family is not None else thread.id) if is_family else None,
            series_id=None if is_family else series.id if series is not None else thread.id,
            starts_at=filled.starts_at,
            place=filled.place.strip(),
            policy=self._rulebook.policy(self._begun.nation),
        )
        due = self._begun.due if self._begun.type_id == filled.type_id else None
        return MakeMeeting(
            plan,
            filled.chair,
            filled.minute_taker,
            new_family=family,
            new_series=series,
            due_on=due.due if due is not None else None,
            due_rule=due.rule if due is not None else "",
        )


def _known_before(
    reading: Any, rulebook: Rulebook, type_id: str, family_id: UUID | None, previous_id: UUID | None
) -> tuple[BeginsWith, tuple[str, ...]]:
    known = begins_with(reading, rulebook, type_id, family_id, previous_id)
    return known, names_of_professionals(reading)


def _names_and_nation(reading: Any) -> tuple[tuple[str, ...], Nation]:
    return names_of_professionals(reading), nation_of(reading)


def _known_of_thread(reading: Any, rulebook: Rulebook, type_id: str, thread: Thread) -> BeginsWith:
    """Return what the last meeting of a kind in a thread said about the next one."""
    previous_id = last_of_thread(reading, type_id, thread)
    family_id = thread.id if thread.kind is ThreadKind.FAMILY else None
    return replace(begins_with(reading, rulebook, type_id, family_id, previous_id), thread=thread)
