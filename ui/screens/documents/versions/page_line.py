"""What stands in the lists of this page: lines with a shape, words, and smaller words below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from meetingdesk.app.documents.lives import CorrectionLine, DocumentLife, Lives, VersionLine
from meetingdesk.domain.compared_lines import Change, Changed
from ui.screens.documents.versions import words
from ui.screens.documents.versions.reading import Comparison
from ui.words import many

MOST_CHANGES = 400


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line; `about` is what it tells of, and nothing for a heading."""

    says: str
    below: str = ""
    mark: str = ""
    tone: str = ""
    about: DocumentLife | VersionLine | CorrectionLine | Change | None = None
    is_heading: bool = False
    is_marked: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        ticked = "marked to be compared, " if self.is_marked else ""
        return f"{ticked}{self.says}{f'. {self.below}' if self.below else ''}"


def lines_of_documents(lives: Lives) -> tuple[PageLine, ...]:
    """Return the documents of a meeting."""
    return tuple(_document(life) for life in lives.documents)


def lines_of_life(
    life: DocumentLife, comparison: Comparison | None, marked: frozenset[int]
) -> tuple[PageLine, ...]:
    """Return what is known of one document: its versions, what was changed, and what was asked for."""
    return (*_versions(life, marked), *_changes(life, comparison), *_corrections(life))


def _document(life: DocumentLife) -> PageLine:
    newest = life.newest
    mark = words.STATE_MARK[newest.state] if newest is not None else words.NONE_MARK
    tone = words.STATE_TONE[newest.state] if newest is not None else "muted"
    if life.is_late and not life.due_words.startswith("left"):
        tone = "wrong"
    return PageLine(life.kind.label, words.say_document(life), mark, tone, life)


def _versions(life: DocumentLife, marked: frozenset[int]) -> Iterator[PageLine]:
    yield PageLine("Versions", is_heading=True)
    if not life.versions:
        yield PageLine("No version was taken yet.", "N takes one of the record as it is now.", tone="muted")
    for line in reversed(life.versions):
        is_marked = line.number in marked
        below = [words.say_version(line)]
        if line.amendments:
            below.append(line.amendments)
        if line.holders:
            below.append(f"Sent to: {', '.join(_held(line))}.")
        compared = "  (compared)" if is_marked else ""
        says = f"Version {line.number} · {words.STATE[line.state]}{compared}"
        mark, tone = words.STATE_MARK[line.state], words.STATE_TONE[line.state]
        yield PageLine(says, "\n".join(below), mark, tone, line, is_marked=is_marked)


def _held(line: VersionLine) -> Iterator[str]:
    for holder in line.holders:
        yield f"{holder.reader or 'a reader'}{' (recalled)' if holder.is_recalled else ''}"


def _changes(life: DocumentLife, comparison: Comparison | None) -> Iterator[PageLine]:
    if not life.versions:
        return
    if comparison is None:
        yield PageLine("What was changed", is_heading=True)
        yield PageLine("Comparing…", tone="muted")
        return
    yield PageLine(comparison.title, is_heading=True)
    if comparison.fault:
        yield PageLine(comparison.fault, comparison.hint, "△", "attention")
    elif not comparison.changes:
        yield PageLine("No line differs.", comparison.hint, tone="muted")
    for change in comparison.changes[:MOST_CHANGES]:
        yield _change(change)
    more = len(comparison.changes) - MOST_CHANGES
    if more > 0:
        yield PageLine(f"And {many(more, 'other line')}.", tone="muted")


def _change(change: Change) -> PageLine:
    mark, tone = words.CHANGED_MARK[change.what], words.CHANGED_TONE[change.what]
    said = f"{words.CHANGED[change.what]}: {change.after or change.before}"
    below = [f"Before: {change.before}"] if change.what is Changed.CHANGED else []
    if change.heading:
        below.append(f"Under {change.heading}")
    return PageLine(said, "\n".join(below), mark, tone, change)


def _corrections(life: DocumentLife) -> Iterator[PageLine]:
    if not life.versions:
        return
    yield PageLine("Requests for correction", is_heading=True)
    if not life.corrections:
        yield PageLine("Nobody has asked for a correction.", "C notes a request.", tone="muted")
    for line in sorted(life.corrections, key=lambda one: (one.answered_on is not None, one.id)):
        mark, tone = words.ANSWER_MARK[line.state], words.ANSWER_TONE[line.state]
        yield PageLine(line.text, words.say_request(line), mark, tone, line)
