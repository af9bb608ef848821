from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from meetingdesk.app.documents.copying import copy_for, reader_named
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.errors import MeetingDeskError
from reports.blocks import Table, words_of
from reports.documents import written
from tests.reports.briefings.made import (
    SIBLINGS,
    TODAY,
    facts_of,
    having,
    headings,
    is_clean,
    report_of,
    said_in,
)

BUNDLE = DocumentKind.COURT_BUNDLE
ADVICE = "Counsel thinks that the threshold is met"


def _advised() -> MeetingFacts:
    facts = facts_of(SIBLINGS)
    family = facts.meeting.family_id
    said = Entry(meeting_id=facts.meeting.id, family_id=family, text=ADVICE, visibility=Visibility.V3)
    return having(facts, said)


def test_without_legal_advice_in_the_record_there_is_none_and_it_is_said_where_that_is_recorded() -> None:
    with pytest.raises(MeetingDeskError, match="No legal advice") as refused:
        report_of(facts_of(SIBLINGS), BUNDLE)

    assert "section for legal advice" in refused.value.hint


@pytest.mark.parametrize("visibility", [Visibility.V2, Visibility.V3, Visibility.V4, Visibility.V5])
def test_nothing_narrower_than_the_table_is_in_it(visibility: Visibility) -> None:
    facts = _advised()
    entry = facts.all(Entry)[0]
    narrow = Entry(
        meeting_id=entry.meeting_id, family_id=entry.family_id, text="Not for a court", visibility=visibility
    )

    said = said_in(report_of(having(facts, narrow), BUNDLE))

    assert "Not for a court" not in said
    assert ADVICE not in said


def test_words_that_a_child_wants_kept_from_somebody_are_not_in_it() -> None:
    facts = _advised()
    voice = Voice(
        meeting_id=facts.meeting.id, family_id=facts.meeting.family_id, child_id=next(iter(facts.people))
    )
    open_words = VoiceWords(voice_id=voice.id, text="I like the swing")
    secret = VoiceWords(voice_id=voice.id, text="Do not say it", do_not_tell_id=voice.child_id)

    said = said_in(report_of(having(facts, voice, open_words, secret), BUNDLE))

    assert "I like the swing" in said
    assert "Do not say it" not in said


def test_it_begins_with_an_index_of_its_parts_in_their_order() -> None:
    report = report_of(_advised(), BUNDLE)

    index = next(block for block in report.blocks if isinstance(block, Table))
    parts = [words_of(row[0][0]) for row in index.rows]
    assert headings(report)[0] == "Index"
    assert [one for one in headings(report) if one in parts] == parts
    assert parts[0].startswith("1. ")


@pytest.mark.usefixtures("poppler")
def test_the_index_names_the_page_on_which_each_part_begins(tmp_path: Path) -> None:
    facts = _advised()
    made = written(BUNDLE, copy_for(facts, reader_named(facts, "csc"), TODAY), "pdf")
    file = tmp_path / "bundle.pdf"
    file.write_bytes(made.content)

    pages = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True, timeout=60
    ).stdout.split("\f")

    parts = [one for one in headings(report_of(facts, BUNDLE, "csc")) if one[:1].isdigit()]
    index = " ".join(pages[0].split())
    for part in parts:
        number = next(number for number, page in enumerate(pages[1:], 2) if part in page)
        assert f"{part} {number}" in index
    assert f"page 1 of {made.pages}" in index


def test_it_can_be_made_as_a_word_file_too() -> None:
    facts = _advised()

    assert written(BUNDLE, copy_for(facts, reader_named(facts, "chair"), TODAY), "docx").content


@pytest.mark.parametrize("reader", ["chair", "csc"])
def test_it_holds_nothing_that_its_readers_may_not_have(reader: str) -> None:
    assert is_clean(_advised(), BUNDLE, reader)


def test_a_police_copy_sees_no_advice_and_so_is_refused() -> None:
    facts = _advised()
    sensitive = replace(facts.all(Entry)[-1], visibility=Visibility.V4)

    with pytest.raises(MeetingDeskError):
        report_of(having(facts, sensitive), BUNDLE, "police")
