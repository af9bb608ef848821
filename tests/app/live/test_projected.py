from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.demo.bulk import generate
from meetingdesk.app.desk import Desk
from meetingdesk.app.live import projected as projecting
from meetingdesk.app.live.agreeing import AgreeReadBack
from meetingdesk.app.live.capturing import KeepAction, KeepEntry, KeepWords
from meetingdesk.app.live.naming import people_of
from meetingdesk.app.live.projected import CLOSED, SOME_CHILD, Heading, Projected, projected
from meetingdesk.app.live.through_the_eyes import SOURCE, KeepThroughEyes
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import AgendaPoint, Meeting
from meetingdesk.domain.people import Address, PersonName
from meetingdesk.domain.risk import Reflection
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roster import RosterPerson
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.storage.reading import Reading
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac, minutes
from tests.people import person_with
from tests.sitting import someone
from tests.stores import CHEAP_KEY, make_template, open_copy

GENERATED = 500
CONTROLLED = 60
NARROW = (Visibility.V2, Visibility.V3, Visibility.V4)


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    """A conference with an action that everybody may read, and police in the room."""
    live = a_conference(desk)
    live.start()
    police = live.invite("police", AttendanceStatus.PRESENT)
    action = Action(
        reference="",
        meeting_id=live.meeting_id,
        text="change the locks",
        owner_agency_id=police.agency_id,
        due_on=date(2026, 3, 6),
        why="nobody gets in",
    )
    live.desk.execute(KeepAction(live.point("actions").id, AT, action))
    live.desk.execute(change(agreed(live), visibility=Visibility.V0))
    return live


def agreed(live: LiveMeeting) -> Action:
    found: Action = live.only(Action, meeting_id=live.meeting_id)
    return found


def see(live: LiveMeeting, section: str = "actions", wanted: Row | None = None) -> Projected:
    with live.desk.reading() as reading:
        asked: Any = (type(wanted), wanted.id) if wanted is not None else None
        return projected(reading, live.meeting_id, live.point(section).id, minutes(5), asked)


def test_the_agenda_is_shown_with_where_the_meeting_is(live: LiveMeeting) -> None:
    live.go_to(live.point("opening"), minutes(1))
    live.go_to(live.point("actions"), minutes(2))

    shown = see(live)

    stands = {line.title: line.stands for line in shown.lines}
    assert stands["Actions"] is Heading.NOW
    assert Heading.DONE in stands.values()
    assert shown.used_minutes == 3
    assert shown.read_back is None


def test_a_heading_that_some_may_not_know_of_is_a_closed_part(live: LiveMeeting) -> None:
    titles = [line.title for line in see(live).lines]

    assert CLOSED in titles
    assert not any("Police" in title or "Legal" in title for title in titles)


def test_an_action_is_read_back_with_who_and_by_when(live: LiveMeeting) -> None:
    back = see(live, wanted=agreed(live)).read_back

    assert back is not None
    assert back.text == "change the locks"
    assert back.details == ("Invented police", "by Fri 6 Mar 2026", "so that nobody gets in")
    assert back.agreed_at is None


def test_it_is_stamped_when_the_room_agrees_and_the_stamp_can_be_taken_back(live: LiveMeeting) -> None:
    before = agreed(live)

    live.desk.execute(AgreeReadBack(Action, before.id, minutes(7)))

    back = see(live, wanted=agreed(live)).read_back
    assert back is not None
    assert back.agreed_at == minutes(7)
    assert agreed(live).agreed_at == before.agreed_at
    live.desk.undo()
    assert agreed(live).read_back_at is None


@pytest.mark.parametrize("visibility", NARROW)
def test_what_only_some_may_read_is_never_read_back(live: LiveMeeting, visibility: Visibility) -> None:
    live.desk.execute(change(agreed(live), visibility=visibility))

    shown = see(live, wanted=agreed(live))

    assert shown.read_back is None
    assert "Only some of those here" in shown.refused
    assert "locks" not in repr(shown)


def test_what_is_for_professionals_waits_until_the_family_is_out_of_the_room(live: LiveMeeting) -> None:
    live.desk.execute(change(agreed(live), visibility=Visibility.V1))
    assert see(live, wanted=agreed(live)).read_back is not None
    mother = live.person(0)
    row = live.asked["police"]
    live.desk.execute(
        AddRows(
            (
                type(row)(
                    meeting_id=live.meeting_id,
                    person_id=mother,
                    role="mother",
                    position=9,
                    status=AttendanceStatus.PRESENT,
                ),
            )
        )
    )

    shown = see(live, wanted=agreed(live))

    assert shown.read_back is None
    assert "professionals" in shown.refused


@pytest.mark.parametrize("where", ["text", "why", "measure"])
def test_an_address_in_the_words_keeps_them_back(live: LiveMeeting, where: str) -> None:
    address = Address(person_id=live.person(0), lines="7 Invented Terrace\nBrackenmoor", postcode="ZZ9 9ZZ")
    live.desk.execute(AddRows((address,)))
    live.desk.execute(change(agreed(live), **{where: "fit the lock at 7 INVENTED terrace"}))

    shown = see(live, wanted=agreed(live))

    assert shown.read_back is None
    assert "other words" in shown.refused
    assert "Terrace" not in repr(shown)


def test_a_childs_words_and_a_restricted_entry_are_not_read_back_inside_an_action(live: LiveMeeting) -> None:
    child = live.person(0)
    live.desk.execute(KeepWords(live.point("children").id, child, "I hide when he shouts"))
    live.desk.execute(change(agreed(live), text="ask why Child 1 said: I hide when he shouts"))
    assert see(live, wanted=agreed(live)).read_back is None

    said = "an informant named the garage"
    live.desk.execute(KeepEntry(live.point("information").id, AT, said, visibility=Visibility.V4))
    live.desk.execute(change(agreed(live), text="search it, as an informant named the garage"))

    assert see(live, wanted=agreed(live)).read_back is None


def test_nothing_of_another_family_is_read_back(desk: Desk) -> None:
    marac = a_live_marac(desk)
    marac.start()
    action = Action(reference="", meeting_id=marac.meeting_id, text="change the locks")
    marac.desk.execute(KeepAction(marac.point("actions", 0).id, AT, action))
    row = marac.only(Action)
    with marac.desk.reading() as reading:
        here = projected(
            reading, marac.meeting_id, marac.point("actions", 0).id, minutes(5), (Action, row.id)
        )
        there = projected(
            reading, marac.meeting_id, marac.point("actions", 1).id, minutes(5), (Action, row.id)
        )

    assert here.read_back is not None
    assert there.read_back is None
    assert "another family" in there.refused


# Through the eyes of a child


def look_through(live: LiveMeeting, child: UUID, section: str = "children") -> Projected:
    with live.desk.reading() as reading:
        return projected(reading, live.meeting_id, live.point(section).id, minutes(5), through=child)


def come(live: LiveMeeting, person: UUID) -> None:
    row = live.asked["police"]
    mother = type(row)(
        meeting_id=live.meeting_id, person_id=person, role="mother", position=9,
        status=AttendanceStatus.PRESENT,
    )  # fmt: skip
    live.desk.execute(AddRows((mother,)))


def test_a_child_is_shown_by_designation_and_never_by_name(live: LiveMeeting) -> None:
    shown = look_through(live, live.person(1))

    assert shown.eyes is not None
    assert shown.eyes.who == "Child 2"
    assert not any(row.full in repr(shown) for row in live.find(PersonName))


def test_what_was_said_through_a_childs_eyes_never_comes_into_the_room(live: LiveMeeting) -> None:
    words = "I listen for the car at night"
    said = KeepEntry(live.point("children").id, minutes(3), words)
    live.desk.execute(KeepThroughEyes(said, live.person(0)))
    live.desk.execute(change(agreed(live), text=f"ask about this: {words}"))

    assert words not in repr(look_through(live, live.person(0)))
    shown = see(live, wanted=agreed(live))
    assert shown.read_back is None
    assert "other words" in shown.refused


def test_an_unborn_child_is_not_told_of_where_the_family_is_in_the_room(live: LiveMeeting) -> None:
    unborn = look_through(live, live.person(2)).eyes
    assert unborn is not None
    assert unborn.who == "Unborn"
    come(live, live.person(4))

    shown = look_through(live, live.person(2))

    assert shown.eyes is not None
    assert shown.eyes.who == SOME_CHILD
    assert "nborn" not in repr(shown)


@pytest.mark.parametrize("place", [3, 4])
def test_nobody_looks_through_the_eyes_of_an_adult(live: LiveMeeting, place: int) -> None:
    shown = look_through(live, live.person(place))

    assert shown.eyes is None
    assert "not of the family" in shown.refused


def test_a_child_of_another_case_is_not_shown(desk: Desk) -> None:
    marac = a_live_marac(desk)
    marac.start()
    with marac.desk.reading() as reading:
        point = marac.point("children", 1).id
        shown = projected(reading, marac.meeting_id, point, minutes(5), through=marac.person(0, 0))

    assert shown.eyes is None


# Many meetings


@pytest.mark.slow
def test_no_restricted_item_of_five_hundred_meetings_comes_into_the_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_copy(make_template(tmp_path), CHEAP_KEY)
    try:
        generate(
            store,
            someone(),
            meetings=GENERATED,
            cases=2,
            entries_per_meeting=2,
            actions_per_meeting=2,
            today=date(2026, 3, 4),
        )
        planted = _plant(store, random.Random(7))
        with store.reading(someone()) as reading:
            found = _seen(reading, planted)
            # The control: without what keeps them back, they are seen.
            monkeypatch.setattr(projecting, "_who_may_not", lambda *_: "")
            monkeypatch.setattr(projecting, "_kept_back", lambda *_: frozenset())
            monkeypatch.setattr(projecting, "people_of", _by_name)
            some = dict(list(planted.items())[:CONTROLLED])
            without = _seen(reading, some)
    finally:
        store.close()

    assert len(planted) == GENERATED
    assert found == []
    assert len([each for each in without if each.startswith("kept")]) > CONTROLLED
    assert len([each for each in without if not each.startswith("kept")]) > CONTROLLED


def _by_name(reading: Reading, families: tuple[UUID, ...]) -> dict[UUID, tuple[RosterPerson, ...]]:
    return {
        family: tuple(replace(one, designation=one.name or one.designation) for one in people)
        for family, people in people_of(reading, families).items()
    }


def _plant(store: Any, rnd: random.Random) -> dict[UUID, list[str]]:
    """Hide something of every kind in each meeting, and write it into what can be read back."""
    planted: dict[UUID, list[str]] = {}
    with store.work(person_with("minute_taker", "chair", "coordinator"), Deed.IMPORT) as work:
        for number, meeting in enumerate(work.find(Meeting)):
            secret = [f"kept{number}back{place} of this one" for place in range(6)]
            entry, words, answer, address, narrow, eyes = secret
            family = meeting.family_id
            members = work.find(FamilyMember, family_id=family) if family is not None else ()
            work.add(
                Entry(
                    meeting_id=meeting.id, family_id=family, section="information", text=entry,
                    visibility=rnd.choice(NARROW),
                )
            )  # fmt: skip
            work.add(Reflection(meeting_id=meeting.id, prompt="day_in_life", answer=answer))
            work.add(
                Entry(
                    meeting_id=meeting.id, family_id=family, section="children", text=eyes,
                    source=f"{SOURCE} Child 1",
                )
            )  # fmt: skip
            if members:
                voice = work.add(
                    Voice(meeting_id=meeting.id, family_id=family, child_id=members[0].person_id)
                )
                work.add(VoiceWords(voice_id=voice.id, text=words))
                work.add(Address(person_id=members[0].person_id, lines=address))
            for place, text in enumerate((entry, words, answer, address, eyes)):
                if place in (0, 2, 4) or members:
                    work.add(
                        Action(
                            reference=f"ZZ-{number}-{place}", meeting_id=meeting.id, family_id=family,
                            text=f"look into it: {text}", visibility=Visibility.V0,
                        )
                    )  # fmt: skip
            work.add(
                Decision(meeting_id=meeting.id, family_id=family, text=narrow, visibility=rnd.choice(NARROW))
            )
            planted[meeting.id] = secret
        work.commit("Plant what must not be seen", kind="import")
    return planted


def _seen(reading: Reading, planted: dict[UUID, list[str]]) -> list[str]:
    """Return everything planted, and every name, that stands in what the room would be shown."""
    seen = []
    names = _names(reading)
    for meeting_id, secrets in planted.items():
        wanted: list[Any] = [None]
        wanted += [(Action, row.id) for row in reading.find(Action, meeting_id=meeting_id)]
        wanted += [(Decision, row.id) for row in reading.find(Decision, meeting_id=meeting_id)]
        for asked in wanted:
            told = repr(projected(reading, meeting_id, None, minutes(5), asked))
            seen += [secret for secret in secrets if secret in told]
        for point_id, children in _families_at(reading, meeting_id).items():
            for child in children:
                shown = projected(reading, meeting_id, point_id, minutes(5), through=child)
                who = shown.eyes.who if shown.eyes is not None else ""
                seen += [secret for secret in secrets if secret in repr(shown)]
                seen += [name for name in names.get(child, ()) if name in who]
    return seen


def _names(reading: Reading) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = {}
    for row in reading.find(PersonName):
        names.setdefault(row.person_id, []).extend((row.full, *row.full.split()))
    return names


def _families_at(reading: Reading, meeting_id: UUID) -> dict[UUID, list[UUID]]:
    """Return a point for each family of a meeting, with everybody of that family."""
    meeting = reading.get(Meeting, meeting_id)
    at: dict[UUID, UUID] = {}
    for point in reading.find(AgendaPoint, meeting_id=meeting_id):
        family = point.family_id or meeting.family_id
        if family is not None:
            at.setdefault(family, point.id)
    found: dict[UUID, list[UUID]] = {point: [] for point in at.values()}
    for member in reading.find(FamilyMember, family_id=set(at)) if at else ():
        found[at[member.family_id]].append(member.person_id)
    return found
