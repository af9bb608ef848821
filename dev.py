#!/usr/bin/env python3
"""Set up, run, test, check, measure and package MeetingDesk; begin with `python3 dev.py --help`."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
DIST = ROOT / "dist"
WINDOWS = os.name == "nt"

# What an environment can hold, each including the one before it.
PACKAGES = ("", "run", "dev")
LIBRARIES = ("", "offscreen", "window")

# Debian's names. PySide6 brings Qt itself, but not what Qt takes from the system.
QT_OFFSCREEN = ("libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0")
QT_WINDOW = (
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1"),
    *("libxkbcommon-x11-0", "fonts-noto-core"),  # names are written in many scripts
)
READERS = {"pdfinfo": "poppler-utils", "qpdf": "qpdf", "soffice": "libreoffice-writer-nogui"}
POSTGRES_AT_LEAST = 15
NOT_TESTED = "NOT TESTED: what is marked 'postgres' (storage, application and rights on a team's database)"
POSTGRES_PLACES = (
    *("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"),
    *("/usr/local/opt/postgresql@*/bin", "/Applications/Postgres.app/Contents/Versions/*/bin"),
    *("C:/Program Files/PostgreSQL/*/bin",),
)
# Written so that these patterns do not find themselves.
REGISTRY = re.compile(r"--(extra-)?index-url|--find[-]links|https?://\S*(pypi|pythonhosted|/simple\b)")


class CannotGoOnError(Exception):
    """Say why the command stops, and what to do about it."""


class NotDoneError(Exception):
    """Say why a check could not be made here, which is not the same as failing it."""


class NoServerError(Exception):
    """Say why there is no PostgreSQL server, so that what needs one is not tested."""


# --- Programs ---------------------------------------------------------------------------------------


def say(text: str) -> None:
    """Show one message at once, so that it keeps its place between the output of other programs."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def call(argv: Iterable[object], *, timeout: float, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program quietly; a program that is missing or takes too long counts as one that failed."""
    words = [str(word) for word in argv]
    usual = {"cwd": ROOT, "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    settings: dict[str, Any] = {**usual, "encoding": "utf-8", "errors": "replace", **options}
    try:
        return subprocess.run(words, timeout=timeout, check=False, **settings)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 124, f"{words[0]} took longer than {timeout:.0f} s.", "")
    except OSError as problem:
        return subprocess.CompletedProcess(words, 127, f"{words[0]} cannot be started: {problem}", "")


def attend(argv: Iterable[object], env: Mapping[str, str] | None = None) -> int:
    """Run a program in the foreground to its end, and return its exit code; Ctrl-C is for it to answer."""
    with subprocess.Popen([str(word) for word in argv], cwd=ROOT, env=env) as process:
        try:
            while process.returncode is None:
                with contextlib.suppress(KeyboardInterrupt):
                    process.wait()
        finally:
            if process.poll() is None:  # we are told to stop, so it stops too
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(10)
                process.kill()
    return exit_code(process.returncode)


def exit_code(returncode: int) -> int:
    """Turn "ended by signal n", which is a negative number here, into the shell's 128 + n."""
    return returncode if returncode >= 0 else 128 - returncode


def tail(text: str, lines: int = 25) -> str:
    """Return the last lines of what a program printed."""
    return "\n".join(text.strip().splitlines()[-lines:])


# --- System packages --------------------------------------------------------------------------------


def apt_line(packages: Sequence[str]) -> str:
    """Return the line a person can type to install system packages."""
    return "sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def advice(packages: Sequence[str]) -> str:
    """Say how a person can install system packages."""
    if shutil.which("apt-get"):
        return f"Please run this line, then try again:\n  {apt_line(packages)}"
    return f"Please install it with your system's package manager; Debian calls it: {' '.join(packages)}"


def apt_prefix() -> list[str] | None:
    """Return what to put before apt-get, or nothing where this machine has none or does not let us."""
    if WINDOWS or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if call(["sudo", "-n", "true"], timeout=10).returncode == 0 else None


def apt_install(packages: Sequence[str], purpose: str) -> bool:
    """Install system packages where that is possible and allowed, and say whether it was done."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    say(f"Installing {purpose} by apt: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = call(install, timeout=1800)
    if done.returncode != 0:  # the lists may be missing or old
        updated = call([*apt, "update"], timeout=600)
        done = call(install, timeout=1800) if updated.returncode == 0 else updated
    if done.returncode != 0:
        say(tail(done.stdout))
    return done.returncode == 0


def need(packages: Sequence[str], purpose: str) -> None:
    """Install system packages, or stop with the exact line that does it."""
    if apt_install(packages, purpose):
        return
    raise CannotGoOnError(f"This machine lacks {purpose}. {advice(packages)}")


# --- The environment in .venv -----------------------------------------------------------------------


def in_venv(program: str) -> Path:
    """Return where a program of the environment is."""
    return VENV / ("Scripts" if WINDOWS else "bin") / (program + (".exe" if WINDOWS else ""))


def site_packages() -> Path:
    """Return where the environment keeps its packages."""
    place = {"base": str(VENV), "platbase": str(VENV)}
    return Path(sysconfig.get_path("purelib", scheme="venv", vars=place))


def fingerprint(root: Path, version: str) -> str:
    """Return what must be the same for an environment to be used again without a look inside."""
    digest = hashlib.sha256(f"{root}\n{version}\n".encode())
    for kind in PACKAGES[1:]:
        digest.update((root / "requirements" / f"{kind}.txt").read_bytes())
    return digest.hexdigest()


def read_stamp(path: Path) -> dict[str, str]:
    """Return what was noted when the environment was last completed; nothing, if that cannot be read."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in stamp.items()} if isinstance(stamp, dict) else {}


def covers(order: Sequence[str], have: str, want: str) -> bool:
    """Say whether what is there includes what is wanted."""
    return have in order and order.index(have) >= order.index(want)


def prepare(packages: str, libraries: str = "") -> None:
    """Bring the environment to what a command needs; quick where it is there already."""
    path = VENV / "ready.json"
    stamp, mark = read_stamp(path), fingerprint(ROOT, sys.version)
    same = stamp.get("mark") == mark and os.access(in_venv("python"), os.X_OK)
    has_packages = stamp.get("packages", "") if same else ""
    has_libraries = stamp.get("libraries", "") if same else ""
    if covers(PACKAGES, has_packages, packages) and covers(LIBRARIES, has_libraries, libraries):
        return
    if not covers(PACKAGES, has_packages, packages):
        make_environment(stamp)
        install_requirements(packages)
        write_entrances()
        has_packages = packages
    if not covers(LIBRARIES, has_libraries, libraries):
        check_qt(libraries)
        has_libraries = libraries
    stamp = {"mark": mark, "root": str(ROOT), "packages": has_packages, "libraries": has_libraries}
    path.write_text(json.dumps(stamp), encoding="utf-8")


def make_environment(stamp: Mapping[str, str]) -> None:
    """Make .venv if there is none, or if the one there was made by another Python or in another place."""
    moved = stamp.get("root", str(ROOT)) != str(ROOT)
    sound = os.access(in_venv("python"), os.X_OK) and (site_packages() / "pip").is_dir()
    if sound and not moved:
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        need([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], "Python's venv module")
    say(f"Making the environment in {VENV}")
    made = call([sys.executable, "-m", "venv", "--clear", VENV], timeout=300)
    if made.returncode != 0:
        raise CannotGoOnError(f"The environment could not be made.\n{tail(made.stdout)}")


def install_requirements(kind: str) -> None:
    """Install exactly what requirements/ names, each file checked by its hash."""
    say("Installing the locked requirements (a minute or two, this once)")
    pip = [in_venv("python"), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements" / f"{kind}.txt"]
    done = call([*pip, *locked], timeout=3600)
    if done.returncode != 0:
        raise CannotGoOnError(f"The requirements could not be installed.\n{tail(done.stdout)}")


def write_entrances() -> None:
    """Make the checkout importable in the environment, and give it the `meetingdesk` command."""
    (site_packages() / "meetingdesk-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    # -P: a folder called ui or reports where somebody happens to stand must not be taken for ours.
    if WINDOWS:
        command = f'@"{in_venv("python")}" -P -m meetingdesk %*\n'
        (VENV / "Scripts" / "meetingdesk.cmd").write_text(command, encoding="utf-8")
    else:
        launcher = in_venv("meetingdesk")
        command = f'#!/bin/sh\nexec {shlex.quote(str(in_venv("python")))} -P -m meetingdesk "$@"\n'
        launcher.write_text(command, encoding="utf-8")
        launcher.chmod(0o755)


# --- What Qt takes from the system ------------------------------------------------------------------


def absent_libraries(ldd_output: str) -> set[str]:
    """Return the libraries that the system's linker did not find."""
    return set(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE))


def missing_for_qt(libraries: str) -> set[str]:
    """Return the system libraries that Qt would miss, offscreen or in a window."""
    qt = site_packages() / "PySide6" / "Qt"
    plugins = ["libqoffscreen.so"] if libraries == "offscreen" else ["libqoffscreen.so", "libqxcb.so"]
    files = [qt / "lib" / f"libQt6{name}.so.6" for name in ("Widgets", "PrintSupport", "Svg")]
    files += [qt / "plugins" / "platforms" / name for name in plugins]
    return absent_libraries(call(["ldd", *files], timeout=60).stdout)


def check_qt(libraries: str) -> None:
    """Install the system libraries that Qt needs and this machine lacks, or stop with the line that does."""
    if not sys.platform.startswith("linux") or not missing_for_qt(libraries):
        return  # on Windows and macOS Qt needs nothing that the system does not have
    packages = QT_OFFSCREEN if libraries == "offscreen" else QT_OFFSCREEN + QT_WINDOW
    need(packages, "system libraries for Qt")
    if left := missing_for_qt(libraries):
        raise CannotGoOnError(f"Qt still lacks system libraries: {', '.join(sorted(left))}")


def offscreen() -> dict[str, str]:
    """Return this process's environment for Qt without a screen, and without its remarks about fonts."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.text.font.db=false"}


# --- PostgreSQL for the tests -----------------------------------------------------------------------


def postgres_version(answer: str) -> int:
    """Return the major version in what `postgres --version` answers; 0 if there is none."""
    found = re.search(r"PostgreSQL\)\s+(\d+)", answer)
    return int(found[1]) if found else 0


def find_postgres() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs, if it is new enough."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).parent] if on_path else []
    for place in POSTGRES_PLACES:
        anchor = Path(place).anchor
        folders += Path(anchor).glob(place[len(anchor) :]) if anchor else []
    newest, best = POSTGRES_AT_LEAST, None
    for folder in folders:
        if shutil.which("initdb", path=str(folder)) and shutil.which("pg_ctl", path=str(folder)):
            version = postgres_version(call([folder / "postgres", "--version"], timeout=20).stdout)
            if version >= newest:  # on a tie the later one: what lies on the path may be a wrapper
                newest, best = version, folder
    return best


def find_or_install_postgres() -> Path:
    """Return the folder of a server's programs, installing them where that is possible and allowed."""
    found = find_postgres()
    if found is None and apt_install(["postgresql"], "PostgreSQL for the tests"):
        found = find_postgres()
    if found is None:
        raise NoServerError(f"there is no PostgreSQL {POSTGRES_AT_LEAST} or later. {advice(['postgresql'])}")
    return found


def find_or_install_readers() -> list[str]:
    """Return what reads finished documents in the tests, and is not here nor can be installed."""
    absent = [program for program in READERS if not shutil.which(program)]
    if absent and apt_install([READERS[program] for program in absent], "readers of documents"):
        absent = [program for program in absent if not shutil.which(program)]
    return absent


def server_identity() -> dict[str, Any]:
    """Return as whom the server is started: PostgreSQL refuses root, so root lends it another user."""
    if WINDOWS or os.geteuid() != 0:
        return {}
    import pwd  # Windows has no such module

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def without_postgres_settings(env: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without PGPORT and its like, which would lead us to another server."""
    return {key: value for key, value in env.items() if not key.startswith("PG")}


def server_settings(folder: Path, port: int) -> str:
    """Return the settings of a server that only this run can reach, and that need not survive a power cut."""
    place = f"listen_addresses = '127.0.0.1'\nport = {port}" if WINDOWS else "listen_addresses = ''"
    sockets = "" if WINDOWS else str(folder)
    hurry = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 200"
    return f"\n{place}\nunix_socket_directories = '{sockets}'\n{hurry}\n"


def server_url(folder: Path, port: int, password: str) -> str:
    """Return the address of the private server: a socket in its folder, on Windows a port of this machine."""
    if WINDOWS:
        return f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
    return f"postgresql://postgres@/postgres?host={quote(str(folder), safe='')}"


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def private_postgres(programs: Path) -> Iterator[str]:
    """Run a server of our own in a temporary folder, give its URL, and remove it whatever happens."""
    # Straight under /tmp, because the path of a socket may have about 100 characters only.
    folder = Path(tempfile.mkdtemp(prefix="meetingdesk-postgres-", dir=None if WINDOWS else "/tmp"))  # noqa: S108
    data, log, pwfile = folder / "data", folder / "server.log", folder / "password"
    identity, port, password = server_identity(), free_port(), secrets.token_hex(16)
    env = without_postgres_settings(os.environ)
    options: dict[str, Any] = {"cwd": folder, "env": {**env, "HOME": str(folder)}, **identity}
    locale = "C.UTF-8" if sys.platform.startswith("linux") else "C"
    pg_ctl = [programs / "pg_ctl", "-D", data, "-w", "-t", "60"]
    try:
        pwfile.write_text(password, encoding="utf-8")
        for path in (folder, pwfile) if identity else ():
            os.chown(path, identity["user"], identity["group"])
        # Nobody else gets into the folder where the socket is; a port of Windows is open to all its users.
        initdb = [programs / "initdb", "-D", data, "-U", "postgres"]
        initdb += ["--auth=scram-sha-256" if WINDOWS else "--auth=trust"]
        initdb += [f"--pwfile={pwfile}", "--encoding=UTF8", f"--locale={locale}", "--no-sync"]
        made = call(initdb, timeout=120, **options)
        if made.returncode != 0:
            raise NoServerError(f"PostgreSQL could not be set up:\n{tail(made.stdout)}")
        with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(server_settings(folder, port))
        started = call([*pg_ctl, "-l", log, "start"], timeout=90, **options)
        if started.returncode != 0:
            told = log.read_text(encoding="utf-8", errors="replace") if log.exists() else started.stdout
            raise NoServerError(f"PostgreSQL could not be started:\n{tail(told)}")
        yield server_url(folder, port, password)
    finally:
        if (data / "postmaster.pid").exists():
            call([*pg_ctl, "-m", "immediate", "stop"], timeout=90, **options)
        shutil.rmtree(folder, ignore_errors=True)


# --- Checks -----------------------------------------------------------------------------------------


def tool(*words: str) -> Callable[[], str | None]:
    """Return a check that runs a program of the environment; its finding is what the program printed."""

    def check() -> str | None:
        done = call([in_venv(words[0]), *words[1:]], timeout=900)
        return None if done.returncode == 0 else done.stdout.strip() or f"exit code {done.returncode}"

    return check


def stray_addresses() -> str | None:
    """Find package registries and paths of this machine in files that are kept in git."""
    listed = call(["git", "ls-files", "-z"], timeout=60)
    if listed.returncode != 0:
        raise NotDoneError("there is no git repository here")
    findings = []
    for name in filter(None, listed.stdout.split("\0")):
        with contextlib.suppress(OSError):
            text = (ROOT / name).read_bytes().decode(errors="replace")
            findings += stray_in(name, text, str(ROOT))
    return "\n".join(findings) or None


def stray_in(name: str, text: str, root: str) -> list[str]:
    """Return a finding for each line that names a package registry or the folder this checkout lies in."""
    return [
        f"{name}:{number}: names a package registry or a folder of this machine"
        for number, line in enumerate(text.splitlines(), start=1)
        if REGISTRY.search(line) or re.search(re.escape(root) + r"(?![\w-])", line)
    ]


def audit() -> str | None:
    """Ask the advisory service about every locked requirement, where that service can be reached."""
    argv = [
        in_venv("pip-audit"),
        "-r",
        ROOT / "requirements" / "run.txt",
        "--require-hashes",
        "--disable-pip",
    ]
    words = ("--progress-spinner", "off", "--timeout", "5", "--format", "json")
    done = call([*argv, *words], timeout=90, stderr=subprocess.PIPE)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        reason = tail(done.stderr or done.stdout, 1)[-160:]
        raise NotDoneError(f"no advisory service answered ({reason})") from None
    if (weaknesses := advisories(answer)) is None and (unknown := unanswered(answer)):
        raise NotDoneError(f"the advisory service that answered knows nothing of {unknown} packages")
    return weaknesses


def unanswered(answer: Mapping[str, Any]) -> int:
    """Count the packages that an audit left out: a mirror of a registry may have no advisories at all."""
    return sum("skip_reason" in package for package in answer.get("dependencies", []))


def advisories(answer: Mapping[str, Any]) -> str | None:
    """Return the known weaknesses in an audit's answer, one a line; nothing, if there are none."""
    lines = [
        f"{package['name']} {package.get('version', '')}: {weakness['id']}"
        f" (mended in {', '.join(weakness.get('fix_versions', [])) or 'no release yet'})"
        for package in answer.get("dependencies", [])
        for weakness in package.get("vulns", [])
    ]
    return "\n".join(lines) or None


CHECKS: dict[str, Callable[[], str | None]] = {
    "format": tool("ruff", "format", "--check", "."),
    "lint": tool("ruff", "check", "."),
    "types": tool("mypy"),
    "types of dev.py": tool("mypy", "--strict", "dev.py"),
    "import contracts": tool("lint-imports"),
    "gaps": tool("python", "-m", "tests.gaps.covered"),
    "addresses": stray_addresses,
    "dependency audit": audit,
}


def check_all(checks: Mapping[str, Callable[[], str | None]]) -> int:
    """Run every check, name each with its result and time, and return 1 if one failed."""
    failed = 0
    for name, check in checks.items():
        begun = time.monotonic()
        result, finding = "ok", None
        try:
            if finding := check():
                result, failed = "FAILED", 1
        except NotDoneError as reason:
            result = f"NOT DONE: {reason}"
        say(f"{name:<18} {result}  {time.monotonic() - begun:.1f} s")
        if finding:
            say("\n".join("    " + line for line in finding.splitlines()))
    return failed


# --- Commands ---------------------------------------------------------------------------------------


def command_run(args: Sequence[str]) -> int:
    """Set up what the application needs, then start it."""
    prepare("run", "window")
    return attend([in_venv("python"), "-m", "meetingdesk", *args])


def command_setup(_: Sequence[str]) -> int:
    """Set up everything that running, testing and checking need, and start nothing."""
    prepare("dev", "window")
    try:
        find_or_install_postgres()
    except NoServerError as reason:
        say(f"{NOT_TESTED}: {reason}")
    say(f"Ready: {in_venv('python')}")
    return 0


def command_test(args: Sequence[str]) -> int:
    """Set up, then run the tests offscreen on both engines; pytest's own closing line comes last."""
    prepare("dev", "offscreen")
    env = without_postgres_settings(offscreen())
    required = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    if required:
        env["MEETINGDESK_TEST_REQUIRE_POSTGRES"] = "1"
    parallel = [] if "--pdb" in args else ["-n", str(min(4, os.cpu_count() or 1))]
    pytest = [in_venv("python"), "-m", "pytest", *parallel, *args]
    if absent := find_or_install_readers():
        packages = [READERS[program] for program in absent]
        say(f"NOT TESTED: finished documents as {', '.join(absent)} read them. {advice(packages)}")
        if required:
            return 1
    if os.environ.get("MEETINGDESK_TEST_POSTGRES"):
        return attend(pytest, env)
    try:
        with private_postgres(find_or_install_postgres()) as url:
            return attend(pytest, {**env, "MEETINGDESK_TEST_POSTGRES": url})
    except NoServerError as reason:
        say(f"{NOT_TESTED}: {reason}")
        return attend(pytest, env) or int(required)


def command_check(_: Sequence[str]) -> int:
    """Check format, lint, types, import contracts, gaps and the known weaknesses of what we depend on."""
    prepare("dev")
    return check_all(CHECKS)


def command_bench(args: Sequence[str]) -> int:
    """Run the benchmarks, each row with its limit."""
    prepare("dev", "offscreen")
    return attend([in_venv("python"), ROOT / "tests" / "bench" / "__main__.py", *args], offscreen())


def command_pictures(args: Sequence[str]) -> int:
    """Take a picture of every screen in the three themes, on the demonstration store."""
    prepare("dev", "offscreen")
    return attend([in_venv("python"), "-m", "tests.pictures", *args], offscreen())


def command_package(_: Sequence[str]) -> int:
    """Make the one-folder program in dist/ and let it check itself."""
    prepare("dev", "offscreen")
    if sys.platform.startswith("linux") and not shutil.which("objdump"):
        need(["binutils"], "what PyInstaller reads libraries with")
    migrations = Path("meetingdesk", "storage", "migrations")
    data = [f"{ROOT / 'resources'}:resources", f"{ROOT / migrations}:{migrations.as_posix()}"]
    # What is imported by a name in a text, which PyInstaller does not see.
    hidden = ["holidays.countries.united_kingdom", "sqlcipher3.dbapi2", "psycopg_binary", "openpyxl"]
    hidden += ["sqlalchemy.dialects.postgresql.psycopg", "PySide6.QtPrintSupport", "PySide6.QtSvg"]
    whole = ("meetingdesk", "reports", "ui", "keyring.backends")
    words: list[object] = [
        "--noconfirm",
        "--clean",
        "--onedir",
        "--log-level",
        "WARN",
        "--name",
        "meetingdesk",
    ]
    words += ["--distpath", DIST, "--workpath", ROOT / "build", "--specpath", ROOT / "build", "--paths", ROOT]
    words += [f"--add-data={pair}" for pair in data]
    words += [f"--hidden-import={module}" for module in hidden]
    words += [f"--collect-submodules={package}" for package in whole]
    words += ["--copy-metadata", "keyring"]
    words += ["--hide-console", "hide-early"] if WINDOWS else []  # only what a double click opened
    say("Making the program (about a minute)")
    built = call([in_venv("pyinstaller"), *words, ROOT / "meetingdesk" / "__main__.py"], timeout=1800)
    if built.returncode != 0:
        raise CannotGoOnError(f"The program could not be made.\n{tail(built.stdout)}")
    folder = DIST / "meetingdesk"
    code = attend([folder / ("meetingdesk.exe" if WINDOWS else "meetingdesk"), "self-check"], offscreen())
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    say(f"{folder}: {size / 1e6:.0f} MB; its self-check {'passed' if code == 0 else 'FAILED'}.")
    return code


def command_wheel(_: Sequence[str]) -> int:
    """Build the wheel, see that it holds one public name only, and try it in an empty environment."""
    prepare("dev", "offscreen")
    python = in_venv("python")
    for old in DIST.glob("meetingdesk-*.whl"):
        old.unlink()
    build = [python, "-m", "build", "--wheel", "--no-isolation", "--outdir", DIST]
    finish(build, "The wheel could not be built.")
    (wheel,) = DIST.glob("meetingdesk-*.whl")
    finish([in_venv("check-wheel-contents"), wheel], "The wheel holds what it should not.")
    with tempfile.TemporaryDirectory(prefix="meetingdesk-wheel-") as place:
        fresh = Path(place) / "venv"
        finish([python, "-m", "venv", "--without-pip", fresh], "An empty environment could not be made.")
        inside = fresh / python.relative_to(VENV)
        pip = [python, "-m", "pip", "--python", inside, "install", "--quiet", "--no-deps", "--no-index"]
        finish([*pip, wheel], "The wheel could not be installed.")
        # What it depends on is borrowed; our .pth file to the checkout, in that folder too, is not read then.
        borrowed = Path(str(fresh / site_packages().relative_to(VENV))) / "borrowed.pth"
        borrowed.write_text(f"{site_packages()}\n", encoding="utf-8")
        program = inside.with_name("meetingdesk.exe" if WINDOWS else "meetingdesk")
        checked = call([program, "self-check"], timeout=300, cwd=place, env=offscreen())
    say(tail(checked.stdout))
    passed = "passed" if checked.returncode == 0 else "FAILED"
    say(f"{wheel}: {wheel.stat().st_size / 1e6:.1f} MB; its self-check {passed}.")
    return exit_code(checked.returncode)


def finish(argv: Iterable[object], otherwise: str) -> None:
    """Run one step quietly, or stop with what it printed."""
    done = call(argv, timeout=900)
    if done.returncode != 0:
        raise CannotGoOnError(f"{otherwise}\n{tail(done.stdout)}")


class Command(NamedTuple):
    """What a command does, what it passes on, and what its --help adds."""

    carry_out: Callable[[Sequence[str]], int]
    arguments: str
    more: str


COMMANDS = {
    "run": Command(
        command_run, "[--demo] [ARG ...]", "With --demo, the invented demonstration store opens at once."
    ),
    "setup": Command(
        command_setup, "", "Only for work without a network: other commands set up by themselves."
    ),
    "test": Command(command_test, "[PYTEST ARG ...]", "For example: dev.py test tests/domain -k birth"),
    "check": Command(command_check, "", "An audit that could not be made is said, and is no failure."),
    "bench": Command(command_bench, "[NAME ...]", "Without a NAME all of them."),
    "pictures": Command(command_pictures, "[FOLDER]", "Into ./pictures, unless a FOLDER is named."),
    "package": Command(command_package, "", "The folder runs from anywhere, without administrator rights."),
    "wheel": Command(command_wheel, "", "For developers; users get the program that `package` makes."),
}


def command_line() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="What a developer of MeetingDesk does, on a machine with nothing but Python 3.11+.",
        epilog="Every command first sets up what it needs in .venv, which takes no time once it is there.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (carry_out, arguments, more) in COMMANDS.items():
        summary = str(carry_out.__doc__)
        usage = f"dev.py {name} {arguments}".strip()
        commands.add_parser(name, help=summary, description=summary, epilog=more, usage=usage)
    return parser


def split_arguments(argv: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command and what is passed on with it; --help and mistakes end here."""
    passes_on = {name for name, command in COMMANDS.items() if command.arguments}
    if argv and argv[0] in passes_on and list(argv[1:2]) not in (["-h"], ["--help"]):
        return argv[0], list(argv[1:])
    return str(command_line().parse_args(argv).command), []


def stop(_signal: int, _frame: object) -> None:
    """Leave as if by Ctrl-C, so that nothing of ours is left running."""
    raise SystemExit(143)


def main(argv: Sequence[str]) -> int:
    """Carry out one command and return its exit code."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    command, rest = split_arguments(argv)
    try:
        return COMMANDS[command].carry_out(rest)
    except CannotGoOnError as problem:
        sys.stderr.write(f"dev.py: {problem}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - it is an older Python that must be told
        sys.exit("dev.py needs Python 3.11 or later; this is " + sys.version.split()[0])
    raise SystemExit(main(sys.argv[1:]))
