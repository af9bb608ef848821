"""What is wrong with a file: each fault with its place, all of them together."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from meetingdesk.errors import BadImport

Place = tuple[str | int, ...]


def place_text(where: Place) -> str:
    """Return a place as people read it, such as "meetings[0].attendance[3].status"."""
    text = ""
    for part in where:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


class Faults:
    """Collects faults, so that one reading of a file names them all."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, where: Place, reason: str) -> None:
        """Note what is wrong at a place."""
        self._found.append(f"{place_text(where)}: {reason}" if where else reason)

    def refuse_if_any(self) -> None:
        """Raise BadImport with everything that was noted."""
        if self._found:
            raise refusal(self._found)

    @property
    def found(self) -> tuple[str, ...]:
        """What was noted, in the order of the file."""
        return tuple(self._found)


def refusal(faults: Iterable[str]) -> BadImport:
    """Return the error for a file that cannot be brought in."""
    found = tuple(faults)
    count = "one fault" if len(found) == 1 else f"{len(found):,} faults"
    return BadImport(
        f"The file has {count}, so nothing was changed.",
        faults=found,
        hint="Correct each in the file, then bring it in again.",
    )


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Say that a key is not known, and which one may be meant."""
    close = difflib.get_close_matches(key[:80], list(known), n=1)
    return f"is not known here; did you mean '{close[0]}'?" if close else "is not known here"


def shown_key(key: str) -> str:
    """Return a key as a fault may show it: short, and without what a screen cannot show."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in key[:60])
    return shown if len(key) <= 60 else f"{shown}…"
