from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from meetingdesk.app.imports.cells import value_of
from meetingdesk.app.imports.children import ListedChild, children_of
from meetingdesk.app.imports.columns import CellKind, Column, lay_out, load_columns
from meetingdesk.app.imports.table import Table
from meetingdesk.app.imports.table_file import read_table
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.plain import Unreadable
from meetingdesk.errors import BadImport

DAY = date(2026, 11, 20)


def column(kind: str, **words: str) -> Column:
    return Column("key", "Title", CellKind(kind), words=words)


def table(*rows: str) -> Table:
    return read_table("\n".join(rows).encode(), "list.csv")


@pytest.mark.parametrize(
    "written",
    [
        "20/11/2026",
        "20.11.2026",
        "20-11-2026",
        "2026-11-20",
        "2026-11-20 00:00:00",
        "20 Nov 2026",
        "20th November 2026",
        "20-Nov-2026",
        "Fri, 20 Nov 2026",
        "20 SEPT 2026",
        datetime(2026, 11, 20),  # noqa: DTZ001 - a workbook knows no zones
        DAY,
    ],
)
def test_dates_are_read_as_people_here_write_them(written: Any) -> None:
    assert value_of(column("date"), written) in (DAY, date(2026, 9, 20))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("11/20/2026", "the day first"),
        ("31/02/2026", "no calendar has"),
        ("20/11/26", "year of four digits"),
        ("20 Nov 26", "year of four digits"),
        ("soon", "must be a date such as"),
        ("2026", "must be a date such as"),
        (2026, "must be a date such as"),
        ("#REF!", "the error #REF! of a formula"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(written: Any, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        value_of(column("date"), written)


def test_a_number_of_a_workbook_is_a_date_where_a_date_is_expected() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Name", 46346])
    content = io.BytesIO()
    book.save(content)
    number = read_table(content.getvalue(), "a.xlsx").rows[0].cells[1]
    assert value_of(column("date"), number) == DAY
    assert value_of(column("number"), number) == 46346


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("yes_no", "Y", YesNo.YES),
        ("yes_no", "n", YesNo.NO),
        ("yes_no", "don't know", YesNo.UNKNOWN),
        ("yes_no", True, YesNo.YES),
        ("tick", "✓", True),
        ("tick", "No", False),
        ("number", "17", 17),
        ("number", 17, 17),
        ("line", "e\u0301\u0000 a\nb", "\u00e9 a b"),
        ("line", 5, "5"),
        ("line", "  ", None),
        ("text", "a\r\nb", "a\nb"),
        ("words", "One; two,three", ("One", "two", "three")),
        ("line", DAY, "2026-11-20"),
    ],
)
def test_cells_are_read_as_their_column_needs_them(kind: str, written: Any, value: Any) -> None:
    assert value_of(column(kind), written) == value


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        ("yes_no", "maybe", "must be yes, no or unknown"),
        ("tick", "unknown", "must be yes or no"),
        ("number", "1.5", "must be a whole number"),
        ("number", -1, "not below zero"),
        ("line", "x" * 301, "301 characters"),
        ("choice", "Purple", "must be one of Red, Blue"),
    ],
)
def test_what_a_column_cannot_hold_is_refused(kind: str, written: Any, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        value_of(column(kind, Red="red", Blue="blue"), written)


def test_choices_are_known_by_their_words_whatever_the_case() -> None:
    assert value_of(column("choice", **{"Ex partner": "former"}), "EX-PARTNER") == "former"
    assert value_of(column("words", **{"High risk": "visible"}), "high risk; other") == ("visible", "other")


@pytest.mark.parametrize("header", ["Date of birth", "DATE_OF_BIRTH", "dateofbirth", " Date  of Birth: "])
def test_a_column_is_known_whatever_its_case_spaces_and_marks(header: str) -> None:
    (found,) = lay_out(table(f"{header};x"), load_columns("referrals")).columns
    assert found.key == "victim_birth_date"


def test_numbered_columns_are_known_and_unknown_ones_are_listed() -> None:
    layout = lay_out(table("Child 2 DOB,Child 03 name,Child 99,Shoe size"), load_columns("referrals"))
    assert [found.key for found in layout.columns] == ["child_2_birth_date", "child_3_name"]
    assert layout.unknown == ("Child 99", "Shoe size")


def test_the_names_of_the_columns_may_stand_below_a_title() -> None:
    layout = lay_out(
        table("Westmoor MARAC", "", "Name,Agency,E-mail", "Ada,Police,"), load_columns("contacts")
    )
    assert [found.key for found in layout.columns] == ["name", "agency", "email"]
    assert [row.number for row in layout.rows] == [4]


def test_two_columns_for_the_same_thing_are_a_fault() -> None:
    with pytest.raises(BadImport) as caught:
        lay_out(table("Name,Full name,Agency"), load_columns("contacts"))
    assert caught.value.faults == ("columns Name and Full name: both are taken for Name; rename one",)


def test_a_list_without_any_known_column_says_which_are_known() -> None:
    with pytest.raises(BadImport) as caught:
        lay_out(table("Apples,Pears"), load_columns("contacts"))
    assert "such as Name, Job title, Agency" in caught.value.faults[0]


@pytest.mark.parametrize("kind", ["contacts", "invitees", "referrals"])
def test_no_two_columns_of_a_sort_of_list_have_a_name_in_common(kind: str) -> None:
    seen: dict[str, str] = {}
    for known in load_columns(kind):
        for title in {"".join(title.lower().split()) for title in (known.key, known.title, *known.also)}:
            assert seen.setdefault(title, known.key) == known.key, title


def test_children_are_read_from_one_cell() -> None:
    cell = (
        "Anna Lis (12/03/2015); Bùi Văn An, 4 years\nCara dob 2020-01-02; Unborn baby (EDD 08/02/2027); Dee"
    )
    assert children_of(cell) == [
        ListedChild("Anna Lis", birth_date=date(2015, 3, 12)),
        ListedChild("Bùi Văn An", age=4),
        ListedChild("Cara", birth_date=date(2020, 1, 2)),
        ListedChild("Unborn baby", due=date(2027, 2, 8)),
        ListedChild("Dee"),
    ]
    with pytest.raises(Unreadable, match="semicolon"):
        children_of("x" * 201)
