from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from meetingdesk.errors import MeetingDeskError
from tests.ui.hostile import HOSTILE
from ui.labels import label, tooltip
from ui.models.paged_model import Column, PagedModel
from ui.theme import Theme
from ui.widgets.detail_panel import DetailPanel, Fact, Group, Sheet
from ui.widgets.line_table import LineTable
from ui.widgets.message_bar import MessageBar
from ui.widgets.search_box import Result, SearchBox


@pytest.mark.parametrize("name", HOSTILE)
def test_a_label_shows_a_name_as_it_is(qtbot: QtBot, name: str) -> None:
    shown = label(name)
    qtbot.addWidget(shown)

    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.text() == name


def test_the_control_fails_a_label_of_qt_takes_a_name_for_markup(qtbot: QtBot) -> None:
    """Without the factory this is what would happen, which shows that the test can see it."""
    ours, theirs = label("<b>Ada</b>"), QLabel("<b>Ada</b>")
    for each in (ours, theirs):
        qtbot.addWidget(each)

    assert ours.sizeHint().width() > theirs.sizeHint().width()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_tooltip_shows_a_name_as_it_is(name: str) -> None:
    shown = tooltip(name)

    assert "<b>" not in shown
    assert "<img" not in shown
    assert "<a " not in shown


@pytest.mark.parametrize("name", HOSTILE)
def test_the_panel_shows_a_name_as_it_is(qtbot: QtBot, theme: Theme, name: str) -> None:
    panel = DetailPanel()
    qtbot.addWidget(panel)
    panel.resize(340, 600)

    panel.show_sheet(Sheet(name, name, (Group(name, (Fact(name, name),)),), warning=name))

    labels = panel.findChildren(QLabel)
    assert all(shown.textFormat() is Qt.TextFormat.PlainText for shown in labels)
    assert sum(name in shown.text() for shown in labels) == 6
    panel.grab()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_message_shows_a_name_as_it_is(qtbot: QtBot, theme: Theme, name: str) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)

    bar.show_error(MeetingDeskError(name, hint=name))

    assert name in bar.text
    assert all(shown.textFormat() is Qt.TextFormat.PlainText for shown in bar.findChildren(QLabel))


def test_a_list_paints_hostile_names_without_reading_them(qtbot: QtBot, theme: Theme) -> None:
    model: PagedModel[str] = PagedModel(
        (
            Column("Name", str, below=str, width=200),
            Column("Also", str),
            Column("State", str, chip=lambda _: "wrong"),
        )
    )
    table = LineTable(model, theme)
    qtbot.addWidget(table)
    table.resize(800, 700)
    table.show()

    model.set_lines(HOSTILE, has_more=False)

    picture = table.grab().toImage()
    assert picture.format() is not QImage.Format.Format_Invalid
    assert [model.data(model.index(row, 0)) for row in range(len(HOSTILE))] == list(HOSTILE)


def test_the_search_shows_hostile_results_as_they_are(qtbot: QtBot, theme: Theme) -> None:
    box = SearchBox(theme)
    qtbot.addWidget(box)
    box.resize(400, 40)
    box.show()
    box.setText("a")

    box.show_results("a", tuple(Result(name, name, date.max) for name in HOSTILE))

    assert [result.says for result in box.shown] == list(HOSTILE)
    box.grab()
