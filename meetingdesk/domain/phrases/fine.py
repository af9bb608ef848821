"""What else an entry says around words that were found: the clues that they deserve a question, or do not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from meetingdesk.domain.phrases.book import Phrase, unless
from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.domain.phrases.index import Place
from meetingdesk.domain.phrases.reading import END_MARKS, HIDDEN, Reading
from meetingdesk.domain.phrases.weights import OWN

_DENIED_WITHIN = 4
_CLAUSE = 7
_NEXT = 4
"""How many helping words may stand between somebody and what is said of them."""
_LENGTHS = (5, 9, 14, 20, 30)
_PEOPLE = frozenset(
    {"abuser_named", "he_named", "harmed_named", "child_named", "service_named", "thing_named"}
)
_THINGS = frozenset({"thing_named"})
_OTHERS: Mapping[PhraseKind, frozenset[str]] = {
    PhraseKind.VICTIM_BLAMING: _THINGS | {"service_named", "abuser_named", "he_named"},
    PhraseKind.CHILD_BLAMING: _THINGS | {"abuser_named"},
    PhraseKind.ENGAGEMENT_BLAME: _THINGS | {"service_named"},
    PhraseKind.UNSUPPORTED_REASSURANCE: frozenset(),
}
"""Of whom the words may be said without a question, where they stand in front of them."""
_IN_THE_WAY: Mapping[PhraseKind, str] = {
    PhraseKind.ENGAGEMENT_BLAME: "barrier",
    PhraseKind.VICTIM_BLAMING: "held_back",
}
"""Which list tells what keeps somebody from what the words ask of them."""
_TURNED_BY_NOT = frozenset({PhraseKind.MINIMISING, PhraseKind.EUPHEMISM, PhraseKind.UNSUPPORTED_REASSURANCE})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PRONOUNS = _words("he she they who i we it you")
_PAUSES = _words("and but so because who which when while although though then if cos ,")
_HELPING = _words(
    "is was are were be been has have had does did do to also still again must should will would"
)
_HELPING |= _words("can could continues continued keeps kept not never always often himself and being")
_NOT = _words("not nothing never nor hardly")
_AFTER_NOT = _words("a an the just only be been so yet always all that as any")
_BREAKS = _PAUSES | END_MARKS | _words("he she they mum mo dad fa is was were are of with to at by in from")
_IS = _words("is was are were should must will would has does do to")
_REFUSED = _words("not no wrong unfair inappropriate challenged replaced removed struck queried never")


class Entry:
    """An entry and everything in it that may let its words be fine."""

    def __init__(self, reading: Reading, excepted: Sequence[Place[str]]) -> None:
        self.reading = reading
        self._excepted = sorted(excepted, key=lambda one: (one.first, one.behind))
        self._firsts = [one.first for one in self._excepted]

    def is_something_else(self, place: Place[Phrase]) -> bool:
        """Say whether the words are somebody's own, of another sense, of another person or turned round."""
        if HIDDEN in self.reading.words[place.first : place.behind]:
            return True
        name = unless(place.what.kind)
        return (
            any(one.what == name and _meet(one, place) for one in self._excepted)
            or self._is_childs(place)
            or self._is_of_another(place)
            or self._is_turned_round(place)
            or self._is_his_claim(place)
            or self._is_said_of_a_thing(place)
            or self._is_explained(place)
        )

    def clues(self, places: Sequence[Place[Phrase]]) -> frozenset[str]:
        """Return all that speaks for or against a question about words of one kind."""
        return frozenset(self._clues(places))

    # Clues

    def _clues(self, places: Sequence[Place[Phrase]]) -> Iterator[str]:
        yield f"entry of {sum(len(self.reading.words) > step for step in _LENGTHS)}"
        near = [one for one in self._excepted if not one.what.startswith("unless ")]
        count: dict[str, set[int]] = {}
        for one in near:
            count.setdefault(one.what, set()).add(one.first)
        for name, firsts in count.items():
            yield name
            if len(firsts) > 1:
                yield f"{name}: twice"
            if len(firsts) > 3:
                yield f"{name}: often"
        for place in places:
            yield from self._of_place(place, near)

    def _of_place(self, place: Place[Phrase], near: Sequence[Place[str]]) -> Iterator[str]:
        start, end = self._sentence(place.first)
        yield place.what.group or OWN
        yield f"{min(place.behind - place.first, 5)} words long"
        yield f"about {self._subject(place) or 'nobody'}"
        for one in near:
            if _meet(one, place):
                yield f"{one.what}: in it"
            elif start <= one.first < end:
                yield f"{one.what}: {'before' if one.first < place.first else 'behind'}"
            else:
                yield f"{one.what}: elsewhere"
        if self._is_denied(place):
            yield "denied near"
        if self._is_refused_behind(place):
            yield "refused behind"
        if claimant := self._claimant(place):
            yield f"claim of {claimant}"
        if self.reading.words[end : end + 1] == ("?",):
            yield "a question"
        if place.first == start:
            yield "first in its sentence"
        if place.behind >= end:
            yield "last in its sentence"

    # What stands around

    def _is_childs(self, place: Place[Phrase]) -> bool:
        """Say whether the words are told as a child's own."""
        start, _end = self._sentence(place.first)
        return any(one.what == "childs_words" for one in self._within(start, place.first))

    def _is_of_another(self, place: Place[Phrase]) -> bool:
        """Say whether the words are about a thing, a service or the person causing harm."""
        others = _OTHERS.get(place.what.kind, _THINGS)
        for one in self._within(max(place.first - _NEXT - 3, 0), place.first):
            is_near = one.what in others and place.first - _NEXT <= one.behind <= place.first
            if is_near and _HELPING.issuperset(self.reading.words[one.behind : place.first]):
                return not self._begins_with_somebody(place)
        return False

    def _begins_with_somebody(self, place: Place[Phrase]) -> bool:
        """Say whether the words name themselves whom they are about."""
        return self.reading.words[place.first] in _PRONOUNS or any(
            one.what in _PEOPLE and one.first == place.first
            for one in self._within(place.first, place.first + 1)
        )

    def _is_said_of_a_thing(self, place: Place[Phrase]) -> bool:
        """Say whether a word or two go on with a thing: "volatile paint", "a joke book"."""
        if place.behind - place.first > 2 or place.what.kind is PhraseKind.UNSUPPORTED_REASSURANCE:
            return False
        behind = self._within(place.behind, place.behind + 2)
        return any(
            one.what == "thing_named"
            and not _BREAKS.intersection(self.reading.words[place.behind : one.first])
            for one in behind
        )

    def _is_explained(self, place: Place[Phrase]) -> bool:
        """Say whether the entry tells what was in the way."""
        wanted = _IN_THE_WAY.get(place.what.kind)
        if wanted is None or not any(one.what == "reason" for one in self._excepted):
            return False
        return any(one.what == wanted and not _meet(one, place) for one in self._excepted)

    def _is_his_claim(self, place: Place[Phrase]) -> bool:
        """Say whether the person causing harm says so, and the entry tells what was found."""
        if self._claimant(place) not in ("abuser_named", "he_named"):
            return False
        return any(one.what == "found" and one.first >= place.behind for one in self._excepted)

    def _is_turned_round(self, place: Place[Phrase]) -> bool:
        """Say whether a `not` close in front makes the opposite of the words."""
        if place.what.kind not in _TURNED_BY_NOT:
            return False
        words = self.reading.words
        number = place.first - 1
        while number >= 0 and place.first - number < _DENIED_WITHIN and words[number] in _AFTER_NOT:
            number -= 1
        return number >= 0 and words[number] in _NOT

    def _is_denied(self, place: Place[Phrase]) -> bool:
        words = self.reading.words
        for one in self._within(max(place.first - _DENIED_WITHIN - 3, 0), place.first):
            if one.what == "denied" and one.behind <= place.first <= one.behind + _DENIED_WITHIN:
                between = words[one.behind : place.first]
                if not (_PAUSES | END_MARKS).intersection(between) and words[one.behind] != "only":
                    return True
        return False

    def _is_refused_behind(self, place: Place[Phrase]) -> bool:
        """Say whether it goes on "is not ..." or "was wrong" behind the words."""
        near = self.reading.words[place.behind : place.behind + 4]
        return any(word in _IS and after in _REFUSED for word, after in pairwise(near))

    def _claimant(self, place: Place[Phrase]) -> str:
        """Return of which list those are who say the words, if they are told as somebody's claim."""
        start, _end = self._sentence(place.first)
        said = [one.first for one in self._within(start, place.first) if one.what == "said"]
        if not said:
            return ""
        people = [one for one in self._within(max(start, said[-1] - 5), said[-1]) if one.what in _PEOPLE]
        return people[-1].what if people else "somebody"

    def _subject(self, place: Place[Phrase]) -> str:
        """Return of which list the nearest person in front of the words is, in the same clause."""
        words = self.reading.words
        first = place.first
        while first > 0 and place.first - first < _CLAUSE and words[first - 1] not in END_MARKS | {","}:
            first -= 1
        best, best_behind = "", first
        for one in self._within(first, place.behind):
            if one.what in _PEOPLE and best_behind < one.behind <= place.behind:
                best, best_behind = one.what, one.behind
                if one.behind > place.first:
                    break
        for number in range(place.first - 1, best_behind - 1, -1):
            if words[number] in _PRONOUNS:
                return words[number]
        return best

    # Where things stand

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end; a colon does not end one here."""
        return [place for place, word in enumerate(self.reading.words) if word in ".?"]

    def _sentence(self, word: int) -> tuple[int, int]:
        number = bisect_left(self._ends, word)
        start = self._ends[number - 1] + 1 if number > 0 else 0
        return start, self._ends[number] if number < len(self._ends) else len(self.reading.words)

    def _within(self, start: int, end: int) -> Sequence[Place[str]]:
        return self._excepted[bisect_left(self._firsts, start) : bisect_left(self._firsts, end)]


def _meet(one: Place[str], place: Place[Phrase]) -> bool:
    return one.first < place.behind and place.first < one.behind
