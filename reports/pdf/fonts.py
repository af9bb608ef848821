"""The fonts that are shipped, and which of them has each letter of a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from meetingdesk.resources import resource
from reports.blocks import Tone

LATIN = "NotoSans"
FAMILIES = (LATIN, "NotoNaskhArabic", "NotoSansBengali", "NotoSansGurmukhi")
"""In the order in which they are asked for a letter; the first has nearly all."""
SHAPED = frozenset(FAMILIES[1:])
"""Letters of these join and change places as they are written."""
BOX = "\u25a1"
_WORDS_KEPT = 8_000
_IGNORED = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
"""Characters that say how letters join or where a line may break, and are not seen."""


@cache
def registered() -> dict[str, frozenset[int]]:
    """Make the fonts known to the writer; returns which letters each family has."""
    letters = {}
    for family in FAMILIES:
        for weight in ("Regular", "Bold"):
            name = f"{family}-{weight}"
            font = TTFont(name, str(resource("fonts", f"{name}.ttf")), shapable=family in SHAPED)
            if family == LATIN:
                # The same words come again and again; shaped text has widths of its own.
                font.stringWidth = lru_cache(maxsize=_WORDS_KEPT)(font.stringWidth)
            pdfmetrics.registerFont(font)
            if weight == "Regular":
                letters[family] = frozenset(font.face.charToGlyph)
    return letters


@cache
def usual_letters() -> frozenset[str]:
    """Return the letters of the first family: nearly every text is made of them alone."""
    return frozenset(map(chr, registered()[LATIN])) | _IGNORED


@cache
def family_of(letter: str) -> str | None:
    """Return the family that has a letter; nothing where none has."""
    code = ord(letter)
    return next((family for family, has in registered().items() if code in has), None)


def font_named(family: str, tone: Tone) -> str:
    """Return the font of a family in a tone."""
    return f"{family}-{'Bold' if tone is Tone.STRONG else 'Regular'}"


def pieces(text: str, missing: set[str]) -> Iterator[tuple[str, str]]:
    """Yield a text in pieces of one family each; a letter that no font has becomes a box and is noted."""
    if usual_letters().issuperset(text):
        yield LATIN, text
        return
    families = [_placed(letter, missing) for letter in text]
    # A space, a stop or a mark between two words of one script belongs to them.
    for place, family in enumerate(families):
        if family == LATIN and not text[place].isalnum() and place:
            before = families[place - 1]
            after = next((one for one in families[place + 1 :] if one), None)
            if before in SHAPED and after == before:
                families[place] = before if _has(before, text[place]) else LATIN
    for family, group in groupby(range(len(text)), key=lambda place: families[place]):
        places = list(group)
        words = text[places[0] : places[-1] + 1]
        yield (family or LATIN, words if family else BOX * len(words))


def _placed(letter: str, missing: set[str]) -> str | None:
    if letter in _IGNORED:
        return LATIN
    family = family_of(letter)
    if family is None:
        missing.add(letter)
    return family


def _has(family: str, letter: str) -> bool:
    return ord(letter) in registered()[family]
