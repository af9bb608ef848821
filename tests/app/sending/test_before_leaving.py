from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.app.sending.commands import (
    CancelHeld,
    ClaimMessage,
    DecideNotToSend,
    MadeCopy,
    MadeParcel,
    NoteLeft,
    NoteNotTaken,
)
from meetingdesk.app.sending.preparing import Wanted, plan_pack
from meetingdesk.app.sending.queue import Held, held, note_held_back
from meetingdesk.app.sending.receipts import NoteReceipt, Receipt
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.documents import SentBy, VersionState
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.people import Involvement, InvolvementKind, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.sending.states import SendState, state_of
from meetingdesk.errors import MeetingDeskError, StaleRecord
from tests.app.sending.held_meeting import ACTIONS, Sending, sending
from tests.people import person_with

S = SendState
LETTER = DocumentKind.DECISION_LETTER


@pytest.fixture
def seen(local_desk: Desk) -> Sending:
    return sending(local_desk)


def queue(seen: Sending) -> tuple[Held, ...]:
    with seen.desk.reading() as reading:
        return held(reading)


def states(seen: Sending) -> list[SendState]:
    return [state_of(row) for row in seen.rows()]


def two_copies(seen: Sending) -> MadeParcel:
    seen.meeting.take(LETTER)
    seen.meeting.approve(LETTER)
    version = seen.shown().version(LETTER)
    assert version is not None
    parcel = seen.parcel("Leon Abbas")
    return replace(parcel, copies=(*parcel.copies, MadeCopy(version.version_id, LETTER, 1, "2" * 64, "pdf")))


def give_back(seen: Sending, desk: Desk) -> None:
    # Another desk may have done it at the moment at which the copies were held.
    version = seen.meeting.newest(ACTIONS)
    with desk.store.work(desk.person, Deed.APPROVE) as work:
        work.put(replace(version, state=VersionState.IN_REVIEW))
        work.commit("Give back")


def approve_another(seen: Sending, desk: Desk) -> None:
    desk.execute(
        AddRows((Action(meeting_id=seen.meeting.meeting_id, reference="A-9", text="Ring the school"),))
    )
    seen.meeting.take(ACTIONS)
    seen.meeting.approve(ACTIONS)


def change_worker(seen: Sending, desk: Desk, **fields: object) -> None:
    key = seen.line("Leon Abbas").proposed.to.professional_id
    assert key is not None
    desk.execute(ChangeRow(Professional, key, tuple(fields.items()), "Change", Deed.PREPARE))


def change_address(seen: Sending, desk: Desk) -> None:
    change_worker(seen, desk, email="l.abbas@north.police.uk")


def let_go_of_worker(seen: Sending, desk: Desk) -> None:
    change_worker(seen, desk, left_on=date(2026, 8, 1))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (give_back, "no longer approved"),
        (approve_another, "no longer the newest"),
        (change_address, "address is another"),
        (let_go_of_worker, "opens it there now|Does not work there"),
    ],
)
def test_what_is_another_since_it_was_sent_keeps_the_message_here(
    seen: Sending, local_desk: Desk, change: Callable[[Sending, Desk], None], says: str
) -> None:
    parcel = seen.parcel("Leon Abbas")
    seen.hold(parcel)
    change(seen, local_desk)

    with pytest.raises(MeetingDeskError, match=says):
        seen.desk.execute(ClaimMessage(parcel.message_id, seen.later(minutes=6)))

    assert states(seen) == [S.WAITING]
    assert note_held_back(seen.desk, parcel.message_id, "It is another now.")
    assert [one.failed for one in queue(seen)] == ["It is another now."]


def test_a_stop_that_was_answered_lets_a_message_leave_and_a_new_one_does_not(
    seen: Sending, local_desk: Desk
) -> None:
    change_worker(seen, local_desk, email="desk@north.police.uk", left_on=date(2026, 8, 1))
    line = next(one for one in seen.shown().lines if one.proposed.to.email == "desk@north.police.uk")
    answered = replace(seen.parcel(line.proposed.to.worker), reason="The deputy opens it")
    seen.hold(answered)

    assert set(queue(seen)[0].answered) == {stop.kind.value for stop in line.stops}
    with local_desk.reading() as reading:
        agency = next(row for row in reading.find(Agency) if row.id == answered.to.agency_id)
    local_desk.execute(ChangeRow(Agency, agency.id, (("is_active", False),), "Close", Deed.PREPARE))
    with pytest.raises(MeetingDeskError, match="not in use"):
        seen.desk.execute(ClaimMessage(answered.message_id, seen.later(minutes=6)))
    local_desk.undo()
    seen.desk.execute(ClaimMessage(answered.message_id, seen.later(minutes=6)))

    assert states(seen) == [S.LEAVING]


def test_nobody_decides_against_what_is_on_its_way(seen: Sending) -> None:
    shown = seen.shown()
    to = seen.line("Leon Abbas").proposed.to
    seen.hold(seen.parcel("Leon Abbas"))

    with pytest.raises(MeetingDeskError, match="on its way"):
        seen.desk.execute(DecideNotToSend(shown.meeting_id, to, (shown.ready[0].version_id,), "No", seen.at))

    assert states(seen) == [S.WAITING]


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_message_is_taken_back_as_a_whole(seen: Sending, local_desk: Desk, is_elsewhere: bool) -> None:
    keys = seen.hold(two_copies(seen))
    other = Desk(local_desk.store, person_with("coordinator", name="Bea Other"))

    (other if is_elsewhere else seen.desk).execute(CancelHeld(keys[:1], seen.later(minutes=1)))

    assert states(seen) == [S.NOT_SENT, S.NOT_SENT]
    assert queue(seen) == ()


def test_a_message_left_or_did_not_leave_as_a_whole(seen: Sending) -> None:
    parcel = two_copies(seen)
    keys = seen.hold(parcel)
    seen.desk.execute(ClaimMessage(parcel.message_id, seen.later(minutes=6)))

    seen.desk.execute(NoteNotTaken(keys[:1], "looked it up"))
    assert states(seen) == [S.WAITING, S.WAITING]
    seen.desk.execute(NoteLeft(keys[:1], seen.later(minutes=7)))

    assert states(seen) == [S.SENT, S.SENT]
    assert queue(seen) == ()


def test_what_is_posted_is_noted_document_by_document(seen: Sending) -> None:
    parcel = replace(two_copies(seen), by_server=False)
    keys = seen.hold(replace(parcel, route=type(parcel.route).POST))

    seen.desk.execute(NoteLeft(keys[:1], seen.later(minutes=7)))

    assert {row.method for row in seen.rows()} == {SentBy.RECORDED_POST}
    assert states(seen) == [S.SENT, S.WAITING]


def test_what_somebody_else_took_back_waits_no_more_and_does_not_keep_the_others(
    seen: Sending, local_desk: Desk
) -> None:
    first, second = seen.hold(seen.parcel("Leon Abbas"), seen.parcel("Gwyn Parrish", 2))
    gone = queue(seen)[0]
    other = Desk(local_desk.store, person_with("coordinator", name="Bea Other"))
    other.execute(CancelHeld(gone.distributions, seen.at))

    assert [one.message_id for one in queue(seen)] != [gone.message_id]
    assert not note_held_back(seen.desk, gone.message_id, "This message waits no more.")
    seen.desk.execute(CancelHeld((first, second), seen.later(minutes=1)))

    assert states(seen) == [S.NOT_SENT, S.NOT_SENT]
    with pytest.raises(StaleRecord, match="taken back before"):
        seen.desk.execute(CancelHeld((first,), seen.later(minutes=2)))


def test_a_second_recall_leaves_the_first_as_it_is(seen: Sending) -> None:
    (key,) = seen.hold(seen.parcel("Leon Abbas"))
    seen.desk.execute(NoteLeft((key,), seen.later(minutes=6)))
    seen.desk.execute(NoteReceipt(key, Receipt.RECALLED, seen.later(hours=1), "wrong version"))

    seen.desk.execute(NoteReceipt(key, Receipt.RECALLED, seen.later(hours=9), "pressed again"))

    (row,) = seen.rows()
    assert (row.recalled_because, row.recalled_at) == ("wrong version", seen.later(hours=1))


def test_two_practices_have_files_of_their_own(seen: Sending, local_desk: Desk) -> None:
    with local_desk.reading() as reading:
        people = {row.full: row.person_id for row in reading.find(PersonName)}
    practices = [Agency(key="gp", name=name) for name in ("North Surgery", "South Surgery")]
    patients = (people["Bryony Castell"], people["Rowan Castell"])
    rows = [
        Involvement(person_id=person, kind=InvolvementKind.GP, agency_id=practice.id)
        for practice, person in zip(practices, patients, strict=True)
    ]
    local_desk.execute(AddRows((*practices, *rows), "Add practices", Deed.PREPARE))
    lines = [line for line in seen.shown().lines if line.proposed.to.name.endswith("Surgery")]
    kind = lines[0].kinds[0]
    seen.meeting.take(kind)
    seen.meeting.approve(kind)
    wanted = [Wanted(line.key, (kind,), reason="Known") for line in lines]

    with seen.desk.reading() as reading:
        plan = plan_pack(reading, seen.meeting.meeting_id, wanted, date(2026, 8, 28))

    names = [copy.name for one in plan.recipients for copy in one.copies]
    assert len(names) == len(lines) >= 2
    assert len(set(names)) == len(names)
