"""meetingdesk minutes: a document of a meeting for one reader, as a file."""

from __future__ import annotations

import hashlib
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from meetingdesk.domain.copies.leaks import Hit
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.errors import MeetingDeskError
from meetingdesk.jobs.asked import Arguments, answer, first_line, opened, read
from meetingdesk.jobs.codes import Exit

FORMATS = ("pdf", "docx")
KINDS = tuple(kind.value for kind in DocumentKind)


def minutes(arguments: Arguments) -> Exit:
    """Make a document of a meeting for one reader, such as minutes or an action list, and save it."""
    from meetingdesk.app.documents.copying import copy_for, reader_named
    from meetingdesk.app.documents.naming import file_name
    from meetingdesk.app.documents.who_may import check_listed
    from meetingdesk.domain.copies.withheld import withheld_from
    from meetingdesk.storage.files import write_atomically

    facts, checked = _facts(arguments)
    kind = DocumentKind(arguments.kind)
    reader = reader_named(facts, arguments.copy)
    check_listed(facts, kind, reader)
    copy = copy_for(facts, reader, datetime.now().astimezone().date())
    passphrase, is_made = _passphrase(arguments)
    reports = arguments.reports()
    written = reports.written(kind, copy, arguments.format, large=arguments.large_print)
    folder: Path = arguments.out
    path = folder / file_name(copy, kind, arguments.format)
    hits = reports.leaks_in(written.content, path.name, withheld_from(checked, reader))
    if hits:
        stopped = {"path": None, "reader": reader.name, "leaks": plain_hits(hits)}
        answer(arguments, stopped, "\n".join(("Nothing was saved.", *lines_of(hits))))
        return Exit.FAILED
    content = reports.locked(written.content, arguments.format, passphrase) if passphrase else written.content
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
    told: dict[str, Any] = {
        "path": str(path),
        "sha256": hashlib.sha256(content).hexdigest(),
        "pages": written.pages,
        "reader": reader.name,
        "encrypted": not arguments.plain,
        "leaks": [],
        "missing_characters": list(written.missing),
    }
    said = f"Saved {path.name}."
    if is_made:
        # Told once, to whoever asked, and kept nowhere: it is read to the reader on the telephone.
        told["passphrase"] = passphrase
        said += f" It opens with {passphrase}; tell it to the reader by another way than the file goes."
    answer(arguments, told, said)
    return Exit.DONE


def leak_check(arguments: Arguments) -> Exit:
    """Search any file that is to leave for what its reader may not have."""
    from meetingdesk.app.documents.copying import reader_named
    from meetingdesk.app.facts_in_file import facts_in_file
    from meetingdesk.app.interchange import read_meeting_file
    from meetingdesk.domain.copies.withheld import withheld_from

    facts = facts_in_file(read_meeting_file(read(arguments.against)), arguments.meeting or "")
    reader = reader_named(facts, arguments.copy)
    content = read(arguments.file)
    opens_with = first_line(arguments.lock_with) if arguments.lock_with is not None else ""
    hits = arguments.reports().leaks_in(
        content, arguments.file.name, withheld_from(facts, reader), opens_with
    )
    said = "\n".join(lines_of(hits)) or "Nothing in it is withheld from this reader."
    answer(arguments, {"reader": reader.name, "leaks": plain_hits(hits)}, said)
    return Exit.FAILED if hits else Exit.DONE


def plain_hits(hits: tuple[Hit, ...]) -> list[dict[str, Any]]:
    """Return what was found as JSON can hold it: where it stands, never the words themselves."""
    return [
        {
            "kind": hit.withheld.kind.value,
            "place": hit.place,
            "row": str(hit.withheld.row_id),
            "has_override": hit.withheld.kind.has_override,
            "sentence": hit.sentence,
        }
        for hit in hits
    ]


def lines_of(hits: tuple[Hit, ...]) -> list[str]:
    """Return what was found for people to read."""
    return [hit.sentence for hit in hits]


def _facts(arguments: Arguments) -> tuple[MeetingFacts, MeetingFacts]:
    """Return the meeting of a file or of a store, and what of it is searched for: unseen things as well."""
    from meetingdesk.app.facts_in_file import facts_in_file
    from meetingdesk.app.interchange import read_meeting_file

    reference = arguments.meeting or ""
    if arguments.file is not None:
        is_piped = str(arguments.file) == "-"
        content = sys.stdin.buffer.read() if is_piped else read(arguments.file)
        facts = facts_in_file(read_meeting_file(content), reference)
        return facts, facts
    from meetingdesk.app.documents.in_store import facts_in_store

    if not reference:
        raise MeetingDeskError("Which meeting of the store?", hint="Name it with --meeting.")
    with opened(arguments) as desk, desk.reading() as reading:
        return facts_in_store(reading, reference), facts_in_store(reading.for_checking(), reference)


def _passphrase(arguments: Arguments) -> tuple[str, bool]:
    """Return with what the file is locked, and whether it was made up here."""
    from meetingdesk.app.documents.naming import passphrase_for_a_copy

    if arguments.plain:
        return "", False
    if arguments.lock_with is not None:
        return first_line(arguments.lock_with), False
    return passphrase_for_a_copy(), True
