from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.domain.agency_catalogue import load_agencies, load_groupings
from meetingdesk.errors import DefinitionError

AGENCY = """
[[agencies]]
key = "{key}"
name = "A service"
code = "{code}"
grouping = "{grouping}"
category = "other"
"""


def test_the_shipped_agencies_load_and_their_codes_are_short_and_used_once() -> None:
    agencies = load_agencies()

    codes = [agency.code for agency in agencies.values()]
    assert len(set(codes)) == len(codes)
    assert all(2 <= len(code) <= 5 and code.islower() for code in codes)
    assert {key: agencies[key].code for key in ("police", "idva", "csc", "gp", "probation")} == {
        "police": "po",
        "idva": "idva",
        "csc": "csc",
        "gp": "gp",
        "probation": "prob",
    }


def test_an_organisation_can_add_an_agency_and_replace_a_file(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(AGENCY.format(key="ours", code="our", grouping="voluntary"))
    (tmp_path / "community.toml").write_text(AGENCY.format(key="other", code="oth", grouping="voluntary"))

    agencies = load_agencies(local=tmp_path)

    assert agencies["ours"].code == "our"
    assert "other" in agencies
    assert "idva" not in agencies
    assert "police" in agencies


@pytest.mark.parametrize(
    ("key", "code", "grouping", "fault"),
    [
        ("police", "our", "police", r"ours\.toml, line 3, agencies\[0\]\.key: 'police' is used twice"),
        ("ours", "po", "police", r"line 5, agencies\[0\]\.code: 'po' is the code of police already"),
        ("ours", "P", "police", "'P' is not two to five lower-case letters"),
        ("ours", "our", "polise", r"line 6, agencies\[0\]\.grouping: 'polise' .* did you mean 'police'"),
    ],
)
def test_a_faulty_agency_is_refused(tmp_path: Path, key: str, code: str, grouping: str, fault: str) -> None:
    (tmp_path / "ours.toml").write_text(AGENCY.format(key=key, code=code, grouping=grouping))

    with pytest.raises(DefinitionError, match=fault):
        load_agencies(local=tmp_path)


def test_a_quorum_can_be_counted_by_the_groupings() -> None:
    used = {agency.grouping for agency in load_agencies().values()}

    assert used == set(load_groupings())


@pytest.mark.parametrize(
    ("key", "phrases"),
    [
        ("health_visiting", ["health visitor", "health visitors"]),
        ("csc", ["social worker", "sw", "social services"]),
        ("school", ["headteacher", "dsl"]),
        ("camhs", ["camhs"]),
        ("police_child_protection", ["police", "police officer"]),
    ],
)
def test_the_shipped_agencies_know_what_else_they_are_called(key: str, phrases: list[str]) -> None:
    assert set(phrases) <= set(load_agencies()[key].said)


def test_agencies_that_count_as_one_may_be_called_the_same(tmp_path: Path) -> None:
    ours = AGENCY.format(key="ours", code="our", grouping="police") + 'said = ["police officer"]\n'
    (tmp_path / "ours.toml").write_text(ours)

    assert load_agencies(local=tmp_path)["ours"].said == ("police officer",)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('["po"]', r"agencies\[0\]\.said\[0\]: 'po' is the code of police already"),
        ('["helpers", "helpers"]', r"agencies\[0\]\.said\[1\]: 'helpers' is said twice"),
        ('["Helpers"]', r"'Helpers' is not in small letters"),
        ('["police officer"]', r"'police officer' is said of police already"),
        ('["police"]', r"'police' is said of police already"),
    ],
)
def test_a_name_that_means_two_agencies_is_refused(tmp_path: Path, said: str, fault: str) -> None:
    ours = AGENCY.format(key="ours", code="our", grouping="voluntary") + f"said = {said}\n"
    (tmp_path / "ours.toml").write_text(ours)

    with pytest.raises(DefinitionError, match=fault):
        load_agencies(local=tmp_path)


def test_a_code_that_another_agency_is_called_is_refused(tmp_path: Path) -> None:
    ours = AGENCY.format(key="ours", code="dsl", grouping="voluntary")
    (tmp_path / "z_ours.toml").write_text(ours)

    with pytest.raises(DefinitionError, match="'dsl' is said of school already"):
        load_agencies(local=tmp_path)
