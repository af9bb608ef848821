"""A small commit through a command against the same rows written raw."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.actions import Action
from meetingdesk.domain.information import Entry
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.text import words
from meetingdesk.storage.unit_of_work import UnitOfWork
from tests.bench.figures import Figure, Size, at_share, median, ms, seconds
from tests.bench.seeds import copied, meetings_store, somebody
from tests.stores import CHEAP_KEY, open_copy


@dataclass(frozen=True, slots=True)
class Rephrase:
    """Change the text of one entry and of one action, as one step."""

    entry_id: UUID
    action_id: UUID
    text: str
    label: str = "Rephrase"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        work.put(replace(work.get(Entry, self.entry_id), text=self.text))
        work.put(replace(work.get(Action, self.action_id), text=self.text))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class Measure:
    """Change a field of one entry and of one action that the search does not know."""

    entry_id: UUID
    action_id: UUID
    text: str
    label: str = "Measure"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        work.put(replace(work.get(Entry, self.entry_id), source=self.text))
        work.put(replace(work.get(Action, self.action_id), measure=self.text))
        return outcome_of(work, self)


def run(size: Size) -> Iterator[Figure]:
    folder = copied(meetings_store(size.of(10_000, 100))[0], "commit")
    store = open_copy(folder, CHEAP_KEY)
    desk = Desk(store, somebody())
    try:
        with desk.reading() as reading:
            entries = [row.id for row in reading.find(Entry, limit=20_000)]
            actions = [row.id for row in reading.find(Action, limit=20_000)]
            how_many = reading.count(Action)
        rounds = size.of(1_500, 200)
        told = f"{how_many:,} actions, {rounds:,} rounds"
        through, raw = _in_turn(desk, Rephrase, entries, actions, rounds)
        ours, theirs = median(through), median(raw)
        yield Figure(
            "commit through a command, median", f"{ours / theirs:.2f} x", "2.5 x raw",
            f"{ms(ours)}, raw {ms(theirs)}, {told}", ours <= 2.5 * theirs,
        )  # fmt: skip
        late = at_share(through, 0.99)
        yield Figure(
            "commit through a command, p99", ms(late), "50 ms", f"raw {ms(at_share(raw, 0.99))}", late <= 0.05
        )
        through, raw = _in_turn(desk, Measure, entries, actions, rounds)
        ours, theirs = median(through), median(raw)
        yield Figure(
            "the same without new words", f"{ours / theirs:.2f} x", "-", f"{ms(ours)}, raw {ms(theirs)}", None
        )
    finally:
        desk.close()
        shutil.rmtree(folder, ignore_errors=True)


def _in_turn(
    desk: Desk, kind: type[Rephrase | Measure], entries: list[UUID], actions: list[UUID], rounds: int
) -> tuple[list[float], list[float]]:
    choose = random.Random(7)
    raw = Raw(desk, is_searched=kind is Rephrase)
    through, written = [], []
    for number in range(rounds + 20):
        # In turn and through the same connection, so that both meet the same disk, caches and file.
        text = f"She told the school what happened on day {number}"
        command = kind(choose.choice(entries), choose.choice(actions), text)
        through.append(seconds(lambda command=command: desk.execute(command)))
        with raw.prepared(choose.choice(entries), choose.choice(actions), text) as write:
            written.append(seconds(write))
    return through[20:], written[20:]


UNDO = (
    "INSERT INTO undo_step (staff_id, device, stack, label, deed, merge_key, at, changes) "
    "VALUES (?, ?, 'undo', 'Rephrase', 'record', '', ?, ?)"
)
DEED = (
    "INSERT INTO deed (id, at, zone, staff_id, device, kind, label, reason, hash) "
    "VALUES (?, ?, 'Europe/London', ?, ?, 'record', 'Rephrase', '', ?)"
)


class Raw:
    """The same rows through the driver alone, on the desk's own connection, all values worked out before."""

    def __init__(self, desk: Desk, *, is_searched: bool) -> None:
        self._engine = desk.store.engines.write
        self._is_searched = is_searched

    @contextmanager
    def prepared(self, entry: UUID, action: UUID, text: str) -> Iterator[Callable[[], None]]:
        pooled = self._engine.raw_connection()
        try:
            connection: Any = pooled.driver_connection
            statements = list(self._statements(connection.execute, entry, action, text))

            def write() -> None:
                connection.execute("BEGIN IMMEDIATE")
                for statement, values in statements:
                    connection.execute(statement, values)
                connection.execute("COMMIT")

            yield write
        finally:
            pooled.close()

    def _statements(
        self, ask: Callable[..., Any], entry: UUID, action: UUID, text: str
    ) -> Iterator[tuple[str, tuple[Any, ...]]]:
        deed = ask("SELECT coalesce(max(id), 0) + 1 FROM deed").fetchone()[0]
        seq = ask("SELECT coalesce(max(seq), 0) FROM history").fetchone()[0]
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
        staff, device = UUID(int=7).hex, "this-laptop"
        fields = ("text", "text") if self._is_searched else ("source", "measure")
        yield f"UPDATE entry SET {fields[0]} = ?, version = version + 1 WHERE id = ?", (text, entry.hex)
        yield f"UPDATE action SET {fields[1]} = ?, version = version + 1 WHERE id = ?", (text, action.hex)
        if self._is_searched:
            reference = ask("SELECT reference FROM action WHERE id = ?", (action.hex,)).fetchone()[0]
            for key, found in ((entry, words(text)), (action, words(reference) + words(text))):
                place = ask("SELECT id FROM search_doc WHERE row_id = ?", (key.hex,)).fetchone()[0]
                yield "UPDATE search_text SET words = ? WHERE rowid = ?", (" ".join(found), place)
        steps = [
            {"table": table, "id": str(key), "fields": {field: [text, text]}}
            for table, key, field in (("entry", entry, fields[0]), ("action", action, fields[1]))
        ]
        yield (
            UNDO,
            (staff, device, now, json.dumps(steps)),
        )
        for place in (1, 2):
            yield (
                "UPDATE history SET deed_id = ?, salt = ?, mac = ? WHERE seq = ?",
                (deed, os.urandom(16), os.urandom(32), seq + place),
            )
        yield (
            DEED,
            (deed, now, staff, device, os.urandom(32)),
        )
