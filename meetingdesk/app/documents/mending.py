"""Where in the record the words were typed that stopped a copy, without the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from meetingdesk.domain.actions import Action
from meetingdesk.domain.copies.allowed import Allowance
from meetingdesk.domain.copies.leaks import Hit, Placed, hits_in
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.decisions import Decision, PlanPoint
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.information import Entry
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import shape_of
from meetingdesk.domain.voice import Voice, VoiceWords

_CALLED: dict[type[Row], str] = {
    Decision: "a decision",
    PlanPoint: "a point of the plan",
    Voice: "the card of a child",
    VoiceWords: "a child’s words",
}


def typed_in(facts: MeetingFacts, reader: Reader, hits: Iterable[Hit]) -> tuple[str, ...]:
    """Return the places of the record that a reader's copy is made of and that hold what was found."""
    withheld = tuple(dict.fromkeys(hit.withheld for hit in hits))
    found = hits_in(_texts(facts, reader), withheld)
    return tuple(dict.fromkeys(hit.place for hit in found))


def _texts(facts: MeetingFacts, reader: Reader) -> Iterator[Placed]:
    for kind, rows in Allowance(facts.rows, reader).allowed().items():
        names = tuple(shape.name for shape in shape_of(kind) if shape.kind is str and not shape.several)
        for row in rows:
            text = "\n".join(str(getattr(row, name)) for name in names)
            if text.strip():
                yield Placed(_place_of(facts, row), text)


def _place_of(facts: MeetingFacts, row: Row) -> str:
    if isinstance(row, Entry):
        agency = facts.agencies.get(row.agency_id) if row.agency_id is not None else None
        by = f" of {agency.name}" if agency is not None else ""
        at = f" at {row.at.astimezone(ZoneInfo(facts.meeting.zone)):%H:%M}" if row.at is not None else ""
        return f"an entry{by}{at}"
    if isinstance(row, Action):
        return f"action {row.reference}" if row.reference else "an action"
    return _CALLED.get(type(row), f"the {type(row).table.replace('_', ' ')}")
