"""The mail server of somebody at the desk: kept inside the encrypted store, the password with it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.sending.addresses import is_address
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.reading import Reading

KEY = "sending/mail"
_MOST_PORT = 65_535
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Security(StrEnum):
    """How the way to the server is secured."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """Only for a server on this computer."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Which server takes messages, and in whose name."""

    host: str
    port: int = 587
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = ""
    sender: str = ""
    """What stands as the address of whoever sends."""

    def __repr__(self) -> str:
        """Return what may stand in a log: never the password."""
        return f"MailSettings({self.host}:{self.port})"

    def check(self) -> None:
        """Raise where nothing could be sent, or where a password would travel in the open."""
        if not self.host.strip() or not 0 < self.port <= _MOST_PORT:
            raise MeetingDeskError("The mail server has no name or no port.", hint="Ask whoever runs it.")
        if not is_address(self.sender):
            raise MeetingDeskError("The sender is no e-mail address.", hint="Type it as name@place.example.")
        if self.security is Security.NONE and self.host not in _HERE:
            raise MeetingDeskError(
                "Without encryption nothing is sent to another computer.", hint="Choose STARTTLS or TLS."
            )


def mail_settings(reading: Reading) -> MailSettings | None:
    """Return the server of the person at the desk, or None where nothing is sent from here."""
    text = kept(reading, KEY)
    if not text:
        return None
    plain = json.loads(text)
    return MailSettings(**{**plain, "security": Security(plain["security"])})


def keep_mail_settings(desk: Desk, settings: MailSettings | None) -> None:
    """Keep the server for the person at the desk, or forget it."""
    desk.person.require(Deed.SEND)
    if settings is not None:
        settings.check()
    keep(desk, KEY, json.dumps(asdict(settings)) if settings is not None else "")
