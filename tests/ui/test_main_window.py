from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.domain.rows import new_id
from meetingdesk.errors import MeetingDeskError, StorageProblem
from tests.ui.screens_to_register import OfferingScreen
from ui.bridge import Bridge
from ui.destination import Destination
from ui.main_window import MainWindow, meeting_files_in
from ui.menus import MENUS
from ui.palette import Look
from ui.problems import CrashReport, Problems, crash_report
from ui.screens.first_run.window import FirstRunWindow
from ui.screens.recovery import RecoveryWindow
from ui.screens.unlock import UnlockWindow
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.rail import PLACES

Open = Callable[..., MainWindow]
Settle = Callable[[], None]


def test_every_place_of_the_rail_is_there(open_window: Open) -> None:
    window = open_window()

    for key, _ in PLACES:
        window.actions_by_name[f"go_{key}"].trigger()
        assert window.place == key
    window.go("reports")
    said = " ".join(text.text() for text in window.places["reports"].findChildren(QLabel))
    assert "will stand here" in said


def test_every_command_has_its_own_key_and_says_so(open_window: Open) -> None:
    window = open_window(0, 0)

    keys = [action.shortcut().toString() for action in window.actions_by_name.values()]

    given = [key for key in keys if key]
    assert len(given) == len(set(given))
    entries = [entry for _, group in MENUS for entry in group if entry.name]
    assert {entry.name for entry in entries} == set(window.actions_by_name)
    assert all(entry.key for entry in entries if entry.name != "about")


def test_the_title_of_the_window_names_nobody(open_window: Open) -> None:
    assert open_window().windowTitle() == "MeetingDesk"


def test_no_window_has_a_name_in_its_title(
    open_window: Open, theme: Theme, problems: Problems, qtbot: QtBot
) -> None:
    window = open_window()
    window.actions_by_name["help"].trigger()
    shown = (
        *(UnlockWindow(theme, "/stores/one", "ada"), RecoveryWindow(theme), FirstRunWindow(theme)),
        *(CrashReport("KeyError"), CrashReport("KeyError", window)),
    )
    for each in shown:
        qtbot.addWidget(each)
        each.show()

    for key in window.places:
        window.go(key)
        titles = {each.windowTitle() for each in QApplication.topLevelWidgets() if each.isVisible()}
        assert titles == {"MeetingDesk"}


def test_the_title_has_the_reference_of_what_is_open(open_window: Open) -> None:
    window, screen = open_window(), OfferingScreen()
    window.register("meeting", screen)

    window.open(Destination("meetings", new_id()))
    during = window.windowTitle()
    screen.reference_changed.emit("M-2026-115")
    after = window.windowTitle()
    window.go("families")

    assert (during, after) == ("M-2026-114 · MeetingDesk", "M-2026-115 · MeetingDesk")
    assert window.windowTitle() == "MeetingDesk"


@pytest.mark.parametrize("reference", ["A" * 5_000, "M[*]1", "M-1\nM-2", "<b>M-1</b>"])
def test_a_reference_in_the_title_is_short_and_plain(open_window: Open, reference: str) -> None:
    window = open_window(0, 0)

    window.show_reference(reference)

    assert len(window.windowTitle()) < 80
    assert "\n" not in window.windowTitle()
    assert window.windowTitle().replace("[*][*]", "[*]")[:3] == reference[:3]


def test_a_destination_opens_where_a_screen_is_registered_for_it(open_window: Open) -> None:
    window = open_window()
    line = window.meetings.model.line(1)
    assert line is not None
    wanted = Destination("meetings", line.id, row_id=new_id())

    screen = OfferingScreen()
    window.register("meeting", screen)
    window.open(wanted)

    assert screen.opened == [wanted]
    assert window.screen_now is screen
    assert window.place == "meetings"


def test_a_place_gets_its_screen_and_is_heard(open_window: Open, settle: Settle) -> None:
    window, today = open_window(), OfferingScreen()
    window.go("today")

    window.register("today", today)
    assert window.screen_now is today
    family = window.families.model.line(0)
    today.destination_wanted.emit(Destination("families", family_id=getattr(family, "id", None)))
    settle()

    assert window.place == "families"
    assert window.families.has_page


def test_one_can_go_back(open_window: Open) -> None:
    window, screen = open_window(), OfferingScreen()
    window.register("meeting", screen)
    held = Destination("meetings", new_id())
    window.open(held)
    window.go("families")

    window.actions_by_name["back"].trigger()

    assert screen.opened == [held, held]
    assert window.screen_now is screen
    for _ in range(3):
        window.actions_by_name["back"].trigger()
    assert window.screen_now is window.today


def test_the_rail_folds_beside_a_screen_that_wants_room(open_window: Open, theme: Theme) -> None:
    theme.show(theme.look, 200)
    window = open_window()
    window.register("meeting", OfferingScreen())
    assert window.rail.isVisible()

    window.open(Destination("meetings", new_id()))
    assert not window.rail.isVisible()
    window.actions_by_name["rail"].trigger()
    assert window.rail.isVisible()
    window.actions_by_name["rail"].trigger()
    assert not window.rail.isVisible()
    window.grab()


def test_the_pill_says_when_the_store_has_committed(
    open_window: Open, bridge: Bridge, settle: Settle
) -> None:
    window = open_window()
    window.actions_by_name["undo"].trigger()
    settle()
    assert window.header.pill_text.startswith("↶ Taken back: ")

    # What was taken back is told for a moment only.
    window.header._forget_step()

    assert window.header.pill_text.startswith("● Saved on this laptop ")


def test_the_pill_says_when_there_was_nothing_to_take_back_or_to_do_again(
    open_window: Open, bridge: Bridge, settle: Settle
) -> None:
    window = open_window()
    bridge.redo()
    settle()
    assert window.header.pill_text == "Nothing to do again"

    for _ in range(60):
        bridge.undo()
    settle()

    assert window.header.pill_text == "Nothing to take back"
    bridge.redo()
    settle()
    assert window.header.pill_text.startswith("↷ Done again: ")


def test_the_pill_says_when_something_was_not_saved(open_window: Open, bridge: Bridge) -> None:
    window = open_window()

    bridge.refused.emit(StorageProblem("The disk is full.", hint="Make room."), None)

    assert window.header.pill_text.startswith("✕ Not saved")
    assert "Make room." in window.message.text


def test_search_finds_a_name_without_its_accents(open_window: Open, settle: Settle, qtbot: QtBot) -> None:
    window = open_window()
    field = window.header.search
    window.actions_by_name["search"].trigger()

    qtbot.keyClicks(field, "lukasz")
    qtbot.waitUntil(lambda: {result.says for result in field.shown} == {"Łukasz Zieliński"})

    assert all("M-2026-1" in result.below for result in field.shown)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert window.place == "families"
    assert window.families.has_page


def test_the_search_field_also_finds_commands(open_window: Open, settle: Settle, qtbot: QtBot) -> None:
    window = open_window(0, 0)
    field = window.header.search
    field.setFocus()

    qtbot.keyClicks(field, "settin")
    qtbot.waitUntil(lambda: bool(field.shown))

    assert field.shown[0].says == "Settings"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.place == "settings"


def test_escape_leaves_the_search(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(0, 0)
    field = window.header.search
    field.setFocus()
    qtbot.keyClicks(field, "settin")
    qtbot.waitUntil(lambda: bool(field.shown))

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert field.shown == ()


def test_theme_and_text_size_are_remembered(open_window: Open, settings: Settings, theme: Theme) -> None:
    window = open_window(0, 0)

    window.settings_screen.look_chosen.emit(Look.DARK)
    window.actions_by_name["larger"].trigger()

    assert (settings.look, settings.text_size) == (Look.DARK, 115)
    assert theme.text_size == 115
    window.actions_by_name["smaller"].trigger()
    assert settings.text_size == 100


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
@pytest.mark.parametrize("size", [100, 200])
def test_every_place_fits_a_small_screen(
    open_window: Open, theme: Theme, settle: Settle, look: Look, size: int
) -> None:
    theme.show(look, size)
    window = open_window()
    window.resize(1280, 720)

    for key, _ in PLACES:
        window.go(key)
        window.grab()

    assert window.size().width() == 1280
    assert window.size().height() == 720


def test_a_file_that_is_no_meeting_file_is_refused_in_place(
    open_window: Open, settle: Settle, tmp_path: Path
) -> None:
    window = open_window(0, 0)
    bad = tmp_path / "bad.json"
    bad.write_text("[1, 2", encoding="utf-8")

    drop(window, bad)
    settle()

    assert window.message.text
    assert window.meetings.model.rowCount() == 0


def test_a_meeting_file_goes_out_and_comes_in_again(
    open_window: Open, ui_desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    window = open_window(3, 2)
    line = window.meetings.model.line(2)
    assert line is not None
    path = tmp_path / "meeting.json"

    window.deeds.save_file(line.reference, path)
    settle()
    assert "not encrypted" in window.message.text
    drop(window, path)
    settle()

    assert path.stat().st_size > 100
    assert "nothing that is not here already" in window.message.text
    assert window.meetings.model.rowCount() == 3


def test_a_meeting_file_is_brought_in_and_taken_back_in_one_step(
    open_window: Open, settle: Settle, tmp_path: Path
) -> None:
    window = open_window(3, 2)
    line = window.meetings.model.line(2)
    assert line is not None
    path = tmp_path / "meeting.json"
    window.deeds.save_file(line.reference, path)
    settle()
    window.actions_by_name["undo"].trigger()
    settle()
    assert window.meetings.model.rowCount() == 0

    window.deeds.bring_in(path)
    settle()

    assert window.meetings.model.rowCount() == 1
    assert "brought in" in window.message.text
    window.actions_by_name["undo"].trigger()
    settle()
    assert window.meetings.model.rowCount() == 0


def test_only_meeting_files_are_taken_from_what_is_dragged(tmp_path: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls(
        [
            QUrl.fromLocalFile(str(tmp_path / "one.json")),
            QUrl.fromLocalFile(str(tmp_path / "two.exe")),
            QUrl("https://host.example/three.json"),
        ]
    )

    assert meeting_files_in(dragged) == [tmp_path / "one.json"]


def test_a_backup_is_made_and_the_store_verified(open_window: Open, settle: Settle, tmp_path: Path) -> None:
    window = open_window(2, 1)

    window.actions_by_name["verify"].trigger()
    settle()

    assert "The store is whole." in window.message.text


def test_what_one_may_not_do_is_said_in_place(open_window: Open, problems: Problems) -> None:
    window = open_window(0, 0)

    problems.show(MeetingDeskError("This cannot be done.", hint="Ask the coordinator."))

    assert window.message.text == "This cannot be done. Ask the coordinator."
    window.message.put_away()
    assert window.message.text == ""


def test_a_mistake_of_ours_gives_a_report_without_the_record(
    open_window: Open, problems: Problems, qtbot: QtBot
) -> None:
    open_window(0, 0)

    with pytest.raises(KeyError) as caught:
        {}["Łukasz Zieliński"]
    problems.show(caught.value)
    told = crash_report(caught.value)

    assert problems.report is not None
    assert problems.report.isVisible()
    assert "KeyError" in told
    assert "test_main_window.py" in told
    assert "Zieliński" not in told
    problems.report.close()


def test_the_size_of_the_window_is_remembered(open_window: Open, settings: Settings) -> None:
    window = open_window(0, 0)
    window.resize(1111, 700)

    window.close()

    again = open_window(0, 0)
    assert settings.geometry("main") is not None
    assert again.minimumWidth() <= 1111


def test_the_help_lists_every_key_of_the_menus(open_window: Open) -> None:
    window = open_window(0, 0)

    window.actions_by_name["help"].trigger()

    assert window.sheet is not None
    assert not window.sheet.isModal()
    said = {text.text() for text in window.sheet.findChildren(QLabel)}
    assert {entry.key for _, group in MENUS for entry in group if entry.key} <= said
    window.sheet.close()
    window.actions_by_name["about"].trigger()
    assert "Qt" in {text.text() for text in window.sheet.findChildren(QLabel)}
    window.sheet.close()


def test_the_help_begins_with_the_screen_that_is_open(open_window: Open, qtbot: QtBot) -> None:
    window, screen = open_window(), OfferingScreen()
    window.register("meeting", screen)
    window.open(Destination("meetings", new_id()))

    window.actions_by_name["help"].trigger()
    assert window.sheet is not None
    said = [text.text() for text in window.sheet.findChildren(QLabel)]
    place = said.index("Roll call")
    assert said[place : place + 4] == ["Roll call", "F4", "Say who is there", "Capture line"]
    assert "File" in said[place + 4 :]
    window.go("families")
    again = [text.text() for text in window.sheet.findChildren(QLabel)]
    window.sheet.activateWindow()
    qtbot.waitUntil(window.sheet.isActiveWindow)
    qtbot.keyClick(window.sheet, Qt.Key.Key_Escape)

    assert "Families" in again
    assert not window.sheet.isVisible()


def test_what_takes_a_while_shows_how_far_it_is_and_can_be_stopped(
    open_window: Open, settle: Settle, tmp_path: Path
) -> None:
    window = open_window(2, 1)
    said: list[str] = []
    window.deeds.progressed.connect(lambda what, _done, _of: said.append(what))

    window.actions_by_name["verify"].trigger()
    assert "Going through" in window.progress.text
    window.deeds.stop()
    settle()

    assert window.progress.text == ""
    assert "It was stopped." in window.message.text
    window.actions_by_name["verify"].trigger()
    settle()
    assert "Going through the rows" in said
    assert "The store is whole." in window.message.text


def test_a_draft_that_is_kept_is_told_by_the_pill(open_window: Open) -> None:
    window = open_window(0, 0)

    window.show_saved(datetime(2026, 11, 20, 14, 2, 31).astimezone())

    assert window.header.pill_text == "● Saved on this laptop 14:02:31"


def test_the_keys_of_the_menus_are_ones_that_qt_knows() -> None:
    for _, group in MENUS:
        for entry in group:
            assert not entry.key or QKeySequence(entry.key).toString()


def drop(window: MainWindow, path: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            dragged,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
