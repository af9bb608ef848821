"""Every window of the application and every state of it, each with a way to bring it to the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.running import EndMeeting, StartMeeting
from meetingdesk.app.meetings import ListCase
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.app.sending.queue import Held
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.families import Family
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import MeetingCase
from meetingdesk.domain.people import Person
from meetingdesk.domain.rows import Row
from meetingdesk.errors import MeetingDeskError, WrongPassphrase
from meetingdesk.storage.recovery_key import new_recovery_key
from tests.titles import titles as shipped_titles
from tests.ui.clocks import SteppingClock
from tests.ui.meeting import seeds
from tests.ui.meeting.seeds import SeededMeeting, Seeding
from tests.ui.something_to_show import fill
from ui.bridge import Bridge
from ui.destination import Destination
from ui.lane import Lanes
from ui.main_window import MainWindow
from ui.problems import CrashReport, Problems
from ui.screens.documents.copies_page import CopiesPage
from ui.screens.documents.page import DocumentsPage
from ui.screens.documents.sending.view import SendingView
from ui.screens.documents.words import Came, CopyState, Part
from ui.screens.families import FamiliesScreen
from ui.screens.first_run.window import FirstRunWindow
from ui.screens.meeting.centre import Middle
from ui.screens.meeting.screen import MeetingScreen
from ui.screens.preparing.screen import PreparingScreen
from ui.screens.recovery import RecoveryWindow
from ui.screens.unlock import UnlockWindow
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.completions import Completions

Key = Qt.Key
WIDTH, HEIGHT = 1280, 720
SPELLING_MS = 15_000
PATIENCE_MS = 15_000
SAID = (
    "po fact: Called to the address twice on Friday night, no arrest [log 214]",
    "idva Leila says she is afraid to be alone with him when he has drunk, and he knows where she works",
    "hsg opinion: the tenancy can be moved /restricted",
    "He has not been seen at the surgery since the summer.",
    "! hsg to change the locks for Leila and Tomas by Monday so that both can sleep, shown by invoice",
    "! somebody to look at it again",
    "? csc does not agree that the risk is lower now",
    "d Refer to the next meeting of the board",
    '" Child 1: I do not like it when it is loud',
)


@dataclass
class Stage:
    """A desk with everything a window needs, and the windows that were opened on it so far."""

    qtbot: QtBot
    theme: Theme
    bridge: Bridge
    desk: Desk
    settings: Settings
    problems: Problems
    lanes: Lanes
    spoil: Callable[[Desk], None] | None = None
    """Makes the names of a store others before any window shows them."""
    clock: SteppingClock = field(default_factory=SteppingClock)
    meetings: dict[str, SeededMeeting] = field(default_factory=dict)
    _frame: MainWindow | None = None
    _own: list[QWidget] = field(default_factory=list)

    def show(self, window: QWidget) -> QWidget:
        """Show a window as it is on the smallest screen."""
        if window not in self._own:
            self._own.append(window)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.activateWindow()
        self.wait()
        return window

    def own(self, window: QWidget) -> None:
        """Close a window with the stage."""
        self._own.append(window)

    def wait(self) -> None:
        """Let everything answer and be laid out."""
        for _ in range(3):
            for lane in (self.lanes.writing, self.lanes.reading):
                done: list[int] = []
                lane.run(lambda: 1, lane, done.append)
                late = QDeadlineTimer(PATIENCE_MS)
                while not done and not late.hasExpired():
                    QEventLoop().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
                assert done, "the lanes do not answer"
            QApplication.processEvents()
        # The fields of cards are made a few at a time, for whoever types meanwhile.
        place = self._frame.meeting if self._frame is not None else None
        while place is not None and place.has_live and not place.live.board.is_whole:
            QApplication.processEvents()

    def frame(self) -> MainWindow:
        """Show the frame as it was before anything was opened in it."""
        if self._frame is None:
            self._fill()
            self._frame = self._new_frame()
        frame = self._frame
        self._put_back(frame)
        self.show(frame)
        return frame

    def empty_frame(self) -> MainWindow:
        """Show a frame on the same store in which a filter leaves nothing of the lists."""
        frame = self.frame()
        frame.go("meetings")
        frame.meetings.filter.setText("nothing has these words")
        frame.meetings._filter_now()
        self.wait()
        return frame

    def screen(self, kind: str) -> MeetingScreen:
        """Show a meeting of a kind on its own screen, at its beginning and with the line empty."""
        frame = self.frame()
        live = frame.meeting.live
        wanted = self.meetings[kind].meeting_id
        frame.open(Destination("meetings", wanted))
        self.wait()
        if frame.screen_now is not frame.meeting or live.standing.meeting_id != wanted:
            frame.stack.setCurrentWidget(frame.meeting)
            frame.meeting.setCurrentWidget(live)
            live.open_meeting(wanted)
            self.wait()
        live.projector.close()
        live.chairing.close()
        if live.exercise.strip.isVisible():
            live.exercise.stop()
        live.ask.hide()
        live.stream.stop_editing()
        live.capture.edit.put("")
        live.capture.say("")
        live.roll_call._leave_question()
        live.panes._wants_sides = None
        live.panes._fold()
        live.going.to_capture()
        return live

    def go_to(self, live: MeetingScreen, kind: SectionKind) -> None:
        """Go to the first point of a kind."""
        assert live.standing.head is not None
        live.go_to_point(next(point.id for point in live.standing.head.points if point.kind == kind))
        live.centre.show(Middle.NO_ROLL_CALL)
        self.wait()
        live.centre.show()

    def close(self) -> None:
        """Close everything, at once: a window that is still there would hear of the next theme."""
        if self._frame is not None:
            self._put_back(self._frame)
        for window in self._own:
            window.hide()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Helpers

    def _fill(self) -> None:
        fill(self.desk)
        desk = cast(Desk, _OneOfEachAgency(self.desk))
        for kind in ("marac", "strategy", "icpc", "core_group"):
            self.meetings[kind] = seeds.PLANS[kind](desk)
        self.meetings["prebirth"] = _plan_prebirth(desk)
        self.meetings["planned"] = _plan_prebirth(desk, "B-2026-009")
        self._warn()
        self.meetings["next marac"] = _plan_next_marac(desk, self.desk)
        for kind, seeded in self.meetings.items():
            if kind not in ("planned", "next marac"):
                self.desk.execute(StartMeeting(seeded.meeting_id, seeded.begins))
        if self.spoil is not None:
            self.spoil(self.desk)
        ended = self.meetings["core_group"]
        self.desk.execute(EndMeeting(ended.meeting_id, ended.begins + timedelta(hours=1)))

    def _warn(self) -> None:
        with self.desk.reading() as reading:
            families = reading.find(Family)
        for family in families:
            self.desk.execute(
                ChangeRow(Family, family.id, (("alert", "Do not telephone the home."),), "Warn")
            )

    def _new_frame(self) -> MainWindow:
        titles = shipped_titles()
        return MainWindow(self.bridge, self.theme, self.settings, self.problems, titles, clock=self.clock)

    def _put_back(self, frame: MainWindow) -> None:
        frame.blank.lift()
        frame.header.search.close_results()
        frame.message.put_away()
        frame.progress.finish()
        if frame.sheet is not None:
            frame.sheet.hide()
        for screen in (frame.meetings, frame.families):
            screen.panel.hide()
            screen._open_key = None
            screen.filter.clear()
            if isinstance(screen, FamiliesScreen):
                screen.question.hide()
            screen._filter_now()
            screen._fold()
        frame._rail_is_folded = None
        frame._fold_rail()
        self.wait()


class _OneOfEachAgency:
    """A desk at which several invented meetings are planned one after the other with the same agencies."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, UUID] = {}
        self._same: dict[UUID, UUID] = {}

    def execute(self, command: Any) -> None:
        """Carry a command out, with the agencies that are there already."""
        if isinstance(command, AddRows):
            command = replace(command, rows=tuple(self._rows(command.rows)))
        self._desk.execute(command)

    def _rows(self, rows: tuple[Row, ...]) -> Iterator[Row]:
        for row in rows:
            if isinstance(row, Agency):
                self._same[row.id] = self._known.setdefault(row.key, row.id)
                if self._known[row.key] != row.id:
                    continue
            same = {
                name: self._same[key]
                for name in ("agency_id", "owner_agency_id")
                if (key := getattr(row, name, None)) in self._same
            }
            yield replace(row, **same) if same else row


def _plan_prebirth(desk: Desk, reference: str = "B-2026-007") -> SeededMeeting:
    seeding, day = Seeding(desk), date(2026, 11, 24)
    for key, job_title in (("csc", "Social worker"), ("midwifery", "Midwife")):
        seeding.ask(key, f"Invented {job_title} of {reference}", job_title)
    mother = Person(birth_date=date(2001, 2, 3))
    unborn = Person(label="Unborn baby", expected_date=date(2027, 1, 11), mother_id=mother.id)
    family_id = seeding.family(
        reference, "Harbour", (mother, "Nia Castle", seeds.PARENT), (unborn, "", seeds.UNBORN)
    )
    return seeding.plan(
        "prebirth", day, time(14, 0), "Family hub", "Ivor Pell, Chair", "Una Reed, Clerk", family_id=family_id
    )


def _plan_next_marac(desk: Desk, own: Desk) -> SeededMeeting:
    with own.reading() as reading:
        families = [family.id for family in reading.find(Family)][:4]
    seeding, day = Seeding(desk), date(2026, 12, 18)
    seeding.ask("police", "Dev Rowntree the Second", "Detective sergeant")
    seeded = seeding.plan("marac", day, time(14, 0), "Civic Centre", "Rhona Gale, Lead", "Piers Andow, Clerk")
    for family_id in families:
        own.execute(ListCase(MeetingCase(meeting_id=seeded.meeting_id, family_id=family_id)))
    return seeded


# The states

Open = Callable[[Stage], QWidget]


@dataclass(frozen=True, slots=True)
class State:
    """One window in one state."""

    name: str
    open: Open


# Before a store is open


def _unlock(stage: Stage, **how: bool) -> UnlockWindow:
    window = UnlockWindow(stage.theme, "/home/ada/MeetingDesk stores/North district", "ada", **how)
    window.show_names(("ada", "bo"), has_quick_unlock=True)
    stage.show(window)
    return window


def _refused(stage: Stage) -> QWidget:
    window = _unlock(stage)
    window.show_error(WrongPassphrase("The passphrase does not fit.", hint="Check the capitals."), 30)
    return window


def _busy(stage: Stage) -> QWidget:
    window = _unlock(stage)
    window.set_busy(busy=True)
    return window


def _recovery(stage: Stage) -> QWidget:
    return stage.show(RecoveryWindow(stage.theme))


def _recovery_fits(stage: Stage) -> QWidget:
    window = RecoveryWindow(stage.theme)
    stage.show(window)
    window.ask_for_passphrase()
    return window


def _first_run(place: int, stage: Stage) -> QWidget:
    window = FirstRunWindow(stage.theme, can_leave=True)
    window.show_recovery_key(new_recovery_key())
    window._recovery_key = ""
    stage.show(window)
    if window.pages[place] is window.working:
        window._work("Inventing families and meetings…")
    else:
        window._go(window.pages[place])
    return window


def _first_run_refused(stage: Stage) -> QWidget:
    window = FirstRunWindow(stage.theme)
    stage.show(window)
    window.show_error(MeetingDeskError("This folder cannot be written.", hint="Choose another one."))
    return window


def _crash(stage: Stage) -> QWidget:
    window = CrashReport("MeetingDesk 0.2\nKeyError\n  screen.py:12 in show\n" * 12)
    stage.own(window)
    window.show()
    return window


FIRST_RUN_PAGES = (
    *("welcome", "place", "existing store", "team", "person"),
    *("passphrase", "working", "recovery key", "confirming it"),
)
BEFORE: tuple[State, ...] = (
    State("unlock", _unlock),
    State("unlock of a team's database", partial(_unlock, is_team=True)),
    State("unlock, refused", _refused),
    State("unlock, checking", _busy),
    State("recovery", _recovery),
    State("recovery, the key fits", _recovery_fits),
    *(State(f"first run: {name}", partial(_first_run, at)) for at, name in enumerate(FIRST_RUN_PAGES)),
    State("first run, refused", _first_run_refused),
    State("crash report", _crash),
)


# The frame


def _place(key: str, stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.go(key)
    return frame


def _panel(key: str, stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.go(key)
    frame.places[key].open_row(0)  # type: ignore[attr-defined]  # both lists have it
    return frame


def _family_page(stage: Stage, *, opens: bool = False) -> QWidget:
    frame = stage.frame()
    live = stage.screen("icpc")
    frame.open(Destination("families", family_id=live.standing.family_id))
    stage.wait()
    assert frame.families.has_page
    if opens:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_E)
        stage.wait()
    return frame


def _subject(key: str, stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.go("settings")
    frame.settings_screen.show_subject(key)
    stage.wait()
    return frame


def _new_family(stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.actions_by_name["new_family"].trigger()
    return frame


def _keys_opened(stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.go("settings")
    for button in frame.settings_screen.findChildren(QPushButton):
        if button.text().startswith("Change the &"):
            button.click()
    return frame


def _palette(typed: str, stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.actions_by_name["search"].trigger()
    QTest.keyClicks(frame.header.search, typed)
    frame.header.search._ask()
    return frame


def _sheet(name: str, stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.actions_by_name[name].trigger()
    assert frame.sheet is not None
    return frame.sheet


def _documents(stage: Stage, *, made: bool = False) -> QWidget:
    frame = stage.frame()
    frame.open(Destination("meetings", stage.meetings["icpc"].meeting_id))
    stage.wait()
    frame.actions_by_name["documents"].trigger()
    stage.wait()
    page = cast(DocumentsPage, frame.screen_now).views[Part.COPIES]
    assert isinstance(page, CopiesPage)
    page.forget()
    page.table.stand_at(0, 0)
    if made:
        page.telephone.add("Police", "ab2c-de3f-gh4j-km5n-pq6r", "full minutes")
        page.table.copies.turn_row(1)
        came = Came(CopyState.STOPPED, said=("A withheld address stands in page 1.", "Take it out there."))
        page.table.copies.set_state(
            (page.table.copies.readers[0].key, page.table.copies.kinds[0]), came.state, came
        )
    stage.wait()
    return frame


def _pages_of_copy(stage: Stage) -> QWidget:
    frame = cast(MainWindow, _documents(stage))
    cast(CopiesPage, cast(DocumentsPage, frame.screen_now).views[Part.COPIES]).see_copy()
    for _ in range(2):
        stage.wait()
    return frame


def _part_of_documents(part: Part, stage: Stage) -> QWidget:
    frame = cast(MainWindow, _documents(stage))
    cast(DocumentsPage, frame.screen_now).show_part(part)
    stage.wait()
    return frame


def _sending(place: int, stage: Stage) -> QWidget:
    """Show what left, or the mail server; among the recipients a message that is held."""
    frame = cast(MainWindow, _part_of_documents(Part.SENDING, stage))
    view = cast(DocumentsPage, frame.screen_now).views[Part.SENDING]
    assert isinstance(view, SendingView)
    view._show_part(place)
    if place == 0:
        now = frame.clock.now()
        held = ("<1@example.org>", stage.meetings["icpc"].meeting_id, "a@example.org", "Police", "1.eml", "0")
        view.leaving.waiting = (Held(*held, until=now + timedelta(minutes=4), distributions=()),)
        view.leaving.changed.emit()
    stage.wait()
    return frame


def _blank(stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.blank.blank()
    return frame


def _message(kind: str, stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.message.show_message("This did not work.", "Try it again, or choose another folder.", kind)
    return frame


def _not_saved(stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.header.show_unsaved()
    return frame


def _progress(stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.progress.show_progress("Verifying the store", 3, 10)
    return frame


def _no_rail(stage: Stage) -> QWidget:
    frame = stage.frame()
    frame.actions_by_name["rail"].trigger()
    return frame


SUBJECTS = ("policy", "agencies", "contacts", "people", "prompts", "short_forms", "words")
FRAME: tuple[State, ...] = (
    *(
        State(key, partial(_place, key))
        for key in ("today", "meetings", "families", "actions", "reports", "settings")
    ),
    State("a list without lines", Stage.empty_frame),
    State("what is known of a meeting", partial(_panel, "meetings")),
    State("what is known of a family", partial(_panel, "families")),
    State("page of a family", _family_page),
    State("page of a family, somebody being filled in", partial(_family_page, opens=True)),
    *(State(f"settings: {key}", partial(_subject, key)) for key in SUBJECTS),
    State("a new family", _new_family),
    State("settings, a new passphrase", _keys_opened),
    State("palette before anything is typed", partial(_palette, "")),
    State("palette with results", partial(_palette, "north")),
    State("palette without results", partial(_palette, "zzzz qqqq")),
    State("keys of this screen", partial(_sheet, "help")),
    State("about", partial(_sheet, "about")),
    State("documents of a meeting", _documents),
    State("documents of a meeting, some made", partial(_documents, made=True)),
    State("pages of a copy", _pages_of_copy),
    State("approval of documents", partial(_part_of_documents, Part.VERSIONS)),
    State("sending of documents", partial(_part_of_documents, Part.SENDING)),
    State("sending, a message is held", partial(_sending, 0)),
    State("sending, what left", partial(_sending, 1)),
    State("sending, the mail server", partial(_sending, 2)),
    State("blank page", _blank),
    *(State(f"message: {kind}", partial(_message, kind)) for kind in ("wrong", "attention", "settled")),
    State("not saved", _not_saved),
    State("progress", _progress),
    State("rail folded away", _no_rail),
)


# The meeting

SHOWN_BY = {
    "marac": (
        *(SectionKind.OPENING, SectionKind.ATTENDANCE, SectionKind.PREVIOUS_ACTIONS, SectionKind.CASE_LIST),
        *(SectionKind.REFERRAL, SectionKind.PEOPLE, SectionKind.CONTACT, SectionKind.INFORMATION),
        *(SectionKind.RESTRICTED, SectionKind.VOICE, SectionKind.RISK, SectionKind.REFLECTION),
        *(SectionKind.ACTIONS, SectionKind.LINKS, SectionKind.DECISION, SectionKind.TOLD),
        *(SectionKind.TEXT, SectionKind.NEXT_MEETING),
    ),
    "icpc": (
        *(SectionKind.REPORTS, SectionKind.EVENTS, SectionKind.FAMILY_VIEWS, SectionKind.PLAN),
        *(SectionKind.CORE_GROUP, SectionKind.CHALLENGE, SectionKind.DISTRIBUTION),
    ),
    "strategy": (SectionKind.ENQUIRY,),
    "prebirth": (SectionKind.BIRTH_PLAN,),
}


def _section(kind: str, section: SectionKind, stage: Stage) -> QWidget:
    live = stage.screen(kind)
    stage.go_to(live, section)
    live.take_focus()
    return live.window()


def _talk(stage: Stage) -> MeetingScreen:
    """Show the information of the first case with something of every kind said in it."""
    live = stage.screen("marac")
    stage.go_to(live, SectionKind.INFORMATION)
    if not live.standing.stream:
        for line in SAID:
            live.capture.edit.put(line)
            live.capturing.keep()
            stage.wait()
    live.take_focus()
    return live


def _with_talk(stage: Stage) -> QWidget:
    return _talk(stage).window()


def _actions(stage: Stage) -> QWidget:
    live = _talk(stage)
    stage.go_to(live, SectionKind.ACTIONS)
    live.going.to_actions()
    return live.window()


def _typed(line: str, stage: Stage) -> QWidget:
    live = _talk(stage)
    live.capture.edit.put(line)
    return live.window()


def _several_lines(stage: Stage) -> QWidget:
    return _typed("\n".join(["Mother said that she will go."] * 6), stage)


def _told(stage: Stage) -> QWidget:
    live = _talk(stage)
    live.capture.say("Kept as text: say which child, as in “Child 1: …”.")
    return live.window()


def _correction(stage: Stage) -> QWidget:
    live = _talk(stage)
    live.capture.edit.put("! hsg to change the locks by Monday")
    live.capturing.correct_number(3)
    return live.window()


def _ask_readers(stage: Stage) -> QWidget:
    live = _talk(stage)
    live.deeds._ask_for(live.standing.stream[0], "visibility")
    return live.window()


def _edited(stage: Stage) -> QWidget:
    live = _talk(stage)
    live.going.to_stream()
    live.stream.edit_item(live.standing.stream[1].id)
    return live.window()


def _in_stream(stage: Stage) -> QWidget:
    live = _talk(stage)
    live.going.to_stream()
    return live.window()


def _review(keys: str, stage: Stage) -> QWidget:
    live = stage.screen("marac")
    stage.go_to(live, SectionKind.PREVIOUS_ACTIONS)
    live.going.to_cards()
    for key in keys:
        QTest.keyClick(live.pages.opener.view.list, key)
    stage.wait()
    return live.window()


def _completions(stage: Stage) -> QWidget:
    live = _talk(stage)
    edit = live.capture.edit
    edit.setFocus()
    QTest.keyClicks(edit, "po met To")
    names = edit.findChild(Completions)
    assert names is not None
    assert names.is_open or stage.spoil is not None
    return live.window()


def _spelling(stage: Stage) -> QWidget:
    live = _talk(stage)
    edit = live.capture.edit
    edit.put("po called the polise twice")
    stage.qtbot.waitUntil(lambda: live.aids.spelling.is_ready, timeout=SPELLING_MS)
    cursor = edit.textCursor()
    cursor.setPosition(16, QTextCursor.MoveMode.MoveAnchor)
    edit.setTextCursor(cursor)
    stage.wait()
    QTest.keyClick(edit, Key.Key_F7)
    return live.window()


def _roll_call(keys: str, stage: Stage) -> QWidget:
    live = stage.screen("marac")
    stage.go_to(live, SectionKind.ATTENDANCE)
    live.going.to_roll_call()
    for key in keys:
        live.roll_call._take_key(key)
    return live.window()


def _kept_out(stage: Stage, answer: str = "") -> QWidget:
    live = stage.screen("icpc")
    stage.go_to(live, SectionKind.ATTENDANCE)
    live.going.to_roll_call()
    parent = next(place for place in live.roll_call.list.lines.places if place.may_be_excluded)
    live.roll_call.list.stand_on(parent.id)
    live.roll_call._take_key("e")
    if answer:
        live.roll_call.question.field.setText(answer)
    return live.window()


def _no_quorum(stage: Stage) -> QWidget:
    window = _roll_call("q", stage)
    assert isinstance(window, MainWindow)
    window.meeting.live.roll_call.question.field.setText("2")
    return window


def _not_accepted(stage: Stage) -> QWidget:
    live = stage.screen("marac")
    stage.go_to(live, SectionKind.ATTENDANCE)
    live.going.to_roll_call()
    first = live.roll_call.list.lines.places[0]
    live.roll_call.list.stand_on(first.id)
    if not first.is_here:
        live.roll_call._take_key("p")
        stage.wait()
        live.roll_call.list.stand_on(first.id)
    live.roll_call._take_key("C")
    return live.window()


def _cards(stage: Stage, *, more: bool = False, typed: str = "") -> QWidget:
    live = stage.screen("icpc")
    stage.go_to(live, SectionKind.VOICE)
    for view in live.board.views:
        if view.more.isChecked() != more:
            view.turn_more()
    live.going.to_cards()
    if typed:
        QTest.keyClicks(QApplication.focusWidget(), typed)
    stage.wait()
    return live.window()


def _room_window(stage: Stage, *, reads: bool = False) -> QWidget:
    live = _talk(stage)
    live.projector.close()
    if reads:
        live._read_back()
    else:
        live.projector.turn()
    stage.wait()
    assert live.projector.window is not None
    return live.projector.window


def _not_yet(stage: Stage) -> QWidget:
    live = _talk(stage)
    live.gaps.look()
    stage.wait()
    live.going.to_not_yet()
    return live.window()


def _closing(stage: Stage, *, asks: bool = False) -> QWidget:
    live = _talk(stage)
    live.gaps.open_page()
    stage.wait()
    if asks:
        QTest.keyClick(live.pages.closing.list, Key.Key_Delete)
    return live.window()


def _picture(stage: Stage, *, behind: bool = False) -> QWidget:
    live = _talk(stage)
    live.pages.picture.open()
    stage.wait()
    if behind:
        QTest.keyClick(live.pages.picture.view.table, Key.Key_Return)
    return live.window()


def _map(stage: Stage) -> QWidget:
    live = stage.screen("icpc")
    live.pages.map.open()
    stage.wait()
    return live.window()


def _chair(stage: Stage) -> QWidget:
    live = _talk(stage)
    live.chairing.close()
    live.chairing.turn()
    stage.wait()
    assert live.chairing.window is not None
    return live.chairing.window


def _exercise(stage: Stage) -> QWidget:
    live = stage.screen("icpc")
    stage.go_to(live, SectionKind.VOICE)
    live.exercise.turn()
    stage.wait()
    return live.window()


def _files(stage: Stage) -> QWidget:
    live = stage.screen("icpc")
    live.actions_by_name["files"].trigger()
    stage.wait()
    return live.window()


def _in_room(stage: Stage) -> QWidget:
    live = _talk(stage)
    live.panes.show_sides()
    live.room.take_focus()
    return live.window()


def _sides(stage: Stage, *, shown: bool) -> QWidget:
    live = _talk(stage)
    live.panes._wants_sides = shown
    live.panes._show_sides(shown)
    return live.window()


def _ended(stage: Stage) -> QWidget:
    return stage.screen("core_group").window()


def _late(stage: Stage) -> QWidget:
    live = _talk(stage)
    stage.clock.go_on(minutes=240)
    return live.window()


MEETING: tuple[State, ...] = (
    *(
        State(f"{kind}: {section.value}", partial(_section, kind, section))
        for kind, sections in SHOWN_BY.items()
        for section in sections
    ),
    State("talk", _with_talk),
    State("agreed actions", _actions),
    State("an entry being typed", partial(_typed, "po fact: called Tomas [log 214] /restricted")),
    State("an action being typed", partial(_typed, SAID[4])),
    State("an action that lacks everything", partial(_typed, "! look at it")),
    State("a long line", _several_lines),
    State("something told below the line", _told),
    State("a piece being corrected", _correction),
    State("asked who may read", _ask_readers),
    State("an entry being edited", _edited),
    State("going through the stream", _in_stream),
    State("actions of last time", partial(_review, "")),
    State("actions of last time: how it is known that one is done", partial(_review, "d")),
    State("actions of last time: given to another owner", partial(_review, "r")),
    State("names offered", _completions),
    State("spelling", _spelling),
    State("roll call", partial(_roll_call, "")),
    State("roll call: statement", partial(_roll_call, "s")),
    State("roll call: deputy", partial(_roll_call, "d")),
    State("roll call: time", partial(_roll_call, "t")),
    State("roll call: somebody new", partial(_roll_call, "n")),
    State("roll call: a key that means nothing", partial(_roll_call, "z")),
    State("roll call: kept out", _kept_out),
    State("roll call: kept out of what", partial(_kept_out, answer="1")),
    State("roll call: not accepted", _not_accepted),
    State("roll call: quorum", partial(_roll_call, "q")),
    State("roll call: reason of the chair", _no_quorum),
    State("cards of each child", _cards),
    State("cards of each child, all fields", partial(_cards, more=True)),
    State("a card being filled in", partial(_cards, typed="zzz")),
    State("window for the room", _room_window),
    State("window for the room: read back", partial(_room_window, reads=True)),
    State("what is missing", _not_yet),
    State("before you close", _closing),
    State("before you close: why it is set aside", partial(_closing, asks=True)),
    State("whole picture", _picture),
    State("whole picture: what is behind", partial(_picture, behind=True)),
    State("map of the family", _map),
    State("files received", _files),
    State("window for the chair", _chair),
    State("through the eyes of a child", _exercise),
    State("going through the room", _in_room),
    State("sides shown", partial(_sides, shown=True)),
    State("sides folded", partial(_sides, shown=False)),
    State("after it has ended", _ended),
    State("late", _late),
)


# Preparing


def _preparing(stage: Stage, kind: str = "planned", part: str = "") -> PreparingScreen:
    frame = stage.frame()
    frame.open(Destination("meetings", stage.meetings[kind].meeting_id))
    stage.wait()
    screen = frame.meeting.preparing
    screen.parts.part.close_question()
    if part:
        screen.parts.go_to(part)
    stage.wait()
    return screen


def _prepared(kind: str, part: str, stage: Stage) -> QWidget:
    return _preparing(stage, kind, part).window()


def _new_meeting(stage: Stage, type_id: str = "") -> QWidget:
    frame = stage.frame()
    frame.open(Destination("meetings", is_new=True))
    stage.wait()
    frame.meeting.preparing.begin_new(type_id)
    return frame


def _changed(stage: Stage) -> QWidget:
    screen = _preparing(stage)
    screen.change()
    return screen.window()


def _invite(stage: Stage) -> QWidget:
    screen = _preparing(stage, part="invitations")
    screen.add()
    return screen.window()


def _list_case(stage: Stage) -> QWidget:
    screen = _preparing(stage, "next marac", "cases")
    screen.add()
    return screen.window()


def _new_case(stage: Stage) -> QWidget:
    screen = _preparing(stage, "next marac", "cases")
    screen.add()
    field = screen.parts.cases.family_field
    QTest.keyClicks(field.field, "M-2026-900")
    QTest.keyClick(field.field, Key.Key_Return)
    stage.wait()
    return screen.window()


def _faulty_meeting(stage: Stage) -> QWidget:
    frame = _new_meeting(stage, "strategy")
    stage.wait()
    form = cast(MainWindow, frame).meeting.preparing.form
    form.day.setText("fri at the hall")
    form.hour.setText("late")
    form.send()
    return frame


PREPARING: tuple[State, ...] = (
    State("a new meeting", _new_meeting),
    State("a new MARAC", partial(_new_meeting, type_id="marac")),
    State("when and where, changed", _changed),
    State("invitations", partial(_prepared, "planned", "invitations")),
    State("cases", partial(_prepared, "next marac", "cases")),
    State("from last time", partial(_prepared, "next marac", "last_time")),
    State("somebody to invite", _invite),
    State("a case to list", _list_case),
    State("a new family to list", _new_case),
    State("a new meeting with faults", _faulty_meeting),
)

GROUPS: dict[str, tuple[State, ...]] = {
    "before a store is open": BEFORE,
    "the frame": FRAME,
    "the meeting": MEETING,
    "preparing": PREPARING,
}
