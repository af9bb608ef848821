"""Days as people say them, in names of our own: those of strftime follow the locale, and Qt sets that."""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date) -> str:
    """Return a day as it is said: Fri 20 Nov 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_month(day: date) -> str:
    """Return the month of a day: Nov 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"
