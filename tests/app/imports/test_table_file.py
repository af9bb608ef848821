from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from meetingdesk.app.imports import Table, read_table, read_table_file
from meetingdesk.errors import BadImport

A_DAY = datetime(2026, 11, 20)  # noqa: DTZ001 - a workbook knows no zones


def workbook(*rows: list[Any], title: str = "List") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, change: Any) -> bytes:
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            part = source.read(entry)
            archive.writestr(entry.filename, change(part) if entry.filename == name else part)
    return target.getvalue()


def cells(table: Table) -> list[tuple[Any, ...]]:
    return [row.cells for row in table.rows]


def fault_of(content: bytes) -> str:
    with pytest.raises(BadImport) as caught:
        read_table(content, "list")
    assert "nothing was changed" in str(caught.value)
    return "\n".join(caught.value.faults)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", "Read as UTF-8."),
        ("utf-8-sig", "Read as UTF-8."),
        ("utf-16", "Read as UTF-16."),
        ("utf-16-le", "Read as UTF-16."),
        ("utf-16-be", "Read as UTF-16."),
    ],
)
def test_text_files_are_read_in_every_usual_encoding(encoding: str, note: str) -> None:
    table = read_table("Name;Agency\nŁukasz;Szkoła\n".encode(encoding), "a.csv")
    assert cells(table) == [("Name", "Agency"), ("Łukasz", "Szkoła")]
    assert note in table.notes


def test_windows_1252_is_the_last_resort_and_said_plainly() -> None:
    table = read_table("Name,Agency\nZoë,Café\n".encode("cp1252"), "a.csv")
    assert cells(table)[1] == ("Zoë", "Café")
    assert "Windows-1252" in table.notes[0]
    assert "neither UTF-8 nor Windows-1252 (byte 6)" in fault_of(b"Name\n\x81\xff\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = f'Name{delimiter}Note\n"Lis{delimiter} Jan"{delimiter}"a; b, c\nd"\n'
    assert cells(read_table(text.encode(), "a.csv")) == [
        ("Name", "Note"),
        (f"Lis{delimiter} Jan", "a; b, c\nd"),
    ]


def test_a_declared_delimiter_is_used_and_rows_keep_their_numbers() -> None:
    table = read_table(b"sep=;\nName;Note\nA;b,c,d,e\n", "a.csv")
    assert [row.number for row in table.rows] == [2, 3]
    assert cells(table)[1] == ("A", "b,c,d,e")


def test_empty_rows_do_not_change_the_numbers_of_the_others() -> None:
    table = read_table(b"Name\n\n,,\nA\n", "a.csv")
    assert [row.number for row in table.rows] == [1, 4]


def test_a_workbook_is_read_as_plain_values() -> None:
    table = read_table(
        workbook(
            ["Name", "Born", "Score"],
            ["Ada", A_DAY, 14],
            [None, None, None],
            ["Ben", "x", 1.5],
        ),
        "a.xlsx",
    )
    assert [row.number for row in table.rows] == [1, 2, 4]
    assert cells(table)[1] == ("Ada", A_DAY, 14)
    assert "“List”" in table.notes[0]


def test_a_formula_is_its_last_value_and_is_never_worked_out() -> None:
    content = workbook(["Name"], ["=1+1"])

    def cached(part: bytes) -> bytes:
        return (
            part.replace(b"<v></v>", b"<v>7</v>").replace(b"<v />", b"<v>7</v>").replace(b"<v/>", b"<v>7</v>")
        )

    table = read_table(with_part(content, "xl/worksheets/sheet1.xml", cached), "a.xlsx")
    assert cells(table)[1] == (7,)


def test_only_a_visible_sheet_is_read_and_the_others_are_mentioned() -> None:
    book = openpyxl.Workbook()
    hidden, shown = book.active, book.create_sheet("Shown")
    assert hidden is not None
    hidden.append(["Secret"])
    hidden.sheet_state = "hidden"
    shown.append(["Name"])
    table = read_table(saved(book), "a.xlsx")
    assert cells(table) == [("Name",)]
    assert "2 sheets" in table.notes[1]


def test_a_wrong_size_in_the_workbook_hides_no_row() -> None:
    def shrink(part: bytes) -> bytes:
        return part.replace(b'ref="A1:A3"', b'ref="A1:A1"')

    content = with_part(workbook(["Name"], ["Ada"], ["Ben"]), "xl/worksheets/sheet1.xml", shrink)
    assert len(read_table(content, "a.xlsx").rows) == 3


def test_a_workbook_with_a_document_type_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'

    def armed(part: bytes) -> bytes:
        return bomb + part.split(b"?>", 1)[-1]

    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        assert "declares a document type" in fault_of(with_part(workbook(["Name"], ["Ada"]), name, armed))


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is_read() -> None:
    assert "no spreadsheet program does" in fault_of(zipped(a=b"\0" * 1_000_000))
    assert "2,001 parts" in fault_of(zipped(**{f"p{number}": b"x" for number in range(2001)}))


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    content = zipped(a=b"\0" * 1_000_000)
    real, told = struct.pack("<L", 1_000_000), struct.pack("<L", 10)
    assert "damaged" in fault_of(content.replace(real, told))
    huge = content.replace(real, struct.pack("<L", 300 * 1024 * 1024))
    assert "more than 200 MB" in fault_of(huge)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 no archive", "damaged, or is no workbook"),
        (zipped(a=b"hello"), "damaged, or is no workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "has a password"),
        (b"", "The list is empty."),
        (b"\n \n,,,\n", "The list is empty."),
        (b'Name\n"' + b"x" * 200_000, "row 2: a cell is longer than 100,000 characters"),
        (",".join(["x"] * 201).encode(), "row 1: has 201 columns; 200 are the most"),
        (b"Name\n" + b"x\n" * 20_001, "more than 20,000 rows"),
    ],
    ids=["no zip", "other zip", "old", "nothing", "blank", "long cell", "wide", "long"],
)
def test_what_is_no_list_is_refused_with_the_reason(content: bytes, said: str) -> None:
    assert said in fault_of(content)


PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml")


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("broken", [b"", b"<a><b>", b"\xff\xfe\xfd"])
def test_a_broken_workbook_is_refused_wherever_it_is_broken(name: str, broken: bytes) -> None:
    content = workbook(["Name", "Born"], ["Ada", date(2026, 11, 20)])
    assert fault_of(with_part(content, name, lambda _: broken))


def test_no_damage_to_a_list_ends_in_anything_but_a_reason() -> None:
    random = Random(20261120)
    good = (workbook(["Name", "Agency"], ["Ada", "Police"]), "Name;Agency\nŁukasz;Police\n".encode("utf-16"))
    refused = 0
    for turn in range(200):
        content = bytearray(good[turn % 2])
        for _ in range(random.randint(1, 6)):
            content[random.randrange(4, len(content))] = random.randrange(256)
        try:
            read_table(bytes(content[: random.randint(4, len(content))]), "list")
        except BadImport:
            refused += 1
    assert refused > 50


def test_a_list_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name\nAda\n")
    assert read_table_file(path).name == "list.csv"
    with pytest.raises(BadImport, match="one fault"):
        read_table_file(tmp_path / "missing.csv")
