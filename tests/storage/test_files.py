from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from meetingdesk.errors import StorageProblem
from meetingdesk.storage.files import clear_leftovers, read_bytes, write_atomically


class Killed(BaseException):
    """Stands for a process that ends here."""


def fail_at(
    monkeypatch: pytest.MonkeyPatch, step: int, problem: Callable[[], BaseException], *, for_good: bool = True
) -> list[str]:
    """Let the n-th call to the operating system fail, and all after it if the failure is for good."""
    calls: list[str] = []

    def failing(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*args: Any, **options: Any) -> Any:
            calls.append(name)
            if len(calls) == step or (for_good and len(calls) > step):
                raise problem()
            return real(*args, **options)

        return call

    for name in ("open", "write", "fsync", "replace"):
        monkeypatch.setattr(os, name, failing(name))
    return calls


def test_a_file_is_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"

    write_atomically(path, b"first")
    write_atomically(path, b"second")

    assert read_bytes(path) == b"second"
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_a_missing_file_is_not_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()

    assert read_bytes(tmp_path / "empty") == b""
    assert read_bytes(tmp_path / "missing") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions otherwise")
def test_only_the_person_may_read_a_new_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "keys.json", b"x")

    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("step", range(1, 7))
def test_killed_at_any_step_the_file_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    path = tmp_path / "keys.json"
    write_atomically(path, b"old")

    with monkeypatch.context() as patch:
        fail_at(patch, step, Killed)
        with pytest.raises(Killed):
            write_atomically(path, b"new")

    assert read_bytes(path) == (b"new" if step > 4 else b"old")


@pytest.mark.parametrize("step", range(1, 5))
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, number: int
) -> None:
    path = tmp_path / "keys.json"
    write_atomically(path, b"old")

    with monkeypatch.context() as patch:
        fail_at(patch, step, lambda: OSError(number, "refused"))
        with pytest.raises(StorageProblem, match=r"keys\.json") as refused:
            write_atomically(path, b"new")

    assert ("full" in str(refused.value)) is (number == errno.ENOSPC)
    assert read_bytes(path) == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_a_write_cut_short_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
        write_atomically(tmp_path / "long", b"0123456789" * 10)

    assert read_bytes(tmp_path / "long") == b"0123456789" * 10


def test_only_what_interrupted_writes_left_is_cleared_away(tmp_path: Path) -> None:
    for name in (".keys.json.0123456789abcdef.part", "keys.json", ".hidden.part", "notes.part"):
        (tmp_path / name).touch()

    assert clear_leftovers(tmp_path) == 1

    assert {each.name for each in tmp_path.iterdir()} == {"keys.json", ".hidden.part", "notes.part"}
