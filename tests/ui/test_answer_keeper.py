from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from meetingdesk.app.answers import answers_kept
from meetingdesk.app.desk import Desk
from ui.answer_keeper import AnswerKeeper
from ui.bridge import Bridge

Settle = Callable[[], None]
PLACE = "review"


@pytest.fixture
def asked(
    bridge: Bridge, qtbot: QtBot, settle: Settle
) -> Callable[[str, str], tuple[QLineEdit, AnswerKeeper]]:
    """Ask a question in a window that was started anew."""

    def ask(about: str, question: str) -> tuple[QLineEdit, AnswerKeeper]:
        field = QLineEdit()
        qtbot.addWidget(field)
        keeper = AnswerKeeper(PLACE, field, bridge, field)
        keeper.asks(about, question)
        settle()
        return field, keeper

    return ask


Asked = Callable[[str, str], tuple[QLineEdit, AnswerKeeper]]


def type_in(field: QLineEdit, keeper: AnswerKeeper, text: str, settle: Settle) -> None:
    QTest.keyClicks(field, text)
    keeper.keep_now()
    settle()


def kept(desk: Desk) -> dict[str, str]:
    with desk.reading() as reading:
        return dict(answers_kept(reading, PLACE).typed)


def test_words_come_back_to_the_question_they_were_typed_to(asked: Asked, settle: Settle) -> None:
    type_in(*asked("action 1/D", "How is it known?"), "a receipt of", settle)

    assert asked("action 1/D", "How is it known?")[0].text() == "a receipt of"
    assert asked("action 1/D", "What changed?")[0].text() == ""
    assert asked("action 2/D", "How is it known?")[0].text() == ""


def test_the_first_answer_is_kept_while_the_second_is_typed(asked: Asked, settle: Settle) -> None:
    field, keeper = asked("action 1/D", "How is it known?")
    type_in(field, keeper, "a receipt", settle)
    keeper.asks("action 1/D", "What changed?")
    field.clear()
    type_in(field, keeper, "he sleeps", settle)

    again, other = asked("action 1/D", "How is it known?")
    assert again.text() == "a receipt"
    other.asks("action 1/D", "What changed?")
    assert again.text() == "he sleeps"


def test_what_somebody_types_already_is_not_written_over(
    bridge: Bridge, asked: Asked, qtbot: QtBot, settle: Settle
) -> None:
    type_in(*asked("action 1/D", "How?"), "old words", settle)
    field = QLineEdit()
    qtbot.addWidget(field)
    keeper = AnswerKeeper(PLACE, field, bridge, field)

    keeper.asks("action 1/D", "How?")
    QTest.keyClicks(field, "n")
    settle()

    assert field.text() == "n"


def test_nothing_is_kept_of_what_was_answered_or_left(asked: Asked, ui_desk: Desk, settle: Settle) -> None:
    field, keeper = asked("action 1/D", "How?")
    type_in(field, keeper, "a receipt", settle)
    assert kept(ui_desk) == {"How?": "a receipt"}

    keeper.end()
    settle()

    assert kept(ui_desk) == {}
    assert asked("action 1/D", "How?")[0].text() == ""


def test_it_is_kept_by_itself_soon_after_a_key(asked: Asked, ui_desk: Desk, qtbot: QtBot) -> None:
    field, _ = asked("action 1/D", "How?")

    QTest.keyClicks(field, "a receipt")

    qtbot.waitUntil(lambda: kept(ui_desk) == {"How?": "a receipt"}, timeout=5_000)
