"""meetingdesk demo and self-check: looking around, and looking whether all is sound."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from meetingdesk.jobs.asked import Arguments, answer, folder, passphrase
from meetingdesk.jobs.codes import Exit


def demo(arguments: Arguments) -> Exit:
    """Make a demonstration store; everything in it is invented."""
    from meetingdesk.app.demo_store import make_demo_store

    def tell(done: int, of: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done:,} of {of:,} meetings ")

    place, words = folder(arguments), passphrase(arguments)
    with stoppable() as is_stopped:
        recovery_key = make_demo_store(
            place,
            words,
            today=arguments.today,
            meetings=arguments.meetings,
            seed=arguments.seed,
            progress=tell,
            should_stop=is_stopped,
        )
        stopped = is_stopped()
    said = f"{'Stopped early; made' if stopped else 'Made'} a demonstration store in {place}."
    said += f" Its recovery key: {recovery_key}"
    answer(arguments, {"store": str(place), "recovery_key": recovery_key}, said)
    return Exit.DONE


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Let Ctrl+C end long work at a point where what is done so far is whole."""
    asked = Event()
    before = signal.signal(signal.SIGINT, lambda _number, _frame: asked.set())
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def self_check(arguments: Arguments) -> Exit:
    """Say whether this installation is sound."""
    from meetingdesk.app.self_check import self_check as look

    found = look()
    lines = [f"{'ok   ' if check.is_sound else 'WRONG'} {check.name}: {check.said}" for check in found]
    told = [{"name": check.name, "sound": check.is_sound, "said": check.said} for check in found]
    answer(arguments, told, "\n".join(lines))
    return Exit.DONE if all(check.is_sound for check in found) else Exit.FAILED
