"""Which rows a scope reaches: its own, their parts, and what these link to, without leading on for ever.

From a meeting the links lead to people, professionals, agencies, its families with their chronology
and the earlier meetings of the same family's thread. They do not lead from one case of a MARAC to
the earlier MARACs, nor over a link between cases into another family: that is not what was asked
for, and it is not this reader's to have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from meetingdesk.app.interchange.identities import chunks
from meetingdesk.app.interchange.layout import IN_FILE, links_of
from meetingdesk.app.interchange.scope import Families, Meetings, Scope, ThreadOf, WholeStore
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import CaseLink, DefinitionCopy, Meeting, MeetingCase, Series
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.people import Person
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import field_names, parts_of
from meetingdesk.storage.reading import Reading

RowsByKind = dict[type[Row], dict[UUID, Row]]

FOLLOWED: frozenset[type[Row]] = frozenset({Agency, Professional, Person, DefinitionCopy, Series})
"""Kinds that are brought along whenever a row points to them."""


def gather(reading: Reading, scope: Scope) -> RowsByKind:
    """Return the rows of a scope and all they link to."""
    match scope:
        case WholeStore():
            return {kind: {row.id: row for row in reading.find(kind)} for kind in IN_FILE}
        case Families(ids):
            return _Gathering(reading, only_families=frozenset(ids)).families(ids)
        case Meetings(ids):
            return _Gathering(reading).meetings(ids)
        case ThreadOf(family_id, series_id):
            found: list[Row] = []
            if family_id is not None:
                found += reading.find(Meeting, family_id=family_id)
            if series_id is not None:
                found += reading.find(Meeting, series_id=series_id)
            return _Gathering(reading).meetings([row.id for row in found])


class _Gathering:
    """Collects rows until no followed link leads to one that is missing."""

    def __init__(self, reading: Reading, only_families: frozenset[UUID] | None = None) -> None:
        self._reading = reading
        self._only = only_families
        self._found: RowsByKind = {kind: {} for kind in IN_FILE}
        self._asked: dict[type[Row], set[UUID]] = {kind: set() for kind in IN_FILE}

    def families(self, ids: Collection[UUID]) -> RowsByKind:
        self._bring(Family, ids)
        heard = {row.meeting_id for chunk in chunks(ids) for row in self._find_cases(chunk)}
        thread = {row.id for chunk in chunks(ids) for row in self._reading.find(Meeting, family_id=chunk)}
        self._bring(Meeting, heard | thread)
        return self._found

    def meetings(self, ids: Collection[UUID]) -> RowsByKind:
        self._bring(Meeting, ids)
        return self._found

    def _find_cases(self, families: list[UUID]) -> tuple[MeetingCase, ...]:
        return self._reading.find(MeetingCase, family_id=families)

    def _bring(self, kind: type[Row], ids: Collection[UUID]) -> None:
        waiting: list[tuple[type[Row], set[UUID]]] = [(kind, set(ids))]
        while waiting:
            wanted, keys = waiting.pop()
            missing = keys - self._asked[wanted]
            if missing:
                self._asked[wanted] |= missing
                rows = [row for chunk in chunks(missing) for row in self._reading.find(wanted, id=chunk)]
                waiting += self._take(rows).items()

    def _take(self, rows: Iterable[Row]) -> dict[type[Row], set[UUID]]:
        """Keep rows with all their parts; return what they lead to."""
        leads: dict[type[Row], set[UUID]] = {}
        batches: list[list[Row]] = [list(rows)]
        while batches:
            batch = [row for row in batches.pop() if self._belongs(row)]
            for row in batch:
                self._found[type(row)][row.id] = row
                self._follow(row, leads)
            for kind in {type(row) for row in batch}:
                owners = [row.id for row in batch if type(row) is kind]
                batches += [self._parts(part, owners) for part in parts_of(kind)]
        return leads

    def _parts(self, part: type[Row], owners: list[UUID]) -> list[Row]:
        assert part.inside is not None, "a part names its whole"
        found: list[Row] = []
        for chunk in chunks(owners):
            inside: dict[str, Any] = {part.inside: chunk}
            found += self._reading.find(part, **inside)
        return found

    def _belongs(self, row: Row) -> bool:
        """Say whether a row may come along: of other families than those asked for, nothing does."""
        if self._only is None or "family_id" not in field_names(type(row)):
            return True
        family = getattr(row, "family_id", None)
        return family is None or family in self._only

    def _follow(self, row: Row, leads: dict[type[Row], set[UUID]]) -> None:
        for shape in links_of(type(row)):
            key = getattr(row, shape.name)
            if key is None or shape.link is None:
                continue
            target = ROW_OF_TABLE[shape.link]
            if target in FOLLOWED or (target is Family and self._leads_to_family(row, shape.name, key)):
                leads.setdefault(target, set()).add(key)
        if isinstance(row, Meeting) and row.previous_id is not None and row.family_id is not None:
            previous = self._reading.look_up(Meeting, row.previous_id)
            if previous is not None and previous.family_id == row.family_id:
                leads.setdefault(Meeting, set()).add(previous.id)

    def _leads_to_family(self, row: Row, name: str, key: UUID) -> bool:
        if self._only is not None:
            return key in self._only
        return not (isinstance(row, CaseLink) and name == "other_family_id")
