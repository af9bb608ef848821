"""How much of labelled action lines is understood; only counts are told, so that no rule is made for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from time import process_time

from meetingdesk.domain.action_line import understand
from tests.bench.figures import Figure, Size, at_share, ms
from tests.lines.worlds import LEARNING, TEST_PARTS, LabelledLine, differences, england, lines_of, worlds

LEAST = 0.98
SLOWEST = 0.002
PARTS = ("owner", "due", "protects", "purpose", "measure", "frequency", "verb")


def run(size: Size) -> Iterator[Figure]:
    learning = lines_of(LEARNING)
    test = tuple(line for path in TEST_PARTS for line in lines_of(path))
    known, unseen = _wrong(learning), _wrong(test)
    both = 1 - unseen["both"] / len(test)
    yield Figure(
        "action lines: owner and date understood",
        _share(unseen["both"], len(test)),
        f"{LEAST:.2f}",
        f"{_share(known['both'], len(learning))} of the lines the rules were made with",
        both >= LEAST and len(test) >= 300,
    )
    for part in PARTS:
        labelled = sum(1 for line in test if part not in ("frequency", "verb") or getattr(line, part))
        before = sum(1 for line in learning if part not in ("frequency", "verb") or getattr(line, part))
        yield Figure(
            f"action lines: {part}", _share(unseen[part], labelled), "-", _share(known[part], before), None
        )
    times = _times(learning, size.of(5, 1))
    yield Figure(
        "action lines: one line read, p99",
        ms(at_share(times, 0.99)),
        ms(SLOWEST),
        f"median {ms(at_share(times, 0.5))}; {len(times):,} lines",
        at_share(times, 0.99) <= SLOWEST,
    )


def _wrong(lines: tuple[LabelledLine, ...]) -> Counter[str]:
    wrong: Counter[str] = Counter()
    for line in lines:
        parts = differences(line).keys()
        wrong.update(parts)
        wrong["both"] += bool({"owner", "due"} & parts)
    return wrong


def _share(wrong: int, count: int) -> str:
    return f"{1 - wrong / count:.3f} ({count - wrong} of {count})"


def _times(lines: tuple[LabelledLine, ...], rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        for line in lines:
            world = worlds()[line.world]
            began = process_time()
            understand(line.line, world.roster, world.day, england(), world.next_meeting)
            times.append(process_time() - began)
    return times[len(lines) // 2 :]
