"""Small files that are either the old version or the new one, whatever happens while they are written."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from meetingdesk.errors import StorageProblem

# On Windows a virus scanner or a backup may hold a file for a moment; longer than this is a refusal.
PATIENCE_SECONDS = 5.0 if sys.platform == "win32" else 0.0

_LEFTOVER = re.compile(r"^\..+\.[0-9a-f]{16}\.part$")
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
_NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)


def write_atomically(path: Path, data: bytes) -> None:
    """Put data into a file so that a crash, a power cut or a full disk leaves the old or the new content.

    When this returns, the new content is on the disk. When it raises, the file is whole: nearly always
    with its old content, with the new one only if the very last step failed.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        try:
            _write_new(part, data)
            _replace(part, path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise storage_problem(error, path, "saved") from error


def read_bytes(path: Path, most: int = 1 << 20) -> bytes | None:
    """Return what a file holds, or None if there is no such file; at most `most` bytes and one are read."""
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise storage_problem(error, path, "read") from error


@contextlib.contextmanager
def explained_file(path: Path, deed: str) -> Iterator[None]:
    """Say in plain words why a file could not be saved or read inside the block."""
    try:
        yield
    except OSError as error:
        raise storage_problem(error, path, deed) from error


def clear_leftovers(folder: Path) -> int:
    """Remove what interrupted writes left in a folder, and return how many; only while holding the store."""
    removed = 0
    for part in folder.iterdir():
        if _LEFTOVER.match(part.name) and part.is_file() and not part.is_symlink():
            part.unlink(missing_ok=True)
            removed += 1
    return removed


def storage_problem(error: OSError, path: Path, deed: str) -> StorageProblem:
    """Say in plain words why a file could not be saved or read."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageProblem(
            f"The file {path.name} could not be {deed}: the disk is full.",
            hint="Make some room on this disk, then try again. What was saved before is unharmed.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageProblem(
            f"The file {path.name} could not be {deed}: the computer does not allow it, "
            "or another program holds it.",
            hint="Close other programs that use this folder, check that you may write in it, then try again.",
        )
    reason = os.strerror(error.errno) if error.errno else "the disk gave no reason"
    return StorageProblem(
        f"The file {path.name} could not be {deed}: {reason}.",
        hint="Check that the disk is still connected, then try again.",
    )


def _write_new(part: Path, data: bytes) -> None:
    handle = os.open(part, _NEW_FILE, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(part: Path, path: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            part.replace(path)
        except PermissionError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.05)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make the new name of a file durable; Windows does this with the file itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)
