from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hostile import HOSTILE
from ui.theme import Theme
from ui.widgets.completions import Completion
from ui.widgets.field_completions import FieldCompletions, agencies_for, names_for

NAMES = ("Ana Test", "Kim Test, Health visitor", "Kim Tester", "Tess Kimble")
WORDS = {
    "health visiting": "Health visiting",
    "hv": "Health visiting",
    "health visitor": "Health visiting",
    "housing": "Housing",
    "hsg": "Housing",
    "invented play project": "Invented play project",
}
Key = Qt.Key


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> QLineEdit:
    window = QWidget()
    field = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(QLineEdit())
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    field.setFocus()
    field._window = window  # type: ignore[attr-defined]  # a window without a Python owner would go
    return field


@pytest.fixture
def names(field: QLineEdit, theme: Theme) -> FieldCompletions:
    return FieldCompletions(field, lambda typed: names_for(typed, NAMES), theme)


def shown(offered: tuple[Completion, ...]) -> list[str]:
    return [one.shown for one in offered]


def test_names_are_offered_that_hold_what_was_typed(
    field: QLineEdit, names: FieldCompletions, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "kim")

    assert shown(names.offered) == ["Kim Test, Health visitor", "Kim Tester", "Tess Kimble"]
    assert field.hasFocus()


@pytest.mark.parametrize("taking", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_what_was_chosen_is_taken_and_nothing_else(
    field: QLineEdit, names: FieldCompletions, qtbot: QtBot, taking: Qt.Key
) -> None:
    pressed: list[bool] = []
    field.returnPressed.connect(lambda: pressed.append(True))
    qtbot.keyClicks(field, "kim")

    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, Key.Key_Down)
    qtbot.keyClick(field, taking)

    assert field.text() == "Kim Tester"
    assert field.hasFocus()
    assert pressed == []
    assert not names.is_open


def test_enter_and_tab_mean_what_they_always_mean_where_nothing_was_chosen(
    field: QLineEdit, names: FieldCompletions, qtbot: QtBot
) -> None:
    pressed: list[bool] = []
    field.returnPressed.connect(lambda: pressed.append(True))

    qtbot.keyClicks(field, "kim")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.keyClicks(field, " te")
    qtbot.keyClick(field, Key.Key_Tab)

    assert pressed == [True]
    assert field.text() == "kim te"
    assert not field.hasFocus()
    assert not names.is_open


def test_escape_takes_the_list_away_and_a_text_that_is_put_there_opens_none(
    field: QLineEdit, names: FieldCompletions, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "kim")

    qtbot.keyClick(field, Key.Key_Escape)
    is_open = names.is_open
    field.setText("Kim")

    assert not is_open
    assert not names.is_open


def test_the_list_lies_below_the_field(field: QLineEdit, names: FieldCompletions, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "kim")

    popup = names.popup.geometry()
    assert popup.top() >= field.geometry().bottom()
    assert field.window().rect().contains(popup)


@pytest.mark.parametrize("name", HOSTILE[:12])
def test_hostile_names_are_offered_as_they_are(
    field: QLineEdit, theme: Theme, qtbot: QtBot, name: str
) -> None:
    names = FieldCompletions(field, lambda _: (Completion(name, name),), theme)

    qtbot.keyClicks(field, "kim")

    assert shown(names.offered) in ([name], [])
    assert not field.window().grab().isNull()


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("h", []),
        ("heal", ["Health visiting"]),
        ("Kim Test, ho", ["Kim Test, Housing"]),
        ("Kim Test, hv", ["Kim Test, Health visiting"]),
        ("visitor", ["Health visiting"]),
        ("play", ["Invented play project"]),
        ("Kim Test", []),
    ],
)
def test_agencies_are_offered_in_front_and_behind_the_comma(typed: str, texts: list[str]) -> None:
    assert [one.text for one in agencies_for(typed, WORDS)] == texts
