from __future__ import annotations

import io
import logging
import os
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from meetingdesk.app import files_received, shown_files
from meetingdesk.app.desk import Desk
from meetingdesk.app.file_kinds import DOCX, PDF, PNG, TEXT, UNKNOWN, ZIP, media_type_of
from meetingdesk.app.files_received import (
    Arriving,
    TakeInFile,
    change_visibility,
    files_of_family,
    files_of_meeting,
    neutral_name,
    open_file,
    read_file,
    remove_file,
    save_copy,
    told_name,
)
from meetingdesk.app.opening import open_team
from meetingdesk.app.rows import AddRows
from meetingdesk.app.shown_files import Form, show_content
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.documents import FileReceived
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, MeetingCase
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, NotAllowed, StaleRecord, StorageProblem
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import blob
from tests.people import person_with
from tests.storage.test_rights_matrix import Team
from tests.stores import PostgresServer
from tests.ui.hostile import HOSTILE

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.fixture
def team(postgres_server: PostgresServer | None, team_store: Store) -> Iterator[Team]:
    assert postgres_server is not None
    team = Team(postgres_server, team_store)
    yield team
    team.close()


def word_document(body: str, *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    return made.getvalue()


def arriving(content: bytes = b"What the school saw.", name: str = "report.txt") -> Arriving:
    return Arriving(name, media_type_of(content), content)


def a_meeting(desk: Desk) -> tuple[Family, Meeting]:
    family = Family(reference="M-2026-114")
    meeting = Meeting(reference="CP-2026-0007", type_id="icpc", family_id=family.id)
    desk.execute(AddRows((family, meeting)))
    return family, meeting


def take_in(desk: Desk, meeting: Meeting, content: bytes = b"What the school saw.", **values: object) -> UUID:
    command = TakeInFile(meeting.id, arriving(content), AT, **values)  # type: ignore[arg-type]
    desk.execute(command)
    return command.key


# Taking in


def test_a_file_is_taken_in_listed_and_read_back(desk: Desk) -> None:
    family, meeting = a_meeting(desk)
    school = Agency(name="Sample Primary School")
    desk.execute(AddRows((school,)))

    key = take_in(desk, meeting, family_id=family.id, agency_id=school.id, visibility=Visibility.V2)

    with desk.reading() as reading:
        (line,) = files_of_family(reading, family.id).lines
        opened = open_file(reading, key)
    assert (line.name, line.kind, line.what) == ("report.txt", "Report", "Plain text, 20 bytes")
    assert (line.from_whom, line.about, line.meeting) == (
        "Sample Primary School",
        "M-2026-114",
        "CP-2026-0007",
    )
    assert line.file.visibility is Visibility.V2
    assert (opened.shown.form, opened.shown.text) == (Form.TEXT, "What the school saw.")


def test_undo_takes_the_file_out_of_the_list_and_redo_brings_it_back(desk: Desk) -> None:
    _, meeting = a_meeting(desk)
    key = take_in(desk, meeting)

    desk.undo()
    with desk.reading() as reading:
        gone = files_of_meeting(reading, meeting.id).lines
    desk.redo()

    with desk.reading() as reading:
        assert gone == ()
        assert open_file(reading, key).shown.text == "What the school saw."


def test_a_refused_file_leaves_nothing_behind(desk: Desk) -> None:
    _, meeting = a_meeting(desk)
    stranger = Family(reference="M-2026-999")
    desk.execute(AddRows((stranger,)))

    with pytest.raises(MeetingDeskError, match="does not speak of this family"):
        desk.execute(TakeInFile(meeting.id, arriving(), AT, family_id=stranger.id))
    with pytest.raises(MeetingDeskError, match="nothing in this file"):
        desk.execute(TakeInFile(meeting.id, arriving(b""), AT))

    with desk.reading() as reading:
        assert reading.find(FileReceived) == ()
        assert reading.rows(blob.select()) == []


def test_what_fails_after_the_content_was_kept_leaves_no_content(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, meeting = a_meeting(desk)

    def fail(name: str) -> str:
        raise MeetingDeskError("No room.")

    monkeypatch.setattr(files_received, "told_name", fail)

    with pytest.raises(MeetingDeskError, match="No room"):
        take_in(desk, meeting)

    with desk.reading() as reading:
        assert reading.rows(blob.select()) == []


def test_the_same_file_is_not_taken_in_twice(desk: Desk) -> None:
    _, meeting = a_meeting(desk)
    take_in(desk, meeting)

    with pytest.raises(MeetingDeskError, match="here already"):
        take_in(desk, meeting)


def test_a_case_of_a_marac_has_files_of_its_own_family_and_of_the_whole_meeting(desk: Desk) -> None:
    marac = Meeting(reference="MA-2026-0001", type_id="marac")
    families = [Family(reference=f"M-2026-{number}") for number in (1, 2)]
    cases = [
        MeetingCase(meeting_id=marac.id, family_id=family.id, position=place)
        for place, family in enumerate(families)
    ]
    desk.execute(AddRows((*families, marac, *cases)))
    first = take_in(desk, marac, b"one", family_id=families[0].id)
    take_in(desk, marac, b"two", family_id=families[1].id)
    whole = take_in(desk, marac, b"all")

    with desk.reading() as reading:
        of_case = files_of_meeting(reading, marac.id, families[0].id)
        of_family = files_of_family(reading, families[0].id)

    assert {line.id for line in of_case.lines} == {first, whole}
    assert [line.id for line in of_family.lines] == [first]


@pytest.mark.postgres
def test_on_the_server_a_file_comes_in_again_after_undo_and_beside_one_that_is_out_of_sight(
    team: Team,
) -> None:
    chair, taker = open_team(team.address("chair")), open_team(team.address("minute_taker"))
    try:
        take_in(chair, team.meeting, b"legal", visibility=Visibility.V3)
        take_in(taker, team.meeting, b"words")
        taker.undo()

        again = take_in(taker, team.meeting, b"words")
        take_in(taker, team.meeting, b"legal", visibility=Visibility.V1)

        with taker.reading() as reading:
            assert open_file(reading, again).shown.text == "words"
            assert len(files_of_meeting(reading, team.meeting.id).lines) == 2
    finally:
        chair.close()
        taker.close()


# Who may read


def test_who_may_not_see_a_file_neither_lists_nor_reads_it(desk: Desk) -> None:
    _, meeting = a_meeting(desk)
    key = take_in(desk, meeting, visibility=Visibility.V2)
    reader = Desk(desk.store, person_with("reader"))

    with reader.reading() as reading:
        assert files_of_meeting(reading, meeting.id).lines == ()
        with pytest.raises(StaleRecord):
            open_file(reading, key)


def test_fewer_may_read_at_once_and_more_only_with_a_reason(desk: Desk) -> None:
    _, meeting = a_meeting(desk)
    key = take_in(desk, meeting)

    with desk.reading() as reading:
        file = reading.get(FileReceived, key)
    desk.execute(change_visibility(file, Visibility.V2, "", Deed.RECORD))
    with desk.reading() as reading:
        narrow = reading.get(FileReceived, key)
    with pytest.raises(MeetingDeskError, match="needs a reason"):
        desk.execute(change_visibility(narrow, Visibility.V1, "", Deed.RECORD))
    desk.execute(change_visibility(narrow, Visibility.V1, "The school asked to see it.", Deed.RECORD))

    with desk.reading() as reading:
        wide = reading.get(FileReceived, key)
    assert [narrow.visibility, wide.visibility] == [Visibility.V2, Visibility.V1]


def test_a_removed_file_comes_back_with_undo(desk: Desk) -> None:
    _, meeting = a_meeting(desk)
    key = take_in(desk, meeting)

    desk.execute(remove_file(key, Deed.RECORD))
    with desk.reading() as reading:
        left = reading.find(FileReceived)
    desk.undo()

    with desk.reading() as reading:
        assert left == ()
        assert open_file(reading, key).shown.text == "What the school saw."


# Reading from a disk


def test_a_file_is_read_piece_by_piece_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    path.write_bytes(b"\x01" * 2_500_000)
    told: list[tuple[int, int]] = []

    got = read_file(path, lambda done, of: told.append((done, of)))

    assert len(got.content) == 2_500_000
    assert got.media_type == UNKNOWN
    assert told[-1] == (2_500_000, 2_500_000)
    assert len(told) == 3


def test_a_file_that_is_too_large_empty_gone_or_a_folder_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_received, "MOST_BYTES", 1_000_000)
    (tmp_path / "large").write_bytes(b"x" * 1_000_001)
    (tmp_path / "empty").touch()
    os.mkfifo(tmp_path / "pipe")

    said = {}
    for name in ("large", "empty", "pipe", "gone", "."):
        with pytest.raises(MeetingDeskError) as raised:
            read_file(tmp_path / name)
        said[name] = str(raised.value)

    assert said == {
        "large": "This file is larger than 1 MB.",
        "empty": "There is nothing in this file.",
        "pipe": "This is no file that can be taken in.",
        "gone": "This file cannot be read.",
        ".": "This is a folder.",
    }


def test_no_name_of_a_file_reaches_an_error_or_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)

    with pytest.raises(StorageProblem) as raised:
        read_file(tmp_path / "Ada Invented" / "letter.txt")

    assert "Invented" not in f"{raised.value} {raised.value.hint} {caplog.text}"
    assert raised.value.__cause__ is None
    assert "What the school" not in repr(arriving())


@pytest.mark.parametrize(
    "name", [*HOSTILE, "../../etc/passwd", "a" * 300 + ".docx", "\u202efdp.exe", "\ud800.png"]
)
def test_a_name_is_kept_as_told_and_leads_nowhere(desk: Desk, name: str, tmp_path: Path) -> None:
    _, meeting = a_meeting(desk)
    desk.execute(TakeInFile(meeting.id, replace(arriving(), name=name), AT))

    with desk.reading() as reading:
        (line,) = files_of_meeting(reading, meeting.id).lines
    save_copy(desk, line.id, tmp_path / neutral_name(line.file))

    assert line.name == told_name(name)
    assert len(line.name) <= 300
    assert neutral_name(line.file) == f"20261120-report-{line.file.content_hash[:6]}.txt"
    assert [each.name for each in tmp_path.glob("2026*")] == [neutral_name(line.file)]


def test_a_copy_leaves_the_store_only_for_who_may_save_files(desk: Desk, tmp_path: Path) -> None:
    _, meeting = a_meeting(desk)
    key = take_in(desk, meeting)
    reader = Desk(desk.store, person_with("reader"))

    with pytest.raises(NotAllowed):
        save_copy(reader, key, tmp_path / "copy.txt")
    save_copy(desk, key, tmp_path / "copy.txt")

    assert [(each.name, each.read_bytes()) for each in tmp_path.glob("*.txt")] == [
        ("copy.txt", b"What the school saw.")
    ]


# What kind it is, and what can be read of it


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"%PDF-1.7 and no more", PDF),
        (b"PK\x03\x04 and no more", ZIP),
        (b"x", TEXT),
        (b"\0", UNKNOWN),
        (b"MZ\x90\0\x03\0", UNKNOWN),
        ("Zażółć".encode(), TEXT),
        ("Zażółć".encode("utf-16"), TEXT),
        (b"caf\xe9", TEXT),
        (b"<html><script>alert(1)</script>", TEXT),
        (b"BMs are plain words here, and many of them.", TEXT),
    ],
)
def test_the_kind_is_told_by_the_content(content: bytes, kind: str) -> None:
    assert media_type_of(content) == kind
    assert show_content(content).media_type == kind


def test_a_letter_cut_in_the_middle_of_what_is_looked_at_leaves_it_a_text() -> None:
    content = ("a" * 65_535 + "é" * 10).encode()

    assert media_type_of(content) == TEXT


def test_a_word_document_is_shown_as_its_words() -> None:
    body = PARAGRAPH.format("First line") + "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>"

    shown = show_content(word_document(WORD.format(body)))

    assert (shown.form, shown.media_type, shown.text) == (Form.TEXT, DOCX, "First line\na\tb")
    assert "Only the words" in shown.note


def test_a_word_document_that_unpacks_without_end_is_not_opened() -> None:
    bomb = word_document(WORD.format(" " * 60_000_000))

    shown = show_content(bomb)

    assert len(bomb) < 100_000
    assert shown.form is Form.NOTHING
    assert "unpacks to more" in shown.note


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<w:document",
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
    ],
)
def test_a_word_document_that_is_damaged_or_sly_is_said_to_be_damaged(body: str) -> None:
    shown = show_content(word_document(body))

    assert (shown.form, shown.text) == (Form.NOTHING, "")
    assert shown.note == "This Word document is damaged: it cannot be shown here."


def test_every_cut_of_a_word_document_is_answered() -> None:
    whole = word_document(WORD.format(PARAGRAPH.format("Some words") * 40), packed=zipfile.ZIP_STORED)

    for length in range(1, len(whole), 97):
        assert show_content(whole[:length]).form in (Form.NOTHING, Form.TEXT)


def test_a_long_text_is_cut_and_a_line_without_end_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_files, "MOST_LETTERS", 5_000)

    shown = show_content(b"x" * 1_000_000)

    assert max(map(len, shown.text.split("\n"))) == 2_000
    assert "Only the first 5,000 characters" in shown.note


def test_a_picture_is_handed_on_and_a_pdf_is_said_not_to_be_shown() -> None:
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 100_000, 100_000)

    assert show_content(header).image == header
    assert show_content(b"%PDF-1.4").note == "PDF documents cannot be shown here."
