"""Sees whether anything outside is touched: a file that a text names, or an address it holds."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

FORBIDDEN = ("host.example", "bad.example", "canary")
EVENTS = frozenset(
    {
        *("open", "os.startfile", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen"),
        *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"),
        *("urllib.Request", "http.client.connect", "webbrowser.open", "ftplib.connect", "smtplib.connect"),
    }
)
SEES_QT = sys.platform == "linux"
"""Where the system itself tells who opens a file; Python alone does not see what Qt opens."""

_IN_ACCESS, _IN_OPEN, _IN_NONBLOCK = 0x1, 0x20, 0o4000
_heard: list[str] | None = None
_hooks: list[object] = []


def _listen(event: str, args: tuple[object, ...]) -> None:
    if _heard is None or event not in EVENTS:
        return
    said = repr(args)
    if any(word in said for word in FORBIDDEN):
        _heard.append(f"{event} {said[:200]}")


@dataclass
class Outside:
    """A picture that nobody may open and a port that nobody may call, and what came of them."""

    picture: Path
    port: int
    _server: socket.socket = field(repr=False)
    _watch: int = field(repr=False)

    @property
    def baits(self) -> tuple[str, ...]:
        """Texts that name the picture or the port in every way that something might follow."""
        path, port = self.picture.as_posix(), self.port
        addresses = (
            path,
            f"/{path}",  # as Windows writes a share, which this system reads as a path
            f"file:{path}",
            f"file://{path}",
            f"file:///{path}",
            f"http://127.0.0.1:{port}/canary.png",
            f"//127.0.0.1:{port}/canary.png",
        )
        tags = (
            '<img src="{}">',
            "<table background='{}'><tr><td>Ada</td></tr></table>",
            "<style>body {{ background-image: url('{}') }}</style><b>Ada</b>",
            "<a href='{}'>Ada</a>",
        )
        return tuple(tag.format(address) for tag in tags for address in addresses)

    def touched(self) -> list[str]:
        """Return what was touched since this was asked last."""
        assert _heard is not None, "it is asked while somebody watches"
        found = list(_heard)
        _heard.clear()
        if self._watch >= 0:
            with suppress(BlockingIOError):
                found += (
                    [f"the picture was opened {self.picture.name}"] if os.read(self._watch, 65_536) else []
                )
        try:
            caller, _ = self._server.accept()
            caller.close()
            found.append("the port was called")
        except BlockingIOError:
            pass
        return found


@contextmanager
def watched(folder: Path) -> Iterator[Outside]:
    """Watch a picture in a folder, a port of this machine, and what Python itself opens."""
    global _heard  # a hook of the interpreter cannot be taken out again, only told to be quiet
    picture = folder / "canary.png"
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(picture))
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    watch = _watch_file(picture)
    if not _hooks:
        sys.addaudithook(_listen)
        _hooks.append(_listen)
    _heard = []
    try:
        yield Outside(picture, server.getsockname()[1], server, watch)
    finally:
        _heard = None
        server.close()
        if watch >= 0:
            os.close(watch)


def _watch_file(path: Path) -> int:
    if not SEES_QT:
        return -1
    libc = ctypes.CDLL(None, use_errno=True)
    watch: int = libc.inotify_init1(_IN_NONBLOCK)
    assert watch >= 0, "the system does not let a test watch files"
    assert libc.inotify_add_watch(watch, os.fsencode(path), _IN_OPEN | _IN_ACCESS) >= 0
    return watch
