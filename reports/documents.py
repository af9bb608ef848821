"""The documents that can be made, by kind: each a copy in, a list of blocks out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.errors import MeetingDeskError
from reports.blocks import Report, Written
from reports.minutes.action_list import action_list
from reports.minutes.full import full_minutes

LARGE_PRINT = 18.0
MAKERS: Mapping[DocumentKind, Callable[[Copied], Report]] = {
    DocumentKind.FULL_MINUTES: full_minutes,
    DocumentKind.ACTION_LIST: action_list,
}


def document(kind: DocumentKind, copy: Copied) -> Report:
    """Return a document of a kind for the reader of a copy."""
    maker = MAKERS.get(kind)
    if maker is None:
        known = ", ".join(one.value for one in MAKERS)
        raise MeetingDeskError(
            f"This version makes no {kind.label.lower()} yet.",
            hint=f"It makes: {known}, and large print of each.",
        )
    return maker(copy)


def written(kind: DocumentKind, copy: Copied, ending: str, *, large: bool = False) -> Written:
    """Return a document as the content of a file: pdf or docx."""
    report = document(kind, copy)
    report = in_large_print(report) if large else report
    # Each writer takes a tenth of a second to load, and most runs need one of them.
    if ending == "pdf":
        from reports.pdf.writer import write_pdf

        return write_pdf(report)
    from reports.word.writer import write_docx

    return write_docx(report)


def locked(content: bytes, ending: str, passphrase: str) -> bytes:
    """Return a file that opens only with a pass phrase."""
    if ending == "pdf":
        from reports.pdf.tagging import lock_pdf

        return lock_pdf(content, passphrase)
    from reports.word.writer import lock_docx

    return lock_docx(content, passphrase)


def in_large_print(report: Report) -> Report:
    """Return a document in letters that more people can read."""
    return replace(report, points=max(report.points, LARGE_PRINT))
