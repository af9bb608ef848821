"""Reading the tables of a story file into rows of the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from meetingdesk.app.demo.days import Days
from meetingdesk.app.demo.ids import SeededIds
from meetingdesk.app.demo.short_forms import COLUMNS, WHO, who_fields
from meetingdesk.domain.definitions import not_one_of
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import FieldShape, field_names, parts_of, shape_of
from meetingdesk.errors import DefinitionError

R = TypeVar("R", bound=Row)
Table = dict[str, Any]

KNOWN_EVERYWHERE = frozenset({"agency", "professional", "family", "series", "meeting", "definition_copy"})
"""What has one name in the whole story; every other name belongs to the family it is told in."""


class Reader:
    """Collects the rows of a story; what is called by a name (`ref`) may be told later.

    A table has the fields of its row, links by the name of what they point to, and its parts under the
    word that a meeting file has for them. Agencies go by their key, somebody of an agency as `csc.brook`,
    a person of another family as `c0142:nan`.
    """

    def __init__(self, ids: SeededIds, days: Days) -> None:
        self.ids = ids
        self.days = days
        self.rows: dict[UUID, Row] = {}
        self.family = ""
        """The family that is being told of."""
        self._called: dict[tuple[str, str], UUID] = {}
        self._told: set[tuple[str, str]] = set()

    def link(self, table: str, ref: str) -> UUID:
        """Return the identifier of what the story calls by a name."""
        key = self._key(table, ref)
        if key not in self._called:
            self._called[key] = self.ids.new()
        return self._called[key]

    def add(self, row: R) -> R:
        """Take in a row that was made elsewhere, or that was made anew."""
        self.rows[row.id] = row
        return row

    def read(self, kind: type[R], said: object, anchor: date, **given: Any) -> R:
        """Read one row and its parts; `given` are fields that the place in the file decides."""
        table = as_table(kind, said)
        parts = {part.many: part for part in parts_of(kind)}
        inner = {name: table.pop(name) for name in tuple(table) if name in parts}
        ref = table.pop("ref", None)
        values = given | self._values(kind, table, anchor)
        if ref is not None:
            values["id"] = self.link(kind.table, ref)
            self._told.add(self._key(kind.table, ref))
        row = self.add(kind(**{"id": self.ids.new()} | values))
        for name, several in inner.items():
            for number, part in enumerate(listed(several), start=1):
                self.read_part(parts[name], part, anchor, row, number)
        return row

    def read_part(
        self, kind: type[R], said: object, anchor: date, owner: Row, number: int, **given: Any
    ) -> R:
        """Read one part of a row, which keeps the place at which it is told."""
        assert kind.inside is not None, "only a part has an owner"
        place = {"position": number} if "position" in field_names(kind) else {}
        return self.read(kind, said, anchor, **{kind.inside: owner.id} | place | given)

    def check(self) -> None:
        """Raise if the story mentions somebody or something that it never tells of."""
        never = sorted(f"{table} {ref}" for table, ref in self._called.keys() - self._told)
        if never:
            raise DefinitionError(f"The story mentions what it never tells of: {', '.join(never)}.")

    def _key(self, table: str, ref: str) -> tuple[str, str]:
        is_scoped = table not in KNOWN_EVERYWHERE and ":" not in ref
        return table, f"{self.family}:{ref}" if is_scoped else ref

    def _values(self, kind: type[Row], table: Table, anchor: date) -> Table:
        values: Table = {}
        for name, said in table.items():
            if name == WHO:
                values |= self._who(kind, said)
            elif said != "":
                shape = _shape(kind, name)
                values[shape.name] = self._value(shape, said, anchor)
        return values

    def _who(self, kind: type[Row], said: str) -> Table:
        agency, professional, person = who_fields(kind)
        if said.startswith("@"):
            return {person: self.link("person", said[1:])}
        found: Table = {agency: self.link("agency", said.partition(".")[0])} if said else {}
        return found | ({professional: self.link("professional", said)} if "." in said else {})

    def _value(self, shape: FieldShape, said: Any, anchor: date) -> Any:
        if shape.several:
            return tuple(shape.kind(part) for part in listed(said))
        if shape.link is not None:
            return self.link(shape.link, said)
        if shape.kind is str:
            return self.days.text(said, anchor)
        if shape.kind is datetime:
            return self.days.moment(said, anchor)
        if shape.kind is date:
            return self.days.day(said, anchor)
        if shape.kind is time:
            return time.fromisoformat(said)
        return shape.kind(said)


def as_table(kind: type[Row], said: object) -> Table:
    """Return the full form of a row that was written in a short one."""
    if isinstance(said, str):
        links = [shape.name for shape in shape_of(kind) if shape.link and shape.name != kind.inside]
        return {links[0]: said}
    if isinstance(said, dict):
        return dict(said)
    if not isinstance(said, Sequence) or kind not in COLUMNS:
        raise DefinitionError(f"A {kind.table} has no short form: {said!r}")
    values, table = list(said), {}
    if values and isinstance(values[-1], dict):
        table = dict(values.pop())
    if len(values) > len(COLUMNS[kind]):
        raise DefinitionError(f"A {kind.table} has {len(COLUMNS[kind])} columns: {said!r}")
    return dict(zip(COLUMNS[kind], values, strict=False)) | table


def listed(said: object) -> list[Any]:
    """Return several things that a story lists, or names with commas between them."""
    if isinstance(said, str):
        return [part.strip() for part in said.split(",") if part.strip()]
    assert isinstance(said, Iterable), "several things are a list"
    return list(said)


def _shape(kind: type[Row], name: str) -> FieldShape:
    shapes = {shape.name: shape for shape in shape_of(kind)}
    shape = shapes.get(name) or shapes.get(f"{name}_id")
    if shape is None:
        raise DefinitionError(f"A {kind.table} of the story has a fault: {not_one_of(name, shapes)}.")
    return shape
