"""What the operating system says about its disks and folders, as plain facts that a test can invent."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

_LONGEST_PEEK = 64 * 1024
_MOUNT_OF_MAC = re.compile(r"^.* on (/.*) \(([\w.]+)[,)]")
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


@dataclass(frozen=True, slots=True)
class Mount:
    """One entry of the mount table."""

    point: str
    kind: str


def nothing_there(_path: PurePath) -> str | None:
    """Say that there is no such file."""
    return None


def writable(_folder: PurePath) -> bool:
    """Say that a folder may be written in."""
    return True


@dataclass(frozen=True, slots=True)
class Places:
    """The facts that decide where a store may lie.

    `system` is linux, win32 or darwin. `remote_drives` are drive letters such as Z:, `synchronised` the
    folders that the system has registered as such. `peek` returns the beginning of a file, an empty text
    for a folder, None if there is neither.
    """

    system: str
    home: str
    mounts: tuple[Mount, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    remote_drives: frozenset[str] = frozenset()
    synchronised: tuple[str, ...] = ()
    peek: Callable[[PurePath], str | None] = nothing_there
    may_write: Callable[[PurePath], bool] = writable

    @classmethod
    def here(cls) -> Places:
        """Ask this computer."""
        return cls(
            system=sys.platform,
            home=_home(),
            mounts=_mounts(),
            env=dict(os.environ),
            remote_drives=_remote_drives(),
            synchronised=_registered_folders(),
            peek=_peek,
            may_write=_may_write,
        )

    def path(self, text: str) -> PurePath:
        """Read a path the way the system of these facts writes it."""
        return PureWindowsPath(text) if self.system == "win32" else PurePosixPath(text)


def read_linux_mounts(text: str) -> tuple[Mount, ...]:
    """Read /proc/mounts."""
    entries = (line.split() for line in text.splitlines())
    return tuple(Mount(_unescaped(entry[1]), entry[2]) for entry in entries if len(entry) > 2)


def read_mac_mounts(text: str) -> tuple[Mount, ...]:
    """Read what the mount command of macOS prints."""
    found = (_MOUNT_OF_MAC.match(line) for line in text.splitlines())
    return tuple(Mount(match[1], match[2]) for match in found if match)


def _unescaped(point: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), point)


def _home() -> str:
    try:
        return str(Path.home())
    except RuntimeError:
        # A service account may have none.
        return ""


def _mounts() -> tuple[Mount, ...]:
    try:
        if sys.platform == "darwin":
            answer = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5)
            mounts = read_mac_mounts(answer.stdout)
        else:
            table = Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
            mounts = read_linux_mounts(table)
    except (OSError, subprocess.SubprocessError):
        return ()
    return mounts


def _remote_drives() -> frozenset[str]:
    remote: set[str] = set()
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        present = kernel.GetLogicalDrives()
        letters = [chr(ord("A") + place) for place in range(26) if present >> place & 1]
        remote = {f"{each}:" for each in letters if kernel.GetDriveTypeW(f"{each}:\\") == _DRIVE_REMOTE}
    return frozenset(remote)


def _registered_folders() -> tuple[str, ...]:
    """Return the folders, shared libraries included, that OneDrive has told Windows it synchronises."""
    folders: list[str] = []
    if sys.platform == "win32":
        import winreg

        # No such key or value: nothing is synchronised there.
        with contextlib.suppress(OSError):
            engines = winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\SyncEngines\Providers\OneDrive")
            with engines:
                for place in range(winreg.QueryInfoKey(engines)[0]):
                    name = winreg.EnumKey(engines, place)
                    with contextlib.suppress(OSError), winreg.OpenKey(engines, name) as engine:
                        folders.append(str(winreg.QueryValueEx(engine, "MountPoint")[0]))
    return tuple(folders)


def _peek(path: PurePath) -> str | None:
    real = Path(path)
    try:
        if real.is_dir():
            return ""
        with real.open("rb") as stream:
            data = stream.read(_LONGEST_PEEK)
    except OSError:
        return None
    # Windows writes desktop.ini as UTF-16 or in the code page of the country; only ASCII words are sought.
    return data.replace(b"\0", b"").decode("latin-1")


def _may_write(folder: PurePath) -> bool:
    """Try it in the nearest folder that exists: permissions alone do not tell on Windows."""
    real = Path(folder)
    while not real.exists() and real != real.parent:
        real = real.parent
    probe = real / f".meetingdesk-{secrets.token_hex(8)}.part"
    try:
        probe.touch(mode=0o600, exist_ok=False)
        probe.unlink()
    except OSError:
        return False
    return True
