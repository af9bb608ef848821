"""What kind of file came in, told by what is in it: its name may say anything."""

from __future__ import annotations

import io
import zipfile

PNG, JPEG, GIF, BMP, WEBP, TIFF = (f"image/{name}" for name in ("png", "jpeg", "gif", "bmp", "webp", "tiff"))
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD_OFFICE = "application/x-ole-storage"
RTF = "application/rtf"
ZIP = "application/zip"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"

IMAGES = frozenset({PNG, JPEG, GIF, BMP, WEBP, TIFF})

WORDS = {
    PNG: "PNG picture",
    JPEG: "JPEG picture",
    GIF: "GIF picture",
    BMP: "BMP picture",
    WEBP: "WebP picture",
    TIFF: "TIFF picture",
    PDF: "PDF document",
    DOCX: "Word document",
    OLD_OFFICE: "Office document of an old kind",
    RTF: "Rich text document",
    ZIP: "Archive",
    TEXT: "Plain text",
    UNKNOWN: "Unknown kind",
}
"""How each kind is called on the screen."""

ENDINGS = {
    PNG: "png",
    JPEG: "jpg",
    GIF: "gif",
    BMP: "bmp",
    WEBP: "webp",
    TIFF: "tif",
    PDF: "pdf",
    DOCX: "docx",
    OLD_OFFICE: "doc",
    RTF: "rtf",
    ZIP: "zip",
    TEXT: "txt",
}
"""How the name of a copy ends."""

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (b"{\\rtf", RTF),
)
_WORD_PART = "word/document.xml"
_LOOKED_AT = 65_536
_FEW = 0.02
"""The share of control characters that a text may have and still be one."""


def media_type_of(content: bytes) -> str:
    """Return what kind of file this is."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if (
        content[:2] == b"BM"
        and len(content) > 26
        and content[14:18] in (b"\x28\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0")
    ):
        return BMP
    if content.startswith(b"PK\x03\x04"):
        return DOCX if _is_word(content) else ZIP
    return TEXT if text_of(content[:_LOOKED_AT], is_part=True) is not None else UNKNOWN


def text_of(content: bytes, *, is_part: bool = False) -> str | None:
    """Return the words of a plain text, or None where it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    elif b"\0" in content:
        return None
    else:
        text = _decoded(content, is_part=is_part)
    strange = sum(1 for letter in text if letter < " " and letter not in "\n\r\t\f\v")
    return text if text and strange <= len(text) * _FEW else None


def _decoded(content: bytes, *, is_part: bool) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The last letter of a part may be cut in the middle.
        if is_part and error.start >= len(content) - 3:
            return content[: error.start].decode("utf-8-sig")
        return content.decode("cp1252", "replace")


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _WORD_PART in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return False
