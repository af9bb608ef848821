"""Receipts in one key: acknowledged, uploaded, passed on, returned, recalled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.documents import Acknowledgement, Cascade, Distribution, DocumentCopy
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.sending.states import UPLOADED
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.unit_of_work import UnitOfWork


class Receipt(StrEnum):
    """What is heard of a copy after it left."""

    ACKNOWLEDGED = "acknowledged"
    UPLOADED = "uploaded"
    PASSED_ON = "passed_on"
    RETURNED = "returned"
    RECALLED = "recalled"


NEEDS_WORDS = frozenset({Receipt.RETURNED, Receipt.RECALLED})
_LABELS = {
    Receipt.ACKNOWLEDGED: "Note that a copy arrived",
    Receipt.UPLOADED: "Note that a copy is on record",
    Receipt.PASSED_ON: "Note that a copy was passed on",
    Receipt.RETURNED: "Note that a copy came back",
    Receipt.RECALLED: "Recall a copy",
}


@dataclass(frozen=True, slots=True)
class NoteReceipt:
    """Write down what became of a copy."""

    distribution_id: UUID
    receipt: Receipt
    at: datetime
    words: str = ""
    """Why it came back or is recalled; to whom it was passed on."""
    deed: Deed = Deed.SEND

    @property
    def label(self) -> str:
        """What the Undo menu calls it."""
        return _LABELS[self.receipt]

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the receipt, or stamp the distribution; a second of the same kind changes nothing."""
        row = work.get(Distribution, self.distribution_id)
        if row.sent_at is None:
            raise MeetingDeskError("This copy has not left yet.", hint="Note first that it left.")
        if self.receipt in NEEDS_WORDS and not self.words.strip():
            raise MeetingDeskError("Nobody has said why.", hint="Say it in a few words.")
        words = self.words.strip()
        match self.receipt:
            case Receipt.ACKNOWLEDGED | Receipt.UPLOADED:
                self._acknowledge(work, row)
            case Receipt.PASSED_ON:
                self._pass_on(work, row, words or "inside the agency")
            case Receipt.RETURNED if row.returned_at is None:
                work.put(replace(row, returned_at=self.at, returned_because=words))
            case Receipt.RECALLED if row.recalled_at is None:
                work.put(replace(row, recalled_at=self.at, recalled_because=words))
        return outcome_of(work, self)

    def _acknowledge(self, work: UnitOfWork, row: Distribution) -> None:
        how = UPLOADED if self.receipt is Receipt.UPLOADED else "reply"
        known = work.find(Acknowledgement, distribution_id=row.id)
        if not any(one.how == how for one in known):
            reader = work.get(DocumentCopy, row.copy_id).reader
            work.add(Acknowledgement(distribution_id=row.id, at=self.at, by=reader, how=how))

    def _pass_on(self, work: UnitOfWork, row: Distribution, to: str) -> None:
        known = work.find(Cascade, distribution_id=row.id)
        waiting = next((one for one in known if one.confirmed is not YesNo.YES), None)
        if waiting is not None:
            work.put(replace(waiting, confirmed=YesNo.YES, at=self.at))
        elif not known:
            work.add(Cascade(distribution_id=row.id, to=to, what="copy", confirmed=YesNo.YES, at=self.at))
