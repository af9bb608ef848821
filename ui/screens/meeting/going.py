"""Where the keyboard goes on the meeting's screen: from anywhere to the line, a list, a page, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.domain.gaps.not_yet import NotYet
from meetingdesk.domain.meeting_words import SectionKind
from ui.screens.meeting.centre import Middle

if TYPE_CHECKING:
    from ui.screens.meeting.screen import MeetingScreen


class Going(QObject):
    """Takes the keyboard where somebody wants it; nothing here takes it unasked."""

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._panes, self._centre, self._capture = screen.panes, screen.centre, screen.capture

    def what_they_do(self) -> dict[str, Callable[[], object]]:
        """Return what the keys do that go somewhere."""
        return {
            "capture": self.to_capture,
            "roll_call": self.to_roll_call,
            "stream": self.to_stream,
            "cards": self.to_cards,
            "actions": self.to_actions,
            "not_yet": self.to_not_yet,
            "running_order": self.to_running_order,
            "panels": self.fold_panels,
            "next_panel": self.to_next_panel,
        }

    @Slot()
    def to_capture(self) -> None:
        """Go to the line; a page, the roll call and a question give way."""
        # First: what is put away with the focus hands it to the stream, which would mark its first line.
        self._capture.take_focus()
        self._screen.ask.hide()
        self._panes.show_middle()
        self._centre.show(Middle.NO_ROLL_CALL)

    @Slot()
    def to_roll_call(self) -> None:
        """Go to the roll call."""
        self._panes.show_middle()
        self._centre.show(Middle.ROLL_CALL)
        self._screen.roll_call.take_focus()

    @Slot()
    def to_stream(self) -> None:
        """Go through what was said."""
        self._panes.show_middle()
        self._centre.show(Middle.STREAM)
        if self._screen.standing.stream:
            self._screen.stream.take_focus()
        else:
            # A hidden list would take the keyboard as soon as it is shown, in the middle of a word.
            self._say(self.tr("Nothing was said here yet."))

    @Slot()
    def to_newest(self) -> None:
        """Go to what was said last."""
        self._screen.stream.mark_newest()
        self.to_stream()

    @Slot()
    def to_cards(self) -> None:
        """Fill in what this part asks for."""
        if (review := self._screen.pages.review()) is not None:
            self._panes.show_middle()
            self._centre.show(Middle.CARDS)
            review.take_focus()
            return
        if not self._centre.has_cards:
            self._say(self.tr("This part has no cards to fill in."))
            return
        self._panes.show_middle()
        self._centre.show(Middle.CARDS)
        self._screen.board.take_focus()

    @Slot()
    def to_actions(self) -> None:
        """Go through the actions agreed."""
        self._panes.show_sides()
        if not self._screen.agreed.take_focus():
            self._say(self.tr("No action was agreed yet. ! begins one."))

    @Slot()
    def to_not_yet(self) -> None:
        """Go through what is missing."""
        self._panes.show_sides()
        if not self._screen.not_yet.take_focus():
            self._say(self.tr("Nothing is missing so far."))

    @Slot()
    def to_closing(self) -> None:
        """See everything that is missing before the meeting closes."""
        self._panes.show_middle()
        self._centre.show(Middle.CLOSING)
        self._capture.say(self.tr("Enter goes where a line is mended; Delete sets it aside, with a reason."))

    @Slot()
    def to_picture(self) -> None:
        """See what each agency knows of whom."""
        self._panes.show_middle()
        self._centre.show(Middle.PICTURE)
        if not self._screen.pages.picture.view.take_focus():
            self._capture.take_focus()

    @Slot()
    def to_map(self) -> None:
        """See who belongs to whom, and who lives where."""
        self._panes.show_middle()
        self._centre.show(Middle.MAP)
        self._screen.pages.map.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def to_files(self) -> None:
        """See what came in for this meeting."""
        self._panes.show_middle()
        self._centre.show(Middle.FILES)
        self._screen.pages.files.take_focus()

    @Slot()
    def to_running_order(self) -> None:
        """Go through the running order."""
        self._panes.show_sides()
        self._screen.running.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def to_next_panel(self) -> None:
        """Go round the parts of the screen."""
        screen = self._screen
        stops: list[tuple[QWidget, Callable[[], object]]] = [
            (screen.running, self.to_running_order),
            (self._panes.middle, self._to_middle),
            (screen.room, screen.room.take_focus),
            (screen.agreed, self.to_actions),
            (screen.not_yet, self.to_not_yet),
            (self._capture, self.to_capture),
        ]
        places = [place for place, (widget, _) in enumerate(stops) if has_focus(widget)]
        at = places[0] if places else -1
        for step in range(1, len(stops) + 1):
            widget, go = stops[(at + step) % len(stops)]
            if widget.isVisible():
                go()
                if has_focus(widget):
                    return

    @Slot()
    def fold_panels(self) -> None:
        """Give the middle all the room, or show the sides again."""
        if not self._panes.fold_or_unfold():
            self._capture.take_focus()

    @Slot(object)
    def to_mend(self, line: NotYet) -> None:
        """Go to where something is missing: to the part, and on it to the person whom it concerns."""
        screen, standing = self._screen, self._screen.standing
        if standing.head is None:
            return
        if line.section in (SectionKind.ATTENDANCE, SectionKind.OPENING):
            self.to_roll_call()
            return
        concerns = line.gaps[0].concerns
        point = next((one for one in standing.head.points if one.id == concerns), None)
        if point is None:
            own = standing.head.points_of(line.gaps[0].family_id)
            candidates = [one for one in (*own, *standing.head.points_of(None)) if one.kind == line.section]
            point = next(iter(candidates), None)
        if point is None:
            self._say(self.tr("This kind of meeting has no part for it; say it on the line."))
            return
        self.to_capture()
        screen.go_to_point(point.id)
        screen.show_card_next(concerns if isinstance(concerns, UUID) else None)
        self._say(line.sentence)

    def _to_middle(self) -> None:
        page = self._centre.page
        if page is Middle.CLOSING:
            self._screen.pages.closing.take_focus()
        elif page is Middle.PICTURE:
            self.to_picture()
        elif page is Middle.MAP:
            self.to_map()
        elif page is Middle.FILES:
            self.to_files()
        elif (review := self._screen.pages.review()) is not None and self._panes.shown is review:
            review.take_focus()
        else:
            self.to_stream()

    def _say(self, what: str) -> None:
        self._capture.say(what)
        self._capture.take_focus()


def has_focus(widget: QWidget) -> bool:
    """Say whether the keyboard is in a widget or in anything inside it."""
    focused = widget.window().focusWidget()
    # Qt's stubs promise a widget; a window in which nothing has the focus returns none.
    is_there = isinstance(focused, QWidget)
    return widget is focused or (is_there and widget.isAncestorOf(focused))
