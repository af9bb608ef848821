"""What lies beside the messages of a pack, and what never does: addresses here, pass phrases elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from reports.blocks import Builder, Report, plain, quiet, strong

_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEAD = ("No.", "Recipient", "For", "Address", "Route", "Files", "Why")


@dataclass(frozen=True, slots=True)
class Addressed:
    """One recipient of a pack, as the list has them."""

    number: int
    recipient: str
    worker: str
    address: str
    route: str
    files: tuple[str, ...]
    why: str

    @property
    def cells(self) -> tuple[str, ...]:
        """What the list says of them, column by column."""
        files = " ".join(self.files)
        return (str(self.number), self.recipient, self.worker, self.address, self.route, files, self.why)


@dataclass(frozen=True, slots=True)
class Told:
    """One pass phrase, who is told it, and at which number."""

    number: int
    recipient: str
    worker: str
    telephone: str
    phrase: str


def address_table(rows: Iterable[Addressed]) -> bytes:
    """Return the list for a spreadsheet: no cell of it is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for row in rows:
        writer.writerow(_safe(cell) for cell in row.cells)
    return out.getvalue().encode("utf-8-sig")


def address_list(rows: Iterable[Addressed], reference: str, marking: str) -> Report:
    """Return the list as a document to print."""
    made = Builder()
    cells = [
        (
            (plain(str(row.number)),),
            (strong(row.recipient), quiet(row.worker)) if row.worker else (strong(row.recipient),),
            (plain(row.route), quiet(row.address)) if row.address else (plain(row.route),),
            tuple(plain(name) for name in row.files) or (plain("none"),),
        )
        for row in rows
    ]
    made.table(
        "Recipients", ("No.", "Recipient", "Route and address", "Files"), cells, (0.07, 0.3, 0.33, 0.3)
    )
    return Report("Who gets what", made.done(), (plain(reference),), marking, foot=reference)


def telephone_sheet(rows: Iterable[Told], reference: str, marking: str) -> Report:
    """Return the sheet from which pass phrases are told; it never lies with the messages."""
    made = Builder()
    made.notice(
        strong("Never in a message, never with the files. "),
        plain("Ring a number that you know, ask for the person by name, and cross out what is told."),
    )
    cells = [
        (
            (plain(str(row.number)),),
            (strong(row.recipient), quiet(row.worker)) if row.worker else (strong(row.recipient),),
            (plain(row.telephone or "no number is known"),),
            (strong(row.phrase),),
        )
        for row in rows
    ]
    made.table("Pass phrases", ("No.", "Who", "Telephone", "Pass phrase"), cells, (0.07, 0.3, 0.22, 0.41))
    return Report(
        "Pass phrases to be told by telephone", made.done(), (plain(reference),), marking, foot=reference
    )


def _safe(cell: str) -> str:
    line = " ".join(cell.split())
    return f"'{line}" if line.startswith(_A_FORMULA) else line
