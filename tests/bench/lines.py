"""How much of labelled action lines is understood; only counts are told, so that no rule is made for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from time import process_time
from uuid import uuid4

from meetingdesk.domain.action_line import understand
from meetingdesk.domain.roster import Roster, RosterAgency, RosterPerson, RosterProfessional
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
    yield _speed("one line read", _times(learning, size.of(5, 1)))
    yield _speed("a long line at every key, 26 agencies", _times_at_every_key(size.of(5, 1)))


def _speed(what: str, times: list[float]) -> Figure:
    slowest = at_share(times, 0.99)
    told = f"median {ms(at_share(times, 0.5))}; {len(times):,} times"
    return Figure(f"action lines: {what}, p99", ms(slowest), ms(SLOWEST), told, slowest <= SLOWEST)


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


LONG_LINE = (
    "HV and Gareth Pym to see Mason and Lily-Rose at home, alone, before the next meeting because of the "
    "incident of 14/11, so that someone hears how they are, shown by a visit record sent to csc"
)


def _times_at_every_key(rounds: int) -> list[float]:
    roster = _large_roster()
    times = []
    for place in [*range(len(LONG_LINE) - 60, len(LONG_LINE))] * rounds:
        began = process_time()
        understand(LONG_LINE[:place], roster, date(2026, 12, 22), england(), date(2027, 1, 5))
        times.append(process_time() - began)
    return times


def _large_roster() -> Roster:
    known = worlds()["strategy"].roster
    agencies = tuple(
        RosterAgency(uuid4(), f"a{n}", f"ag{chr(97 + n % 26)}{n // 26}", f"Service {n}") for n in range(22)
    )
    names = [f"{first} {last}" for first in ("Ada", "Ben", "Cy", "Di") for last in ("Oakes", "Fern", "Birch")]
    speakers = tuple(RosterProfessional(uuid4(), name, "Adviser", agencies[0].id) for name in names)
    people = (*known.people, *(RosterPerson(uuid4(), f"Child {n}", f"Kid{n} Doyle") for n in (4, 5, 6)))
    return Roster((*known.agencies, *agencies), (*known.professionals, *speakers), people)
