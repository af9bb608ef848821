from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance, AttendanceStatus, ReportState
from meetingdesk.domain.meeting_types import Quorum, quorum_under
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.quorum import NotCounted, QuorumCount, Seat, count_quorum
from meetingdesk.domain.rows import new_id
from tests.rooms import catalogued, kind_of, policy, rulebook

STATUS = AttendanceStatus
MEETING = new_id()
MARAC = quorum_under(kind_of("marac"), policy())
CONFERENCE = quorum_under(kind_of("icpc"), policy())
PLAIN = Quorum(min_groups=2)


def seat(
    agency: str | Agency = "", status: STATUS = STATUS.PRESENT, *, is_chair: bool = False, **values: Any
) -> Seat:
    known = catalogued(agency) if isinstance(agency, str) and agency else agency or None
    assert not isinstance(known, str)
    given = {"meeting_id": MEETING, "status": status, "agency_id": known.id if known else None, **values}
    is_here = status in (STATUS.PRESENT, STATUS.PRESENT_REMOTE, STATUS.OBSERVER, STATUS.SUPPORTER)
    called = known.name if known else str(values.get("name") or "Mother")
    return Seat(Attendance(**given), called, is_here, known, is_chair)


def counted(*seats: Seat, rule: Quorum = PLAIN) -> QuorumCount:
    return count_quorum(seats, rule, rulebook().groupings)


def why(count: QuorumCount) -> dict[str, NotCounted]:
    return {one.called: one.why for one in count.not_counted}


def test_the_sentence_says_who_counted_who_is_missing_and_who_did_not() -> None:
    seats = [
        seat("police"),
        seat("idva"),
        seat("housing"),
        seat("csc", STATUS.ABSENT),
        seat("gp", STATUS.APOLOGIES_WITH_REPORT),
    ]

    count = counted(*seats, rule=MARAC)

    assert not count.is_met
    assert count.sentence == (
        "Quorum: not met. Counted: Police, Independent domestic violence adviser, "
        "Housing and homelessness service. Missing: children's social care, health. "
        "Too few: 1 more agency needed. "
        "Not counted: Children's social care (absent); GP practice (report only)."
    )


def test_a_marac_with_its_core_agencies_is_quorate() -> None:
    count = counted(
        seat("police"), seat("idva"), seat("csc", STATUS.PRESENT_REMOTE), seat("hospital"), rule=MARAC
    )

    assert count.is_met
    assert count.sentence.startswith("Quorum: met. Counted: Police,")
    assert count.sentence.endswith("Hospital trust.")


def test_enough_agencies_do_not_make_up_for_one_that_must_be_here() -> None:
    count = counted(seat("police"), seat("school"), seat("gp"), seat("midwifery"), rule=CONFERENCE)

    assert count.groups == 4
    assert count.missing_groupings == ("csc",)
    assert not count.is_met


def test_too_few_agencies_are_said_in_number() -> None:
    count = counted(seat("csc"), rule=CONFERENCE)

    assert count.still_needed == 2
    assert "Too few: 2 more agencies needed." in count.sentence


def test_health_agencies_count_each_for_itself_unless_the_rule_says_once() -> None:
    seats = (seat("gp"), seat("health_visiting"), seat("midwifery"))

    each = counted(*seats)
    once = counted(*seats, rule=replace(PLAIN, health_counts_as_one=True))

    assert each.groups == 3
    assert once.groups == 1
    assert set(why(once).values()) == {NotCounted.HEALTH_ONCE}
    assert "Health visiting, Midwifery (health counts once)" in once.sentence


def test_one_health_agency_is_enough_where_health_must_be_here() -> None:
    rule = Quorum(min_groups=1, required=("health",))

    assert counted(seat("ambulance"), rule=rule).is_met
    assert counted(seat("ambulance"), rule=replace(rule, health_counts_as_one=True)).is_met


def test_two_agencies_of_one_grouping_count_once() -> None:
    count = counted(seat("police"), seat("police_child_protection"))

    assert count.groups == 1
    assert why(count) == {"Police, child protection team": NotCounted.SAME_GROUP}


def test_two_people_of_one_agency_are_one_and_nobody_is_left_over() -> None:
    police = catalogued("police")

    count = counted(seat(police), seat(police, STATUS.ABSENT), seat("csc"))

    assert count.is_met
    assert count.not_counted == ()


def test_an_agency_without_a_grouping_counts_for_itself() -> None:
    count = counted(seat(Agency(name="Lantern House")), seat(Agency(name="Brook Club")))

    assert count.groups == 2


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (STATUS.INVITED, NotCounted.NOT_MARKED),
        (STATUS.APOLOGIES, NotCounted.APOLOGIES),
        (STATUS.APOLOGIES_WITH_REPORT, NotCounted.REPORT_ONLY),
        (STATUS.ABSENT, NotCounted.ABSENT),
        (STATUS.DECLINED, NotCounted.DECLINED),
        (STATUS.SENT_DEPUTY, NotCounted.SENT_DEPUTY),
        (STATUS.OBSERVER, NotCounted.OBSERVER),
        (STATUS.PART, NotCounted.LEFT),
    ],
)
def test_who_is_not_here_for_their_agency_does_not_count(status: STATUS, reason: NotCounted) -> None:
    count = counted(seat("school", status))

    assert why(count) == {"School": reason}


def test_a_deputy_counts_for_the_agency_that_sent_one() -> None:
    police = catalogued("police")

    count = counted(seat(police, STATUS.SENT_DEPUTY), seat(police, role="deputy"), seat("csc"))

    assert [one.called for one in count.counted] == ["Police", "Children's social care"]
    assert count.not_counted == ()


def test_a_report_stands_for_its_agency_only_where_the_rule_says_so() -> None:
    sent = seat("gp", STATUS.APOLOGIES_WITH_REPORT)
    came = seat("school", STATUS.APOLOGIES, report=ReportState.ON_TIME)

    with_reports = counted(sent, came, rule=replace(PLAIN, report_in_lieu_counts=True))

    assert counted(sent, came).groups == 0
    assert with_reports.is_met
    assert "Counted: GP practice (by report), School (by report)." in with_reports.sentence


def test_the_chair_counts_only_where_the_rule_says_so_but_a_colleague_counts() -> None:
    police = catalogued("police")
    chair = seat(police, is_chair=True)

    assert why(counted(chair)) == {"Police": NotCounted.CHAIR}
    assert counted(chair, rule=replace(PLAIN, chair_counts=True)).groups == 1
    assert counted(chair, seat(police)).groups == 1


def test_the_unit_that_chairs_does_not_count_and_neither_do_advisers_and_supporters() -> None:
    count = counted(
        seat("reviewing"),
        seat("legal"),
        seat("advocacy"),
        seat(name="Ana Lis", role="interpreter"),
        seat(name="Sam Hale", status=STATUS.SUPPORTER),
    )

    assert count.groups == 0
    assert list(why(count).values()) == [
        NotCounted.CHAIR,
        NotCounted.ADVISER,
        NotCounted.SUPPORT,
        NotCounted.SUPPORT,
        NotCounted.SUPPORT,
    ]


def test_legal_advice_counts_where_the_rule_asks_for_it() -> None:
    rule = Quorum(min_groups=2, required=("csc", "legal"))

    assert counted(seat("csc"), seat("legal", role="legal_adviser"), rule=rule).is_met


def test_the_family_counts_once_where_the_rule_says_so_and_is_never_named() -> None:
    mother, father = (seat(person_id=new_id(), role=role) for role in ("mother", "father"))

    without = counted(mother, father)
    with_family = counted(mother, father, rule=replace(PLAIN, family_counts=True))

    assert without.sentence.endswith("Not counted: the family.")
    assert [one.called for one in with_family.counted] == ["the family"]
    assert "Mother" not in with_family.sentence


def test_family_that_did_not_come_is_not_worth_a_word() -> None:
    count = counted(seat(person_id=new_id(), status=STATUS.ABSENT), seat("police"), seat("csc"))

    assert count.not_counted == ()


def test_education_counts_unless_the_rule_says_not() -> None:
    assert counted(seat("school")).groups == 1
    assert why(counted(seat("school"), rule=replace(PLAIN, school_counts=False))) == {
        "School": NotCounted.SCHOOL
    }


def test_a_count_set_by_hand_goes_before_the_rule_and_gives_its_reason() -> None:
    chair = seat("csc", is_chair=True, counts_for_quorum=YesNo.YES)
    trainee = seat("housing", counts_for_quorum=YesNo.NO, counts_reason="knows nobody in the case")

    count = counted(chair, trainee)

    assert [one.called for one in count.counted] == ["Children's social care"]
    assert "Housing and homelessness service (knows nobody in the case)" in count.sentence


def test_a_count_set_by_hand_brings_nobody_into_the_room() -> None:
    assert counted(seat("csc", STATUS.ABSENT, counts_for_quorum=YesNo.YES)).groups == 0


def test_many_who_are_not_marked_yet_are_counted_and_few_are_named() -> None:
    keys = ("police", "idva", "csc", "housing", "probation")
    unmarked = [seat(key, STATUS.INVITED) for key in keys]

    assert counted(*unmarked).sentence.endswith("Not counted: 5 not marked yet.")
    assert "Probation service (not marked yet)" in counted(unmarked[-1]).sentence


def test_somebody_of_no_agency_does_not_count() -> None:
    assert why(counted(seat(name="Kit Rowan"))) == {"Kit Rowan": NotCounted.NO_AGENCY}


def test_a_rule_that_asks_for_nobody_is_met_and_says_so() -> None:
    count = counted(rule=Quorum())

    assert count.is_met
    assert count.sentence == "Quorum: none is set for this meeting."


@pytest.mark.parametrize("key", sorted(rulebook().meeting_types))
def test_every_type_can_be_made_quorate(key: str) -> None:
    rule = quorum_under(kind_of(key), policy())
    core = {"csc": "csc", "police": "police", "health": "gp", "idva": "idva", "education": "school"}
    agencies = [core.get(grouping, grouping) for grouping in rule.required]
    others = ("housing", "probation", "midwifery", "camhs")

    assert counted(*map(seat, (*agencies, *others)), rule=rule).is_met
