"""How a second start of MeetingDesk asks the first one to show its window."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import logging
import os
import secrets
import selectors
import socket
import stat
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

logger = logging.getLogger(__name__)

_PATIENCE_SECONDS = 2.0
_TOKEN_BYTES = 32
_ANSWER = b"shown"
_LONGEST_SOCKET_PATH = 100


class Doorbell:
    """Listens on this computer only, and calls `on_ring` on its own thread for those who know the token.

    `on_ring` must hand over to the thread of the window, and must not close the doorbell itself.
    """

    def __init__(self, folder: Path, on_ring: Callable[[], None]) -> None:
        self._on_ring = on_ring
        self.token = secrets.token_hex(_TOKEN_BYTES)
        self._listening, self.address = _listen(folder)
        self._listening.settimeout(_PATIENCE_SECONDS)
        self._listening.settimeout(_PATIENCE_SECONDS)
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._wait_for_rings, name="doorbell")
        self._thread.start()

    def close(self) -> None:
        """Stop listening; when this returns, the thread has ended."""
        self._wake.send(b".")
        self._thread.join()
        for each in (self._wake, self._woken, self._listening):
            each.close()
        if not self.address.startswith("tcp:"):
            Path(self.address).unlink(missing_ok=True)

    def _wait_for_rings(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listening, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._woken in ready:
                    return
                with contextlib.suppress(OSError):
                    self._answer()

    def _answer(self) -> None:
        caller, _ = self._listening.accept()
        with caller:
            caller.settimeout(_PATIENCE_SECONDS)
            if not hmac.compare_digest(_receive(caller, len(self.token)), self.token.encode("ascii")):
                return
            try:
                self._on_ring()
            except Exception:
                # The window may be closing; a second start then says that the store is busy.
                logger.exception("doorbell: the window could not be shown")
            else:
                caller.sendall(_ANSWER)


def ring(address: str, token: str) -> bool:
    """Ring at an address, and say whether somebody answered."""
    try:
        with _connect(address) as caller:
            caller.sendall(token.encode("ascii"))
            return _receive(caller, len(_ANSWER)) == _ANSWER
    except (OSError, ValueError):
        return False


def _receive(caller: socket.socket, length: int) -> bytes:
    received = b""
    while len(received) < length:
        part = caller.recv(length - len(received))
        if not part:
            break
        received += part
    return received


def _connect(address: str) -> socket.socket:
    if address.startswith("tcp:"):
        return socket.create_connection(("127.0.0.1", int(address[4:])), timeout=_PATIENCE_SECONDS)
    if sys.platform != "win32":
        caller = socket.socket(socket.AF_UNIX)
        try:
            caller.settimeout(_PATIENCE_SECONDS)
            caller.connect(address)
        except OSError:
            caller.close()
            raise
        return caller
    raise ValueError(address)


def _listen(folder: Path) -> tuple[socket.socket, str]:
    """Listen on a socket file where the system has them, else on a port of this computer only."""
    if sys.platform != "win32":
        path = _socket_path(folder)
        if path:
            # Named after the store, so that one left by a crash is found here and replaced.
            path.unlink(missing_ok=True)
            listening = socket.socket(socket.AF_UNIX)
            try:
                listening.bind(str(path))
                listening.listen()
            except OSError:
                listening.close()
            else:
                return listening, str(path)
    listening = socket.create_server(("127.0.0.1", 0))
    return listening, f"tcp:{listening.getsockname()[1]}"


def _socket_path(folder: Path) -> Path | None:
    """Return a path in a folder that only this person can enter, or None if there is no such folder."""
    if sys.platform != "win32":
        root = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
        place = root / f"meetingdesk-{os.getuid()}"
        path = place / hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
        try:
            place.mkdir(mode=0o700, exist_ok=True)
            found = place.lstat()
        except OSError:
            return None
        ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
        if ours and len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
            return path
    return None
