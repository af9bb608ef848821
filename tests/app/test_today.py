from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from meetingdesk.app.clock_threads import dates_of, threads_of_families
from meetingdesk.app.desk import Desk
from meetingdesk.app.family_page import Part, family_page
from meetingdesk.app.lists import type_titles
from meetingdesk.app.today import TodayGroup, TodayMark, today_of
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.documents import (
    Acknowledgement,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
)
from meetingdesk.domain.families import CaseFlag, ChildPlan, PlanKind
from meetingdesk.domain.meetings import CaseTransfer, Direction, Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.people import Pregnancy
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.store import Store
from tests.family_records import InventedFamily
from tests.people import person_with
from tests.samples import add

TODAY = datetime.now(UTC).date()
NOW = datetime.combine(TODAY, time(9, 0), UTC)
AGO = TODAY - timedelta(days=10)


def look(store: Store, *roles: str) -> dict[str, TodayGroup]:
    person = person_with(*(roles or ("minute_taker", "chair", "coordinator")))
    with Desk(store, person).reading() as reading:
        return {group.key: group for group in today_of(reading, type_titles(), TODAY, NOW).groups}


def held(kind: str = "marac", on: date = TODAY, status: MeetingStatus = MeetingStatus.PLANNED) -> Meeting:
    return Meeting(reference=f"{kind} {on} {status}", type_id=kind, held_on=on, status=status)


def test_a_day_on_which_nothing_is_needed_has_no_groups(store: Store) -> None:
    add(store, held(on=TODAY + timedelta(days=1)), held(on=TODAY, status=MeetingStatus.CANCELLED))

    assert look(store) == {}


def test_the_meetings_of_the_day_stand_in_the_order_of_their_hours(store: Store) -> None:
    family = InventedFamily()
    late, early = replace(held(), starts_at=time(15)), replace(held("strategy"), starts_at=time(9, 30))
    running = replace(held("icpc", TODAY - timedelta(days=1), MeetingStatus.LIVE), starts_at=time(10))
    forgotten = held("core_group", TODAY - timedelta(days=3))
    case = MeetingCase(meeting_id=late.id, family_id=family.family.id)
    add(store, *family.rows(), late, early, running, forgotten, case)

    rows = look(store)["meetings"].rows

    assert [(row.meeting_id, row.word) for row in rows] == [
        (running.id, "Continue"),
        (early.id, "Start"),
        (late.id, "Start"),
        (forgotten.id, "Not begun"),
    ]
    assert rows[2].below == f"{late.reference}, 1 case"
    assert rows[0].mark is TodayMark.NOW


def test_minutes_are_told_when_their_day_is_near_or_past(store: Store) -> None:
    far, near, past = (
        held("core_group", AGO - timedelta(days=number), MeetingStatus.DRAFT) for number in range(3)
    )
    due = {far.id: 9, near.id: 1, past.id: -2}
    documents = [
        Document(meeting_id=key, kind="full_minutes", due_on=TODAY + timedelta(days=days))
        for key, days in due.items()
    ]
    add(store, far, near, past, *documents)

    rows = look(store)["drafts"].rows

    assert [(row.meeting_id, row.word, row.mark) for row in rows] == [
        (past.id, "2 days late", TodayMark.LATE),
        (near.id, "Due tomorrow", TodayMark.SOON),
    ]


def test_drafts_of_long_ago_are_told_as_a_number_and_not_forgotten(store: Store) -> None:
    days = (200, 400)
    add(store, *(held("core_group", TODAY - timedelta(days=one), MeetingStatus.DRAFT) for one in days))

    (row,) = look(store)["drafts"].rows

    assert row.says == "2 older records are still a draft, or approved and not sent"
    assert (row.mark, row.place, row.meeting_id) == (TodayMark.LATE, "meetings", None)


def test_minutes_without_a_date_on_record_go_by_the_rule(store: Store) -> None:
    old = held("core_group", TODAY - timedelta(days=60), MeetingStatus.DRAFT)
    add(store, old, held("core_group", TODAY, MeetingStatus.DRAFT))

    assert [row.meeting_id for row in look(store)["drafts"].rows] == [old.id]


def action(meeting: Meeting, due: date | None, **values: object) -> Action:
    return replace(
        Action(reference=f"A-{new_id().hex}", meeting_id=meeting.id, text="Invented", due_on=due),
        **values,  # type: ignore[arg-type]
    )


def test_an_action_is_told_when_it_is_late_open_and_not_chased(store: Store) -> None:
    meeting = held(on=AGO, status=MeetingStatus.DISTRIBUTED)
    housing = Agency(key="housing", name="Housing")
    late = action(meeting, AGO, owner_agency_id=housing.id, carried=2)
    chased, chased_long_ago = action(meeting, AGO), action(meeting, AGO - timedelta(days=40))
    others = (
        action(meeting, TODAY),
        action(meeting, None),
        action(meeting, AGO, status=ActionStatus.COMPLETED),
        action(meeting, TODAY - timedelta(days=400)),
    )
    steps = [
        ActionStep(action_id=one.id, at=NOW - timedelta(days=days), kind="chased", to_status=one.status)
        for one, days in ((chased, 3), (chased_long_ago, 30))
    ]
    add(store, meeting, housing, late, chased, chased_long_ago, *others, *steps)

    group = look(store)["actions"]

    assert [row.row_id for row in group.rows] == [chased_long_ago.id, late.id]
    assert group.rows[1].says == late.text
    assert group.rows[1].below.startswith(f"{late.reference}, with Housing, not chased")
    assert group.rows[1].word == "10 days late"
    assert group.rows[1].below.endswith("carried 2 times")


def test_only_the_first_are_shown_and_the_rest_counted(store: Store) -> None:
    meeting = held(on=AGO, status=MeetingStatus.DISTRIBUTED)
    add(store, meeting, *(action(meeting, AGO) for _ in range(35)))

    group = look(store)["actions"]

    assert (len(group.rows), group.total, group.more) == (12, 35, 23)


def test_nobody_is_told_of_what_they_may_not_see(store: Store) -> None:
    meeting = held(on=AGO, status=MeetingStatus.DISTRIBUTED)
    add(
        store,
        meeting,
        action(meeting, AGO),
        *(action(meeting, AGO, visibility=Visibility.V4) for _ in range(30)),
    )

    assert look(store, "reader")["actions"].total == 1
    assert look(store, "chair")["actions"].total == 31


def test_a_copy_without_a_word_from_its_reader_is_told(store: Store) -> None:
    meeting = held(on=AGO, status=MeetingStatus.DISTRIBUTED)
    document = Document(meeting_id=meeting.id, kind="action_list")
    version = DocumentVersion(document_id=document.id, number=1)
    agencies = [Agency(key="", name=f"Invented {number}") for number in range(4)]
    copies = [
        DocumentCopy(version_id=version.id, number=number, agency_id=agency.id)
        for number, agency in enumerate(agencies, start=1)
    ]
    sent = [Distribution(copy_id=copy.id, sent_at=NOW - timedelta(days=5)) for copy in copies]
    sent[3] = replace(sent[3], sent_at=NOW)
    answer = Acknowledgement(distribution_id=sent[0].id, at=NOW)
    add(store, meeting, document, version, *agencies, *copies, *sent, answer)

    rows = look(store)["copies"].rows

    assert [row.says for row in rows] == [
        f"Action list of {meeting.reference}: no word from Invented 1 and 1 more"
    ]
    assert rows[0].word == "Sent 5 days ago"


def test_a_challenge_is_told_when_its_last_stage_is_late(store: Store) -> None:
    meeting = held(on=AGO, status=MeetingStatus.DISTRIBUTED)
    late, moved_on, settled = (
        Challenge(meeting_id=meeting.id, text="Invented", resolved_on=day) for day in (None, None, TODAY)
    )
    stages = [
        ChallengeStage(challenge_id=one.id, stage="practitioner", position=1, due_on=AGO)
        for one in (late, moved_on, settled)
    ]
    next_stage = ChallengeStage(
        challenge_id=moved_on.id, stage="manager", position=2, due_on=TODAY + timedelta(days=2)
    )
    add(store, meeting, late, moved_on, settled, *stages, next_stage)

    rows = look(store)["challenges"].rows

    assert [(row.row_id, row.word) for row in rows] == [(late.id, "10 days late")]


def in_family(family: InventedFamily, kind: str, ago: int, **values: object) -> Meeting:
    day = TODAY - timedelta(days=ago)
    meeting = Meeting(
        reference=f"{family.reference} {kind} {day}",
        type_id=kind,
        held_on=day,
        family_id=family.family.id,
        status=MeetingStatus.DISTRIBUTED,
    )
    return replace(meeting, **values)  # type: ignore[arg-type]


def with_plan(family: InventedFamily) -> ChildPlan:
    child = family.child()
    return ChildPlan(family_id=family.family.id, child_id=child.id, kind=PlanKind.CHILD_PROTECTION)


def test_a_conference_is_due_after_the_discussion_that_began_enquiries(store: Store) -> None:
    family = InventedFamily("C-2026-0001")
    strategy = in_family(family, "strategy", 10, enquiry_started_on=TODAY - timedelta(days=10))
    add(store, *family.rows(), strategy)

    rows = look(store)["dates"].rows

    assert [(row.family_id, row.place) for row in rows] == [(family.family.id, "families")]
    assert rows[0].says == "Initial child protection conference of C-2026-0001: not booked"


@pytest.mark.parametrize(("in_days", "is_told"), [(3, False), (40, True)])
def test_a_date_that_is_booked_in_time_needs_nobody(store: Store, in_days: int, is_told: bool) -> None:
    family = InventedFamily("C-2026-0001")
    strategy = in_family(family, "strategy", 10, enquiry_started_on=TODAY - timedelta(days=10))
    booked = in_family(family, "icpc", -in_days, status=MeetingStatus.PLANNED)
    add(store, *family.rows(), strategy, booked)

    rows = look(store).get("dates")

    assert (rows is not None) is is_told
    if rows is not None:
        assert rows.rows[0].meeting_id == booked.id
        assert "after its date" in rows.rows[0].says


def test_core_groups_and_reviews_are_due_while_there_is_a_plan(store: Store) -> None:
    running, ended = InventedFamily("C-2026-0001"), InventedFamily("C-2026-0002")
    plan, over = with_plan(running), replace(with_plan(ended), ended_on=TODAY)
    meetings = [in_family(family, "icpc", 80) for family in (running, ended)]
    add(store, *running.rows(), *ended.rows(), plan, over, *meetings)

    rows = look(store)["dates"].rows

    assert [(row.family_id, row.says.split(" of ")[0], row.mark) for row in rows] == [
        (running.family.id, "Core group", TodayMark.LATE),
        (running.family.id, "Review child protection conference", TodayMark.SOON),
    ]


def test_a_birth_brings_the_review_forward(store: Store) -> None:
    family = InventedFamily("C-2026-0001")
    plan = with_plan(family)
    born = family.child()
    family.people[born.id] = replace(born, birth_date=TODAY - timedelta(days=14))
    unborn = family.unborn()
    family.people[unborn.id] = replace(unborn, pregnancy=Pregnancy.BORN, born_as_id=born.id)
    add(store, *family.rows(), plan, in_family(family, "prebirth", 25), in_family(family, "core_group", 5))

    rows = look(store)["dates"].rows

    assert [row.says.split(" of ")[0] for row in rows] == ["Review child protection conference"]
    assert "birth" in rows[0].below


def test_what_was_decided_starts_clocks_where_nobody_wrote_a_plan_or_a_day(store: Store) -> None:
    planned, enquired = InventedFamily("C-2026-0001"), InventedFamily("C-2026-0002")
    conference, talk = in_family(planned, "icpc", 10), in_family(enquired, "strategy", 10)
    decided = [
        Decision(meeting_id=conference.id, outcome="plan_made"),
        Decision(meeting_id=talk.id, outcome="enquiries_joint"),
    ]
    add(store, *planned.rows(), *enquired.rows(), conference, talk, *decided)

    rows = look(store)["dates"].rows

    assert sorted(row.says.split(" of ")[0] for row in rows) == [
        "Core group",
        "Initial child protection conference",
    ]


def test_a_child_who_died_has_nothing_due(store: Store) -> None:
    family = InventedFamily("C-2026-0001")
    plan = with_plan(family)
    child = family.people[plan.child_id]
    family.people[child.id] = replace(child, died_on=AGO)
    strategy = in_family(family, "strategy", 20, enquiry_started_on=TODAY - timedelta(days=20))
    add(store, *family.rows(), plan, in_family(family, "icpc", 80), strategy)

    assert "dates" not in look(store)


def test_a_marker_is_to_be_taken_off_after_twelve_months(store: Store) -> None:
    family = InventedFamily("C-2026-0001")
    housing = Agency(key="housing", name="Housing")
    flags = [
        CaseFlag(family_id=family.family.id, agency_id=housing.id, placed_on=day, removed_on=removed)
        for day, removed in (
            (TODAY - timedelta(days=380), None),
            (TODAY - timedelta(days=380), AGO),
            (TODAY - timedelta(days=100), None),
        )
    ]
    add(store, *family.rows(), housing, *flags)

    rows = look(store)["dates"].rows

    assert [row.says for row in rows] == ["Warning marker of Housing to be taken off: C-2026-0001"]
    assert rows[0].mark is TodayMark.LATE


def test_a_transfer_and_an_adjourned_meeting_are_told(store: Store) -> None:
    moved, waiting = InventedFamily("C-2026-0001"), InventedFamily("C-2026-0002")
    talk = in_family(moved, "strategy", 10)
    transfer = CaseTransfer(
        meeting_id=talk.id,
        family_id=moved.family.id,
        direction=Direction.IN,
        other_area="Inventedshire",
        notified_on=AGO,
    )
    adjourned = in_family(waiting, "icpc", 3, status=MeetingStatus.ADJOURNED)
    add(store, *moved.rows(), *waiting.rows(), talk, transfer, adjourned)

    rows = look(store)["dates"].rows

    assert {row.family_id for row in rows} == {moved.family.id, waiting.family.id}


def test_the_page_of_a_family_tells_the_same_dates(store: Store) -> None:
    family = InventedFamily("C-2026-0001")
    strategy = in_family(family, "strategy", 30, enquiry_started_on=TODAY - timedelta(days=30))
    meetings = (strategy, in_family(family, "icpc", 25), in_family(family, "core_group", 20))
    plan = with_plan(family)
    add(store, *family.rows(), plan, *meetings, in_family(family, "cin", 40))
    desk = Desk(store, person_with("chair"))

    with desk.reading() as reading:
        page = family_page(reading, type_titles(), family.family.id, TODAY)
        (thread,) = threads_of_families(reading, [family.family.id], TODAY)
    assert page is not None
    told = [row.below for row in page.section(Part.DATES).rows]
    assert [f"by {say_day(clock.due)} · {clock.explanation}" for clock in open_clocks(thread)] == told


def open_clocks(thread: Thread) -> list[Clock]:
    return [clock for clock in dates_of(thread) if clock.is_open and clock.due is not None]
