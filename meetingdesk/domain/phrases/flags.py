"""Which words of an entry deserve a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetingdesk.domain.phrases.book import Phrase, PhraseBook
from meetingdesk.domain.phrases.fine import Entry
from meetingdesk.domain.phrases.flag import PhraseFlag, PhraseKind
from meetingdesk.domain.phrases.index import Place
from meetingdesk.domain.phrases.quoted import quoted_in
from meetingdesk.domain.phrases.reading import Reading, read, small

LONG_ENTRY = 60
"""From so many words on, an entry is read in passages, so that one sentence does not excuse a distant one."""
_CLEARLY = 1.0
"""How much more must speak for one of two kinds for the other not to be asked about."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Words of one kind, with all that speaks for or against a question about them."""

    kind: PhraseKind
    places: tuple[Place[Phrase], ...]
    clues: frozenset[str]


def flags_in(text: str, *, is_childs_words: bool = False, book: PhraseBook) -> tuple[PhraseFlag, ...]:
    """Return the words of an entry that deserve a question, in the order in which they stand.

    What a child said is never one of them, nor what stands in quotation marks, nor wording that is
    itself spoken about or turned down.
    """
    if is_childs_words or not text:
        return ()
    reading = reading_of(text, book)
    return tuple(
        flag for passage in reading.passages(LONG_ENTRY) for flag in _flags_in_passage(text, passage, book)
    )


def _flags_in_passage(text: str, passage: Reading, book: PhraseBook) -> Iterator[PhraseFlag]:
    weighed = [(book.weights.of(one.kind, one.clues), one) for one in suspicions_in(passage, book)]
    due = [(weight, one) for weight, one in weighed if weight > book.weights.ask_above]
    kept = [
        (one.kind, place)
        for weight, one in due
        for place in one.places
        if not _is_rather_another(place, weight, due)
    ]
    return (_flag(text, kind, place, passage) for kind, place in _joined(kept))


def _is_rather_another(place: Place[Phrase], weight: float, due: Iterable[tuple[float, Suspicion]]) -> bool:
    """Say whether more speaks for the same words being of another kind."""
    return any(
        heavier > weight + _CLEARLY
        and one.kind is not place.what.kind
        and any(_meet(place, near) for near in one.places)
        for heavier, one in due
    )


def reading_of(text: str, book: PhraseBook) -> Reading:
    """Return the words of an entry as they are compared with phrases."""
    lowered = small(text)
    return book.mended(read(lowered)).without(quoted_in(lowered))


def suspicions_in(reading: Reading, book: PhraseBook) -> Iterator[Suspicion]:
    """Return what was found in an entry, by kind, before it is weighed."""
    found = tuple(book.flagged.find(reading))
    if not found:
        return
    entry = Entry(reading, tuple(book.excepted.find(reading)))
    together: dict[PhraseKind, list[Place[Phrase]]] = {}
    for place in found:
        if not entry.is_something_else(place):
            together.setdefault(place.what.kind, []).append(place)
    for kind, places in together.items():
        yield Suspicion(kind, tuple(places), entry.clues(places))


def _joined(found: Iterable[tuple[PhraseKind, Place[Phrase]]]) -> Iterator[tuple[PhraseKind, Place[Phrase]]]:
    """Return one place for those of a kind that overlap, by where they stand."""
    last: dict[PhraseKind, int] = {}
    joined: list[tuple[PhraseKind, Place[Phrase]]] = []
    for kind, place in sorted(found, key=lambda one: (one[1].first, -one[1].behind)):
        number = last.get(kind)
        if number is not None and place.first <= joined[number][1].behind:
            before = joined[number][1]
            joined[number] = (kind, Place(before.what, before.first, max(before.behind, place.behind)))
            continue
        last[kind] = len(joined)
        joined.append((kind, place))
    return iter(joined)


def _meet(one: Place[Phrase], other: Place[Phrase]) -> bool:
    return one.first < other.behind and other.first < one.behind


def _flag(text: str, kind: PhraseKind, place: Place[Phrase], reading: Reading) -> PhraseFlag:
    start, end = reading.spans[place.first][0], reading.spans[place.behind - 1][1]
    return PhraseFlag(kind, start, end, text[start:end], place.what.question)
