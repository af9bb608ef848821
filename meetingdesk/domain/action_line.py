"""The action line: who does what for whom by when, why, and how it will be known, as it was understood."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from uuid import UUID

from meetingdesk.domain.action_clauses import clauses_of
from meetingdesk.domain.action_text import first_verb, left_of, tidy, verb_of
from meetingdesk.domain.action_words import COLLECTIVE
from meetingdesk.domain.actions import DueBasis
from meetingdesk.domain.clauses import Clause, ClauseKind, asks_for_deed, is_question, told_in
from meetingdesk.domain.date_parts import Lead, SaidDate
from meetingdesk.domain.date_reckoning import Asked
from meetingdesk.domain.deadlines import Around, deadline_of, says_when
from meetingdesk.domain.frequencies import frequency_spans
from meetingdesk.domain.mentions import names_of
from meetingdesk.domain.named_on_line import days_among, days_before_last, named_in
from meetingdesk.domain.naming import Named, people_named
from meetingdesk.domain.owner_groups import Line, Owner, with_elements
from meetingdesk.domain.owners import asked_politely, find_owner
from meetingdesk.domain.owners_in_speech import called_on
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.said_dates import LONGEST_READ, dates_in, read_date
from meetingdesk.domain.slips import Mended, plain_marks
from meetingdesk.domain.statements import is_due_done, is_statement, says_to_be_done, tells_state, told_around
from meetingdesk.domain.understood_action import ActionPiece, NamedOwner, Span, UnderstoodAction
from meetingdesk.domain.workdays import Calendar

__all__ = ["ActionPiece", "NamedOwner", "Span", "UnderstoodAction", "correct", "understand"]


def understand(
    line: str,
    roster: Roster,
    day: date,
    calendar: Calendar,
    next_meeting: date | None = None,
    said_owner: str = "",
    said_due: str = "",
) -> UnderstoodAction:
    """Return what an action line says; the same words always give the same answer.

    `said_owner` and `said_due` are corrections that a person made while the line was still being typed.
    """
    asked = Asked(day, calendar, next_meeting)
    understood = _read(line, roster, asked)
    if said_owner:
        understood = _with_owner(understood, said_owner, roster)
    if said_due:
        understood = _with_due(understood, said_due, asked)
    return understood


def correct(
    understood: UnderstoodAction,
    piece: ActionPiece,
    typed: str,
    roster: Roster,
    day: date,
    calendar: Calendar,
    next_meeting: date | None = None,
) -> UnderstoodAction:
    """Return the action with one part as a person typed it; nothing typed empties the part."""
    match piece:
        case ActionPiece.OWNER:
            return _with_owner(understood, typed, roster)
        case ActionPiece.DUE:
            return _with_due(understood, typed, Asked(day, calendar, next_meeting))
        case ActionPiece.PROTECTS:
            named = dict.fromkeys(one.person_id for one in people_named(typed, roster))
            return replace(understood, protects=tuple(named))
        case ActionPiece.PURPOSE:
            return replace(understood, purpose=typed.strip())
        case ActionPiece.MEASURE:
            return replace(understood, measure=typed.strip())
        case ActionPiece.FREQUENCY:
            return replace(understood, frequency=typed.strip())
        case ActionPiece.TEXT:
            return replace(understood, text=typed.strip(), verb=first_verb(typed.strip(), False))


def _with_owner(understood: UnderstoodAction, typed: str, roster: Roster) -> UnderstoodAction:
    typed = typed.strip()
    cleared = replace(
        understood, owner_agency_id=None, owner_id=None, owner_person_id=None, owner_said=typed,
        is_collective=False, several_owners=False, other_owners=(), representatives=(),
    )  # fmt: skip
    names = names_of(roster)
    shadow = names.slips.mend(plain_marks(typed[:LONGEST_READ]))
    people = people_named(shadow.text, roster)
    found = named_in(shadow.text, names, people, (), capitals_matter=False)
    if not found:
        return replace(cleared, is_collective=bool(typed and COLLECTIVE.search(shadow.text)))
    first = next((one for one in found if one.professional_id), found[0])
    if first.agency_id != found[0].agency_id:
        first = found[0]
    owner = NamedOwner(first.agency_id, first.professional_id, first.person_id)
    others = dict.fromkeys(
        NamedOwner(one.agency_id, one.professional_id, one.person_id)
        for one in found
        if one.person_id is not None or one.agency_id != owner.agency_id
    )
    others.pop(owner, None)
    return _owned(cleared, owner, tuple(others), roster)


def _owned(
    understood: UnderstoodAction, owner: NamedOwner, others: tuple[NamedOwner, ...], roster: Roster
) -> UnderstoodAction:
    offered: tuple[UUID, ...] = ()
    if owner.agency_id is not None and owner.professional_id is None:
        offered = tuple(one.id for one in roster.representatives(owner.agency_id))
    return replace(
        understood, owner_agency_id=owner.agency_id, owner_id=owner.professional_id,
        owner_person_id=owner.person_id, several_owners=bool(others), other_owners=others,
        representatives=offered,
    )  # fmt: skip


def _with_due(understood: UnderstoodAction, typed: str, asked: Asked) -> UnderstoodAction:
    said = read_date(typed, asked.day, asked.calendar, asked.next_meeting)
    cleared = replace(
        understood, due_on=None, due_said=typed.strip(), due_basis=DueBasis.DATE, due_other=None, due_note="",
        due_is_working_day=True,
    )  # fmt: skip
    if said is None:
        return replace(cleared, due_note="not understood as a date") if typed.strip() else cleared
    return _due(cleared, said, typed.strip())


def _due(understood: UnderstoodAction, said: SaidDate, words: str) -> UnderstoodAction:
    return replace(
        understood, due_on=said.due_on, due_said=words, due_basis=said.basis, due_other=said.other,
        due_note=said.note, due_is_working_day=said.is_working_day,
    )  # fmt: skip


def _read(line: str, roster: Roster, asked: Asked) -> UnderstoodAction:
    names = names_of(roster)
    mended = names.slips.mend(plain_marks(line[:LONGEST_READ]))
    shadow = _without_heading(mended.text)
    often = frequency_spans(shadow)
    people = people_named(shadow, roster)
    dates = dates_in(shadow, asked, often)
    mentions = named_in(shadow, names, people, dates)
    if before := days_before_last(shadow, mentions):
        dates = (*dates_in(shadow[:before], asked, often), *(one for one in dates if one.start >= before))
    dates = days_among(dates, mentions)
    found = with_elements(Line(shadow, roster, mentions, dates, ()))
    clauses = clauses_of(found)
    found = Line(shadow, roster, mentions, dates, clauses, found.elements)
    asks = is_question(shadow) and not _is_subject(shadow)
    owner = (asked_politely(found) or called_on(found)) if asks else None
    if owner is not None or (asks and asks_for_deed(shadow) and any(said.due_on for said in dates)):
        asks = False
        owner = owner or find_owner(found)
    elif asks and _is_answered(found):
        asks = False
        owner = find_owner(found)
    elif not asks or not shadow.rstrip().endswith("?") or _is_ordered(found):
        owner = find_owner(found)
    if asks and owner is not None and shadow[: owner.start].strip(" ,:;-"):
        owner = None
    is_told = (
        owner is None
        and (asks or (is_statement(shadow, clauses) and not is_due_done(found)) or tells_state(found))
        and not says_when(dates, shadow)
    )
    due = None
    if not is_told:
        deed_from = owner.end if owner is not None and (owner.is_before_verb or owner.is_by) else 0
        begins = frozenset(found.elements)
        told = told_around(found, owner, clauses)
        around = Around(shadow, asked, clauses, told, begins, deed_from, bool(often))
        due = deadline_of(dates, around)
    if due is None and owner is not None and _was_asked(found, owner, asked):
        owner = None
    return _put_together(line, mended, found, owner, due, often, people, roster)


_WAS_ASKED = re.compile(r"\s*(?:was|were|had\s+been)\s", re.IGNORECASE | re.ASCII)


def _was_asked(line: Line, owner: Owner, asked: Asked) -> bool:
    """Say whether they were to do it on a day that is past: "HV was asked to visit on 3 November"."""
    if not owner.is_before_verb or not _WAS_ASKED.match(line.shadow, owner.named_end):
        return False
    told = told_in(line.shadow)
    return any(
        said.lead is Lead.ON
        and (said.is_past or (said.due_on is not None and (said.due_on - asked.day).days > _FAR_AHEAD))
        and not any(one.start <= said.start < one.end for one in told)
        for said in line.dates
        if said.start >= owner.end
    )


_FAR_AHEAD = 270
"""Days from which on a day without a year is rather the one of the year that is over."""
_LISTED = re.compile(
    r"(?:\s*(?:[-*>\u2022]+\s+|\(?\d{1,2}[.)]\s+"
    r"|(?:urgent|priority|important|nb|note|also|next|lastly|finally|agreed|agreed\s+actions?|actions?\s+agreed"
    r"|recommendation|outcome|decision|actions?(?:\s*\d{1,2})?)\s*:\s+))+(?=\S)",
    re.IGNORECASE,
)
"""What a line of a list begins with, which says nothing of its action: "- ", "3. ", "urgent: "."""


def _without_heading(shadow: str) -> str:
    """Return a text with what only marks its first line blank, every place as it was."""
    match = _LISTED.match(shadow)
    return " " * match.end() + shadow[match.end() :] if match is not None else shadow


_SHOULD = re.compile(r"\s*should\s+[\w'-]+\s", re.IGNORECASE | re.ASCII)
"""What may hold a condition and ask nothing: "should he come back, school to ring"."""


_RELATIVE = re.compile(
    r"\s*(?:what|how|where|why|who|when|which|whether)(?:ever)?\s+(?!(?:is|are|was|were|did|does|do|will|can|should|to)\s)"
    r"(?:[\w'-]+\s+){2,}?(?:to|needs?\s+to|must|should|is\s+to|has\s+to|will)\s+be\s",
    re.IGNORECASE | re.ASCII,
)


def _is_subject(shadow: str) -> bool:
    """Say whether a "what" with which a line begins is only what is done: "what he said to be noted"."""
    return "?" not in shadow and _RELATIVE.match(shadow) is not None and says_to_be_done(shadow)


_PARTED = re.compile(r"\w\s*(?:[,;]|\s-+|\.\.+|\.\s)\s*(?:(?:so|then|and)\s+)*$", re.ASCII | re.IGNORECASE)
"""What parts a question without its mark from who is to find out: "does Theo know - school to ask"."""


def _is_answered(line: Line) -> bool:
    """Say whether somebody is to do something behind a question: "who has the key? csc to ask"."""
    asked = line.shadow.rfind("?")
    if asked < 0 and (case := _SHOULD.match(line.shadow)):
        asked = max(line.shadow.find(","), case.end())
    owner = find_owner(line)
    if asked < 0:
        return (
            owner is not None
            and owner.is_before_verb
            and _PARTED.search(line.shadow, 0, owner.start) is not None
        )
    return owner is not None and owner.named_start > asked


def _is_ordered(line: Line) -> bool:
    """Say whether a line with a question mark still tells somebody what to do."""
    owner = find_owner(line)
    is_asked = owner is not None and (owner.is_before_verb or _ASKED_OF.match(line.shadow) is not None)
    return is_asked and owner is not None and not line.shadow[: owner.start].strip()


_ASKED_OF = re.compile(
    r"\s*(?:an?\s+|the\s+|our\s+)?(?:ask|request|question|query|questions|queries)\s+(?:of|for|to)\s",
    re.IGNORECASE | re.ASCII,
)
"""With which a question begins that somebody is to answer: "question for police: who was in the flat?"."""


def _put_together(
    line: str,
    mended: Mended,
    found: Line,
    owner: Owner | None,
    due: SaidDate | None,
    often: tuple[tuple[int, int], ...],
    people: tuple[Named, ...],
    roster: Roster,
) -> UnderstoodAction:
    def typed(start: int, end: int) -> str:
        return line[mended.back(start) : mended.back(end)]

    spans: list[Span] = []
    gone: list[tuple[int, int]] = []

    def said(piece: ActionPiece, start: int, end: int) -> None:
        spans.append(Span(piece, mended.back(start), mended.back(end)))

    if owner is not None:
        said(ActionPiece.OWNER, owner.named_start, owner.named_end)
        # Whoever cannot be kept as an owner stays in the text, so that nothing is lost.
        if not owner.is_unnamed and not owner.is_collective:
            start = owner.start if found.shadow[: owner.start].strip() else 0
            gone.append((start, owner.end))
    if due is not None:
        said(ActionPiece.DUE, due.start, due.end)
        if due.due_on is not None:
            gone.append((due.start, due.end))
    parts = {ClauseKind.PURPOSE: "", ClauseKind.MEASURE: ""}
    for clause in found.clauses:
        if clause.kind in parts and not parts[clause.kind]:
            words = typed(clause.body, clause.end).strip(" ,;.-")
            if not words:
                continue
            parts[clause.kind] = words
            said(ActionPiece(clause.kind.value), clause.start, clause.end)
            gone.append((clause.start, clause.end))
    often = tuple(span for span in often if not _is_said_elsewhere(span, found.clauses))
    if often:
        said(ActionPiece.FREQUENCY, *often[0])
    protects = _protected(owner, people, found)
    for named in protects:
        said(ActionPiece.PROTECTS, named.start, named.end)
    text = tidy(left_of(line, mended, gone))
    understood = UnderstoodAction(
        line,
        text,
        owner_said=typed(owner.named_start, owner.named_end) if owner else "",
        is_collective=owner.is_collective if owner else False,
        protects=tuple(dict.fromkeys(one.person_id for one in protects)),
        verb=verb_of(line, mended, owner, gone) or first_verb(text, False),
        frequency=typed(*often[0]) if often else "",
        purpose=parts[ClauseKind.PURPOSE],
        measure=parts[ClauseKind.MEASURE],
        spans=tuple(sorted(spans, key=lambda span: (span.start, span.end))),
    )
    if owner is not None:
        first = NamedOwner(owner.agency_id, owner.professional_id, owner.person_id)
        others = (NamedOwner(one.agency_id, one.professional_id, one.person_id) for one in owner.mentions)
        understood = _owned(understood, first, tuple(one for one in others if one != first), roster)
        understood = replace(understood, several_owners=owner.is_several)
    return _due(understood, due, typed(due.start, due.end)) if due is not None else understood


def _is_said_elsewhere(span: tuple[int, int], clauses: tuple[Clause, ...]) -> bool:
    return any(clause.holds(span[0]) for clause in clauses)


def _protected(owner: Owner | None, people: tuple[Named, ...], found: Line) -> list[Named]:
    """Return everybody of the family whom the line names, but not a name by which a professional owns it."""
    taken = [
        (one.start, one.end)
        for one in found.mentions
        if one.professional_id and owner and owner.named_start <= one.start < owner.named_end
    ]
    days = [said for said in found.dates if said.due_on is not None]
    return [
        named
        for named in people
        if not any(start < named.end and named.start < end for start, end in taken)
        and not any(said.date_start < named.end and named.start < said.end for said in days)
    ]
