"""The record of a meeting for a court: numbered parts with an index, made once a lawyer has advised."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.information import Entry
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from reports.blocks import Block, Builder, Report, Table, plain, words_of
from reports.briefings.family import add_family, add_orders, add_plans
from reports.briefings.narrowed import narrowed, without_secrets
from reports.minutes.actions import add_actions
from reports.minutes.children import add_children
from reports.minutes.decisions import add_decisions
from reports.minutes.head import about_case, below_title, report_of, title_of
from reports.minutes.people import add_people
from reports.minutes.plan import add_plan
from reports.minutes.said import add_missing, add_risk, add_said, add_views

INDEX = "Index of the bundle"
_LEFT_OUT = (
    "This bundle holds no legal advice, nothing that is police-sensitive, nothing that was restricted to "
    "named readers, and no words that a child asked to be kept from somebody. Where the court asks for more, "
    "the lawyer speaks to the chair."
)
Part = Callable[[Builder, Copied, CaseFacts], None]


def court_bundle(copy: Copied) -> Report:
    """Return the bundle; without legal advice in the record none is made."""
    if not any(row.visibility is Visibility.V3 for row in copy.facts.all(Entry)):
        raise MeetingDeskError(
            "No legal advice is recorded for this meeting, so no court bundle is made.",
            hint="Record it first: in the section for legal advice, or with /legal at the end of a line.",
        )
    copy = without_secrets(narrowed(copy))
    parts = list(_parts(copy))
    made = Builder()
    made.heading("Index", 1)
    titles = [f"{number}. {title}" for number, (title, _) in enumerate(parts, 1)]
    made.table(INDEX, ("Part", "Page"), (((plain(title),), (plain(),)) for title in titles), (0.85, 0.15))
    made.notice(plain(_LEFT_OUT))
    for title, (_, inside) in zip(titles, parts, strict=True):
        made.new_page()
        made.heading(title, 1)
        made.blocks += inside.blocks
    return report_of(copy, f"Court bundle: {title_of(copy)}", made.done(), below=below_title(copy))


def with_pages(report: Report, written: bytes) -> Report:
    """Return the bundle with the page of each part in its index, as they are in a file of it."""
    pages = _pages_of_headings(written)
    return replace(report, blocks=tuple(_numbered(block, pages) for block in report.blocks))


def _parts(copy: Copied) -> Iterator[tuple[str, Builder]]:
    """Yield the parts that hold anything, each with its title."""
    meeting = Builder()
    add_people(meeting, copy)
    if meeting.blocks:
        yield "The meeting, and who took part", meeting
    for title, adders in _OF_CASES.items():
        inside = Builder()
        for case in copy.cases:
            for add in adders:
                add(inside, copy, case)
        if inside.blocks:
            yield title, inside


def _add_family(made: Builder, copy: Copied, case: CaseFacts) -> None:
    made.paragraph(plain(about_case(copy, case)))
    add_family(made, copy, case)
    add_orders(made, copy, case)
    add_plans(made, case)


def _add_said(made: Builder, copy: Copied, case: CaseFacts) -> None:
    add_said(made, copy, case)
    add_missing(made, case)


_OF_CASES: Mapping[str, tuple[Part, ...]] = {
    "The family": (_add_family,),
    "Decisions, reasons and who did not agree": (add_decisions,),
    "Each child": (add_children,),
    "Information by agency": (_add_said,),
    "What the family says": (lambda made, _copy, case: add_views(made, case),),
    "The analysis": (lambda made, _copy, case: add_risk(made, case),),
    "Plan and actions": (add_plan, add_actions),
}


def _pages_of_headings(written: bytes) -> Mapping[str, int]:
    """Return on which page each part of a file begins, by its bookmarks."""
    import pikepdf

    found: dict[str, int] = {}
    with pikepdf.open(io.BytesIO(written)) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for item in outline.root:
            if isinstance(item.destination, pikepdf.Array):
                found[str(item.title)] = numbers[item.destination[0].objgen]
    return found


def _numbered(block: Block, pages: Mapping[str, int]) -> Block:
    if not isinstance(block, Table) or block.about != INDEX:
        return block
    titles = (row[0] for row in block.rows)
    rows = tuple((title, (plain(str(pages.get(words_of(title[0]), ""))),)) for title in titles)
    return replace(block, rows=rows)
