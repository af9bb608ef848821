from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from meetingdesk.errors import StorageProblem, StoreBusy
from meetingdesk.storage import doorbell
from meetingdesk.storage.occupancy import LOCK_FILE, Occupancy, ask_to_raise


def test_a_store_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with Occupancy(tmp_path), pytest.raises(StoreBusy, match="open already"):
        Occupancy(tmp_path).take()

    with Occupancy(tmp_path):
        assert (tmp_path / LOCK_FILE).exists()


def test_another_process_holds_a_store_until_it_ends(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from meetingdesk.storage.occupancy import Occupancy\n"
        "Occupancy(pathlib.Path(sys.argv[1])).take()\n"
        "sys.stdout.write('held\\n'); sys.stdout.flush(); sys.stdin.read()\n"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(  # this very Python with the text above
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
    ) as other:
        assert other.stdout
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(StoreBusy):
            Occupancy(tmp_path).take()

        other.kill()
        other.wait()

        with Occupancy(tmp_path):
            pass


def test_a_folder_that_is_not_there_is_a_plain_problem(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match=r"store\.lock could not be opened"):
        Occupancy(tmp_path / "missing").take()


def test_a_second_start_raises_the_first_window(tmp_path: Path) -> None:
    raised: list[str] = []
    with Occupancy(tmp_path) as occupancy:
        assert not ask_to_raise(tmp_path)
        assert occupancy.listen(lambda: raised.append(threading.current_thread().name))

        assert ask_to_raise(tmp_path)
        assert ask_to_raise(tmp_path)

    assert raised == ["doorbell", "doorbell"]
    assert not ask_to_raise(tmp_path)


def test_nobody_answers_in_a_folder_without_a_store(tmp_path: Path) -> None:
    assert not ask_to_raise(tmp_path)
    (tmp_path / LOCK_FILE).write_text("[nonsense")
    assert not ask_to_raise(tmp_path)
    (tmp_path / LOCK_FILE).write_text('{"address": "/nowhere", "token": "x", "process": 1}')
    assert not ask_to_raise(tmp_path)


def test_without_sockets_in_files_a_port_of_this_computer_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "_socket_path", lambda _: None)
    raised: list[bool] = []
    with Occupancy(tmp_path) as occupancy:
        assert occupancy.listen(lambda: raised.append(True))
        note = json.loads((tmp_path / LOCK_FILE).read_text())

        assert note["address"].startswith("tcp:")
        assert ask_to_raise(tmp_path)
        assert not doorbell.ring(note["address"], "0" * 64)

    assert raised == [True]


def test_a_caller_without_the_token_or_without_a_word_raises_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[bool] = []
    monkeypatch.setattr(doorbell, "_PATIENCE_SECONDS", 0.1)
    bell = doorbell.Doorbell(tmp_path, lambda: raised.append(True))
    try:
        assert not doorbell.ring(bell.address, "0" * 64)
        assert not doorbell.ring(bell.address, "short")
        with doorbell._connect(bell.address):
            assert not doorbell.ring(bell.address, "0" * 64)
        monkeypatch.setattr(doorbell, "_PATIENCE_SECONDS", 5.0)
        assert doorbell.ring(bell.address, bell.token)
    finally:
        bell.close()

    assert raised == [True]


def test_a_socket_left_by_a_crash_is_replaced(tmp_path: Path) -> None:
    path = doorbell._socket_path(tmp_path)
    if path is None:
        return
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(path))
    left.close()

    with Occupancy(tmp_path) as occupancy:
        assert occupancy.listen(lambda: None)
        assert ask_to_raise(tmp_path)

    assert not path.exists()


def test_a_folder_that_others_can_enter_gets_no_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A folder of its own: the path of a socket may not be as long as those of the tests are.
    with tempfile.TemporaryDirectory(prefix="md") as short:
        monkeypatch.setenv("XDG_RUNTIME_DIR", short)
        path = doorbell._socket_path(tmp_path)
        assert path
        path.parent.chmod(0o755)

        assert doorbell._socket_path(tmp_path) is None


def test_without_a_place_to_listen_the_store_is_held_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError("no sockets here")

    monkeypatch.setattr(doorbell, "_listen", refuse)
    with Occupancy(tmp_path) as occupancy:
        assert not occupancy.listen(lambda: None)
        with pytest.raises(StoreBusy):
            Occupancy(tmp_path).take()
