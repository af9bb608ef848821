"""Which right words somebody may have meant by one that is not."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from meetingdesk.domain.affixes import LONGEST, NEVER_OFFERED, no_pause
from meetingdesk.domain.spelling import Vocabulary, plain

_LETTERS = "esianrtolcdugmfphbyvkwzqjx"
_VOWELS = frozenset("aeiouy")
_OFTEN_SILENT = frozenset("hegku")
_BESIDE = {
    letter: frozenset(row[max(0, place - 1) : place] + row[place + 1 : place + 2])
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place, letter in enumerate(row)
}
_SOUNDS = (
    *(("ei", "ie"), ("ie", "ei"), ("ent", "ant"), ("ant", "ent"), ("ence", "ance"), ("ance", "ence")),
    *(("ible", "able"), ("able", "ible"), ("er", "or"), ("or", "er"), ("er", "re"), ("sh", "ti")),
    *(("ise", "ice"), ("cede", "ceed"), ("cion", "tion"), ("sion", "tion"), ("tion", "sion")),
    *(("ough", "augh"), ("augh", "ough"), ("ei", "ay"), ("f", "ph"), ("ally", "ly"), ("ly", "ally")),
    *(("aly", "ally"), ("ely", "ly"), ("full", "ful"), ("aquire", "acquire"), ("s", "sc"), ("c", "s")),
    *(("k", "ch"), ("ch", "k"), ("z", "s"), ("ize", "ise"), ("or", "our"), ("og", "ogue")),
    *(("ys", "ies"), ("fes", "ves"), ("fs", "ves")),
)
_BEGINNINGS = ("dis", "un", "re", "mis", "over", "under", "inter", "non", "de", "in", "im", "out", "pre")
_NEAREST_STEMS = 60
_FARTHER_THAN_BEST = 1.0
"""How much farther than the best a word may be: a long list of unlikely words is slower to read."""
_STEMS_BETWEEN_PAUSES = 1_000


@dataclass(slots=True)
class _Found:
    """What was found so far, each word with how far it is from what was typed."""

    words: dict[str, float]

    def add(self, word: str, cost: float) -> None:
        if cost < self.words.get(word, 99.0):
            self.words[word] = cost


def near_words(
    vocabulary: Vocabulary, word: str, most: int = 6, pause: Callable[[], None] = no_pause
) -> tuple[str, ...]:
    """Return the words most likely meant, best first; `pause` is called often while it looks."""
    typed = plain(word)
    if not typed or len(typed) > LONGEST:
        return ()
    small = typed.lower()
    found = _Found({})
    _by_case(vocabulary, small, found)
    pause()
    _by_sound(vocabulary, small, found)
    _by_one_letter(vocabulary, small, found, pause)
    _by_space(vocabulary, small, found)
    _among_added(vocabulary, small, found, pause)
    if len(found.words) < most or min(found.words.values()) > 0.8:
        _by_likeness(vocabulary, small, found, pause)
    found.words.pop(typed, None)
    best = heapq.nsmallest(most, found.words.items(), key=lambda pair: (pair[1], pair[0]))
    farthest = best[0][1] + _FARTHER_THAN_BEST if best else 0.0
    return tuple(dict.fromkeys(_in_case_of(typed, near) for near, cost in best if cost <= farthest))


def _by_case(vocabulary: Vocabulary, small: str, found: _Found) -> None:
    for way in (small.capitalize(), small.upper(), small):
        if vocabulary.is_offered(way):
            found.add(way, 0.1)
    for added in vocabulary.added():
        if added.lower() == small:
            found.add(added, 0.0)


def _by_sound(vocabulary: Vocabulary, small: str, found: _Found) -> None:
    for old, new in (*_SOUNDS, *vocabulary.dictionary.replacements):
        start = small.find(old)
        while start >= 0:
            _offer(vocabulary, small[:start] + new + small[start + len(old) :], 0.75, found)
            start = small.find(old, start + 1)


def _by_one_letter(vocabulary: Vocabulary, small: str, found: _Found, pause: Callable[[], None]) -> None:
    for count, (candidate, cost) in enumerate(_one_letter_away(small)):
        if count % 32 == 0:
            pause()
        _offer(vocabulary, candidate, cost, found)


def _one_letter_away(word: str) -> Iterator[tuple[str, float]]:
    for place in range(len(word)):
        first = 0.5 if place == 0 else 0.0  # few people mistake how a word begins
        letter, left, right = word[place], word[:place], word[place + 1 :]
        doubled = bool(left) and left[-1] == letter
        yield left + right, (0.7 if doubled else 1.1) + first
        if right and right[0] != letter:
            yield left + right[0] + letter + right[1:], 0.6 + first
        beside = _BESIDE.get(letter, frozenset())
        for other in _LETTERS:
            if other != letter:
                vowels = other in _VOWELS and letter in _VOWELS
                yield left + other + right, (0.8 if vowels else 0.9 if other in beside else 1.2) + first
    for place in range(len(word) + 1):
        left, right = word[:place], word[place:]
        beside = frozenset(left[-1:] + right[:1])
        first = 0.5 if place == 0 else 0.0
        for other in _LETTERS:
            cost = 0.65 if other in beside else 0.75 if other in _OFTEN_SILENT else 1.0
            yield left + other + right, cost + first
        if left and right:
            yield f"{left}'{right}", 0.5
            yield f"{left}-{right}", 0.85


def _by_space(vocabulary: Vocabulary, small: str, found: _Found) -> None:
    for place in range(1, len(small)):
        left, right = small[:place], small[place:]
        if all(
            part in {"a", "i"} or (len(part) > 1 and vocabulary.is_offered(part)) for part in (left, right)
        ):
            found.add(f"{left} {right}", 0.95 if min(len(left), len(right)) > 1 or left == "a" else 1.3)


def _stands_alone(vocabulary: Vocabulary, part: str) -> bool:
    return part in {"a", "i"} or (len(part) > 1 and vocabulary.is_offered(part))


def _among_added(vocabulary: Vocabulary, small: str, found: _Found, pause: Callable[[], None]) -> None:
    furthest = 1 if len(small) < 5 else 2
    for count, added in enumerate(vocabulary.added()):
        if count % 32 == 0:
            pause()
        if abs(len(added) - len(small)) <= furthest:
            steps = distance(small, added.lower(), furthest)
            if steps <= furthest:
                found.add(added, steps * 0.8)  # before a common word: it is what is talked about here


def _by_likeness(vocabulary: Vocabulary, small: str, found: _Found, pause: Callable[[], None]) -> None:
    """Look at the words made of the stems that have most pairs of letters in common."""
    _like(vocabulary, "", small, found, pause)
    if min(found.words.values(), default=9.0) > 1.9:  # nothing that is at most two letters away
        for beginning in _BEGINNINGS:
            if small.startswith(beginning) and len(small) > len(beginning) + 3:
                _like(vocabulary, beginning, small, found, pause)


def _like(
    vocabulary: Vocabulary, beginning: str, small: str, found: _Found, pause: Callable[[], None]
) -> None:
    rest = small.removeprefix(beginning)
    furthest = 2 if len(small) < 9 else 3
    for stem in _stems_like(vocabulary, rest, pause):
        pause()
        for form in vocabulary.dictionary.forms(stem):
            if abs(len(form) - len(rest)) > furthest or ("'" in form and "'" not in small):
                continue
            steps = distance(rest, form.lower(), furthest)
            if steps > furthest or (beginning and not vocabulary.is_offered(beginning + form)):
                continue
            word = beginning + form
            found.add(word, steps * 0.95 + (0.3 if word[0] != small[0] else 0.0))


def _stems_like(vocabulary: Vocabulary, small: str, pause: Callable[[], None]) -> list[str]:
    pairs = {small[place : place + 2] for place in range(len(small) - 1)}
    begins = tuple({small[0], small[1:2] or small[0]})
    longest, shortest = len(small) + 2, max(2, len(small) - 6)
    scored: list[tuple[float, str]] = []
    for count, (stem, flags) in enumerate(vocabulary.dictionary.stems.items()):
        if count % _STEMS_BETWEEN_PAUSES == 0:
            pause()
        if not stem.startswith(begins) or not shortest <= len(stem) <= longest or NEVER_OFFERED in flags:
            continue
        common = sum(stem[place : place + 2] in pairs for place in range(len(stem) - 1))
        if common:
            scored.append((common / (len(stem) + len(small) * 0.5), stem))
    return [stem for _, stem in heapq.nlargest(_NEAREST_STEMS, scored)]


def _offer(vocabulary: Vocabulary, candidate: str, cost: float, found: _Found) -> None:
    if candidate in found.words and found.words[candidate] <= cost:
        return
    if vocabulary.is_offered(candidate):
        found.add(candidate, cost)
    elif vocabulary.dictionary.offers(candidate.capitalize()):
        found.add(candidate.capitalize(), cost + 0.4)


def _in_case_of(typed: str, near: str) -> str:
    """Write a suggestion with the capitals of what was typed, unless it has its own."""
    if not near.islower():
        return near
    if typed.isupper() and len(typed) > 1:
        return near.upper()
    return near[0].upper() + near[1:] if typed[0].isupper() else near


def distance(one: str, other: str, most: int) -> int:
    """Count the letters to add, leave out, change or swap; more than `most` is not counted further."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        after = [i] + [0] * len(other)
        for j, against in enumerate(other, start=1):
            steps = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                steps = min(steps, before[j - 2] + 1)
            after[j] = steps
        if min(after) > most:
            return most + 1
        before, row = row, after
    return row[-1]
