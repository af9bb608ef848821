from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.drafts import LineDraft, keep_draft
from meetingdesk.app.live.running import EndMeeting
from meetingdesk.app.live.view import ALL_PARTS, HEAD_TOUCHED_BY, TOUCHED_BY, LiveView, Part, parts_touched
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.people import Person
from meetingdesk.storage.tables import TABLES, metadata
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac, minutes


@pytest.fixture
def marac(desk: Desk) -> LiveMeeting:
    live = a_live_marac(desk)
    live.start()
    return live


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    engines = {desk.store.engines.read, desk.store.engines.write}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def without_hour(view: LiveView) -> LiveView:
    return replace(view, draft=None, earlier=None, calendar=None, rosters=None)


def test_the_screen_opens_where_the_meeting_is(marac: LiveMeeting) -> None:
    marac.go_to(marac.point("information", 1), minutes(5))

    view = marac.look()

    assert view.point == marac.point("information", 1)
    assert view.draft == LineDraft()
    assert view.calendar is not None
    # Those of the other families are read once it is shown.
    assert set(view.rosters or {}) == {None, marac.families[1].family.id}
    whole = marac.look(parts=frozenset({Part.ROSTER})).rosters or {}
    assert set(whole) == {None, *(family.family.id for family in marac.families)}


def test_the_screen_opens_where_the_line_was_left(marac: LiveMeeting) -> None:
    left = marac.point("people", 0)
    keep_draft(marac.desk, marac.meeting_id, LineDraft("po called", 3, str(left.id)))

    view = marac.look()

    assert (view.point, view.draft) == (left, LineDraft("po called", 3, str(left.id)))


def test_a_place_that_was_asked_for_goes_before_the_line(marac: LiveMeeting) -> None:
    keep_draft(marac.desk, marac.meeting_id, LineDraft("po called", 3, str(marac.point("people", 0).id)))

    assert marac.look(marac.point("information", 1)).point == marac.point("information", 1)


@pytest.mark.parametrize("place", ["", "no identifier", "01a1fe18-a1a8-70ff-be5e-191b07000000"])
def test_a_line_that_was_left_at_a_place_that_is_gone_opens_where_the_meeting_is(
    marac: LiveMeeting, place: str
) -> None:
    keep_draft(marac.desk, marac.meeting_id, LineDraft("po called", 3, place))

    view = marac.look()

    assert view.point == marac.point("opening")
    assert view.draft is not None
    assert view.draft.text == "po called"


def test_a_meeting_that_has_not_begun_or_has_ended_opens_at_its_first_point(desk: Desk) -> None:
    live = a_conference(desk)
    before = live.look().point
    live.start()
    desk.execute(EndMeeting(live.meeting_id, minutes(30)))

    assert before is not None
    assert before.section == "opening"
    assert live.look().point == live.point("opening")


def test_a_part_that_was_not_asked_for_is_not_there(marac: LiveMeeting) -> None:
    view = marac.look(marac.point("information", 0), frozenset({Part.STREAM}))

    assert view.stream == ()
    assert set(view.rosters or {}) == {None, marac.families[0].family.id}
    assert (view.agreed, view.room) == (None, None)
    assert marac.look(marac.point("information", 0), frozenset({Part.ROOM})).rosters is None


def test_parts_read_one_by_one_show_what_all_together_show(marac: LiveMeeting) -> None:
    police = marac.invite("police", AttendanceStatus.PRESENT)
    marac.invite("csc", AttendanceStatus.PRESENT)
    point = marac.point("information", 0)
    said = KeepEntry(point.id, AT, "Called.", agency_id=police.agency_id, about=(marac.person(0),))
    marac.desk.execute(said)

    whole = marac.look(point, ALL_PARTS)
    apart = {part: marac.look(point, frozenset({part})) for part in Part}

    assert replace(whole, rosters=None) == without_hour(marac.look(point))
    assert apart[Part.ROSTER].rosters == whole.rosters
    assert apart[Part.STREAM].stream == whole.stream
    assert apart[Part.AGREED].agreed == whole.agreed
    assert apart[Part.ROOM].room == whole.room
    assert [item.about for item in whole.stream or ()] == [("Child 1",)]


@pytest.mark.parametrize("is_marac", [False, True])
def test_who_has_not_spoken_is_asked_by_case_or_by_heading(desk: Desk, is_marac: bool) -> None:
    live = a_live_marac(desk) if is_marac else a_conference(desk)
    live.start()
    police = live.invite("police", AttendanceStatus.PRESENT)
    live.invite("housing", AttendanceStatus.PRESENT)
    number = 0 if is_marac else None
    desk.execute(KeepEntry(live.point("information", number).id, AT, "Called.", agency_id=police.agency_id))

    def silent(section: str, family: int | None) -> int:
        room = live.look(live.point(section, family), frozenset({Part.ROOM})).room
        assert room is not None
        return len(room.unspoken)

    assert silent("information", number) == 1
    assert silent("people", number) == (1 if is_marac else 2)
    if is_marac:
        assert silent("information", 1) == 2


def test_a_family_that_appears_twice_brings_its_people_once(marac: LiveMeeting) -> None:
    newcomer = Person()
    family_id = marac.families[0].family.id
    member = FamilyMember(family_id=family_id, person_id=newcomer.id, role=FamilyRole.OTHER_HOUSEHOLD)
    marac.desk.execute(AddRows((newcomer, member)))

    rosters = marac.look(marac.point("opening"), frozenset({Part.ROSTER})).rosters or {}

    assert len(rosters[family_id].people) == 6
    assert len(rosters[marac.families[1].family.id].people) == 5


def test_every_table_that_is_named_is_one_of_ours() -> None:
    named = HEAD_TOUCHED_BY.union(*TOUCHED_BY.values())

    assert named <= {table.name for table in TABLES.values()}


def test_only_what_shows_a_table_is_read_again() -> None:
    # The cards too: a decision says who has said nothing yet.
    assert parts_touched(frozenset({"entry"})) == {Part.STREAM, Part.ROOM, Part.CARDS}
    assert Part.ROSTER in parts_touched(frozenset({"person_name"}))
    assert parts_touched(frozenset({"agenda_point"})) == frozenset()
    assert parts_touched(frozenset({table.name for table in metadata.sorted_tables})) == ALL_PARTS


def test_how_often_the_store_is_asked_does_not_grow_with_the_cases(desk: Desk) -> None:
    live = a_live_marac(desk, 1)
    with counted(desk) as for_few:
        live.look(live.point("information", 0))
    live.add_cases(5)
    with counted(desk) as for_many:
        live.look(live.point("information", 0))

    assert len(for_many) == len(for_few) <= 40


def test_after_a_line_only_what_it_touched_is_asked_for(marac: LiveMeeting) -> None:
    point = marac.point("information", 0)
    with counted(marac.desk) as whole:
        marac.look(point)

    with counted(marac.desk) as after_a_line:
        marac.look(point, parts_touched(frozenset({"entry", "entry_about"})))

    assert len(after_a_line) < len(whole)
