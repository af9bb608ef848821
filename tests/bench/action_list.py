"""The list of a coordinator: its first page, filtered and sorted, among 1,000 and 100,000 actions."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select, text

from meetingdesk.app.action_lists import (
    ActionFilter,
    ActionSort,
    ActionState,
    AskedActions,
    Grouping,
    count_actions,
    list_actions,
)
from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.families import Family
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.schema import bring_up_to_date
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import TABLES
from tests.bench.figures import Figure, Size, at_share, median, ms, seconds
from tests.bench.seeds import TODAY, copied, meetings_store, somebody
from tests.stores import CHEAP_KEY, open_copy
from tests.titles import titles

FIRST_PAGE, FILTERED, TIMES = 0.03, 0.05, 1.5


def run(size: Size) -> Iterator[Figure]:
    few, _ = _measured(size.of(100, 20), size)
    many, actions = _measured(size.of(10_000, 100), size)
    for name, taken in many.items():
        late = at_share(taken, 0.95)
        limit = FIRST_PAGE if name.startswith("first page") else FILTERED
        told = f"median {ms(median(taken))}, {actions:,} actions"
        yield Figure(f"actions: {name}, p95", ms(late), ms(limit), told, late <= limit)
    for what in ("first page", "filters and sorts"):
        names = [name for name in many if name.startswith("first page") is (what == "first page")]
        times, name = max((median(many[name]) / median(few[name]), name) for name in names)
        small, large = (median(one[name]) for one in (few, many))
        told = f"{name}: {ms(small)} and {ms(large)}, the worst of {len(names)} cases"
        yield Figure(
            f"actions: {what}, for 100 times as many", f"{times:.2f}", f"{TIMES}", told, times <= TIMES
        )


def _measured(meetings: int, size: Size) -> tuple[dict[str, list[float]], int]:
    kept, _ = meetings_store(meetings)
    folder = copied(kept, "actions")
    store = open_copy(folder, CHEAP_KEY)
    try:
        bring_up_to_date(store.engines.write)
        _make_uneven(store)
        with store.reading(somebody()) as reading:
            return _timed(reading, size.of(40, 5)), reading.count(Action)
    finally:
        store.close()
        shutil.rmtree(folder)


def _make_uneven(store: Store) -> None:
    """Carry some of the generated actions, leave some unconfirmed, and call a few pressing."""
    with store.engines.write.begin() as connection:
        for what, every in (
            ("carried = 2", 30),
            ("carried = 1", 20),
            ("status = 'unconfirmed'", 50),
            ("priority = 'high'", 25),
            ("priority = 'immediate_safety'", 200),
        ):
            # The statements are this file's own.
            connection.execute(
                text(f"UPDATE action SET {what} WHERE status <> 'completed' AND rowid % {every} = 7")
            )


def _timed(reading: Reading, rounds: int) -> dict[str, list[float]]:
    agencies = [row.id for row in reading.find(Agency)]
    families = [row.id for row in reading.find(Family, limit=20)]
    children = [row[0] for row in reading.rows(select(TABLES[ActionFor].c.person_id).limit(20))]
    asked = AskedActions()
    flat = AskedActions(grouping=Grouping.NONE)
    word = reading.find(Action, limit=1)[0].text.split()[0]

    def by(**values: object) -> AskedActions:
        return replace(asked, filter=ActionFilter(**values))  # type: ignore[arg-type]

    def one_of(keys: list[UUID], number: int) -> UUID:
        return keys[number % len(keys)]

    cases = {
        "first page by agency": lambda _: asked,
        "first page, no headings": lambda _: flat,
        "first page by owner": lambda _: replace(asked, grouping=Grouping.OWNER),
        "of an agency": lambda n: by(agency_id=one_of(agencies, n)),
        "of a family": lambda n: by(family_id=one_of(families, n)),
        "for a child": lambda n: by(child_id=one_of(children, n)),
        "of one type of meeting": lambda n: by(type_id=("core_group", "marac", "icpc")[n % 3]),
        "unconfirmed": lambda _: by(state=ActionState.UNCONFIRMED),
        "in progress": lambda _: by(state=ActionState.IN_PROGRESS),
        "overdue 6 to 10 working days": lambda _: by(age=1),
        "due soon": lambda _: by(state=ActionState.DUE_SOON),
        "carried twice": lambda _: by(carried=2),
        "a frequent word": lambda _: by(typed=word),
        "two words": lambda _: by(typed=f"{word} police"),
        "a word that is nowhere": lambda _: by(typed="zzzzqq"),
        "by reference": lambda n: replace(flat, sort=ActionSort.REFERENCE, descending=bool(n % 2)),
        "by day": lambda n: replace(flat, sort=ActionSort.DUE, descending=bool(n % 2)),
        "by carries": lambda n: replace(flat, sort=ActionSort.CARRIED, descending=bool(n % 2)),
        "all, closed ones too": lambda _: by(state=ActionState.ALL),
    }
    names = titles()
    list_actions(reading, names, flat, TODAY)  # statements are made once in the life of the application
    taken = {
        name: [seconds(lambda n=n, of=of: list_actions(reading, names, of(n), TODAY)) for n in range(rounds)]
        for name, of in cases.items()
    }
    taken["the tenth page"] = [_tenth(reading, flat) for _ in range(max(rounds // 4, 1))]
    taken["the chips and the picture"] = [
        seconds(lambda: count_actions(reading, TODAY)) for _ in range(rounds)
    ]
    return taken


def _tenth(reading: Reading, asked: AskedActions) -> float:
    names = titles()
    for _ in range(9):
        mark = list_actions(reading, names, asked, TODAY).next
        if mark is None:
            break
        asked = replace(asked, after=mark)
    return seconds(lambda: list_actions(reading, names, asked, TODAY))
