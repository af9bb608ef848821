"""Files that came in for a meeting: taken into the encrypted store, listed, read, changed, taken out."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_

from meetingdesk.app.file_kinds import ENDINGS, IMAGES, UNKNOWN, WORDS, media_type_of
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.rows import ChangeRow, RemoveRow, change
from meetingdesk.app.shown_files import Shown, show_content
from meetingdesk.app.widening import Widen
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.documents import FileReceived
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, MeetingCase
from meetingdesk.domain.rights import widens
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Limit, Row, new_id
from meetingdesk.domain.text import gate
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import AlreadyThere, MeetingDeskError, StorageProblem
from meetingdesk.storage.blobs import MOST_BYTES, keep_content, read_content
from meetingdesk.storage.files import write_atomically
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk

TOUCHED_BY = frozenset({"file_received", "meeting", "meeting_case", "family", "agency"})
KINDS = {"report": "Report", "drawing": "Drawing", "genogram": "Genogram", "other": "Other"}
"""What came in, in the words of the meeting."""
LONGEST_NAME = 300
_PIECE = 1 << 20
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file that was read from a disk and is not in the store yet."""

    name: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """What it most likely is; somebody can say otherwise."""
        return "drawing" if self.media_type in IMAGES else "report"


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file as a list shows it."""

    file: FileReceived
    from_whom: str
    about: str
    meeting: str

    @property
    def id(self) -> UUID:
        """The identifier of the file."""
        return self.file.id

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.file.name or "File without a name"

    @property
    def kind(self) -> str:
        """What it is, in the words of the meeting."""
        return KINDS.get(self.file.kind, "") or self.file.kind

    @property
    def what(self) -> str:
        """What kind of file it is and how large."""
        return f"{WORDS.get(self.file.media_type, WORDS[UNKNOWN])}, {say_size(self.file.size)}"


@dataclass(frozen=True, slots=True)
class FilesShown:
    """The files of a family or a meeting, and the meeting for which another one would come in."""

    lines: tuple[FileLine, ...] = ()
    meeting_id: UUID | None = None
    meeting: str = ""
    family_id: UUID | None = None
    agencies: tuple[Agency, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is open to be read."""

    line: FileLine
    shown: Shown


@dataclass(frozen=True, slots=True)
class TakeInFile:
    """Take a file into the store; what it is called is kept as it was told, and leads nowhere."""

    meeting_id: UUID
    arriving: Arriving
    at: datetime
    family_id: UUID | None = None
    agency_id: UUID | None = None
    visibility: Visibility = Visibility.V1
    kind: str = ""
    key: UUID = field(default_factory=new_id)
    label: str = "Take in a file"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Keep the content and say what it is; both or neither."""
        content = self.arriving.content
        if not content:
            raise empty_file()
        meeting = work.get(Meeting, self.meeting_id)
        _check_family(work, meeting, self.family_id)
        digest = _kept(work, content)
        same = {"meeting_id": self.meeting_id, "family_id": self.family_id, "content_hash": digest}
        if work.count(FileReceived, **same):
            raise MeetingDeskError(
                "This file is here already.",
                hint="It stands in the list, perhaps under another name. Nothing was taken in twice.",
            )
        work.add(
            FileReceived(
                id=self.key,
                meeting_id=self.meeting_id,
                family_id=self.family_id,
                agency_id=self.agency_id,
                kind=self.kind or self.arriving.kind,
                name=told_name(self.arriving.name),
                media_type=media_type_of(content),
                size=len(content),
                content_hash=digest,
                received_at=self.at,
                visibility=self.visibility,
            )
        )
        return outcome_of(work, self)


def deed_of(person: AtDesk) -> Deed:
    """Return the deed under which somebody takes files in: who records, prepares, or brings things in."""
    deeds = (Deed.RECORD, Deed.PREPARE, Deed.IMPORT)
    return next((deed for deed in deeds if person.may(deed)), Deed.RECORD)


def read_file(path: Path, tell: Tell | None = None) -> Arriving:
    """Read a file from a disk, piece by piece; `tell` hears how far it is."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise MeetingDeskError("This is a folder.", hint="Open it and take its files in one by one.")
        if not stat.S_ISREG(about.st_mode):
            raise MeetingDeskError("This is no file that can be taken in.", hint="Choose a file on a disk.")
        if about.st_size > MOST_BYTES:
            raise too_large()
        pieces: list[bytes] = []
        done = 0
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                pieces.append(piece)
                done += len(piece)
                if done > MOST_BYTES:
                    raise too_large()
                if tell is not None:
                    tell(done, max(about.st_size, done))
    except (OSError, ValueError):
        # What the system says would name the folder, and folders are named after people.
        raise StorageProblem(
            "This file cannot be read.",
            hint="Check that it is still there, that you may read it, and that no other program holds it.",
        ) from None
    content = b"".join(pieces)
    if not content:
        raise empty_file()
    return Arriving(told_name(path.name), media_type_of(content), content)


def told_name(name: str) -> str:
    """Return what a file is called as it can be kept: one line, its ending saved where it is too long."""
    plain = gate(name, Limit(100_000, one_line=True), "The name").replace("\t", " ").strip()
    if len(plain) <= LONGEST_NAME:
        return plain
    ending = plain[-12:] if "." in plain[-8:] else ""
    return f"{plain[: LONGEST_NAME - len(ending) - 1]}…{ending}"


def neutral_name(file: FileReceived) -> str:
    """Return how a copy is called: never after anybody."""
    day = f"{file.received_at:%Y%m%d}-" if file.received_at is not None else ""
    kind = file.kind if file.kind in KINDS else "file"
    ending = ENDINGS.get(file.media_type, "bin")
    return f"{day}{kind}-{file.content_hash[:6] or 'copy'}.{ending}"


def say_size(size: int) -> str:
    """Return a size as people say it."""
    if size < 1_000:
        return f"{size} byte" if size == 1 else f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1_000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"


def files_of_family(reading: Reading, family_id: UUID) -> FilesShown:
    """Return the files of a family; another one would come in for its newest meeting."""
    thread = _thread(reading, family_id)
    files = reading.find(FileReceived, _of_family(thread, family_id))
    return _shown(reading, files, thread[0] if thread else None, family_id)


def count_files(reading: Reading, family_id: UUID) -> int:
    """Return how many files a family has, of those that the person at the desk may see."""
    return reading.count(FileReceived, _of_family(_thread(reading, family_id), family_id))


def files_of_meeting(reading: Reading, meeting_id: UUID, family_id: UUID | None = None) -> FilesShown:
    """Return the files of a meeting; of one case, those of its family and those of nobody in particular."""
    meeting = reading.get(Meeting, meeting_id)
    file = TABLES[FileReceived].c
    where = () if family_id is None else (or_(file.family_id == family_id, file.family_id.is_(None)),)
    found = reading.find(FileReceived, *where, meeting_id=meeting_id)
    return _shown(reading, found, meeting, family_id or meeting.family_id)


def open_file(reading: Reading, file_id: UUID) -> Opened:
    """Return a file as it can be read here."""
    file = reading.get(FileReceived, file_id)
    (line,) = _lines(reading, (file,))
    return Opened(line, show_content(read_content(reading, file)))


def change_visibility(file: FileReceived, to: Visibility, reason: str, deed: Deed) -> ChangeRow | Widen:
    """Return the command that lets others read a file; more of them need a reason and who may widen."""
    if widens(file.visibility, to):
        return Widen(FileReceived, file.id, to, reason, "Let more people read a file")
    return change(file, "Who may read a file", deed, visibility=to)


def change_file(file: FileReceived, label: str, deed: Deed, **values: object) -> ChangeRow:
    """Return the command that says otherwise what a file is, how it is called or from whom it came."""
    return change(file, label, deed, **values)


def remove_file(file_id: UUID, deed: Deed) -> RemoveRow:
    """Return the command that takes a file out of the list; undo brings it back."""
    return RemoveRow(FileReceived, file_id, "Remove a file", deed)


def save_copy(desk: Desk, file_id: UUID, path: Path) -> None:
    """Write a copy outside the store, to the place that somebody chose; the chain of deeds tells of it."""
    desk.person.require(Deed.EXPORT)
    with desk.reading() as reading:
        content = read_content(reading, reading.get(FileReceived, file_id))
    try:
        write_atomically(path, content)
    except StorageProblem as error:
        raise StorageProblem("The copy could not be written.", hint=error.hint) from None
    desk.store.note(desk.person, Deed.EXPORT, "Save a copy of a file", subject_id=file_id)


def too_large() -> MeetingDeskError:
    """Return what is said of a file that is larger than the store takes."""
    return MeetingDeskError(
        f"This file is larger than {MOST_BYTES // 1_000_000} MB.", hint="Bring in a smaller version of it."
    )


def empty_file() -> MeetingDeskError:
    """Return what is said of a file with nothing in it."""
    return MeetingDeskError("There is nothing in this file.", hint="Ask who sent it to send it again.")


def _kept(work: UnitOfWork, content: bytes) -> str:
    """Keep the content, also where it is there already and this person sees no file that it belongs to.

    A team's database does not show the content of a file that is narrowed, or whose taking in was undone.
    """
    try:
        with work.attempt():
            return keep_content(work, content)
    except AlreadyThere:
        return hashlib.sha256(content).hexdigest()


def _check_family(work: UnitOfWork, meeting: Meeting, family_id: UUID | None) -> None:
    if family_id is None or meeting.family_id == family_id:
        return
    if not work.count(MeetingCase, meeting_id=meeting.id, family_id=family_id):
        raise MeetingDeskError(
            "This meeting does not speak of this family.", hint="Take the file in at a meeting of the family."
        )


def _thread(reading: Reading, family_id: UUID) -> tuple[Meeting, ...]:
    """Return the meetings that speak of a family, the newest first."""
    meeting = TABLES[Meeting].c
    heard = [case.meeting_id for case in reading.find(MeetingCase, family_id=family_id)]
    order = (meeting.held_on.desc().nulls_last(),)
    return reading.find(Meeting, or_(meeting.family_id == family_id, meeting.id.in_(heard)), order=order)


def _of_family(thread: Iterable[Meeting], family_id: UUID) -> ColumnElement[bool]:
    """Return the condition for its own files, and for those of its own meetings that name no family."""
    file = TABLES[FileReceived].c
    own = [row.id for row in thread if row.family_id == family_id]
    return or_(file.family_id == family_id, and_(file.family_id.is_(None), file.meeting_id.in_(own)))


def _shown(
    reading: Reading, files: Iterable[FileReceived], meeting: Meeting | None, family_id: UUID | None
) -> FilesShown:
    newest = sorted(
        files, key=lambda file: (file.received_at is not None, file.received_at, file.id), reverse=True
    )
    return FilesShown(
        _lines(reading, newest),
        meeting.id if meeting is not None else None,
        meeting.reference if meeting is not None else "",
        family_id,
        reading.find(Agency, order=(TABLES[Agency].c.name,)),
    )


def _lines(reading: Reading, files: Iterable[FileReceived]) -> tuple[FileLine, ...]:
    found = tuple(files)
    agencies = _called(reading, Agency, {file.agency_id for file in found})
    families = _called(reading, Family, {file.family_id for file in found})
    meetings = _called(reading, Meeting, {file.meeting_id for file in found})
    return tuple(
        FileLine(
            file,
            agencies.get(file.agency_id, "From whom is not said"),
            families.get(file.family_id, "The whole meeting"),
            meetings.get(file.meeting_id, ""),
        )
        for file in found
    )


def _called(reading: Reading, kind: type[Row], keys: set[UUID | None]) -> dict[UUID | None, str]:
    wanted = [key for key in keys if key is not None]
    if not wanted:
        return {}
    name = "name" if kind is Agency else "reference"
    return {row.id: str(getattr(row, name)) for row in reading.find(kind, id=wanted)}
