"""A copy as it would be saved: made and searched, and written nowhere. It runs on the lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from meetingdesk.app.documents.as_it_stands import copy_as_it_stands
from meetingdesk.app.documents.copying import readers_of
from meetingdesk.app.documents.mending import typed_in
from meetingdesk.app.documents.naming import file_name
from meetingdesk.app.documents.on_screen import key_of, withheld_in_store
from meetingdesk.domain.copies.leaks import Hit
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind

if TYPE_CHECKING:
    from reports.blocks import Written

MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Finished:
    """A file before its lock, what it is called, and why it must not be saved; nothing where it may be."""

    document: Written
    name: str
    stopped: tuple[str, ...] = ()

    @property
    def to_know(self) -> tuple[str, ...]:
        """What somebody should know of a file that may be saved."""
        count = len(self.document.missing)
        if not count:
            return ()
        has = "character has" if count == 1 else "characters have"
        return (f"{count} {has} no letter here: shown as a box.",)


def finished(
    reading: Any,
    facts: MeetingFacts,
    reader: Reader,
    kind: DocumentKind,
    ending: str,
    made_on: date,
    *,
    is_large: bool,
) -> Finished:
    """Make a copy and search it; whoever saves it and whoever only looks at it get the same bytes."""
    from reports.documents import written
    from reports.leak.check import leaks_in

    # Who may have what is asked of the reader as the record knows them now.
    known = {key_of(one): one for one in readers_of(facts)}
    reader = known.get(key_of(reader), reader)
    copy = copy_as_it_stands(reading, facts, kind, reader, made_on)
    document = written(kind, copy, ending, large=is_large)
    name = file_name(copy, kind, ending)
    hits = leaks_in(document.content, name, withheld_in_store(reading, facts.meeting.id, reader))
    return Finished(document, name, tuple(_said_of(facts, reader, hits)) if hits else ())


def _said_of(facts: MeetingFacts, reader: Reader, hits: tuple[Hit, ...]) -> Iterator[str]:
    """Say what stands where and how to mend it; never the words themselves."""
    said = list(dict.fromkeys(hit.sentence for hit in hits))
    yield from said[:MOST_PLACES]
    if len(said) > MOST_PLACES:
        yield f"It stands in {len(said) - MOST_PLACES} other places as well."
    places = typed_in(facts, reader, hits)[:MOST_PLACES]
    if places:
        yield f"It was typed in {', '.join(places)}: take it out there, then make the copy again."
    else:
        yield "Take it out where it was typed, then make the copy again."
    if not all(hit.withheld.kind.has_override for hit in hits):
        yield "Nobody can let this pass."
