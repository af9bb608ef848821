from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.typing_kills import MOST_LOST, kill_while_typing

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the killed window is forked, which this system cannot do"
)


@pytest.mark.slow
def test_a_killed_window_loses_at_most_the_last_second_of_typing(tmp_path: Path) -> None:
    found = kill_while_typing(tmp_path, times=25, seed=20261121)

    assert found.faults == ()
    assert found.worst <= MOST_LOST
    assert found.keys > 250
    assert found.filed > 2
    assert found.on_cards > 10


@pytest.mark.slow
def test_a_window_that_keeps_nothing_before_enter_is_found_out(tmp_path: Path) -> None:
    found = kill_while_typing(tmp_path, times=2, seed=20261121, keeps=False)

    assert found.worst > MOST_LOST
    assert any("are gone: the line" in fault for fault in found.faults)
