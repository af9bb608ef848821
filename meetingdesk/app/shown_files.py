"""What of a file that came in can be read inside the application: a picture, plain words, or why neither."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from meetingdesk.app.file_kinds import DOCX, IMAGES, PDF, TEXT, WORDS, media_type_of, text_of

MOST_LETTERS = 200_000
"""How much of a text is shown; who needs more saves a copy."""
MOST_UNPACKED = 20_000_000
"""The most bytes of a document that are unpacked: a small file can hold gigabytes of nothing."""
_PIECE = 2_000
"""Letters without a space or line end that are shown in one line; longer ones take minutes to lay out."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAMAGED = "This {kind} is damaged: it cannot be shown here."
_NO_WAY = "Files of this kind cannot be shown here."


class Form(StrEnum):
    """How a file is shown."""

    IMAGE = "image"
    TEXT = "text"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as it can be read here; `note` says what is not shown, and why."""

    form: Form
    media_type: str
    text: str = field(default="", repr=False)
    image: bytes = field(default=b"", repr=False)
    note: str = ""


def show_content(content: bytes) -> Shown:
    """Return what can be read of a file, by what is in it."""
    kind = media_type_of(content)
    if kind in IMAGES:
        return Shown(Form.IMAGE, kind, image=content)
    if kind == TEXT:
        return _words(kind, text_of(content) or "")
    if kind == DOCX:
        return _word_document(content)
    if kind == PDF:
        return Shown(Form.NOTHING, kind, note="PDF documents cannot be shown here.")
    return Shown(Form.NOTHING, kind, note=_NO_WAY)


def damaged(media_type: str) -> str:
    """Return the sentence for a file that is not whole."""
    return _DAMAGED.format(kind=WORDS[media_type])


class _TooMuch(Exception):
    """More comes out of a file than anybody wrote into it."""


class _Counted(io.RawIOBase):
    """Lets a document be unpacked up to a limit."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__()
        self._source = source
        self._left = MOST_UNPACKED

    def read(self, size: int = -1) -> bytes:
        """Return some bytes more."""
        got = self._source.read(min(size, 65_536) if size >= 0 else 65_536)
        self._left -= len(got)
        if self._left < 0:
            raise _TooMuch
        return got


def _word_document(content: bytes) -> Shown:
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            archive.open("word/document.xml") as source,
        ):
            text = "\n".join(_paragraphs(_Counted(source)))
    except _TooMuch:
        note = "This Word document unpacks to more than anybody writes: it is not opened here."
        return Shown(Form.NOTHING, DOCX, note=note)
    except (
        *(zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, KeyError, ValueError),
        *(RuntimeError, NotImplementedError, EOFError, OSError),
    ):
        return Shown(Form.NOTHING, DOCX, note=damaged(DOCX))
    note = "Only the words are shown: pictures, headers, footnotes and comments are not."
    return _words(DOCX, text, note)


def _paragraphs(source: io.RawIOBase) -> Iterator[str]:
    """Return the paragraphs one by one; what has been read is let go of, and stops where it is enough."""
    letters = 0
    for _, element in iterparse(source, forbid_dtd=True):
        if element.tag != f"{_WORD}p":
            continue
        said = "".join(_runs(element))
        element.clear()
        yield said
        letters += len(said) + 1
        if letters > MOST_LETTERS:
            return


def _runs(paragraph: Element) -> Iterator[str]:
    if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None:
        yield "• "
    for part in paragraph.iter():
        if part.tag == f"{_WORD}t":
            yield part.text or ""
        elif part.tag == f"{_WORD}tab":
            yield "\t"
        elif part.tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\n"


def _words(kind: str, text: str, note: str = "") -> Shown:
    if len(text) > MOST_LETTERS:
        text = text[:MOST_LETTERS]
        cut = f"Only the first {MOST_LETTERS:,} characters are shown."
        note = f"{note} {cut}".strip()
    if not text.strip():
        note = f"There are no words in it. {note}".strip()
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Shown(Form.TEXT, kind, "\n".join(_pieces(plain)), note=note)


def _pieces(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if len(line) <= _PIECE:
            yield line
        else:
            yield from (line[start : start + _PIECE] for start in range(0, len(line), _PIECE))
