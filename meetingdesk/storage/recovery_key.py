"""The recovery key: seven printed groups of five characters, each of which can tell that it was mistyped."""

from __future__ import annotations

import secrets
import unicodedata

from meetingdesk.errors import WrongPassphrase

# Crockford's alphabet: no I, L, O or U, so that nothing printed can be read as something else.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = str.maketrans(dict.fromkeys(" -_.\u2010\u2011\u2012\u2013\u2014\u2212\t\r\n"))

GROUPS = 7
_DATA = 4
_GROUP = _DATA + 1
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


class MistypedRecoveryKey(WrongPassphrase):
    """What was typed cannot be a recovery key; `group` counts from 1, or is 0 if the length is wrong."""

    def __init__(self, message: str, *, group: int = 0) -> None:
        super().__init__(message, hint="Compare what you typed with the printed sheet, one group at a time.")
        self.group = group


def new_recovery_key() -> str:
    """Make a random recovery key of 140 bits, as it is printed."""
    return print_recovery_key([secrets.randbelow(32) for _ in range(GROUPS * _DATA)])


def print_recovery_key(values: list[int]) -> str:
    """Write 28 values of five bits as groups, each with its check character."""
    groups = []
    for place in range(GROUPS):
        data = values[place * _DATA : (place + 1) * _DATA]
        groups.append("".join(_ALPHABET[value] for value in (*data, _check(data, place))))
    return "-".join(groups)


def read_recovery_key(text: str) -> bytes:
    """Return the secret that a typed recovery key stands for, or say which group is mistyped.

    Capitals, spaces and dashes make no difference, nor does O for 0 or I and L for 1.
    """
    typed = unicodedata.normalize("NFKC", text).translate(_BETWEEN).upper().translate(_READ_AS)
    if len(typed) != GROUPS * _GROUP:
        raise MistypedRecoveryKey(
            f"A recovery key has {GROUPS} groups of {_GROUP} characters, {GROUPS * _GROUP} in all; "
            f"{len(typed)} were typed."
        )
    secret = []
    for place in range(GROUPS):
        group = typed[place * _GROUP : (place + 1) * _GROUP]
        values = [_ALPHABET.find(character) for character in group]
        if -1 in values or values[-1] != _check(values[:-1], place):
            raise MistypedRecoveryKey(
                f"The {_ORDINALS[place]} group of the recovery key has a typing mistake.", group=place + 1
            )
        secret += values[:-1]
    return bytes(secret)


def _check(data: list[int], place: int) -> int:
    # Different weights for each place find every single wrong character and every swap of two neighbours;
    # the group's own number finds groups typed in the wrong order.
    check = place + 1
    weight = 1
    for value in data:
        weight = _times(weight, 2)
        check ^= _times(value, weight)
    return check


def _times(left: int, right: int) -> int:
    """Multiply in the field of 32 elements (x^5 + x^2 + 1)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101
        right >>= 1
    return product
