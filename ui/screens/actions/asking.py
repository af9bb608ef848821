"""What has to be said with a step, asked one line at a time, and the command that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from meetingdesk.app.following import steps
from meetingdesk.app.following.asked import ActionLine
from meetingdesk.app.following.coordinating import (
    BeginActions,
    ChaseActions,
    ConfirmActions,
    EscalateActions,
    ReassignActions,
    WithdrawActions,
)
from meetingdesk.app.following.splitting import MovePart
from meetingdesk.app.following.told import ActionSheet
from meetingdesk.app.outcome import Command
from meetingdesk.domain.actions import ActionStatus, NotCompleted
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.said_dates import SaidDate, read_date
from meetingdesk.domain.understood_action import NamedOwner
from meetingdesk.domain.workdays import Calendar
from ui.screens.actions.keys import DeedKey
from ui.widgets.inline_question import Question

Answers = tuple[str, ...]
Lines = tuple[ActionLine, ...]
DATES = "such as fri, 27 Nov, in 2 weeks, 10 working days"
REASONS = {
    "1": NotCompleted.CIRCUMSTANCES_CHANGED,
    "2": NotCompleted.AGENCY_DID_NOT_ACT,
    "3": NotCompleted.FAMILY_DECLINED,
    "4": NotCompleted.SERVICE_UNAVAILABLE,
    "5": NotCompleted.UNSAFE,
    "6": NotCompleted.DUPLICATE,
    "7": NotCompleted.OTHER,
}
REASON_WORDS = {
    "1": "circumstances changed",
    "2": "the agency did not do it",
    "3": "the family declined",
    "4": "the service was not available, or there is a waiting list",
    "5": "it was not safe",
    "6": "it was agreed twice",
    "7": "another reason",
}
YES_NO = {"y": "yes", "n": "no"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions one after the other, and what comes of the answers; one left out is answered empty."""

    questions: tuple[Callable[[Answers], Question | None], ...]
    command: Callable[[Answers], Command]
    said: str
    """What is told when it is done."""
    names_owner: int = -1
    """Which of the questions is answered by somebody's name."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When it is, by which calendar, and who can be named."""

    now: datetime
    today: date
    calendar: Calendar
    who: tuple[tuple[str, NamedOwner], ...] = ()

    def day(self, typed: str) -> SaidDate | None:
        """Return the day that is meant; one that is over is not."""
        said = read_date(typed, self.today, self.calendar)
        return said if said is not None and said.due_on is not None and said.due_on >= self.today else None

    def owner(self, typed: str) -> tuple[str, NamedOwner] | None:
        """Return who is meant by a name, if it is only one."""
        wanted = " ".join(typed.split()).casefold()
        exact = [one for one in self.who if one[0].casefold() == wanted]
        holding = [one for one in self.who if wanted and f" {wanted}" in f" {one[0].casefold()}"]
        found = exact or holding
        return found[0] if len(found) == 1 else None


def ask_for(
    deed: DeedKey, lines: Lines, here: Circumstances, sheet: ActionSheet | None = None
) -> Asked | str:
    """Return what is asked for a step, or in words why nothing can be done."""
    if not lines:
        return "No action is chosen."
    shut = [line for line in lines if line.is_closed]
    if deed in (DeedKey.LASTED, DeedKey.REOPEN):
        if any(line.status is not ActionStatus.COMPLETED for line in lines):
            return "Only what is done can be looked at again, or opened again."
    elif shut:
        return f"{shut[0].reference} is closed. R opens it again."
    match deed:
        case DeedKey.DONE:
            return _done(lines, here)
        case DeedKey.COULD_NOT:
            return _could_not(lines, here)
        case DeedKey.CARRY:
            return _new_date(lines, here)
        case DeedKey.ASSIGN:
            return _assign(lines, here)
        case DeedKey.LASTED:
            return _lasted(lines, here)
        case DeedKey.PART:
            return _part(sheet, here)
        case _:
            return _simple(deed, lines, here)


def _simple(deed: DeedKey, lines: Lines, here: Circumstances) -> Asked | str:
    keys, whom, at = tuple(line.id for line in lines), _whom(lines), here.now
    match deed:
        case DeedKey.CHASE:
            ask = _line(f"Chase {whom}: how, and what was asked?", "may stay empty", may_be_empty=True)
            return Asked((ask,), lambda said: ChaseActions(keys, at, said[0]), f"{_are(lines)} chased.")
        case DeedKey.CONFIRM:
            if all(line.status is not ActionStatus.UNCONFIRMED for line in lines):
                return "None of these waits to be confirmed."
            ask = _line(f"Who confirmed {whom}?", "may stay empty", may_be_empty=True)
            return Asked((ask,), lambda said: ConfirmActions(keys, at, said[0]), f"{_are(lines)} confirmed.")
        case DeedKey.BEGIN:
            ask = _line(f"In progress, {whom}: what did the owner say?", "may stay empty", may_be_empty=True)
            return Asked((ask,), lambda said: BeginActions(keys, at, said[0]), f"{_are(lines)} in progress.")
        case DeedKey.ESCALATE:
            ask = _line(f"Escalate {whom}: why?", "what stands still, and what that means for the child")
            return Asked((ask,), lambda said: EscalateActions(keys, said[0], at), f"{_are(lines)} escalated.")
        case DeedKey.WITHDRAW:
            ask = _line(f"Withdraw {whom}: why does nobody need it any more?", "the trail keeps it")
            return Asked((ask,), lambda said: WithdrawActions(keys, said[0], at), f"{_are(lines)} withdrawn.")
        case DeedKey.REOPEN:
            ask = _line(f"Open {whom} again: why?", "the trail keeps it")
            return Asked(
                (ask,), lambda said: steps.reopened(lines, said[0], at), f"{_are(lines)} open again."
            )
        case _:
            return "This key does nothing about an action."


def _done(lines: Lines, here: Circumstances) -> Asked:
    evidence = _line(f"{_whom(lines)} done: how is it known?", "a record, a receipt, a visit and its date")
    changed = _line(
        "What did it change for the child?", "may stay empty where it is too early", may_be_empty=True
    )
    return Asked(
        (evidence, changed),
        lambda said: steps.done(lines, said[0], said[1], here.now, here.today),
        f"{_are(lines)} done.",
    )


def _could_not(lines: Lines, here: Circumstances) -> Asked:
    def instead(said: Answers) -> Question | None:
        if REASONS[said[0]] is NotCompleted.AGENCY_DID_NOT_ACT:
            return Question(
                "The agency did not do it; it stays open. What happens now?",
                "may stay empty",
                may_be_empty=True,
            )
        return Question("What happens instead, or why is nothing needed any more?", "the next step")

    why = Question(f"Why could {_whom(lines)} not be done?", choices=REASON_WORDS)
    return Asked(
        (lambda _said: why, instead),
        lambda said: steps.could_not(lines, REASONS[said[0]], said[1], here.now),
        f"{_are(lines)} recorded as not done.",
    )


def _new_date(lines: Lines, here: Circumstances) -> Asked:
    late = sum(bool(line.days_overdue) for line in lines)
    counts = "" if not late else " It is late, so it counts as carried." if len(lines) == 1 else ""
    if late and len(lines) > 1:
        counts = f" {late} of {len(lines)} are late and count as carried."

    def understood(typed: str) -> str:
        said = here.day(typed)
        if said is None or said.due_on is None:
            return ""
        rest = "" if here.calendar.is_working_day(said.due_on) else ", not a working day"
        return f"{say_day(said.due_on)}{rest}.{counts} Enter keeps. Esc leaves."

    day = Question(f"New date for {_whom(lines)}?", DATES, understood=understood)
    why = _line("Why is the date another one?", "what stood in the way; the trail keeps it")

    def command(said: Answers) -> Command:
        found = here.day(said[0])
        assert found is not None, "only what was understood was taken"
        assert found.due_on is not None, "only a day was taken"
        return steps.new_date(lines, found.due_on, said[1], here.now)

    return Asked((lambda _said: day, why), command, f"{_have(lines)} a new date.")


def _assign(lines: Lines, here: Circumstances) -> Asked:
    def understood(typed: str) -> str:
        found = here.owner(typed)
        return f"{found[0]}. Enter keeps. Esc leaves." if found is not None else ""

    who = Question(
        f"Who does {_whom(lines)} now?", "the name of an agency, or of somebody there", understood=understood
    )
    agreed = Question("Have they agreed to it?", choices=YES_NO)

    def command(said: Answers) -> Command:
        found = here.owner(said[0])
        assert found is not None, "only what was understood was taken"
        return ReassignActions(
            tuple(line.id for line in lines), found[1], said[1], here.now, is_agreed=said[2] == "y"
        )

    why = _line("Why does somebody else do it?", "the trail keeps it")
    return Asked((lambda _said: who, why, lambda _said: agreed), command, f"{_have(lines)} another owner.", 0)


def _lasted(lines: Lines, here: Circumstances) -> Asked:
    has = Question(f"Has {_whom(lines)} lasted?", choices={"y": "yes, it holds", "n": "no, it is open again"})
    seen = _line("What was seen?", "by whom, and when; the trail keeps it")

    def again(said: Answers) -> Question | None:
        if said[0] == "n":
            return None

        def understood(typed: str) -> str:
            if not typed.strip():
                return "Not again. Enter keeps. Esc leaves."
            found = here.day(typed)
            return f"{say_day(found.due_on)}. Enter keeps." if found is not None and found.due_on else ""

        return Question(
            "When does somebody look again?",
            f"may stay empty, or {DATES}",
            understood=understood,
            may_be_empty=True,
        )

    def command(said: Answers) -> Command:
        found = here.day(said[2]) if said[2] else None
        day = found.due_on if found is not None else None
        return steps.lasted(lines, said[1], here.now, has_lasted=said[0] == "y", again_on=day)

    return Asked((lambda _said: has, seen, again), command, f"{_are(lines)} looked at again.")


def _part(sheet: ActionSheet | None, here: Circumstances) -> Asked | str:
    waiting = [part for part in sheet.parts if not part.is_done][:9] if sheet is not None else []
    if not waiting:
        return "This action has no part that is still open."
    which = Question(
        "Which part is done?", choices={str(number): part.text[:60] for number, part in enumerate(waiting, 1)}
    )
    how = _line("How is it known?", "may stay empty", may_be_empty=True)

    def command(said: Answers) -> Command:
        part = waiting[int(said[0]) - 1]
        return MovePart(part.id, ActionStatus.COMPLETED, here.now, said[1])

    return Asked((lambda _said: which, how), command, "The part is done.")


def _line(text: str, hint: str, *, may_be_empty: bool = False) -> Callable[[Answers], Question | None]:
    return partial(_same, Question(text, hint, may_be_empty=may_be_empty))


def _same(question: Question, _said: Answers) -> Question:
    return question


def _whom(lines: Lines) -> str:
    return lines[0].reference if len(lines) == 1 else f"{len(lines)} actions"


def _are(lines: Lines) -> str:
    return f"{lines[0].reference} is" if len(lines) == 1 else f"{len(lines)} actions are"


def _have(lines: Lines) -> str:
    return f"{lines[0].reference} has" if len(lines) == 1 else f"{len(lines)} actions have"
