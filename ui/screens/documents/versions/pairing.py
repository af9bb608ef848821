"""Which two texts of a document are compared: what is marked, else what says most of the newest version."""

from __future__ import annotations

from meetingdesk.app.documents.lives import DocumentLife
from ui.screens.documents.versions.reading import Pair

AT_MOST = 2
"""So many versions are marked at a time."""


def turned(marked: frozenset[int], number: int) -> frozenset[int]:
    """Return the marks with one put on or taken away; of three the oldest version is let go."""
    if number in marked:
        return marked - {number}
    return frozenset({*sorted(marked)[-(AT_MOST - 1) :], number})


def pair_of(life: DocumentLife, marked: frozenset[int]) -> Pair | None:
    """Return the two that are compared, or None while there is no version."""
    newest = life.newest
    if newest is None:
        return None
    chosen = [line for line in life.versions if line.number in marked]
    if len(chosen) == AT_MOST:
        old, new = chosen
    elif chosen or life.is_changed or len(life.versions) == 1:
        line = chosen[0] if chosen else newest
        return Pair(life.kind, line.id, None, f"What was changed in the record since version {line.number}")
    else:
        old, new = life.versions[-2], newest
    return Pair(life.kind, old.id, new.id, f"What is changed from version {old.number} to {new.number}")
