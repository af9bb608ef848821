"""Messages that are held for five minutes before they leave, kept in the store: a restart forgets none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import kept
from meetingdesk.app.sending.listing import key_of_copy
from meetingdesk.domain.documents import Distribution, DocumentCopy, SentBy
from meetingdesk.storage.drawers import look_in, put_in
from meetingdesk.storage.problems import explained
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
    """Why the server did not take it, or why it was held back; it leaves only where somebody says so."""
    answered: tuple[str, ...] = ()
    """The stops that stood in the way when it was sent, and that somebody answered with a reason."""

    def left(self, now: datetime) -> timedelta:
        """Return for how long it can still be taken back."""
        return max(self.until - now, timedelta())


def held(reading: Reading) -> tuple[Held, ...]:
    """Return what waits at this desk, the next to leave first; what waits no more is passed over."""
    return _open(reading, _read(kept(reading, KEY)))


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


def note_held_back(desk: Desk, message_id: str, because: str) -> bool:
    """Write down why a message does not leave, and say whether it waits; one that waits no more is let go."""
    with desk.reading() as reading:
        waits = any(one.message_id == message_id and not one.is_given for one in held(reading))
    with explained(), desk.store.engines.write.begin() as connection:
        messages = []
        for one in _read(look_in(connection, desk.person, KEY)):
            if one.message_id != message_id or one.is_given:
                messages.append(one)
            elif waits:
                messages.append(replace(one, failed=because))
        put_in(connection, desk.person, KEY, _plain(messages))
    return waits


def whole_messages(work: UnitOfWork, distributions: Iterable[UUID]) -> tuple[UUID, ...]:
    """Return some copies with those that travel in the same message: they leave together, or not at all."""
    found = dict.fromkeys(distributions)
    for one in _read(look_in(work.connection, work.desk, KEY)):
        if not found.keys().isdisjoint(one.distributions):
            found |= dict.fromkeys(one.distributions)
    # Another person's queue is not seen from here; their rows tell what was made in one go for one reader.
    asked = [row for row in work.find(Distribution, id=list(found)) if _is_open_mail(row)] if found else []
    copies = work.find(DocumentCopy, id=[row.copy_id for row in asked]) if asked else ()
    moments = {row.made_at for row in copies if row.made_at is not None}
    made = {(row.made_at, key_of_copy(row)) for row in copies}
    beside = work.find(DocumentCopy, made_at=list(moments)) if moments else ()
    own = [row.id for row in beside if (row.made_at, key_of_copy(row)) in made]
    siblings = work.find(Distribution, copy_id=own) if own else ()
    return tuple(found | dict.fromkeys(row.id for row in siblings if _is_open_mail(row)))


def _is_open_mail(row: Distribution) -> bool:
    return row.method is SentBy.SECURE_EMAIL and row.sent_at is None and row.recalled_at is None


def _open(reading: Reading, messages: Iterable[Held]) -> tuple[Held, ...]:
    """Leave out messages of which every copy left or was taken back, perhaps at another desk."""
    known = tuple(messages)
    keys = [key for one in known for key in one.distributions]
    rows = reading.find(Distribution, id=keys) if keys else ()
    still = {row.id for row in rows if row.sent_at is None and row.recalled_at is None}
    return tuple(one for one in known if not still.isdisjoint(one.distributions))


def _write(work: UnitOfWork, messages: Iterable[Held]) -> None:
    put_in(work.connection, work.desk, KEY, _plain(_open(work, messages)))


def _plain(messages: Iterable[Held]) -> str:
    plain = [
        {
            **asdict(one),
            "meeting_id": str(one.meeting_id),
            "until": one.until.isoformat(),
            "distributions": [str(key) for key in one.distributions],
        }
        for one in messages
    ]
    return json.dumps(plain) if plain else ""


def _read(text: str | None) -> tuple[Held, ...]:
    plain: list[dict[str, Any]] = json.loads(text) if text else []
    found = [
        Held(
            **{
                **one,
                "meeting_id": UUID(one["meeting_id"]),
                "until": datetime.fromisoformat(one["until"]),
                "distributions": tuple(UUID(key) for key in one["distributions"]),
                "answered": tuple(one.get("answered", ())),
            }
        )
        for one in plain
    ]
    return tuple(sorted(found, key=lambda one: one.until))
