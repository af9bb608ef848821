"""Makes what one recipient gets: each copy written, searched and locked, then the message around them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from meetingdesk.domain.copies.leaks import Hit
from meetingdesk.domain.copies.withheld import Withheld
from reports.blocks import Report
from reports.leak.check import leaks_in
from reports.sending.messages import Letter, message_of


@dataclass(frozen=True, slots=True)
class Part:
    """One copy that a recipient gets."""

    name: str
    """What its file is called."""
    report: Report


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that goes to one recipient."""

    key: str
    number: int
    parts: tuple[Part, ...]
    withheld: tuple[Withheld, ...]
    """What this reader may not have; every file of theirs is searched for it."""
    passphrase: str = ""
    """With what their files are locked; empty for plain ones."""
    letter: Letter | None = None
    """Nothing where it is not mailed."""
    name: str = ""
    """What the message is called."""
    calendar: bytes = b""
    not_in_message: tuple[Withheld, ...] = ()
    """What may be in a locked file and never in a message or a calendar: the names of everybody."""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A finished file of a pack."""

    name: str
    content: bytes
    sha256: str
    is_copy: bool = True
    """Whether it is a copy of a document, or what travels with it."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What came of one parcel: its files, or what stopped it."""

    key: str
    number: int
    files: tuple[PackedFile, ...] = ()
    hits: tuple[Hit, ...] = ()
    missing: tuple[str, ...] = ()
    """Characters that no font has; each prints as a box."""
    failed: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it may leave."""
        return not self.hits and not self.failed

    @property
    def message(self) -> PackedFile | None:
        """The message, where it is mailed."""
        return next((one for one in self.files if one.name.endswith(".eml")), None)


CALENDAR = "dates.ics"


def packed(parcel: Parcel) -> Packed:
    """Return the files of one recipient; a single hit stops them all, and says where it is."""
    written: list[tuple[str, bytes]] = []
    hits: list[Hit] = []
    missing: set[str] = set()
    for part in parcel.parts:
        content, boxes = _written(part)
        hits += leaks_in(content, part.name, parcel.withheld)
        missing.update(boxes)
        written.append((part.name, content))
    around = (*parcel.withheld, *parcel.not_in_message)
    if parcel.calendar:
        hits += leaks_in(parcel.calendar, CALENDAR, around)
    if parcel.letter is not None:
        # Without its files: each was searched before it was locked, its name with it.
        hits += leaks_in(message_of(parcel.letter, ()), parcel.name, around)
    if hits:
        return Packed(parcel.key, parcel.number, hits=tuple(dict.fromkeys(hits)))
    return Packed(parcel.key, parcel.number, _files(parcel, written), missing=tuple(sorted(missing)))


def _files(parcel: Parcel, written: list[tuple[str, bytes]]) -> tuple[PackedFile, ...]:
    attached = [(name, _locked(name, content, parcel.passphrase)) for name, content in written]
    files = [PackedFile(name, content, sha256_of(content)) for name, content in attached]
    if parcel.calendar:
        attached.append((CALENDAR, parcel.calendar))
    if parcel.letter is not None:
        message = message_of(parcel.letter, tuple(attached))
        files.append(PackedFile(parcel.name, message, sha256_of(message), is_copy=False))
    return tuple(files)


def sha256_of(content: bytes) -> str:
    """Return by what a file is known again."""
    return hashlib.sha256(content).hexdigest()


def _written(part: Part) -> tuple[bytes, tuple[str, ...]]:
    if part.name.endswith(".pdf"):
        from reports.pdf.writer import write_pdf

        made = write_pdf(part.report)
    else:
        from reports.word.writer import write_docx

        made = write_docx(part.report)
    return made.content, made.missing


def _locked(name: str, content: bytes, passphrase: str) -> bytes:
    if not passphrase:
        return content
    from reports.documents import locked

    return locked(content, name.rpartition(".")[2], passphrase)
