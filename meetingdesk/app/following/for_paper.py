"""The words of actions as they may stand on paper: people of a family by designation, never by name."""

from __future__ import annotations

from dataclasses import replace

from meetingdesk.app.desk import Desk
from meetingdesk.app.following.asked import ActionLine
from meetingdesk.app.live.naming import people_of
from meetingdesk.domain.naming import people_named
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roster import Roster
from meetingdesk.storage.reading import Reading


def for_paper(lines: tuple[ActionLine, ...], desk: Desk) -> tuple[ActionLine, ...]:
    """Return lines that are about to be printed without the names of families, and note the printing."""
    desk.person.require(Deed.PRINT)
    with desk.reading() as reading:
        plain = _without_names(reading, lines)
    desk.store.note(desk.person, Deed.PRINT, "Print actions")
    return plain


def _without_names(reading: Reading, lines: tuple[ActionLine, ...]) -> tuple[ActionLine, ...]:
    families = tuple({line.family_id for line in lines if line.family_id is not None})
    rosters = {family: Roster(people=people) for family, people in people_of(reading, families).items()}
    empty = Roster()
    return tuple(
        replace(
            line,
            text=_plain(line.text, rosters.get(line.family_id, empty) if line.family_id else empty),
            measure=_plain(line.measure, rosters.get(line.family_id, empty) if line.family_id else empty),
        )
        for line in lines
    )


def _plain(text: str, roster: Roster) -> str:
    for one in sorted(people_named(text, roster), key=lambda named: -named.start):
        person = roster.person(one.person_id)
        said = person.designation if person is not None else "somebody"
        text = text[: one.start] + said + text[one.end :]
    return text
