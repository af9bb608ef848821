"""How good a passphrase is, in one sentence that says what to do, and words to make a good one of."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from math import log2

from meetingdesk.resources import resource

FAIR_BITS = 33.0
STRONG_BITS = 44.0

_WORD_BITS = 11.0
_SMALL_WORD_BITS = 2.0
_YEAR_BITS = 6.0
_DIGIT_BITS = log2(10)
_SIGN_BITS = 4.0
_LETTER_BITS = log2(26)

# What comes first in everybody's list of guesses, written as _plain() leaves it.
_VERY_COMMON = frozenset(
    """
    password passphrase passcode passwort motdepasse letmein openup opensesame welcome admin administrator
    root user guest login signin default changeme secret topsecret master system computer laptop internet
    qwerty qwertyuiop qwertz azerty asdfgh asdfghjkl zxcvbn zxcvbnm abc abcd abcdef abcdefg abcdefgh
    iloveyou loveyou sunshine princess prince dragon monkey football baseball superman batman starwars
    pokemon shadow flower freedom whatever trustno trustnoone hello helloworld goodmorning cheese chocolate
    liverpool arsenal chelsea everton manchester manchesterunited tottenham rangers celtic england london
    scotland wales ireland britain spring summer autumn winter january february march april june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday
    michael daniel charlie thomas george jessica jennifer jordan ashley nicole andrew matthew
    buster tigger ginger pepper cookie banana orange purple rainbow butterfly mustang ferrari
    meeting meetings meetingdesk minutes safeguarding childprotection socialcare socialwork council marac
    correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumpsoverthelazydog maytheforcebewithyou
    tobeornottobe todayisagoodday mypassword mypassphrase thisismypassword thisismypassphrase
    """.split()  # noqa: SIM905  # a list of a hundred quoted words is harder to read
)
_SMALL_WORDS = frozenset(
    """
    a am an and are as at be but by can did do for from had has have he her him his how i if in is it its like
    love me my no not of on or our she so that the their them they this to us very was we were what who why
    will with you your
    """.split()  # noqa: SIM905  # as above
)
_WRITTEN_FOR = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)
_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "azertyuiop",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
)
_PIECES = re.compile(r"[^\W\d_]+|\d+|[\W_]", re.UNICODE)
_YEAR = re.compile(r"(19|20)\d\d")


class Level(StrEnum):
    """How long a passphrase would hold out."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate of a passphrase, and what to do about it."""

    bits: float
    level: Level
    advice: str


def strength(passphrase: str, avoid: Iterable[str] = ()) -> Strength:
    """Estimate a passphrase; `avoid` are words that anybody would try for this person, such as their name."""
    text = unicodedata.normalize("NFC", passphrase)
    if not text.strip():
        return Strength(0.0, Level.WEAK, "Type four or five words that do not belong together.")
    if _plain(text) in _VERY_COMMON:
        return Strength(
            1.0, Level.WEAK, "This is one of the first that anybody tries; choose something else."
        )
    bits = _bits(text, tuple(_plain(word) for word in avoid if len(word) > 2))
    if bits >= STRONG_BITS:
        return Strength(bits, Level.STRONG, "This is a good passphrase; print the recovery key all the same.")
    if bits >= FAIR_BITS:
        return Strength(
            bits, Level.FAIR, "One more word that does not belong to the others makes this strong."
        )
    return Strength(
        bits, Level.WEAK, "This can be guessed; take four or five words that do not belong together."
    )


def suggest_words(count: int = 5) -> tuple[str, ...]:
    """Draw different words at random; five of them are as good as 55 coin tosses."""
    return tuple(secrets.SystemRandom().sample(passphrase_words(), count))


@cache
def passphrase_words() -> tuple[str, ...]:
    """Return the words that are drawn from: short, plain, and none a slip of the finger from another."""
    return tuple(resource("words", "passphrase_words.txt").read_text(encoding="ascii").split())


def _bits(text: str, avoid: tuple[str, ...]) -> float:
    total = 0.0
    seen: set[str] = set()
    for piece in _PIECES.findall(text):
        plain = piece.casefold()
        if piece.isspace() or plain in seen:
            # A space between words, or the same word again, is the first thing that is tried.
            total += 0.5
            continue
        seen.add(plain)
        if piece[0].isdigit():
            total += _digits(piece)
        elif piece[0].isalpha():
            total += 1.0 if _plain(piece) in avoid else _letters(piece)
        else:
            total += _SIGN_BITS
    # What looks like letters and signs may be one common word in disguise.
    disguised = _plain(text)
    if any(word and word in disguised for word in avoid) or disguised in _words_known():
        total = min(total, _WORD_BITS + 6.0)
    return total


def _digits(piece: str) -> float:
    if _YEAR.fullmatch(piece):
        return _YEAR_BITS
    return _run_length(piece) * _DIGIT_BITS


def _letters(piece: str) -> float:
    plain = piece.casefold()
    if plain in _SMALL_WORDS:
        return _SMALL_WORD_BITS
    guessed_letter_by_letter = _run_length(plain) * _LETTER_BITS
    capitals = sum(letter.isupper() for letter in piece[1:])
    shouted = 1.0 if piece[0].isupper() or capitals else 0.0
    if plain in _VERY_COMMON:
        return min(guessed_letter_by_letter, 6.0) + shouted
    if plain in _words_known() or _sounds_like_a_word(plain):
        return min(guessed_letter_by_letter, _WORD_BITS + max(len(plain) - 8, 0) * 0.5) + shouted
    return guessed_letter_by_letter + min(capitals, len(piece) - capitals)


def _run_length(text: str) -> float:
    """Count characters, those that only continue a row (aaaa, 1234, qwert) as a fifth."""
    length = 1.0
    for before, after in pairwise(text):
        pair = before + after
        follows = before == after or any(pair in row or pair in row[::-1] for row in _ROWS)
        length += 0.2 if follows else 1.0
    return length


def _sounds_like_a_word(plain: str) -> bool:
    bare = [unicodedata.normalize("NFD", letter)[0] for letter in plain]
    if not all("a" <= letter <= "z" for letter in bare):
        # Other scripts do not show it in the letters; assume a word, which is the lower estimate.
        return True
    vowels = sum(letter in "aeiouy" for letter in bare)
    return 0.2 <= vowels / len(bare) <= 0.7 and not re.search(r"[bcdfghjklmnpqrstvwxz]{5}", plain)


def _plain(text: str) -> str:
    """Undo the usual disguises: capitals, digits for letters, signs, and digits at the end."""
    bare = re.sub(r"[\W_]*\d*[\W_]*$", "", text.casefold()) or text.casefold()
    return re.sub(r"[\W_\d]", "", bare.translate(_WRITTEN_FOR))


@cache
def _words_known() -> frozenset[str]:
    return frozenset(passphrase_words()) | _VERY_COMMON
