"""What a reader may not have: the words that no file for them may hold, whatever it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.actions import Action
from meetingdesk.domain.copies.allowed import RULES, Allowance, is_to_see_a_child_alone
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.information import Entry, EntryKind
from meetingdesk.domain.once import once
from meetingdesk.domain.people import (
    Address,
    AddressKind,
    AddressWithheld,
    Contact,
    ContactWithheld,
    Person,
    PersonName,
)
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import shape_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import VoiceWords


class WithheldKind(StrEnum):
    """What kind of words it is; the first four have no override by anybody."""

    ADDRESS = "address"
    SAFE_PLACE = "safe_place"
    NUMBER = "number"
    SOURCE = "source"
    NAME = "name"
    CHILD_WORDS = "child_words"
    SEE_ALONE = "see_alone"
    RESTRICTED = "restricted"

    @property
    def has_override(self) -> bool:
        """Whether the chair and a second person may let it pass, both with reasons."""
        return self not in _NEVER

    @property
    def label(self) -> str:
        """What it is called."""
        return _LABELS[self]


_NEVER = frozenset({WithheldKind.ADDRESS, WithheldKind.SAFE_PLACE, WithheldKind.NUMBER, WithheldKind.SOURCE})
_LABELS = {
    WithheldKind.ADDRESS: "a withheld address",
    WithheldKind.SAFE_PLACE: "a safe place",
    WithheldKind.NUMBER: "a number by which somebody can be reached",
    WithheldKind.SOURCE: "who gave restricted information",
    WithheldKind.NAME: "a name that this reader may not have",
    WithheldKind.CHILD_WORDS: "a child's words that this reader may not have",
    WithheldKind.SEE_ALONE: "a plan to see a child alone",
    WithheldKind.RESTRICTED: "words of an entry that this reader may not have",
}
_IN_FEW_WORDS = frozenset({WithheldKind.CHILD_WORDS, WithheldKind.SEE_ALONE})
_A_LINE = 300
_SHORTEST = 24
"""Shorter texts say what many texts say; they are no sign that a restricted one is in a file."""
_SHORTEST_OF_A_CHILD = 13
"""A child says in few words what is dangerous to repeat; "I don't know" is shorter yet, and said by all."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words that a file may not hold, and where in the record they stand."""

    kind: WithheldKind
    text: str
    row_id: UUID
    postcode: str = ""


def withheld_from(facts: MeetingFacts, reader: Reader) -> tuple[Withheld, ...]:
    """Return everything of a meeting and its families that this reader may not have."""
    allowed = Allowance(facts.rows, reader).allowed()
    kept = frozenset(row.id for rows in allowed.values() for row in rows)
    found = (
        *_addresses(facts, reader),
        *_numbers(facts, reader),
        *_names(facts, reader),
        *_words(facts, kept, reader),
    )
    said = frozenset(text for rows in allowed.values() for row in rows for _, text in _texts(row))
    # What the reader may have elsewhere is no secret because it is also said where they may not read.
    return tuple(one for one in dict.fromkeys(found) if one.kind in _NEVER or one.text not in said)


def _addresses(facts: MeetingFacts, reader: Reader) -> Iterator[Withheld]:
    from_whom: dict[UUID, set[UUID | None]] = {}
    for row in facts.all(AddressWithheld):
        from_whom.setdefault(row.address_id, set()).add(row.from_id)
    for address in facts.all(Address):
        if not address.lines.strip() and not address.postcode.strip():
            continue
        if address.is_safe_place or address.kind is AddressKind.REFUGE:
            if reader.kind is not ReaderKind.CHAIR:
                yield Withheld(WithheldKind.SAFE_PLACE, address.lines, address.id, address.postcode)
            continue
        is_own = reader.person_id is not None and address.person_id == reader.person_id
        is_kept = reader.person_id in from_whom.get(address.id, ()) and reader.person_id is not None
        may_have = reader.may_have(address.visibility) and not (
            address.id in from_whom and reader.kind is ReaderKind.PERSON and not is_own
        )
        if is_kept or not (may_have or is_own):
            yield Withheld(WithheldKind.ADDRESS, address.lines, address.id, address.postcode)


def _numbers(facts: MeetingFacts, reader: Reader) -> Iterator[Withheld]:
    from_whom: dict[UUID, set[UUID | None]] = {}
    for row in facts.all(ContactWithheld):
        from_whom.setdefault(row.contact_id, set()).add(row.from_id)
    for contact in facts.all(Contact):
        is_own = reader.person_id is not None and contact.person_id == reader.person_id
        is_kept = contact.id in from_whom and reader.kind is ReaderKind.PERSON and not is_own
        if contact.value.strip() and (is_kept or not (reader.may_have(contact.visibility) or is_own)):
            yield Withheld(WithheldKind.NUMBER, contact.value, contact.id)
    if reader.kind is ReaderKind.PERSON:
        for person in facts.all(Person):
            if person.nhs_number.strip() and person.id != reader.person_id:
                yield Withheld(WithheldKind.NUMBER, person.nhs_number, person.id)


def _names(facts: MeetingFacts, reader: Reader) -> Iterator[Withheld]:
    """Yield the names of the people of other families, for a reader who belongs to one."""
    if reader.kind is not ReaderKind.PERSON or not facts.kind.many_cases:
        return
    own = {member.family_id for member in _members(facts) if member.person_id == reader.person_id}
    mine = {member.person_id for member in _members(facts) if member.family_id in own}
    for name in facts.all(PersonName):
        if name.person_id not in mine:
            yield Withheld(WithheldKind.NAME, name.full, name.id)


def _members(facts: MeetingFacts) -> Iterable[FamilyMember]:
    return facts.all(FamilyMember)


def _words(facts: MeetingFacts, kept: frozenset[UUID], reader: Reader) -> Iterator[Withheld]:
    """Yield every text of a row that the copy may not hold.

    Rows of a kind that no copy shows are kept from a reader only if their class is.
    """
    for rows in facts.rows.values():
        for row in rows:
            visibility = getattr(row, "visibility", None)
            if row.id in kept or visibility is None:
                continue
            if isinstance(row, (Address, Contact)):
                continue
            if type(row) not in RULES and reader.may_have(visibility):
                continue
            kind = _kind_of(row)
            for _, text in _texts(row):
                if len(text) >= (_SHORTEST_OF_A_CHILD if kind in _IN_FEW_WORDS else _SHORTEST):
                    yield Withheld(kind, text, row.id)
            if isinstance(row, Entry) and _names_a_source(row):
                yield Withheld(WithheldKind.SOURCE, row.source, row.id)


def _kind_of(row: Row) -> WithheldKind:
    if isinstance(row, VoiceWords):
        return WithheldKind.CHILD_WORDS
    if isinstance(row, Action) and is_to_see_a_child_alone(row.text):
        return WithheldKind.SEE_ALONE
    return WithheldKind.RESTRICTED


def _names_a_source(row: Entry) -> bool:
    """Say whether a restricted entry tells of somebody who gave it, and not only of a file."""
    is_somebody = row.kind in (EntryKind.REPORTED, EntryKind.ALLEGATION) and len(row.source.split()) > 1
    return is_somebody and row.visibility not in (Visibility.V0, Visibility.V1)


def _texts(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what people typed into a row, a text of some lines or of one."""
    for name in _typed(type(row)):
        text = " ".join(str(getattr(row, name)).split())
        if text:
            yield name, text


@once
def _typed(kind: type[Row]) -> tuple[str, ...]:
    return tuple(
        shape.name
        for shape in shape_of(kind)
        if shape.kind is str and not shape.several and shape.limit is not None and shape.limit.most >= _A_LINE
    )
