"""What starts MeetingDesk: the window at once, anything else by the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

from meetingdesk.errors import BadImport, MeetingDeskError, NotAllowed, WrongPassphrase
from meetingdesk.jobs.codes import Exit

DEBUG_VARIABLE = "MEETINGDESK_DEBUG"


def run(argv: list[str]) -> int:
    """Do what was asked and return the exit code; an error is one sentence on standard error."""
    try:
        return _do(argv)
    except BadImport as error:
        return _complain(error, Exit.FAULTS, error.faults)
    except WrongPassphrase as error:
        return _complain(error, Exit.LOCKED)
    except NotAllowed as error:
        return _complain(error, Exit.REFUSED)
    except MeetingDeskError as error:
        return _complain(error, Exit.FAILED)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return Exit.FAILED
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        sys.stderr.write(
            f"meetingdesk: Something went wrong inside MeetingDesk ({type(error).__name__}); nothing was "
            f"half-done. Set {DEBUG_VARIABLE}=1 to see where.\n"
        )
        return Exit.BUG


def _do(argv: list[str]) -> int:
    # Somebody waits for the window, others in the room: the commands are not read before it is there.
    match argv:
        case []:
            return _show_window()
        case ["--store", place] if not place.startswith("-"):
            return _show_window(place)
    from meetingdesk.jobs.command_line import asked_for

    asked = asked_for(argv)
    if asked.do is None:
        return _show_window(getattr(asked, "store", ""), demo=asked.demo)
    asked.reports = _reports
    code: int = asked.do(asked)
    return code


def _reports() -> ModuleType:
    """Return what writes and checks documents: commands know what is in one, and not how it is written."""
    from reports import command_line

    return command_line


def _show_window(place: str = "", *, demo: bool = False) -> int:
    from ui.app import run as run_window

    is_team = "://" in place
    return run_window(
        sys.argv[:1],
        store=Path(place) if place and not is_team else None,
        url=place if is_team else None,
        demo=demo,
    )


def _complain(error: MeetingDeskError, code: Exit, faults: tuple[str, ...] = ()) -> Exit:
    hint = f" {error.hint}" if error.hint else ""
    sys.stderr.write("\n  ".join((f"meetingdesk: {error}{hint}", *faults)) + "\n")
    return code
