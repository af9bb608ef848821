"""The plan: each need with its outcome, and who works it out together."""

from __future__ import annotations

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import CoreGroupMember, PlanPoint
from meetingdesk.domain.gaps.facts import CaseFacts
from reports.blocks import Builder, plain
from reports.words import joined, sentence


def add_plan(made: Builder, copy: Copied, case: CaseFacts, level: int = 2) -> None:
    """Add the plan of a case, the interim one apart, and its core group."""
    points = sorted(case.own(PlanPoint), key=lambda row: row.position)
    for title, is_interim in (("Until then: the interim safety plan", True), ("The plan", False)):
        inside = Builder()
        for point in points:
            if point.is_interim is is_interim:
                _add(inside, case, point, level + 1)
        made.part(title, level, inside)
    members = [(_name(copy, case, row), _what(row)) for row in case.own(CoreGroupMember)]
    inside = Builder()
    inside.facts([(name, plain(what or "member")) for name, what in members])
    made.part("The core group", level, inside)


def _add(made: Builder, case: CaseFacts, point: PlanPoint, level: int) -> None:
    made.heading(joined((case.called(point.child_id), point.need), ": "), level)
    by = f" by {say_day(point.milestone_on)}" if point.milestone_on else ""
    made.facts(
        [
            ("Outcome", plain(sentence(point.outcome))),
            ("We will see", plain(sentence(point.success))),
            ("On the way", plain(sentence(f"{point.milestone}{by}" if point.milestone else by.strip()))),
            ("Otherwise", plain(sentence(point.contingency))),
        ]
    )


def _name(copy: Copied, case: CaseFacts, row: CoreGroupMember) -> str:
    worker = copy.facts.workers.get(row.professional_id) if row.professional_id is not None else None
    who = worker.name if worker is not None else case.called(row.person_id)
    return joined((case.agency_called(row.agency_id), who), ": ") or "Member"


def _what(row: CoreGroupMember) -> str:
    visits = f"visits {row.visits_every}" if row.visits_every else ""
    return joined(("lead professional" if row.is_lead else "", visits, row.note))
