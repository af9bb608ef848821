from __future__ import annotations

from datetime import date

import pytest

from meetingdesk.app.demo import fill_with_demo, generate
from meetingdesk.app.demo.bulk import ROWS_TOGETHER
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
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.store import Store
from meetingdesk.storage.verify import verify
from tests.people import person_with

TODAY = date(2026, 11, 20)
PERSON = person_with("minute_taker", "chair")


def test_as_many_meetings_as_asked_are_made_on_either_engine(store: Store) -> None:
    made = generate(store, PERSON, meetings=9, entries_per_meeting=5, actions_per_meeting=3, today=TODAY, cases=4)

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


def test_the_same_seed_makes_the_same_rows(template_folder: object, local_store: Store) -> None:
    options = {"meetings": 4, "entries_per_meeting": 3, "actions_per_meeting": 1, "cases": 2, "today": TODAY}
    generate(local_store, PERSON, seed=7, **options)  # type: ignore[arg-type]
    generate(local_store, PERSON, seed=8, **options)  # type: ignore[arg-type]

    with local_store.reading(PERSON) as reading:
        texts = {seed: _texts(reading.find(Family), reading.find(Entry), seed) for seed in (7, 8)}
    assert texts[7] != texts[8]
    assert texts[7][0].startswith("The") or len(texts[7]) == 10


def _texts(families: tuple[Family, ...], entries: tuple[Entry, ...], seed: int) -> list[str]:
    ours = {family.id for family in families if family.reference.startswith(f"F-{seed}-")}
    return [entry.text for entry in entries if entry.family_id in ours]
