from __future__ import annotations

from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.naming import people_of
from meetingdesk.app.live.through_the_eyes import Done, KeepThroughEyes, done_through_eyes
from meetingdesk.app.live.view import Part
from meetingdesk.domain.information import Entry, EntryAbout, EntryKind
from meetingdesk.domain.roster import RosterPerson
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac, minutes
from tests.ui.hostile import HOSTILE


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def children(live: LiveMeeting) -> tuple[RosterPerson, ...]:
    with live.desk.reading() as reading:
        family = live.families[0].family.id
        return people_of(reading, (family,))[family][:3]


def say(live: LiveMeeting, text: str, child: int = 0, section: str = "children", **values: object) -> Entry:
    before = {row.id for row in live.find(Entry)}
    point = live.point(section)
    said = KeepEntry(point.id, minutes(2), text, **values)  # type: ignore[arg-type]
    command = KeepThroughEyes(said, live.person(child))
    live.desk.execute(command)
    (made,) = (row for row in live.find(Entry) if row.id not in before)
    return made  # type: ignore[no-any-return]


def done(live: LiveMeeting) -> dict[UUID, Done]:
    with live.desk.reading() as reading:
        family = live.families[0].family.id
        return dict(done_through_eyes(reading, live.meeting_id, family, children(live)))


def flags(live: LiveMeeting, card: int) -> list[str]:
    cards = live.look(live.point("children"), frozenset({Part.CARDS})).cards or ()
    return [flag.says for flag in cards[card].flags]


def test_a_line_stands_where_the_childrens_voice_does_whatever_point_is_open(live: LiveMeeting) -> None:
    entry = say(live, "I listen for the car", section="information")

    assert entry.section == "children"
    assert entry.source == "Through the eyes of Child 1"
    assert entry.at == minutes(2)
    assert "I listen for the car" in live.texts(live.point("children"))


def test_it_is_a_judgement_for_professionals_about_that_child_and_no_words_of_the_child(
    live: LiveMeeting,
) -> None:
    entry = say(live, "I listen for the car", child=1)

    (about,) = live.find(EntryAbout, entry_id=entry.id)
    assert about.person_id == live.person(1)
    assert entry.kind is EntryKind.ANALYSIS
    assert entry.visibility is Visibility.V1
    assert entry.speaker_id is None


def test_a_line_typed_in_a_closed_part_stays_as_narrow_as_that_part(live: LiveMeeting) -> None:
    entry = say(live, "I listen for the car", section="restricted")

    assert entry.visibility is Visibility.V2


def test_what_was_said_with_the_line_is_kept(live: LiveMeeting) -> None:
    police = live.agency("police")

    entry = say(
        live, "nobody asks me", agency_id=police.id, kind=EntryKind.OPINION, source="visit of 3 November"
    )

    assert entry.agency_id == police.id
    assert entry.kind is EntryKind.OPINION
    assert entry.source == "Through the eyes of Child 1; visit of 3 November"


def test_the_card_tells_when_it_was_done_and_how_much_was_said(live: LiveMeeting) -> None:
    say(live, "I listen for the car")
    assert "through the eyes: done 13:02, 1 line" in flags(live, 0)

    say(live, "I keep my shoes on")

    assert "through the eyes: done 13:02, 2 lines" in flags(live, 0)
    assert not any("through the eyes" in flag for flag in flags(live, 1))


def test_a_line_that_names_a_sister_belongs_to_the_child_whose_eyes_it_was(live: LiveMeeting) -> None:
    say(live, "I look after Child 2", about=(live.person(1),))

    assert done(live) == {live.person(0): Done(minutes(2), 1)}


def test_a_line_finds_its_child_after_the_designations_have_changed(live: LiveMeeting) -> None:
    say(live, "I listen for the car", child=1)

    with live.desk.reading() as reading:
        others = tuple(
            RosterPerson(one.id, f"Child {9 - n}", being=one.being) for n, one in enumerate(children(live))
        )
        found = done_through_eyes(reading, live.meeting_id, live.families[0].family.id, others)

    assert set(found) == {live.person(1)}


def test_other_entries_are_no_exercise(live: LiveMeeting) -> None:
    live.desk.execute(KeepEntry(live.point("children").id, minutes(1), "a visit", about=(live.person(0),)))

    assert done(live) == {}


def test_it_is_taken_back_and_done_again(live: LiveMeeting) -> None:
    say(live, "I listen for the car")

    live.desk.undo()
    assert done(live) == {}
    live.desk.redo()

    assert done(live) == {live.person(0): Done(minutes(2), 1)}


def test_an_adult_and_a_child_of_another_family_are_refused(desk: Desk) -> None:
    live = a_live_marac(desk)
    live.start()
    point = live.point("children", 0)

    for person in (live.person(3, 0), live.person(0, 1)):
        with pytest.raises(MeetingDeskError, match="not of the family"):
            live.desk.execute(KeepThroughEyes(KeepEntry(point.id, minutes(1), "words"), person))

    live.desk.execute(KeepThroughEyes(KeepEntry(point.id, minutes(1), "words"), live.person(0, 0)))
    assert live.only(Entry).family_id == live.families[0].family.id


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_as_they_are(live: LiveMeeting, text: str) -> None:
    assert say(live, text).text == text
