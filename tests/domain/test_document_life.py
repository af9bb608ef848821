from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from meetingdesk.domain.document_life import (
    FINISHED,
    NEXT_STATE,
    WORDS,
    QualityCheck,
    QualityChecks,
    accepted,
    check_answer,
    check_approvable,
    check_checker,
    check_open,
    check_step,
    is_apart,
    kind_apart,
    known_kind,
    load_quality_checks,
)
from meetingdesk.domain.documents import Correction, CorrectionState, Document, DocumentVersion, VersionState
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import DefinitionError, MeetingDeskError

AT = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)
CHECK = QualityCheck(("marac",), (DocumentKind.FULL_MINUTES,))
S = VersionState


def version(
    state: VersionState = S.DRAFT, *, made_by: str = "Tess Marlowe", checked: bool = False
) -> DocumentVersion:
    return DocumentVersion(
        document_id=new_id(),
        number=2,
        state=state,
        made_by=made_by,
        quality_checked_at=AT if checked else None,
    )


def test_every_state_has_its_next_ones_and_its_words() -> None:
    assert set(NEXT_STATE) == set(WORDS) == set(VersionState)


def test_from_every_state_but_the_last_the_seal_can_be_reached() -> None:
    reached = {S.SEALED}
    for _ in VersionState:
        reached |= {state for state, following in NEXT_STATE.items() if following & reached}

    assert reached == set(VersionState)


def test_nothing_comes_after_the_seal() -> None:
    assert not NEXT_STATE[S.SEALED]
    for wanted in VersionState:
        with pytest.raises(MeetingDeskError, match="sealed version is never changed"):
            check_step(version(S.SEALED), wanted)


def test_a_draft_is_not_sealed_before_it_is_approved() -> None:
    with pytest.raises(MeetingDeskError, match="Version 2 is draft, so it cannot become sealed"):
        check_step(version(), S.SEALED)


def test_only_what_is_sealed_is_closed() -> None:
    for state in VersionState:
        if state is not S.SEALED:
            check_open(version(state))
    with pytest.raises(MeetingDeskError, match="sealed"):
        check_open(version(S.SEALED))


def test_approval_waits_for_the_check_that_is_asked_for() -> None:
    with pytest.raises(MeetingDeskError, match="named senior"):
        check_approvable(version(), CHECK)

    check_approvable(version(checked=True), CHECK)
    check_approvable(version(), None)


def test_whoever_made_a_version_does_not_check_it() -> None:
    with pytest.raises(MeetingDeskError, match="Whoever made a version"):
        check_checker(version(), CHECK, "TESS MARLOWE")

    check_checker(version(), CHECK, "Rhona Gale")


def test_where_the_check_may_be_by_the_same_person_it_may() -> None:
    check_checker(
        version(), QualityCheck(("dram",), (DocumentKind.FULL_MINUTES,), by_another=False), "Tess Marlowe"
    )


@pytest.mark.parametrize("state", sorted(FINISHED))
def test_a_check_comes_before_the_approval(state: VersionState) -> None:
    with pytest.raises(MeetingDeskError):
        check_checker(version(state), CHECK, "Rhona Gale")


@pytest.mark.parametrize("state", [CorrectionState.NOTED, CorrectionState.REFUSED])
def test_who_is_not_corrected_is_told_why(state: CorrectionState) -> None:
    with pytest.raises(MeetingDeskError, match="told why"):
        check_answer(state, "  ")

    check_answer(state, "It is what was said at the table")


def test_an_accepted_correction_needs_no_reason_and_no_answer_is_none() -> None:
    check_answer(CorrectionState.ACCEPTED, "")
    with pytest.raises(MeetingDeskError, match="accepted, noted or refused"):
        check_answer(CorrectionState.RECEIVED, "later")


def test_only_accepted_requests_are_made() -> None:
    rows = tuple(Correction(version_id=new_id(), text="x", state=state) for state in CorrectionState)

    assert [row.state for row in accepted(rows)] == [CorrectionState.ACCEPTED]


def test_the_shipped_checks_are_of_lists_of_cases_and_strategy_discussions() -> None:
    checks = load_quality_checks()

    for type_id in ("marac", "dram", "strategy"):
        found = checks.asked_of(type_id, DocumentKind.FULL_MINUTES)
        assert found is not None
        assert found.by_another
    assert checks.asked_of("icpc", DocumentKind.FULL_MINUTES) is None
    assert checks.asked_of("marac", DocumentKind.ACTION_LIST) is None
    assert QualityChecks().asked_of("marac", DocumentKind.FULL_MINUTES) is None


def test_a_councils_own_file_says_which_are_checked(tmp_path: Path) -> None:
    own = tmp_path / "quality_checks.toml"
    own.write_text(
        '[[checks]]\ntypes = ["icpc"]\ndocuments = ["plan"]\nby_another = false\n', encoding="utf-8"
    )

    checks = load_quality_checks(own)

    assert checks.asked_of("icpc", "plan") is not None
    assert checks.asked_of("marac", "full_minutes") is None


def test_a_kind_nobody_knows_is_named_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "quality_checks.toml"
    own.write_text('[[checks]]\ntypes = ["icpc"]\ndocuments = ["novel"]\n', encoding="utf-8")

    with pytest.raises(DefinitionError, match="line 3"):
        load_quality_checks(own)


def test_what_is_kept_apart_is_no_document_of_its_own() -> None:
    apart = Document(meeting_id=new_id(), kind=kind_apart("full_minutes", Visibility.V4))

    assert is_apart(apart)
    assert not is_apart(Document(meeting_id=new_id(), kind="full_minutes"))
    assert known_kind(apart.kind) is None
    assert known_kind("full_minutes") is DocumentKind.FULL_MINUTES
