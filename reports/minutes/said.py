"""What was said, by agency; what those harmed and the family think; what was asked and not answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import ReaderKind
from meetingdesk.domain.day_words import say_day, say_month
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.information import DateIs, Entry, RequestState
from meetingdesk.domain.risk import FamilyView, RiskKind, RiskPoint, ScaleRating
from reports.blocks import Builder, Text, plain, quiet
from reports.words import ENTRY, FIRMNESS, READERS, REQUEST, RISK, joined, sentence

_OUTSTANDING = frozenset({RequestState.ASKED, RequestState.DECLINED, RequestState.NOT_ASKED})


def add_said(made: Builder, copy: Copied, case: CaseFacts, level: int = 2) -> None:
    """Add what was said of a case, in the order of the agenda, each line by who said it."""
    sections: dict[str, list[Entry]] = {}
    for entry in sorted(case.entries, key=lambda row: (row.position, row.id)):
        sections.setdefault(entry.section, []).append(entry)
    titles = {section.key: section.title for section in copy.facts.kind.sections}
    known = [key for key in titles if key in sections]
    order = known + [key for key in sections if key not in titles]
    inside = Builder()
    for key in order:
        if len(order) > 1:
            inside.heading(titles.get(key, ""), level + 1)
        inside.facts(_lines(copy, case, sections[key]))
    _add_nothing_known(inside, case)
    made.part("What was said", level, inside)


def add_entries(made: Builder, copy: Copied, case: CaseFacts, entries: Iterable[Entry]) -> None:
    """Add some of what was said, each line by who said it."""
    made.facts(_lines(copy, case, entries))


def add_missing(made: Builder, case: CaseFacts, level: int = 2) -> None:
    """Add what was asked for and had not come, and what was not asked, with the reasons."""
    rows = [
        (
            case.agency_called(request.agency_id),
            plain(
                sentence(
                    joined(
                        (
                            REQUEST[request.state],
                            f"about {case.called(request.person_id)}" if request.person_id else "",
                            request.reason,
                            f"due {say_day(request.due_on)}" if request.due_on else "",
                        )
                    )
                )
            ),
        )
        for request in case.requests
        if request.state in _OUTSTANDING
    ]
    inside = Builder()
    inside.facts(rows)
    made.part("What was missing", level, inside)


def add_views(made: Builder, case: CaseFacts, level: int = 2) -> None:
    """Add what parents, carers and whoever was harmed think, in their words."""
    inside = Builder()
    for view in case.own(FamilyView):
        inside.heading(case.called(view.person_id), level + 1)
        inside.quote(view.words)
        inside.facts(
            [
                ("Does not agree with", plain(sentence(view.disagrees_with))),
                ("Would help", plain(sentence(view.would_help))),
                ("Afraid of", plain(sentence(view.fears))),
                ("What works", plain(sentence(view.what_works))),
                ("Said they would", plain(sentence(view.willingness_stated))),
                ("Was seen to do", plain(sentence(view.action_observed))),
                ("Told by", plain(sentence(view.given_by))),
                ("Not known because", plain(sentence(view.not_known_because))),
            ]
        )
    made.part("Views of the family", level, inside)


def add_risk(made: Builder, case: CaseFacts, level: int = 2) -> None:
    """Add worries, strengths and what needs to happen, and the numbers that people gave."""
    inside = Builder()
    points = sorted(case.own(RiskPoint), key=lambda row: row.position)
    for kind in RiskKind:
        own = [point for point in points if point.kind is kind]
        if own:
            inside.heading(RISK[kind], level + 1)
            inside.listing(
                plain(sentence(joined((case.called(point.person_id), point.text), ": "))) for point in own
            )
    ratings = [plain(_rated(case, row)) for row in case.own(ScaleRating) if row.now is not None]
    if ratings:
        inside.heading("Scales, from 0 (not safe) to 10 (safe)", level + 1)
        inside.listing(ratings)
    made.part("Risk and strengths", level, inside)


def _rated(case: CaseFacts, row: ScaleRating) -> str:
    worker = case.whole.workers.get(row.professional_id) if row.professional_id is not None else None
    who = case.agency_called(row.agency_id) or (worker.name if worker else "") or case.called(row.person_id)
    number = f"{row.now}" if row.before is None else f"{row.now}, before {row.before}"
    return sentence(joined((f"{who}: {number}" if who else number, row.words), ". "))


def _lines(copy: Copied, case: CaseFacts, entries: Iterable[Entry]) -> Iterator[tuple[str, Text]]:
    last = ""
    for entry in entries:
        who = _speaker(case, entry)
        yield (
            who if who != last else "",
            (*plain(sentence(_told(copy, entry))), *quiet(_below(case, entry))),
        )
        last = who


def _speaker(case: CaseFacts, entry: Entry) -> str:
    worker = case.whole.workers.get(entry.professional_id) if entry.professional_id is not None else None
    return (
        case.agency_called(entry.agency_id)
        or case.called(entry.speaker_id)
        or (worker.name if worker else "")
        or "Noted"
    )


def _told(copy: Copied, entry: Entry) -> str:
    if entry.is_not_shared and copy.reader.kind is ReaderKind.CHAIR:
        return joined(("Held and not shared", entry.not_shared_because), ": ")
    return entry.text


def _below(case: CaseFacts, entry: Entry) -> str:
    about = joined(case.called(row.person_id) for row in case.whole.abouts.get(entry.id, ()))
    source = joined((entry.source, said_when(entry.source_on, entry.source_on_is)), " of ")
    disputed = f"disputed by {entry.disputed_by}" if entry.disputed_by else FIRMNESS[entry.status]
    parts = (ENTRY[entry.kind], source, disputed, f"about {about}" if about else "")
    told = joined(parts)
    means = sentence(f"For this child: {entry.means_for_child}") if entry.means_for_child else ""
    return joined(
        (f" {told}." if told else "", means, READERS[entry.visibility] if entry.visibility > "V1" else ""),
        " ",
    )


def said_when(day: date | None, how: DateIs) -> str:
    """Return a day as exactly as it is known."""
    match how, day:
        case _, None:
            return ""
        case DateIs.MONTH, date():
            return say_month(day)
        case DateIs.YEAR, date():
            return str(day.year)
        case DateIs.ABOUT, date():
            return f"about {say_day(day)}"
        case _:
            return say_day(day)


def _add_nothing_known(made: Builder, case: CaseFacts) -> None:
    """Add the agencies that looked and knew nothing: that is not silence."""
    looked = [
        case.agency_called(request.agency_id)
        for request in case.requests
        if request.state is RequestState.NOTHING_KNOWN
    ]
    names = joined(dict.fromkeys(looked))
    made.facts([("Nothing known", plain(f"{names} checked and know nothing." if names else ""))])
