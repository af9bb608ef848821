"""What became of a decision since: the part of its card that is filled in once the record is finalised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from meetingdesk.app.changed_decisions import (
    AllAreTold,
    BeginChange,
    ChangeDecision,
    ToTell,
    is_complete,
    missing_of,
    not_told,
)
from meetingdesk.app.live.cards.card import Block, CardField, Choices, FieldKind, Flag, Offer
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import DecisionChange
from meetingdesk.domain.meetings import FINALISED, Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roll_call import Tone

_K = FieldKind
_AGAIN: Choices = ((YesNo.UNKNOWN, "not said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """The changes of one decision, the first one first, and who has to know of them."""

    meeting: Meeting
    decision_id: UUID
    changes: Sequence[DecisionChange]
    told: tuple[ToTell, ...]
    workers: Callable[[UUID | None], Choices]
    """Who can have changed it, with whoever did."""

    @property
    def is_finalised(self) -> bool:
        """Whether the record of the meeting is closed, so that changes are written beside it."""
        return self.meeting.status in FINALISED

    def blocks(self) -> Iterator[Block]:
        """Yield what was changed, the last change first: it is what holds now."""
        for number in range(len(self.changes), 0, -1):
            change = self.changes[number - 1]
            untold = not_told(change.told, self.told)
            yield Block(
                DecisionChange,
                (("id", change.id),),
                tuple(self._fields(change)),
                change,
                (("decision_id", change.decision_id),),
                heading="Changed since" if number == 1 else f"Changed again ({number})",
                note=f"To be told: {'; '.join(one.says for one in untold)}." if untold else "",
                offers=tuple(_offers_of(change, untold)) if self.is_finalised else (),
            )

    def flags(self) -> Iterator[Flag]:
        """Yield what is missing of the last change."""
        if not self.changes:
            return
        last = self.changes[-1]
        missing = tuple(missing_of(last))
        if missing or last.changed_on is None:
            yield Flag("change not complete" if missing else "change not recorded yet", Tone.WRONG)
        else:
            yield Flag(f"changed {say_day(last.changed_on)}", Tone.ATTENTION)
        yield from (Flag(f"{words}?", Tone.WRONG) for words in missing)
        if not last.who_agrees:
            yield Flag("who agrees?", Tone.ATTENTION)
        untold = not_told(last.told, self.told)
        if untold:
            yield Flag(f"{len(untold)} to be told", Tone.WRONG)
        elif self.told:
            yield Flag("all told", Tone.SETTLED)

    def offers(self) -> Iterator[Offer]:
        """Yield that another change can be written down, where none is being written."""
        if self.is_finalised and all(map(is_complete, self.changes)):
            yield Offer("Changed since?", BeginChange(self.decision_id), is_open_after=True)

    def _fields(self, change: DecisionChange) -> Iterator[CardField]:
        is_not_again = change.is_reconvened is YesNo.NO
        for each in (
            CardField("new_text", "What is decided now", hint="In a sentence"),
            CardField("reason", "Why it was changed", hint="What is known now that was not"),
            CardField("consulted", "Who was consulted", _K.BRIEF, hint="Agency, who, when"),
            CardField("who_agrees", "Who agrees", _K.BRIEF, hint="And who does not"),
            CardField("is_reconvened", "Meeting held again", _K.CHOICE, _AGAIN),
            CardField("not_reconvened_because", "Why not", _K.BRIEF, is_main=is_not_again),
            CardField("changed_by_id", "Changed by", _K.CHOICE, self.workers(change.changed_by_id)),
            CardField("told", "Told so far", hint="Who, by whom, and when"),
            CardField("changed_on", "Changed on", _K.DAY_AHEAD, is_main=False),
        ):
            yield replace(each, is_open_after=self.is_finalised)


def _offers_of(change: DecisionChange, untold: tuple[ToTell, ...]) -> Iterator[Offer]:
    if not is_complete(change):
        yield Offer("Record the change", ChangeDecision(change.decision_id, change.id), is_open_after=True)
    if untold:
        yield Offer("All are told", AllAreTold(change.id, untold), is_open_after=True)
