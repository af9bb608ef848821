"""Deadlines: a rule of a policy profile, or an offset such as +15wd, counted from a date or a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.definitions import not_one_of
from meetingdesk.domain.policy import RULES, Policy, Timescale, Unit
from meetingdesk.domain.workdays import Calendar, add_months
from meetingdesk.errors import MeetingDeskError

LONDON = ZoneInfo("Europe/London")
_FULL_TERM_WEEKS = 40
_BIRTH_RULES = ("rcpc_first", "rcpc_after_birth")
_OFFSET = re.compile(r"([+\-\u2212]?)\s*(\d{1,4})\s*(wd|d|days?|w|weeks?|m|months?|h|hours?)", re.IGNORECASE)
_UNITS = {"wd": Unit.WORKING_DAYS, "d": Unit.DAYS, "w": Unit.WEEKS, "m": Unit.MONTHS, "h": Unit.HOURS}
_UNIT_WORDS = {
    Unit.WORKING_DAYS: "working day",
    Unit.DAYS: "day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "month",
    Unit.HOURS: "hour",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, and how that was counted.

    `book_by` is `due` where that is a working day and the working day before it where it is not.
    `due_at` is the moment itself for rules in hours, in London time.
    """

    rule: str
    due: date
    book_by: date
    due_at: datetime | None
    explanation: str


def deadline(
    rule: str, start: date | datetime, *, policy: Policy, calendar: Calendar, birth: date | None = None
) -> Deadline:
    """Count a deadline from the day or moment that starts its clock.

    `rule` is a key of the profile (`icpc`) or an offset (`+15wd`, `-8wd`, `+3m`, `+42d`, `+6w`, `+72h`).
    A key that ends in `_before` counts back. Rules in hours need a moment with its zone and are counted
    in elapsed hours: 72 hours over a change of the clocks end an hour earlier or later by the clock.
    Rules in weeks of pregnancy start from the expected date of delivery. The rule for the first review
    takes the birth date of a child who was unborn at the conference; whichever end is sooner counts.
    """
    scale, backwards = _timescale(rule, policy)
    if birth is not None and rule not in _BIRTH_RULES:
        raise MeetingDeskError(
            f"The rule {rule} takes no birth date.", hint=f"Only {' and '.join(_BIRTH_RULES)} do."
        )
    if rule in _BIRTH_RULES and (birth is not None or rule == "rcpc_after_birth"):
        return _review_after_birth(rule, _day_of(start), birth, policy, calendar)
    if scale.unit is Unit.HOURS:
        return _in_hours(rule, scale, start, calendar, backwards=backwards)
    due = _end(scale, _day_of(start), calendar, backwards=backwards)
    return _on(rule, due, calendar, _say(scale, _day_of(start), calendar, backwards=backwards))


def parse_offset(text: str) -> tuple[Timescale, bool] | None:
    """Return the timescale of an offset text and whether it counts back, or None where it is no offset."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    sign, count, unit = found[1], int(found[2]), found[3].lower()
    return Timescale(_UNITS["wd" if unit == "wd" else unit[0]], count), sign not in ("", "+")


def is_rule(text: str) -> bool:
    """Say whether a text can name a deadline: a key that profiles may hold, or an offset."""
    return text in RULES or parse_offset(text) is not None


def parse_start(text: str) -> date | datetime:
    """Read a date, or a date with a time; a time without a zone is London time.

    Of an hour that happens twice when the clocks go back, the first is meant.
    """
    try:
        if len(text.strip()) == len("2026-11-20"):
            return date.fromisoformat(text.strip())
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise MeetingDeskError(
            "The date could not be read.", hint="Write 2026-11-20, or 2026-11-20T14:05 with a time."
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=LONDON)


def _timescale(rule: str, policy: Policy) -> tuple[Timescale, bool]:
    offset = parse_offset(rule)
    if offset is not None:
        return offset
    if rule not in RULES:
        raise MeetingDeskError(
            f"There is no rule of that name: {not_one_of(rule, policy.timescales)}.",
            hint="An offset such as +15wd, -8wd, +3m, +42d, +6w or +72h can be used as well.",
        )
    return policy.timescale(rule), rule.endswith("_before")


def _end(scale: Timescale, start: date, calendar: Calendar, *, backwards: bool = False) -> date:
    count = -scale.count if backwards else scale.count
    try:
        if scale.unit is Unit.WORKING_DAYS:
            return calendar.add_working_days(start, count)
        if scale.unit is Unit.MONTHS:
            return add_months(start, count)
        if scale.unit is Unit.WEEKS:
            return start + timedelta(weeks=count)
        if scale.unit is Unit.GESTATION:
            return start - timedelta(weeks=_FULL_TERM_WEEKS - scale.count)
        return start + timedelta(days=count)
    except OverflowError as error:
        raise MeetingDeskError("The date is too far away to count with.", hint="Check the date.") from error


def _in_hours(
    rule: str, scale: Timescale, start: date | datetime, calendar: Calendar, *, backwards: bool
) -> Deadline:
    if not isinstance(start, datetime):
        raise MeetingDeskError(
            f"The rule {rule} is in hours, so it needs a time as well as a date.",
            hint="For example 2026-11-20T14:05.",
        )
    count = -scale.count if backwards else scale.count
    try:
        moment = (_zoned(start).astimezone(UTC) + timedelta(hours=count)).astimezone(LONDON)
    except OverflowError as error:
        raise MeetingDeskError("The date is too far away to count with.", hint="Check the date.") from error
    begun = _zoned(start).astimezone(LONDON)
    explanation = (
        f"{_length(scale)} {'before' if backwards else 'after'} {say_day(begun.date())}, {begun:%H:%M}"
    )
    return _on(rule, moment.date(), calendar, explanation, moment)


def _review_after_birth(
    rule: str, conference: date, birth: date | None, policy: Policy, calendar: Calendar
) -> Deadline:
    if birth is None:
        raise MeetingDeskError(
            f"The rule {rule} needs the date of birth.",
            hint="While the child is unborn, rcpc_first says when the review is due.",
        )
    ordinary, after_birth = policy.timescale("rcpc_first"), policy.timescale("rcpc_after_birth")
    due = _end(ordinary, conference, calendar)
    explanation = _say(ordinary, conference, calendar)
    if birth < conference:  # no pre-birth conference, so the birth starts no clock
        explanation += f"; born {say_day(birth)}, before the conference"
        return _on(rule, due, calendar, explanation)
    by_birth = _end(after_birth, birth, calendar)
    if by_birth < due:
        explanation = f"{_say(after_birth, birth, calendar)} (birth), sooner than {explanation}"
        return _on(rule, by_birth, calendar, explanation)
    explanation += f"; {_say(after_birth, birth, calendar)} (birth) would be no sooner"
    return _on(rule, due, calendar, explanation)


def _on(
    rule: str, due: date, calendar: Calendar, explanation: str, moment: datetime | None = None
) -> Deadline:
    book_by = calendar.working_day_by(due)
    if book_by != due:
        explanation += f"; {say_day(due)} is not a working day, so book by {say_day(book_by)}"
    return Deadline(rule, due, book_by, moment, explanation)


def _say(scale: Timescale, start: date, calendar: Calendar, *, backwards: bool = False) -> str:
    if scale.unit is Unit.GESTATION:
        return f"{scale.count} weeks of pregnancy, with the birth expected on {say_day(start)}"
    days = f" in {calendar.nation.label}" if scale.unit is Unit.WORKING_DAYS else ""
    return f"{_length(scale)}{days} {'before' if backwards else 'after'} {say_day(start)}"


def _length(scale: Timescale) -> str:
    return f"{scale.count} {_UNIT_WORDS[scale.unit]}{'' if scale.count == 1 else 's'}"


def _day_of(start: date | datetime) -> date:
    """Return the day a clock starts on, as it was in London."""
    return _zoned(start).astimezone(LONDON).date() if isinstance(start, datetime) else start


def _zoned(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise MeetingDeskError("The time has no zone.", hint="Write 2026-11-20T14:05+00:00.")
    return moment
