"""Messages that are held for five minutes before they leave, kept in the store: a restart forgets none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from meetingdesk.app.drawer import kept
from meetingdesk.storage.drawers import look_in, put_in
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.unit_of_work import UnitOfWork

KEY = "sending/queue"
HELD = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Held:
    """One message that waits: where its file is, to whom it goes, and until when it can be taken back."""

    message_id: str
    meeting_id: UUID
    to: str
    """The address."""
    recipient: str
    path: str
    sha256: str
    """Of the file: one that was changed since is not sent."""
    until: datetime
    distributions: tuple[UUID, ...]
    is_given: bool = False
    """Whether it was given to the server, and nobody wrote down what became of it."""
    failed: str = ""
    """Why the server did not take it; it is tried again only where somebody says so."""

    def left(self, now: datetime) -> timedelta:
        """Return for how long it can still be taken back."""
        return max(self.until - now, timedelta())


def held(reading: Reading) -> tuple[Held, ...]:
    """Return what waits at this desk, the next to leave first."""
    return _read(kept(reading, KEY))


def put_in_queue(work: UnitOfWork, messages: Iterable[Held]) -> None:
    """Add messages, in the same work as the rows that record them."""
    known = {one.message_id: one for one in _read(look_in(work.connection, work.desk, KEY))}
    known |= {one.message_id: one for one in messages}
    _write(work, known.values())


def take_out(work: UnitOfWork, distributions: Iterable[UUID]) -> None:
    """Take out the messages of some copies: they left, or they will not."""
    gone = frozenset(distributions)
    left = [
        one for one in _read(look_in(work.connection, work.desk, KEY)) if gone.isdisjoint(one.distributions)
    ]
    _write(work, left)


def _write(work: UnitOfWork, messages: Iterable[Held]) -> None:
    plain = [
        {
            **asdict(one),
            "meeting_id": str(one.meeting_id),
            "until": one.until.isoformat(),
            "distributions": [str(key) for key in one.distributions],
        }
        for one in messages
    ]
    put_in(work.connection, work.desk, KEY, json.dumps(plain) if plain else "")


def _read(text: str | None) -> tuple[Held, ...]:
    plain: list[dict[str, Any]] = json.loads(text) if text else []
    found = [
        Held(
            **{
                **one,
                "meeting_id": UUID(one["meeting_id"]),
                "until": datetime.fromisoformat(one["until"]),
                "distributions": tuple(UUID(key) for key in one["distributions"]),
            }
        )
        for one in plain
    ]
    return tuple(sorted(found, key=lambda one: one.until))
