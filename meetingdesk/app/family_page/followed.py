"""What is still open in a family: actions, challenges, and who works with whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from meetingdesk.app.family_page.gathered import Gathered
from meetingdesk.app.family_page.rows import PageRow, due_words, joined
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.challenge import ChallengeKind
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.people import Involvement
from meetingdesk.domain.radar import is_known
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.text import in_short

NO_ACTIONS = (
    "No action is open. What is agreed in a meeting stands here until it is finished, the latest first."
)
NO_WORKERS = (
    "Nobody is recorded yet. Practice, school, health visitor and worker are filled in on each person: "
    "E on the map."
)
NO_CHALLENGES = "No challenge is open. A disagreement that is minuted stands here with its stage and date."
_CHALLENGES = {
    ChallengeKind.IN_MEETING: "Challenge",
    ChallengeKind.FORMAL_DISSENT: "Formal dissent",
    ChallengeKind.ESCALATION: "Escalation",
    ChallengeKind.THRESHOLD_DISPUTE: "Dispute about the threshold",
    ChallengeKind.NON_COMPLIANCE: "Challenge about what was not done",
    ChallengeKind.FAMILY_COMPLAINT: "Complaint of a family",
}
LONGEST = 200


def action_rows(gathered: Gathered) -> Iterator[PageRow]:
    """Yield the open actions: overdue first, those without a date last."""
    for action in sorted(gathered.actions, key=lambda one: (one.due_on is None, one.due_on or date.max)):
        tone, word = due_words(action.due_on, gathered.day)
        protects = [gathered.designation(key) for key in gathered.protects.get(action.id, ())]
        yield PageRow(
            tone,
            word,
            in_short(action.text, LONGEST),
            joined(
                gathered.owner(action.owner_agency_id, action.owner_id, action.owner_person_id)
                or "△ no owner",
                f"for {', '.join(name for name in protects if name)}" if any(protects) else "",
                f"due {say_day(action.due_on)}" if action.due_on is not None else "",
                _state(action),
                action.reference,
            ),
            meeting_id=action.meeting_id,
            row_id=action.id,
        )


def challenge_rows(gathered: Gathered) -> Iterator[PageRow]:
    """Yield the challenges that are not settled, with their stage and when it should be."""
    for challenge in gathered.challenges:
        stage = gathered.stages.get(challenge.id)
        due = stage.due_on if stage is not None and stage.closed_on is None else None
        tone, word = due_words(due, gathered.day)
        by = gathered.owner(challenge.raised_by_agency_id, challenge.raised_by_id, None)
        said = stage.stage if stage is not None else challenge.stage
        yield PageRow(
            tone,
            word,
            joined(
                _CHALLENGES[challenge.kind],
                gathered.designation(challenge.child_id),
                in_short(challenge.text, LONGEST),
            ),
            joined(
                f"stage: {said.replace('_', ' ')}" if said else "no stage yet",
                f"due {say_day(due)}" if due is not None else "",
                f"raised by {by}" if by else "",
            ),
            meeting_id=challenge.meeting_id,
            row_id=challenge.id,
        )


def worker_rows(gathered: Gathered) -> Iterator[PageRow]:
    """Yield who works with whom; whoever has not confirmed it themselves is marked so in words."""
    found: dict[tuple[str, str], list[tuple[UUID, Involvement]]] = {}
    for one in gathered.here:
        involved = gathered.involved(one)
        for block in involved.blocks():
            row = block.row
            if isinstance(row, Involvement) and is_known(row) and involved.name_of(row):
                words = block.fields[0].label.removesuffix(", confirmed")
                found.setdefault((words, involved.name_of(row)), []).append((one.id, row))
    ordered = sorted(found, key=lambda key: all(row.is_confirmed_by_agency for _, row in found[key]))
    for words, name in ordered:
        yield _worker(gathered, words, name, found[words, name])


def _worker(gathered: Gathered, words: str, name: str, rows: list[tuple[UUID, Involvement]]) -> PageRow:
    confirmed = [gathered.designation(key) for key, row in rows if row.is_confirmed_by_agency]
    others = [gathered.designation(key) for key, row in rows if not row.is_confirmed_by_agency]
    days = [
        row.confirmed_on for _, row in rows if row.is_confirmed_by_agency and row.confirmed_on is not None
    ]
    seen = max((row.last_seen_on for _, row in rows if row.last_seen_on is not None), default=None)
    on = f" {say_day(max(days))}" if days else ""
    return PageRow(
        Tone.ATTENTION if others else Tone.SETTLED,
        "unconfirmed" if not confirmed else ("partly" if others else "confirmed"),
        f"{words}: {in_short(name, LONGEST)}",
        joined(
            f"with {', '.join((*confirmed, *others))}",
            f"confirmed by themselves for {', '.join(confirmed)}{on}" if confirmed else "",
            f"said by others for {', '.join(others)}, not confirmed by themselves" if others else "",
            f"last seen {say_day(seen)}" if seen is not None else "",
        ),
        person_id=rows[0][0],
    )


def _state(action: Action) -> str:
    words = {
        ActionStatus.PROPOSED: "proposed",
        ActionStatus.UNCONFIRMED: "△ not confirmed by its owner",
        ActionStatus.IN_PROGRESS: "in progress",
        ActionStatus.NOT_COMPLETED: "✕ not done",
    }.get(action.status, "")
    times = (
        f"carried {action.carried} times"
        if action.carried > 1
        else ("carried once" if action.carried else "")
    )
    return joined(words, times)
