"""The place of the rail where actions are; what draws them is read when somebody first goes there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.destination import Destination
from ui.offers import Lines
from ui.theme import Theme
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from ui.screens.actions.screen import ActionsScreen


class ActionsPlace(QWidget):
    """Makes the screen when it is first wanted, and passes on what the frame asks of it.

    Signals:
        destination_wanted: Somebody wants to go elsewhere; carries where.
        commands_changed: Other things can be done here now.
    """

    destination_wanted = Signal(object)
    commands_changed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._needs = (bridge, theme, clock, titles)
        self._screen: ActionsScreen | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def screen_of_actions(self) -> ActionsScreen:
        """The screen; it is made when somebody first asks for it."""
        if self._screen is None:
            from ui.screens.actions.screen import ActionsScreen

            self._screen = ActionsScreen(*self._needs)
            self._column.addWidget(self._screen)
            self._screen.destination_wanted.connect(self.destination_wanted)
            self.commands_changed.emit()
        return self._screen

    # What the frame asks of a screen

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done here."""
        return self._screen.commands() if self._screen is not None else ()

    def help_lines(self) -> Lines:
        """Return the keys of the screen."""
        return self.screen_of_actions.help_lines()

    def open_destination(self, destination: Destination) -> None:
        """Show the action that a destination names."""
        self.screen_of_actions.open_destination(destination)

    @Slot()
    def take_focus(self) -> None:
        """Let the arrow keys move over the actions."""
        self.screen_of_actions.take_focus()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.screen_of_actions.show()
