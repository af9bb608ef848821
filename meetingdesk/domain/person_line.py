"""Somebody who has just been named: who they are, as far as a line says it."""

from __future__ import annotations

import re
from datetime import date

from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.past_days import past_day
from meetingdesk.domain.read_person import ReadPerson
from meetingdesk.domain.said_dates import read_date
from meetingdesk.domain.workdays import Calendar

GROWN_UP = 18
_UNBORN = re.compile(r"\b(?:unborn|expecting|pregnancy|due in)\b", re.IGNORECASE)
_DUE = re.compile(r"\b(?:due|expected|edd|e\.d\.d\.?)\b:?\s*(?:date\b:?\s*)?(?:on\s+)?", re.IGNORECASE)
_NOT_KNOWN = re.compile(
    r"(?:(?P<who>father|mother|dad|mum)\s+)?(?:is\s+)?(?:unknown|not\s+known|not\s+identified)"
    r"(?:\s+(?P<after>father|mother|dad|mum))?",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:child|boy|girl|baby|toddler|infant|newborn|pupil|schoolboy|schoolgirl|teenager)\b"
    r"|\b(?:step)?(?:son|daughter)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_OF_AN_ADULT = re.compile(r"\b(?:mum|mother|dad|father|gran|parent|partner|adult)['’]?s?\s+(?:adult\s+)?$")
_GROWN = re.compile(r"\b(?:adult|grown[- ]up|uncle|aunt|grand\w+|mother|father|mum|dad)\b", re.IGNORECASE)
_AGE = re.compile(
    r"(?:\b(?:aged?|is)\s+)?(?<![\d/.])(?P<number>\d{1,2})(?P<unit>\s*(?:weeks?|months?|mths?|years?|yrs?|yo|y/o)?\b)"
    r"(?![\d/.]|(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:born|dob|d\.o\.b\.?|date of birth)\b:?\s*(?:on\s+)?", re.IGNORECASE)
_PARENT = r"(?:mother|mum|father|dad|parent)(?:\s+of\s+(?:the\s+)?child\w*)?"
_PARTNER = r"(?:.*\b)?(?:partner|boyfriend|girlfriend|husband|wife)\b.*"
_ROLES = (
    (re.compile(_PARENT, re.IGNORECASE), FamilyRole.PARENT),
    (re.compile(_PARTNER, re.IGNORECASE), FamilyRole.PARTNER),
    (re.compile(r".*\b(?:lodger|lives (?:with|there|here))\b.*", re.IGNORECASE), FamilyRole.OTHER_HOUSEHOLD),
)
"""By the whole of what is said before the next comma: the mother of somebody may be anybody's grandmother."""


def read_person(text: str, day: date, calendar: Calendar) -> ReadPerson:
    """Return who is named before the first comma, and what they are by the words behind it."""
    name, _, note = (part.strip() for part in text.partition(","))
    not_known = _not_known(name, note)
    if not_known is not None:
        return not_known
    if _UNBORN.search(name) or _UNBORN.search(note):
        return ReadPerson(
            name or text.strip(), note, FamilyRole.UNBORN, expected_date=_expected(note, day, calendar)
        )
    born = _BORN.search(note)
    said = past_day(note[born.end() :], day, calendar) if born else None
    birth = said.on if said is not None and said.start == 0 else None
    match = None if birth else _AGE.search(note)
    years = _years(match) if match else None
    if birth is not None:
        years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return ReadPerson(name or text.strip(), note, _role(note, years), birth, years if birth is None else None)


def _not_known(name: str, note: str) -> ReadPerson | None:
    """Return a parent of whom it is said that nobody knows who they are, however it is said."""
    found = _NOT_KNOWN.fullmatch(name)
    if found is None:
        return None
    who = found["who"] or found["after"] or note.partition(",")[0].strip()
    if not re.fullmatch(_PARENT, who, re.IGNORECASE):
        return None
    called = "Mother" if who.casefold().startswith("m") else "Father"
    more = note if found["who"] or found["after"] else note.partition(",")[2].strip()
    return ReadPerson(
        f"{called} not known",
        ", ".join(part for part in (called.casefold(), more) if part),
        FamilyRole.PARENT,
        is_identified=False,
    )


def _expected(note: str, day: date, calendar: Calendar) -> date | None:
    """Return when a child is expected, where that is said with its day."""
    due = _DUE.search(note)
    said = read_date(note[due.end() :].partition(",")[0].strip(), day, calendar, None) if due else None
    return said.due_on if said is not None else None


def _years(match: re.Match[str]) -> int:
    unit = match["unit"].strip().casefold()
    number = int(match["number"])
    return 0 if unit.startswith("w") else number // 12 if unit.startswith("m") else number


def _role(note: str, years: int | None) -> FamilyRole:
    if _UNBORN.search(note):
        return FamilyRole.UNBORN
    child = _CHILD.search(note)
    is_said_child = (
        child is not None and not _GROWN.search(note) and not _OF_AN_ADULT.search(note[: child.start()])
    )
    if (years is not None and years < GROWN_UP) or (is_said_child and years is None):
        return FamilyRole.CHILD
    first = note.partition(",")[0].strip()
    return next((role for words, role in _ROLES if words.fullmatch(first)), FamilyRole.SIGNIFICANT_OTHER)
