"""A card as a screen shows it: a heading, blocks of fields, and what is known of it at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable
from uuid import UUID, uuid5

from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.rows import Row

if TYPE_CHECKING:
    from meetingdesk.app.outcome import Command


class FieldKind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"  # a paragraph or several
    BRIEF = "brief"  # a few words, or more, beside what it is called
    LINE = "line"  # one line
    PAST_DAY = "past_day"  # a day that is over, in any way people say it
    DAY_AHEAD = "day_ahead"  # a day that is to come
    TIME = "time"  # a time of day
    CHOICE = "choice"  # one of a few words
    CHOICES = "choices"  # any of a few words


Choices = tuple[tuple[Any, str], ...]
"""What a field may hold, each with the words for it; the first stands for nothing said."""


@dataclass(frozen=True, slots=True)
class CardField:
    """One field of a row: what it is called, and what it may hold."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: Choices = ()
    hint: str = ""
    """What stands in it while nobody has said anything."""
    is_main: bool = True
    """Whether it is shown at once; the others come with a key, or once they are filled in."""
    along: tuple[tuple[str, Any], ...] = ()
    """What else is noted in the row with a value, such as the day on which it was said; it goes with it."""
    is_named: bool = True
    """Whether its name is seen: the lines of a list are named once."""
    heard: str = ""
    """What it is called for those who do not see where it stands, where its label is not enough."""
    is_open_after: bool = False
    """Whether it is filled in even when the record is finalised, as what came of a challenge is."""

    @property
    def name_heard(self) -> str:
        """What it is called where it is heard and not seen."""
        return self.heard or self.label


@dataclass(frozen=True, slots=True)
class Flag:
    """What is known at a glance: a word, and how it stands."""

    says: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Block:
    """The fields of one row, which may be there already or begins with its first word."""

    kind: type[Row]
    identity: tuple[tuple[str, Any], ...]
    """By what the row is found: its identifier, or what makes it the only one of its kind."""
    fields: tuple[CardField, ...]
    row: Row | None = None
    begins_with: tuple[tuple[str, Any], ...] = ()
    """What a row that is begun here has besides its identity."""
    heading: str = ""
    """What stands above it; seen once where blocks that follow one another have the same."""
    narrow: str = ""
    """Who may read it, where that is not everybody at the table."""
    is_quote: bool = False
    """Whether the first field holds somebody's own words."""
    inside: Block | None = None
    """The block whose row this one is a part of; it is begun as well where it is not there yet."""
    is_let_go: bool = False
    """Whether the row goes when all its fields are emptied again, as a line of a list does."""
    instead: tuple[tuple[str, str], ...] = ()
    """What is shown in a field without words, where the record names somebody without writing the name."""
    offers: tuple[Offer, ...] = ()
    """What can be done with this row in one go."""
    then: Block | None = None
    """The line that comes after this one, for those who type faster than the record is read again."""
    goes_on: bool = False
    """Whether Enter in the first field of a row that begins asks for its other fields at once."""
    side_by_side: int = 0
    """How many of its fields, from the first, stand in one row."""
    note: str = ""
    """What is known beside the fields and is not filled in here, such as who has to be told."""

    def value(self, name: str) -> Any:
        """Return what a field holds now, or what a row without it holds."""
        if self.row is not None:
            return getattr(self.row, name)
        return getattr(new_row(self.kind, self.identity, self.begins_with), name)

    def shown(self, name: str) -> Any:
        """Return what stands in a field: its value, or who is meant where nothing was written."""
        value = self.value(name)
        return value if value or not self.instead else dict(self.instead).get(name, value)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done with a card in one go."""

    says: str
    command: Command
    is_open_after: bool = False
    """Whether it can be done even when the record is finalised."""


@runtime_checkable
class Timed(Protocol):
    """A command that notes when it is given: the clock is asked when it is chosen, not when it is offered."""

    def done_at(self, at: datetime) -> Command:
        """Return the command as it is given at a moment."""
        ...


@dataclass(frozen=True, slots=True)
class Card:
    """One child, one decision, one person: whatever deserves a place of its own."""

    key: UUID
    title: str
    below: str = ""
    blocks: tuple[Block, ...] = ()
    flags: tuple[Flag, ...] = ()
    offers: tuple[Offer, ...] = ()


def next_id(owner: UUID, kind: type[Row], rows: Sequence[Any]) -> UUID:
    """Return the identifier of the row that would come next in a list: the same until it is begun."""
    return uuid5(owner, f"{kind.table} {next_position(rows)}")


def next_position(rows: Sequence[Any]) -> int:
    """Return the place of the row that would come next in a list."""
    return max((row.position for row in rows), default=0) + 1


def new_row(
    kind: type[Row], identity: Iterable[tuple[str, Any]], begins_with: Iterable[tuple[str, Any]] = ()
) -> Row:
    """Return the row that a block would begin."""
    return kind(**{**dict(begins_with), **dict(identity)})
