from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepPerson
from meetingdesk.app.live.closing import BackToDraft, Finalise, GapKey, SetAside, must_be_settled
from meetingdesk.app.live.gaps_at import gaps_at, gaps_of_meeting
from meetingdesk.app.live.head import head_of
from meetingdesk.app.live.running import EndMeeting
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.gaps.gap import Gap
from meetingdesk.domain.gaps.not_yet import MOST_LINES, not_yet
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import FormAnswer, MeetingStatus
from meetingdesk.domain.people import Person
from meetingdesk.domain.read_person import ReadPerson
from meetingdesk.domain.voice import Voice
from meetingdesk.errors import MeetingDeskError
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac, minutes


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def gaps(live: LiveMeeting) -> tuple[Gap, ...]:
    with live.desk.reading() as reading:
        return gaps_of_meeting(reading, head_of(reading, live.meeting_id))


def of_kind(live: LiveMeeting, code: str) -> list[str]:
    return [gap.who for gap in gaps(live) if gap.code == code and gap.is_open]


def end(live: LiveMeeting) -> None:
    live.desk.execute(EndMeeting(live.meeting_id, minutes(60)))


def test_what_is_filled_in_is_missing_no_more(live: LiveMeeting) -> None:
    family = live.families[0].family
    first = live.person(0)
    before = of_kind(live, "voice_empty")

    live.desk.execute(
        AddRows((Voice(meeting_id=live.meeting_id, family_id=family.id, child_id=first, observed="Quiet."),))
    )

    assert before == ["Child 1", "Child 2"]
    assert of_kind(live, "voice_empty") == ["Child 2"]
    live.desk.undo()
    assert of_kind(live, "voice_empty") == before


def test_an_agency_that_is_not_here_is_missing_until_its_absence_is_explained(live: LiveMeeting) -> None:
    row = live.invite("police", AttendanceStatus.ABSENT, is_required=True)
    assert of_kind(live, "agency_absent") == ["Invented police"]

    live.desk.execute(change(row, absence_meant="The last calls are not known."))

    assert of_kind(live, "agency_absent") == []


def test_a_reason_sets_a_gap_aside_and_an_empty_one_takes_it_up_again(live: LiveMeeting) -> None:
    (gap,) = (gap for gap in gaps(live) if gap.code == "next_date")

    live.desk.execute(SetAside(live.meeting_id, (GapKey.of(gap),), " Set by the review. "))
    (aside,) = (gap for gap in gaps(live) if gap.code == "next_date")
    live.desk.execute(SetAside(live.meeting_id, (GapKey.of(gap),), "  "))

    assert aside.set_aside == "Set by the review."
    assert live.find(FormAnswer) == ()
    assert of_kind(live, "next_date") == [""]


def test_setting_aside_is_one_step_to_undo(live: LiveMeeting) -> None:
    keys = tuple(GapKey.of(gap) for gap in gaps(live) if gap.code == "last_seen")
    assert len(keys) == 2

    live.desk.execute(SetAside(live.meeting_id, keys, "Seen by nobody yet."))
    live.desk.undo()

    assert len(of_kind(live, "last_seen")) == 2


def test_a_record_with_something_to_settle_needs_a_reason(live: LiveMeeting) -> None:
    end(live)
    held_back = must_be_settled(gaps(live))
    assert held_back

    with pytest.raises(MeetingDeskError, match=f"{len(held_back)} things must be settled"):
        live.desk.execute(Finalise(live.meeting_id))
    live.desk.execute(Finalise(live.meeting_id, "Adjourned; held again on Friday."))

    assert live.meeting.status is MeetingStatus.APPROVED
    assert must_be_settled(gaps(live)) == ()
    assert {row.text for row in live.find(FormAnswer)} == {"Adjourned; held again on Friday."}
    live.desk.undo()
    assert live.meeting.status is MeetingStatus.DRAFT
    assert live.find(FormAnswer) == ()


def test_a_meeting_that_runs_cannot_be_finalised(live: LiveMeeting) -> None:
    with pytest.raises(MeetingDeskError, match="Only the draft"):
        live.desk.execute(Finalise(live.meeting_id, "In a hurry."))


def test_a_finalised_record_takes_no_more_reasons_until_it_is_a_draft_again(live: LiveMeeting) -> None:
    end(live)
    live.desk.execute(Finalise(live.meeting_id, "All agreed."))
    (gap,) = (gap for gap in gaps(live) if gap.code == "next_date")

    with pytest.raises(MeetingDeskError, match="finalised"):
        live.desk.execute(SetAside(live.meeting_id, (GapKey.of(gap),), "Later."))
    live.desk.execute(BackToDraft(live.meeting_id))

    assert live.meeting.status is MeetingStatus.DRAFT


def test_a_case_lacks_the_same_whether_it_is_looked_at_alone_or_with_all_others(desk: Desk) -> None:
    live = a_live_marac(desk, cases=3)
    live.invite("police", AttendanceStatus.PRESENT, is_required=True)
    live.invite("idva", AttendanceStatus.ABSENT, is_required=True)
    live.start()
    point = live.point("information", 1)
    live.desk.execute(
        AddRows(
            (
                Entry(
                    meeting_id=live.meeting_id,
                    family_id=point.family_id,
                    section=point.section,
                    agency_id=live.agency("police").id,
                    text="Called twice.",
                ),
            )
        )
    )

    with desk.reading() as reading:
        head = head_of(reading, live.meeting_id)
        whole = gaps_of_meeting(reading, head)
        alone = [gaps_at(reading, head, family.family.id) for family in live.families]
        of_meeting = gaps_at(reading, head, None)

    assert whole == (*of_meeting, *(gap for case in alone for gap in case))


def test_four_children_never_make_more_than_seven_lines(desk: Desk) -> None:
    live = a_live_marac(desk, cases=1)
    family = live.families[0]
    had = len(family.members)
    family.child(9, name="Ivo Croft")
    family.child(1, name="Tess Croft")
    new = [row for row in family.rows() if row in family.members[had:]]
    known = {member.person_id for member in new}
    people = [row for row in family.rows() if getattr(row, "id", None) in known]
    desk.execute(AddRows((*people, *new)))
    live.start()

    with desk.reading() as reading:
        found = gaps_at(reading, head_of(reading, live.meeting_id), family.family.id)
    lines = not_yet(found, frozenset(SectionKind))

    assert len(found) > MOST_LINES
    assert len(lines) == MOST_LINES
    assert any("Child 1" in line.sentence and "Child 4" in line.sentence for line in lines)


def test_a_father_whom_nobody_knows_is_missing_until_he_is_identified(live: LiveMeeting) -> None:
    point = live.point("people")

    live.desk.execute(
        KeepPerson(point.id, ReadPerson("Father not known", "father", FamilyRole.PARENT, is_identified=False))
    )

    assert of_kind(live, "father_not_known") == ["Child 1", "Child 2", "Unborn"]
    person = live.only(Person, is_identified=False)
    assert person.label == "Father not known"
