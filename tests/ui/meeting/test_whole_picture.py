"""The whole picture, driven by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.running import StartMeeting
from meetingdesk.app.live.view import first_view
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.information import Entry, EntryAbout, EntryStatus, InformationRequest, RequestState
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.picture import Cell, CellState
from tests.ui.clocks import SteppingClock
from tests.ui.hostile import HOSTILE, SAMPLE
from tests.ui.lint import markup_labels, markup_tooltips, nameless, roleless, shown_by_tooltip
from tests.ui.meeting.seeds import SeededMeeting, plan_icpc, plan_marac
from ui.bridge import Bridge
from ui.palette import Look
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.picture.picture_deeds import PictureDeeds
from ui.screens.meeting.picture.picture_view import PictureView
from ui.screens.meeting.standing import Standing
from ui.theme import Theme

Key = Qt.Key
MOTHER, FATHER, ROWAN, ISLA = range(1, 5)
"""The rows of the picture below that of the whole family."""


@dataclass
class Shown:
    """A picture on the screen, and somebody who presses keys in it."""

    desk: Desk
    window: QWidget
    view: PictureView
    deeds: PictureDeeds
    ask: AskBar
    standing: Standing
    settle: Callable[[], None]
    said: list[str] = field(default_factory=list)
    refused: list[object] = field(default_factory=list)

    def note(self, error: object, _asker: object) -> None:
        self.refused.append(error)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
            self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.settle()

    def column(self, key: str) -> int:
        return next(n for n, column in enumerate(self.view.picture.columns) if column.key == key)

    def go(self, key: str, row: int) -> None:
        """Go to a cell by arrow keys."""
        table = self.view.table
        while (here := table.currentIndex()).column() != self.column(key):
            QTest.keyClick(table, Key.Key_Right if here.column() < self.column(key) else Key.Key_Left)
        while (here := table.currentIndex()).row() != row:
            QTest.keyClick(table, Key.Key_Down if here.row() < row else Key.Key_Up)

    @property
    def cell(self) -> Cell:
        found = self.view.table.current
        assert found is not None
        return found

    def requests(self) -> tuple[InformationRequest, ...]:
        with self.desk.reading() as reading:
            return reading.find(InformationRequest)

    def say(self, key: str, text: str, *rows: int, **values: Any) -> Entry:
        """Have an entry recorded by somebody else."""
        assert self.standing.meeting_id is not None
        entry = Entry(
            meeting_id=self.standing.meeting_id,
            family_id=self.standing.family_id,
            agency_id=self.view.picture.columns[self.column(key)].agencies[0],
            text=text,
            **values,
        )
        about = [EntryAbout(entry_id=entry.id, person_id=self.person(row)) for row in rows]
        self.view.parent()
        self.deeds._bridge.execute(AddRows((entry, *about)), None)
        self.settle()
        return entry

    def person(self, row: int) -> UUID:
        found = self.view.picture.rows[row].person_id
        assert found is not None
        return found


Show = Callable[[SeededMeeting], Shown]


@pytest.fixture
def show(ui_desk: Desk, bridge: Bridge, theme: Theme, settle: Callable[[], None], qtbot: QtBot) -> Show:
    def there(seeded: SeededMeeting, *, starts: bool = True) -> Shown:
        clock = SteppingClock(seeded.begins)
        if starts:
            ui_desk.execute(StartMeeting(seeded.meeting_id, clock.now()))
        standing = Standing()
        with ui_desk.reading() as reading:
            standing.begin(first_view(reading, seeded.meeting_id))
        window = QWidget()
        qtbot.addWidget(window)
        view, ask = PictureView(theme), AskBar()
        deeds = PictureDeeds(view, ask, standing, bridge, clock, view)
        column = QVBoxLayout(window)
        column.addWidget(view, 1)
        column.addWidget(ask)
        window.resize(900, 640)
        shown = Shown(ui_desk, window, view, deeds, ask, standing, settle)
        deeds.said.connect(shown.said.append)
        bridge.refused.connect(shown.note)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        deeds.ready.connect(view.take_focus)
        deeds.open()
        settle()
        return shown

    return there


@pytest.fixture
def shown(show: Show, ui_desk: Desk) -> Shown:
    return show(plan_icpc(ui_desk))


def test_it_opens_on_the_first_person_with_its_sum_in_words(shown: Shown) -> None:
    assert shown.view.table.hasFocus()
    assert shown.cell.person_id == shown.person(MOTHER)
    cells = 4 * len(shown.view.picture.columns)
    assert shown.view.tally_text == f"{cells} of {cells} not asked"
    assert shown.view.gp_text == "△ GP not asked about 4 people"
    assert "nobody asked yet" in shown.view.here_text


def test_single_keys_mark_a_cell(shown: Shown) -> None:
    shown.go("police", FATHER)

    for key, state in (
        (Key.Key_A, CellState.ASKED),
        (Key.Key_Y, CellState.ANSWERED),
        (Key.Key_N, CellState.NOTHING_KNOWN),
    ):
        shown.press(key)
        assert shown.cell.state is state

    assert len(shown.requests()) == 1
    assert shown.cell.person_id == shown.person(FATHER)
    assert shown.refused == []


@pytest.mark.parametrize(("key", "state"), [(Key.Key_D, "declined"), (Key.Key_X, "not_asked")])
def test_declined_and_not_asked_ask_for_their_reason(shown: Shown, key: Qt.Key, state: str) -> None:
    shown.go("gp", ISLA)

    shown.press(key)
    assert shown.ask.field.hasFocus()
    shown.press(Key.Key_Return)
    assert shown.requests() == ()
    assert shown.ask.isVisible()
    shown.type("no consent yet")
    shown.press(Key.Key_Return)

    (request,) = shown.requests()
    assert (request.state.value, request.reason) == (state, "no consent yet")
    assert shown.view.table.hasFocus()
    assert "no consent yet" in shown.view.here_text


def test_escape_from_the_question_leaves_everything_as_it_was(shown: Shown) -> None:
    shown.go("police", FATHER)

    shown.press(Key.Key_D)
    shown.type("because")
    shown.press(Key.Key_Escape)

    assert shown.requests() == ()
    assert shown.view.table.hasFocus()


def test_a_reason_that_is_there_can_be_changed(shown: Shown) -> None:
    shown.press(Key.Key_X)
    shown.type("moved away")
    shown.press(Key.Key_Return)

    shown.press(Key.Key_X)

    assert shown.ask.field.text() == "moved away"


def test_delete_takes_the_mark_away_and_undo_brings_it_back(shown: Shown) -> None:
    shown.press(Key.Key_A)

    shown.press(Key.Key_Delete)
    assert shown.cell.state is CellState.GAP
    shown.deeds._bridge.undo()
    shown.settle()
    assert shown.cell.state is CellState.ASKED
    shown.press(Key.Key_Delete, Key.Key_Delete)

    assert shown.cell.state is CellState.GAP
    assert shown.said == ["There is no mark to take away here."]


def test_what_the_family_was_asked_is_taken_away_in_its_own_row(shown: Shown) -> None:
    shown.go("police", 0)
    shown.press(Key.Key_A)
    shown.go("police", FATHER)
    assert shown.cell.is_of_family

    shown.press(Key.Key_Delete)

    assert shown.said == ["This is the mark of the whole family; take it away in the first row."]
    assert len(shown.requests()) == 1


def test_an_answer_is_sent_back_with_what_is_missing(shown: Shown) -> None:
    shown.press(Key.Key_B)
    assert shown.said == ["There is no answer to send back here."]
    shown.press(Key.Key_Y)

    shown.press(Key.Key_B)
    shown.type("no dates")
    shown.press(Key.Key_Return)

    assert shown.cell.is_sent_back
    assert "sent back" in shown.view.here_text
    assert "no dates" in shown.view.here_text


def test_a_mark_that_the_record_gives_the_lie_is_refused(shown: Shown) -> None:
    shown.go("police", FATHER)
    shown.say("police", "Arrested on Friday", FATHER)

    shown.press(Key.Key_N)

    assert len(shown.refused) == 1
    assert shown.cell.state is CellState.ANSWERED


def test_enter_reads_what_is_behind_a_cell(shown: Shown) -> None:
    wanted: list[object] = []
    shown.view.entries_wanted.connect(wanted.append)
    first = shown.say("police", "Arrested on Friday", FATHER, source="police log")
    second = shown.say("police", "<b>Bailed</b>", FATHER, status=EntryStatus.DISPUTED, disputed_by="HV")
    shown.go("police", FATHER)

    shown.press(Key.Key_Return)

    assert wanted == [(first.id, second.id)]
    text = shown.view.pane.toPlainText()
    assert "Arrested on Friday" in text
    assert "Source: police log" in text
    assert "<b>Bailed</b>" in text
    assert "disputed by HV" in text
    assert shown.view.table.hasFocus()
    shown.press(Key.Key_Down)
    assert shown.view.pane.toPlainText() == "No entry is behind this cell."
    shown.press(Key.Key_Return)
    assert shown.view.pane.isHidden()


def test_what_only_one_agency_knows_is_said(shown: Shown) -> None:
    shown.say("police", "Arrested on Friday", FATHER)
    shown.go("police", FATHER)

    assert "1 person only one agency knows" in shown.view.tally_text
    assert "who else needs it?" in shown.view.here_text
    shown.say("school", "He came to the gate", FATHER)
    assert "only one agency" not in shown.view.tally_text


def test_a_new_entry_changes_its_cell_alone_and_nobody_is_moved(shown: Shown) -> None:
    shown.go("gp", ISLA)
    before, changed, reset = shown.cell, [], []
    model = shown.view.table.cells

    def note(first: QModelIndex, last: QModelIndex) -> None:
        assert first == last
        changed.append((first.row(), first.column()))

    model.dataChanged.connect(note)
    model.modelReset.connect(lambda: reset.append(1))

    shown.say("school", "Late on Mondays", ROWAN)

    assert changed == [(ROWAN, shown.column("school"))]
    assert reset == []
    assert shown.cell == before
    assert shown.view.table.hasFocus()


def test_another_agency_leaves_the_current_cell_where_it_was(shown: Shown) -> None:
    shown.go("gp", ISLA)
    agency = Agency(key="camhs", name="Invented camhs", code="ca")
    assert shown.standing.meeting_id is not None
    seat = Attendance(meeting_id=shown.standing.meeting_id, agency_id=agency.id, position=1)

    shown.deeds._bridge.execute(AddRows((agency, seat)), None)
    shown.settle()

    assert "camhs" in [column.key for column in shown.view.picture.columns]
    assert shown.cell.person_id == shown.person(ISLA)
    assert shown.view.table.currentIndex().column() == shown.column("gp")


def test_escape_leaves(shown: Shown) -> None:
    left: list[int] = []
    shown.view.left.connect(lambda: left.append(1))

    shown.press(Key.Key_Escape)
    shown.press(Key.Key_Return)
    shown.view.pane.setFocus()
    shown.press(Key.Key_Escape)

    assert left == [1, 1]


def test_letters_without_a_meaning_do_nothing(shown: Shown) -> None:
    here = shown.view.table.currentIndex()

    shown.type("qwzm 7")

    assert shown.view.table.currentIndex() == here
    assert shown.requests() == ()


def test_before_the_meeting_sits_nothing_is_marked(show: Show, ui_desk: Desk) -> None:
    shown = show(plan_icpc(ui_desk), starts=False)  # type: ignore[call-arg]

    shown.press(Key.Key_A, Key.Key_X, Key.Key_B, Key.Key_Delete)

    assert len(shown.said) == 4
    assert not shown.ask.isVisible()
    assert shown.requests() == ()


def test_what_is_not_seen_is_read_when_it_is_seen_again(shown: Shown) -> None:
    shown.view.hide()
    before = shown.view.picture
    shown.say("school", "Late on Mondays", ROWAN)
    assert shown.view.picture is before

    shown.view.show()
    shown.settle()

    assert shown.view.picture.cells[ROWAN][shown.column("school")].count == 1


def test_each_case_has_its_own_picture_and_none_where_no_family_is_spoken_of(
    show: Show, ui_desk: Desk
) -> None:
    shown = show(plan_marac(ui_desk))
    assert shown.view.empty_text.startswith("No family is spoken of")
    assert not shown.view.take_focus()
    with ui_desk.reading() as reading:
        points = reading.find(AgendaPoint, meeting_id=shown.standing.meeting_id)

    for family in dict.fromkeys(point.family_id for point in points if point.family_id):
        shown.standing.point_id = next(point.id for point in points if point.family_id == family)
        shown.deeds.point_changed()
        shown.settle()
        assert shown.view.picture.has_people
        assert shown.view.empty_text == ""

    assert len(shown.view.picture.rows) == 3


def test_a_cell_says_everything_to_a_screen_reader(shown: Shown) -> None:
    shown.go("gp", ISLA)
    index = shown.view.table.currentIndex()
    role = Qt.ItemDataRole.AccessibleTextRole

    said = shown.view.table.cells.data(index, role)

    assert "Isla Castell" in said
    assert "nobody asked yet" in said
    assert shown.view.table.cells.headerData(index.column(), Qt.Orientation.Horizontal, role)
    interface = QAccessible.queryAccessibleInterface(shown.view.table)
    assert interface.text(QAccessible.Text.Name)
    assert nameless(shown.window) == []
    assert roleless(shown.window) == []


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
@pytest.mark.parametrize("size", [100, 200])
def test_it_can_be_painted_in_every_look_and_size(shown: Shown, theme: Theme, look: Look, size: int) -> None:
    for key, row in ((Key.Key_A, MOTHER), (Key.Key_Y, FATHER), (Key.Key_N, ROWAN)):
        shown.go("police", row)
        shown.press(key)
    shown.say("school", "One, disputed", ISLA, status=EntryStatus.DISPUTED)

    theme.show(look, size)

    for width in (320, 700, 1600):
        shown.window.resize(width, 500)
        assert not shown.window.grab().isNull()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_and_reasons_show_as_they_are(shown: Shown, text: str) -> None:
    with shown.desk.reading() as reading:
        (name,) = reading.find(PersonName, full="Isla Castell")
    shown.deeds._bridge.execute(change(name, full=text[:300]), None)
    shown.settle()
    shown.go("gp", ISLA)

    shown.press(Key.Key_D)
    shown.ask.field.setText(text)
    shown.press(Key.Key_Return)
    shown.press(Key.Key_Return)

    assert markup_labels(shown.window) == []
    assert markup_tooltips(shown.window) == []
    index = shown.view.table.currentIndex()
    tip = shown.view.table.cells.data(index, Qt.ItemDataRole.ToolTipRole)
    assert " ".join(shown_by_tooltip(tip).split()) == " ".join(shown.view.here_text.split())
    assert not shown.window.grab().isNull()
    assert shown.window.minimumSizeHint().width() <= 900


@pytest.mark.parametrize("text", SAMPLE)
def test_whatever_was_said_is_read_as_it_is(shown: Shown, text: str) -> None:
    shown.say("school", f"said: {text}"[:20_000], ROWAN)
    shown.go("school", ROWAN)

    shown.press(Key.Key_Return)

    assert not shown.window.grab().isNull()
    assert "said:" in shown.view.pane.toPlainText()


def test_what_is_typed_on_the_line_is_in_the_picture(shown: Shown) -> None:
    point_id = next(p.id for p in shown.standing.head.points if p.section == "information")  # type: ignore[union-attr]
    keep = KeepEntry(
        point_id,
        SteppingClock().now(),
        "Nothing known",
        shown.view.picture.columns[0].agencies[0],
        about=(shown.person(ISLA),),
    )

    shown.deeds._bridge.execute(keep, None)
    shown.settle()

    assert shown.view.picture.cells[ISLA][0].state is CellState.NOTHING_KNOWN
    assert shown.view.picture.cells[ISLA][0].state.value == RequestState.NOTHING_KNOWN
