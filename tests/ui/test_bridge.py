from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from meetingdesk.app.lists import counts
from meetingdesk.app.rows import AddRows, RemoveRow
from meetingdesk.domain.families import Family
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import new_id
from meetingdesk.errors import StaleRecord
from ui.bridge import Bridge

ADD = AddRows((Family(reference="M-2026-101"),), "Add family", Deed.PREPARE)


def test_everybody_hears_what_changed_and_who_asked(bridge: Bridge, qtbot: QtBot) -> None:
    asker = QObject()

    with qtbot.waitSignal(bridge.saved), qtbot.waitSignal(bridge.changed) as heard:
        bridge.execute(ADD, asker)

    assert heard.args == [frozenset({"family"}), asker]


def test_undo_and_redo_are_announced_to_everybody(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.changed):
        bridge.execute(ADD, QObject())

    with qtbot.waitSignal(bridge.changed) as heard, qtbot.waitSignal(bridge.undo_state_changed) as state:
        bridge.undo()

    assert heard.args == [frozenset({"family"}), None]
    assert state.args is not None
    assert state.args[0].undo_label is None
    assert state.args[0].redo_label == "Add family"
    with qtbot.waitSignal(bridge.changed):
        bridge.redo()
    assert bridge.desk.undo_state.undo_label == "Add family"


def test_the_asker_hears_that_its_command_was_refused(bridge: Bridge, qtbot: QtBot) -> None:
    asker = QObject()

    with qtbot.waitSignal(bridge.refused) as heard:
        bridge.execute(RemoveRow(Family, new_id(), deed=Deed.PREPARE), asker)

    assert heard.args
    error, told = heard.args
    assert isinstance(error, StaleRecord)
    assert told is asker


def test_questions_are_answered_from_the_store(bridge: Bridge, qtbot: QtBot) -> None:
    answers = []

    bridge.read(counts, bridge, answers.append)

    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0].families == 0
