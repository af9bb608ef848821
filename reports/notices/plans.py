"""The plan by itself, the interim safety plan, and an agency's extract."""

from __future__ import annotations

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.decisions import PlanPoint
from reports.blocks import Builder, Report, plain
from reports.minutes.actions import add_actions, add_own_actions
from reports.minutes.decisions import add_decisions
from reports.minutes.head import about_case, below_title, report_of, title_of
from reports.minutes.plan import add_plan


def plan(copy: Copied) -> Report:
    """Return the plan of each child with its core group and its actions."""
    return _plan(copy, "Plan", "No plan was recorded at this meeting.")


def interim_safety_plan(copy: Copied) -> Report:
    """Return what keeps everybody safe until the next meeting."""
    return _plan(copy, "Interim safety plan", "No interim safety plan was recorded at this meeting.")


def agency_extract(copy: Copied) -> Report:
    """Return what one agency has to know and to do: its actions, the decisions, the plan."""
    made = Builder()
    add_own_actions(made, copy)
    for case in copy.cases:
        if copy.facts.kind.many_cases:
            made.heading(f"Case {case.case.record.family.reference if case.case is not None else ''}", 1)
        made.paragraph(plain(about_case(copy, case)))
        add_decisions(made, copy, case)
        add_plan(made, copy, case)
    return report_of(copy, f"Extract: {title_of(copy)}", made.done(), below=below_title(copy))


def _plan(copy: Copied, title: str, nothing: str) -> Report:
    made = Builder()
    for case in copy.cases:
        made.paragraph(plain(about_case(copy, case)))
        add_plan(made, copy, case)
        add_actions(made, copy, case)
    if not any(case.own(PlanPoint) for case in copy.cases):
        made.notice(plain(nothing))
    return report_of(copy, f"{title}: {title_of(copy)}", made.done(), below=below_title(copy))
