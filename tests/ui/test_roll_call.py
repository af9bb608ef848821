from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.meeting_rows import open_meeting
from meetingdesk.app.roll_call import roll_call_command
from meetingdesk.app.room import EarlierMeeting, Room, room_of
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import Attendance, AttendanceStatus, ExclusionGround, Presence
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import QuorumState, StatementRead
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roll_call import SomebodyTyped
from meetingdesk.domain.roll_call_asked import (
    Accepts,
    AllAccept,
    Came,
    DeputyNamed,
    DoesNotAccept,
    Extent,
    KeptOut,
    Marked,
    QuorumSettled,
    RestPresent,
    SomebodyCame,
    StatementHeard,
    Went,
)
from tests.rooms import BEGAN, MadeRoom, family_of, kind_of, made_room, marac_of_twenty, policy, rulebook
from tests.ui.hostile import HOSTILE
from tests.ui.lint import markup_labels, nameless
from ui.bridge import Bridge
from ui.palette import Look
from ui.screens.meeting.roll_call import RollCall
from ui.screens.meeting.room_panel import RoomPanel
from ui.theme import Theme
from ui.wall_clock import WallClock

STATUS = AttendanceStatus
NOW = BEGAN + timedelta(minutes=30)


class StoppedClock(WallClock):
    """Says the same time for ever."""

    def now(self) -> datetime:
        return NOW


class Keys:
    """A roll call on the screen, what it asked, and how many keys were pressed in it."""

    def __init__(self, qtbot: QtBot, theme: Theme, room: Room) -> None:
        self._qtbot = qtbot
        self.pressed = 0
        self.asked: list[Any] = []
        self.widget = RollCall(theme, StoppedClock())
        qtbot.addWidget(self.widget)
        self.widget.resize(700, 600)
        self.widget.show_room(room)
        self.widget.show()
        self.widget.activateWindow()
        self.widget.take_focus()
        qtbot.waitUntil(self.widget.list.hasFocus)
        self.widget.asked.connect(self.asked.append)

    def press(self, keys: str) -> None:
        """Press letters as they come, wherever the keyboard is; a capital one goes with Shift."""
        for letter in keys:
            modifier = (
                Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
            )
            self._qtbot.keyClick(self._focus(), letter, modifier)
            self.pressed += 1

    def key(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(self._focus(), key)
        self.pressed += 1

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return)

    @property
    def row(self) -> int:
        return self.widget.list.currentIndex().row()

    def _focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


Show = Callable[[Room], Keys]


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Show:
    return partial(Keys, qtbot, theme)


def three() -> MadeRoom:
    made = made_room()
    for key, name in (("police", "Tariq Wold"), ("idva", "Ines Marlow"), ("csc", "Bea Lund")):
        made.invite(key, name=name)
    return made


# Marks


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("p", STATUS.PRESENT),
        ("r", STATUS.PRESENT_REMOTE),
        ("a", STATUS.APOLOGIES),
        ("w", STATUS.APOLOGIES_WITH_REPORT),
        ("x", STATUS.ABSENT),
        ("o", STATUS.OBSERVER),
        ("u", STATUS.INVITED),
    ],
)
def test_one_letter_marks_the_current_line_and_goes_to_the_next(show: Show, key: str, status: STATUS) -> None:
    room = three().room()
    keys = show(room)

    keys.press(key)

    assert keys.asked == [Marked((room.places[0].id,), status)]
    assert keys.row == 1


def test_letters_one_after_the_other_mark_one_after_the_other(show: Show) -> None:
    room = three().room()
    keys = show(room)

    keys.press("prx")

    assert [asked.attendance_ids[0] for asked in keys.asked] == [place.id for place in room.places]
    assert keys.row == 2


def test_arrows_and_numbers_move(show: Show) -> None:
    keys = show(marac_of_twenty().room())

    keys.key(Qt.Key.Key_Down)
    assert keys.row == 1
    keys.press("1")
    assert keys.row == 0
    keys.press("2")
    assert keys.row == 11
    keys.press("5")
    assert keys.row == 4
    keys.key(Qt.Key.Key_Up)
    assert keys.row == 3
    assert keys.asked == []


def test_shift_p_asks_for_all_others_and_a_forgotten_caps_lock_does_not(show: Show, qtbot: QtBot) -> None:
    keys = show(three().room())

    qtbot.keyClick(keys.widget.list, "P")
    keys.press("P")

    assert [type(asked) for asked in keys.asked] == [Marked, RestPresent]


def test_i_and_l_are_coming_and_leaving_now(show: Show) -> None:
    room = three().room()
    keys = show(room)

    keys.press("il")

    assert keys.asked == [Came((room.places[0].id,)), Went((room.places[1].id,))]


def test_in_a_case_a_capital_i_or_l_is_for_that_case_only(show: Show) -> None:
    made = three()
    case = Family(reference="M-2026-114")
    made.add(case)
    room = made.room(family_id=case.id)
    keys = show(room)

    keys.press("LI")

    assert keys.asked == [
        Went((room.places[0].id,), only_this_case=True),
        Came((room.places[1].id,), only_this_case=True),
    ]


def test_a_letter_without_a_meaning_says_so_and_marks_nobody(show: Show) -> None:
    keys = show(three().room())

    keys.press("z")
    assert "no meaning" in keys.widget.notice_text
    keys.press("p")

    assert keys.widget.notice_text == ""
    assert len(keys.asked) == 1


def test_escape_goes_back_to_the_capture_line(show: Show, qtbot: QtBot) -> None:
    keys = show(three().room())

    with qtbot.waitSignal(keys.widget.left):
        keys.key(Qt.Key.Key_Escape)


def test_the_same_person_stays_current_when_somebody_is_added_above(show: Show) -> None:
    made = three()
    keys = show(made.room())
    keys.press("dJo")
    keys.enter()
    assert keys.row == 1
    first = next(row for row in made.rows if isinstance(row, Attendance))
    deputy = Attendance(
        meeting_id=made.meeting.id,
        agency_id=first.agency_id,
        name="Jo",
        deputy_for_id=first.id,
        status=STATUS.PRESENT,
    )
    made.add(deputy)

    keys.widget.show_room(made.room())

    assert keys.row == 2
    assert keys.widget.list.current is not None
    assert keys.widget.list.current.called == "Ines Marlow"


# What is asked for in a line


def test_a_deputy_is_named_in_a_line_and_never_in_a_window(show: Show) -> None:
    room = three().room()
    keys = show(room)
    windows = len(QApplication.topLevelWidgets())

    keys.press("d")
    assert keys.widget.question.field.hasFocus()
    assert keys.widget.question.field.accessibleName() == "Who is here for Tariq Wold?"
    keys.press("jo marsh")
    keys.enter()

    assert keys.asked == [DeputyNamed(room.places[0].id, "jo marsh")]
    assert keys.widget.list.hasFocus()
    assert keys.row == 1
    assert len(QApplication.topLevelWidgets()) == windows


def test_escape_leaves_a_question_and_nothing_is_asked(show: Show, qtbot: QtBot) -> None:
    keys = show(three().room())
    with qtbot.assertNotEmitted(keys.widget.left):
        keys.press("djo")
        keys.key(Qt.Key.Key_Escape)

    assert keys.asked == []
    assert keys.widget.list.hasFocus()
    assert keys.row == 0


def test_an_empty_line_is_no_answer(show: Show) -> None:
    keys = show(three().room())

    keys.press("d")
    keys.enter()

    assert keys.asked == []
    assert keys.widget.question.field.hasFocus()


def test_nobody_stands_in_for_the_family(show: Show) -> None:
    made = made_room("icpc")
    made.invite_person("Lena Hart", "mother")
    keys = show(made.room("icpc"))

    keys.press("d")

    assert not keys.widget.question.isVisible()
    assert "family" in keys.widget.notice_text


@pytest.mark.parametrize("typed", ["1410", "14:10", "2.10"])
def test_a_typed_time_is_when_somebody_came_who_is_not_here(show: Show, typed: str) -> None:
    room = three().room()
    keys = show(room)

    keys.press("t" + typed)
    assert keys.widget.question.said == "Tariq Wold came at 14:10. Enter keeps."
    keys.enter()

    assert keys.asked == [Came((room.places[0].id,), BEGAN + timedelta(minutes=10))]


def test_a_typed_time_is_when_somebody_left_who_is_here(show: Show) -> None:
    made = made_room()
    police = made.invite("police", STATUS.PRESENT, name="Tariq Wold")
    made.add(Presence(attendance_id=police.id, arrived_at=BEGAN))
    keys = show(made.room())

    keys.press("t1420")
    assert keys.widget.question.said == "Tariq Wold left at 14:20. Enter keeps."
    keys.enter()
    keys.press("ti1420")
    keys.enter()

    moment = BEGAN + timedelta(minutes=20)
    assert keys.asked == [Went((police.id,), moment), Came((police.id,), moment)]


def test_a_time_that_is_none_waits_to_be_put_right(show: Show) -> None:
    keys = show(three().room())

    keys.press("t2510")
    keys.enter()

    assert keys.asked == []
    assert keys.widget.question.said.startswith("This is not understood yet.")


def test_times_are_those_of_the_meeting_also_in_summer(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    summer = datetime(2026, 7, 3, 13, 30, tzinfo=UTC)
    monkeypatch.setattr(StoppedClock, "now", lambda _: summer)
    keys = show(three().room())

    keys.press("t1410")
    keys.enter()

    assert keys.asked[0].at == summer.replace(minute=10)


def test_somebody_who_was_not_invited_is_added_in_a_line(show: Show) -> None:
    keys = show(three().room())

    keys.press("nRuth Vale, po")
    assert keys.widget.question.said == "Ruth Vale · Police. Enter keeps."
    keys.enter()
    keys.press("nSam Hale, supporter")
    assert keys.widget.question.said == "Sam Hale · supporter. Enter keeps."
    keys.enter()

    assert keys.asked == [
        SomebodyCame(SomebodyTyped("Ruth Vale", agency="po")),
        SomebodyCame(SomebodyTyped("Sam Hale", role="supporter")),
    ]


@pytest.mark.parametrize("typed", ["hv Kim Test", "Kim Test, hv", "health visitor Kim Test"])
def test_somebody_is_understood_with_the_agency_in_front_or_behind(show: Show, typed: str) -> None:
    keys = show(made_room().room())

    keys.press(f"n{typed}")

    assert keys.widget.question.said.startswith("Kim Test · Health visiting")


def test_agencies_are_offered_for_somebody_who_is_added_and_for_nothing_else(show: Show) -> None:
    keys = show(three().room())

    keys.press("nRuth Vale, pol")
    offered = [one.text for one in keys.widget.agency_names.offered]
    keys.widget._leave_question()
    keys.press("tpol")

    assert "Ruth Vale, Police" in offered
    assert keys.widget.agency_names.offered == ()


def test_an_empty_roll_call_says_what_to_do_and_takes_the_first(show: Show) -> None:
    keys = show(made_room().room())
    empty = [text.text() for text in keys.widget.findChildren(QLabel) if text.isVisible()]
    assert "Nobody is invited yet. N adds whoever is here." in empty

    keys.press("p")
    assert "N adds somebody" in keys.widget.notice_text
    keys.press("nhousing")
    keys.enter()

    assert keys.asked == [SomebodyCame(SomebodyTyped("", agency="housing"))]


def test_somebody_of_the_family_is_kept_out_by_three_keys(show: Show) -> None:
    made = made_room("icpc")
    father = made.invite_person("Karl Hart", "father")
    made.invite("csc")
    section = kind_of("icpc").sections[3].key
    keys = show(made.room("icpc", section=section))
    keys.widget.list.stand_on(father.id)

    keys.press("e2w")
    keys.widget.list.stand_on(father.id)
    keys.press("e3s")

    assert keys.asked == [
        KeptOut(father.id, ExclusionGround.VIOLENCE_OR_THREATS, Extent.WHOLE),
        KeptOut(father.id, ExclusionGround.CHILD_ASKS, Extent.SECTION),
    ]
    assert keys.widget.list.hasFocus()


def test_a_key_that_is_no_choice_waits_and_a_professional_is_not_kept_out(show: Show) -> None:
    made = made_room("icpc")
    made.invite("csc")
    father = made.invite_person("Karl Hart", "father")
    keys = show(made.room("icpc"))

    keys.press("e")
    assert "Only somebody of the family" in keys.widget.notice_text
    keys.widget.list.stand_on(father.id)
    keys.press("e9")
    keys.enter()

    assert keys.asked == []
    assert keys.widget.question.isVisible()


# Statements


def test_s_reads_the_next_statement_and_shows_its_words(show: Show) -> None:
    made = three()
    room = made.room()
    keys = show(room)
    assert "S reads “Confidentiality” now." in keys.widget.statement_text

    keys.press("s")
    made.add(StatementRead(meeting_id=made.meeting.id, kind="confidentiality", read_at=BEGAN))
    keys.widget.show_room(made.room())

    assert keys.asked == [StatementHeard("confidentiality")]
    assert "Read: Confidentiality 14:00." in keys.widget.statement_text
    assert room.statements[0].text in keys.widget.statement_text
    assert keys.row == 0


def test_the_words_of_a_statement_make_room_for_a_question(show: Show) -> None:
    made = three()
    keys = show(made.room())
    keys.press("s")
    made.add(StatementRead(meeting_id=made.meeting.id, kind="confidentiality", read_at=BEGAN))
    keys.widget.show_room(made.room())
    assert keys.widget._statement_text.isVisible()

    keys.press("t")
    assert keys.widget.question.isVisible()
    assert not keys.widget._statement_text.isVisible()

    keys.widget._leave_question()
    assert keys.widget._statement_text.isVisible()


def test_c_is_for_all_who_are_here_and_then_for_one_at_a_time(show: Show) -> None:
    made = made_room()
    police = made.invite("police", STATUS.PRESENT, name="Tariq Wold")
    keys = show(made.room())

    keys.press("c")
    police = made.put(police, statement_accepted_at=NOW)
    keys.widget.show_room(made.room())
    keys.press("chas to tell")
    keys.enter()
    police = made.put(police, statement_accepted_at=None, statement_exception="has to tell")
    keys.widget.show_room(made.room())
    keys.press("c")

    assert keys.asked == [
        AllAccept(),
        DoesNotAccept(police.id, "has to tell"),
        Accepts((police.id,)),
    ]


def test_a_capital_c_is_an_exception_before_all_others_accept(show: Show) -> None:
    made = made_room()
    police = made.invite("police", STATUS.PRESENT)
    absent = made.invite("csc", STATUS.ABSENT)
    keys = show(made.room())

    keys.press("C")
    keys.enter()
    keys.widget.list.stand_on(absent.id)
    keys.press("C")

    assert keys.asked == [DoesNotAccept(police.id, "")]
    assert "is not here to accept" in keys.widget.notice_text


def test_who_accepted_is_said_in_words(show: Show) -> None:
    made = made_room()
    made.add(StatementRead(meeting_id=made.meeting.id, kind="confidentiality", read_at=BEGAN))
    made.invite("police", STATUS.PRESENT, name="Tariq Wold", statement_accepted_at=NOW)
    late = made.invite("csc", STATUS.PRESENT, name="Bea Lund")
    keys = show(made.room())
    assert "Accepted by 1 of 2 people here. Not yet by Bea Lund." in keys.widget.statement_text

    made.put(late, statement_exception="has to tell")
    keys.widget.show_room(made.room())

    assert "Not by Bea Lund." in keys.widget.statement_text


# Quorum and warnings


def test_the_quorum_is_settled_by_one_key_where_it_is_met(show: Show) -> None:
    made = made_room()
    for key in ("police", "idva", "csc", "hospital"):
        made.invite(key, STATUS.PRESENT)
    keys = show(made.room())
    assert keys.widget.quorum_text.startswith("Quorum: met. Counted: Police, IDVA,")

    keys.press("q")

    assert keys.asked == [QuorumSettled(QuorumState.QUORATE)]


def test_going_on_without_a_quorum_asks_for_the_reason_of_the_chair(show: Show) -> None:
    made = made_room()
    made.invite("csc", STATUS.ABSENT)
    keys = show(made.room())

    keys.press("q1cannot wait")
    keys.enter()

    assert keys.asked == [QuorumSettled(QuorumState.PROCEEDED_WITHOUT, "cannot wait")]
    assert keys.widget.list.hasFocus()


def test_who_is_missing_and_matters_is_said_at_once(show: Show) -> None:
    made = made_room()
    csc = made.invite("csc")
    keys = show(made.room())
    agency = made.agencies["csc"]
    earlier = EarlierMeeting(date(2026, 10, 20), {agency.id: agency}, {}, {agency.id: 4})

    made.put(csc, status=STATUS.ABSENT)
    keys.widget.show_room(made.room(earlier=earlier))

    assert keys.widget.warning_texts[0] == (
        "Children's social care is absent: the quorum is not met. "
        "It was here last time (20 Oct) and owns 4 open actions."
    )


# The whole way


def _look(reading: Any, meeting_id: UUID) -> Room:
    rows = open_meeting(reading, meeting_id)
    return room_of(rows, kind_of("marac"), policy(), rulebook().groupings)


class Connected(QObject):
    """What a screen does: turns what was asked into commands, and shows the room anew."""

    def __init__(self, keys: Keys, bridge: Bridge, made: MadeRoom) -> None:
        super().__init__(keys.widget)
        self._keys = keys
        self._bridge = bridge
        self._meeting_id = made.meeting.id
        self.room = made.room()
        keys.widget.asked.connect(self._take)
        bridge.changed.connect(self._read)

    @Slot(object)
    def _take(self, asked: Any) -> None:
        command = roll_call_command(asked, self.room, NOW, rulebook().agencies)
        self._bridge.execute(command, self)

    @Slot(frozenset, object)
    def _read(self, _touched: frozenset[str], _asker: object) -> None:
        self._bridge.read(_look, self, self._show, self._meeting_id)

    def _show(self, room: Room) -> None:
        self.room = room
        self._keys.widget.show_room(room)


def test_twenty_people_take_at_most_forty_five_keys_deviations_included(
    show: Show, ui_desk: Desk, bridge: Bridge, settle: Callable[[], None]
) -> None:
    made = marac_of_twenty()
    ui_desk.execute(AddRows((made.meeting, *made.rows), "Begin", Deed.PREPARE))
    keys = show(made.room())
    connected = Connected(keys, bridge, made)
    places = connected.room.places
    bridge.changed.emit(frozenset(), None)
    settle()

    keys.press("3x")
    keys.press("r")
    keys.press("8w")
    keys.press("11a")
    keys.press("14dJo Marsh")
    keys.enter()
    keys.press("17t1410")
    keys.enter()
    keys.press("P")
    keys.press("sc")
    settle()
    settle()

    assert keys.pressed <= 45
    deviations = {
        2: STATUS.ABSENT,
        3: STATUS.PRESENT_REMOTE,
        7: STATUS.APOLOGIES_WITH_REPORT,
        10: STATUS.APOLOGIES,
        13: STATUS.SENT_DEPUTY,
    }
    now = {place.id: place for place in connected.room.places}
    expected = [deviations.get(number, STATUS.PRESENT) for number in range(20)]
    assert [now[place.id].status for place in places] == expected
    assert now[places[13].id].deputy == "Jo Marsh"
    assert now[places[16].id].times == "from 14:10"
    assert connected.room.marked == 21
    assert connected.room.next_statement is connected.room.statements[1]
    assert not connected.room.to_accept
    assert connected.room.warnings[0].text.startswith("Children's social care is absent")


def test_twenty_people_who_are_all_here_take_one_key(
    show: Show, ui_desk: Desk, bridge: Bridge, settle: Callable[[], None]
) -> None:
    made = marac_of_twenty()
    ui_desk.execute(AddRows((made.meeting, *made.rows), "Begin", Deed.PREPARE))
    keys = show(made.room())
    connected = Connected(keys, bridge, made)

    keys.press("P")
    settle()
    settle()

    assert connected.room.marked == 20
    assert connected.room.quorum.is_met
    bridge.undo()
    settle()
    settle()
    assert connected.room.marked == 0


# How it looks and is read out


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
@pytest.mark.parametrize("size", [100, 200])
def test_everything_of_the_roll_call_has_a_name_and_fits(
    show: Show, theme: Theme, look: Look, size: int
) -> None:
    theme.show(look, size)
    made = marac_of_twenty()
    made.add(StatementRead(meeting_id=made.meeting.id, kind="confidentiality", read_at=BEGAN))
    keys = show(made.room())
    keys.press("sd")

    assert nameless(keys.widget) == []
    assert markup_labels(keys.widget) == []
    inside = keys.widget.list.parentWidget()
    assert inside is not None
    assert inside.width() <= keys.widget.width()
    assert inside.minimumSizeHint().width() <= keys.widget.width()
    assert not keys.widget.grab().isNull()


def test_a_line_is_read_out_whole(show: Show) -> None:
    made = made_room()
    made.invite("csc", STATUS.PRESENT, name="Bea Lund", is_required=True, statement_accepted_at=NOW)
    keys = show(made.room())

    index = keys.widget.list.currentIndex()

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "1. Bea Lund, present, Children's social care · must be here, accepts the statement"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_name_holds_is_shown_as_it_is(show: Show, qtbot: QtBot, theme: Theme, text: str) -> None:
    made = made_room()
    made.add(StatementRead(meeting_id=made.meeting.id, kind="confidentiality", read_at=BEGAN))
    made.invite_role(text, "", STATUS.PRESENT)
    made.invite("csc", name=text, role=text[:60], asked_because=text)
    room = made.room()
    keys = show(room)
    panel = RoomPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(280, 600)
    panel.show_room(room)
    panel.show()

    keys.press("t")

    assert markup_labels(keys.widget) == markup_labels(panel) == []
    assert not keys.widget.grab().isNull()
    assert not panel.grab().isNull()


# The panel


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Iterator[RoomPanel]:
    made = RoomPanel(theme)
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(280, 640)
    window.show()
    window.activateWindow()
    yield made
    window.close()


def test_the_panel_says_how_many_are_here_and_who_is_missing(panel: RoomPanel) -> None:
    made = made_room()
    for key in ("police", "idva"):
        made.invite(key, STATUS.PRESENT)
    made.invite("probation", STATUS.PRESENT_REMOTE)
    made.invite("csc", STATUS.ABSENT)

    panel.show_room(made.room())

    assert panel.heading_text == "IN THE ROOM · 3 of 10 CORE AGENCIES"
    assert [chip.said for chip in panel.chips] == ["Police", "IDVA", "CSC", "PROB, remote"]
    assert panel.warning_texts[0].startswith("Children's social care is absent")
    assert panel.unspoken_text == "Has not spoken yet: Police, IDVA and Probation service"
    assert panel.chips[2].accessibleName() == "Children's social care: absent"


def test_the_chips_wrap_inside_the_panel(panel: RoomPanel, theme: Theme, qtbot: QtBot) -> None:
    theme.show(Look.LIGHT, 200)
    panel.show_room(marac_of_twenty().room())

    qtbot.waitUntil(lambda: panel.chips[-1].y() > panel.chips[0].y())

    assert all(chip.geometry().right() <= panel.width() for chip in panel.chips)
    bottom = panel.chips[-1].parentWidget()
    assert bottom is not None
    assert panel.chips[-1].geometry().bottom() <= bottom.height()


def test_the_chips_are_one_stop_and_arrows_go_round_them(panel: RoomPanel, qtbot: QtBot) -> None:
    panel.show_room(three().room())
    stops = [chip for chip in panel.chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [panel.chips[0]]
    panel.take_focus()
    qtbot.waitUntil(panel.chips[0].hasFocus)

    qtbot.keyClick(panel.chips[0], Qt.Key.Key_Right)
    qtbot.keyClick(panel.chips[1], Qt.Key.Key_Down)
    assert panel.chips[2].hasFocus()
    qtbot.keyClick(panel.chips[2], Qt.Key.Key_Home)

    assert panel.chips[0].hasFocus()
    stops = [chip for chip in panel.chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [panel.chips[0]]


def test_enter_on_a_chip_chooses_the_agency_and_on_a_person_the_person(
    panel: RoomPanel, qtbot: QtBot
) -> None:
    made = made_room()
    police = made.invite("police", STATUS.PRESENT)
    supporter = made.invite_role("Sam Hale", "supporter")
    panel.show_room(made.room())
    panel.take_focus()

    with qtbot.waitSignal(panel.agency_chosen) as agency:
        qtbot.keyClick(panel.chips[0], Qt.Key.Key_Return)
    qtbot.keyClick(panel.chips[0], Qt.Key.Key_End)
    with qtbot.waitSignal(panel.attendee_chosen) as attendee:
        qtbot.keyClick(panel.chips[1], Qt.Key.Key_Return)

    assert agency.args == [police.agency_id]
    assert attendee.args == [supporter.id]


def test_the_place_among_the_chips_is_kept_when_somebody_comes(panel: RoomPanel, qtbot: QtBot) -> None:
    made = three()
    panel.show_room(made.room())
    panel.take_focus()
    qtbot.waitUntil(panel.chips[0].hasFocus)
    qtbot.keyClick(panel.chips[0], Qt.Key.Key_Right)
    first = next(row for row in made.rows if isinstance(row, Attendance))

    made.put(first, status=STATUS.PRESENT)
    panel.show_room(made.room())

    assert panel.chips[1].hasFocus()
    assert "present" in panel.chips[0].accessibleName()


def test_a_room_that_comes_anew_takes_no_focus(panel: RoomPanel) -> None:
    made = three()
    panel.show_room(made.room())
    made.invite("housing", STATUS.PRESENT)

    panel.show_room(made.room())

    assert not any(chip.hasFocus() for chip in panel.chips)


def test_escape_leaves_the_panel(panel: RoomPanel, qtbot: QtBot) -> None:
    panel.show_room(three().room())
    panel.take_focus()

    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.chips[0], Qt.Key.Key_Escape)


def test_an_empty_room_says_what_to_do(panel: RoomPanel) -> None:
    panel.show_room(replace(made_room().room(), warnings=()))

    shown = [text.text() for text in panel.findChildren(QLabel) if text.isVisible()]
    assert any("F4" in text for text in shown)


def test_every_chip_and_line_of_the_panel_has_a_name(panel: RoomPanel) -> None:
    made = marac_of_twenty()
    family_of(made)
    panel.show_room(made.room())

    assert nameless(panel) == []
    interface = QAccessible.queryAccessibleInterface(panel.chips[0])
    assert interface is not None
    assert interface.role() is QAccessible.Role.Button
