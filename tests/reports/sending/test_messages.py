from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from uuid import uuid4

import pytest

from meetingdesk.domain.copies.withheld import Withheld, WithheldKind
from reports.blocks import words_of
from reports.leak.check import leaks_in
from reports.pdf.writer import write_pdf
from reports.sending.calendar import Event, calendar_of
from reports.sending.lists import Addressed, Told, address_list, address_table, telephone_sheet
from reports.sending.messages import Letter, body_of, message_of, subject_of
from tests.reports.sending.calendar_reader import read_calendar

AT = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
LETTER = Letter("ann@hill.example", "OFFICIAL-SENSITIVE: minutes CP-1", "Please see.\n", "<1@md.invalid>", AT)


def read(content: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(content)
    assert isinstance(message, EmailMessage)
    return message


def test_a_message_opens_as_a_draft_with_its_files() -> None:
    content = message_of(LETTER, (("minutes.pdf", b"%PDF-1.7 x"), ("dates.ics", b"BEGIN:VCALENDAR\r\n")))

    message = read(content)

    assert message["X-Unsent"] == "1"
    assert message["To"] == "ann@hill.example"
    assert message["Message-ID"] == "<1@md.invalid>"
    assert message["From"] is None
    assert [part.get_filename() for part in message.iter_attachments()] == ["minutes.pdf", "dates.ics"]
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_nothing_typed_begins_another_line_of_the_head() -> None:
    letter = Letter("ann@hill.example", "Minutes\r\nBcc: all@evil.example", "x", "<1@x>", AT)

    message = read(message_of(letter, ()))

    assert message["Bcc"] is None
    assert message["Subject"] == "Minutes Bcc: all@evil.example"


def test_a_subject_has_the_mark_the_marking_and_a_reference() -> None:
    said = subject_of("OFFICIAL-SENSITIVE", "MARAC minutes", "M-2026-11", "[secure]")

    assert said == "[secure] OFFICIAL-SENSITIVE: MARAC minutes M-2026-11"


@pytest.mark.parametrize("is_locked", [True, False])
def test_a_body_says_why_what_for_and_how_it_opens(is_locked: bool) -> None:
    body = body_of(
        "Why.", "What for.", ("a.pdf",), is_locked=is_locked, answer_to="d@x.example", marking="O-S"
    )

    assert body.index("Why.") < body.index("What for.") < body.index("a.pdf") < body.index("d@x.example")
    assert ("pass phrase" in body) is is_locked


def test_the_leak_check_reads_what_a_message_says() -> None:
    place = Withheld(WithheldKind.ADDRESS, "14 Sorrel Lane, Trial Town", uuid4(), "ZZ1 2AB")
    letter = Letter("ann@hill.example", "Minutes", "She is at 14  Sorrel\nLn now.", "<1@x>", AT)

    (hit,) = leaks_in(message_of(letter, ()), "1.eml", [place])

    assert hit.place == "the text of the message"


def test_a_calendar_reads_as_strictly_as_the_format_is_written() -> None:
    events = [
        Event("next@md", "Core group; CG-1, next: " + "ż" * 90, date(2026, 12, 4), AT, 90),
        Event("due@md", "Due: M-2026-114-A03\\x\nsecond", date(2026, 11, 27)),
    ]

    first, second = read_calendar(calendar_of(events, AT))

    assert first["SUMMARY"] == "Core group; CG-1, next: " + "ż" * 90
    assert (first["DTSTART"], first["DTEND"]) == ("20261120T170000Z", "20261120T183000Z")
    assert second["SUMMARY"] == "Due: M-2026-114-A03\\x\nsecond"
    assert (second["DTSTART"], second["DTEND"]) == ("20261127", "20261128")


def test_the_list_of_addresses_holds_no_formula_and_no_pass_phrase() -> None:
    row = Addressed(1, "=cmd()", "Ann", "+1@hill.example", "Secure mail", ("a.pdf", "b.pdf"), "They came.")

    cells = list(csv.reader(io.StringIO(address_table([row]).decode("utf-8-sig"))))
    printed = write_pdf(address_list([row], "CP-1", "OFFICIAL-SENSITIVE"))

    assert cells[1] == ["1", "'=cmd()", "Ann", "'+1@hill.example", "Secure mail", "a.pdf b.pdf", "They came."]
    assert printed.pages == 1


def test_the_telephone_sheet_has_every_phrase_with_whom_to_ring() -> None:
    sheet = telephone_sheet([Told(1, "Hill School", "Ann", "01632 960001", "abcd-efgh")], "CP-1", "O-S")

    (table,) = (block for block in sheet.blocks if hasattr(block, "rows"))
    said = [words_of(text) for cell in table.rows[0] for text in cell]

    assert said == ["1", "Hill School", "Ann", "01632 960001", "abcd-efgh"]
