"""What was agreed and has its own day: actions, stages of an escalation, markers, the year of a repeat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from meetingdesk.domain.actions import Action, ActionFor, ActionStatus
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import CaseFlag
from meetingdesk.domain.meetings import MeetingCase
from meetingdesk.domain.policy import Timescale, Unit
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.domain.running_clocks.counting import Fate, Start, counted, recorded
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.running_clocks.words import lowered, the_meeting

_YEAR = "marac_repeat"
_OFFSET = {Unit.WORKING_DAYS: "wd", Unit.DAYS: "d", Unit.WEEKS: "w", Unit.MONTHS: "m"}


def actions(thread: Thread) -> Iterator[Clock]:
    """Return the actions that have a date, each with whom it protects."""
    meetings = {meeting.id: meeting for meeting in thread.meetings}
    for action in thread.own(Action):
        if action.due_on is None:
            continue
        protects = [row.person_id for row in thread.all(ActionFor) if row.action_id == action.id]
        is_done = action.status is ActionStatus.COMPLETED
        fate = Fate(
            met_on=action.completed_on if is_done else None,
            is_met=is_done,
            stopped_on=_all_ended(thread, protects),
            is_stopped=action.is_closed(),
        )
        meeting = meetings.get(action.meeting_id)
        trigger = the_meeting(thread, meeting) if meeting is not None else "the meeting"
        said = f", said as “{action.due_said}”" if action.due_said else ""
        yield from recorded(
            thread, "action", action.due_on, fate, trigger, f"agreed at {trigger}{said}",
            what=f"Action {action.reference}",
            whom=", ".join(name for key in protects if (name := thread.called.get(key, ""))),
            person_id=protects[0] if len(protects) == 1 else None,
            meeting_id=action.meeting_id, row_id=action.id,
            started_on=meeting.held_on if meeting is not None else None,
        )  # fmt: skip


def escalation(thread: Thread) -> Iterator[Clock]:
    """Return by when the stage of each difference between agencies is to be settled."""
    stages = {one.stage: one for one in thread.policy.escalation}
    for challenge in thread.own(Challenge):
        for row in thread.all(ChallengeStage):
            if row.challenge_id != challenge.id:
                continue
            known = stages.get(row.stage)
            called = known.label if known is not None else row.stage.replace("_", " ").capitalize()
            fate = Fate(
                met_on=row.closed_on or challenge.resolved_on,
                stopped_on=thread.ended_on(challenge.child_id),
            )
            about = {
                "what": f"Escalation: {lowered(called)}",
                "whom": thread.called.get(challenge.child_id, "") if challenge.child_id else "",
                "person_id": challenge.child_id,
                "meeting_id": challenge.meeting_id,
                "row_id": challenge.id,
            }
            since = row.opened_on
            trigger = f"the stage was opened on {say_day(since)}" if since is not None else "the stage"
            if row.due_on is not None:
                why = f"as it was worked out when {trigger}" if since is not None else "as it was worked out"
                yield from recorded(
                    thread, "escalation", row.due_on, fate, trigger, why, started_on=since, **about
                )
            elif since is not None and known is not None and (offset := _as_offset(known.time)):
                start = Start(since, f"{say_day(since)}, when this stage was opened")
                yield from counted(thread, "escalation", offset, start, fate, **about)


def markers(thread: Thread) -> Iterator[Clock]:
    """Return when the marker of each agency is to be taken off its file, twelve months on."""
    agencies = {row.id: row.name for row in thread.all(Agency)}
    for flag in thread.all(CaseFlag):
        if flag.family_id != thread.family_id:
            continue
        agency = agencies.get(flag.agency_id, "")
        about = {
            "what": f"Warning marker{f' of {agency}' if agency else ''} to be taken off",
            "whom": thread.called.get(flag.person_id, "") if flag.person_id else "",
            "person_id": flag.person_id,
            "row_id": flag.id,
        }
        fate = Fate(met_on=flag.removed_on, stopped_on=thread.ended_on(flag.person_id))
        placed = flag.placed_on
        trigger = f"the marker was placed on {say_day(placed)}" if placed is not None else "the marker"
        if flag.expires_on is not None:
            why = f"{trigger}; kept longer: {flag.extended_because}" if flag.extended_because else trigger
            yield from recorded(
                thread, "marker", flag.expires_on, fate, trigger, why, started_on=placed, **about
            )
        elif placed is not None:
            start = Start(placed, f"{say_day(placed)}, when the marker was placed")
            yield from counted(thread, "marker", _YEAR, start, fate, **about)


def repeat(thread: Thread) -> Iterator[Clock]:
    """Return until when a further incident makes a case a repeat, counted from its last referral."""
    own = [row for row in thread.all(MeetingCase) if row.family_id == thread.family_id]
    referred = ((row.referred_on, row.id, row.meeting_id) for row in own if row.referred_on is not None)
    last = max(referred, default=None)
    if last is not None:
        day, _, meeting_id = last
        start = Start(day, f"the last referral on {say_day(day)}", meeting_id)
        fate = Fate(is_window=True, stopped_on=thread.closed_on)
        yield from counted(thread, "repeat", _YEAR, start, fate, meeting_id=meeting_id)


def _as_offset(time: Timescale) -> str:
    unit = _OFFSET.get(time.unit)
    return f"+{time.count}{unit}" if unit is not None else ""


def _all_ended(thread: Thread, people: list[UUID]) -> date | None:
    """Return when the last of those ended whom an action protects; None where anybody of them lives."""
    ends = [thread.ended_on(key) for key in people]
    if not ends or any(day is None for day in ends):
        return None
    return max(day for day in ends if day is not None)
