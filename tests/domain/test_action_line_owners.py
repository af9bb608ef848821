from __future__ import annotations

import pytest

from tests.lines.worlds import LabelledLine, owner_of, understood_of, worlds

# Ways to name somebody of a meeting, and who is meant: the grid is every way in every place.
NAMED = {
    "marac": [
        ("HV", "health_visiting"),
        ("the police", "police"),
        ("DS Pym", "police: Gareth Pym"),
        ("gareth", "police: Gareth Pym"),
        ("April", "health_visiting: April Dunmore"),
        ("May Thornbury", "probation: May Thornbury"),
        ("the housing officer", "housing: Sunil Oakhurst"),
    ],
    "strategy": [
        ("SW", "csc: Olu Hartigan"),
        ("sw", "csc: Olu Hartigan"),
        ("DSL", "school: Will Stanmore"),
        ("DC Calloway", "police_child_protection: Wes Calloway"),
        ("June", "hospital: June Abara"),
        ("designated safeguarding lead", "school: Will Stanmore"),
    ],
    "icpc": [
        ("TM", "csc: Rob Penhale"),
        ("Mrs Kilbride", "school: Summer Kilbride"),
        ("Ndlovu-Price", "family_support: Faith Ndlovu-Price"),
        ("recovery worker", "substance_misuse: Mark Ostrey"),
    ],
    "core_group": [
        ("Jo", "family_support: Jo Fenwick"),
        ("school nurse", "school_nursing: Bel Attwood"),
        ("deputy head", "school: Lewis Marsh-Obi"),
    ],
}
EVERYBODY = [(world, name, said) for world, names in NAMED.items() for name, said in names]


def read(line: str, world: str = "marac") -> tuple[str, str]:
    found = understood_of(LabelledLine(world, line))
    return owner_of(found, worlds()[world].roster), found.due_on.isoformat() if found.due_on else ""


@pytest.mark.parametrize(
    "line",
    [
        "{} to ring mum by Friday",
        "it is for {} to ring mum by Friday",
        "mum is worried so {} to ring her by Friday",
        "if mum does not answer, {} to visit by Friday",
        "{} leads on the plan by Friday",
        "mum to be rung by {} on Friday",
        "ring mum by Friday - {}",
        "ring mum ({}) by Friday",
        "ring mum by Friday, action {}",
        "{} in liaison with the chair to ring mum by Friday",
        "with the chair's help {} to ring mum by Friday",
    ],
)
@pytest.mark.parametrize(("world", "name", "said"), EVERYBODY)
def test_an_owner_is_understood_in_every_place(line: str, world: str, name: str, said: str) -> None:
    owner, due = read(line.format(name), world)

    assert owner == said
    assert due


@pytest.mark.parametrize(
    "line",
    [
        "mum says {} will not visit",
        "{} would not say",
        "{} will be away on Friday",
        "{} will not be there on Friday",
        "{} must be told by Friday",
        "{} training on Friday",
        "letter from {} dated 3 November",
        "copy: {}",
        "mum not to be rung by {}",
        "chair requested the list from {}",
    ],
)
@pytest.mark.parametrize(("world", "name", "said"), EVERYBODY)
def test_who_is_only_told_of_owns_nothing(line: str, world: str, name: str, said: str) -> None:
    assert said
    assert read(line.format(name), world)[0] == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("IDVA caseworker to ring Yasmin on Monday", "idva"),
        ("probation's victim liaison to write to Yasmin", "probation"),
        ("GP receptionist to flag missed visits", "gp"),
        ("housing's locum to visit", "housing"),
        ("another health visitor to visit", "health_visiting"),
        ("Tola as chair of the discussion to send minutes", "csc: Tola Brandreth"),
        ("team manager for the family to ring", "csc: Tola Brandreth"),
        ("Mei by email to send the plan", "idva: Mei Castellan"),
        ("Mei herself to ring Yasmin", "idva: Mei Castellan"),
        ("Mei or someone from her team to ring Yasmin", "idva: Mei Castellan"),
        ("Mei's to ring Yasmin", "idva: Mei Castellan"),
        ("Mei's cover to ring Yasmin", "idva"),
        ("lead professional: HV", "health_visiting"),
        ("HV&GP to visit", "health_visiting"),
    ],
)
def test_an_owner_is_understood_with_what_is_said_beside_the_name(line: str, said: str) -> None:
    assert read(line)[0] == said


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("police get the phone downloaded by Monday", "police", "2026-11-23"),
        ("police have seized the phone by Monday", "", ""),
        ("see Theo Mon HV", "health_visiting", "2026-11-23"),
        ("see Theo Mon the police", "police", "2026-11-23"),
        ("weigh Theo monthly HV", "health_visiting", ""),
        ("April genogram Monday", "health_visiting: April Dunmore", "2026-11-23"),
        ("27/11 Mr Oakhurst repairs list", "housing: Sunil Oakhurst", "2026-11-27"),
        ("DS Pym's report to the next marac", "police: Gareth Pym", "2026-12-18"),
        ("GP meds list for Yasmin to csc by Monday", "gp", "2026-11-23"),
        ("police log number to csc", "", ""),
        ("hv drop-in started by Monday", "health_visiting", "2026-11-23"),
        ("school letter home Monday", "school", "2026-11-23"),
        ("if Theo is off again, EWO visit", "education_welfare", ""),
        ("EWO visits if Theo is off", "education_welfare", ""),
        ("HV visits weekly", "", ""),
        ("request the log from police by Monday", "", "2026-11-23"),
    ],
)
def test_owners_of_what_is_said_in_short_are_understood(line: str, said: str, due: str) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("refer Theo to GP, HV by Monday", "health_visiting"),
        ("tell GP, HV by Monday", ""),
        ("after the visit by the GP, HV to ring Yasmin", "health_visiting"),
        ("following GP's visit team manager to ring Yasmin", "csc: Tola Brandreth"),
        ("Theo, HV to visit", "health_visiting"),
        ("children to stay with nan until Monday, HV to visit", "health_visiting"),
        ("Yasmin, with Mei's help, to write a plan", "Adult A"),
        ("plan by Yasmin, supported by Mei, Monday", "Adult A"),
        ("Yasmin would like a new phone by Monday", ""),
        ("letter to housing for the move (Mei, Tola) 4/12", "idva: Mei Castellan"),
        ("who will tell Dean? Gareth, by Monday", "police: Gareth Pym"),
        ("HV and Theo: visit", "health_visiting"),
    ],
)
def test_the_right_one_of_two_owns_it(line: str, said: str) -> None:
    assert read(line)[0] == said


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("locks changed by Tuesday - housing", "2026-11-24"),
        ("Theo was not in by Monday, HV to ring on Tuesday", "2026-11-24"),
        ("refuge full until 1 December so housing to find a room by tonight", "2026-11-20"),
        ("increased patrols until 4 December (police)", "2026-12-04"),
        ("unannounced visit by HV on 25 November", "2026-11-25"),
        ("letter to the designated nurse by Friday", "2026-11-27"),
        ("HV to try the door again, no reply on the 27th", ""),
        ("result expected in three weeks, GP to send it on", ""),
        ("csc to write the report for the review conference on 10 December", ""),
        ("csc to write the report by the review conference on 10 December", "2026-12-10"),
        ("Dean to leave home today per the agreement", "2026-11-20"),
    ],
)
def test_the_deadline_is_told_from_what_stands_beside_it(line: str, due: str) -> None:
    assert read(line)[1] == due


def test_a_name_that_is_a_word_as_well_hides_no_day() -> None:
    assert read("ring Mark on Friday", "icpc") == ("", "2026-08-28")


@pytest.mark.parametrize(
    "mark", ["- ", "* ", "3. ", "2) ", "Action: ", "Actions 2: ", "urgent: ", "agreed: ", "next: "]
)
@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("HV to visit Theo by Monday", "health_visiting", "2026-11-23"),
        ("Theo to be seen by HV by Monday", "health_visiting", "2026-11-23"),
        ("contact Theo's school by Monday", "", "2026-11-23"),
        ("can police share the log by Monday?", "police", "2026-11-23"),
        ("Dean on bail until 2 December", "", ""),
    ],
)
def test_what_only_heads_a_line_changes_nothing(mark: str, line: str, said: str, due: str) -> None:
    assert read(mark + line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("HV  to  visit  within  5  working  days", "health_visiting", "2026-11-27"),
        ("Adult  B  to  stay  away  until  18/12", "Adult B", "2026-12-18"),
        ("may -- licence letter by Monday", "probation: May Thornbury", "2026-11-23"),
        ("locks 2 be changed by housing by Monday", "housing", "2026-11-23"),
        ("May 2 recall Dean by Monday", "probation: May Thornbury", "2026-11-23"),
        ("to keep Theo safe, HV to visit on Monday, thanks", "health_visiting", "2026-11-23"),
        ("by Monday, so that Theo is safe, HV to visit", "health_visiting", "2026-11-23"),
        ("by Monday, pls could HV visit Theo", "health_visiting", "2026-11-23"),
    ],
)
def test_how_a_line_was_typed_changes_nothing(line: str, said: str, due: str) -> None:
    assert read(line) == (said, due)


def test_a_number_or_mark_before_the_owner_goes_from_the_text() -> None:
    assert understood_of(LabelledLine("marac", "3. HV to visit Theo")).text == "visit Theo"


def test_an_owner_begins_with_their_own_word() -> None:
    assert understood_of(LabelledLine("marac", "DA outreach to ring Yasmin")).owner_said == "outreach"
