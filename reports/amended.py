"""What a later version prints of its amendments: for each reader what changed in their own document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from meetingdesk.domain.compared_lines import Change, Changed, Line, compared
from meetingdesk.domain.copies.copied import Correct
from reports.blocks import Builder, Report, Text, plain, quiet, strong
from reports.lines import BETWEEN, lines_of

TITLE = "Amendments"
_CUT, LEAST_CUT = "…", 200
"""How the place of a long line ends, and how much of it is needed to know it again."""
_WORDS = {Changed.ADDED: "Added", Changed.REMOVED: "Taken out", Changed.CHANGED: "Changed"}


def with_amendments(report: Report, before: Report, number: int, corrected: Iterable[Correct]) -> Report:
    """Return a document that tells in what it differs from an earlier version of the same reader's copy.

    A correction is told to those in whose copy the line stands that it speaks of.
    """
    old = lines_of(before)
    changes = compared(old, lines_of(report))
    told = [one for one in corrected if _is_read(one, old)]
    made = Builder()
    made.heading(TITLE, 2)
    if not changes and not told:
        made.paragraph(plain(f"This takes the place of version {number}; nothing in this copy was changed."))
    else:
        made.paragraph(plain(f"This takes the place of version {number}."))
    made.listing(_corrected(one) for one in told)
    made.listing(_said(change) for change in changes)
    return replace(report, blocks=(*report.blocks, *made.done()))


def _is_read(one: Correct, old: tuple[Line, ...]) -> bool:
    """Say whether the whole line that a correction speaks of stands in this reader's copy.

    A heading is no such line: what stands under it may be in the copy of another reader only.
    """
    place = " ".join(one.place.split())
    headings = {heading for line in old for heading in line.heading.split(BETWEEN)}
    own = (line for line in old if line.text not in headings)
    said = [f"{line.heading}: {line.text}" if line.heading else line.text for line in own]
    if place.endswith(_CUT):
        return len(place) > LEAST_CUT and any(text.startswith(place.removesuffix(_CUT)) for text in said)
    return bool(place) and place in said


def _corrected(one: Correct) -> Text:
    return (
        *strong("Correction accepted. "),
        *plain(one.text),
        *quiet(f" ({one.place})" if one.place else ""),
    )


def _said(change: Change) -> Text:
    under = f" ({change.heading})" if change.heading else ""
    if change.what is Changed.CHANGED:
        words = f"“{change.before}” is now “{change.after}”"
    else:
        words = f"“{change.after or change.before}”"
    return (*strong(f"{_WORDS[change.what]}: "), *plain(words), *quiet(under))
