"""What a drawn family is made of; places are counted in boxes, so that no text size matters here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.roll_call import Tone

ADULTS, CHILDREN = 0, 1
"""The two rows: adults above, children below."""


class BoxKind(StrEnum):
    """Whom a box stands for, as far as its drawing goes."""

    CHILD = "child"
    UNBORN = "unborn"
    ADULT = "adult"
    NOT_KNOWN = "not_known"


class Channel(StrEnum):
    """Where a line runs: never through a box."""

    ABOVE = "above"  # between adults, over them
    BESIDE = "beside"  # between two adults who stand side by side
    BETWEEN = "between"  # between adults and children
    BELOW = "below"  # between children, under them


@dataclass(frozen=True, slots=True)
class MapMark:
    """What is known or missing at a glance: a word, and how it stands."""

    says: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class MapBox:
    """One person, or the empty place of a father nobody knows; it is one unit wide."""

    key: UUID
    person_id: UUID
    """Who is opened from here: for an empty place the child whose card asks for it."""
    kind: BoxKind
    title: str
    aside: str
    """The age, beside the title."""
    name: str
    lines: tuple[str, ...]
    marks: tuple[MapMark, ...]
    column: float
    row: int
    more: tuple[str, ...] = ()
    """What is told where there is room for it, and to those who do not see the lines."""

    @property
    def spoken(self) -> str:
        """Everything that is said of somebody, in one sentence."""
        said = (
            self.title,
            self.name,
            self.aside,
            *self.lines,
            *(mark.says for mark in self.marks),
            *self.more,
        )
        return ". ".join(part for part in said if part)


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A household: a frame from one column to another; with children it reaches down to their row."""

    title: str
    first: float
    last: float
    is_tall: bool
    people: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Where a line meets a box: so far across its edge, from 0 on the left to 1 on the right."""

    key: UUID
    at: float = 0.5


@dataclass(frozen=True, slots=True)
class MapLink:
    """A line between people. In the channel between the rows some ends are adults and some children."""

    channel: Channel
    lane: int
    ends: tuple[End, ...]
    words: str = ""
    """What is said on the line; a plain line is a parent or a partner."""
    is_broken: bool = False
    """Ended, or not certain."""
    told: str = ""
    """The whole of it, for those who do not see the line."""


@dataclass(frozen=True, slots=True)
class FamilyMap:
    """A family as it is drawn."""

    boxes: tuple[MapBox, ...] = ()
    frames: tuple[MapFrame, ...] = ()
    links: tuple[MapLink, ...] = ()
    columns: float = 0
    lanes: Mapping[Channel, tuple[bool, ...]] = field(default_factory=dict)
    """For each channel its lanes from the boxes outwards, or downwards: whether words stand in one."""

    def box(self, key: UUID) -> MapBox | None:
        """Return a box by its key."""
        return next((box for box in self.boxes if box.key == key), None)

    def links_of(self, key: UUID) -> tuple[MapLink, ...]:
        """Return the lines that meet a box."""
        return tuple(link for link in self.links if any(end.key == key for end in link.ends))
