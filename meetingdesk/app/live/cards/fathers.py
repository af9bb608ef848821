"""Saying who the father of a child is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.families import Relationship, RelationshipKind
from meetingdesk.domain.parents import FATHER, OF_A_CHILD
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SayFather:
    """Record that somebody of the family is the father of a child."""

    family_id: UUID
    person_id: UUID
    child_id: UUID
    label: str = "Say who the father is"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add that they are a parent, or note it where that is known already."""
        known = work.find(
            Relationship,
            family_id=self.family_id,
            person_id=self.person_id,
            other_id=self.child_id,
            kind=OF_A_CHILD,
        )
        if known:
            work.put(replace(known[0], note=known[0].note or FATHER))
        else:
            work.add(
                Relationship(
                    family_id=self.family_id,
                    person_id=self.person_id,
                    kind=RelationshipKind.PARENT_OF,
                    other_id=self.child_id,
                    note=FATHER,
                )
            )
        return outcome_of(work, self)
