"""Pictures out of files that came in; nothing that a file says of itself is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from meetingdesk.app.file_kinds import BMP, GIF, JPEG, PNG, TIFF, WEBP
from meetingdesk.app.files_received import Opened, open_file
from meetingdesk.app.shown_files import Form, damaged
from meetingdesk.domain.once import once

MOST_POINTS = 80_000_000
"""More than any camera of a telephone makes; a small file can claim a hundred times as many."""
LONGEST_SIDE = 3_000
"""A picture is made smaller than this before it is shown."""
FORMATS = {PNG: b"png", JPEG: b"jpeg", GIF: b"gif", BMP: b"bmp", WEBP: b"webp", TIFF: b"tiff"}


@dataclass(frozen=True, slots=True)
class Read:
    """A file as the reader shows it: with its picture, where it is one and whole."""

    opened: Opened
    picture: QImage | None = None
    note: str = ""


def read_to_show(reading: Any, file_id: UUID) -> Read:
    """Return a file with its picture; runs on a lane, for a large picture takes a while."""
    opened = open_file(reading, file_id)
    shown = opened.shown
    if shown.form is not Form.IMAGE:
        return Read(opened, note=shown.note)
    found = picture_of(shown.image, shown.media_type)
    if isinstance(found, str):
        return Read(opened, note=found)
    return Read(opened, *found)


def picture_of(content: bytes, media_type: str) -> tuple[QImage, str] | str:
    """Return a picture with what is to be said of it, or a sentence that says why there is none."""
    _be_quiet()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(FORMATS[media_type]))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > MOST_POINTS:
        claimed = f"{size.width():,} by {size.height():,} points"
        return f"This picture says that it is {claimed} large: it is not opened here."
    if max(size.width(), size.height()) > LONGEST_SIDE:
        reader.setScaledSize(
            size.scaled(QSize(LONGEST_SIDE, LONGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
        )
    pages = reader.imageCount()
    picture = reader.read()
    if picture.isNull():
        return damaged(media_type)
    return picture, "Only the first of its pictures is shown." if pages > 1 else ""


@once
def _be_quiet() -> None:
    """Have no log filled by damaged pictures: what is wrong with one is said where it would be seen."""
    # Rules take the place of those before, so the one that the application begins with stands here again.
    QLoggingCategory.setFilterRules("qt.text.font.db=false\nqt.gui.imageio*=false\nqt.imageformats*=false")
