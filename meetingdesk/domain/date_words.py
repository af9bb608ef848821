"""The words of which people make dates: months, weekdays, numbers, units, times of the day."""

from __future__ import annotations

from meetingdesk.domain.slips import Slips

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third"),
    *("twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth"),
    *("thirtieth", "thirty-first"),
)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|r)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)(?![a-z])"
)
WEEKDAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days(?![a-z'])"
"""Weekdays again and again: never one day."""
_LONGEST_FIRST = "|".join(sorted(_NUMBERS, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,5}}|thirty|forty|{_LONGEST_FIRST}|a\s+couple\s+of|couple\s+of|an?(?![a-z]))"
ORDINAL = rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True)).replace('-', '[ -]')})"
CLOCK = (
    r"(?:\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm|a\.m\.?|p\.m\.?|o'?clock)(?![a-z])"
    r"|\d{1,2}:\d{2}(?:\s?(?:hrs|hours|h))?|[01]\d[.:]?[0-5]\d\s?(?:hrs|hours))"
)
"""A time of the clock that cannot be anything else."""
TIME_WORD = (
    r"(?:(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+)?(?:day|play|business|school(?:\s+day)?|shift"
    r"|working\s+day|office\s+hours)|cop|c\.o\.p\.?|cob|eod|eop|12\s+(?:noon|midday|midnight)|noon|midday|midnight|lunch\s?time|lunch"
    r"|tea\s?time|first\s+thing|last\s+thing|mornings?|afternoons?|evenings?|nights?|am|pm|a\.m\."
    r"|p\.m\.)(?![a-z])"
)

_UNIT_WORDS = (
    *(
        "working",
        "within",
        "fortnight",
        "commencing",
        "tomorrow",
        "tonight",
        "weekly",
        "fortnightly",
        "today",
    ),
    *(
        "before",
        "until",
        "next",
        "meeting",
        "conference",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "hours",
    ),
)
DATE_WORDS = (*(word for word in _MONTHS if len(word) > 5), *_WEEKDAYS, *_UNIT_WORDS)
"""The words of dates that are mended; a slip in a short one makes another word too easily."""
DATE_SLIPS = Slips.of(DATE_WORDS)


def month_of(word: str) -> int:
    """Return the number of a month by its name, long or short."""
    small = word.casefold().rstrip(".")[:3]
    return next(place for place, month in enumerate(_MONTHS, 1) if month.startswith(small))


def weekday_of(word: str) -> int:
    """Return the number of a weekday by its name, long or short; Monday is 0."""
    small = word.casefold().rstrip(".")[:3]
    return next(place for place, weekday in enumerate(_WEEKDAYS) if weekday.startswith(small))


def number_of(word: str) -> int:
    """Return a number typed in figures or in words."""
    small = " ".join(word.casefold().split())
    if small.isdecimal():
        return int(small)
    if "couple" in small:
        return 2
    tens = {"thirty": 30, "forty": 40, "a": 1, "an": 1}
    return tens[small] if small in tens else _NUMBERS.index(small) + 1


def ordinal_of(word: str) -> int:
    """Return the day that an ordinal in words means: first is 1."""
    return _ORDINALS.index("-".join(word.casefold().replace("-", " ").split())) + 1
