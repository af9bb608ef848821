"""One fault that an action has, and the words it is told in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a fault matters; a live meeting is held up by none."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"

    @property
    def is_warning(self) -> bool:
        """Whether the fault is warned of, and not only mentioned."""
        return self is not Level.INFO


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of an action: what is wrong, how to mend it, and where in the text it stands."""

    code: str
    fault: str
    level: Level
    message: str
    mend: str
    start: int = 0
    end: int = 0
    """Both 0 where it stands nowhere, because something is missing."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a rule saw: where, and what is put into the words it is told in."""

    start: int = 0
    end: int = 0
    who: str = ""


@dataclass(frozen=True, slots=True)
class FaultWords:
    """How one fault is told, how much it matters: data, not code.

    `{who}` in the words stands for whom or what was found.
    """

    fault: str
    code: str
    level: Level
    message: str
    mend: str
    off: bool = False
