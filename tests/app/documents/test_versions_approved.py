from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingdesk.app.definitions import VARIABLE, read_again
from meetingdesk.app.desk import Desk
from meetingdesk.app.documents.approving import (
    ApproveVersion,
    ConfirmRecord,
    GiveBack,
    NoteQualityCheck,
    SealVersion,
    SendForReview,
    TakeDraft,
    confirmed_at,
)
from meetingdesk.app.documents.correcting import AnswerCorrection, AskForCorrection
from meetingdesk.app.documents.lives import Step, lives_of
from meetingdesk.app.documents.versions import newest_version, parts_apart, versions_of
from meetingdesk.app.outcome import Command
from meetingdesk.app.rows import AddRows, ChangeRow, RemoveRow
from meetingdesk.domain.documents import (
    Correction,
    CorrectionState,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
    VersionState,
)
from meetingdesk.domain.meetings import FormAnswer, Meeting, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import DamagedStore, MeetingDeskError, NotAllowed
from tests.app.documents.held import ADVICE, LETTER, MINUTES, SENSITIVE, Held, hold
from tests.people import person_with
from tests.ui.meeting.seeds import plan_strategy

S = VersionState
TODAY = date(2026, 9, 1)


@pytest.fixture
def held(desk: Desk) -> Held:
    return hold(desk)


@pytest.fixture
def discussion(desk: Desk) -> Held:
    return hold(desk, plan_strategy)


def at_desk(held: Held | Desk, *roles: str, name: str = "Rhona Gale") -> Desk:
    store = held.store if isinstance(held, Desk) else held.desk.store
    return Desk(store, person_with(*roles, name=name))


def test_a_draft_goes_to_the_chair_and_is_approved(held: Held) -> None:
    held.desk.execute(SendForReview(held.newest().id))
    assert held.newest().state is S.IN_REVIEW

    held.approve_version(held.newest().id, held.after(hours=2))

    found = held.newest()
    assert (found.state, found.approved_at) == (S.APPROVED, held.after(hours=2))
    assert found.approved_by_id == held.meeting().chair_id


@pytest.mark.parametrize("step", [SendForReview, GiveBack])
def test_a_step_is_undone_and_repeated(held: Held, step: type[SendForReview | GiveBack]) -> None:
    if step is GiveBack:
        held.desk.execute(SendForReview(held.newest().id))
    before = held.newest()
    held.desk.execute(step(before.id))
    after = held.newest()

    held.desk.undo()
    assert held.newest().state is before.state
    held.desk.redo()

    assert held.newest().state is after.state is not before.state


def test_a_version_is_taken_and_undone_with_its_parts(held: Held) -> None:
    held.say(SENSITIVE, Visibility.V4)
    before = held.all(DocumentVersion), held.all(Document)

    held.take()
    assert len(held.all(DocumentVersion)) == len(before[0]) + 2
    held.desk.undo()

    assert (held.all(DocumentVersion), held.all(Document)) == before


def test_an_approval_is_undone(held: Held) -> None:
    held.approve()

    held.desk.undo()

    assert (held.newest().state, held.newest().approved_by_id) == (S.DRAFT, None)


def test_each_document_is_approved_for_itself(held: Held) -> None:
    held.take(LETTER)
    held.seal(LETTER)

    assert held.newest(LETTER).state is S.SEALED
    assert held.newest(MINUTES).state is S.DRAFT


def test_the_chair_gives_a_version_back(held: Held) -> None:
    held.approve()
    held.desk.execute(GiveBack(held.newest().id))
    assert (held.newest().state, held.newest().approved_at) == (S.IN_REVIEW, None)

    held.desk.execute(GiveBack(held.newest().id))
    assert held.newest().state is S.DRAFT

    with pytest.raises(MeetingDeskError, match="a draft already"):
        held.desk.execute(GiveBack(held.newest().id))


def test_what_has_left_is_not_given_back(held: Held) -> None:
    held.send(held.approve())

    with pytest.raises(MeetingDeskError, match="Copies of this version have left"):
        held.desk.execute(GiveBack(held.newest().id))


def test_what_waits_to_leave_is_not_given_back_until_it_is_taken_back(held: Held) -> None:
    copy = DocumentCopy(version_id=held.approve().id, number=1, reader="Police")
    waits = Distribution(copy_id=copy.id)
    sender = at_desk(held, "coordinator")
    sender.execute(AddRows((copy, waits), "Send", Deed.SEND))

    with pytest.raises(MeetingDeskError, match="on their way"):
        held.desk.execute(GiveBack(held.newest().id))
    sender.execute(ChangeRow(Distribution, waits.id, (("recalled_at", held.after(days=1)),), "S", Deed.SEND))
    held.desk.execute(GiveBack(held.newest().id))

    assert held.newest().state is S.IN_REVIEW


@pytest.mark.parametrize("has_left", [False, True])
def test_an_approval_is_not_undone_once_copies_are_out(held: Held, has_left: bool) -> None:
    held.finalise()
    held.desk.execute(ApproveVersion(held.newest().id, held.after(hours=2)))
    copy = DocumentCopy(version_id=held.newest().id, number=1, reader="Police")
    sent_at = held.after(days=1) if has_left else None
    at_desk(held, "coordinator").execute(
        AddRows((copy, Distribution(copy_id=copy.id, sent_at=sent_at)), "Send", Deed.SEND)
    )

    with pytest.raises(MeetingDeskError, match="Copies of this version have left"):
        held.desk.undo()

    assert held.newest().state is S.APPROVED


def test_a_version_that_lacks_what_the_chair_may_see_is_not_approved(held: Held) -> None:
    held.say(ADVICE, Visibility.V3)
    held.say("A further thing")
    taker = at_desk(held, "minute_taker", name="Mina Taker")
    taker.execute(TakeDraft(held.meeting_id, MINUTES, held.after(hours=1)))

    with pytest.raises(MeetingDeskError, match="legal advice, and version") as refused:
        held.approve()

    assert "Take a new version" in refused.value.hint
    with held.desk.reading() as reading:
        shown = lives_of(reading, held.meeting_id, TODAY, (MINUTES,)).documents[0]
    assert not shown.may(Step.APPROVE)
    held.take()
    assert held.approve().state is S.APPROVED


def test_a_version_that_lacks_what_the_chair_may_see_is_not_sealed(held: Held) -> None:
    held.approve()
    held.say(ADVICE, Visibility.V3)

    with pytest.raises(MeetingDeskError, match="legal advice, and version"):
        held.desk.execute(SealVersion(held.newest().id, held.after(hours=3)))

    assert held.newest().state is S.APPROVED


def test_nothing_is_taken_where_nothing_was_changed(held: Held) -> None:
    with pytest.raises(MeetingDeskError, match="Nothing was changed since version 1"):
        held.take()


def test_an_older_version_goes_no_further(held: Held) -> None:
    old = held.newest()
    held.say("A further thing")
    held.take()

    for step in (SendForReview(old.id), ApproveVersion(old.id, held.after()), GiveBack(old.id)):
        with pytest.raises(MeetingDeskError, match="Version 2 took the place of version 1"):
            held.desk.execute(step)


def test_the_record_of_a_discussion_is_checked_by_another_senior_before_it_is_approved(
    discussion: Held,
) -> None:
    version = discussion.newest()
    with pytest.raises(MeetingDeskError, match="named senior"):
        discussion.approve()
    with pytest.raises(MeetingDeskError, match="Whoever made a version"):
        at_desk(discussion, "quality_checker", name="Ada Test").execute(
            NoteQualityCheck(version.id, discussion.after(hours=1))
        )

    at_desk(discussion, "quality_checker").execute(NoteQualityCheck(version.id, discussion.after(hours=1)))

    found = discussion.newest()
    assert (found.quality_checked_by, found.quality_checked_at) == ("Rhona Gale", discussion.after(hours=1))
    assert discussion.approve().state is S.APPROVED


def test_a_check_is_undone(discussion: Held) -> None:
    checker = at_desk(discussion, "quality_checker")
    checker.execute(NoteQualityCheck(discussion.newest().id, discussion.after(hours=1)))

    checker.undo()

    assert discussion.newest().quality_checked_at is None


def test_a_new_version_is_checked_anew(discussion: Held) -> None:
    checker = at_desk(discussion, "quality_checker")
    checker.execute(NoteQualityCheck(discussion.newest().id, discussion.after(hours=1)))
    discussion.say("A further thing")
    discussion.take()

    with pytest.raises(MeetingDeskError, match="named senior"):
        discussion.approve()


def test_a_check_is_no_more_undone_once_the_version_is_sealed(discussion: Held) -> None:
    checker = at_desk(discussion, "quality_checker")
    checker.execute(NoteQualityCheck(discussion.newest().id, discussion.after(hours=1)))
    sealed = discussion.seal()

    with pytest.raises(MeetingDeskError, match="sealed"):
        checker.undo()

    assert discussion.newest() == sealed


def test_a_seal_is_put_on_the_version_and_all_its_parts(held: Held) -> None:
    held.say(SENSITIVE, Visibility.V4)
    held.say(ADVICE, Visibility.V3)
    held.take()

    sealed = held.seal()

    with held.desk.reading() as reading:
        parts = parts_apart(reading, sealed)
    assert len(parts) == 2
    for part in (sealed, *parts):
        assert (part.state, part.sealed_at) == (S.SEALED, held.after(hours=3))


def test_a_seal_is_not_undone(held: Held) -> None:
    sealed = held.seal()

    with pytest.raises(MeetingDeskError):
        held.desk.undo()

    assert held.newest() == sealed


def test_only_what_was_approved_is_sealed(held: Held) -> None:
    with pytest.raises(MeetingDeskError, match="cannot become sealed"):
        held.desk.execute(SealVersion(held.newest().id, held.after(hours=1)))


def test_content_that_was_touched_is_neither_approved_nor_sealed(held: Held) -> None:
    touch = ChangeRow(DocumentVersion, held.newest().id, (("content", "AAAA"),))
    held.desk.execute(touch)
    with pytest.raises(DamagedStore, match="not what it was"):
        held.approve()
    held.desk.undo()
    held.approve()
    held.desk.execute(touch)

    with pytest.raises(DamagedStore, match="not what it was"):
        held.desk.execute(SealVersion(held.newest().id, held.after(hours=3)))


def test_a_part_that_was_touched_is_not_sealed_either(held: Held) -> None:
    held.say(SENSITIVE, Visibility.V4)
    held.take()
    held.approve()
    with held.desk.reading() as reading:
        part = parts_apart(reading, held.newest())[0]
    held.desk.execute(ChangeRow(DocumentVersion, part.id, (("content", "AAAA"),)))

    with pytest.raises(DamagedStore, match="not what it was"):
        held.desk.execute(SealVersion(held.newest().id, held.after(hours=3)))


def test_minutes_are_approved_of_a_finalised_record_only_and_a_letter_before(held: Held) -> None:
    held.take(LETTER)

    with pytest.raises(MeetingDeskError, match="finalised before"):
        held.desk.execute(ApproveVersion(held.newest().id, held.after(hours=2)))

    held.desk.execute(ApproveVersion(held.newest(LETTER).id, held.after(hours=2)))
    assert (held.newest().state, held.newest(LETTER).state) == (S.DRAFT, S.APPROVED)


def sealed_steps(held: Held) -> tuple[Command, ...]:
    key = held.newest().id
    return (
        SendForReview(key),
        GiveBack(key),
        ApproveVersion(key, held.after(hours=4)),
        SealVersion(key, held.after(hours=4)),
        ChangeRow(DocumentVersion, key, (("content", ""),)),
        ChangeRow(DocumentVersion, key, (("amendments", "Better so"),)),
        RemoveRow(DocumentVersion, key),
        RemoveRow(Document, held.document().id),
    )


@pytest.mark.parametrize("number", range(8))
def test_a_sealed_version_is_never_changed(held: Held, number: int) -> None:
    sealed = held.seal()

    with pytest.raises(MeetingDeskError, match="sealed"):
        held.desk.execute(sealed_steps(held)[number])

    assert held.newest() == sealed


def test_nobody_checks_what_is_sealed(held: Held) -> None:
    held.seal()

    with pytest.raises(MeetingDeskError, match="sealed"):
        at_desk(held, "quality_checker").execute(NoteQualityCheck(held.newest().id, held.after(hours=4)))


def test_disposal_takes_a_sealed_version_away(held: Held) -> None:
    held.seal()

    held.desk.execute(RemoveRow(Document, held.document().id, deed=Deed.DISPOSE))

    assert not [row for row in held.all(Document) if row.kind == MINUTES]


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        ("minute_taker", {ApproveVersion, SealVersion, GiveBack, NoteQualityCheck}),
        ("coordinator", {TakeDraft, SendForReview, ApproveVersion, SealVersion, GiveBack, NoteQualityCheck}),
        ("quality_checker", {TakeDraft, SendForReview, ApproveVersion, SealVersion, GiveBack}),
        ("reader", {TakeDraft, SendForReview, ApproveVersion, SealVersion, GiveBack, NoteQualityCheck}),
        ("chair", {NoteQualityCheck}),
    ],
)
def test_each_role_takes_its_own_steps_only(held: Held, role: str, refused: set[type[Command]]) -> None:
    key, desk = held.newest().id, at_desk(held, role)
    for step in (
        TakeDraft(held.meeting_id, LETTER, held.after(hours=1)),
        SendForReview(key),
        NoteQualityCheck(key, held.after(hours=1)),
        GiveBack(key),
        ApproveVersion(key, held.after(hours=1)),
        SealVersion(key, held.after(hours=1)),
    ):
        if type(step) in refused:
            with pytest.raises(NotAllowed):
                desk.execute(step)
        elif desk.person.may(step.deed):
            desk.person.require(step.deed)


def test_after_the_seal_a_new_version_says_what_it_amends_and_who_holds_the_old_one(held: Held) -> None:
    sealed = held.seal()
    held.send(sealed)
    held.say("A further thing")

    held.desk.execute(
        TakeDraft(held.meeting_id, MINUTES, held.after(days=2), changed=("What was said (1 line)",))
    )

    found = held.newest()
    assert (found.number, found.state) == (2, S.DRAFT)
    assert found.amendments.splitlines() == [
        "Amends version 1.",
        "Changed: What was said (1 line)",
        "Who holds an earlier version: Police: version 1, sent Thu 27 Aug 2026.",
    ]
    assert [row.state for row in all_versions(held)] == [S.SEALED, S.DRAFT]


def all_versions(held: Held) -> tuple[DocumentVersion, ...]:
    with held.desk.reading() as reading:
        found = newest_version(reading, held.meeting_id, MINUTES)
        assert found is not None
        return versions_of(reading, found[0])


def test_the_minutes_are_confirmed_at_the_next_meeting(held: Held) -> None:
    version, following = held.approve(), held.next_meeting()

    held.desk.execute(ConfirmRecord(version.id, following.id, held.after(days=92)))

    with held.desk.reading() as reading:
        found = confirmed_at(reading, held.document(), version)
    assert found is not None
    assert (found.meeting_id, found.on_date) == (following.id, date(2026, 11, 26))
    assert found.text.startswith("Version 1 of the minutes of ")
    held.desk.undo()
    assert held.all(FormAnswer) == ()


def test_minutes_are_confirmed_once_and_at_a_later_meeting_that_sits(held: Held) -> None:
    version, following = held.approve(), held.next_meeting(MeetingStatus.PLANNED)
    with pytest.raises(MeetingDeskError, match="does not follow"):
        held.desk.execute(ConfirmRecord(version.id, held.meeting_id, held.after(days=92)))
    with pytest.raises(MeetingDeskError, match="not held yet"):
        held.desk.execute(ConfirmRecord(version.id, following.id, held.after(days=92)))
    held.desk.execute(ChangeRow(Meeting, following.id, (("status", MeetingStatus.LIVE),)))
    held.desk.execute(ConfirmRecord(version.id, following.id, held.after(days=92)))

    with pytest.raises(MeetingDeskError, match="confirmed already"):
        held.desk.execute(ConfirmRecord(version.id, following.id, held.after(days=92)))


def test_a_draft_is_not_confirmed_nor_is_a_letter(held: Held) -> None:
    following = held.next_meeting()
    with pytest.raises(MeetingDeskError, match="cannot be confirmed yet"):
        held.desk.execute(ConfirmRecord(held.newest().id, following.id, held.after(days=92)))
    held.take(LETTER)
    letter = held.approve(LETTER)

    with pytest.raises(MeetingDeskError, match="Only minutes"):
        held.desk.execute(ConfirmRecord(letter.id, following.id, held.after(days=92)))


STEPS = (
    *("say", "take", "review", "back", "check", "approve", "seal", "undo", "redo", "undo check", "ask"),
    *("answer", "touch", "remove", "hide"),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=18))
def test_in_no_order_of_steps_a_sealed_version_is_changed(local_desk: Desk, steps: list[str]) -> None:
    if not local_desk_is_held(local_desk):
        hold(local_desk)
    with local_desk.reading() as reading:
        meeting = reading.find(Meeting)[0]
    assert meeting.ended_at is not None
    # Somebody who has just sat down, so that no step undoes the end of the meeting.
    somebody = at_desk(local_desk, "minute_taker", "chair", name="Mo Abara")
    held = Held(somebody, meeting.id, meeting.ended_at)
    checker = at_desk(held, "quality_checker")
    minutes = next(row.id for row in held.all(Document) if row.kind == MINUTES)
    for number, step in enumerate(steps):
        if not [row for row in held.all(DocumentVersion) if row.document_id == minutes]:
            held.take()  # the only version was removed while it was no more than a draft
        sealed = {row.id: row for row in held.all(DocumentVersion) if row.state is S.SEALED}
        with suppress(MeetingDeskError):
            take_step(held, checker, step, number)
        after = {row.id: row for row in held.all(DocumentVersion)}
        assert {key: after.get(key) for key in sealed} == sealed, step


def local_desk_is_held(desk: Desk) -> bool:
    with desk.reading() as reading:
        return reading.count(Meeting) > 0


def take_step(held: Held, checker: Desk, step: str, number: int) -> None:
    key, at = held.newest().id, held.after(hours=number + 1)
    oldest = all_versions(held)[0].id
    match step:
        case "say":
            held.say(f"A further thing, {number}")
        case "undo":
            held.desk.undo()
        case "redo":
            held.desk.redo()
        case "undo check":
            checker.undo()
        case "approve":
            held.approve_version(key, at)
        case "check":
            checker.execute(NoteQualityCheck(key, at))
        case "answer":
            asked = held.all(Correction)[-1:]
            for request in asked:
                held.desk.execute(AnswerCorrection(request.id, CorrectionState.ACCEPTED, TODAY))
        case _:
            steps: dict[str, Command] = {
                "take": TakeDraft(held.meeting_id, MINUTES, at),
                "review": SendForReview(key),
                "back": GiveBack(oldest),
                "seal": SealVersion(key, at),
                "ask": AskForCorrection(oldest, "Actions: Repair", "Wrong day", TODAY, "Police"),
                "touch": ChangeRow(DocumentVersion, oldest, (("content", f"{number}"),)),
                "hide": ChangeRow(DocumentVersion, oldest, (("visibility", Visibility.V2),)),
                "remove": RemoveRow(DocumentVersion, oldest),
            }
            held.desk.execute(steps[step])


def test_a_councils_own_checks_are_asked_for_once_they_are_read_again(
    held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = '[[checks]]\ntypes = ["icpc"]\ndocuments = ["full_minutes"]\n'
    (tmp_path / "quality_checks.toml").write_text(own, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    read_again()
    try:
        with pytest.raises(MeetingDeskError, match="named senior"):
            held.approve()
    finally:
        monkeypatch.undo()
        read_again()
