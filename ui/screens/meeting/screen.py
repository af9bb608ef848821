"""The meeting while it sits: running order, stream, room, and the line from which all is entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.live.cards.card import FieldKind
from meetingdesk.app.live.running import EndMeeting, HoldOn, OpenPoint, StartMeeting, is_on_another_day
from meetingdesk.app.live.running_order import RunningLine, line_at, running_order
from meetingdesk.app.live.stream import StreamItem
from meetingdesk.app.live.view import (
    HEAD_TOUCHED_BY,
    LiveView,
    Part,
    first_view,
    parts_touched,
    view_of,
)
from meetingdesk.app.roll_call import roll_call_command
from meetingdesk.domain.actions import Action
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.help_pages import HelpPage
from meetingdesk.domain.meeting_clock import forecast, spent_on_case, spent_on_point
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import FINALISED, MeetingStatus
from meetingdesk.domain.roster import Roster
from ui.bridge import Bridge
from ui.labels import label
from ui.screens.meeting.agreed_list import AgreedList
from ui.screens.meeting.ask_bar import AskBar
from ui.screens.meeting.capture_panel import CapturePanel
from ui.screens.meeting.capturing import Capturing
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.cards.card_deeds import CardDeeds
from ui.screens.meeting.centre import Centre, Middle
from ui.screens.meeting.chairing import Chairing
from ui.screens.meeting.clock_line import ClockDeeds, ClockStrip
from ui.screens.meeting.coach.coach_deeds import CoachDeeds
from ui.screens.meeting.exercise import Exercise, Phase
from ui.screens.meeting.explained import explained_at
from ui.screens.meeting.gaps.gap_deeds import GapDeeds
from ui.screens.meeting.gaps.not_yet_panel import NotYetPanel
from ui.screens.meeting.going import Going, has_focus
from ui.screens.meeting.head_bar import HeadBar
from ui.screens.meeting.keys import COMMANDS, HELP, make_actions
from ui.screens.meeting.line_keeper import LineKeeper
from ui.screens.meeting.pages import Pages
from ui.screens.meeting.panes import Panes
from ui.screens.meeting.phrases.phrase_deeds import PhraseDeeds
from ui.screens.meeting.projector import Projector, Wanted
from ui.screens.meeting.roll_call import RollCall
from ui.screens.meeting.room_area import RoomArea
from ui.screens.meeting.room_panel import RoomPanel
from ui.screens.meeting.running_list import RunningList, step_from
from ui.screens.meeting.section_tabs import SectionTabs
from ui.screens.meeting.standing import Standing
from ui.screens.meeting.stream_deeds import StreamDeeds
from ui.screens.meeting.stream_view import StreamView
from ui.screens.meeting.typed_edit import TypedEdit
from ui.screens.meeting.writing_aids import WritingAids
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock

CLOSES = frozenset({MeetingStatus.LIVE, MeetingStatus.DRAFT, MeetingStatus.APPROVED})
"""When there is something to close, to finalise, or to take back."""


ROOM_FOR_DATES = 480
"""How high the screen is at least where the line of dates stands; below it every line is for the meeting."""


class MeetingScreen(QWidget):
    """Shows a meeting that sits, or the draft of one, and takes in what is said.

    Signals:
        running_changed: A meeting sits on this screen now, or does not any more.
        reference_changed: Another meeting or family is open; carries its reference.
        told: Something is to be told above the screen; carries it, and more in a smaller line.
        left: The screen has nothing to show any more.
    """

    running_changed = Signal(bool)
    reference_changed = Signal(str)
    told = Signal(str, str)
    left = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._theme = theme
        self._clock = clock
        self.standing = Standing()
        self._question = 0
        self._lines: tuple[RunningLine, ...] = ()
        self._show_next: UUID | None = None
        self._show_card: tuple[UUID, str] | None = None
        self._start_next: UUID | None = None

        self.head = HeadBar(theme)
        self.running = RunningList(theme)
        self.tabs = SectionTabs()
        self.ask = AskBar()
        self.stream = StreamView(theme, self._prepare_editor)
        self.roll_call = RollCall(theme, clock)
        self.board = CardBoard(theme, self._prepare_editor, self._read_day)
        self.room = RoomPanel(theme)
        self.agreed = AgreedList(theme)
        self.not_yet = NotYetPanel(theme)
        self.capture = CapturePanel(theme)
        self.panes = Panes(
            theme,
            left=(label(self.tr("RUNNING ORDER"), role="heading"), self.running),
            top=self.tabs,
            centre=(self.stream, self.roll_call, self.board),
            right=(RoomArea(self.room, theme), self.agreed, self.not_yet),
        )
        self.pages = Pages(self, theme, clock)
        self.centre = Centre(
            self.panes,
            self.stream,
            self.roll_call,
            self.board,
            self.standing,
            self.pages.widgets(),
            self.pages.review,
        )
        self.going = Going(self)
        self.filling = CardDeeds(self.board, bridge, self, clock=clock)
        self.keeper = LineKeeper(bridge, self)
        self.aids = WritingAids(bridge, theme, self._roster, self)
        self.aids.attach(self.capture.edit)
        self.capturing = Capturing(self.capture, self.ask, self.standing, bridge, clock, self.keeper, self)
        self.deeds = StreamDeeds(
            self.stream, self.ask, self.standing, bridge, self.running_lines, clock, self
        )
        self.clocks = ClockStrip(theme, self)
        self.clock_deeds = ClockDeeds(self.clocks, self.standing, bridge, clock)
        self.gaps = GapDeeds(self.not_yet, self.ask, self.standing, bridge, self)
        self.projector = Projector(self, theme, self.standing, bridge, clock)
        self.exercise = Exercise(
            self, theme, self.standing, bridge, clock, self.board, self.capture, self.projector
        )
        self.capturing.through = self.exercise.through
        self.phrases = PhraseDeeds(
            self.stream,
            self.capturing,
            self.standing,
            bridge,
            clock,
            self,
            is_through_eyes=lambda: self.exercise.phase is Phase.RUNNING,
        )
        self.coach = CoachDeeds(
            self.stream,
            self.agreed,
            self.capture,
            self.capturing,
            self.ask,
            self.standing,
            bridge,
            clock,
            theme,
            self._lay_below,
            self,
        )
        self.chairing = Chairing(self, theme, self.standing, bridge, clock, self.gaps, settings)
        self.actions_by_name = make_actions(self, self._what_they_do())
        self._lay_out()
        self._connect()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # What the window asks

    def open_meeting(self, meeting_id: UUID) -> None:
        """Read a meeting and show it where it is."""
        self.hand_in()
        self._question += 1
        self.bridge.read(first_view, self, partial(self._show_read, self._question), meeting_id)

    def show_opened(self, view: LiveView, row_id: UUID | None = None) -> None:
        """Show a meeting that was read just now, and in it the row that was looked for."""
        self.hand_in()
        self._question += 1
        self._show_next = row_id
        self._show_first(view)

    def start_meeting(self, meeting_id: UUID) -> None:
        """Begin a meeting, and show it as soon as it sits."""
        self._start_next = meeting_id
        self.bridge.execute(StartMeeting(meeting_id, self._clock.now()), self)

    def close_meeting(self) -> None:
        """Leave the meeting; everything typed is kept."""
        self.hand_in()
        self.projector.close()
        self.exercise.meeting_changed()
        self.chairing.close()
        self.gaps.close()
        self.keeper.follow(None, self.capturing.draft, self.capturing.draft())
        self.standing.meeting_id = self.standing.point_id = self.standing.head = None
        self.clock_deeds.look()
        self._question += 1

    def hand_in(self) -> None:
        """Keep at once what is being typed, before the store is locked or another meeting opens."""
        self._keep_now()
        # The cards go as well: what is no day or time on them goes to the line, and is kept there.
        self.filling.give_up()
        self.keeper.keep_now()

    def _keep_now(self) -> None:
        """Keep at once what is being typed, and leave it where it stands."""
        self.stream.stop_editing()
        self.deeds.keep_now()
        self.filling.keep_now()
        self.keeper.keep_now()

    def take_focus(self) -> None:
        """Let what is typed go into the capture line."""
        self.capture.take_focus()

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done here, for the menu and the palette."""
        return tuple(self.actions_by_name.values())

    def help_lines(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of this screen, for F1."""
        return (*HELP, *((key, hint) for _, _, key, hint in COMMANDS))

    def help_pages(self) -> tuple[HelpPage, ...]:
        """Return what explains the part that is open, and the screen as a whole."""
        return explained_at(self.standing, self.centre.page)

    def _roster(self) -> Roster:
        return self.standing.roster

    def running_lines(self) -> tuple[RunningLine, ...]:
        """Return the running order as it was last shown."""
        return self._lines

    # Qt

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    # Going somewhere

    def go_to_point(self, point_id: UUID) -> None:
        """Show a point of the agenda; while the meeting sits, its clock runs from now on."""
        standing = self.standing
        if point_id == standing.point_id or standing.head is None:
            return
        self.stream.stop_editing()
        self.deeds.keep_now()
        self.capture.say("")
        self.filling.give_up()
        standing.point_id = point_id
        standing.stream, standing.agreed, standing.cards = (), (), ()
        self._question += 1
        self.capturing.point_changed()
        self.aids.names_changed()
        self._show_place()
        self.centre.point_changed()
        self.projector.point_changed()
        self.exercise.point_changed()
        self.chairing.point_changed()
        self.gaps.point_changed()
        self.clock_deeds.look()
        self.pages.point_changed()
        if standing.is_running:
            self.bridge.execute(OpenPoint(point_id, self._clock.now()), self)
        self._read(frozenset({Part.STREAM, Part.AGREED, Part.ROOM, Part.CARDS}))

    def show_card_next(self, key: UUID | None) -> None:
        """Have the keyboard go to a card as soon as its part is shown, unless somebody types meanwhile."""
        self._show_card = (key, self.capture.text) if key is not None else None
        self._go_to_card()

    def _go_to_card(self) -> None:
        if self._show_card is None or not self.board.isVisible():
            return
        key, typed = self._show_card
        is_waiting = self.capture.edit.hasFocus() and self.capture.text == typed
        if not is_waiting or self.board.focus_card(key):
            self._show_card = None

    @Slot(int)
    def go_to_line(self, row: int) -> None:
        """Go to a line of the running order."""
        if 0 <= row < len(self._lines):
            self.go_to_point(self._lines[row].point_id)

    # Slots: the keys

    @Slot()
    def _next(self) -> None:
        self.go_to_line(step_from(self._lines, self._here(), 1))
        self.capture.take_focus()

    @Slot()
    def _previous(self) -> None:
        self.go_to_line(step_from(self._lines, self._here(), -1))
        self.capture.take_focus()

    @Slot()
    def _next_section(self) -> None:
        self.tabs.step(1)

    @Slot()
    def _previous_section(self) -> None:
        self.tabs.step(-1)

    @Slot()
    def _start(self) -> None:
        meeting_id = self.standing.meeting_id
        if meeting_id is not None and not self.standing.is_running:
            self.bridge.execute(StartMeeting(meeting_id, self._clock.now()), self)

    @Slot()
    def _hold_today(self) -> None:
        if self.standing.meeting_id is not None:
            self.bridge.execute(HoldOn(self.standing.meeting_id, self._clock.today()), self)

    @Slot()
    def close_step(self) -> None:
        """Show what is missing; asked for again there, end the meeting, and after it finalise the record."""
        meeting_id = self.standing.meeting_id
        if meeting_id is None or self.standing.head is None:
            return
        if self.centre.page is not Middle.CLOSING:
            self._keep_now()
            self.gaps.open_page()
        elif self.standing.is_running:
            self._keep_now()
            self.bridge.execute(EndMeeting(meeting_id, self._clock.now()), self)
        else:
            self.gaps.take_step()

    @Slot()
    def _read_back(self) -> None:
        self._keep_now()
        self.projector.read_back(self._to_agree())

    def _to_agree(self) -> Wanted | None:
        """Return what somebody is at, to be read to the room: what is marked, else what was agreed last."""
        if has_focus(self.board) and (decision := self.board.row_here(Decision)) is not None:
            return Decision, decision.id
        chosen = self.agreed.chosen_item() if has_focus(self.agreed) else None
        if chosen is None and has_focus(self.stream):
            chosen = self.stream.chosen()
        if chosen is None and (decision := self._decided_last()) is not None:
            return Decision, decision.id
        if chosen is None and self.standing.agreed:
            chosen = self.standing.agreed[-1]
        row = chosen.row if chosen is not None else None
        return (type(row), row.id) if isinstance(row, Action | Decision) else None

    def _decided_last(self) -> Decision | None:
        """Return the decision that was begun last, where decisions are taken."""
        point = self.standing.point
        if point is None or point.kind != SectionKind.DECISION:
            return None
        rows = (block.row for card in self.standing.cards or () for block in card.blocks)
        decided = [row for row in rows if isinstance(row, Decision) and (row.text or row.outcome)]
        return max(decided, key=lambda row: row.position, default=None)

    @Slot()
    def _make_room(self) -> None:
        self.clocks.give_room(has_room=self.height() >= self._theme.px(ROOM_FOR_DATES))

    # Slots: what others say

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        self.capturing.answered(asker)
        if asker is self and self._start_next is not None:
            started, self._start_next = self._start_next, None
            self.open_meeting(started)
            return
        if self.standing.head is None:
            return
        parts = parts_touched(touched)
        if parts or touched & HEAD_TOUCHED_BY:
            self._read(parts)

    @Slot()
    def _tick(self) -> None:
        if self.isVisible() and self.standing.head is not None:
            self._show_time()

    @Slot(object)
    def _roll_call_asked(self, asked: object) -> None:
        room = self.standing.room
        if room is not None:
            command = roll_call_command(asked, room, self._clock.now(), rulebook().agencies)  # type: ignore[arg-type]  # the roll call asks nothing else
            self.bridge.execute(command, self)

    @Slot(object)
    def _agency_chosen(self, agency_id: object) -> None:
        agency = self.standing.roster.agency(agency_id) if isinstance(agency_id, UUID) else None
        if agency is not None and agency.code:
            text = self.capture.text
            self.capture.edit.replace_all(
                f"{agency.code} {text}" if not text.startswith(agency.code) else text
            )
        self.going.to_capture()

    @Slot(object)
    def _open_action(self, item: StreamItem) -> None:
        head, point = self.standing.head, self.standing.point
        if head is None or point is None:
            return
        for other in head.points_of(point.family_id):
            if other.kind == SectionKind.ACTIONS:
                self._show_next = item.id
                self.go_to_point(other.id)
                return

    @Slot(str)
    def say(self, what: str) -> None:
        """Tell something in a few words below the line."""
        self.capture.say(what)

    @Slot(str)
    def _give_back(self, words: str) -> None:
        self.capturing.give_back(words)
        self.capture.say(self.tr("The card could not keep this; it is on the line."))

    # Showing

    def _read(self, parts: frozenset[Part]) -> None:
        standing = self.standing
        if standing.meeting_id is not None:
            then = partial(self._show, self._question)
            self.bridge.read(
                view_of, self, then, standing.meeting_id, standing.point_id, parts, standing.earlier
            )

    def _show_read(self, question: int, view: LiveView) -> None:
        if question == self._question:
            self._show_first(view)

    def _show_first(self, view: LiveView) -> None:
        standing = self.standing
        was_here = standing.head is not None and standing.head.meeting.id == view.head.meeting.id
        standing.begin(view)
        draft = view.draft
        # Where it is open already, what is on the line is newer than what was read.
        if draft is not None and not was_here:
            standing.draft = draft
            self.keeper.follow(standing.meeting_id, self.capturing.draft, draft)
            self.capturing.show_draft(draft)
        if was_here:
            self.capturing.point_changed()
            self.projector.point_changed()
            self.exercise.point_changed()
            self.chairing.point_changed()
        else:
            # The room of this meeting sees nothing of the one before, not even until the next minute.
            self.projector.close()
            self.exercise.meeting_changed()
            self.chairing.close()
        self.aids.names_changed()
        self.centre.point_changed()
        self._show_everything()
        self.gaps.meeting_changed()
        self.clock_deeds.look()
        self.pages.point_changed()
        self._follow_clock()
        self.reference_changed.emit(view.head.reference)
        self.capture.take_focus()
        # Only once it is painted: the dictionary takes longer to read than the meeting, on the same lane.
        QTimer.singleShot(0, self._read_more)

    @Slot()
    def _read_more(self) -> None:
        self._read(frozenset({Part.ROSTER}))
        self.aids.begin()

    def _show(self, question: int, view: LiveView) -> None:
        if question != self._question:
            return
        standing = self.standing
        was_running = standing.is_running
        had, head = standing.roster, standing.head
        standing.take(view)
        if standing.roster != had:
            self.capturing.point_changed()
            self.aids.names_changed()
        self._show_everything(place=standing.head is not head)
        if standing.is_running != was_running:
            self._follow_clock()

    def _show_everything(self, *, place: bool = True) -> None:
        standing = self.standing
        if standing.head is None:
            return
        if place:
            self._show_place()
        self.stream.set_items(standing.stream)
        self.agreed.set_items(standing.agreed)
        if standing.room is not None:
            self.room.show_room(standing.room)
            self.roll_call.show_room(standing.room)
        self.board.show_cards(standing.cards, can_be_written=standing.can_be_written)
        self.centre.show()
        self._show_actions()
        if self._show_next is not None and self.stream.show_item(self._show_next):
            self._show_next = None
            self.stream.take_focus()
        self._go_to_card()

    def _show_place(self) -> None:
        standing = self.standing
        head, point = standing.head, standing.point
        if head is None:
            return
        self._lines = running_order(head, self._clock.now())
        here = self._here()
        self.running.set_lines(self._lines, here)
        is_another_day = is_on_another_day(head.meeting, self._clock.today())
        self.head.show_head(head, self._lines, here, is_another_day=is_another_day)
        own = head.points_of(point.family_id) if point is not None and head.case(point.family_id) else ()
        self.tabs.show_points(own, standing.point_id)
        self._show_spent()

    def _show_time(self) -> None:
        head = self.standing.head
        if head is None:
            return
        self._show_spent()
        lines = running_order(head, self._clock.now())
        if lines != self._lines:
            self._lines = lines
            self.running.set_lines(lines, self._here())

    def _show_spent(self) -> None:
        head, point = self.standing.head, self.standing.point
        if head is None:
            return
        now = self._clock.now()
        case = head.case(point.family_id) if point is not None else None
        spent = None
        if case is not None:
            spent = spent_on_case(case.case, head.points_of(case.case.family_id), now)
        elif point is not None:
            spent = spent_on_point(point, now)
        cases = tuple(each.case for each in head.cases)
        ending = forecast(head.meeting, cases, head.points, now, head.planned_start)
        self.head.show_time(head.meeting.status, spent, ending)

    def _show_actions(self) -> None:
        head = self.standing.head
        status = head.meeting.status if head is not None else None
        self.actions_by_name["start"].setEnabled(
            status in (MeetingStatus.PLANNED, MeetingStatus.ADJOURNED, MeetingStatus.DRAFT)
        )
        self.actions_by_name["close"].setEnabled(status in CLOSES)
        self.actions_by_name["held_today"].setEnabled(
            head is not None and is_on_another_day(head.meeting, self._clock.today())
        )
        self.capture.allow(allowed=self.standing.can_be_written, is_over=status in FINALISED)

    def _follow_clock(self) -> None:
        self.running_changed.emit(self.standing.is_running)

    def _here(self) -> int:
        return line_at(self._lines, self.standing.point)

    # Making

    def _read_day(self, typed: str, kind: FieldKind) -> date | None:
        """Return the day that somebody typed on a card, as the meeting counts days."""
        from meetingdesk.domain.past_days import past_day
        from meetingdesk.domain.said_dates import read_date

        standing = self.standing
        day = standing.day(self._clock.today())
        if kind is FieldKind.PAST_DAY:
            past = past_day(typed, day, standing.calendar)
            return past.on if past is not None else None
        ahead = read_date(typed, day, standing.calendar, standing.next_meeting)
        return ahead.due_on if ahead is not None else None

    def _prepare_editor(self, editor: TypedEdit) -> None:
        """Give an editor what every text field here has."""
        self.aids.attach(editor)

    def _what_they_do(self) -> dict[str, Callable[[], object]]:
        return {
            "start": self._start,
            "held_today": self._hold_today,
            "close": self.close_step,
            "next": self._next,
            "previous": self._previous,
            "next_section": self._next_section,
            "previous_section": self._previous_section,
            **self.going.what_they_do(),
            "room_window": self.projector.turn,
            **self.pages.what_they_do(),
            "exercise": self.exercise.turn,
            "exercise_stop": self.exercise.stop,
            "chair_window": self.chairing.turn,
            "read_back": self._read_back,
            "put_away": self.projector.put_away,
        }

    def _connect(self) -> None:
        self.running.chosen.connect(self._chosen_line)
        self.tabs.chosen.connect(self._chosen_tab)
        self.stream.left.connect(self.going.to_capture)
        self.capture.up_wanted.connect(self.going.to_newest)
        self.capture.left.connect(self.going.to_capture)
        self.capture.piece_wanted.connect(self.capturing.correct_number)
        self.agreed.left.connect(self.going.to_capture)
        self.agreed.chosen.connect(self._open_action)
        self.room.left.connect(self.going.to_capture)
        self.room.agency_chosen.connect(self._agency_chosen)
        self.roll_call.left.connect(self.going.to_capture)
        self.roll_call.asked.connect(self._roll_call_asked)
        self.deeds.said.connect(self.say)
        self.deeds.given_back.connect(self.capturing.give_back)
        self.board.left.connect(self.filling.keep_now)
        self.board.left.connect(self.going.to_capture)
        self.filling.given_back.connect(self._give_back)
        self.projector.said.connect(self.say)
        self.exercise.said.connect(self.say)
        self.exercise.capture_wanted.connect(self.going.to_capture)
        self.not_yet.left.connect(self.going.to_capture)
        self.gaps.said.connect(self.say)
        self.clock_deeds.said.connect(self.say)
        self.phrases.said.connect(self.say)
        self.coach.said.connect(self.say)
        self.coach.go_wanted.connect(self._open_action)
        self._theme.changed.connect(self._make_room)
        self.clocks.left.connect(self.going.to_capture)
        self.gaps.go_wanted.connect(self.going.to_mend)
        self.gaps.page_ready.connect(self.going.to_closing)
        self.bridge.changed.connect(self._hear)
        self._clock.ticked.connect(self._tick)

    @Slot(int)
    def _chosen_line(self, row: int) -> None:
        self.go_to_line(row)
        self.panes.show_middle()
        self.capture.take_focus()

    @Slot(object)
    def _chosen_tab(self, point_id: UUID) -> None:
        self.go_to_point(point_id)
        self.capture.take_focus()

    def put_in_order(self, *stops: QWidget) -> None:
        """Let Tab come to what was made later where it stands: behind what else can be in the middle."""
        before: QWidget = self.roll_call.question.field
        for stop in stops:
            QWidget.setTabOrder(before, stop)
            before = stop

    def _lay_below(self, widget: QWidget) -> None:
        """Let something that was made later stand below the stream, where questions stand."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.ask) + 1, widget)
        QWidget.setTabOrder(self.ask.field, widget)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.clocks)
        column.addWidget(self.panes, 1)
        column.addWidget(self.ask)
        column.addWidget(self.exercise.strip)
        column.addWidget(self.capture)
        for first, second in (
            (self.clocks.why, self.running),
            (self.running, self.tabs),
            (self.tabs, self.panes.nothing),
            (self.panes.nothing, self.stream),
            (self.stream, self.roll_call.list),
            (self.roll_call.list, self.roll_call.question.field),
            (self.roll_call.question.field, self.room.first_stop),
            (self.room.first_stop, self.agreed.list),
            (self.agreed.list, self.not_yet.list),
            (self.not_yet.list, self.ask.field),
            (self.ask.field, self.capture.edit),
            (self.capture.edit, self.capture.pieces.first_stop),
        ):
            QWidget.setTabOrder(first, second)
        self.board.follow(self.roll_call.question.field)
