"""Words without the people in them: no name, no day, no place, no number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.families import Family
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.roster import Being

_SHORTEST = 3
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_MONTH = "|".join((*_MONTHS, *(month[:3] for month in _MONTHS), "Sept"))
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?"
_SAID_DAY = re.compile(
    rf"(?:\b(on)\s+)?{_WEEKDAY}\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\b\.?(?:,?\s+(\d{{4}}))?",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(
    rf"(?:\b(on)\s+)?\b({_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?", re.IGNORECASE
)
_IN_FIGURES = re.compile(r"(?:\b(on)\s+)?\b\d{1,2}[./-](\d{1,2})[./-](\d{4}|\d{2})\b", re.IGNORECASE)
_ISO = re.compile(r"(?:\b(on)\s+)?\b(\d{4})-(\d{2})-\d{2}\b", re.IGNORECASE)
_CLOCK = re.compile(r"\s*\bat\s+\d{1,2}[:.]\d{2}\s*(?:am|pm)?\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\w)\+?\d(?:[\d ()-]{7,})\d\b")
_STREET = re.compile(
    r"\b\d+[a-z]?\s+(?:[A-Z]\w+\s+){1,3}"
    r"(?:Road|Rd|Street|St|Lane|Avenue|Ave|Close|Drive|Court|Crescent|Terrace|Gardens|Grove|Place|Way)\b"
    r"|\b(?:[A-Z]\w+\s+){1,2}(?:Road|Street|Lane|Avenue|Crescent|Terrace|Gardens|Grove)\b"
)
Known = tuple[tuple[re.Pattern[str], str], ...]
_BANDS = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 or 17"))


class Anonymous:
    """Takes people, days and places out of the words of one copy."""

    def __init__(self, copy: Copied) -> None:
        self._copy = copy

    def __call__(self, text: str) -> str:
        """Return words in which nobody is named, no day stands and no place can be found."""
        text = _said_instead(self._agencies, text)
        # Streets are called after people: they go before the people do.
        text = _POSTCODE.sub("a place", _STREET.sub("a place", text))
        text = _said_instead(self._people, text)
        text = _CLOCK.sub("", text)
        text = _ISO.sub(lambda found: _month(found[1], int(found[3]), found[2]), text)
        text = _IN_FIGURES.sub(lambda found: _month(found[1], int(found[2]), found[3]), text)
        for pattern in (_SAID_DAY, _DAY_BEHIND):
            text = pattern.sub(lambda found: _month(found[1], _which(found[2]), found[3]), text)
        return " ".join(_NUMBER.sub("a number", text).split())

    def agency(self, agency_id: object) -> str:
        """Return what kind of agency one is, and not which."""
        found = next((row for row in self._copy.facts.all(Agency) if row.id == agency_id), None)
        return self._kind_of(found) if found is not None else ""

    def _kind_of(self, agency: Agency) -> str:
        entry = self._copy.facts.catalogue.get(agency.key)
        return entry.name if entry is not None else "an agency"

    @cached_property
    def _agencies(self) -> Known:
        facts = self._copy.facts
        names = [(agency.name, self._kind_of(agency)) for agency in facts.all(Agency)]
        names += [(family.reference, "the case") for family in facts.all(Family)]
        return _patterns((*names, (facts.meeting.reference, "the meeting"), (facts.meeting.place, "a place")))

    @cached_property
    def _people(self) -> Known:
        return _patterns(self._names())

    def _names(self) -> Iterator[tuple[str, str]]:
        facts = self._copy.facts
        for worker in facts.all(Professional):
            said = self.agency(worker.agency_id)
            yield from ((name, f"somebody of {said}" if said else "a worker") for name in _parts(worker.name))
        for row in facts.all(Attendance):
            yield from ((name, "somebody") for name in _parts(row.name))
        for name in facts.all(PersonName):
            called = next(
                (one for one in (case.called(name.person_id) for case in self._copy.cases) if one), ""
            )
            said = called or "somebody of the family"
            yield from ((one, said) for one in _parts(name.full, name.given, name.family))


def _patterns(names: Iterable[tuple[str, str]]) -> Known:
    """Return names as they are looked for, the longest first, with what is said instead."""
    found = {name: said for name, said in names if len(name) >= _SHORTEST}
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), said)
        for name, said in sorted(found.items(), key=lambda one: -len(one[0]))
    )


def _said_instead(known: Known, text: str) -> str:
    for pattern, said in known:
        text = pattern.sub(said, text)
    return text


def band(somebody: Somebody) -> str:
    """Return about how old somebody is."""
    if somebody.being is Being.UNBORN:
        return "not born yet"
    age = somebody.age
    if age is None:
        return "age not known"
    return next((words for under, words in _BANDS if age < under), "adult")


def _parts(*names: str) -> Iterable[str]:
    """Return names, and each word of them that is a name by itself."""
    words = (word.strip(".,") for name in names for word in name.split())
    return dict.fromkeys((*names, *(word for word in words if word[:1].isupper())))


def _which(said: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month[:3] == said[:3].capitalize())


def _month(on: str | None, number: int, year: str | None) -> str:
    """Return a month where a day stood: on 3 November 2026, in November 2026."""
    if not 1 <= number <= len(_MONTHS):
        return "on a day" if on else "a day"
    full = f"20{year}" if year and len(year) == 2 else year or ""
    return f"{'in ' if on else ''}{_MONTHS[number - 1]}{f' {full}' if full else ''}"
