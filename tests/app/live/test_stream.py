from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.following.moving import MoveAction
from meetingdesk.app.live.capturing import (
    KeepAction,
    KeepChallenge,
    KeepDecision,
    KeepEntry,
    KeepEvent,
    KeepWords,
)
from meetingdesk.app.live.stream import StreamItem, made_at
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.capture_line import LineKind
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.information import DateIs, Entry, EntryKind
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.store import Store
from tests.app.meetings_to_prepare import plan
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac, minutes
from tests.people import person_with

DAY = date(2026, 11, 3)


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


def stream(live: LiveMeeting, section: str, family: int | None = None) -> tuple[StreamItem, ...]:
    found = live.look(live.point(section, family)).stream
    assert found is not None
    return found


def action(live: LiveMeeting, **values: object) -> Action:
    return Action(reference="", meeting_id=live.meeting_id, text="Visit at home", **values)  # type: ignore[arg-type]


def test_an_entry_says_who_what_about_whom_and_from_where(live: LiveMeeting) -> None:
    police: Agency = live.agency("police", name="Police", code="po")
    live.desk.execute(
        KeepEntry(
            live.point("information").id,
            minutes(1),
            "Called.",
            agency_id=police.id,
            kind=EntryKind.FACT,
            about=(live.person(3), live.person(0)),
            source="log 12",
            source_on=DAY,
        )
    )

    (item,) = stream(live, "information")

    assert (item.kind, item.at, item.who, item.text) == (
        LineKind.INFORMATION,
        minutes(1),
        "Police",
        "Called.",
    )
    assert item.below == "Fact · log 12, Tue 3 Nov 2026 · about Child 1, Adult A"
    assert not item.is_narrow
    assert isinstance(item.row, Entry)


def test_what_somebody_of_the_family_said_is_told_by_designation(live: LiveMeeting) -> None:
    live.desk.execute(KeepEntry(live.point("family_views").id, AT, "I want to go home."))
    live.desk.execute(change(live.only(Entry), speaker_id=live.person(3), kind=EntryKind.SAID))

    (item,) = stream(live, "family_views")

    assert (item.who, item.label) == ("Adult A", "Said")


def test_each_heading_shows_its_own(live: LiveMeeting) -> None:
    live.desk.execute(KeepEntry(live.point("information").id, AT, "Called."))
    live.desk.execute(KeepEntry(live.point("people").id, AT, "All are at home."))

    assert live.texts(live.point("information")) == ["Called."]
    assert live.texts(live.point("people"))[0] == "All are at home."


def test_the_people_of_the_family_stand_under_their_heading(live: LiveMeeting) -> None:
    items = stream(live, "people")

    assert [(item.who, item.text, item.label) for item in items[:3]] == [
        ("Child 1", "Mina Croft", "Child"),
        ("Child 2", "Joel Croft", "Child"),
        ("Unborn", "Unborn", "Unborn"),
    ]


def test_who_may_not_read_an_entry_does_not_see_that_there_is_one(store: Store) -> None:
    chair, minute_taker = Desk(store, person_with("chair")), Desk(store, person_with("minute_taker"))
    live = a_conference(chair)
    live.start()
    point = live.point("legal")
    chair.execute(KeepEntry(point.id, AT, "Advice."))
    chair.execute(KeepEntry(point.id, AT, "For all.", visibility=Visibility.V1))

    assert live.texts(point) == ["Advice.", "For all."]
    assert live.texts(point, minute_taker) == ["For all."]
    assert [item.is_narrow for item in stream(live, "legal")] == [True, False]


def test_a_childs_words_stand_as_words(live: LiveMeeting) -> None:
    live.desk.execute(KeepWords(live.point("children").id, live.person(0), "I like the dog.", "Ines Marlow"))

    (item,) = stream(live, "children")

    assert (item.kind, item.who, item.text) == (LineKind.WORDS, "Child 1", "“I like the dog.”")
    assert item.below == "In the child’s words · Ines Marlow"
    assert item.at is not None


def test_decisions_and_differences_say_what_they_still_lack(live: LiveMeeting) -> None:
    live.desk.execute(KeepDecision(live.point("decision").id, AT, "Both stay.", live.person(0)))
    live.desk.execute(KeepChallenge(live.point("challenge").id, AT, "The risk is higher."))

    (decision,) = stream(live, "decision")
    (challenge,) = stream(live, "challenge")

    assert (decision.who, decision.text, decision.needs) == ("Child 1", "Both stay.", "why?")
    assert (challenge.text, challenge.needs) == ("The risk is higher.", "whose?")


def test_events_stand_in_the_order_of_the_days_they_happened(live: LiveMeeting) -> None:
    point = live.point("events").id
    live.desk.execute(KeepEvent(point, "No day."))
    live.desk.execute(KeepEvent(point, "Moved.", DAY, about=(live.person(3),)))
    live.desk.execute(KeepEvent(point, "Born.", date(2020, 2, 1), DateIs.MONTH))
    live.desk.execute(KeepEvent(point, "Met.", date(2018, 1, 1), DateIs.YEAR))

    items = stream(live, "events")

    assert [(item.text, item.below, item.needs) for item in items] == [
        ("Met.", "Happened 2018", ""),
        ("Born.", "Happened Feb 2020", ""),
        ("Moved.", "Happened Tue 3 Nov 2026 · about Adult A", ""),
        ("No day.", "Event", "when?"),
    ]


def test_what_has_no_heading_on_this_agenda_is_shown_with_the_information(marac: LiveMeeting) -> None:
    point = marac.point("actions", 0).id
    marac.desk.execute(KeepChallenge(point, AT, "The risk is higher."))
    marac.desk.execute(KeepEvent(point, "Moved.", DAY))
    marac.desk.execute(KeepDecision(point, AT, "No further action."))
    marac.desk.execute(KeepEntry(marac.point("information", 0).id, AT, "Called."))

    assert {item.text for item in stream(marac, "information", 0)} == {
        "Called.",
        "The risk is higher.",
        "Moved.",
    }
    assert [item.text for item in stream(marac, "outcome", 0)] == ["No further action."]
    assert stream(marac, "information", 1) == ()


def test_what_was_kept_last_stands_last_whatever_it_is(marac: LiveMeeting) -> None:
    point = marac.point("information", 0).id
    later = made_at(new_id())
    assert later is not None
    marac.desk.execute(KeepEntry(point, later - timedelta(minutes=2), "Called."))
    marac.desk.execute(KeepChallenge(point, later - timedelta(minutes=1), "The risk is higher."))
    marac.desk.execute(KeepEntry(point, later, "Called again."))

    said = [item.text for item in stream(marac, "information", 0)]

    assert said == ["Called.", "The risk is higher.", "Called again."]


def test_what_is_decided_between_the_cases_is_shown_at_the_opening(marac: LiveMeeting) -> None:
    marac.desk.execute(KeepDecision(marac.point("other_business").id, AT, "We meet at ten next time."))

    assert [item.text for item in stream(marac, "opening")] == ["We meet at ten next time."]


def test_an_action_says_whose_it_is_by_when_for_whom_and_what_it_lacks(live: LiveMeeting) -> None:
    row = live.invite("police", AttendanceStatus.PRESENT, name="Ruth Vale")
    owned = action(
        live,
        owner_agency_id=row.agency_id,
        owner_id=row.professional_id,
        due_on=DAY,
        measure="a visit record",
    )
    point = live.point("actions").id
    live.desk.execute(KeepAction(point, AT, owned, (live.person(0),)))
    live.desk.execute(KeepAction(point, AT, action(live)))
    live.desk.execute(KeepAction(point, AT, action(live, owner_person_id=live.person(3), due_said="soon")))

    whole, bare, mothers = stream(live, "actions")

    assert whole.who.endswith("(Ruth Vale)")
    assert whole.below == "by Tue 3 Nov 2026 · for Child 1 · shown by a visit record"
    assert whole.needs == ""
    assert (bare.who, bare.needs) == ("", "whose? · by when? · how will we know?")
    assert (mothers.who, mothers.below) == ("Adult A", "soon")


def test_agreed_actions_are_those_of_the_case(marac: LiveMeeting) -> None:
    for number in (0, 1, 1):
        marac.desk.execute(KeepAction(marac.point("actions", number).id, AT, action(marac)))
        marac.desk.execute(change(marac.find(Action)[-1], text=f"For {number}"))

    def agreed(number: int) -> list[str]:
        view = marac.look(marac.point("people", number), frozenset({Part.AGREED}))
        return [item.text for item in view.agreed or ()]

    assert (agreed(0), agreed(1)) == (["For 0"], ["For 1", "For 1"])


def test_the_actions_that_the_last_meetings_left_open_stand_at_the_start(live: LiveMeeting) -> None:
    desk, family = live.desk, live.families[0].family
    for text in ("Open", "Done"):
        desk.execute(KeepAction(live.point("actions").id, AT, action(live)))
        desk.execute(change(live.find(Action)[-1], text=text))
    done = live.only(Action, text="Done")
    desk.execute(MoveAction(done.id, ActionStatus.COMPLETED, evidence="receipt"))
    later = LiveMeeting(
        desk, plan(desk, "icpc", date(2027, 2, 1), family_id=family.id, starts_at=None), live.families
    )
    last = LiveMeeting(desk, plan(desk, "core_group", date(2027, 3, 1), family_id=family.id), live.families)
    desk.execute(change(last.meeting, previous_id=later.meeting_id))

    assert later.meeting.previous_id == live.meeting_id
    assert [item.text for item in stream(last, "previous_actions")] == ["Open"]


def test_a_thread_that_bites_its_tail_is_read_once(live: LiveMeeting) -> None:
    desk = live.desk
    desk.execute(KeepAction(live.point("actions").id, AT, action(live)))
    core_group = LiveMeeting(
        desk, plan(desk, "core_group", family_id=live.families[0].family.id), live.families
    )
    desk.execute(change(core_group.meeting, previous_id=live.meeting_id))
    desk.execute(change(live.meeting, previous_id=core_group.meeting_id))

    assert [item.text for item in stream(core_group, "previous_actions")] == ["Visit at home"]


def test_when_a_row_was_made_is_known_only_of_our_own_identifiers() -> None:
    assert made_at(new_id()) is not None
    assert made_at(uuid4()) is None
    assert made_at(UUID("ffffffff-ffff-7fff-bfff-ffffffffffff")) is None


def test_rows_that_were_brought_in_under_other_identifiers_are_shown(live: LiveMeeting) -> None:
    decision = Decision(
        id=uuid4(), meeting_id=live.meeting_id, family_id=live.families[0].family.id, text="Elsewhere."
    )
    live.desk.execute(AddRows((decision,)))

    (item,) = stream(live, "decision")

    assert (item.text, item.at) == ("Elsewhere.", None)
