"""The reflective prompts of a meeting: a question, an answer of a line, or the note that it was passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.head import Head
from meetingdesk.domain.meeting_type_files import MOST_PROMPTS
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.risk import Reflection
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset({"reflection"})

_PASSED: Choices = ((False, "no"), (True, "yes"))


def reflection_cards(
    reading: Reading, head: Head, point: AgendaPoint, _roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return one card with every prompt that the type picks; none where it picks none."""
    family_id = head.family_at(point)
    rows = reading.find(Reflection, meeting_id=head.meeting.id, family_id=family_id)
    answered: dict[str, Reflection] = {}
    for row in rows:
        answered.setdefault(row.prompt, row)
    questions = _questions(head, answered)
    if not questions:
        return ()
    usual = _usual(head, point)
    blocks = tuple(_blocks(head, family_id, usual, questions, answered))
    # What is passed is told as well as what is answered: both have been asked.
    flags = tuple(_flags([answered.get(key) for key in questions]))
    return (Card(point.id, "Questions to think about", _below(usual), blocks, flags),)


def _questions(head: Head, answered: Mapping[str, Reflection]) -> dict[str, str]:
    """Return the questions by their key: those of the type, and any others that were answered here."""
    picked = head.kind.prompts[:MOST_PROMPTS] if head.kind is not None else ()
    prompts = rulebook().prompts
    found = {}
    for key in dict.fromkeys((*picked, *answered)):
        # As it was asked: an organisation may change its questions afterwards.
        asked = answered[key].question if key in answered else ""
        text = asked or (prompts[key].text if key in prompts else "")
        if text or key in answered:
            found[key] = text or key.replace("_", " ").capitalize()
    return found


def _blocks(
    head: Head,
    family_id: UUID | None,
    usual: Visibility,
    questions: Mapping[str, str],
    answered: Mapping[str, Reflection],
) -> Iterator[Block]:
    for key, question in questions.items():
        yield Block(
            Reflection,
            (("meeting_id", head.meeting.id), ("family_id", family_id), ("prompt", key)),
            (
                CardField("answer", question, hint="A line, or passed"),
                CardField(
                    "is_passed",
                    "Passed",
                    FieldKind.CHOICE,
                    _PASSED,
                    # What was answered was not passed.
                    is_main=key not in answered or not answered[key].answer,
                    heard=f"Passed: {question}",
                ),
            ),
            answered.get(key),
            (("question", question), ("visibility", usual)),
            is_let_go=True,
        )


def _flags(rows: Sequence[Reflection | None]) -> Iterator[Flag]:
    said = sum(1 for row in rows if row is not None and row.answer)
    passed = sum(1 for row in rows if row is not None and row.is_passed and not row.answer)
    open_still = len(rows) - said - passed
    if said:
        yield Flag(f"{said} answered", Tone.SETTLED)
    if passed:
        yield Flag(f"{passed} passed", Tone.PLAIN)
    if open_still:
        yield Flag(f"{open_still} not asked yet", Tone.ATTENTION)


def _usual(head: Head, point: AgendaPoint) -> Visibility:
    section = head.kind.section(point.section) if head.kind is not None else None
    return section.visibility if section is not None else Visibility.V1


def _below(usual: Visibility) -> str:
    return f"▣ {usual.label}" if usual is not Visibility.V0 else ""
