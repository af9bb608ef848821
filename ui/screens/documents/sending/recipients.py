"""The recipients on the screen: who is ticked, why, with which reason, and what was made for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from meetingdesk.app.sending.commands import MadeParcel
from meetingdesk.app.sending.listing import OVER, SendLine, SendList
from meetingdesk.app.sending.preparing import Wanted
from meetingdesk.domain.meeting_words import DocumentKind
from ui.screens.documents.sending.painted_list import PaintedLine
from ui.screens.documents.sending.preparing import MadePack, Stopped
from ui.screens.documents.sending.words import say_all, say_before, say_how, say_stop, say_who


@dataclass
class Recipients:
    """What the list shows; it holds values only, and nothing of Qt."""

    shown: SendList | None = None
    kinds: tuple[DocumentKind, ...] = ()
    ticked: set[str] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)
    for_information: set[str] = field(default_factory=set)
    made: dict[str, MadeParcel] = field(default_factory=dict)
    stopped: dict[str, Stopped] = field(default_factory=dict)
    _over: dict[str, int] = field(default_factory=dict)
    """How often something was decided against, taken back or came back, by recipient that was seen."""

    def show(self, shown: SendList, kinds: tuple[DocumentKind, ...]) -> None:
        """Show other lines; who is proposed is ticked once, and not again after a decision against it."""
        self.shown, self.kinds = shown, kinds
        for line in shown.lines:
            over = sum(1 for one in line.before if one.state in OVER)
            if line.key not in self._over and line.proposed.is_ticked:
                self.ticked.add(line.key)
            if over > self._over.get(line.key, 0):
                self.ticked.discard(line.key)
            self._over[line.key] = over
        there = {line.key for line in shown.lines}
        self.ticked &= there
        self.made = {key: made for key, made in self.made.items() if self._is_still_so(key, made)}

    @property
    def lines(self) -> tuple[SendLine, ...]:
        """The recipients."""
        return self.shown.lines if self.shown is not None else ()

    def kinds_of(self, line: SendLine) -> tuple[DocumentKind, ...]:
        """Return what a recipient would get of what leaves now."""
        return line.left(self.kinds)

    def is_ticked(self, line: SendLine) -> bool:
        """Say whether somebody gets something."""
        return line.key in self.ticked and bool(self.kinds_of(line)) and not line.is_stopped

    def turn(self, line: SendLine) -> str:
        """Tick somebody or take the tick away; return what stands in the way, if it does."""
        if line.is_stopped:
            return line.stops[0].says
        if not self.kinds_of(line):
            return line.proposed.gap or say_before(line.before) or "Nothing that leaves now is for them."
        if line.key in self.ticked:
            self.ticked.discard(line.key)
        else:
            self.ticked.add(line.key)
        self.made.pop(line.key, None)
        return ""

    def give_reason(self, line: SendLine, reason: str) -> None:
        """Keep why it is sent all the same, and tick it."""
        self.reasons[line.key] = reason
        self.ticked.add(line.key)
        self.made.pop(line.key, None)

    def turn_information(self, line: SendLine) -> None:
        """Let somebody have it for information only, or not."""
        self.for_information ^= {line.key}
        self.made.pop(line.key, None)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Those for whom a pack is to be made."""
        return tuple(
            Wanted(
                line.key,
                self.kinds_of(line),
                line.key in self.for_information,
                self.reasons.get(line.key, "") if line.needs_reason else "",
            )
            for line in self.lines
            if self.is_ticked(line)
        )

    @property
    def is_all_ready(self) -> bool:
        """Whether all that can leave is made; whoever was stopped does not keep the others waiting."""
        waits = [one for one in self.wanted if one.key not in self.stopped]
        return bool(waits) and len(self.ready) == len(waits)

    @property
    def without_reason(self) -> SendLine | None:
        """The first who is ticked and for whom a reason is still to be given."""
        return next(
            (
                line
                for line in self.lines
                if self.is_ticked(line) and line.needs_reason and not self.reasons.get(line.key)
            ),
            None,
        )

    @property
    def ready(self) -> tuple[MadeParcel, ...]:
        """What is made and would be sent now: of those who are ticked."""
        return tuple(
            self.made[line.key] for line in self.lines if self.is_ticked(line) and line.key in self.made
        )

    def take(self, pack: MadePack) -> None:
        """Keep what was made, and who was stopped."""
        self.made |= {one.to.key: one for one in pack.parcels}
        self.stopped = {one.key: one for one in pack.stopped}

    def forget_made(self) -> None:
        """Something is another now: what was made is not what would be sent."""
        self.made.clear()
        self.stopped.clear()

    def place_of(self, line: SendLine) -> int:
        """Return in which row somebody stands."""
        return self.lines.index(line)

    def painted(self) -> tuple[PaintedLine, ...]:
        """Return the lines as they are painted."""
        return tuple(self._painted(line) for line in self.lines)

    def say(self, line: SendLine) -> str:
        """Return everything about a recipient."""
        said = say_all(
            line, self.reasons.get(line.key, ""), is_for_information=line.key in self.for_information
        )
        stopped = self.stopped.get(line.key)
        if stopped is not None:
            said = "\n".join((f"✕ {' '.join(stopped.said)}", said))
        return said

    def _painted(self, line: SendLine) -> PaintedLine:
        kinds = self.kinds_of(line)
        mark, last = say_stop(line, self.reasons.get(line.key, ""))
        tone = {"✕": "wrong", "△": "attention", "✓": "settled"}.get(mark, "")
        stopped = self.stopped.get(line.key)
        if stopped is not None:
            mark, last, tone = "✕", stopped.said[0], "wrong"
        return PaintedLine(
            say_who(line),
            say_how(line, kinds),
            f"{mark} {last}".strip(),
            self._chip(line),
            tone,
            self.is_ticked(line),
        )

    def _chip(self, line: SendLine) -> str:
        if line.key in self.stopped:
            return "✕ stopped"
        if line.key in self.made and self.is_ticked(line):
            return "✓ ready to send"
        if line.is_stopped:
            return "✕ not from here"
        if line.before and not self.kinds_of(line):
            return line.before[-1].state.label
        return "for information" if line.key in self.for_information else ""

    def _is_still_so(self, key: str, made: MadeParcel) -> bool:
        line = next((one for one in self.lines if one.key == key), None)
        if line is None or line.proposed.to.email != made.to.email or line.is_stopped:
            return False
        return {copy.kind for copy in made.copies} <= set(line.left(copy.kind for copy in made.copies))
