from __future__ import annotations

import pytest

from tests.app.sending.held_meeting import sending
from tests.ui import lint
from tests.ui.clocks import SteppingClock
from tests.ui.windows import Stage
from ui.palette import Look
from ui.screens.documents.sending.view import SendingView

LOOKS = ((Look.LIGHT, 100), (Look.DARK, 100), (Look.HIGH_CONTRAST, 200))
PARTS = range(3)
CHECKS = (
    *(lint.nameless, lint.roleless, lint.markup_labels, lint.markup_tooltips),
    *(lint.out_of_order, lint.faint, lint.clipped),
)


def sending_on(stage: Stage) -> SendingView:
    seen = sending(stage.desk)
    view = SendingView(stage.bridge, stage.theme, SteppingClock(seen.later(hours=1)))
    stage.own(view)
    stage.show(view)
    view.open_meeting(seen.meeting.meeting_id)
    stage.wait()
    return view


@pytest.mark.parametrize(("look", "size"), LOOKS)
def test_every_part_of_sending_can_be_read_and_reached(look: Look, size: int, stage: Stage) -> None:
    stage.theme.show(look, size)
    view = sending_on(stage)
    faults = []

    for part in PARTS:
        view._show_part(part)
        stage.wait()
        faults += [f"{part}: {check.__name__}: {fault}" for check in CHECKS for fault in check(view)]

    assert not faults, "\n".join(faults)


def test_every_key_of_sending_is_told_and_none_means_two_things(stage: Stage) -> None:
    view = sending_on(stage)
    explained = [key for key, _ in view.help_lines()]
    faults = [f"not told: {key}" for key in lint.untold_keys(view, explained)]

    for part in PARTS:
        view._show_part(part)
        stage.wait()
        faults += lint.ambiguous_keys(view)

    assert not faults, "\n".join(faults)
