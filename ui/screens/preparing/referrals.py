"""Bringing in a list of referrals: what it would do is said first, then done with one key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from meetingdesk.app.imports.preview import Effect, Preview
from meetingdesk.app.imports.referrals import preview_referrals
from meetingdesk.app.imports.table import Table
from meetingdesk.app.imports.table_file import read_table_file
from meetingdesk.errors import BadImport, MeetingDeskError
from ui.bridge import Bridge
from ui.words import many

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk

LISTS = "Lists (*.csv *.xlsx);;All files (*)"
MOST_FAULTS = 6


class Referrals(QObject):
    """Reads a list of referrals on the writing lane and says what it would do.

    Signals:
        read: A list can be brought in; carries it and what it would do, in words.
        refused: A list cannot be brought in; carries why, and every fault that is shown.
    """

    read = Signal(object, str)
    refused = Signal(str, str)

    def __init__(self, bridge: Bridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._dialog: QFileDialog | None = None
        self._meeting: UUID | None = None

    def ask_for_file(self, meeting_id: UUID) -> None:
        """Ask which list to bring in."""
        self._meeting = meeting_id
        self._dialog = QFileDialog(self._window, self.tr("Bring in a list of referrals"), "", LISTS)
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(self._chosen)
        self._dialog.open()

    def look_at(self, path: Path, meeting_id: UUID) -> None:
        """Read a list and see what it would do; nothing is written."""
        self._bridge.write(partial(_look, path, meeting_id), self, self._show, self._complain)

    # Slots

    @Slot(str)
    def _chosen(self, chosen: str) -> None:
        if self._meeting is not None:
            self.look_at(Path(chosen), self._meeting)

    # Helpers

    def _show(self, found: tuple[Table, Preview]) -> None:
        table, preview = found
        if preview.faults:
            more = len(preview.faults) - MOST_FAULTS
            faults = [
                *preview.faults[:MOST_FAULTS],
                *([self.tr("and {} more").format(more)] if more > 0 else []),
            ]
            self.refused.emit(
                self.tr("The list has {}, so nothing was changed.").format(
                    many(len(preview.faults), "fault")
                ),
                "\n".join(faults),
            )
            return
        self.read.emit(table, _effects(preview))

    def _complain(self, error: BaseException) -> None:
        if isinstance(error, BadImport):
            self.refused.emit(str(error), "\n".join(error.faults[:MOST_FAULTS]) or error.hint)
        elif isinstance(error, MeetingDeskError):
            self.refused.emit(str(error), error.hint)
        else:
            raise error


def _look(path: Path, meeting_id: UUID, desk: Desk) -> tuple[Table, Preview]:
    table = read_table_file(path)
    with desk.reading() as reading:
        return table, preview_referrals(table, meeting_id, reading)


def _effects(preview: Preview) -> str:
    new, changed = preview.count(Effect.NEW), preview.count(Effect.UPDATE)
    parts: list[Any] = [
        f"{many(new, 'case')} to add",
        f"{many(changed, 'case')} to bring up to date" if changed else "",
        f"{preview.count(Effect.UNCHANGED)} as they are" if preview.count(Effect.UNCHANGED) else "",
        f"columns not known and left out: {', '.join(preview.unknown_columns)}"
        if preview.unknown_columns
        else "",
    ]
    return ", ".join(part for part in parts if part)
