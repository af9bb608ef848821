"""The exit codes, documented in `meetingdesk --help`."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAULTS = 1
    USAGE = 2
    FAILED = 3
    REFUSED = 4
    LOCKED = 5
    BUG = 6
