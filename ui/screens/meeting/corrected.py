"""A line as it was understood, with the pieces that a person said anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from meetingdesk.domain.action_line import ActionPiece, UnderstoodAction, correct, understand
from meetingdesk.domain.capture_line import KIND_MARKS, VISIBILITY_MARKS, ReadLine
from meetingdesk.domain.naming import people_named
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.workdays import Calendar
from meetingdesk.errors import MeetingDeskError

IN_ORDER = (
    ActionPiece.OWNER,
    ActionPiece.PROTECTS,
    ActionPiece.DUE,
    ActionPiece.PURPOSE,
    ActionPiece.MEASURE,
    ActionPiece.FREQUENCY,
)


def understood_action(
    text: str,
    corrections: Mapping[str, str],
    roster: Roster,
    day: date,
    calendar: Calendar,
    next_meeting: date | None,
) -> UnderstoodAction:
    """Return what an action line says, each corrected piece in place of the one that was read."""
    understood = understand(text, roster, day, calendar, next_meeting)
    for piece in IN_ORDER:
        if piece in corrections:
            typed = corrections[piece]
            understood = correct(understood, piece, typed, roster, day, calendar, next_meeting)
    if ActionPiece.PROTECTS in corrections:
        return understood
    # Whoever may cause the harm is named in many actions and protected by few: they are for the others.
    others = tuple(key for key in understood.protects if not _may_harm(key, roster))
    return replace(understood, protects=others or understood.protects)


def corrected_line(read: ReadLine, corrections: Mapping[str, str], roster: Roster) -> ReadLine:
    """Return a line that is no action with the pieces that were said anew."""
    if "agency" in corrections:
        read = replace(read, agency_id=_agency(corrections["agency"], roster))
    if "about" in corrections:
        named = people_named(corrections["about"], roster)
        if corrections["about"] and not named:
            raise MeetingDeskError("Nobody of this family is called so.", hint="Add them with @ first.")
        read = replace(read, about=tuple(dict.fromkeys(one.person_id for one in named)))
    if "source" in corrections:
        read = replace(read, source=corrections["source"])
    if word := corrections.get("entry_kind"):
        kind = KIND_MARKS.get(word.casefold())
        if kind is None:
            raise MeetingDeskError(f"Say one of: {', '.join(k for k in KIND_MARKS if len(k) > 2)}.")
        read = replace(read, entry_kind=kind)
    if word := corrections.get("visibility"):
        visibility = VISIBILITY_MARKS.get(word.casefold())
        if visibility is None:
            raise MeetingDeskError(f"Say one of: {', '.join(v for v in VISIBILITY_MARKS if len(v) > 2)}.")
        read = replace(read, visibility=visibility)
    return read


def _may_harm(key: UUID, roster: Roster) -> bool:
    person = roster.person(key)
    return person is not None and person.may_harm


def _agency(typed: str, roster: Roster) -> UUID | None:
    if not typed:
        return None
    wanted = typed.casefold()
    named = (one for one in roster.agencies if one.name.casefold().startswith(wanted))
    agency = roster.agency_of_code(typed) or next(named, None)
    if agency is None:
        raise MeetingDeskError("No agency of this meeting is called so.", hint="Type its code.")
    return agency.id
