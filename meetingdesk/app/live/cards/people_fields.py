"""What is asked of a person on a card of the people of a family."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from meetingdesk.app.live.cards.card import CardField, Choices, FieldKind
from meetingdesk.domain.families import Approached, FamilyRole
from meetingdesk.domain.family_record import GROWN_UP
from meetingdesk.domain.people import BirthDateIs, Interpreter, Person, YesNo
from meetingdesk.domain.roster import Being

OLDEST = 110
FATHERS_AND_PARTNERS = frozenset({FamilyRole.PARENT, FamilyRole.PARTNER, FamilyRole.ALLEGED_PERPETRATOR})
"""Who is easily left out: whether anybody has spoken with them is asked of each."""

_K = FieldKind
_YES_NO: Choices = ((YesNo.UNKNOWN, "not said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))
_INTERPRETER: Choices = (
    (Interpreter.NOT_KNOWN, "not said"),
    (Interpreter.NOT_NEEDED, "not needed"),
    (Interpreter.NEEDED, "needed"),
    (Interpreter.SIGNER_NEEDED, "signer needed"),
)
_APPROACHED: Choices = (
    (Approached.NOT_KNOWN, "not said"),
    (Approached.IN_CONTACT, "in contact"),
    (Approached.TO_BE_CONTACTED, "to be contacted"),
    (Approached.NOT_APPROACHED, "not approached"),
)

NAME = (CardField("full", "Name", _K.LINE, hint="As they write it", along=(("given", ""), ("family", ""))),)
"""A name that is written anew takes its parts along, which nobody has looked at."""


def fields_of_person(
    being: Being, roles: frozenset[FamilyRole], person: Person, day: date
) -> Iterator[CardField]:
    """Yield what is asked of the person themselves, what matters at a table first."""
    is_unborn = being is Being.UNBORN
    if is_unborn:
        yield CardField("expected_date", "Expected", _K.DAY_AHEAD, hint="14 March")
    else:
        yield from _age(being, person, day)
    lives = "Where the mother is" if is_unborn else "Lives with"
    yield CardField("whereabouts", lives, _K.LINE, hint="Whom, and where")
    if not is_unborn:
        yield CardField("first_language", "First language", _K.LINE)
        yield CardField("interpreter", "Interpreter", _K.CHOICE, _INTERPRETER)
        is_needed = person.interpreter in (Interpreter.NEEDED, Interpreter.SIGNER_NEEDED)
        yield CardField("interpreter_language", "Into which language", _K.LINE, is_main=is_needed)
        yield CardField("disability", "Disability", _K.LINE, hint="None, or which")
        yield CardField("communication_needs", "Needs to take part", _K.LINE, is_main=False)
    if FamilyRole.VICTIM in roles:
        yield from _safe()
    yield CardField("notes", "Notes", _K.BRIEF, is_main=False)


def fields_of_member(being: Being, roles: frozenset[FamilyRole]) -> Iterator[CardField]:
    """Yield what is asked of their place in this family."""
    is_adult = being is Being.ADULT
    yield CardField("in_household", "In the household", _K.CHOICE, _YES_NO, is_main=is_adult)
    if roles & FATHERS_AND_PARTNERS:
        is_main = FamilyRole.VICTIM not in roles
        yield CardField("approached", "Contact with them", _K.CHOICE, _APPROACHED, is_main=is_main)
        hint = "Why not, or how"
        yield CardField("approached_note", "Why", _K.LINE, hint=hint, is_main=is_main)
    yield CardField("note", "Who they are", _K.BRIEF, hint="To the children", is_main=is_adult)


def _age(being: Being, person: Person, day: date) -> Iterator[CardField]:
    exact = (("birth_date_is", BirthDateIs.EXACT),)
    yield CardField("birth_date", "Date of birth", _K.PAST_DAY, hint="12/3/2019", along=exact)
    years = range(GROWN_UP) if being is Being.CHILD else range(12, OLDEST)
    ages: Choices = ((None, "not said"), *((number, str(number)) for number in years))
    known = person.approximate_age
    if known is not None and known not in years:
        ages = (*ages, (known, str(known)))
    is_main = person.birth_date is None
    said = (("approximate_age_on", day),)
    yield CardField("approximate_age", "Or about, in years", _K.CHOICE, ages, is_main=is_main, along=said)


def _safe() -> Iterator[CardField]:
    yield CardField("safe_to_call", "Safe to call", _K.CHOICE, _YES_NO)
    yield CardField("safe_method", "How", _K.LINE, hint="Telephone, through whom")
    yield CardField("safe_times", "When", _K.LINE, hint="When nobody listens")
