from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.family_page import person_form
from meetingdesk.app.live.cards.at import WITH_CARDS, has_cards
from meetingdesk.app.live.cards.card import Block, Card, FieldKind
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.running import StartMeeting
from meetingdesk.app.live.view import Part, view_of
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import shape_of
from meetingdesk.domain.text import gate
from meetingdesk.errors import BadText
from tests.ui.hostile import SAMPLE
from tests.ui.meeting.seeds import PLANS, book
from tests.ui.spoilt import LONGEST_LINE, Marks, spoil

Field = tuple[type[Row], str, bool]
TYPED = frozenset({FieldKind.TEXT, FieldKind.BRIEF, FieldKind.LINE})
TEXTS = tuple(text for text in map(gate, SAMPLE) if text.strip())


KINDS = ("icpc", "marac")
LEAST = {"icpc": 120, "marac": 90}
"""So many fields the cards of a meeting have at least."""


def a_spoilt_meeting(desk: Desk, kind: str) -> Meeting:
    seeded = PLANS[kind](desk)
    desk.execute(StartMeeting(seeded.meeting_id, seeded.begins))
    spoil(desk, Marks())
    with desk.reading() as reading:
        return reading.get(Meeting, seeded.meeting_id)


def boards(desk: Desk, meeting: Meeting) -> Iterator[tuple[Card, ...]]:
    """Go through the cards of each kind of section, and those of the people outside a meeting."""
    with desk.reading() as reading:
        points = reading.find(AgendaPoint, meeting_id=meeting.id)
        members = reading.find(FamilyMember, family_id=meeting.family_id) if meeting.family_id else ()
    for point in {point.kind: point for point in reversed(points) if has_cards(point)}.values():
        with desk.reading() as reading:
            yield view_of(reading, meeting.id, point.id, frozenset({Part.CARDS})).cards or ()
    for member in members:
        with desk.reading() as reading:
            form = person_form(reading, member.family_id, member.person_id, date(2026, 11, 20))
        assert form is not None
        yield (form.card,)


def typed_fields(cards: tuple[Card, ...], done: set[Field]) -> Iterator[tuple[Block, str]]:
    """Go through the fields of words that nobody typed into yet, of rows that are there and that begin."""
    for block in (block for card in cards for block in card.blocks):
        for field in block.fields:
            key = (block.kind, field.name, block.row is None)
            if field.kind in TYPED and key not in done:
                done.add(key)
                yield block, field.name


def all_rows(desk: Desk) -> dict[UUID, Row]:
    with desk.reading() as reading:
        return {row.id: replace(row, version=1) for kind in ROWS for row in reading.find(kind)}


def kept(desk: Desk, block: Block, name: str) -> Any:
    with desk.reading() as reading:
        (row,) = reading.find(block.kind, **dict(block.identity))
    return getattr(row, name)


def is_one_line(block: Block, name: str) -> bool:
    (limit,) = (shape.limit for shape in shape_of(block.kind) if shape.name == name)
    return limit is not None and limit.one_line


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_card_keeps_a_hostile_text_and_undo_brings_back_what_stood_there(
    kind: str, local_desk: Desk
) -> None:
    meeting = a_spoilt_meeting(local_desk, kind)
    texts, done, wrong = cycle(TEXTS), set[Field](), list[str]()

    for cards in boards(local_desk, meeting):
        before, steps = all_rows(local_desk), 0
        for block, name in typed_fields(cards, done):
            text = next(texts)
            if is_one_line(block, name):
                text = " ".join(text.split("\n"))[:LONGEST_LINE]
            local_desk.execute(fill_in(block, name, text, "Fill in", block.value(name)))
            steps += 1
            if kept(local_desk, block, name) != text:
                wrong.append(f"{block.kind.table}.{name} does not hold {text[:30]!r}")
        for _ in range(steps):
            local_desk.undo()
        after = all_rows(local_desk)
        changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        wrong += [f"undo leaves another {(after.get(key) or before[key]).table}" for key in changed]

    assert wrong == []
    assert len(done) > LEAST[kind]


def test_every_kind_of_section_with_cards_is_among_these_meetings() -> None:
    types = book().meeting_types

    kinds = {SectionKind(section.kind) for kind in KINDS for section in types[kind].sections}

    assert kinds >= WITH_CARDS


def test_a_text_that_is_too_long_for_a_line_is_refused_and_nothing_is_changed(local_desk: Desk) -> None:
    meeting = a_spoilt_meeting(local_desk, "icpc")
    before = all_rows(local_desk)
    cards = next(iter(boards(local_desk, meeting)))
    block, name = next(one for one in typed_fields(cards, set()) if is_one_line(*one))

    with pytest.raises(BadText):
        local_desk.execute(fill_in(block, name, "A" * 5_000, "Fill in", block.value(name)))

    assert all_rows(local_desk) == before
