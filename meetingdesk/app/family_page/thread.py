"""The meetings of a family, the newest first, each with what it decided; and the newest plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from meetingdesk.app.family_page.gathered import Gathered
from meetingdesk.app.family_page.rows import PageRow, joined
from meetingdesk.app.today.rows import far
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import Decision, PlanPoint
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.text import in_short

NO_MEETINGS = "No meeting is recorded yet. Ctrl+N makes one for this family."
NO_PLAN = "No plan is recorded yet. A conference or a core group writes one, point by point for each child."
LONGEST = 220
_STATES = {
    MeetingStatus.PLANNED: (Tone.PLAIN, "planned"),
    MeetingStatus.LIVE: (Tone.ATTENTION, "in progress"),
    MeetingStatus.DRAFT: (Tone.ATTENTION, "draft"),
    MeetingStatus.APPROVED: (Tone.SETTLED, "approved"),
    MeetingStatus.DISTRIBUTED: (Tone.SETTLED, "distributed"),
    MeetingStatus.AMENDED: (Tone.SETTLED, "amended"),
    MeetingStatus.ARCHIVED: (Tone.PLAIN, "archived"),
    MeetingStatus.ADJOURNED: (Tone.ATTENTION, "adjourned"),
    MeetingStatus.CANCELLED: (Tone.WRONG, "cancelled"),
}


def meeting_rows(gathered: Gathered, titles: Mapping[str, str]) -> Iterator[PageRow]:
    """Yield the meetings, each with its decisions in a line."""
    for meeting in gathered.meetings:
        tone, word = _STATES[meeting.status]
        day = say_day(meeting.held_on) if meeting.held_on is not None else "no date yet"
        title = meeting.title or titles.get(meeting.type_id, meeting.type_id)
        own = [one for one in gathered.decisions if one.meeting_id == meeting.id]
        decided = " ".join(_decision(gathered, one) for one in own)
        if not decided and meeting.status not in (MeetingStatus.PLANNED, MeetingStatus.CANCELLED):
            decided = "No decision is recorded."
        yield PageRow(
            tone,
            word,
            joined(day, title),
            joined(meeting.reference, in_short(decided, LONGEST)),
            meeting_id=meeting.id,
        )


def plan_rows(gathered: Gathered) -> Iterator[PageRow]:
    """Yield the points of the newest plan."""
    newest = newest_plan(gathered)
    for point in gathered.plan_points:
        if newest is None or point.meeting_id != newest.id:
            continue
        who = gathered.designation(point.child_id)
        yield PageRow(
            Tone.PLAIN,
            who,
            in_short(point.need, LONGEST),
            _below(gathered, point),
            meeting_id=point.meeting_id,
            row_id=point.id,
        )


def newest_plan(gathered: Gathered) -> Meeting | None:
    """Return the last meeting that wrote a plan."""
    written = {point.meeting_id for point in gathered.plan_points}
    return next((meeting for meeting in gathered.meetings if meeting.id in written), None)


def _decision(gathered: Gathered, decision: Decision) -> str:
    says = decision.text or decision.outcome.replace("_", " ").capitalize()
    who = gathered.designation(decision.child_id)
    told = f"{who}: {says}" if who and says else says
    return told if not told or told.endswith((".", "!", "?")) else f"{told}."


def _below(gathered: Gathered, point: PlanPoint) -> str:
    by = point.milestone_on
    milestone = f"{point.milestone} {far(by, gathered.day)} ({say_day(by)})" if by else point.milestone
    return joined(
        in_short(point.outcome, LONGEST),
        f"seen by: {in_short(point.success, LONGEST)}" if point.success else "",
        milestone.strip(),
        f"else: {in_short(point.contingency, LONGEST)}" if point.contingency else "",
    )
