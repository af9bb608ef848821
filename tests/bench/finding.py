"""The first page of a search in a million entries, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meetingdesk.storage.engine import STORE_FILE, connect_raw
from tests.bench.figures import Figure, Size, at_share, median, ms, seconds
from tests.bench.seeds import RARE, THIRD, entries_store, entry_words, somebody
from tests.stores import CHEAP_KEY, open_copy

PAGE = 50


def run(size: Size) -> Iterator[Figure]:
    entries, rounds = size.of(1_000_000, 20_000), size.of(100, 20)
    folder, _ = entries_store(entries)
    store, person, known = open_copy(folder, CHEAP_KEY), somebody(), entry_words().known
    raw = connect_raw(folder / STORE_FILE, CHEAP_KEY, write=False)
    frequent = known[0:400:4]
    asked = {
        "a rare word": [RARE],
        "a word in a third of them": [THIRD],
        "a word in a third, finished": [f"{THIRD} "],
        "two words": [f"{THIRD} {word}" for word in frequent],
        "two words, seldom together": [f"{known[100 + n]} {known[300 + n]}" for n in range(100)],
        "a prefix of three letters": [word[:3] for word in frequent if len(word) > 3],
    }
    try:
        with store.reading(person) as reading:
            for name, texts in asked.items():
                ours, theirs = [], []
                for number in range(rounds):
                    text = texts[number % len(texts)]
                    ours.append(seconds(lambda text=text: reading.search(text, most=PAGE)))
                    theirs.append(seconds(lambda text=text: _raw(raw, text)))
                late, how_many = at_share(ours, 0.95), len(reading.search(texts[0], most=PAGE))
                told = f"median {ms(median(ours))}, raw p95 {ms(at_share(theirs, 0.95))}, {how_many} found"
                yield Figure(
                    f"search: {name}, p95", ms(late), "50 ms", f"{told}, {entries:,} entries", late <= 0.05
                )
    finally:
        raw.close()
        store.close()


def _raw(connection: Any, typed: str) -> None:
    match = " AND ".join(f'"{word}"' for word in typed.split()) + ("" if typed.endswith(" ") else "*")
    connection.execute(
        "SELECT rowid FROM search_text WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (match, PAGE)
    ).fetchall()
