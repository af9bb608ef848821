"""The sheet with key information, the annex with what is restricted, and the notice of an outcome."""

from __future__ import annotations

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.information import Entry
from meetingdesk.domain.visibility import Visibility
from reports.blocks import Builder, Report, plain
from reports.family.parts import lead_of
from reports.minutes.actions import add_own_actions
from reports.minutes.children import said_age
from reports.minutes.decisions import add_decisions
from reports.minutes.head import about_case, below_title, report_of, title_of
from reports.minutes.said import add_entries
from reports.notices.professionals import plan_status
from reports.words import joined, say_long_day, sentence

NARROW = frozenset({Visibility.V2, Visibility.V3, Visibility.V4})


def key_information(copy: Copied) -> Report:
    """Return for each child on one sheet: the plan, the key worker, when they were seen, the next meeting."""
    made = Builder()
    for case in copy.cases:
        for child in case.children:
            made.heading(joined((child.designation, said_age(child, copy.facts.day))))
            voice = case.voices.get(child.id)
            seen = (
                say_day(voice.seen_on) if voice is not None and voice.seen_on is not None else "not recorded"
            )
            made.facts(
                [
                    ("Plan", plain(sentence(plan_status(copy, case, child.id)))),
                    ("Key worker", plain(sentence(_lead(copy, case)))),
                    ("Last seen", plain(sentence(seen))),
                    ("Next meeting", plain(sentence(_next(copy)))),
                ]
            )
    return report_of(copy, f"Key information: {title_of(copy)}", made.done(), below=below_title(copy))


def restricted_annex(copy: Copied) -> Report:
    """Return what only some may read, apart from the minutes, as far as this reader is one of them."""
    made = Builder()
    for case in (*copy.cases, copy.whole):
        own = [entry for entry in case.entries if entry.visibility in NARROW]
        if own:
            _add_entries(made, copy, case, own)
    if not made.blocks:
        made.paragraph(plain("Nothing of this meeting is restricted to this reader."))
    return report_of(copy, f"Restricted annex: {title_of(copy)}", made.done(), below=below_title(copy))


def outcome_notice(copy: Copied) -> Report:
    """Return what was decided and what this reader is to do, and nothing of what was said."""
    made = Builder()
    add_own_actions(made, copy)
    for case in copy.cases or (copy.whole,):
        add_decisions(made, copy, case)
    return report_of(copy, f"Outcome: {title_of(copy)}", made.done(), below=below_title(copy))


def _add_entries(made: Builder, copy: Copied, case: CaseFacts, entries: list[Entry]) -> None:
    if case.case is not None:
        made.heading(case.case.record.family.reference)
        made.paragraph(plain(about_case(copy, case)))
    else:
        made.heading("The meeting as a whole")
    add_entries(made, copy, case, entries)


def _lead(copy: Copied, case: CaseFacts) -> str:
    lead = lead_of(copy, case)
    return joined((lead.name, lead.job_title)) if lead is not None else "nobody named yet"


def _next(copy: Copied) -> str:
    meeting = copy.facts.meeting
    return say_long_day(meeting.next_on) if meeting.next_on is not None else "no day agreed yet"
