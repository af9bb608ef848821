"""How much work one guess at a passphrase costs (Argon2id)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from meetingdesk.errors import MeetingDeskError, StorageProblem
from meetingdesk.storage.keys import KEY_BYTES

# RFC 9106, second recommendation: no store is ever protected by less.
FLOOR_MEMORY_KIB = 64 * 1024
FLOOR_PASSES = 3
FLOOR_LANES = 4

# More than this in a file is damage or mischief, not a setting: it would freeze the computer.
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_PASSES = 64
_MOST_LANES = 64

FASTEST_SECONDS = 0.5
SLOWEST_SECONDS = 1.0
_AIM_SECONDS = 0.75
_MEBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """The Argon2id parameters of one keyslot; below the floor only for tests, which must say so."""

    memory_kib: int = 256 * 1024
    passes: int = FLOOR_PASSES
    lanes: int = FLOOR_LANES
    for_tests: bool = False

    def __post_init__(self) -> None:
        if self.memory_kib > _MOST_MEMORY_KIB or self.passes > _MOST_PASSES or self.lanes > _MOST_LANES:
            raise MeetingDeskError("This passphrase setting would ask more of the computer than it has.")
        if self.lanes < 1 or self.passes < 1 or self.memory_kib < 8 * self.lanes:
            raise MeetingDeskError("This passphrase setting is not one that Argon2id knows.")
        low = self.memory_kib < FLOOR_MEMORY_KIB or self.passes < FLOOR_PASSES or self.lanes < FLOOR_LANES
        if low and not self.for_tests:
            raise MeetingDeskError(
                "This passphrase setting is weaker than MeetingDesk allows.",
                hint=f"Use at least {FLOOR_MEMORY_KIB // _MEBIBYTE} MiB, "
                f"{FLOOR_PASSES} passes and {FLOOR_LANES} lanes.",
            )


def stretch(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """Make a wrapping key from a passphrase, slowly on purpose."""
    try:
        return hash_secret_raw(passphrase, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)
    except (HashingError, MemoryError):
        raise StorageProblem(
            "There is not enough free memory to check the passphrase.",
            hint="Close some other programs, then try again.",
        ) from None


def seconds_taken(cost: Cost) -> float:
    """Measure one stretch on this computer."""
    started = time.perf_counter()
    stretch(b"calibration", b"0123456789abcdef", cost)
    return time.perf_counter() - started


def calibrate(measure: Callable[[Cost], float] = seconds_taken) -> Cost:
    """Choose the cost that takes this computer 0.5 to 1 second, and never less than the floor."""
    cost = Cost()
    try:
        taken = measure(cost)
    except StorageProblem:
        return Cost(memory_kib=FLOOR_MEMORY_KIB)
    if taken > SLOWEST_SECONDS:
        memory = int(cost.memory_kib * _AIM_SECONDS / taken) // _MEBIBYTE * _MEBIBYTE
        return Cost(memory_kib=max(memory, FLOOR_MEMORY_KIB))
    if taken < FASTEST_SECONDS:
        passes = ceil(cost.passes * _AIM_SECONDS / max(taken, 0.05))
        return Cost(passes=min(passes, _MOST_PASSES))
    return cost
