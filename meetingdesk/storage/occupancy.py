"""One MeetingDesk at a time in a store; a second start shows the first one's window instead."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from meetingdesk.errors import StorageProblem, StoreBusy
from meetingdesk.storage.doorbell import Doorbell, ring
from meetingdesk.storage.files import read_bytes, storage_problem

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

logger = logging.getLogger(__name__)

LOCK_FILE = "store.lock"
_LONGEST_NOTE = 4096
# Windows forbids others to read what is locked, so a byte far behind the note is locked there.
_LOCKED_BYTE = 1 << 20


class Occupancy:
    """Holds a store for this process; the operating system lets go of it even if the process is killed."""

    def __init__(self, folder: Path, patience: float = 0.0) -> None:
        self._folder = folder
        self._path = folder / LOCK_FILE
        self._patience = patience
        self._handle: int | None = None
        self._doorbell: Doorbell | None = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def take(self) -> None:
        """Take the store, waiting for it as long as there is patience, or raise StoreBusy."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                self._handle = _open_locked(self._path)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise StoreBusy(
                        "This store is open already, in another MeetingDesk window or in a scheduled job.",
                        hint="Use the window that is open, or close it and try again.",
                    ) from None
                time.sleep(0.1)
            except OSError as error:
                raise storage_problem(error, self._path, "opened") from error
            else:
                self._write_note({})
                return

    def release(self) -> None:
        """Let go of the store; the lock file stays, since removing it could let two in."""
        if self._doorbell:
            self._doorbell.close()
            self._doorbell = None
        if self._handle is not None:
            with contextlib.suppress(OSError):
                self._write_note({})
            os.close(self._handle)
            self._handle = None

    def listen(self, on_raise: Callable[[], None]) -> bool:
        """Call `on_raise`, on another thread, whenever a second start asks for the window.

        Returns False if that cannot be arranged; a second start then says that the store is busy.
        """
        if self._handle is None or self._doorbell:
            raise RuntimeError("Take the store before listening, and listen once.")
        try:
            self._doorbell = Doorbell(self._folder, on_raise)
            address, token = self._doorbell.address, self._doorbell.token
            self._write_note({"address": address, "token": token, "process": os.getpid()})
        except OSError as error:
            logger.info("occupancy: nobody can ring, %s", type(error).__name__)
            return False
        return True

    def _write_note(self, note: dict[str, str | int]) -> None:
        # In place, never by replacing the file: the lock belongs to this very file.
        if self._handle is not None:
            data = json.dumps(note).encode("ascii") if note else b""
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, data)
            os.ftruncate(self._handle, len(data))


def ask_to_raise(folder: Path) -> bool:
    """Ask the MeetingDesk that holds a store to show its window, and say whether it did."""
    try:
        note = json.loads(read_bytes(folder / LOCK_FILE, _LONGEST_NOTE) or b"{}")
        address, token, process = str(note["address"]), str(note["token"]), int(note["process"])
    except (StorageProblem, KeyError, TypeError, ValueError):
        return False
    if sys.platform == "win32":
        import ctypes

        # Windows lets only the program in front hand the front to another.
        ctypes.windll.user32.AllowSetForegroundWindow(process)
    else:
        logger.debug("occupancy: asking process %d for its window", process)
    return ring(address, token)


def _open_locked(path: Path) -> int:
    """Open the lock file and lock it, or raise BlockingIOError if another has."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError as error:
                raise BlockingIOError from error
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle
