from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from tests.app.sending.held_meeting import sending
from tests.people import person_with
from ui.bridge import Bridge
from ui.held_mail import HeldMail
from ui.lane import Lanes
from ui.widgets.message_bar import MessageBar

Settle = Callable[[], None]


def test_what_was_held_when_the_program_ended_is_told_of_at_the_next_start(
    ui_desk: Desk, lanes: Lanes, settle: Settle, qtbot: QtBot
) -> None:
    seen = sending(ui_desk)
    seen.hold(seen.parcel("Imogen Trask"), seen.parcel("Leon Abbas", 2))
    bar = MessageBar()
    qtbot.addWidget(bar)

    HeldMail(Bridge(seen.desk, lanes), bar, bar)
    settle()

    assert bar.text.startswith("2 messages were held when MeetingDesk was closed, and have not left.")


def test_nothing_is_said_where_nothing_is_held_or_where_somebody_may_not_send(
    ui_desk: Desk, lanes: Lanes, settle: Settle, qtbot: QtBot
) -> None:
    seen = sending(ui_desk)
    bar = MessageBar()
    qtbot.addWidget(bar)
    HeldMail(Bridge(seen.desk, lanes), bar, bar)
    settle()
    seen.hold(seen.parcel("Imogen Trask"))
    HeldMail(Bridge(Desk(ui_desk.store, person_with("reader")), lanes), bar, bar)
    settle()

    assert bar.text == ""
