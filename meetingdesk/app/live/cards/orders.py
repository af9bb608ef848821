"""What a court, the police or an agreement holds somebody to: each order, its conditions, its breaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid5

from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.cards.of_family import choices_with, id_behind, usual_readers
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import CourtOrder, OrderBreach, OrderCondition, OrderKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset({"court_order", "order_condition", "order_breach", "person_name", "family_member"})

SOON = 28
"""How many days ahead it is said that something runs out: most meetings meet again within them."""
AHEAD = 3
"""How many lines may be begun, one after the other, before the record has been read again."""

R = TypeVar("R", OrderCondition, OrderBreach)

_K = FieldKind
_CALLED = {
    OrderKind.OTHER: "another order",
    OrderKind.BAIL: "bail",
    OrderKind.LICENCE: "licence",
    OrderKind.NON_MOLESTATION: "non-molestation order",
    OrderKind.OCCUPATION: "occupation order",
    OrderKind.RESTRAINING: "restraining order",
    OrderKind.PROTECTION_NOTICE: "protection notice",
    OrderKind.PROTECTION_ORDER: "protection order",
    OrderKind.STALKING_PROTECTION: "stalking protection order",
    OrderKind.CHILD_ARRANGEMENTS: "child arrangements order",
    OrderKind.PROHIBITED_STEPS: "prohibited steps order",
    OrderKind.SPECIAL_GUARDIANSHIP: "special guardianship order",
    OrderKind.EMERGENCY_PROTECTION: "emergency protection order",
    OrderKind.POLICE_PROTECTION: "police protection",
    OrderKind.INTERIM_CARE: "interim care order",
    OrderKind.CARE: "care order",
    OrderKind.SUPERVISION: "supervision order",
    OrderKind.WRITTEN_AGREEMENT: "written agreement",
}
_KINDS: Choices = tuple(_CALLED.items())
_NOT_YET: Choices = ((OrderKind.OTHER, "which kind?"), *_KINDS[1:])


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the card is made from."""

    family_id: UUID
    roster: Roster
    readers: Visibility
    day: date
    staff_id: UUID
    orders: tuple[CourtOrder, ...]
    conditions: Mapping[UUID, tuple[OrderCondition, ...]]
    breaches: Mapping[UUID, tuple[OrderBreach, ...]]


def orders_card(reading: Reading, meeting: Meeting, family_id: UUID, roster: Roster, day: date) -> Card:
    """Return the card of all orders of a family, with room for the next one."""
    looked = _look(reading, meeting, family_id, roster, day)
    can_be_seen = looked.readers in reading.desk.sees
    blocks = [block for order in looked.orders for block in _blocks(looked, order)]
    if can_be_seen:
        blocks.append(_next(looked))
    return Card(
        uuid5(family_id, "orders and conditions"),
        "Orders and conditions",
        "bail, licence too",
        tuple(blocks),
        tuple(_flags(looked, can_be_seen=can_be_seen)),
    )


def _look(reading: Reading, meeting: Meeting, family_id: UUID, roster: Roster, day: date) -> _Looked:
    orders = reading.find(CourtOrder, family_id=family_id)
    keys = {order.id for order in orders}
    return _Looked(
        family_id,
        roster,
        usual_readers(reading, meeting),
        day,
        reading.desk.staff_id,
        orders,
        _by_order(reading.find(OrderCondition, order_id=keys) if keys else ()),
        _by_order(reading.find(OrderBreach, order_id=keys) if keys else ()),
    )


def _by_order(rows: Sequence[R]) -> dict[UUID, tuple[R, ...]]:
    found: dict[UUID, list[R]] = {}
    for row in rows:
        found.setdefault(row.order_id, []).append(row)
    return {key: tuple(listed) for key, listed in found.items()}


# An order


def _blocks(looked: _Looked, order: CourtOrder) -> Iterator[Block]:
    conditions, breaches = looked.conditions.get(order.id, ()), looked.breaches.get(order.id, ())
    own = Block(
        CourtOrder,
        (("id", order.id),),
        tuple(_fields(looked, order)),
        order,
        _begins(looked),
        heading=_title(looked, order),
        narrow=order.visibility.label if order.visibility is not looked.readers else "",
        # With its conditions or breaches it stays, whatever is taken out of it.
        is_let_go=not (conditions or breaches),
    )
    yield own
    yield from _conditions(looked, own, order, conditions)
    yield from _breaches(looked, own, order, breaches)


def _next(looked: _Looked) -> Block:
    last = looked.orders[-1].id if looked.orders else None
    key = id_behind(looked.family_id, CourtOrder, last, looked.staff_id)
    first, says, *rest = _fields(looked, None)
    asked = (first, says, *(replace(field, is_main=False) for field in rest))
    heading = "Another order" if looked.orders else ""
    return Block(
        CourtOrder,
        (("id", key),),
        asked,
        None,
        _begins(looked),
        heading=heading,
        is_let_go=True,
        goes_on=True,
    )


def _begins(looked: _Looked) -> tuple[tuple[str, Any], ...]:
    return (("family_id", looked.family_id), ("kind", OrderKind.OTHER), ("visibility", looked.readers))


def _fields(looked: _Looked, order: CourtOrder | None) -> Iterator[CardField]:
    what = _title(looked, order) if order is not None else "next order"
    bound = order.bound_id if order is not None else None
    protects = order.protects_id if order is not None else None
    ended = order is not None and order.ended_on is not None
    for field in (
        CardField("kind", "Kind", _K.CHOICE, _KINDS if order is not None else _NOT_YET),
        CardField("text", "What it says", _K.BRIEF, hint="What may not be done"),
        CardField("bound_id", "Who is bound", _K.CHOICE, _people(looked, bound, Being.ADULT)),
        CardField("protects_id", "Who is protected", _K.CHOICE, _people(looked, protects, Being.CHILD)),
        CardField("made_on", "Made on", _K.PAST_DAY),
        CardField("expires_on", "Runs out on", _K.DAY_AHEAD, hint="14 March, 28d"),
        CardField("ended_on", "Ended on", _K.PAST_DAY, is_main=ended),
        CardField("issued_by", "Made by", _K.LINE, hint="Court, or police", is_main=False),
    ):
        yield replace(field, heard=f"{field.label}: {what}")


def _people(looked: _Looked, now: UUID | None, first: Being) -> Choices:
    people = sorted(
        looked.roster.people, key=lambda one: (one.being is Being.ADULT) != (first is Being.ADULT)
    )
    return choices_with([(one.id, one.designation) for one in people], now, "somebody not of this family")


def _title(looked: _Looked, order: CourtOrder) -> str:
    called = _CALLED[order.kind]
    bound = looked.roster.person(order.bound_id)
    title = f"{called[:1].upper()}{called[1:]}"
    return f"{title} · {bound.designation}" if bound is not None else title


# Its conditions and its breaches


def _conditions(
    looked: _Looked, own: Block, order: CourtOrder, rows: Sequence[OrderCondition]
) -> Iterator[Block]:
    until = CardField("expires_on", "Only until", _K.DAY_AHEAD, is_main=False)
    for number, row in enumerate(rows):
        text = _text("Condition", "", own, number)
        until = replace(until, heard=f"Only until: condition {number + 1}, {own.heading}")
        yield _line(OrderCondition, row.id, own, "Conditions", (text, until), row)
    text = _text("Condition", "One by one: where, whom, when", own, len(rows))
    yield _empty(looked, order, own, rows, OrderCondition, "Conditions", (text,))


def _breaches(looked: _Looked, own: Block, order: CourtOrder, rows: Sequence[OrderBreach]) -> Iterator[Block]:
    for number, row in enumerate(rows):
        fields = (_text("Breach", "", own, number), *_of_breach(own, number))
        yield _line(OrderBreach, row.id, own, "Breaches, and what was done", fields, row)
    number = len(rows)
    rest = (replace(field, is_main=False) for field in _of_breach(own, number))
    fields = (_text("Breach", "What was done against it", own, number), *rest)
    yield _empty(looked, order, own, rows, OrderBreach, "Breaches, and what was done", fields)


def _text(what: str, hint: str, own: Block, number: int) -> CardField:
    is_first = number == 0
    return CardField(
        "text",
        what,
        _K.BRIEF,
        hint=hint if is_first else "And …",
        is_named=False,
        heard=f"{what} {number + 1}: {own.heading}",
    )


def _of_breach(own: Block, number: int) -> tuple[CardField, ...]:
    which = f"breach {number + 1}, {own.heading}"
    return (
        CardField("happened_on", "When", _K.PAST_DAY, heard=f"When: {which}"),
        CardField(
            "told",
            "Answer to it",
            _K.LINE,
            hint="Who was told, what was done",
            heard=f"Answer to it: {which}",
        ),
    )


def _line(
    kind: type[OrderCondition | OrderBreach],
    key: UUID,
    own: Block,
    heading: str,
    fields: tuple[CardField, ...],
    row: OrderCondition | OrderBreach | None,
    then: Block | None = None,
) -> Block:
    begins = (("order_id", dict(own.identity)["id"]), ("text", ""))
    return Block(
        kind,
        (("id", key),),
        fields,
        row,
        begins,
        heading=heading,
        inside=own,
        is_let_go=True,
        then=then,
        goes_on=row is None and len(fields) > 1,
    )


def _empty(
    looked: _Looked,
    order: CourtOrder,
    own: Block,
    rows: Sequence[OrderCondition] | Sequence[OrderBreach],
    kind: type[OrderCondition | OrderBreach],
    heading: str,
    fields: tuple[CardField, ...],
) -> Block:
    """Return the empty line of a list, and the ones after it for whoever types faster than it is read."""
    if _is_over(order, looked.day):
        # Nothing is asked of an order that is over; a key brings the line.
        fields = tuple(replace(field, is_main=False) for field in fields)
    keys: list[UUID] = []
    last = rows[-1].id if rows else None
    for _ in range(AHEAD):
        last = id_behind(order.id, kind, last, looked.staff_id)
        keys.append(last)
    line: Block | None = None
    for key in reversed(keys):
        asked = fields if key == keys[0] else (replace(fields[0], hint="And …"), *fields[1:])
        line = _line(kind, key, own, heading, asked, None, line)
    assert line is not None
    return line


# At a glance


def _flags(looked: _Looked, *, can_be_seen: bool) -> Iterator[Flag]:
    if not can_be_seen:
        yield Flag(f"{looked.readers.label.lower()}: your role does not read it", Tone.ATTENTION)
    elif not looked.orders:
        yield Flag("none recorded", Tone.PLAIN)
    unanswered = [row for rows in looked.breaches.values() for row in rows if not row.told.strip()]
    if unanswered:
        many = "breach" if len(unanswered) == 1 else f"{len(unanswered)} breaches"
        yield Flag(f"{many} without an answer", Tone.WRONG)
    for order in looked.orders:
        if _is_ended(order, looked.day):
            continue
        called = _CALLED[order.kind]
        yield from _running_out(called, order.expires_on, looked.day)
        if _is_over(order, looked.day):
            continue
        for condition in looked.conditions.get(order.id, ()):
            yield from _running_out(f"condition of {called}", condition.expires_on, looked.day)
    running = sum(1 for order in looked.orders if not _is_over(order, looked.day))
    if running:
        yield Flag(f"{running} in force", Tone.SETTLED)


def _running_out(called: str, expires_on: date | None, day: date) -> Iterator[Flag]:
    if expires_on is None:
        return
    days = (expires_on - day).days
    if days < 0:
        yield Flag(f"{called} expired {say_day(expires_on)}", Tone.WRONG)
    elif days == 0:
        yield Flag(f"{called} expires today", Tone.WRONG)
    elif days <= SOON:
        yield Flag(f"{called} expires in {days} day{'s' * (days != 1)}", Tone.ATTENTION)


def _is_ended(order: CourtOrder, day: date) -> bool:
    return order.ended_on is not None and order.ended_on <= day


def _is_over(order: CourtOrder, day: date) -> bool:
    return _is_ended(order, day) or (order.expires_on is not None and order.expires_on < day)
