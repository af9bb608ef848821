from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QMimeData, Qt, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkRequest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk, UndoState
from meetingdesk.app.live.head import CaseHead, Head
from meetingdesk.app.live.running_order import RunningLine
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.app.new_meeting import Thread, ThreadKind
from meetingdesk.app.preparing import Preparation
from meetingdesk.app.today import TodayMark, TodayRow
from meetingdesk.domain.capture_line import LineKind, read_line
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_clock import Spent
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingCase
from meetingdesk.domain.missing_agencies import RoomWarning
from meetingdesk.domain.room import Room
from meetingdesk.domain.text import gate
from meetingdesk.domain.workdays import Calendar, Nation
from meetingdesk.errors import MeetingDeskError
from tests.rooms import family_of, kind_of, made_room
from tests.ui import lint
from tests.ui.clocks import SteppingClock
from tests.ui.hostile import HOSTILE_TEXTS, SAMPLE
from tests.ui.one_meeting import OneMeeting
from tests.ui.outside import SEES_QT, Outside
from tests.ui.windows import GROUPS, Stage
from ui.labels import label, tooltip
from ui.main_window import MainWindow
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.models.paged_model import Column, PagedModel
from ui.problems import CrashReport
from ui.screens.first_run.window import FirstRunWindow
from ui.screens.meeting.agreed_list import AgreedList
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.capture_panel import CapturePanel
from ui.screens.meeting.head_bar import HeadBar
from ui.screens.meeting.panes import Panes
from ui.screens.meeting.roll_call import RollCall
from ui.screens.meeting.room_panel import RoomPanel
from ui.screens.meeting.running_list import RunningList
from ui.screens.meeting.section_tabs import SectionTabs
from ui.screens.meeting.stream_view import StreamView
from ui.screens.meeting.typed_edit import LONGEST, TypedEdit
from ui.screens.meeting.understood import Piece
from ui.screens.preparing.day_field import DayField
from ui.screens.recovery import RecoveryWindow
from ui.screens.today import _columns as today_columns
from ui.screens.unlock import UnlockWindow
from ui.theme import Theme
from ui.widgets.completions import Completion, Completions
from ui.widgets.cursor_list import CursorLine, CursorList
from ui.widgets.detail_panel import DetailPanel, Fact, Group, Sheet
from ui.widgets.grouped_table import GroupedTable
from ui.widgets.line_table import LineTable
from ui.widgets.message_bar import MessageBar
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.results_popup import Result
from ui.widgets.search_box import SearchBox

T = TypeVar("T")
NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
WIDEST = 1280
SIZE = (860, 560)
PROBED = 40
"""Letters by which a text is looked for: what is very long may be cut where it is shown."""
KEPT = frozenset({"zone", "kind", "section", "key", "type_id", "table", "part", "of_what", "place"})
"""Fields that hold no words of anybody, and that the program itself reads."""


@pytest.fixture
def texts(outside: Outside) -> tuple[str, ...]:
    """Every text as a store would hold it, and texts that name what is watched."""
    return tuple(dict.fromkeys(gate(text) for text in (*HOSTILE_TEXTS, *outside.baits)))


def soiled(value: T, text: str) -> T:
    """Return a value with every word of it replaced by a text."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return text  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(soiled(part, text) for part in value)  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {key: soiled(part, text) for key, part in value.items()}  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        given = {
            each.name: soiled(getattr(value, each.name), text)
            for each in fields(value)
            if each.init and each.name not in KEPT
        }
        return replace(value, **given)
    return value


# What widgets hold


def held_by(widget: QWidget) -> Iterator[str]:
    """Go through every text that a widget and what is in it shows, as the eye would see it."""
    for each in (widget, *widget.findChildren(QWidget)):
        if isinstance(each, QLabel):
            yield _without_key(each.text()) if each.buddy() is not None else each.text()
        elif isinstance(each, QAbstractButton):
            yield _without_key(each.text())
        elif isinstance(each, QLineEdit):
            yield each.text()
        elif isinstance(each, QPlainTextEdit):
            yield each.toPlainText()
        elif isinstance(each, QTabBar):
            for place in range(each.count()):
                yield from (_without_key(each.tabText(place)), lint.shown_by_tooltip(each.tabToolTip(place)))
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            yield from _held_by_model(each.model())
        elif isinstance(each, QComboBox):
            yield from (each.itemText(place) for place in range(each.count()))
        yield lint.shown_by_tooltip(each.toolTip())


def _held_by_model(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, PagedModel.BELOW_ROLE)
    for row in range(model.rowCount()):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            for role in roles:
                found = model.data(model.index(row, column), role)
                if isinstance(found, str):
                    yield found


def _without_key(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def probe(text: str) -> str:
    """Return the beginning of a text on one line, by which it is found where it is shown."""
    # Qt takes a mark of byte order at the beginning of a text for one.
    return " ".join(text.removeprefix("\ufeff").split())[:PROBED].strip()


def has(widget: QWidget, text: str) -> bool:
    wanted = probe(text)
    return any(wanted in " ".join(held.split()) for held in held_by(widget))


# Every widget that shows data


@dataclass(frozen=True, slots=True)
class Shown:
    """A widget, and how a text comes into every place of it that takes one."""

    widget: QWidget
    put: Callable[[str], None]


def stream_item(text: str) -> StreamItem:
    entry = Entry(meeting_id=uuid4(), section="information", text=text)
    return StreamItem(
        entry.id, LineKind.INFORMATION, NOW, text, text, text, (text, text), text, needs=text, row=entry
    )


def running_line(text: str) -> RunningLine:
    spent = Spent(timedelta(minutes=3), timedelta(minutes=2), is_open=True)
    return RunningLine(uuid4(), text, text, spent, uuid4(), 1)


def a_room() -> Room:
    made = made_room()
    family_of(made)
    for key, name in (("police", "Tariq Wold"), ("idva", "Ines Marlow"), ("csc", "")):
        made.invite(key, name=name)
    made.invite_person("Leila Brandt", "mother")
    made.invite_role("Sam Hale", "supporter")
    return replace(made.room(), warnings=(RoomWarning("w", True), RoomWarning("w")), unspoken=("a", "b"))


def a_stream(theme: Theme) -> Shown:
    view = StreamView(theme, lambda _: None)
    return Shown(view, lambda text: view.set_items((stream_item(text),)))


def agreed(theme: Theme) -> Shown:
    shown = AgreedList(theme)
    return Shown(shown, lambda text: shown.set_items((stream_item(text), stream_item(text))))


def running(theme: Theme) -> Shown:
    shown = RunningList(theme)
    return Shown(shown, lambda text: shown.set_lines((running_line(text),) * 2, 0))


def head_bar(theme: Theme) -> Shown:
    shown = HeadBar(theme)
    family = uuid4()

    def put(text: str) -> None:
        meeting = Meeting(reference=text, title=text, type_id="marac", series_id=uuid4())
        case = CaseHead(MeetingCase(meeting_id=meeting.id, family_id=family), text, text, 2, 1)
        head = Head(meeting, kind_of("marac"), None, (), (case,), text)
        shown.show_head(head, (replace(running_line(text), family_id=family),), 0)

    return Shown(shown, put)


def capture_panel(theme: Theme) -> Shown:
    shown = CapturePanel(theme)

    def put(text: str) -> None:
        shown.say(text)
        parts = ("owner", "protects", "due", "purpose")
        shown.show_pieces(tuple(Piece(part, text, text, part == "due") for part in parts))

    return Shown(shown, put)


def room_panel(theme: Theme) -> Shown:
    shown, room = RoomPanel(theme), a_room()
    shown.resize(284, 600)
    return Shown(shown, lambda text: shown.show_room(soiled(room, text)))


def roll_call(theme: Theme) -> Shown:
    shown, room = RollCall(theme, SteppingClock()), a_room()

    def put(text: str) -> None:
        shown._leave_question()
        shown.show_room(soiled(room, text))
        shown._statement_shown = room.statements[0].key
        shown._say_statement(soiled(room, text))
        shown._take_key("d")

    return Shown(shown, put)


def exclusion(theme: Theme) -> Shown:
    shown, room = RollCall(theme, SteppingClock()), a_room()
    family = next(place for place in room.places if place.may_be_excluded)

    def put(text: str) -> None:
        shown._leave_question()
        shown.show_room(replace(soiled(room, text), section="information"))
        shown.list.stand_on(family.id)
        shown._take_key("e")
        shown.question.field.setText("1")

    return Shown(shown, put)


def section_tabs(theme: Theme) -> Shown:
    shown = SectionTabs()

    def put(text: str) -> None:
        point = AgendaPoint(meeting_id=uuid4(), section="x", title=text, kind="text")
        shown.show_points((point, replace(point, id=uuid4(), kind="information")), point.id)

    return Shown(shown, put)


def panes(theme: Theme) -> Shown:
    shown = Panes(theme, left=(QWidget(),), top=QWidget(), centre=(QWidget(),), right=(QWidget(),))

    def put(text: str) -> None:
        shown.show_heading(text)
        shown.show_centre(None, text)

    return Shown(shown, put)


def ask_bar(theme: Theme) -> Shown:
    shown = AskBar()

    def put(text: str) -> None:
        shown.ask("About whom?", text, text, lambda _: text, shown)
        shown._take()

    return Shown(shown, put)


def line_table(theme: Theme) -> Shown:
    model: PagedModel[str] = PagedModel(
        (Column("Name", str, below=str, width=200), Column("Also", str), Column("State", str, chip=str))
    )
    table = LineTable(model, theme)
    return Shown(table, lambda text: model.set_lines((text, text), has_more=False))


def grouped_table(theme: Theme) -> Shown:
    columns = (Column("Mark", str, chip=str, width=170), Column("Name", str, below=str))
    model: GroupedModel[str] = GroupedModel(columns)
    table = GroupedTable(model, theme)
    return Shown(table, lambda text: model.set_groups((LinesUnder(text, (text, text)),)))


def palette(theme: Theme) -> Shown:
    page = QWidget()
    page.resize(900, 600)
    box = SearchBox(theme, page)
    box.resize(400, 40)

    def put(text: str) -> None:
        box.setText("a")
        box.show_results("a", (Result(text, text, None, text), Result(text, text, None)), text)

    return Shown(page, put)


def names_at_the_cursor(theme: Theme) -> Shown:
    page = QWidget()
    edit = QPlainTextEdit(page)
    edit.setPlainText("Ada")
    names = CursorList(theme, edit, "Names")
    return Shown(page, lambda text: names.open_at(0, [CursorLine(text, text)] * 3, text, row=0))


def detail_panel(theme: Theme) -> Shown:
    shown = DetailPanel()
    shown.resize(360, 600)

    def put(text: str) -> None:
        shown.show_sheet(Sheet(text, text, (Group(text, (Fact(text, text),)),), warning=text))

    return Shown(shown, put)


def message_bar(theme: Theme) -> Shown:
    shown = MessageBar()
    return Shown(shown, lambda text: shown.show_error(MeetingDeskError(text, hint=text)))


def today(theme: Theme) -> Shown:
    columns = today_columns()
    model: GroupedModel[TodayRow] = GroupedModel(columns)
    table = GroupedTable(model, theme)
    row = TodayRow(TodayMark.LATE, "a", "b", "c", "meetings")
    return Shown(table, lambda text: model.set_groups((LinesUnder(text, (soiled(row, text),)),)))


def progress(theme: Theme) -> Shown:
    shown = ProgressStrip()
    return Shown(shown, lambda text: shown.show_progress(text, 1, 2))


def unlock(theme: Theme) -> Shown:
    shown = UnlockWindow(theme, "", "")

    def put(text: str) -> None:
        shown._about.setText(text)
        shown.names.clear()
        shown.names.setCurrentText("")
        shown.show_names((text, text))
        shown.show_error(MeetingDeskError(text, hint=text))

    return Shown(shown, put)


def recovery(theme: Theme) -> Shown:
    shown = RecoveryWindow(theme)
    return Shown(shown, lambda text: shown.show_error(MeetingDeskError(text, hint=text)))


def first_run(theme: Theme) -> Shown:
    shown = FirstRunWindow(theme)
    return Shown(shown, lambda text: shown.show_error(MeetingDeskError(text, hint=text)))


def crash_report(theme: Theme) -> Shown:
    shown = CrashReport("")
    return Shown(shown, shown._text.setPlainText)


SLOW = frozenset({roll_call, room_panel, detail_panel, unlock, recovery, first_run})
"""What takes long with every text, and is shown with one of five."""
WIDGETS: tuple[Callable[[Theme], Shown], ...] = (
    *(a_stream, agreed, running, head_bar, capture_panel, room_panel, roll_call, exclusion),
    *(section_tabs, panes, ask_bar, line_table, grouped_table, palette, names_at_the_cursor),
    *(today, detail_panel, message_bar, progress, unlock, recovery, first_run, crash_report),
)


def faults_of(page: QWidget, shown: Shown, text: str) -> Iterator[str]:
    if not has(page, text):
        yield "is not shown as it is"
    if lint.markup_labels(page):
        yield "stands in a label that reads markup"
    if lint.markup_tooltips(page):
        yield "stands in a tooltip that reads markup"
    if (width := shown.widget.minimumSizeHint().width()) > WIDEST:
        yield f"makes it {width} wide"


def texts_for(make: Callable[[Theme], Shown], texts: tuple[str, ...]) -> tuple[str, ...]:
    if make is exclusion:
        return tuple(map(gate, SAMPLE[::2]))  # the same widget as the roll call, asked about another thing
    return tuple(text for number, text in enumerate(texts) if number % 5 == 0 or make not in SLOW)


@pytest.mark.parametrize("make", WIDGETS)
def test_every_text_is_shown_as_it_is(
    make: Callable[[Theme], Shown], texts: tuple[str, ...], theme: Theme, qtbot: QtBot, outside: Outside
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(*SIZE)
    shown = make(theme)
    # Not in a layout: a widget that wants to be wider than every screen is told so, and not painted so.
    shown.widget.setParent(page)
    shown.widget.setGeometry(page.rect())
    shown.widget.show()
    page.show()
    faults = []

    for number, text in enumerate(texts_for(make, texts)):
        shown.put(text)
        QApplication.sendPostedEvents()
        if number % 4 == 0:
            page.grab()
        faults += [f"{text[:30]!r} {fault}" for fault in faults_of(page, shown, text)]
    QApplication.processEvents()

    assert not faults, "\n" + "\n".join(faults)
    assert outside.touched() == []


# Fields


def pasted(text: str, outside: Outside) -> QMimeData:
    """Return what a browser or an office program would put on the clipboard with a text."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(f"<img src='{outside.picture.as_uri()}'><b>{text}</b>")
    data.setUrls([QUrl.fromLocalFile(str(outside.picture)), QUrl(f"http://127.0.0.1:{outside.port}/x.png")])
    return data


def in_document(text: str) -> str:
    """Return a text as a text field hands it out again: Qt makes other spaces of some spaces."""
    return gate(text).replace("\u00a0", " ").removeprefix("\ufeff")


@pytest.mark.parametrize("make", [CapturePanel, lambda _: TypedEdit(30)], ids=["capture", "entry"])
def test_a_text_field_takes_what_is_pasted_and_nothing_else(
    make: Callable[[Theme], Any], texts: tuple[str, ...], theme: Theme, qtbot: QtBot, outside: Outside
) -> None:
    shown = make(theme)
    edit = shown.edit if isinstance(shown, CapturePanel) else shown
    qtbot.addWidget(shown)
    shown.resize(*SIZE)
    shown.show()
    wrong = []

    for text in (*HOSTILE_TEXTS, *texts):
        data = pasted(text, outside)
        edit.clear()
        edit.insertFromMimeData(data)
        if edit.toPlainText() != in_document(data.text()):
            wrong.append(text[:40])
        assert edit.currentCharFormat().isEmpty()
    shown.grab()

    assert wrong == []
    assert outside.touched() == []


def test_a_text_field_takes_no_more_than_the_record_does(qtbot: QtBot, outside: Outside) -> None:
    edit = TypedEdit(4)
    qtbot.addWidget(edit)

    edit.insertFromMimeData(pasted("A" * (LONGEST + 500), outside))

    assert len(edit.toPlainText()) == LONGEST


def test_a_text_field_takes_no_picture_and_no_file(qtbot: QtBot, outside: Outside) -> None:
    edit = TypedEdit(4)
    qtbot.addWidget(edit)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(outside.picture))])
    data.setImageData(edit.grab().toImage())

    edit.insertFromMimeData(data)

    assert edit.toPlainText() in ("", data.text())
    assert outside.touched() == []


def line_of(make: Callable[[Theme], QWidget], theme: Theme) -> tuple[QWidget, QLineEdit]:
    widget = make(theme)
    field = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
    assert field is not None
    return widget, field


FIELDS: tuple[Callable[[Theme], QWidget], ...] = (
    *(SearchBox, RecoveryWindow, lambda theme: UnlockWindow(theme, "", "")),
    *(lambda _: AskBar(), lambda _: DayField(SteppingClock(), Calendar(Nation.ENG))),
    lambda theme: RollCall(theme, SteppingClock()),
)


@pytest.mark.parametrize("make", FIELDS)
def test_a_field_of_one_line_takes_what_is_pasted_and_nothing_else(
    make: Callable[[Theme], QWidget], theme: Theme, qtbot: QtBot, outside: Outside
) -> None:
    widget, field = line_of(make, theme)
    qtbot.addWidget(widget)
    widget.resize(*SIZE)
    widget.show()
    wrong = []

    for text in (*HOSTILE_TEXTS, *outside.baits):
        data = pasted(text, outside)
        QApplication.clipboard().setMimeData(data)
        field.clear()
        field.paste()
        arrived = data.text()[: field.maxLength()]
        if probe(gate(field.text())) not in probe(gate(arrived)) or lint.markup_labels(widget):
            wrong.append(text[:40])
    widget.grab()
    QApplication.clipboard().clear()

    assert wrong == []
    assert outside.touched() == []


# The whole way


@pytest.fixture
def one_meeting(given: tuple[Any, ...]) -> Iterator[Stage]:
    stage = OneMeeting(*given)
    yield stage
    stage.close()


def test_what_is_typed_is_in_the_store_and_back_on_the_screen(
    one_meeting: Stage, ui_desk: Desk, outside: Outside
) -> None:
    live = one_meeting.screen("marac")
    one_meeting.go_to(live, SectionKind.INFORMATION)
    edit = live.capture.edit
    sent = []

    for text in (*SAMPLE, *outside.baits[::9]):
        edit.clear()
        edit.insertFromMimeData(pasted(f"po fact: {text}", outside))
        read = read_line(edit.toPlainText(), live.standing.roster)
        if not read.is_empty:
            sent.append(gate(read.text))
        live.capturing.keep()
    live.window().grab()
    one_meeting.wait()

    assert len(sent) > 40
    with ui_desk.reading() as reading:
        assert [entry.text for entry in reading.find(Entry)] == sent
    shown = [live.stream.model_.data(live.stream.model_.index(row)) for row in range(len(sent))]
    assert shown == sent
    assert lint.markup_labels(live) == []
    assert outside.touched() == []


def test_what_is_edited_is_in_the_store_and_nothing_else_is_changed(
    one_meeting: Stage, ui_desk: Desk
) -> None:
    live = one_meeting.screen("marac")
    one_meeting.go_to(live, SectionKind.INFORMATION)
    texts = [gate(text) for text in SAMPLE if gate(text).strip()][:12]
    for text in texts:
        live.capture.edit.put(f"po fact: {text}")
        live.capturing.keep()
    one_meeting.wait()
    before = [item.text for item in live.standing.stream]

    for item in live.standing.stream:
        live.stream.edit_item(item.id)
        live.window().grab()
        live.stream.stop_editing()
    live.deeds.keep_now()
    one_meeting.wait()
    unchanged = [item.text for item in live.standing.stream]
    for item in live.standing.stream:
        live.stream.edit_item(item.id)
        assert live.stream.editor is not None
        live.stream.editor.insertPlainText("!")
        live.stream.stop_editing()
    live.deeds.keep_now()
    one_meeting.wait()

    assert unchanged == before
    with ui_desk.reading() as reading:
        assert [entry.text for entry in reading.find(Entry)] == [in_document(f"{text}!") for text in before]


def test_title_bars_show_every_reference_as_it_is(
    texts: tuple[str, ...], open_window: Callable[..., MainWindow], outside: Outside
) -> None:
    window = open_window(0, 0)

    for text in texts:
        window.show_reference(text)
        window.show_undo_state(UndoState(text, text))

        title = window.windowTitle().replace("[*][*]", "[*]")
        assert title.startswith(probe(text).replace("[*]", "[*]")[:20]) or not probe(text)
        said = window.actions_by_name["undo"].text().replace("&&", "\0")
        assert said.count("&") == 1  # the one that stands before the letter of Undo

    assert lint.markup_tooltips(window) == []
    assert outside.touched() == []


def test_names_are_offered_and_put_in_as_they_are(one_meeting: Stage, outside: Outside) -> None:
    live = one_meeting.screen("marac")
    one_meeting.go_to(live, SectionKind.INFORMATION)
    edit = live.capture.edit
    names = edit.findChild(Completions)
    assert names is not None
    edit.setFocus()

    for text in (*SAMPLE, *outside.baits[::9]):
        offered = Completion(text, text)
        if not offered.text:
            continue
        names._provider = lambda _, one=offered: (one,)
        edit.put("po met ")
        QTest.keyClicks(edit, "Ja")
        live.window().grab()
        QTest.keyClick(edit, Qt.Key.Key_Tab)
        assert edit.toPlainText() == f"po met {in_document(offered.text)}"

    assert lint.markup_labels(live.window()) == []
    assert outside.touched() == []


def test_preparing_shows_every_text_as_it_is(
    stage: Stage, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = next(state for state in GROUPS["preparing"] if state.name == "cases")
    window = state.open(stage)
    screen = window.meeting.preparing  # type: ignore[attr-defined]  # the frame
    prepared = screen.preparation
    assert isinstance(prepared, Preparation)
    monkeypatch.setattr(screen, "_name", lambda _: None)
    faults = []

    for text in (*map(gate, SAMPLE[::2]), *outside.baits[::9]):
        screen._show(prepared.meeting.id, replace(soiled(prepared, text), title=text))
        screen.parts.cases.show_families("a", (soiled(Thread(ThreadKind.FAMILY, "a", uuid4(), "b"), text),))
        QApplication.sendPostedEvents()
        window.grab()
        faults += [f"{text[:30]!r} {fault}" for fault in faults_of(window, Shown(screen, repr), text)]

    assert not faults, "\n" + "\n".join(faults)
    assert outside.touched() == []


# Controls: what would be seen if anything were wrong


def test_the_control_sees_a_label_that_reads_markup(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    wrong = QLabel("<b>Ada</b>", page)
    wrong.setTextFormat(Qt.TextFormat.RichText)

    faults = list(faults_of(page, Shown(wrong, wrong.setText), "<b>Ada</b>"))

    assert faults == ["stands in a label that reads markup"]


def test_the_control_sees_a_tooltip_that_reads_markup(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    label("<b>Ada</b>", parent=page).setToolTip("<b>Ada</b>")
    label("<b>Ada</b>", parent=page).setToolTip(tooltip("<b>Ada</b>"))

    faults = list(faults_of(page, Shown(page, page.setToolTip), "<b>Ada</b>"))

    assert faults == ["stands in a tooltip that reads markup"]
    assert [lint.shown_by_tooltip(each.toolTip()) for each in page.findChildren(QLabel)] == [
        "Ada",
        "<b>Ada</b>",
    ]


@pytest.mark.parametrize("make", [QPushButton, QTabBar, QLabel])
def test_the_control_sees_a_sign_that_is_taken_for_a_key(make: type[QWidget], qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    shown, field = make(page), QLineEdit(page)
    if isinstance(shown, QTabBar):
        shown.addTab("Ada & Sons")
    elif isinstance(shown, QLabel):
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setText("Ada & Sons")
        shown.setBuddy(field)
    elif isinstance(shown, QPushButton):
        shown.setText("Ada & Sons")

    assert list(faults_of(page, Shown(shown, repr), "Ada & Sons")) == ["is not shown as it is"]


def test_the_control_sees_a_label_that_bursts(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    wrong = QLabel("A" * 5_000, page, textFormat=Qt.TextFormat.PlainText, wordWrap=True)

    (fault,) = faults_of(page, Shown(wrong, wrong.setText), "A" * 5_000)

    assert fault.startswith("makes it ")


@pytest.mark.skipif(not SEES_QT, reason="this system does not tell who opens a file")
@pytest.mark.parametrize("kind", [QLabel, QTextEdit])
def test_the_control_sees_a_widget_that_loads_a_picture(
    kind: type[QLabel | QTextEdit], qtbot: QtBot, outside: Outside
) -> None:
    loading = [bait for bait in outside.baits if bait.startswith("<img") and "http" not in bait]
    seen = []

    for bait in loading:
        wrong = kind()
        qtbot.addWidget(wrong)
        wrong.setText(bait)
        wrong.show()
        wrong.grab()
        seen.append(outside.touched() != [])

    assert any(seen)


def test_the_control_sees_a_file_that_is_opened(outside: Outside) -> None:
    outside.picture.read_bytes()

    assert any(fault.startswith("open ") for fault in outside.touched())
    assert outside.touched() == []


def test_the_control_sees_a_call_to_the_network(outside: Outside, qtbot: QtBot) -> None:
    with pytest.raises(TimeoutError):
        urllib.request.urlopen(f"http://127.0.0.1:{outside.port}/canary.png", timeout=0.05)
    by_python = outside.touched()

    network = QNetworkAccessManager()
    reply = network.get(QNetworkRequest(QUrl(f"http://127.0.0.1:{outside.port}/canary.png")))
    by_qt: list[str] = []
    qtbot.waitUntil(lambda: bool(by_qt.extend(outside.touched()) or by_qt))
    reply.abort()

    assert "the port was called" in by_python
    assert by_qt == ["the port was called"]
