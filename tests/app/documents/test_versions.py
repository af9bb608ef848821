from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from meetingdesk.app.demo_store import fill
from meetingdesk.app.desk import Desk
from meetingdesk.app.documents import snapshots
from meetingdesk.app.documents.before_meeting import with_challenges_before
from meetingdesk.app.documents.copies_of_versions import copy_of_version
from meetingdesk.app.documents.copying import copy_for, readers_of
from meetingdesk.app.documents.snapshots import (
    as_text,
    by_class,
    digest_of,
    facts_in,
    frozen,
    is_same_record,
    packed,
    rows_in,
    together,
    unpacked,
)
from meetingdesk.app.documents.versions import (
    add_version,
    facts_of_version,
    facts_to_copy,
    is_changed_since,
    is_sound,
    newest_version,
    parts_apart,
    version_to_send,
    versions_of,
)
from meetingdesk.app.facts_in_file import facts_in_file
from meetingdesk.app.interchange import Meetings, export_meeting_file, read_meeting_file, to_json
from meetingdesk.app.kept_definitions import copy_of
from meetingdesk.app.live.gaps_at import facts_of_meeting
from meetingdesk.app.live.head import head_of
from meetingdesk.app.live.running import EndMeeting, StartMeeting
from meetingdesk.app.rows import ChangeRow
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import CHAIR
from meetingdesk.domain.document_life import is_apart
from meetingdesk.domain.documents import Document, DocumentVersion, VersionState
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import DefinitionCopy, Meeting, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, NotAllowed
from reports.blocks import Report
from reports.documents import MAKERS, document
from tests.app.documents.held import ADVICE, LETTER, MINUTES, RESTRICTED, SAID, SENSITIVE, Held, hold
from tests.people import person_with
from tests.ui.meeting.seeds import PLANS, plan_marac, plan_strategy

FILES = Path(__file__).resolve().parents[2] / "vignettes" / "files"
NAMES = sorted(path.stem for path in FILES.glob("*.json"))
TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def held(desk: Desk) -> Held:
    return hold(desk)


@cache
def facts_of(name: str) -> MeetingFacts:
    return facts_in_file(read_meeting_file((FILES / f"{name}.json").read_bytes()))


def texts_of(facts: MeetingFacts) -> set[str]:
    return {entry.text for entry in facts.all(Entry)}


def make_all_alike(live: MeetingFacts, then: MeetingFacts) -> int:
    """Compare every document of every reader; return how many there were."""
    made = 0
    for kind in (kind for kind in MAKERS if kind in live.kind.documents):
        for reader in readers_of(live):
            wanted = made_or_refused(kind, copy_for(live, reader, TODAY))
            assert made_or_refused(kind, copy_for(then, reader, TODAY)) == wanted, (kind, reader.name)
            made += 1
    return made


def made_or_refused(kind: DocumentKind, copy: Copied) -> Report | str:
    """Return a document, or why there is none: a bundle for a court waits for legal advice."""
    try:
        return document(kind, copy)
    except MeetingDeskError as refused:
        return str(refused)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_made_from_a_frozen_record_equals_what_is_made_from_the_live_one(name: str) -> None:
    live = facts_of(name)
    assert live.policy is not None
    kept = (copy_of(live.kind), copy_of(live.policy))
    meeting = replace(live.meeting, type_copy_id=kept[0].id, policy_copy_id=kept[1].id)
    rows = frozen({**live.rows, Meeting: (meeting,), DefinitionCopy: kept})

    contents = [packed(as_text(part)) for part in by_class(rows).values()]
    back = together(rows_in(unpacked(content)) for content in contents)

    assert is_same_record(back, rows)
    # What meetings before it left behind is no part of a frozen record.
    assert make_all_alike(replace(live, earlier=()), facts_in(back))


def test_every_meeting_of_the_demonstration_is_frozen_as_it_is(local_desk: Desk) -> None:
    fill(local_desk, today=TODAY)
    made = 0
    with local_desk.reading() as reading:
        meetings = [row for row in reading.find(Meeting) if row.type_copy_id is not None]
    assert meetings

    for meeting in meetings:
        with local_desk.store.work(local_desk.person, Deed.RECORD) as work:
            kind = head_of(work, meeting.id).kind
            assert kind is not None
            version = add_version(work, meeting.id, kind.documents[0], AT)
            live = with_challenges_before(work, facts_of_meeting(work, head_of(work, meeting.id), kind))
            made += make_all_alike(live, facts_to_copy(work, version))

    assert made > len(meetings)


def test_every_version_of_the_demonstration_holds_the_record_of_its_meeting(local_desk: Desk) -> None:
    fill(local_desk, today=TODAY)

    with local_desk.reading() as reading:
        documents = [row for row in reading.find(Document) if not is_apart(row)]
        versions = [(row, version) for row in documents for version in versions_of(reading, row)]
        assert len(versions) > 20
        for row, version in versions:
            assert all(is_sound(part) for part in (version, *parts_apart(reading, version)))
            assert not is_changed_since(reading, row, version), row.kind


def test_a_draft_of_the_minutes_is_taken_when_a_meeting_ends(held: Held) -> None:
    version = held.newest()

    assert (version.number, version.state, version.made_by) == (1, VersionState.DRAFT, "Ada Test")
    assert version.made_at == held.ended_at
    assert SAID in texts_of(facts_of_version(version))


@pytest.mark.parametrize("plan", sorted(PLANS))
def test_every_type_that_lists_minutes_has_its_draft_with_its_day(local_desk: Desk, plan: str) -> None:
    held = hold(local_desk, PLANS[plan])

    found = held.document()

    assert held.newest().number == 1
    assert found.due_on is not None
    assert found.due_rule


def test_ending_and_the_draft_are_one_step_to_undo(desk: Desk) -> None:
    held = hold(desk)

    desk.undo()

    assert held.all(DocumentVersion) == ()
    assert held.all(Document) == ()
    assert held.meeting().status is MeetingStatus.LIVE


def test_ending_again_takes_a_draft_only_of_what_was_changed(held: Held) -> None:
    held.desk.execute(StartMeeting(held.meeting_id, held.after(minutes=1)))
    held.desk.execute(EndMeeting(held.meeting_id, held.after(minutes=2)))
    again = held.newest().number
    held.desk.execute(StartMeeting(held.meeting_id, held.after(minutes=3)))
    held.say("And one thing more")
    held.desk.execute(EndMeeting(held.meeting_id, held.after(minutes=4)))

    assert held.newest().number == again + 1


def test_there_is_no_version_of_what_nobody_took(held: Held) -> None:
    with held.desk.reading() as reading:
        assert newest_version(reading, held.meeting_id, LETTER) is None


def test_a_document_of_one_family_is_not_that_of_the_meeting(desk: Desk) -> None:
    held = hold(desk, plan_marac)
    with held.desk.reading() as reading:
        first, second = (case.case.family_id for case in head_of(reading, held.meeting_id).cases[:2])
    with held.desk.store.work(held.desk.person, Deed.RECORD) as work:
        of_family = add_version(work, held.meeting_id, MINUTES, held.ended_at, first)
        whole = newest_version(work, held.meeting_id, MINUTES)

        assert whole is not None
        assert whole[1].id != of_family.id
        found = newest_version(work, held.meeting_id, MINUTES, first)
        assert found is not None
        assert found[1].id == of_family.id
        assert newest_version(work, held.meeting_id, MINUTES, second) is None


def test_a_draft_that_still_says_what_the_record_says_is_sent(held: Held) -> None:
    with held.desk.store.work(held.desk.person, Deed.RECORD) as work:
        found = version_to_send(work, held.meeting_id, MINUTES, held.after(hours=1))

        assert not work.changes
    assert found == held.newest()


def test_after_a_change_a_new_draft_is_sent(held: Held) -> None:
    held.say("A further thing")
    with held.desk.store.work(held.desk.person, Deed.RECORD) as work:
        found = version_to_send(work, held.meeting_id, MINUTES, held.after(hours=1))
        work.commit("Send")

    assert found.number == 2
    assert found == held.newest()
    assert "A further thing" in texts_of(facts_of_version(found))


def test_an_approved_version_is_sent_whatever_was_changed_since(held: Held) -> None:
    approved = held.approve()
    held.say("A further thing")

    with held.desk.store.work(held.desk.person, Deed.RECORD) as work:
        found = version_to_send(work, held.meeting_id, MINUTES, held.after(hours=3))

        assert not work.changes
    assert found == approved


def test_the_coordinator_sends_what_was_approved_and_takes_no_draft(held: Held) -> None:
    held.approve()
    office = person_with("coordinator")
    with held.desk.store.work(office, Deed.SEND) as work:
        assert version_to_send(work, held.meeting_id, MINUTES, held.after(hours=3)).number == 1
        with pytest.raises(NotAllowed):
            version_to_send(work, held.meeting_id, LETTER, held.after(hours=3))


def test_how_far_the_meeting_has_come_is_no_change_of_its_record(held: Held) -> None:
    values = (("status", MeetingStatus.APPROVED),)
    held.desk.execute(ChangeRow(Meeting, held.meeting_id, values))

    with held.desk.reading() as reading:
        found = newest_version(reading, held.meeting_id, MINUTES)
        assert found is not None
        assert not is_changed_since(reading, *found)


def test_later_changes_do_not_reach_what_was_frozen(held: Held) -> None:
    version = held.newest()
    before = facts_of_version(version)
    said = next(iter(held.all(Entry)))

    held.desk.execute(ChangeRow(Entry, said.id, (("text", "Something else"),)))

    assert facts_of_version(held.newest()).rows == before.rows
    assert SAID in texts_of(facts_of_version(held.newest()))


def closed_part(held: Held) -> DocumentVersion:
    held.say(RESTRICTED, Visibility.V2)
    held.say(ADVICE, Visibility.V3)
    held.say(SENSITIVE, Visibility.V4)
    return held.take()


def test_what_only_some_may_read_is_kept_apart_by_its_class(held: Held) -> None:
    version = closed_part(held)

    assert version.visibility is Visibility.V1
    assert texts_of(facts_of_version(version)) == {SAID}
    with held.desk.reading() as reading:
        apart = parts_apart(reading, version)
        assert {part.visibility for part in apart} == {Visibility.V2, Visibility.V3, Visibility.V4}
        assert texts_of(facts_to_copy(reading, version)) == {SAID, RESTRICTED, ADVICE, SENSITIVE}


@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("chair", {SAID, RESTRICTED, ADVICE, SENSITIVE}),
        ("minute_taker", {SAID, RESTRICTED, SENSITIVE}),
        ("coordinator", {SAID, RESTRICTED}),
        ("quality_checker", {SAID, RESTRICTED}),
        ("reader", {SAID}),
    ],
)
def test_a_version_shows_nobody_more_than_the_record_does(held: Held, role: str, wanted: set[str]) -> None:
    version = closed_part(held)
    with held.desk.store.reading(person_with(role)) as reading:
        assert texts_of(facts_to_copy(reading, reading.get(DocumentVersion, version.id))) == wanted
        found = {
            row.text
            for kept in reading.find(DocumentVersion)
            for row in rows_of(kept)
            if isinstance(row, Entry)
        }
        assert found == wanted


def rows_of(version: DocumentVersion) -> list[object]:
    return [row for rows in rows_in(unpacked(version.content)).values() for row in rows]


def test_nobody_who_sees_less_finds_the_record_changed(held: Held) -> None:
    version = closed_part(held)
    for role in ("chair", "minute_taker", "reader"):
        with held.desk.store.reading(person_with(role)) as reading:
            document = reading.get(Document, version.document_id)
            assert not is_changed_since(reading, document, version)


def test_a_meeting_file_shows_nobody_more_than_the_record_does(held: Held) -> None:
    closed_part(held)
    with held.desk.store.reading(person_with("coordinator")) as reading:
        file = export_meeting_file(reading, Meetings((held.meeting_id,)))

    again = read_meeting_file(to_json(file))

    found = [row for version in again.of(DocumentVersion) for row in rows_of(version)]
    assert {row.text for row in found if isinstance(row, Entry)} == {SAID, RESTRICTED}


def test_working_notes_are_in_no_version(held: Held) -> None:
    note = Entry(
        meeting_id=held.meeting_id,
        text="Ask again",
        visibility=Visibility.V5,
        author_id=held.desk.person.staff_id,
    )

    rows = frozen({Entry: (note, Entry(meeting_id=held.meeting_id, text=SAID))})

    assert [row.text for row in rows[Entry] if isinstance(row, Entry)] == [SAID]


def test_what_lies_in_something_that_is_not_there_is_left_out(held: Held) -> None:
    with held.desk.reading() as reading:
        rows = snapshots.record_of(reading, held.meeting_id)

    found = together([{kind: kept for kind, kept in rows.items() if kind is not Meeting}])

    assert Entry not in found
    assert Agency in found


def test_content_that_was_touched_is_found(held: Held) -> None:
    version = held.newest()
    other = packed(unpacked(version.content).replace(SAID, "They saw nobody"))

    assert is_sound(version)
    for content in (other, "", "not packed", version.content[:-8]):
        assert not is_sound(replace(version, content=content))
        with pytest.raises(MeetingDeskError):
            facts_of_version(replace(version, content=content))


def test_what_was_brought_in_without_a_record_says_so(held: Held) -> None:
    typed = "The minutes as they were typed elsewhere."
    kept = replace(held.newest(), content=packed(typed), content_hash=digest_of(typed))

    with pytest.raises(MeetingDeskError, match="holds no record"):
        facts_of_version(kept)


def test_a_record_too_long_for_a_version_is_refused(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "LONGEST", 500)

    with pytest.raises(MeetingDeskError, match="too long"):
        held.take(LETTER)

    assert not [row for row in held.all(Document) if row.kind == LETTER]


def test_a_copy_of_a_draft_says_so_and_one_of_an_approved_version_says_by_whom(held: Held) -> None:
    with held.desk.reading() as reading:
        draft = copy_of_version(reading, held.newest(), CHAIR, TODAY)
    held.approve()
    with held.desk.reading() as reading:
        approved = copy_of_version(reading, held.newest(), CHAIR, TODAY)

    assert draft.is_draft
    assert not draft.approved
    assert not approved.is_draft
    assert approved.approved == "approved by Ngaio Lambert on Wed 26 Aug 2026"
    assert approved.version == 1


def test_a_paper_that_leaves_before_the_minutes_says_when_they_follow(held: Held) -> None:
    letter = held.take(LETTER)

    with held.desk.reading() as reading:
        follows = copy_of_version(reading, letter, CHAIR, TODAY).minutes_follow
        minutes = copy_of_version(reading, held.newest(), CHAIR, TODAY).minutes_follow

    assert follows == "Thu 24 Sep"
    assert minutes == ""


def test_a_meeting_of_many_cases_is_frozen_as_a_whole(desk: Desk) -> None:
    held = hold(desk, plan_marac)

    with held.desk.reading() as reading:
        assert len(copy_of_version(reading, held.newest(), CHAIR, TODAY).cases) == 5


def test_a_discussion_has_its_record_due_by_its_own_rule(desk: Desk) -> None:
    held = hold(desk, plan_strategy)

    assert held.document().due_rule == "sd_record"


def test_only_what_a_type_lists_is_taken(desk: Desk) -> None:
    held = hold(desk, plan_marac)

    with pytest.raises(NotAllowed, match="lists no family's copy"):
        held.take(DocumentKind.FAMILY_COPY)
