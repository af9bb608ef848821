"""How a document goes on: from draft over the chair's review to its seal, each document for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from meetingdesk.domain.definitions import load_file
from meetingdesk.domain.documents import Correction, CorrectionState, Document, DocumentVersion, VersionState
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.once import once
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError
from meetingdesk.resources import resource

S = VersionState
NEXT_STATE: Mapping[VersionState, frozenset[VersionState]] = {
    S.DRAFT: frozenset({S.IN_REVIEW, S.APPROVED}),
    S.IN_REVIEW: frozenset({S.DRAFT, S.APPROVED}),
    S.APPROVED: frozenset({S.IN_REVIEW, S.SEALED}),
    S.SEALED: frozenset(),
}
"""What a version may become; what was sealed stays as it is, and a later version adds to it."""
FINISHED = frozenset({S.APPROVED, S.SEALED})
"""What may leave as the document itself and not as a draft of it."""
WORDS: Mapping[VersionState, str] = {
    S.DRAFT: "draft",
    S.IN_REVIEW: "with the chair for review",
    S.APPROVED: "approved",
    S.SEALED: "sealed",
}
NEEDS_REASON = frozenset({CorrectionState.NOTED, CorrectionState.REFUSED})
"""What a request for correction is not answered with unless somebody says why."""
FILE = "quality_checks.toml"
SECTION_OF_CONFIRMING = "record_of_last_time"
"""Under which heading of the next meeting it stands that a record was confirmed."""
_APART = "."


@dataclass(frozen=True, slots=True)
class QualityCheck:
    """Which documents a named senior checks before they are approved, and at which types of meeting."""

    types: tuple[str, ...]
    documents: tuple[DocumentKind, ...]
    by_another: bool = True
    """Whether it must be somebody else than who made the version."""


@dataclass(frozen=True, slots=True)
class QualityChecks:
    """All that are asked for."""

    checks: tuple[QualityCheck, ...] = ()

    def asked_of(self, type_id: str, kind: str) -> QualityCheck | None:
        """Return the check that is asked for, or None where none is."""
        return next((one for one in self.checks if type_id in one.types and kind in one.documents), None)


def load_quality_checks(local: Path | None = None) -> QualityChecks:
    """Read which documents are checked; a council's own file wins over the shipped one."""
    return load_file(QualityChecks, resource(FILE), local)


def kind_apart(kind: str, visibility: Visibility) -> str:
    """Return as what the part of a document is kept that only some may read."""
    return f"{kind}{_APART}{visibility.value.casefold()}"


def is_apart(document: Document) -> bool:
    """Say whether a row holds only what is kept apart of another document."""
    return _APART in document.kind


@once
def known_kind(kind: str) -> DocumentKind | None:
    """Return the kind of a document, or None for a word that no type of meeting lists."""
    return next((one for one in DocumentKind if one.value == kind), None)


def check_step(version: DocumentVersion, wanted: VersionState) -> None:
    """Raise unless a version may become what is wanted."""
    check_open(version)
    if wanted not in NEXT_STATE[version.state]:
        raise MeetingDeskError(
            f"Version {version.number} is {WORDS[version.state]}, so it cannot become {WORDS[wanted]}.",
            hint=f"Next it can become: {', '.join(sorted(WORDS[one] for one in NEXT_STATE[version.state]))}.",
        )


def check_open(version: DocumentVersion) -> None:
    """Raise for a version that is sealed."""
    if version.state is S.SEALED:
        raise MeetingDeskError(
            f"Version {version.number} is sealed, and a sealed version is never changed.",
            hint="Take a new version; it says what was changed and why.",
        )


def check_approvable(version: DocumentVersion, check: QualityCheck | None) -> None:
    """Raise unless a version may be approved."""
    check_step(version, S.APPROVED)
    if check is not None and version.quality_checked_at is None:
        raise MeetingDeskError(
            "Documents of this kind are checked by a named senior before they are approved.",
            hint="Ask somebody who may check the quality of a record, and approve it then.",
        )


def check_checker(version: DocumentVersion, check: QualityCheck | None, name: str) -> None:
    """Raise unless somebody of this name may put down that they checked the quality of a version."""
    if version.state in FINISHED:
        check_open(version)
        raise MeetingDeskError(
            f"Version {version.number} is approved already.", hint="A check comes before the approval."
        )
    by_another = check is None or check.by_another
    if by_another and version.made_by and version.made_by.casefold() == name.casefold():
        raise MeetingDeskError(
            "Whoever made a version does not check its quality.", hint="Ask another senior to check it."
        )


def check_answer(state: CorrectionState, answer: str) -> None:
    """Raise unless a request for correction may be answered so."""
    if state is CorrectionState.RECEIVED:
        raise MeetingDeskError(
            "A request is accepted, noted or refused.", hint="Choose one of the three answers."
        )
    if state in NEEDS_REASON and not answer.strip():
        raise MeetingDeskError(
            "Whoever asked for a correction is told why it was not made.",
            hint="Write the reason, then answer.",
        )


def accepted(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """Return the requests that were accepted."""
    return tuple(row for row in corrections if row.state is CorrectionState.ACCEPTED)
