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
        ("plan agreed 20/11, copies out in 5wd by csc", "2026-11-27"),
        ("strategy meeting held 20/11, csc to send minutes by 25/11", "2026-11-25"),
        ("plan reviewed today, HV to see Theo within 3 days", "2026-11-23"),
        ("plan to be agreed 24/11, copies out by 27/11", "2026-11-24"),
        ("plan agreed by 24/11, HV to visit by 27/11", "2026-11-24"),
        ("sat contact to be watched by HV", ""),
        ("Friday visits to be done by two workers", ""),
        ("Sat contact must be supervised by HV", ""),
        ("Mon contact school about Theo - HV", "2026-11-23"),
        ("Yasmin 32 weeks, midwife to book scan within 7 days", "2026-11-27"),
        ("Yasmin 28 weeks, midwife to book scan", ""),
        ("12 weeks, HV to review", "2027-02-12"),
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


@pytest.mark.parametrize(
    ("line", "world", "said"),
    [
        ("deputy to ring Tanya", "core_group", "school: Lewis Marsh-Obi"),
        ("practitioner to ring Ellie", "core_group", "camhs: Ines Quarmby"),
        ("support worker to ring Ellie", "core_group", ""),
        ("adviser to ring Yasmin", "marac", "idva: Mei Castellan"),
        ("midwife to ring Yasmin", "marac", "midwifery: Ciara Welland"),
        ("designated lead to ring Marek", "strategy", "school: Will Stanmore"),
        ("worker to visit Mason", "strategy", "csc: Olu Hartigan"),
        ("support worker to visit Mason", "strategy", ""),
        ("GP practice manager to ring Marek", "strategy", "gp"),
        ("manager to ring Marek", "strategy", "csc: Priya Lenham"),
    ],
)
def test_part_of_a_job_title_names_who_alone_has_it(line: str, world: str, said: str) -> None:
    assert read(line, world)[0] == said


@pytest.mark.parametrize(
    ("line", "world", "said"),
    [
        ("soc wkr to ring Shannon", "icpc", "csc: Zainab Corrie"),
        ("soc wkr to ring Yasmin", "marac", ""),
        ("health vis to weigh Amara", "icpc", "health_visiting: Grace Ashdown"),
        ("housing off to ring Yasmin", "marac", "housing: Sunil Oakhurst"),
        ("team mgr to sign off", "marac", "csc: Tola Brandreth"),
        ("safeguarding mw to see Yasmin", "marac", "midwifery: Ciara Welland"),
        ("mw to see Yasmin", "marac", "midwifery"),
    ],
)
def test_a_job_title_is_understood_as_written_in_haste(line: str, world: str, said: str) -> None:
    assert read(line, world)[0] == said


@pytest.mark.parametrize(
    ("line", "world", "said"),
    [
        ("Dr P to see Amara", "icpc", "gp: Dr Anil Prosper"),
        ("Mr P to sign the plan", "icpc", ""),
        ("Ms K to ring Shannon", "icpc", "school: Summer Kilbride"),
        ("Ms V to ring school", "icpc", ""),
        ("Mr M-O to ring Tanya", "core_group", "school: Lewis Marsh-Obi"),
        ("DS P to visit", "marac", "police: Gareth Pym"),
        ("Mr M to leave", "marac", ""),
    ],
)
def test_a_title_and_first_letter_name_who_alone_has_them(line: str, world: str, said: str) -> None:
    assert read(line, world)[0] == said


@pytest.mark.parametrize(
    ("line", "world", "said", "due"),
    [
        ("report from june by wed", "strategy", "hospital: June Abara", "2026-12-23"),
        ("bloods by june within 48h", "strategy", "hospital: June Abara", "2026-12-24"),
        ("letters to be read by june before thurs", "strategy", "hospital: June Abara", "2026-12-23"),
        ("bruise map from june, by wed", "strategy", "hospital: June Abara", "2026-12-23"),
        ("results from mark by fri", "icpc", "substance_misuse: Mark Ostrey", "2026-08-28"),
        ("report by june", "strategy", "", ""),
        ("report by june 30", "strategy", "", "2027-06-30"),
    ],
)
def test_a_month_is_somebody_where_the_day_follows(line: str, world: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("in good faith Dean to hand keys over by Monday", "Adult B"),
        ("to keep Theo safe Dean to stay away", "Adult B"),
        ("to help Theo settle Yasmin to put him to bed by 8", "Adult A"),
        ("for safety Yasmin to change her number", "Adult A"),
        ("as agreed Dean to sign on daily", "Adult B"),
        ("for Yasmin to be told by Monday", ""),
        ("refer Yasmin and Dean to mediation by Monday", ""),
        ("refer Theo and Yasmin to counselling", ""),
        ("tell Yasmin and Dean to come by Monday", ""),
        ("HV to ask Yasmin and Dean to sign", "health_visiting"),
        ("invite Theo and Dean to visit school", ""),
        ("Yasmin and Dean to sign by Monday", "Adult A"),
    ],
)
def test_the_family_owns_what_it_is_to_do_and_not_what_is_done_to_it(line: str, said: str) -> None:
    assert read(line)[0] == said


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("police to tell Mei tomorrow where Dean is", "police", "2026-11-21"),
        ("HV to check today how Theo is", "health_visiting", "2026-11-20"),
        ("Yasmin to be told by csc tomorrow what was agreed", "csc", "2026-11-21"),
        ("HV to ask tonight whether he is in", "health_visiting", "2026-11-20"),
        ("csc to tell Yasmin today who will visit", "csc", "2026-11-20"),
        ("gp to check dose 50mg 1/7 by wed", "gp", "2026-11-25"),
        ("gp to check tablets 2x/day 5/7 by mon", "gp", "2026-11-23"),
        ("csc out of hours to call Yasmin tomorrow", "csc", "2026-11-21"),
        ("police out of hours to visit on sat", "police", "2026-11-21"),
        ("school secretary to ring Yasmin tomorrow", "school", "2026-11-21"),
        ("joint visit HV/csc w/c 30/11", "health_visiting", "2026-11-30"),
        ("bedtime routine HV w/c 30/11", "health_visiting", "2026-11-30"),
        ("joint visit Gareth and Mei w/c 30/11", "police: Gareth Pym", "2026-11-30"),
        ("safety plan idva w/c 30 Nov", "idva", "2026-11-30"),
        ("gp to review tablets bd 5/7 by mon", "gp", "2026-11-23"),
        ("gp to check sertraline 100 mg 2/7 by mon", "gp", "2026-11-23"),
        ("gp to check drops tds 7/7 by wed", "gp", "2026-11-25"),
        ("housing out of hours team to fix the lock tonight", "housing", "2026-11-20"),
        ("school trainee to ring Yasmin tomorrow", "school", "2026-11-21"),
        ("housing waiting times letter - idva - mon", "idva", "2026-11-23"),
        ("home visit Mei w/c 30 Nov", "idva: Mei Castellan", "2026-11-30"),
        ("housing waiting list letter to Yasmin - idva - mon", "idva", "2026-11-23"),
    ],
)
def test_what_stands_behind_the_day_or_the_agency_hides_neither(line: str, said: str, due: str) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        ("core_group", "the practitioner to see Ellie by Friday", "camhs: Ines Quarmby", "2027-03-26"),
        ("core_group", "practitioners to share notes by Friday", "", "2027-03-26"),
        ("core_group", "each practitioner to send a report by fri", "", "2027-03-26"),
        ("marac", "police decision on charge by 5/1", "police", "2027-01-05"),
        ("strategy", "legal opinion on threshold by 5/1", "legal", "2027-01-05"),
        ("marac", "housing decision to be chased by fri", "", "2026-11-27"),
        ("marac", "police results came back", "", ""),
        ("icpc", "children's social care genogram by fri", "csc", "2026-08-28"),
        ("marac", "probation licence conditions by mon", "probation", "2026-11-23"),
        ("marac", "school bus stops by mon", "", "2026-11-23"),
    ],
)
def test_a_thing_behind_an_agency_and_a_title_behind_an_article_are_theirs(
    world: str, line: str, said: str, due: str
) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said"),
    [
        ("marac", "HV's manager to allocate by fri", "health_visiting"),
        ("marac", "police manager to allocate by fri", "police"),
        ("marac", "the health visitor's manager to allocate by fri", "health_visiting"),
        ("marac", "April's manager to allocate by fri", "health_visiting"),
        ("marac", "probation's team manager to sign by fri", "probation"),
        ("marac", "csc manager to allocate by fri", "csc: Tola Brandreth"),
        ("icpc", "the social worker's manager to sign by fri", "csc: Rob Penhale"),
    ],
)
def test_a_manager_is_of_the_agency_named_right_before(world: str, line: str, said: str) -> None:
    assert read(line, world)[0] == said


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("HV was asked to visit on 3 November", "", ""),
        ("police were asked to attend on 14/11", "", ""),
        ("HV was asked to visit by 27 November", "health_visiting", "2026-11-27"),
        ("school were asked to send it by tues", "school", "2026-11-24"),
        ("HV was asked to check what happened on 3 November", "health_visiting", ""),
        ("mum to ring GP, csc to visit by fri", "csc", "2026-11-27"),
        ("mum to keep the doors locked and police to patrol until 4 Dec", "police", "2026-12-04"),
        ("mum to ring GP by mon, csc to visit by fri", "", "2026-11-23"),
        ("mum to ask school to keep him in by fri", "", "2026-11-27"),
        ("ring Yasmin tues april", "health_visiting: April Dunmore", "2026-11-24"),
        ("Dean recalled in april", "", ""),
        ("no contact by Dean since 3 November", "", ""),
        ("Dean: to move his things out by sat", "Adult B", "2026-11-21"),
        ("mum due 12 Jan, midwife to write birth plan by 4/12", "midwifery: Ciara Welland", "2026-12-04"),
        ("pol to arrest Dean by fri", "police", "2026-11-27"),
        ("hsptl to send the letter by mon", "hospital", "2026-11-23"),
        ("edu welfare to visit by mon", "education_welfare", "2026-11-23"),
    ],
)
def test_past_requests_relatives_first_and_short_names_are_read_as_they_are_meant(
    line: str, said: str, due: str
) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "world", "said"),
    [
        ("MC to ring Yasmin", "marac", "idva: Mei Castellan"),
        ("mc to ring Yasmin", "marac", ""),
        ("MC TO RING YASMIN", "marac", ""),
        ("GP to ring Yasmin", "marac", "gp"),
        ("SO to visit so that she is safe", "marac", "housing: Sunil Oakhurst"),
        ("AD/CW joint visit by 2/12", "marac", "health_visiting: April Dunmore"),
        ("chronology by 4 Dec - AD", "marac", "health_visiting: April Dunmore"),
        ("DC to collect the phone", "strategy", "police_child_protection: Wes Calloway"),
        ("FN-P to run the course", "icpc", "family_support: Faith Ndlovu-Price"),
        ("LMO to ring Tanya", "core_group", "school: Lewis Marsh-Obi"),
        ("CR to ring school", "core_group", ""),
    ],
)
def test_initials_in_capitals_name_the_one_professional_who_has_them(
    line: str, world: str, said: str
) -> None:
    assert read(line, world)[0] == said


@pytest.mark.parametrize(
    ("line", "world", "said"),
    [
        ("CAMHS practitioner to ring the school", "core_group", "camhs: Ines Quarmby"),
        ("camhs practitioner to offer a slot", "icpc", "camhs"),
        ("Ellie's CAMHS practitioner to share the plan", "core_group", "camhs: Ines Quarmby"),
        ("police sergeant to ring Dean", "marac", "police: Gareth Pym"),
        ("school head to ring Tanya", "core_group", "school"),
        ("sch nurse to ring Tanya", "core_group", "school_nursing: Bel Attwood"),
        ("sch nurse to look at results", "strategy", "school_nursing"),
        ("detective const to ring Marek", "strategy", "police_child_protection: Wes Calloway"),
        ("Shannon's recovery worker to ring her", "icpc", "substance_misuse: Mark Ostrey"),
        ("Shannon's keyworker to ring her", "icpc", ""),
        ("fsw faith to ring Shannon", "icpc", "family_support: Faith Ndlovu-Price"),
    ],
)
def test_a_part_of_a_title_behind_an_agency_or_in_haste_names_the_one_whom_it_fits(
    line: str, world: str, said: str
) -> None:
    assert read(line, world)[0] == said


@pytest.mark.parametrize(
    ("line", "world", "said", "due"),
    [
        ("Yasmin due 12 Jan, midwife to write birth plan", "marac", "midwifery: Ciara Welland", ""),
        ("report due 12 Jan, midwife to write it", "marac", "midwifery: Ciara Welland", "2027-01-12"),
        ("letter due 1 Dec, housing to hold it until 4 Dec", "marac", "housing", "2026-12-04"),
        ("das have a bed til fri", "marac", "", ""),
        ("das have a bed til fri, idva to ring them today", "marac", "idva", "2026-11-20"),
        ("das have agreed to ring Yasmin by wed", "marac", "domestic_abuse_support", "2026-11-25"),
        ("police have the statement taken by fri", "marac", "police", "2026-11-27"),
        ("if no reply by wed, police to go round", "marac", "police", ""),
        ("should Craig come back before 3 May Tanya to ring sw", "core_group", "Adult A", ""),
        ("Ellie's at her dad's til 12/4, Ines to ring her", "core_group", "camhs: Ines Quarmby", ""),
        ("camhs say 12 wks, GP to write by 4/9", "icpc", "gp", "2026-09-04"),
        (
            "Tanya's due to start work 12 Apr, sn to ring by 9th",
            "core_group",
            "school_nursing",
            "2027-04-09",
        ),
        ("clocks go forward on sunday, no action", "core_group", "", ""),
        ("Shannon clean since 1 Aug", "icpc", "", ""),
    ],
)
def test_a_date_of_what_is_only_told_is_no_deadline(line: str, world: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("line", "world", "due"),
    [
        ("HV to visit tues wk", "marac", "2026-12-01"),
        ("HV to visit in 2 wkng days", "marac", "2026-11-24"),
        ("sn to visit before Good Fri", "core_group", "2027-03-25"),
        ("sn to visit by Maundy Thurs", "core_group", "2027-03-25"),
        ("HV to visit weekly til conf", "icpc", "2026-11-24"),
        ("HV to visit tues and thurs each week til 30/9", "icpc", "2026-09-30"),
        ("plan to be written by core group members", "icpc", ""),
    ],
)
def test_days_said_in_short_are_the_days_they_are_short_for(line: str, world: str, due: str) -> None:
    assert read(line, world)[1] == due
