from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from meetingdesk.app.demo import bulk, fill_with_demo, generate
from meetingdesk.app.demo.vocabulary import (
    COMMON_EVERY,
    COMMON_WORD,
    PREFIX,
    RARE_WORDS,
    TWO_WORDS,
    Vocabulary,
    how_many,
    planted,
)
from meetingdesk.domain.actions import Action, ActionStep
from meetingdesk.domain.families import Family, FamilyMember
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingCase
from meetingdesk.domain.rows import Row
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.store import Store
from meetingdesk.storage.verify import verify
from tests.people import person_with
from tests.stores import CHEAP_KEY, open_copy

TODAY = date(2026, 11, 20)
PERSON = person_with("minute_taker", "chair")


def test_as_many_meetings_as_asked_are_made_on_either_engine(store: Store) -> None:
    made = generate(
        store, PERSON, meetings=9, entries_per_meeting=5, actions_per_meeting=3, today=TODAY, cases=4
    )

    with store.reading(PERSON) as reading:
        assert (made.meetings, made.stopped) == (9, False)
        assert reading.count(Meeting) == 9
        assert reading.count(MeetingCase, meeting_id=made.with_cases[0]) == 4
        assert reading.count(Entry) == made.entries == (8 + 4) * 5
        assert reading.count(Action) == reading.count(ActionStep) == made.actions == (8 + 4) * 3
        assert reading.count(AgendaPoint) > 9 * 10
        assert reading.count(FamilyMember) == 2 * 4 + 4 * 3
        found = reading.search(f"{COMMON_WORD} ", most=1_000)
        assert len([hit for hit in found if hit.table == "entry"]) == how_many(COMMON_WORD, made.entries)


@pytest.fixture
def two_stores(template_folder: Path, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    folders = (tmp_path / "one", tmp_path / "two")
    for folder in folders:
        shutil.copytree(template_folder, folder)
    first, second = (open_copy(folder, CHEAP_KEY) for folder in folders)
    yield first, second
    first.close()
    second.close()


def test_the_same_seed_makes_the_same_rows(two_stores: tuple[Store, Store]) -> None:
    for store in two_stores:
        generate(store, PERSON, seed=7, meetings=3, entries_per_meeting=3, cases=2, today=TODAY)

    first, second = (_everything(store) for store in two_stores)

    assert first == second


def test_another_seed_makes_other_rows_beside_them(local_store: Store) -> None:
    generate(local_store, PERSON, seed=1, meetings=3, cases=2, today=TODAY)
    before = _everything(local_store)
    generate(local_store, PERSON, seed=2, meetings=3, cases=2, today=TODAY)

    after = _everything(local_store)

    assert len(after) == 2 * len(before)
    assert len({row.text for row in after if isinstance(row, Entry)}) > len(
        {row.text for row in before if isinstance(row, Entry)}
    )


def test_the_same_seed_twice_in_one_store_is_refused(local_store: Store) -> None:
    generate(local_store, PERSON, meetings=2, cases=1, today=TODAY)

    with pytest.raises(MeetingDeskError, match="seed 1"):
        generate(local_store, PERSON, meetings=2, cases=1, today=TODAY)


def test_meetings_can_be_made_beside_the_demonstration(local_store: Store) -> None:
    fill_with_demo(local_store, PERSON, TODAY)

    assert generate(local_store, PERSON, meetings=2, cases=1, today=TODAY).meetings == 2


def test_stopping_leaves_a_sound_store_of_what_was_saved(
    local_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "ROWS_TOGETHER", 200)
    heard: list[tuple[int, int]] = []

    made = generate(
        local_store,
        PERSON,
        meetings=100,
        meetings_with_cases=0,
        today=TODAY,
        progress=lambda done, of: heard.append((done, of)),
        should_stop=lambda: len(heard) >= 2,
    )

    assert made.stopped
    assert (made.meetings, 100) == heard[-1]
    with local_store.reading(PERSON) as reading:
        assert reading.count(Meeting) == made.meetings
        assert reading.count(Entry) == made.entries
        assert not verify(reading.connection).faults


def test_whoever_stops_at_once_gets_no_meeting(local_store: Store) -> None:
    made = generate(local_store, PERSON, meetings=5, today=TODAY, should_stop=lambda: True)

    assert (made.meetings, made.stopped) == (0, True)


def test_entries_have_only_classes_that_the_person_sees(local_store: Store) -> None:
    coordinator = person_with("coordinator")

    generate(local_store, coordinator, meetings=3, cases=1, today=TODAY)

    with local_store.reading(PERSON) as reading:
        assert {entry.visibility for entry in reading.find(Entry)} <= coordinator.sees


def test_planted_words_stand_where_their_numbers_say() -> None:
    vocabulary, random = Vocabulary(), Random(3)
    rarest = max(RARE_WORDS, key=lambda word: RARE_WORDS[word])
    numbers = [*range(200), RARE_WORDS[rarest] // 2]
    texts = {number: vocabulary.text(random, number).lower().rstrip(".").split() for number in numbers}

    for word in (COMMON_WORD, *TWO_WORDS, *RARE_WORDS):
        assert word not in vocabulary.words
        assert {n for n in numbers if word in texts[n]} == {n for n in numbers if word in planted(n)}
    assert rarest in texts[numbers[-1]]
    assert how_many(COMMON_WORD, 300) == 300 // COMMON_EVERY
    assert COMMON_WORD.startswith(PREFIX)


def test_frequent_words_are_much_more_frequent_than_seldom_ones() -> None:
    vocabulary, random = Vocabulary(), Random(3)
    texts = [vocabulary.text(random, number).lower().rstrip(".") for number in range(3_000)]
    counts = Counter(word for text in texts for word in text.split())

    assert counts["the"] > 4 * counts["family"] > 4 * counts["visa"]
    assert len(counts) > 4_000


def _everything(store: Store) -> set[Row]:
    with store.reading(PERSON) as reading:
        return {row for kind in (Family, Meeting, MeetingCase, Entry, Action) for row in reading.find(kind)}
