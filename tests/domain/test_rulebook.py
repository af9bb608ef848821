from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from meetingdesk.domain.rulebook import load_rulebook
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import DefinitionError


def test_the_shipped_rulebook_loads_whole() -> None:
    book = load_rulebook()

    assert book.policy(Nation.SCT).profile == "scotland"
    assert not book.calendar(Nation.ENG).is_working_day(date(2026, 12, 28))
    assert "police" in book.agencies
    assert "marac" in book.meeting_types
    assert "minute_taker" in book.roles


def test_a_folder_of_an_organisation_overrides_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "agencies").mkdir()
    (tmp_path / "agencies" / "ours.toml").write_text(
        '[[agencies]]\nkey = "ours"\nname = "Ours"\ncode = "our"\n'
        'grouping = "voluntary"\ncategory = "other"\n'
    )

    book = load_rulebook(tmp_path)

    assert book.agencies["ours"].name == "Ours"
    assert book.meeting_types == load_rulebook().meeting_types


def test_a_type_may_not_ask_an_agency_that_a_local_file_took_away(tmp_path: Path) -> None:
    (tmp_path / "agencies").mkdir()
    (tmp_path / "agencies" / "justice.toml").write_text("agencies = []\n")

    with pytest.raises(DefinitionError, match=r"cin\.toml, line \d+, asked.*: 'probation' is not one of"):
        load_rulebook(tmp_path)
