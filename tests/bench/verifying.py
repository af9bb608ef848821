"""Verifying a million rows of history, in the store that the search is measured in."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from meetingdesk.storage.engine import STORE_FILE, connect_raw
from meetingdesk.storage.verify import verify
from tests.bench.figures import Figure, Size
from tests.bench.seeds import entries_store, somebody
from tests.stores import CHEAP_KEY, open_copy


def run(size: Size) -> Iterator[Figure]:
    folder, _ = entries_store(size.of(1_000_000, 20_000))
    raw = connect_raw(folder / STORE_FILE, CHEAP_KEY, write=False)
    began = perf_counter()
    raw.execute("PRAGMA cipher_integrity_check").fetchall()
    pages = perf_counter() - began
    raw.close()
    store = open_copy(folder, CHEAP_KEY)
    began = perf_counter()
    try:
        with store.reading(somebody()) as reading:
            found = verify(reading.connection)
    finally:
        store.close()
    took = perf_counter() - began
    told = f"{found.changes:,} changes, {len(found.faults)} faults; every page deciphered alone {pages:.1f} s"
    yield Figure("verify", f"{took:.1f} s", "60 s", told, took <= 60 and not found.faults)
