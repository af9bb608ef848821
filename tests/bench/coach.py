"""How well the coach judges labelled actions; only counts are told, so that no rule is made for one."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

from meetingdesk.domain.coach.look import look_over
from tests.bench.figures import Figure, Size, at_share, ms
from tests.coach.labelled import (
    FAULTS,
    LEARNING,
    TEST,
    LabelledAction,
    actions_of,
    book,
    learned,
    said,
    score,
    worlds,
)

FOUND, SHARP, RECALL, PRECISION = 0.95, 0.95, 0.85, 0.9
SLOWEST = 0.002


def run(size: Size) -> Iterator[Figure]:
    learning, test = learned(), actions_of(TEST)
    known, unseen = score(learning), score(test)
    yield Figure(
        "actions: faulty ones found",
        f"{unseen.found / unseen.faulty:.3f} ({unseen.found} of {unseen.faulty})",
        f"{FOUND:.2f}",
        f"{known.found / known.faulty:.3f} of those the rules were made with",
        unseen.found / unseen.faulty >= FOUND,
    )
    yield Figure(
        "actions: sharp ones without a warning",
        f"{unseen.unwarned / unseen.sharp:.3f} ({unseen.unwarned} of {unseen.sharp})",
        f"{SHARP:.2f}",
        f"{known.unwarned / known.sharp:.3f} of those the rules were made with",
        unseen.unwarned / unseen.sharp >= SHARP,
    )
    for path in LEARNING:
        part = score(actions_of(path))
        yield Figure(
            f"actions: {path.stem.replace('_', ' ')}",
            f"found {part.found / part.faulty:.3f}, sharp without a warning {part.unwarned / part.sharp:.3f}",
            f"{FOUND:.2f} {SHARP:.2f}",
            f"{part.faulty} faulty, {part.sharp} sharp",
            part.found / part.faulty >= FOUND and part.unwarned / part.sharp >= SHARP,
        )
    for fault in FAULTS:
        yield Figure(
            f"actions: {fault}, recall and precision",
            f"{unseen.recall(fault):.2f} {unseen.precision(fault):.2f} ({unseen.expected[fault]} labelled)",
            f"{RECALL:.2f} {PRECISION:.2f}",
            f"{known.recall(fault):.2f} {known.precision(fault):.2f} ({known.expected[fault]} labelled)",
            unseen.recall(fault) >= RECALL and unseen.precision(fault) >= PRECISION,
        )
    times = _times(learning, size.of(5, 1))
    yield Figure(
        "actions: one judged after it was understood, median",
        ms(at_share(times, 0.5)),
        ms(SLOWEST),
        f"p99 {ms(at_share(times, 0.99))}; {len(times):,} actions",
        at_share(times, 0.5) <= SLOWEST,
    )


def _times(actions: tuple[LabelledAction, ...], rounds: int) -> list[float]:
    times = []
    heard = [(said(action), worlds()[action.world].facts) for action in actions]
    for action, facts in heard:
        look_over(action, facts, book())
    for _ in range(rounds):
        for action, facts in heard:
            began = process_time()
            look_over(action, facts, book())
            times.append(process_time() - began)
    return times
