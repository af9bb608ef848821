"""Names that are words or months as well."""

from __future__ import annotations

from meetingdesk.domain.once import once
from meetingdesk.resources import resource


@once
def also_words() -> frozenset[str]:
    """Return the names that are words as well: they name somebody only where they have a capital."""
    lines = resource("words", "names_that_are_words.txt").read_text(encoding="ascii").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
