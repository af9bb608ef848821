"""How often something is to be done, in the words people say it with."""

from __future__ import annotations

import re
from functools import lru_cache

from meetingdesk.domain.date_words import NUMBER, WEEKDAY, WEEKDAYS

_SPAN = (
    r"(?:days?|nights?|mornings?|evenings?|weeks?|wks?|weekends?|fortnights?|months?|terms?|half[ -]terms?"
    r"|years?|shifts?)"
)
_TIMES = rf"(?:once|twice|thrice|{NUMBER}\s*(?:times|x)|x\s?\d+|\d+\s?x)"

_PATTERN = re.compile(
    rf"""(?<![\w/-])(?:
      {_TIMES}\s+(?:daily|weekly|fortnightly|monthly|termly)
    | {_TIMES}\s*(?:(?:a|per|each|every|in\s+a|/)\s*)(?:school\s+|working\s+)?{_SPAN}
    | {NUMBER}\s+(?:visits?|hours?|hrs?|days?|nights?|evenings?|mornings?|afternoons?|times
        |sessions?|calls?|appointments?|appts?|tests?)\s*
        (?:a|per|each|every|/)\s*{_SPAN}
    | (?:every|each)\s+(?:other\s+|second\s+|third\s+|single\s+|few\s+|{NUMBER}[\s-]+|2nd\s+|3rd\s+)?
        (?:school\s+|working\s+|week)?(?:{_SPAN}|hours?|hrs?|{WEEKDAY})
        (?:\s+(?:morning|afternoon|evening|night|lunchtime))?
        (?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*/\s*){WEEKDAY})*
    | alternat(?:e|ing)\s+(?:{_SPAN}|{WEEKDAY}s)
    | (?:on\s+)?{WEEKDAYS}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*/\s*){WEEKDAYS})*
    | {WEEKDAY}\s*(?:-|to|through|until)\s*{WEEKDAY}
    | {WEEKDAY}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*/\s*|\s*\+\s*){WEEKDAY})*\s+(?:each|every|per|a)\s+w(?:ee)?k
    | (?:(?:bi|tri|two|three|four|six|eight)[\s-]?|\d{{1,2}}-)?(?:daily|weekly|wkly|fortnightly|monthly|termly
      |nightly
        |quarterly|yearly|annually|hourly)
    | (?:24|twenty[\s-]?four)\s?(?:hours?|hrs?)\s*(?:a|per|/)\s*day
    | (?:on|of)\s+an?\s+{WEEKDAY}
    | (?<!child\s)(?<!adult\s)\d{{1,2}}\s+weekly
    | (?:on\s+)?weekdays
    | (?:every|each)\s+(?:visit|contact|appointment|appt|session|half[ -]term)
    | half[ -]termly
    | per\s+(?:day|week|fortnight|month)
    )(?![\w'])""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)


@lru_cache(maxsize=8)
def frequency_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text with plain marks says how often."""
    return tuple(match.span() for match in _PATTERN.finditer(text))
