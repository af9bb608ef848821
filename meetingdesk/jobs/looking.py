"""meetingdesk demo and self-check: looking around, and looking whether all is sound."""

from __future__ import annotations

import sys

from meetingdesk.jobs.asked import Arguments, answer, folder, passphrase
from meetingdesk.jobs.codes import Exit


def demo(arguments: Arguments) -> Exit:
    """Make a demonstration store; everything in it is invented."""
    from meetingdesk.app.demo_store import make_demo_store

    def tell(done: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done:,} of {of:,} meetings ")

    place = folder(arguments)
    recovery_key = make_demo_store(
        place,
        passphrase(arguments),
        today=arguments.today,
        meetings=arguments.meetings,
        seed=arguments.seed,
        progress=tell,
    )
    said = f"Made a demonstration store in {place}. Its recovery key: {recovery_key}"
    answer(arguments, {"store": str(place), "recovery_key": recovery_key}, said)
    return Exit.DONE


def self_check(arguments: Arguments) -> Exit:
    """Say whether this installation is sound."""
    from meetingdesk.app.self_check import self_check as look

    found = look()
    lines = [f"{'ok   ' if check.is_sound else 'WRONG'} {check.name}: {check.said}" for check in found]
    told = [{"name": check.name, "sound": check.is_sound, "said": check.said} for check in found]
    answer(arguments, told, "\n".join(lines))
    return Exit.DONE if all(check.is_sound for check in found) else Exit.FAILED
