"""The first page: what MeetingDesk is to work with."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout

from ui.icons import picture
from ui.labels import label
from ui.screens.first_run.page import Page
from ui.theme import Theme


class Route(StrEnum):
    """The ways to begin."""

    LAPTOP = "laptop"
    TEAM = "team"
    EXISTING = "existing"
    DEMO = "demo"


WORDS = {
    Route.LAPTOP: (
        "laptop",
        "A new store on this &laptop",
        "For one minute taker. Encrypted; works without a network.",
    ),
    Route.TEAM: (
        "team",
        "Our &team’s database",
        "A PostgreSQL database that your organisation runs. You need its address.",
    ),
    Route.EXISTING: (
        "folder",
        "A store that already &exists",
        "On this computer, made earlier or brought back from a backup.",
    ),
    Route.DEMO: (
        "look",
        "Look around with the &demonstration",
        "Invented families and meetings. Nothing is kept when you close it.",
    ),
}


class WelcomePage(Page):
    """Asks which way to begin."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            self.tr("Welcome to MeetingDesk"),
            self.tr("It keeps the record of safeguarding meetings. Where should that record be?"),
        )
        self._theme = theme
        self._group = QButtonGroup(self)
        self.choices: dict[Route, QRadioButton] = {}
        self._pictures: dict[str, QLabel] = {}
        for route, (drawing, title, explains) in WORDS.items():
            card = _Card(title, explains)
            self.choices[route] = card.choice
            self._pictures[drawing] = card.picture
            self._group.addButton(card.choice)
            self.body.addWidget(card)
        self.choices[Route.LAPTOP].setChecked(True)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def route(self) -> Route:
        """The way that is chosen."""
        return next(route for route, choice in self.choices.items() if choice.isChecked())

    def entered(self) -> None:
        """Begin at the choice that is made."""
        self.choices[self.route].setFocus()

    @Slot()
    def _draw(self) -> None:
        for drawing, shown in self._pictures.items():
            size = self._theme.px(28)
            shown.setPixmap(picture(drawing, self._theme.tokens.accent, size, self.devicePixelRatioF()))


class _Card(QFrame):
    """One choice with its drawing and what it means; a click anywhere on it chooses it."""

    def __init__(self, title: str, explains: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.picture = label()
        self.choice = QRadioButton(title)
        self.choice.setAccessibleName(title.replace("&", ""))
        self.choice.setAccessibleDescription(explains)
        self.choice.setStyleSheet("font-weight: bold;")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        below = label(explains, role="muted", wraps=True)
        below.setContentsMargins(32, 0, 0, 4)
        words.addWidget(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choice.setChecked(True)
        self.choice.setFocus()
