"""A name with the agency that was said beside it, taken apart."""

from __future__ import annotations

from collections.abc import Container

_MOST_WORDS = 8
"""Of what an agency is called; what is longer is no name that somebody types for it."""
_SHORTEST_CAPITALISED = 6
_RANKS = frozenset({"pc", "pcso", "oic"})
_TITLES = frozenset({"doctor", "doctors"})


def split_agency(typed: str, known: Container[str]) -> tuple[str, str]:
    """Return a name, and what was said in front of it or behind it of where they work.

    `known` holds in small letters what agencies and their workers are called: codes, names, titles. A word
    that begins with a capital may as well be somebody's first name, such as Po or Ed, or a surname, such as
    Ward: it is taken for where they work only in front, and only where it is a longer word or several.
    """
    words = typed.split()
    if " ".join(words).casefold() in known:
        return "", " ".join(words)
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        front, rest = words[:count], words[count:]
        if " ".join(front).casefold() in known and _is_meant(front):
            is_rank = count == 1 and front[0].casefold() in _RANKS
            return " ".join(words if is_rank else rest), " ".join(front)
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        rest, back = words[:-count], words[-count:]
        if " ".join(back).casefold() in known and all(map(_is_small_or_code, back)):
            return " ".join(rest), " ".join(back)
    return " ".join(words), ""


def _is_meant(front: list[str]) -> bool:
    if len(front) > 1 or _is_small_or_code(front[0]):
        return True
    return len(front[0]) >= _SHORTEST_CAPITALISED and front[0].casefold() not in _TITLES


def _is_small_or_code(word: str) -> bool:
    return word == word.casefold() or word.isupper()
