from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.file_kinds import PNG, media_type_of
from meetingdesk.app.files_received import Arriving, TakeInFile
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.documents import FileReceived
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.visibility import Visibility
from tests.app.meetings_to_prepare import found
from tests.people import person_with
from tests.ui import lint
from tests.ui.hostile import HOSTILE
from ui.bridge import Bridge
from ui.destination import Destination
from ui.main_window import MainWindow
from ui.palette import Look
from ui.screens.family.keys import FILES_PLACE
from ui.screens.family.page import FamilyPageView
from ui.screens.files.file_deeds import FileDeeds
from ui.screens.files.files_view import FilesView
from ui.screens.files.pictures import picture_of
from ui.screens.files.reports_part import ReportsPart
from ui.screens.meeting.standing import Standing
from ui.theme import Theme

Open = Callable[..., MainWindow]
Settle = Callable[[], None]
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CHECKS = (
    *(lint.nameless, lint.roleless, lint.markup_labels, lint.markup_tooltips),
    *(lint.out_of_order, lint.faint, lint.clipped, lint.ambiguous_keys),
)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: str) -> None:
    for key in keys:
        combination = QKeySequence(key)[0]
        QTest.keyClick(focused(), combination.key(), combination.keyboardModifiers())


def png(width: int = 40, height: int = 30) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 200 if width > 1_000 else (b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def family(ui_desk: Desk) -> Family:
    family = Family(reference="M-2026-114")
    meeting = Meeting(reference="CP-2026-0007", type_id="icpc", family_id=family.id)
    school = Agency(name="Sample Primary School", code="SCH")
    ui_desk.execute(AddRows((family, meeting, school)))
    return family


def keep(
    desk: Desk, family: Family, content: bytes = b"What the school saw.", name: str = "report.txt"
) -> None:
    (meeting,) = found(desk, Meeting)
    desk.execute(TakeInFile(meeting.id, Arriving(name, media_type_of(content), content), AT, family.id))


@pytest.fixture
def window(open_window: Open, family: Family, settle: Settle) -> MainWindow:
    window = open_window(meetings=0, families=0)
    window.activateWindow()
    return window


@pytest.fixture
def files(window: MainWindow, family: Family, settle: Settle) -> Callable[[], FamilyPageView]:
    def show() -> FamilyPageView:
        window.open(Destination("families", family_id=family.id))
        settle()
        press("Alt+9")
        settle()
        return window.families.page

    return show


Files = Callable[[], FamilyPageView]


def drop(view: FilesView, *paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left = Qt.MouseButton.LeftButton
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(view, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return data


def said(widget: QWidget) -> str:
    return " ".join(text.text() for text in widget.findChildren(QLabel) if text.isVisible())


# Taking in


def test_a_family_without_files_says_how_one_comes_in(files: Files) -> None:
    page = files()

    assert "No file has come in yet" in page.files.view.said
    assert "Ctrl+O" in page.files.view.said
    assert focused() is page.files.view.take_in
    assert page.tabs.tabText(FILES_PLACE) == "Files 0"


def test_ctrl_o_asks_for_files_and_opens_no_other_store(
    files: Files, window: MainWindow, ui_desk: Desk
) -> None:
    page = files()
    opened: list[bool] = []
    window.actions_by_name["open_store"].triggered.connect(lambda: opened.append(True))

    press("Ctrl+O")

    (dialog,) = page.files.view.findChildren(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    assert opened == []
    dialog.reject()
    assert lint.ambiguous_keys(window) == []


def test_files_that_are_dropped_are_taken_in_one_after_another(
    files: Files, ui_desk: Desk, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    page = files()
    paths = [tmp_path / name for name in ("a.txt", "empty.txt", "b.png")]
    for path, content in zip(paths, (b"words", b"", png()), strict=True):
        path.write_bytes(content)

    drop(page.files.view, *paths, tmp_path / "meeting.json")
    qtbot.waitUntil(lambda: not page.files.view.progress.text)
    settle()

    names = {(file.name, file.kind) for file in found(ui_desk, FileReceived)}
    assert names == {("a.txt", "report"), ("b.png", "drawing")}
    assert "There is nothing in this file" in page.files.view.message.text
    assert page.tabs.tabText(FILES_PLACE) == "Files 2"
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["a.txt", "b.png", "empty.txt"]


def test_one_undo_takes_back_what_was_taken_in(
    files: Files, ui_desk: Desk, tmp_path: Path, bridge: Bridge, qtbot: QtBot, settle: Settle
) -> None:
    page = files()
    (tmp_path / "a.txt").write_bytes(b"words")
    drop(page.files.view, tmp_path / "a.txt")
    qtbot.waitUntil(lambda: "One file was taken in" in page.files.view.message.text)

    bridge.undo()
    settle()

    assert found(ui_desk, FileReceived) == ()
    assert "No file has come in yet" in page.files.view.said


def _wait_for(happened: Event, _reading: Any) -> None:
    assert happened.wait(20)


def _nothing(_read: object) -> None:
    """Nobody waits for it."""


def test_stopping_leaves_out_what_was_not_read_yet(
    files: Files, ui_desk: Desk, bridge: Bridge, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    page = files()
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_bytes(path.name.encode())
    # Nothing is read before it was stopped, however late the key comes.
    stopped_now = Event()
    bridge.read(partial(_wait_for, stopped_now), page, _nothing)

    drop(page.files.view, *paths)
    page.files.view.progress.stop_wanted.emit()
    stopped_now.set()
    qtbot.waitUntil(lambda: not page.files.view.progress.text)
    settle()
    stopped = found(ui_desk, FileReceived)
    page.files.view.message.put_away()
    drop(page.files.view, paths[2])
    qtbot.waitUntil(lambda: not page.files.view.progress.text)

    assert stopped == ()
    assert [file.name for file in found(ui_desk, FileReceived)] == ["2.txt"]


def test_a_role_that_only_reads_is_told_so_in_words(
    files: Files, ui_desk: Desk, family: Family, bridge: Bridge, settle: Settle
) -> None:
    keep(ui_desk, family)
    page = files()
    ui_desk.person = person_with("reader")

    press("Ctrl+O")
    on_taking = page.files.view.message.text
    press("S")

    assert page.files.view.findChildren(QFileDialog) == []
    assert "may not take files in" in on_taking
    assert "may not save files outside" in page.files.view.message.text


# Reading


def test_enter_reads_a_text_here_and_escape_goes_back_to_the_list_then_leaves(
    files: Files, ui_desk: Desk, family: Family, window: MainWindow, settle: Settle
) -> None:
    keep(ui_desk, family)
    page = files()
    view = page.files.view
    on_list = focused()

    press("Return")
    settle()
    shown, on_text = view.reader.text.toPlainText(), focused()
    press("Esc")
    kept_after, back = view.reader.text.toPlainText(), focused()
    press("Esc")
    settle()

    assert on_list is view.table
    assert (shown, on_text) == ("What the school saw.", view.reader.text)
    assert (kept_after, back) == ("", view.table)
    assert not window.families.has_page


def test_a_picture_is_shown_and_made_larger_by_keys(
    files: Files, ui_desk: Desk, family: Family, settle: Settle
) -> None:
    keep(ui_desk, family, png(), "drawing.png")
    page = files()
    press("Return")
    settle()
    view = page.files.view.reader.picture
    fits = view.shown_size.width()

    press("+", "+")
    larger = view.shown_size.width()
    press("0")

    assert focused() is view
    assert fits == 40
    assert larger > fits
    assert view.shown_size.width() == fits


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\0", "cannot be shown here"),
        (b"%PDF-1.7\n1 0 obj", "PDF documents cannot be shown here"),
        (png()[:50], "damaged"),
        (png()[:20], "damaged"),
        (png(100_000, 100_000), "100,000 by 100,000 points"),
        (png(30_000, 30_000), "30,000 by 30,000 points"),
        (b"\xff\xd8\xff\xe0 and no more", "damaged"),
        (b"GIF89a", "damaged"),
        (b"II*\0\x08\0\0\0", "damaged"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "damaged"),
        (b"BM" + b"\0" * 12 + b"\x28\0\0\0" + b"\0" * 36, "damaged"),
    ],
)
def test_a_file_that_cannot_be_shown_is_answered_in_words(
    files: Files, ui_desk: Desk, family: Family, settle: Settle, content: bytes, says: str
) -> None:
    keep(ui_desk, family, content, "file")
    page = files()

    press("Return")
    settle()

    assert says in said(page.files.view.reader)
    assert "A copy can be saved" in said(page.files.view.reader)
    assert focused() is page.files.view.reader.copy


def test_every_cut_of_a_picture_is_answered(tmp_path: Path, qapp: QApplication) -> None:
    whole = png()

    for length in range(8, len(whole)):
        answer = picture_of(whole[:length], PNG)
        assert isinstance(answer, str) or isinstance(answer[0], QImage)


def test_a_file_that_is_removed_elsewhere_is_not_shown_any_longer(
    files: Files, ui_desk: Desk, family: Family, bridge: Bridge, settle: Settle
) -> None:
    keep(ui_desk, family)
    page = files()
    press("Return")
    settle()

    bridge.undo()
    settle()

    assert not page.files.view.is_open
    assert page.files.view.reader.text.toPlainText() == ""


# Keys on a file


def test_v_narrows_at_once_and_widening_asks_for_a_reason(
    files: Files, ui_desk: Desk, family: Family, settle: Settle
) -> None:
    keep(ui_desk, family)
    page = files()

    press("V", "2")
    settle()
    (narrow,) = found(ui_desk, FileReceived)
    press("V", "1")
    asked = said(page.files.view.question)
    QTest.keyClicks(focused(), "The school asked")
    press("Return")
    settle()

    (wide,) = found(ui_desk, FileReceived)
    assert (narrow.visibility, wide.visibility) == (Visibility.V2, Visibility.V1)
    assert "Who needs it, and why?" in asked
    assert focused() is page.files.view.table


def test_f_k_n_and_delete_change_a_file_and_undo_brings_it_back(
    files: Files, ui_desk: Desk, family: Family, bridge: Bridge, settle: Settle
) -> None:
    keep(ui_desk, family)
    page = files()

    press("F")
    QTest.keyClicks(focused(), "sch")
    press("Return")
    settle()
    press("K", "G")
    settle()
    press("N")
    QTest.keyClicks(focused(), "Family tree")
    press("Return")
    settle()
    line = page.files.view.line
    press("Delete")
    settle()
    gone = found(ui_desk, FileReceived)
    bridge.undo()
    settle()

    assert line is not None
    assert (line.from_whom, line.kind, line.name) == ("Sample Primary School", "Genogram", "Family tree")
    assert gone == ()
    assert [file.name for file in found(ui_desk, FileReceived)] == ["Family tree"]


def test_a_copy_is_saved_only_after_a_warning_in_words_and_under_a_neutral_name(
    files: Files, ui_desk: Desk, family: Family, settle: Settle, tmp_path: Path
) -> None:
    keep(ui_desk, family, name="Ada Invented.txt")
    page = files()
    view = page.files.view

    press("S")
    warning = said(view.question)
    modal = QApplication.activeModalWidget()
    press("Esc")
    after_escape = view.findChildren(QFileDialog)
    press("S", "Y")
    (dialog,) = view.findChildren(QFileDialog)
    suggested = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(str(tmp_path / "copy.txt"))
    dialog.reject()
    settle()

    assert "leaves the encrypted store" in warning
    assert modal is None
    assert after_escape == []
    assert suggested.startswith("20261120-report-")
    assert [path.name for path in tmp_path.glob("*.txt")] == ["copy.txt"]
    assert (tmp_path / "copy.txt").read_bytes() == b"What the school saw."
    assert "It is not encrypted" in view.message.text


def test_a_question_about_the_open_file_goes_back_to_the_file(
    files: Files, ui_desk: Desk, family: Family, settle: Settle
) -> None:
    keep(ui_desk, family)
    page = files()
    press("Return")
    settle()

    press("S", "Esc")

    assert focused() is page.files.view.reader.text
    assert page.files.view.is_open


# Everything else


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
@pytest.mark.parametrize("size", [100, 200])
def test_the_files_hold_what_holds_for_every_window(
    files: Files,
    ui_desk: Desk,
    family: Family,
    window: MainWindow,
    theme: Theme,
    settle: Settle,
    look: Look,
    size: int,
) -> None:
    theme.show(look, size)
    for number, text in enumerate((*HOSTILE, "../../a", "x" * 300)):
        keep(ui_desk, family, f"{number} {text}".encode("utf-8", "replace"), text[:300])
    files()

    on_list = [fault for check in CHECKS for fault in check(window)]
    press("Return")
    settle()
    on_file = [fault for check in CHECKS for fault in check(window)]
    press("S")
    settle()
    asked = [fault for check in CHECKS for fault in check(window)]

    assert on_list == []
    assert asked == []
    assert on_file == []


def test_another_family_shows_nothing_of_the_one_before(
    files: Files, ui_desk: Desk, family: Family, window: MainWindow, settle: Settle
) -> None:
    keep(ui_desk, family)
    other = Family(reference="M-2026-999")
    ui_desk.execute(AddRows((other,)))
    page = files()
    press("Return")
    settle()

    window.open(Destination("families", family_id=other.id))
    settle()
    press("Alt+9")
    settle()

    assert page.files.view.reader.text.toPlainText() == ""
    assert page.files.view.line is None
    assert "No file can come in yet" in page.files.view.said


def test_the_reports_of_a_meeting_are_its_files(
    theme: Theme,
    bridge: Bridge,
    ui_desk: Desk,
    family: Family,
    window: MainWindow,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    keep(ui_desk, family)
    (meeting,) = found(ui_desk, Meeting)
    part = ReportsPart(theme, Standing(meeting_id=meeting.id), bridge, window.families._clock)
    qtbot.addWidget(part.view)
    part.view.show()

    part.open()
    settle()
    part.take_focus()

    assert isinstance(part.deeds, FileDeeds)
    assert [line.name for _, line in part.view.model.lines()] == ["report.txt"]
