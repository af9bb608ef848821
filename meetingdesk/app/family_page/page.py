"""The page of a family as it is shown: its head, its map, and the parts below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetingdesk.app import family_maps
from meetingdesk.app.family_page import children, dates, followed, thread
from meetingdesk.app.family_page.gathered import Gathered, gather
from meetingdesk.app.family_page.rows import PageRow, Part, Section, joined
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import Family
from meetingdesk.domain.family_map import FamilyMap, draw
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.reading import Reading

TOUCHED_BY = family_maps.TOUCHED_BY | {
    *("family", "meeting", "meeting_case", "decision", "plan_point", "action", "action_for"),
    *("challenge", "challenge_stage", "voice", "child_plan", "court_order", "agency", "professional"),
    *("case_transfer", "case_flag"),
}


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """Everything of one family that its page shows."""

    family: Family
    lead: str
    drawn: FamilyMap
    sections: tuple[Section, ...]

    @property
    def about(self) -> str:
        """What stands beside the reference: whether it is open, the area, who leads."""
        family = self.family
        if family.closed_on is not None:
            because = f", {family.closed_because}" if family.closed_because else ""
            state = f"closed {say_day(family.closed_on)}{because}"
        elif family.opened_on is not None:
            state = f"open since {say_day(family.opened_on)}"
        else:
            state = "open"
        lead = f"lead professional: {self.lead}" if self.lead else "△ no lead professional"
        return joined(state, family.area, lead)

    def section(self, part: Part) -> Section:
        """Return one part of the page."""
        return next(section for section in self.sections if section.part is part)


def family_page(reading: Reading, titles: Mapping[str, str], family_id: UUID, day: date) -> FamilyPage | None:
    """Return the page of a family on a day; nothing where it was taken out in the meantime."""
    try:
        gathered = gather(reading, family_id, day)
    except StaleRecord:
        return None
    lead = gathered.roster.professional(gathered.family.lead_professional_id)
    named = ", ".join(part for part in (lead.name, lead.job_title) if part) if lead is not None else ""
    return FamilyPage(
        gathered.family, named, draw(gathered.map_rows, day), tuple(_sections(gathered, titles))
    )


def _sections(gathered: Gathered, titles: Mapping[str, str]) -> Iterable[Section]:
    found = tuple(children.child_rows(gathered))
    yield Section(
        Part.CHILDREN,
        children.children_title(gathered),
        found,
        children.NOTHING,
        len(children.shown_children(gathered)),
    )
    yield _section(Part.MEETINGS, "Meetings", thread.meeting_rows(gathered, titles), thread.NO_MEETINGS)
    newest = thread.newest_plan(gathered)
    on = f" of {say_day(newest.held_on)}" if newest is not None and newest.held_on is not None else ""
    yield _section(Part.PLAN, f"Plan{on}", thread.plan_rows(gathered), thread.NO_PLAN)
    yield _section(Part.ACTIONS, "Open actions", followed.action_rows(gathered), followed.NO_ACTIONS)
    yield _section(Part.WORKERS, "Who works with whom", followed.worker_rows(gathered), followed.NO_WORKERS)
    yield _section(
        Part.CHALLENGES, "Challenges open", followed.challenge_rows(gathered), followed.NO_CHALLENGES
    )
    yield _section(Part.DATES, "Dates coming", dates.date_rows(gathered, titles), dates.NOTHING)


def _section(part: Part, title: str, rows: Iterable[PageRow], nothing: str) -> Section:
    found = tuple(rows)
    return Section(part, title, found, nothing, len(found))
