from __future__ import annotations

import pytest

from tests.lines.worlds import LabelledLine, owner_of, understood_of, worlds


def read(line: str, world: str = "marac") -> tuple[str, str]:
    found = understood_of(LabelledLine(world, line))
    return owner_of(found, worlds()[world].roster), found.due_on.isoformat() if found.due_on else ""


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        ("marac", "HV to see Theo ahead of the weekend", "health_visiting", "2026-11-20"),
        ("icpc", "nursery to ring prior to the weekend", "early_years", "2026-08-28"),
        ("strategy", "before the weekend csc to see Mason", "csc", "2026-12-24"),
        ("core_group", "camhs to ring Ellie before next weekend", "camhs", "2027-04-02"),
        ("marac", "csc to ring before the week is out", "csc", "2026-11-20"),
        ("marac", "Theo with dad over the weekend", "", ""),
        ("core_group", "csc to check before the weekend's contact how Ryan is", "csc", ""),
        ("marac", "HV to see Theo on or around 30 Nov", "health_visiting", "2026-11-30"),
        ("marac", "HV to see Theo Mon not Tues", "health_visiting", "2026-11-23"),
    ],
)
def test_the_weekend_before_which_it_is_done_begins_on_saturday(
    world: str, line: str, said: str, due: str
) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("csc visits Theo on Mon, school informed", "csc", "2026-11-23"),
        ("hv weighs Theo 27 Nov, gp updated same day", "health_visiting", "2026-11-27"),
        ("by mon hv rings, csc told", "health_visiting", "2026-11-23"),
        ("on the 27th hv see Theo, csc told", "health_visiting", "2026-11-27"),
        ("on the 27th ring Yasmin", "", "2026-11-27"),
        ("what happened on the 27th visit", "", ""),
        ("HV weigh Theo, he's lost weight, by fri", "health_visiting", "2026-11-27"),
        ("hv see Theo at nursery, dad not to know, by fri", "health_visiting", "2026-11-27"),
        ("midwife ring Yasmin once Dean's gone, today", "midwifery: Ciara Welland", "2026-11-20"),
        ("csc find out who's collecting Theo, by mon", "csc", "2026-11-23"),
        ("please Gareth ring the court by Tues", "police: Gareth Pym", "2026-11-24"),
        ("csc visited Theo on Mon, school informed", "", ""),
        ("police attend flat on Monday, found nobody", "", ""),
        ("HV see Theo monthly, was fine in Oct", "", ""),
        ("police attends on 3 Nov, nobody was in", "", ""),
    ],
)
def test_what_is_told_besides_takes_nothing_from_a_verb_right_behind_its_owner(
    line: str, said: str, due: str
) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("can police say if he's been charged by Mon?", "police", "2026-11-23"),
        ("can police say if he's been charged?", "", ""),
        ("Theo's inhaler, could school please check it by Mon", "school", "2026-11-23"),
        ("key safe - can housing send the code today", "housing", "2026-11-20"),
        ("Theo's coat, can school keep it?", "", ""),
        ("if Dean turns up could Mei please ring 999", "idva: Mei Castellan", ""),
        ("ring the court by Tues please Gareth", "police: Gareth Pym", "2026-11-24"),
        ("suggest police ring the court by Tues", "police", "2026-11-24"),
        ("agreed with police that they look at the phone by Mon", "police", "2026-11-23"),
        ("request to GP: letter on bruising by Fri", "gp", "2026-11-27"),
        ("ask of housing - new locks by mon", "housing", "2026-11-23"),
        ("question for police: who was in the flat?", "police", ""),
        ("request to move refused on 3 Nov", "", ""),
        ("no action for police, school to log by Tues", "school", "2026-11-24"),
    ],
)
def test_who_is_asked_for_something_owns_it(line: str, said: str, due: str) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("has Theo a coat - csc to find one by Mon", "csc", "2026-11-23"),
        ("does Yasmin know, idva to tell her by Mon", "idva", "2026-11-23"),
        ("who told Dean where she lives, police to find out by Mon", "police", "2026-11-23"),
        ("who rings Yasmin? Mei will today", "idva: Mei Castellan", "2026-11-20"),
        ("who's telling school? csc to, by mon", "csc", "2026-11-23"),
        ("who's telling school by Friday", "", ""),
        ("did HV visit, or csc to ask", "", ""),
        ("are police to visit on Friday", "", ""),
    ],
)
def test_behind_a_question_without_its_mark_somebody_may_be_told_to_find_out(
    line: str, said: str, due: str
) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("what Dean said on 3 Nov to be written up by police by Fri", "police", "2026-11-27"),
        ("how Theo is to be collected to be agreed by school, wed latest", "school", "2026-11-25"),
        ("what has to be done by Friday", "", ""),
        ("who is to be told by police on Friday", "", ""),
    ],
)
def test_a_question_word_may_begin_what_is_to_be_done(line: str, said: str, due: str) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("Mei's taken it on to ring the school by Fri", "idva: Mei Castellan", "2026-11-27"),
        ("housing has taken on to fix the door by Mon", "housing", "2026-11-23"),
        ("probation have picked it up to tell the court, by tues", "probation", "2026-11-24"),
        ("DS Pym has the job of ringing Dean's employer by Fri", "police: Gareth Pym", "2026-11-27"),
        ("police are asked by the meeting to check the phone by Fri", "police", "2026-11-27"),
        ("HV was asked by the chair to visit on 3 November", "", ""),
        ("police are best placed to ring the court by Tues", "police", "2026-11-24"),
        ("Mei is down to ring the court by Tues", "idva: Mei Castellan", "2026-11-24"),
        ("Mei the one to take Yasmin on Mon", "idva: Mei Castellan", "2026-11-23"),
        ("left with housing, new locks by Fri", "housing", "2026-11-27"),
        ("left with Dean on Friday", "", ""),
        ("alarm tests are down to housing, by Mon", "housing", "2026-11-23"),
        ("csc rang Yasmin, to ring again tonight", "csc", "2026-11-20"),
        ("police now aware, to log by Mon", "police", "2026-11-23"),
        ("whoever is on duty at csc to ring Yasmin tonight", "csc", "2026-11-20"),
        ("locks to be changed, housing will, by Mon", "housing", "2026-11-23"),
        ("locks to be changed, housing volunteered, by Mon", "housing", "2026-11-23"),
        ("locks to be changed, housing agreed, by Mon", "housing", "2026-11-23"),
        ("HV visits weekly, school agreed", "", ""),
        ("police yet to find the phone, by Mon", "police", "2026-11-23"),
        ("HV with Mei's help to see Theo by Mon", "health_visiting", "2026-11-23"),
        ("HV, then Mei, to see Theo by Mon", "health_visiting", "2026-11-23"),
        ("HV and Mei between them to see Theo by Mon", "health_visiting", "2026-11-23"),
        ("told in good faith by Yasmin, nothing to add", "", ""),
        ("support worker from housing to ring Yasmin by mon", "housing", "2026-11-23"),
    ],
)
def test_who_took_something_on_owns_it(line: str, said: str, due: str) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("Theo (csc leading, school supporting) to be seen by Tues", "csc", "2026-11-24"),
        ("refuge place (lead Mei, DS Pym supporting) by Fri", "idva: Mei Castellan", "2026-11-27"),
        ("joint visit (with Mei leading) by Fri", "idva: Mei Castellan", "2026-11-27"),
        ("it'll be Ciara who rings her on Mon", "midwifery: Ciara Welland", "2026-11-23"),
        ("that'll be Mei who goes with Yasmin on 4 Dec", "idva: Mei Castellan", "2026-12-04"),
        ("it is housing that will pay, by Fri", "housing", "2026-11-27"),
        ("it's Dean who rings her", "", ""),
        ("it was Dean who rang her on Friday", "", ""),
        ("Welland for the birth plan, Yasmin to be rung by Wed", "midwifery: Ciara Welland", "2026-11-25"),
        ("Mei on safety plan by Mon", "idva: Mei Castellan", "2026-11-23"),
        ("police re charge Tues", "police", "2026-11-24"),
        ("Mei on leave by Mon", "", ""),
        ("April's visit to Theo to happen by the 24th", "health_visiting: April Dunmore", "2026-11-24"),
    ],
)
def test_who_leads_or_is_singled_out_owns_it(line: str, said: str, due: str) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("locks changed by Fri", "", "2026-11-27"),
        ("new locks fitted within 48h, 24/7 helpline given to Yasmin", "", "2026-11-22"),
        ("new number for Yasmin by Fri, so he can't ring", "", "2026-11-27"),
        ("by the 24th log shared with csc", "", "2026-11-24"),
        ("mum told by Fri, idva", "idva", "2026-11-27"),
        ("Dean was bailed by Fri", "", ""),
        ("Yasmin said she moved by Fri", "", ""),
        ("school closes 27 Nov so food parcel by 25 Nov, idva", "idva", "2026-11-25"),
        ("Dean out on 4 Dec so alarm fitted by 1 Dec, housing", "housing", "2026-12-01"),
        ("Dean out on 4 Dec so Yasmin is safe by then", "", ""),
    ],
)
def test_what_is_done_by_a_day_is_to_be_done(line: str, said: str, due: str) -> None:
    assert read(line) == (said, due)


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("scan on 1 Dec, midwife to ring Yasmin by 3 Dec", "midwifery: Ciara Welland", "2026-12-03"),
        ("Theo's birthday on 5 Dec, school to send a card by 3 Dec", "school", "2026-12-03"),
        ("Mei will be at the flat on Mon, and ring csc by Tues", "idva: Mei Castellan", "2026-11-24"),
        ("Theo to be seen on Fri, HV to report back by Mon", "health_visiting", "2026-11-27"),
        ("on Friday, HV to visit and report by Mon", "health_visiting", "2026-11-27"),
        ("police to be there when he collects his things on 26 Nov", "police", "2026-11-26"),
        ("police to ask when he collects his things on 26 Nov", "police", ""),
        ("police to attend when he was released on 3 Nov", "police", ""),
    ],
)
def test_the_day_of_an_event_is_told_from_the_day_of_what_is_to_be_done(
    line: str, said: str, due: str
) -> None:
    assert read(line) == (said, due)


def rows(*said: str) -> list[tuple[str, str, str, str]]:
    parts = [(one.split("|")[0], *one.split("|", 1)[1].rsplit("|", 2)) for one in said]
    return [(world, line, who, due) for world, line, who, due in parts]


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    rows(
        "marac|GP: no letters to be sent to Yasmin's home|gp|",
        "marac|GP: no concerns to be noted||",
        "marac|this one's Mei's: safety plan by Wed|idva: Mei Castellan|2026-11-25",
        "marac|it's Dean's: phone found on 3 Nov||",
        "marac|Police. Bail conditions check by Monday|police|2026-11-23",
        "core_group|School. Attendance was 80% on Friday.||",
        "core_group|letter (Hope writes it, Ines copied in) by Thursday|csc: Hope Tranter|2027-03-25",
        "core_group|new school shoes (Hope knows about it) by 16 April||2027-04-16",
        "icpc|school run - Faith unannounced on Friday|family_support: Faith Ndlovu-Price|2026-08-28",
        "core_group|dental check - Bel away until 16 April||",
        "core_group|Ryan's dentist - Tanya taking him - 6 April|Adult A|2027-04-06",
        "icpc|plan by friday, rp to sign off|csc: Rob Penhale|2026-08-28",
        "icpc|go to school by friday||2026-08-28",
        "marac|Sam Field at probation to see Dean on Tuesday|probation|2026-11-24",
        "core_group|Session at school to cover online safety||",
        "core_group|can Bel cosign the plan by Thursday|school_nursing: Bel Attwood|2027-03-25",
        "core_group|can Ryan swim||",
    ),
)
def test_who_does_it_is_found_wherever_they_are_put(world: str, line: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    rows(
        "core_group|Jo to work with Tanya on budgeting|family_support: Jo Fenwick|",
        "core_group|Craig to work nights||",
        "core_group|Bel's seeing Ellie fortnightly|school_nursing: Bel Attwood|",
        "icpc|Grace was weighing Amara weekly||",
        "core_group|Ellie can ring Hope whenever she likes||",
        "core_group|Tanya can take Ryan to the dentist on 6 April|Adult A|2027-04-06",
        "marac|Mei still waiting for the risk assessment from probation||",
        "marac|trial listed for 14 Jan||",
        "core_group|clocks change on Sunday so bedtimes might slip||",
        "icpc|GP records for all of them, Grace to ask by Friday|health_visiting: Grace Ashdown|2026-08-28",
    ),
)
def test_what_somebody_does_is_told_from_what_is_or_may_be(
    world: str, line: str, said: str, due: str
) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    rows(
        "icpc|Grace to weigh Amara at the 9 Sept clinic|health_visiting: Grace Ashdown|2026-09-09",
        "strategy|Olu to ask what was agreed at the 5 January meeting|csc: Olu Hartigan|",
        "icpc|Zainab to ring Shannon ahead of the 9 Sept review, by Friday|csc: Zainab Corrie|2026-08-28",
        "strategy|legal: advice before NYE|legal|2026-12-30",
        "strategy|Olu to find out who was in by the end of today|csc: Olu Hartigan|2026-12-22",
        "icpc|visit - Mark can do Friday, Zainab to book it tomorrow|csc: Zainab Corrie|2026-08-27",
        "icpc|Mark can do Friday|substance_misuse: Mark Ostrey|2026-08-28",
        "core_group|Bel - care plan - Friday's a bank hol so Thursday|school_nursing: Bel Attwood|2027-03-25",
        "strategy|police log for the 17th, Olu to ask by 31/12|csc: Olu Hartigan|2026-12-31",
    ),
)
def test_the_day_that_counts_is_told_from_the_others(world: str, line: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)
