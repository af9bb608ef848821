"""An invented series of core groups."""

from __future__ import annotations

from datetime import date

from meetingdesk.app.desk import Desk
from meetingdesk.app.following.moving import CarryAction
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import ChildPlan, FamilyRole, PlanKind
from tests.app.vignettes.held import Held, follow_up, make_meeting

CONFERENCE = date(2026, 12, 18)
FIRST = date(2027, 1, 5)
SECOND = date(2027, 2, 13)
"""A Saturday, because the mother works all week; so the next is due on the Saturday of Easter."""
REVIEW = date(2027, 3, 16)
THIRD = date(2027, 3, 25)


def three_in_a_row(desk: Desk) -> list[Held]:
    """The social worker is ill in the third, the school chairs, and one action was carried twice."""
    conference = make_meeting(desk, "icpc", CONFERENCE, reference="F-2026-024").start()
    child = conference.meet("Aled Invented", FamilyRole.CHILD, birth_date=date(2019, 9, 9))
    conference.meet("Sioned Invented", FamilyRole.PARENT)
    for name, agency in _WORKERS:
        conference.come(name, agency)
    action = conference.agree("Refer Sioned to the sleep clinic.", date(2027, 1, 5), "health_visiting", child)
    family_id = conference.meeting.family_id
    assert family_id is not None
    # No screen writes under which plan a child stands.
    plan = ChildPlan(
        family_id=family_id,
        child_id=child,
        kind=PlanKind.CHILD_PROTECTION,
        primary_category="NEG",
        started_on=CONFERENCE,
    )
    conference.do(AddRows((plan,)))
    _decide(conference, "plan_made", "Nobody wakes when he cries at night.", categories=("NEG",))
    conference.end()
    first = follow_up(conference, "core_group", FIRST).start()
    _come(first)
    first.do(CarryAction(action.id, date(2027, 2, 5), "No place at the clinic.", first.meeting_id))
    first.end()
    second = follow_up(first, "core_group", SECOND).start()
    _come(second)
    second.do(CarryAction(action.id, date(2027, 3, 20), "The letter came back.", second.meeting_id))
    second.end()
    review = follow_up(second, "rcpc", REVIEW).start()
    _come(review)
    _decide(review, "continue", "He still does not sleep.", categories=("NEG",))
    review.end()
    third = follow_up(second, "core_group", THIRD, chair="Mererid Invented").start()
    third.come("Rhian Invented", "csc")
    third.mark(AttendanceStatus.APOLOGIES, "csc")
    for name, agency in _WORKERS[1:]:
        third.come(name, agency)
    return [first, second, third]


def escalate(held: Held) -> None:
    held.challenge("The referral was carried twice; the child still does not sleep.", "school")


def _decide(held: Held, outcome: str, why: str, **said: object) -> None:
    held.fill("decision", "Child 1", Decision, outcome=outcome, rationale=why, **said)


def _come(held: Held) -> None:
    for name, agency in _WORKERS:
        held.come(name, agency)


_WORKERS = (
    ("Rhian Invented", "csc"),
    ("Mererid Invented", "school"),
    ("Gwenno Invented", "health_visiting"),
    ("Tomos Invented", "housing"),
)
