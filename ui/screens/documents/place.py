"""Where the frame gets the page of the documents from; it is made when somebody first wants it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from meetingdesk.app.documents.on_screen import require_page
from ui.bridge import Bridge
from ui.screens.documents.page import DocumentsPage
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock


def documents_page(
    bridge: Bridge, theme: Theme, clock: WallClock, settings: Settings, screens: Mapping[str, QWidget]
) -> DocumentsPage:
    """Return the page among the screens, or a new one; refuse somebody who has nothing to do with them."""
    require_page(bridge.desk.person)
    known = next((screen for screen in screens.values() if isinstance(screen, DocumentsPage)), None)
    return known or DocumentsPage(bridge, theme, clock, settings)
