"""Whether somebody is named who does it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Owned(StrEnum):
    """Whether, and how, somebody is named who does it."""

    ONE = "one"
    SEVERAL = "several"
    COLLECTIVE = "collective"
    NOBODY = "nobody"
    """Somebody is meant, and not said who: someone, tbc."""
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class OwnerSeen:
    """Who is to do it and where the deed begins."""

    owned: Owned
    start: int = 0
    end: int = 0
    deed: int = 0
    is_kin: bool = False
    is_passive: bool = False
    """Whether something "is to be done" to what stands in the place of an owner."""
    modal: str = ""
    is_in_front: bool = False
