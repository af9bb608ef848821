from __future__ import annotations

import pytest

from meetingdesk.errors import (
    MeetingDeskError,
    StorageProblem,
)
from meetingdesk.storage.cost import FLOOR_MEMORY_KIB, Cost, calibrate


def test_a_cost_below_the_floor_is_for_tests_only() -> None:
    for low in ({"memory_kib": FLOOR_MEMORY_KIB - 1}, {"passes": 2}, {"lanes": 3}):
        with pytest.raises(MeetingDeskError, match="weaker"):
            Cost(**low)
        Cost(**low, for_tests=True)


def test_a_cost_that_would_freeze_the_computer_is_refused() -> None:
    with pytest.raises(MeetingDeskError, match="more of the computer"):
        Cost(memory_kib=1 << 30)
    with pytest.raises(MeetingDeskError, match="not one that Argon2id knows"):
        Cost(memory_kib=8, passes=0, lanes=1, for_tests=True)


@pytest.mark.parametrize(
    ("per_gibibyte_pass", "expected"),
    [
        (0.93 / 0.75, Cost()),
        (4.0, Cost(memory_kib=64 * 1024)),
        (2.0, Cost(memory_kib=128 * 1024)),
        (0.2, Cost(passes=15)),
    ],
)
def test_calibration_aims_between_half_a_second_and_a_second(
    per_gibibyte_pass: float, expected: Cost
) -> None:
    def measure(cost: Cost) -> float:
        return per_gibibyte_pass * cost.memory_kib / (1 << 20) * cost.passes

    chosen = calibrate(measure)

    assert chosen == expected
    assert 0.5 <= measure(chosen) <= 1.0


def test_calibration_never_goes_below_the_floor() -> None:
    assert calibrate(lambda _: 60.0) == Cost(memory_kib=FLOOR_MEMORY_KIB)

    def without_memory(_: Cost) -> float:
        raise StorageProblem("not enough memory")

    assert calibrate(without_memory) == Cost(memory_kib=FLOOR_MEMORY_KIB)
