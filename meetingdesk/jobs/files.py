"""meetingdesk import and export: meeting files in and out."""

from __future__ import annotations

import sys

from meetingdesk.jobs.asked import Arguments, alone, answer, opened, read
from meetingdesk.jobs.codes import Exit


def bring_in(arguments: Arguments) -> Exit:
    """Bring in a meeting file; all of it or nothing."""
    from meetingdesk.app.interchange import ImportMeetingFile, check, read_meeting_file

    file = read_meeting_file(read(arguments.file))
    with alone(arguments), opened(arguments) as desk:
        if arguments.check:
            with desk.reading() as reading:
                faults = check(file, reading)
            said = "\n".join((*faults, f"{len(faults)} faults; nothing was changed."))
            answer(arguments, {"faults": list(faults)}, said)
            return Exit.FAULTS if faults else Exit.DONE
        outcome = desk.execute(ImportMeetingFile(file))
    count = len(outcome.inverse.steps) if outcome.inverse else 0
    said = f"Brought in: {count:,} rows are new or changed." if count else "Nothing in the file was new."
    answer(arguments, {"changed": count, "touched": sorted(outcome.touched)}, said)
    return Exit.DONE


def bring_in_list(arguments: Arguments) -> Exit:
    """Bring in a list from CSV or XLSX: contacts, invitees or referrals."""
    from meetingdesk.app.imports import Effect, read_table_file
    from meetingdesk.app.imports.by_name import ListKind, preview_list
    from meetingdesk.app.imports.by_name import bring_in_list as bring_in

    kind, table = ListKind(arguments.kind), read_table_file(arguments.file)
    with alone(arguments), opened(arguments) as desk:
        if arguments.check:
            with desk.reading() as reading:
                preview = preview_list(reading, kind, table, arguments.meeting)
        else:
            preview = bring_in(desk, kind, table, arguments.meeting)
    counts = {effect.value: preview.count(effect) for effect in Effect}
    told = {
        "rows": counts,
        "unknown_columns": list(preview.unknown_columns),
        "notes": list(preview.notes),
        "faults": list(preview.faults),
    }
    lines = [*preview.faults, *preview.notes]
    lines += [f"The column {name} was not recognised." for name in preview.unknown_columns]
    lines.append("Rows: " + ", ".join(f"{count} {name}" for name, count in counts.items()) + ".")
    if preview.faults or arguments.check:
        lines.append("Nothing was changed.")
    answer(arguments, told, "\n".join(lines))
    return Exit.FAULTS if preview.faults else Exit.DONE


def save(arguments: Arguments) -> Exit:
    """Save a meeting file."""
    from meetingdesk.app.exporting import export_text
    from meetingdesk.storage.files import write_atomically

    with opened(arguments) as desk:
        text = export_text(
            desk, meeting=arguments.meeting, thread=arguments.thread, families=arguments.family or []
        )
    if str(arguments.file) == "-":
        sys.stdout.write(text)
        return Exit.DONE
    data = text.encode("utf-8")
    write_atomically(arguments.file, data)
    said = f"Saved {arguments.file.name}. It is not encrypted: keep it only where the store itself may lie."
    answer(arguments, {"file": str(arguments.file), "bytes": len(data)}, said)
    return Exit.DONE
