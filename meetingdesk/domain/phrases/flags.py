"""Which words of an entry deserve a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from meetingdesk.domain.phrases.book import Phrase, PhraseBook
from meetingdesk.domain.phrases.fine import Entry
from meetingdesk.domain.phrases.flag import PhraseFlag, PhraseKind
from meetingdesk.domain.phrases.index import Place
from meetingdesk.domain.phrases.quoted import quoted_in
from meetingdesk.domain.phrases.reading import read, small


def flags_in(text: str, *, is_childs_words: bool = False, book: PhraseBook) -> tuple[PhraseFlag, ...]:
    """Return the words of an entry that deserve a question, in the order in which they stand.

    What a child said is never one of them, nor what stands in quotation marks, nor wording that is
    itself spoken about or turned down.
    """
    if is_childs_words or not text:
        return ()
    lowered = small(text)
    reading = book.mended(read(lowered)).without(quoted_in(lowered))
    places = tuple(book.flagged.find(reading))
    if not places:
        return ()
    entry = Entry(reading, tuple(book.excepted.find(reading)))
    kept = [(entry.kind_of(place), place) for place in places if not entry.is_fine(place)]
    return tuple(_flag(text, kind, place, entry) for kind, place in _joined(kept))


def _joined(found: Iterable[tuple[PhraseKind, Place[Phrase]]]) -> Iterator[tuple[PhraseKind, Place[Phrase]]]:
    """Return one place for those of a kind that overlap, by where they stand."""
    last: dict[PhraseKind, Place[Phrase]] = {}
    joined: list[tuple[PhraseKind, Place[Phrase]]] = []
    for kind, place in sorted(found, key=lambda one: (one[1].first, -one[1].behind)):
        before = last.get(kind)
        if before is not None and place.first <= before.behind:
            if place.behind > before.behind:
                wider = Place(before.what, before.first, place.behind)
                joined[joined.index((kind, before))] = (kind, wider)
                last[kind] = wider
            continue
        last[kind] = place
        joined.append((kind, place))
    return iter(joined)


def _flag(text: str, kind: PhraseKind, place: Place[Phrase], entry: Entry) -> PhraseFlag:
    spans = entry.reading.spans
    start, end = spans[place.first][0], spans[place.behind - 1][1]
    return PhraseFlag(kind, start, end, text[start:end], place.what.question)
