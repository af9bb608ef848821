"""Saying which agencies are missing from a room and why that matters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.quorum import QuorumCount
from meetingdesk.domain.roll_call import LEFT, OUT_FOR_CASE, SIGNS, Sign, short_name

SOCIAL_CARE = "csc"
IN_A_SENTENCE = 24
"""The longest name of an agency that is written out in a sentence; longer ones are told by their code."""

_BECAME: Mapping[Sign, str] = {
    LEFT: "has left",
    OUT_FOR_CASE: "is out for this case",
    SIGNS[AttendanceStatus.ABSENT]: "is absent",
    SIGNS[AttendanceStatus.INVITED]: "is not here",
    SIGNS[AttendanceStatus.APOLOGIES]: "sent apologies",
    SIGNS[AttendanceStatus.DECLINED]: "declined",
    SIGNS[AttendanceStatus.APOLOGIES_WITH_REPORT]: "sent a report, and nobody came",
    SIGNS[AttendanceStatus.SENT_DEPUTY]: "was to send a deputy, who is not here",
    SIGNS[AttendanceStatus.OBSERVER]: "is here only to observe",
}


@dataclass(frozen=True, slots=True)
class RoomWarning:
    """Somebody who is missing and matters; the gravest stand out."""

    text: str
    stands_out: bool = False
    agency_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AgencyInRoom:
    """An agency as the room stands: whether it is here, or still awaited; no sign where nobody was asked."""

    agency: Agency
    sign: Sign | None
    is_here: bool = False
    is_awaited: bool = False


@dataclass(frozen=True, slots=True)
class WhyMissed:
    """What makes the absence of an agency matter.

    `needs_social_care` is said of meetings that never go without children's social care unnoticed, such
    as a MARAC, whatever their quorum.
    """

    quorum: QuorumCount
    last_on: date | None = None
    were_there: AbstractSet[UUID] = frozenset()
    open_actions: Mapping[UUID, int] = field(default_factory=dict)
    needs_social_care: bool = False


def warnings_of(agencies: Collection[AgencyInRoom], why: WhyMissed) -> tuple[RoomWarning, ...]:
    """Return the agencies that are missing and matter, children's social care first, the gravest next."""
    here = {one.agency.grouping for one in agencies if one.is_here}
    found = [
        (one.agency.grouping, warning)
        for one in agencies
        if not one.is_here and not one.is_awaited
        if (warning := _warning(one, why, here)) is not None
    ]
    found += _nobody_asked(agencies, why.quorum)
    found.sort(key=lambda one: (one[0] != SOCIAL_CARE, not one[1].stands_out))
    return tuple(warning for _, warning in found)


def _warning(one: AgencyInRoom, why: WhyMissed, here: AbstractSet[str]) -> RoomWarning | None:
    agency = one.agency
    is_required = agency.grouping in why.quorum.missing_groupings
    leaves_children_unseen = why.needs_social_care and agency.grouping == SOCIAL_CARE not in here
    facts = _facts(agency, why)
    if not (is_required or leaves_children_unseen or facts):
        return None
    became = "was not asked" if one.sign is None else _BECAME.get(one.sign, one.sign.word)
    text = f"{short_name(agency, IN_A_SENTENCE)} {became}"
    text += ": the quorum is not met." if is_required else "."
    if facts:
        text += f" It {' and '.join(facts)}."
    return RoomWarning(text, is_required or leaves_children_unseen, agency.id)


def _facts(agency: Agency, why: WhyMissed) -> list[str]:
    facts = []
    if agency.id in why.were_there:
        day = f" ({why.last_on.day} {why.last_on:%b})" if why.last_on else ""
        facts.append(f"was here last time{day}")
    actions = why.open_actions.get(agency.id, 0)
    if actions:
        facts.append(f"owns {actions} open action{'' if actions == 1 else 's'}")
    return facts


def _nobody_asked(
    agencies: Collection[AgencyInRoom], quorum: QuorumCount
) -> Iterator[tuple[str, RoomWarning]]:
    """Return the groupings that must be here and of which no agency is so much as known."""
    known = {one.agency.grouping for one in agencies}
    for grouping, name in zip(quorum.missing_groupings, quorum.missing, strict=True):
        if grouping not in known:
            yield grouping, RoomWarning(f"{name}: nobody was asked.", stands_out=True)
