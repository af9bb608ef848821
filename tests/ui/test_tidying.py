from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from ui.bridge import Bridge
from ui.tidying import Tidying


@pytest.fixture
def tidied(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    asked: list[bool] = []

    def tidy(_desk: Desk) -> bool:
        asked.append(True)
        return len(asked) < 3

    monkeypatch.setattr(Desk, "tidy", tidy)
    monkeypatch.setattr(Tidying, "AFTER_MS", 5)
    monkeypatch.setattr(Tidying, "BETWEEN_MS", 1)
    return asked


def test_it_goes_on_after_a_commit_until_nothing_is_left_to_do(
    bridge: Bridge, qtbot: QtBot, tidied: list[bool]
) -> None:
    tidying = Tidying(bridge)

    bridge.saved.emit(datetime.now(UTC))

    qtbot.waitUntil(lambda: len(tidied) == 3)
    qtbot.waitUntil(lambda: not tidying._timer.isActive())
    assert len(tidied) == 3


def test_it_makes_way_for_the_next_commit(bridge: Bridge, qtbot: QtBot, tidied: list[bool]) -> None:
    tidying = Tidying(bridge)
    tidying.AFTER_MS = 600_000

    bridge.saved.emit(datetime.now(UTC))

    assert tidying._timer.isActive()
    assert tidied == []
