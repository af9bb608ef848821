"""The documents that can be made, by kind: each a copy in, a list of blocks out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.errors import MeetingDeskError
from reports.blocks import Report, Written
from reports.briefings.bundle import court_bundle, with_pages
from reports.briefings.chair import chair_briefing
from reports.briefings.learning import learning_summary
from reports.briefings.transfer import transfer_pack
from reports.family.copies import child_copy, decision_letter, family_copy
from reports.minutes.action_list import action_list
from reports.minutes.full import full_minutes
from reports.notices.before import agenda, case_list, information_request
from reports.notices.plans import agency_extract, interim_safety_plan, plan
from reports.notices.professionals import GP, HEALTH_VISITOR, MARAC, SCHOOL, notice
from reports.notices.sheets import key_information, outcome_notice, restricted_annex

LARGE_PRINT = 18.0
MAKERS: Mapping[DocumentKind, Callable[[Copied], Report]] = {
    DocumentKind.FULL_MINUTES: full_minutes,
    DocumentKind.ACTION_LIST: action_list,
    DocumentKind.DECISION_LETTER: decision_letter,
    DocumentKind.PLAN: plan,
    DocumentKind.INTERIM_SAFETY_PLAN: interim_safety_plan,
    DocumentKind.AGENCY_EXTRACT: agency_extract,
    DocumentKind.FAMILY_COPY: family_copy,
    DocumentKind.CHILD_COPY: child_copy,
    DocumentKind.GP_NOTICE: partial(notice, kind=GP),
    DocumentKind.SCHOOL_NOTICE: partial(notice, kind=SCHOOL),
    DocumentKind.HEALTH_VISITOR_NOTICE: partial(notice, kind=HEALTH_VISITOR),
    DocumentKind.MARAC_OUTCOME_NOTICE: partial(notice, kind=MARAC),
    DocumentKind.KEY_INFORMATION: key_information,
    DocumentKind.RESTRICTED_ANNEX: restricted_annex,
    DocumentKind.OUTCOME_NOTICE: outcome_notice,
    DocumentKind.AGENDA: agenda,
    DocumentKind.CASE_LIST: case_list,
    DocumentKind.INFORMATION_REQUEST: information_request,
    DocumentKind.CHAIR_BRIEFING: chair_briefing,
    DocumentKind.TRANSFER_PACK: transfer_pack,
    DocumentKind.COURT_BUNDLE: court_bundle,
    DocumentKind.LEARNING_SUMMARY: learning_summary,
}


def document(kind: DocumentKind, copy: Copied) -> Report:
    """Return a document of a kind for the reader of a copy; in large print by itself, it is the minutes."""
    if kind is DocumentKind.LARGE_PRINT:
        return in_large_print(document(DocumentKind.FULL_MINUTES, copy))
    maker = MAKERS.get(kind)
    if maker is None:
        known = ", ".join(one.value for one in MAKERS)
        raise MeetingDeskError(
            f"This version makes no {kind.label.lower()} yet.",
            hint=f"It makes: {known}, and large print of each.",
        )
    if copy.amends is None:
        return maker(copy)
    from reports.amended import with_amendments

    return with_amendments(maker(copy), maker(copy.amends), copy.amends.version, copy.corrected)


def written(kind: DocumentKind, copy: Copied, ending: str, *, large: bool = False) -> Written:
    """Return a document as the content of a file: pdf or docx."""
    report = document(kind, copy)
    report = in_large_print(report) if large else report
    # Each writer takes a tenth of a second to load, and most runs need one of them.
    if ending == "pdf":
        from reports.pdf.writer import write_pdf

        made = write_pdf(report)
        if kind is not DocumentKind.COURT_BUNDLE:
            return made
        return write_pdf(with_pages(report, made.content))
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
