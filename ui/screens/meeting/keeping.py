"""Which command keeps a line, by what it was understood to say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from meetingdesk.app.live.capturing import (
    KeepAction,
    KeepChallenge,
    KeepDecision,
    KeepEntry,
    KeepEvent,
    KeepPerson,
    KeepWords,
)
from meetingdesk.domain.actions import Action
from meetingdesk.domain.capture_line import LineKind, ReadLine
from meetingdesk.domain.information import DateIs, EntryKind
from meetingdesk.domain.naming import people_named
from meetingdesk.domain.roster import Being, Roster
from meetingdesk.domain.voice import words_visibility

if TYPE_CHECKING:
    from meetingdesk.app.outcome import Command
    from meetingdesk.domain.action_line import UnderstoodAction
    from meetingdesk.domain.past_days import PastDay
    from meetingdesk.domain.read_person import ReadPerson
    from meetingdesk.domain.understood_action import NamedOwner

_COLON = re.compile(r"\s*:\s*")
_SAYS = re.compile(r"\s*(?:says|said)?\s*:\s*", re.IGNORECASE)
_AGENCY_FIRST = re.compile(r"^(\S{2,5})[:,]?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Kept:
    """The command that keeps a line, and in a few words where it went, if that is elsewhere."""

    command: Command
    says: str = ""


def keep_line(
    read: ReadLine,
    roster: Roster,
    point_id: UUID,
    meeting_id: UUID,
    at: datetime,
    understood: UnderstoodAction | None = None,
    happened: PastDay | None = None,
    named: ReadPerson | None = None,
) -> Kept:
    """Return the command that keeps a line; what cannot be filed as it was meant is filed as text."""
    match read.kind:
        case LineKind.ACTION if understood is not None:
            return Kept(_action(understood, roster, point_id, meeting_id, at))
        case LineKind.WORDS:
            return _words(read, roster, point_id, at)
        case LineKind.DECISION:
            child, text = _child_first(read, roster)
            return Kept(KeepDecision(point_id, at, text, child, read.visibility), "Kept as a decision.")
        case LineKind.CHALLENGE:
            agency, text = _agency_first(read.text, roster)
            kept = KeepChallenge(point_id, at, text, agency, _only_child(read, roster), read.visibility)
            return Kept(kept, "Kept among the differences of view.")
        case LineKind.PERSON:
            return Kept(_person(read, point_id, at, named), "Added to the people of the family.")
        case LineKind.EVENT:
            return Kept(_event(read, roster, point_id, happened), "Put on the line of events.")
        case _:
            return Kept(_entry(read, point_id, at))


def _entry(read: ReadLine, point_id: UUID, at: datetime) -> KeepEntry:
    return KeepEntry(
        point_id,
        at,
        read.text,
        agency_id=read.agency_id,
        kind=read.entry_kind,
        about=read.about,
        source=read.source,
        visibility=read.visibility,
    )


def _action(
    understood: UnderstoodAction, roster: Roster, point_id: UUID, meeting_id: UUID, at: datetime
) -> KeepAction:
    others = ", ".join(filter(None, (called(one, roster) for one in understood.other_owners)))
    action = Action(
        reference="",
        meeting_id=meeting_id,
        # One owner answers for it; whoever else was named stays in the words.
        text=f"{understood.text} (with {others})" if others else understood.text,
        why=understood.purpose,
        owner_id=understood.owner_id,
        owner_person_id=understood.owner_person_id,
        owner_agency_id=understood.owner_agency_id,
        due_on=understood.due_on,
        due_said=understood.due_said,
        due_basis=understood.due_basis,
        frequency=understood.frequency,
        measure=understood.measure,
    )
    return KeepAction(point_id, at, action, understood.protects)


def _person(read: ReadLine, point_id: UUID, at: datetime, named: ReadPerson | None) -> KeepPerson:
    from meetingdesk.domain.read_person import just_named

    return KeepPerson(point_id, named or just_named(read.text), at.date())


def called(owner: NamedOwner, roster: Roster) -> str:
    """Return what an owner is called: the professional, the agency, or the designation."""
    professional = roster.professional(owner.professional_id)
    agency, person = roster.agency(owner.agency_id), roster.person(owner.person_id)
    if professional is not None:
        return professional.name
    return agency.name if agency is not None else person.designation if person is not None else ""


def _words(read: ReadLine, roster: Roster, point_id: UUID, at: datetime) -> Kept:
    named = [one for one in people_named(read.text, roster) if _is_child(one.person_id, roster)]
    colon = _SAYS.match(read.text, named[0].end) if named and named[0].start == 0 else None
    child: UUID | None
    if named and colon is not None:
        child, text = named[0].person_id, read.text[colon.end() :]
    else:
        # "Jack hits me" is what somebody says of Jack: only a colon says whose words they are.
        children = [person for person in roster.people if person.being is Being.CHILD]
        child, text = (children[0].id if len(children) == 1 else None), read.text
    if child is None:
        entry = replace(_entry(read, point_id, at), text=f"“{read.text}”", kind=EntryKind.SAID)
        if read.visibility is None:
            # As narrow as a child's words start anywhere.
            entry = replace(entry, visibility=words_visibility(about_parent=False))
        return Kept(entry, "Kept as text: say which child, as in “Child 1: …”.")
    words = KeepWords(point_id, child, text.strip('“”"„ ') or text, read.source, visibility=read.visibility)
    return Kept(words, "Kept on the child’s card, for professionals only.")


def _event(read: ReadLine, roster: Roster, point_id: UUID, happened: PastDay | None) -> KeepEvent:
    text = read.text
    if happened is not None and happened.start == 0:
        text = read.text[happened.end :].lstrip(" :,-–—") or read.text
    on = happened.on if happened is not None else None
    agency, text = _agency_first(text, roster)
    return KeepEvent(
        point_id,
        text,
        on,
        happened.exactly if happened is not None else DateIs.EXACT,
        agency_id=agency,
        about=read.about,
        source=read.source,
        visibility=read.visibility,
    )


def _agency_first(text: str, roster: Roster) -> tuple[UUID | None, str]:
    match = _AGENCY_FIRST.match(text)
    agency = roster.agency_of_code(match.group(1)) if match else None
    return (agency.id, text[match.end() :]) if match and agency else (None, text)


def _child_first(read: ReadLine, roster: Roster) -> tuple[UUID | None, str]:
    """Return about which child a decision is, and its words: "Child 2: …" needs saying only once."""
    named = people_named(read.text, roster)
    if named and named[0].start == 0 and _is_child(named[0].person_id, roster):
        colon = _COLON.match(read.text, named[0].end)
        if colon is not None and (rest := read.text[colon.end() :].strip()):
            return named[0].person_id, f"{rest[:1].upper()}{rest[1:]}"
    return _only_child(read, roster), read.text


def _only_child(read: ReadLine, roster: Roster) -> UUID | None:
    children = [one for one in read.about if _is_child(one, roster)]
    return children[0] if len(children) == 1 else None


def _is_child(key: UUID, roster: Roster) -> bool:
    person = roster.person(key)
    return person is not None and person.being in (Being.CHILD, Being.UNBORN)
