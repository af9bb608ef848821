"""Why a case came to a meeting of many: by which criterion, from whom, when, and whether it came before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.cards.of_family import choices_with
from meetingdesk.app.live.head import Head
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meetings import AgendaPoint, MeetingCase
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Roster
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset({"meeting_case", "agency", "professional"})

_K = FieldKind
_YES_NO: Choices = ((YesNo.UNKNOWN, "not said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))
MOST_OF_CHECKLIST = 24
_SCORES: Choices = ((None, "not said"), *((count, str(count)) for count in range(MOST_OF_CHECKLIST + 1)))


def referral_cards(
    _reading: Reading, head: Head, point: AgendaPoint, roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return the card of one case; a meeting about one family writes this as a stream."""
    case = head.case(point.family_id)
    if case is None:
        return ()
    row = case.case
    block = Block(MeetingCase, (("id", row.id),), tuple(_fields(head, roster, row)), row)
    title = "Why this case is here"
    return (Card(row.id, title, "", (block,), tuple(_flags(row, is_repeat=case.is_repeat))),)


def _fields(head: Head, roster: Roster, row: MeetingCase) -> Iterator[CardField]:
    criteria = head.kind.criteria if head.kind is not None else ()
    agencies = choices_with(
        [(one.id, one.name) for one in roster.agencies],
        row.referring_agency_id,
        "an agency not of this meeting",
    )
    yield CardField("reason", "What happened", hint="The incident, and what is feared")
    yield CardField("incident_on", "When", _K.PAST_DAY)
    if criteria:
        yield CardField("criteria", "Criterion", _K.CHOICES, tuple((one.key, one.label) for one in criteria))
    yield CardField("checklist_score", "Checklist: yes to", _K.CHOICE, _SCORES)
    yield CardField("referring_agency_id", "Referred by", _K.CHOICE, agencies)
    yield CardField("referred_on", "Referred on", _K.PAST_DAY)
    yield CardField("last_referred_on", "Here before, last on", _K.PAST_DAY)
    yield CardField("is_repeat", "Repeat", _K.CHOICE, _YES_NO, is_main=False)
    yield CardField("checklist", "Which checklist", _K.LINE, is_main=False)
    yield CardField("checklist_by", "Filled in by", _K.LINE, is_main=False)
    yield CardField("checklist_on", "Filled in on", _K.PAST_DAY, is_main=False)


def _flags(row: MeetingCase, *, is_repeat: bool) -> Iterator[Flag]:
    if not row.criteria and row.checklist_score is None:
        yield Flag("criterion: nobody has said", Tone.WRONG)
    if is_repeat:
        on = f", last {say_day(row.last_referred_on)}" if row.last_referred_on is not None else ""
        yield Flag(f"repeat{on}", Tone.ATTENTION)
