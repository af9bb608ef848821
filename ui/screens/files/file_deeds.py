"""Between the files that came in and the record: taken in, read, changed, copied out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from meetingdesk.app.files_received import (
    KINDS,
    TOUCHED_BY,
    Arriving,
    FileLine,
    FilesShown,
    TakeInFile,
    change_file,
    change_visibility,
    deed_of,
    files_of_family,
    files_of_meeting,
    neutral_name,
    read_file,
    remove_file,
    save_copy,
)
from meetingdesk.domain.rights import widens
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, NotAllowed, StaleRecord
from ui.bridge import Bridge
from ui.screens.files import words
from ui.screens.files.files_view import FilesView
from ui.screens.files.pictures import Read, read_to_show
from ui.wall_clock import WallClock
from ui.widgets.inline_question import Question

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk

Place = tuple[UUID | None, UUID | None]
"""A meeting, or none where a whole family is meant, and a family."""
NOWHERE: Place = (None, None)


class Stopped(MeetingDeskError):
    """Somebody stopped the taking in."""


class FileDeeds(QObject):
    """Keeps the list as it is in the store, and turns keys into commands.

    Signals:
        counted: How many files there are.
        progressed: How far the reading of a file is; from another thread.
    """

    counted = Signal(int)
    progressed = Signal(str, int, int)

    def __init__(
        self, view: FilesView, bridge: Bridge, clock: WallClock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.view = view
        self._bridge = bridge
        self._clock = clock
        self._place = NOWHERE
        self._question = 0
        self._is_stale = False
        self._open: UUID | None = None
        self._shown = FilesShown()
        self._waiting: list[Path] = []
        self._taking: UUID | None = None
        self._taken = 0
        self._stop = Event()
        self._answer: Callable[[str], None] = _nothing
        self._dialog: QFileDialog | None = None
        view.opened.connect(self.open_line)
        view.closed.connect(self._closed)
        view.take_in_wanted.connect(self.choose_files)
        view.dropped.connect(self.take_in)
        view.key_chosen.connect(self._do)
        view.question.answered.connect(self._answered)
        view.question.left.connect(view.close_file)
        view.progress.stop_wanted.connect(self._stop_taking)
        self.progressed.connect(view.progress.show_progress)
        bridge.changed.connect(self._hear)
        bridge.refused.connect(self._refused)

    # What is shown

    def show_family(self, family_id: UUID | None) -> None:
        """Show the files of a family; none where no family is open."""
        self._go((None, family_id))

    def show_meeting(self, meeting_id: UUID | None, family_id: UUID | None = None) -> None:
        """Show the files of a meeting, of one case those of its family."""
        self._go((meeting_id, family_id))

    @Slot()
    def read_again(self) -> None:
        """Look again at what there is."""
        self._is_stale = False
        self._question += 1
        meeting_id, family_id = self._place
        show = partial(self._show, self._question)
        if meeting_id is not None:
            self._bridge.read(files_of_meeting, self, show, meeting_id, family_id, otherwise=self._gone)
        elif family_id is not None:
            self._bridge.read(files_of_family, self, show, family_id, otherwise=self._gone)
        else:
            show(FilesShown())

    @Slot()
    def seen(self) -> None:
        """The list is looked at again: show what came in meanwhile."""
        if self._is_stale:
            self.read_again()

    @Slot(object)
    def open_line(self, line: FileLine) -> None:
        """Read a file here."""
        self._open = line.id
        show, fail = partial(self._show_file, line.id), partial(self._could_not_read, line.id)
        self._bridge.read(read_to_show, self, show, line.id, otherwise=fail)

    # Taking in

    @Slot()
    def choose_files(self) -> None:
        """Ask which files are to be taken in."""
        if not self._may_take_in():
            return
        self._dialog = QFileDialog(self.view, self.tr("Take in files"))
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._dialog.filesSelected.connect(self._chosen)
        self._dialog.open()

    @Slot(object)
    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Take files in, one after another."""
        if not paths or not self._may_take_in():
            return
        self._waiting += paths
        self._stop.clear()
        if not self.view.progress.text:
            self._taken = 0
            self.view.message.put_away()
            self._take_next()

    def save_to(self, line: FileLine, chosen: str) -> None:
        """Write a copy to the place that somebody chose."""
        job = partial(_save, line.id, Path(chosen))
        self._bridge.write(job, self, self._saved, self._say_error)

    # Slots

    @Slot(list)
    def _chosen(self, chosen: list[str]) -> None:
        self.take_in(tuple(Path(each) for each in chosen))

    @Slot()
    def _stop_taking(self) -> None:
        self._waiting.clear()
        self._stop.set()

    @Slot()
    def _closed(self) -> None:
        self._open = None

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if not touched & TOUCHED_BY:
            return
        if asker is self and self._taking is not None:
            self._taken += 1
            self.read_again()
            self._take_next()
        elif self.view.isVisible():
            self.read_again()
        else:
            self._is_stale = True

    @Slot(object, object)
    def _refused(self, _error: BaseException, asker: object) -> None:
        # The window says why; the next file is another matter.
        if asker is self and self._taking is not None:
            self._take_next()

    @Slot(str)
    def _do(self, what: str) -> None:
        line = self.view.line
        if line is None:
            return
        asks: Mapping[str, Callable[[FileLine], None]] = {
            words.NAME: self._ask_name,
            words.KIND: self._ask_kind,
            words.FROM: self._ask_from,
            words.READERS: self._ask_readers,
            words.COPY: self._warn_of_copy,
            words.REMOVE: self._remove,
        }
        asks[what](line)

    @Slot(str)
    def _answered(self, typed: str) -> None:
        answer, self._answer = self._answer, _nothing
        self.view.end_question()
        answer(typed)

    # Questions

    def _ask(self, question: Question, answer: Callable[[str], None], was: str = "") -> None:
        self._answer = answer
        self.view.ask(question, was)

    def _ask_name(self, line: FileLine) -> None:
        question = Question(self.tr("What is this file called?"), self.tr("such as School report, autumn"))
        self._ask(question, partial(self._change, line, self.tr("Name a file"), "name"), line.file.name)

    def _ask_kind(self, line: FileLine) -> None:
        choices = {key: KINDS[kind] for key, kind in words.KIND_KEYS.items()}
        self._ask(Question(self.tr("What is this file?"), choices=choices), partial(self._set_kind, line))

    def _ask_from(self, line: FileLine) -> None:
        question = Question(
            self.tr("From which agency did it come?"),
            self.tr("its name or short form; empty: not known"),
            understood=self._say_agency,
            may_be_empty=True,
        )
        self._ask(question, partial(self._set_agency, line))

    def _ask_readers(self, line: FileLine) -> None:
        choices = words.reader_choices(self._bridge.desk.person.sees)
        question = Question(self.tr("Who may read this file?"), choices=words.say_choices(choices))
        self._ask(question, partial(self._set_readers, line, choices))

    def _warn_of_copy(self, line: FileLine) -> None:
        if not self._bridge.desk.person.may(Deed.EXPORT):
            self._say_error(
                NotAllowed("Your role may not save files outside the store.", hint="Read it here instead.")
            )
            return
        choices = {"y": self.tr("Choose a place and save a copy there")}
        self._ask(Question(f"△ {words.WARNING}", choices=choices), partial(self._ask_where, line))

    # Answers

    def _change(self, line: FileLine, what: str, field: str, value: object) -> None:
        self._bridge.execute(change_file(line.file, what, self._deed, **{field: value}), self)

    def _set_kind(self, line: FileLine, key: str) -> None:
        self._change(line, self.tr("Say what a file is"), "kind", words.KIND_KEYS[key])

    def _set_agency(self, line: FileLine, typed: str) -> None:
        agency = words.agency_called(typed, self._shown.agencies)
        key = agency.id if agency is not None else None
        self._change(line, self.tr("Say from whom a file came"), "agency_id", key)

    def _set_readers(self, line: FileLine, choices: Mapping[str, Visibility], key: str) -> None:
        wanted = choices[key]
        if not widens(line.file.visibility, wanted):
            self._widen(line, wanted, "")
        elif not self._bridge.desk.person.may(Deed.WIDEN):
            self._say_error(
                NotAllowed(
                    "More people could read this afterwards, and your role may not decide that.",
                    hint="Ask the chair to widen it.",
                )
            )
        else:
            question = Question(
                self.tr("More people could read it afterwards. Who needs it, and why?"),
                self.tr("a reason that stands in the record"),
            )
            self._ask(question, partial(self._widen, line, wanted))

    def _widen(self, line: FileLine, wanted: Visibility, reason: str) -> None:
        self._bridge.execute(change_visibility(line.file, wanted, reason, self._deed), self)

    def _remove(self, line: FileLine) -> None:
        self._bridge.execute(remove_file(line.id, self._deed), self)

    def _ask_where(self, line: FileLine, _key: str) -> None:
        self._dialog = QFileDialog(self.view, self.tr("Save a copy outside the store"))
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._dialog.selectFile(neutral_name(line.file))
        self._dialog.fileSelected.connect(partial(self.save_to, line))
        self._dialog.open()

    def _say_agency(self, typed: str) -> str:
        if not typed.strip():
            return self.tr("Not known. Enter keeps. Esc leaves.")
        agency = words.agency_called(typed, self._shown.agencies)
        return self.tr("{name}. Enter keeps. Esc leaves.").format(name=agency.name) if agency else ""

    # Helpers

    @property
    def _deed(self) -> Deed:
        return deed_of(self._bridge.desk.person)

    def _may_take_in(self) -> bool:
        if not self._bridge.desk.person.may(self._deed):
            self._say_error(
                NotAllowed(
                    "Your role may not take files in.", hint="Ask who takes the minutes, or the chair."
                )
            )
            return False
        return self._shown.meeting_id is not None

    def _go(self, place: Place) -> None:
        if place != self._place:
            self._place = place
            self._open = None
            self._stop_taking()
            self.view.question.hide()
            self.view.message.put_away()
            self.view.forget_file()
            self._shown = FilesShown()
            self.view.show_files(self._shown)
        self.read_again()

    def _show(self, question: int, shown: FilesShown) -> None:
        if question != self._question:
            return
        self._shown = shown
        self.view.show_files(shown)
        self.counted.emit(len(shown.lines))
        if self._open is not None and all(line.id != self._open for line in shown.lines):
            # It was removed, or narrowed beyond what this person may see.
            self._open = None
            self.view.forget_file()

    def _gone(self, error: BaseException) -> None:
        if not isinstance(error, StaleRecord):
            self._say_error(error)
        self._show(self._question, FilesShown())

    def _show_file(self, key: UUID, read: Read) -> None:
        if key == self._open:
            self.view.show_file(read)

    def _could_not_read(self, key: UUID, error: BaseException) -> None:
        if key == self._open:
            self._open = None
        self._say_error(error)

    def _take_next(self) -> None:
        self._taking = None
        if not self._waiting:
            self._end_taking()
            return
        path = self._waiting.pop(0)
        self.view.progress.show_progress(self.tr("Reading a file…"), 0, 0)
        tell = partial(_tell, self._stop, self.progressed.emit, self.tr("Reading a file…"))
        place = self._shown.meeting_id, self._shown.family_id
        take = partial(self._take, place)
        self._bridge.read(_read_from_disk, self, take, path, tell, otherwise=self._could_not_take)

    def _take(self, place: Place, arriving: Arriving) -> None:
        meeting_id, family_id = place
        if meeting_id is None or self._stop.is_set():
            self._take_next()
            return
        # Now only the store has to take it, which cannot be stopped half way.
        self.view.progress.show_progress(self.tr("Encrypting a file into the store…"), 0, 0)
        command = TakeInFile(meeting_id, arriving, self._clock.now(), family_id, deed=self._deed)
        self._taking = command.key
        self._bridge.execute(command, self)

    def _could_not_take(self, error: BaseException) -> None:
        self._say_error(error)
        self._take_next()

    def _end_taking(self) -> None:
        self.view.progress.finish()
        if not self._taken:
            return
        said = (
            self.tr("One file was taken in.") if self._taken == 1 else f"{self._taken} files were taken in."
        )
        if not self.view.message.text:
            hint = self.tr(
                "V says who may read it, F from whom it came. The file on your disk is still there."
            )
            self.view.message.show_message(said, hint)

    def _saved(self, _: None) -> None:
        self.view.message.show_message(
            self.tr("A copy was saved outside the store."),
            self.tr("It is not encrypted. Delete it when it is no longer needed."),
            "attention",
        )

    def _say_error(self, error: BaseException) -> None:
        if isinstance(error, MeetingDeskError):
            self.view.message.show_error(error)
        else:
            raise error


def _read_from_disk(_reading: Any, path: Path, tell: Callable[[int, int], None]) -> Arriving:
    return read_file(path, tell)


def _save(file_id: UUID, path: Path, desk: Desk) -> None:
    save_copy(desk, file_id, path)


def _tell(stop: Event, progressed: Callable[[str, int, int], None], what: str, done: int, of: int) -> None:
    # On the lane, between two pieces.
    if stop.is_set():
        raise Stopped("It was stopped.", hint="Nothing of this file was taken in.")
    progressed(what, done, of)


def _nothing(_typed: str) -> None:
    """Nobody asked anything."""
