from __future__ import annotations

import subprocess
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import ChangeRow
from meetingdesk.domain.actions import Action
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.errors import MeetingDeskError
from reports.blocks import Builder, Report, plain
from reports.pdf.pages import page_seen, sizes_in
from reports.pdf.writer import write_pdf
from tests.titles import titles
from tests.ui.clocks import SteppingClock
from tests.ui.documents.test_copies_page import NOW, PATIENCE_MS, Seen, with_a_leak
from tests.ui.meeting.seeds import plan_icpc
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.palette import Look
from ui.problems import Problems
from ui.screens.documents.page import DocumentsPage
from ui.screens.documents.preview import view as preview_view
from ui.screens.documents.preview.pages_view import PagesView
from ui.screens.documents.preview.view import PreviewView
from ui.settings import Settings
from ui.theme import Theme

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
A_FEW = 5


class Reader(Seen):
    """Somebody who looks at copies before they are made."""

    @property
    def view(self) -> PreviewView:
        view = self.page.previewing.view
        assert view is not None, "nobody has looked at a copy"
        return view

    @property
    def pages(self) -> PagesView:
        return self.view.pages

    def wait(self) -> None:
        """Wait until what is seen is drawn."""
        self.qtbot.waitUntil(lambda: bool(self.view.pages.count), timeout=PATIENCE_MS)
        self.qtbot.waitUntil(lambda: self.pages.wanted is None, timeout=PATIENCE_MS)

    def look(self, reader: str, kind: DocumentKind) -> None:
        self.stand_on(reader, kind)
        self.press(Key.Key_Return)
        self.wait()

    def mend(self, desk: Desk, text: str) -> None:
        with desk.reading() as reading:
            action = reading.find(Action)[0]
        change = ChangeRow(Action, action.id, (("text", text),), "Change an action")
        self.window._bridge.execute(change, None)


@pytest.fixture
def seen(
    ui_desk: Desk,
    bridge: Bridge,
    theme: Theme,
    settings: Settings,
    problems: Problems,
    settle: Callable[[], None],
    qtbot: QtBot,
    tmp_path: Path,
) -> Iterator[Reader]:
    folder = tmp_path / "copies"
    folder.mkdir()
    meeting = plan_icpc(ui_desk)
    with_a_leak(ui_desk)
    settings.copies_folder = str(folder)
    window = MainWindow(bridge, theme, settings, problems, titles(), clock=SteppingClock(NOW))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.go("meetings")
    settle()
    seen = Reader(window, meeting, folder, settle, qtbot)
    seen.press(Key.Key_D, held=CTRL)
    seen.settle()
    yield seen
    if isinstance(window.screen_now, DocumentsPage):
        seen.page.forget()
    settle()


def text_by_poppler(file: Path, number: int) -> str:
    page = ["-f", str(number), "-l", str(number)]
    done = subprocess.run(["pdftotext", *page, str(file), "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


# Opening


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_P])
def test_enter_shows_the_pages_of_the_copy_in_place_of_the_table(seen: Reader, key: Qt.Key) -> None:
    seen.press(key)
    seen.wait()

    assert seen.pages.hasFocus()
    assert not seen.page.table.isVisible()
    assert seen.view.head.said.startswith(
        "Full minutes · Chair and minute taker · Reader 1 of 7 · Page 1 of "
    )
    assert "nothing is in it that Chair and minute taker may not have" in seen.view.verdict.said
    assert seen.files() == []


def test_a_pointer_finds_the_way_to_the_pages_and_back(seen: Reader) -> None:
    seen.page.see.click()
    seen.wait()
    there = seen.view.isVisible()
    seen.view.head.back.click()

    assert there
    assert seen.page.table.isVisible()


def test_escape_goes_back_to_the_table_on_the_same_copy(seen: Reader) -> None:
    seen.look("Adult A", DocumentKind.FAMILY_COPY)
    here = seen.page.table.currentIndex()

    seen.press(Key.Key_Escape)

    assert seen.page.table.hasFocus()
    assert seen.page.table.currentIndex() == here
    assert not seen.page.previewing.is_open
    assert isinstance(seen.window.screen_now, DocumentsPage)


def test_the_way_back_in_the_head_of_the_page_leads_to_the_table_first(seen: Reader) -> None:
    seen.look("Adult A", DocumentKind.FAMILY_COPY)

    seen.page.head.back.click()

    assert isinstance(seen.window.screen_now, DocumentsPage)
    assert seen.page.table.isVisible()


def test_what_is_not_written_to_a_reader_has_no_pages_and_it_is_said(seen: Reader) -> None:
    seen.stand_on("Chair and minute taker", DocumentKind.AGENCY_EXTRACT)

    seen.press(Key.Key_Return)

    assert not seen.page.previewing.is_open
    assert "not written to Chair and minute taker" in seen.page.message.text


def test_nothing_is_made_of_ticks_that_nobody_sees(seen: Reader) -> None:
    seen.press(Key.Key_Space)
    seen.press(Key.Key_Return)
    seen.wait()

    seen.press(Key.Key_Return, held=CTRL)
    seen.settle()
    meanwhile = seen.files()
    seen.press(Key.Key_Escape)
    seen.make()

    assert meanwhile == []
    assert len(seen.files()) == 1


# The same as the file


@pytest.mark.parametrize(
    ("reader", "kind"),
    [
        ("Chair and minute taker", DocumentKind.FULL_MINUTES),
        ("Adult A", DocumentKind.FAMILY_COPY),
        ("Chair and minute taker", DocumentKind.ACTION_LIST),
    ],
)
def test_the_pages_are_those_of_the_file_that_is_made(seen: Reader, reader: str, kind: DocumentKind) -> None:
    seen.look(reader, kind)
    content, count = seen.view.content, seen.pages.count
    seen.press(Key.Key_Escape)
    seen.page.choices.plain.click()
    seen.page.take_focus()
    seen.press(Key.Key_Space)
    seen.make()

    (name,) = seen.files()
    file = seen.folder / name
    assert file.read_bytes() == content
    assert len(sizes_in(content)) == count
    texts = [page_seen(content, number, 0.2).text for number in range(1, count + 1)]
    assert [letters(text) for text in texts] == [
        letters(text_by_poppler(file, number)) for number in range(1, count + 1)
    ]
    assert all("OFFICIAL-SENSITIVE" in text and "DRAFT" in text for text in texts)
    assert all(reader.upper() in text for text in texts)


def test_large_print_is_seen_as_large_print(seen: Reader) -> None:
    seen.look("Chair and minute taker", DocumentKind.FULL_MINUTES)
    usual = seen.view.content
    seen.press(Key.Key_Escape)
    seen.page.choices.large.setEnabled(True)
    seen.page.choices.large.setChecked(True)

    seen.press(Key.Key_Return)
    seen.wait()

    assert seen.view.content != usual


def test_where_word_is_chosen_the_pages_are_those_of_a_pdf_and_it_is_said(seen: Reader) -> None:
    seen.page.choices.format_buttons["docx"].click()
    seen.page.take_focus()

    seen.press(Key.Key_Return)
    seen.wait()

    assert seen.view.content.startswith(b"%PDF")
    assert "pages as PDF; Word is chosen" in seen.view.verdict.said


# What the check says


def test_a_copy_that_is_stopped_says_above_its_pages_which_place_and_how_to_mend_it(seen: Reader) -> None:
    seen.look("Adult B", DocumentKind.FAMILY_COPY)

    said = seen.view.verdict.said
    assert "Stopped: this copy is not saved" in said
    assert "A withheld address stands in page 1" in said
    assert "typed in action A1" in said
    assert "Nobody can let this pass" in said
    assert "Sorrel" not in said
    assert "stopped: not saved" in seen.pages.accessibleName()


def test_a_copy_that_cannot_be_made_says_why(seen: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_values: object, **_more: object) -> None:
        raise MeetingDeskError("The plan has no date.", hint="Enter one.")

    monkeypatch.setattr("reports.documents.written", refuses)
    seen.press(Key.Key_Return)
    seen.qtbot.waitUntil(lambda: "plan has no date" in seen.view.verdict.said)

    assert "Enter one" in seen.view.verdict.said
    assert seen.pages.count == 0


def test_a_fault_of_the_program_ends_the_waiting_and_is_told(
    seen: Reader, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def breaks(*_values: object, **_more: object) -> None:
        raise KeyError("an invented fault")

    monkeypatch.setattr("reports.documents.written", breaks)
    with qtbot.capture_exceptions() as told:
        seen.press(Key.Key_Return)
        qtbot.waitUntil(lambda: "could not be made" in seen.view.verdict.said)

    assert [kind for kind, *_ in told] == [KeyError]
    assert seen.view.progress.text == ""


# Other readers


def test_left_and_right_go_to_the_copies_of_the_same_kind_for_other_readers(seen: Reader) -> None:
    seen.look("Adult A", DocumentKind.FAMILY_COPY)
    first = seen.view.content

    seen.press(Key.Key_Right)
    gone = seen.view.content
    seen.wait()
    second, said = seen.view.content, seen.view.head.said
    seen.press(Key.Key_Right)
    seen.wait()
    beyond = seen.view.content
    seen.press(Key.Key_Left)
    seen.wait()

    assert gone == b""
    assert "Adult B" in said
    assert "Reader 2 of 2" in said
    assert second not in (first, b"")
    assert beyond == second
    assert seen.view.content == first
    assert "nothing is in it that Adult A" in seen.view.verdict.said


def test_pages_that_come_late_are_not_shown_below_the_name_of_another_reader(
    seen: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    drawn = preview_view.page_drawn

    def waits(*values: object) -> object:
        go_on.wait(10)
        return drawn(*values)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(preview_view, "page_drawn", waits)
    seen.stand_on("Adult A", DocumentKind.FAMILY_COPY)
    seen.press(Key.Key_Return)
    seen.qtbot.waitUntil(lambda: seen.view._is_drawing, timeout=PATIENCE_MS)
    seen.press(Key.Key_Right)
    go_on.set()
    seen.wait()

    assert "ADULT B" in seen.pages.accessibleDescription()
    assert "ADULT A" not in seen.pages.accessibleDescription()


# Moving


def test_page_down_passes_over_nothing_and_stops_where_each_page_begins(seen: Reader) -> None:
    seen.look("Chair and minute taker", DocumentKind.FULL_MINUTES)
    bar = seen.pages.verticalScrollBar()
    stood = [bar.value()]

    while bar.value() < bar.maximum():
        seen.press(Key.Key_PageDown)
        stood.append(bar.value())
    last = seen.pages.number
    back = [bar.value()]
    while bar.value() > 0:
        seen.press(Key.Key_PageUp)
        back.append(bar.value())

    height = seen.pages.viewport().height()
    begins = {seen.pages._places.begin(number) for number in range(1, seen.pages.count + 1)}
    assert all(0 < below - above < height for above, below in pairwise(stood))
    assert {place for place in begins if place <= bar.maximum()} <= set(stood)
    assert all(0 < below - above < height for below, above in pairwise(back))
    assert last == seen.pages.count
    assert seen.pages.number == 1


def test_home_and_end_go_to_the_first_and_the_last_page_and_the_head_says_which(seen: Reader) -> None:
    seen.look("Chair and minute taker", DocumentKind.FULL_MINUTES)

    seen.press(Key.Key_End)
    seen.wait()
    end = seen.view.head.said
    seen.press(Key.Key_Home)

    assert f"Page {seen.pages.count} of {seen.pages.count}" in end
    assert f"Page 1 of {seen.pages.count}" in seen.view.head.said


def test_up_and_down_scroll_and_with_shift_left_and_right(seen: Reader) -> None:
    seen.look("Chair and minute taker", DocumentKind.FULL_MINUTES)
    seen.press(*[Key.Key_Plus] * 4)
    down, across = seen.pages.verticalScrollBar(), seen.pages.horizontalScrollBar()
    stood = down.value(), across.value()

    seen.press(Key.Key_Down)
    seen.press(Key.Key_Right, held=SHIFT)
    moved = down.value() - stood[0], across.value() - stood[1]
    seen.press(Key.Key_Up)
    seen.press(Key.Key_Left, held=SHIFT)

    assert moved[0] > 0
    assert moved[1] > 0
    assert (down.value(), across.value()) == stood
    assert "Reader 1 of 7" in seen.view.head.said


def test_plus_and_minus_change_the_size_and_ctrl_0_takes_the_width_and_leaves_the_rail(seen: Reader) -> None:
    seen.look("Chair and minute taker", DocumentKind.FULL_MINUTES)
    rail, first = seen.window.rail.isVisible(), seen.pages.percent

    seen.press(Key.Key_Plus)
    larger = seen.pages.percent
    seen.press(Key.Key_Minus, Key.Key_Minus)
    smaller = seen.pages.percent
    seen.press(Key.Key_0, held=CTRL)
    seen.wait()

    room = seen.pages.viewport().width()
    assert smaller < first < larger
    assert room - 40 < seen.pages._places.sizes[0][0] <= room
    assert seen.pages.horizontalScrollBar().maximum() == 0
    assert seen.window.rail.isVisible() == rail
    assert f"{seen.pages.percent} %" in seen.view.head.said


def test_who_reads_in_the_middle_of_a_page_stays_there_when_it_is_larger(seen: Reader) -> None:
    seen.look("Chair and minute taker", DocumentKind.FULL_MINUTES)
    seen.press(Key.Key_End)
    number = seen.pages.number

    seen.press(Key.Key_Plus, Key.Key_Plus)
    seen.wait()

    assert seen.pages.number == number


# While it is made, and after


def test_while_a_copy_is_made_it_is_said_and_the_window_goes_on(
    seen: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    made = preview_view.copy_seen

    def waits(*values: object) -> object:
        go_on.wait(10)
        return made(*values)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(preview_view, "copy_seen", waits)
    seen.press(Key.Key_Return)
    seen.qtbot.waitUntil(lambda: bool(seen.view.progress.text))
    ran, said = seen.view.progress.text, seen.view.verdict.said
    go_on.set()
    seen.wait()

    assert ran == "Making full minutes for Chair and minute taker…"
    assert "being made and checked" in said
    assert seen.view.progress.text == ""


def test_a_copy_that_nobody_waits_for_any_more_is_not_shown(
    seen: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    made = preview_view.copy_seen

    def waits(*values: object) -> object:
        go_on.wait(10)
        return made(*values)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(preview_view, "copy_seen", waits)
    seen.press(Key.Key_Return)
    seen.press(Key.Key_Escape)
    go_on.set()
    seen.settle()

    assert seen.page.table.isVisible()
    assert seen.view.content == b""
    assert seen.pages.count == 0


def test_a_record_that_is_changed_makes_the_pages_again_and_says_so(seen: Reader, ui_desk: Desk) -> None:
    seen.look("Adult B", DocumentKind.FAMILY_COPY)
    before = seen.view.content

    seen.mend(ui_desk, "Collect the cot")
    seen.qtbot.waitUntil(lambda: seen.view.content != before, timeout=PATIENCE_MS)
    seen.wait()

    assert "Made again: the record was changed" in seen.view.verdict.said
    assert "nothing is in it that Adult B may not have" in seen.view.verdict.said
    assert "stopped" not in seen.pages.accessibleName()
    assert seen.pages.hasFocus()


def test_a_change_that_stands_in_no_page_says_nothing_and_draws_nothing_anew(seen: Reader) -> None:
    seen.look("Adult A", DocumentKind.FAMILY_COPY)
    before, said = seen.pages.kept.page(1), seen.view.verdict.said

    seen.window._bridge.changed.emit(frozenset({"contact"}), None)
    seen.qtbot.waitUntil(lambda: not seen.view._is_asked, timeout=PATIENCE_MS)

    assert seen.view.verdict.said == said
    assert seen.pages.kept.page(1) is before


def test_a_record_changed_while_nobody_sees_the_pages_makes_them_again_when_they_are_seen(
    seen: Reader, ui_desk: Desk
) -> None:
    seen.look("Adult B", DocumentKind.FAMILY_COPY)
    before, view = seen.view.content, seen.view
    view.hide()
    seen.mend(ui_desk, "Collect the cot")
    seen.settle()
    meanwhile = view.content

    view.show()
    seen.qtbot.waitUntil(lambda: view.content != before, timeout=PATIENCE_MS)

    assert meanwhile == before
    assert "Made again" in view.verdict.said


# What is kept


@pytest.mark.parametrize("how", ["lock", "leave", "escape"])
def test_nothing_of_the_pages_is_kept_after_them(seen: Reader, how: str) -> None:
    seen.look("Adult A", DocumentKind.FAMILY_COPY)
    view = seen.view

    if how == "lock":
        seen.window.about_to_lock.emit()
    elif how == "leave":
        seen.window.go("today")
        seen.window.actions_by_name["documents"].trigger()
        seen.window.about_to_lock.emit()
    else:
        seen.press(Key.Key_Escape)
    seen.settle()

    assert view.content == b""
    assert view.wanted is None
    assert len(view.pages.kept) == 0
    assert view.pages.accessibleDescription() == ""
    assert "Adult" not in view.head.said + view.verdict.said + view.pages.accessibleName()


def test_pages_that_nobody_sees_keep_no_picture_and_come_back(seen: Reader) -> None:
    seen.look("Adult A", DocumentKind.FAMILY_COPY)

    seen.view.hide()
    away = len(seen.pages.kept)
    seen.view.show()
    seen.wait()

    assert away == 0
    assert len(seen.pages.kept) > 0


def test_f12_covers_the_pages(seen: Reader) -> None:
    seen.look("Adult A", DocumentKind.FAMILY_COPY)

    QTest.keyClick(seen.pages, Key.Key_F12)

    (veil,) = seen.window.blank.veils
    assert veil.isVisible()
    assert veil.geometry().contains(seen.pages.mapTo(seen.window, seen.pages.rect().center()))
    seen.window.blank.lift()


@pytest.mark.parametrize(("factor", "looked_at"), [(2.0, 40), (4.0, 6)])
def test_a_long_document_keeps_a_few_pages_however_large(
    factor: float, looked_at: int, theme: Theme, qtbot: QtBot
) -> None:
    made = Builder()
    for number in range(40):
        made.new_page()
        made.paragraph(plain(f"Said on page {number + 1}. "))
    content = write_pdf(Report("Long", made.done())).content
    pages = PagesView(theme)
    qtbot.addWidget(pages)
    pages.resize(1000, 600)
    pages.show()
    pages.show_pages(sizes_in(content), is_same=False)
    pages._zoom(factor)
    most, drawn = 0, list[int]()

    tracemalloc.start()
    for number in range(1, looked_at + 1):
        pages.go_to(number)
        while (wanted := pages.wanted) is not None and len(drawn) <= pages.count:
            pages.take(page_seen(content, *wanted), wanted[1])
            drawn.append(wanted[0])
        most = max(most, tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()

    one = page_seen(content, 1, pages._scale).picture
    assert pages.percent == factor * 100
    assert len(drawn) == len(set(drawn)) == min(looked_at + 1, pages.count)
    assert len(pages.kept) < A_FEW
    assert most < A_FEW * len(one.pixels)


# How it is seen and heard


def test_paper_is_white_in_the_dark_look_too(seen: Reader, theme: Theme) -> None:
    theme.show(Look.DARK, 100)
    seen.look("Adult A", DocumentKind.FAMILY_COPY)

    picture = seen.pages.viewport().grab().toImage()

    inside = seen.pages._area(1).topLeft()
    assert picture.pixelColor(inside.x() + 9, inside.y() + 9) == QColor("white")
    assert picture.pixelColor(5, 5).lightness() < 60


def test_a_page_is_heard_with_its_number_and_its_text(seen: Reader) -> None:
    seen.look("Adult A", DocumentKind.FAMILY_COPY)

    heard = QAccessible.queryAccessibleInterface(seen.pages)

    assert heard.role() == QAccessible.Role.Document
    name = heard.text(QAccessible.Text.Name)
    assert name == f"Family's copy · Adult A, page 1 of {seen.pages.count}"
    assert "OFFICIAL-SENSITIVE" in heard.text(QAccessible.Text.Description)


def test_tab_goes_from_the_head_to_the_pages(seen: Reader) -> None:
    seen.look("Chair and minute taker", DocumentKind.FULL_MINUTES)
    head = seen.view.head
    head.after.setFocus()
    reached = []
    for _ in range(4):
        seen.press(Key.Key_Tab)
        reached.append(QApplication.focusWidget())

    assert reached == [head.smaller, head.larger, head.width_, seen.pages]


def test_every_key_of_the_pages_is_told(seen: Reader) -> None:
    told = " ".join(key for key, _ in seen.page.help_lines())

    for key in ("PgUp", "Home", "Ctrl+0", "← →", "Enter", "P", "Shift"):
        assert key in told + " ".join(says for _, says in seen.page.help_lines())
