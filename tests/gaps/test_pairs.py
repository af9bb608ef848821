from __future__ import annotations

import json
from pathlib import Path

import pytest

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.gaps_in_file import gaps_in_file
from meetingdesk.app.interchange import read_meeting_file
from meetingdesk.domain.gaps.gap import Gap
from tests.gaps.files import differences
from tests.gaps.make_pairs import FOLDER, PAIRS

CODES = [words.code for words in rulebook().gaps]


def gaps(path: Path) -> tuple[Gap, ...]:
    return gaps_in_file(read_meeting_file(path.read_bytes())).gaps


def told(found: tuple[Gap, ...], leaving_out: str) -> list[tuple[str, str, str]]:
    return [(gap.code, gap.who, gap.key) for gap in found if gap.code != leaving_out]


@pytest.mark.parametrize("code", CODES)
def test_one_fact_makes_the_gap_go_and_nothing_else(code: str) -> None:
    there, here = FOLDER / code / "there.json", FOLDER / code / "here.json"

    with_gap, without = gaps(there), gaps(here)

    between = list(differences(json.loads(there.read_text("utf-8")), json.loads(here.read_text("utf-8"))))
    assert len(between) == 1, between
    assert code in {gap.code for gap in with_gap}
    assert all(gap.who for gap in with_gap if "{who}" in gap.words.sentence)
    assert code not in {gap.code for gap in without}
    assert told(with_gap, code) == told(without, code)


def test_the_files_are_those_that_the_script_writes() -> None:
    for code, pair in PAIRS.items():
        stored = tuple((FOLDER / code / f"{name}.json").read_text("utf-8") for name in ("there", "here"))
        assert stored == pair.files(), f"write {code} anew with python -m tests.gaps.make_pairs"
    assert {path.name for path in FOLDER.iterdir()} == set(PAIRS) == set(CODES)
