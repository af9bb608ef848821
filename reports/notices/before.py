"""What goes out before a meeting: the agenda, the case list, what each agency is asked."""

from __future__ import annotations

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import ReaderKind
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.information import InformationRequest
from meetingdesk.domain.meetings import AgendaPoint
from reports.blocks import Builder, Report, plain, strong
from reports.minutes.head import about_case, report_of, title_of
from reports.words import joined, say_long_day, say_time, sentence


def agenda(copy: Copied) -> Report:
    """Return the agenda: when, where, and what is taken in which order."""
    made = Builder()
    points = sorted(copy.facts.all(AgendaPoint), key=lambda row: row.position)
    own = [row for row in points if row.family_id is None] or points
    made.listing((plain(row.title) for row in own), is_counted=True)
    if not own:
        made.listing((plain(section.title) for section in copy.facts.kind.sections), is_counted=True)
    if copy.facts.kind.many_cases and copy.reader.is_professional:
        _add_list(made, copy)
    return report_of(copy, f"Agenda: {title_of(copy)}", made.done(), below=[plain(_when(copy))])


def case_list(copy: Copied) -> Report:
    """Return the cases of a meeting in their order, each in a line, without names."""
    made = Builder()
    _add_list(made, copy)
    if not made.blocks:
        made.paragraph(plain("No case is on the list yet."))
    return report_of(copy, f"Cases: {title_of(copy)}", made.done(), below=[plain(_when(copy))])


def information_request(copy: Copied) -> Report:
    """Return on one page what an agency is asked: about whom, by when, and how to answer."""
    made = Builder()
    for case in copy.cases:
        requests = [row for row in case.requests if _is_asked(copy, row)]
        if copy.facts.kind.many_cases and not requests:
            continue
        made.heading(case.case.record.family.reference if case.case is not None else "")
        made.paragraph(plain(about_case(copy, case)))
        made.listing(plain(_asked(case, row)) for row in requests)
        made.listing(plain(line) for line in _prompts(copy))
    made.notice(
        strong("How to answer. "),
        plain(
            "Say what is fact, what somebody reported, what was observed and what is opinion, each with its "
            "date and record. If nothing is known, say which systems were checked. If something cannot be "
            "shared, say that and why: it is not silence."
        ),
    )
    return report_of(
        copy,
        f"What we ask: {copy.reader.name}",
        made.done(),
        below=[plain(f"{title_of(copy)}, {_when(copy)}")],
    )


def _add_list(made: Builder, copy: Copied) -> None:
    rows = [
        (
            (plain(str(number)),),
            (strong(case.case.record.family.reference if case.case is not None else ""),),
            (plain(about_case(copy, case)),),
        )
        for number, case in enumerate(copy.cases, 1)
    ]
    if rows:
        made.heading("Cases")
        made.table("The cases in their order", ("No.", "Case", "About"), rows, (0.07, 0.2, 0.73))


def _is_asked(copy: Copied, row: InformationRequest) -> bool:
    return copy.reader.kind is not ReaderKind.AGENCY or row.agency_id == copy.reader.agency_id


def _asked(case: CaseFacts, row: InformationRequest) -> str:
    whom = case.called(row.person_id) or "the whole family"
    due = f"please answer by {say_day(row.due_on)}" if row.due_on else ""
    return sentence(joined((f"About {whom}", row.reason, due)))


def _prompts(copy: Copied) -> list[str]:
    """Return what the type of meeting asks of this agency."""
    kind = copy.facts.kind
    asked = [
        one.ask for one in (*kind.required, *kind.asked) if one.agency == copy.reader.agency_key and one.ask
    ]
    return [sentence(words) for words in dict.fromkeys(asked)]


def _when(copy: Copied) -> str:
    meeting = copy.facts.meeting
    return joined((say_long_day(copy.facts.day), say_time(meeting.starts_at), meeting.place))
