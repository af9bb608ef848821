"""What a later version says of itself: what was amended and why, and who holds what it replaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from meetingdesk.app.documents.said_apart import RESTRICTED_PART, TOLD_APART
from meetingdesk.app.documents.versions import versions_of
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.document_life import FINISHED
from meetingdesk.domain.documents import (
    Correction,
    CorrectionState,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
)
from meetingdesk.domain.text import in_short
from meetingdesk.storage.reading import Reading

LONGEST = 20_000
"""The longest text that a version says of its amendments."""
_MORE = "…"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a copy of a version, and how it went to them."""

    reader: str
    version: int
    sent_at: datetime | None
    is_recalled: bool = False

    @property
    def says(self) -> str:
        """Who it is, and since when they have it."""
        when = f", sent {say_day(_day(self.sent_at))}" if self.sent_at is not None else ""
        recalled = ", recalled" if self.is_recalled else ""
        return f"{self.reader or 'A reader'}: version {self.version}{when}{recalled}"


def amendments_of(reading: Reading, document: Document, changed: Iterable[str] = ()) -> str:
    """Return what the next version of a document says of what was amended; nothing before an approval."""
    versions = versions_of(reading, document)
    base = base_of(versions)
    asked = accepted_since(reading, versions)
    if base is None and not asked:
        return ""
    lines = [f"Amends version {base.number}."] if base is not None else []
    lines += [_because(reading, row) for row in asked]
    lines += [f"Changed: {line}" for line in changed if line.strip()]
    if base is not None and (held := holders_of(reading, versions)):
        lines.append("Who holds an earlier version: " + "; ".join(one.says for one in held) + ".")
    return _cut(lines) if base is None or len(lines) > 1 else ""


def untold(reading: Reading, versions: tuple[DocumentVersion, ...]) -> tuple[str, ...]:
    """Return the corrections that were accepted and that the newest version does not tell of."""
    told = Counter(versions[-1].amendments.splitlines()) if versions else Counter[str]()
    lines = (_because(reading, row) for row in accepted_since(reading, versions))
    return tuple(line for line in lines if not _is_told(line, told))


def base_of(versions: Iterable[DocumentVersion]) -> DocumentVersion | None:
    """Return the version that a new one amends: the newest that was approved or sealed."""
    return next((row for row in reversed(tuple(versions)) if row.state in FINISHED), None)


def accepted_since(reading: Reading, versions: tuple[DocumentVersion, ...]) -> tuple[Correction, ...]:
    """Return the requests that were accepted and that no finished version has told of yet."""
    base = base_of(versions)
    numbers = {row.id: row.number for row in versions}
    if not numbers:
        return ()
    found = reading.find(Correction, version_id=list(numbers), state=CorrectionState.ACCEPTED)
    if base is None:
        return found
    # What was asked of the finished version itself is for the next; so is what it was too late to tell of.
    finished = (row for row in versions if row.state in FINISHED)
    told = Counter(line for row in finished for line in row.amendments.splitlines())
    return tuple(
        row
        for row in found
        if not _is_told(_because(reading, row), told) or numbers[row.version_id] >= base.number
    )


def holders_of(reading: Reading, versions: Iterable[DocumentVersion]) -> tuple[Holder, ...]:
    """Return who holds a copy of any of some versions, by copy; what came back is held by nobody."""
    numbers = {row.id: row.number for row in versions}
    copies = {row.id: row for row in reading.find(DocumentCopy, version_id=list(numbers))} if numbers else {}
    sent = reading.find(Distribution, copy_id=list(copies)) if copies else ()
    return tuple(
        Holder(
            copies[row.copy_id].reader,
            numbers[copies[row.copy_id].version_id],
            row.sent_at,
            row.recalled_at is not None,
        )
        for row in sorted(sent, key=lambda row: (numbers[copies[row.copy_id].version_id], row.id))
        if row.sent_at is not None and row.returned_at is None
    )


def _is_told(line: str, told: Counter[str]) -> bool:
    """Say whether a line was told, once for each time that it was: two requests may be told in one way."""
    told[line] -= 1
    return told[line] >= 0


def _because(reading: Reading, row: Correction) -> str:
    if row.place == RESTRICTED_PART:
        return TOLD_APART
    agency = reading.look_up(Agency, row.asked_by_agency_id) if row.asked_by_agency_id is not None else None
    by = ", ".join(part for part in (row.asked_by, agency.name if agency is not None else "") if part)
    on = f" on {say_day(row.asked_on)}" if row.asked_on is not None else ""
    asked = f"asked for{f' by {by}' if by else ''}{on}" if by or on else ""
    about = "; ".join(part for part in (row.place, asked) if part)
    return f"Correction accepted: {in_short(row.text, 600)}{f' ({about})' if about else ''}"


def _cut(lines: list[str]) -> str:
    text = "\n".join(lines)
    return text if len(text) <= LONGEST else text[: LONGEST - len(_MORE)] + _MORE


def _day(moment: datetime) -> date:
    return (moment.astimezone(LONDON) if moment.tzinfo is not None else moment).date()
