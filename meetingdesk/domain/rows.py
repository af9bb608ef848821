"""What every row of the record has in common, and the words its fields are made of.

The model is written once, as frozen values. The tables, the meeting file and its schema are built
from these declarations, so a field that is added here exists everywhere at once.
"""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Annotated, ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest text that a field takes, in characters, and whether it is a single line."""

    most: int
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class To:
    """The table that an identifier points to."""

    table: str


Key = Annotated[str, Limit(80, one_line=True)]
"""A key into a data file, such as a meeting type or an agency of the catalogue."""

Line = Annotated[str, Limit(300, one_line=True)]
"""One line of text."""

Text = Annotated[str, Limit(20_000)]
"""A paragraph or several."""

Copy = Annotated[str, Limit(500_000)]
"""A definition as it stood when a meeting was held under it."""

ONE_OF_SEVERAL = Limit(300, one_line=True)
"""Each word of a field that holds several is a line of its own."""

AddressId = Annotated[UUID, To("address")]
ActionId = Annotated[UUID, To("action")]
AgencyId = Annotated[UUID, To("agency")]
AttendanceId = Annotated[UUID, To("attendance")]
ChallengeId = Annotated[UUID, To("challenge")]
ContactId = Annotated[UUID, To("contact")]
DecisionId = Annotated[UUID, To("decision")]
DefinitionCopyId = Annotated[UUID, To("definition_copy")]
DistributionId = Annotated[UUID, To("distribution")]
DocumentId = Annotated[UUID, To("document")]
EntryId = Annotated[UUID, To("entry")]
EventId = Annotated[UUID, To("event")]
FamilyId = Annotated[UUID, To("family")]
MeetingId = Annotated[UUID, To("meeting")]
OrderId = Annotated[UUID, To("court_order")]
PersonId = Annotated[UUID, To("person")]
ProfessionalId = Annotated[UUID, To("professional")]
SeriesId = Annotated[UUID, To("series")]
StaffId = Annotated[UUID, To("staff")]
VersionId = Annotated[UUID, To("document_version")]
CopyId = Annotated[UUID, To("document_copy")]
VoiceId = Annotated[UUID, To("voice")]
RequestId = Annotated[UUID, To("information_request")]


class _Identifiers:
    """Makes identifiers (UUID version 7) that grow, also within one millisecond."""

    TAIL = 62
    STEP = 40

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._milliseconds = 0
        self._middle = 0
        self._tail = 0

    def next(self) -> UUID:
        """Return one that is greater than all before it, by a step that nobody can guess."""
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._milliseconds:
                self._start(now)
            else:
                self._tail += 1 + secrets.randbits(self.STEP)
                if self._tail >> self.TAIL:
                    self._start(self._milliseconds + 1)
            value = self._milliseconds << 80 | 0x7 << 76 | self._middle << 64 | 0x2 << 62 | self._tail
        return UUID(int=value)

    def _start(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds
        self._middle = secrets.randbits(12)
        self._tail = secrets.randbits(self.TAIL)


_identifiers = _Identifiers()


def new_id() -> UUID:
    """Return a fresh identifier.

    The leading milliseconds keep neighbours in time neighbours in the index, and rows added together
    stay in the order in which they were made; the random bits keep an identifier unguessable, because
    asking for one tells whether it exists.
    """
    return _identifiers.next()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the record: a plain value that may cross any border.

    `inside` names the field that points to the row this one is a part of: it is nested there in a
    meeting file, and nobody sees the part who may not see the whole. `searched` names the fields
    whose words the search finds; `unique` and `indexed` are what lists and imports rely on.
    """

    table: ClassVar[str] = ""
    many: ClassVar[str] = ""
    inside: ClassVar[str | None] = None
    searched: ClassVar[tuple[str, ...]] = ()
    unique: ClassVar[tuple[tuple[str, ...], ...]] = ()
    indexed: ClassVar[tuple[str, ...]] = ()

    id: UUID = field(default_factory=new_id)
    version: int = 1
