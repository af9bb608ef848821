"""Children as lists write them into one cell: "Anna (12/03/2015); Ben (4); unborn (due 08/02/2027)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from meetingdesk.app.imports.cells import date_of
from meetingdesk.domain.plain import Unreadable
from meetingdesk.domain.text import words

_DATE = (
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ \-][A-Za-z]{3,9}[ \-]\d{4}"
)
_ONE = re.compile(
    rf"(?P<name>[^()]*?)[\s,(]*"
    rf"(?P<said>\b(?:dob|d\.o\.b\.?|born|b\.|due|edd|age|aged))?[:\s]*"
    rf"(?:(?P<date>{_DATE})|(?P<age>\d{{1,2}})(?:\s*(?:years?|yrs?|y)\b(?:\s*old)?)?)?[\s)]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListedChild:
    """A child as a list names one."""

    name: str
    birth_date: date | None = None
    age: int | None = None
    due: date | None = None
    school: str = ""

    @property
    def is_unborn(self) -> bool:
        """Say whether the child is not born yet."""
        return self.due is not None or "unborn" in words(self.name)


LONGEST = 200


def children_of(cell: str) -> list[ListedChild]:
    """Return the children of one cell, parted by semicolons or lines."""
    parts = (" ".join(part.split()) for part in re.split(r"[;\n]", cell))
    return [_child(part) for part in parts if part]


def _child(written: str) -> ListedChild:
    if len(written) > LONGEST:
        raise Unreadable("must part one child from the next with a semicolon")
    match = _ONE.fullmatch(written)
    if match is None:
        return ListedChild(written)
    name = match["name"].strip(" ,-–")
    if match["date"]:
        day = date_of(match["date"])
        is_due = (match["said"] or "").lower() in ("due", "edd") or "unborn" in words(name)
        return ListedChild(name, due=day) if is_due else ListedChild(name, birth_date=day)
    return ListedChild(name, age=int(match["age"]) if match["age"] else None)
