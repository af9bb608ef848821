"""What is said of files that came in: in the list, in questions, in the help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from meetingdesk.app.files_received import FileLine
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.text import fold
from meetingdesk.domain.visibility import Visibility
from ui.models.paged_model import Column
from ui.offers import Lines

NAME, KIND, FROM, READERS, COPY, REMOVE = "name", "kind", "from", "readers", "copy", "remove"
KEYS = {"n": NAME, "k": KIND, "f": FROM, "v": READERS, "s": COPY, "delete": REMOVE}
"""What a single key does with the file that is marked."""

KIND_KEYS = {"r": "report", "d": "drawing", "g": "genogram", "o": "other"}
CLASSES = (Visibility.V0, Visibility.V1, Visibility.V2, Visibility.V3, Visibility.V4)
"""A file has no author, so it is nobody's working note."""

WARNING = (
    "A copy leaves the encrypted store: whoever can read the place where you save it can read the file, and "
    "MeetingDesk can neither protect it nor take it back."
)


def file_columns() -> tuple[Column[FileLine], ...]:
    """Return the columns of the list."""
    return (
        Column("Name", lambda line: line.name, _what, is_strong=True),
        Column("From whom, about whom", lambda line: line.from_whom, _about, width=210),
        Column("Who may read it", _readers, _day, width=170),
    )


def help_lines() -> Lines:
    """Return the keys of the list and of the file beside it."""
    return (
        ("", "Files received"),
        ("Ctrl+O", "Take in a file; files can be dropped on the list as well"),
        ("Enter", "Read the file here"),
        ("V", "Say who may read it"),
        ("F", "Say from whom it came"),
        ("K", "Say what it is: a report, a drawing, a genogram"),
        ("N", "Call it otherwise"),
        ("S", "Save a copy outside the store, after a warning"),
        ("Delete", "Remove it; Ctrl+Z brings it back"),
        ("+ - 0", "A picture larger, smaller, as large as fits"),
        ("Esc", "Close the file, then leave the list"),
    )


def reader_choices(sees: Iterable[Visibility]) -> dict[str, Visibility]:
    """Return the classes that somebody may mark a file with, by their keys."""
    seen = frozenset(sees)
    return {each.value[1]: each for each in CLASSES if each in seen}


def say_choices(choices: Mapping[str, Visibility]) -> dict[str, str]:
    """Return the words of the classes, by their keys."""
    return {key: say_readers(each) for key, each in choices.items()}


def say_readers(visibility: Visibility) -> str:
    """Return who may read a file."""
    return f"{visibility.label}: {visibility.readers}"


def agency_called(typed: str, agencies: Sequence[Agency]) -> Agency | None:
    """Return the agency that somebody means: by its code or name, or by the beginning of just one."""
    wanted = fold(" ".join(typed.split()))
    if not wanted:
        return None
    exact = [one for one in agencies if wanted in (fold(one.code), fold(one.name))]
    if exact:
        return exact[0]
    begun = [one for one in agencies if any(fold(part).startswith(wanted) for part in (one.name, one.code))]
    within = begun or [one for one in agencies if wanted in fold(one.name)]
    return within[0] if len(within) == 1 else None


def _what(line: FileLine) -> str:
    return " · ".join(part for part in (line.kind, line.what) if part)


def _about(line: FileLine) -> str:
    return f"About {line.about}" if line.about else ""


def _readers(line: FileLine) -> str:
    return line.file.visibility.label


def _day(line: FileLine) -> str:
    came = line.file.received_at
    day = f"came {say_day(came.astimezone().date())}" if came is not None else ""
    return " · ".join(part for part in (day,) if part)
