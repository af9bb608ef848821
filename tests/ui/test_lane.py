from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.lane import Lanes


def test_jobs_run_elsewhere_and_answer_here(lanes: Lanes, qtbot: QtBot) -> None:
    answers: list[tuple[str, str]] = []

    lanes.writing.run(
        lambda: threading.current_thread().name,
        lanes,
        lambda worker: answers.append((worker, threading.current_thread().name)),
    )

    qtbot.waitUntil(lambda: bool(answers))
    worker, receiver = answers[0]
    assert worker.startswith("writing")
    assert receiver == "MainThread"


def test_a_failing_job_is_announced(lanes: Lanes, qtbot: QtBot) -> None:
    def explode() -> None:
        raise ValueError("boom")

    with qtbot.waitSignal(lanes.failed) as caught:
        lanes.reading.run(explode, lanes, lambda _: pytest.fail("no answer expected"))

    assert caught.args
    assert isinstance(caught.args[0], ValueError)


def test_answers_to_closed_windows_are_dropped(lanes: Lanes, qtbot: QtBot) -> None:
    gone = QObject()
    answers: list[object] = []
    gate = threading.Event()
    lanes.writing.run(gate.wait, gone, answers.append)
    shiboken6.delete(gone)
    gate.set()
    done: list[object] = []

    lanes.writing.run(lambda: 1, lanes, done.append)

    qtbot.waitUntil(lambda: bool(done))
    assert answers == []


def test_a_long_look_does_not_hold_up_writing(lanes: Lanes, qtbot: QtBot) -> None:
    gate = threading.Event()
    lanes.reading.run(gate.wait, lanes, lambda _: None)
    written: list[int] = []

    lanes.writing.run(lambda: 1, lanes, written.append)

    qtbot.waitUntil(lambda: bool(written))
    gate.set()
