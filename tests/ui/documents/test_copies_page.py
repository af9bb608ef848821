from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import msoffcrypto
import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meetingdesk.app import saving
from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.domain.actions import Action
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.people import Address, AddressWithheld, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StorageProblem
from tests.people import person_with
from tests.titles import titles
from tests.ui.clocks import SteppingClock
from tests.ui.meeting.seeds import SeededMeeting, plan_icpc
from ui.bridge import Bridge
from ui.destination import Destination
from ui.main_window import MainWindow
from ui.problems import Problems
from ui.screens.documents import making
from ui.screens.documents.copies_page import CopiesPage
from ui.screens.documents.page import DocumentsPage
from ui.screens.documents.words import CopyState, Part
from ui.settings import Settings
from ui.theme import Theme

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NOW = datetime(2026, 8, 26, 13, 0, tzinfo=UTC)
STREET = "14 Sorrel Lane"
PATIENCE_MS = 20_000


@dataclass
class Seen:
    """The page of the documents of one conference, as somebody sees it who only has keys."""

    window: MainWindow
    meeting: SeededMeeting
    folder: Path
    settle: Callable[[], None]
    qtbot: QtBot

    @property
    def page(self) -> CopiesPage:
        whole = self.window.screen_now
        assert isinstance(whole, DocumentsPage)
        page = whole.views[Part.COPIES]
        assert isinstance(page, CopiesPage)
        return page

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key, held)

    def stand_on(self, reader: str, kind: DocumentKind) -> None:
        """Go there from the first copy with the arrow keys alone."""
        copies = self.page.table.copies
        row = [line.reader.name for line in copies.readers].index(reader)
        column = copies.kinds.index(kind)
        here = self.page.table.currentIndex()
        self.press(*[Key.Key_Down if row > here.row() else Key.Key_Up] * abs(row - here.row()))
        self.press(*[Key.Key_Right if column > here.column() else Key.Key_Left] * abs(column - here.column()))

    def make(self) -> None:
        self.press(Key.Key_Return, held=CTRL)
        self.qtbot.waitUntil(lambda: not self.page.copier.is_running, timeout=PATIENCE_MS)

    def files(self) -> list[str]:
        return sorted(each.name for each in self.folder.iterdir())

    def state(self, reader: str, kind: DocumentKind) -> CopyState:
        copies = self.page.table.copies
        row = [line.reader.name for line in copies.readers].index(reader)
        return copies.state(row, copies.kinds.index(kind))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


@pytest.fixture
def open_frame(
    ui_desk: Desk,
    bridge: Bridge,
    theme: Theme,
    settings: Settings,
    problems: Problems,
    settle: Callable[[], None],
    qtbot: QtBot,
    folder: Path,
) -> Callable[[], Seen]:
    def show() -> Seen:
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
        return Seen(window, meeting, folder, settle, qtbot)

    return show


@pytest.fixture
def seen(open_frame: Callable[[], Seen]) -> Iterator[Seen]:
    seen = open_frame()
    seen.press(Key.Key_D, held=CTRL)
    seen.settle()
    yield seen
    if isinstance(seen.window.screen_now, DocumentsPage):
        seen.page.forget()
        seen.qtbot.waitUntil(lambda: not seen.page.copier.is_running, timeout=PATIENCE_MS)


def with_a_leak(desk: Desk) -> None:
    """Type an address where everybody reads it that one parent must not learn."""
    with desk.reading() as reading:
        people = {row.full: row.person_id for row in reading.find(PersonName)}
        meeting_id = reading.find(Attendance)[0].meeting_id
    address = Address(person_id=people["Bryony Castell"], lines=STREET, postcode="ZZ1 4SL")
    desk.execute(
        AddRows(
            (
                address,
                AddressWithheld(address_id=address.id, from_id=people["Neville Ashe"]),
                Action(
                    reference="A1",
                    meeting_id=meeting_id,
                    text=f"Collect the cot from {STREET}",
                    visibility=Visibility.V0,
                ),
            ),
            "Add an address",
            Deed.RECORD,
        )
    )


def opens(content: bytes, passphrase: str) -> bool:
    try:
        with pikepdf.open(io.BytesIO(content), password=passphrase):
            return True
    except pikepdf.PasswordError:
        return False


# Opening


def test_ctrl_d_opens_the_documents_of_the_meeting_chosen_in_the_list(seen: Seen) -> None:
    assert seen.page.shown is not None
    assert seen.page.shown.meeting_id == seen.meeting.meeting_id
    assert "DRAFT" in seen.page._not_made.text()
    assert "Initial child protection conference" in seen.page.head.said
    assert seen.page.table.hasFocus()


def test_ctrl_d_opens_the_documents_of_the_meeting_that_is_open_and_escape_goes_back(
    open_frame: Callable[[], Seen],
) -> None:
    seen = open_frame()
    seen.window.open(Destination("meetings", seen.meeting.meeting_id))
    seen.settle()

    seen.press(Key.Key_D, held=CTRL)
    seen.settle()
    there = seen.page.table.hasFocus()
    seen.press(Key.Key_Escape)

    assert there
    assert seen.window.screen_now is seen.window.meeting


def test_without_a_meeting_it_says_where_to_choose_one(open_frame: Callable[[], Seen]) -> None:
    seen = open_frame()
    seen.window.go("today")

    seen.window.actions_by_name["documents"].trigger()

    assert "No meeting is chosen" in seen.window.message.text
    assert seen.window.place == "today"


def test_somebody_who_may_not_print_is_told_so(
    open_frame: Callable[[], Seen], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = open_frame()
    monkeypatch.setattr(seen.window._bridge.desk, "person", person_with("reader"))

    seen.window.actions_by_name["documents"].trigger()

    assert "may not save files" in seen.window.message.text
    assert not isinstance(seen.window.screen_now, DocumentsPage)


def test_escape_in_the_palette_closes_the_palette_and_nothing_else(seen: Seen) -> None:
    seen.press(Key.Key_K, held=CTRL)

    seen.press(Key.Key_Escape)

    assert isinstance(seen.window.screen_now, DocumentsPage)
    assert seen.page.table.hasFocus()


def test_documents_stand_in_the_palette(seen: Seen) -> None:
    assert "Documents of the meeting…" in [command.says for command in seen.window.commands.matching("docu")]


# Ticking


def test_space_ticks_a_copy_r_all_of_a_reader_k_all_of_a_kind_and_x_none(seen: Seen) -> None:
    copies = seen.page.table.copies

    seen.press(Key.Key_Space)
    one = len(copies.chosen)
    seen.press(Key.Key_R)
    row = {line.reader.name for line, _ in copies.chosen}
    seen.press(Key.Key_X, Key.Key_K)
    column = {kind for _, kind in copies.chosen}
    readers = len(copies.chosen)
    seen.press(Key.Key_K)

    assert one == 1
    assert row == {"Chair and minute taker"}
    assert column == {DocumentKind.FULL_MINUTES}
    assert readers == 7
    assert copies.chosen == ()


def test_what_is_not_written_to_a_reader_is_not_ticked_and_it_is_said(seen: Seen) -> None:
    seen.stand_on("Chair and minute taker", DocumentKind.AGENCY_EXTRACT)

    seen.press(Key.Key_Space)

    assert seen.page.table.copies.chosen == ()
    assert "not written to Chair and minute taker" in seen.page.message.text


def test_what_the_reader_would_read_is_said_below(seen: Seen) -> None:
    seen.stand_on("Adult B", DocumentKind.FAMILY_COPY)

    assert "Adult B" in seen.page.about.said
    assert "No entry was made in this meeting" in seen.page.about.said
    assert "not ticked" in seen.page.about.said


def test_every_cell_is_heard_with_its_reader_its_document_and_its_state(seen: Seen) -> None:
    copies = seen.page.table.copies

    seen.press(Key.Key_Space)

    said = copies.data(copies.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Chair and minute taker, Full minutes: ticked, will be made."


def test_tab_goes_from_the_table_through_format_lock_and_folder_to_the_button(seen: Seen) -> None:
    choices = seen.page.choices
    reached = []
    for _ in range(6):
        seen.press(Key.Key_Tab)
        reached.append(QApplication.focusWidget())

    wanted = [
        *(choices.format_buttons["pdf"], choices.large, choices.locked, choices.choose, choices.make),
    ]
    assert reached[:5] == wanted


# Making


def test_two_copies_are_made_by_keys_alone_and_open_only_with_the_pass_phrase_of_their_reader(
    seen: Seen,
) -> None:
    seen.press(Key.Key_Space)
    seen.stand_on("Adult A", DocumentKind.FAMILY_COPY)
    seen.press(Key.Key_Space)

    seen.make()

    told = {phrase.reader: phrase.phrase for phrase in seen.page.telephone.phrases}
    minutes, family = "full-minutes_v1_chair-and-minute-taker.pdf", "family-copy_v1_adult-a.pdf"
    found = {name.partition("C-2026-019_")[2]: (seen.folder / name).read_bytes() for name in seen.files()}
    assert set(found) == {minutes, family}
    assert set(told) == {"Chair and minute taker", "Adult A"}
    assert opens(found[minutes], told["Chair and minute taker"])
    assert opens(found[family], told["Adult A"])
    assert not opens(found[family], told["Chair and minute taker"])
    assert not opens(found[family], "")
    assert not any(phrase.encode() in content for phrase in told.values() for content in found.values())
    assert "made as" in seen.page.about.said
    assert "KB" in seen.page.about.said
    assert "2 made" in seen.page.head.counted


def test_all_files_of_a_reader_open_with_one_pass_phrase(seen: Seen) -> None:
    seen.press(Key.Key_Space, Key.Key_Right, Key.Key_Space)

    seen.make()

    (phrase,) = seen.page.telephone.phrases
    assert phrase.opens == "full minutes, action list"
    assert all(opens((seen.folder / name).read_bytes(), phrase.phrase) for name in seen.files())


def test_word_is_remembered_and_locked_as_well(seen: Seen, settings: Settings) -> None:
    seen.page.choices.format_buttons["docx"].click()
    seen.press(Key.Key_Space)

    seen.make()

    (name,) = seen.files()
    file = msoffcrypto.OfficeFile(io.BytesIO((seen.folder / name).read_bytes()))
    assert name.endswith(".docx")
    assert file.is_encrypted()
    file.load_key(password=seen.page.telephone.phrases[0].phrase)
    file.decrypt(io.BytesIO())
    assert settings.copies_format == "docx"


def test_plain_has_to_be_chosen_says_what_it_means_and_is_not_remembered(seen: Seen) -> None:
    seen.page.choices.plain.click()
    means = seen.page.choices.said
    seen.page.take_focus()
    seen.press(Key.Key_Space)
    seen.make()

    (name,) = seen.files()
    assert "can read all of it" in means
    assert opens((seen.folder / name).read_bytes(), "")
    assert seen.page.telephone.phrases == ()
    seen.press(Key.Key_Escape)
    seen.window.actions_by_name["documents"].trigger()
    seen.settle()
    assert not seen.page.choices.is_plain


def test_a_copy_with_a_withheld_address_is_not_written_and_says_what_stands_where_and_how_to_mend_it(
    seen: Seen,
) -> None:
    for reader in ("Adult A", "Adult B"):
        seen.stand_on(reader, DocumentKind.FAMILY_COPY)
        seen.press(Key.Key_Space)

    seen.make()

    said = seen.page.about.said
    (name,) = seen.files()
    assert name.endswith("adult-a.pdf")
    assert seen.state("Adult B", DocumentKind.FAMILY_COPY) is CopyState.STOPPED
    assert seen.state("Adult A", DocumentKind.FAMILY_COPY) is CopyState.MADE
    assert "A withheld address stands in page 1" in said
    assert "typed in action A1" in said
    assert "Nobody can let this pass" in said
    assert "Sorrel" not in said
    assert "1 copy is not written" in seen.page.message.text
    assert {phrase.reader for phrase in seen.page.telephone.phrases} == {"Adult A"}


def test_a_stopped_copy_can_be_made_once_the_words_are_gone(seen: Seen, ui_desk: Desk) -> None:
    seen.stand_on("Adult B", DocumentKind.FAMILY_COPY)
    seen.press(Key.Key_Space)
    seen.make()
    with ui_desk.reading() as reading:
        action = reading.find(Action)[0]
    seen.window._bridge.execute(
        ChangeRow(Action, action.id, (("text", "Collect the cot"),), "Change an action"), None
    )
    seen.settle()

    seen.press(Key.Key_Space)
    seen.make()

    assert seen.state("Adult B", DocumentKind.FAMILY_COPY) is CopyState.MADE
    assert len(seen.files()) == 1


def test_a_file_that_is_there_is_never_replaced(seen: Seen) -> None:
    for _ in range(2):
        seen.press(Key.Key_Space)
        seen.make()

    first, second = seen.files()
    assert second.removesuffix("_2.pdf") == first.removesuffix(".pdf")
    assert len(seen.page.telephone.phrases) == 2


def test_escape_stops_what_is_being_made_and_keeps_what_was_written(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()
    made = making._made

    def waits(*values: object) -> object:
        begun.set()
        go_on.wait(10)
        return made(*values)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(making, "_made", waits)
    seen.press(Key.Key_R)
    seen.press(Key.Key_Return, held=CTRL)
    seen.qtbot.waitUntil(begun.is_set)
    ran = seen.page.progress.text
    seen.press(Key.Key_Escape)
    go_on.set()
    seen.qtbot.waitUntil(lambda: not seen.page.copier.is_running, timeout=PATIENCE_MS)

    assert ran.startswith(("Making", "Reading"))
    assert seen.files() == []
    assert "It was stopped" in seen.page.message.text
    assert seen.page.table.copies.count(CopyState.WAITING) == 0
    assert seen.page.table.copies.count(CopyState.CHOSEN) > 0
    assert seen.page.progress.isHidden()


def test_nothing_ticked_says_how_to_tick(seen: Seen) -> None:
    seen.press(Key.Key_Return, held=CTRL)

    assert "No copy is ticked" in seen.page.message.text
    assert seen.files() == []


def test_a_folder_is_asked_for_before_the_first_copies(seen: Seen, settings: Settings) -> None:
    seen.page.choices._folder = ""
    seen.press(Key.Key_Space)
    seen.press(Key.Key_Return, held=CTRL)
    dialog = seen.page.choices._dialog
    assert dialog is not None

    dialog.fileSelected.emit(str(seen.folder))
    dialog.close()
    seen.qtbot.waitUntil(lambda: not seen.page.copier.is_running, timeout=PATIENCE_MS)

    assert len(seen.files()) == 1
    assert settings.copies_folder == str(seen.folder)


def test_a_folder_that_is_gone_and_a_full_disk_say_what_to_do(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen.page.choices.use_folder(str(seen.folder / "gone"))
    seen.press(Key.Key_Space)
    seen.make()
    gone = seen.page.message.text

    def full(*_values: object) -> None:
        error = OSError(errno.ENOSPC, "full")
        raise StorageProblem("The disk is full.", hint="Make some room on this disk.") from error

    monkeypatch.setattr("meetingdesk.app.saving.save_bytes", full)
    seen.page.choices.use_folder(str(seen.folder))
    seen.make()

    assert "Choose another one" in gone
    assert "Make some room" in seen.page.message.text
    assert seen.page.telephone.phrases == ()
    assert seen.state("Chair and minute taker", DocumentKind.FULL_MINUTES) is CopyState.CHOSEN


# Pass phrases


def test_a_pass_phrase_is_copied_and_the_clipboard_emptied(seen: Seen) -> None:
    seen.press(Key.Key_Space)
    seen.make()
    telephone = seen.page.telephone
    telephone.list.setFocus()
    telephone._timer.setInterval(1)

    seen.press(Key.Key_C)
    copied = QGuiApplication.clipboard().text()
    seen.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")

    assert copied == telephone.phrases[0].phrase


def test_escape_asks_once_before_the_pass_phrases_are_gone(seen: Seen) -> None:
    seen.press(Key.Key_Space)
    seen.make()
    page = seen.page

    seen.press(Key.Key_Escape)
    stayed = isinstance(seen.window.screen_now, DocumentsPage)
    said = page.message.text
    seen.press(Key.Key_Escape)

    assert stayed
    assert "not kept" in said
    assert not isinstance(seen.window.screen_now, DocumentsPage)
    assert page.telephone.phrases == ()


def test_locking_forgets_the_pass_phrases(seen: Seen) -> None:
    seen.press(Key.Key_Space)
    seen.make()
    page = seen.page

    seen.window.about_to_lock.emit()

    assert page.telephone.phrases == ()


def test_a_copy_that_comes_after_somebody_left_tells_no_pass_phrase(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()
    save = saving.save_bytes

    def waits(path: Path, content: bytes) -> None:
        begun.set()
        go_on.wait(10)
        save(path, content)

    monkeypatch.setattr(saving, "save_bytes", waits)
    page = seen.page
    seen.press(Key.Key_Space)
    seen.press(Key.Key_Return, held=CTRL)
    seen.qtbot.waitUntil(begun.is_set, timeout=PATIENCE_MS)
    seen.window.about_to_lock.emit()
    go_on.set()
    seen.qtbot.waitUntil(lambda: not page.copier.is_running, timeout=PATIENCE_MS)

    assert page.telephone.phrases == ()


def test_nothing_of_a_pass_phrase_is_remembered_between_starts(seen: Seen, settings: Settings) -> None:
    seen.press(Key.Key_Space)
    seen.make()

    settings.sync()

    kept = Path(settings._store.fileName()).read_text(encoding="utf-8")
    assert seen.page.telephone.phrases[0].phrase not in kept
