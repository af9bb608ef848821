from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from meetingdesk.domain.families import ChildPlan, CourtOrder, FamilyRole, OrderKind, PlanKind
from meetingdesk.domain.family_record import people_of
from meetingdesk.domain.known_facts import known_facts, places_elsewhere
from meetingdesk.domain.meeting_words import When
from meetingdesk.domain.meetings import CaseTransfer, Direction
from meetingdesk.domain.people import (
    Address,
    AddressKind,
    Interpreter,
    InvolvementKind,
    Pregnancy,
    Registered,
)
from meetingdesk.domain.risk import RiskKind, RiskPoint
from meetingdesk.domain.rows import new_id
from tests.family_records import DAY, InventedFamily

AGES = [
    (0, {When.UNDER_FIVE}),
    (4, {When.UNDER_FIVE}),
    (5, {When.SCHOOL_AGE, When.CHILD_OLD_ENOUGH_TO_SPEAK}),
    (15, {When.SCHOOL_AGE, When.CHILD_OLD_ENOUGH_TO_SPEAK}),
    (16, {When.SCHOOL_AGE, When.OVER_SIXTEEN_IN_EDUCATION, When.CHILD_OLD_ENOUGH_TO_SPEAK}),
    (17, {When.OVER_SIXTEEN_IN_EDUCATION, When.CHILD_OLD_ENOUGH_TO_SPEAK}),
    (None, {When.UNDER_FIVE, When.SCHOOL_AGE, When.CHILD_OLD_ENOUGH_TO_SPEAK}),
]


@pytest.mark.parametrize(("age", "words"), AGES)
def test_the_age_of_a_child_says_which_services_there_are(age: int | None, words: set[When]) -> None:
    family = InventedFamily()
    child = family.child(age)

    facts = known_facts(family.record(), DAY)

    assert facts.of_person[child.id] == words | {When.CHILDREN}


def test_a_child_who_has_grown_up_is_no_child_any_more() -> None:
    family = InventedFamily()
    grown = family.child(18)

    facts = known_facts(family.record(), DAY)

    assert not facts.of_person[grown.id]


def test_an_unborn_child_counts_until_birth_or_loss() -> None:
    family = InventedFamily()
    unborn, born = family.unborn(), family.unborn()
    family.people[born.id] = replace(born, pregnancy=Pregnancy.BORN)

    facts = known_facts(family.record(), DAY)

    assert facts.of_person == {unborn.id: {When.CHILDREN, When.UNBORN}}


def test_who_left_or_died_is_not_looked_at_and_keeps_the_designation() -> None:
    family = InventedFamily()
    family.child(3)
    left = family.members[-1]
    stays = family.child(4)
    family.members[0] = replace(left, until=DAY - timedelta(days=1))

    people = people_of(family.record(), DAY)

    assert [(somebody.id, somebody.designation) for somebody in people] == [(stays.id, "Child 2")]


PERSONS = [
    ({"disability": "Wears hearing aids"}, When.CHILD_DISABLED, When.ADULT_CARE_NEEDS),
    ({"care_and_support_needs": "Oxygen at night"}, When.CHILD_DISABLED, When.ADULT_CARE_NEEDS),
    ({"immigration": "Depends on a visa"}, When.IMMIGRATION, When.IMMIGRATION),
    ({"interpreter": Interpreter.SIGNER_NEEDED}, When.LANGUAGE_NEED, When.LANGUAGE_NEED),
    ({"supervision": "On licence"}, When.CHILD_OFFENDING, When.ADULT_OFFENDER),
    ({"disability": "none"}, None, None),
    ({"disability": "N/A"}, None, None),
    ({"interpreter": Interpreter.NOT_NEEDED}, None, None),
]


@pytest.mark.parametrize(("values", "of_child", "of_adult"), PERSONS)
def test_what_is_written_about_a_person_makes_services_worth_asking(
    values: dict[str, Any], of_child: When | None, of_adult: When | None
) -> None:
    family = InventedFamily()
    child, adult = family.child(17, **values), family.adult(**values)
    ordinary = {When.CHILDREN, When.OVER_SIXTEEN_IN_EDUCATION, When.CHILD_OLD_ENOUGH_TO_SPEAK}

    facts = known_facts(family.record(), DAY)

    assert facts.of_person[child.id] - ordinary == ({of_child} if of_child else set())
    assert facts.of_person[adult.id] == ({of_adult} if of_adult else set())


INVOLVED = [
    ("camhs", When.CHILD_MENTAL_HEALTH, None),
    ("youth_justice", When.CHILD_OFFENDING, None),
    ("education_welfare", When.CHILD_NOT_IN_SCHOOL, None),
    ("young_carers", When.YOUNG_CARER, None),
    ("adult_mental_health", None, When.ADULT_MENTAL_HEALTH),
    ("substance_misuse", None, When.ADULT_SUBSTANCE_USE),
    ("adult_social_care", None, When.ADULT_CARE_NEEDS),
    ("probation", None, When.ADULT_OFFENDER),
    ("housing_association", None, When.SOCIAL_TENANT),
    ("idva", When.DOMESTIC_ABUSE, When.DOMESTIC_ABUSE),
    ("voluntary", None, None),
]


@pytest.mark.parametrize(("key", "of_child", "of_adult"), INVOLVED)
def test_who_works_with_somebody_tells_what_for(
    key: str, of_child: When | None, of_adult: When | None
) -> None:
    family = InventedFamily()
    child, adult = family.child(17), family.adult()
    for person in (child, adult):
        family.involve(person, InvolvementKind.OTHER, key, f"Invented {key}")
    ordinary = {When.CHILDREN, When.OVER_SIXTEEN_IN_EDUCATION, When.CHILD_OLD_ENOUGH_TO_SPEAK}

    facts = known_facts(family.record(), DAY)

    assert facts.of_person[child.id] - ordinary == ({of_child} if of_child else set())
    assert facts.of_person[adult.id] == ({of_adult} if of_adult else set())


def test_work_that_has_ended_tells_nothing() -> None:
    family = InventedFamily()
    adult = family.adult()
    family.involve(adult, InvolvementKind.PROBATION, "probation", "Probation", until=DAY)

    assert known_facts(family.record(), DAY).all == frozenset()


def test_a_school_on_record_says_more_than_the_age() -> None:
    family = InventedFamily()
    pupil, missing = family.child(4), family.child(9)
    family.involve(pupil, InvolvementKind.SCHOOL, "school", "Invented Primary")
    family.involve(missing, InvolvementKind.SCHOOL, state=Registered.NOT_REGISTERED)

    facts = known_facts(family.record(), DAY)

    assert When.SCHOOL_AGE in facts.of_person[pupil.id]
    assert When.CHILD_NOT_IN_SCHOOL in facts.of_person[missing.id]


ADDRESSES = [
    (AddressKind.CUSTODY, {When.ADULT_IN_CUSTODY, When.ADULT_OFFENDER}),
    (AddressKind.REFUGE, {When.HOUSING_NEED}),
    (AddressKind.TEMPORARY, {When.HOUSING_NEED}),
    (AddressKind.HOME, set()),
]


@pytest.mark.parametrize(("kind", "words"), ADDRESSES)
def test_where_an_adult_lives_tells_something(kind: AddressKind, words: set[When]) -> None:
    family = InventedFamily()
    adult = family.adult()
    address = Address(person_id=adult.id, lines="1 Invented Row", kind=kind)

    facts = known_facts(family.record(addresses=(address,)), DAY)

    assert facts.of_person[adult.id] == words


def test_a_custody_that_has_ended_is_over() -> None:
    family = InventedFamily()
    adult = family.adult()
    address = Address(person_id=adult.id, lines="Invented prison", kind=AddressKind.CUSTODY, until=DAY)

    assert When.ADULT_IN_CUSTODY not in known_facts(family.record(addresses=(address,)), DAY).all


ORDERS = [
    (OrderKind.NON_MOLESTATION, When.DOMESTIC_ABUSE),
    (OrderKind.LICENCE, When.ADULT_OFFENDER),
    (OrderKind.CHILD_ARRANGEMENTS, When.COURT_PROCEEDINGS),
    (OrderKind.INTERIM_CARE, When.CHILD_LOOKED_AFTER),
]


@pytest.mark.parametrize(("kind", "word"), ORDERS)
@pytest.mark.parametrize("is_over", [False, True])
def test_an_order_tells_something_as_long_as_it_runs(kind: OrderKind, word: When, is_over: bool) -> None:
    family = InventedFamily()
    adult, child = family.adult(), family.child()
    order = CourtOrder(
        family_id=family.family.id,
        kind=kind,
        bound_id=adult.id,
        protects_id=child.id,
        expires_on=DAY - timedelta(days=1) if is_over else None,
    )

    facts = known_facts(family.record(orders=(order,)), DAY)

    assert (word in facts.all) is not is_over


def test_a_plan_tells_by_its_kind_and_its_category() -> None:
    family = InventedFamily()
    child = family.child()
    plan = ChildPlan(
        family_id=family.family.id, child_id=child.id, kind=PlanKind.LOOKED_AFTER, categories=("SAB",)
    )

    facts = known_facts(family.record(plans=(plan,)), DAY)

    assert {When.CHILD_LOOKED_AFTER, When.SEXUAL_HARM} <= facts.of_person[child.id]


def test_a_victim_and_somebody_who_may_cause_harm_make_it_domestic_abuse() -> None:
    family = InventedFamily()
    victim = family.adult(FamilyRole.VICTIM, age=17)
    harming = family.adult(FamilyRole.ALLEGED_PERPETRATOR, age=16)

    facts = known_facts(family.record(), DAY)

    assert When.DOMESTIC_ABUSE in facts.of_family
    assert When.VICTIM_UNDER_EIGHTEEN in facts.of_person[victim.id]
    assert When.HARMING_UNDER_EIGHTEEN in facts.of_person[harming.id]


def test_an_indicator_of_risk_tells_something() -> None:
    family = InventedFamily()
    child = family.child()
    points = tuple(
        RiskPoint(meeting_id=new_id(), person_id=child.id, kind=RiskKind.HARM, indicator=key, text="Invented")
        for key in ("strangulation", "forced_marriage")
    )

    facts = known_facts(family.record(risks=points), DAY)

    assert When.INJURY_OR_MEDICAL in facts.of_person[child.id]
    assert When.FAITH_OR_COMMUNITY_HARM in facts.of_family


def test_every_other_area_that_is_named_is_a_place_to_ask() -> None:
    family = InventedFamily()
    adult = family.adult()
    family.involve(adult, InvolvementKind.OTHER, "other_council", "Children's services of Farbridge")
    transfer = CaseTransfer(
        meeting_id=new_id(),
        family_id=family.family.id,
        direction=Direction.IN,
        other_area="Cwm Enghraifft",
        new_area="North district",
    )
    addresses = (
        Address(person_id=adult.id, lines="2 Invented Row", postcode="ZZ1 1AA", kind=AddressKind.HOME),
        Address(person_id=adult.id, lines="3 Elsewhere", postcode="QY2 9ZZ", kind=AddressKind.FORMER),
        Address(person_id=adult.id, lines="4 Invented Row", postcode="zz9 1AA", until=date(2020, 1, 1)),
    )
    record = family.record(transfers=(transfer,), addresses=addresses)

    places = places_elsewhere(record, DAY)

    assert places == ("Cwm Enghraifft", "Children's services of Farbridge", "postcode area QY")
    assert When.LIVED_ELSEWHERE in known_facts(record, DAY).of_family


def test_a_family_without_anything_written_tells_nothing() -> None:
    facts = known_facts(InventedFamily().record(), DAY)

    assert facts.all == frozenset()
