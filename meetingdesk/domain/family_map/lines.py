"""Which lines run between the people of a family, and in which lane each of them runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from meetingdesk.domain.day_words import say_month
from meetingdesk.domain.families import Relationship, RelationshipKind
from meetingdesk.domain.family_map.shapes import ADULTS, Channel, End, MapLink

_Kind = RelationshipKind
_WORDS = {
    _Kind.PARENT_OF: "",
    _Kind.STEP_PARENT_OF: "step-parent",
    _Kind.ADOPTIVE_PARENT_OF: "adoptive parent",
    _Kind.FOSTER_CARER_OF: "foster carer",
    _Kind.GRANDPARENT_OF: "grandparent",
    _Kind.CARER_OF: "carer",
    _Kind.SIBLING_OF: "siblings",
    _Kind.HALF_SIBLING_OF: "half-siblings",
    _Kind.TWIN_OF: "twins",
    _Kind.PARTNER_OF: "",
    _Kind.FORMER_PARTNER_OF: "former partners",
    _Kind.RELATIVE_OF: "relative",
    _Kind.FRIEND_OF: "friend",
    _Kind.OTHER: "knows them",
}
_SAID_BY_NOTE = frozenset({_Kind.RELATIVE_OF, _Kind.FRIEND_OF, _Kind.OTHER, _Kind.CARER_OF})
_OF_PARTNERS = frozenset({_Kind.PARTNER_OF, _Kind.FORMER_PARTNER_OF})
_OF_SIBLINGS = frozenset({_Kind.SIBLING_OF, _Kind.HALF_SIBLING_OF})
LONGEST_NOTE = 24
A_LETTER = 0.055
"""How much of a box's width a letter on a line takes, roughly."""
NEAR = 0.04


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box stands."""

    row: int
    column: float
    home: int


def links(
    rows: Iterable[Relationship],
    spots: Mapping[UUID, Spot],
    fatherless: Mapping[UUID, tuple[UUID, ...]],
    day: date,
) -> tuple[MapLink, ...]:
    """Return all lines between these boxes, each in a lane of its own where they would meet.

    `fatherless` names for each empty place of a father the children whose father it would be.
    """
    known = [row for row in rows if row.person_id in spots and row.other_id in spots]
    known = [row for row in known if row.person_id != row.other_id]
    found = [*_between(known, spots, day), *_same_row(known, spots, day)]
    for place, children in fatherless.items():
        told = "the father is not known"
        found.append(_link(Channel.BETWEEN, (place, *children), "", told, is_broken=True))
    return tuple(_with_ports(_with_lanes(found, spots), spots))


def lanes_of(found: Iterable[MapLink]) -> dict[Channel, tuple[bool, ...]]:
    """Return how many lanes each channel has, and in which of them words stand."""
    lanes: dict[Channel, dict[int, bool]] = {}
    for link in found:
        channel = lanes.setdefault(link.channel, {})
        channel[link.lane] = channel.get(link.lane, False) or bool(link.words)
    return {
        channel: tuple(used.get(lane, False) for lane in range(max(used) + 1))
        for channel, used in lanes.items()
    }


def _between(rows: Sequence[Relationship], spots: Mapping[UUID, Spot], day: date) -> Iterator[MapLink]:
    """Yield the lines from adults to children: one for all children of the same adults."""
    adults: dict[tuple[str, bool], dict[UUID, list[UUID]]] = {}
    for row in rows:
        ends = sorted((row.person_id, row.other_id), key=lambda key: spots[key].row)
        upper, lower = ends
        if spots[upper].row == spots[lower].row:
            continue
        held = adults.setdefault((_said(row, day), _is_broken(row, day)), {}).setdefault(lower, [])
        if upper not in held:
            held.append(upper)
    for (words, is_broken), of_child in adults.items():
        together: dict[frozenset[UUID], list[UUID]] = {}
        for child, above in of_child.items():
            together.setdefault(frozenset(above), []).append(child)
        for above_all, children in together.items():
            ordered = sorted(above_all, key=lambda key: spots[key].column)
            yield _link(Channel.BETWEEN, (*ordered, *children), words, words or "parent", is_broken=is_broken)


def _same_row(rows: Sequence[Relationship], spots: Mapping[UUID, Spot], day: date) -> Iterator[MapLink]:
    drawn: set[tuple[frozenset[UUID], str]] = set()
    for row in rows:
        pair = frozenset((row.person_id, row.other_id))
        spot, other = spots[row.person_id], spots[row.other_id]
        words, is_broken = _said(row, day), _is_broken(row, day)
        if spot.row != other.row or (pair, words) in drawn:
            continue
        if row.kind in _OF_SIBLINGS and _share_a_parent(rows, pair):
            continue  # the lines from their parents say it already
        drawn.add((pair, words))
        told = words or ("partner" if row.kind in _OF_PARTNERS else "parent")
        if row.kind is _Kind.PARENT_OF and not words:
            words = "parent"
        channel = Channel.ABOVE if spot.row == ADULTS else Channel.BELOW
        is_beside = abs(spot.column - other.column) < 1 + NEAR and spot.home == other.home
        if is_beside and not words and not is_broken:
            channel = Channel.BESIDE
        yield _link(channel, (row.person_id, row.other_id), words, told, is_broken=is_broken)


def _share_a_parent(rows: Sequence[Relationship], pair: frozenset[UUID]) -> bool:
    of_each = [
        {row.person_id for row in rows if row.other_id == key and row.kind is _Kind.PARENT_OF} for key in pair
    ]
    return bool(set.intersection(*of_each))


def _said(row: Relationship, day: date) -> str:
    """Return what is said on the line of a relationship."""
    words = _WORDS[row.kind]
    if row.kind in _SAID_BY_NOTE and 0 < len(row.note) <= LONGEST_NOTE:
        words = row.note
    if row.is_putative:
        return "may be the parent" if not words else f"may be: {words}"
    is_over = row.until is not None and row.until <= day
    if row.kind is _Kind.FORMER_PARTNER_OF:
        since = row.since or row.until
        return f"{words} since {say_month(since)}" if since is not None else words
    if is_over and row.until is not None:
        words = "partners" if row.kind is _Kind.PARTNER_OF else words or "parent"
        return f"{words} until {say_month(row.until)}"
    return words


def _is_broken(row: Relationship, day: date) -> bool:
    is_over = row.until is not None and row.until <= day
    return row.is_putative or is_over or row.kind is _Kind.FORMER_PARTNER_OF


def _link(
    channel: Channel, keys: Iterable[UUID], words: str, told: str, *, is_broken: bool = False
) -> MapLink:
    return MapLink(channel, 0, tuple(End(key) for key in keys), words, is_broken, told)


# Lanes, and where a line meets a box


def _with_lanes(found: Sequence[MapLink], spots: Mapping[UUID, Spot]) -> list[MapLink]:
    """Give each line the first lane in which it meets no other; short lines run next to the boxes."""
    placed: list[MapLink] = []
    for channel in Channel:
        taken: list[list[tuple[float, float]]] = []
        here = [link for link in found if link.channel is channel]
        here.sort(key=lambda link: _width(_span(link, spots)))
        for link in here:
            if channel is Channel.BESIDE:
                placed.append(link)
                continue
            span = _span(link, spots)
            lane = next(
                (n for n, used in enumerate(taken) if not any(_meet(span, one) for one in used)), None
            )
            if lane is None:
                lane = len(taken)
                taken.append([])
            taken[lane].append(span)
            placed.append(replace(link, lane=lane))
    return placed


def _span(link: MapLink, spots: Mapping[UUID, Spot]) -> tuple[float, float]:
    """Return from where to where a line runs, with its words."""
    middles = [spots[end.key].column + 0.5 for end in link.ends]
    first, last = min(middles), max(middles)
    wanted = len(link.words) * A_LETTER
    spare = max(0.0, (wanted - (last - first)) / 2)
    return first - spare, last + spare


def _width(span: tuple[float, float]) -> tuple[float, float]:
    return span[1] - span[0], span[0]


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] + 0.5 and other[0] < one[1] + 0.5


def _with_ports(found: Sequence[MapLink], spots: Mapping[UUID, Spot]) -> Iterator[MapLink]:
    """Spread the lines that meet one edge of a box, in the order of where they lead."""
    meeting: dict[tuple[UUID, Channel], list[int]] = {}
    for number, link in enumerate(found):
        for end in link.ends:
            meeting.setdefault((end.key, link.channel), []).append(number)
    at: dict[tuple[UUID, int], float] = {}
    for (key, _channel), numbers in meeting.items():
        ordered = sorted(numbers, key=lambda number: (_leads_to(found[number], key, spots), number))
        for place, number in enumerate(ordered):
            at[key, number] = (place + 1) / (len(ordered) + 1)
    for number, link in enumerate(found):
        yield replace(link, ends=tuple(End(end.key, at[end.key, number]) for end in link.ends))


def _leads_to(link: MapLink, key: UUID, spots: Mapping[UUID, Spot]) -> float:
    others = [spots[end.key].column for end in link.ends if end.key != key]
    return sum(others) / len(others)
