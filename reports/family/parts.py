"""The parts of what a family reads: what was decided, why, who does what by when, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import CoreGroupMember, Decision, PlanPoint, View
from meetingdesk.domain.gaps.facts import CaseFacts
from reports.blocks import Builder, Text, plain, strong
from reports.family.names import name_of
from reports.minutes.decisions import outcome_of
from reports.words import due_of, inside, joined, say_long_day, say_time, sentence


def add_decided(
    made: Builder, copy: Copied, case: CaseFacts, title: str = "What was decided, and why"
) -> None:
    """Add each decision in its own words, with its reason, and who did not agree."""
    inside_part = Builder()
    for decision in sorted(case.decisions, key=lambda row: row.position):
        whom = name_of(copy, case, decision.child_id)
        inside_part.paragraph(strong(sentence(joined((whom, outcome_of(case, decision)), ": "))))
        inside_part.paragraph(plain(sentence(decision.text)))
        if decision.rationale:
            inside_part.paragraph(plain(f"Why: {sentence(decision.rationale)}"))
        others = _not_agreed(copy, case, decision)
        if others:
            inside_part.paragraph(plain(f"Not everybody agreed: {sentence(others)}"))
    made.part(title, 2, inside_part)


def add_who_does_what(
    made: Builder, copy: Copied, case: CaseFacts, title: str = "Who does what, by when"
) -> None:
    """Add the actions that this reader may know of."""
    actions = sorted(case.actions, key=lambda action: (action.due_on is None, action.due_on, action.position))
    rows = [
        (
            (plain(_what(action)),),
            (strong(_who(copy, case, action)),),
            (plain(due_of(action)),),
        )
        for action in actions
    ]
    if rows:
        made.heading(title)
        made.table("Who does what, and by when", ("What", "Who", "By"), rows, (0.52, 0.28, 0.2))


def add_next(made: Builder, copy: Copied) -> None:
    """Add when the next meeting is."""
    meeting = copy.facts.meeting
    if meeting.next_on is not None:
        made.heading("What happens next")
        where = joined((say_long_day(meeting.next_on), say_time(meeting.next_at), meeting.next_place))
        made.paragraph(plain(f"The next meeting: {sentence(where)}"))


def add_whom_to_call(made: Builder, copy: Copied, case: CaseFacts) -> None:
    """Add who can be asked, with a number where there is one."""
    lead = lead_of(copy, case)
    if lead is None:
        return
    made.heading("Whom to call")
    number = f"telephone {lead.telephone}" if lead.telephone else ""
    made.paragraph(strong(lead.name), plain(_behind(joined((lead.job_title, number)))))


def _behind(told: str) -> str:
    return f", {told}." if told else "."


def add_lead(made: Builder, copy: Copied, case: CaseFacts, title: str) -> None:
    """Add who can be asked, by name and work."""
    lead = lead_of(copy, case)
    if lead is not None:
        made.heading(title)
        made.paragraph(strong(lead.name), plain(_behind(lead.job_title)))


def lead_of(copy: Copied, case: CaseFacts) -> Professional | None:
    """Return the lead professional of a family."""
    member = next((row for row in case.own(CoreGroupMember) if row.is_lead), None)
    keys: list[UUID | None] = [member.professional_id if member is not None else None]
    if case.case is not None:
        keys.append(case.case.record.family.lead_professional_id)
    return next(
        (copy.facts.workers[key] for key in keys if key is not None and key in copy.facts.workers), None
    )


def held(copy: Copied) -> list[Text]:
    """Return in two lines which meeting it was and who chaired it."""
    meeting, facts = copy.facts.meeting, copy.facts
    chair = facts.workers.get(meeting.chair_id) if meeting.chair_id is not None else None
    state = "" if not copy.is_draft else "This is a draft: it may still change."
    lines = [plain(joined((facts.kind.title, say_long_day(facts.day))))]
    if chair is not None:
        lines.append(plain(f"Chair: {joined((chair.name, chair.job_title))}"))
    return [*lines, plain(state)] if state else lines


def _not_agreed(copy: Copied, case: CaseFacts, decision: Decision) -> str:
    said = []
    for view in copy.facts.views.get(decision.id, ()):
        if view.view is View.DISAGREES:
            who = case.agency_called(view.agency_id) or name_of(copy, case, view.person_id) or "somebody"
            said.append(joined((f"{who} did not", view.reason), ": "))
    return joined(said, "; ")


def _what(action: Action) -> str:
    return joined(
        (sentence(action.text), f"So that {inside(sentence(action.why))}" if action.why else ""), " "
    )


def _who(copy: Copied, case: CaseFacts, action: Action) -> str:
    facts = copy.facts
    worker = facts.workers.get(action.owner_id) if action.owner_id is not None else None
    agency = facts.agencies.get(action.owner_agency_id) if action.owner_agency_id is not None else None
    if action.owner_person_id is not None and action.owner_person_id == copy.reader.person_id:
        return "You"
    return (
        joined((worker.name if worker else "", agency.name if agency else ""))
        or name_of(copy, case, action.owner_person_id)
        or "Nobody yet"
    )


def plan_points(copy: Copied, case: CaseFacts) -> Iterator[tuple[str, Text]]:
    """Yield what has to change for each child, and how everybody will see it."""
    for point in sorted(case.own(PlanPoint), key=lambda row: row.position):
        seen = sentence(f"We will see it by this: {inside(point.success)}") if point.success else ""
        step = (
            f"By {say_day(point.milestone_on)}: {point.milestone}" if point.milestone_on else point.milestone
        )
        told = joined((sentence(point.outcome), seen, sentence(step)), " ")
        yield joined((name_of(copy, case, point.child_id), point.need), ": "), plain(told)
