from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.errors import (
    StorageProblem,
    WrongPassphrase,
)
from meetingdesk.storage import keyslots
from meetingdesk.storage.cost import Cost
from meetingdesk.storage.keys import DataKey
from meetingdesk.storage.keyslot_file import COPY, MAIN

CHEAP = Cost(memory_kib=8, passes=1, lanes=1, for_tests=True)
OLD = "turtle window copper yoghurt"
NEW = "marble lantern seaside quill"
ADA = UUID(int=1)
BEN = UUID(int=2)


class Killed(BaseException):
    """Stands for a process that ends here."""


@pytest.fixture
def recovery_key(tmp_path: Path) -> str:
    """Key files for Ada in tmp_path, and her recovery key."""
    return keyslots.create_keyslots(tmp_path, ADA, "ada", OLD, CHEAP)[1]


@pytest.fixture
def key(tmp_path: Path, recovery_key: str) -> DataKey:
    return keyslots.unlock_with_recovery(tmp_path, recovery_key).key


def steps_of(monkeypatch: pytest.MonkeyPatch, step: int, problem: Callable[[], BaseException]) -> list[str]:
    """Let the operating system fail for good: at even steps before it did as asked, at odd ones after."""
    calls: list[str] = []

    def failing(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*args: Any, **options: Any) -> Any:
            calls.append(name)
            if 2 * len(calls) > step + 1:
                raise problem()
            answer = real(*args, **options)
            if 2 * len(calls) > step:
                if name == "open":
                    os.close(answer)
                raise problem()
            return answer

        return call

    # A process that is gone does not tidy up either.
    for name in ("open", "write", "fsync", "replace", "unlink"):
        monkeypatch.setattr(os, name, failing(name))
    return calls


@pytest.mark.parametrize("step", range(24))
def test_killed_anywhere_in_a_change_of_passphrase_the_old_or_the_new_one_opens(
    tmp_path: Path, key: DataKey, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    with monkeypatch.context() as patch:
        steps_of(patch, step, Killed)
        with pytest.raises(Killed):
            keyslots.change_passphrase(tmp_path, ADA, OLD, NEW, CHEAP)

    assert opens_with(tmp_path, key, OLD) != opens_with(tmp_path, key, NEW)
    assert (tmp_path / MAIN).read_bytes() == (tmp_path / COPY).read_bytes()


@pytest.mark.parametrize("step", range(24))
def test_a_full_disk_anywhere_in_a_change_of_passphrase_leaves_one_that_opens(
    tmp_path: Path, key: DataKey, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    with monkeypatch.context() as patch:
        steps_of(patch, step, lambda: OSError(errno.ENOSPC, "full"))
        with pytest.raises(StorageProblem, match=r"full|may have been kept"):
            keyslots.change_passphrase(tmp_path, ADA, OLD, NEW, CHEAP)

    assert opens_with(tmp_path, key, OLD) != opens_with(tmp_path, key, NEW)


@pytest.mark.parametrize("step", range(1, 13))
def test_a_disk_that_refuses_once_leaves_everything_as_it_was(
    tmp_path: Path, key: DataKey, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    before = (tmp_path / MAIN).read_bytes()
    calls: list[str] = []

    def once(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*args: Any, **options: Any) -> Any:
            calls.append(name)
            if len(calls) == step:
                raise OSError(errno.ENOSPC, "full")
            return real(*args, **options)

        return call

    with monkeypatch.context() as patch:
        for name in ("open", "write", "fsync", "replace"):
            patch.setattr(os, name, once(name))
        with pytest.raises(StorageProblem, match="full"):
            keyslots.change_passphrase(tmp_path, ADA, OLD, NEW, CHEAP)

    assert (tmp_path / MAIN).read_bytes() == (tmp_path / COPY).read_bytes() == before


def opens_with(folder: Path, key: DataKey, passphrase: str) -> bool:
    try:
        return keyslots.unlock(folder, passphrase).key == key
    except WrongPassphrase:
        return False
