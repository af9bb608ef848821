"""The JSON Schema of the meeting file, made from the rows themselves.

The published copy is written by `python -m meetingdesk.app.interchange.schema > FILE`.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import textwrap
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from meetingdesk.app.interchange.layout import (
    FORMAT,
    IN_FILE,
    LEFT_OUT,
    TOP,
    VERSION,
    fields_in_file,
    links_of,
    lists_in,
)
from meetingdesk.app.interchange.names import NAME_PATTERN
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import FieldShape, owner_of

Schema = dict[str, Any]

ADDRESS = "https://meetingdesk.example/schema/meeting-file.schema.json"

_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?"
_PLAIN: dict[type[Any], Schema] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    bool: {"type": "boolean"},
    UUID: {"$ref": "#/$defs/identifier"},
    date: {"$ref": "#/$defs/date"},
    time: {"$ref": "#/$defs/time"},
    datetime: {"$ref": "#/$defs/instant"},
}


def meeting_file_schema() -> Schema:
    """Return the schema of a meeting file (JSON Schema, draft 2020-12)."""
    properties: Schema = {
        "$schema": {"type": "string", "description": "Where this schema lies; editors read it."},
        "format": {"const": FORMAT, "description": "What kind of file this is."},
        "version": {"const": VERSION, "description": "The version of the format."},
        "name": {
            "type": "string",
            "maxLength": 300,
            "description": (
                "The file's own name. Identifiers that are names belong to it: keep it when the file "
                "changes. Without it, the reference of the first meeting counts."
            ),
        },
        "exported_at": {"$ref": "#/$defs/instant", "description": "When the file was written."},
    }
    for kind in TOP:
        properties[kind.many] = _list_of(kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "Meeting file",
        "description": (
            "People, agencies and meetings with everything recorded in them. Parts nest in what they are "
            "a part of; what is left out is as it is by default."
        ),
        "type": "object",
        "required": ["format", "version"],
        "properties": properties,
        "additionalProperties": False,
        "$defs": {**_words(), **_enumerations(), **{kind.table: _row(kind) for kind in IN_FILE}},
    }


def schema_text() -> str:
    """Return the schema as it is published."""
    return json.dumps(meeting_file_schema(), ensure_ascii=False, indent=1) + "\n"


def _words() -> Schema:
    return {
        "identifier": {
            "type": "string",
            "pattern": NAME_PATTERN,
            "description": (
                "An identifier (UUID) of a store, or any short name that means the same row everywhere in "
                "this file."
            ),
        },
        "date": {"type": "string", "format": "date", "description": "A date such as 2026-11-20."},
        "time": {
            "type": "string",
            "pattern": f"^{_TIME}$",
            "description": "A time of day where the meeting is, such as 14:05.",
        },
        "instant": {
            "type": "string",
            "format": "date-time",
            "description": "An instant with its zone, such as 2026-11-20T14:05:00Z.",
        },
    }


def _enumerations() -> Schema:
    found = {
        shape.kind
        for kind in IN_FILE
        for shape in fields_in_file(kind).values()
        if issubclass(shape.kind, StrEnum)
    }
    return {
        kind.__name__: {
            "type": "string",
            "enum": [member.value for member in kind],
            "description": _first_line(kind),
        }
        for kind in sorted(found, key=lambda kind: kind.__name__)
    }


def _row(kind: type[Row]) -> Schema:
    said = _field_words(kind)
    shapes = fields_in_file(kind)
    properties = {name: _field(shape, said.get(name, "")) for name, shape in shapes.items()}
    optional = [shape.name for shape in links_of(kind) if shape.optional]
    if optional:
        properties[LEFT_OUT] = {
            "type": "array",
            "items": {"enum": optional},
            "description": "Links to rows that are not in this file; a store keeps what it has there.",
        }
    properties |= {many: _list_of(part) for many, part in lists_in(kind).items()}
    is_part = owner_of(kind) is not None
    required = [name for name, shape in shapes.items() if shape.required or (name == "id" and not is_part)]
    return {
        "type": "object",
        "description": _first_line(kind),
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def _list_of(kind: type[Row]) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{kind.table}"}}


def _field(shape: FieldShape, said: str) -> Schema:
    if issubclass(shape.kind, StrEnum):
        one: Schema = {"$ref": f"#/$defs/{shape.kind.__name__}"}
    else:
        one = dict(_PLAIN[shape.kind])
    if shape.limit is not None:
        one["maxLength"] = shape.limit.most
    if shape.several:
        one = {"type": "array", "items": one}
    if shape.optional:
        one = {"anyOf": [one, {"type": "null"}]}
    if shape.link is not None:
        said = said or f"Which of the {ROW_OF_TABLE[shape.link].many.replace('_', ' ')}."
    return {**one, "description": said} if said else one


def _first_line(kind: type[Any]) -> str:
    return (inspect.getdoc(kind) or "").partition("\n")[0]


def _field_words(kind: type[Row]) -> dict[str, str]:
    """Return what the source says about single fields, in the text that follows them."""
    declared = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(declared, ast.ClassDef), "a row is a class"
    said: dict[str, str] = {"id": "What this row is called in the file; parts may do without."}
    for line, following in zip(declared.body, declared.body[1:], strict=False):
        if (
            isinstance(line, ast.AnnAssign)
            and isinstance(line.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
        ):
            said[line.target.id] = str(following.value.value)
    return said


if __name__ == "__main__":
    sys.stdout.write(schema_text())
