"""The gate that every typed text passes, and the folded copy that the search looks into."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from meetingdesk.domain.rows import Limit
from meetingdesk.errors import BadText

LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
LONGEST_WORD = 100
"""Longer runs of letters are cut in the search; PostgreSQL would refuse the whole text."""

_PLAIN_WORD = re.compile("[0-9a-z]+")
_WITHIN_A_WORD = frozenset("\u00ad\u200c\u200d\u2060\ufeff")
"""Soft hyphens and joiners: nobody sees them, and nobody types them again when looking for the word."""

SPELT_OUT = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ƙ": "k",
        "ɓ": "b",
        "ɗ": "d",
        "ə": "e",
    }
)


def gate(text: str, limit: Limit | None = None, where: str = "This text") -> str:
    """Return a text as it will be stored, the same on every engine and in every document.

    The words stay as they were entered, composed (NFC). Line ends become one kind; characters that
    no document can hold (controls, half surrogates, noncharacters) are taken out or shown as �.
    """
    if not text.isascii() or not text.isprintable():
        for old, new in LINE_ENDS.items():
            text = text.replace(old, new)
        text = unicodedata.normalize("NFC", "".join(map(_storable, text)))
    if limit is not None:
        if limit.one_line:
            text = " ".join(text.split("\n")) if "\n" in text else text
        if len(text) > limit.most:
            raise BadText(
                f"{where} has {len(text):,} characters; {limit.most:,} are the most that fit.",
                hint="Shorten it, or split it into several.",
            )
    return text


def in_short(text: str, longest: int = 60) -> str:
    """Return a text on one line, cut where it would be longer than there is room for."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def fold(text: str) -> str:
    """Return a text as the search sees it: no case, no accents, Ł and ø and ß spelt plainly."""
    if text.isascii():
        return text.lower()
    # Twice: some letters of formulas and squares fall apart into capitals.
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    text = "".join(letter for letter in text if not _is_accent(letter))
    return unicodedata.normalize("NFKC", text.translate(SPELT_OUT))


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order.

    Vowel signs belong to their word: without them Bengali and Urdu names would fall into pieces.
    """
    folded = fold(text)
    if folded.isascii():
        found = _PLAIN_WORD.findall(folded)
    else:
        seen = (letter for letter in folded if letter not in _WITHIN_A_WORD)
        found = "".join(letter if _in_word(letter) else " " for letter in seen).split()
    return [word[:LONGEST_WORD] for word in found]


def _storable(letter: str) -> str:
    if letter in "\n\t":
        return letter
    code = ord(letter)
    if 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return "\N{REPLACEMENT CHARACTER}"
    return "" if unicodedata.category(letter) == "Cc" else letter


@lru_cache(maxsize=4096)
def _in_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"


@lru_cache(maxsize=4096)
def _is_accent(letter: str) -> bool:
    # Classes 10 to 35 are Hebrew points and Arabic vowel marks, 200 and above accents; signs that
    # carry sound in Indian scripts have other classes and stay.
    mark = unicodedata.combining(letter)
    return mark >= 200 or 10 <= mark <= 35
