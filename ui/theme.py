"""Light, dark or high contrast, at 100 to 200 per cent, for the whole application at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.fonts import base_font
from ui.palette import TOKENS, Look, Tokens
from ui.style_sheet import style_sheet

STYLE = "fusion"
FIRST_WIDTH, FIRST_HEIGHT = 880, 660
"""The windows before the frame."""


class Theme(QObject):
    """Draws the application in the look that was chosen, or that of the system.

    Signals:
        changed: Colours or text size are other ones now; what paints by itself paints again.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._look = Look.SYSTEM
        self._applied: tuple[Tokens, int] | None = None
        self.text_size = 100
        self.tokens = TOKENS[Look.LIGHT]
        # Where it is the style already, asking for it anew takes as long as drawing the first window.
        if application.style().name() != STYLE:
            application.setStyle(STYLE)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def scale(self) -> float:
        """The text size as a factor."""
        return self.text_size / 100

    @property
    def look(self) -> Look:
        """The look that was chosen."""
        return self._look

    def px(self, pixels: float) -> int:
        """Return a length of the drawings at the present text size."""
        return round(pixels * self.scale)

    def show(self, look: Look, text_size: int) -> None:
        """Draw everything in a look and at a text size in per cent."""
        self._look = look
        self.text_size = text_size
        self.tokens = TOKENS[_system_look(self._application) if look is Look.SYSTEM else look]
        if self._applied == (self.tokens, text_size):
            return
        self._applied = (self.tokens, text_size)
        self._application.setFont(base_font(self.scale))
        self._application.setPalette(_palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens, self.scale))
        self.changed.emit()

    def show_sized(self, window: QWidget, width: int = FIRST_WIDTH, height: int = FIRST_HEIGHT) -> None:
        """Show a window at a size of the drawings, as far as the screen has room for it."""
        room = window.screen().availableSize()
        window.resize(QSize(self.px(width), self.px(height)).boundedTo(room))
        window.show()

    def _follow_system(self) -> None:
        if self._look is Look.SYSTEM:
            self.show(Look.SYSTEM, self.text_size)


def _system_look(application: QApplication) -> Look:
    hints = application.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Look.HIGH_CONTRAST
    return Look.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Look.LIGHT


def _palette(tokens: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.ground,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.quiet,
        roles.Text: tokens.ink,
        roles.PlaceholderText: tokens.muted,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.ink,
        roles.BrightText: tokens.wrong,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.ToolTipBase: tokens.surface,
        roles.ToolTipText: tokens.ink,
        roles.Light: tokens.line,
        roles.Midlight: tokens.line,
        roles.Mid: tokens.line,
        roles.Dark: tokens.muted,
        roles.Shadow: tokens.line,
    }
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette
