"""What is missing, beside the meeting and before it closes, driven by keys."""

from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.drafts import draft_of
from meetingdesk.domain.gaps.not_yet import MOST_LINES
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import FormAnswer, Meeting, MeetingStatus
from tests.ui.meeting.conftest import Begin, Place
from tests.ui.meeting.seeds import plan_icpc, plan_marac
from ui.screens.meeting.centre import Middle
from ui.screens.meeting.screen import MeetingScreen


@pytest.fixture
def place(ui_desk: Desk, begin: Begin) -> Place:
    place = begin(plan_icpc(ui_desk))
    looked(place)
    return place


def live(place: Place) -> MeetingScreen:
    return place.window.meeting.live


def looked(place: Place) -> None:
    """Wait until what is missing was read anew."""
    place.typist.wait()
    live(place).gaps.look()
    place.typist.wait()


def shown(place: Place) -> list[str]:
    return [line.line.short for line in live(place).not_yet.list.model_.lines if line.line is not None]


def status(place: Place, desk: Desk) -> MeetingStatus:
    with desk.reading() as reading:
        return reading.get(Meeting, live(place).standing.meeting_id).status


def reasons(desk: Desk) -> list[str]:
    with desk.reading() as reading:
        return sorted(row.text for row in reading.find(FormAnswer))


def test_only_absence_and_safety_show_before_their_section(place: Place) -> None:
    lines = [shows.line for shows in live(place).not_yet.list.model_.lines if shows.line is not None]

    assert lines
    waiting = {line.section for line in lines if not line.gaps[0].words.always}
    assert waiting <= {SectionKind.OPENING}


def test_more_shows_as_sections_are_reached_and_never_more_than_seven_lines(place: Place) -> None:
    before = shown(place)

    while (point := live(place).standing.point) is not None and point.kind != SectionKind.NEXT_MEETING:
        place.typist.press("Alt+Down")
        place.typist.wait()
        assert place.line.hasFocus()
    looked(place)

    assert len(shown(place)) == MOST_LINES
    assert shown(place) != before


def test_the_keyboard_stays_in_the_line_while_the_list_changes(place: Place) -> None:
    place.typist.type("po nothing is kn")
    looked(place)

    assert place.line.hasFocus()
    assert place.line.toPlainText() == "po nothing is kn"


def test_enter_goes_where_a_line_is_mended_and_it_is_gone_then(place: Place) -> None:
    typist = place.typist
    typist.press("F11")
    assert any(one.startswith("Child 1") and "last seen" in one for one in shown(place))
    while "last seen" not in live(place).not_yet.list.marked().short:  # type: ignore[union-attr]  # one is marked
        typist.press("Down")

    typist.press("Return")
    typist.wait()

    point = live(place).standing.point
    assert point is not None
    assert point.kind == SectionKind.VOICE
    assert live(place).board.views[0].isAncestorOf(place.window.focusWidget())


def test_delete_sets_a_line_aside_with_a_reason_that_is_kept(place: Place, ui_desk: Desk) -> None:
    typist = place.typist
    typist.press("F11")
    gone = shown(place)[0]

    typist.press("Delete")
    typist.type("Both are abroad until Friday")
    typist.press("Return")
    looked(place)

    assert gone not in shown(place)
    assert set(reasons(ui_desk)) == {"Both are abroad until Friday"}
    assert live(place).not_yet.list.hasFocus()
    typist.press("Escape")
    typist.press("Ctrl+Z")
    looked(place)
    assert gone in shown(place)
    assert reasons(ui_desk) == []


def test_escape_leaves_what_was_to_be_set_aside(place: Place, ui_desk: Desk) -> None:
    before = shown(place)
    place.typist.press("F11")

    place.typist.press("Delete")
    place.typist.type("never mind")
    place.typist.press("Escape")
    looked(place)

    assert shown(place) == before
    assert reasons(ui_desk) == []


def test_a_meeting_is_closed_and_finalised_by_one_key_and_a_reason(place: Place, ui_desk: Desk) -> None:
    typist = place.typist

    typist.press("Ctrl+Shift+Return")
    typist.wait()
    assert live(place).centre.page is Middle.CLOSING
    assert live(place).pages.closing.list.hasFocus()
    assert status(place, ui_desk) is MeetingStatus.LIVE
    typist.press("Ctrl+Shift+Return")
    typist.wait()
    assert status(place, ui_desk) is MeetingStatus.DRAFT
    looked(place)
    typist.press("Ctrl+Shift+Return")
    typist.press("Return")
    assert status(place, ui_desk) is MeetingStatus.DRAFT
    typist.type("Adjourned before the decision")
    typist.press("Return")
    typist.wait()

    assert status(place, ui_desk) is MeetingStatus.APPROVED
    assert set(reasons(ui_desk)) == {"Adjourned before the decision"}
    typist.press("Ctrl+Z")
    typist.wait()
    assert status(place, ui_desk) is MeetingStatus.DRAFT
    assert place.refused == []


def test_escape_goes_on_with_the_meeting(place: Place, ui_desk: Desk) -> None:
    place.typist.type("half a li")
    place.typist.press("Ctrl+Shift+Return")
    place.typist.wait()

    place.typist.press("Escape")

    assert live(place).centre.page is None
    assert place.line.hasFocus()
    assert place.line.toPlainText() == "half a li"
    assert status(place, ui_desk) is MeetingStatus.LIVE


def test_a_day_that_was_not_understood_comes_back_on_the_line(place: Place, ui_desk: Desk) -> None:
    typist = place.typist
    while (point := live(place).standing.point) is not None and point.kind != SectionKind.NEXT_MEETING:
        typist.press("Alt+Down")
        typist.wait()
    typist.press("F5")
    typist.type("some time in spring")

    typist.press("Alt+Up")
    typist.wait()

    assert place.line.toPlainText().strip() == "Next meeting, day: some time in spring"


def test_the_next_day_time_and_place_are_typed_on_a_card(place: Place, ui_desk: Desk) -> None:
    typist = place.typist
    while (point := live(place).standing.point) is not None and point.kind != SectionKind.NEXT_MEETING:
        typist.press("Alt+Down")
        typist.wait()
    typist.press("F5")

    typist.type("12 feb")
    typist.press("Return")
    typist.type("10.15")
    typist.press("Return")
    typist.type("Room 4")
    typist.press("Alt+Up")
    typist.wait()

    with ui_desk.reading() as reading:
        meeting = reading.get(Meeting, live(place).standing.meeting_id)
    assert meeting.next_place == "Room 4"
    assert meeting.next_on is not None
    assert (meeting.next_on.month, meeting.next_on.day) == (2, 12)
    assert meeting.next_at is not None
    assert (meeting.next_at.hour, meeting.next_at.minute) == (10, 15)


def test_the_page_does_not_come_after_somebody_went_on(place: Place) -> None:
    live(place).gaps.open_page()
    place.typist.press("Alt+Down")
    looked(place)

    assert live(place).centre.page is None
    assert place.line.hasFocus()


def test_a_day_that_was_not_understood_is_on_the_line_when_the_store_is_locked(place: Place) -> None:
    typist = place.typist
    while (point := live(place).standing.point) is not None and point.kind != SectionKind.NEXT_MEETING:
        typist.press("Alt+Down")
        typist.wait()
    typist.press("F5")
    typist.type("some time in spring")

    place.window.about_to_lock.emit()
    typist.wait()

    with place.window.meeting.live.bridge.desk.reading() as reading:
        kept = draft_of(reading, live(place).standing.meeting_id)
    assert kept is not None
    assert kept.text.strip() == "Next meeting, day: some time in spring"


def test_nothing_is_said_to_be_complete_before_it_was_looked_at(place: Place) -> None:
    live(place).gaps.meeting_changed()

    assert live(place).not_yet._nothing.isHidden()
    assert shown(place) == []


def test_a_marac_is_held_to_its_principles_and_end_shows_the_last_of_them(
    ui_desk: Desk, begin: Begin
) -> None:
    place = begin(plan_marac(ui_desk))
    looked(place)

    place.typist.press("Ctrl+Shift+Return")
    place.typist.wait()
    page = live(place).gaps.page
    assert page is not None
    place.typist.press("End")
    place.typist.wait()

    told = [line.heading or line.note for line in page.list.model_.lines if line.line is None]
    assert "The ten principles" in told[-11]
    assert told[-11].endswith(" of 10 kept")
    assert [words[1:].split()[0] for words in told[-10:]] == [str(number) for number in range(1, 11)]
    bar = page.list.verticalScrollBar()
    assert bar.value() == bar.maximum()
