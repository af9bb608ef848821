"""meetingdesk deadline: a date by a rule."""

from __future__ import annotations

from meetingdesk.jobs.asked import Arguments, answer
from meetingdesk.jobs.codes import Exit


def deadline(arguments: Arguments) -> Exit:
    """Work out a date by a rule of the policy."""
    from meetingdesk.app.deadlines import work_out

    # The parser was given the minus sign, because a hyphen would have been an option.
    rule = arguments.rule.replace("\u2212", "-")
    found = work_out(rule, arguments.start, birth=arguments.birth, nation=arguments.nation)
    told = {
        "rule": found.rule,
        "from": arguments.start,
        "nation": arguments.nation,
        "due": found.due.isoformat(),
        "book_by": found.book_by.isoformat(),
        "due_at": found.due_at.isoformat() if found.due_at else None,
        "explanation": found.explanation,
    }
    answer(arguments, told, f"{found.due.isoformat()}  {found.explanation}")
    return Exit.DONE
