"""Which documents are meant for which reader: a family reads other papers than a school."""

from __future__ import annotations

from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import FOR_THE_FAMILY, DocumentKind
from meetingdesk.domain.roster import Being
from meetingdesk.errors import NotAllowed

_SCHOOLS = frozenset({"school", "college", "early_years"})
_VISITORS = frozenset({"health_visiting", "school_nursing"})
_HEALTH = frozenset(
    {
        *("gp", "health_visiting", "school_nursing", "midwifery", "neonatal", "hospital", "paediatrics"),
        *("emergency_department", "community_health", "safeguarding_health", "camhs", "ambulance"),
        *("adult_mental_health", "perinatal_mental_health", "sexual_health", "other_health"),
    }
)
_ONLY_FOR = {
    DocumentKind.GP_NOTICE: frozenset({"gp"}),
    DocumentKind.SCHOOL_NOTICE: _SCHOOLS,
    DocumentKind.HEALTH_VISITOR_NOTICE: _VISITORS,
    DocumentKind.MARAC_OUTCOME_NOTICE: _HEALTH,
    DocumentKind.COURT_BUNDLE: frozenset({"legal", "csc"}),
    DocumentKind.CHAIR_BRIEFING: frozenset(),
    DocumentKind.TRANSFER_PACK: frozenset({"csc", "other_council", "other_health", "other_police"}),
}
"""What only some agencies of the catalogue get."""
_AT_THE_TABLE = frozenset(
    {DocumentKind.CHAIR_BRIEFING, DocumentKind.COURT_BUNDLE, DocumentKind.TRANSFER_PACK}
)
"""Of these, what the chair has as well."""
_OF_AN_AGENCY = frozenset({DocumentKind.AGENCY_EXTRACT, DocumentKind.INFORMATION_REQUEST})
_IN_FAMILY = frozenset({FamilyRole.CHILD, FamilyRole.PARENT, FamilyRole.VICTIM})
_ALSO_AT_WORK = DocumentKind.DECISION_LETTER
"""Of what is written to a family, this goes to everybody who was asked as well."""

MAY_GO_HOME = frozenset(
    {
        DocumentKind.AGENDA,
        DocumentKind.FULL_MINUTES,
        DocumentKind.ACTION_LIST,
        DocumentKind.DECISION_LETTER,
        DocumentKind.PLAN,
        DocumentKind.FAMILY_COPY,
        DocumentKind.CHILD_COPY,
        DocumentKind.LARGE_PRINT,
    }
)
"""What somebody of the family may get when it is asked for; what is proposed to them is less."""


def is_meant_for(kind: DocumentKind, reader: Reader, *, is_child: bool = False) -> bool:
    """Say whether a kind of document is written to a reader."""
    if reader.kind is ReaderKind.PERSON:
        if is_child:
            return kind is DocumentKind.CHILD_COPY
        return kind in FOR_THE_FAMILY and kind is not DocumentKind.CHILD_COPY
    if kind in FOR_THE_FAMILY:
        return kind is _ALSO_AT_WORK
    if reader.kind is ReaderKind.CHAIR:
        return kind in _AT_THE_TABLE or kind not in _OF_AN_AGENCY.union(_ONLY_FOR)
    return kind not in _ONLY_FOR or reader.agency_key in _ONLY_FOR[kind]


def has_family_readers(facts: MeetingFacts) -> bool:
    """Say whether anybody of the family may have a paper of this meeting: never of a list of cases."""
    return not facts.kind.many_cases and not FOR_THE_FAMILY.isdisjoint(facts.kind.documents)


def check_listed(facts: MeetingFacts, kind: DocumentKind, reader: Reader) -> None:
    """Raise unless the type of meeting lists this kind, and this kind of reader gets it."""
    listed = facts.kind.documents
    if kind not in listed:
        raise NotAllowed(
            f"A {facts.kind.title} lists no {kind.label.lower()}, so none is made.",
            hint=f"It lists: {', '.join(one.value for one in listed)}.",
        )
    if reader.kind is not ReaderKind.PERSON:
        return
    if not has_family_readers(facts):
        raise NotAllowed(
            f"Nobody of the family gets a document of a {facts.kind.title}.",
            hint="What the family is told, somebody says to them safely.",
        )
    if kind not in MAY_GO_HOME:
        known = ", ".join(one.value for one in listed if one in MAY_GO_HOME)
        raise NotAllowed(f"This is for professionals: {kind.label.lower()}.", hint=f"A family gets: {known}.")


def may_read_at_home(facts: MeetingFacts, somebody: Somebody) -> bool:
    """Say whether somebody belongs to the family of the meeting, or came to it."""
    if somebody.being is Being.UNBORN or somebody.person.died_on is not None:
        return False
    came = {row.person_id for row in facts.all(Attendance)}
    return not _IN_FAMILY.isdisjoint(somebody.roles) or somebody.id in came
