"""Every text of a PDF: what is painted, what is told beside it, properties, bookmarks, forms, raw streams."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from meetingdesk.domain.copies.leaks import Placed

_SPACE_FROM = -180
"""A step back of so many thousandths in a line of glyphs is a space between words."""
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(<[0-9a-fA-F]+>|\[[^\]]*\])")
_TOLD = frozenset(
    {
        "/ActualText",
        "/Alt",
        "/E",
        "/Summary",
        "/T",
        "/TU",
        "/V",
        "/DV",
        "/Contents",
        "/Title",
        "/Lang",
        "/F",
        "/UF",
        "/Desc",
    }
)
_SHOWS_TEXT = "BDC BMC EMC Tf Tj ' \" TJ T* Td TD Tm ET"
"""The instructions that text is told from; lines and colours are passed over."""
_READ_RAW = ("/Metadata", "/EmbeddedFile", "/XObject")


Letters = tuple[dict[bytes, str], dict[int, str], int]
"""What the codes of a font stand for, the same by number where a code is one byte, and how many it has."""
Fonts = dict[tuple[int, int], Letters]


def texts_of_pdf(content: bytes, passphrase: str = "") -> Iterator[Placed]:
    """Yield the texts of a file, each with its place."""
    with pikepdf.open(io.BytesIO(content), password=passphrase) as pdf:
        painted, running = [], []
        fonts: Fonts = {}
        for number, page in enumerate(pdf.pages, 1):
            body, around = _of_page(page, fonts)
            painted.append(body)
            running.append(around)
            yield Placed(f"page {number}", body)
            yield Placed(f"the running lines of page {number}", around)
        # Once more as one: what is broken by the end of a page is found here.
        yield Placed("the text across pages", "".join(painted), is_joined=True)
        for key, value in pdf.docinfo.items():
            yield Placed("the properties", f"{key} {value}")
        with pdf.open_outline() as outline:
            yield Placed("the bookmarks", " ".join(_titles(outline.root)))
        for element in pdf.objects:
            yield from _told(element)


def _titles(items: list[Any]) -> Iterator[str]:
    for item in items:
        yield str(item.title)
        yield from _titles(item.children)


def _told(element: Any) -> Iterator[Placed]:
    """Yield what an object of the file says in words: alternative texts, fields, comments, raw streams."""
    if isinstance(element, pikepdf.Stream):
        kind = str(element.get("/Type", element.get("/Subtype", "")))
        if kind in _READ_RAW or "/Form" in kind or kind == "/XML":
            yield Placed("a stream of the file", element.read_bytes().decode("utf-8", "replace"))
        return
    if not isinstance(element, pikepdf.Dictionary):
        return
    keys = element.keys()
    for key in sorted(keys & _TOLD):
        value = element.get(key)
        if isinstance(value, pikepdf.String):
            yield Placed("a text beside what is painted", str(value))
    attributes = element.get("/A") if "/A" in keys else None
    if isinstance(attributes, pikepdf.Dictionary) and isinstance(attributes.get("/Summary"), pikepdf.String):
        yield Placed("the summary of a table", str(attributes.Summary))


def _of_page(page: Any, known: Fonts) -> tuple[str, str]:
    """Return the text of a page as it is read, and what stands around it; pages share their fonts."""
    fonts = {str(name): _known(font, known) for name, font in page.resources.get("/Font", {}).items()}
    body: list[str] = []
    around: list[str] = []
    marks: list[bool] = []
    letters: Letters = ({}, {}, 1)
    instructions: Any = pikepdf.parse_content_stream(page, _SHOWS_TEXT)
    for operands, operator in instructions:
        name = str(operator)
        out = around if any(marks) else body
        match name:
            case "BDC" | "BMC":
                marks.append(str(operands[0]) == "/Artifact")
                if (
                    name == "BDC"
                    and isinstance(operands[1], pikepdf.Dictionary)
                    and "/ActualText" in operands[1]
                ):
                    out.append(f" {operands[1].ActualText} ")
            case "EMC":
                if marks:
                    marks.pop()
            case "Tf":
                letters = fonts.get(str(operands[0]), ({}, {}, 1))
            case "Tj" | "'" | '"':
                out.append(_shown(bytes(operands[-1]), letters))
            case "TJ":
                out.append(_row(operands[0], letters))
            case "T*" | "Td" | "TD" | "Tm" | "ET":
                out.append("\n")
            case _:
                pass
    return "".join(body), "".join(around)


def _row(parts: Any, letters: Letters) -> str:
    shown = []
    for part in parts:
        if isinstance(part, pikepdf.String):
            shown.append(_shown(bytes(part), letters))
        elif float(part) < _SPACE_FROM:
            shown.append(" ")
    return "".join(shown)


def _shown(codes: bytes, letters: Letters) -> str:
    by_code, by_number, width = letters
    if not by_code:
        return codes.decode("latin-1")
    if width == 1:
        return codes.decode("latin-1").translate(by_number)
    found = (codes[place : place + width] for place in range(0, len(codes), width))
    return "".join(by_code.get(code, code.decode("latin-1")) for code in found)


def _known(font: Any, known: Fonts) -> Letters:
    key = font.objgen
    found = known.get(key) if key[0] else None
    if found is None:
        by_code, width = _letters_of(font)
        by_number = {code[0]: text for code, text in by_code.items() if len(code) == 1}
        found = (by_code, by_number, width)
        if key[0]:
            known[key] = found
    return found


def _letters_of(font: Any) -> tuple[dict[bytes, str], int]:
    """Return which letters the codes of a font stand for, and how many bytes a code has."""
    width = 2 if str(font.get("/Subtype")) == "/Type0" else 1
    table = font.get("/ToUnicode")
    if not isinstance(table, pikepdf.Stream):
        return {}, width
    read = table.read_bytes()
    letters: dict[bytes, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", read, re.DOTALL):
        for code, text in _PAIR.findall(block):
            letters[bytes.fromhex(code.decode())] = _text(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", read, re.DOTALL):
        for first, last, to in _RANGE.findall(block):
            _add_range(letters, first, last, to)
    return letters, width


def _add_range(letters: dict[bytes, str], first: bytes, last: bytes, to: bytes) -> None:
    size, begin, end = len(first) // 2, int(first, 16), int(last, 16)
    if to.startswith(b"["):
        for offset, text in enumerate(re.findall(rb"<([0-9a-fA-F]+)>", to)):
            letters[(begin + offset).to_bytes(size, "big")] = _text(text)
        return
    start = _text(to.strip(b"<>"))
    for offset in range(end - begin + 1):
        letters[(begin + offset).to_bytes(size, "big")] = start[:-1] + chr(ord(start[-1]) + offset)


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
