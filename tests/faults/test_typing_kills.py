from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from meetingdesk.app.live.cards.at import WITH_CARDS
from tests.faults.typing_killable import SECTIONS, places
from tests.faults.typing_kills import MOST_LOST, kill_while_typing, plan_of_places

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the killed window is forked, which this system cannot do"
)


@pytest.mark.slow
def test_a_killed_window_loses_at_most_the_last_second_of_typing(tmp_path: Path) -> None:
    found = kill_while_typing(tmp_path, times=20, seed=20261121)

    assert found.faults == ()
    assert found.worst <= MOST_LOST
    assert found.keys > 150
    assert found.filed > 0
    assert found.on_cards > 10
    assert len(found.typed_at) > 1


@pytest.mark.slow
def test_a_window_that_keeps_nothing_before_enter_is_found_out(tmp_path: Path) -> None:
    found = kill_while_typing(tmp_path, times=2, seed=20261121, keeps=False)

    assert found.worst > MOST_LOST
    assert any("are gone: the line" in fault for fault in found.faults)
    assert any("are gone: a card" in fault for fault in found.faults)


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_place_is_typed_into_as_often_as_the_others(kind: str) -> None:
    planned = plan_of_places(kind, 3 * len(places(kind)), random.Random(1))

    assert set(planned) == set(places(kind))
    assert all(planned.count(place) == 3 for place in places(kind))


def test_every_kind_of_card_is_typed_on() -> None:
    known = {section for kind in SECTIONS for section in SECTIONS[kind]}

    assert known >= WITH_CARDS
