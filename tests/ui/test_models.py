from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from meetingdesk.app.lists import MeetingLine
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.domain.rows import new_id
from ui.models.meeting_columns import meeting_columns
from ui.models.paged_model import PagedModel


def line(number: int) -> MeetingLine:
    return MeetingLine(
        new_id(),
        f"M-2026-{number}",
        "Core group",
        "",
        date(2026, 11, number),
        time(9, 30),
        "Town Hall",
        "Ngozi Adeyemi",
        0,
        MeetingStatus.DRAFT,
    )


def test_the_model_is_well_behaved(qtmodeltester: ModelTester) -> None:
    model = PagedModel(meeting_columns())
    model.set_lines((line(1), line(2)), has_more=True)

    qtmodeltester.check(model)


def test_more_lines_are_asked_for_once(qtbot: QtBot) -> None:
    model = PagedModel(meeting_columns())
    model.set_lines((line(1),), has_more=True)

    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore(QModelIndex())

    assert not model.canFetchMore(QModelIndex())
    model.add_lines((line(2),), has_more=False)
    assert model.rowCount() == 2
    assert not model.canFetchMore(QModelIndex())


def test_a_cell_is_read_aloud_with_its_heading() -> None:
    model = PagedModel(meeting_columns())
    model.set_lines((line(20),), has_more=False)

    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Date: Fri 20 Nov 2026, 09:30"


def test_the_heading_says_how_the_list_is_sorted() -> None:
    model = PagedModel(meeting_columns())

    model.show_sort("date", descending=True)

    assert model.headerData(0, Qt.Orientation.Horizontal) == "Date ↓"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Chair"
