from __future__ import annotations

from datetime import date

from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.meeting_types import Quorum
from meetingdesk.domain.missing_agencies import AgencyInRoom, WhyMissed, warnings_of
from meetingdesk.domain.quorum import count_quorum
from meetingdesk.domain.roll_call import LEFT, SIGNS
from tests.rooms import catalogued, rulebook

POLICE, CSC, GP = (catalogued(key) for key in ("police", "csc", "gp"))
ABSENT, PRESENT = SIGNS[AttendanceStatus.ABSENT], SIGNS[AttendanceStatus.PRESENT]
NOTHING_ASKED = count_quorum((), Quorum(), {})


def test_an_agency_whose_absence_changes_nothing_is_not_named() -> None:
    assert warnings_of([AgencyInRoom(GP, ABSENT)], WhyMissed(NOTHING_ASKED)) == ()


def test_an_agency_that_is_here_or_awaited_is_not_missing() -> None:
    why = WhyMissed(NOTHING_ASKED, were_there=frozenset({GP.id, POLICE.id}))
    agencies = [
        AgencyInRoom(GP, PRESENT, is_here=True),
        AgencyInRoom(POLICE, SIGNS[AttendanceStatus.INVITED], is_awaited=True),
    ]

    assert warnings_of(agencies, why) == ()


def test_what_is_known_of_a_missing_agency_is_said_in_one_line() -> None:
    why = WhyMissed(NOTHING_ASKED, date(2026, 10, 20), frozenset({GP.id}), {GP.id: 1})

    (warning,) = warnings_of([AgencyInRoom(GP, LEFT)], why)

    assert warning.text == "GP practice has left. It was here last time (20 Oct) and owns 1 open action."
    assert not warning.stands_out
    assert warning.agency_id == GP.id


def test_social_care_stands_out_where_it_never_stays_away_unnoticed_whatever_the_quorum_says() -> None:
    why = WhyMissed(NOTHING_ASKED, were_there=frozenset({GP.id}), needs_social_care=True)

    first, second = warnings_of([AgencyInRoom(GP, ABSENT), AgencyInRoom(CSC, ABSENT)], why)

    assert first.text == "Children's social care is absent."
    assert (first.stands_out, second.stands_out) == (True, False)


def test_another_team_of_social_care_makes_up_for_it() -> None:
    team = catalogued("emergency_duty")
    why = WhyMissed(NOTHING_ASKED, needs_social_care=True)

    assert warnings_of([AgencyInRoom(CSC, ABSENT), AgencyInRoom(team, PRESENT, is_here=True)], why) == ()


def test_a_grouping_that_must_be_here_and_was_never_asked_is_named_by_its_label() -> None:
    quorum = count_quorum((), Quorum(required=("police",)), rulebook().groupings)

    (warning,) = warnings_of([], WhyMissed(quorum))

    assert (warning.text, warning.stands_out) == ("Police: nobody was asked.", True)
