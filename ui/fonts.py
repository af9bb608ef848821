"""The typeface of the application, and those for names in other scripts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from meetingdesk.resources import resource

FAMILY = "Noto Sans"
FALLBACKS = ("Noto Naskh Arabic", "Noto Sans Bengali", "Noto Sans Gurmukhi")
BASE_PIXELS = 14

FIRST = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


def load_first_fonts() -> None:
    """Load the typeface that the first window is drawn with."""
    for name in FIRST:
        _load(resource("fonts", name))


def load_other_fonts() -> None:
    """Load the typefaces for names in Arabic, Urdu, Bengali and Punjabi; the first window needs none."""
    for path in sorted(resource("fonts").glob("*.ttf")):
        if path.name not in FIRST:
            _load(path)


def base_font(scale: float) -> QFont:
    """Return the font of ordinary text at a text size, with figures that stand under one another."""
    font = QFont([FAMILY, *FALLBACKS])
    font.setPixelSize(round(BASE_PIXELS * scale))
    tabular = QFont.Tag.fromString("tnum")
    if tabular is not None:
        font.setFeature(tabular, 1)
    return font


def _load(path: Path) -> None:
    QFontDatabase.addApplicationFont(str(path))
