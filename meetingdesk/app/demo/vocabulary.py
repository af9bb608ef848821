"""The words of measuring stores: frequent and rare as in real texts, some of them at known places."""

from __future__ import annotations

from itertools import accumulate, product
from random import Random

from meetingdesk.resources import resource

COMMON_WORD = "school"
"""Stands in every third entry."""

COMMON_EVERY = 3

RARE_WORDS = {"lapwing": 1_000, "otterhound": 10_000, "quincunx": 100_000}
"""Each stands in one entry of so many: in those whose number leaves half of that as remainder."""

TWO_WORDS = ("kettle", "ladder")
"""The first stands in every tenth entry, the second in every 25th, both in every fiftieth."""

_TWO_EVERY = (10, 25)
_TWO_PLACE = 7

PREFIX = "sch"
"""Three letters that the common word begins with."""

SIZE = 12_000
"""How many different words there are; the seldom ones are made of syllables."""

SHORTEST, LONGEST = 8, 26
_SYLLABLES = (
    "ba",
    "dor",
    "fel",
    "gim",
    "hul",
    "ka",
    "lon",
    "mer",
    "nis",
    "pol",
    "ra",
    "sto",
    "tiv",
    "un",
    "wex",
)
_FLATTER = 2.7


class Vocabulary:
    """Draws texts of words whose frequency falls with their rank (Zipf's law)."""

    def __init__(self) -> None:
        text = resource("demo", "words.txt").read_text(encoding="utf-8")
        lines = (line for line in text.splitlines() if not line.startswith("#"))
        words = list(dict.fromkeys(word for line in lines for word in line.split()))
        made = ("".join(parts) for parts in product(_SYLLABLES, repeat=4))
        words += [word for word, _ in zip(made, range(SIZE - len(words)), strict=False)]
        self.words = tuple(words)
        self._weights = tuple(accumulate(1 / (rank + _FLATTER) for rank in range(len(words))))

    def text(self, random: Random, number: int) -> str:
        """Return the text of the entry of a number, the words planted there included."""
        length = random.randint(SHORTEST, LONGEST)
        words = random.choices(self.words, cum_weights=self._weights, k=length)
        for word in planted(number):
            words.insert(random.randrange(len(words)), word)
        return f"{' '.join(words).capitalize()}."


def planted(number: int) -> tuple[str, ...]:
    """Return the words at known places that the entry of a number holds; entries count from 0."""
    found = [COMMON_WORD] if number % COMMON_EVERY == 0 else []
    found += [word for word, every in zip(TWO_WORDS, _TWO_EVERY, strict=True) if number % every == _TWO_PLACE]
    found += [word for word, every in RARE_WORDS.items() if number % every == every // 2]
    return tuple(found)


def how_many(word: str, entries: int) -> int:
    """Return how many of the first so many entries hold a word that is planted."""
    return sum(word in planted(number) for number in range(entries))
