"""What one unit of work did to its rows, kept so that it can be put back, also after a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.plain import (
    from_plain,
    shapes_by_name,
    to_plain,
    value_from_plain,
    value_to_plain,
    values_to_plain,
)
from meetingdesk.domain.rows import Row


@dataclass(frozen=True, slots=True)
class Change:
    """A row that came, went or changed: whole where it came or went, the changed fields otherwise."""

    kind: type[Row]
    key: UUID
    before: Row | None
    after: Row | None

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.kind, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Turned:
    """The fields of one row that changed, with their values then and now, and its version after that."""

    kind: type[Row]
    key: UUID
    fields: dict[str, tuple[Any, Any]]
    version: int

    def reversed(self) -> Turned:
        """Return the change that takes this one back."""
        turned = {name: (new, old) for name, (old, new) in self.fields.items()}
        return Turned(self.kind, self.key, turned, self.version)


Step = Change | Turned


def steps_of(changes: tuple[Change, ...]) -> tuple[Step, ...]:
    """Return changes in the shape in which they are kept: whole rows only where a row came or went."""
    steps: list[Step] = []
    for change in changes:
        if change.before is None or change.after is None:
            steps.append(change)
            continue
        shapes = shapes_by_name(change.kind)
        turned = {
            name: (value_from_plain(shapes[name], old), value_from_plain(shapes[name], new))
            for name, (old, new) in values_to_plain(change.before, change.after).items()
        }
        if turned:
            steps.append(Turned(change.kind, change.key, turned, change.after.version))
    return tuple(steps)


def merge(earlier: tuple[Step, ...], later: tuple[Step, ...]) -> tuple[Step, ...] | None:
    """Return one step for two texts of the same row typed one after another, if they are just that."""
    if len(earlier) != 1 or len(later) != 1:
        return None
    first, second = earlier[0], later[0]
    if first.key != second.key or not isinstance(first, Turned):
        return None
    if isinstance(second, Turned):
        fields = dict(first.fields)
        for name, (old, new) in second.fields.items():
            fields[name] = (fields[name][0] if name in fields else old, new)
        return (Turned(first.kind, first.key, fields, max(first.version, second.version)),)
    if second.before is None:
        return None
    # The text of a new row goes back to how the row began, and then the row goes: it goes as it is now.
    values: dict[str, Any] = {name: old for name, (old, _) in first.fields.items()}
    return (replace(second, before=replace(second.before, **values)),)


def to_json(steps: tuple[Step, ...]) -> str:
    """Write steps as text."""
    return json.dumps([_plain(step) for step in steps], ensure_ascii=False, separators=(",", ":"))


def from_json(kept: str) -> tuple[Step, ...]:
    """Read steps from text."""
    return tuple(_step(plain) for plain in json.loads(kept))


def _plain(step: Step) -> dict[str, Any]:
    plain: dict[str, Any] = {"table": step.kind.table, "id": str(step.key)}
    if isinstance(step, Turned):
        plain["version"] = step.version
        plain["fields"] = {
            name: [value_to_plain(old), value_to_plain(new)] for name, (old, new) in step.fields.items()
        }
    else:
        plain["before"] = None if step.before is None else to_plain(step.before)
        plain["after"] = None if step.after is None else to_plain(step.after)
    return plain


def _step(plain: dict[str, Any]) -> Step:
    kind, key = ROW_OF_TABLE[plain["table"]], UUID(plain["id"])
    if "fields" in plain:
        shapes = shapes_by_name(kind)
        return Turned(
            kind,
            key,
            {
                name: (value_from_plain(shapes[name], old), value_from_plain(shapes[name], new))
                for name, (old, new) in plain["fields"].items()
            },
            plain["version"],
        )
    return Change(
        kind,
        key,
        None if plain["before"] is None else from_plain(kind, plain["before"]),
        None if plain["after"] is None else from_plain(kind, plain["after"]),
    )
