from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from uuid import uuid4

import pikepdf
import pytest

from meetingdesk.domain.copies.withheld import Withheld, WithheldKind
from reports.blocks import Builder, Report, plain, quiet, strong
from reports.leak.check import leaks_in
from reports.pdf.tagging import lock_pdf
from reports.pdf.writer import write_pdf
from reports.word.writer import write_docx

ADDRESS = Withheld(
    WithheldKind.ADDRESS, "Flat 3, 12 Meadow Road\nTrial Town\nZZ1 2AB", uuid4(), postcode="ZZ1 2AB"
)
REFUGE = Withheld(WithheldKind.SAFE_PLACE, "The Old Bakery House, Sample Village", uuid4())
TELEPHONE = Withheld(WithheldKind.NUMBER, "01632 960 123", uuid4())
MAIL = Withheld(WithheldKind.NUMBER, "b.example@example.org", uuid4())
NAME = Withheld(WithheldKind.NAME, "Bo Ek", uuid4())
LONG_NAME = Withheld(WithheldKind.NAME, "Zoë Łukasz-Example", uuid4())
WORDS = Withheld(WithheldKind.CHILD_WORDS, "I hide in the airing cupboard when he shouts", uuid4())
ALL = (ADDRESS, REFUGE, TELEPHONE, MAIL, NAME, LONG_NAME, WORDS)

FORMS = {
    "as it was typed": (ADDRESS, "Flat 3, 12 Meadow Road"),
    "in capitals": (ADDRESS, "FLAT 3, 12 MEADOW ROAD"),
    "number and street without town": (ADDRESS, "moved to 12 meadow road last week"),
    "the road cut short": (ADDRESS, "12 Meadow Rd."),
    "with a slash before the number": (ADDRESS, "3/12 Meadow Rd"),
    "the flat behind": (ADDRESS, "12 Meadow Road (flat 3)"),
    "with no-break spaces": (ADDRESS, "12\u00a0Meadow\u202fRoad"),
    "with characters without width": (ADDRESS, "12 Mea\u200bdow Ro\u200dad"),
    "hyphenated": (ADDRESS, "12 Mea\u00addow Road"),
    "hyphenated at the end of a line": (ADDRESS, "12 Mea-\ndow Road"),
    "over two lines": (ADDRESS, "12\nMeadow\nRoad"),
    "with marks": (ADDRESS, "12, Meadow-Road"),
    "the postcode alone": (ADDRESS, "somewhere in ZZ1 2AB"),
    "the postcode without its space": (ADDRESS, "zz12ab"),
    "a house by its name": (REFUGE, "is at the old bakery house now"),
    "a house by its name, cut short": (REFUGE, "The Old Bakery Hse"),
    "a telephone in other groups": (TELEPHONE, "ring 01632-96-01-23"),
    "a telephone in one": (TELEPHONE, "01632960123"),
    "a telephone with its country": (TELEPHONE, "+44 (0)1632 960123"),
    "a telephone from abroad": (TELEPHONE, "0044 1632 960123"),
    "an e-mail address": (MAIL, "B.Example@EXAMPLE.org"),
    "a short name": (NAME, "seen with Bo Ek, twice"),
    "a name without its accents": (LONG_NAME, "Zoe LUKASZ Example".replace("L", "Ł")),
    "a child's words": (WORDS, "“I hide in the airing cupboard, when he shouts.”"),
}


def _other(usual: Withheld, text: str, number: int) -> tuple[Withheld, str]:
    """Return the same form of another address or telephone number."""
    if usual is ADDRESS:
        changes = {r"(?<!\w)12(?!\d)": f"{40 + number}", r"(?i)zz1": f"ZZ{number + 1}"}
        code = f"ZZ{number + 1} 2AB"
        return replace(usual, text=_changed(usual.text, changes), postcode=code), _changed(text, changes)
    if usual is TELEPHONE:
        changes = {"1632": f"16{number:02d}"}
        return replace(usual, text=_changed(usual.text, changes)), _changed(text, changes)
    return usual, text


def _changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        text = re.sub(old, new, text)
    return text


def _in_paragraphs(texts: list[str]) -> Report:
    made = Builder()
    for text in texts:
        made.paragraph(plain("Before. ", text, " After."))
    return Report("Minutes", made.done())


def _in_headings(texts: list[str]) -> Report:
    made = Builder()
    for text in texts:
        made.heading(text)
        made.paragraph(plain("Nothing."))
    return Report("Minutes", made.done())


def _in_cells(texts: list[str]) -> Report:
    made = Builder()
    rows = [(text.partition(" ")[0], text.partition(" ")[2]) for text in texts]
    made.table("About", ("What", "Who"), [((plain(first),), (plain(rest),)) for first, rest in rows])
    return Report("Minutes", made.done())


def _in_runs(texts: list[str]) -> Report:
    made = Builder()
    for text in texts:
        middle = len(text) // 2
        made.paragraph(strong(text[:middle]), quiet(text[middle:]))
    return Report("Minutes", made.done())


def _in_title(texts: list[str]) -> Report:
    made = Builder()
    made.paragraph(plain("Nothing."))
    return Report(_on_one_line(texts), made.done())


def _above(texts: list[str]) -> Report:
    made = Builder()
    made.paragraph(plain("Nothing."))
    return Report("Minutes", made.done(), above=_on_one_line(texts[:2]), foot=_on_one_line(texts[2:3]))


def _told_of_table(texts: list[str]) -> Report:
    made = Builder()
    for text in texts:
        made.table(_on_one_line([text]), ("What",), [((plain("Nothing"),),)])
    return Report("Minutes", made.done())


def _on_one_line(texts: list[str]) -> str:
    return " ; ".join(" ".join(text.split()) for text in texts)


PLACES: dict[str, Callable[[list[str]], Report]] = {
    "a paragraph": _in_paragraphs,
    "a heading and its bookmark": _in_headings,
    "two cells": _in_cells,
    "two runs": _in_runs,
    "the title and the properties": _in_title,
    "what is told of a table": _told_of_table,
}


def _found(content: bytes, name: str) -> set[Withheld]:
    return {hit.withheld for hit in leaks_in(content, name, ALL)}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_every_form_is_found_at_every_place_of_a_document(place: str, ending: str) -> None:
    write = write_pdf if ending == "pdf" else write_docx
    for forms in _apart():
        report = PLACES[place]([text for _, _, text in forms])

        wanted = [withheld for _, withheld, _ in forms]
        found = {hit.withheld for hit in leaks_in(write(report).content, f"copy.{ending}", wanted)}

        assert [form for form, withheld, _ in forms if withheld not in found] == []


def _apart() -> list[list[tuple[str, Withheld, str]]]:
    """Return the forms in lists, each with an address or number of its own, so that a document holds many."""
    lists: list[list[tuple[str, Withheld, str]]] = []
    for number, (form, (usual, usual_text)) in enumerate(FORMS.items()):
        withheld, text = _other(usual, usual_text, number)
        room = next((one for one in lists if withheld not in [other for _, other, _ in one]), None)
        if room is None:
            lists.append(room := [])
        room.append((form, withheld, text))
    return lists


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_found_in_a_message_a_calendar_file_and_a_name(form: str) -> None:
    withheld, text = FORMS[form]
    line = " ".join(text.split())
    subject, body = EmailMessage(), EmailMessage()
    subject["Subject"] = line
    subject.set_content("Nothing")
    body["Subject"] = "Minutes"
    body.set_content(text)
    summary = f"BEGIN:VEVENT\r\nSUMMARY:{text}\r\nEND:VEVENT\r\n".replace("\n", "\\n")
    folded = "\r\n ".join(summary[place : place + 20] for place in range(0, len(summary), 20))

    for message in (subject, body):
        assert withheld in _found(bytes(message), "message.eml")
    assert withheld in _found(folded.encode(), "meeting.ics")
    assert withheld in _found(b"", f"{line}.pdf.txt")


def test_what_is_attached_to_a_message_is_searched_too() -> None:
    message = EmailMessage()
    message["Subject"] = "Minutes"
    message.set_content("Nothing")
    content = write_pdf(_in_paragraphs(["12 Meadow Rd"])).content
    message.add_attachment(content, maintype="application", subtype="pdf", filename="copy.pdf")

    hits = leaks_in(bytes(message), "message.eml", ALL)

    assert [hit.place for hit in hits] == ["page 1 of what is attached"]


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_running_lines_are_searched(ending: str) -> None:
    write = write_pdf if ending == "pdf" else write_docx
    report = _above(["12 Meadow Rd", "01632960123", "The Old Bakery House"])

    assert _found(write(report).content, f"copy.{ending}") == {ADDRESS, TELEPHONE, REFUGE}


def test_an_address_that_goes_on_on_the_next_page_is_found() -> None:
    made = Builder()
    made.paragraph(plain("Lives at 12"))
    made.new_page()
    made.paragraph(plain("Meadow Road"))

    hits = leaks_in(write_pdf(Report("Minutes", made.done())).content, "copy.pdf", (ADDRESS,))

    assert [hit.place for hit in hits] == ["the text across pages"]


def test_a_locked_file_is_read_with_its_pass_phrase() -> None:
    content = lock_pdf(write_pdf(_in_paragraphs(["12 Meadow Road"])).content, "green boat harbour")

    assert leaks_in(content, "copy.pdf", (ADDRESS,), "green boat harbour")


def test_what_other_programs_hide_in_a_pdf_is_found() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(_in_paragraphs(["Nothing"])).content)) as pdf:
        page = pdf.pages[0]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="12 Meadow Road"
        )
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="place", V="ring 01632 960123")
        page.obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(field)]))
        pdf.attachments["list.txt"] = b"Bo Ek"
        with pdf.open_metadata() as told:
            told["dc:description"] = "The Old Bakery House"
        out = io.BytesIO()
        pdf.save(out)

    assert {ADDRESS, TELEPHONE, REFUGE, NAME} <= _found(out.getvalue(), "copy.pdf")


def test_comments_and_deleted_words_of_a_word_document_are_found() -> None:
    content = write_docx(_in_paragraphs(["Nothing"])).content
    out = io.BytesIO(content)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "word/comments.xml",
            f"<w:comments {space}><w:comment><w:p><w:r><w:t>12 Mea</w:t></w:r><w:r><w:t>dow Road</w:t></w:r>"
            f"<w:r><w:delText>01632960123</w:delText></w:r></w:p></w:comment></w:comments>",
        )

    hits = leaks_in(out.getvalue(), "copy.docx", ALL)

    assert {hit.withheld for hit in hits} == {ADDRESS, TELEPHONE}
    assert {hit.place for hit in hits} == {"the part word/comments.xml"}


@pytest.mark.parametrize(
    "text",
    [
        "Lives at 112 Meadow Road, which is another house",
        "The meadow by the road was searched at 12",
        "Seen on 16.3.29 and 60 times since, case 0163 29",
        "The bakery is old, the house is not",
        "Both spoke; Ekaterina and Bob",
        "He hides and shouts in the cupboard",
    ],
)
def test_what_only_sounds_like_it_does_not_stop_a_copy(text: str) -> None:
    assert leaks_in(write_pdf(_in_paragraphs([text])).content, "copy.pdf", ALL) == ()


def test_a_hit_on_one_page_is_told_once_and_not_again_of_all_pages_together() -> None:
    content = write_pdf(_in_paragraphs(["12 Meadow Road"])).content

    assert [hit.place for hit in leaks_in(content, "copy.pdf", ALL)] == ["page 1"]


def test_a_hit_says_where_it_is_and_never_the_words() -> None:
    (hit,) = leaks_in(b"12 Meadow Road", "note.txt", ALL)

    assert hit.sentence == "A withheld address stands in the text."
    assert not hit.withheld.kind.has_override
    assert WithheldKind.CHILD_WORDS.has_override
