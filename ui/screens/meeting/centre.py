"""What stands in the middle of the meeting's screen: the stream, cards, the roll call, or a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from meetingdesk.app.live.cards.at import has_cards
from meetingdesk.domain.meeting_words import SectionKind
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.panes import Panes
from ui.screens.meeting.roll_call import RollCall
from ui.screens.meeting.standing import Standing
from ui.screens.meeting.stream_view import StreamView

_NO_CHILD = "No child is recorded for this family yet.\n\n@ adds a person: @ name, brother, 9"
_WITHOUT_CARDS: dict[str, str] = {
    SectionKind.PEOPLE: "Nobody is recorded for this family yet.\n\n@ adds a person: @ name, mother",
    SectionKind.FAMILY_VIEWS: "No adult is recorded for this family yet.\n\n@ adds a person: @ name, mother",
    SectionKind.REFLECTION: "This kind of meeting asks no question here.\n\nF3 shows what was said.",
}
"""What is said where a part has no card yet."""


class Middle(Enum):
    """What somebody asked to see."""

    STREAM = auto()
    CARDS = auto()
    ROLL_CALL = auto()
    NO_ROLL_CALL = auto()
    CLOSING = auto()
    PICTURE = auto()
    MAP = auto()
    FILES = auto()


class Centre:
    """Shows what belongs to the point that is open, or what was asked for there."""

    def __init__(
        self,
        panes: Panes,
        stream: StreamView,
        roll_call: RollCall,
        board: CardBoard,
        standing: Standing,
        pages: Mapping[Middle, Callable[[], QWidget]],
        review: Callable[[], QWidget | None],
    ) -> None:
        self._panes = panes
        self._stream = stream
        self._roll_call = roll_call
        self._board = board
        self._standing = standing
        self._pages = pages
        self._review = review
        self._page: Middle | None = None
        self._rolls_anywhere = False
        self._wants_stream = False

    def point_changed(self) -> None:
        """Show what belongs to the new point: whoever goes on wants to see where they are."""
        self._wants_stream = False
        self._rolls_anywhere = False
        self._page = None
        self.show()

    def show(self, asked: Middle | None = None) -> None:
        """Show the roll call at its own point and wherever it was asked for, else the cards or the stream."""
        standing = self._standing
        point = standing.point
        if asked is not None:
            self._page = asked if asked in self._pages else None
        if self._page is not None:
            self._panes.show_heading("")
            # Made when it is first asked for: most meetings are opened to be typed in.
            self._panes.show_centre(self._pages[self._page]())
            return
        match asked:
            case Middle.ROLL_CALL:
                self._rolls_anywhere = True
                self._wants_stream = False
            case Middle.STREAM | Middle.CARDS:
                self._rolls_anywhere = False
                self._wants_stream = asked is Middle.STREAM
            case Middle.NO_ROLL_CALL:
                self._rolls_anywhere = False
        is_its_point = point is not None and point.kind == SectionKind.ATTENDANCE
        # What was asked for stays: a stream that gave way would hand the keyboard to the roll call.
        if self._rolls_anywhere or (is_its_point and asked is None and not self._wants_stream):
            # It has a heading of its own.
            self._panes.show_heading("")
            self._panes.show_centre(self._roll_call)
            return
        self._show_heading()
        if not self._wants_stream and (review := self._review()) is not None:
            self._panes.show_centre(review)
        elif has_cards(point) and not self._wants_stream:
            self._panes.show_centre(self._board if standing.cards else None, _no_cards(standing))
        else:
            self._panes.show_centre(self._stream if standing.stream else None, _empty_words(standing))

    @property
    def page(self) -> Middle | None:
        """Which page was asked for and stands in the middle, if any."""
        return self._page

    @property
    def has_cards(self) -> bool:
        """Whether the point that is open is filled in on cards."""
        return has_cards(self._standing.point) and bool(self._standing.cards)

    def _show_heading(self) -> None:
        head, point = self._standing.head, self._standing.point
        has_tabs = head is not None and point is not None and head.case(point.family_id) is not None
        self._panes.show_heading(point.title if point is not None and not has_tabs else "")


def _no_cards(standing: Standing) -> str:
    if standing.head is None or standing.point is None:
        return ""
    return _WITHOUT_CARDS.get(standing.point.kind, _NO_CHILD)


def _empty_words(standing: Standing) -> str:
    point = standing.point
    if standing.head is None or point is None:
        return ""
    if not standing.can_be_written:
        return "The meeting has not begun. Ctrl+Enter starts it."
    section = standing.head.kind.section(point.section) if standing.head.kind is not None else None
    covers = "\n".join(f"•  {one}" for one in section.covers) if section is not None else ""
    return "\n\n".join(part for part in ("Nothing was said here yet.", covers) if part)
