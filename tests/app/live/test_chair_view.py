from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepDecision, KeepEntry
from meetingdesk.app.live.chair_view import ChairView, chair_view, lacking, times_at
from meetingdesk.app.live.gaps_at import gaps_at
from meetingdesk.app.rows import change
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import ListKind
from meetingdesk.domain.people import Person
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac, minutes


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


@pytest.fixture
def marac(desk: Desk) -> LiveMeeting:
    live = a_live_marac(desk)
    live.start()
    return live


def see(live: LiveMeeting, section: str = "decision", family: int | None = None) -> ChairView:
    with live.desk.reading() as reading:
        return chair_view(reading, live.meeting_id, live.point(section, family).id)


def decide(live: LiveMeeting, child: int | None = None, family: int | None = None) -> None:
    key = live.person(child, family or 0) if child is not None else None
    point = live.point("decision" if family is None else "outcome", family)
    live.desk.execute(KeepDecision(point.id, minutes(3), "A plan is made", key))


def test_each_child_for_whom_nothing_is_decided_is_named_by_designation(live: LiveMeeting) -> None:
    assert see(live).to_take == ("Child 1", "Child 2", "Unborn")

    decide(live, 0)

    assert see(live).to_take == ("Child 2", "Unborn")


def test_what_is_decided_for_the_whole_family_is_decided_for_each_child(live: LiveMeeting) -> None:
    decide(live)

    shown = see(live)

    assert shown.takes_decisions
    assert shown.to_take == ()


def test_a_card_without_words_is_no_decision(live: LiveMeeting) -> None:
    decide(live, 0)
    live.desk.execute(change(live.only(Decision), text=""))

    assert "Child 1" in see(live).to_take


def test_a_child_who_died_waits_for_no_decision(live: LiveMeeting) -> None:
    person: Any = live.only(Person, id=live.person(1))
    live.desk.execute(change(person, died_on=minutes(0).date() - timedelta(days=4)))

    assert "Child 2" not in see(live).to_take


def test_each_case_stands_for_itself_and_the_whole_meeting_for_all(marac: LiveMeeting) -> None:
    assert see(marac, "actions", 0).to_take
    everywhere = see(marac, "case_list").to_take
    assert everywhere == ("M-2026-101", "M-2026-102")

    decide(marac, family=0)

    assert see(marac, "actions", 0).to_take == ()
    assert see(marac, "actions", 1).to_take
    assert see(marac, "case_list").to_take == ("M-2026-102",)


def test_a_case_that_is_put_off_waits_for_no_decision_today(marac: LiveMeeting) -> None:
    marac.desk.execute(change(marac.case(1), list_kind=ListKind.DEFERRED))

    assert see(marac, "case_list").to_take == ("M-2026-101",)


def test_the_alert_of_the_case_that_is_open_is_shown(marac: LiveMeeting) -> None:
    family: Any = marac.only(Family, id=marac.families[1].family.id)
    marac.desk.execute(change(family, alert="Do not telephone the home number."))

    assert see(marac, "actions", 1).alert == "Do not telephone the home number."
    assert see(marac, "actions", 0).alert == ""
    assert see(marac, "case_list").alert == ""


def test_the_alert_of_the_one_family_is_shown_everywhere(live: LiveMeeting) -> None:
    family: Any = live.only(Family)
    live.desk.execute(change(family, alert="Interpreter needed."))

    assert see(live, "opening").alert == "Interpreter needed."


def test_who_is_here_and_has_not_spoken_is_named_until_they_speak(live: LiveMeeting) -> None:
    police = live.invite("police", AttendanceStatus.PRESENT)
    live.invite("housing", AttendanceStatus.APOLOGIES)
    assert see(live).unspoken == ("Invented police",)

    point = live.point("decision")
    live.desk.execute(KeepEntry(point.id, minutes(2), "we agree", agency_id=police.agency_id))

    assert see(live).unspoken == ()
    assert see(live).has_room


def test_the_quorum_is_told_in_its_sentence(live: LiveMeeting) -> None:
    live.invite("police", AttendanceStatus.PRESENT)

    shown = see(live)

    assert shown.is_quorate is False
    assert shown.quorum.startswith("Quorum: not met.")
    assert "police" in shown.quorum


def test_the_time_of_what_is_open_and_the_end_are_told_from_the_clock(live: LiveMeeting) -> None:
    live.go_to(live.point("decision"), minutes(10))
    shown = see(live)

    spent, ending = times_at(shown.head, shown.point, minutes(16))

    assert spent is not None
    assert spent.used == timedelta(minutes=6)
    assert ending is not None
    assert ending.finishing_at > minutes(16)


def test_only_what_the_open_case_lacks_is_listed(marac: LiveMeeting) -> None:
    with marac.desk.reading() as reading:
        shown = chair_view(reading, marac.meeting_id, marac.point("actions", 1).id)
        own = gaps_at(reading, shown.head, marac.families[1].family.id)
        others = gaps_at(reading, shown.head, marac.families[0].family.id)

    assert own
    assert lacking(shown.head, shown.point, others) == ()
    lines = lacking(shown.head, shown.point, (*own, *others))
    assert all(line.gaps[0].family_id == marac.families[1].family.id for line in lines)


def test_a_meeting_without_a_point_is_borne(live: LiveMeeting) -> None:
    with live.desk.reading() as reading:
        shown = chair_view(reading, live.meeting_id, None)

    assert shown.where == ""
    assert lacking(shown.head, shown.point, ()) == ()
    assert times_at(shown.head, shown.point, minutes(1))[0] is None
