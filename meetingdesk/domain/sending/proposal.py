"""Who gets copies of a meeting and why: those who were asked, and everybody who works with the family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import IN_THE_ROOM, Attendance
from meetingdesk.domain.decisions import CoreGroupMember
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.invitations import Case
from meetingdesk.domain.people import Involvement, InvolvementKind, Registered
from meetingdesk.domain.sending.ground import Ground
from meetingdesk.domain.sending.recipient import Recipient
from meetingdesk.domain.sending.words import ASKED, RELATION, Tie, tie_of

_TIES: Mapping[InvolvementKind, Tie] = {
    InvolvementKind.GP: Tie.GP,
    InvolvementKind.SCHOOL: Tie.SCHOOL,
    InvolvementKind.EARLY_YEARS: Tie.SCHOOL,
    InvolvementKind.HEALTH_VISITOR: Tie.HEALTH_VISITOR,
    InvolvementKind.SCHOOL_NURSE: Tie.SCHOOL_NURSE,
    InvolvementKind.MIDWIFE: Tie.MIDWIFE,
}
_HARM_ONLY = "Only somebody who is said to harm is a patient here: the chair decides whether it is told."
_HARM_TOO = "Somebody who is said to harm is a patient as well: agree how it is kept from that record."
"""What is said of a practice of somebody who may cause harm."""
SCHOOL_FROM, SCHOOL_UNTIL = 5, 16


class Place(StrEnum):
    """Whether a recipient sat at the table."""

    CAME = "came"
    ASKED = "asked"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One recipient: why they get it, about which families, and whether that is proposed or only possible."""

    to: Recipient
    place: Place
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()
    """Why they get it, with designations; for whoever decides, never for a message."""
    families: tuple[UUID, ...] = ()
    """With whom they work; of a meeting of many cases a reader from outside learns of no other family."""
    is_ticked: bool = True
    unticked_because: str = ""
    take_care: str = ""
    gap: str = ""
    """What is not known, where nobody can say who it is: the line stays, so that somebody finds out."""

    @property
    def why(self) -> str:
        """Why they have it, in a sentence that names nobody; it may stand in a message."""
        if self.place is Place.CAME:
            return "You have this because your agency took part in the meeting."
        if self.place is Place.ASKED:
            return "You have this because your agency was asked to the meeting."
        return (
            f"You have this because {RELATION[self.ties[0]]}." if self.ties else "You have this by agreement."
        )

    @property
    def asked_to(self) -> str:
        """What they are asked to do, in a sentence that names nobody."""
        return ASKED[self.ties[0]] if self.ties and self.place is Place.BEYOND else ASKED[Tie.AGENCY]


@dataclass(slots=True)
class _Found:
    """Recipients as they are found; the same one twice is one, for both reasons."""

    lines: dict[str, Proposed] = field(default_factory=dict)

    def add(self, line: Proposed) -> None:
        known = self.lines.get(line.to.key)
        if known is None:
            self.lines[line.to.key] = line
            return
        self.lines[line.to.key] = replace(
            known,
            to=_fuller(known.to, line.to),
            ties=tuple(dict.fromkeys((*known.ties, *line.ties))),
            because=tuple(dict.fromkeys((*known.because, *line.because))),
            families=tuple(dict.fromkeys((*known.families, *line.families))),
            is_ticked=known.is_ticked or line.is_ticked,
            unticked_because="" if known.is_ticked or line.is_ticked else known.unticked_because,
            take_care=known.take_care or line.take_care or _mixed(known, line),
        )


def proposed_recipients(ground: Ground, cases: Sequence[Case]) -> tuple[Proposed, ...]:
    """Return everybody who is to have something of a meeting: the table first, then those around the family.

    The family itself is not here: which of its members may read what at home is asked elsewhere.
    """
    found = _Found()
    for line in _of_the_table(ground.facts, cases):
        found.add(line)
    for case in cases:
        for line in _around(ground, case):
            found.add(line)
    return tuple(found.lines.values())


def _of_the_table(facts: MeetingFacts, cases: Sequence[Case]) -> Iterator[Proposed]:
    families = tuple(case.id for case in cases)
    for row in facts.all(Attendance):
        if row.person_id is not None:
            continue
        worker = facts.workers.get(row.professional_id) if row.professional_id is not None else None
        agency_id = row.agency_id or (worker.agency_id if worker is not None else None)
        agency = facts.agencies.get(agency_id) if agency_id is not None else None
        if agency is None and worker is None:
            continue
        came = row.status in IN_THE_ROOM
        yield Proposed(
            recipient_of(facts, agency, worker),
            Place.CAME if came else Place.ASKED,
            because=("Took part in the meeting." if came else "Was asked to the meeting and did not come.",),
            families=families,
        )


def _around(ground: Ground, case: Case) -> Iterator[Proposed]:
    """Yield whoever works with a family: practices, schools, visitors, services; each of them once."""
    people = {somebody.id: somebody for somebody in case.people}
    for one in case.involvements:
        somebody = people.get(one.person_id)
        if somebody is None or one.state is not Registered.REGISTERED:
            continue
        yield _for_one(ground, case, one, somebody)
    yield from _of_core_group(ground, case)
    yield from _gaps(case)


def _for_one(ground: Ground, case: Case, one: Involvement, somebody: Somebody) -> Proposed:
    facts = ground.facts
    worker = facts.workers.get(one.professional_id) if one.professional_id is not None else None
    agency_id = one.agency_id or (worker.agency_id if worker is not None else None)
    agency = facts.agencies.get(agency_id) if agency_id is not None else None
    tie = _tie(one, agency)
    to = recipient_of(facts, agency, worker, one.name)
    may_harm = tie is Tie.GP and one.person_id in ground.may_harm
    return Proposed(
        to,
        Place.BEYOND,
        (tie,),
        (f"{tie.label} of {somebody.designation}, {case.record.family.reference}.",),
        (case.id,),
        is_ticked=not may_harm,
        unticked_because=_HARM_ONLY if may_harm else "",
        gap="" if to.agency_id or to.professional_id else _not_recorded(tie),
    )


def _of_core_group(ground: Ground, case: Case) -> Iterator[Proposed]:
    facts = ground.facts
    for row in facts.of_family(CoreGroupMember, case.id):
        worker = facts.workers.get(row.professional_id) if row.professional_id is not None else None
        if worker is None:
            continue
        agency = facts.agencies.get(worker.agency_id) if worker.agency_id is not None else None
        yield Proposed(
            recipient_of(facts, agency, worker),
            Place.BEYOND,
            (Tie.CORE_GROUP,),
            (f"In the core group, {case.record.family.reference}.",),
            (case.id,),
        )


def _gaps(case: Case) -> Iterator[Proposed]:
    """Yield a line for each child or parent without a practice, and each pupil without a school."""
    for somebody in case.people:
        is_parent = FamilyRole.PARENT in somebody.roles
        if FamilyRole.UNBORN in somebody.roles or not (somebody.is_child or is_parent):
            continue
        wanted = [(InvolvementKind.GP, Tie.GP)]
        if somebody.is_child and somebody.age is not None and SCHOOL_FROM <= somebody.age < SCHOOL_UNTIL:
            wanted.append((InvolvementKind.SCHOOL, Tie.SCHOOL))
        for kind, tie in wanted:
            known = case.record.involvements
            if any(row.person_id == somebody.id and row.kind is kind for row in known):
                continue  # registered, registered nowhere, or not known: somebody asked
            said = f"{tie.label} of {somebody.designation}"
            yield Proposed(
                Recipient(f"{said}, {case.record.family.reference}"),
                Place.BEYOND,
                (tie,),
                (f"{said}, {case.record.family.reference}.",),
                (case.id,),
                is_ticked=False,
                unticked_because="Nobody has recorded which one it is.",
                gap=_not_recorded(tie),
            )


def _tie(one: Involvement, agency: Agency | None) -> Tie:
    found = _TIES.get(one.kind)
    if found is not None:
        return found
    return tie_of(agency.key) if agency is not None else Tie.SERVICE


def recipient_of(
    facts: MeetingFacts, agency: Agency | None, worker: Professional | None, name: str = ""
) -> Recipient:
    """Return an agency with whoever opens its post: who came, else whoever represents it."""
    if agency is not None and worker is None:
        worker = _representative(facts.workers.values(), agency)
    called = agency.name if agency is not None else worker.name if worker is not None else name
    return Recipient(
        called,
        agency_id=agency.id if agency is not None else None,
        agency_key=agency.key if agency is not None else "",
        professional_id=worker.id if worker is not None else None,
        worker=worker.name if worker is not None else "",
        email=worker.email.strip() if worker is not None else "",
        telephone=worker.telephone if worker is not None else "",
    )


def _representative(workers: Iterable[Professional], agency: Agency) -> Professional | None:
    own = [row for row in workers if row.agency_id == agency.id and row.left_on is None]
    return next((row for row in own if row.is_representative), own[0] if own else None)


def _fuller(one: Recipient, other: Recipient) -> Recipient:
    """Return the recipient of whom more is known: where the first has no address, the second's is taken."""
    return one if one.email or not other.email else other


def _mixed(one: Proposed, other: Proposed) -> str:
    is_harm = _HARM_ONLY in (one.unticked_because, other.unticked_because)
    return _HARM_TOO if is_harm and one.is_ticked != other.is_ticked else ""


def _not_recorded(tie: Tie) -> str:
    called = tie.label if tie is Tie.GP else tie.label.lower()
    return f"Which {called} this is, is not recorded."
