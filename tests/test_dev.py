from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


def pins(kind: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


def test_the_two_locked_files_agree_and_the_second_holds_all_of_the_first() -> None:
    assert pins("run").items() <= pins("dev").items()


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_every_locked_requirement_has_its_hashes(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    assert len(entries) == len(pins(kind))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("kind", ["run", "dev"])
def test_the_locked_files_name_no_registry(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")

    assert dev.stray_in(kind, text, str(ROOT)) == []


def test_dev_py_does_not_find_itself_when_it_looks_for_registries() -> None:
    text = Path(dev.__file__).read_text(encoding="utf-8")

    assert dev.stray_in("dev.py", text, "/nowhere/checkout") == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-" + "url https://packages.example/",
        "see https://mirror.example/root/py" + "pi/+simple",
        "store = '/home/somebody/checkout/resources'",
    ],
)
def test_a_registry_or_a_folder_of_this_machine_is_found_with_its_line(line: str) -> None:
    text = f"# First line.\n{line}\n"

    findings = dev.stray_in("notes.md", text, "/home/somebody/checkout")

    assert findings == ["notes.md:2: names a package registry or a folder of this machine"]


def test_a_folder_that_only_begins_like_ours_is_not_ours() -> None:
    assert dev.stray_in("notes.md", "/srv/desk-old /srv/desktop", "/srv/desk") == []


def checkout_in(folder: Path, locked: str) -> Path:
    (folder / "requirements").mkdir(parents=True)
    for kind in ("run", "dev"):
        (folder / "requirements" / f"{kind}.txt").write_text(locked, encoding="utf-8")
    return folder


def test_an_environment_is_used_again_only_for_the_same_place_python_and_requirements(tmp_path: Path) -> None:
    here, there = checkout_in(tmp_path / "here", "a==1"), checkout_in(tmp_path / "there", "a==1")
    first = dev.fingerprint(here, "3.11.2")

    assert dev.fingerprint(here, "3.11.2") == first
    assert dev.fingerprint(there, "3.11.2") != first
    assert dev.fingerprint(here, "3.12.1") != first

    (here / "requirements" / "dev.txt").write_text("a==2", encoding="utf-8")
    assert dev.fingerprint(here, "3.11.2") != first


@pytest.mark.parametrize("text", ["", "{half", "[1, 2]", None])
def test_a_stamp_that_cannot_be_read_counts_as_none(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "ready.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")

    assert dev.read_stamp(path) == {}


def test_a_stamp_reads_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "ready.json"
    path.write_text(json.dumps({"mark": "abc", "packages": "dev"}), encoding="utf-8")

    assert dev.read_stamp(path) == {"mark": "abc", "packages": "dev"}


@pytest.mark.parametrize(
    ("have", "want", "enough"),
    [("dev", "run", True), ("run", "run", True), ("run", "dev", False), ("", "run", False), ("?", "", False)],
)
def test_an_environment_for_development_also_runs_the_application(have: str, want: str, enough: bool) -> None:
    assert dev.covers(dev.PACKAGES, have, want) is enough


def test_nothing_is_started_where_the_stamp_says_that_all_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = checkout_in(tmp_path, "a==1")
    monkeypatch.setattr(dev, "ROOT", checkout)
    monkeypatch.setattr(dev, "VENV", checkout / ".venv")
    monkeypatch.setattr(dev, "call", lambda *_, **__: pytest.fail("a program was started"))
    python = dev.in_venv("python")
    python.parent.mkdir(parents=True)
    python.touch(mode=0o755)
    stamp = {"mark": dev.fingerprint(checkout, sys.version), "packages": "dev", "libraries": "window"}
    (checkout / ".venv" / "ready.json").write_text(json.dumps(stamp), encoding="utf-8")

    dev.prepare("run", "offscreen")


def test_the_linkers_answer_names_what_is_absent() -> None:
    answer = (
        "\tlinux-vdso.so.1 (0x00007ffd)\n"
        "\tlibxcb-icccm.so.4 => not found\n"
        "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)\n"
        "\tlibGL.so.1 => not found\n"
    )

    assert dev.absent_libraries(answer) == {"libxcb-icccm.so.4", "libGL.so.1"}


@pytest.mark.parametrize(
    ("answer", "version"),
    [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", 15),
        ("postgres (PostgreSQL) 17beta2\n", 17),
        ("postgres cannot be started: no such file", 0),
    ],
)
def test_the_servers_version_is_read_from_its_own_answer(answer: str, version: int) -> None:
    assert dev.postgres_version(answer) == version


@pytest.mark.skipif(os.name == "nt", reason="stands in for the server's programs with shell scripts")
@pytest.mark.parametrize(("versions", "chosen"), [((15, 17, 16), 17), ((13, 14), None), ((), None)])
def test_the_newest_server_is_chosen_if_it_is_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: tuple[int, ...], chosen: int | None
) -> None:
    for version in versions:
        folder = tmp_path / str(version) / "bin"
        folder.mkdir(parents=True)
        for name in ("postgres", "initdb", "pg_ctl"):
            (folder / name).write_text(
                f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.1'\n", encoding="utf-8"
            )
            (folder / name).chmod(0o755)
    monkeypatch.setattr(dev, "POSTGRES_PLACES", (f"{tmp_path}/*/bin",))
    monkeypatch.setenv("PATH", str(tmp_path))

    assert dev.find_postgres() == (tmp_path / str(chosen) / "bin" if chosen else None)


def test_settings_that_would_lead_to_another_server_are_left_out() -> None:
    env = {"PGPORT": "5433", "PGHOST": "db.example", "PATH": "/bin"}

    assert dev.without_postgres_settings(env) == {"PATH": "/bin"}


def test_the_private_server_is_reached_by_its_socket_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "WINDOWS", False)

    assert "listen_addresses = ''" in dev.server_settings(tmp_path, 5499)
    url = dev.server_url(Path("/var/a b"), 5499, "pw")
    assert url == "postgresql://postgres@/postgres?host=%2Fvar%2Fa%20b"


def test_the_line_that_a_person_can_type_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name, **_: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "apt_prefix", lambda: None)

    with pytest.raises(dev.CannotGoOnError) as refused:
        dev.need(["libgl1", "libegl1"], "system libraries for Qt")

    line = "  sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    assert str(refused.value).splitlines()[-1] == line


class _Apt:
    """Stands in for apt-get: refuses to install until its lists are updated."""

    def __init__(self) -> None:
        self.updated = False
        self.asked: list[str] = []

    def __call__(self, argv: list[str], **_: object) -> object:
        verb = "update" if "update" in argv else "install"
        self.asked.append(verb)
        done = self.updated or verb == "update"
        self.updated = self.updated or verb == "update"
        return subprocess.CompletedProcess(argv, 0 if done else 100, "Unable to locate package")


def test_the_package_lists_are_updated_once_where_a_package_is_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apt = _Apt()
    monkeypatch.setattr(dev, "call", apt)
    monkeypatch.setattr(dev, "apt_prefix", list)

    assert dev.apt_install(["postgresql"], "PostgreSQL") is True
    assert apt.asked == ["install", "update", "install"]


def test_every_check_is_made_even_if_one_fails(capsys: pytest.CaptureFixture[str]) -> None:
    def unreachable() -> str | None:
        raise dev.NotDoneError("nobody answered")

    code = dev.check_all(
        {"format": lambda: "one.py would change", "audit": unreachable, "types": lambda: None}
    )

    shown = capsys.readouterr().out
    assert code == 1
    assert re.search(r"^format +FAILED  0\.\d s\n    one\.py would change$", shown, re.MULTILINE)
    assert re.search(r"^audit +NOT DONE: nobody answered", shown, re.MULTILINE)
    assert re.search(r"^types +ok", shown, re.MULTILINE)


def test_a_check_that_was_not_done_is_no_failure() -> None:
    def unreachable() -> str | None:
        raise dev.NotDoneError("nobody answered")

    assert dev.check_all({"audit": unreachable}) == 0


AUDITED: Mapping[str, object] = {"name": "alembic", "version": "1.20.1", "vulns": []}


def test_a_known_weakness_is_named_with_the_release_that_mends_it() -> None:
    weak = {"name": "cffi", "version": "2.1.1", "vulns": [{"id": "GHSA-1", "fix_versions": ["2.1.2"]}]}

    assert dev.advisories({"dependencies": [AUDITED, weak]}) == "cffi 2.1.1: GHSA-1 (mended in 2.1.2)"
    assert dev.advisories({"dependencies": [AUDITED]}) is None


def test_an_audit_that_left_packages_out_was_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = json.dumps({"dependencies": [AUDITED, {"name": "cffi", "skip_reason": "not found"}]})
    done = subprocess.CompletedProcess([], 0, answer, "")
    monkeypatch.setattr(dev, "call", lambda *_, **__: done)

    with pytest.raises(dev.NotDoneError, match="knows nothing of 1 packages"):
        dev.audit()


def test_arguments_after_the_command_are_passed_on_as_they_are() -> None:
    assert dev.split_arguments(["test", "-k", "birth", "--", "-x"]) == ("test", ["-k", "birth", "--", "-x"])
    assert dev.split_arguments(["run", "--demo"]) == ("run", ["--demo"])
    assert dev.split_arguments(["check"]) == ("check", [])


@pytest.mark.parametrize("argv", [["check", "everything"], ["tset"], []])
def test_a_mistyped_command_is_refused(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        dev.split_arguments(argv)

    assert left.value.code == 2
    assert "usage: dev.py" in capsys.readouterr().err


@pytest.mark.parametrize("command", dev.COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        dev.split_arguments([command, "--help"])

    assert left.value.code == 0
    assert f"usage: dev.py {command}" in capsys.readouterr().out


def test_a_program_that_is_missing_counts_as_one_that_failed() -> None:
    done = dev.call(["meetingdesk-no-such-program"], timeout=5)

    assert done.returncode == 127
    assert "cannot be started" in done.stdout


def test_the_exit_code_of_a_program_is_passed_on() -> None:
    assert dev.attend([sys.executable, "-c", "raise SystemExit(5)"]) == 5
    assert dev.exit_code(-15) == 143


def test_a_server_that_cannot_be_made_is_named_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    monkeypatch.setattr(dev.tempfile, "mkdtemp", lambda **_: str(folder))

    with (
        pytest.raises(dev.NoServerError, match="could not be set up"),
        dev.private_postgres(tmp_path / "none"),
    ):
        pytest.fail("there is no such server")

    assert not folder.exists()
