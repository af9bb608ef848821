from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.editing import JoinEntries, MoveEntry, NameAbout, ShiftEntry, SplitEntry
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry, EntryAbout, EntryKind, EntryReader, EntryStatus
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import BadText, MeetingDeskError, NotAllowed
from meetingdesk.storage.store import Store
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac
from tests.people import person_with


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    """A conference that sits, with three entries."""
    live = a_conference(desk)
    live.start()
    say(live, "First", "Second", "Third")
    return live


@pytest.fixture
def marac(desk: Desk) -> LiveMeeting:
    live = a_live_marac(desk)
    live.start()
    return live


def say(live: LiveMeeting, *texts: str, at: AgendaPoint | None = None, **values: Any) -> list[Entry]:
    point = at or live.point("information")
    keys = []
    for text in texts:
        keys.append(new_id())
        live.desk.execute(KeepEntry(point.id, AT, text, entry_id=keys[-1], **values))
    return [live.only(Entry, id=key) for key in keys]


def in_order(live: LiveMeeting, section: str = "information") -> list[str]:
    found = live.find(Entry, section=section)
    return [entry.text for entry in sorted(found, key=lambda entry: (entry.position, entry.id.int))]


def entry(live: LiveMeeting, text: str) -> Entry:
    found: Entry = live.only(Entry, text=text)
    return found


def about(live: LiveMeeting, key: object) -> set[object]:
    return {one.person_id for one in live.find(EntryAbout, entry_id=key)}


# Splitting


def test_the_second_part_stands_right_below_with_everything_that_is_known(live: LiveMeeting) -> None:
    police = live.agency("police")
    (whole,) = say(
        live,
        "He called. She went.",
        agency_id=police.id,
        kind=EntryKind.FACT,
        about=(live.person(0), live.person(3)),
        source="log 12",
        visibility=Visibility.V2,
    )
    say(live, "Fourth")
    live.desk.execute(AddRows((EntryReader(entry_id=whole.id, agency_id=police.id),)))

    live.desk.execute(SplitEntry(whole.id, 11))

    assert in_order(live) == ["First", "Second", "Third", "He called.", "She went.", "Fourth"]
    below = entry(live, "She went.")
    assert replace(below, id=whole.id, text=whole.text, position=whole.position) == whole
    assert about(live, below.id) == about(live, whole.id) == {live.person(0), live.person(3)}
    assert live.only(EntryReader, entry_id=below.id).agency_id == police.id


def test_what_is_on_the_screen_is_split_before_it_is_saved(live: LiveMeeting) -> None:
    live.desk.execute(SplitEntry(entry(live, "Second").id, 7, "Second and a half"))

    assert in_order(live) == ["First", "Second", "and a half", "Third"]


def test_an_entry_can_be_split_as_often_as_one_likes(live: LiveMeeting) -> None:
    for number in range(9, 0, -1):
        live.desk.execute(SplitEntry(entry(live, "First").id, 6, f"First {number}"))

    assert in_order(live) == ["First", *map(str, range(1, 10)), "Second", "Third"]


def test_splitting_the_last_entry_leaves_room_for_what_comes(live: LiveMeeting) -> None:
    live.desk.execute(SplitEntry(entry(live, "Third").id, 6, "Third and more"))
    live.desk.execute(SplitEntry(entry(live, "and more").id, 4))
    say(live, "Fourth")

    assert in_order(live) == ["First", "Second", "Third", "and", "more", "Fourth"]


@pytest.mark.parametrize("place", [0, 5, 99])
def test_there_is_nothing_to_split_at_an_end(live: LiveMeeting, place: int) -> None:
    with pytest.raises(MeetingDeskError, match="nothing to split"):
        live.desk.execute(SplitEntry(entry(live, "First").id, place))

    assert in_order(live) == ["First", "Second", "Third"]


def test_taking_a_split_back_leaves_one_entry(live: LiveMeeting) -> None:
    live.desk.execute(SplitEntry(entry(live, "Second").id, 3))

    live.desk.undo()

    assert in_order(live) == ["First", "Second", "Third"]
    live.desk.redo()
    assert in_order(live) == ["First", "Sec", "ond", "Third"]


# Joining


def join(live: LiveMeeting, first: Entry, second: Entry) -> None:
    live.desk.execute(JoinEntries(first.id, second.id))


def test_joined_entries_keep_every_word_source_and_person(live: LiveMeeting) -> None:
    first, second = say(live, "He called.", "She went.", source="log 12", about=(live.person(0),))
    live.desk.execute(NameAbout(second.id, (live.person(0), live.person(3))))
    live.desk.execute(
        change(
            live.only(Entry, id=second.id),
            source="visit",
            source_on=date(2026, 11, 3),
            means_for_child="She is alone.",
        )
    )

    join(live, first, second)

    joined = entry(live, "He called.\nShe went.")
    assert joined.id == first.id
    assert joined.source == "log 12; visit; Tue 3 Nov 2026"
    assert joined.means_for_child == "She is alone."
    assert about(live, joined.id) == {live.person(0), live.person(3)}
    assert live.find(Entry, id=second.id) == ()


def test_taking_a_join_back_brings_both_entries_back(live: LiveMeeting) -> None:
    first, second = say(live, "He called.", "She went.", about=(live.person(0),))
    join(live, first, second)

    live.desk.undo()

    assert in_order(live) == ["First", "Second", "Third", "He called.", "She went."]
    assert about(live, second.id) == {live.person(0)}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"visibility": Visibility.V2}, "same people"),
        ({"is_not_shared": True}, "same people"),
        ({"kind": EntryKind.ALLEGATION}, "same kind"),
        ({"status": EntryStatus.DISPUTED}, "same kind"),
        ({"section": "people"}, "one stream"),
        ({"family_id": None}, "one stream"),
    ],
)
def test_what_differs_stays_apart(live: LiveMeeting, values: dict[str, Any], said: str) -> None:
    first, second = say(live, "He called.", "She went.")
    live.desk.execute(change(second, **values))

    with pytest.raises(MeetingDeskError, match=said):
        join(live, first, second)

    assert {row.text for row in live.find(Entry)} == {"First", "Second", "Third", "He called.", "She went."}


def test_what_two_agencies_or_people_said_stays_apart(live: LiveMeeting) -> None:
    first, second = say(live, "He called.", "She went.")
    live.desk.execute(change(second, agency_id=live.agency("police").id))
    (third,) = say(live, "I was there.")
    live.desk.execute(change(third, speaker_id=live.person(3)))

    for other in (second, third):
        with pytest.raises(MeetingDeskError, match="same agency or person"):
            join(live, first, other)


def test_two_restricted_entries_with_other_named_readers_stay_apart(live: LiveMeeting) -> None:
    first, second = say(live, "He called.", "She went.", visibility=Visibility.V2)
    live.desk.execute(AddRows((EntryReader(entry_id=first.id, agency_id=live.agency("police").id),)))

    with pytest.raises(MeetingDeskError, match="same people"):
        join(live, first, second)


def test_an_entry_is_not_joined_to_itself(live: LiveMeeting) -> None:
    first = entry(live, "First")

    with pytest.raises(MeetingDeskError, match="one stream"):
        join(live, first, first)

    assert in_order(live) == ["First", "Second", "Third"]


def test_two_entries_that_are_too_long_for_one_stay_two(live: LiveMeeting) -> None:
    first, second = say(live, "a" * 15_000, "b" * 15_000)

    with pytest.raises(BadText, match="20,000"):
        join(live, first, second)

    assert len(in_order(live)) == 5


# Moving


def test_an_entry_moves_to_the_case_it_belongs_to_without_the_other_family(marac: LiveMeeting) -> None:
    in_both = marac.families[1].members[3].person_id
    role = FamilyRole.ALLEGED_PERPETRATOR
    marac.desk.execute(
        AddRows((FamilyMember(family_id=marac.families[0].family.id, person_id=in_both, role=role),))
    )
    (called,) = say(marac, "Called.", at=marac.point("information", 0), about=(in_both, marac.person(0)))
    marac.desk.execute(change(called, speaker_id=marac.person(3)))
    reader = EntryReader(entry_id=called.id, person_id=marac.person(3))
    marac.desk.execute(AddRows((reader,)))

    marac.desk.execute(MoveEntry(called.id, marac.point("information", 1).id))

    moved = marac.only(Entry)
    assert (moved.family_id, moved.section) == (marac.families[1].family.id, "information")
    assert about(marac, moved.id) == {in_both}
    assert moved.speaker_id is None
    assert marac.find(EntryReader) == ()
    assert marac.texts(marac.point("information", 0)) == []
    assert marac.texts(marac.point("information", 1)) == ["Called."]


def test_taking_a_move_back_brings_the_people_back(marac: LiveMeeting) -> None:
    (called,) = say(marac, "Called.", at=marac.point("information", 0), about=(marac.person(0),))
    marac.desk.execute(MoveEntry(called.id, marac.point("information", 1).id))

    marac.desk.undo()

    assert marac.only(Entry).family_id == marac.families[0].family.id
    assert about(marac, called.id) == {marac.person(0)}


def test_an_entry_that_moves_to_a_closed_part_is_closed(live: LiveMeeting) -> None:
    first, second = entry(live, "First"), entry(live, "Second")

    live.desk.execute(MoveEntry(first.id, live.point("police_sensitive").id))
    live.desk.execute(MoveEntry(second.id, live.point("people").id))

    assert entry(live, "First").visibility is Visibility.V4
    assert entry(live, "Second").visibility is Visibility.V0


def test_moving_never_lets_more_people_read(live: LiveMeeting) -> None:
    (closed,) = say(live, "An address.", at=live.point("police_sensitive"))

    live.desk.execute(MoveEntry(closed.id, live.point("people").id))

    assert live.only(Entry, id=closed.id).visibility is Visibility.V4


def test_who_does_not_read_legal_advice_cannot_move_an_entry_there(store: Store) -> None:
    live = a_conference(Desk(store, person_with("minute_taker")))
    live.start()
    (said,) = say(live, "Called.")

    with pytest.raises(NotAllowed, match="legal advice"):
        live.desk.execute(MoveEntry(said.id, live.point("legal").id))

    assert in_order(live) == ["Called."]


def test_an_entry_stays_in_its_meeting(live: LiveMeeting) -> None:
    other = a_live_marac(live.desk)

    with pytest.raises(MeetingDeskError, match="another meeting"):
        live.desk.execute(MoveEntry(entry(live, "First").id, other.point("opening").id))


def test_entries_change_places_and_stop_at_the_ends(live: LiveMeeting) -> None:
    third = entry(live, "Third").id

    live.desk.execute(ShiftEntry(third, down=False))
    assert in_order(live) == ["First", "Third", "Second"]

    live.desk.execute(ShiftEntry(third, down=False))
    live.desk.execute(ShiftEntry(third, down=False))
    assert in_order(live) == ["Third", "First", "Second"]

    live.desk.execute(ShiftEntry(third, down=True))
    assert in_order(live) == ["First", "Third", "Second"]


def test_entries_that_came_without_places_change_places_too(live: LiveMeeting) -> None:
    for row in live.find(Entry):
        live.desk.execute(change(row, position=0))

    live.desk.execute(ShiftEntry(entry(live, "First").id, down=True))
    live.desk.execute(SplitEntry(entry(live, "Second").id, 3))

    assert in_order(live) == ["Sec", "ond", "First", "Third"]


def test_taking_a_shift_back_restores_the_order(live: LiveMeeting) -> None:
    live.desk.execute(ShiftEntry(entry(live, "First").id, down=True))

    live.desk.undo()

    assert in_order(live) == ["First", "Second", "Third"]


# Whom it is about


def test_whom_an_entry_is_about_can_be_said_anew(live: LiveMeeting) -> None:
    key = entry(live, "First").id
    live.desk.execute(NameAbout(key, (live.person(0), live.person(3))))

    live.desk.execute(NameAbout(key, (live.person(3), live.person(1), live.person(1))))
    assert about(live, key) == {live.person(1), live.person(3)}

    live.desk.undo()
    assert about(live, key) == {live.person(0), live.person(3)}


def test_saying_the_same_again_is_no_step(live: LiveMeeting) -> None:
    key = entry(live, "First").id
    live.desk.execute(NameAbout(key, ()))

    assert live.desk.undo_state.undo_label == "Record what was said"
