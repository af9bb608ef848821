"""The gaps and clocks of a meeting file, as short lines that people can judge and a test can compare."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from meetingdesk.app.clocks_in_file import clocks_in_file
from meetingdesk.app.gaps_in_file import gaps_in_file
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.domain.meetings import Meeting
from tests.vignettes.book import Vignette

Line = Mapping[str, str]
Found = Mapping[str, list[Line]]
"""The gaps under the reference of each meeting, and the clocks under a word of their own."""

CLOCKS = "clocks"
_IN_LIST = "  "


def found_in(file: MeetingFile, as_of: date) -> Found:
    """Return what the meetings of a file lack on a day, and their clocks, as the command line tells them."""
    meetings = sorted(
        file.of(Meeting), key=lambda one: (one.held_on or date.max, one.sequence, one.reference)
    )
    found = {meeting.reference: list(_gaps(file, meeting.reference, as_of)) for meeting in meetings}
    return {**found, CLOCKS: list(_clocks(file, as_of))}


def _gaps(file: MeetingFile, reference: str, as_of: date) -> Iterator[Line]:
    for gap in gaps_in_file(file, reference, as_of).as_plain():
        yield _said(gap, ("level", "code", "who", "family", "set_aside"))


def _clocks(file: MeetingFile, as_of: date) -> Iterator[Line]:
    for clock in clocks_in_file(file, as_of).as_plain():
        yield _said(
            clock, ("rule", "due", "state", "whom", "what", "family", "meeting", "definition", *_DAYS)
        )


_DAYS = ("due_at", "book_by", "booked_on", "met_on", "stopped_on")


def _said(plain: Mapping[str, Any], names: tuple[str, ...]) -> Line:
    said = {name: str(plain[name]) for name in names if plain[name]}
    if said.get("book_by") == said.get("due"):
        said.pop("book_by", None)
    return said


def as_toml(vignette: Vignette, found: Found) -> str:
    """Return what is expected as the text of a data file."""
    lines = [
        f"proves = {_quoted(vignette.proves)}",
        f"as_of = {_quoted(vignette.as_of.isoformat())}",
        "",
    ]
    for reference, gaps in found.items():
        if reference == CLOCKS:
            lines += [f"{CLOCKS} = ["]
        else:
            lines += ["[[meetings]]", f"reference = {_quoted(reference)}", "gaps = ["]
        lines += [f"{_IN_LIST}{_table(line)}," for line in gaps]
        lines += ["]", ""]
    return "\n".join(_clocks_first(lines)).rstrip() + "\n"


def _clocks_first(lines: list[str]) -> list[str]:
    """A list that belongs to the whole file stands above the tables of the meetings."""
    place = lines.index(f"{CLOCKS} = [")
    first = lines.index("[[meetings]]") if "[[meetings]]" in lines else place
    return [*lines[:first], *lines[place:], *lines[first:place]]


def read_expected(path: Path) -> tuple[date, Found]:
    """Return the day of a data file, and what is expected on it."""
    document = tomllib.loads(path.read_text("utf-8"))
    gaps = {one["reference"]: one["gaps"] for one in document["meetings"]}
    return date.fromisoformat(document["as_of"]), {**gaps, CLOCKS: document[CLOCKS]}


def _table(line: Line) -> str:
    return "{ " + ", ".join(f"{name} = {_quoted(said)}" for name, said in line.items()) + " }"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
