from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

from meetingdesk.app.facts_in_file import facts_in_file
from meetingdesk.app.interchange import read_meeting_file
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.copies.reader import CHAIR, Reader, ReaderKind
from meetingdesk.domain.copies.withheld import WithheldKind, withheld_from
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import VoiceWords

FILES = Path(__file__).resolve().parents[2] / "vignettes" / "files"
AGENCY = Reader(ReaderKind.AGENCY, "Housing", uuid4(), "housing")
LONG_AGO = "A window was broken and nobody said by whom."


@cache
def _siblings() -> MeetingFacts:
    return facts_in_file(read_meeting_file((FILES / "15_three_siblings.json").read_bytes()))


def _with(row: Row) -> MeetingFacts:
    facts = _siblings()
    return replace(facts, rows={**facts.rows, type(row): (*facts.rows.get(type(row), ()), row)})


def _texts(row: Row, reader: Reader) -> dict[str, WithheldKind]:
    return {one.text: one.kind for one in withheld_from(_with(row), reader)}


@pytest.mark.parametrize(
    ("visibility", "reader", "is_kept"),
    [
        (Visibility.V1, CHAIR, False),
        (Visibility.V1, AGENCY, False),
        (Visibility.V2, CHAIR, False),
        (Visibility.V2, AGENCY, True),
        (Visibility.V5, CHAIR, True),
    ],
)
def test_what_no_copy_shows_is_kept_only_from_those_who_may_not_have_its_class(
    visibility: Visibility, reader: Reader, is_kept: bool
) -> None:
    event = Event(family_id=uuid4(), text=LONG_AGO, visibility=visibility)

    assert (LONG_AGO in _texts(event, reader)) is is_kept


def test_few_words_of_a_child_are_kept_and_what_every_child_says_is_not() -> None:
    few, common = "He hits my mum", "I don't know"

    kept = [
        _texts(VoiceWords(voice_id=uuid4(), text=said, visibility=Visibility.V2), AGENCY)
        for said in (few, common)
    ]

    assert kept[0][few] is WithheldKind.CHILD_WORDS
    assert common not in kept[1]
