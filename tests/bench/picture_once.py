"""Opens the whole picture in a process of its own, and tells what it took."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.view import first_view
from meetingdesk.app.live.whole_picture import whole_picture
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.information import Entry, EntryAbout, InformationRequest, RequestState
from meetingdesk.domain.picture import WholePicture
from meetingdesk.domain.rows import Row
from tests.app.meetings_to_prepare import plan
from tests.bench.live_once import Painted
from tests.bench.seeds import entry_words
from tests.family_records import InventedFamily
from tests.live_meetings import LiveMeeting
from tests.people import person_with
from tests.rooms import FURTHER, MARAC_CORE
from tests.stores import CHEAP_KEY, make_template, open_copy
from tests.ui.clocks import SteppingClock
from ui.bridge import Bridge
from ui.fonts import load_first_fonts, load_other_fonts
from ui.lane import Lanes
from ui.palette import Look
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.picture.picture_deeds import PictureDeeds
from ui.screens.meeting.picture.picture_view import PictureView
from ui.screens.meeting.standing import Standing
from ui.theme import Theme

PEOPLE, AGENCIES, ENTRIES = 12, 15, 150
LONGEST_WAIT = 5


def a_large_meeting(desk: Desk) -> LiveMeeting:
    """A conference about twelve people, with fifteen agencies that have said much."""
    family = InventedFamily()
    for number in range(PEOPLE):
        if number < PEOPLE // 2:
            family.child(2 + number, name=f"Child Number {number}")
        else:
            family.adult(name=f"Adult Number {number}")
    desk.execute(AddRows(family.rows()))
    live = LiveMeeting(desk, plan(desk, "icpc", family_id=family.family.id), [family])
    keys = ("gp", *MARAC_CORE, *(key for key in FURTHER if key != "gp"))[:AGENCIES]
    for key in keys:
        live.invite(key, AttendanceStatus.PRESENT)
    live.start()
    rows: list[Row] = []
    for number, line in enumerate(entry_words().lines(ENTRIES, 16)):
        rows += an_entry(live, keys[number % AGENCIES], number % PEOPLE, line)
    states = tuple(RequestState)
    for number in range(PEOPLE * AGENCIES // 2):
        rows.append(
            InformationRequest(
                meeting_id=live.meeting_id,
                family_id=family.family.id,
                agency_id=live.agencies[keys[number % AGENCIES]].id,
                person_id=live.person(number // AGENCIES),
                state=states[number % len(states)],
                reason="said so",
            )
        )
    desk.execute(AddRows(tuple(rows)))
    return live


def an_entry(live: LiveMeeting, key: str, person: int, text: str) -> tuple[Entry, EntryAbout]:
    entry = Entry(
        meeting_id=live.meeting_id,
        family_id=live.families[0].family.id,
        section="information",
        agency_id=live.agencies[key].id,
        text=text,
    )
    return entry, EntryAbout(entry_id=entry.id, person_id=live.person(person))


def main() -> None:
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    (folder / "store").mkdir()
    make_template(folder / "store")
    desk = Desk(open_copy(folder / "store", CHEAP_KEY), person_with("minute_taker", "chair", "coordinator"))
    live = a_large_meeting(desk)
    application = QApplication([sys.argv[0]])
    load_first_fonts()
    load_other_fonts()
    theme = Theme(application)
    theme.show(Look.LIGHT, 100)
    lanes = Lanes()
    told = _measure(live, Bridge(desk, lanes), theme, rounds)
    lanes.close()
    desk.close()
    sys.stdout.write(json.dumps(told))


def _measure(live: LiveMeeting, bridge: Bridge, theme: Theme, rounds: int) -> dict[str, Any]:
    standing = Standing()
    with live.desk.reading() as reading:
        standing.begin(first_view(reading, live.meeting_id))
    window = QWidget()
    column = QVBoxLayout(window)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    window.resize(1000, 960)
    window.show()
    QApplication.processEvents()
    began = perf_counter()
    view = PictureView(theme)
    deeds = PictureDeeds(view, AskBar(window), standing, bridge, SteppingClock(), window)
    view.hide()
    column.addWidget(view)
    deeds.ready.connect(view.show)
    painted = Painted(view.table.viewport())
    deeds.open()
    _wait(painted)
    first = perf_counter() - began
    opened = [_opened(view, deeds) for _ in range(rounds)]
    picture = view.picture
    told = {
        "first": first,
        "opened": opened,
        "read": [_read(live) for _ in range(rounds)],
        "rows": len(picture.rows) - 1,
        "columns": len(picture.columns),
        "entries": len(picture.entries),
        **_follow(live, bridge, view, rounds),
    }
    view.hide()
    return {**told, **_bare(column, len(picture.rows), len(picture.columns), rounds)}


def _opened(view: PictureView, deeds: PictureDeeds) -> float:
    """Read and show it anew, with nothing of the last time left in the table."""
    view.hide()
    view.show_picture(WholePicture())
    QApplication.processEvents()
    painted = Painted(view.table.viewport())
    began = perf_counter()
    deeds.open()
    _wait(painted)
    took = perf_counter() - began
    painted.leave()
    return took


def _read(live: LiveMeeting) -> float:
    began = perf_counter()
    with live.desk.reading() as reading:
        whole_picture(reading, live.meeting_id, live.families[0].family.id)
    return perf_counter() - began


def _follow(live: LiveMeeting, bridge: Bridge, view: PictureView, rounds: int) -> dict[str, list[float]]:
    """Have entries recorded; time what the GUI thread does of it, and how long all of it takes."""
    keys, spent, whole = list(live.asked), [], []
    show = view.show_picture
    shown: list[float] = []

    def timed(picture: Any) -> None:
        shown.append(perf_counter())
        show(picture)

    view.show_picture = timed  # type: ignore[method-assign]  # to know when the answer has come
    for number in range(rounds):
        rows = an_entry(live, keys[number % len(keys)], number % PEOPLE, f"Said meanwhile, number {number}")
        painted = Painted(view.table.viewport())
        began = perf_counter()
        bridge.execute(AddRows(rows), None)
        _wait(painted)
        ended = perf_counter()
        painted.leave()
        spent.append(ended - shown.pop())
        whole.append(ended - began)
    return {"followed": spent, "whole": whole}


def _bare(column: QVBoxLayout, rows: int, columns: int, rounds: int) -> dict[str, list[float]]:
    """Show a table of Qt with a word in each cell, and change a cell of it."""
    model = QStandardItemModel(rows, columns)
    for row in range(rows):
        for place in range(columns):
            model.setItem(row, place, QStandardItem("answered"))
    table = QTableView()
    table.hide()
    column.addWidget(table)

    def show() -> None:
        table.setModel(model)
        table.show()

    times = []
    for _ in range(rounds):
        table.hide()
        table.setModel(None)
        QApplication.processEvents()
        times.append(_until_painted(table, show))
    changed = [
        _until_painted(table, lambda n=n: model.item(n % rows, 0).setText(f"{n}"))  # type: ignore[misc]
        for n in range(rounds)
    ]
    return {"bare": times, "bare_followed": changed}


def _until_painted(table: QTableView, does: Callable[[], None]) -> float:
    painted = Painted(table.viewport())
    began = perf_counter()
    does()
    _wait(painted)
    took = perf_counter() - began
    painted.leave()
    return took


def _wait(painted: Painted) -> None:
    """Let events come until it was painted and nothing more is to be done; what never is ends the run."""
    until = perf_counter() + LONGEST_WAIT
    # Wakes this loop where nothing else would; to look again and again would keep the lanes from their work.
    waking = QTimer(interval=1_000)
    waking.start()
    while not painted.seen and perf_counter() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    assert painted.seen, "it was painted"
    QApplication.processEvents()
