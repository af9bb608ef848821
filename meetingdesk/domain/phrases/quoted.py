"""Where a text quotes somebody: between quotation marks."""

from __future__ import annotations

import re

_QUOTED = re.compile(
    '["\u201c\u201d\u201e\u00ab](?P<double>[^"\u201c\u201d\u201e\u00bb\n]*)(?:["\u201c\u201d\u00bb]|$|\n)'
    r"|(?<![\w'])'(?=\w)(?P<single>(?:[^'\n]|'(?=\w))*)'(?!\w)"
)


def quoted_in(text: str) -> list[tuple[int, int]]:
    """Return where somebody is quoted; a quotation that is still being typed goes on to the end."""
    return [found.span() for found in _QUOTED.finditer(text)]
