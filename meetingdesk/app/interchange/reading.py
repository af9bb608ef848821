"""From the text of a file to its rows; everything that is wrong with it is named with its place."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.interchange.faults import Faults, Place, place_text, refusal, shown_key, unknown_key
from meetingdesk.app.interchange.layout import (
    FORMAT,
    LEFT_OUT,
    TOP,
    TOP_KEYS,
    VERSION,
    fields_in_file,
    links_of,
    lists_in,
)
from meetingdesk.app.interchange.meeting_file import MeetingFile, Outside
from meetingdesk.app.interchange.names import identifier_of, identifier_of_part, is_name, is_usable
from meetingdesk.app.interchange.parsing import parse
from meetingdesk.app.interchange.unique import check_unique, told_apart_by
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.plain import Unreadable, value_from_plain
from meetingdesk.domain.rows import Limit, Row
from meetingdesk.domain.shapes import FieldShape
from meetingdesk.domain.text import gate
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import BadText

WRONG_NAME = "must be an identifier, or a name of letters, digits, '-', '_' and '.' (80 at most)"
NAME_LIMIT = Limit(300, one_line=True)


def read_meeting_file(content: str | bytes) -> MeetingFile:
    """Return the rows of a meeting file, or raise BadImport with every fault there is."""
    found = parse(content)
    _check_format(found)
    return _Reader(found).read()


def _check_format(found: dict[str, Any]) -> None:
    if found.get("format") != FORMAT:
        raise refusal([f'format: must be "{FORMAT}"; this is no meeting file'])
    version = found.get("version")
    if type(version) is int and version > VERSION:
        newer = f"version: the file was written by a newer MeetingDesk (version {version})"
        raise refusal([f"{newer}; this one reads version {VERSION}"])
    if type(version) is not int or version != VERSION:
        raise refusal([f"version: must be {VERSION}"])


class _Reader:
    """Walks once over a file, collecting rows, links and faults."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._found = found
        self._faults = Faults()
        self._name, self._name_used = "", False
        self._rows: dict[type[Row], list[Row]] = {}
        self._places: dict[UUID, Place] = {}
        self._named: set[UUID] = set()
        self._left_out: dict[UUID, frozenset[str]] = {}
        self._declared: dict[type[Row], set[UUID]] = {}
        self._links: list[tuple[Outside, bool]] = []

    def read(self) -> MeetingFile:
        given_name = self._own_name()
        self._name = given_name or self._first_reference()
        exported_at = self._exported_at()
        lists = {kind.many: kind for kind in TOP}
        self._check_keys(self._found, (), (*TOP_KEYS, *lists))
        for many, kind in lists.items():
            self._read_list(kind, self._found.get(many), (many,), None)
        if self._name_used and not self._name:
            self._faults.add(
                ("name",),
                "is missing: identifiers that are names need a name for the file, or a first meeting "
                "with a reference",
            )
        outside = self._check_links()
        check_unique(self._rows, self._places, self._faults)
        self._faults.refuse_if_any()
        return MeetingFile(
            rows={kind: tuple(rows) for kind, rows in self._rows.items()},
            name=given_name,
            exported_at=exported_at,
            left_out=self._left_out,
            places=self._places,
            named=frozenset(self._named),
            outside=outside,
        )

    def _own_name(self) -> str:
        name = self._found.get("name", "")
        if not isinstance(name, str):
            self._faults.add(("name",), "must be text")
            return ""
        try:
            return gate(name, NAME_LIMIT, "the name")
        except BadText as error:
            self._faults.add(("name",), str(error))
            return ""

    def _first_reference(self) -> str:
        meetings = self._found.get(Meeting.many)
        first = meetings[0] if isinstance(meetings, list) and meetings else None
        reference = first.get("reference") if isinstance(first, dict) else None
        return gate(reference) if isinstance(reference, str) else ""

    def _exported_at(self) -> datetime | None:
        written = self._found.get("exported_at")
        if written is None:
            return None
        shape = FieldShape("exported_at", datetime, True, False, None, None, None)
        value, _ = self._value(shape, written, ("exported_at",))
        return value if isinstance(value, datetime) else None

    def _check_keys(self, found: dict[str, Any], where: Place, known: tuple[str, ...]) -> None:
        for key in found:
            if key not in known:
                self._faults.add((*where, shown_key(key)), unknown_key(key, known))

    def _read_list(self, kind: type[Row], found: Any, where: Place, owner: UUID | None) -> None:
        if found is None:
            return
        if not isinstance(found, list):
            self._faults.add(where, "must be a list")
            return
        for index, part in enumerate(found):
            if isinstance(part, dict):
                self._read_row(kind, part, (*where, index), owner)
            else:
                self._faults.add((*where, index), "must be an object, { … }")

    def _read_row(self, kind: type[Row], found: dict[str, Any], where: Place, owner: UUID | None) -> None:
        fields, lists = fields_in_file(kind), lists_in(kind)
        self._check_keys(found, where, (*fields, *lists, LEFT_OUT))
        values: dict[str, Any] = {}
        is_sound = True
        for name, shape in fields.items():
            if name == "id":
                continue
            if name not in found:
                if shape.required:
                    self._faults.add((*where, name), "is missing")
                    is_sound = False
                continue
            value, is_good = self._value(shape, found[name], (*where, name))
            values[name] = value
            is_sound = is_sound and is_good
        left_out = self._links_left_out(kind, found, where)
        key = self._identifier(kind, found, values, where, owner)
        if is_sound:
            values["id"] = key
            if owner is not None and kind.inside is not None:
                values[kind.inside] = owner
            self._rows.setdefault(kind, []).append(kind(**values))
            if left_out:
                self._left_out[key] = left_out
        for many, part in lists.items():
            self._read_list(part, found.get(many), (*where, many), key)

    def _identifier(
        self, kind: type[Row], found: dict[str, Any], values: dict[str, Any], where: Place, owner: UUID | None
    ) -> UUID:
        written = found.get("id")
        if written is None and owner is not None:
            key = identifier_of_part(owner, kind.many, told_apart_by(kind, values, where))
            if key in self._places:  # two that should differ and do not, which is a fault of its own
                key = identifier_of_part(owner, kind.many, [place_text(where)])
            self._declare(kind, key, where)
            self._named.add(key)
            return key
        if not isinstance(written, str) or not is_usable(written):
            self._faults.add((*where, "id"), "is missing" if written is None else WRONG_NAME)
            return identifier_of_part(UUID(int=0), kind.many, [place_text(where)])
        key = identifier_of(self._name, kind.table, written)
        self._declare(kind, key, where)
        if is_name(written):
            self._named.add(key)
            self._name_used = True
        return key

    def _declare(self, kind: type[Row], key: UUID, where: Place) -> None:
        if key in self._places:
            first = place_text(self._places[key])
            self._faults.add((*where, "id"), f"is the identifier of {first} already")
        self._places.setdefault(key, where)
        self._declared.setdefault(kind, set()).add(key)

    def _links_left_out(self, kind: type[Row], found: dict[str, Any], where: Place) -> frozenset[str]:
        written = found.get(LEFT_OUT, [])
        optional = sorted(shape.name for shape in links_of(kind) if shape.optional)
        if not isinstance(written, list) or not all(isinstance(name, str) for name in written):
            self._faults.add((*where, LEFT_OUT), "must be a list of the names of links")
            return frozenset()
        for index, name in enumerate(written):
            place = (*where, LEFT_OUT, index)
            if name not in optional:
                known = ", ".join(optional) or "no link of this row"
                self._faults.add(place, f"must be one of {known}")
            elif name in found:
                self._faults.add(place, f"'{name}' is given, so it is not left out")
        return frozenset(written)

    def _value(self, shape: FieldShape, written: Any, where: Place) -> tuple[Any, bool]:
        if shape.link is not None and written is not None and not shape.several:
            return self._link(shape.link, written, where)
        try:
            value = value_from_plain(shape, written)
        except Unreadable as error:
            self._faults.add(where, str(error).rstrip("."))
            return None, False
        if value is Visibility.V5:
            self._faults.add(where, "V5 is for working notes, which never travel in a file")
            return None, False
        return value, True

    def _link(self, table: str, written: Any, where: Place) -> tuple[UUID | None, bool]:
        if not isinstance(written, str) or not is_usable(written):
            self._faults.add(where, WRONG_NAME)
            return None, False
        key = identifier_of(self._name, table, written)
        self._links.append((Outside(where, ROW_OF_TABLE[table], key), is_name(written)))
        return key, True

    def _check_links(self) -> tuple[Outside, ...]:
        outside = []
        for link, is_named in self._links:
            if link.key in self._declared.get(link.kind, ()):
                continue
            if is_named:
                noun = link.kind.table.replace("_", " ")
                self._faults.add(link.where, f"points nowhere: the file has no {noun} of this name")
            else:
                outside.append(link)
        return tuple(outside)
