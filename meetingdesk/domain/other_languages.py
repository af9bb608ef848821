"""Who needs what is said and written in another language than English."""

from __future__ import annotations

from meetingdesk.domain.people import Interpreter, Person

ORIGIN = "copy_in_language"
"""By what a task to have a copy in another language is known among the actions of a meeting."""
_NEEDED = frozenset({Interpreter.NEEDED, Interpreter.SIGNER_NEEDED})


def needed_language(person: Person) -> str:
    """Return the language in which somebody needs what is said and written; empty where none is needed."""
    if person.interpreter not in _NEEDED:
        return ""
    usual = "sign language" if person.interpreter is Interpreter.SIGNER_NEEDED else "another language"
    return (person.interpreter_language or person.first_language).strip() or usual
