from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui import lint
from tests.ui.settings.conftest import Open
from ui.palette import Look
from ui.screens.settings.page import ListPage
from ui.screens.settings.screen import SettingsScreen
from ui.theme import Theme

LOOKS = ((Look.LIGHT, 100), (Look.DARK, 200), (Look.HIGH_CONTRAST, 200))
CHECKS = (
    *(lint.nameless, lint.roleless, lint.markup_labels, lint.markup_tooltips),
    *(lint.out_of_order, lint.faint, lint.clipped),
)


@pytest.mark.slow
@pytest.mark.parametrize(("look", "size"), LOOKS)
def test_every_page_can_be_read_and_reached(
    open_settings: Open, theme: Theme, look: Look, size: int, settle: Callable[[], None], qtbot: QtBot
) -> None:
    screen = open_settings("this_desk")
    theme.show(look, size)
    faults = []

    for name, window in _states(screen, settle, qtbot):
        faults += [f"{name}: {check.__name__}: {fault}" for check in CHECKS for fault in check(window)]

    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.slow
def test_every_key_is_told_and_means_one_thing(
    open_settings: Open, settle: Callable[[], None], qtbot: QtBot
) -> None:
    screen = open_settings("this_desk")
    told = [key for key, _ in screen.help_lines()]
    faults = []

    for name, window in _states(screen, settle, qtbot):
        faults += [f"{name}: not told: {key}" for key in lint.untold_keys(window, told)]
        faults += [f"{name}: {fault}" for fault in lint.ambiguous_keys(window)]

    assert not faults, "\n" + "\n".join(faults)


def _states(
    screen: SettingsScreen, settle: Callable[[], None], qtbot: QtBot
) -> Iterator[tuple[str, QWidget]]:
    for key, _ in screen.subjects:
        screen.show_subject(key)
        settle()
        yield key, screen
        page = screen.page
        if not isinstance(page, ListPage):
            continue
        if page.table.line is not None:
            qtbot.keyClick(page.table, Qt.Key.Key_Return)
            settle()
            yield f"{key}, opened", screen
            page.close_side()
        page.filter.setText("nothing has these words")
        page._filter_now()
        settle()
        yield f"{key}, nothing", screen
        page.filter.clear()
        page._filter_now()
        settle()
        if hasattr(page, "add_button"):
            page.add_button.click()
            settle()
            yield f"{key}, new", screen
            page.close_side()


def test_a_page_is_made_when_it_is_first_gone_to(open_settings: Open, own: Path) -> None:
    screen = open_settings("words")

    assert set(screen._pages) == {"this_desk", "words"}
