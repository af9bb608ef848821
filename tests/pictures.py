"""Pictures of every screen on the demonstration store, in the three themes: to be looked at."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from meetingdesk.app.demo_desk import open_demonstration
from meetingdesk.app.desk import Desk
from meetingdesk.app.lists import type_titles
from meetingdesk.domain.actions import Action
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.storage.cost import Cost
from ui.bridge import Bridge
from ui.destination import Destination
from ui.fonts import load_first_fonts, load_other_fonts
from ui.lane import Lanes
from ui.main_window import MainWindow
from ui.palette import Look
from ui.problems import Problems
from ui.screens.documents.copies_page import CopiesPage
from ui.screens.documents.page import DocumentsPage
from ui.screens.documents.words import Part
from ui.screens.first_run.window import FirstRunWindow
from ui.screens.meeting.centre import Middle
from ui.screens.unlock import UnlockWindow
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock

LOOKS = ((Look.LIGHT, 100), (Look.DARK, 100), (Look.HIGH_CONTRAST, 100), (Look.LIGHT, 200))
CARDS = (
    (SectionKind.PEOPLE, "people"),
    (SectionKind.VOICE, "children"),
    (SectionKind.FAMILY_VIEWS, "family-views"),
    (SectionKind.RISK, "risk"),
    (SectionKind.REFLECTION, "reflection"),
    (SectionKind.DECISION, "decision"),
    (SectionKind.PLAN, "plan"),
    (SectionKind.CORE_GROUP, "core-group"),
    (SectionKind.CHALLENGE, "challenge"),
    (SectionKind.NEXT_MEETING, "next-meeting"),
)
WIDTH, HEIGHT = 1366, 768
Key = Qt.Key
SAID = (
    "po fact: Called to the flat three times since 1 November, last on 14 November. [police log]",
    "idva reported: She says he waits outside school on Fridays. She wants the locks changed. /restricted",
    "hsg fact: Target hardening approved on 12 November, no date given to the contractor. [housing file]",
    "! police to mark the address treat as urgent for a year by today, shown by marker reference",
    "! housing to change both locks at the flat by tue so that she can sleep, shown by completion photograph",
    "! contact school about Fridays",
)
HALF = "! midwife to see Adult A alone at the clinic by fri so that she can speak, shown by visit record"


class MeetingClock(WallClock):
    """Goes on like any clock, from the moment at which the meeting in the pictures begins."""

    def __init__(self, begun: datetime) -> None:
        super().__init__()
        self._ahead = begun - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def go_on(self, minutes: float) -> None:
        """Let minutes go by at once."""
        self._ahead += timedelta(minutes=minutes)
        self.ticked.emit()


@dataclass(slots=True)
class Painter:
    """Takes one picture after the other."""

    application: QApplication
    folder: Path
    name: str = ""
    count: int = 0

    def rest(self, seconds: float = 0.25) -> None:
        """Let lanes answer and windows paint."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.application.processEvents()
            self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.005)

    def take(self, window: QWidget, what: str) -> None:
        """Write a picture of a window."""
        self.rest()
        window.grab().save(str(self.folder / f"{what}-{self.name}.png"))
        self.count += 1


def main(folder: Path) -> int:
    """Take all pictures into a folder, and say how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication), "there is one application"
    load_first_fonts()
    load_other_fonts()
    theme = Theme(application)
    painter = Painter(application, folder)
    for look, size in LOOKS:
        painter.name = look.value.replace("_", "-") + ("" if size == 100 else f"-{size}")
        theme.show(look, size)
        with tempfile.TemporaryDirectory(prefix="meetingdesk-pictures-") as place:
            _take_one_look(painter, theme, Path(place))
    sys.stdout.write(f"{painter.count} pictures are in {folder}\n")
    return 0


def _take_one_look(painter: Painter, theme: Theme, place: Path) -> None:
    today = datetime.now(UTC).date()
    desk = open_demonstration(
        place / "store", "correct horse battery staple", today=today, cost=Cost(1024, 1, 1, for_tests=True)
    )
    lanes = Lanes()
    meeting = _next_marac(desk)
    assert meeting.held_on is not None, "a planned meeting has its day"
    clock = MeetingClock(_at(meeting.held_on, meeting.starts_at or time_of_day(13, 0)))
    window = MainWindow(
        Bridge(desk, lanes), theme, Settings(place / "settings"), Problems(), type_titles(), clock=clock
    )
    window.resize(WIDTH, HEIGHT)
    window.show()
    painter.rest(0.6)
    try:
        _places(painter, window)
        _preparing(painter, window, meeting.id)
        _live(painter, window, meeting.id, clock)
        _cards(painter, window, _conference(desk))
        _documents(painter, window, _distributed(desk))
        _over_everything(painter, window)
    finally:
        window.close()
        painter.rest(0.1)
        lanes.close()
        desk.close()
    _doors(painter, theme, place)


def _places(painter: Painter, window: MainWindow) -> None:
    for place in ("today", "meetings", "families", "actions", "settings"):
        window.go(place)
        painter.rest(0.4)
        painter.take(window, place)
    window.go("families")
    QTest.keyClick(window.families.table, Key.Key_Return)
    painter.rest(0.4)
    painter.take(window, "family")
    for key, _ in window.settings_screen.subjects:
        window.go("settings")
        window.settings_screen.show_subject(key)
        painter.rest(0.4)
        painter.take(window, f"settings-{key.replace('_', '-')}")


def _preparing(painter: Painter, window: MainWindow, meeting_id: UUID) -> None:
    window.open(Destination("meetings", is_new=True))
    painter.take(window, "new-meeting")
    window.open(Destination("meetings", meeting_id))
    painter.rest(0.8)
    for part in ("invitations", "cases", "last_time"):
        window.meeting.preparing.parts.go_to(part)
        painter.take(window, part.replace("_", "-"))


def _live(painter: Painter, window: MainWindow, meeting_id: UUID, clock: MeetingClock) -> None:
    live = window.meeting.live
    commands = {action.text(): action for action in live.commands()}
    window.meeting.preparing.start_wanted.emit(meeting_id)
    painter.rest(1.0)
    commands["&Roll call"].trigger()
    for key, held in (("p", False), ("r", False), ("p", False), ("x", False), ("P", True), ("s", False)):
        modifier = Qt.KeyboardModifier.ShiftModifier if held else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(_focus(window), key, modifier)
        painter.rest(0.1)
    painter.take(window, "roll-call")
    QTest.keyClick(_focus(window), Key.Key_Escape)
    head = live.standing.head
    assert head is not None, "the meeting is open"
    live.go_to_point(next(point.id for point in head.points if point.kind == SectionKind.PREVIOUS_ACTIONS))
    painter.rest(0.6)
    painter.take(window, "actions-of-last-time")
    live.go_to_point(head.points[0].id)
    for minutes in (6, 5, 11, 4, 12, 12):
        clock.go_on(minutes)
        commands["&Next case or section"].trigger()
        painter.rest(0.2)
    for _ in range(3):
        commands["Next &part of the case"].trigger()
        painter.rest(0.2)
    for line in SAID:
        clock.go_on(1.4)
        QTest.keyClicks(live.capture.edit, line)
        QTest.keyClick(live.capture.edit, Key.Key_Return)
        painter.rest(0.15)
    QTest.keyClicks(live.capture.edit, HALF)
    painter.take(window, "live")
    commands["&Stream"].trigger()
    QTest.keyClick(_focus(window), Key.Key_Return)
    painter.take(window, "editing")
    QTest.keyClick(_focus(window), Key.Key_Escape)
    commands["&Fold or unfold the side panels"].trigger()
    painter.take(window, "folded")
    commands["&Fold or unfold the side panels"].trigger()


def _cards(painter: Painter, window: MainWindow, meeting_id: UUID) -> None:
    window.open(Destination("meetings", meeting_id))
    painter.rest(0.8)
    live = window.meeting.live
    head = live.standing.head
    assert head is not None, "the conference is open"
    commands = live.actions_by_name
    for kind, what in CARDS:
        live.go_to_point(next(point.id for point in head.points if point.kind == kind))
        painter.rest(0.4)
        live.centre.show(Middle.CARDS)
        painter.take(window, what)
    for name, what in (("picture", "whole-picture"), ("map", "family-map"), ("close", "closing")):
        live.going.to_capture()
        commands[name].trigger()
        painter.rest(0.6)
        painter.take(window, what)
    live.going.to_capture()
    live.chairing.turn()
    painter.rest(0.6)
    assert live.chairing.window is not None, "the chair's window is open"
    painter.take(live.chairing.window, "chair")
    live.chairing.close()
    live.go_to_point(next(point.id for point in head.points if point.kind == SectionKind.ACTIONS))
    painter.rest(0.4)
    live.projector.turn()
    painter.rest(0.4)
    assert live.projector.window is not None, "the window for the room is open"
    painter.take(live.projector.window, "room-agenda")
    live.projector.read_back((Action, live.standing.agreed[-1].id))
    painter.rest(0.4)
    painter.take(live.projector.window, "room-read-back")
    live.projector.close()


def _documents(painter: Painter, window: MainWindow, meeting_id: UUID) -> None:
    window.open(Destination("meetings", meeting_id))
    painter.rest(0.8)
    window.actions_by_name["documents"].trigger()
    painter.rest(1.0)
    page = window.screen_now
    assert isinstance(page, DocumentsPage), "the documents are open"
    copies = page.views[Part.COPIES]
    assert isinstance(copies, CopiesPage)
    QTest.keyClick(copies.table, Key.Key_Down)
    QTest.keyClick(copies.table, Key.Key_R)
    painter.take(window, "copies")
    QTest.keyClick(copies.table, Key.Key_Return)
    painter.rest(3.0)
    painter.take(window, "pages-of-a-copy")
    QTest.keyClick(_focus(window), Key.Key_Escape)
    for part, what in ((Part.VERSIONS, "approval"), (Part.SENDING, "sending")):
        page.show_part(part)
        painter.rest(0.8)
        painter.take(window, what)
    page.leave()


def _over_everything(painter: Painter, window: MainWindow) -> None:
    window.header.search.open()
    QTest.keyClicks(window.header.search, "school")
    painter.take(window, "palette")
    QTest.keyClick(window.header.search, Key.Key_Escape)
    window.actions_by_name["help"].trigger()
    painter.rest()
    assert window.sheet is not None, "F1 opens a sheet"
    painter.take(window.sheet, "help")
    window.sheet.close()
    window.blank.blank()
    painter.take(window, "blank")
    window.blank.lift()


def _doors(painter: Painter, theme: Theme, place: Path) -> None:
    unlock = UnlockWindow(theme, str(place / "store"), "ada", is_team=False)
    first_run = FirstRunWindow(theme, can_leave=False)
    first_run.begin(existing=False, proposed=None, lost=False)
    for window, what in ((unlock, "unlock"), (first_run, "first-run")):
        window.resize(theme.px(880), theme.px(660))
        window.show()
        painter.take(window, what)
        window.hide()
        window.deleteLater()
    painter.rest(0.1)


def _next_marac(desk: Desk) -> Meeting:
    with desk.reading() as reading:
        found = reading.find(Meeting, type_id="marac", status=MeetingStatus.PLANNED)
    return min(found, key=lambda meeting: meeting.held_on or date.max)


def _conference(desk: Desk) -> UUID:
    with desk.reading() as reading:
        return reading.find(Meeting, type_id="icpc", status=MeetingStatus.DRAFT)[0].id


def _distributed(desk: Desk) -> UUID:
    with desk.reading() as reading:
        return reading.find(Meeting, type_id="icpc", status=MeetingStatus.DISTRIBUTED)[0].id


def _at(day: date, moment: time_of_day) -> datetime:
    return datetime.combine(day, moment, WallClock().now().astimezone().tzinfo or UTC)


def _focus(window: QWidget) -> QWidget:
    return window.focusWidget() or window


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("pictures")))
