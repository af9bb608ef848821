"""Words of a version that only some may read: what everybody reads about it does not repeat them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from meetingdesk.app.documents.snapshots import APART, rows_in, unpacked
from meetingdesk.app.documents.versions import parts_apart
from meetingdesk.domain.documents import DocumentVersion
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import shape_of
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading

RESTRICTED_PART = "A restricted part"
"""What stands in place of a line that only some may read."""
WITH_ITS_READERS = "The wording is with those who may read that part"
TOLD_APART = "A correction in a restricted part"
"""All that a later version tells everybody of such a correction."""
RUN = 4
"""So many words in the order of a restricted text are taken from it; a shorter text counts as a whole."""
_OF_A_SENTENCE = 2
"""A single word of a sentence is said everywhere."""
_LEAST = 80
"""Fields that hold less are keys of data files, and nobody typed them."""
_WORD = re.compile(r"\w+")


def is_said_apart(reading: Reading, version: DocumentVersion, words: str, least: int = 1) -> bool:
    """Say whether words repeat what stands in a part of a version that only some may read.

    It is checked against all parts, whoever is at the desk; what stands in the open part too is no secret,
    nor is a text of fewer than `least` words.
    """
    said = _joined(_words(words))
    if words.strip() == RESTRICTED_PART or version.visibility in APART:
        return True
    checked = reading.for_checking()
    found = {
        run
        for part in parts_apart(checked, version)
        for text in _texts(part)
        for run in _runs(text)
        if run in said and len(run.split()) >= least
    }
    if not found:
        return False
    opened = tuple(_joined(text) for text in _texts(version))
    return any(all(run not in text for text in opened) for run in found)


def check_not_apart(reading: Reading, version: DocumentVersion, words: str) -> None:
    """Raise where words that everybody will read repeat what only some may read."""
    if is_said_apart(reading, version, words, _OF_A_SENTENCE):
        raise MeetingDeskError(
            "This repeats what stands in a part of the document that only some may read.",
            hint="Say it without those words, and put the wording into the record itself.",
        )


def _texts(version: DocumentVersion) -> Iterator[tuple[str, ...]]:
    try:
        rows = rows_in(unpacked(version.content))
    except MeetingDeskError:
        return  # it was brought in from elsewhere and holds no record, so nobody was shown a line of it
    for found in rows.values():
        for row in found:
            yield from filter(None, map(_words, _typed(row)))


def _typed(row: Row) -> Iterator[str]:
    for shape in shape_of(type(row)):
        if shape.kind is not str or shape.limit is None or shape.limit.most <= _LEAST:
            continue
        value = getattr(row, shape.name)
        yield from value if shape.several else (value or "",)


def _runs(words: tuple[str, ...]) -> Iterator[str]:
    for start in range(max(1, len(words) - RUN + 1)):
        yield _joined(words[start : start + RUN])


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _joined(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "
