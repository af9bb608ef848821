from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.app.sending.commands import (
    CancelHeld,
    ClaimMessage,
    DecideNotToSend,
    NoteLeft,
    NoteNotTaken,
)
from meetingdesk.app.sending.ledger import LedgerAsked, LedgerLine, ledger, median_days, outstanding
from meetingdesk.app.sending.preparing import Wanted, plan_pack
from meetingdesk.app.sending.queue import held
from meetingdesk.app.sending.receipts import NoteReceipt, Receipt
from meetingdesk.app.today.followed import copies_unacknowledged
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.documents import Acknowledgement, Cascade, SentBy
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.people import Address, AddressWithheld, Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.sending.routes import Route
from meetingdesk.domain.sending.states import SendState, state_of
from meetingdesk.domain.sending.stops import StopKind
from meetingdesk.errors import MeetingDeskError, NotAllowed, StaleRecord
from meetingdesk.storage.tables import deed as deeds
from tests.app.sending.held_meeting import ACTIONS, Sending, sending
from tests.people import person_with

S = SendState


@pytest.fixture
def seen(desk: Desk) -> Sending:
    return sending(desk)


def states(seen: Sending) -> list[SendState]:
    return [state_of(row) for row in seen.rows()]


def told(seen: Sending, **asked: object) -> tuple[LedgerLine, ...]:
    with seen.desk.reading() as reading:
        return ledger(reading, LedgerAsked(**asked))  # type: ignore[arg-type]


# The list


def test_the_list_has_who_came_and_the_practice_of_a_parent_and_only_what_is_approved(seen: Sending) -> None:
    shown = seen.shown()

    routes = {line.proposed.to.worker: line.route for line in shown.lines if line.proposed.to.worker}
    assert [one.kind for one in shown.ready] == [ACTIONS]
    assert DocumentKind.FULL_MINUTES in shown.not_ready
    assert routes["Leon Abbas"] is Route.SECURE_MAIL
    assert routes["Gwyn Parrish"] is Route.MARKED_MAIL
    assert routes["Dario Penrose"] is Route.LOCKED_MAIL
    assert routes["Una Trial"] is Route.SECURE_MAIL
    assert seen.line("Leon Abbas").left([ACTIONS]) == (ACTIONS,)


def test_somebody_of_the_family_is_there_and_not_ticked(seen: Sending) -> None:
    family = [line for line in seen.shown().lines if line.proposed.to.is_family]

    assert family
    assert not any(line.proposed.is_ticked for line in family)
    assert {line.route for line in family} == {Route.POST}


def test_a_parent_from_whom_an_address_is_withheld_is_stopped(seen: Sending, desk: Desk) -> None:
    with desk.reading() as reading:
        people = {row.full: row.person_id for row in reading.find(PersonName)}
    home = Address(person_id=people["Bryony Castell"], lines="14 Sorrel Lane")
    withheld = AddressWithheld(address_id=home.id, from_id=people["Neville Ashe"])
    desk.execute(AddRows((home, withheld), "Withhold", Deed.PREPARE))

    stopped = [line for line in seen.shown().lines if line.is_stopped]

    assert [line.proposed.to.person_id for line in stopped] == [people["Neville Ashe"]]
    assert {stop.kind for stop in stopped[0].stops} == {StopKind.KEPT_FROM}


# The plan of a pack


def test_a_plan_holds_the_frozen_copy_the_checks_and_references_only(seen: Sending) -> None:
    line = seen.line("Gwyn Parrish")

    with seen.desk.reading() as reading:
        plan = plan_pack(reading, seen.meeting.meeting_id, [Wanted(line.key, (ACTIONS,))], date(2026, 8, 27))

    (one,) = plan.recipients
    (copy,) = one.copies
    assert (copy.copied.number, copy.copied.of_copies, copy.copied.is_draft) == (1, 1, False)
    assert copy.name.endswith(".pdf")
    assert one.is_marked
    assert {name.text for name in one.not_in_message} >= {"Bryony Castell", "Rowan Castell"}
    said = f"{one.subject} {one.why} {one.asked_to} {copy.name} {one.message_id}"
    assert not any(name.text.split()[0] in said for name in one.not_in_message)


def test_copies_are_numbered_for_each_document_and_go_on_from_those_that_were_made(seen: Sending) -> None:
    seen.hold(seen.parcel("Leon Abbas"))
    wanted = [
        Wanted(seen.line(name).key, (ACTIONS,)) for name in ("Leon Abbas", "Gwyn Parrish", "Farida Keogh")
    ]

    with seen.desk.reading() as reading:
        plan = plan_pack(reading, seen.meeting.meeting_id, wanted, date(2026, 8, 27))

    copied = [copy.copied for one in plan.recipients for copy in one.copies]
    assert [(one.number, one.of_copies) for one in copied] == [(2, 3), (3, 3)]


def test_for_information_is_said_only_where_somebody_chose_it(seen: Sending) -> None:
    line = seen.line("Leon Abbas")
    asked = [Wanted(line.key, (ACTIONS,), is_for_information=chosen) for chosen in (False, True)]

    with seen.desk.reading() as reading:
        plans = [plan_pack(reading, seen.meeting.meeting_id, [one], date(2026, 8, 27)) for one in asked]

    assert [plan.recipients[0].asked_to.startswith("This is for your information") for plan in plans] == [
        False,
        True,
    ]


# Holding, taking back, leaving


def test_what_is_sent_is_held_for_five_minutes_and_survives_a_restart(seen: Sending) -> None:
    keys = seen.hold(seen.parcel("Leon Abbas"))

    again = Desk(seen.desk.store, seen.desk.person)
    with again.reading() as reading:
        (message,) = held(reading)
    assert message.distributions == keys
    assert message.to == "leon.abbas@north.police.uk"
    assert message.left(seen.at) == timedelta(minutes=5)
    assert message.left(seen.later(minutes=9)) == timedelta()
    assert states(seen) == [S.WAITING]


def test_what_is_held_can_be_taken_back_and_sent_again(seen: Sending) -> None:
    keys = seen.hold(seen.parcel("Leon Abbas"))

    seen.desk.execute(CancelHeld(keys, seen.later(minutes=1)))

    with seen.desk.reading() as reading:
        assert held(reading) == ()
    assert states(seen) == [S.NOT_SENT]
    seen.hold(seen.parcel("Leon Abbas", 2))
    assert states(seen) == [S.NOT_SENT, S.WAITING]


def test_a_message_does_not_leave_before_its_time(seen: Sending) -> None:
    parcel = seen.parcel("Leon Abbas")
    seen.hold(parcel)

    with pytest.raises(MeetingDeskError, match="taken back"):
        seen.desk.execute(ClaimMessage(parcel.message_id, seen.later(minutes=4)))

    assert states(seen) == [S.WAITING]


def test_a_message_is_given_to_the_server_once_whatever_happens(seen: Sending) -> None:
    parcel = seen.parcel("Leon Abbas")
    keys = seen.hold(parcel)
    seen.desk.execute(ClaimMessage(parcel.message_id, seen.later(minutes=5)))

    # The program stops here: nobody knows whether the server took it.
    again = Desk(seen.desk.store, seen.desk.person)
    assert states(seen) == [S.LEAVING]
    with pytest.raises(StaleRecord):
        again.execute(ClaimMessage(parcel.message_id, seen.later(minutes=6)))
    with pytest.raises(StaleRecord):
        again.execute(CancelHeld(keys, seen.later(minutes=6)))

    again.execute(NoteLeft(keys, seen.later(minutes=7)))
    assert states(seen) == [S.SENT]
    with again.reading() as reading:
        assert held(reading) == ()
    with pytest.raises(StaleRecord):
        again.execute(NoteLeft(keys, seen.later(minutes=8)))


def test_what_the_server_refused_waits_again_and_says_why(seen: Sending) -> None:
    parcel = seen.parcel("Leon Abbas")
    keys = seen.hold(parcel)
    seen.desk.execute(ClaimMessage(parcel.message_id, seen.later(minutes=5)))

    seen.desk.execute(NoteNotTaken(keys, "550 nobody of that name"))

    with seen.desk.reading() as reading:
        (message,) = held(reading)
    assert message.failed == "550 nobody of that name"
    assert states(seen) == [S.WAITING]
    seen.desk.execute(ClaimMessage(parcel.message_id, seen.later(minutes=6)))
    assert states(seen) == [S.LEAVING]


def test_the_same_version_goes_to_the_same_reader_once(seen: Sending) -> None:
    seen.hold(seen.parcel("Leon Abbas"))

    with pytest.raises(MeetingDeskError, match="has this version already"):
        seen.hold(seen.parcel("Leon Abbas", 2))
    with pytest.raises(StaleRecord, match="in the meantime"):
        seen.hold(seen.parcel("Gwyn Parrish", 1))

    assert len(seen.rows()) == 1
    assert seen.line("Leon Abbas").left([ACTIONS]) == ()


def test_an_address_that_was_changed_after_the_pack_was_made_stops_it(seen: Sending, desk: Desk) -> None:
    parcel = seen.parcel("Leon Abbas")
    assert parcel.to.professional_id is not None
    change = (("email", "leon@other.example"),)
    desk.execute(ChangeRow(Professional, parcel.to.professional_id, change, "Address", Deed.PREPARE))

    with pytest.raises(StaleRecord, match="changed after"):
        seen.hold(parcel)

    assert seen.rows() == ()


def test_a_soft_stop_needs_a_reason_which_stays_with_the_deed(seen: Sending, desk: Desk) -> None:
    key = seen.line("Gwyn Parrish").proposed.to.professional_id
    assert key is not None
    change = (("email", "office@hill.sch.uk"),)
    desk.execute(ChangeRow(Professional, key, change, "Address", Deed.PREPARE))
    parcel = seen.parcel("Gwyn Parrish")

    with pytest.raises(MeetingDeskError, match="More people open"):
        seen.hold(parcel)
    seen.hold(replace(parcel, reason="Only the head opens it, she said so"))

    with seen.desk.reading() as reading:
        (reason,) = reading.rows(select(deeds.c.reason).where(deeds.c.label == "Send copies"))
    assert "Only the head opens it" in reason[0]


def test_nobody_can_let_a_hard_stop_pass(seen: Sending, desk: Desk) -> None:
    parcel = seen.parcel("Leon Abbas")
    with desk.reading() as reading:
        people = {row.full: row.person_id for row in reading.find(PersonName)}
        family_id = reading.find(FamilyMember)[0].family_id
    name = PersonName(person_id=people["Neville Ashe"], full="Leon Abbas")
    harms = FamilyMember(
        family_id=family_id, person_id=people["Neville Ashe"], role=FamilyRole.ALLEGED_PERPETRATOR
    )
    desk.execute(AddRows((name, harms), "Add", Deed.PREPARE))
    person = people["Neville Ashe"]
    change = (("works_for_id", parcel.to.agency_id),)
    desk.execute(ChangeRow(Person, person, change, "Works there", Deed.PREPARE))

    with pytest.raises(MeetingDeskError, match="works at this agency"):
        seen.hold(replace(parcel, reason="I say so"))

    assert seen.rows() == ()


def test_a_decision_not_to_send_is_written_down_with_its_reason(seen: Sending) -> None:
    shown = seen.shown()
    to = seen.line("Una Trial").proposed.to

    seen.desk.execute(
        DecideNotToSend(shown.meeting_id, to, (shown.ready[0].version_id,), "chair tells them", seen.at)
    )

    (line,) = told(seen)
    assert (line.state, line.because) == (S.NOT_SENT, "chair tells them")
    assert line.recipient == "Vale Surgery, Una Trial"
    (before,) = seen.line("Una Trial").before
    assert (before.state, before.because) == (S.NOT_SENT, "chair tells them")
    with pytest.raises(MeetingDeskError):
        seen.desk.execute(DecideNotToSend(shown.meeting_id, to, (), " ", seen.at))


def test_who_may_not_send_sends_nothing(seen: Sending, desk: Desk) -> None:
    clerk = Sending(seen.meeting, Desk(desk.store, person_with("minute_taker")))

    with pytest.raises(NotAllowed):
        clerk.hold(seen.parcel("Leon Abbas"))


def test_what_was_sent_cannot_be_undone(seen: Sending) -> None:
    seen.hold(seen.parcel("Leon Abbas"))

    assert seen.desk.undo_state.undo_label is None


# What becomes of it


def test_the_ledger_tells_every_file_who_has_it_and_how_long_it_took(seen: Sending) -> None:
    keys = seen.hold(seen.parcel("Leon Abbas"), seen.parcel("Gwyn Parrish", 2))
    seen.desk.execute(NoteLeft(keys, seen.later(days=3)))
    seen.desk.execute(NoteReceipt(keys[0], Receipt.ACKNOWLEDGED, seen.later(days=5)))

    second, first = told(seen)

    assert (first.state, second.state) == (S.ACKNOWLEDGED, S.SENT)
    assert (first.days_to_sent, first.days_to_heard, second.days_to_heard) == (3, 5, None)
    assert first.sha256 == f"{1:064x}"
    assert first.recipient == "Police, Leon Abbas"
    assert first.route is SentBy.SECURE_EMAIL
    assert (first.document, first.version, first.copy_number) == ("Action list", 1, 1)
    assert first.sent_by == "Piers Andow"
    assert outstanding((first, second)) == (second,)
    assert median_days(line.days_to_sent for line in (first, second)) == 3


def test_the_ledger_is_narrowed_by_state_words_meeting_kind_and_day(seen: Sending) -> None:
    keys = seen.hold(seen.parcel("Leon Abbas"), seen.parcel("Gwyn Parrish", 2))
    seen.desk.execute(NoteLeft(keys[:1], seen.later(days=1)))
    day = seen.later(days=1).date()

    assert len(told(seen, meeting_id=seen.meeting.meeting_id)) == 2
    assert len(told(seen, states=frozenset({S.WAITING}))) == 1
    assert len(told(seen, words="police leon")) == 1
    assert len(told(seen, words=f"{2:064x}"[:60])) == 2
    assert len(told(seen, kind=ACTIONS)) == 2
    assert told(seen, kind=DocumentKind.PLAN) == ()
    assert len(told(seen, since=day, until=day)) == 1
    assert told(seen, since=day + timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("receipt", "words", "state"),
    [
        (Receipt.ACKNOWLEDGED, "", S.ACKNOWLEDGED),
        (Receipt.UPLOADED, "", S.UPLOADED),
        (Receipt.PASSED_ON, "", S.PASSED_ON),
        (Receipt.RETURNED, "mailbox full", S.RETURNED),
        (Receipt.RECALLED, "wrong version", S.RECALLED),
    ],
)
def test_a_receipt_is_one_deed_and_can_be_undone(
    seen: Sending, receipt: Receipt, words: str, state: SendState
) -> None:
    (key,) = seen.hold(seen.parcel("Leon Abbas"))
    seen.desk.execute(NoteLeft((key,), seen.later(days=1)))

    seen.desk.execute(NoteReceipt(key, receipt, seen.later(days=2), words))
    (line,) = told(seen)
    seen.desk.undo()

    assert line.state is state
    assert line.because == words
    assert told(seen)[0].state is S.SENT


@pytest.mark.parametrize("receipt", [Receipt.RETURNED, Receipt.RECALLED])
def test_what_came_back_or_is_recalled_needs_words(seen: Sending, receipt: Receipt) -> None:
    (key,) = seen.hold(seen.parcel("Leon Abbas"))
    seen.desk.execute(NoteLeft((key,), seen.later(days=1)))

    with pytest.raises(MeetingDeskError, match="why"):
        seen.desk.execute(NoteReceipt(key, receipt, seen.later(days=2)))


def test_the_same_receipt_twice_is_one(seen: Sending) -> None:
    (key,) = seen.hold(seen.parcel("Leon Abbas"))
    seen.desk.execute(NoteLeft((key,), seen.later(days=1)))

    for receipt in (Receipt.ACKNOWLEDGED, Receipt.PASSED_ON) * 2:
        seen.desk.execute(NoteReceipt(key, receipt, seen.later(days=2)))

    with seen.desk.reading() as reading:
        assert len(reading.find(Acknowledgement)) == 1
        assert len(reading.find(Cascade)) == 1


def test_nothing_is_heard_of_what_has_not_left(seen: Sending) -> None:
    (key,) = seen.hold(seen.parcel("Leon Abbas"))

    with pytest.raises(MeetingDeskError, match="not left"):
        seen.desk.execute(NoteReceipt(key, Receipt.ACKNOWLEDGED, seen.at))


def test_what_nobody_acknowledged_is_on_today(seen: Sending) -> None:
    keys = seen.hold(seen.parcel("Leon Abbas"), seen.parcel("Gwyn Parrish", 2))
    sent = datetime.now(UTC) + timedelta(minutes=5)  # rows of this moment are not looked for in the future
    seen.desk.execute(NoteLeft(keys, sent))

    with seen.desk.reading() as reading:
        group = copies_unacknowledged(reading, sent + timedelta(days=3))

    assert len(group.rows) == 1
    assert "and 1 more" in group.rows[0].says


def test_what_nobody_can_tell_of_is_on_today_at_once(seen: Sending) -> None:
    parcel = seen.parcel("Leon Abbas")
    now = datetime.now(UTC)
    seen.hold(parcel, at=now)
    seen.desk.execute(ClaimMessage(parcel.message_id, now + timedelta(minutes=5)))

    with seen.desk.reading() as reading:
        group = copies_unacknowledged(reading, now + timedelta(minutes=6))

    (row,) = group.rows
    assert "whether a copy left" in row.says
