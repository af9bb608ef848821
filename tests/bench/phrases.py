"""How much of labelled sentences is flagged; only counts are told, so that no phrase is made for one."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.domain.phrases.flags import flags_in
from tests.bench.figures import Figure, Size, at_share, ms
from tests.phrases.labelled import LEARNING_PARTS, TEST, Found, Labelled, measured, sentences_of, shipped

LEAST = 0.9
LEAST_OF_A_KIND = 0.85
MOST_FALSE = 0.05
SLOWEST = 0.0003


def run(size: Size) -> Iterator[Figure]:
    learned = tuple(sentence for part in LEARNING_PARTS for sentence in sentences_of(part))
    learning = measured(learned)
    test = measured(sentences_of(TEST))
    yield Figure(
        "phrases: recall",
        _recall(test),
        f"{LEAST:.2f}",
        f"{_recall(learning)} of what the phrases were made with",
        test.recall >= LEAST,
    )
    yield Figure(
        "phrases: fine sentences flagged",
        _false(test),
        f"{MOST_FALSE:.2f}",
        f"{_false(learning)} of what the phrases were made with",
        test.of_false <= MOST_FALSE,
    )
    for kind in PhraseKind:
        yield Figure(
            f"phrases: {kind.value.replace('_', ' ')}",
            _of_kind(test, kind),
            f"{LEAST_OF_A_KIND:.2f}",
            _of_kind(learning, kind),
            test.recall_of(kind) >= LEAST_OF_A_KIND,
        )
    times = _times(learned + sentences_of(TEST), size.of(5, 1))
    yield Figure(
        "phrases: one sentence, median",
        ms(at_share(times, 0.5)),
        ms(SLOWEST),
        f"p99 {ms(at_share(times, 0.99))}; {len(times):,} sentences",
        at_share(times, 0.5) <= SLOWEST,
    )


def _recall(found: Found) -> str:
    return f"{found.recall:.3f} ({found.found.total()} of {found.demanded.total()})"


def _false(found: Found) -> str:
    return f"{found.of_false:.3f} ({found.false_alarms} of {found.fine})"


def _of_kind(found: Found, kind: PhraseKind) -> str:
    return f"{found.recall_of(kind):.3f} ({found.found[kind]} of {found.demanded[kind]})"


def _times(sentences: tuple[Labelled, ...], rounds: int) -> list[float]:
    times = []
    for sentence in sentences:  # what is made at the first time is not measured
        flags_in(sentence.text, book=shipped())
    for _ in range(rounds):
        for sentence in sentences:
            began = process_time()
            flags_in(sentence.text, book=shipped())
            times.append(process_time() - began)
    return times
