from __future__ import annotations

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.storage.store import Store
from tests.people import person_with


def test_what_is_kept_is_there_after_a_restart(desk: Desk) -> None:
    keep(desk, "line", "po called to the")
    keep(desk, "line", "po called to the flat")

    with Desk(desk.store, desk.person).reading() as reading:
        assert kept(reading, "line") == "po called to the flat"
        assert kept(reading, "other") is None


def test_an_empty_text_is_taken_out(desk: Desk) -> None:
    keep(desk, "line", "po called")

    keep(desk, "line", "")

    with desk.reading() as reading:
        assert kept(reading, "line") is None


def test_nobody_looks_into_the_drawer_of_another(store: Store) -> None:
    mine = Desk(store, person_with("minute_taker"))
    keep(mine, "line", "mine")

    with Desk(store, person_with("chair")).reading() as reading:
        assert kept(reading, "line") is None


def test_keeping_is_no_step_to_undo(desk: Desk) -> None:
    keep(desk, "line", "po called")

    assert desk.undo_state.undo_label is None
