"""Puts a family on a grid: households as frames, adults above, children in one row, lines between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from meetingdesk.domain.families import (
    FamilyMember,
    HouseholdStay,
    ParentalResponsibility,
    Relationship,
    RelationshipKind,
)
from meetingdesk.domain.family_map.homes import Home, homes
from meetingdesk.domain.family_map.lines import Spot, lanes_of, links
from meetingdesk.domain.family_map.saying import (
    Said,
    aside,
    differing_practices,
    lines,
    marks,
    more,
)
from meetingdesk.domain.family_map.shapes import (
    ADULTS,
    CHILDREN,
    BoxKind,
    FamilyMap,
    MapBox,
    MapFrame,
    MapMark,
)
from meetingdesk.domain.people import Involvement, Person, Pregnancy
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, RosterPerson

PADDING, GAP = 0.07, 0.14
"""Inside a frame, and between two of them."""

NOT_KNOWN = "not known"
_NO_LONGER_UNBORN = frozenset({Pregnancy.BORN, Pregnancy.ENDED})
_KINDS = {Being.CHILD: BoxKind.CHILD, Being.UNBORN: BoxKind.UNBORN, Being.ADULT: BoxKind.ADULT}


@dataclass(frozen=True, slots=True)
class MapRows:
    """The rows from which a family is drawn; `fathers` says who is meant as the father of each child."""

    roster: tuple[RosterPerson, ...] = ()
    people: Mapping[UUID, Person] = field(default_factory=dict)
    members: tuple[FamilyMember, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    stays: tuple[HouseholdStay, ...] = ()
    responsibilities: tuple[ParentalResponsibility, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    fathers: Mapping[UUID, tuple[UUID, ...]] = field(default_factory=dict)


def draw(rows: MapRows, day: date) -> FamilyMap:
    """Return a family as it is drawn on a day; the same rows are always drawn the same way."""
    shown = tuple(one for one in rows.roster if _is_shown(rows.people.get(one.id)))
    if not shown:
        return FamilyMap()
    members = _by_person(rows.members)
    together = homes([rows.people[one.id] for one in shown], members, rows.stays, day)
    fatherless = _fatherless(rows, shown)
    beings = {one.id: one.being for one in shown}
    groups = _groups(beings, together, fatherless, rows.relationships)
    spots, frames, columns = _place(groups)
    said = Said(
        day,
        {one.id: one for one in shown},
        rows.people,
        members,
        rows.relationships,
        rows.responsibilities,
        _involved(rows.involvements),
        frozenset(key for home in together for key in home.people),
    )
    boxes = [*_boxes(said, spots), *_empty_places(said, fatherless, spots)]
    boxes.sort(key=lambda box: (box.row, box.column))
    found = links(rows.relationships, spots, fatherless, day)
    return FamilyMap(tuple(boxes), frames, found, columns, lanes_of(found))


@dataclass(frozen=True, slots=True)
class _Group:
    """Who stands together: a household, or everybody who lives elsewhere."""

    home: Home | None
    adults: tuple[UUID, ...]
    children: tuple[UUID, ...]

    @property
    def width(self) -> int:
        return max(len(self.adults), len(self.children))


def _is_shown(person: Person | None) -> bool:
    return person is not None and person.pregnancy not in _NO_LONGER_UNBORN


def _by_person(members: Iterable[FamilyMember]) -> dict[UUID, tuple[FamilyMember, ...]]:
    found: dict[UUID, tuple[FamilyMember, ...]] = {}
    for member in members:
        found[member.person_id] = (*found.get(member.person_id, ()), member)
    return found


def _involved(rows: Iterable[Involvement]) -> dict[UUID, tuple[Involvement, ...]]:
    found: dict[UUID, tuple[Involvement, ...]] = {}
    for row in rows:
        found[row.person_id] = (*found.get(row.person_id, ()), row)
    return found


def _fatherless(rows: MapRows, shown: Sequence[RosterPerson]) -> dict[UUID, tuple[UUID, ...]]:
    """Return one empty place for all children of whom nobody has said who the father is."""
    here = {one.id for one in shown}
    children = tuple(
        one.id
        for one in shown
        if one.being is not Being.ADULT and not here.intersection(rows.fathers.get(one.id, ()))
    )
    return {uuid5(children[0], "the father is not known"): children} if children else {}


def _groups(
    beings: Mapping[UUID, Being],
    together: Sequence[Home],
    fatherless: Mapping[UUID, tuple[UUID, ...]],
    relationships: Sequence[Relationship],
) -> list[_Group]:
    housed = {key for home in together for key in home.people}
    elsewhere = [key for key in beings if key not in housed]
    groups = [_group(home, home.people, (), beings, relationships) for home in together]
    if elsewhere or fatherless:
        groups.append(_group(None, elsewhere, tuple(fatherless), beings, relationships))
    return groups


def _group(
    home: Home | None,
    people: Sequence[UUID],
    empty: tuple[UUID, ...],
    beings: Mapping[UUID, Being],
    relationships: Sequence[Relationship],
) -> _Group:
    adults = [key for key in people if beings[key] is Being.ADULT]
    children = [key for key in people if beings[key] is not Being.ADULT]
    pairs = _pairs(
        relationships, frozenset({RelationshipKind.PARTNER_OF, RelationshipKind.FORMER_PARTNER_OF})
    )
    twins = _pairs(relationships, frozenset({RelationshipKind.TWIN_OF}))
    return _Group(home, (*empty, *_side_by_side(adults, pairs)), tuple(_side_by_side(children, twins)))


def _pairs(
    relationships: Iterable[Relationship], kinds: frozenset[RelationshipKind]
) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, tuple[UUID, ...]] = {}
    for row in relationships:
        if row.kind in kinds:
            found[row.person_id] = (*found.get(row.person_id, ()), row.other_id)
            found[row.other_id] = (*found.get(row.other_id, ()), row.person_id)
    return found


def _side_by_side(keys: Sequence[UUID], pairs: Mapping[UUID, tuple[UUID, ...]]) -> list[UUID]:
    """Keep the order, but let those who belong together follow one another."""
    ordered: list[UUID] = []

    def take(key: UUID) -> None:
        if key in ordered or key not in keys:
            return
        ordered.append(key)
        for other in pairs.get(key, ()):
            take(other)

    for key in keys:
        take(key)
    return ordered


def _place(groups: Sequence[_Group]) -> tuple[dict[UUID, Spot], tuple[MapFrame, ...], float]:
    spots: dict[UUID, Spot] = {}
    frames: list[MapFrame] = []
    left = 0.0
    for number, group in enumerate(groups):
        padding = PADDING if group.home is not None else 0.0
        for row, keys in ((ADULTS, group.adults), (CHILDREN, group.children)):
            begin = left + padding + (group.width - len(keys)) / 2
            spots.update({key: Spot(row, round(begin + n, 3), number) for n, key in enumerate(keys)})
        last = round(left + group.width + 2 * padding, 3)
        if group.home is not None:
            is_tall = bool(group.children)
            frames.append(MapFrame(group.home.name, round(left, 3), last, is_tall, group.home.people))
        left = last + GAP
    return spots, tuple(frames), round(left - GAP, 3)


def _boxes(said: Said, spots: Mapping[UUID, Spot]) -> Iterator[MapBox]:
    has_several = differing_practices(said)
    for one in said.roster.values():
        spot = spots[one.id]
        yield MapBox(
            one.id,
            one.id,
            _KINDS[one.being],
            one.designation,
            aside(said, one),
            one.name or "name not known",
            tuple(lines(said, one)),
            tuple(marks(said, one, has_several_practices=has_several)),
            spot.column,
            spot.row,
            tuple(more(said, one)),
        )


def _empty_places(
    said: Said, fatherless: Mapping[UUID, tuple[UUID, ...]], spots: Mapping[UUID, Spot]
) -> Iterator[MapBox]:
    for key, children in fatherless.items():
        of = ", ".join(said.called(child) for child in children)
        yield MapBox(
            key,
            children[0],
            BoxKind.NOT_KNOWN,
            "Father not known",
            "",
            f"of {of}",
            (),
            (MapMark("nobody has said who he is", Tone.WRONG),),
            spots[key].column,
            spots[key].row,
            ("Enter opens the child, where it can be said",),
        )
