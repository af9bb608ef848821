"""A small commit through a command against the same rows written raw."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator
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
from meetingdesk.storage.engine import STORE_FILE, connect_raw
from meetingdesk.storage.unit_of_work import UnitOfWork
from tests.bench.figures import Figure, Size, at_share, median, ms, seconds
from tests.bench.seeds import ACTIONS_A_MEETING, copied, fill_meetings, kept_store, somebody
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


def run(size: Size) -> Iterator[Figure]:
    meetings = size.of(10_000, 200)
    kept = kept_store(f"meetings-{meetings}", lambda store: fill_meetings(store, meetings))
    folder = copied(kept, "commit")
    try:
        yield from _measure(folder, size.of(2_000, 200))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Any, rounds: int) -> Iterator[Figure]:
    store = open_copy(folder, CHEAP_KEY)
    desk = Desk(store, somebody())
    raw = Raw(connect_raw(folder / STORE_FILE, CHEAP_KEY))
    choose = random.Random(7)
    try:
        with desk.reading() as reading:
            entries = [row.id for row in reading.find(Entry, limit=20_000)]
            actions = [row.id for row in reading.find(Action, limit=20_000)]
            how_many = reading.count(Action)
        through, written = [], []
        for number in range(rounds + 20):
            # In turn, so that both meet the same disk, caches and file.
            pair = choose.choice(entries), choose.choice(actions)
            text = f"She told the school what happened on day {number}"
            command = Rephrase(*pair, text)
            through.append(seconds(lambda command=command: desk.execute(command)))
            prepared = raw.prepare(choose.choice(entries), choose.choice(actions), text)
            written.append(seconds(lambda prepared=prepared: raw.write(prepared)))
    finally:
        raw.connection.close()
        desk.close()
    del through[:20], written[:20]
    ours, theirs = median(through), median(written)
    told = f"raw {ms(theirs)}, with {how_many:,} actions, {rounds:,} rounds"
    yield Figure("commit, median", f"{ours / theirs:.2f} x ({ms(ours)})", "2.5 x raw", told, ours <= 2.5 * theirs)
    slowest, raw_slowest = at_share(through, 0.99), at_share(written, 0.99)
    yield Figure("commit, p99", ms(slowest), "50 ms", f"raw {ms(raw_slowest)}", slowest <= 0.050)


class Raw:
    """The same rows through one connection with the same pragmas and triggers, all values worked out before."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def prepare(self, entry: UUID, action: UUID, text: str) -> list[tuple[str, tuple[Any, ...]]]:
        one = self.connection.execute
        deed = one("SELECT coalesce(max(id), 0) + 1 FROM deed").fetchone()[0]
        seq = one("SELECT coalesce(max(seq), 0) FROM history").fetchone()[0]
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
        folded, staff = " ".join(words(text)), UUID(int=7).hex
        documents = [
            one("SELECT id FROM search_doc WHERE row_id = ?", (key.hex,)).fetchone()[0] for key in (entry, action)
        ]
        reference = one("SELECT reference FROM action WHERE id = ?", (action.hex,)).fetchone()[0]
        changes = json.dumps([{"table": name, "id": str(key), "fields": {"text": [text, text]}}
                              for name, key in (("entry", entry), ("action", action))])  # fmt: skip
        return [
            ("UPDATE entry SET text = ?, version = version + 1 WHERE id = ?", (text, entry.hex)),
            ("UPDATE search_text SET words = ? WHERE rowid = ?", (folded, documents[0])),
            ("UPDATE action SET text = ?, version = version + 1 WHERE id = ?", (text, action.hex)),
            ("UPDATE search_text SET words = ? WHERE rowid = ?",
             (" ".join([*words(reference), folded]), documents[1])),
            ("INSERT INTO undo_step (staff_id, device, stack, label, deed, merge_key, at, changes) "
             "VALUES (?, '', 'undo', 'Rephrase', 'record', '', ?, ?)", (staff, now, changes)),
            *(("UPDATE history SET deed_id = ?, salt = ?, mac = ? WHERE seq = ?",
               (deed, os.urandom(16), os.urandom(32), seq + place)) for place in (1, 2)),
            ("INSERT INTO deed (id, at, zone, staff_id, device, kind, label, reason, hash) "
             "VALUES (?, ?, 'Europe/London', ?, '', 'record', 'Rephrase', '', ?)", (deed, now, staff, os.urandom(32))),
        ]  # fmt: skip

    def write(self, prepared: list[tuple[str, tuple[Any, ...]]]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        for statement, values in prepared:
            self.connection.execute(statement, values)
        self.connection.execute("COMMIT")
