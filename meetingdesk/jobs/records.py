"""meetingdesk gaps, clocks, check-text and check-action: what lacks, what is due, which words to question."""

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


def check_text(arguments: Arguments) -> Exit:
    """Say which words of a text deserve a question, such as those that blame a child, and which question."""
    from meetingdesk.app import phrases_in_file

    if arguments.file is None:
        flags = phrases_in_file.check_text(arguments.text)
        said = "\n".join(phrases_in_file.lines_of(flags))
        answer(arguments, phrases_in_file.as_plain(flags), said or "No words deserve a question.")
        return Exit.DONE
    is_piped = str(arguments.file) == "-"
    content = sys.stdin.buffer.read() if is_piped else read(arguments.file)
    checked = phrases_in_file.check_file(content)
    said = "\n".join(phrases_in_file.lines_of_file(checked)) or "No words deserve a question."
    answer(arguments, [phrases_in_file.as_plain(one.flags) for one in checked], said)
    return Exit.DONE


def check_action(arguments: Arguments) -> Exit:
    """Say what keeps an action from being sharp, such as no owner, day or measure, and how to mend it."""
    from meetingdesk.app import actions_checked
    from meetingdesk.app.interchange import read_meeting_file

    context = read_meeting_file(read(arguments.context)) if arguments.context is not None else None
    setting = actions_checked.setting_of(
        arguments.meeting_date, arguments.next_meeting, context, arguments.meeting or ""
    )
    if arguments.file is None:
        checked = actions_checked.check_action(arguments.text, setting)
        said = "\n".join(actions_checked.lines_of((checked,)))
        answer(arguments, actions_checked.as_plain(checked), said or "This is sharp.")
        return Exit.DONE
    is_piped = str(arguments.file) == "-"
    content = sys.stdin.buffer.read() if is_piped else read(arguments.file)
    listed = actions_checked.check_file(content, setting)
    said = "\n".join(actions_checked.lines_of(listed, is_file=True)) or "All are sharp."
    answer(arguments, [actions_checked.as_plain(one) for one in listed], said)
    return Exit.DONE
