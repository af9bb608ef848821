"""meetingdesk gaps and clocks: what the record of a meeting lacks and what is due, from its file."""

from __future__ import annotations

import sys

from meetingdesk.jobs.asked import Arguments, answer, read
from meetingdesk.jobs.codes import Exit


def gaps(arguments: Arguments) -> Exit:
    """Say what the record of a meeting file still lacks, the worst first."""
    from meetingdesk.app.gaps_in_file import gaps_in_file, lines_of
    from meetingdesk.app.interchange import read_meeting_file

    is_piped = str(arguments.file) == "-"
    content = sys.stdin.buffer.read() if is_piped else read(arguments.file)
    found = gaps_in_file(read_meeting_file(content), arguments.meeting or "", arguments.as_of)
    said = "\n".join(lines_of(found)) or "Nothing is missing."
    answer(arguments, found.as_plain(), said)
    return Exit.DONE


def clocks(arguments: Arguments) -> Exit:
    """Say what is due in the families of a meeting file, from when it is counted, and how it stands."""
    from meetingdesk.app.clocks_in_file import clocks_in_file, lines_of
    from meetingdesk.app.interchange import read_meeting_file

    is_piped = str(arguments.file) == "-"
    content = sys.stdin.buffer.read() if is_piped else read(arguments.file)
    found = clocks_in_file(read_meeting_file(content), arguments.as_of)
    said = "\n".join(lines_of(found)) or "Nothing is due."
    answer(arguments, found.as_plain(), said)
    return Exit.DONE
