"""The words of the sending view."""

from __future__ import annotations

from datetime import timedelta

from meetingdesk.app.sending.ledger import LedgerLine
from meetingdesk.app.sending.listing import OVER, Before, SendLine
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.documents import SentBy
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.sending.states import SendState
from ui.offers import Lines
from ui.screens.documents.words import say_kinds
from ui.words import many, say_date

KEYS: Lines = (
    ("", "Sending"),
    ("↑ ↓", "Move over the recipients"),
    ("Space", "Tick a recipient, or take the tick away"),
    ("R", "Say why it is sent all the same, where a stop asks for a reason"),
    ("I", "For information only: they are asked to do nothing"),
    ("N", "They do not get it: say why, and it is written down"),
    ("Ctrl+Enter", "Prepare the pack; once it is prepared, send what the list shows"),
    ("G", "Go to the ledger, and back to the recipients"),
    ("", "Ledger"),
    ("A", "The reader says that it arrived"),
    ("U", "It is on the reader’s own record"),
    ("P", "It was passed on inside the agency"),
    ("B", "It came back: say why"),
    ("C", "Recall it: say why"),
    ("L", "It left: posted, handed over, or sent from your own mail program"),
    ("X", "Take it back before it leaves; or say that it did not leave"),
    ("Esc", "Leave a question, stop what is being made"),
)
ROUTES = {
    SentBy.SECURE_EMAIL: "e-mail",
    SentBy.PORTAL: "portal",
    SentBy.RECORDED_POST: "recorded post",
    SentBy.BY_HAND: "by hand",
}
STATE_MARK = {
    SendState.NOT_SENT: "–",
    SendState.WAITING: "…",
    SendState.LEAVING: "?",
    SendState.SENT: "→",
    SendState.ACKNOWLEDGED: "✓",
    SendState.UPLOADED: "✓",
    SendState.PASSED_ON: "✓",
    SendState.RETURNED: "✕",
    SendState.RECALLED: "✕",
}


def say_who(line: SendLine) -> str:
    """Return a recipient with whoever opens their post."""
    to = line.proposed.to
    return f"{to.name} · {to.worker}" if to.worker and to.worker != to.name else to.name


def say_how(line: SendLine, kinds: tuple[DocumentKind, ...]) -> str:
    """Return what they get, by which route and to which address."""
    if line.proposed.gap:
        return line.proposed.gap
    what = say_kinds(kinds) if kinds else say_before(line.before) or "nothing of what leaves now"
    address = f" to {line.proposed.to.email}" if line.route.is_mail else ""
    return f"{what[:1].upper()}{what[1:]} · {line.route.label.lower()}{address}"


def say_stop(line: SendLine, reason: str) -> tuple[str, str]:
    """Return the mark and the sentence of what stands in the way, or why nobody ticked it."""
    if line.is_stopped:
        return "✕", line.stops[0].says
    over = say_over(line.before)
    if over and not reason:
        return "△", over
    if line.needs_reason:
        return ("✓", f"{line.stops[0].says} Your reason: {reason}") if reason else ("△", line.stops[0].says)
    if line.proposed.unticked_because:
        return "△", line.proposed.unticked_because
    if line.proposed.take_care:
        return "△", line.proposed.take_care
    return "", " ".join(line.proposed.because)


def say_over(before: tuple[Before, ...]) -> str:
    """Return what somebody decided against, took back or recalled, and why: Not sent: told by telephone."""
    last = {one.kind: one for one in before}
    found = (one for one in last.values() if one.state in OVER)
    said = (f"{one.state.label}: {one.because}" if one.because else one.state.label for one in found)
    return "; ".join(dict.fromkeys(said))


def say_before(before: tuple[Before, ...]) -> str:
    """Return what became of the versions that a recipient was sent before."""
    return ", ".join(f"{say_kinds((one.kind,))}: {one.state.label.lower()}" for one in before)


def say_all(line: SendLine, reason: str, *, is_for_information: bool) -> str:
    """Return everything about a recipient, in sentences."""
    proposed = line.proposed
    parts = [
        " ".join(proposed.because),
        f"{line.route.label}: {line.route_says}.",
        "For information only; they are asked to do nothing." if is_for_information else proposed.asked_to,
        proposed.take_care,
        "" if proposed.is_ticked else proposed.unticked_because,
    ]
    parts += [f"{'✕' if stop.is_hard else '△'} {stop.says} {stop.mend}" for stop in line.stops]
    if line.is_stopped:
        parts.append("Nobody can let this pass here.")
    elif line.needs_reason:
        parts.append(f"Your reason: {reason}" if reason else "Press R to say why it is sent all the same.")
    if line.before:
        parts += [f"Before: {say_before(line.before)}.", say_over(line.before)]
    return "\n".join(part for part in parts if part)


def say_ledger(line: LedgerLine) -> str:
    """Return a file of the ledger: which document, which version, whose copy."""
    number = f", copy {line.copy_number}" if line.copy_number else ""
    return f"{line.document}, version {line.version}{number} · {line.reference}"


def say_days(line: LedgerLine) -> str:
    """Return by which way it left, when and after how many days."""
    if line.sent_at is None:
        return line.because or f"{ROUTES[line.route]}, not yet left"
    day = say_date(line.sent_at.astimezone(LONDON).date())
    parts = [f"{ROUTES[line.route]}, {day} by {line.sent_by or 'somebody'}"]
    if line.days_to_sent is not None:
        parts.append(f"{many(line.days_to_sent, 'day')} after the meeting{', late' if line.is_late else ''}")
    if line.days_to_heard is not None:
        parts.append(f"heard after {many(line.days_to_heard, 'day')}")
    if line.passed_on_to:
        parts.append(f"passed on: {line.passed_on_to}")
    if line.because:
        parts.append(line.because)
    return " · ".join(parts)


def say_left(left: timedelta) -> str:
    """Return for how long something can still be taken back: 4:05."""
    seconds = max(int(left.total_seconds()), 0)
    return f"{seconds // 60}:{seconds % 60:02}"
