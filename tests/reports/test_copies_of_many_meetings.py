from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meetingdesk.app.demo.bulk import generate
from meetingdesk.app.documents.copying import copy_for, readers_of
from meetingdesk.app.documents.in_store import facts_in_store
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.copies.allowed import Allowance
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.information import Entry, EntryReader
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Address, Contact, Person
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from reports.documents import written
from tests.sitting import someone
from tests.stores import CHEAP_KEY, make_template, open_copy

GENERATED, PRINTED_EACH = 100, 10
TODAY = date(2026, 3, 4)
CLASSES = list(Visibility)
POLICE, LAWYERS = {"police", "police_child_protection"}, {"legal", "csc"}


def _may(reader: Reader, visibility: Visibility) -> bool:
    """Who may read what, written down once more, by somebody who did not look at the allow-list."""
    if visibility is Visibility.V5:
        return False
    if reader.kind is ReaderKind.CHAIR:
        return True
    if reader.kind is ReaderKind.PERSON:
        return visibility is Visibility.V0
    classes = {Visibility.V0, Visibility.V1}
    classes |= {Visibility.V4} if reader.agency_key in POLICE else set()
    classes |= {Visibility.V3} if reader.agency_key in LAWYERS else set()
    return visibility in classes


def _planted(facts: MeetingFacts, rnd: random.Random) -> tuple[MeetingFacts, dict[str, Visibility | None]]:
    """Give each row a class and a word that stands nowhere else; and plant what nobody may have."""
    words: dict[str, Visibility | None] = {}
    rows: dict[type[Row], tuple[Row, ...]] = {}
    for kind, found in facts.rows.items():
        names = {field.name for field in fields(kind)}
        if "visibility" not in names or "text" not in names:
            rows[kind] = found
            continue
        rows[kind] = tuple(_with_word(row, words, rnd.choice(CLASSES)) for row in found)
    people = [row for row in facts.rows.get(Person, ()) if isinstance(row, Person)]
    voices: list[Row] = []
    said: list[Row] = []
    for person in people[:2]:
        voice = Voice(meeting_id=facts.meeting.id, child_id=person.id, visibility=Visibility.V0)
        voices.append(voice)
        said.append(_with_word(VoiceWords(voice_id=voice.id, text="I said"), words, rnd.choice(CLASSES)))
    rows[Voice] = (*rows.get(Voice, ()), *voices)
    rows[VoiceWords] = (*rows.get(VoiceWords, ()), *said)
    rows[Address] = tuple(
        _never(Address(person_id=person.id, lines="1 Sample Street"), "lines", words) for person in people
    )
    rows[Contact] = tuple(
        _never(Contact(person_id=person.id, kind="mobile", value="01632"), "value", words)  # type: ignore[arg-type]
        for person in people
    )
    return replace(facts, rows=rows, _of_families={}), words


def _with_word(row: Any, words: dict[str, Visibility | None], visibility: Visibility) -> Row:
    word = f"zq{len(words):05d}x"
    words[word] = visibility
    planted: Row = replace(row, text=f"{row.text} {word}", visibility=visibility)
    return planted


def _never(row: Any, name: str, words: dict[str, Visibility | None]) -> Row:
    word = f"zq{len(words):05d}x"
    words[word] = None
    planted: Row = replace(row, **{name: f"{getattr(row, name)} {word}"})
    return planted


def _readers(facts: MeetingFacts) -> Iterator[Reader]:
    yield from readers_of(facts)
    for agency in facts.agencies.values():
        yield Reader(ReaderKind.AGENCY, agency.name, agency.id, agency.key)
    for person in facts.people.values():
        yield Reader(ReaderKind.PERSON, "Adult A", person_id=person.id)


def _printed(content: bytes, file: Path) -> str:
    file.write_bytes(content)
    return subprocess.run(
        ["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, text=True, timeout=60
    ).stdout


@pytest.fixture(scope="module")
def meetings(
    tmp_path_factory: pytest.TempPathFactory,
) -> list[tuple[MeetingFacts, Mapping[str, Visibility | None]]]:
    store = open_copy(make_template(tmp_path_factory.mktemp("copies")), CHEAP_KEY)
    rnd = random.Random(11)
    try:
        generate(
            store,
            someone(),
            meetings=GENERATED,
            cases=2,
            entries_per_meeting=4,
            actions_per_meeting=3,
            today=TODAY,
        )
        with store.reading(someone()) as reading:
            found = [facts_in_store(reading, meeting.reference) for meeting in reading.find(Meeting)]
    finally:
        store.close()
    return [_planted(facts, rnd) for facts in found]


def test_no_row_that_a_reader_may_not_have_is_in_what_their_copy_is_made_of(
    meetings: list[tuple[MeetingFacts, Mapping[str, Visibility | None]]],
) -> None:
    looked_at = 0
    for facts, words in meetings:
        for reader in _readers(facts):
            made_of = repr(Allowance(facts.rows, reader).allowed())
            for word, visibility in words.items():
                if visibility is None or not _may(reader, visibility):
                    assert word not in made_of, (reader.name, visibility)
                    looked_at += 1

    assert len(meetings) >= GENERATED
    assert looked_at > 1_000


@pytest.mark.usefixtures("poppler")
def test_another_program_reads_no_such_word_in_the_printed_copies(
    meetings: list[tuple[MeetingFacts, Mapping[str, Visibility | None]]], tmp_path: Path
) -> None:
    seen_by_chair = 0
    for facts, words in meetings[::PRINTED_EACH]:
        for reader in list(_readers(facts))[:6]:
            copy = copy_for(facts, reader, TODAY)
            said = _printed(written(DocumentKind.FULL_MINUTES, copy, "pdf").content, tmp_path / "copy.pdf")
            for word, visibility in words.items():
                if visibility is None or not _may(reader, visibility):
                    assert word not in said, (reader.name, visibility)
            if reader.kind is ReaderKind.CHAIR:
                seen_by_chair += sum(word in said for word in words)

    assert seen_by_chair > 20, "the control: the whole record prints what was planted"


def test_somebody_named_reads_what_others_of_their_kind_do_not(
    meetings: list[tuple[MeetingFacts, Mapping[str, Visibility | None]]],
) -> None:
    facts, _ = next(one for one in meetings if any(True for _ in one[0].all(Entry)))
    entry = replace(facts.all(Entry)[0], visibility=Visibility.V2, is_not_shared=False, section="")
    first, second = (Agency(key=key, name=f"Invented {key}") for key in ("housing", "probation"))
    rows = {**facts.rows, Entry: (entry,), EntryReader: (EntryReader(entry_id=entry.id, agency_id=first.id),)}

    kept = {
        agency.key: entry
        in Allowance(rows, Reader(ReaderKind.AGENCY, agency.name, agency.id, agency.key))
        .allowed()
        .get(Entry, ())
        for agency in (first, second)
    }

    assert kept == {"housing": True, "probation": False}
