from __future__ import annotations

import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from meetingdesk.app.documents.copying import copy_for, reader_named, readers_of
from meetingdesk.app.facts_in_file import facts_in_file
from meetingdesk.app.interchange import read_meeting_file
from meetingdesk.domain.copies.leaks import Placed, hits_in
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.copies.withheld import WithheldKind, withheld_from
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from reports.blocks import Heading, Listing, Paragraph, Quote, Report, Table, words_of
from reports.documents import MAKERS, document, in_large_print, written
from reports.leak.check import leaks_in
from tests.reports.pdf_texts import folded

FILES = Path(__file__).resolve().parents[1] / "vignettes" / "files"
TODAY = date(2026, 11, 22)
WITHHELD = "17_withheld_address"
"""In this one an address was typed where everybody reads it, so that a copy has to be stopped."""
MADE = tuple(kind for kind in MAKERS if kind is not DocumentKind.COURT_BUNDLE)
"""What can be made of every meeting; a bundle for a court waits for legal advice."""
NAMES = sorted(path.stem for path in FILES.glob("*.json") if path.stem != WITHHELD)


@cache
def _facts(name: str) -> MeetingFacts:
    return facts_in_file(read_meeting_file((FILES / f"{name}.json").read_bytes()))


def _readers(facts: MeetingFacts) -> list[Reader]:
    people = {
        case.called(one.id): one.id
        for case in copy_for(facts, readers_of(facts)[0], TODAY).cases
        for one in case.people
    }
    family = [Reader(ReaderKind.PERSON, name, person_id=key) for name, key in people.items()]
    return [*readers_of(facts), *(() if facts.kind.many_cases else family)]


def _report(name: str, kind: DocumentKind, reader: str) -> Report:
    facts = _facts(name)
    return document(kind, copy_for(facts, reader_named(facts, reader), TODAY))


def _said(report: Report) -> str:
    """Return every word of a document, also those that stand on each page."""
    words = [report.title, report.above, report.foot, *map(words_of, report.below_title)]
    return " ".join((*words, *map(repr, report.blocks)))


def _headings(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize("name", NAMES)
def test_no_document_of_any_kind_holds_what_its_reader_may_not_have(name: str) -> None:
    facts = _facts(name)
    for reader in _readers(facts):
        withheld = withheld_from(facts, reader)
        copy = copy_for(facts, reader, TODAY)
        for kind in MADE:
            if kind in facts.kind.documents:
                said = Placed("the document", _said(document(kind, copy)))
                assert hits_in((said,), withheld) == (), (reader.name, kind)


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("name", NAMES[::3])
def test_another_program_finds_no_withheld_word_in_the_minutes_either(name: str, tmp_path: Path) -> None:
    facts = _facts(name)
    for number, reader in enumerate(_readers(facts)):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(written(DocumentKind.FULL_MINUTES, copy_for(facts, reader, TODAY), "pdf").content)

        said = subprocess.run(
            ["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True, timeout=60
        ).stdout

        for one in withheld_from(facts, reader):
            assert folded(one.text) not in folded(said), (reader.name, one.kind)


def test_an_address_typed_into_free_text_is_found_for_whom_it_is_withheld_from_and_for_nobody_else() -> None:
    facts = _facts(WITHHELD)
    father, grandmother = reader_named(facts, "Adult A"), reader_named(facts, "Adult B")

    hits = {
        reader.name: leaks_in(
            written(DocumentKind.FAMILY_COPY, copy_for(facts, reader, TODAY), ending).content,
            f"copy.{ending}",
            withheld_from(facts, reader),
        )
        for reader in (father, grandmother)
        for ending in ("docx", "pdf")
    }

    assert {hit.withheld.kind for hit in hits["Adult A"]} == {WithheldKind.ADDRESS}
    assert hits["Adult B"] == ()


def test_an_agencys_minutes_begin_with_its_actions() -> None:
    report = _report("15_three_siblings", DocumentKind.FULL_MINUTES, "csc")

    assert _headings(report)[0] == "Your actions"
    assert {"What was decided", "Children", "Who was there"} <= set(_headings(report))


def test_each_sibling_has_a_decision_and_a_section_of_their_own() -> None:
    headings = _headings(_report("15_three_siblings", DocumentKind.FULL_MINUTES, "chair"))

    for child in ("Child 1", "Child 2", "Child 3"):
        assert sum(heading.startswith(child) for heading in headings) >= 2, child


def test_a_marac_has_each_case_on_a_page_of_its_own_and_no_name() -> None:
    report = _report("01_unborn_child", DocumentKind.FULL_MINUTES, "chair")

    assert any(heading.startswith("Case ") for heading in _headings(report))


def test_what_a_family_reads_explains_its_words_and_says_how_to_disagree() -> None:
    report = _report("16_deaf_mother_signer_here", DocumentKind.FAMILY_COPY, "Adult A")

    headings = _headings(report)
    assert report.points == 14
    assert "If you do not agree" in headings
    assert "Words in this paper" in headings


def test_a_child_reads_only_what_was_decided_for_them() -> None:
    report = _report("15_three_siblings", DocumentKind.CHILD_COPY, "Child 1")

    decided = _headings(report).index("What the grown-ups decided")
    said = [words_of(block.text) for block in report.blocks if isinstance(block, Paragraph)]
    assert decided == 0 or _headings(report)[0] == "What you told us"
    assert not any("did not" in text for text in said)
    assert report.points == 16


def test_a_notice_says_why_somebody_has_it_and_what_they_are_asked() -> None:
    report = _report("15_three_siblings", DocumentKind.SCHOOL_NOTICE, "school")

    said = " ".join(
        words_of(block.text)
        for block in report.blocks
        if hasattr(block, "text") and not isinstance(block, (Heading, Quote))
    )
    assert "Why you have this." in said
    assert "What you are asked to do." in said
    assert "Keep it with the child protection file" in said


def test_large_print_has_larger_letters_and_nothing_else_changed() -> None:
    report = _report("15_three_siblings", DocumentKind.ACTION_LIST, "chair")

    large = in_large_print(report)

    assert (large.points, large.blocks) == (18, report.blocks)


def test_an_agenda_counts_its_points_and_a_case_list_its_cases() -> None:
    agenda = _report("09_long_list_without_idva", DocumentKind.AGENDA, "housing")
    cases = _report("09_long_list_without_idva", DocumentKind.CASE_LIST, "housing")

    assert any(isinstance(block, Listing) and block.is_counted for block in agenda.blocks)
    table = next(block for block in cases.blocks if isinstance(block, Table))
    assert len(table.rows) == 24


@pytest.mark.parametrize("kind", MADE)
def test_every_kind_can_be_made_of_every_meeting_without_a_fault(kind: DocumentKind) -> None:
    for name in NAMES[::4]:
        facts = _facts(name)
        report = document(kind, copy_for(facts, reader_named(facts, "chair"), TODAY))

        assert report.title
