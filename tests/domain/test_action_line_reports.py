from __future__ import annotations

import pytest

from tests.lines.worlds import LabelledLine, owner_of, understood_of, worlds


def owner_and_due(line: str, world: str = "marac") -> tuple[str, str]:
    found = understood_of(LabelledLine(world, line))
    return owner_of(found, worlds()[world].roster), found.due_on.isoformat() if found.due_on else ""


@pytest.mark.parametrize(
    ("line", "said", "due"),
    [
        ("Gareth said Sunil would change the locks on Monday", "housing: Sunil Oakhurst", "2026-11-23"),
        ("Sunil told Gareth he would ring Yasmin by Monday", "housing: Sunil Oakhurst", "2026-11-23"),
        ("Tola spoke for Gareth; he will ring Yasmin on Monday", "police: Gareth Pym", "2026-11-23"),
        ("Mei has passed it to the GP, who will write by 27/11", "gp", "2026-11-27"),
        ("Tola needs the address, which Gareth will send on Monday", "police: Gareth Pym", "2026-11-23"),
        ('"I can bring the log," said Gareth, "on Monday"', "police: Gareth Pym", "2026-11-23"),
        ("School to be told, and the one to do it is Tola, by Monday", "csc: Tola Brandreth", "2026-11-23"),
        ("Sunil has it but it is Mei who takes it to her by Monday", "idva: Mei Castellan", "2026-11-23"),
        ("GP, chased twice by April, has until 27/11 to send notes", "gp", "2026-11-27"),
        ("police and housing to visit Dean, housing leading, by Monday", "housing", "2026-11-23"),
    ],
)
def test_who_is_told_of_in_a_report_owns_what_they_will_do(line: str, said: str, due: str) -> None:
    assert owner_and_due(line) == (said, due)


@pytest.mark.parametrize(
    "line",
    [
        "Gareth said that Dean will appear in court on 3 December",
        "Mei told Tola that Yasmin would prefer to stay where she is",
        "the school, who know Theo well, were told about it on Monday",
        "the flat is Yasmin's to keep",
        "police were going to charge Dean but dropped it",
    ],
)
def test_what_is_only_reported_is_owned_by_nobody(line: str) -> None:
    assert owner_and_due(line) == ("", "")


@pytest.mark.parametrize(
    ("line", "world", "due"),
    [
        ("The tag comes off on 4 December; probation to warn Yasmin before then", "marac", "2026-12-03"),
        ("The lease ends on 30 April; Jo to ring Tanya by then", "core_group", "2027-04-30"),
        ("If he is back on Monday police to ring Mei before then", "marac", ""),
        ("Report for the October review to come from Grace by the 9th of that month", "icpc", "2026-10-09"),
        ("Rob to ask who drives Amara, and it has to be before 3 September", "icpc", "2026-09-02"),
        ("Housing to make the door safe before the bank holiday", "icpc", "2026-08-28"),
        ("Hope to ring Tanya on the first working day after Easter", "core_group", "2027-03-30"),
        ("Olu to visit on the first working day after Christmas", "strategy", "2026-12-29"),
        ("Olu to visit on the first working day after the new year", "strategy", "2027-01-04"),
        ("Mark to ring Rob on the first day after the bank holiday", "icpc", "2026-09-01"),
    ],
)
def test_a_day_that_is_said_by_another_is_reckoned(line: str, world: str, due: str) -> None:
    assert owner_and_due(line, world)[1] == due
