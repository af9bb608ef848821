"""The words and shapes in which the parts of preparing say where something stands."""

from __future__ import annotations

from meetingdesk.app.preparing import CaseLine, Preparation, WrittenInvitation
from meetingdesk.domain.invitation_lines import NOT_INVOLVED, LineState
from meetingdesk.domain.invitations import Group
from meetingdesk.domain.meetings import ListKind
from ui.words import many, say_date, say_time

STATE = {
    LineState.TO_ASK: ("△ To ask", "attention"),
    LineState.NOT_KNOWN: ("△ Which one?", "attention"),
    LineState.PARTLY: ("△ Asked partly", "attention"),
    LineState.INVITED: ("● Invited", "settled"),
    LineState.ASKED: ("● Asked", "settled"),
    LineState.ANSWERED: ("✓ Answered", "settled"),
    LineState.NOTHING_KNOWN: ("○ Nothing known", "plain"),
    LineState.NOT_INVOLVED: ("○ Not involved", "plain"),
    LineState.DECLINED: ("✕ Declined", "wrong"),
    LineState.NOT_ASKED: ("– Not asked", "plain"),
    LineState.NOT_COMING: ("✕ Not coming", "wrong"),
}
_WITH_REASON = frozenset({LineState.NOT_ASKED, LineState.NOT_INVOLVED, LineState.DECLINED})
WITHOUT_REASON = ("△ Not asked: why?", "attention")
TO_INVITE = ("△ To invite", "attention")

GROUP = {
    Group.REQUIRED: "Always asked",
    Group.SEPARATE: "Asked every time, each of its own",
    Group.ASKED: "Asked because of what is recorded",
    Group.PERSON: "For one person",
    Group.ELSEWHERE: "Other areas",
    Group.FAMILY: "The family",
    Group.OTHER: "Besides",
}

LIST_KIND = {
    ListKind.ALERT_ONLY: ("○ Alert only", "plain"),
    ListKind.DEFERRED: ("△ Deferred", "attention"),
    ListKind.TWELVE_MONTHS: ("○ Twelve months", "plain"),
}


def state_of(written: WrittenInvitation) -> tuple[str, str]:
    """Return the words of an invitation with their shape, and the colours they stand in."""
    line = written.line
    if line.state is LineState.NOT_ASKED and not line.is_settled:
        return WITHOUT_REASON
    if line.state is LineState.TO_ASK and not line.proposal.is_asked:
        return TO_INVITE
    return STATE[line.state]


def why(written: WrittenInvitation) -> str:
    """Return why somebody is asked, about whom, and what was said with the state."""
    line, proposal = written.line, written.line.proposal
    has_reason = line.state in _WITH_REASON and line.reason != NOT_INVOLVED
    gap = proposal.gap if line.state is LineState.NOT_KNOWN else ""
    partly = ""
    if line.state is LineState.PARTLY:
        partly = f"{len(proposal.about) - len(line.missing)} of {len(proposal.about)} cases"
    name = proposal.person_name if proposal.person_id is None else ""
    says = proposal.says if proposal.says not in (written.title, "Always asked") else proposal.ask
    parts = (f"{says}: {gap}" if gap else says, name, written.who, partly, line.reason if has_reason else "")
    return " · ".join(part for part in parts if part)


def children(case: CaseLine) -> str:
    """Return who the children of a case are: 2 children, 1 unborn."""
    parts = (
        many(case.children, "child", "children") if case.children else "",
        f"{case.unborn} unborn" if case.unborn else "",
    )
    return ", ".join(part for part in parts if part) or "none"


def taken(case: CaseLine) -> tuple[str, str]:
    """Return how a case is taken, with its shape: for how long, as an alert only, or deferred."""
    if case.kind is not ListKind.FULL:
        return LIST_KIND[case.kind]
    if case.planned_minutes:
        return f"● {many(case.planned_minutes, 'minute')}", "plain"
    return "△ No minutes", "attention"


def about_case(case: CaseLine) -> str:
    """Return what is said of a case under its reference."""
    referred = f"referred {say_date(case.referred_on)}" if case.referred_on is not None else ""
    parts = (
        "repeat" if case.is_repeat else "",
        case.referred_by,
        referred,
        f"transferred from {case.transferred_from}" if case.transferred_from else "",
        "△ safety alert" if case.has_alert else "",
        case.reason,
    )
    return " · ".join(part for part in parts if part)


def say_minutes(minutes: int) -> str:
    """Return a length of time: 45 minutes, 4 h 4 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return many(rest, "minute")
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def say_time_needed(preparation: Preparation) -> str:
    """Return how long the meeting takes and when it is over."""
    if not preparation.planned_minutes:
        return ""
    needed = say_minutes(preparation.planned_minutes)
    if preparation.finishing_at is None:
        return needed
    return f"{needed}, finishing about {say_time(preparation.finishing_at)}"


def times(number: int) -> str:
    """Return how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
