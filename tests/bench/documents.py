"""Documents: forty pages beside the libraries alone, and a whole pack of checked, locked copies."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from docx import Document
from docx.shared import Mm
from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PlainTable

from reports.blocks import (
    Builder,
    Facts,
    Heading,
    Paragraph,
    Report,
    Table,
    Text,
    plain,
    quiet,
    strong,
    words_of,
)
from reports.pdf.layout import WIDTH
from reports.pdf.style import Look
from reports.pdf.text import markup
from reports.pdf.writer import write_pdf
from reports.word.writer import write_docx
from tests.bench.figures import Figure, Size, median, ms

MOST_TIMES = 1.6
LEAST_FASTER = 4.0
PACK_COPIES, PACK_SECONDS = 25, 6.0
SAID = (
    "Called to the flat three times since the first of November; the children were awake on the stairs. "
    "Nobody has seen the bedroom, and the school says that he falls asleep on most Mondays."
)


def run(size: Size) -> Iterator[Figure]:
    rounds, cases = size.of(5, 2), size.of(18, 3)
    report = minutes(cases)
    ours, pages = _timed(lambda: write_pdf(report).pages, rounds)
    alone, _ = _timed(lambda: _reportlab_alone(report), rounds)
    yield Figure(
        f"minutes of {pages} pages as PDF", f"{ms(ours)}, {ours / alone:.2f} times reportlab",
        f"{MOST_TIMES} times", f"reportlab alone with the same paragraphs and tables {ms(alone)}",
        ours <= alone * MOST_TIMES,
    )  # fmt: skip
    word, content = _timed(lambda: write_docx(report).content, rounds)
    bare, _ = _timed(lambda: _python_docx_alone(report), rounds)
    yield Figure(
        "the same minutes as Word", f"{ms(word)}, {word / bare:.2f} times python-docx", f"{MOST_TIMES} times",
        f"python-docx alone with the same content {ms(bare)}", word <= bare * MOST_TIMES,
    )  # fmt: skip
    if shutil.which("soffice"):
        office, _ = _timed(lambda: _converted(content), 1)
        yield Figure(
            "the PDF beside converting the Word file", f"{office / ours:.1f} times faster",
            f"{LEAST_FASTER:.0f} times", f"LibreOffice {ms(office)}", office >= ours * LEAST_FASTER,
        )  # fmt: skip
    took = _pack(cases)
    yield Figure(
        f"a pack of {PACK_COPIES} copies of {cases} cases, checked and locked", f"{took:.1f} s",
        f"{PACK_SECONDS:.0f} s", "with its messages, two at a time, the start of both workers included",
        took <= PACK_SECONDS,
    )  # fmt: skip


def minutes(cases: int) -> Report:
    """Return minutes of about forty pages for eighteen cases."""
    made = Builder()
    for case in range(1, cases + 1):
        made.heading(f"Case M-2026-{100 + case}", 1)
        made.paragraph(plain(SAID))
        made.heading("What was said")
        made.facts((f"Agency {number}", (*plain(SAID), *quiet(" Fact, log"))) for number in range(1, 9))
        made.heading("What was agreed")
        rows = [
            (
                (plain(str(number)),),
                (plain(SAID[:90]), quiet(f"M-2026-{100 + case}-A{number:02d} · shown by visit record")),
                (strong("Health visitor"),),
                (plain("Fri 27 Nov 2026"),),
            )
            for number in range(1, 9)
        ]
        made.table("What was agreed", ("No.", "What", "Who", "By"), rows, (0.06, 0.54, 0.22, 0.18))
    return Report("Minutes", made.done(), above="Copy 4 of 25", foot="M 2026-11-20 · version 1")


def _timed(do: Callable[[], object], rounds: int) -> tuple[float, object]:
    times, told = [], None
    for _ in range(rounds):
        began = perf_counter()
        told = do()
        times.append(perf_counter() - began)
    return median(times), told


def _reportlab_alone(report: Report) -> int:
    """Lay out and write the same paragraphs and tables, letter for letter, with the library's own classes."""
    look = Look(report.points)
    missing: set[str] = set()

    def told(text: Text) -> str:
        return markup(text, missing, look.small)[0]

    found: list[object] = []
    for block in report.blocks:
        match block:
            case Heading(text, level):
                found.append(PlainParagraph(told(strong(text)), look.heading(level)))
            case Paragraph(text):
                found.append(PlainParagraph(told(text), look.body))
            case Facts(rows):
                cells = [
                    [
                        PlainParagraph(told(strong(label)), look.tight),
                        PlainParagraph(told(text), look.tight),
                    ]
                    for label, text in rows
                ]
                found += [PlainTable(cells, colWidths=[WIDTH * 0.23, WIDTH * 0.77]), Spacer(1, 7)]
            case Table():
                head = [PlainParagraph(told(strong(text)), look.header_cell) for text in block.header]
                body = [
                    [[PlainParagraph(told(text), look.tight) for text in cell] for cell in row]
                    for row in block.rows
                ]
                widths = [WIDTH * share / sum(block.shares) for share in block.shares]
                found.append(PlainTable([head, *body], colWidths=widths, repeatRows=1))
            case _:
                pass
    out = io.BytesIO()
    SimpleDocTemplate(out, leftMargin=51, rightMargin=51).build(found)
    return len(out.getvalue())


def _python_docx_alone(report: Report) -> int:
    """Write the same words with the library's own paragraphs, headings and tables."""
    document = Document()
    for block in report.blocks:
        match block:
            case Heading(text, level):
                document.add_heading(text, level)
            case Paragraph(text):
                document.add_paragraph(words_of(text))
            case Facts(rows):
                for label, text in rows:
                    paragraph = document.add_paragraph()
                    paragraph.add_run(label).bold = True
                    paragraph.add_run("\t")
                    for run in text:
                        paragraph.add_run(run.text)
            case Table():
                grid = document.add_table(rows=1 + len(block.rows), cols=len(block.header))
                for cell, text in zip(grid.rows[0].cells, block.header, strict=True):
                    cell.text = text
                for row, texts in zip(list(grid.rows)[1:], block.rows, strict=True):
                    for cell, paragraphs in zip(row.cells, texts, strict=True):
                        cell.width = Mm(40)
                        cell.text = words_of(paragraphs[0])
                        for text in paragraphs[1:]:
                            cell.add_paragraph(words_of(text))
            case _:
                pass
    out = io.BytesIO()
    document.save(out)
    return len(out.getvalue())


def _converted(content: object) -> int:
    assert isinstance(content, bytes)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "minutes.docx"
        file.write_bytes(content)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf",
             "--outdir", folder, str(file)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return (Path(folder) / "minutes.pdf").stat().st_size


def _pack(cases: int) -> float:
    """Make a pack in a process that begins as the application does: its workers load what it loads."""
    words = [sys.executable, "-m", "tests.bench.packing", str(cases), str(PACK_COPIES)]
    done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=300)
    return float(done.stdout)
