"""How a reviewed action looks and sounds: its shape, its word, and everything that is said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meetingdesk.app.live.became import WORDS, Became
from meetingdesk.app.live.reviewing import ReviewRow, Tally
from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.roll_call import Shape, Sign, Tone

MOST_SHOWN = 400
"""Letters of a text that are painted; the screen reader says all of it."""

NOT_REVIEWED = Sign(Shape.RING, "not reviewed", Tone.PLAIN)
CLOSED_ELSEWHERE = Sign(Shape.FULL, "closed since", Tone.PLAIN)
SIGNS = {
    Became.DONE: Sign(Shape.FULL, WORDS[Became.DONE], Tone.SETTLED),
    Became.CHANGED: Sign(Shape.BARRED, WORDS[Became.CHANGED], Tone.PLAIN),
    Became.NOT_DONE: Sign(Shape.CROSS, WORDS[Became.NOT_DONE], Tone.WRONG),
    Became.NOT_POSSIBLE: Sign(Shape.CROSS, WORDS[Became.NOT_POSSIBLE], Tone.ATTENTION),
    Became.SUPERSEDED: Sign(Shape.PAGE, WORDS[Became.SUPERSEDED], Tone.PLAIN),
    Became.WITHDRAWN: Sign(Shape.DASH, WORDS[Became.WITHDRAWN], Tone.PLAIN),
    Became.LASTED: Sign(Shape.TARGET, WORDS[Became.LASTED], Tone.SETTLED),
    Became.REOPENED: Sign(Shape.CROSS, WORDS[Became.REOPENED], Tone.WRONG),
    Became.CARRIED: Sign(Shape.ARROW, WORDS[Became.CARRIED], Tone.ATTENTION),
    Became.GIVEN: Sign(Shape.ARROW, WORDS[Became.GIVEN], Tone.PLAIN),
    Became.SPLIT: Sign(Shape.PAGE, WORDS[Became.SPLIT], Tone.PLAIN),
    Became.GOES_ON: Sign(Shape.HALF, WORDS[Became.GOES_ON], Tone.PLAIN),
    Became.CONFIRMED: Sign(Shape.TARGET, WORDS[Became.CONFIRMED], Tone.PLAIN),
    Became.ESCALATED: Sign(Shape.ARROW, WORDS[Became.ESCALATED], Tone.WRONG),
}
_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True, slots=True)
class RowWords:
    """The texts of one row, from above."""

    text: str
    known: str
    presses: str
    """What should not be overlooked; shown with a shape."""
    said: str


def sign_of(row: ReviewRow) -> Sign:
    """Return the mark of a row."""
    if row.became is not None:
        return SIGNS[row.became]
    is_closed_elsewhere = row.action.is_closed() and not row.is_check
    return CLOSED_ELSEWHERE if is_closed_elsewhere else NOT_REVIEWED


def words_of(row: ReviewRow, *, by_case: bool) -> RowWords:
    """Return what stands in a row; what was said takes the place of what pressed before."""
    action = row.action
    owner = _owner(row, by_case=by_case)
    known = (
        action.reference,
        f"for {', '.join(row.about)}" if row.about else "",
        owner,
        _due(row),
        f"comes back {action.recurs}" if action.recurs else "",
        f"shown by {action.measure}" if action.measure else "",
        row.last_step,
    )
    said = row.said if row.became is not None else ""
    if row.became is None and sign_of(row) is CLOSED_ELSEWHERE:
        said = "closed since, outside this meeting"
    return RowWords(
        action.text or "(no words)",
        " · ".join(part for part in known if part),
        "" if said else pressing(row),
        said,
    )


def pressing(row: ReviewRow) -> str:
    """Return what should not be overlooked about an action that was not reviewed."""
    if row.is_check:
        return "Done. Has it lasted?  L yes, N no"
    action = row.action
    parts = (
        late(row.days_late),
        _carried(row),
        "the agency did not do it last time" if action.status is ActionStatus.NOT_COMPLETED else "",
        "not taken on yet" if action.status is ActionStatus.UNCONFIRMED else "",
        f"{row.owner or row.agency or 'the owner'}: {row.absence}" if row.absence else "",
    )
    return " · ".join(part for part in parts if part)


def heard(row: ReviewRow, *, by_case: bool) -> str:
    """Return what a screen reader says of a row."""
    words = words_of(row, by_case=by_case)
    parts = (words.text, sign_of(row).word, words.presses, words.said, words.known)
    return ". ".join(part for part in parts if part)


def heading(counted: Tally, *, by_case: bool) -> str:
    """Return the heading of a group, with its count."""
    words = counted.words if counted.became else counted.counted
    return " · ".join(part for part in (counted.name, words, "" if by_case else counted.absence) if part)


def late(days: int) -> str:
    """Say how late something is."""
    if not days:
        return ""
    return f"{days} working day{'s' if days != 1 else ''} late"


def times(number: int) -> str:
    """Say how often."""
    return _TIMES.get(number, f"{number} times")


def short(text: str) -> str:
    """Return a text as far as it is painted."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN].rstrip()}…"


def _owner(row: ReviewRow, *, by_case: bool) -> str:
    if not row.agency:
        return row.owner or "nobody owns it"
    if row.owner:
        return f"{row.owner} ({row.agency})" if by_case else row.owner
    return row.agency if by_case else ""


def _due(row: ReviewRow) -> str:
    action: Action = row.action
    day: date | None = action.due_on
    if row.is_check:
        return f"done {say_day(action.completed_on)}" if action.completed_on else "done"
    return f"due {say_day(day)}" if day is not None else action.due_said or "no date"


def _carried(row: ReviewRow) -> str:
    if row.wants_escalation:
        return f"carried {times(row.action.carried)}: E takes it to the next stage"
    return f"carried {times(row.action.carried)}" if row.action.carried else ""
