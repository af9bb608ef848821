"""Every invented meeting of the trade's own list, entered with the commands and read back equal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from meetingdesk.app.case_list import listed_cases
from meetingdesk.app.deadlines import work_out
from meetingdesk.app.desk import Desk
from meetingdesk.app.family_maps import map_rows
from meetingdesk.app.family_page.page import family_page
from meetingdesk.app.family_page.rows import Part as PagePart
from meetingdesk.app.finding import find
from meetingdesk.app.following.moving import CarryAction
from meetingdesk.app.interchange import Families, export_meeting_file, to_json
from meetingdesk.app.invited import inviting
from meetingdesk.app.left_open import left_open
from meetingdesk.app.lists import type_titles
from meetingdesk.app.live.closing import Finalise
from meetingdesk.app.live.gaps_at import looked_over
from meetingdesk.app.live.head import head_of
from meetingdesk.app.live.projected import projected
from meetingdesk.app.live.running_order import running_order
from meetingdesk.app.live.view import Part, view_of
from meetingdesk.app.new_meeting import begins_with, names_of_professionals
from meetingdesk.app.preparing import Preparation, preparation_of
from meetingdesk.app.today.dates import statutory_dates
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep, NotCompleted
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance, AttendanceStatus, Exclusion
from meetingdesk.domain.challenge import ChallengeKind, ChallengeStage
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import AgencyView, Decision, PlanPoint, View
from meetingdesk.domain.families import ChildPlan, FamilyMember, FamilyRole
from meetingdesk.domain.family_record import age_on
from meetingdesk.domain.gaps.gap import Level
from meetingdesk.domain.information import Entry
from meetingdesk.domain.invitations import Group
from meetingdesk.domain.meeting_clock import forecast
from meetingdesk.domain.meetings import (
    AgendaPoint,
    CaseTransfer,
    Direction,
    ListKind,
    MeetingCase,
    MeetingStatus,
    Mode,
    QuorumState,
)
from meetingdesk.domain.people import Address, AddressWithheld, PersonName, YesNo
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import BadText, MeetingDeskError
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.store import Store
from tests.app.vignettes import cin, conferences, core_group, marac, strategy, transfer
from tests.app.vignettes.held import Held, book
from tests.app.vignettes.reading_back import assert_reads_back_equal, fresh_store
from tests.people import person_with

ReadsBack = Callable[[], None]


@pytest.fixture(scope="module")
def fresh(template_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which nothing is: what a test brings in is taken out again by the same test."""
    with fresh_store(template_folder, tmp_path_factory.mktemp("fresh") / "store") as store:
        yield store


@pytest.fixture
def reads_back(desk: Desk, fresh: Store) -> ReadsBack:
    """Write the whole meeting to a meeting file, read it into a fresh store, and find it equal."""
    return partial(assert_reads_back_equal, desk, fresh)


def order(held: Held) -> list[str]:
    with held.desk.reading() as reading:
        return [case.reference for case in _preparation(reading, held).cases]


def running(held: Held) -> dict[str, str]:
    with held.desk.reading() as reading:
        lines = running_order(head_of(reading, held.meeting_id), held.at)
    return {line.title: line.note for line in lines if line.number}


def _preparation(reading: Reading, held: Held) -> Preparation:
    return preparation_of(reading, held.meeting_id, book(), held.on)


# MARAC


def test_an_unborn_child_is_listed_as_a_child_and_the_case_comes_first(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = marac.unborn_and_children(desk)
    before = order(held)

    marac.put_children_first(held)

    with desk.reading() as reading:
        first, *_ = listed_cases(reading, held.meeting_id)
    assert (before, order(held)) == (["M-2026-301", "M-2026-302"], ["M-2026-302", "M-2026-301"])
    assert (first.children, first.unborn) == (1, 1)
    assert running(held)["M-2026-302"] == "1 child · unborn"
    reads_back()


def test_a_victim_of_sixteen_counts_as_a_child_and_social_care_is_asked(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = marac.young_victim(desk)

    tamsin = marac.person_called(desk, "Tamsin Invented")
    with desk.reading() as reading:
        (listed,) = listed_cases(reading, held.meeting_id)
        proposals = [one.line.proposal for one in _preparation(reading, held).invitations]
    assert age_on(tamsin, held.on) == 16
    assert age_on(marac.person_called(desk, "Rhodri Invented"), held.on) == 19
    assert listed.children == 1
    assert any(one.agency == "csc" and one.group is Group.REQUIRED for one in proposals)
    assert held.lacks("agency_not_asked")
    reads_back()


def test_a_victim_of_sixteen_is_flagged(local_desk: Desk) -> None:
    held = marac.young_victim(local_desk)

    family = marac.case_of(held, "M-2026-303").family_id

    assert "16: a child too, social care is asked" in held.flags("people", "Tamsin Invented", family)


def test_an_alleged_perpetrator_of_seventeen_is_told_from_one_of_eighteen(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = marac.young_perpetrator(desk)

    lyle = marac.person_called(desk, "Lyle Invented")
    with desk.reading() as reading:
        (case,) = inviting(reading, held.meeting_id, held.on).cases
    now = {one.name: one for one in case.people}
    assert marac.roles_of(desk, "Lyle Invented") == {"M-2026-304": FamilyRole.ALLEGED_PERPETRATOR}
    assert (now["Lyle Invented"].is_child, now["Greer Invented"].is_child) == (True, False)
    assert (age_on(lyle, held.on), age_on(lyle, date(2026, 11, 30))) == (17, 18)
    reads_back()


def test_a_perpetrator_whom_nobody_knows_is_kept_without_a_name_and_counts(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = marac.unknown_perpetrator(desk)

    family = marac.case_of(held, "M-2026-305").family_id
    with desk.reading() as reading:
        rows = map_rows(reading, family)
        cases = listed_cases(reading, held.meeting_id)
    (unknown,) = (person for person in rows.people.values() if not person.is_identified)
    assert held.find(PersonName, person_id=unknown.id) == ()
    assert held.flags("people", unknown.label, family)[0] == "not identified"
    assert len(cases) == 2
    reads_back()


def test_one_perpetrator_in_two_homes_links_two_cases_that_tell_nothing_of_each_other(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = marac.one_perpetrator_two_homes(desk)

    first = marac.case_of(held, "M-2026-307").family_id
    with desk.reading() as reading:
        about_willa = to_json(export_meeting_file(reading, Families((first,))))
        point = held.point("information", first)
        stream = view_of(reading, held.meeting_id, point.id, frozenset({Part.STREAM})).stream or ()
    assert set(marac.roles_of(desk, "Corin Invented")) == {"M-2026-307", "M-2026-308"}
    assert "Willa" in about_willa
    assert "Corin" in about_willa
    assert not any(word in about_willa for word in ("Ines", "M-2026-308", " locks"))
    assert [item.text for item in stream] == ["Willa has moved to her sister."]
    reads_back()


def test_roles_belong_to_the_case_and_unknown_is_not_no(desk: Desk, reads_back: ReadsBack) -> None:
    marac.counter_allegation(desk)

    nia, bryn = (marac.person_called(desk, name) for name in ("Nia Invented", "Bryn Invented"))
    assert marac.roles_of(desk, "Nia Invented") == {
        "M-2026-309": FamilyRole.VICTIM,
        "M-2026-310": FamilyRole.ALLEGED_PERPETRATOR,
    }
    assert marac.roles_of(desk, "Bryn Invented") == {
        "M-2026-309": FamilyRole.ALLEGED_PERPETRATOR,
        "M-2026-310": FamilyRole.VICTIM,
    }
    assert (nia.lgbt_plus, bryn.lgbt_plus) == (YesNo.YES, YesNo.UNKNOWN)
    reads_back()


def test_an_incident_on_the_anniversary_is_a_repeat_and_a_day_later_a_new_referral(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = marac.repeats(desk)

    with desk.reading() as reading:
        cases = {one.reference: one for one in _preparation(reading, held).cases}
    assert work_out("marac_repeat", "2025-11-20").due == date(2026, 11, 20)
    assert {reference: case.is_repeat for reference, case in cases.items()} == {
        "M-2026-311": True,
        "M-2026-312": False,
    }
    assert order(held) == ["M-2026-311", "M-2026-312"]
    assert running(held) == {"M-2026-311": "repeat", "M-2026-312": ""}
    reads_back()


def test_a_transfer_without_minutes_says_what_is_missing_and_goes_on_to_the_next_area(
    desk: Desk, reads_back: ReadsBack
) -> None:
    first, second = marac.transfers(desk)

    family = marac.case_of(first, "M-2026-313").family_id
    chain = sorted(first.find(CaseTransfer, family_id=family), key=lambda one: one.moved_on)
    with desk.reading() as reading:
        before = [one.line.proposal.place for one in _preparation(reading, first).invitations]
        after = [one.line.proposal.place for one in _preparation(reading, second).invitations]
    assert running(first)["M-2026-313"] == "transfer in"
    assert [(one.direction, one.other_area, one.documents_complete) for one in chain] == [
        (Direction.IN, "Inventedshire", YesNo.NO),
        (Direction.OUT, "Farinvent", YesNo.YES),
    ]
    assert second.meeting.previous_id == first.meeting_id
    assert "Inventedshire" in before
    assert "Farinvent" in after
    reads_back()


def test_the_papers_that_a_transfer_lacks_are_told(local_desk: Desk) -> None:
    first, second = marac.transfers(local_desk)

    family = marac.case_of(first, "M-2026-313").family_id

    assert first.lacks("papers_missing") == ["Inventedshire"]
    assert first.flags("people", marac.MOVES, family) == ["from Inventedshire: papers missing"]
    assert second.lacks("papers_missing") == []


def test_a_long_list_is_timed_and_says_which_core_agency_is_away(desk: Desk, reads_back: ReadsBack) -> None:
    held = marac.a_long_list(desk)

    with desk.reading() as reading:
        ready = _preparation(reading, held)
    ends = forecast(
        held.meeting,
        held.find(MeetingCase, meeting_id=held.meeting_id),
        held.find(AgendaPoint, meeting_id=held.meeting_id),
        held.at,
        held.at,
    )
    room = held.room()
    assert (len(ready.cases), sum(case.minutes for case in ready.cases)) == (24, 210)
    assert [case.kind for case in ready.cases[-3:]].count(ListKind.FULL) == 3
    assert ends is not None
    assert ends.finishing_at >= held.at + timedelta(minutes=210)
    assert not room.quorum.is_met
    assert room.quorum.missing_groupings == ("idva",)
    assert any("IDVA" in warning.text and warning.stands_out for warning in room.warnings)
    assert held.lacks("agency_absent") == ["IDVA"]
    reads_back()


def test_a_marac_is_checked_against_the_ten_principles(desk: Desk) -> None:
    held = marac.a_long_list(desk)

    with desk.reading() as reading:
        _, principles = looked_over(reading, head_of(reading, held.meeting_id))

    against = {one.principle.key: one.against for one in principles}
    assert len(principles) == 10
    assert against["referral"] == ("Nobody from the independent advocates was here.",)
    assert "In 21 of 21 cases nobody told what the person harmed wants." in against["representation"]
    assert against["identification"] == ("21 of 21 cases do not say by which criterion they came.",)
    assert against["volume"] == ()


def test_an_agency_is_kept_out_of_the_case_of_its_employee(desk: Desk, reads_back: ReadsBack) -> None:
    held = marac.victim_works_for_agency(desk)
    with desk.reading() as reading:
        before = [lack.says for lack in _preparation(reading, held).lacks]

    marac.keep_out_for_case(held)

    own, other = (marac.case_of(held, key).family_id for key in ("M-2026-314", "M-2026-315"))
    housing = held.seat("housing").id
    with desk.reading() as reading:
        after = [lack.says for lack in _preparation(reading, held).lacks]
        rooms = {
            family: view_of(
                reading, held.meeting_id, held.point("information", family).id, frozenset({Part.ROOM})
            ).room
            for family in (own, other)
        }
    here = {
        key: next(place.is_here for place in room.places if place.id == housing)
        for key, room in rooms.items()
        if room is not None
    }
    assert any("M-2026-314" in says and "works for" in says for says in before)
    assert not any("works for" in says for says in after)
    assert here == {own: False, other: True}
    reads_back()


def test_circumstances_changed_and_an_agency_did_not_act_are_kept_apart(
    desk: Desk, reads_back: ReadsBack
) -> None:
    _, second = marac.two_outstanding_actions(desk)

    with desk.reading() as reading:
        still_open = left_open(reading, second.meeting, second.on)
    actions = {action.not_completed: action for action in second.find(Action)}
    assert {action.status for action in actions.values()} == {ActionStatus.NOT_COMPLETED}
    assert actions[NotCompleted.CIRCUMSTANCES_CHANGED].is_closed()
    assert not actions[NotCompleted.AGENCY_DID_NOT_ACT].is_closed()
    assert [action.text for action in still_open] == ["See her at work."]
    reads_back()


# Strategy discussions


def test_the_conference_clock_counts_from_the_first_discussion_that_began_the_enquiries(
    desk: Desk, reads_back: ReadsBack
) -> None:
    phone, later = strategy.two_discussions(desk)

    with desk.reading() as reading:
        begins = begins_with(reading, book(), "icpc", phone.meeting.family_id)
    assert (phone.meeting.sequence, later.meeting.sequence) == (1, 2)
    assert (phone.meeting.mode, later.meeting.mode) == (Mode.TELEPHONE, Mode.IN_PERSON)
    assert begins.due is not None
    assert begins.due.due == work_out("icpc", phone.on.isoformat()).due == date(2026, 11, 24)
    reads_back()


def test_what_the_police_hold_back_is_closed_and_the_family_is_not_asked_to_come(
    desk: Desk, store: Store, reads_back: ReadsBack
) -> None:
    held = strategy.professional_accused(desk)
    with desk.reading() as reading:
        proposed = [one.line.proposal for one in _preparation(reading, held).invitations]

    entry = strategy.say_what_police_hold_back(held)

    seats = held.find(Attendance, meeting_id=held.meeting_id)
    clerk = Desk(store, person_with("reader"))
    assert held.only(Entry, id=entry).visibility is Visibility.V4
    with clerk.reading() as reading:
        assert reading.find(Entry, id=entry) == ()
    assert not any(one.group is Group.FAMILY for one in proposed)
    assert all(seat.person_id is None for seat in seats)
    assert any(one.agency == "school" for one in proposed)
    reads_back()


def test_without_police_there_is_no_quorum_and_no_further_action_needs_a_reason(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = strategy.without_police(desk)
    lacking = [gap.code for gap in held.gaps() if gap.is_open and gap.level is Level.MUST]

    held.end()

    room = held.room()
    assert not room.quorum.is_met
    assert "police" in room.quorum.missing_groupings
    assert {"decision_without_reason", "quorum_open"} <= set(lacking)
    with pytest.raises(MeetingDeskError, match="must be settled"):
        held.do(Finalise(held.meeting_id))
    assert held.meeting.status is MeetingStatus.DRAFT
    reads_back()


# Conferences


def test_three_siblings_have_three_decisions(desk: Desk, reads_back: ReadsBack) -> None:
    held = conferences.three_siblings(desk)

    decided = {one.child_id: one for one in held.find(Decision, meeting_id=held.meeting_id)}
    own = [decided[held.people[f"{name} Invented"]] for name in ("Ania", "Bleddyn", "Cadi")]
    assert [(one.outcome, one.categories) for one in own] == [
        ("plan_made", ("NEG",)),
        ("plan_made", ("EMO",)),
        ("family_help_plan", ()),
    ]
    assert held.lacks("decision_missing") == []
    reads_back()


def test_a_signer_is_missed_until_one_comes_and_who_is_kept_out_of_a_part_stays_in_the_room(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = conferences.deaf_mother_and_father_kept_out(desk)
    before = held.lacks("interpreter_missing")

    conferences.interpreter_comes(held)

    kept_out = held.only(Exclusion, person_id=held.people["Emlyn Invented"])
    father = held.only(Attendance, person_id=held.people["Emlyn Invented"])
    with desk.reading() as reading:
        room = view_of(reading, held.meeting_id, held.point("children").id, frozenset({Part.ROOM})).room
    assert len(before) == 1
    assert held.lacks("interpreter_missing") == []
    assert kept_out.sections == ("children",)
    assert not kept_out.is_whole_meeting
    assert father.status in IN_THE_ROOM
    assert room is not None
    reads_back()


def test_an_address_is_withheld_from_one_person_though_it_was_typed_into_a_sentence(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = conferences.withheld_address(desk)

    withheld = held.only(AddressWithheld)
    entry = held.only(Entry, meeting_id=held.meeting_id)
    assert withheld.from_id == held.people["Ieuan Invented"]
    assert held.only(Address, id=withheld.address_id).lines == conferences.GRANDMOTHER
    assert conferences.GRANDMOTHER in entry.text
    with desk.reading() as reading:
        wanted = (Action, held.only(Action).id)
        shown = projected(reading, held.meeting_id, held.point("actions").id, held.at, wanted)
    assert shown.read_back is None
    assert shown.refused
    assert conferences.GRANDMOTHER not in repr(shown)
    reads_back()


def test_a_conference_without_its_quorum_is_adjourned_with_an_interim_plan(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = conferences.too_few_came(desk)
    quorum = held.room().quorum
    latest = work_out("reconvene", held.on.isoformat()).due

    conferences.adjourn(held, date(2026, 12, 3))

    point = held.only(PlanPoint, meeting_id=held.meeting_id)
    assert (quorum.is_met, quorum.groups, quorum.still_needed) == (False, 2, 1)
    assert latest == date(2026, 12, 4)
    assert held.meeting.next_on is not None
    assert held.meeting.next_on <= latest
    assert (held.meeting.status, held.meeting.quorum) == (MeetingStatus.ADJOURNED, QuorumState.ADJOURNED)
    assert "1 more agency needed" in held.meeting.quorum_reason
    assert point.is_interim
    reads_back()


def test_a_dissent_and_an_abstention_are_kept_and_the_dissent_is_due_in_writing_after_72_hours(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = conferences.dissent_and_abstention(desk)

    challenge = conferences.take_dissent_further(held)

    agencies = {agency.id: agency.key for agency in held.find(Agency)}
    views = {agencies[view.agency_id]: view.view for view in held.find(AgencyView)}
    stage = held.only(ChallengeStage, challenge_id=challenge.id)
    assert views == {
        "csc": View.AGREES,
        "police": View.ABSTAINS,
        "health_visiting": View.DISAGREES,
        "school": View.AGREES,
    }
    assert (challenge.kind, stage.stage) == (ChallengeKind.FORMAL_DISSENT, "dissent")
    assert stage.due_on == (conferences.ended_at(held) + timedelta(hours=72)).date() == date(2026, 11, 23)
    assert held.lacks("dissent_not_taken_further") == []
    reads_back()


def first_review(held: Held, day: date) -> tuple[list[str], list[date | None]]:
    """Return by when the first review is due, as the page of the family and the statutory dates say."""
    family_id = held.meeting.family_id
    assert family_id is not None
    with held.desk.reading() as reading:
        page = family_page(reading, type_titles(), family_id, day)
        late = statutory_dates(reading, type_titles(), day)
    assert page is not None
    rows = page.section(PagePart.DATES).rows
    own = [row.below.split(" · ")[0] for row in rows if row.says.startswith("Review child protection")]
    return own, [row.on for row in late.rows if "Review" in row.says]


def test_the_first_review_after_a_conference_before_a_birth_is_due_sooner_if_the_twins_come_soon(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = conferences.unborn_twins(desk)
    below = [card.below for card in held.cards("people")[:2]]

    unborn = first_review(held, date(2027, 3, 1))
    steps = conferences.are_born(held, date(2027, 1, 20))
    soon = first_review(held, date(2027, 2, 10))
    for _ in range(steps):
        desk.undo()
    conferences.are_born(held, conferences.EXPECTED)
    on_the_day = first_review(held, conferences.EXPECTED)

    assert all("27 weeks + 2" in line for line in below)
    assert unborn == on_the_day == ([f"by {say_day(date(2027, 3, 15))}"], [date(2027, 3, 15)])
    assert soon == ([f"by {say_day(date(2027, 2, 17))}"], [date(2027, 2, 17)])
    assert len(held.find(Decision, outcome="plan_at_birth")) == 2
    sister = held.only(FamilyMember, person_id=held.people["Seren Elsewhere"])
    assert sister.role is FamilyRole.SIBLING_NOT_SUBJECT
    reads_back()


def test_a_late_review_without_its_quorum_says_why_and_that_the_plan_is_long(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = conferences.late_and_too_few(desk)
    before = {gap.code for gap in held.gaps()}

    conferences.give_reasons(held)

    after = {gap.code for gap in held.gaps()}
    with desk.reading() as reading:
        page = family_page(reading, type_titles(), held.meeting.family_id, held.on)
    assert page is not None
    assert {"late_without_reason", "quorum_open"} <= before
    assert not {"late_without_reason", "quorum_open", "quorum_without_reason"} & after
    assert held.meeting.late_authorised_by_id is not None
    assert any("more than 18 months" in row.below for row in page.section(PagePart.CHILDREN).rows)
    reads_back()


def test_an_action_left_open_when_a_plan_ends_is_carried_to_the_child_in_need_meeting(
    desk: Desk, reads_back: ReadsBack
) -> None:
    _, review = conferences.plan_ends_with_an_open_action(desk)

    held = conferences.carried_to_child_in_need(review)

    with desk.reading() as reading:
        (action,) = left_open(reading, held.meeting, held.on)
    held.do(CarryAction(action.id, date(2026, 10, 9), "The club has a place in October.", held.meeting_id))
    kept = held.only(Action, id=action.id)
    step = held.only(ActionStep, action_id=action.id, kind="carried")
    assert action.text == "Find a place in the breakfast club."
    assert (kept.carried, step.meeting_id) == (1, held.meeting_id)
    reads_back()


def test_ending_a_plan_at_the_first_review_asks_for_a_senior_look(desk: Desk, reads_back: ReadsBack) -> None:
    _, review = conferences.plan_ends_with_an_open_action(desk)

    before = review.lacks("ended_at_first_review"), review.flags("decision", "Child 1")
    conferences.a_senior_looked(review)

    assert before[0] == ["Child 1"]
    assert "first review: senior look?" in before[1]
    assert review.lacks("ended_at_first_review") == []
    assert "first review: a senior looked" in review.flags("decision", "Child 1")
    reads_back()


def test_a_plan_is_taken_over_by_day_fifteen_from_the_notice_and_the_other_area_keeps_it_until_then(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = transfer.late_papers(desk)

    case = held.only(CaseTransfer, meeting_id=held.meeting_id)
    plan = held.only(ChildPlan, family_id=held.meeting.family_id)
    assert held.meeting.due_on == held.meeting.held_on == date(2026, 11, 30)
    assert book().calendar(Nation.ENG).working_days_between(transfer.NOTICE, held.on) == 15
    assert held.lacks("late_without_reason") == []
    assert (plan.authority, plan.ended_on) == ("Inventedshire", None)
    assert (case.plan_ends_there_on, case.documents_complete) == (None, YesNo.NO)
    reads_back()


# Core groups


def test_a_core_group_chaired_by_the_school_meets_before_easter_and_a_twice_carried_action_is_escalated(
    desk: Desk, reads_back: ReadsBack
) -> None:
    _, second, third = core_group.three_in_a_row(desk)
    stalled = third.lacks("plan_stalled")
    with desk.reading() as reading:
        begins = begins_with(reading, book(), "core_group", third.meeting.family_id, second.meeting_id)
    room = third.room()

    core_group.escalate(third)

    clock = work_out("cg_next", second.on.isoformat())
    (action,) = third.find(Action)
    assert third.meeting.sequence == 3
    assert (clock.due, clock.book_by) == (date(2027, 3, 27), date(2027, 3, 25))
    assert third.on == clock.book_by
    assert begins.due is not None
    assert room.quorum.is_met
    assert third.meeting.chair_id in {row.id for row in third.find(Professional, name="Mererid Invented")}
    assert third.seat("csc").status is AttendanceStatus.APOLOGIES
    assert (action.carried, len(stalled)) == (2, 1)
    assert third.lacks("plan_stalled") == []
    assert third.lacks("challenge_without_stage")
    reads_back()


# Names that break what is not made for them


def test_names_of_every_script_and_with_code_in_them_are_found_sorted_and_kept_as_they_are(
    desk: Desk, reads_back: ReadsBack
) -> None:
    held = cin.hostile_names(desk)

    kept = {held.only(PersonName, person_id=held.people[name]).full for name in cin.HOSTILE}
    with desk.reading() as reading:
        found = {
            word: [one.snippet for one in find(reading, word)]
            for word in ("o'neill", "neill dang", "李", "المخترع", "Kavya", "HYPERLINK", "Arfon", "zebedee")
        }
        names = names_of_professionals(reading)
    assert kept == set(cin.HOSTILE)
    assert len(cin.LONG) == 300
    assert all(found.values())
    assert set(cin.HOSTILE) <= set(names)
    assert [name for name in names if name.isascii() and name[0].isalpha()] == sorted(
        (name for name in names if name.isascii() and name[0].isalpha()), key=str.casefold
    )
    with pytest.raises(BadText):
        held.meet("x" * 301, FamilyRole.PARENT)
    reads_back()
