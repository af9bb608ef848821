"""Who is to be invited and asked: what the meeting type wants, for the people who are recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.family_record import FamilyRecord, Somebody, people_of
from meetingdesk.domain.known_facts import KnownFacts, known_facts, places_elsewhere
from meetingdesk.domain.meeting_types import AskedAgency, MeetingType
from meetingdesk.domain.meeting_words import FamilyPlace, Per, When
from meetingdesk.domain.people import Involvement, InvolvementKind, Registered
from meetingdesk.domain.roster import Being

ASKED_SEPARATELY = ("adult_mental_health", "camhs", "substance_misuse")
"""Each is asked, not involved, or not asked with a reason; one never stands for another."""

OF_ONE_PERSON: Mapping[str, InvolvementKind] = {
    "gp": InvolvementKind.GP,
    "school": InvolvementKind.SCHOOL,
    "college": InvolvementKind.SCHOOL,
    "early_years": InvolvementKind.EARLY_YEARS,
}
"""Agencies of which each person has their own: without a record nobody can say which one to ask."""

_KIND_OF_AGENCY: Mapping[str, InvolvementKind] = {
    **OF_ONE_PERSON,
    "health_visiting": InvolvementKind.HEALTH_VISITOR,
    "school_nursing": InvolvementKind.SCHOOL_NURSE,
    "midwifery": InvolvementKind.MIDWIFE,
    "csc": InvolvementKind.SOCIAL_WORKER,
    "idva": InvolvementKind.IDVA,
    "advocacy": InvolvementKind.ADVOCATE,
    "probation": InvolvementKind.PROBATION,
}
_SAYS: Mapping[str, str] = {
    "gp": "GP of {who}",
    "school": "School of {who}",
    "college": "College of {who}",
    "early_years": "Nursery or childminder of {who}",
    "health_visiting": "Health visitor of {who}",
    "school_nursing": "School nurse of {who}",
    "midwifery": "Midwife of {who}",
    "csc": "Social worker of {who}",
    "idva": "IDVA of {who}",
}
_ATTENDS_FROM = 12
_PARENTS = frozenset({FamilyRole.PARENT, FamilyRole.PARTNER, FamilyRole.VICTIM})
_ONLY_SEATED = frozenset({"interpreter", "advocacy"})


class Group(StrEnum):
    """Under which heading an invitation stands."""

    REQUIRED = "required"
    SEPARATE = "separate"
    ASKED = "asked"
    PERSON = "person"
    ELSEWHERE = "elsewhere"
    FAMILY = "family"
    OTHER = "other"


class Want(StrEnum):
    """What an invitation is for: a seat at the table, an answer to a question, or both."""

    SEAT = "seat"
    ANSWER = "answer"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class About:
    """Of which family, and of which person in it, an agency is asked."""

    family_id: UUID
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One agency or person to be invited or asked, about whom, and why.

    `agency_id` is there where the record names the agency; else the catalogue does, by `agency`.
    Where nobody knows which one it is, `gap` says so and the line stays.
    """

    group: Group
    says: str
    agency: str = ""
    agency_id: UUID | None = None
    professional_id: UUID | None = None
    person_id: UUID | None = None
    name: str = ""
    place: str = ""
    about: tuple[About, ...] = ()
    designation: str = ""
    person_name: str = ""
    reference: str = ""
    is_required: bool = False
    gap: str = ""
    want: Want = Want.BOTH
    ask: str = ""
    role: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same invitation when it is proposed again."""
        whom = self.about[0].person_id if self.about else None
        who = (
            self.agency_id or self.person_id or self.name or (not self.agency and self.professional_id) or ""
        )
        return self.agency, str(who), str(whom), self.place

    @property
    def is_known(self) -> bool:
        """Whether it is known which agency is meant."""
        return not self.gap

    @property
    def is_seated(self) -> bool:
        """Whether a seat at the table is proposed."""
        return self.want is not Want.ANSWER

    @property
    def is_asked(self) -> bool:
        """Whether an answer is wanted, besides a seat or instead of one."""
        return self.want is not Want.SEAT


@dataclass(frozen=True)
class Case:
    """One family of the meeting on its day: its people, and what is known about them."""

    record: FamilyRecord
    people: tuple[Somebody, ...]
    facts: KnownFacts
    places: tuple[str, ...] = ()
    involvements: tuple[Involvement, ...] = ()

    @property
    def id(self) -> UUID:
        """The identifier of the family."""
        return self.record.family.id

    @cached_property
    def registered_with(self) -> frozenset[str]:
        """The agencies, by their keys, with which anybody of the family is registered."""
        registered = (one for one in self.involvements if one.state is Registered.REGISTERED)
        return frozenset(self.record.agency_key(one.agency_id) for one in registered)

    @cached_property
    def involved(self) -> frozenset[tuple[str, UUID]]:
        """Each agency, by its key, with each person with whom it is involved."""
        return frozenset((self.record.agency_key(one.agency_id), one.person_id) for one in self.involvements)

    def current(self, kind: InvolvementKind, person_id: UUID | None = None) -> Iterator[Involvement]:
        """Return who is involved in this way, with one person or with anybody."""
        for involvement in self.involvements:
            if involvement.kind is kind and person_id in (None, involvement.person_id):
                yield involvement


def case_on(record: FamilyRecord, day: date, *, speaks_from: int | None = None) -> Case:
    """Return a family as it stands on the day of a meeting."""
    facts = (
        known_facts(record, day) if speaks_from is None else known_facts(record, day, speaks_from=speaks_from)
    )
    people = people_of(record, day)
    here = {somebody.id for somebody in people}
    involved = tuple(
        one for one in record.involvements if one.person_id in here and (one.until is None or one.until > day)
    )
    return Case(record, people, facts, places_elsewhere(record, day), involved)


@dataclass(slots=True)
class _Lines:
    """Invitations as they are found; the same one twice is one, about both."""

    found: dict[tuple[str, str, str, str], Proposal] = field(default_factory=dict)

    def add(self, proposal: Proposal) -> None:
        known = self.found.get(proposal.key)
        if known is None:
            self.found[proposal.key] = proposal
            return
        about = known.about + tuple(one for one in proposal.about if one not in known.about)
        self.found[proposal.key] = replace(known, about=about)


def proposed_invitations(
    kind: MeetingType, cases: Sequence[Case], *, attends_from: int = _ATTENDS_FROM
) -> tuple[Proposal, ...]:
    """Return everybody to be invited or asked, in round-table order: the order of the meeting type.

    A meeting of many cases seats the agencies that speak about all of them and asks the GP, the school
    and the health visitor of each person; a meeting about one family seats them all.
    """
    lines = _Lines()
    wanted = [(one, True) for one in kind.required] + [(one, False) for one in kind.asked]
    for one, is_required in wanted:
        for case in cases:
            for proposal in _of_agency(kind, one, case, is_required=is_required):
                lines.add(proposal)
        if not cases and is_required and one.per is Per.MEETING:
            lines.add(_for_all(one, (), is_required=True))
    for case in cases:
        for proposal in _of_involvements(kind, case, lines.found.values()):
            lines.add(proposal)
    if not kind.many_cases and kind.family is not FamilyPlace.NEVER:
        for case in cases:
            for proposal in _of_the_family(kind, case, attends_from):
                lines.add(proposal)
    return tuple(lines.found.values())


def in_round_table_order(kind: MeetingType, agency: str) -> int:
    """Return the place of an agency at the table; who is not of the type comes last."""
    order = [one.agency for one in (*kind.required, *kind.asked)]
    return order.index(agency) if agency in order else len(order)


def _of_agency(kind: MeetingType, one: AskedAgency, case: Case, *, is_required: bool) -> Iterator[Proposal]:
    facts = _with_involved(case, one.agency)
    if one.per is Per.PLACE:
        if one.is_due(facts):
            yield from (_for_place(one, case, place, is_required=is_required) for place in case.places)
        return
    if one.per is Per.MEETING:
        if one.is_due(facts):
            worker = None if kind.many_cases else _worker(case, one.agency)
            yield _for_all(one, (About(case.id),), is_required=is_required, case=case, worker=worker)
        return
    for somebody in case.people:
        if _is_meant(one, somebody) and one.is_due(_about(case, one, somebody)):
            yield from _for_person(kind, one, case, somebody, is_required=is_required)


def _is_meant(one: AskedAgency, somebody: Somebody) -> bool:
    if one.agency == "gp" and somebody.being is Being.UNBORN:
        return False  # an unborn child is on the list of nobody but the mother's practice
    match one.per:
        case Per.CHILD:
            return somebody.is_child
        case Per.ADULT:
            return not somebody.is_child
        case _:
            return True


def _with_involved(case: Case, agency: str) -> frozenset[When]:
    is_there = agency in case.registered_with
    return case.facts.all | {When.INVOLVED} if is_there else case.facts.all


def _about(case: Case, one: AskedAgency, somebody: Somebody) -> frozenset[When]:
    facts = case.facts.about(somebody.id)
    return facts | {When.INVOLVED} if (one.agency, somebody.id) in case.involved else facts


def _for_all(
    one: AskedAgency,
    about: tuple[About, ...],
    *,
    is_required: bool,
    case: Case | None = None,
    worker: Involvement | None = None,
) -> Proposal:
    group = Group.REQUIRED if is_required else Group.ASKED
    if one.agency in ASKED_SEPARATELY and not is_required:
        group = Group.SEPARATE
    says = "Always asked" if is_required or not one.when else _because(one, case)
    return Proposal(
        group,
        says,
        agency=one.agency,
        professional_id=worker.professional_id if worker is not None else None,
        about=about,
        is_required=is_required,
        ask=one.ask,
    )


def _because(one: AskedAgency, case: Case | None) -> str:
    known = _with_involved(case, one.agency) if case is not None else frozenset()
    words = [_WORDS[word] for word in one.when if word in known]
    return f"Because of {' and '.join(words)}" if words else "Asked"


def _worker(case: Case, agency: str) -> Involvement | None:
    kind = _KIND_OF_AGENCY.get(agency)
    if kind is None:
        return None
    named = (one for one in case.current(kind) if one.professional_id is not None)
    return next((one for one in named if case.record.agency_key(one.agency_id) in (agency, "")), None)


def _for_place(one: AskedAgency, case: Case, place: str, *, is_required: bool) -> Proposal:
    return Proposal(
        Group.ELSEWHERE,
        f"{place}, which is named in the record",
        agency=one.agency,
        place=place,
        about=(About(case.id),),
        reference=case.record.family.reference,
        is_required=is_required,
        want=Want.ANSWER,
        ask=one.ask,
    )


def _for_person(
    kind: MeetingType, one: AskedAgency, case: Case, somebody: Somebody, *, is_required: bool
) -> Iterator[Proposal]:
    template = Proposal(
        Group.REQUIRED if is_required else Group.PERSON,
        _SAYS.get(one.agency, "For {who}").format(who=somebody.designation),
        agency=one.agency,
        about=(About(case.id, somebody.id),),
        designation=somebody.designation,
        person_name=somebody.name,
        reference=case.record.family.reference,
        is_required=is_required,
        want=_want(kind, one.agency),
        ask=one.ask,
    )
    involved = list(_involved_with(case, one.agency, somebody))
    registered = [each for each in involved if each.state is Registered.REGISTERED]
    for each in registered:
        yield _named(template, case, each)
    if registered or one.agency not in OF_ONE_PERSON:
        if not registered:
            yield template
        return
    if any(each.state is Registered.NOT_REGISTERED for each in involved):
        if one.agency != "early_years":  # a small child need not be anywhere
            yield replace(template, gap="not registered")
        return
    yield replace(template, gap="not known")


def _involved_with(case: Case, agency: str, somebody: Somebody) -> Iterator[Involvement]:
    kind = _KIND_OF_AGENCY.get(agency)
    for one in case.involvements:
        if one.person_id != somebody.id:
            continue
        key = case.record.agency_key(one.agency_id)
        if key == agency or (kind is one.kind and key == ""):
            yield one


def _named(template: Proposal, case: Case, one: Involvement) -> Proposal:
    agency: Agency | None = case.record.agencies.get(one.agency_id) if one.agency_id else None
    if agency is None and one.name:
        return replace(template, name=one.name, professional_id=one.professional_id)
    if agency is None:
        return replace(template, gap="not known")
    elsewhere = ", registered elsewhere" if agency.key == "gp" and _is_elsewhere(case, one) else ""
    return replace(
        template,
        says=f"{template.says}{elsewhere}",
        agency_id=agency.id,
        professional_id=one.professional_id,
    )


def _is_elsewhere(case: Case, one: Involvement) -> bool:
    """Say whether an adult is on the list of another practice than every child of the family."""
    children = {somebody.id for somebody in case.people if somebody.is_child}
    practices = {gp.agency_id for gp in case.current(InvolvementKind.GP) if gp.person_id in children}
    return one.person_id not in children and bool(practices) and one.agency_id not in practices


def _of_involvements(kind: MeetingType, case: Case, known: Iterable[Proposal]) -> Iterator[Proposal]:
    """Return whoever works with the family and is not on the list of the type."""
    lines = tuple(known)
    keys = {line.agency for line in lines}
    people = {somebody.id: somebody for somebody in case.people}
    for one in case.involvements:
        key = case.record.agency_key(one.agency_id)
        is_there = key in keys and key not in OF_ONE_PERSON
        is_there = is_there or any(
            line.agency_id == one.agency_id and About(case.id, one.person_id) in line.about for line in lines
        )
        if one.agency_id is None or one.state is not Registered.REGISTERED or is_there:
            continue
        somebody = people[one.person_id]
        yield Proposal(
            Group.PERSON,
            _SAYS.get(key, "Works with {who}").format(who=somebody.designation),
            agency=key,
            agency_id=one.agency_id,
            professional_id=one.professional_id,
            about=(About(case.id, one.person_id),),
            designation=somebody.designation,
            person_name=somebody.name,
            reference=case.record.family.reference,
            want=_want(kind, key),
        )


def _want(kind: MeetingType, agency: str) -> Want:
    if agency in _ONLY_SEATED:
        return Want.SEAT
    return Want.ANSWER if kind.many_cases else Want.BOTH


def _of_the_family(kind: MeetingType, case: Case, attends_from: int) -> Iterator[Proposal]:
    safely = ", where it is safe" if kind.family is FamilyPlace.INVITED_WHERE_SAFE else ""
    for somebody in case.people:
        is_old_enough = somebody.age is not None and somebody.age >= attends_from
        if somebody.being is Being.ADULT and somebody.roles & _PARENTS:
            apart = "; may cause harm: apart from the others?" if _may_harm(somebody) else ""
            says, role = f"{somebody.designation}, parent or carer{safely}{apart}", "parent"
        elif somebody.is_child and somebody.being is Being.CHILD and is_old_enough:
            says, role = f"{somebody.designation}, old enough to be asked{safely}", "child"
        else:
            continue
        yield Proposal(
            Group.FAMILY,
            says,
            person_id=somebody.id,
            designation=somebody.designation,
            person_name=somebody.name,
            reference=case.record.family.reference,
            want=Want.SEAT,
            role=role,
        )


def _may_harm(somebody: Somebody) -> bool:
    return FamilyRole.ALLEGED_PERPETRATOR in somebody.roles


_WORDS: Mapping[When, str] = {
    When.INVOLVED: "the work it does with this family",
    When.CHILDREN: "the children",
    When.UNBORN: "an unborn child",
    When.UNDER_FIVE: "a child under five",
    When.SCHOOL_AGE: "a child of school age",
    When.OVER_SIXTEEN_IN_EDUCATION: "a young person over sixteen",
    When.CHILD_DISABLED: "a child with a disability",
    When.CHILD_MENTAL_HEALTH: "a child’s mental health",
    When.CHILD_OFFENDING: "offending by a child",
    When.CHILD_LOOKED_AFTER: "a child who is looked after",
    When.CHILD_NOT_IN_SCHOOL: "a child who is not in school",
    When.YOUNG_CARER: "a young carer",
    When.INJURY_OR_MEDICAL: "an injury or a medical",
    When.SEXUAL_HARM: "sexual harm",
    When.DOMESTIC_ABUSE: "domestic abuse",
    When.ADULT_MENTAL_HEALTH: "an adult’s mental health",
    When.ADULT_SUBSTANCE_USE: "an adult’s use of alcohol or drugs",
    When.ADULT_CARE_NEEDS: "an adult’s need for care",
    When.ADULT_OFFENDER: "an adult known to have offended",
    When.ADULT_IN_CUSTODY: "an adult in custody",
    When.VICTIM_UNDER_EIGHTEEN: "a victim under eighteen",
    When.HARMING_UNDER_EIGHTEEN: "somebody under eighteen who may cause harm",
    When.HOUSING_NEED: "a need for housing",
    When.SOCIAL_TENANT: "a social tenancy",
    When.LIVED_ELSEWHERE: "other areas that are named",
    When.IMMIGRATION: "immigration",
    When.COURT_PROCEEDINGS: "court proceedings",
    When.EMERGENCY_CALLS: "emergency calls",
    When.FAITH_OR_COMMUNITY_HARM: "harm linked to faith or community",
    When.REGULATED_SETTING: "a regulated setting",
    When.LANGUAGE_NEED: "a language need",
    When.CHILD_OLD_ENOUGH_TO_SPEAK: "a child old enough to speak for themselves",
}
