"""The command line: what people type, and what IT and scheduled jobs call."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from meetingdesk import VERSION
from meetingdesk.jobs import dates, documents, files, keeping, looking, people, records
from meetingdesk.jobs.asked import PASSPHRASE_VARIABLE, Arguments, add_json, add_store
from meetingdesk.jobs.codes import Exit

NATIONS = ("ENG", "WLS", "SCT", "NIR")

ABOUT = """\
MeetingDesk: the record of multi-agency safeguarding meetings.

Without a command it opens the window. The commands do the same work without one, for IT and for
scheduled jobs.
"""

MORE = f"""\
a store:
  --store FOLDER                a store on this computer, or
  --store postgresql://…        a team's database, opened as whoever signs in there
  Left out, the store that the window opens by default is meant.

passphrase:
  Asked at the prompt; or the first line of --passphrase-file; or the variable {PASSPHRASE_VARIABLE}.

exit codes:
  0  done
  1  something was found: verify found faults, or a file to bring in has faults (nothing was changed)
  2  the command was not understood
  3  it could not be done (no store there, in use, disk full, damaged, place refused), or a leak was found
  4  your role, or the meeting type, does not include it
  5  wrong passphrase or recovery key
  6  a fault in MeetingDesk itself; please report it

examples:
  meetingdesk deadline icpc --from 2026-12-18
  meetingdesk deadline rcpc_first --from 2026-12-15 --birth 2027-01-20 --json
  meetingdesk demo --store ./show
  meetingdesk export --store ./show --meeting "M-2026-114 CG 2026-11-20" meeting.json
  meetingdesk gaps meeting.json --as-of 2026-11-20 --json
  meetingdesk clocks meeting.json --as-of 2026-11-20 --json
  meetingdesk check-text "Mum failed to engage" --json
  meetingdesk check-action "Everyone to monitor" --meeting-date 2026-11-20 --json
  meetingdesk minutes meeting.json --kind action_list --copy housing --format pdf --out ./copies
  meetingdesk leak-check minutes.pdf --against meeting.json --copy "Adult A" --json
  meetingdesk verify --store ./show --json
"""


def asked_for(argv: list[str]) -> Arguments:
    """Return what was typed; `do` carries it out, or is None where only the window is asked for."""
    # A leading hyphen would be taken for an option; the reader of offsets knows the minus sign as well.
    return parser().parse_args([re.sub(r"^-(?=\d+\s*[a-z]+$)", "\u2212", word) for word in argv])


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = argparse.ArgumentParser(
        prog="meetingdesk",
        description=ABOUT,
        epilog=MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"MeetingDesk {VERSION}")
    whole.add_argument("--demo", action="store_true", help="open the window on the demonstration store")
    add_store(whole)
    whole.set_defaults(do=None)
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")
    _deadline(commands)
    _files(commands)
    _records(commands)
    _documents(commands)
    _keeping(commands)
    _people(commands)
    _looking(commands)
    return whole


def _deadline(commands: Any) -> None:
    deadline = _command(commands, "deadline", dates.deadline, store=False)
    deadline.add_argument("rule", help="a key of the policy, such as icpc, or an offset: +15wd -8wd +3m +42d")
    deadline.add_argument("--from", dest="start", required=True, metavar="DATE", help="2026-12-18T14:05")
    deadline.add_argument("--birth", metavar="DATE", help="date of birth, for the review after a birth")
    deadline.add_argument("--nation", default="ENG", type=str.upper, choices=NATIONS)


def _files(commands: Any) -> None:
    bring_in = _command(commands, "import", files.bring_in)
    bring_in.add_argument("file", type=Path)
    bring_in.add_argument("--check", action="store_true", help="only say what is wrong with the file")

    lists = _command(commands, "import-list", files.bring_in_list)
    lists.add_argument("kind", choices=("contacts", "invitees", "referrals"))
    lists.add_argument("file", type=Path)
    lists.add_argument("--meeting", metavar="REF", help="the meeting that invitees or referrals belong to")
    lists.add_argument("--check", action="store_true", help="only say what it would do")

    save = _command(commands, "export", files.save)
    save.add_argument("file", type=Path, help="where to; - for standard output")
    scope = save.add_mutually_exclusive_group()
    scope.add_argument("--meeting", metavar="REF", help="one meeting")
    scope.add_argument("--thread", metavar="REF", help="a meeting with the earlier ones of its thread")
    scope.add_argument("--family", metavar="REF", action="append", help="a family; may be given again")


def _records(commands: Any) -> None:
    gaps = _command(commands, "gaps", records.gaps, store=False)
    gaps.add_argument("file", type=Path, help="a meeting file; - for standard input")
    gaps.add_argument("--meeting", metavar="REF", help="which of its meetings; the last one by default")
    gaps.add_argument("--as-of", type=_day, metavar="DATE", help="as it was on this day, such as 2026-11-20")

    clocks = _command(commands, "clocks", records.clocks, store=False)
    clocks.add_argument("file", type=Path, help="a meeting file; - for standard input")
    clocks.add_argument(
        "--as-of",
        type=_day,
        metavar="DATE",
        help="as it stood on this day; today by default",
    )

    check = _command(commands, "check-text", records.check_text, store=False)
    what = check.add_mutually_exclusive_group(required=True)
    what.add_argument("text", nargs="?", help="the text")
    what.add_argument(
        "--file",
        type=Path,
        metavar="FILE",
        help="a CSV file with a column text, and if you like a column words that says whose they are: "
        "a child's are never questioned; - for standard input",
    )

    action = _command(commands, "check-action", records.check_action, store=False)
    what = action.add_mutually_exclusive_group(required=True)
    what.add_argument("text", nargs="?", help="the action")
    what.add_argument(
        "--file",
        type=Path,
        metavar="FILE",
        help="a CSV file with a column text, and if you like owner and due, which count as said; "
        "- for standard input",
    )
    action.add_argument(
        "--meeting-date",
        type=_day,
        metavar="DATE",
        help="the day of the meeting; that of the context, or today",
    )
    action.add_argument("--next-meeting", type=_day, metavar="DATE", help="the day of the next meeting")
    action.add_argument(
        "--context",
        type=Path,
        metavar="FILE",
        help="a meeting file: who was there, whom the children are known to, what is still open",
    )
    action.add_argument("--meeting", metavar="REF", help="which of its meetings; the last one by default")


def _documents(commands: Any) -> None:
    minutes = _command(commands, "minutes", documents.minutes)
    minutes.add_argument(
        "file", type=Path, nargs="?", help="a meeting file, instead of a store; - for standard input"
    )
    minutes.add_argument("--meeting", metavar="REF", help="which meeting; the last one of a file by default")
    minutes.add_argument("--kind", default="full_minutes", choices=documents.KINDS, metavar="KIND",
                         help=f"what to make: {', '.join(documents.KINDS)}")  # fmt: skip
    minutes.add_argument("--copy", default="chair", metavar="READER", help="chair, an agency, or Adult A")
    minutes.add_argument("--format", default="pdf", choices=documents.FORMATS)
    minutes.add_argument(
        "--out", type=Path, default=Path(), metavar="FOLDER", help="where to; here by default"
    )
    minutes.add_argument("--large-print", action="store_true", help="in letters that more people can read")
    lock = minutes.add_mutually_exclusive_group()
    lock.add_argument("--plain", action="store_true", help="do not encrypt the file")
    lock.add_argument("--lock-with", type=Path, metavar="FILE", help="its first line opens the document")

    check = _command(commands, "leak-check", documents.leak_check, store=False)
    check.add_argument("file", type=Path, help="what is to leave: pdf, docx, eml, ics or text")
    check.add_argument("--against", type=Path, required=True, metavar="FILE", help="the meeting file")
    check.add_argument("--meeting", metavar="REF", help="which of its meetings; the last one by default")
    check.add_argument("--copy", required=True, metavar="READER", help="chair, an agency, or Adult A")
    check.add_argument("--lock-with", type=Path, metavar="FILE", help="its first line opens the file")


def _keeping(commands: Any) -> None:
    verify = _command(commands, "verify", keeping.verify)
    verify.add_argument("--head", default="", help="the head that was written down at an earlier time")
    verify.add_argument("--deeds", type=int, default=0, help="the number of deeds written down with it")

    backup = _command(commands, "backup", keeping.backup)
    backup.add_argument("--list", action="store_true", help="list the backups instead")

    restore = _command(commands, "restore", keeping.restore)
    restore.add_argument("backup", help="newest, a name from backup --list, or the folder of a backup")


def _people(commands: Any) -> None:
    _command(commands, "people", people.list_people)

    add = _command(commands, "add-person", people.add_person)
    add.add_argument("name", help="the name they sign in with")
    add.add_argument("--full-name", help="their name as minutes show it")
    add.add_argument("--roles", nargs="+", required=True, metavar="ROLE")
    add.add_argument("--new-passphrase-file", type=Path, metavar="FILE")

    change = _command(commands, "change-person", people.change_person)
    change.add_argument("name", help="the name they sign in with")
    change.add_argument("--roles", nargs="+", metavar="ROLE")
    change.add_argument("--end", action="store_true", help="they may no longer open the store")

    passphrase = _command(commands, "passphrase", people.change_passphrase)
    passphrase.add_argument("--new-passphrase-file", type=Path, metavar="FILE")

    team = _command(commands, "prepare-team", people.prepare_team)
    team.add_argument("name", help="the login of the first coordinator")
    team.add_argument("--full-name", help="their name as minutes show it")
    team.add_argument("--roles", nargs="+", default=["coordinator"], metavar="ROLE")
    team.add_argument("--nation", default="ENG", type=str.upper, choices=NATIONS)


def _looking(commands: Any) -> None:
    demo = _command(commands, "demo", looking.demo)
    demo.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the day the story ends on")
    demo.add_argument("--meetings", type=int, default=0, metavar="N", help="a store of N meetings instead")
    demo.add_argument("--seed", type=int, default=1, help="the same seed makes the same store")

    _command(commands, "self-check", looking.self_check, store=False)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date such as 2026-11-20") from None


def _command(
    commands: Any, name: str, do: Callable[[Arguments], Exit], *, store: bool = True
) -> argparse.ArgumentParser:
    about = (do.__doc__ or "").strip()
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=about[0].lower() + about[1:].rstrip("."), description=about
    )
    made.set_defaults(do=do)
    add_json(made)
    if store:
        add_store(made)
    return made
