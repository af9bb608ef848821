"""What the File menu does with a store: files in and out, backups, verification."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from meetingdesk.errors import MeetingDeskError, StorageProblem
from ui.bridge import Bridge
from ui.words import many

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk

LARGEST_FILE = 64 * 1024 * 1024
MEETING_FILES = "Meeting files (*.json)"
VERIFY_STEPS = 4
"""The file, the history, the chain, the rows."""
T = TypeVar("T")
Tell = Callable[[str, int, int], None]


class Stopped(MeetingDeskError):
    """Somebody stopped what was running."""


class StoreDeeds(QObject):
    """Carries the deeds of the File menu out on the lanes, and says what came of them.

    Signals:
        told: Something was done; carries a sentence and a second one.
        failed: Something could not be done; carries the error.
        busy: Something that takes a while has begun; carries what.
        progressed: How far it is: what it does, how much is done, and of how much, or 0; from another thread.
        finished: What took a while is over, whatever came of it.
    """

    told = Signal(str, str)
    failed = Signal(object)
    busy = Signal(str)
    progressed = Signal(str, int, int)
    finished = Signal()

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._stop = Event()
        self._bridge = bridge
        self._window = window
        self._dialog: QFileDialog | None = None
        bridge.changed.connect(self._hear)
        bridge.unchanged.connect(self._hear_nothing)

    @Slot()
    def ask_for_file(self) -> None:
        """Ask which meeting file to bring in."""
        self._dialog = QFileDialog(self._window, self.tr("Bring in a meeting file"), "", MEETING_FILES)
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(self._bring_in_chosen)
        self._dialog.open()

    def bring_in(self, path: Path) -> None:
        """Bring a meeting file in; all of it or nothing."""
        self.busy.emit(self.tr("Reading {name}…").format(name=path.name))
        self._bridge.write(partial(_read_command, path), self, self._carry_in, self.failed.emit)

    def ask_where_to_save(self, reference: str) -> None:
        """Ask where a meeting is to be written to as a file."""
        name = "".join(letter if letter.isalnum() or letter in "-_ " else "-" for letter in reference)
        self._dialog = QFileDialog(self._window, self.tr("Save a meeting file as"), "", MEETING_FILES)
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._dialog.setDefaultSuffix("json")
        self._dialog.selectFile(f"{name or 'meeting'}.json")
        self._dialog.fileSelected.connect(partial(self._save_chosen, reference))
        self._dialog.open()

    def save_file(self, reference: str, path: Path) -> None:
        """Write a meeting, with all that belongs to it, to a file outside the store."""
        self.busy.emit(self.tr("Writing the meeting file…"))
        self._bridge.write(partial(_export, reference, path), self, self._saved, self.failed.emit)

    @Slot()
    def back_up(self) -> None:
        """Write a backup and prove it."""
        self._run(_back_up, self._backed_up, self.tr("Writing a backup and proving that it opens…"))

    @Slot()
    def verify(self) -> None:
        """Go through the whole store."""
        self._run(_verify, self._verified, self.tr("Going through the record and its history…"))

    @Slot()
    def stop(self) -> None:
        """Stop what is running, at the next place where that is safe."""
        self._stop.set()

    # Slots

    @Slot(frozenset, object)
    def _hear(self, _touched: frozenset[str], asker: object) -> None:
        if asker is self:
            self.told.emit(
                self.tr("The meeting file was brought in."), self.tr("Ctrl+Z takes all of it back.")
            )

    @Slot(object)
    def _hear_nothing(self, asker: object) -> None:
        if asker is self:
            self.told.emit(self.tr("The meeting file holds nothing that is not here already."), "")

    @Slot(str)
    def _bring_in_chosen(self, chosen: str) -> None:
        self.bring_in(Path(chosen))

    def _save_chosen(self, reference: str, chosen: str) -> None:
        self.save_file(reference, Path(chosen))

    # Helpers

    def _run(self, job: Callable[[Tell, Desk], T], then: Callable[[T], None], what: str) -> None:
        self._stop.clear()
        self.progressed.emit(what, 0, 0)
        tell = partial(_tell, self._stop, self.progressed.emit)
        self._bridge.write(partial(job, tell), self, partial(self._finish, then), self._fail)

    def _finish(self, then: Callable[[T], None], result: T) -> None:
        self.finished.emit()
        then(result)

    def _fail(self, error: BaseException) -> None:
        self.finished.emit()
        if isinstance(error, Stopped):
            self.told.emit(str(error), error.hint)
        else:
            self.failed.emit(error)

    def _carry_in(self, command: Any) -> None:
        self._bridge.execute(command, self)

    def _saved(self, path: Path) -> None:
        self.told.emit(
            self.tr("The meeting file was written: {name}").format(name=path.name),
            self.tr("It is not encrypted. Keep it where only those may read it who may read the meeting."),
        )

    def _backed_up(self, rows: int) -> None:
        self.told.emit(
            self.tr("The backup is written and was proved to open."),
            self.tr("It holds {rows}.").format(rows=many(rows, "row")),
        )

    def _verified(self, found: tuple[int, tuple[str, ...]]) -> None:
        deeds, faults = found
        if faults:
            self.failed.emit(
                MeetingDeskError(
                    f"The store has {many(len(faults), 'fault')}.",
                    hint="\n".join(faults[:8]) + "\nTell whoever looks after MeetingDesk before you go on.",
                )
            )
            return
        self.told.emit(
            self.tr("The store is whole."),
            self.tr("{deeds} were gone through; nothing is missing or changed.").format(
                deeds=many(deeds, "deed")
            ),
        )


def _read_command(path: Path, _desk: Desk) -> Any:
    from meetingdesk.app.interchange import ImportMeetingFile, read_meeting_file

    try:
        if path.stat().st_size > LARGEST_FILE:
            raise MeetingDeskError(
                "This file is too large for a meeting file.", hint="A meeting file has at most 64 MB."
            )
        content = path.read_bytes()
    except OSError as error:
        raise StorageProblem(
            "The file cannot be read.", hint="Check that it is still there and may be read."
        ) from error
    return ImportMeetingFile(read_meeting_file(content))


def _export(reference: str, path: Path, desk: Desk) -> Path:
    from meetingdesk.app.exporting import export_text
    from meetingdesk.app.saving import save_text

    save_text(path, export_text(desk, meeting=reference))
    return path


def _back_up(tell: Tell, desk: Desk) -> int:
    from meetingdesk.app.keeping import back_up_store

    progress = partial(tell, "Writing a backup")
    return sum(back_up_store(desk, progress=progress).rows.values())


def _verify(tell: Tell, desk: Desk) -> tuple[int, tuple[str, ...]]:
    from meetingdesk.app.keeping import verify_store

    steps = iter(range(VERIFY_STEPS))
    found = verify_store(
        desk, progress=lambda step: tell(f"Going through {step}", next(steps, VERIFY_STEPS), VERIFY_STEPS)
    )
    return found.deeds, tuple(f"{fault.where}: {fault.what}" for fault in found.faults)


def _tell(stop: Event, progressed: Callable[[str, int, int], None], what: str, done: int, of: int) -> None:
    # On the lane, between two steps of the work.
    if stop.is_set():
        raise Stopped("It was stopped.", hint="The record is as it was.")
    progressed(what, done, of)
