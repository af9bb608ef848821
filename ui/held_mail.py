"""Says after a start that messages are held which have not left yet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from meetingdesk.domain.roles import Deed
from ui.bridge import Bridge
from ui.widgets.message_bar import MessageBar
from ui.words import many


class HeldMail(QObject):
    """Looks once: what was held when the program ended leaves only when somebody says so."""

    def __init__(self, bridge: Bridge, message: MessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._message = message
        if bridge.desk.person.may(Deed.SEND):
            bridge.read(_held, self, self._say)

    def _say(self, count: int) -> None:
        if count:
            waits = many(count, "message was", "messages were")
            self._message.show_message(
                self.tr("{} held when MeetingDesk was closed, and has not left.").format(waits)
                if count == 1
                else self.tr("{} held when MeetingDesk was closed, and have not left.").format(waits),
                self.tr("Documents of the meeting (Ctrl+D), Sending: let them go, or take them back."),
                "attention",
            )


def _held(reading: Any) -> int:
    from meetingdesk.app.sending.queue import held

    return len(held(reading))
