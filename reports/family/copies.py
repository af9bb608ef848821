"""The family's copy, a child's copy and the letter with the decision."""

from __future__ import annotations

from dataclasses import replace

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.family_record import age_on
from meetingdesk.domain.gaps.facts import CaseFacts
from reports.blocks import Builder, Report, plain
from reports.family.names import full_name_of
from reports.family.parts import (
    add_decided,
    add_lead,
    add_next,
    add_who_does_what,
    add_whom_to_call,
    held,
    plan_points,
)
from reports.glossary import explained, paragraph
from reports.languages import add_own_language
from reports.minutes.decisions import outcome_of
from reports.minutes.head import FOR_FAMILIES, report_of
from reports.words import joined, sentence

FOR_CHILDREN = 16.0
OLDER_FROM = 12
"""From this age on a child reads reasons and the whole list of who does what."""


def family_copy(copy: Copied) -> Report:
    """Return the meeting in plain language: what was decided and why, who does what, whom to call."""
    made = Builder()
    add_own_language(made, copy)
    for case in copy.cases:
        add_decided(made, copy, case)
        inside = Builder()
        inside.facts(plan_points(copy, case))
        made.part("What has to change", 2, inside)
        add_who_does_what(made, copy, case)
    add_next(made, copy)
    made.heading("If you do not agree")
    made.paragraph(plain(paragraph("families", "disagree")))
    made.paragraph(plain(paragraph("families", "mistakes")))
    for case in copy.cases:
        add_whom_to_call(made, copy, case)
    _add_words(made)
    who = full_name_of(copy, copy.reader.person_id)
    title = f"Your meeting: {who}" if who else "Your family’s meeting"
    return _for_family(copy, title, made, FOR_FAMILIES)


def child_copy(copy: Copied) -> Report:
    """Return the meeting for a child: what you said, what was decided, whom you can tell."""
    made = Builder()
    add_own_language(made, copy)
    for case in copy.cases:
        age = _age_of_reader(copy, case)
        is_older = age is None or age >= OLDER_FROM
        _add_own_words(made, copy, case)
        _add_decided_for(made, copy, case, is_older=is_older)
        if is_older:
            add_who_does_what(made, copy, case, "Who does what now")
        else:
            _add_simply(made, copy, case)
        add_lead(made, copy, case, "Whom you can ask")
    add_next(made, copy)
    made.heading("If you think it is not right")
    made.paragraph(plain(paragraph("children", "disagree")))
    _add_words(made)
    name = full_name_of(copy, copy.reader.person_id)
    return _for_family(copy, f"For {name or copy.reader.name}", made, FOR_CHILDREN)


def decision_letter(copy: Copied) -> Report:
    """Return the letter that goes out next: the outcome, brief reasons, the outline of the plan."""
    made = Builder()
    to = full_name_of(copy, copy.reader.person_id)
    made.paragraph(plain(f"Dear {to}," if to else "To everybody who was asked to the meeting"))
    add_own_language(made, copy)
    meeting = copy.facts.meeting
    made.paragraph(
        plain(sentence(f"This letter says what was decided at the {copy.facts.kind.title.lower()}"))
    )
    for case in copy.cases:
        add_decided(made, copy, case, "The decision")
        inside = Builder()
        inside.facts(plan_points(copy, case))
        made.part("The plan in outline", 2, inside)
        add_whom_to_call(made, copy, case)
    add_next(made, copy)
    made.heading("If you do not agree")
    made.paragraph(plain(paragraph("families", "disagree")))
    chair = copy.facts.workers.get(meeting.chair_id) if meeting.chair_id is not None else None
    if chair is not None:
        made.paragraph(plain(joined((chair.name, chair.job_title))))
    if not copy.reader.is_professional:
        _add_words(made)
    return _for_family(copy, "What was decided", made, FOR_FAMILIES)


def _add_own_words(made: Builder, copy: Copied, case: CaseFacts) -> None:
    voice = case.voices.get(copy.reader.person_id) if copy.reader.person_id is not None else None
    if voice is None:
        return
    words = [row.text for row in copy.facts.words.get(voice.id, ())]
    inside = Builder()
    for text in words:
        inside.quote(text)
    inside.paragraph(plain(f"What that changed: {sentence(voice.impact)}" if voice.impact else ""))
    made.part("What you told us", 2, inside)


def _add_decided_for(made: Builder, copy: Copied, case: CaseFacts, *, is_older: bool) -> None:
    """Add what was decided for this child; an older one reads the reason too, none who said what."""
    inside = Builder()
    for decision in sorted(case.decisions, key=lambda row: row.position):
        if decision.child_id not in (None, copy.reader.person_id):
            continue
        inside.paragraph(plain(sentence(decision.text or outcome_of(case, decision))))
        if is_older and decision.rationale:
            inside.paragraph(plain(f"Why: {sentence(decision.rationale)}"))
    made.part("What the grown-ups decided", 2, inside)


def _add_simply(made: Builder, copy: Copied, case: CaseFacts) -> None:
    """Add the actions that are for this child, one sentence each."""
    own = {
        row.action_id
        for rows in copy.facts.protects.values()
        for row in rows
        if row.person_id == copy.reader.person_id
    }
    items = [plain(sentence(action.text)) for action in case.actions if action.id in own]
    inside = Builder()
    inside.listing(items)
    made.part("What happens now", 2, inside)


def _age_of_reader(copy: Copied, case: CaseFacts) -> int | None:
    person = next((one.person for one in case.people if one.id == copy.reader.person_id), None)
    return age_on(person, copy.facts.day) if person is not None else None


def _add_words(made: Builder) -> None:
    words = explained(made.done())
    inside = Builder()
    inside.facts(words)
    made.part("Words in this paper", 2, inside)


def _for_family(copy: Copied, title: str, made: Builder, points: float) -> Report:
    report = report_of(copy, title, made.done(), points=points, below=held(copy))
    return replace(report, subject="")
