"""In how many ways the same address, number or name can be written, and how each is found in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from meetingdesk.domain.copies.withheld import Withheld, WithheldKind

_STREETS = (
    ("road", "rd"), ("street", "str", "st"), ("avenue", "ave", "av"), ("lane", "ln", "la"),
    ("close", "cl"), ("court", "ct", "crt"), ("drive", "drv", "dr"), ("crescent", "cres", "cr"),
    ("terrace", "terr", "ter"), ("gardens", "gdns", "gdn"), ("grove", "grv", "gr"), ("place", "pl"),
    ("square", "sq"), ("park", "pk"), ("mount", "mt"), ("hill", "hl"), ("house", "hse", "ho"),
    ("buildings", "bldgs"), ("walk", "wlk"), ("way", "wy"), ("view", "vw"), ("rise",), ("row",),
    ("mews",), ("green", "grn"), ("parade", "pde"), ("yard", "yd"), ("meadow", "mdw"),
    ("meadows", "mdws"), ("field",), ("fields",), ("bank",), ("croft",), ("gate",), ("wharf",),
)  # fmt: skip
_SAME = {word: names for names in _STREETS for word in names}
_FLATS = ("flat", "flt", "fl", "apartment", "apt", "unit", "room", "rm")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Characters without width, in which a word does not end."""
_SHORTEST_NAME, _SHORTEST_SQUEEZED, _SHORTEST_NUMBER = 3, 7, 7


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing it: letters and digits alone, as they stand in a squeezed text."""

    squeezed: str
    is_word: bool = False
    """Whether it is so short that it must stand as words of its own."""


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return the letters and digits of a text and nothing else, in one case and one way of writing them.

    Breaks by line, page, cell and run, hyphens, marks, spaces of every kind and characters without width are
    gone, so that nothing hides in them.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def forms_of(withheld: Withheld) -> tuple[Form, ...]:
    """Return every way in which something is searched for."""
    match withheld.kind:
        case WithheldKind.ADDRESS | WithheldKind.SAFE_PLACE:
            found = tuple(_of_address(withheld.text, withheld.postcode))
        case WithheldKind.NUMBER:
            found = tuple(_of_number(withheld.text))
        case WithheldKind.NAME | WithheldKind.SOURCE:
            found = tuple(_of_name(withheld.text))
        case _:
            found = (Form(squeezed(withheld.text)),)
    return tuple(dict.fromkeys(form for form in found if form.squeezed))


def _of_address(lines: str, postcode: str) -> Iterator[Form]:
    """Yield number and street without the town, the name of a house, and the postcode."""
    code = _POSTCODE.search(postcode) or _POSTCODE.search(lines)
    if code is not None:
        yield Form(squeezed(code[1] + code[2]))
    bare = _POSTCODE.sub(" ", lines)
    parts = [part.strip() for part in re.split(r"[\n,;]+", bare) if part.strip()]
    for part in parts:
        street = _street_in(part)
        if street is not None:
            number, names, kind = street
            for word in _SAME.get(kind, (kind,)):
                yield Form(squeezed(f"{number}{names}{word}"))
    if parts and not any(_street_in(part) for part in parts):
        # A house by its name, or a place in words: the first line is enough to find it.
        words = [word for word in re.findall(r"\w+", parts[0]) if word.casefold() not in _FLATS]
        whole = squeezed("".join(words))
        if len(whole) >= _SHORTEST_SQUEEZED and not whole.isdigit():
            yield from (Form(squeezed(one)) for one in _with_other_words(words))


def _street_in(part: str) -> tuple[str, str, str] | None:
    """Return the number, the name and the kind of a street, where a line has them."""
    words = re.findall(r"[\w'’.-]+", part.casefold())
    for place, word in enumerate(words):
        kind = word.strip(".")
        if kind in _SAME and place >= 2:
            for start in range(place - 2, -1, -1):
                if re.fullmatch(r"\d{1,4}[a-z]?", words[start]):
                    return words[start], "".join(words[start + 1 : place]), kind
    return None


def _with_other_words(words: list[str]) -> Iterator[str]:
    last = words[-1].casefold().strip(".")
    for other in _SAME.get(last, (last,)):
        yield "".join((*words[:-1], other))


def _of_number(text: str) -> Iterator[Form]:
    """Yield a telephone number with and without what stands for the country, or an e-mail address."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if "@" in text:
        yield Form(squeezed(text))
    elif len(digits) >= _SHORTEST_NUMBER:
        without = re.sub(r"^(?:0044|44|0)", "", digits)
        yield Form(without if len(without) >= _SHORTEST_NUMBER else digits)


def _of_name(text: str) -> Iterator[Form]:
    whole = squeezed(text)
    if len(whole) >= _SHORTEST_SQUEEZED:
        yield Form(whole)
    elif len(whole) >= _SHORTEST_NAME:
        yield Form(whole, is_word=True)
