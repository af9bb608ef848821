"""The colours of the three themes, by what each is for."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Look(StrEnum):
    """Which theme a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Tokens(NamedTuple):
    """One theme: a colour for each purpose, and how thick its rules are."""

    ground: str
    surface: str
    quiet: str
    ink: str
    muted: str
    line: str
    selection: str
    accent: str
    accent_ground: str
    on_accent: str
    attention: str
    attention_ground: str
    wrong: str
    wrong_ground: str
    settled: str
    settled_ground: str
    tick: str
    """The drawing of a tick that is seen on the accent colour."""
    rule: int = 1
    underline_links: bool = False


LIGHT = Tokens(
    ground="#F4F6F8",
    surface="#FFFFFF",
    quiet="#FAFBFC",
    ink="#18212C",
    muted="#566373",
    line="#DCE2E8",
    selection="#EAF3F4",
    accent="#0C6468",
    accent_ground="#E3F1F1",
    on_accent="#FFFFFF",
    attention="#7A4F00",
    attention_ground="#FFF3D6",
    wrong="#9B1C22",
    wrong_ground="#FCEBEB",
    settled="#1C6537",
    settled_ground="#E6F4EA",
    tick="tick-white",
)

DARK = Tokens(
    ground="#12161B",
    surface="#1A2028",
    quiet="#1E252E",
    ink="#E8EDF3",
    muted="#A0ADBB",
    line="#2F3945",
    selection="#1F2F35",
    accent="#6CCFD0",
    accent_ground="#17363A",
    on_accent="#0B1F21",
    attention="#F2C45A",
    attention_ground="#3A2E12",
    wrong="#FF9C9C",
    wrong_ground="#402023",
    settled="#8FD9A8",
    settled_ground="#17351F",
    tick="tick-black",
)

HIGH_CONTRAST = Tokens(
    ground="#000000",
    surface="#000000",
    quiet="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    line="#FFFFFF",
    selection="#000000",
    accent="#FFFFFF",
    accent_ground="#000000",
    on_accent="#000000",
    attention="#FFFFFF",
    attention_ground="#000000",
    wrong="#FFFFFF",
    wrong_ground="#000000",
    settled="#FFFFFF",
    settled_ground="#000000",
    tick="tick-black",
    rule=2,
    underline_links=True,
)

TOKENS = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.HIGH_CONTRAST: HIGH_CONTRAST}
