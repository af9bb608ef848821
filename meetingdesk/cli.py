"""The command line: what people type, and what IT and scheduled jobs call."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from meetingdesk.errors import BadImport, MeetingDeskError, NotAllowed, WrongPassphrase

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk

DONE, FAULTS, USAGE, FAILED, REFUSED, LOCKED = range(6)

PASSPHRASE_VARIABLE = "MEETINGDESK_PASSPHRASE"  # noqa: S105 - the name of a variable

ABOUT = """\
MeetingDesk: the record of multi-agency safeguarding meetings.

Without a command it opens the window. The commands do the same work without one, for IT and for
scheduled jobs.
"""

MORE = f"""\
a store:
  --store FOLDER                a store on this computer, or
  --store postgresql://…        a team's database
  Left out, the store that the window opens by default is meant.

passphrase:
  Asked at the prompt; or the first line of --passphrase-file; or the variable {PASSPHRASE_VARIABLE}.

exit codes:
  0  done
  1  something was found: verify found faults, or a file to bring in has faults (nothing was changed)
  2  the command was not understood
  3  it could not be done (no store there, in use, disk full, damaged, place refused)
  4  your role, or the meeting type, does not include it
  5  wrong passphrase or recovery key

examples:
  meetingdesk deadline icpc --from 2026-12-18
  meetingdesk deadline rcpc_first --from 2026-12-15 --birth 2027-01-20 --json
  meetingdesk demo --store ./show
  meetingdesk export --store ./show --meeting "M-2026-114 CG 2026-11-20" meeting.json
  meetingdesk verify --store ./show --json
"""


def run(argv: list[str]) -> int:
    """Carry out one command and return its exit code; errors are one sentence on standard error."""
    # A leading minus would be taken for an option; the offset reader knows the minus sign as well.
    argv = [re.sub(r"^-(?=\d+\s*[a-z]+$)", "\u2212", word) for word in argv]
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.do(arguments)
    except BadImport as error:
        _complain(error)
        for fault in error.faults:
            sys.stderr.write(f"  {fault}\n")
        return FAULTS
    except WrongPassphrase as error:
        return _complain(error, LOCKED)
    except NotAllowed as error:
        return _complain(error, REFUSED)
    except MeetingDeskError as error:
        return _complain(error, FAILED)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return FAILED
    return code


def _complain(error: MeetingDeskError, code: int = FAILED) -> int:
    sys.stderr.write(f"meetingdesk: {error}{' ' + error.hint if error.hint else ''}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="meetingdesk",
        description=ABOUT,
        epilog=MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"MeetingDesk {_version()}")
    parser.add_argument(
        "--demo", action="store_true", help="open the window on the fictional demonstration store"
    )
    _add_store(parser)
    parser.set_defaults(do=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    deadline = _command(commands, "deadline", _deadline, "work out a date by a rule of the policy")
    deadline.add_argument("rule", help="a key of the policy, such as icpc, or an offset: +15wd -8wd +3m +42d")
    deadline.add_argument(
        "--from", dest="start", required=True, metavar="DATE", help="2026-12-18, or with a time"
    )
    deadline.add_argument("--birth", metavar="DATE", help="date of birth, for the review after a birth")
    deadline.add_argument("--nation", default="ENG", type=str.upper, choices=("ENG", "WLS", "SCT", "NIR"))
    _add_json(deadline)

    bring_in = _command(commands, "import", _import, "bring in a meeting file; all of it or nothing")
    bring_in.add_argument("file", type=Path)
    bring_in.add_argument("--check", action="store_true", help="only say what is wrong with the file")

    export = _command(commands, "export", _export, "save a meeting file")
    export.add_argument("file", type=Path, help="where to; - for standard output")
    scope = export.add_mutually_exclusive_group()
    scope.add_argument("--meeting", metavar="REF", help="one meeting")
    scope.add_argument("--thread", metavar="REF", help="a meeting with the earlier ones of its thread")
    scope.add_argument("--family", metavar="REF", action="append", help="a family; may be given again")

    verify = _command(commands, "verify", _verify, "go through the whole store and name what is wrong")
    verify.add_argument("--head", default="", help="the head that was written down at an earlier time")
    verify.add_argument("--deeds", type=int, default=0, help="the number of deeds written down with it")

    backup = _command(commands, "backup", _backup, "make a backup, prove it, and thin out the older ones")
    backup.add_argument("--list", action="store_true", help="list the backups instead")

    restore = _command(commands, "restore", _restore, "put a backup in the place of the store")
    restore.add_argument("backup", help="newest, a name from backup --list, or the folder of a backup")

    demo = _command(commands, "demo", _demo, "make a demonstration store; everything in it is invented")
    demo.add_argument("--today", type=date.fromisoformat, default=None, metavar="DATE")
    demo.add_argument("--meetings", type=int, default=0, metavar="N", help="a store of N meetings instead")
    demo.add_argument("--seed", type=int, default=1, help="the same seed makes the same store")

    for command in (bring_in, export, verify, backup, restore, demo):
        _add_store(command)
        _add_json(command)

    check = _command(commands, "self-check", _self_check, "say whether this installation is sound")
    _add_json(check)
    return parser


def _command(
    commands: Any, name: str, do: Callable[[argparse.Namespace], int], about: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=about[0].upper() + about[1:] + "."
    )
    parser.set_defaults(do=do)
    return parser


def _add_store(parser: argparse.ArgumentParser) -> None:
    # Suppressed, so that `--store X verify` and `verify --store X` mean the same.
    parser.add_argument(
        "--store", default=argparse.SUPPRESS, metavar="PLACE", help="a folder, or postgresql://…"
    )
    parser.add_argument(
        "--person", default=argparse.SUPPRESS, metavar="NAME", help="the sign-in name, where several share"
    )
    parser.add_argument(
        "--passphrase-file", default=argparse.SUPPRESS, type=Path, metavar="FILE", help="first line is used"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def _window(arguments: argparse.Namespace) -> int:
    from ui.app import run as run_window

    place: str | None = getattr(arguments, "store", None)
    is_team = place is not None and _is_url(place)
    return run_window(
        sys.argv[:1],
        store=Path(place) if place is not None and not is_team else None,
        url=place if is_team else None,
        demo=arguments.demo,
    )


def _deadline(arguments: argparse.Namespace) -> int:
    from meetingdesk.app.deadlines import work_out

    rule = arguments.rule.replace("\u2212", "-")
    found = work_out(rule, arguments.start, birth=arguments.birth, nation=arguments.nation)
    answer = {
        "rule": found.rule,
        "from": arguments.start,
        "nation": arguments.nation,
        "due": found.due.isoformat(),
        "book_by": found.book_by.isoformat(),
        "due_at": found.due_at.isoformat() if found.due_at else None,
        "explanation": found.explanation,
    }
    _answer(arguments, answer, f"{found.due.isoformat()}  {found.explanation}")
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from meetingdesk.app.interchange import ImportMeetingFile, check_meeting_file, read_meeting_file

    data = _read(arguments.file)
    with _alone(arguments), _open(arguments) as desk:
        file = read_meeting_file(data)
        if arguments.check:
            with desk.reading() as reading:
                check_meeting_file(reading, file)
            _answer(arguments, {"faults": []}, "The file has no faults; nothing was changed.")
            return DONE
        outcome = desk.execute(ImportMeetingFile(file))
    count = len(outcome.inverse.steps) if outcome.inverse else 0
    said = f"Brought in: {count} rows are new or changed."
    _answer(arguments, {"changed": count, "touched": sorted(outcome.touched)}, said)
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    from meetingdesk.app.exporting import export_file

    with _open(arguments) as desk:
        text = export_file(
            desk, meeting=arguments.meeting, thread=arguments.thread, families=arguments.family or []
        )
    if str(arguments.file) == "-":
        sys.stdout.write(text)
        return DONE
    _write(arguments.file, text.encode("utf-8"))
    said = f"Saved {arguments.file.name}. It is not encrypted; keep it where the store may lie."
    _answer(arguments, {"file": str(arguments.file), "bytes": len(text.encode("utf-8"))}, said)
    return DONE


def _verify(arguments: argparse.Namespace) -> int:
    from meetingdesk.app.keeping import verify_store

    with _open(arguments) as desk:
        found = verify_store(desk, head=arguments.head, deeds=arguments.deeds)
    answer = {
        "deeds": found.deeds,
        "changes": found.changes,
        "disposed": found.disposed,
        "head": found.head,
        "faults": [{"where": fault.where, "what": fault.what} for fault in found.faults],
    }
    lines = [f"{fault.where}: {fault.what}." for fault in found.faults]
    lines.append(
        f"{found.deeds:,} deeds, {found.changes:,} changes, {len(found.faults)} faults. Head {found.head}"
    )
    _answer(arguments, answer, "\n".join(lines))
    return FAULTS if found.faults else DONE


def _backup(arguments: argparse.Namespace) -> int:
    from meetingdesk.app.keeping import back_up_store, backups_of

    with _open(arguments) as desk:
        made = backups_of(desk) if arguments.list else (back_up_store(desk),)
    answer = [
        {"name": one.folder.name, "made_at": one.made_at.isoformat(), "rows": sum(one.rows.values())}
        for one in made
    ]
    lines = [f"{one['name']}  {one['rows']:,} rows" for one in answer] or ["There is no backup yet."]
    _answer(arguments, answer, "\n".join(lines))
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    from meetingdesk.app.keeping import restore_store

    folder = _folder(arguments)
    person = getattr(arguments, "person", None)
    aside = restore_store(folder, arguments.backup, _passphrase(arguments), person)
    said = f"Restored. What was there before lies in {aside.name}, inside the backups folder."
    _answer(arguments, {"replaced": aside.name}, said)
    return DONE


def _demo(arguments: argparse.Namespace) -> int:
    from meetingdesk.app.demo.making import make_demo_store

    def tell(done: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done:,} of {of:,} meetings")

    folder = _folder(arguments)
    recovery_key = make_demo_store(
        folder,
        _passphrase(arguments),
        today=arguments.today,
        meetings=arguments.meetings,
        seed=arguments.seed,
        progress=tell,
    )
    said = f"Made a demonstration store in {folder}. Recovery key: {recovery_key}"
    _answer(arguments, {"store": str(folder), "recovery_key": recovery_key}, said)
    return DONE


def _self_check(arguments: argparse.Namespace) -> int:
    from meetingdesk.app.self_check import self_check

    found = self_check()
    lines = [f"{'ok    ' if check.is_sound else 'WRONG '} {check.name}: {check.said}" for check in found]
    answer = [{"name": check.name, "sound": check.is_sound, "said": check.said} for check in found]
    _answer(arguments, answer, "\n".join(lines))
    return DONE if all(check.is_sound for check in found) else FAILED


@contextmanager
def _open(arguments: argparse.Namespace) -> Iterator[Desk]:
    from meetingdesk.app.opening import open_team, unlock_store

    place = getattr(arguments, "store", None)
    if place is not None and _is_url(place):
        desk = open_team(place)
    else:
        folder = _folder(arguments)
        desk = unlock_store(folder, _passphrase(arguments), getattr(arguments, "person", None))
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def _alone(arguments: argparse.Namespace) -> Iterator[None]:
    """Keep an open window from showing what is about to change under it."""
    from meetingdesk.storage.occupancy import Occupancy

    place = getattr(arguments, "store", None)
    if place is not None and _is_url(place):
        yield
        return
    folder = _folder(arguments)
    if not folder.is_dir():
        raise MeetingDeskError("There is no store in this folder.", hint="Check what stands after --store.")
    with Occupancy(folder, patience=2.0):
        yield


def _folder(arguments: argparse.Namespace) -> Path:
    place = getattr(arguments, "store", None)
    if place is None:
        from meetingdesk.storage.location import default_folder

        return default_folder()
    if _is_url(place):
        raise MeetingDeskError(
            "This works on a store on this computer only.",
            hint="The team database is backed up and restored by whoever runs the server.",
        )
    return Path(place)


def _passphrase(arguments: argparse.Namespace) -> str:
    file: Path | None = getattr(arguments, "passphrase_file", None)
    if file is not None:
        return _read(file).decode("utf-8").split("\n", 1)[0].rstrip("\r")
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise MeetingDeskError(
            "No passphrase was given.", hint=f"Use --passphrase-file or set {PASSPHRASE_VARIABLE}."
        )
    return getpass.getpass("Passphrase: ")


def _is_url(place: str) -> bool:
    return "://" in place


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise MeetingDeskError(
            f"The file {file.name} cannot be read.", hint=f"{error.strerror or 'Check the place'}."
        ) from None


def _write(file: Path, data: bytes) -> None:
    from meetingdesk.storage.files import write_atomically

    write_atomically(file, data)


def _answer(arguments: argparse.Namespace, answer: Any, said: str) -> None:
    if getattr(arguments, "json", False):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(said + "\n")


def _version() -> str:
    try:
        return version("meetingdesk")
    except PackageNotFoundError:  # run from a checkout that is not installed
        from meetingdesk import VERSION

        return VERSION
