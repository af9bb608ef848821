"""How old somebody is, in words: years, months for the smallest, weeks for who is not born yet."""

from __future__ import annotations

from datetime import date

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.family_record import age_on
from meetingdesk.domain.people import Person

FULL_TERM_DAYS = 280


def say_age(person: Person, day: date) -> str:
    """Return an age as it is said of a child: "9 years", "7 months", "5 weeks"; nothing if nobody knows."""
    age = age_on(person, day)
    if age is None:
        return ""
    if age >= 2 or person.birth_date is None:
        return f"{age} year{'s' * (age != 1)}" if person.birth_date is not None else f"about {age}"
    months = (day.year - person.birth_date.year) * 12 + day.month - person.birth_date.month
    months -= day.day < person.birth_date.day
    if months >= 3:
        return f"{months} months"
    weeks = max((day - person.birth_date).days // 7, 0)
    return f"{weeks} week{'s' * (weeks != 1)}"


def say_pregnancy(person: Person, day: date) -> str:
    """Return when a child is expected and how far the pregnancy is: "due 14 Mar 2027 · 23 weeks + 5"."""
    if person.expected_date is None:
        return "no expected date yet"
    gone = FULL_TERM_DAYS - (person.expected_date - day).days
    weeks, days = divmod(gone, 7)
    far = f"{weeks} weeks + {days}" if gone >= 0 else ""
    return " · ".join(part for part in (f"due {say_day(person.expected_date)}", far) if part)
