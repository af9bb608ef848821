"""Writes the table of bank holidays that is shipped, by the library that works them out.

`python -m tests.bank_holidays` after the library has learnt of a new one; a test holds both equal.
"""

from __future__ import annotations

from meetingdesk.domain.workdays import Nation, worked_out
from meetingdesk.resources import resource

YEARS = range(2000, 2051)
HEADING = "# Bank holidays by nation and year with substitute days, as the library `holidays` works them out."


def table() -> str:
    lines = [
        " ".join([nation, *(day.isoformat() for day in sorted(worked_out(nation, year)))])
        for nation in Nation
        for year in YEARS
    ]
    return "\n".join([HEADING, *lines]) + "\n"


if __name__ == "__main__":
    resource("bank_holidays.txt").write_text(table(), encoding="ascii")
