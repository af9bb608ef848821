"""The full minutes: the reader's actions first, then case by case what was decided, of whom, and why."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.document_life import SECTION_OF_CONFIRMING
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.meetings import FormAnswer, StatementRead
from meetingdesk.domain.people import YesNo
from reports.blocks import Builder, Report, plain
from reports.languages import add_languages
from reports.minutes.actions import add_actions, add_own_actions
from reports.minutes.children import add_children
from reports.minutes.decisions import add_decisions
from reports.minutes.head import about_case, below_title, report_of, title_of
from reports.minutes.people import add_people
from reports.minutes.plan import add_plan
from reports.minutes.said import add_missing, add_risk, add_said, add_views
from reports.words import joined, say_time, sentence


def full_minutes(copy: Copied) -> Report:
    """Return the minutes of a meeting as this reader may have them."""
    made = Builder()
    many = copy.facts.kind.many_cases
    add_own_actions(made, copy)
    if many:
        add_people(made, copy)
        _add_statements(made, copy)
        _add_whole(made, copy)
        for case in copy.cases:
            made.new_page()
            made.heading(f"Case {case.case.record.family.reference if case.case else ''}", 1)
            made.paragraph(plain(about_case(copy, case)))
            _add_case(made, copy, case)
    else:
        for case in copy.cases or (copy.whole,):
            made.paragraph(plain(about_case(copy, case)))
            _add_case(made, copy, case)
        add_people(made, copy)
        _add_statements(made, copy)
    _add_confirmed(made, copy)
    _add_next(made, copy)
    return report_of(copy, title_of(copy), made.done(), below=below_title(copy))


def _add_case(made: Builder, copy: Copied, case: CaseFacts) -> None:
    """Add a case: what was decided, each child, what was said and what was missing, and what was agreed."""
    add_decisions(made, copy, case)
    add_children(made, copy, case)
    add_views(made, case)
    add_said(made, copy, case)
    add_missing(made, case)
    add_risk(made, case)
    add_plan(made, copy, case)
    add_actions(made, copy, case)
    add_languages(made, copy, case)


def _add_whole(made: Builder, copy: Copied) -> None:
    """Add what is not about one case of many."""
    whole = copy.whole
    add_decisions(made, copy, whole)
    add_said(made, copy, whole)
    add_actions(made, copy, whole, "Agreed for the meeting as a whole")


def _add_statements(made: Builder, copy: Copied) -> None:
    rows = copy.facts.all(StatementRead)
    titles = {one.key: one.title for one in copy.facts.kind.statements}
    said = [
        joined(
            (titles.get(row.kind, "Statement"), f"read at {_at(copy, row.read_at)}" if row.read_at else "")
        )
        for row in rows
    ]
    inside = Builder()
    inside.listing(plain(line) for line in said)
    made.part("Statements read", 2, inside)


def _add_confirmed(made: Builder, copy: Copied) -> None:
    """Add that the record of an earlier meeting was confirmed here."""
    rows = copy.facts.all(FormAnswer)
    confirmed = [row for row in rows if row.section == SECTION_OF_CONFIRMING and row.answer is YesNo.YES]
    inside = Builder()
    inside.listing(
        plain(sentence(row.text), f" Confirmed on {say_day(row.on_date)}." if row.on_date else "")
        for row in confirmed
    )
    made.part("The record of last time", 2, inside)


def _at(copy: Copied, moment: datetime) -> str:
    """Return a moment as the clock on the wall showed it."""
    return f"{moment.astimezone(ZoneInfo(copy.facts.meeting.zone)):%H:%M}"


def _add_next(made: Builder, copy: Copied) -> None:
    meeting = copy.facts.meeting
    if meeting.next_on is None:
        return
    at = say_time(meeting.next_at)
    made.heading("Next meeting", 2)
    made.paragraph(plain(sentence(joined((say_day(meeting.next_on), at, meeting.next_place)))))
