"""Through the eyes of a child, driven by keys from the meeting's screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import VoiceWords
from tests.ui.hostile import HOSTILE
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import SeededMeeting, plan_icpc, plan_marac
from ui.bridge import Bridge
from ui.destination import Destination
from ui.palette import Look
from ui.screens.meeting import capturing
from ui.screens.meeting.exercise import Exercise, Phase
from ui.screens.meeting.exercise_strip import STOP_KEY, TURN_KEY
from ui.screens.meeting.keeping import keep_line
from ui.theme import Theme


@dataclass
class Sitting:
    """A place at a window where the exercise can be begun."""

    place: Place
    exercise: Exercise

    def press(self, *keys: str) -> None:
        self.place.typist.press(*keys)
        self.place.typist.wait()

    def say(self, text: str) -> None:
        self.place.typist.type(text)
        self.press("Return")

    def wait(self, seconds: float) -> None:
        self.place.clock.go_on(seconds=seconds)
        self.place.typist.wait()

    @property
    def strip(self) -> tuple[str, ...]:
        return () if self.exercise.strip.isHidden() else self.exercise.strip.said

    @property
    def room(self) -> tuple[str, ...]:
        window = self.place.window.meeting.live.projector.window
        assert window is not None
        return window.texts

    @property
    def told(self) -> str:
        return self.place.window.meeting.live.capture._said.text()


Sit = Callable[[SectionKind], Sitting]


@pytest.fixture
def sit_at(
    ui_desk: Desk, begin: Begin, theme: Theme, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Sitting]:
    """Sit at a part of a conference about Rowan, 11, and Isla, 3."""

    def there(kind: SectionKind, plan: Callable[[Desk], SeededMeeting] = plan_icpc) -> Sitting:
        place = begin(plan(ui_desk))
        live = place.window.meeting.live
        exercise = getattr(live, "exercise", None) or connect(place, theme, bridge, monkeypatch)
        sitting = Sitting(place, exercise)
        go_to_part(place, kind)
        return sitting

    return there


def connect(place: Place, theme: Theme, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    live = place.window.meeting.live
    exercise = Exercise(
        live, theme, live.standing, bridge, place.clock, live.board, live.capture, live.projector
    )
    column = live.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(column.indexOf(live.capture), exercise.strip)
    exercise.said.connect(live.capture.say)
    exercise.capture_wanted.connect(live.going.to_capture)
    for key, does in ((TURN_KEY, exercise.turn), (STOP_KEY, exercise.stop)):
        shortcut = QShortcut(QKeySequence(key), live)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)
    gone_on, closed = live.projector.point_changed, live.projector.close

    def point_changed() -> None:
        gone_on()
        exercise.point_changed()

    def close() -> None:
        closed()
        if live.standing.meeting_id != exercise._standing.meeting_id or not live.projector.window:
            exercise.meeting_changed()

    monkeypatch.setattr(live.projector, "point_changed", point_changed)
    monkeypatch.setattr(live.projector, "close", close)
    monkeypatch.setattr(capturing, "keep_line", lambda *given: exercise.through(keep_line(*given)))
    return exercise


def entries(desk: Desk) -> list[Entry]:
    with desk.reading() as reading:
        return sorted(reading.find(Entry), key=lambda entry: entry.position)


def card_flags(sitting: Sitting, card: int) -> str:
    flags = sitting.place.window.meeting.live.standing.cards[card].flags
    return "; ".join(flag.says for flag in flags)


def test_it_begins_with_the_first_child_and_counts_down(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)

    sitting.press(TURN_KEY)

    assert sitting.strip[:2] == ("Through the eyes of Child 1", "2:00")
    assert sitting.place.line.hasFocus()
    sitting.wait(20)
    assert sitting.strip[1] == "1:40"


def test_what_is_typed_is_kept_as_said_through_that_childs_eyes(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press(TURN_KEY)

    sitting.say("I listen for the car")
    assert sitting.told == "Kept as said through the eyes of Child 1."
    sitting.say("hv fact: nobody asks me")

    assert [entry.source for entry in entries(ui_desk)] == ["Through the eyes of Child 1"] * 2
    assert {entry.visibility for entry in entries(ui_desk)} == {Visibility.V1}
    assert "2 lines" in sitting.strip
    with ui_desk.reading() as reading:
        assert len({row.person_id for row in reading.find(EntryAbout)}) == 1
    assert "through the eyes: done" in card_flags(sitting, 0)
    assert "2 lines" in card_flags(sitting, 0)
    sitting.press("Ctrl+Z")
    assert len(entries(ui_desk)) == 1


def test_it_thanks_and_goes_away_by_itself_and_the_next_begins_with_the_next_child(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press(TURN_KEY)
    sitting.say("I listen for the car")

    sitting.wait(120)
    assert sitting.strip == ("Through the eyes of Child 1", "1 line", "Thank you.")
    sitting.wait(10)
    assert sitting.strip == ()
    assert sitting.exercise.phase is Phase.OFF

    sitting.press(TURN_KEY)
    assert sitting.strip[:2] == ("Through the eyes of Child 2", "2:00")


def test_the_child_whose_card_the_keyboard_is_on_comes_first(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press("F5", "PgDown")

    sitting.press(TURN_KEY)

    assert sitting.strip[0] == "Through the eyes of Child 2"
    assert sitting.place.line.hasFocus()


def test_each_child_had_one_and_a_card_gives_another(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)
    for _ in range(2):
        sitting.press(TURN_KEY)
        sitting.say("I listen for the car")
        sitting.press(STOP_KEY)
        sitting.wait(10)

    sitting.press(TURN_KEY)
    assert sitting.strip == ()
    assert "Each child had its two minutes" in sitting.told
    sitting.press("F5", TURN_KEY)

    assert sitting.strip[0] == "Through the eyes of Child 1"


def test_the_time_stands_still_and_goes_on_with_the_same_key(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press(TURN_KEY)
    sitting.wait(30)

    sitting.press(TURN_KEY)
    sitting.wait(300)
    assert sitting.strip[1] == "1:30"
    assert "Paused" in sitting.strip[-1]
    sitting.say("somebody comes in")
    sitting.press(TURN_KEY)
    sitting.wait(10)

    assert sitting.strip[1] == "1:20"
    (entry,) = entries(ui_desk)
    assert not entry.source


def test_a_line_belongs_to_where_it_was_begun(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.place.typist.type("said befo")
    sitting.press(TURN_KEY)
    assert "begun before" in sitting.strip[-1]
    sitting.say("re")
    sitting.place.typist.type("said through the ey")
    sitting.wait(130)
    assert "still belongs" in sitting.strip[-1]
    sitting.say("es")
    assert sitting.strip == ()
    sitting.say("said afterwards")

    kept = {entry.text: bool(entry.source) for entry in entries(ui_desk)}
    assert kept == {"said before": False, "said through the eyes": True, "said afterwards": False}


def test_actions_and_a_childs_words_stay_what_they_are(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press(TURN_KEY)

    sitting.say("! hv to see Child 1 by fri")
    sitting.say('" Child 1: I hide')

    assert entries(ui_desk) == []
    with ui_desk.reading() as reading:
        assert len(reading.find(Action)) == 1
        assert len(reading.find(VoiceWords)) == 1


def test_a_note_of_ones_own_stays_ones_own(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press(TURN_KEY)

    sitting.say("ask about the bruise /mine")

    assert sitting.told == ""
    assert entries(ui_desk) == []  # only whoever wrote it reads it again, and here nobody signed in
    assert len(sitting.strip) == 3


def test_going_on_stops_it_with_a_word(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press("Ctrl+Shift+R", TURN_KEY)

    sitting.press("Alt+Down")

    assert sitting.strip == ()
    assert "Child 1 has stopped" in sitting.told
    assert "Child 1" not in sitting.room
    sitting.say("and now the risk")
    assert not entries(ui_desk)[-1].source


def test_stopping_nothing_says_how_to_begin(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)

    sitting.press(STOP_KEY)

    assert "Ctrl+E begins it" in sitting.told


def test_it_begins_at_any_point_and_its_lines_stand_with_the_childrens_voice(
    sit_at: Sit, ui_desk: Desk
) -> None:
    sitting = sit_at(SectionKind.INFORMATION)

    sitting.press(TURN_KEY)
    sitting.say("I listen for the car")

    assert entries(ui_desk)[0].section == "children"


def test_a_case_without_children_is_told_so(sit_at: Callable[..., Sitting]) -> None:
    sitting = sit_at(SectionKind.REFERRAL, plan_marac)
    sitting.press("Alt+Down")

    sitting.press(TURN_KEY)

    assert "No child of this family" in sitting.told
    assert sitting.strip == ()


def test_a_finalised_record_takes_no_exercise(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    with ui_desk.reading() as reading:
        (meeting,) = reading.find(Meeting)
    ui_desk.execute(change(meeting, status=MeetingStatus.APPROVED))
    sitting.place.window.meeting.live.open_meeting(meeting.id)
    sitting.place.typist.wait()

    sitting.press(TURN_KEY)

    assert sitting.strip == ()
    assert "does not run" in sitting.told


# The room


def test_the_room_sees_the_designation_the_time_and_nothing_that_is_typed(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press("Ctrl+Shift+R", TURN_KEY)
    assert "Through the eyes of" in sitting.room
    assert "Child 1" in sitting.room
    assert "2:00" in sitting.room

    sitting.say("I listen for the car")
    sitting.wait(65)
    sitting.press(TURN_KEY)

    shown = "\n".join(sitting.room)
    assert "0:55 paused" in shown
    assert "car" not in shown
    with ui_desk.reading() as reading:
        names = {part for row in reading.find(PersonName) for part in row.full.split()}
    assert not any(name in shown for name in names)
    assert sitting.place.line.hasFocus()
    assert sitting.place.window.isActiveWindow()


def test_the_room_is_thanked_and_sees_the_agenda_again(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press("Ctrl+Shift+R", TURN_KEY)

    sitting.wait(120)
    assert "Thank you" in sitting.room
    assert "Child 1" not in sitting.room
    sitting.wait(10)

    assert "Thank you" not in sitting.room
    assert any(line.startswith("▶") for line in sitting.room)


def test_a_window_for_the_room_that_opens_later_shows_the_time_as_it_is(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press(TURN_KEY)
    sitting.wait(30)

    sitting.press("Ctrl+Shift+R")

    assert "Child 1" in sitting.room
    assert "1:30" in sitting.room


def test_what_is_read_back_meanwhile_stays_in_the_room(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.ACTIONS)
    sitting.say("! po to change the locks by fri so that nobody gets in")
    sitting.press("Ctrl+Shift+R", TURN_KEY)

    sitting.press("Ctrl+G")
    sitting.wait(130)

    assert "Do we agree?" in sitting.room
    assert "Thank you" not in sitting.room
    assert sitting.strip == ()


def test_the_agenda_can_be_had_again_while_it_goes_on(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press("Ctrl+Shift+R", TURN_KEY)

    sitting.press("Ctrl+Shift+G")
    sitting.wait(10)

    assert "Child 1" not in sitting.room
    assert sitting.strip[1] == "1:50"


def test_another_meeting_knows_nothing_of_it(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press("Ctrl+Shift+R", TURN_KEY)
    other = Meeting(type_id="strategy", reference="S-2026-9", status=MeetingStatus.LIVE)
    ui_desk.execute(AddRows((other,)))

    sitting.place.window.open(Destination("meetings", other.id))
    sitting.place.typist.wait()
    sitting.press("Ctrl+Shift+R")

    assert sitting.strip == ()
    assert "Child 1" not in sitting.room


# Looks


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_of_it_is_cut_in_any_look(sit_at: Sit, theme: Theme, qtbot: QtBot, size: int) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press("Ctrl+Shift+R", TURN_KEY)
    strip, window = sitting.exercise.strip, sitting.place.window.meeting.live.projector.window
    assert window is not None

    for look in (Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST):
        theme.show(look, size)

        countdown = window._countdown
        qtbot.waitUntil(lambda shown=countdown: shown.height() >= shown.minimumSizeHint().height())
        qtbot.waitUntil(lambda: window._needed() <= window._card.height())
        assert window._text.property("role") == "room-text"
        qtbot.waitUntil(lambda: not cut_in(strip))


def cut_in(strip: QWidget) -> list[QWidget]:
    return [
        part
        for part in strip.findChildren(QWidget)
        if part.isVisibleTo(strip)
        and not strip.rect().contains(QRect(part.mapTo(strip, QPoint()), part.size()))
    ]


def test_lines_of_any_letters_are_kept_as_they_are(sit_at: Sit, ui_desk: Desk) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press(TURN_KEY)

    for text in HOSTILE:
        sitting.place.line.setPlainText(text)
        sitting.press("Return")

    kept = entries(ui_desk)
    assert [entry.text for entry in kept] == list(HOSTILE)
    assert {entry.source for entry in kept} == {"Through the eyes of Child 1"}


def test_a_clock_that_is_set_back_or_jumps_is_borne(sit_at: Sit) -> None:
    sitting = sit_at(SectionKind.VOICE)
    sitting.press(TURN_KEY)
    sitting.wait(30)

    sitting.place.clock.jump(timedelta(hours=-1))
    assert sitting.strip[1] == "1:30"
    sitting.place.clock.jump(timedelta(hours=3))

    assert sitting.strip[-1] == "Thank you."
