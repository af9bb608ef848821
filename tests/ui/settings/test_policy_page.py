from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from meetingdesk.resources import resource
from tests.ui.settings.conftest import Open
from ui.screens.settings.policy_page import PolicyPage

Key = Qt.Key
FILE = "policies/england-wt2026.toml"


def test_the_subjects_are_gone_through_with_the_arrow_keys(open_settings: Open, qtbot: QtBot) -> None:
    screen = open_settings("this_desk")
    screen.take_focus()

    qtbot.keyClick(screen.list, Key.Key_Down)
    qtbot.keyClick(screen.list, Key.Key_Return)

    assert isinstance(screen.page, PolicyPage)
    assert QApplication.focusWidget() in (screen.page.table, screen.page.filter)


def test_a_value_is_found_changed_and_confirmed_with_the_keyboard_alone(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    _choose(page, "decision letter", qtbot, settle)

    qtbot.keyClick(page.table, Key.Key_Return)
    typed = cast(QLineEdit, page.form.inputs["typed"])
    assert QApplication.focusWidget() is typed
    qtbot.keyClicks(typed, "5 wd")
    qtbot.keyClick(typed, Key.Key_Tab)
    by = cast(QLineEdit, QApplication.focusWidget())
    qtbot.keyClicks(by, "Ngozi Adeyemi")
    qtbot.keyClick(by, Key.Key_Return)
    settle()

    assert 'letter = { unit = "wd", count = 5, confirmed = true' in (own / FILE).read_text(encoding="utf-8")
    assert page.form.isHidden()
    assert QApplication.focusWidget() is page.table
    assert page.table.line.says == "5 working days"
    assert _cell(page, 2) == "✓ Ngozi Adeyemi"
    assert page.table.line.confirmation.on.isoformat() == "2026-11-20"
    assert FILE in page.message.text


def test_an_impossible_value_is_refused_in_the_form_and_what_was_typed_stays(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    _choose(page, "decision letter", qtbot, settle)
    qtbot.keyClick(page.table, Key.Key_Return)
    typed = cast(QLineEdit, page.form.inputs["typed"])

    qtbot.keyClicks(typed, "one day or two")
    qtbot.keyClick(typed, Key.Key_Return)
    settle()

    assert "Decision letter: “one day or two” is no length of time." in page.form.message.text
    assert typed.text() == "one day or two"
    assert not own.exists()


def test_a_day_to_come_confirms_nothing(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    _choose(page, "decision letter", qtbot, settle)
    qtbot.keyClick(page.table, Key.Key_Return)
    for key, text in (("by", "Jo"), ("on", "21/11/2026")):
        field = cast(QLineEdit, page.form.inputs[key])
        field.clear()
        qtbot.keyClicks(field, text)

    qtbot.keyClick(page.form.inputs["on"], Key.Key_Return)
    settle()

    assert "Decision letter: the day of the confirmation" in page.form.message.text
    assert not own.exists()


def test_del_goes_back_to_what_was_shipped(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    _type_letter(page, "5 wd", qtbot, settle)

    qtbot.keyClick(page.table, Key.Key_Delete)
    settle()

    assert page.table.line.says == "1 working day"
    assert not (own / FILE).exists()


@pytest.mark.parametrize(
    "key", [("U", Qt.KeyboardModifier.NoModifier), ("Z", Qt.KeyboardModifier.ControlModifier)]
)
def test_the_last_step_is_taken_back(
    open_settings: Open,
    own: Path,
    qtbot: QtBot,
    settle: Callable[[], None],
    key: tuple[str, Qt.KeyboardModifier],
) -> None:
    page = _page(open_settings)
    _type_letter(page, "5 wd", qtbot, settle)
    _type_letter(page, "6 wd", qtbot, settle)

    qtbot.keyClick(page.table, key[0], key[1])
    settle()

    assert page.table.line.says == "5 working days"
    qtbot.keyClick(page.table, key[0], key[1])
    settle()
    assert not (own / FILE).exists()
    assert not page.back_button.isEnabled()


def test_yes_and_no_and_classes_are_chosen_from_a_list(
    open_settings: Open, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    _choose(page, "marac chair counts", qtbot, settle)
    qtbot.keyClick(page.table, Key.Key_Return)
    box = cast(QComboBox, page.form.inputs["chosen"])
    assert QApplication.focusWidget() is box
    assert [box.itemText(place) for place in range(box.count())] == ["as the meeting type says", "yes", "no"]

    qtbot.keyClick(box, Key.Key_Down)
    qtbot.keyClick(box, Key.Key_Return)
    settle()

    assert page.table.line.says == "yes"


def test_a_file_changed_by_hand_meanwhile_is_read_again_and_what_was_typed_can_be_kept_then(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    _choose(page, "decision letter", qtbot, settle)
    qtbot.keyClick(page.table, Key.Key_Return)
    typed = cast(QLineEdit, page.form.inputs["typed"])
    qtbot.keyClicks(typed, "5 wd")
    text = resource("policies", "england-wt2026.toml").read_text(encoding="utf-8")
    (own / "policies").mkdir(parents=True)
    (own / FILE).write_text(f"# By hand\n{text}", encoding="utf-8")

    qtbot.keyClick(typed, Key.Key_Return)
    settle()
    assert "was changed by hand since it was read" in page.form.message.text
    assert typed.text() == "5 wd"
    qtbot.keyClick(typed, Key.Key_Return)
    settle()

    written = (own / FILE).read_text(encoding="utf-8")
    assert written == f"# By hand\n{text}".replace(
        'letter = { unit = "wd", count = 1,', 'letter = { unit = "wd", count = 5,'
    )


def test_a_broken_file_is_named_with_its_line_instead_of_the_list(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    (own / "policies").mkdir(parents=True)
    (own / FILE).write_text("[[[\n")

    page.read_again()
    settle()

    assert "england-wt2026.toml, line 1" in page._nothing.text()
    assert page.model.rowCount() == 0
    assert (own / FILE).read_text() == "[[[\n"


def test_another_nation_can_be_chosen(open_settings: Open, qtbot: QtBot, settle: Callable[[], None]) -> None:
    page = _page(open_settings)
    page.chooser.setFocus()

    qtbot.keyClick(page.chooser, Key.Key_Down)
    qtbot.keyClick(page.chooser, Key.Key_Down)
    page.chooser.activated.emit(page.chooser.currentIndex())
    settle()

    assert "Scotland" in page.chooser.currentText()
    _choose(page, "initial child protection conference", qtbot, settle)
    assert page.table.line.says == "28 days"


def test_whoever_may_not_change_settings_reads_them(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings, "minute_taker")
    _choose(page, "decision letter", qtbot, settle)

    qtbot.keyClick(page.table, Key.Key_Delete)
    settle()
    assert "may read this and not change it" in page.message.text
    qtbot.keyClick(page.table, Key.Key_Return)

    assert cast(QLineEdit, page.form.inputs["typed"]).isReadOnly()
    assert page.form.keep_button.isHidden()
    assert not own.exists()


def test_a_demonstration_leaves_the_files_of_the_computer_alone(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    page.is_demo = True
    _choose(page, "decision letter", qtbot, settle)

    qtbot.keyClick(page.table, Key.Key_Delete)
    settle()

    assert "In a demonstration" in page.message.text
    assert not own.exists()


def test_whoever_keeps_rules_hears_of_a_change(
    open_settings: Open, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    screen = open_settings("policy")
    page = cast(PolicyPage, screen.page)

    with qtbot.waitSignal(screen.definitions_changed):
        _type_letter(page, "5 wd", qtbot, settle)
    with qtbot.waitSignal(screen.definitions_changed):
        qtbot.keyClick(page.table, "U")


def test_the_file_is_read_again_after_a_change_by_hand(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    _choose(page, "decision letter", qtbot, settle)
    text = resource("policies", "england-wt2026.toml").read_text(encoding="utf-8")
    (own / "policies").mkdir(parents=True)
    (own / FILE).write_text(
        text.replace('letter = { unit = "wd", count = 1', 'letter = { unit = "wd", count = 4')
    )

    qtbot.keyClick(page.table, Key.Key_F5)
    settle()

    assert page.table.line.says == "4 working days"


def test_a_filter_without_a_hit_says_so_and_esc_clears_it(
    open_settings: Open, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page = _page(open_settings)
    qtbot.keyClick(page.table, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.filter
    qtbot.keyClicks(page.filter, "<b>nothing</b>")
    page._filter_now()
    assert page._nothing.text() == "Nothing here has these words"

    qtbot.keyClick(page.filter, Key.Key_Escape)

    assert page.model.rowCount() > 50
    assert QApplication.focusWidget() is page.table


def _page(open_settings: Open, *roles: str) -> PolicyPage:
    return cast(PolicyPage, open_settings("policy", *roles).page)


def _choose(page: PolicyPage, words: str, qtbot: QtBot, settle: Callable[[], None]) -> None:
    page.filter.setFocus()
    page.filter.clear()
    qtbot.keyClicks(page.filter, words)
    page._filter_now()
    settle()
    page.table.setFocus()
    page.table.choose(0)


def _type_letter(page: PolicyPage, text: str, qtbot: QtBot, settle: Callable[[], None]) -> None:
    _choose(page, "decision letter", qtbot, settle)
    qtbot.keyClick(page.table, Key.Key_Return)
    qtbot.keyClicks(page.form.inputs["typed"], text)
    qtbot.keyClick(page.form.inputs["typed"], Key.Key_Return)
    settle()


def _cell(page: PolicyPage, column: int) -> str:
    return str(page.model.index(page.table.currentIndex().row(), column).data())
