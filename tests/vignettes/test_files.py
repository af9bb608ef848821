from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from meetingdesk.app.interchange import read_meeting_file
from tests.vignettes.book import VIGNETTES, Vignette
from tests.vignettes.expected import CLOCKS, Found, found_in, read_expected
from tests.vignettes.make_files import FOLDER, expected_of, text_of

ANEW = "write it anew with python -m tests.vignettes.make_files, and read what changed as a chair would"
BY_NAME = {vignette.file_name: vignette for vignette in VIGNETTES}
MADE_AGAIN = (
    *("01_unborn_child", "07_repeat", "11_outstanding_actions", "12_two_strategy_discussions"),
    *("17_withheld_address", "20_twins_born_soon", "21_transfer_in", "23_carried_to_child_in_need"),
    *("25_hostile_names",),
)
"""A few of each kind: all of them would take as long as entering all of them."""
Document = dict[str, Any]


def stored(name: str, ending: str = "json") -> str:
    return (FOLDER / f"{name}.{ending}").read_text("utf-8")


def found(name: str, change: Callable[[Document], object] | None = None) -> Found:
    document: Document = json.loads(stored(name))
    if change is not None:
        change(document)
    return found_in(read_meeting_file(json.dumps(document)), BY_NAME[name].as_of)


def expected(name: str) -> Found:
    return read_expected(FOLDER / f"{name}.toml")[1]


def clocks(of: Found, rule: str, *names: str) -> list[str]:
    return [" ".join(one.get(name, "") for name in names) for one in of[CLOCKS] if one["rule"] == rule]


def gaps(of: Found, code: str, kind: str = "") -> list[str]:
    return [
        one.get("who", "")
        for reference, lines in of.items()
        if reference != CLOCKS and kind in reference
        for one in lines
        if one["code"] == code
    ]


@pytest.mark.parametrize("name", BY_NAME)
def test_a_file_lacks_and_waits_for_what_is_expected_of_it(name: str) -> None:
    as_of, wanted = read_expected(FOLDER / f"{name}.toml")

    there = found(name)

    assert as_of == BY_NAME[name].as_of
    assert list(there) == [*(key for key in wanted if key != CLOCKS), CLOCKS]
    for reference, lines in there.items():
        assert lines == wanted[reference], f"{reference}: {ANEW}"


def test_all_vignettes_have_their_files_and_no_others() -> None:
    numbers = {vignette.number for vignette in VIGNETTES}

    assert numbers == set(range(1, 26))
    assert len(BY_NAME) == len(VIGNETTES)
    assert {path.name for path in FOLDER.iterdir()} == {
        f"{name}.{ending}" for name in BY_NAME for ending in ("json", "toml")
    }


@pytest.mark.parametrize("name", MADE_AGAIN)
def test_a_file_that_is_made_again_is_the_same(name: str, template_folder: Path, tmp_path: Path) -> None:
    vignette: Vignette = BY_NAME[name]

    text = text_of(vignette, template_folder, tmp_path / "store")

    assert text == stored(name), ANEW
    assert expected_of(vignette, text) == stored(name, "toml"), ANEW


@pytest.mark.parametrize(
    ("name", "rule", "wanted"),
    [
        ("07_repeat", "repeat", ["2027-11-10 running", "2027-11-10 running"]),
        ("11_outstanding_actions", "action", ["2026-11-28 overdue", "2026-11-30 stopped"]),
        ("12_two_strategy_discussions", "conference", ["2026-11-24 running"]),
        ("18_adjourned", "reconvene", ["2026-12-04 running"]),
        ("19_dissent", "dissent", ["2026-11-23 due_soon"]),
        ("20_unborn_twins", "review_first", ["2027-03-15 running"]),
        ("20_unborn_twins", "prebirth_best", ["2026-12-20 met", "2026-12-20 met"]),
        ("20_unborn_twins", "prebirth_latest", ["2027-01-31 met", "2027-01-31 met"]),
        ("20_twins_born_soon", "review_after_birth", ["2027-02-17 due_soon"]),
        ("20_twins_born_on_the_day", "review_after_birth", ["2027-03-15 due_soon"]),
        ("21_transfer_in", "transfer_in", ["2026-11-30 met"]),
        ("22_late_review", "meeting_held", ["2026-11-16 met_late"]),
        ("23_plan_ends_at_first_review", "review_first", ["2026-09-12 met"]),
        ("23_plan_ends_at_first_review", "core_group_first", ["2026-06-26 stopped"]),
        ("24_core_groups", "core_group_next", ["2027-02-16 met", "2027-03-27 met", "2027-05-06 running"]),
    ],
)
def test_a_clock_ends_on_the_day_that_was_counted_by_hand(name: str, rule: str, wanted: list[str]) -> None:
    assert clocks(expected(name), rule, "due", "state") == wanted


def test_a_dissent_is_due_to_the_hour() -> None:
    assert clocks(expected("19_dissent"), "dissent", "due_at") == ["2026-11-23T12:00:00+00:00"]


def test_a_day_on_the_saturday_of_easter_is_booked_before_good_friday() -> None:
    assert "2027-03-27 2027-03-25" in clocks(expected("24_core_groups"), "core_group_next", "due", "book_by")


def test_both_ways_to_count_to_a_conference_are_kept_apart() -> None:
    wanted = expected("12_two_strategy_discussions")

    assert clocks(wanted, "conference", "definition") == ["guidance"]
    assert clocks(wanted, "conference_statistic", "definition") == ["statistic"]


@pytest.mark.parametrize(
    ("name", "code", "who"),
    [
        ("01_unborn_child", "likely_life", ["Unborn"]),
        ("02_victim_of_sixteen", "voice_empty", ["Adult A"]),
        ("03_perpetrator_of_seventeen", "voice_empty", ["Adult B"]),
        ("04_unknown_perpetrator", "gp_not_asked", ["Adult A", "Adult A"]),
        ("06_counter_allegation", "safe_contact", ["Adult A", "Adult A"]),
        ("08_transfer_without_minutes", "papers_missing", ["Inventedshire"]),
        ("14_strategy_without_police", "quorum_open", [""]),
        ("14_strategy_without_police", "decision_without_reason", ["Child 1"]),
        ("15_three_siblings", "plan_empty", ["Child 1", "Child 2"]),
        ("15_three_siblings", "decision_missing", []),
        ("16_deaf_mother_signer_missing", "interpreter_missing", ["Adult A"]),
        ("16_deaf_mother_signer_here", "interpreter_missing", []),
        ("18_too_few_came", "quorum_open", [""]),
        ("18_adjourned", "quorum_open", []),
        ("18_adjourned", "threshold_not_answered", []),
        ("19_dissent", "dissent_not_taken_further", ["Health visiting"]),
        ("19_dissent_taken_further", "dissent_not_taken_further", []),
        ("20_unborn_twins", "likely_life", ["Unborn", "Unborn 2"]),
        ("20_twins_born_soon", "decision_missing", []),
        ("21_transfer_in", "papers_missing", ["Inventedshire"]),
        ("21_transfer_in", "late_without_reason", []),
        ("22_late_review", "late_without_reason", [""]),
        ("22_late_review_with_reasons", "late_without_reason", []),
        ("22_late_review_with_reasons", "quorum_open", []),
        ("23_plan_ends_at_first_review", "ended_at_first_review", ["Child 1"]),
        ("23_carried_to_child_in_need", "ended_at_first_review", []),
        ("24_core_groups_escalated", "challenge_without_stage", ["School"]),
    ],
)
def test_a_vignette_shows_what_it_is_there_to_prove(name: str, code: str, who: list[str]) -> None:
    assert gaps(expected(name), code) == who


def test_an_agency_that_stepped_out_for_its_employee_is_not_asked_again() -> None:
    wanted = expected("10_victim_works_for_agency")

    (lines,) = (lines for reference, lines in wanted.items() if reference != CLOCKS)
    silent = [one["family"] for one in lines if one["code"] == "not_answered"]
    assert silent == ["M-2026-315"]


def test_the_last_core_group_asks_who_challenges_until_somebody_does() -> None:
    last = "CG 2027-03-25"

    assert len(gaps(expected("24_core_groups"), "plan_stalled", last)) == 1
    assert gaps(expected("24_core_groups_escalated"), "plan_stalled", last) == []


def test_no_line_tells_a_withheld_address_or_a_hostile_name() -> None:
    told = stored("17_withheld_address", "toml") + stored("25_hostile_names", "toml")

    assert not any(word in told for word in ("Invented Row", "<script", "HYPERLINK", "Zebedee"))


# One fact taken out


def test_without_the_first_discussion_the_conference_is_counted_from_the_second() -> None:
    def forget_the_first(document: Document) -> None:
        _, second = sorted(document["meetings"], key=lambda one: one["held_on"])
        document["meetings"] = [{**second, "enquiry_started_on": second["held_on"]}]
        document["meetings"][0].pop("previous_id", None)

    there = found("12_two_strategy_discussions", forget_the_first)

    assert clocks(there, "conference", "due") == ["2026-11-27"]


def test_without_the_birth_the_first_review_is_due_after_three_months() -> None:
    def unsay_the_birth(document: Document) -> None:
        for person in document["people"]:
            if person.get("pregnancy") == "born":
                person["pregnancy"] = "expected"
                for name in ("born_as_id", "pregnancy_ended_on"):
                    person.pop(name, None)

    there = found("20_twins_born_soon", unsay_the_birth)

    assert clocks(there, "review_first", "due") == ["2027-03-15"]
    assert clocks(there, "review_after_birth", "due") == []


def test_without_the_dissent_nothing_is_to_be_taken_further() -> None:
    def all_agree(document: Document) -> None:
        for decision in document["meetings"][0]["decisions"]:
            for view in decision["views"]:
                view["view"] = "agrees"

    assert gaps(found("19_dissent", all_agree), "dissent_not_taken_further") == []


def test_without_the_written_notice_a_transfer_has_no_clock() -> None:
    def lose_the_letter(document: Document) -> None:
        (meeting,) = document["meetings"]
        meeting.pop("trigger_date")
        meeting["transfers"][0].pop("notified_on")

    assert clocks(found("21_transfer_in", lose_the_letter), "transfer_in", "due") == []


def test_without_the_interpreter_one_is_missed_again() -> None:
    def send_away(document: Document) -> None:
        (meeting,) = document["meetings"]
        meeting["attendance"] = [row for row in meeting["attendance"] if row.get("role") != "interpreter"]

    there = found("16_deaf_mother_signer_here", send_away)

    assert gaps(there, "interpreter_missing") == ["Adult A"]
