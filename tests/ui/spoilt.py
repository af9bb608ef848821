"""A store in which every field of words of every row of the model holds a hostile text with a mark in it.

The rows are built from the model, so that a kind of row or a field that is added later is spoilt as well.
The mark, a word of letters, tells on a screen which field of which row stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from itertools import count, cycle, groupby
from typing import Any
from uuid import UUID

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from meetingdesk.app.desk import Desk
from meetingdesk.app.file_kinds import media_type_of
from meetingdesk.app.files_received import Arriving, TakeInFile
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry, SharingDecision
from meetingdesk.domain.meetings import AgendaPoint, DefinitionCopy, FormAnswer, Meeting, MeetingCase, Series
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.rights import deeds_that_write
from meetingdesk.domain.risk import Reflection, ScaleRating
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import ONE_OF_SEVERAL, Limit, Line, Row, Text
from meetingdesk.domain.shapes import FieldShape, shape_of
from meetingdesk.domain.text import gate
from tests.people import person_with
from tests.samples import ALL_DEEDS, AT, PLAIN
from tests.ui.hostile import SAMPLE

Place = tuple[str, str]
"""A table and one of its fields."""

WORDS: frozenset[Limit] = frozenset((*Line.__metadata__, *Text.__metadata__, ONE_OF_SEVERAL))  # type: ignore[attr-defined]  # they are annotated
"""The limits of what people write; keys and copies of definitions are read by the program itself."""

SHORT = 40
"""Letters of a text that ends in its mark: what is very long may be cut where it is shown."""
LONGEST_LINE = 250
NOT_MADE = frozenset(
    {Agency, Professional, Person, Family, FamilyMember, DefinitionCopy, Series, Meeting, MeetingCase}
    | {AgendaPoint, Attendance}
)
"""Kinds of row that meetings have already; all the others are made here."""

CHILDREN = frozenset({FamilyRole.CHILD, FamilyRole.UNBORN})
AS_THEY_ARE: frozenset[Place] = frozenset({("staff", "roles"), ("exclusion", "sections")})
"""Words that the program itself reads, although their fields would take any."""

_MARK = re.compile("zq[a-u]+x")


def is_of_words(shape: FieldShape) -> bool:
    """Say whether people write into a field what they like."""
    return shape.kind is str and shape.limit in WORDS


@cache
def fields_of_words() -> frozenset[Place]:
    """Return every field of the model that people write into."""
    return frozenset((kind.table, shape.name) for kind in ROWS for shape in _words_of(kind))


def _words_of(kind: type[Row]) -> tuple[FieldShape, ...]:
    shapes = (shape for shape in shape_of(kind) if is_of_words(shape))
    return tuple(shape for shape in shapes if (kind.table, shape.name) not in AS_THEY_ARE)


@dataclass
class Marks:
    """Gives out hostile texts, each with a mark of its own, and knows where each mark was put."""

    places: dict[str, Place] = field(default_factory=dict)
    _texts: Iterator[str] = field(default_factory=lambda: cycle(_usable()))
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def text(self, place: Place, *, one_line: bool = True) -> str:
        """Return the next text, marked for a field."""
        number = next(self._numbers)
        mark, text = mark_of(number), next(self._texts)
        self.places[mark] = place
        if one_line:
            text = " ".join(text.split("\n"))[:LONGEST_LINE]
        # What stands at the beginning of a text is what most readers of markup go by.
        return f"{text} {mark}" if number % 2 and len(text) <= SHORT else f"{mark} {text}"

    def in_texts(self, texts: str) -> frozenset[str]:
        """Return the marks that stand in a text."""
        return frozenset(mark for mark in _MARK.findall(texts) if mark in self.places)


def mark_of(number: int) -> str:
    """Return a word that stands in one field alone: letters only, for figures are read as dates."""
    letters = ""
    while number:
        number, place = divmod(number, 20)
        letters = "abcdefghijklmnoprstu"[place] + letters
    return f"zq{letters}x"


def _usable() -> tuple[str, ...]:
    return tuple(text for text in map(gate, SAMPLE) if text.strip())


def spoil(desk: Desk, marks: Marks) -> None:
    """Fill all fields of words of a store, and put a row of every kind into every meeting about a family."""
    with desk.reading() as reading:
        found: dict[type[Row], list[Row]] = {kind: list(reading.find(kind)) for kind in ROWS}
    there = {key: row.id for rows in found.values() for row in rows if (key := _only_once(row)) is not None}
    new = [row for anchors in _anchors(found) for row in _rows_at(anchors, there)]
    _write(desk, [row for rows in found.values() for row in rows], new, marks)
    _receive(desk, found, marks)


def soiled(row: Row, marks: Marks) -> Row:
    """Return a row with a marked text in each field of words."""
    values: dict[str, Any] = {}
    for shape in _words_of(type(row)):
        assert shape.limit is not None, "only fields with a limit hold words"
        text = marks.text((row.table, shape.name), one_line=shape.limit.one_line)
        values[shape.name] = (text,) if shape.several else text
    return replace(row, **values) if values else row


# Rows of every kind

Anchors = Mapping[str, UUID]
"""The rows of a meeting to which others point, by their table or by the name of the field."""


def _anchors(found: Mapping[type[Row], list[Any]]) -> Iterator[Anchors]:
    """Go through one family of each meeting; a conference has rows about an adult as well."""
    cases = {case.meeting_id: case.family_id for case in reversed(found[MeetingCase])}
    for meeting in found[Meeting]:
        family_id = meeting.family_id or cases.get(meeting.id)
        asked = [one for one in found[Attendance] if one.meeting_id == meeting.id]
        if family_id is None or not asked:
            continue
        members = [one for one in found[FamilyMember] if one.family_id == family_id]
        children = [one.person_id for one in members if one.role in CHILDREN]
        adults = [one.person_id for one in members if one.role not in CHILDREN]
        child = (children or adults)[0]
        for person, other in ((child, adults[-1]), (adults[-1], adults[0])):
            if person == child or meeting.type_id == "icpc":
                yield {
                    "meeting": meeting.id,
                    "family": family_id,
                    "person": person,
                    "child_id": child,
                    "other_id": other,
                    "agency": next(one.agency_id for one in asked if one.agency_id),
                    "professional": next(one.professional_id for one in asked if one.professional_id),
                    "attendance": asked[0].id,
                }


KEYS: dict[tuple[type[Row], str], str | bool] = {
    (Entry, "section"): "information",
    (FormAnswer, "section"): "enquiry",
    (FormAnswer, "question"): "who_sees_child",
    (Reflection, "prompt"): "looked_behind",
    (PersonName, "is_preferred"): False,
}
"""What some fields have to hold for a row to be shown, or to stand beside those that are there."""

ONCE: dict[type[Row], tuple[str, ...]] = {
    Reflection: ("meeting_id", "family_id", "prompt"),
    ScaleRating: ("meeting_id", "family_id", "child_id"),
    SharingDecision: ("meeting_id", "family_id", "agency_id"),
}
"""What the application writes once, although a store would take more."""


def _rows_at(anchors: Anchors, there: dict[tuple[Any, ...], UUID]) -> Iterator[Row]:
    made: dict[str, UUID] = {}
    for kind in ROWS:
        if kind in NOT_MADE:
            continue
        values = {}
        for shape in shape_of(kind):
            value = _value(kind, shape, anchors, made)
            if value is not None:
                values[shape.name] = value
        row = kind(**values)
        key = _only_once(row)
        made[kind.table] = there.get(key, row.id) if key is not None else row.id
        if made[kind.table] == row.id:
            yield row
        if key is not None:
            there[key] = made[kind.table]


def _value(kind: type[Row], shape: FieldShape, anchors: Anchors, made: Mapping[str, UUID]) -> Any:
    if shape.link:
        if shape.link == kind.table:
            return None  # nothing is a part of itself
        return anchors.get(shape.name, made.get(shape.link, anchors.get(shape.link)))
    if (kind, shape.name) in KEYS:
        return KEYS[kind, shape.name]
    if shape.name == "position":
        return 90  # behind whatever is there
    if not shape.required:
        return None
    if shape.kind is str:
        return f"{kind.table} {shape.name}"
    if issubclass(shape.kind, StrEnum):
        return next(iter(shape.kind))
    return PLAIN[shape.kind]


def _only_once(row: Row) -> tuple[Any, ...] | None:
    """Return what makes a row the only one of its kind, where that is what it points to."""
    names = ONCE.get(type(row), next(iter(type(row).unique), ()))
    words = {shape.name for shape in _words_of(type(row))}
    if not names or words.intersection(names):
        return None
    return (row.table, *(getattr(row, name) for name in names))


def _write(desk: Desk, old: list[Row], new: list[Row], marks: Marks) -> None:
    everybody = person_with("minute_taker", "chair", "coordinator")
    is_old = {row.id for row in old}
    order = {kind: place for place, kind in enumerate(ROWS)}
    rows = sorted(
        (row for row in (*old, *new) if _words_of(type(row)) or row.id not in is_old),
        key=lambda row: order[type(row)],
    )
    # Each row after those it points to: one piece of work after the other, each under a deed that may.
    for deed, group in groupby(rows, key=lambda row: _deed(type(row))):
        with desk.store.work(everybody, deed) as work:
            for row in group:
                (work.put if row.id in is_old else work.add)(soiled(row, marks))
            work.commit("Spoil")


def _deed(kind: type[Row]) -> Deed:
    return next(deed for deed in ALL_DEEDS if deed in deeds_that_write(kind))


def _receive(desk: Desk, found: Mapping[type[Row], list[Any]], marks: Marks) -> None:
    """Take files in that can be read: hostile words under a hostile name, and a picture under one."""
    for meeting in found[Meeting]:
        if meeting.type_id == "icpc" and meeting.family_id is not None:
            for content, ending in (("\n".join(_usable()).encode(), "txt"), (_picture(), "png")):
                name = f"{marks.text(('file_received', 'name')).replace('/', ' ')[:60]}.{ending}"
                arriving = Arriving(name, media_type_of(content), content)
                desk.execute(TakeInFile(meeting.id, arriving, AT, meeting.family_id))


def _picture() -> bytes:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    into = QBuffer()
    image.save(into, "png")
    return bytes(into.data().data())
