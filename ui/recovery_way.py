"""The way in by the recovery key: the key first, then a new passphrase, then the store."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.errors import MeetingDeskError
from ui import opening_jobs as jobs
from ui.holding import Holding
from ui.problems import Problems
from ui.screens.recovery import RecoveryWindow

if TYPE_CHECKING:
    from meetingdesk.app.key_changes import Unlocked


class RecoveryWay(QObject):
    """Carries out what the recovery window asks for.

    Signals:
        opened: The store is open, with its new passphrase; carries the sign-in name.
    """

    opened = Signal(str)

    def __init__(self, window: RecoveryWindow, folder: Path, holding: Holding, problems: Problems) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._holding = holding
        self._problems = problems
        self._unlocked: Unlocked | None = None
        window.key_typed.connect(self._try)
        window.passphrase_chosen.connect(self._open)

    @Slot(str)
    def _try(self, typed: str) -> None:
        job = partial(jobs.try_recovery_key, self._folder, typed)
        self._holding.lanes.writing.run(job, self._window, self._fits, self._fail)

    def _fits(self, unlocked: Unlocked) -> None:
        self._unlocked = unlocked
        self._window.ask_for_passphrase()

    @Slot(str)
    def _open(self, passphrase: str) -> None:
        assert self._unlocked is not None, "the window asks for the key first"
        job = partial(jobs.open_after_recovery, self._folder, self._unlocked, passphrase)
        name = self._unlocked.sign_in_name
        self._holding.open(job, self._window, partial(self.opened.emit, name), self._fail)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, MeetingDeskError):
            self._window.show_error(error)
        else:
            self._window.set_busy(busy=False)
            self._problems.show(error)
