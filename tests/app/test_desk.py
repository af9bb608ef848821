from __future__ import annotations

import logging
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select

from meetingdesk.app.desk import Desk
from meetingdesk.app.outcome import Outcome, lasting, outcome_of
from meetingdesk.app.rows import AddRows, RemoveRow, change
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import BadText, MeetingDeskError, NotAllowed
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import deed, history, undo_step
from meetingdesk.storage.unit_of_work import UnitOfWork
from tests.people import person_with

CANARIES = [f"canary{number:03d}" for number in range(40)]


@dataclass(frozen=True, slots=True)
class Look:
    """A command that changes nothing."""

    label: str = "Look"
    deed: Deed = Deed.READ

    def apply(self, work: UnitOfWork) -> Outcome:
        work.find(Meeting)
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class AddThenFail:
    """A command that finds half-way that it cannot go on."""

    label: str = "Add, then fail"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        work.add(Meeting(reference="M-9", type_id="marac"))
        raise MeetingDeskError("It cannot be done.", hint="Do something else.")


@dataclass(frozen=True, slots=True)
class SendAndForget:
    """A command that cannot be taken back."""

    meeting: Meeting
    label: str = "Send"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        work.add(self.meeting)
        return lasting(work)


def how_many(desk: Desk, table: object) -> int:
    with desk.reading() as reading:
        return len(reading.rows(select(table)))  # type: ignore[call-overload]


def test_a_command_saves_its_rows_its_history_its_deed_and_its_undo_together(desk: Desk) -> None:
    outcome = desk.execute(AddRows((Meeting(reference="M-1", type_id="marac"),), label="Plan meeting"))

    assert outcome.touched == {"meeting"}
    assert [how_many(desk, table) for table in (history, deed, undo_step)] == [1, 1, 1]
    assert desk.undo_state.undo_label == "Plan meeting"


def test_a_refused_command_changes_nothing(desk: Desk) -> None:
    with pytest.raises(MeetingDeskError, match="cannot be done"):
        desk.execute(AddThenFail())

    assert [how_many(desk, table) for table in (history, deed, undo_step)] == [0, 0, 0]
    with desk.reading() as reading:
        assert reading.count(Meeting) == 0
        assert reading.search("M-9") == ()
    assert desk.undo_state.undo_label is None


def test_a_command_that_changes_nothing_leaves_no_step_and_no_deed(desk: Desk) -> None:
    outcome = desk.execute(Look())

    assert outcome.touched == frozenset()
    assert [how_many(desk, table) for table in (history, deed, undo_step)] == [0, 0, 0]


def test_a_person_is_asked_for_the_right_before_anything_is_done(store: Store) -> None:
    desk = Desk(store, person_with("reader"))

    with pytest.raises(NotAllowed, match=r"Your role \(reader\) may not record"):
        desk.execute(AddRows((Meeting(reference="M-1", type_id="marac"),)))

    assert how_many(desk, deed) == 0


def test_what_cannot_be_taken_back_leaves_the_step_before_it_on_top(desk: Desk) -> None:
    desk.execute(AddRows((Meeting(reference="M-1", type_id="marac"),), label="Plan meeting"))
    outcome = desk.execute(SendAndForget(Meeting(reference="M-2", type_id="marac")))

    assert outcome.inverse is None
    assert desk.undo_state.undo_label == "Plan meeting"
    desk.undo()
    with desk.reading() as reading:
        assert [meeting.reference for meeting in reading.find(Meeting)] == ["M-2"]


def test_every_deed_is_the_persons_own_and_names_what_was_done(desk: Desk) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    desk.execute(AddRows((meeting,), label="Plan meeting"))
    desk.undo()
    desk.redo()

    with desk.reading() as reading:
        told = reading.rows(select(deed.c.staff_id, deed.c.kind, deed.c.label).order_by(deed.c.id))
    assert {row.staff_id for row in told} == {desk.person.staff_id}
    assert [(row.kind, row.label) for row in told] == [
        ("record", "Plan meeting"), ("undo", "Plan meeting"), ("redo", "Plan meeting"),
    ]  # fmt: skip


def test_forced_errors_tell_no_word_of_the_record(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    meeting = Meeting(reference=CANARIES[0], type_id="marac")
    entries = [Entry(meeting_id=meeting.id, text=canary) for canary in CANARIES[1:]]
    desk.execute(AddRows((meeting, *entries)))
    told: list[str] = []

    def forced(command: object, expected: type[Exception] = Exception) -> None:
        with pytest.raises(expected) as caught:
            desk.execute(command)  # type: ignore[arg-type]
        error: BaseException | None = caught.value
        told.append(f"{error!s} {error!r} {getattr(error, 'hint', '')}")
        assert error is None or error.__cause__ is None

    for number, entry in enumerate(entries):
        forced(AddRows((entry,)), MeetingDeskError)
        forced(AddRows((replace(entry, meeting_id=entry.id),)), MeetingDeskError)
        forced(AddRows((replace(meeting, id=entry.id, reference=CANARIES[0]),)), MeetingDeskError)
        forced(change(entry, text=CANARIES[number] * 4_000), BadText)
        forced(change(entry, text=None))
        forced(RemoveRow(Meeting, entry.id), MeetingDeskError)

    assert len(told) >= 200
    assert "canary" not in " ".join(told)
    assert "canary" not in caplog.text


def test_a_desk_is_closed_with_its_store(local_store: Store) -> None:
    desk = Desk(local_store, person_with("minute_taker"))

    desk.close()

    assert local_store.engines.write.pool.checkedout() == 0  # type: ignore[attr-defined]
