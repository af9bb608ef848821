"""Invented child protection conferences: initial, before a birth, and reviews."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepWords
from meetingdesk.app.meetings import MoveMeeting
from meetingdesk.app.roll_call import ExcludePerson, SettleQuorum
from meetingdesk.app.rows import AddRows, ChangeRow, change
from meetingdesk.domain.attendance import ExclusionGround
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.decisions import Decision, PlanPoint
from meetingdesk.domain.families import (
    ChildPlan,
    FamilyMember,
    FamilyRole,
    PlanKind,
    Relationship,
    RelationshipKind,
)
from meetingdesk.domain.meetings import FormAnswer, Meeting, MeetingStatus, QuorumState
from meetingdesk.domain.people import (
    Address,
    AddressWithheld,
    BirthDateIs,
    Interpreter,
    Person,
    PersonName,
    Pregnancy,
)
from meetingdesk.domain.roll_call_asked import Extent
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from tests.app.vignettes.held import Held, follow_up, make_meeting

DAY = date(2026, 11, 20)
PREBIRTH = date(2026, 12, 15)
EXPECTED = date(2027, 3, 14)
ADOPTED = date(2023, 5, 4)
FIRST_PLAN = date(2026, 6, 12)
GRANDMOTHER = "7 Invented Row, Exampleford"


def three_siblings(desk: Desk) -> Held:
    """A plan for neglect, a plan for emotional harm, and help without a plan."""
    held = _conference(desk, "icpc", DAY, "F-2026-015")
    for name, born in (("Ania", 2014), ("Bleddyn", 2017), ("Cadi", 2022)):
        held.meet(f"{name} Invented", FamilyRole.CHILD, birth_date=date(born, 5, 6))
    _agencies(held)
    for title, outcome, category, why in (
        ("Child 1", "plan_made", ("NEG",), "Nobody has washed or fed her for weeks."),
        ("Child 2", "plan_made", ("EMO",), "He is told every day that he is not wanted."),
        ("Child 3", "family_help_plan", (), "She lives with her aunt, and is well."),
    ):
        said = {"categories": category} if category else {}
        held.fill("decision", title, Decision, outcome=outcome, rationale=why, **said)
    return held


def deaf_mother_and_father_kept_out(desk: Desk) -> Held:
    """A mother who signs, and a father who is kept out while the children's words are heard."""
    held = _conference(desk, "icpc", DAY, "F-2026-016")
    child = held.meet("Dylan Invented", FamilyRole.CHILD, birth_date=date(2013, 3, 4))
    held.meet("Mared Invented", FamilyRole.PARENT)
    held.meet("Emlyn Invented", FamilyRole.PARENT)
    mother = next(card.title for card in held.cards("people") if card.title.endswith("Mared Invented"))
    held.fill(
        "people",
        mother,
        Person,
        first_language="British Sign Language",
        interpreter=Interpreter.SIGNER_NEEDED,
        interpreter_language="British Sign Language",
    )
    _agencies(held)
    held.come("", role="mother", who="Mared Invented")
    father = held.come("", role="father", who="Emlyn Invented")
    held.do(
        ExcludePerson(
            father.id, ExclusionGround.CHILD_ASKS, Extent.SECTION, held.at, (held.point("children").section,)
        ),
        KeepWords(held.point("children").id, child, "I do not want Dad to hear this.", "Mererid Invented"),
    )
    return held


def interpreter_comes(held: Held) -> None:
    held.come("Sian Invented", role="interpreter")


def withheld_address(desk: Desk) -> Held:
    """The child lives with his grandmother; his father must not learn where, and somebody types it anyway."""
    held = _conference(desk, "icpc", DAY, "F-2026-017")
    child = held.meet("Guto Invented", FamilyRole.CHILD, birth_date=date(2015, 7, 8))
    father = held.meet("Ieuan Invented", FamilyRole.PARENT)
    grandmother = held.meet("Olwen Invented", FamilyRole.SIGNIFICANT_OTHER)
    # A list of referrals withholds an address; for somebody named in a conference no screen does yet.
    address = Address(person_id=grandmother, lines=GRANDMOTHER, postcode="ZZ9 9ZZ", visibility=Visibility.V1)
    withheld = AddressWithheld(address_id=address.id, from_id=father, reason="He has said he will come.")
    family_id = held.meeting.family_id
    assert family_id is not None
    son = Relationship(
        family_id=family_id, person_id=father, kind=RelationshipKind.PARENT_OF, other_id=child, note="father"
    )
    held.do(AddRows((address, withheld, son)))
    held.come("Rhian Invented", "csc")
    held.say("information", f"He sleeps at {GRANDMOTHER} since Sunday.")
    held.agree(f"See him every week at {GRANDMOTHER}.", DAY + timedelta(days=7), "csc", child)
    return held


def too_few_came(desk: Desk) -> Held:
    """Only social care and the school: adjourned, an interim plan, and a new date within ten working days."""
    held = _conference(desk, "icpc", DAY, "F-2026-018")
    held.meet("Heledd Invented", FamilyRole.CHILD, birth_date=date(2018, 9, 10))
    held.come("Rhian Invented", "csc")
    held.come("Mererid Invented", "school")
    held.go_to("people", 10)
    return held


def adjourn(held: Held, until: date) -> None:
    sentence = held.room().quorum.sentence
    held.do(SettleQuorum(held.meeting_id, QuorumState.ADJOURNED, sentence))
    held.fill("decision", "Child 1", Decision, outcome="adjourned", rationale="No police, no health.")
    held.fill(
        "plan",
        "Child 1",
        PlanPoint,
        need="To be safe at weekends",
        outcome="Her aunt stays from Friday to Sunday",
        contingency="Out-of-hours team on 01632 960123",
        is_interim=True,
    )
    held.fill("next", "Next meeting", Meeting, next_on=until, next_type_id="icpc")
    held.do(MoveMeeting(held.meeting_id, MeetingStatus.ADJOURNED, "Not quorate"))


def dissent_and_abstention(desk: Desk) -> Held:
    """The health visitor dissents, and the police say neither yes nor no."""
    held = _conference(desk, "icpc", DAY, "F-2026-019")
    held.meet("Nest Invented", FamilyRole.CHILD, birth_date=date(2024, 1, 2))
    _agencies(held)
    held.fill("decision", "Child 1", Decision, outcome="family_help_plan", rationale="The parents take help.")
    held.stand("Child 1", "police", view="abstains", reason="Charging is not decided.")
    held.stand("Child 1", "health_visiting", view="disagrees", reason="She has lost weight twice.")
    held.offer("decision", "Child 1", "All who are here agree")
    return held.end(120)


def take_dissent_further(held: Held) -> Challenge:
    held.offer("decision", "Child 1", "Take the dissent of")
    found: Challenge = held.only(Challenge, meeting_id=held.meeting_id)
    return found


def unborn_twins(desk: Desk) -> Held:
    """Twins expected in March, whose sister was adopted; decided in December at 27 weeks and two days."""
    held = _conference(desk, "prebirth", PREBIRTH, "F-2026-020")
    first = held.meet("Baby one", FamilyRole.UNBORN)
    second = held.meet("Baby two", FamilyRole.UNBORN)
    mother = held.meet("Tegwen Invented", FamilyRole.PARENT)
    sister = held.meet("Seren Elsewhere", FamilyRole.SIBLING_NOT_SUBJECT, birth_date=date(2022, 2, 2))
    for card in held.cards("people")[:2]:
        held.fill("people", card.title, Person, expected_date=EXPECTED)
    family_id = held.meeting.family_id
    assert family_id is not None
    # No screen writes a plan, nor what people are to each other beyond who the father is.
    twins = Relationship(family_id=family_id, person_id=first, kind=RelationshipKind.TWIN_OF, other_id=second)
    plans = [_plan(family_id, child, PREBIRTH, "NEG") for child in (first, second)]
    held.do(AddRows((twins, *plans)))
    for person in (first, second):
        row: Person = held.only(Person, id=person)
        held.do(change(row, mother_id=mother, pregnancy=Pregnancy.EXPECTED))
    held.do(
        change(held.only(Person, id=sister), whereabouts="Adopted in 2023"),
        change(held.only(FamilyMember, person_id=sister), until=ADOPTED),
    )
    _agencies(held)
    for title in _titles(held, "decision")[:2]:
        held.fill(
            "decision",
            title,
            Decision,
            outcome="plan_at_birth",
            categories=("NEG",),
            rationale="What led to the adoption has not changed.",
        )
    return held.end(90)


def are_born(held: Held, day: date) -> int:
    """Record the birth, and return in how many steps: the unborn twins stay as they were recorded."""
    rows: list[Row] = []
    steps: list[ChangeRow] = []
    for number, name in enumerate(("Baby one", "Baby two"), start=1):
        unborn: Person = held.only(Person, id=held.people[name])
        child = Person(birth_date=day, birth_date_is=BirthDateIs.EXACT, mother_id=unborn.mother_id)
        member = FamilyMember(
            family_id=held.meeting.family_id,  # type: ignore[arg-type]  # a conference has one
            person_id=child.id,
            role=FamilyRole.CHILD,
            position=20 + number,
        )
        rows += [child, PersonName(person_id=child.id, full=f"Invented Twin {number}"), member]
        steps.append(change(unborn, pregnancy=Pregnancy.BORN, pregnancy_ended_on=day, born_as_id=child.id))
    # No command records a birth yet.
    held.do(AddRows(tuple(rows)), *steps)
    return 1 + len(steps)


def late_and_too_few(desk: Desk) -> Held:
    """A review four days late, without its quorum, on a plan that has run for more than eighteen months."""
    began = date(2025, 5, 1)
    due = date(2026, 11, 16)
    held = _conference(desk, "rcpc", DAY, "F-2026-022", due_on=due, due_rule="rcpc_next")
    child = held.meet("Iolo Invented", FamilyRole.CHILD, birth_date=date(2012, 12, 12))
    family_id = held.meeting.family_id
    assert family_id is not None
    # No screen writes under which plan a child stands.
    held.do(AddRows((_plan(family_id, child, began, "NEG"),)))
    held.come("Rhian Invented", "csc")
    held.come("Mererid Invented", "school")
    held.go_to("people", 10)
    return held


def give_reasons(held: Held) -> None:
    room = held.room()
    # No card asks why a meeting is late, nor who said that it may be.
    held.note(
        late_reason="The chair was ill; nobody could stand in.",
        late_authorised_by_id=held.meeting.chair_id,
    )
    held.do(
        SettleQuorum(
            held.meeting_id,
            QuorumState.PROCEEDED_WITHOUT,
            room.quorum.sentence,
            "The family would have waited six more weeks.",
        )
    )


def plan_ends_with_an_open_action(desk: Desk) -> tuple[Held, Held]:
    """An initial conference, and the first review, which ends the plan while one action is open."""
    initial = _conference(desk, "icpc", FIRST_PLAN, "F-2026-023")
    child = initial.meet("Lleucu Invented", FamilyRole.CHILD, birth_date=date(2016, 4, 4))
    _agencies(initial)
    initial.fill(
        "decision", "Child 1", Decision, outcome="plan_made", categories=("NEG",), rationale="She was alone."
    )
    initial.agree("Find a place in the breakfast club.", date(2026, 7, 1), "school", child)
    family_id = initial.meeting.family_id
    assert family_id is not None
    initial.do(AddRows((_plan(family_id, child, FIRST_PLAN, "NEG"),)))
    initial.end()
    review = follow_up(initial, "rcpc", date(2026, 9, 4)).start()
    _agencies(review)
    review.fill("decision", "Child 1", Decision, outcome="end_family_help", rationale="She is not alone now.")
    review.do(change(review.only(ChildPlan), ended_on=review.on, end_reason="Progress"))
    return initial, review.end()


def a_senior_looked(review: Held) -> None:
    review.fill("decision", "Child 1", FormAnswer, text="The service manager agreed on 1 September.")


def carried_to_child_in_need(review: Held) -> Held:
    return follow_up(review, "cin", date(2026, 9, 25)).start()


# Helpers


def _conference(desk: Desk, kind: str, on: date, reference: str, **values: object) -> Held:
    return make_meeting(desk, kind, on, reference=reference, **values).start()


def _agencies(held: Held) -> None:
    for name, agency in (
        ("Rhian Invented", "csc"),
        ("Huw Invented", "police"),
        ("Gwenno Invented", "health_visiting"),
        ("Mererid Invented", "school"),
    ):
        held.come(name, agency)


def _titles(held: Held, section: str) -> list[str]:
    return [card.title for card in held.cards(section)]


def _plan(family_id: UUID, child: UUID, since: date, category: str) -> ChildPlan:
    return ChildPlan(
        family_id=family_id,
        child_id=child,
        kind=PlanKind.CHILD_PROTECTION,
        primary_category=category,
        started_on=since,
    )


def ended_at(held: Held) -> datetime:
    assert held.meeting.ended_at is not None
    return held.meeting.ended_at.astimezone(ZoneInfo("Europe/London"))
