"""Between the map of a family and the record: read when it can be seen and something in it changed."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Signal, Slot

from meetingdesk.app.family_maps import TOUCHED_BY, family_map
from meetingdesk.domain.family_map import FamilyMap
from ui.bridge import Bridge
from ui.screens.meeting.standing import Standing
from ui.wall_clock import WallClock
from ui.widgets.family_map import FamilyMapView


class MapDeeds(QObject):
    """Keeps the map of the family that is spoken of.

    Signals:
        ready: The map that was asked for has been read and can be shown.
    """

    ready = Signal()

    def __init__(
        self,
        view: FamilyMapView,
        standing: Standing,
        bridge: Bridge,
        clock: WallClock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = view
        self._standing = standing
        self._bridge = bridge
        self._clock = clock
        self._shown: UUID | None = None
        self._is_stale = False
        self._is_asked_for = False
        view.installEventFilter(self)
        bridge.changed.connect(self._hear)

    @Slot()
    def open(self) -> None:
        """Read the map of the family that is spoken of; `ready` tells when it can be shown."""
        self._is_asked_for = True
        self._read()

    @Slot()
    def point_changed(self) -> None:
        """Show the family that is spoken of now."""
        if self._standing.family_id != self._shown:
            self._follow()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._is_stale:
            self._read()
        return False

    # Helpers

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        if touched & TOUCHED_BY:
            self._follow()

    def _follow(self) -> None:
        self._is_stale = True
        if self.view.isVisible():
            self._read()

    def _read(self) -> None:
        standing = self._standing
        self._is_stale = False
        if standing.family_id is None:
            self._take(None, FamilyMap())
            return
        day = standing.day(self._clock.today())
        then = partial(self._take, standing.family_id)
        self._bridge.read(family_map, self, then, standing.family_id, day)

    def _take(self, family_id: UUID | None, drawn: FamilyMap) -> None:
        if family_id != self._standing.family_id:
            return
        self._shown = family_id
        self.view.show_map(drawn)
        if self._is_asked_for:
            self._is_asked_for = False
            self.ready.emit()
