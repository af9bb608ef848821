"""What the cards about a whole family have in common: who reads them, and what comes next in a list."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from meetingdesk.app.kept_definitions import type_of
from meetingdesk.app.live.cards.card import Choices
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading

_HALF = 64


def usual_readers(reading: Reading, meeting: Meeting) -> Visibility:
    """Return who reads at first what is written where the people of the family are spoken of."""
    kind = type_of(reading, meeting)
    sections = kind.sections if kind is not None else ()
    return next((one.visibility for one in sections if one.kind is SectionKind.PEOPLE), Visibility.V1)


def id_behind(owner: UUID, kind: type[Row], last: UUID | None, staff_id: UUID) -> UUID:
    """Return the identifier of the row that comes next in a list whose rows have no place but their own.

    It sorts behind the last one, and is the same until it is begun. Two people who begin a row at the same
    time begin two.
    """
    first_half = ((last or owner).int >> _HALF) + 1
    rest = uuid5(owner, f"{kind.table} {first_half} {staff_id}").int & ((1 << _HALF) - 1)
    return UUID(int=first_half << _HALF | rest)


def choices_with(
    known: Iterable[tuple[UUID, str]], now: UUID | None, otherwise: str, nothing: str = "not said"
) -> Choices:
    """Return who can be chosen, and who is chosen now even where they are not among them."""
    listed = list(known)
    if now is not None and now not in {key for key, _ in listed}:
        listed.append((now, otherwise))
    return ((None, nothing), *listed)
