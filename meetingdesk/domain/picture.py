"""The whole picture: who is known to which agency, what only one knows, and where nobody was asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.information import Entry, EntryKind, EntryStatus, InformationRequest, RequestState
from meetingdesk.domain.nothing_known import Told, told_by
from meetingdesk.domain.roster import RosterPerson
from meetingdesk.domain.visibility import Visibility

GP = "gp"


class CellState(StrEnum):
    """What is between one agency and one person; a gap is none of the five answers."""

    GAP = "gap"
    ASKED = "asked"
    ANSWERED = "answered"
    NOTHING_KNOWN = "nothing_known"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class PictureColumn:
    """One agency; the practices or schools that each person has one of share a column."""

    key: str
    agencies: tuple[UUID, ...]
    code: str
    short: str
    name: str
    otherwise: UUID
    """Which of them is meant where nobody knows whose it is."""

    @property
    def is_gp(self) -> bool:
        """Whether this is the column that is never missing."""
        return self.key == GP


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One person; the first row, of nobody, is the family as a whole."""

    person_id: UUID | None
    designation: str
    name: str = ""
    may_harm: bool = False
    known_to: tuple[str, ...] = ()
    """The agencies that know something, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one agency was asked about one person, and what came of it."""

    agency_id: UUID
    person_id: UUID | None
    state: CellState = CellState.GAP
    reason: str = ""
    entries: tuple[UUID, ...] = ()
    is_only: bool = False
    """Whether no other agency knows anything of this person so far."""
    is_disputed: bool = False
    is_of_family: bool = False
    """Whether the mark is that of the whole family, for nothing was asked about this person alone."""
    is_sent_back: bool = False
    told: Told = Told.SOMETHING
    due_on: date | None = None

    @property
    def count(self) -> int:
        """How many entries are behind it."""
        return len(self.entries)

    @property
    def is_not_asked(self) -> bool:
        """Whether nobody asked, with a reason or without."""
        return self.state in (CellState.GAP, CellState.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class BehindCell:
    """An entry as it is read behind a cell."""

    id: UUID
    at: datetime | None
    agency: str
    kind: EntryKind
    text: str
    source: str
    is_disputed: bool
    disputed_by: str
    visibility: Visibility
    is_withheld: bool
    withheld_because: str
    means_for_child: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The whole picture in figures; the row of the family is not counted."""

    cells: int = 0
    gaps: int = 0
    not_asked: int = 0
    waiting: int = 0
    only_one: int = 0
    disputed: int = 0
    gp_gaps: int = 0
    gp_waiting: int = 0


@dataclass(frozen=True, slots=True)
class WholePicture:
    """Rows, columns and what is where they meet."""

    rows: tuple[PictureRow, ...] = ()
    columns: tuple[PictureColumn, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    entries: tuple[BehindCell, ...] = ()
    tally: Tally = Tally()
    _entry: Mapping[UUID, BehindCell] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_entry", {entry.id: entry for entry in self.entries})

    def behind(self, cell: Cell) -> tuple[BehindCell, ...]:
        """Return the entries behind a cell, in the order in which they were recorded."""
        return tuple(self._entry[key] for key in cell.entries)

    @property
    def has_people(self) -> bool:
        """Whether anybody of the family is recorded."""
        return len(self.rows) > 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked and said about one family in one meeting, as rows of the record."""

    requests: Sequence[InformationRequest] = ()
    entries: Sequence[Entry] = ()
    about: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    """The people that each entry is about."""
    agency_of: Mapping[UUID, UUID] = field(default_factory=dict)
    """The agencies of professionals who spoke without their agency being named."""
    own: Mapping[tuple[UUID, str], UUID] = field(default_factory=dict)
    """Which practice or school is that of a person, by the key of the column."""

    def speaker(self, entry: Entry) -> UUID | None:
        """Return the agency that said something."""
        if entry.agency_id is not None or entry.professional_id is None:
            return entry.agency_id
        return self.agency_of.get(entry.professional_id)


Place = tuple[int, UUID | None]


def picture_of(
    people: Sequence[RosterPerson], columns: Sequence[PictureColumn], asked: Asked
) -> WholePicture:
    """Return the whole picture of a family."""
    column_of = {agency: place for place, column in enumerate(columns) for agency in column.agencies}
    members = frozenset(person.id for person in people)
    requests = _requests_by_place(asked.requests, column_of)
    entries = _entries_by_place(asked, column_of, members)
    keys: tuple[UUID | None, ...] = (None, *(person.id for person in people))
    found: dict[Place, Cell] = {}
    for place, column in enumerate(columns):
        whole: Cell | None = None
        for key in keys:
            here = (place, key)
            agency = _agency_at(column, key, requests.get(here), entries.get(here, ()), asked)
            found[here] = _cell(agency, key, requests.get(here), entries.get(here, ()), whole)
            if key is None and _goes_for_each(found[here], requests.get(here)):
                whole = found[here]
    known = {key: [place for place in range(len(columns)) if _knows(found[place, key])] for key in keys}
    for key, places in known.items():
        if key is not None and len(places) == 1 and len(columns) > 1:
            found[places[0], key] = replace(found[places[0], key], is_only=True)
    rows = (
        PictureRow(None, "Whole family"),
        *(
            PictureRow(
                person.id,
                person.designation,
                person.name,
                person.may_harm,
                tuple(columns[place].short for place in known[person.id]),
            )
            for person in people
        ),
    )
    cells = tuple(tuple(found[place, key] for place in range(len(columns))) for key in keys)
    behind = _behind(asked, columns, column_of)
    return WholePicture(rows, tuple(columns), cells, behind, _tally(cells[1:], columns))


def counts(entry: Entry) -> bool:
    """Say whether something was said to the meeting; a working note is its author's alone."""
    return entry.visibility is not Visibility.V5


def tells(entry: Entry) -> bool:
    """Say whether an entry is an answer that tells something to the meeting."""
    return counts(entry) and not entry.is_not_shared and told_by(entry.text) is Told.SOMETHING


def _requests_by_place(
    requests: Iterable[InformationRequest], column_of: Mapping[UUID, int]
) -> dict[Place, InformationRequest]:
    """Return the request that tells most for each cell; of equal ones the newest."""

    def strength(row: InformationRequest) -> tuple[bool, int, int]:
        # What was asked about this family goes before what was asked about all families of the meeting.
        return row.family_id is not None, _STRENGTH[row.state], row.id.int

    found: dict[Place, InformationRequest] = {}
    for request in sorted(requests, key=strength):
        if request.agency_id in column_of:
            found[column_of[request.agency_id], request.person_id] = request
    return found


def _entries_by_place(
    asked: Asked, column_of: Mapping[UUID, int], members: frozenset[UUID]
) -> dict[Place, list[Entry]]:
    found: dict[Place, list[Entry]] = {}
    for entry in asked.entries:
        agency = asked.speaker(entry)
        if agency is None or agency not in column_of or not counts(entry):
            continue
        # What is said about nobody, or about somebody who is not recorded here, is about the family.
        named = asked.about.get(entry.id, frozenset()) & members
        for key in named or (None,):
            found.setdefault((column_of[agency], key), []).append(entry)
    return found


def _agency_at(
    column: PictureColumn,
    person_id: UUID | None,
    request: InformationRequest | None,
    entries: Sequence[Entry],
    asked: Asked,
) -> UUID:
    """Return which of the practices of a column a cell is about."""
    if request is not None:
        return request.agency_id
    for entry in reversed(entries):
        agency = asked.speaker(entry)
        if agency is not None:
            return agency
    own = asked.own.get((person_id, column.key)) if person_id is not None else None
    return own if own in column.agencies and own is not None else column.otherwise


def _cell(
    agency_id: UUID,
    person_id: UUID | None,
    request: InformationRequest | None,
    entries: Sequence[Entry],
    whole: Cell | None,
) -> Cell:
    state, reason, told = _state(request, entries)
    is_of_family = False
    if state is CellState.GAP and whole is not None:
        is_of_family = True
        # Whoever answered about the family has said nothing about this person yet.
        state = CellState.ASKED if whole.state is CellState.ANSWERED else whole.state
        reason = whole.reason
    is_waiting = state is CellState.ASKED
    return Cell(
        agency_id,
        person_id,
        state,
        reason,
        tuple(entry.id for entry in entries),
        is_disputed=any(entry.status is EntryStatus.DISPUTED for entry in entries),
        is_of_family=is_of_family,
        is_sent_back=request is not None and request.is_sent_back,
        told=told,
        due_on=request.due_on if request is not None and is_waiting else None,
    )


def _state(request: InformationRequest | None, entries: Sequence[Entry]) -> tuple[CellState, str, Told]:
    if request is not None and request.is_sent_back:
        return CellState.ASKED, request.sent_back_because, Told.SOMETHING
    shared = [told_by(entry.text) for entry in entries if not entry.is_not_shared]
    reason = request.reason if request is not None else ""
    if Told.SOMETHING in shared:
        return CellState.ANSWERED, "", Told.SOMETHING
    if request is not None and request.state not in (RequestState.ASKED, RequestState.ANSWERED):
        return CellState(request.state.value), reason, Told.SOMETHING
    withheld = [entry for entry in entries if entry.is_not_shared]
    if withheld:
        return CellState.DECLINED, withheld[-1].not_shared_because or reason, Told.SOMETHING
    if Told.NOTHING_KNOWN in shared or (request is not None and _answers_nothing(request)):
        return CellState.NOTHING_KNOWN, "", Told.NOTHING_KNOWN
    if Told.WHO_IT_IS in shared:
        return CellState.ASKED, "", Told.WHO_IT_IS
    if request is not None:
        return CellState(request.state.value), reason, Told.SOMETHING
    return CellState.GAP, "", Told.SOMETHING


def _answers_nothing(request: InformationRequest) -> bool:
    return request.state is RequestState.ANSWERED and told_by(request.reason) is Told.NOTHING_KNOWN


def _goes_for_each(whole: Cell, request: InformationRequest | None) -> bool:
    """Say whether the mark of the whole family goes for each person of whom nothing was asked alone.

    What an agency said about nobody by name does not: it was not asked about anybody then.
    """
    return request is not None or whole.state is CellState.NOTHING_KNOWN


def _knows(cell: Cell) -> bool:
    return not cell.is_of_family and (cell.state is CellState.ANSWERED or cell.is_sent_back)


def _behind(
    asked: Asked, columns: Sequence[PictureColumn], column_of: Mapping[UUID, int]
) -> tuple[BehindCell, ...]:
    return tuple(
        BehindCell(
            entry.id,
            entry.at,
            columns[column_of[agency]].short,
            entry.kind,
            entry.text,
            entry.source,
            entry.status is EntryStatus.DISPUTED,
            entry.disputed_by,
            entry.visibility,
            entry.is_not_shared,
            entry.not_shared_because,
            entry.means_for_child,
        )
        for entry in asked.entries
        if (agency := asked.speaker(entry)) in column_of and agency is not None and counts(entry)
    )


def _tally(cells: Sequence[Sequence[Cell]], columns: Sequence[PictureColumn]) -> Tally:
    every = [(cell, column) for row in cells for cell, column in zip(row, columns, strict=True)]
    gaps = [column for cell, column in every if cell.state is CellState.GAP]
    waiting = [column for cell, column in every if cell.state is CellState.ASKED]
    return Tally(
        len(every),
        len(gaps),
        sum(cell.is_not_asked for cell, _ in every),
        len(waiting),
        sum(cell.is_only for cell, _ in every),
        sum(cell.is_disputed for cell, _ in every),
        sum(column.is_gp for column in gaps),
        sum(column.is_gp for column in waiting),
    )


_STRENGTH = {
    RequestState.NOT_ASKED: 0,
    RequestState.ASKED: 1,
    RequestState.NOTHING_KNOWN: 2,
    RequestState.DECLINED: 3,
    RequestState.ANSWERED: 4,
}
"""What one practice knows is told, although another of the same column was not asked."""
