"""The pages of the meeting's screen: each is made when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.domain.meeting_words import SectionKind
from ui.screens.meeting.centre import Middle

if TYPE_CHECKING:
    from ui.screens.files.reports_part import ReportsPart
    from ui.screens.meeting.gaps.closing_page import ClosingPage
    from ui.screens.meeting.mapping import MapDeeds
    from ui.screens.meeting.opener.opener_deeds import OpenerDeeds
    from ui.screens.meeting.opener.opener_view import OpenerView
    from ui.screens.meeting.picture.picture_deeds import PictureDeeds
    from ui.screens.meeting.screen import MeetingScreen
    from ui.theme import Theme
    from ui.wall_clock import WallClock


class Pages(QObject):
    """Makes the pages, and has them show where the meeting is."""

    def __init__(self, screen: MeetingScreen, theme: Theme, clock: WallClock) -> None:
        super().__init__(screen)
        self._screen = screen
        self._theme = theme
        self._clock = clock
        self._closing: ClosingPage | None = None
        self._picture: PictureDeeds | None = None
        self._map: MapDeeds | None = None
        self._files: ReportsPart | None = None
        self._opener: OpenerDeeds | None = None

    def widgets(self) -> dict[Middle, Callable[[], QWidget]]:
        """Return how each page comes about."""
        return {
            Middle.CLOSING: lambda: self.closing,
            Middle.PICTURE: lambda: self.picture.view,
            Middle.MAP: lambda: self.map.view,
            Middle.FILES: lambda: self.files.view,
        }

    def what_they_do(self) -> dict[str, Callable[[], object]]:
        """Return what the keys do that ask for a page."""
        return {
            "picture": lambda: self.picture.open(),
            "map": lambda: self.map.open(),
            "files": self._open_files,
        }

    def point_changed(self) -> None:
        """Have the pages that were made show where the meeting is now."""
        for page in (self._picture, self._map, self._files):
            if page is not None:
                page.point_changed()
        point = self._screen.standing.point
        if self._opener is not None or (point is not None and point.kind == SectionKind.PREVIOUS_ACTIONS):
            self.opener.point_changed()

    def review(self) -> OpenerView | None:
        """Return what earlier meetings left open, where it is gone through; None where nothing was."""
        return self._opener.view if self._opener is not None and self._opener.is_here else None

    @property
    def opener(self) -> OpenerDeeds:
        """What earlier meetings left open, one key each."""
        if self._opener is None:
            from ui.screens.meeting.opener.opener_deeds import OpenerDeeds
            from ui.screens.meeting.opener.opener_view import OpenerView

            screen, theme = self._screen, self._theme
            view = OpenerView(theme)
            made = OpenerDeeds(view, screen.ask, screen.standing, screen.bridge, theme, self._clock, self)
            view.left.connect(screen.going.to_capture)
            made.said.connect(screen.say)
            made.shown.connect(screen.centre.show)
            self._opener = made
            self._add(view, view.list)
        return self._opener

    @property
    def closing(self) -> ClosingPage:
        """What is missing before the meeting closes."""
        if self._closing is None:
            from ui.screens.meeting.gaps.closing_page import ClosingPage

            self._closing = ClosingPage(self._theme)
            self._screen.gaps.fill(self._closing)
            self._closing.left.connect(self._screen.going.to_capture)
            self._closing.go_on_wanted.connect(self._screen.close_step)
            self._add(self._closing, self._closing.go_on, self._closing.list)
        return self._closing

    @property
    def picture(self) -> PictureDeeds:
        """Who was asked about whom, and what each agency knows."""
        if self._picture is None:
            from ui.screens.meeting.picture.picture_deeds import PictureDeeds
            from ui.screens.meeting.picture.picture_view import PictureView

            screen = self._screen
            view = PictureView(self._theme)
            made = PictureDeeds(view, screen.ask, screen.standing, screen.bridge, self._clock, self)
            view.left.connect(screen.going.to_capture)
            made.said.connect(screen.say)
            made.ready.connect(screen.going.to_picture)
            self._picture = made
            self._add(view, *view.stops())
        return self._picture

    @property
    def map(self) -> MapDeeds:
        """Who belongs to whom, and who lives where."""
        if self._map is None:
            from ui.screens.meeting.mapping import MapDeeds
            from ui.widgets.family_map import FamilyMapView

            screen = self._screen
            view = FamilyMapView(self._theme)
            made = MapDeeds(view, screen.standing, screen.bridge, self._clock, self)
            view.left.connect(screen.going.to_capture)
            view.person_chosen.connect(self._open_person)
            view.edit_wanted.connect(self._open_person)
            made.ready.connect(screen.going.to_map)
            self._map = made
            self._add(view, view)
        return self._map

    def _add(self, page: QWidget, *stops: QWidget) -> None:
        # Only what is in the window already can be put into its order.
        self._screen.panes.add_centre(page)
        self._screen.put_in_order(*stops)

    @property
    def files(self) -> ReportsPart:
        """What came in for this meeting: reports, drawings, genograms."""
        if self._files is None:
            from ui.screens.files.reports_part import ReportsPart

            screen = self._screen
            made = ReportsPart(self._theme, screen.standing, screen.bridge, self._clock, self)
            made.view.left.connect(screen.going.to_capture)
            self._files = made
            self._add(made.view, *_chain(made.view))
        return self._files

    @Slot()
    def _open_files(self) -> None:
        self.files.open()
        self._screen.going.to_files()

    @Slot(object)
    def _open_person(self, key: UUID) -> None:
        """Go to the card of somebody, where what is known of them is filled in."""
        standing, going = self._screen.standing, self._screen.going
        head, point = standing.head, standing.point
        if head is None or point is None:
            return
        own = head.points_of(point.family_id)
        people = next((one for one in own if one.kind == SectionKind.PEOPLE), None)
        going.to_capture()
        if people is not None:
            self._screen.go_to_point(people.id)
            self._screen.show_card_next(key)


def _chain(page: QWidget) -> list[QWidget]:
    """Return everything in a page in the order in which Tab goes through it as long as it stands alone."""
    stops, stop = [], page.nextInFocusChain()
    while stop is not page and stop is not None:
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(stop)
        stop = stop.nextInFocusChain()
    return stops
