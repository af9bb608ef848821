from __future__ import annotations

import json

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.drafts import LineDraft, draft_of, keep_draft, key_of
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import NotAllowed
from meetingdesk.storage.store import Store
from tests.live_meetings import AT, a_conference
from tests.people import person_with

MEETING = new_id()
POINT = new_id()


def draft(desk: Desk, meeting_id: object = MEETING) -> LineDraft:
    with desk.reading() as reading:
        return draft_of(reading, meeting_id)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["po called to the flat", "two\nlines", "\x00\ud800 ‮ half", "👩🏽‍👧‍👦", "{not json", "x" * 20_000]
)
def test_a_line_comes_back_as_it_was_left(desk: Desk, text: str) -> None:
    left = LineDraft(text, 3, str(POINT), {"due": "fri", "owner": "hv"})

    keep_draft(desk, MEETING, left)

    assert draft(Desk(desk.store, desk.person)) == left


def test_an_empty_line_leaves_nothing_behind(desk: Desk) -> None:
    keep_draft(desk, MEETING, LineDraft("po called"))

    keep_draft(desk, MEETING, LineDraft())

    assert draft(desk) == LineDraft()


def test_each_meeting_and_each_person_has_a_line_of_their_own(store: Store) -> None:
    mine, theirs = Desk(store, person_with("minute_taker")), Desk(store, person_with("chair"))
    other = new_id()

    keep_draft(mine, MEETING, LineDraft("mine"))
    keep_draft(theirs, MEETING, LineDraft("theirs"))

    assert (draft(mine).text, draft(theirs).text, draft(mine, other).text) == ("mine", "theirs", "")


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("not json", ""),
        ("[1, 2]", ""),
        ('"text"', ""),
        (json.dumps({"cursor": 0}), ""),
        (json.dumps({"text": "po called"}), "po called"),
        (json.dumps({"text": "po called", "cursor": "x", "corrections": None}), "po called"),
        (json.dumps({"text": "po called", "cursor": -4, "point_id": None, "corrections": [1]}), "po called"),
    ],
)
def test_whatever_lies_in_the_drawer_the_words_come_back(desk: Desk, found: str, text: str) -> None:
    keep(desk, key_of(MEETING), found)

    kept = draft(desk)

    assert (kept.text, kept.point_id, kept.corrections) == (text, "", {})
    assert kept.cursor == len(text)


def test_the_step_that_files_a_line_empties_it(desk: Desk) -> None:
    live = a_conference(desk)
    live.start()
    point = live.point("information")
    keep_draft(desk, live.meeting_id, LineDraft("po called", 9, str(point.id), {"source": "log"}))

    desk.execute(KeepEntry(point.id, AT, "called"))

    assert draft(desk, live.meeting_id) == LineDraft(point_id=str(point.id))
    assert desk.undo_state.undo_label == "Record what was said"


def test_a_line_that_is_refused_is_still_there(store: Store) -> None:
    desk = Desk(store, person_with("minute_taker"))
    live = a_conference(desk)
    live.start()
    point = live.point("legal")
    keep_draft(desk, live.meeting_id, LineDraft("advice was given", 16, str(point.id)))

    with pytest.raises(NotAllowed):
        desk.execute(KeepEntry(point.id, AT, "advice was given", visibility=Visibility.V3))

    assert draft(desk, live.meeting_id).text == "advice was given"


def test_taking_back_an_entry_leaves_the_line_that_is_being_typed(desk: Desk) -> None:
    live = a_conference(desk)
    live.start()
    desk.execute(KeepEntry(live.point("information").id, AT, "called"))
    keep_draft(desk, live.meeting_id, LineDraft("hv seen on"))

    desk.undo()

    assert draft(desk, live.meeting_id).text == "hv seen on"
