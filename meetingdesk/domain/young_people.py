"""Who is told apart in a case of domestic abuse: whoever is still a child, whatever part they have in it."""

from __future__ import annotations

_GROWN_UP = 18
_YOUNGEST_VICTIM = 16


def is_young_victim(age: int | None) -> bool:
    """Say whether somebody who is harmed is sixteen or seventeen, and so is a child as well as a victim."""
    return age is not None and _YOUNGEST_VICTIM <= age < _GROWN_UP


def is_young_perpetrator(age: int | None) -> bool:
    """Say whether somebody who may cause harm is a child too: no small adult, whom others have to help."""
    return age is not None and age < _GROWN_UP
