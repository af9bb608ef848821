"""What leads a date in, what belongs to it, and whether it is a date at all: flat 3/4 is none."""

from __future__ import annotations

import re
from dataclasses import replace

from meetingdesk.domain import date_reckoning as reckon
from meetingdesk.domain.date_parts import Core, Lead, SaidDate, Shape
from meetingdesk.domain.date_patterns import (
    AFTER,
    BEFORE_TIME,
    COMMENCING,
    ENDS_WELL,
    LEAD,
    NO_DATE_AFTER,
    NO_DATE_BEFORE,
    STARTS_WELL,
)
from meetingdesk.domain.date_reckoning import Asked

_DETERMINED = re.compile(
    r"(?<![\w])(?:the|his|her|their|our|my|your|this|that|a|an|[\w-]+'s|[\w-]+s')\s+$", re.IGNORECASE
)
_BARE_OFFSET_NOT_AFTER = re.compile(
    r"""(?<![\w])(?:of|last|past|previous|every|another|under|over|least|than|about|only|lasts?|lasting
      |aged?|age|is|was|further|extra|first|each
    |at|almost|nearly|approx|approximately|took|takes|been|being|has|had|after|per|x|@|gave|give|given
      |more|the|some|any|child|adult)\s*$""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_OFFSET_NOT_BEFORE = re.compile(
    r"""\s*-?\s*(?:old\b|ago\b|pregnant|gestation|into\b|(?:a|per|each|every)\s+(?:day|week|month|night
      |year|fortnight)\b|/\s*(?:day|week)|of\b|after\b
    |from\b|following\b|before\b|prior\b|worth|running|sober|clean|supply|'|notice\b|since\b|post\b
      |on\s+top|to\s+live|left\b|late\b|early\b|apart\b|overdue)""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_OVER = re.compile(r"(?<!\w)(?:over|during)\s+(?:the\s+)?$", re.IGNORECASE | re.ASCII)
_NEXT_UNIT = re.compile(r"(?:the\s+)?(?:next|coming)\b", re.IGNORECASE | re.ASCII)
_COUNTED_EVENT = re.compile(
    r"\s*(?:of|after|from|following|before|prior\s+to|post|since)\b", re.IGNORECASE | re.ASCII
)
_AT_AGE = re.compile(
    r"\s*(?:checks?|old|scan|postnatal|baby|imms|immunisations?)\b", re.IGNORECASE | re.ASCII
)
"""What is named by the age at which it is done: the 6/52 check."""
_NTH_OF = re.compile(
    r"\s+(?:week|half|term|day|visit|session|appointment|meeting|birthday|stage|floor|draft)\b", re.IGNORECASE
)
_OFTEN_REPEATED = re.compile(
    r"(?<!\w)(?:review|repeat|recheck|again|f/u|fu|follow[\s-]?up|bloods|appt|appointment|rv)\s*$",
    re.IGNORECASE | re.ASCII,
)
_SOON = 45
_LONGEST_BARE_WEEKS = 16
"""Beyond it weeks with nothing before them count a pregnancy: "Yasmin 32 weeks, midwife to"."""
_LONG_AWAY = 240


def with_lead(shadow: str, core: Core, asked: Asked, *, alone: bool = False) -> SaidDate | None:
    """Return a date with what leads it in and what belongs to it, or nothing if it is none."""
    lead, start, has_time = _lead_of(shadow, core.start)
    if lead is Lead.EACH:
        return None
    if lead is Lead.AFTER and has_time:
        lead = Lead.ON
    starts_well = bool(STARTS_WELL.search(shadow, 0, start)) if start == core.start else True
    tail = AFTER.match(shadow, core.end)
    end = core.end
    is_latest = False
    if tail is not None and core.shape is not Shape.VAGUE:
        end = tail.end()
        is_latest = bool(tail["latest"])
    ends_well = bool(ENDS_WELL.match(shadow, core.end)) or end > core.end
    if core.kind == "offset" and _NEXT_UNIT.match(shadow, core.start):
        over = _OVER.search(shadow, 0, start) if lead is Lead.NONE else None
        if over is not None:
            lead, start = Lead.WITHIN, over.start()
        elif lead is not Lead.WITHIN and core.meant.offset != (1, "working day"):
            core = replace(core, kind="vague", shape=Shape.VAGUE, meant=reckon.vague("no day is said"))
    core = _clinical(core, shadow, lead, starts_well, asked)
    if not alone and not _is_date(core, shadow, start, lead, starts_well, ends_well):
        return None
    if core.kind == "offset" and _COUNTED_EVENT.match(shadow, core.end):
        core = replace(core, shape=Shape.VAGUE, meant=reckon.vague("counted from a day that is not said"))
    is_of_something = _is_of_something(core, shadow, start, ends_well)
    meant = reckon.before(asked, core.meant) if lead is Lead.BEFORE and not has_time else core.meant
    if core.kind == "offset" and lead is Lead.BEFORE:
        meant = core.meant
    works, note = reckon.about_working(asked, meant.day)
    notes = [part for part in (meant.why, note) if part]
    if core.shape is Shape.OFFSET and lead in (Lead.NONE, Lead.ON, Lead.AT, Lead.AFTER):
        lead = Lead.WITHIN if lead is not Lead.ON else lead
    past = core.is_past or (meant.day is not None and meant.day < asked.day)
    return SaidDate(
        start, end, shadow[start:end], lead, core.shape, meant.day, meant.basis, meant.other,
        "; ".join(notes), meant.day is None, works, core.start, is_of_something, is_latest, past,
    )  # fmt: skip


def _lead_of(shadow: str, start: int) -> tuple[Lead, int, bool]:
    """Return what leads a date in, where it begins, and whether a time of the day stands between."""
    at = start
    has_time = False
    low = max(0, start - 60)
    if match := COMMENCING.search(shadow[low:at]):
        at = low + match.start()
        outer = LEAD.search(shadow[low:at])
        if outer is not None and outer.lastgroup in {"by", "within", "on", "before", "for", "from", "during"}:
            if outer.lastgroup == "before":
                return Lead.BEFORE, low + outer.start(), False
            at = low + outer.start()
        return Lead.COMMENCING, at, False
    if match := BEFORE_TIME.search(shadow[low:at]):
        at = low + match.start()
        has_time = True
    if match := LEAD.search(shadow[low:at]):
        return _LEADS[match.lastgroup or ""], low + match.start(), has_time
    if match := re.search(r"(?<!\w)the\s+$", shadow[low:at], re.IGNORECASE):
        at = low + match.start()
    return Lead.NONE, at, has_time


_LEADS = {lead.value: lead for lead in Lead if lead.value} | {"each": Lead.EACH}


def _clinical(core: Core, shadow: str, lead: Lead, starts_well: bool, asked: Asked) -> Core:
    """Read 2/12 and 7/7 as clinicians write them where no "by" makes them a date."""
    if core.kind != "number" or core.second not in (7, 12) or core.first is None or core.is_sure:
        return core
    unit = "month" if core.second == 12 else "day"
    counted = reckon.offset(asked, core.first, unit)
    day = core.meant.day
    near = day is not None and (day - asked.day).days <= _SOON
    spoken = lead is Lead.WITHIN or (lead is Lead.AFTER and core.second == 12 and core.first <= 6)
    alone = (
        lead is Lead.NONE
        and core.first <= 31
        and (not near or bool(_OFTEN_REPEATED.search(shadow, 0, core.start)))
    )
    if core.second == 12 and core.first > 12 and lead is not Lead.WITHIN:
        return core
    if spoken or alone:
        if shadow[core.start : core.end] == "24/7":
            return core
        return replace(
            core, shape=Shape.OFFSET, meant=replace(counted, other=day), kind="clinic", is_sure=spoken
        )
    return replace(core, meant=replace(core.meant, other=counted.day)) if near and lead is Lead.NONE else core


def _is_date(core: Core, shadow: str, start: int, lead: Lead, starts_well: bool, ends_well: bool) -> bool:
    before = shadow[max(0, core.start - 40) : core.start]
    if core.kind in {"number", "clinic"} and core.shape is not Shape.VAGUE:
        return _is_number_date(core, shadow, before, lead, start, ends_well)
    if core.kind == "offset" and core.shape is Shape.OFFSET:
        return _is_offset(core, shadow, before, lead, starts_well, ends_well)
    if core.kind == "nth":
        if _NTH_OF.match(shadow, core.end):
            return False
        is_led = lead in (
            Lead.BY,
            Lead.BEFORE,
            Lead.ON,
            Lead.UNTIL,
            Lead.COMMENCING,
            Lead.SINCE,
            Lead.FROM,
            Lead.FOR,
            Lead.OF,
        )
        has_the = bool(
            re.match(r"the\b", shadow[core.start : core.end], re.IGNORECASE)
        ) or before.casefold().endswith("the ")
        opens = lead is Lead.ON and has_the and not shadow[:start].strip()
        return (
            (ends_well and (is_led or has_the or starts_well))
            or opens
            or (is_led and lead is not Lead.ON and lead is not Lead.OF and lead is not Lead.FOR)
        )
    if core.kind == "nthword":
        return lead in (Lead.BY, Lead.BEFORE, Lead.ON, Lead.UNTIL)
    if core.kind == "meeting" and not core.is_sure:
        return lead in (Lead.BY, Lead.BEFORE, Lead.UNTIL) or (lead is Lead.FOR)
    if core.kind == "weekday" and not core.is_sure:
        return _is_weekday(core, shadow, before, lead, starts_well, ends_well)
    return True


def _is_weekday(core: Core, shadow: str, before: str, lead: Lead, starts_well: bool, ends_well: bool) -> bool:
    word = shadow[core.start : core.end]
    small = word.casefold()
    if small in {"sat", "sun", "wed"} and lead is Lead.NONE and not word[0].isupper():
        # Short for a day, and a word of its own.
        return starts_well or (
            ends_well
            and not re.match(r"\s+(?:to|in|on|with|at|and|down|by)\b", shadow[core.end :], re.IGNORECASE)
            and not re.search(r"\b(?:the|he|she|they|who|mum|dad)\s+$", before, re.IGNORECASE)
        )
    if small == "sun" and before.casefold().endswith("the "):
        return False
    return (
        lead is not Lead.NONE or starts_well or ends_well or " " in word or bool(_DETERMINED.search(before))
    )


def _is_number_date(core: Core, shadow: str, before: str, lead: Lead, start: int, ends_well: bool) -> bool:
    is_led = lead in (Lead.BY, Lead.BEFORE, Lead.UNTIL, Lead.COMMENCING, Lead.SINCE)
    if shadow[core.start : core.end] == "24/7" and lead not in (Lead.BY, Lead.BEFORE):
        return False
    if core.kind == "clinic" and core.is_sure:
        return lead is not Lead.NONE or _AT_AGE.match(shadow, core.end) is None
    if NO_DATE_BEFORE.search(before) or (NO_DATE_AFTER.match(shadow, core.end) and not is_led):
        return False
    if (
        re.match(r"\s*(?:of\b|x\b)", shadow[core.end :], re.IGNORECASE)
        and core.kind == "number"
        and not is_led
    ):
        return False
    if core.meant.day is None:
        return is_led or lead is Lead.ON
    if is_led or core.is_sure:
        return True
    if lead in (Lead.ON, Lead.FROM, Lead.OF, Lead.FOR, Lead.AFTER, Lead.START, Lead.WITHIN):
        return ends_well or lead in (Lead.ON, Lead.OF, Lead.START)
    if (core.first or 0) > 12 and _ENDS_SOON.match(shadow, core.end):
        return True
    return ends_well or not shadow[:start].strip() or bool(_DETERMINED.search(before))


_ENDS_SOON = re.compile(r"\s+[\w'-]+(?:\s+(?:and|&)\s+[\w'-]+)?\s*$", re.ASCII)
"""One or two words that end the line behind a date: who does it."""


def _is_offset(core: Core, shadow: str, before: str, lead: Lead, starts_well: bool, ends_well: bool) -> bool:
    words = shadow[core.start : core.end]
    small = words.casefold()
    count = core.first or 0
    if core.is_sure:
        return True
    if count == 1 and re.match(r"\s+(?:next|this)\b", shadow[core.end :], re.IGNORECASE):
        return False
    refused = _OFFSET_NOT_BEFORE.match(shadow, core.end)
    strong = lead in (Lead.WITHIN, Lead.BY, Lead.UNTIL, Lead.BEFORE, Lead.AFTER, Lead.FOR)
    if refused is not None and not (strong and _COUNTED_EVENT.match(shadow, core.end)):
        return False
    is_single = not small.rstrip(" .").endswith("s") and not small.endswith(("h", "wd", "d"))
    if is_single and count != 1 and not ends_well and "fortnight" not in small:
        return False
    if lead is Lead.WITHIN or (lead is Lead.AFTER):
        return True
    if lead in (Lead.FOR, Lead.UNTIL, Lead.BY, Lead.BEFORE):
        return not re.search(r"(?:week|wk)s?$", small) or lead is Lead.FOR or count < 12
    if lead is not Lead.NONE:
        return False
    if "hour" in (core.meant.offset or (0, ""))[1] and count % 24:
        return False
    if re.match(r"(?:an?|next|the)\s+(?:day|hour|week|month|year|d|h|w|next)", small):
        return (
            starts_well and ends_well and not re.match(r"\s+(?:in|to|at|with|for|and)\b", shadow[core.end :])
        )
    if _BARE_OFFSET_NOT_AFTER.search(before):
        return False
    if count > _LONGEST_BARE_WEEKS and "week" in (core.meant.offset or (0, ""))[1]:
        return False
    if small in {"d", "h", "w"}:
        return False
    return ends_well


def _is_of_something(core: Core, shadow: str, start: int, ends_well: bool) -> bool:
    if shadow[core.start : core.end].casefold().endswith("'s") or (
        core.kind == "weekday" and re.search(r"'s\b", shadow[core.start : core.end])
    ):
        return True
    if ends_well or core.shape in (Shape.VAGUE, Shape.OFFSET, Shape.MEETING):
        return False
    before = shadow[max(0, core.start - 40) : core.start]
    inside = re.match(r"the\b", shadow[core.start : core.end], re.IGNORECASE)
    if not (inside or _DETERMINED.search(before)):
        return False
    return bool(re.match(r"\s+[A-Za-z]", shadow[core.end :]))
