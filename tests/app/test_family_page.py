from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.family_page import (
    TOUCHED_BY,
    FamilyPage,
    PageRow,
    Part,
    family_page,
    person_form,
)
from meetingdesk.app.lists import type_titles
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.decisions import Decision, PlanPoint
from meetingdesk.domain.families import ChildPlan, CourtOrder, FamilyMember, FamilyRole, OrderKind, PlanKind
from meetingdesk.domain.meetings import Meeting, MeetingCase, MeetingStatus
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.people import InvolvementKind, Person, PersonName, Registered
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice
from meetingdesk.storage.store import Store
from tests.family_maps import DrawnFamily, sample_family
from tests.family_records import DAY
from tests.people import person_with
from tests.samples import add

EMPTY = "yet", "No "


def look(desk: Desk, family: DrawnFamily, day: date = DAY) -> FamilyPage:
    with desk.reading() as reading:
        page = family_page(reading, type_titles(), family.family.id, day)
    assert page is not None
    return page


def rows_of(page: FamilyPage, part: Part) -> tuple[PageRow, ...]:
    return page.section(part).rows


def says(page: FamilyPage, part: Part) -> list[tuple[str, str]]:
    return [(row.word, row.says) for row in rows_of(page, part)]


def held(family: DrawnFamily, kind: str, days_ago: int, **values: object) -> Meeting:
    on = DAY - timedelta(days=days_ago)
    reference = f"{kind} {on}"
    meeting = Meeting(
        reference=reference,
        type_id=kind,
        family_id=family.family.id,
        held_on=on,
        status=MeetingStatus.DISTRIBUTED,
    )
    return replace(meeting, **values)  # type: ignore[arg-type]  # fields of a meeting


def child_of(family: DrawnFamily) -> Person:
    return next(
        person for person in family.people.values() if family.names.get(person.id, "").startswith("Ewan")
    )


def test_a_family_of_nothing_says_what_will_be_there(store: Store) -> None:
    family = DrawnFamily()
    add(store, family.family)

    page = look(Desk(store, person_with("minute_taker")), family)

    assert [section.part for section in page.sections] == list(Part)
    assert all(not section.rows and section.count == 0 for section in page.sections)
    assert all(any(words in section.nothing for words in EMPTY) for section in page.sections)
    assert page.drawn.boxes == ()
    assert "△ no lead professional" in page.about


def test_the_head_says_whether_it_is_open_and_who_leads(store: Store) -> None:
    family = DrawnFamily()
    lead = Professional(name="Ottilie Brookmarsh", job_title="Social worker")
    family.family = replace(
        family.family, lead_professional_id=lead.id, opened_on=date(2026, 8, 9), alert="Dog in the yard"
    )
    add(store, lead, family.family)

    page = look(Desk(store, person_with("minute_taker")), family)

    assert page.about == (
        "open since Sun 9 Aug 2026 · North district · lead professional: Ottilie Brookmarsh, Social worker"
    )
    assert page.family.alert == "Dog in the yard"


def test_a_child_has_age_plan_category_and_when_they_were_last_seen(store: Store) -> None:
    family = sample_family()
    child = child_of(family)
    visitor = Professional(name="Hanne Rillstone")
    meeting = held(family, "core_group", 9)
    rows: tuple[Row, ...] = (
        visitor,
        *family.all_rows(),
        meeting,
        ChildPlan(
            family_id=family.family.id,
            child_id=child.id,
            kind=PlanKind.CHILD_PROTECTION,
            primary_category="NEG",
            categories=("NEG", "EMO"),
            started_on=date(2026, 9, 2),
        ),
        Voice(
            meeting_id=meeting.id, child_id=child.id, seen_on=DAY - timedelta(days=9), seen_by_id=visitor.id
        ),
    )
    add(store, *rows)

    page = look(Desk(store, person_with("minute_taker")), family)

    first = rows_of(page, Part.CHILDREN)[0]
    assert (first.tone, first.word, first.says) == (Tone.SETTLED, "plan", "Child 1 Ewan Sampleby · 9 years")
    assert first.below == (
        "Child protection plan: neglect and emotional abuse, since Wed 2 Sep 2026 · "
        "last seen Wed 18 Nov 2026, 9 days ago by Hanne Rillstone"
    )
    assert page.section(Part.CHILDREN).count == 3


def test_the_radar_of_a_child_names_gaps_first(store: Store) -> None:
    family = DrawnFamily()
    child = family.child(9)
    family.involve(
        child, InvolvementKind.SCHOOL, "school", "Meadow Primary School", is_confirmed_by_agency=True
    )
    add(store, *family.all_rows())

    radar = rows_of(look(Desk(store, person_with("minute_taker")), family), Part.CHILDREN)[1]

    assert (radar.tone, radar.word) == (Tone.WRONG, "1 gap")
    assert radar.below == "✕ no GP known · School, confirmed: Meadow Primary School"


def test_meetings_stand_newest_first_with_their_decisions(store: Store) -> None:
    family = DrawnFamily()
    child = family.child(9)
    old, new = held(family, "icpc", 40), held(family, "core_group", 5)
    planned = held(family, "core_group", -9, status=MeetingStatus.PLANNED)
    marac = replace(held(family, "marac", 20), family_id=None)
    case = MeetingCase(meeting_id=marac.id, family_id=family.family.id)
    other = new_id()
    decided = Decision(meeting_id=old.id, child_id=child.id, text="Child protection plan")
    elsewhere = Decision(meeting_id=marac.id, family_id=None, text="About another family")
    add(store, *family.all_rows(), old, new, planned, marac, case, decided, elsewhere)

    rows = rows_of(look(Desk(store, person_with("minute_taker")), family), Part.MEETINGS)

    assert [row.meeting_id for row in rows] == [planned.id, new.id, marac.id, old.id]
    assert [row.word for row in rows] == ["planned", "distributed", "distributed", "distributed"]
    assert rows[3].below.endswith("Child 1: Child protection plan.")
    assert "another family" not in rows[2].below
    assert rows[1].below.endswith("No decision is recorded.")
    assert rows[0].below == planned.reference
    assert other not in {row.meeting_id for row in rows}


def test_the_plan_is_that_of_the_newest_meeting_that_wrote_one(store: Store) -> None:
    family = DrawnFamily()
    child = family.child(9)
    old, new, last = held(family, "icpc", 40), held(family, "core_group", 15), held(family, "core_group", 2)
    point = PlanPoint(
        meeting_id=new.id,
        child_id=child.id,
        need="No more marks",
        success="Rota kept",
        milestone="Rota written",
        milestone_on=DAY + timedelta(days=5),
    )
    add(store, *family.all_rows(), old, new, last, PlanPoint(meeting_id=old.id, need="Old"), point)

    page = look(Desk(store, person_with("minute_taker")), family)

    assert says(page, Part.PLAN) == [("Child 1", "No more marks")]
    assert "seen by: Rota kept · Rota written in 5 days" in rows_of(page, Part.PLAN)[0].below
    assert page.section(Part.PLAN).title == "Plan of Thu 12 Nov 2026"
    assert ("in 5 days", "Plan: Child 1 · Rota written") in says(page, Part.DATES)


def test_open_actions_stand_overdue_first_with_owner_and_whom_they_protect(store: Store) -> None:
    family = DrawnFamily()
    child = family.child(9)
    agency = Agency(key="housing", name="Housing service")
    meeting = held(family, "core_group", 20)

    def action(number: int, text: str, days: int | None, **values: object) -> Action:
        due = DAY + timedelta(days=days) if days is not None else None
        made = Action(reference=f"A{number}", meeting_id=meeting.id, text=text, due_on=due)
        return replace(made, **values)  # type: ignore[arg-type]  # fields of an action

    late = action(1, "Change the locks", -3, owner_agency_id=agency.id, carried=2)
    soon = action(2, "See her at school", 4, status=ActionStatus.UNCONFIRMED)
    undated = action(3, "Think", None)
    done = action(4, "Done", -9, status=ActionStatus.COMPLETED)
    protects = ActionFor(action_id=late.id, person_id=child.id)
    add(store, agency, *family.all_rows(), meeting, undated, soon, late, done, protects)

    page = look(Desk(store, person_with("minute_taker")), family)
    rows = rows_of(page, Part.ACTIONS)

    assert says(page, Part.ACTIONS) == [
        ("3 days late", "Change the locks"),
        ("in 4 days", "See her at school"),
        ("no date", "Think"),
    ]
    assert rows[0].tone is Tone.WRONG
    assert rows[0].below == "Housing service · for Child 1 · due Tue 24 Nov 2026 · carried 2 times · A1"
    assert "not confirmed by its owner" in rows[1].below
    assert "no owner" in rows[2].below
    assert (rows[0].meeting_id, rows[0].row_id) == (meeting.id, late.id)


def test_who_works_with_whom_says_who_did_not_confirm_it_themselves(store: Store) -> None:
    family = DrawnFamily()
    one, two = family.child(9), family.child(3)
    family.involve(
        one, InvolvementKind.GP, "gp", "Rowan Lane Practice",
        is_confirmed_by_agency=True, confirmed_on=date(2026, 11, 2),
    )  # fmt: skip
    family.involve(two, InvolvementKind.GP, "gp", "Rowan Lane Practice")
    family.involve(one, InvolvementKind.SCHOOL, "school", "Meadow School", until=DAY - timedelta(days=1))
    family.involve(one, InvolvementKind.SOCIAL_WORKER, "csc", "Children’s social care")
    family.involve(two, InvolvementKind.EARLY_YEARS, state=Registered.NOT_REGISTERED)
    add(store, *family.all_rows())

    page = look(Desk(store, person_with("minute_taker")), family)
    by_name = {row.says: row for row in rows_of(page, Part.WORKERS)}

    assert set(by_name) == {"GP: Rowan Lane Practice", "Social worker: Children’s social care"}
    assert by_name["GP: Rowan Lane Practice"].word == "partly"
    assert by_name["GP: Rowan Lane Practice"].below == (
        "with Child 1, Child 2 · confirmed by themselves for Child 1 Mon 2 Nov 2026 · "
        "said by others for Child 2, not confirmed by themselves"
    )
    assert by_name["Social worker: Children’s social care"].word == "unconfirmed"


def test_a_challenge_that_is_open_has_its_stage_and_due_day(store: Store) -> None:
    family = DrawnFamily()
    meeting = held(family, "icpc", 20)
    challenge = Challenge(meeting_id=meeting.id, text="The threshold was met")
    settled = Challenge(meeting_id=meeting.id, text="Settled", resolved_on=DAY)
    stages = (
        ChallengeStage(
            challenge_id=challenge.id, stage="practitioner", position=1, due_on=date(2026, 11, 10)
        ),
        ChallengeStage(
            challenge_id=challenge.id, stage="team_manager", position=2, due_on=DAY - timedelta(days=2)
        ),
    )
    add(store, *family.all_rows(), meeting, challenge, settled, *stages)

    (row,) = rows_of(look(Desk(store, person_with("minute_taker")), family), Part.CHALLENGES)

    assert (row.tone, row.word) == (Tone.WRONG, "2 days late")
    assert row.says == "Challenge · The threshold was met"
    assert row.below.startswith("stage: team manager · due Wed 25 Nov 2026")


def test_dates_that_come_are_due_meetings_bookings_births_and_orders(store: Store) -> None:
    family = sample_family()
    child = child_of(family)
    conference = held(family, "icpc", 10)
    booked = held(family, "core_group", -30, status=MeetingStatus.PLANNED)
    plan = ChildPlan(
        family_id=family.family.id,
        child_id=child.id,
        kind=PlanKind.CHILD_PROTECTION,
        started_on=conference.held_on,
    )
    order = CourtOrder(
        family_id=family.family.id, kind=OrderKind.NON_MOLESTATION, expires_on=DAY + timedelta(days=110)
    )
    add(store, *family.all_rows(), conference, booked, plan, order)

    rows = rows_of(look(Desk(store, person_with("minute_taker")), family), Part.DATES)
    said = [row.says for row in rows]

    assert said[0] == "Core group: booked in 30 days, after its date"
    assert rows[0].tone is Tone.WRONG
    assert "Core group is booked" in said
    assert any(words.endswith(": not booked") for words in said)
    assert "Unborn is expected" in said
    assert said[-1] == "Non molestation order runs out" or "Non molestation order runs out" in said


def test_dates_say_what_started_them_and_both_definitions_apart(store: Store) -> None:
    family = sample_family()
    began = DAY - timedelta(days=4)
    strategy = held(family, "strategy", 7, enquiry_started_on=began)
    add(store, *family.all_rows(), strategy)

    rows = rows_of(look(Desk(store, person_with("minute_taker")), family), Part.DATES)

    first, second = (row for row in rows if "conference" in row.says and "Pre-birth" not in row.says)
    assert first.says == "Initial child protection conference: not booked"
    assert "at which the section 47 enquiry began" in first.below
    assert second.says == (
        "Initial child protection conference, as the national statistic counts it: not booked"
    )


def test_a_date_that_cannot_be_counted_says_what_is_missing(store: Store) -> None:
    family = sample_family()
    talk = held(family, "strategy", 7)
    add(store, *family.all_rows(), talk, Decision(meeting_id=talk.id, outcome="enquiries_joint"))

    row = next(
        row
        for row in rows_of(look(Desk(store, person_with("minute_taker")), family), Part.DATES)
        if "statistic" in row.says
    )

    assert (row.tone, row.word) == (Tone.ATTENTION, "no date")
    assert "nobody has written down the day" in row.below


def test_what_somebody_may_not_see_is_not_on_their_page(store: Store) -> None:
    family = DrawnFamily()
    family.child(9)
    meeting = held(family, "icpc", 20)
    hidden = Action(reference="A1", meeting_id=meeting.id, text="Hidden", visibility=Visibility.V4)
    add(store, *family.all_rows(), meeting, hidden)

    page = look(Desk(store, person_with("coordinator")), family)

    assert rows_of(page, Part.ACTIONS) == ()


def test_a_family_that_was_taken_out_has_no_page(desk: Desk) -> None:
    with desk.reading() as reading:
        assert family_page(reading, {}, new_id(), DAY) is None
        assert person_form(reading, new_id(), new_id(), DAY) is None


def test_what_touches_a_page_are_tables_that_there_are() -> None:
    assert {row.table for row in ROWS} >= TOUCHED_BY


def test_thirty_meetings_take_a_handful_of_questions(
    local_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meetingdesk.storage.reading import Reading

    family = sample_family()
    meetings = [held(family, "core_group", days) for days in range(30)]
    local_desk.execute(AddRows((*family.all_rows(), *meetings)))
    asked: list[type[Row]] = []
    find = Reading.find

    def counted(reading: Reading, kind: type[Row], *where: object, **more: object) -> object:
        asked.append(kind)
        return find(reading, kind, *where, **more)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(Reading, "find", counted)

    page = look(local_desk, family)

    assert page.section(Part.MEETINGS).count == 30
    assert len(asked) <= 28


# The form of one person


def form_of(desk: Desk, family: DrawnFamily, person: UUID) -> dict[str, object]:
    with desk.reading() as reading:
        form = person_form(reading, family.family.id, person, DAY)
    assert form is not None
    return {field.name: block.value(field.name) for block in form.card.blocks for field in block.fields}


def test_the_form_of_a_person_asks_for_name_birth_role_household_and_practice(local_desk: Desk) -> None:
    family = sample_family()
    local_desk.execute(AddRows(family.all_rows()))
    child = child_of(family)

    found = form_of(local_desk, family, child.id)

    assert found["full"] == "Ewan Sampleby"
    assert found["birth_date"] == child.birth_date
    assert found["role"] is FamilyRole.CHILD
    assert {"in_household", "name", "state"} <= set(found)


def test_a_role_that_is_filled_in_is_in_the_record_and_undone(local_desk: Desk) -> None:
    family = sample_family()
    local_desk.execute(AddRows(family.all_rows()))
    nan = next(key for key, name in family.names.items() if name.startswith("Eluned"))
    with local_desk.reading() as reading:
        form = person_form(reading, family.family.id, nan, DAY)
    assert form is not None
    block = next(block for block in form.card.blocks if block.fields[0].name == "role")

    local_desk.execute(fill_in(block, "role", FamilyRole.PARENT, "Fill in", FamilyRole.SIGNIFICANT_OTHER))
    filled = role_of(local_desk, nan)
    local_desk.undo()

    assert filled is FamilyRole.PARENT
    assert role_of(local_desk, nan) is FamilyRole.SIGNIFICANT_OTHER


def role_of(desk: Desk, person: UUID) -> FamilyRole:
    with desk.reading() as reading:
        return reading.find(FamilyMember, person_id=person)[0].role


def test_the_form_of_an_unborn_child_asks_for_the_expected_date_and_no_role(local_desk: Desk) -> None:
    family = sample_family()
    local_desk.execute(AddRows(family.all_rows()))
    baby = next(person for person in family.people.values() if person.expected_date is not None)

    found = form_of(local_desk, family, baby.id)

    assert found["expected_date"] == baby.expected_date
    assert "role" not in found


def test_names_on_the_page_are_those_people_prefer(local_desk: Desk) -> None:
    family = DrawnFamily()
    child = family.child(9, name="Legal Name")
    called = PersonName(person_id=child.id, full="Called So", is_preferred=True)
    formal = [
        replace(row, is_preferred=False) if isinstance(row, PersonName) else row for row in family.all_rows()
    ]
    local_desk.execute(AddRows((*formal, called)))

    page = look(local_desk, family)

    assert rows_of(page, Part.CHILDREN)[0].says == "Child 1 Called So · 9 years"


def test_many_siblings_and_children_of_one_birth_are_said_in_the_heading(local_desk: Desk) -> None:
    family, small = DrawnFamily("C-1"), DrawnFamily("C-2")
    for age in (9, 7, 4, 4):
        family.child(age)
    small.child(9)
    local_desk.execute(AddRows((*family.all_rows(), *small.all_rows())))

    titles = [look(local_desk, one).section(Part.CHILDREN).title for one in (family, small)]

    assert titles == ["Children (large sibling group, children of one birth)", "Children"]
