"""What is recorded about a family that makes an agency worth asking, as of one day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from meetingdesk.domain.families import FamilyRole, OrderKind, PlanKind
from meetingdesk.domain.family_record import FamilyRecord, Somebody, people_of
from meetingdesk.domain.meeting_words import When
from meetingdesk.domain.people import AddressKind, Interpreter, Involvement, InvolvementKind, Registered
from meetingdesk.domain.roster import Being

SCHOOL_STARTS, SCHOOL_ENDS = 5, 16
SPEAKS_FROM = 5
"""The age from which a child can have somebody to speak with or for them, unless the policy differs."""


@dataclass(frozen=True)
class KnownFacts:
    """The words that are recorded: about each person, and about the family where nobody is named."""

    of_person: Mapping[UUID, frozenset[When]] = field(default_factory=dict)
    of_family: frozenset[When] = frozenset()

    @cached_property
    def all(self) -> frozenset[When]:
        """Everything that is recorded about anybody of the family."""
        return self.of_family.union(*self.of_person.values())

    def about(self, person_id: UUID) -> frozenset[When]:
        """Return what is recorded about one person, and about the family without a name."""
        return self.of_family | self.of_person.get(person_id, frozenset())


def known_facts(record: FamilyRecord, day: date, *, speaks_from: int = SPEAKS_FROM) -> KnownFacts:
    """Return what the rows of a family tell on a day; nothing is guessed from a name or from free text.

    A child whose age nobody knows counts as below school age and as of school age: asking twice is
    mended by one key, and an agency that was never asked is not.
    """
    people = people_of(record, day)
    found: dict[UUID, set[When]] = {somebody.id: set() for somebody in people}
    family: set[When] = set(_of_the_case(record))
    for somebody in people:
        found[somebody.id].update(_of_roles_and_age(somebody, speaks_from))
        found[somebody.id].update(_of_the_person(somebody))
    children = {somebody.id for somebody in people if somebody.is_child}
    for key, words in (
        *_of_involvements(record, children, day),
        *_of_addresses(record, children, day),
        *_of_orders(record, children, day),
        *_of_plans(record, day),
        *_of_risks(record),
    ):
        target = found.get(key) if key is not None else None
        (family if target is None else target).update(words)
    for somebody in people:
        _school(record, somebody, found[somebody.id], day)
    if places_elsewhere(record, day):
        family.add(When.LIVED_ELSEWHERE)
    return KnownFacts({key: frozenset(words) for key, words in found.items()}, frozenset(family))


def places_elsewhere(record: FamilyRecord, day: date) -> tuple[str, ...]:
    """Return the other areas that are named: where a case came from or goes to, whom it is known to.

    A former address counts where its postcode lies in another area than every present one.
    """
    named: list[str] = []
    here = {_plain(record.family.area)}
    for transfer in record.transfers:
        named += [transfer.other_area, transfer.new_area]
    for case in record.cases:
        named += [case.transferred_from, case.transferred_to]
    for involvement in record.involvements:
        agency = record.agencies.get(involvement.agency_id) if involvement.agency_id else None
        if agency is not None and agency.key in _OTHER_AREAS and _is_now(involvement, day):
            named.append(agency.name)
    named += [f"postcode area {area}" for area in _former_postcode_areas(record, day)]
    unique = {_plain(place): place.strip() for place in reversed(named) if place.strip()}
    return tuple(place for key, place in reversed(unique.items()) if key not in here)


_OTHER_AREAS = frozenset({"other_council", "other_police", "other_health"})
_NOTHING = frozenset({"", "no", "none", "nil", "na", "not known", "unknown", "not applicable", "not needed"})
_CUSTODY = re.compile(r"\b(custody|prison|remand(ed)?|hmp|yoi|imprisoned)\b", re.IGNORECASE)
_LOOKED_AFTER = re.compile(
    r"\b(looked[ -]after|care order|section 20|accommodated|placement)\b", re.IGNORECASE
)
_POSTCODE_AREA = re.compile(r"\s*([A-Za-z]{1,2})\d")

# What it means that an agency works with a child, and with an adult.
_OF_AGENCY: Mapping[str, tuple[When | None, When | None]] = {
    "camhs": (When.CHILD_MENTAL_HEALTH, None),
    "youth_justice": (When.CHILD_OFFENDING, None),
    "disabled_children": (When.CHILD_DISABLED, None),
    "virtual_school": (When.CHILD_LOOKED_AFTER, None),
    "fostering": (When.CHILD_LOOKED_AFTER, None),
    "education_welfare": (When.CHILD_NOT_IN_SCHOOL, None),
    "young_carers": (When.YOUNG_CARER, None),
    "paediatrics": (When.INJURY_OR_MEDICAL, None),
    "sexual_assault_centre": (When.SEXUAL_HARM, When.SEXUAL_HARM),
    "sexual_violence_support": (When.SEXUAL_HARM, When.SEXUAL_HARM),
    "idva": (When.DOMESTIC_ABUSE, When.DOMESTIC_ABUSE),
    "domestic_abuse_support": (When.DOMESTIC_ABUSE, When.DOMESTIC_ABUSE),
    "police_domestic_abuse": (When.DOMESTIC_ABUSE, When.DOMESTIC_ABUSE),
    "perpetrator_programme": (When.DOMESTIC_ABUSE, When.DOMESTIC_ABUSE),
    "adult_mental_health": (None, When.ADULT_MENTAL_HEALTH),
    "perinatal_mental_health": (None, When.ADULT_MENTAL_HEALTH),
    "substance_misuse": (None, When.ADULT_SUBSTANCE_USE),
    "adult_social_care": (None, When.ADULT_CARE_NEEDS),
    "probation": (None, When.ADULT_OFFENDER),
    "mappa": (None, When.ADULT_OFFENDER),
    "prison": (None, When.ADULT_IN_CUSTODY),
    "housing": (None, When.HOUSING_NEED),
    "housing_association": (None, When.SOCIAL_TENANT),
    "immigration": (When.IMMIGRATION, When.IMMIGRATION),
    "interpreter": (When.LANGUAGE_NEED, When.LANGUAGE_NEED),
    "cafcass": (When.COURT_PROCEEDINGS, When.COURT_PROCEEDINGS),
    "legal": (When.COURT_PROCEEDINGS, When.COURT_PROCEEDINGS),
    "ambulance": (When.EMERGENCY_CALLS, When.EMERGENCY_CALLS),
    "emergency_department": (When.EMERGENCY_CALLS, When.EMERGENCY_CALLS),
    "designated_officer": (When.REGULATED_SETTING, When.REGULATED_SETTING),
}
_OF_KIND: Mapping[InvolvementKind, When] = {
    InvolvementKind.IDVA: When.DOMESTIC_ABUSE,
    InvolvementKind.PROBATION: When.ADULT_OFFENDER,
}
_OF_ORDER: Mapping[OrderKind, When] = {
    OrderKind.NON_MOLESTATION: When.DOMESTIC_ABUSE,
    OrderKind.OCCUPATION: When.DOMESTIC_ABUSE,
    OrderKind.PROTECTION_NOTICE: When.DOMESTIC_ABUSE,
    OrderKind.PROTECTION_ORDER: When.DOMESTIC_ABUSE,
    OrderKind.LICENCE: When.ADULT_OFFENDER,
    OrderKind.CHILD_ARRANGEMENTS: When.COURT_PROCEEDINGS,
    OrderKind.PROHIBITED_STEPS: When.COURT_PROCEEDINGS,
    OrderKind.SPECIAL_GUARDIANSHIP: When.COURT_PROCEEDINGS,
    OrderKind.EMERGENCY_PROTECTION: When.COURT_PROCEEDINGS,
    OrderKind.SUPERVISION: When.COURT_PROCEEDINGS,
    OrderKind.INTERIM_CARE: When.CHILD_LOOKED_AFTER,
    OrderKind.CARE: When.CHILD_LOOKED_AFTER,
    OrderKind.POLICE_PROTECTION: When.CHILD_LOOKED_AFTER,
}
_OF_CATEGORY: Mapping[str, When] = {"PHY": When.INJURY_OR_MEDICAL, "SAB": When.SEXUAL_HARM}
_OF_INDICATOR: Mapping[str, When] = {
    "strangulation": When.INJURY_OR_MEDICAL,
    "sexual_violence": When.SEXUAL_HARM,
    "honour_based": When.FAITH_OR_COMMUNITY_HARM,
    "forced_marriage": When.FAITH_OR_COMMUNITY_HARM,
    "separation": When.DOMESTIC_ABUSE,
    "stalking": When.DOMESTIC_ABUSE,
    "coercive_control": When.DOMESTIC_ABUSE,
    "substance_use": When.ADULT_SUBSTANCE_USE,
}

Found = Iterator[tuple[UUID | None, set[When]]]


def _of_the_case(record: FamilyRecord) -> Iterator[When]:
    roles = {member.role for member in record.members}
    if roles & {FamilyRole.VICTIM, FamilyRole.ALLEGED_PERPETRATOR}:
        yield When.DOMESTIC_ABUSE


def _of_roles_and_age(somebody: Somebody, speaks_from: int) -> Iterator[When]:
    age = somebody.age
    is_minor = age is not None and somebody.is_child
    if is_minor and FamilyRole.VICTIM in somebody.roles:
        yield When.VICTIM_UNDER_EIGHTEEN
    if is_minor and FamilyRole.ALLEGED_PERPETRATOR in somebody.roles:
        yield When.HARMING_UNDER_EIGHTEEN
    if not somebody.is_child:
        return
    yield When.CHILDREN
    if somebody.being is Being.UNBORN:
        yield When.UNBORN
        return
    if age is None or age < SCHOOL_STARTS:
        yield When.UNDER_FIVE
    if age is None or SCHOOL_STARTS <= age <= SCHOOL_ENDS:
        yield When.SCHOOL_AGE
    if age is not None and age >= SCHOOL_ENDS:
        yield When.OVER_SIXTEEN_IN_EDUCATION
    if age is None or age >= speaks_from:
        yield When.CHILD_OLD_ENOUGH_TO_SPEAK


def _of_the_person(somebody: Somebody) -> Iterator[When]:
    person, is_child = somebody.person, somebody.is_child
    if _says(person.disability):
        yield When.CHILD_DISABLED if is_child else When.ADULT_CARE_NEEDS
    if _says(person.care_and_support_needs):
        yield When.CHILD_DISABLED if is_child else When.ADULT_CARE_NEEDS
    if _says(person.immigration):
        yield When.IMMIGRATION
    if person.interpreter in (Interpreter.NEEDED, Interpreter.SIGNER_NEEDED):
        yield When.LANGUAGE_NEED
    if _says(person.supervision):
        yield When.CHILD_OFFENDING if is_child else When.ADULT_OFFENDER
    if not is_child and (_CUSTODY.search(person.supervision) or _CUSTODY.search(person.whereabouts)):
        yield When.ADULT_IN_CUSTODY
    if is_child and _LOOKED_AFTER.search(person.legal_status):
        yield When.CHILD_LOOKED_AFTER


def _of_involvements(record: FamilyRecord, children: set[UUID], day: date) -> Found:
    for involvement in record.involvements:
        if not _is_now(involvement, day) or involvement.state is not Registered.REGISTERED:
            continue
        is_child = involvement.person_id in children
        of_child, of_adult = _OF_AGENCY.get(record.agency_key(involvement.agency_id), (None, None))
        of_kind = _OF_KIND.get(involvement.kind)
        if of_kind is When.ADULT_OFFENDER and is_child:
            of_kind = When.CHILD_OFFENDING
        words = {word for word in (of_child if is_child else of_adult, of_kind) if word is not None}
        yield involvement.person_id, words


def _of_addresses(record: FamilyRecord, children: set[UUID], day: date) -> Found:
    for address in record.addresses:
        if address.until is not None and address.until <= day:
            continue
        is_child = address.person_id in children
        if address.kind is AddressKind.CUSTODY:
            yield (
                address.person_id,
                {When.CHILD_OFFENDING if is_child else When.ADULT_IN_CUSTODY}
                | (set() if is_child else {When.ADULT_OFFENDER}),
            )
        elif address.kind is AddressKind.PLACEMENT and is_child:
            yield address.person_id, {When.CHILD_LOOKED_AFTER}
        elif address.kind in (AddressKind.TEMPORARY, AddressKind.REFUGE):
            yield address.person_id, {When.HOUSING_NEED}


def _of_orders(record: FamilyRecord, children: set[UUID], day: date) -> Found:
    for order in record.orders:
        is_over = order.ended_on or order.expires_on
        if is_over is not None and is_over < day:
            continue
        word = _OF_ORDER.get(order.kind)
        if word is When.CHILD_LOOKED_AFTER:
            yield order.protects_id if order.protects_id in children else None, {word, When.COURT_PROCEEDINGS}
        elif word is When.ADULT_OFFENDER:
            yield order.bound_id, {When.CHILD_OFFENDING if order.bound_id in children else word}
        elif word is not None:
            yield None, {word}


def _of_plans(record: FamilyRecord, day: date) -> Found:
    for plan in record.plans:
        if plan.ended_on is not None and plan.ended_on < day:
            continue
        words = {_OF_CATEGORY[category] for category in plan.categories if category in _OF_CATEGORY}
        if plan.kind is PlanKind.LOOKED_AFTER:
            words.add(When.CHILD_LOOKED_AFTER)
        yield plan.child_id, words


def _of_risks(record: FamilyRecord) -> Found:
    for point in record.risks:
        word = _OF_INDICATOR.get(point.indicator)
        if word is not None:
            yield point.person_id if word is When.INJURY_OR_MEDICAL else None, {word}


def _school(record: FamilyRecord, somebody: Somebody, words: set[When], day: date) -> None:
    """Let the school that is recorded say more than the age: a pupil of four is of school age."""
    own = [
        one
        for one in record.involvements
        if one.person_id == somebody.id and one.kind is InvolvementKind.SCHOOL and _is_now(one, day)
    ]
    if any(one.state is Registered.REGISTERED for one in own):
        if When.OVER_SIXTEEN_IN_EDUCATION not in words:
            words.add(When.SCHOOL_AGE)
    elif When.SCHOOL_AGE in words and any(one.state is Registered.NOT_REGISTERED for one in own):
        words.add(When.CHILD_NOT_IN_SCHOOL)


def _former_postcode_areas(record: FamilyRecord, day: date) -> Iterable[str]:
    former: dict[str, None] = {}
    present: set[str] = set()
    for address in record.addresses:
        area = _POSTCODE_AREA.match(address.postcode)
        if area is None:
            continue
        is_over = address.kind is AddressKind.FORMER or (address.until is not None and address.until <= day)
        if is_over:
            former[area[1].upper()] = None
        else:
            present.add(area[1].upper())
    return [area for area in former if present and area not in present]


def _is_now(involvement: Involvement, day: date) -> bool:
    return involvement.until is None or involvement.until > day


def _says(text: str) -> bool:
    return _plain(text).replace("/", "") not in _NOTHING


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").split())
