"""How long hostile texts take, where a pattern that goes over them again and again would never end."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

AT_ONCE = 1.0
"""Seconds. What goes back over a text again and again takes hours; what does not, a hundredth of this."""


def shortest_time(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that something takes, the fastest of three times."""
    times = []
    for _ in range(3):
        began = process_time()
        work()
        times.append(process_time() - began)
        if times[-1] < AT_ONCE / 10:
            break
    return min(times)
