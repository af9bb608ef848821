"""A case on its way between areas: what was sent, what came, and who holds the plan meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID, uuid5

from meetingdesk.app.kept_definitions import type_of
from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.cards.of_family import id_behind, usual_readers
from meetingdesk.domain.meetings import CaseTransfer, Direction, Meeting, MeetingCase
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset({"case_transfer", "meeting_case"})

_K = FieldKind
_WAYS: Choices = ((Direction.IN, "in, to us"), (Direction.OUT, "out, to another area"))
_YES_NO: Choices = ((YesNo.UNKNOWN, "not said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))
_FIELDS = (
    CardField("other_area", "Other area", _K.LINE, hint="Council or MARAC"),
    CardField("direction", "Which way", _K.CHOICE, _WAYS),
    CardField("documents_complete", "All papers came", _K.CHOICE, _YES_NO),
    CardField("documents", "Papers", _K.BRIEF, hint="What came, what is missing, who asks for it"),
    CardField("notified_on", "Notice in writing", _K.PAST_DAY),
    CardField("accepted", "Accepted", _K.CHOICE, _YES_NO),
    CardField("moved_on", "Moved on", _K.PAST_DAY),
    CardField("reason", "Why they moved", _K.BRIEF, is_main=False),
    CardField("is_temporary", "Only for a time", _K.CHOICE, _YES_NO, is_main=False),
    CardField("new_area", "Part of our area", _K.LINE, is_main=False),
    CardField("other_worker", "Worker there", _K.LINE, is_main=False),
    CardField("worker_attended", "They came today", _K.CHOICE, _YES_NO, is_main=False),
    CardField("documents_received_on", "Papers came on", _K.PAST_DAY, is_main=False),
    CardField("accepted_on", "Accepted on", _K.PAST_DAY, is_main=False),
    CardField("support_handed_over_on", "Support handed over", _K.PAST_DAY, is_main=False),
    CardField("plan_ends_there_on", "Their plan ends", _K.DAY_AHEAD, is_main=False),
)
_WAYS_SAID = {Direction.IN: "from", Direction.OUT: "to"}


def transfer_cards(reading: Reading, meeting: Meeting, family_id: UUID) -> tuple[Card, ...]:
    """Return the card of a family's moves between areas, in meetings that such cases come to."""
    kind = type_of(reading, meeting)
    rows = reading.find(CaseTransfer, meeting_id=meeting.id, family_id=family_id)
    is_usual = kind is not None and (kind.many_cases or kind.section("transfer") is not None)
    if not (rows or is_usual):
        return ()
    rows = tuple(sorted(rows, key=lambda row: row.id))
    readers = usual_readers(reading, meeting)
    listed = reading.find(MeetingCase, meeting_id=meeting.id, family_id=family_id)
    said = next((case.transferred_from for case in listed if case.transferred_from), "")
    blocks = [_block(meeting, family_id, readers, row.id, row) for row in rows]
    last = rows[-1].id if rows else None
    # The moves are those of this meeting: the same family may come again, and go on.
    owner = uuid5(meeting.id, f"moves of {family_id}")
    key = id_behind(owner, CaseTransfer, last, reading.desk.staff_id)
    if readers in reading.desk.sees:
        blocks.append(_block(meeting, family_id, readers, key, None, said if not rows else ""))
    return (
        Card(
            uuid5(family_id, "moves between areas"),
            "Moves between areas",
            "from or to another council or MARAC",
            tuple(blocks),
            tuple(_flags(rows, said)),
        ),
    )


def _block(
    meeting: Meeting,
    family_id: UUID,
    readers: Visibility,
    key: UUID,
    row: CaseTransfer | None,
    said: str = "",
) -> Block:
    heading = f"{_WAYS_SAID[row.direction]} {row.other_area}" if row is not None else ""
    which = heading or "next move"
    first, *rest = (replace(field, heard=f"{field.label}: {which}") for field in _FIELDS)
    fields = (first, *rest)
    if row is None:
        fields = (replace(first, hint=said or first.hint), *(replace(field, is_main=False) for field in rest))
    return Block(
        CaseTransfer,
        (("id", key),),
        fields,
        row,
        (
            ("meeting_id", meeting.id),
            ("family_id", family_id),
            ("direction", Direction.IN),
            ("other_area", said),
            ("visibility", readers),
        ),
        heading=f"{heading[:1].upper()}{heading[1:]}",
        is_let_go=True,
        goes_on=row is None,
    )


def _flags(rows: tuple[CaseTransfer, ...], said: str) -> Iterator[Flag]:
    if not rows:
        yield Flag(f"from {said}: which papers came?", Tone.ATTENTION) if said else Flag("none", Tone.PLAIN)
    for row in rows:
        way = f"{_WAYS_SAID[row.direction]} {row.other_area}"
        if row.direction is Direction.IN and row.documents_complete is YesNo.NO:
            yield Flag(f"{way}: papers missing", Tone.WRONG)
        elif row.direction is Direction.IN and row.documents_complete is YesNo.UNKNOWN:
            yield Flag(f"{way}: which papers came?", Tone.ATTENTION)
        else:
            yield Flag(way, Tone.SETTLED)
