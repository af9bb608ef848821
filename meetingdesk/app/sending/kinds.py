"""Which documents a recipient gets: those at the table other papers than those around the family."""

from __future__ import annotations

from uuid import UUID

from meetingdesk.app.documents.who_may import is_meant_for
from meetingdesk.app.sending.people import cases_in
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.sending.proposal import Place, Proposed

K = DocumentKind
AT_THE_TABLE = (
    *(K.ACTION_LIST, K.FULL_MINUTES, K.DECISION_LETTER, K.PLAN, K.INTERIM_SAFETY_PLAN, K.AGENCY_EXTRACT),
    *(K.OUTCOME_NOTICE, K.KEY_INFORMATION),
)
NOTICES = (K.GP_NOTICE, K.SCHOOL_NOTICE, K.HEALTH_VISITOR_NOTICE, K.MARAC_OUTCOME_NOTICE)
BEYOND = (*NOTICES, K.PLAN, K.KEY_INFORMATION)
AT_HOME = (K.FAMILY_COPY, K.CHILD_COPY, K.DECISION_LETTER)
OFFERED = tuple(dict.fromkeys((*AT_THE_TABLE, *NOTICES, *AT_HOME)))
"""What is sent after a meeting, in the order in which it is offered."""


def kinds_for(facts: MeetingFacts, line: Proposed, reader: Reader) -> tuple[DocumentKind, ...]:
    """Return the kinds that a recipient may be sent, of those that the type of meeting lists."""
    if line.gap and not (line.to.agency_id or line.to.professional_id or line.to.person_id):
        return ()
    listed = facts.kind.documents
    if reader.kind is ReaderKind.PERSON:
        is_child = reader.person_id in _children(facts)
        home = (kind for kind in AT_HOME if kind in listed)
        return tuple(kind for kind in home if is_meant_for(kind, reader, is_child=is_child))
    wanted = AT_THE_TABLE if line.place is not Place.BEYOND else BEYOND
    found = tuple(kind for kind in wanted if kind in listed and is_meant_for(kind, reader))
    if line.place is Place.BEYOND and not found and K.AGENCY_EXTRACT in listed:
        # A service that has no notice of its own reads what is its to do, of its own families only.
        return (K.AGENCY_EXTRACT,)
    return found


def _children(facts: MeetingFacts) -> frozenset[UUID]:
    return frozenset(one.id for case in cases_in(facts) for one in case.people if one.is_child)
