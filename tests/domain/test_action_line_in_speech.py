from __future__ import annotations

from datetime import date

import pytest

from tests.lines.worlds import LabelledLine, owner_of, understood_of, worlds


def read(line: str, world: str) -> tuple[str, str]:
    found = understood_of(LabelledLine(world, line))
    return owner_of(found, worlds()[world].roster), found.due_on.isoformat() if found.due_on else ""


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        ("marac", "can I ask probation to look at the curfew by Tuesday", "probation", "2026-11-24"),
        ("marac", "let's get the hospital to search its notes by 30/11", "hospital", "2026-11-30"),
        ("marac", "I'd be grateful if housing could call Yasmin today", "housing", "2026-11-20"),
        ("marac", "it'd be useful if DS Pym would speak to the neighbour", "police: Gareth Pym", ""),
        ("strategy", "what we'd like is for legal to write by the 30th", "legal", "2026-12-30"),
        ("strategy", "I wonder whether school might keep a log until 8 Jan", "school", "2027-01-08"),
        ("icpc", "happy for CAMHS to take the sleep work by 4 Sept", "camhs", "2026-09-04"),
        ("icpc", "I suggest that early years sends us the dates by Friday", "early_years", "2026-08-28"),
        ("icpc", "I'd be happier if housing wrote to Shannon by Friday", "housing", "2026-08-28"),
        ("core_group", "perhaps adult mental health could ring Craig", "adult_mental_health", ""),
        (
            "core_group",
            "so that'll be Bel weighing them by 9 April",
            "school_nursing: Bel Attwood",
            "2027-04-09",
        ),
        (
            "core_group",
            "we agreed that Jo would find a cot by Thursday",
            "family_support: Jo Fenwick",
            "2027-03-25",
        ),
    ],
)
def test_whom_the_chair_hands_something_to_owns_it(world: str, line: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        ("marac", "Sunil, if you could change the locks by Monday", "housing: Sunil Oakhurst", "2026-11-23"),
        ("marac", "police, could you send Mei the log number today", "police", "2026-11-20"),
        (
            "strategy",
            "Wes you said you'd fetch the phone by Thursday",
            "police_child_protection: Wes Calloway",
            "2026-12-24",
        ),
        (
            "strategy",
            "Priya, I'd like you to sign it off before 5 January",
            "csc: Priya Lenham",
            "2027-01-04",
        ),
        (
            "icpc",
            "okay Grace, are you able to weigh her by next Friday",
            "health_visiting: Grace Ashdown",
            "2026-09-04",
        ),
        (
            "icpc",
            "can I leave the forms with you Faith, by the 11th",
            "family_support: Faith Ndlovu-Price",
            "2026-09-11",
        ),
        ("core_group", "Tanya love, you were going to find the red books", "Adult A", ""),
        ("core_group", "who rings the school? Hope does, by tomorrow", "csc: Hope Tranter", "2027-03-23"),
        (
            "core_group",
            "Ines is back on Thursday so could she write by 9 April",
            "camhs: Ines Quarmby",
            "2027-04-09",
        ),
    ],
)
def test_whoever_is_spoken_to_owns_it(world: str, line: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        ("marac", "the tag sits with probation for now", "probation", ""),
        ("marac", "I think that's one for the GP, by Thursday please", "gp", "2026-11-26"),
        ("marac", "I'd say that is substance misuse", "substance_misuse", ""),
        (
            "strategy",
            "happy to leave it with Noor until the next meeting",
            "health_visiting: Noor Eccles",
            "2027-01-05",
        ),
        ("icpc", "that's for the school to track weekly until 16 October", "school", "2026-10-16"),
        ("core_group", "this would be a job for family support by 1 April", "family_support", "2027-04-01"),
    ],
)
def test_with_whom_it_is_left_owns_it(world: str, line: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        (
            "marac",
            "It was agreed that the alarm, which failed on 2 November, would be mended by Housing by Tuesday",
            "housing",
            "2026-11-24",
        ),
        (
            "strategy",
            "Advice as to whether Marek may visit will be obtained by Priya Lenham by 8 January",
            "csc: Priya Lenham",
            "2027-01-08",
        ),
        (
            "strategy",
            "The hospital, together with the GP, is to list the attendances within five working days",
            "hospital",
            "2026-12-31",
        ),
        (
            "icpc",
            "The recovery worker will, in the course of the next two weeks, see Joseph at home",
            "substance_misuse: Mark Ostrey",
            "2026-09-09",
        ),
        (
            "icpc",
            "A summary of Amara's visits is awaited from the health visitor by 11 September",
            "health_visiting: Grace Ashdown",
            "2026-09-11",
        ),
        (
            "core_group",
            "It was agreed that reports would be circulated, although nobody said by whom, by 26 April",
            "",
            "2027-04-26",
        ),
        (
            "core_group",
            "There will be a home visit, with the family worker leading, by 9 April",
            "family_support: Jo Fenwick",
            "2027-04-09",
        ),
        ("core_group", "TAF at school on Thursday, Lewis hosting", "school: Lewis Marsh-Obi", "2027-03-25"),
        (
            "core_group",
            "bedtimes to be a matter for their aunt, supported by the school, by 9 April",
            "",
            "2027-04-09",
        ),
    ],
)
def test_owners_inside_whole_sentences_are_understood(world: str, line: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        ("marac", "For Theo - HV to weigh him by Mon", "health_visiting", "2026-11-23"),
        ("marac", "for the baby, police to flag the address today", "police", "2026-11-20"),
        (
            "strategy",
            "For Will Doyle: Noor to visit by 8 January",
            "health_visiting: Noor Eccles",
            "2027-01-08",
        ),
        ("icpc", "Maureen - DBS form from csc by eow", "csc", "2026-08-28"),
        ("core_group", "For Child 2 - school to ring home every day", "school", ""),
        ("core_group", "for Ellie - to be asked by Ines by 9/4", "camhs: Ines Quarmby", "2027-04-09"),
    ],
)
def test_whom_a_line_is_about_does_not_own_it(world: str, line: str, said: str, due: str) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        ("marac", "housing officer's report due 27 Nov", "housing: Sunil Oakhurst", "2026-11-27"),
        ("marac", "police's body worn footage to csc by mon", "police", "2026-11-23"),
        ("marac", "injuries in May: hospital photos to police by wed", "hospital", "2026-11-25"),
        ("core_group", "HV and the dietician to weigh April by 9/4", "health_visiting", "2027-04-09"),
        ("icpc", "the GP's going to write by Friday", "gp", "2026-08-28"),
        ("icpc", "housing's surveyor to look at the damp by 11/9", "housing", "2026-09-11"),
        ("strategy", "Noor's happy to ring Nan by Thursday", "health_visiting: Noor Eccles", "2026-12-24"),
        ("strategy", "hospital's letter to be copied", "", ""),
        ("core_group", "sn dental check April by 16/4", "school_nursing", "2027-04-16"),
        ("core_group", "SW to visit by weds", "csc: Hope Tranter", "2027-03-24"),
    ],
)
def test_owners_in_short_and_owners_who_own_something_are_told_apart(
    world: str, line: str, said: str, due: str
) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    ("world", "line", "said", "due"),
    [
        ("marac", "who has the spare key? housing to ask by Monday", "housing", "2026-11-23"),
        ("marac", "markers? not on yet, police to put them on today", "police", "2026-11-20"),
        ("strategy", "who is with Mason tonight? csc to check", "csc", ""),
        ("strategy", "should Marek come to the ward, hospital to ring 999", "hospital", ""),
        ("icpc", "is he on the list? CAMHS to say by 11 September", "camhs", "2026-09-11"),
    ],
)
def test_what_is_to_be_done_behind_a_question_is_understood(
    world: str, line: str, said: str, due: str
) -> None:
    assert read(line, world) == (said, due)


@pytest.mark.parametrize(
    "line",
    [
        "nothing from me for the GP today",
        "no objection from school",
        "Dean told the police that he would be at his mother's on Friday",
        "what did housing say?",
        "letters to go via the school",
        "I will write to the landlord myself",
        "we are grateful to the school for its report",
    ],
)
def test_talk_in_which_nobody_is_asked_has_no_owner(line: str) -> None:
    assert read(line, "marac") == ("", "")


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("school to check in with Theo, starting Monday", None),
        ("from 1 Dec school to meet Theo at the gate", None),
        ("police checks start 27/11", None),
        ("school to keep the gate locked as from Tuesday", None),
        ("school to meet Theo every day from Monday until 4 December", date(2026, 12, 4)),
        ("HV to visit between 24 and 27 November", date(2026, 11, 27)),
        ("HV to visit between Tuesday and Thursday", date(2026, 11, 26)),
        ("gp appt on the 24th, idva to send a note by the 27th", date(2026, 11, 27)),
        ("idva to tell csc about the hearing on 30 November by 2 December", date(2026, 12, 2)),
        ("school to weigh him weekly to 4 December", date(2026, 12, 4)),
        ("food parcel, tues + fri, until 4/12, housing", date(2026, 12, 4)),
        ("the deadline for the letter is 3 December, and that's one for the GP", date(2026, 12, 3)),
        ("housing to write in the course of the next two weeks", date(2026, 12, 4)),
        ("police to bring the log on the day of the next meeting", date(2026, 12, 18)),
        ("police to bring the log when we next meet", date(2026, 12, 18)),
        ("probation to report the Thursday before the next meeting", date(2026, 12, 17)),
        ("safety plan signed tonight - Mei", date(2026, 11, 20)),
        ("school to keep a list of who collects him until 18 December", date(2026, 12, 18)),
        ("housing to write by the last Friday of term", None),
        ("school to find a coat before the trip starts on 3 December", date(2026, 12, 2)),
        ("order expires 4 December, csc to check it by 27/11", date(2026, 11, 27)),
        ("csc - on leave 24/11-27/11 - to visit by 4 December", date(2026, 12, 4)),
        ("an update is expected from police on 1 December", date(2026, 12, 1)),
    ],
)
def test_only_what_ends_something_is_its_deadline(line: str, due: date | None) -> None:
    assert understood_of(LabelledLine("marac", line)).due_on == due
