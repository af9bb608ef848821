"""What became of an action in one meeting, read from the steps of its trail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetingdesk.domain.action_life import StepKind
from meetingdesk.domain.actions import ActionStatus, ActionStep, NotCompleted
from meetingdesk.domain.day_words import say_day

TAKEN_BACK = "what was said is taken back"
"""Why an action was corrected, where what a meeting said of it does not count any more."""


class Became(StrEnum):
    """What a meeting said of an action that was open when it began; the gravest is counted."""

    DONE = "done"
    CHANGED = "circumstances_changed"
    NOT_DONE = "agency_did_not_act"
    NOT_POSSIBLE = "not_possible"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    LASTED = "lasted"
    REOPENED = "reopened"
    CARRIED = "carried"
    GIVEN = "given"
    SPLIT = "split"
    GOES_ON = "goes_on"
    CONFIRMED = "confirmed"
    ESCALATED = "escalated"


WORDS = {
    Became.DONE: "done",
    Became.CHANGED: "circumstances changed",
    Became.NOT_DONE: "not done by the agency",
    Became.NOT_POSSIBLE: "not done for another reason",
    Became.SUPERSEDED: "superseded",
    Became.WITHDRAWN: "withdrawn",
    Became.LASTED: "lasted",
    Became.REOPENED: "open again",
    Became.CARRIED: "carried",
    Became.GIVEN: "given to another owner",
    Became.SPLIT: "split",
    Became.GOES_ON: "in progress",
    Became.CONFIRMED: "taken on",
    Became.ESCALATED: "escalated",
}
"""What each is called where reviewed actions are counted, on the screen and in print."""

_ENDS = frozenset(
    {
        *(Became.DONE, Became.CHANGED, Became.NOT_POSSIBLE, Became.SUPERSEDED),
        *(Became.WITHDRAWN, Became.LASTED, Became.REOPENED),
    }
)
_WEIGHT = (
    *(Became.NOT_DONE, Became.CARRIED, Became.GIVEN, Became.SPLIT, Became.GOES_ON),
    *(Became.CONFIRMED, Became.ESCALATED),
)
_CLOSED = frozenset({ActionStatus.COMPLETED, ActionStatus.SUPERSEDED, ActionStatus.WITHDRAWN})
_BY_STATUS = {
    ActionStatus.COMPLETED: Became.DONE,
    ActionStatus.SUPERSEDED: Became.SUPERSEDED,
    ActionStatus.WITHDRAWN: Became.WITHDRAWN,
    ActionStatus.IN_PROGRESS: Became.GOES_ON,
}
_BY_KIND: dict[str, Became] = {
    StepKind.DONE_THIS_TIME: Became.DONE,
    StepKind.CARRIED: Became.CARRIED,
    StepKind.REASSIGNED: Became.GIVEN,
    StepKind.CONFIRMED: Became.CONFIRMED,
    StepKind.ESCALATED: Became.ESCALATED,
    StepKind.LASTED: Became.LASTED,
    StepKind.NOTED: Became.GOES_ON,
    StepKind.SPLIT: Became.SPLIT,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a meeting made of one action: what counts, and everything that was said, in words."""

    became: Became | None = None
    words: str = ""


def told_in(steps: Iterable[ActionStep]) -> Told:
    """Return what the steps of one meeting tell of an action; they may come in any order."""
    counted: list[tuple[Became, ActionStep]] = []
    for step in in_order(steps):
        if is_taken_back(step):
            counted.clear()
        elif (what := _became(step)) is not None:
            counted.append((what, step))
    kinds = [what for what, _ in counted]
    ends = [what for what in kinds if what in _ENDS]
    became = ends[-1] if ends else next((what for what in _WEIGHT if what in kinds), None)
    return Told(became, " · ".join(_in_words(what, step) for what, step in counted))


def in_order(steps: Iterable[ActionStep]) -> Sequence[ActionStep]:
    """Return steps as they were taken."""
    return sorted(steps, key=lambda step: (step.at, step.id.int))


def is_taken_back(step: ActionStep) -> bool:
    """Say whether a step takes back what its meeting said before."""
    return step.kind == StepKind.CORRECTED and step.reason == TAKEN_BACK


def was_open(before: Sequence[ActionStep], after: Sequence[ActionStep]) -> bool:
    """Say whether an action was open between some steps of its trail and those that came afterwards."""
    status = after[0].from_status
    if status is ActionStatus.NOT_COMPLETED:
        failed = next((step for step in reversed(before) if _fails(step)), None)
        return failed is None or failed.reason != NotCompleted.CIRCUMSTANCES_CHANGED
    return status is not None and status not in _CLOSED


def _fails(step: ActionStep) -> bool:
    to_status = ActionStatus.NOT_COMPLETED
    return step.to_status is to_status and step.from_status is not to_status


def say_step(step: ActionStep) -> str:
    """Return a step of a trail in a few words, with its day."""
    what = _became(step)
    words = WORDS[what] if what is not None else _OTHERS.get(step.kind, step.kind.replace("_", " "))
    day, said = _new_day(step), _said(step)
    when = f"{words} on {say_day(step.at.date())}"
    return f"{when}{f', {day}' if day else ''}{f': {said}' if said else ''}"


_OTHERS: dict[str, str] = {
    StepKind.AGREED: "agreed",
    StepKind.CORRECTED: "corrected",
    StepKind.MOVED: "changed",
    StepKind.REDATED: "new date",
    StepKind.CHASED: "chased",
    StepKind.SET_ASIDE: "set aside what the coach said",
}


def _became(step: ActionStep) -> Became | None:
    if step.kind in _BY_KIND:
        return _BY_KIND[step.kind]
    if step.kind != StepKind.MOVED:
        return None
    match step.to_status:
        case ActionStatus.NOT_COMPLETED:
            return {
                NotCompleted.CIRCUMSTANCES_CHANGED.value: Became.CHANGED,
                NotCompleted.AGENCY_DID_NOT_ACT.value: Became.NOT_DONE,
            }.get(step.reason, Became.NOT_POSSIBLE)
        case ActionStatus.OPEN:
            # What was not done comes back by itself; only what was closed is opened again by somebody.
            return Became.REOPENED if step.from_status in _CLOSED else None
        case _:
            return _BY_STATUS.get(step.to_status)


def _in_words(what: Became, step: ActionStep) -> str:
    day, said = _new_day(step), _said(step)
    words = f"{WORDS[what]}{f' {day}' if day else ''}"
    return f"{words}: {said}" if said else words


def _new_day(step: ActionStep) -> str:
    if step.new_due_on is None or step.kind == StepKind.AGREED:
        return ""
    return f"{'again by' if step.kind == StepKind.DONE_THIS_TIME else 'to'} {say_day(step.new_due_on)}"


def _said(step: ActionStep) -> str:
    reason = "" if step.reason in set(NotCompleted) else step.reason
    return "; ".join(" ".join(part.split()) for part in (step.evidence, reason, step.note) if part)
