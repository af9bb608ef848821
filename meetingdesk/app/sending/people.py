"""The people of a meeting as sending sees them, and who proposes itself as a recipient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from meetingdesk.app.documents.on_screen import facts_for_copies
from meetingdesk.app.documents.who_may import has_family_readers, may_read_at_home
from meetingdesk.app.family_records import cases_of
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.invitations import Case
from meetingdesk.domain.people import Address, AddressWithheld, ContactWithheld, YesNo
from meetingdesk.domain.sending.ground import Ground
from meetingdesk.domain.sending.proposal import Place, Proposed, proposed_recipients
from meetingdesk.domain.sending.recipient import Recipient
from meetingdesk.domain.sending.words import Tie
from meetingdesk.storage.reading import Reading


def ground_of(reading: Reading, meeting_id: UUID, today: date) -> Ground:
    """Return the people of a meeting with everybody who works for an agency of it."""
    facts = facts_for_copies(reading, meeting_id)
    known = {row.id: row for row in facts.all(Professional)}
    agencies = sorted(facts.agencies)
    workers = reading.find(Professional, agency_id=agencies) if agencies else ()
    rows = {**facts.rows, Professional: (*known.values(), *(row for row in workers if row.id not in known))}
    # From whom something is withheld stops a recipient also where whoever sends may not see what it is.
    checked = facts_for_copies(reading.for_checking(), meeting_id)
    rows |= {kind: checked.all(kind) for kind in (Address, AddressWithheld, ContactWithheld)}
    return Ground(replace(facts, rows=rows), today)


def cases_in(facts: MeetingFacts) -> tuple[Case, ...]:
    """Return the families of a meeting, as they stand on its day."""
    return cases_of(MeetingRows(facts.meeting, facts.rows), facts.policy, facts.day)


def everybody(ground: Ground) -> tuple[Proposed, ...]:
    """Return everybody who may be sent something of a meeting; of the family those who read at home."""
    cases = cases_in(ground.facts)
    return (*proposed_recipients(ground, cases), *_of_the_family(ground, cases))


def reader_of(facts: MeetingFacts, to: Recipient) -> Reader:
    """Return a recipient as the reader that a copy is made for."""
    if to.person_id is not None:
        return Reader(ReaderKind.PERSON, to.name, person_id=to.person_id)
    own = frozenset(row.id for row in facts.workers.values() if row.agency_id == to.agency_id)
    named = own if to.agency_id is not None else frozenset({to.professional_id} - {None})
    return Reader(ReaderKind.AGENCY, to.name, to.agency_id, to.agency_key, named)  # type: ignore[arg-type]


def _of_the_family(ground: Ground, cases: tuple[Case, ...]) -> Iterator[Proposed]:
    """Yield those of the family who may read at home; ticked is nobody: the chair says who gets which."""
    if not has_family_readers(ground.facts):
        return
    for case in cases:
        for somebody in case.people:
            if not may_read_at_home(ground.facts, somebody):
                continue
            mailboxes = ground.contacts.get(somebody.id, ())
            safe = next((row.value for row in mailboxes if row.is_safe is YesNo.YES), "")
            to = Recipient(somebody.designation, person_id=somebody.id, email=safe.strip())
            yield Proposed(
                to,
                Place.BEYOND,
                (Tie.FAMILY,),
                (f"{somebody.designation} of {case.record.family.reference}.",),
                (case.id,),
                is_ticked=False,
                unticked_because="Somebody of the family: tick it once it is agreed how they get it.",
            )
