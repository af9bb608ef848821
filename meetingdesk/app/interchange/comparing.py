"""A meeting file beside a store: what is new, what differs, and what must not be brought in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from meetingdesk.app.interchange.faults import Faults, Place
from meetingdesk.app.interchange.identities import SameAs, chunks, existing_ids, same_rows, with_identities
from meetingdesk.app.interchange.layout import IN_FILE, only_here
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.interchange.protection import adds_reader, refused_change
from meetingdesk.domain.information import Entry, EntryReader
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading

Stored = dict[type[Row], dict[UUID, Row]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What bringing in a file would do: rows to add, rows to replace, and how many stay as they are."""

    new: tuple[Row, ...]
    changed: tuple[Row, ...]
    unchanged: int
    faults: tuple[str, ...]


def check(file: MeetingFile, reading: Reading) -> tuple[str, ...]:
    """Return every reason for which a store cannot take a file, each with its place."""
    return compare(file, reading).faults


def compare(file: MeetingFile, reading: Reading) -> Comparison:
    """Lay a file beside a store."""
    return _Comparing(file, reading).compare()


class _Comparing:
    """Walks over the rows of a file in the order of the model, with the store's rows at hand."""

    def __init__(self, file: MeetingFile, reading: Reading) -> None:
        self._file = file
        self._reading = reading
        self._faults = Faults()
        self._same: SameAs = {}
        self._stored: Stored = {}
        self._hidden: dict[type[Row], set[UUID]] = {}
        self._new: list[Row] = []
        self._changed: list[Row] = []
        self._unchanged = 0

    def compare(self) -> Comparison:
        self._same = same_rows(self._file, self._reading, self._faults)
        for kind in IN_FILE:
            self._read_stored(kind)
        for kind in IN_FILE:
            for row in self._file.of(kind):
                self._compare(row, with_identities(row, self._same))
        self._check_outside()
        return Comparison(tuple(self._new), tuple(self._changed), self._unchanged, self._faults.found)

    def _read_stored(self, kind: type[Row]) -> None:
        keys = [self._same.get((kind, row.id), row.id) for row in self._file.of(kind)]
        found = {row.id: row for chunk in chunks(keys) for row in self._reading.find(kind, id=chunk)}
        self._stored[kind] = found
        self._hidden[kind] = existing_ids(kind, [key for key in keys if key not in found], self._reading)

    def _compare(self, in_file: Row, row: Row) -> None:
        kind = type(row)
        where = self._file.places.get(in_file.id, (kind.many,))
        visibility = getattr(row, "visibility", None)
        if isinstance(visibility, Visibility) and visibility not in self._reading.desk.sees:
            label = f"{visibility.value} ({visibility.label.lower()})"
            self._faults.add((*where, "visibility"), f"your role may not see {label}, so not bring it in")
        if row.id in self._hidden[kind]:
            self._faults.add((*where, "id"), "the store has this, and your role may not see or change it")
            return
        before = self._stored[kind].get(row.id)
        if before is None:
            self._compare_new(row, where)
        else:
            self._compare_known(
                before, self._as_here(before, row, self._file.left_out.get(in_file.id)), where
            )

    def _compare_new(self, row: Row, where: Place) -> None:
        if isinstance(row, EntryReader):
            entry = self._stored.get(Entry, {}).get(row.entry_id)
            if adds_reader(row, entry):
                self._faults.add(where, "somebody else could read an entry that is restricted in the store")
        self._new.append(row)

    def _compare_known(self, before: Row, after: Row, where: Place) -> None:
        if before == after:
            self._unchanged += 1
            return
        refused = refused_change(before, after)
        if refused is not None:
            field, reason = refused
            self._faults.add((*where, field), reason)
        self._changed.append(after)

    def _as_here(self, before: Row, row: Row, left_out: frozenset[str] | None) -> Row:
        """Return the file's row with what only the store can say."""
        kept: dict[str, Any] = {name: getattr(before, name) for name in only_here(type(row))}
        kept |= {name: getattr(before, name) for name in left_out or ()}
        return replace(row, version=before.version, **kept)

    def _check_outside(self) -> None:
        wanted: dict[type[Row], list[UUID]] = {}
        for link in self._file.outside:
            wanted.setdefault(link.kind, []).append(link.key)
        there = {
            kind: {row.id for chunk in chunks(keys) for row in self._reading.find(kind, id=chunk)}
            for kind, keys in wanted.items()
        }
        for link in self._file.outside:
            if link.key not in there[link.kind]:
                noun = link.kind.table.replace("_", " ")
                self._faults.add(
                    link.where, f"points nowhere: neither the file nor the store has this {noun}"
                )
