"""Who has to be written to or spoken with in another language, and what was agreed so that they are."""

from __future__ import annotations

from meetingdesk.domain.actions import Action
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.other_languages import ORIGIN, needed_language
from meetingdesk.domain.people import Interpreter, Person
from reports.blocks import Builder, plain, strong
from reports.family.parts import lead_of
from reports.minutes.actions import owner_of
from reports.words import due_of, joined, sentence


def add_languages(made: Builder, copy: Copied, case: CaseFacts, level: int = 2) -> None:
    """Add for those at work who needs another language, and who sees to it."""
    if not copy.reader.is_professional:
        return
    inside = Builder()
    for one in case.people:
        language = needed_language(one.person)
        if language:
            task = _task_of(copy, case, one.person)
            told = _seen_to(copy, case, task) if task is not None else "nobody has been asked for it yet"
            inside.facts([(one.designation, plain(sentence(joined((f"needs {language}", told), ": "))))])
    made.part("Copies in other languages", level, inside)


def add_own_language(made: Builder, copy: Copied) -> None:
    """Add for somebody of the family that this is to be had in their language, and from whom."""
    person = copy.facts.people.get(copy.reader.person_id) if copy.reader.person_id is not None else None
    language = needed_language(person) if person is not None else ""
    if person is None or not language:
        return
    is_signed = person.interpreter is Interpreter.SIGNER_NEEDED
    case = next((one for one in copy.cases if one.called(person.id)), copy.whole)
    task = _task_of(copy, case, person)
    lead = lead_of(copy, case)
    if task is not None:
        asked = "Somebody to explain this to you" if is_signed else "A copy of this"
        told = f"{asked} in {language} was asked for. {sentence(_seen_to(copy, case, task))}"
    else:
        whom = lead.name if lead is not None else "your social worker"
        told = (
            f"You can ask {whom} to have this explained to you in {language}."
            if is_signed
            else f"You can ask {whom} for a copy of this in {language}, or for somebody who reads it to you."
        )
    made.notice(strong(f"{language}. "), plain(told))


def _task_of(copy: Copied, case: CaseFacts, person: Person) -> Action | None:
    """Return the action by which somebody gets what is written in their language."""
    protects = copy.facts.protects
    return next(
        (
            action
            for action in case.actions
            if action.origin == ORIGIN
            and any(row.person_id == person.id for row in protects.get(action.id, ()))
        ),
        None,
    )


def _seen_to(copy: Copied, case: CaseFacts, action: Action) -> str:
    reference = action.reference if copy.reader.is_professional else ""
    return joined((reference, owner_of(copy, case, action), f"by {due_of(action)}" if action.due_on else ""))
