"""The action list: what leaves on the day of the meeting, before the minutes."""

from __future__ import annotations

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from reports.blocks import Builder, Report, plain
from reports.minutes.actions import add_actions, add_own_actions
from reports.minutes.head import below_title, report_of, title_of
from reports.words import joined, sentence


def action_list(copy: Copied) -> Report:
    """Return the actions of a meeting: the reader's own first, then those of each case."""
    made = Builder()
    add_own_actions(made, copy)
    for case in (*copy.cases, copy.whole):
        is_case = case.case is not None
        if is_case or copy.facts.kind.many_cases or not copy.cases:
            reference = case.case.record.family.reference if case.case is not None else ""
            title = f"Case {reference}" if is_case else "Agreed for the meeting as a whole"
            add_actions(made, copy, case, title)
    if not made.blocks:
        made.paragraph(plain("No action was agreed."))
    meeting = copy.facts.meeting
    if meeting.next_on is not None:
        made.heading("Next meeting")
        made.paragraph(plain(sentence(joined((say_day(meeting.next_on), meeting.next_place)))))
    return report_of(copy, f"Actions: {title_of(copy)}", made.done(), below=below_title(copy))
