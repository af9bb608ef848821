"""What a pack is made of: for each recipient the right copies, what may not be in them, and what is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from meetingdesk.app.documents.copies_of_versions import copy_of_version
from meetingdesk.app.documents.naming import file_name
from meetingdesk.app.documents.on_screen import facts_for_copies
from meetingdesk.app.documents.versions import facts_to_copy
from meetingdesk.app.sending.book import route_book
from meetingdesk.app.sending.listing import Ready, SendLine, SendList, key_of_copy, send_list
from meetingdesk.app.sending.people import ground_of, reader_of
from meetingdesk.domain.actions import Action
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.copies.withheld import Withheld, WithheldKind, withheld_from
from meetingdesk.domain.documents import DocumentCopy, DocumentVersion
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.sending.narrowing import of_families, of_other_families
from meetingdesk.domain.sending.proposal import Place
from meetingdesk.domain.sending.recipient import Recipient
from meetingdesk.domain.sending.routes import Route
from meetingdesk.domain.sending.words import FOR_INFORMATION
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading

HOST = "meetingdesk.invalid"
"""What stands behind the sign in the identifiers of messages; no such host exists."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One recipient who was ticked, with the documents they are to get."""

    key: str
    kinds: tuple[DocumentKind, ...]
    is_for_information: bool = False
    """Whether somebody chose that they are asked to do nothing."""
    reason: str = ""
    """Why it is sent in spite of a stop that lets itself be answered."""


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """One copy that is to be made."""

    ready: Ready
    name: str
    copied: Copied


@dataclass(frozen=True, slots=True)
class DatePlan:
    """A date that travels with the copies; a reference and nothing else."""

    uid: str
    summary: str
    on: date
    starts: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecipientPlan:
    """Everything that one recipient is to get."""

    to: Recipient
    number: int
    copies: tuple[CopyPlan, ...]
    route: Route
    subject: str
    """What the message is about, without mark and marking: a kind of meeting and its documents."""
    why: str
    asked_to: str
    withheld: tuple[Withheld, ...]
    not_in_message: tuple[Withheld, ...]
    dates: tuple[DatePlan, ...]
    message_id: str
    sees: tuple[Visibility, ...]
    reason: str = ""
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class PackPlan:
    """A whole pack before it is made."""

    meeting_id: UUID
    reference: str
    marking: str
    mark: str
    recipients: tuple[RecipientPlan, ...]


def plan_pack(
    reading: Reading, meeting_id: UUID, wanted: Iterable[Wanted], made_on: date, ending: str = "pdf"
) -> PackPlan:
    """Return what is to be made of the documents that may leave, for those who were ticked."""
    shown = send_list(reading, meeting_id, made_on)
    lines = {line.key: line for line in shown.lines}
    chosen = [(lines[one.key], one) for one in wanted if one.key in lines]
    gets = {line.key: line.left(one.kinds) for line, one in chosen}
    totals = Counter(kind for kinds in gets.values() for kind in kinds)
    versions = _Versions(reading, shown, made_on, ending, totals)
    ground = ground_of(reading, meeting_id, made_on)
    checked = facts_for_copies(reading.for_checking(), meeting_id)
    plans = []
    for number, (line, one) in enumerate(chosen, 1):
        check_line(line, one)
        if gets[line.key]:
            plans.append(_plan(versions, ground.facts, checked, line, one, gets[line.key], number))
    return PackPlan(
        meeting_id, shown.reference, ground.facts.meeting.classification, route_book().mark, tuple(plans)
    )


def check_line(line: SendLine, wanted: Wanted) -> None:
    """Raise where nobody may send to a recipient, or where nobody said why it is sent all the same."""
    for stop in line.stops:
        if stop.is_hard:
            raise MeetingDeskError(f"{line.proposed.to.name}: {stop.says}", hint=stop.mend)
    if line.needs_reason and not wanted.reason.strip():
        stop = line.stops[0]
        raise MeetingDeskError(f"{line.proposed.to.name}: {stop.says}", hint=stop.mend)


def message_id_of(version_ids: Iterable[UUID], to: Recipient, attempt: int) -> str:
    """Return by what a message is known again: the same for the same versions, reader and attempt."""
    said = " ".join((*sorted(str(one) for one in version_ids), to.key, str(attempt)))
    return f"<{uuid5(_SENDING, said)}@{HOST}>"


_SENDING = UUID("5d0c6f1e-4b7a-5d4e-9a68-7c1f6f2d9a11")


class _Versions:
    """The versions that may leave, as the meetings that they froze; each is read once for all readers."""

    def __init__(
        self,
        reading: Reading,
        shown: SendList,
        made_on: date,
        ending: str,
        totals: Mapping[DocumentKind, int],
    ) -> None:
        self.shown, self.made_on, self.ending, self._totals = shown, made_on, ending, totals
        self._numbered: Counter[UUID] = Counter()
        self.reading = reading
        self._kept: dict[UUID, tuple[DocumentVersion, MeetingFacts, int]] = {}
        self._checked: dict[UUID, MeetingFacts] = {}

    def of(self, ready: Ready) -> tuple[DocumentVersion, MeetingFacts, int]:
        """Return a version, what it froze, and how many copies were made of it so far."""
        found = self._kept.get(ready.version_id)
        if found is None:
            version = self.reading.get(DocumentVersion, ready.version_id)
            facts = facts_to_copy(self.reading, version)
            made = self.reading.find(DocumentCopy, version_id=ready.version_id)
            found = version, facts, max((row.number for row in made), default=0)
            self._kept[ready.version_id] = found
        return found

    def checked(self, ready: Ready) -> MeetingFacts:
        """Return what a version froze with the parts that whoever sends may not see, to be searched for."""
        if ready.version_id not in self._checked:
            version = self.of(ready)[0]
            self._checked[ready.version_id] = facts_to_copy(self.reading.for_checking(), version)
        return self._checked[ready.version_id]

    def with_dates(self, found: Iterable[Ready]) -> MeetingFacts:
        """Return the frozen record whose dates travel with the copies: that of the actions, where they do."""
        firsts = (DocumentKind.ACTION_LIST, DocumentKind.FULL_MINUTES)
        best = min(found, key=lambda one: one.kind not in firsts)
        return self.of(best)[1]

    def number(self, ready: Ready) -> tuple[int, int]:
        """Return the number of the next copy of a document, and of how many it is one."""
        made = self.of(ready)[2]
        self._numbered[ready.version_id] += 1
        return made + self._numbered[ready.version_id], made + self._totals[ready.kind]

    def attempts(self, ready: Ready, to: Recipient) -> int:
        """Return how many copies of a version were made for a recipient before."""
        rows = self.reading.find(DocumentCopy, version_id=ready.version_id)
        return sum(1 for row in rows if key_of_copy(row) == to.key)


def _plan(
    versions: _Versions,
    now: MeetingFacts,
    checked: MeetingFacts,
    line: SendLine,
    wanted: Wanted,
    kinds: tuple[DocumentKind, ...],
    number: int,
) -> RecipientPlan:
    proposed = line.proposed
    is_narrow = proposed.place is Place.BEYOND and now.kind.many_cases
    reader = reader_of(now, proposed.to)
    copies: list[CopyPlan] = []
    # Searched for is also what whoever sends may not see: it may have been typed where they may.
    withheld: list[Withheld] = [*withheld_from(checked, reader)]
    found = [one for kind in kinds if (one := versions.shown.version(kind)) is not None]
    for ready in found:
        version, frozen, _ = versions.of(ready)
        copy_number, of_copies = versions.number(ready)
        facts = of_families(frozen, proposed.families) if is_narrow else frozen
        withheld += withheld_from(versions.checked(ready), reader)
        copied = replace(
            copy_of_version(versions.reading, version, reader, versions.made_on, facts),
            number=copy_number,
            of_copies=of_copies,
        )
        if is_narrow:
            # What the version before said was said of every family.
            copied = replace(copied, amends=None, corrected=())
        copies.append(CopyPlan(ready, file_name(copied, ready.kind, versions.ending), copied))
    if is_narrow:
        withheld += of_other_families(checked, proposed.families)
    attempt = max((versions.attempts(ready, proposed.to) for ready in found), default=0)
    titles = ", ".join(one.kind.label.lower() for one in found)
    return RecipientPlan(
        proposed.to,
        number,
        tuple(copies),
        line.route,
        f"{now.kind.short}, {titles}",
        proposed.why,
        FOR_INFORMATION if wanted.is_for_information else proposed.asked_to,
        tuple(dict.fromkeys(withheld)),
        tuple(_names(checked)),
        tuple(_dates(versions.with_dates(found), reader, set(proposed.families) if is_narrow else None)),
        message_id_of((one.version_id for one in found), proposed.to, attempt),
        tuple(one for one in Visibility if reader.may_have(one)),
        wanted.reason.strip(),
        is_marked=line.route is Route.MARKED_MAIL,
    )


def _names(facts: MeetingFacts) -> Iterator[Withheld]:
    """Yield the names of everybody, in full: a single word of a name may be a word of ours."""
    for name in facts.all(PersonName):
        if len(name.full.split()) > 1:
            yield Withheld(WithheldKind.NAME, name.full, name.id)


def _dates(facts: MeetingFacts, reader: Reader, families: set[UUID] | None) -> Iterator[DatePlan]:
    """Yield the next meeting, and what this reader has to do by when."""
    meeting = facts.meeting
    if meeting.next_on is not None and families is None and reader.is_professional:
        zone = ZoneInfo(meeting.zone)
        starts = datetime.combine(meeting.next_on, meeting.next_at, zone) if meeting.next_at else None
        yield DatePlan(f"next-{meeting.id}@{HOST}", f"After {meeting.reference}", meeting.next_on, starts)
    for action in facts.all(Action):
        is_own = action.owner_agency_id is not None and action.owner_agency_id == reader.agency_id
        is_theirs = families is None or action.family_id in families
        if is_own and is_theirs and action.due_on is not None and reader.may_have(action.visibility):
            said = f"Due: {action.reference or meeting.reference}"
            yield DatePlan(f"due-{action.id}@{HOST}", said, action.due_on)
