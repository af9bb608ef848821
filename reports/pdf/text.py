"""Text as the layout wants it: what people typed is escaped, whatever it looks like."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reports.blocks import Run, Text, Tone
from reports.pdf.fonts import LATIN, SHAPED, font_named, pieces
from reports.pdf.style import QUIET

_QUIET = f"#{QUIET.hexval()[2:]}"
_NO_BREAK = "\u00a0"
_ARABIC = "NotoNaskhArabic"


def markup(text: Text, missing: set[str], small: float, usual: Tone = Tone.PLAIN) -> tuple[str, bool]:
    """Return the layout's words for a text, and whether letters in it have to be joined.

    Nothing of the text itself is ever read as markup: each piece is escaped and put between tags of ours.
    """
    parts: list[str] = []
    is_shaped = False
    for run in text:
        size = f' size="{small:g}" color="{_QUIET}"' if run.tone is Tone.QUIET else ""
        for count, line in enumerate(_lines(run)):
            if count:
                parts.append("<br/>")
            for family, words in pieces(line, missing):
                is_shaped = is_shaped or family in SHAPED
                shown = words.replace(" ", _NO_BREAK) if family == _ARABIC else words
                if family == LATIN and run.tone is usual:
                    parts.append(escape(shown))  # in the font of the paragraph
                else:
                    parts.append(f'<font name="{font_named(family, run.tone)}"{size}>{escape(shown)}</font>')
    return "".join(parts), is_shaped


def _lines(run: Run) -> list[str]:
    return run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
