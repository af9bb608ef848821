"""Documents of invented meetings, and rows added to them; nobody here exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from meetingdesk.app.documents.copying import copy_for, reader_named
from meetingdesk.app.facts_in_file import facts_in_file
from meetingdesk.app.interchange import read_meeting_file
from meetingdesk.domain.copies.leaks import Placed, hits_in
from meetingdesk.domain.copies.reader import Reader
from meetingdesk.domain.copies.withheld import withheld_from
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.rows import Row
from reports.blocks import Heading, Report, words_of
from reports.documents import document
from reports.lines import lines_of

FILES = Path(__file__).resolve().parents[2] / "vignettes" / "files"
TODAY = date(2026, 11, 22)
SIBLINGS, MOVED, LIST, CORE = (
    *("15_three_siblings", "21_transfer_in", "09_long_list_without_idva", "24_core_groups"),
)


@cache
def facts_of(name: str) -> MeetingFacts:
    return facts_in_file(read_meeting_file((FILES / f"{name}.json").read_bytes()))


def having(facts: MeetingFacts, *rows: Row) -> MeetingFacts:
    """Return a meeting with rows put in; one that it has already takes the new form."""
    found = dict(facts.rows)
    for row in rows:
        others = tuple(one for one in found.get(type(row), ()) if one.id != row.id)
        found[type(row)] = (*others, row)
    return replace(facts, rows=found, _of_families={})


def report_of(facts: MeetingFacts, kind: DocumentKind, reader: Reader | str = "chair") -> Report:
    who = reader_named(facts, reader) if isinstance(reader, str) else reader
    return document(kind, copy_for(facts, who, TODAY))


def said_in(report: Report) -> str:
    lines = (f"{line.heading} {line.text}" for line in lines_of(report))
    return " ".join((report.title, report.foot, report.above, *map(words_of, report.below_title), *lines))


def headings(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading)]


def is_clean(facts: MeetingFacts, kind: DocumentKind, reader: str) -> bool:
    who = reader_named(facts, reader)
    said = Placed("the document", said_in(report_of(facts, kind, who)))
    return not hits_in((said,), withheld_from(facts, who))
