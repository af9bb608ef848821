"""What a screen may offer to the frame around it; each of these is up to the screen."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction

from meetingdesk.domain.help_pages import HelpPage
from ui.destination import Destination

Lines = tuple[tuple[str, str], ...]
"""Keys and what they do; a line without a key is a heading."""


@runtime_checkable
class OffersCommands(Protocol):
    """A screen with commands of its own, for the Meeting menu and the palette.

    Name an action (setObjectName) to have it remembered among those used last.
    """

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done here; a separator begins another group."""


@runtime_checkable
class OffersHelp(Protocol):
    """A screen that explains itself under F1."""

    def help_lines(self) -> Lines:
        """Return its keys and what they do."""


@runtime_checkable
class OffersPages(Protocol):
    """A screen that says what it is for, and what the part that is open is for."""

    def help_pages(self) -> tuple[HelpPage, ...]:
        """Return what explains what is open now, the nearest first."""


@runtime_checkable
class OpensDestinations(Protocol):
    """A screen that can show what a result, a row of Today or a link leads to."""

    def open_destination(self, destination: Destination) -> None:
        """Show what the destination names."""


@runtime_checkable
class TakesFocus(Protocol):
    """A screen that knows where in it the keyboard belongs."""

    def take_focus(self) -> None:
        """Let the keyboard work here."""


@runtime_checkable
class WantsRoom(Protocol):
    """A screen that needs the whole width of a small window, so that the rail folds beside it."""

    wants_room: bool


@runtime_checkable
class HasReference(Protocol):
    """A screen on which something with a reference is open; the title bar shows it."""

    reference: str


def commands_of(screen: object) -> tuple[QAction, ...]:
    """Return the commands that a screen offers."""
    return screen.commands() if isinstance(screen, OffersCommands) else ()


def help_of(screen: object) -> Lines:
    """Return how a screen explains itself."""
    return screen.help_lines() if isinstance(screen, OffersHelp) else ()


def pages_of(screen: object) -> tuple[HelpPage, ...]:
    """Return what explains a screen, where it knows that better than its place does."""
    return screen.help_pages() if isinstance(screen, OffersPages) else ()


def reference_of(screen: object) -> str:
    """Return the reference of what is open on a screen."""
    return screen.reference if isinstance(screen, HasReference) else ""


def wants_room(screen: object) -> bool:
    """Say whether a screen needs the whole width of a small window."""
    return isinstance(screen, WantsRoom) and screen.wants_room


def take_focus(screen: object) -> bool:
    """Let the keyboard work on a screen; say whether the screen knew where."""
    if isinstance(screen, TakesFocus):
        screen.take_focus()
        return True
    return False


def open_destination(screen: object, destination: Destination) -> bool:
    """Have a screen show a destination; say whether it can."""
    if isinstance(screen, OpensDestinations):
        screen.open_destination(destination)
        return True
    return False
