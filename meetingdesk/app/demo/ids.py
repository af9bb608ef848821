"""Identifiers that come out the same whenever the same demonstration is made."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random
from uuid import UUID

from meetingdesk.domain.clocks import LONDON

_RANDOM_BITS = 80


class SeededIds:
    """Gives identifiers in the shape of UUID version 7, one millisecond apart, drawn from a seed."""

    def __init__(self, seed: int | str, day: date) -> None:
        self._random = Random(seed)  # noqa: S311 - invented records need no secrecy, only repetition
        self._milliseconds = int(datetime.combine(day, time(), LONDON).timestamp() * 1000)

    def new(self) -> UUID:
        """Return the next identifier; later ones sort after earlier ones."""
        self._milliseconds += 1
        value = self._milliseconds << _RANDOM_BITS | self._random.getrandbits(_RANDOM_BITS)
        value = value & ~(0xF << 76) | 0x7 << 76
        return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
