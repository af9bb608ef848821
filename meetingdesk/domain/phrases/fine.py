"""When words that deserve a question are fine after all: what else the entry says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from meetingdesk.domain.phrases.book import Phrase, unless
from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.domain.phrases.index import Place
from meetingdesk.domain.phrases.reading import END_MARKS, HIDDEN, Reading

_DENIED_WITHIN = 4
_PAUSES = frozenset(
    [
        "and",
        "but",
        "so",
        "because",
        "who",
        "which",
        "when",
        "while",
        "although",
        "though",
        "then",
        "if",
        "cos",
    ]
) | {","}
_BLAME = frozenset({PhraseKind.CHILD_BLAMING, PhraseKind.VICTIM_BLAMING})
_REASONS = frozenset(
    [
        "as",
        "because",
        "since",
        "so",
        "cos",
        "due",
        "when",
        "while",
        "after",
        "but",
        "until",
        "before",
        "though",
        "although",
        "if",
    ]
)
_LONG_ENTRY = 90
"""From so many words on, only the sentences around the words are asked whether they are fine."""


class Entry:
    """An entry and everything in it that may let its words be fine."""

    def __init__(self, reading: Reading, excepted: tuple[Place[str], ...]) -> None:
        self.reading = reading
        self._excepted = excepted

    def kind_of(self, place: Place[Phrase]) -> PhraseKind:
        """Return the kind of the words, by whom they blame."""
        kind = place.what.kind
        if kind in _BLAME:
            about = self._about(place)
            if about == "children":
                return PhraseKind.CHILD_BLAMING
            if about == "harmed":
                return PhraseKind.VICTIM_BLAMING
        return kind

    def is_fine(self, place: Place[Phrase]) -> bool:
        """Say whether the words need no question here."""
        kind = place.what.kind
        return (
            self._is_something_else(place)
            or self._is_asked_itself(place)
            or self._is_denied(place)
            or self._is_childs(place)
            or any(True for _ in self._near("challenged", place))
            or self._is_claim(place)
            or (kind is PhraseKind.UNSUPPORTED_REASSURANCE and self._is_shown(place))
            or (kind is PhraseKind.UNSUPPORTED_REASSURANCE and self._is_in_front("asked", place))
            or (kind is PhraseKind.MINIMISING and self._is_examined(place))
            or (kind is PhraseKind.ENGAGEMENT_BLAME and self._is_explained(place, "barriers"))
            or (kind is PhraseKind.VICTIM_BLAMING and self._is_explained(place, "held_back"))
            or (kind in _BLAME | {PhraseKind.ENGAGEMENT_BLAME} and self._is_of_another(place))
        )

    # Where things stand

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end; a colon does not end one here."""
        return [place for place, word in enumerate(self.reading.words) if word in ".?"]

    def _sentence(self, word: int, around: int = 0) -> tuple[int, int]:
        number = bisect_right(self._ends, word - 1) if word else 0
        first, last = number - around, number + around
        start = self._ends[first - 1] + 1 if first > 0 else 0
        return start, self._ends[last] if last < len(self._ends) else len(self.reading.words)

    def _window(self, place: Place[Phrase]) -> tuple[int, int]:
        if len(self.reading.words) <= _LONG_ENTRY:
            return 0, len(self.reading.words)
        return self._sentence(place.first, around=1)

    def _near(self, name: str, place: Place[Phrase]) -> Iterator[Place[str]]:
        start, end = self._window(place)
        return (one for one in self._excepted if one.what == name and start <= one.first < end)

    # What lets them be fine

    def _is_something_else(self, place: Place[Phrase]) -> bool:
        words = self.reading.words[place.first : place.behind]
        if HIDDEN in words:
            return True
        name = unless(place.what.kind)
        return any(one.what == name and _meet(one, place) for one in self._excepted)

    def _is_asked_itself(self, place: Place[Phrase]) -> bool:
        _start, end = self._sentence(place.first)
        return end < len(self.reading.words) and self.reading.words[end] == "?"

    def _is_denied(self, place: Place[Phrase]) -> bool:
        words = self.reading.words
        for one in self._excepted:
            if one.what == "denied" and one.behind <= place.first <= one.behind + _DENIED_WITHIN:
                between = words[one.behind : place.first]
                if not (_PAUSES | END_MARKS).intersection(between) and words[one.behind] != "only":
                    return True
        return False

    def _is_in_front(self, name: str, place: Place[Phrase]) -> bool:
        start, _end = self._sentence(place.first)
        return any(one.what == name and start <= one.first < place.behind for one in self._excepted)

    def _is_childs(self, place: Place[Phrase]) -> bool:
        return self._is_in_front("childs_words", place)

    def _is_claim(self, place: Place[Phrase]) -> bool:
        return self._is_in_front("claimed", place) and any(True for _ in self._near("harm", place))

    def _is_shown(self, place: Place[Phrase]) -> bool:
        """Say whether the entry says who saw what, and when."""
        observed = len({one.first for one in self._near("observed", place) if not _meet(one, place)})
        seen, when, alone = (
            any(not _meet(one, place) for one in self._near(name, place))
            for name in ("seen", "when", "alone")
        )
        return observed >= 3 or (observed >= 1 and seen + when + alone + (observed > 1) >= 2)

    def _is_examined(self, place: Place[Phrase]) -> bool:
        """Say whether somebody tells what they looked for on a body and did not find."""
        observed = {one.first for one in self._near("observed", place)}
        return len(observed) > 1 and any(True for _ in self._near("seen", place))

    def _is_explained(self, place: Place[Phrase], reasons: str) -> bool:
        """Say whether the entry says what was in the way."""
        barriers = {one.first for one in self._near(reasons, place) if not _meet(one, place)}
        if not barriers:
            return False
        start, end = self._window(place)
        has_reason = not _REASONS.isdisjoint(self.reading.words[start:end])
        return has_reason or len(barriers) > 1 or any(True for _ in self._near("offered", place))

    def _is_of_another(self, place: Place[Phrase]) -> bool:
        """Say whether the words are about a service or about the person causing harm."""
        about = self._subject(place)
        if about == "services":
            return place.what.kind is not PhraseKind.CHILD_BLAMING
        if place.what.kind is PhraseKind.VICTIM_BLAMING:
            return about in ("abusers", "he")
        return place.what.kind is PhraseKind.CHILD_BLAMING and about == "abusers"

    # Whom the words are about

    def _subject(self, place: Place[Phrase]) -> str:
        """Return of which list the nearest person in front of the words is, in the same clause."""
        words = self.reading.words
        first = place.first
        while first > 0 and place.first - first < 5 and words[first - 1] not in END_MARKS | {","}:
            first -= 1
        best, best_behind = "", first
        for one in self._excepted:
            if one.what in _PEOPLE and one.first >= first and best_behind < one.behind <= place.first:
                best, best_behind = one.what, one.behind
        for number in range(place.first - 1, best_behind - 1, -1):
            if words[number] in ("he", "she", "they", "who"):
                return words[number]
        return best

    def _about(self, place: Place[Phrase]) -> str:
        start, _end = self._sentence(place.first)
        known = [
            one
            for one in self._excepted
            if one.what in ("children", "harmed") and one.first < place.first and one.first >= start
        ]
        if known:
            return max(known, key=lambda one: one.first).what
        return ""


_PEOPLE = frozenset({"abusers", "harmed", "children", "services"})


def _meet(one: Place[str], place: Place[Phrase]) -> bool:
    return one.first < place.behind and place.first < one.behind
