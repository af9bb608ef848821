"""Who is recorded as the father of each child, so that a child of whom nobody has asked stands out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from meetingdesk.domain.families import FamilyMember, FamilyRole, Relationship, RelationshipKind
from meetingdesk.domain.people import Person

FATHER = "father"
MOST_OFFERED = 3
OF_A_CHILD = frozenset({RelationshipKind.PARENT_OF, RelationshipKind.ADOPTIVE_PARENT_OF})
_MOTHER = "mother"
_MAY_BE = (FamilyRole.PARENT, FamilyRole.PARTNER, FamilyRole.ALLEGED_PERPETRATOR, FamilyRole.VICTIM)
"""Whoever may be the father, the likeliest first."""
_FEMALE = frozenset({"female", "f", "woman", "girl"})
_MALE = frozenset({"male", "m", "man", "boy"})
_SAYS_FATHER = re.compile(r"(?<![-\w])(?:father|dad)\b", re.IGNORECASE)
_SAYS_MOTHER = re.compile(r"(?<![-\w])(?:mother|mum|mam)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parents:
    """What a family's rows say of who is whose parent; nobody's sex is guessed.

    `said` holds what people are here as, such as a mother who was marked so in the roll call.
    """

    people: Mapping[UUID, Person]
    members: Iterable[FamilyMember]
    relationships: Iterable[Relationship]
    said: Mapping[UUID, str] = field(default_factory=dict)

    def fathers_of(self, child: Person) -> tuple[UUID, ...]:
        """Return who may be meant as the father; nobody where nothing is said of one.

        The second parent counts, whoever that is: it has been asked who they are.
        """
        own = {row.person_id: row.note for row in self.relationships if self._is_parent_of(row, child.id)}
        if child.mother_id is not None:
            own.setdefault(child.mother_id, "")
        others = tuple(key for key in own if not self._is_mother(key, child))
        named = tuple(key for key in others if _SAYS_FATHER.search(own[key]) or self._is_father(key))
        if named or len(own) > 1:
            return named or others or tuple(own)
        return self._unlinked(child)

    def may_be_father(self, child: Person) -> tuple[UUID, ...]:
        """Return the adults of whom it could be said with one key, the likeliest first."""
        roles = self._roles()
        found = [
            key
            for role in _MAY_BE
            for key, held in roles.items()
            if role in held and key != child.id and not self._is_mother(key, child)
        ]
        return tuple(dict.fromkeys(found))[:MOST_OFFERED]

    def _unlinked(self, child: Person) -> tuple[UUID, ...]:
        """Return the parents of whom nothing says whose they are: one who is a father, or two of them."""
        linked = {row.person_id for row in self.relationships if row.kind in OF_A_CHILD}
        free = [
            key for key, roles in self._roles().items() if FamilyRole.PARENT in roles and key not in linked
        ]
        others = [key for key in free if not self._is_mother(key, child)]
        fathers = tuple(key for key in others if self._is_father(key))
        has_parent = any(self._is_parent_of(row, child.id) for row in self.relationships)
        two = len(free) > 1 or (bool(others) and (has_parent or child.mother_id is not None))
        return fathers or (tuple(others or free) if two else ())

    def _roles(self) -> dict[UUID, set[FamilyRole]]:
        roles: dict[UUID, set[FamilyRole]] = {}
        for member in self.members:
            roles.setdefault(member.person_id, set()).add(member.role)
        return roles

    def _is_parent_of(self, row: Relationship, child_id: UUID) -> bool:
        return row.kind in OF_A_CHILD and row.other_id == child_id

    def _is_mother(self, key: UUID, child: Person) -> bool:
        if key == child.mother_id or self.said.get(key) == _MOTHER:
            return True
        person = self.people.get(key)
        is_female = person is not None and person.sex.casefold() in _FEMALE
        return is_female or any(_SAYS_MOTHER.search(words) for words in self._words_of(key))

    def _is_father(self, key: UUID) -> bool:
        if self.said.get(key) == FATHER:
            return True
        person = self.people.get(key)
        is_male = person is not None and person.sex.casefold() in _MALE
        return is_male or any(_SAYS_FATHER.search(words) for words in self._words_of(key))

    def _words_of(self, key: UUID) -> Iterable[str]:
        """Return what somebody is called instead of a name, and the first thing that is noted of them."""
        person = self.people.get(key)
        if person is not None:
            yield person.label
        for member in self.members:
            if member.person_id == key:
                yield member.note.partition(",")[0]
