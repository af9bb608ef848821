from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetingdesk.domain.action_line import ActionPiece, UnderstoodAction, correct, understand
from meetingdesk.domain.actions import DueBasis
from meetingdesk.domain.roster import Roster, RosterAgency, RosterPerson, RosterProfessional
from tests.hostile_times import AT_ONCE, shortest_time
from tests.lines.worlds import (
    FOLDER,
    LEARNING,
    LabelledLine,
    differences,
    england,
    lines_of,
    owner_of,
    understood_of,
    worlds,
)
from tests.strategies import ANY_TEXT, HARD_TEXTS

EXAMPLE = "HV to see Child 1 at home, alone, by wed so that someone knows how he is, shown by visit record"
on_any_text = settings(max_examples=400, deadline=None, derandomize=True)


def kept_lines() -> list[tuple[str, str, str, str]]:
    text = (FOLDER / "kept_lines.txt").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if not row.startswith("#")]
    return [(row.split("|")[0], *row.split("|", 1)[1].rsplit("|", 2)) for row in rows]  # type: ignore[misc]


def read(line: str, world: str = "marac", **said: str) -> UnderstoodAction:
    of = worlds()[world]
    return understand(line, of.roster, of.day, england(), of.next_meeting, **said)


def owner(understood: UnderstoodAction, world: str = "marac") -> str:
    return owner_of(understood, worlds()[world].roster)


def person(designation: str, world: str = "marac") -> UUID:
    return next(one.id for one in worlds()[world].roster.people if one.designation == designation)


def put_right(understood: UnderstoodAction, piece: ActionPiece, typed: str) -> UnderstoodAction:
    of = worlds()["marac"]
    return correct(understood, piece, typed, of.roster, of.day, england(), of.next_meeting)


def test_the_learning_lines_are_understood() -> None:
    lines = lines_of(LEARNING)

    wrong = {line.line: differences(line) for line in lines}
    both = [line for line, parts in wrong.items() if {"owner", "due"} & parts.keys()]
    others = [line for line, parts in wrong.items() if parts]
    assert len(both) <= 0.02 * len(lines), both
    assert len(others) <= 0.05 * len(lines), others


@pytest.mark.parametrize(
    ("part", "wrong_at_most"),
    [
        ("b", 0.02),
        ("c", 0.02),
        ("d", 0.02),
        ("e", 0.02),
        ("f", 0.025),
        ("g", 0.02),
        ("h", 0.02),
        ("i", 0.02),
        ("j", 0.02),
    ],
)
def test_owners_and_deadlines_of_the_further_learning_lines_are_understood(
    part: str, wrong_at_most: float
) -> None:
    lines = lines_of(FOLDER / f"learning_part_{part}.toml")

    wrong = [line.line for line in lines if {"owner", "due"} & differences(line).keys()]

    assert len(wrong) <= wrong_at_most * len(lines), wrong


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("can HV ring mum today?", "health_visiting", date(2026, 11, 20)),
        ("can school keep her coat?", "", None),
        ("can this be sent by Monday?", "", date(2026, 11, 23)),
        ("48h for police to check the address", "police", date(2026, 11, 22)),
        ("school feedback to chair", "school", None),
        ("duty housing officer to visit by Mon", "housing", date(2026, 11, 23)),
        ("housing officer to visit by Mon", "housing: Sunil Oakhurst", date(2026, 11, 23)),
        ("Sunil O to visit by Mon", "housing: Sunil Oakhurst", date(2026, 11, 23)),
        ("safety plan rests with IDVA, by Mon", "idva", date(2026, 11, 23)),
        ("attendance figures via school, Mon", "school", date(2026, 11, 23)),
        ("bedtime routine Mei Mon", "idva: Mei Castellan", date(2026, 11, 23)),
        ("bloods taken by GP by Mon", "gp", date(2026, 11, 23)),
        ("Theo to be weighed by HV every Friday", "health_visiting", None),
        ("police check on Dean to be requested today", "", date(2026, 11, 20)),
        ("if Dean turns up Yasmin to ring 999", "Adult A", None),
        ("GP: no concerns", "", None),
        ("GP sent the report on Friday", "", None),
        ("police to check the letter of 11 November, cop today", "police", date(2026, 11, 20)),
        ("within a fortnight midwife to visit", "midwifery: Ciara Welland", date(2026, 12, 4)),
    ],
)
def test_owners_and_deadlines_are_understood_however_they_are_said(
    line: str, said: str, due: date | None
) -> None:
    found = read(line)

    assert (owner(found), found.due_on) == (said, due)


@pytest.mark.parametrize("world", ["marac", "strategy", "icpc", "core_group"])
def test_lines_once_understood_stay_so(world: str) -> None:
    wrong = []
    for name, line, owner_said, due in kept_lines():
        if name != world:
            continue
        found = understood_of(LabelledLine(name, line))
        was = (owner(found, world), found.due_on.isoformat() if found.due_on else "")
        if was != (owner_said, due):
            wrong.append((line, was, (owner_said, due)))

    assert not wrong


def test_every_part_of_an_action_is_understood_and_shown_where_it_stands() -> None:
    found = read(EXAMPLE)

    assert owner(found) == "health_visiting"
    assert found.owner_said == "HV"
    assert found.text == "see Child 1 at home, alone"
    assert found.verb == "see"
    assert found.protects == (person("Child 1"),)
    assert (found.due_on, found.due_said, found.due_basis) == (date(2026, 11, 25), "by wed", DueBasis.DATE)
    assert found.purpose == "someone knows how he is"
    assert found.measure == "visit record"
    assert {
        piece.value: [EXAMPLE[a:b].strip(" ,") for a, b in found.where(piece)] for piece in ActionPiece
    } == {
        "owner": ["HV"],
        "due": ["by wed"],
        "protects": ["Child 1"],
        "purpose": ["so that someone knows how he is"],
        "measure": ["shown by visit record"],
        "frequency": [],
        "text": [],
    }


def test_an_agency_offers_who_speaks_for_it_and_a_named_professional_needs_nobody() -> None:
    by_agency, by_name = read("HV to see Theo"), read("April to see Theo")

    assert by_agency.owner_id is None
    assert by_agency.representatives == (by_name.owner_id,)
    assert by_name.representatives == ()


def test_several_owners_are_all_told_the_first_owns() -> None:
    found = read("police, housing and Mei to agree locks by Mon")
    roster = worlds()["marac"].roster

    assert found.several_owners
    assert owner(found) == "police"
    keys = [agency.key for one in found.other_owners if (agency := roster.agency(one.agency_id))]
    assert keys == ["housing", "idva"]


@pytest.mark.parametrize(
    "line", ["all agencies to flag records by Mon", "everyone to flag records by Mon", "we to flag"]
)
def test_a_collective_is_no_owner_and_stays_in_the_text(line: str) -> None:
    found = read(line)

    assert found.is_collective
    assert owner(found) == ""
    assert found.verb == "flag"
    assert found.text.startswith(line.split(" to ")[0])


def test_somebody_who_is_not_named_stays_in_the_text() -> None:
    found = read("mum to ring the school by Mon")

    assert owner(found) == ""
    assert found.owner_said == "mum"
    assert found.text == "mum to ring the school"
    assert found.due_on == date(2026, 11, 23)


def test_a_vague_time_is_told_and_stays_in_the_text() -> None:
    found = read("GP to review medication asap")

    assert found.due_on is None
    assert found.due_said == "asap"
    assert found.text == "review medication asap"


def test_a_deadline_that_is_no_working_day_is_told() -> None:
    found = read("csc to visit by 28 Dec", "strategy")

    assert found.due_on == date(2026, 12, 28)
    assert not found.due_is_working_day
    assert "bank holiday" in found.due_note


@pytest.mark.parametrize(
    ("line", "purpose", "measure"),
    [
        ("HV to visit so Theo is seen", "Theo is seen", ""),
        ("HV to visit in order that Theo is seen, evidenced by notes", "Theo is seen", "notes"),
        ("HV to visit to make sure Theo is safe by Mon", "Theo is safe", ""),
        ("HV to make sure Theo is safe by Mon", "", ""),
        ("csc to ensure that Theo is safe", "", ""),
        ("HV to visit, shown by visit record, so that Theo is seen", "Theo is seen", "visit record"),
        ("HV to visit by Mon. Measure: visit record", "", "visit record"),
        ("HV to visit, we will know because the chart is filled in", "", "the chart is filled in"),
        ("HV to visit, we'll know when Theo has gained weight", "", "Theo has gained weight"),
        ("police to be confirmed by Mon", "", ""),
        ("HV to visit because Theo was not seen", "", ""),
        ("HV to visit so far as Theo allows", "", ""),
        ("HV to visit, known by email to chair, by Mon", "", "email to chair"),
        ("HV to visit so that Theo is seen - csc", "Theo is seen", ""),
        ("So that Theo is seen, HV to visit", "Theo is seen", ""),
    ],
)
def test_purpose_and_measure_end_where_something_else_begins(line: str, purpose: str, measure: str) -> None:
    found = read(line)

    assert (found.purpose, found.measure) == (purpose, measure)


@pytest.mark.parametrize(
    ("line", "frequency"),
    [
        ("HV to visit twice a week until 18/12", "twice a week"),
        ("HV to visit every other Friday", "every other Friday"),
        ("HV to visit fortnightly", "fortnightly"),
        ("HV to visit on Mondays and Fridays", "on Mondays and Fridays"),
        ("HV to visit once so she isn't seen twice a day", ""),
    ],
)
def test_how_often_is_understood(line: str, frequency: str) -> None:
    assert read(line).frequency == frequency


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("po", "police"),
        ("Police", "police"),
        ("polcie", "police"),
        ("health visitor", "health_visiting: April Dunmore"),
        ("april", "health_visiting: April Dunmore"),
        ("DS Pym", "police: Gareth Pym"),
        ("police Gareth", "police: Gareth Pym"),
        ("Adult A", "Adult A"),
        ("yasmin", "Adult A"),
        ("nobody we know", ""),
        ("", ""),
    ],
)
def test_an_owner_is_corrected_by_code_name_or_job(typed: str, said: str) -> None:
    right = put_right(read(EXAMPLE), ActionPiece.OWNER, typed)

    assert owner(right) == said
    assert right.owner_said == typed
    assert right.due_on == date(2026, 11, 25)


def test_the_other_parts_are_corrected_one_by_one() -> None:
    found = read(EXAMPLE)

    assert put_right(found, ActionPiece.DUE, "5wd").due_on == date(2026, 11, 27)
    assert put_right(found, ActionPiece.DUE, "").due_on is None
    assert put_right(found, ActionPiece.DUE, "perhaps").due_note == "not understood as a date"
    assert put_right(found, ActionPiece.PROTECTS, "Adult A and unborn").protects == (
        person("Adult A"),
        person("Unborn"),
    )
    assert put_right(found, ActionPiece.PURPOSE, " he is safe ").purpose == "he is safe"
    assert put_right(found, ActionPiece.MEASURE, "").measure == ""
    assert put_right(found, ActionPiece.FREQUENCY, "weekly").frequency == "weekly"
    assert put_right(found, ActionPiece.TEXT, "ring mum").verb == "ring"


def test_a_correction_holds_while_the_line_is_typed_on() -> None:
    found = read("HV to see Theo by wed", said_owner="po", said_due="4/12")

    assert owner(found) == "police"
    assert found.due_on == date(2026, 12, 4)
    assert found.text == "see Theo"


def test_two_agencies_that_are_called_the_same_are_told_apart_by_who_is_invited() -> None:
    here = RosterAgency(uuid4(), "police_child_protection", "pcp", "Police, child protection team", ("cpt",))
    away = RosterAgency(uuid4(), "police", "po", "Police", (), is_invited=False)
    roster = Roster((here, away))

    found = understand("police to visit", roster, date(2026, 11, 20), england())

    assert found.owner_agency_id == here.id


def test_a_name_that_two_agencies_share_alike_is_nobodys() -> None:
    one = RosterAgency(uuid4(), "school", "sch", "Elm Primary", ("school",))
    other = RosterAgency(uuid4(), "school", "", "Oak Primary", ("school",))
    roster = Roster((one, other))

    shared = understand("school to ring mum", roster, date(2026, 11, 20), england())
    named = understand("Oak Primary to ring mum", roster, date(2026, 11, 20), england())

    assert shared.owner_agency_id is None
    assert shared.text == "school to ring mum"
    assert named.owner_agency_id == other.id


def test_an_empty_roster_leaves_the_owner_in_the_text() -> None:
    found = understand("HV to see Theo by Mon", Roster(), date(2026, 11, 20), england())

    assert found.owner_agency_id is None
    assert found.text == "HV to see Theo"
    assert found.due_on == date(2026, 11, 23)


PIECES = st.sampled_from(
    [
        *("HV", "police and housing", "April", "May", "Theo's school", "all agencies", "mum", "the midwife"),
        *("to", "will", "agreed to", ":", "-", ",", "(", ")", "by", "see", "refer", "be seen", "Theo"),
        *("by fri", "27/11", "before the next meeting", "5wd", "in 2/12", "asap", "every Friday", "Adult A"),
        *("since Monday",),
        *("shown by", "because", "measure:", "so", "to make sure", "owner", "action for", "if", "what", "?"),
        *("(csc)", "- csc", "unborn", "so that", "Wendesday"),
    ]
)  # fmt: skip


@on_any_text
@given(
    text=st.one_of(ANY_TEXT, HARD_TEXTS, st.lists(PIECES, max_size=14).map(" ".join)),
    world=st.sampled_from(sorted(worlds())),
)
def test_any_line_is_read_without_fail_and_loses_no_word(text: str, world: str) -> None:
    found = read(text, world)

    assert found == read(text, world)
    assert all(0 <= span.start <= span.end <= len(text) for span in found.spans)
    kept = " ".join(
        (found.text, found.owner_said, found.due_said, found.purpose, found.measure, found.line[:0])
    )
    names = {"Theo", "Adult", "A", "unborn", "HV", "police", "housing", "April", "May", "csc", "midwife"}
    for word in names & set(text.split()):
        assert word in kept


@pytest.mark.parametrize(
    "line",
    [
        "to " * 700,
        "HV, " * 500,
        "(" * 2_000,
        "by " * 800,
        "1/1/" * 600,
        "- " * 900,
        "a's " * 600,
        "so that " * 300,
        "27 Nov - " * 300,
        "the " * 900,
    ],
)
def test_a_hostile_line_is_read_in_short_time(line: str) -> None:
    assert shortest_time(lambda: read(line)) < AT_ONCE


@on_any_text
@given(line=st.lists(PIECES, max_size=8).map(" ".join), name=st.one_of(ANY_TEXT, HARD_TEXTS), said=ANY_TEXT)
def test_whatever_agencies_and_people_are_called_is_taken(line: str, name: str, said: str) -> None:
    agency = RosterAgency(uuid4(), said, said[:5], name, (said, name))
    roster = Roster(
        (agency,),
        (RosterProfessional(uuid4(), name, said, agency.id), RosterProfessional(uuid4(), said, name)),
        (RosterPerson(uuid4(), said, name),),
    )

    found = understand(f"{name} {line} {said}", roster, date(2026, 11, 20), england(), said_owner=name)

    assert all(0 <= span.start <= span.end <= len(found.line) for span in found.spans)


def test_nothing_reads_the_test_lines_but_the_bench() -> None:
    tests = Path(__file__).resolve().parents[1]

    readers = [
        path.name
        for path in tests.rglob("*.py")
        if "TEST_" + "PARTS" in path.read_text(encoding="utf-8")
        and path.name not in ("worlds.py", "lines.py")
    ]

    assert readers == []
