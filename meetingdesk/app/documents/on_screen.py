"""What the page of the documents shows: who may have which, and what each would and would not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetingdesk.app.documents.before_meeting import with_challenges_before
from meetingdesk.app.documents.copying import readers_of
from meetingdesk.app.documents.who_may import has_family_readers, is_meant_for, may_read_at_home
from meetingdesk.app.family_records import cases_of
from meetingdesk.app.live.gaps_at import facts_of_meeting
from meetingdesk.app.live.head import head_of
from meetingdesk.app.meeting_rows import MeetingRows
from meetingdesk.domain.actions import Action
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.attendance import Exclusion
from meetingdesk.domain.copies.allowed import Allowance
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.copies.withheld import Withheld, withheld_from
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import FINALISED, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading

ORDER = (
    *(DocumentKind.FULL_MINUTES, DocumentKind.ACTION_LIST, DocumentKind.AGENCY_EXTRACT),
    *(DocumentKind.DECISION_LETTER, DocumentKind.PLAN, DocumentKind.INTERIM_SAFETY_PLAN),
    *(DocumentKind.RESTRICTED_ANNEX, DocumentKind.KEY_INFORMATION),
    *(DocumentKind.FAMILY_COPY, DocumentKind.CHILD_COPY, DocumentKind.GP_NOTICE, DocumentKind.SCHOOL_NOTICE),
    *(DocumentKind.HEALTH_VISITOR_NOTICE, DocumentKind.MARAC_OUTCOME_NOTICE),
    *(DocumentKind.AGENDA, DocumentKind.CASE_LIST, DocumentKind.INFORMATION_REQUEST),
)
"""What is sent after a meeting comes first, then what is sent before it."""
_LEFT_OUT = {
    Visibility.V0: ("shared entry", "shared entries"),
    Visibility.V1: ("entry for professionals", "entries for professionals"),
    Visibility.V2: ("restricted entry", "restricted entries"),
    Visibility.V3: ("entry of legal advice", "entries of legal advice"),
    Visibility.V4: ("police-sensitive entry", "police-sensitive entries"),
    Visibility.V5: ("working note", "working notes"),
}
_NOT_SHARED = ("entry that its agency did not share", "entries that their agency did not share")

ReaderKey = tuple[str, UUID | None]
"""Who a reader is, whatever becomes of the rows around them."""


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """One reader: which documents are meant for them, and what of the meeting a copy would hold."""

    reader: Reader
    below: str
    """What they are to the meeting; empty for most."""
    kinds: frozenset[DocumentKind]
    actions: int
    """How many actions are theirs; of the chair's copy, how many there are."""
    entries: int
    of_entries: int
    left_out: str = ""
    """What of the meeting is not in their copy, by class; empty where all of it is."""

    @property
    def key(self) -> ReaderKey:
        """Who this is."""
        return key_of(self.reader)

    @property
    def says(self) -> str:
        """What the reader's copy holds, in sentences."""
        if self.reader.kind is ReaderKind.CHAIR:
            actions = f"{_many(self.actions, 'action') if self.actions else 'No action'} in all."
        else:
            actions = f"{_many(self.actions, 'action') if self.actions else 'No action'} of their own."
        if not self.of_entries:
            return f"{actions} No entry was made in this meeting."
        if self.entries == self.of_entries:
            return f"{actions} Every entry of the meeting may be in it."
        several = _many(self.of_entries, "entry", "entries")
        return f"{actions} {self.entries or 'None'} of {several} may be in it: {self.left_out} not in it."


@dataclass(frozen=True, slots=True)
class DocumentsOnScreen:
    """The documents of one meeting, as the page shows them."""

    meeting_id: UUID
    reference: str
    title: str
    day: date
    status: MeetingStatus
    kinds: tuple[DocumentKind, ...] = ()
    """What the type of the meeting lists and what can be made."""
    not_yet: tuple[DocumentKind, ...] = ()
    """What the type lists and this version does not make."""
    has_large_print: bool = False
    readers: tuple[ReaderLine, ...] = ()

    @property
    def columns(self) -> tuple[DocumentKind, ...]:
        """The kinds that at least one reader may have."""
        return tuple(kind for kind in self.kinds if any(kind in line.kinds for line in self.readers))

    @property
    def for_nobody(self) -> tuple[DocumentKind, ...]:
        """The kinds that can be made and are meant for nobody who was asked."""
        return tuple(kind for kind in self.kinds if kind not in self.columns)

    @property
    def is_draft(self) -> bool:
        """Whether DRAFT stands across what is made now."""
        return self.status not in FINALISED


def may_make_documents(person: AtDesk) -> bool:
    """Say whether somebody may print or save files outside the store."""
    return person.may(Deed.PRINT) or person.may(Deed.EXPORT)


def require_documents(person: AtDesk) -> None:
    """Refuse somebody who may neither print nor save files outside the store."""
    if not may_make_documents(person):
        person.require(Deed.EXPORT)


def require_page(person: AtDesk) -> None:
    """Refuse somebody who has nothing to do with documents: not made, checked, approved or sent."""
    if not any(map(person.may, (Deed.APPROVE, Deed.QUALITY_CHECK, Deed.SEAL, Deed.SEND))):
        require_documents(person)


def facts_for_copies(reading: Reading, meeting_id: UUID) -> MeetingFacts:
    """Return the meeting that copies are made of, for somebody who may make them."""
    require_documents(reading.desk)
    head = head_of(reading, meeting_id)
    if head.kind is None:
        raise MeetingDeskError(
            "The type of this meeting is not known here, so nobody can say which documents it has.",
            hint="Bring in the meeting with its type, or add the type.",
        )
    return with_challenges_before(reading, facts_of_meeting(reading, head, head.kind))


def withheld_in_store(reading: Reading, meeting_id: UUID, reader: Reader) -> tuple[Withheld, ...]:
    """Return what a reader may not have, also where whoever makes the copy may not see it either."""
    return withheld_from(facts_for_copies(reading.for_checking(), meeting_id), reader)


def documents_on_screen(
    reading: Reading, meeting_id: UUID, made_here: Iterable[DocumentKind]
) -> DocumentsOnScreen:
    """Return what the page shows of a meeting; `made_here` is what this version can make."""
    return shown_of(facts_for_copies(reading, meeting_id), made_here)


def shown_of(facts: MeetingFacts, made_here: Iterable[DocumentKind]) -> DocumentsOnScreen:
    """Return what the page shows of a meeting that was read already."""
    known, listed = frozenset(made_here), facts.kind.documents
    kinds = tuple(kind for kind in ORDER if kind in listed and kind in known)
    kinds += tuple(kind for kind in listed if kind in known and kind not in ORDER)
    return DocumentsOnScreen(
        facts.meeting.id,
        facts.meeting.reference,
        facts.kind.title,
        facts.day,
        facts.meeting.status,
        kinds,
        tuple(kind for kind in listed if kind not in known and kind is not DocumentKind.LARGE_PRINT),
        DocumentKind.LARGE_PRINT in listed,
        tuple(_lines(facts, kinds)),
    )


def key_of(reader: Reader) -> ReaderKey:
    """Return who a reader is."""
    return reader.kind.value, reader.agency_id or reader.person_id


def _lines(facts: MeetingFacts, kinds: tuple[DocumentKind, ...]) -> Iterator[ReaderLine]:
    for reader in readers_of(facts):
        meant = frozenset(kind for kind in kinds if is_meant_for(kind, reader))
        yield _line(facts, reader, meant, _below_agency(facts, reader))
    if not has_family_readers(facts):
        return
    for case in cases_of(MeetingRows(facts.meeting, facts.rows), facts.policy, facts.day):
        for somebody in case.people:
            if may_read_at_home(facts, somebody):
                reader = Reader(ReaderKind.PERSON, somebody.designation, person_id=somebody.id)
                meant = frozenset(
                    kind for kind in kinds if is_meant_for(kind, reader, is_child=somebody.is_child)
                )
                yield _line(facts, reader, meant, _below_person(facts, somebody))


def _line(facts: MeetingFacts, reader: Reader, kinds: frozenset[DocumentKind], below: str) -> ReaderLine:
    allowed = Allowance(facts.rows, reader).allowed()
    kept = {row.id for row in allowed.get(Entry, ())}
    entries = facts.all(Entry)
    actions: tuple[Action, ...] = allowed.get(Action, ())  # type: ignore[assignment]  # filed under itself
    return ReaderLine(
        reader,
        below,
        kinds,
        sum(1 for action in actions if _is_theirs(action, reader)),
        sum(1 for entry in entries if entry.id in kept),
        len(entries),
        _left_out(entry for entry in entries if entry.id not in kept),
    )


def _is_theirs(action: Action, reader: Reader) -> bool:
    match reader.kind:
        case ReaderKind.CHAIR:
            return True
        case ReaderKind.PERSON:
            return action.owner_person_id is not None and action.owner_person_id == reader.person_id
        case ReaderKind.AGENCY:
            is_own = action.owner_agency_id is not None and action.owner_agency_id == reader.agency_id
            return is_own or action.owner_id in reader.professionals


def _left_out(entries: Iterable[Entry]) -> str:
    """Say what is not in a copy, by class: 3 restricted entries and 1 working note are."""
    counted = Counter(
        _NOT_SHARED if entry.is_not_shared else _LEFT_OUT[entry.visibility] for entry in entries
    )
    words = [_many(number, *names) for names, number in sorted(counted.items(), key=_by_class)]
    if not words:
        return ""
    listed = f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
    return f"{listed} {'is' if sum(counted.values()) == 1 else 'are'}"


def _by_class(counted: tuple[tuple[str, str], int]) -> int:
    order = (*_LEFT_OUT.values(), _NOT_SHARED)
    return order.index(counted[0])


def _below_agency(facts: MeetingFacts, reader: Reader) -> str:
    if reader.kind is ReaderKind.CHAIR:
        return "the whole record"
    catalogued = facts.catalogue.get(reader.agency_key)
    return catalogued.name if catalogued is not None and catalogued.name != reader.name else ""


def _below_person(facts: MeetingFacts, somebody: Somebody) -> str:
    said = [f"aged {somebody.age}"] if somebody.is_child and somebody.age is not None else []
    if FamilyRole.ALLEGED_PERPETRATOR in somebody.roles:
        said.append("alleged perpetrator: ask the chair")
    if any(row.person_id == somebody.id for row in facts.all(Exclusion)):
        said.append("kept out of a part")
    return ", ".join(said)


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
