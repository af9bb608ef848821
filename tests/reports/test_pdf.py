from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.blocks import Builder, Report, plain, quiet, strong
from reports.pdf.fonts import BOX, family_of
from reports.pdf.tagging import lock_pdf
from reports.pdf.writer import write_pdf
from tests.reports.pdf_texts import folded, structure_of, texts_of, untagged_in


def _report(builder: Builder, **more: object) -> Report:
    return Report("Minutes of an invented meeting", builder.done(), **more)  # type: ignore[arg-type]


def _everything(rows: int = 40) -> Builder:
    made = Builder()
    made.heading("Case M-2026-114", 1)
    made.heading("Your actions")
    made.table(
        "The actions of this reader",
        ("No.", "What, and why", "Who", "By"),
        [
            (
                (plain(str(number)),),
                (plain("See Adult A alone, so that she can speak"), quiet(f"M-2026-114-A{number:02d}")),
                (strong("Midwife"),),
                (plain("Fri 27 Nov 2026"),),
            )
            for number in range(1, rows)
        ],
        (0.06, 0.58, 0.2, 0.16),
    )
    made.notice(strong("Please reply. "), plain("On the sheet that came with it."))
    made.heading("Who was there")
    made.facts([("Police", plain("N. Example (chair)")), ("Housing", plain("J. Example"))])
    made.heading("Child 1", 3)
    made.quote("I hold the cat when they shout.")
    made.listing([plain("first"), plain("second")])
    made.listing([plain("one"), plain("two")], is_counted=True)
    made.new_page()
    made.paragraph(plain("On a page of its own. " * 20))
    return made


@pytest.mark.usefixtures("poppler")
def test_the_tree_says_what_each_part_is(tmp_path: Path) -> None:
    written = write_pdf(_report(_everything(3)))

    tree = [line.strip() for line in structure_of(written.content, tmp_path)]

    roles = [line.split(" ")[0].rstrip(":") for line in tree]
    for role in ("H1", "H2", "H3", "H4", "Table", "THead", "TH", "TBody", "TD", "L", "LI", "Lbl", "LBody"):
        assert role in roles, role
    assert roles.count("TR") == 3
    assert "/Summary (The actions of this reader)" in tree
    assert tree.count("/Scope /Column") == 4


def test_everything_painted_is_part_of_the_tree_or_said_to_be_none() -> None:
    written = write_pdf(_report(_everything(), is_draft=True, above="Copy 4 of 14", foot="Version 1"))

    assert untagged_in(written.content) == []
    assert written.pages > 3


@pytest.mark.usefixtures("poppler")
def test_a_head_that_stands_again_on_the_next_page_is_read_once(tmp_path: Path) -> None:
    written = write_pdf(_report(_everything(60)))

    assert texts_of(written.content, tmp_path).count("What, and why") == 1


@pytest.mark.usefixtures("qpdf")
def test_another_program_finds_no_fault_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "minutes.pdf"
    file.write_bytes(write_pdf(_report(_everything())).content)

    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stdout + done.stderr


def test_title_language_and_bookmarks_are_told_and_nothing_about_who_made_it() -> None:
    written = write_pdf(_report(_everything()))

    with pikepdf.open(io.BytesIO(written.content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Minutes of an invented meeting",
            "/Producer": "MeetingDesk",
        }
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Case M-2026-114"]
            assert [item.title for item in outline.root[0].children] == ["Your actions", "Who was there"]


def test_every_font_is_in_the_file() -> None:
    written = write_pdf(_report(_everything()))

    with pikepdf.open(io.BytesIO(written.content)) as pdf:
        fonts = [font for page in pdf.pages for font in page.resources.Font.as_dict().values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_an_encrypted_file_opens_with_its_pass_phrase_and_with_no_other() -> None:
    content = lock_pdf(write_pdf(_report(_everything(3))).content, "green boat harbour")

    with pikepdf.open(io.BytesIO(content), password="green boat harbour") as pdf:
        assert pdf.encryption.R == 6
        assert pdf.allow.accessibility
        assert not pdf.allow.modify_other
    for wrong in ("", "Green boat harbour"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(content), password=wrong)


@pytest.mark.usefixtures("poppler")
def test_what_looks_like_markup_is_only_text(tmp_path: Path) -> None:
    made = Builder()
    hostile = (
        '<b>bold</b> & <img src="/etc/passwd"/> <font color="red">x</font> </para> &amp; <Unknown> {{x}} %s'
    )
    made.paragraph(plain(hostile))
    made.heading(hostile)
    made.facts([(hostile, plain(hostile))])
    made.table(hostile, (hostile,), [((plain(hostile),),)])

    written = write_pdf(Report(hostile, made.done(), above=hostile, foot=hostile, marking=hostile))

    assert texts_of(written.content, tmp_path).count(folded(hostile)) == 6
    with pikepdf.open(io.BytesIO(written.content)) as pdf:
        assert not any("/XObject" in page.resources for page in pdf.pages)


def test_letters_that_no_font_has_print_as_a_box_and_are_told(tmp_path: Path) -> None:
    made = Builder()
    made.paragraph(plain("Lì 李 and 🙂"))

    written = write_pdf(_report(made))

    assert written.missing == ("李", "🙂")
    assert family_of("ł") == family_of("ễ") == "NotoSans"


@pytest.mark.usefixtures("poppler")
def test_names_in_other_scripts_are_read_as_they_were_typed(tmp_path: Path) -> None:
    made = Builder()
    names = ("محمد علي الأمين", "ਸਿੰਘ ਕੌਰ", "বাংলা নাম", "Nguyễn Łukasz Zoë")
    for name in names:
        made.paragraph(plain(f"Called {name} at home"))

    said = texts_of(write_pdf(_report(made)).content, tmp_path)

    for name in names:
        assert f"Called {name} at home" in said


@pytest.mark.usefixtures("poppler")
def test_a_cell_longer_than_a_page_goes_on_on_the_next(tmp_path: Path) -> None:
    made = Builder()
    words = " ".join(f"word{number}" for number in range(1500))
    made.table("Long", ("What", "By"), [((plain(words),), (plain("now"),))])
    made.facts([("Police", plain(words))])

    written = write_pdf(_report(made))

    assert texts_of(written.content, tmp_path).count(words) == 2
    assert written.pages > 4


@pytest.mark.usefixtures("poppler")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(max_codepoint=0x24F, exclude_categories=["C", "Z"]), min_size=1), max_size=60
    )
)
def test_any_latin_text_survives_and_is_read_in_its_order(tmp_path: Path, texts: list[str]) -> None:
    made = Builder()
    for text in texts:
        made.paragraph(plain(text))

    said = texts_of(write_pdf(_report(made)).content, tmp_path)

    shown = ["".join(letter if family_of(letter) else BOX for letter in text) for text in texts]
    assert _letters(said) == _letters(" ".join(("Minutes of an invented meeting", *shown)))


def _letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("lines", range(28, 60, 2))
def test_a_long_paragraph_at_the_foot_of_a_page_is_painted_whole_or_parted(
    lines: int, tmp_path: Path
) -> None:
    long = "Words that fill several lines of the page, as many as are needed for it to be parted. " * 4
    made = Builder()
    for _ in range(lines):
        made.paragraph(plain("A line."))
    made.paragraph(plain(long))
    made.notice(plain(long))

    read = texts_of(write_pdf(_report(made)).content, tmp_path)

    assert read.count("as many as are needed for it to be parted.") == 8
