"""Every text of a Word document: its parts, their attributes, its properties, comments and names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from defusedxml import ElementTree

from meetingdesk.domain.copies.leaks import Placed
from meetingdesk.errors import MeetingDeskError

_PARAGRAPH = re.compile(r"\}(?:p|tr|tc|tab|br)$")
_A_NUMBER = 7
"""Shorter figures beside the text are measures."""
_TEXT = re.compile(r"\}(?:t|delText|instrText)$")


def texts_of_word(content: bytes) -> Iterator[Placed]:
    """Yield the texts of a file, each with its place."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise MeetingDeskError(
            "This is no Word document that can be read.",
            hint="An encrypted one is checked before it is locked.",
        ) from None
    with archive:
        for name in archive.namelist():
            yield Placed("the names of its parts", name)
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                yield from _of_part(name, data)
            else:
                yield Placed(f"the part {name}", data.decode("latin-1"))


def _of_part(name: str, data: bytes) -> Iterator[Placed]:
    root = ElementTree.fromstring(data)
    texts: list[str] = []
    attributes: list[str] = []
    for element in root.iter():
        tag = str(element.tag)
        if _PARAGRAPH.search(tag):
            texts.append("\n")
        if element.text and (_TEXT.search(tag) or "wordprocessingml" not in tag):
            texts.append(element.text)
        attributes += [
            value for value in element.attrib.values() if not value.isdigit() or len(value) >= _A_NUMBER
        ]
    yield Placed(f"the part {name}", "".join(texts))
    yield Placed(f"what {name} tells beside its text", "\n".join(attributes))
