from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import msoffcrypto
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.blocks import Builder, Heading, Report, plain, quiet, strong
from reports.word.writer import lock_docx, write_docx
from tests.reports.pdf_texts import folded

HOSTILE = '<b>bold</b> & <img src="x"/> </w:p> &amp; <Unknown> =HYPERLINK("x")'


def _report() -> Report:
    made = Builder()
    made.heading("Your actions")
    rows = [
        ((plain("See Adult A alone"), quiet("M-2026-114-A01")), (strong("Midwife"),), (plain("Fri 27 Nov"),))
    ] * 60
    made.table("The actions of this reader", ("What", "Who", "By"), rows, (0.6, 0.2, 0.2))
    made.notice(strong("Please reply. "), plain("On the sheet."))
    made.facts([("Police", plain("N. Example (chair)"))])
    made.heading("Child 1", 3)
    made.quote("I hold the cat when they shout.")
    made.listing([plain("one"), plain("two")], is_counted=True)
    made.new_page()
    made.paragraph(plain("On a page of its own."))
    return Report("Minutes of an invented meeting", made.done(), above="Copy 4 of 14", foot="Version 1")


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode("utf-8", "replace")
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def test_it_has_real_headings_a_repeated_table_head_and_page_numbers() -> None:
    content = write_docx(_report()).content

    read, parts = docx.Document(io.BytesIO(content)), _parts(content)
    styles = [paragraph.style.name for paragraph in read.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "Notice", "Own words", "Label and text", "List Number"} <= set(styles)
    body = parts["word/document.xml"]
    assert body.count("<w:tblHeader/>") == 1
    assert 'w:tblDescription w:val="The actions of this reader"' in body
    assert "NUMPAGES" in parts["word/footer1.xml"]
    assert "OFFICIAL-SENSITIVE · COPY 4 OF 14" in parts["word/header1.xml"]
    assert 'w:lang w:val="en-GB"' in parts["word/styles.xml"]


def test_its_properties_tell_its_title_and_nobody(tmp_path: Path) -> None:
    read = docx.Document(io.BytesIO(write_docx(_report()).content)).core_properties

    assert (read.title, read.author, read.last_modified_by, read.comments) == (
        "Minutes of an invented meeting",
        "",
        "",
        "",
    )
    assert read.created == read.modified
    assert read.created is not None
    assert read.created.year == 2000


def test_what_looks_like_markup_is_only_text() -> None:
    made = Builder()
    made.paragraph(plain(HOSTILE))
    made.heading(HOSTILE)
    made.facts([(HOSTILE, plain(HOSTILE))])
    made.table(HOSTILE, (HOSTILE,), [((plain(HOSTILE),),)])

    read = docx.Document(io.BytesIO(write_docx(Report(HOSTILE, made.done(), above=HOSTILE)).content))

    said = "\n".join(paragraph.text for paragraph in read.paragraphs)
    cells = [cell.text for row in read.tables[0].rows for cell in row.cells]
    assert said.count(HOSTILE) == 5
    assert cells == [HOSTILE, HOSTILE]


def test_it_asks_for_its_pass_phrase() -> None:
    content = lock_docx(write_docx(_report()).content, "green boat harbour")

    opened = io.BytesIO()
    locked = msoffcrypto.OfficeFile(io.BytesIO(content))
    locked.load_key(password="green boat harbour")
    locked.decrypt(opened)
    assert docx.Document(opened).paragraphs[0].text == "Minutes of an invented meeting"

    wrong = msoffcrypto.OfficeFile(io.BytesIO(content))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        wrong.load_key(password="other", verify_password=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=20))
def test_any_text_survives(texts: list[str]) -> None:
    made = Builder()
    for text in texts:
        made.paragraph(plain(text))

    read = docx.Document(io.BytesIO(write_docx(Report("Title", made.done())).content))

    found = [folded(paragraph.text) for paragraph in read.paragraphs][1:]
    assert found == [folded(text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")) for text in texts]


@pytest.mark.usefixtures("office", "poppler")
def test_another_office_opens_it_and_repeats_the_head_of_the_table(tmp_path: Path) -> None:
    file = tmp_path / "minutes.docx"
    file.write_bytes(write_docx(_report()).content)

    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    said = subprocess.run(
        ["pdftotext", str(tmp_path / "minutes.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout

    assert said.count("What\n") > 1
    assert "page 2 of" in said


def test_headings_that_a_document_does_not_have_are_not_passed_over() -> None:
    made = Builder()
    made.heading("Only one", 3)
    made.paragraph(plain("Text"))

    read = docx.Document(io.BytesIO(write_docx(Report("Title", made.done())).content))

    assert isinstance(made.blocks[0], Heading)
    assert [paragraph.style.name for paragraph in read.paragraphs] == ["Title", "Heading 1", "Normal"]


def test_a_title_longer_than_a_property_may_be_is_whole_on_the_page() -> None:
    title = "Minutes " * 60

    read = docx.Document(io.BytesIO(write_docx(Report(title.strip(), ())).content))

    assert read.paragraphs[0].text == title.strip()
    assert len(read.core_properties.title) == 255
