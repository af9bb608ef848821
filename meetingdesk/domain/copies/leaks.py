"""Searches the texts of a finished file for what its reader may not have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from meetingdesk.domain.copies.forms import UNSEEN, Form, forms_of, squeezed
from meetingdesk.domain.copies.withheld import Withheld


@dataclass(frozen=True)
class Placed:
    """A text of a file and where it stands: a page, a property, a comment, the name of the file."""

    place: str
    text: str
    is_joined: bool = False
    """Whether it is made of texts that are there singly too; only what is broken between them is new."""

    @cached_property
    def squeezed(self) -> str:
        """Its letters and digits."""
        return squeezed(self.text)

    @cached_property
    def beginnings(self) -> frozenset[int]:
        """Where in its letters and digits something begins: behind a space, a mark, the end of a line."""
        found, length = [0], 0
        for letter in self.text:
            if letter.isalnum():
                length += len(squeezed(letter))
            elif letter not in UNSEEN:
                found.append(length)
        return frozenset(found)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, and each two that stand side by side as one."""
        found = [squeezed(word) for word in self.text.split()]
        pairs = (one + other for one, other in pairwise(found))
        return frozenset((*found, *pairs))


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that must not be in the file, and where it is."""

    withheld: Withheld
    place: str

    @property
    def sentence(self) -> str:
        """What is wrong and where, without the words themselves."""
        kind = self.withheld.kind.label
        return f"{kind[:1].upper()}{kind[1:]} stands in {self.place}."


def hits_in(texts: Iterable[Placed], withheld: Iterable[Withheld]) -> tuple[Hit, ...]:
    """Return each thing that must not be there, with each place where it is."""
    places = tuple(texts)
    found: dict[Hit, None] = {}
    for one in withheld:
        forms = forms_of(one)
        at = [placed for placed in places if any(_is_in(form, placed) for form in forms)]
        single = [placed for placed in at if not placed.is_joined]
        found |= dict.fromkeys(Hit(one, placed.place) for placed in single or at)
    return tuple(found)


def _is_in(form: Form, placed: Placed) -> bool:
    if form.is_word:
        return form.squeezed in placed.words
    text, wanted = placed.squeezed, form.squeezed
    start = text.find(wanted)
    while start >= 0:
        # "12 Meadow Road" is not in "112 Meadow Road", but it is in "3/12 Meadow Road".
        is_longer = wanted[0].isdigit() and start > 0 and text[start - 1].isdigit() and not wanted.isdigit()
        if not is_longer or start in placed.beginnings:
            return True
        start = text.find(wanted, start + 1)
    return False
