"""Whether a meeting in the store is the meeting that was expected, told row by row in few words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import (
    MeetingFile,
    Meetings,
    export_meeting_file,
    read_meeting_file,
    to_json,
)
from meetingdesk.app.interchange.layout import TOP, fields_in_file, lists_in
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.documents import Document
from meetingdesk.domain.meetings import DefinitionCopy
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.plain import to_plain
from meetingdesk.domain.rows import Row

EXPECTED = Path(__file__).parent / "expected"
MOST_TOLD = 20
LONGEST_TOLD = 160
LONGEST_KEY = 40
_REASON = re.compile(r"(?P<gap>\w+)\.(?P<key>[0-9a-f]{32})")
"""What a reason is about where something missing was set aside: the kind of gap, and the row it concerns."""
_CALLED_BY = ("reference", "title", "name", "full", "label", "text", "question", "kind")

Plain = dict[str, Any]


def expected_file(name: str) -> MeetingFile:
    """Return the meeting file that a script is expected to leave."""
    return read_meeting_file((EXPECTED / f"{name}.json").read_bytes())


def file_in_store(desk: Desk, meeting_id: UUID) -> MeetingFile:
    """Return a meeting of the store as a meeting file, written and read again."""
    with desk.reading() as reading:
        return read_meeting_file(to_json(export_meeting_file(reading, Meetings((meeting_id,)))))


def canonical(file: MeetingFile) -> Plain:
    """Return a file without identifiers: links say what they point to, and lists have one order.

    Rows with a position stand in its order, and only the order counts; all others stand by what they hold.
    The copies of types and policies are left out, for their content is shipped, and so are documents, which
    the end of a meeting makes: neither is typed.
    """
    return _Canonical(file).whole()


class _Canonical:
    """Walks over the rows of one file."""

    def __init__(self, file: MeetingFile) -> None:
        self._file = file
        self._called = dict(_calls(file))

    def whole(self) -> Plain:
        found: Plain = {}
        for kind in TOP:
            rows = self._file.of(kind)
            if rows and kind is not DefinitionCopy:
                found[kind.many] = self._list(rows)
        return found

    def _list(self, rows: Iterable[Row]) -> list[Plain]:
        # Several lists stand in one, such as the worries of each child: in one place, what they hold decides.
        made = [(getattr(row, "position", 0), self._object(row)) for row in rows]
        return [plain for _, plain in sorted(made, key=lambda one: (one[0], _written(one[1])))]

    def _object(self, row: Row) -> Plain:
        kind = type(row)
        kept = fields_in_file(kind)
        plain = to_plain(row)
        made = {
            name: self._called.get(getattr(row, name), "?") if shape.link else plain[name]
            for name, shape in kept.items()
            if name in plain and name not in ("id", "position") and shape.link != DefinitionCopy.table
        }
        if isinstance(made.get("question"), str):
            made["question"] = _REASON.sub(self._concerns, made["question"])
        for many, part in lists_in(kind).items():
            owned = [one for one in self._file.of(part) if getattr(one, str(part.inside)) == row.id]
            if owned and part is not Document:
                made[many] = self._list(owned)
        return made

    def _concerns(self, match: re.Match[str]) -> str:
        called = self._called.get(UUID(match["key"]), "?")
        short = "-".join(re.findall(r"[a-z0-9]+", called.casefold()))[:LONGEST_KEY]
        return f"{match['gap']}.{short}"


def differences(expected: MeetingFile, found: MeetingFile) -> tuple[str, ...]:
    """Return in a line each what differs between the expected meeting and the one that was found."""
    return tuple(_different("", canonical(expected), canonical(found)))


def assert_same(expected: MeetingFile, found: MeetingFile) -> None:
    """Fail with what differs, the first differences only."""
    told = differences(expected, found)
    more = f"\n… and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    assert not told, "\n" + "\n".join(told[:MOST_TOLD]) + more


# What rows are called


def _calls(file: MeetingFile) -> Iterator[tuple[UUID, str]]:
    names = _names(file)
    workers = {worker.id: worker.name for worker in file.of(Professional)}
    for kind, rows in file.rows.items():
        for row in rows:
            if isinstance(row, Person):
                yield row.id, names.get(row.id) or row.label or "a person without a name"
            elif isinstance(row, Attendance):
                known = workers.get(row.professional_id) if row.professional_id else None
                yield row.id, known or row.name or names.get(row.person_id, row.role)  # type: ignore[arg-type]
            else:
                yield row.id, f"{kind.table} {_called(to_plain(row))}".strip()


def _names(file: MeetingFile) -> Mapping[UUID, str]:
    found: dict[UUID, str] = {}
    for name in file.of(PersonName):
        if name.is_preferred or name.person_id not in found:
            found[name.person_id] = name.full
    return found


def _called(plain: Plain) -> str:
    return next((str(plain[name]) for name in _CALLED_BY if plain.get(name)), "")


# What differs


def _different(where: str, expected: Any, found: Any) -> Iterator[str]:
    if expected == found:
        return
    if isinstance(expected, dict) and isinstance(found, dict):
        for name in dict.fromkeys((*expected, *found)):
            place = f"{where} · {name}" if where else name
            if name not in found:
                yield f"{place}: expected {_short(expected[name])}, found nothing"
            elif name not in expected:
                yield f"{place}: expected nothing, found {_short(found[name])}"
            else:
                yield from _different(place, expected[name], found[name])
    elif _is_list_of_rows(expected) and _is_list_of_rows(found):
        yield from _different_rows(where, expected, found)
    else:
        yield f"{where}: expected {_short(expected)}, found {_short(found)}"


def _different_rows(where: str, expected: Sequence[Plain], found: Sequence[Plain]) -> Iterator[str]:
    matcher = SequenceMatcher(
        None, [_written(row) for row in expected], [_written(row) for row in found], autojunk=False
    )
    for tag, first, last, other, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = _pairs(expected[first:last], found[other:end])
        for wanted, there in pairs:
            if wanted is None:
                yield f"{where}: too much: {_row(there)}"
            elif there is None:
                yield f"{where}: missing: {_row(wanted)}"
            else:
                yield from _different(f"{where} “{_called(wanted)[:40]}”", wanted, there)


def _pairs(expected: Sequence[Plain], found: Sequence[Plain]) -> Iterator[tuple[Plain | None, Plain | None]]:
    """Pair rows that are most like each other, so that one changed word is told as one changed word."""
    left = list(found)
    for wanted in expected:
        like = [(SequenceMatcher(None, _written(wanted), _written(row)).ratio(), row) for row in left]
        best = max(like, key=lambda each: each[0], default=(0.0, None))
        if best[1] is not None and best[0] > 0.6:
            left.remove(best[1])
            yield wanted, best[1]
        else:
            yield wanted, None
    for row in left:
        yield None, row


def _is_list_of_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _row(plain: Plain | None) -> str:
    return f"“{_called(plain or {})[:80]}” {_short(plain)}"


def _short(value: Any) -> str:
    written = _written(value)
    return written if len(written) <= LONGEST_TOLD else f"{written[:LONGEST_TOLD]} …"
