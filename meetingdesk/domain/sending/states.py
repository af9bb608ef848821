"""What became of a copy on its way, told from its rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.documents import Acknowledgement, Cascade, Distribution
from meetingdesk.domain.people import YesNo

UPLOADED = "uploaded"
"""How an acknowledgement says that the file is on the reader's own record."""
_LABELS = {
    "not_sent": "Not sent",
    "waiting": "Waiting",
    "leaving": "Not sure whether it left",
    "sent": "Sent",
    "acknowledged": "Acknowledged",
    "uploaded": "Uploaded",
    "passed_on": "Passed on",
    "returned": "Returned",
    "recalled": "Recalled",
}


class SendState(StrEnum):
    """Where a copy is."""

    NOT_SENT = "not_sent"
    """Somebody decided against it, or took it back before it left; the reason is kept."""
    WAITING = "waiting"
    """Held for some minutes, or waiting to be posted or handed over."""
    LEAVING = "leaving"
    """Given to a mail server, and nobody wrote down whether it was taken."""
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    UPLOADED = "uploaded"
    PASSED_ON = "passed_on"
    RETURNED = "returned"
    RECALLED = "recalled"

    @property
    def label(self) -> str:
        """What it is called."""
        return _LABELS[self]

    @property
    def is_outstanding(self) -> bool:
        """Whether somebody still has to do or hear something."""
        return self in (SendState.WAITING, SendState.LEAVING, SendState.SENT, SendState.RETURNED)


def state_of(
    sent: Distribution, receipts: Iterable[Acknowledgement] = (), cascades: Iterable[Cascade] = ()
) -> SendState:
    """Return where a copy is: what happened last counts most."""
    if sent.recalled_at is not None:
        return SendState.RECALLED if sent.sent_at is not None else SendState.NOT_SENT
    if sent.returned_at is not None:
        return SendState.RETURNED
    if sent.sent_at is None:
        return SendState.LEAVING if sent.sent_by else SendState.WAITING
    if any(row.confirmed is YesNo.YES for row in cascades):
        return SendState.PASSED_ON
    heard = tuple(receipts)
    if any(row.how == UPLOADED for row in heard):
        return SendState.UPLOADED
    return SendState.ACKNOWLEDGED if heard else SendState.SENT


def days_between(held_on: date | None, moment: datetime | None) -> int | None:
    """Return how many days after a meeting something happened; None where either is not known."""
    if held_on is None or moment is None:
        return None
    return (moment.astimezone(LONDON).date() - held_on).days
