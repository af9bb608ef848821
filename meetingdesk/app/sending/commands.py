"""Commands that write down what is sent, held, taken back and received; what left cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from meetingdesk.app.outcome import Outcome, lasting
from meetingdesk.app.sending.before_leaving import check_still_right
from meetingdesk.app.sending.listing import OVER, key_of_copy, send_list
from meetingdesk.app.sending.preparing import Wanted, check_line
from meetingdesk.app.sending.queue import HELD, Held, held, put_in_queue, take_out, whole_messages
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.document_life import FINISHED
from meetingdesk.domain.documents import Distribution, Document, DocumentCopy, DocumentVersion
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.sending.recipient import Recipient
from meetingdesk.domain.sending.routes import Route
from meetingdesk.domain.sending.states import SendState, state_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy that was made, checked and locked."""

    version_id: UUID
    kind: DocumentKind
    number: int
    file_hash: str
    format: str


@dataclass(frozen=True, slots=True)
class MadeParcel:
    """What one recipient gets, as it lies in the folder."""

    to: Recipient
    route: Route
    copies: tuple[MadeCopy, ...]
    sees: tuple[Visibility, ...] = ()
    message_id: str = ""
    path: str = ""
    """Where the message lies; nothing where it is not mailed."""
    sha256: str = ""
    reason: str = ""
    by_server: bool = False
    """Whether MeetingDesk mails it itself once it was held."""


@dataclass(frozen=True, slots=True)
class HoldCopies:
    """Write down what is to leave; what MeetingDesk mails itself is held for five minutes first."""

    meeting_id: UUID
    parcels: tuple[MadeParcel, ...]
    at: datetime
    label: str = "Send copies"
    deed: Deed = Deed.SEND

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add copies and distributions; refuse what was sent before, and what may not be sent now."""
        shown = send_list(work, self.meeting_id, _day(self.at))
        lines = {line.key: line for line in shown.lines}
        reasons, queued = [], []
        for parcel in self.parcels:
            line = lines.get(parcel.to.key)
            if line is None or line.proposed.to.email != parcel.to.email:
                raise _changed(parcel)
            check_line(line, Wanted(line.key, (), reason=parcel.reason))
            if parcel.reason:
                reasons.append(f"{parcel.to.name}: {parcel.reason}")
            added = tuple(self._add(work, parcel, copy) for copy in parcel.copies)
            if parcel.by_server:
                answered = tuple(stop.kind.value for stop in line.stops)
                queued.append(self._held(parcel, added, answered))
        work.reason = "\n".join(reasons)
        put_in_queue(work, queued)
        return lasting(work)

    def _add(self, work: UnitOfWork, parcel: MadeParcel, made: MadeCopy) -> UUID:
        version = work.get(DocumentVersion, made.version_id)
        if version.state not in FINISHED:
            raise MeetingDeskError(
                "A document that is sent is no longer approved.", hint="Have it approved, then prepare again."
            )
        document = work.get(Document, version.document_id)
        _refuse_twice(work, version.id, parcel.to, made.number)
        copy = work.add(
            DocumentCopy(
                version_id=version.id,
                number=made.number,
                **_reader(parcel.to),
                sees=parcel.sees,
                format=made.format,
                file_hash=made.file_hash,
                made_at=self.at,
                checked_at=self.at,
            )
        )
        return work.add(
            Distribution(
                copy_id=copy.id,
                method=parcel.route.sent_by,
                due_on=document.due_on,
                due_rule=document.due_rule,
            )
        ).id

    def _held(self, parcel: MadeParcel, distributions: tuple[UUID, ...], answered: tuple[str, ...]) -> Held:
        return Held(
            parcel.message_id,
            self.meeting_id,
            parcel.to.email,
            parcel.to.name,
            parcel.path,
            parcel.sha256,
            self.at + HELD,
            distributions,
            answered=answered,
        )


@dataclass(frozen=True, slots=True)
class DecideNotToSend:
    """Write down that somebody does not get a document, and why."""

    meeting_id: UUID
    to: Recipient
    version_ids: tuple[UUID, ...]
    because: str
    at: datetime
    label: str = "Decide not to send"
    deed: Deed = Deed.SEND

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add a copy that never was made, with the reason."""
        if not self.because.strip():
            raise MeetingDeskError("Nobody has said why it is not sent.", hint="Say it in a few words.")
        for version_id in self.version_ids:
            if _is_on_its_way(work, version_id, self.to):
                raise MeetingDeskError(
                    f"{self.to.name} has this version already, or it is on its way.",
                    hint="Take back what is held, or recall what left.",
                )
            copy = work.add(
                DocumentCopy(version_id=version_id, number=0, **_reader(self.to), made_at=self.at)
            )
            work.add(
                Distribution(
                    copy_id=copy.id, recalled_at=self.at, recalled_because=self.because.strip(), sent_by=""
                )
            )
        return lasting(work)


@dataclass(frozen=True, slots=True)
class CancelHeld:
    """Take back what has not left yet."""

    distributions: tuple[UUID, ...]
    at: datetime
    because: str = "taken back before it left"
    label: str = "Take back what is held"
    deed: Deed = Deed.SEND

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write down that no part of it leaves; what left a moment ago is not taken back."""
        keys = whole_messages(work, self.distributions)
        # What somebody else took back a moment ago does not keep the others from being taken back.
        rows = [row for row in _rows(work, keys) if state_of(row) is not SendState.NOT_SENT]
        if not rows:
            raise StaleRecord("It was taken back before.", hint="Look at the ledger.")
        for row in rows:
            if state_of(row) is not SendState.WAITING:
                raise StaleRecord(
                    "It has left already, or is just leaving.", hint="Ask the reader to delete it: recall it."
                )
            work.put(replace(row, recalled_at=self.at, recalled_because=self.because))
        take_out(work, keys)
        return lasting(work)


@dataclass(frozen=True, slots=True)
class ClaimMessage:
    """Write down that a message is about to be given to the server: after this it is never given again."""

    message_id: str
    at: datetime
    label: str = "Give a message to the server"
    deed: Deed = Deed.SEND

    def apply(self, work: UnitOfWork) -> Outcome:
        """Mark its copies as leaving; refuse one that waits no more, not long enough, or is right no more."""
        message = next((one for one in held(work) if one.message_id == self.message_id), None)
        if message is None or message.is_given:
            raise StaleRecord("This message waits no more.", hint="Look at the ledger.")
        if message.until > self.at:
            raise MeetingDeskError("It can still be taken back, so it does not leave yet.", hint="Wait.")
        rows = _rows(work, message.distributions)
        if any(state_of(row) is not SendState.WAITING for row in rows):
            raise StaleRecord("A part of this message waits no more.", hint="Look at the ledger.")
        check_still_right(work, message, _day(self.at))
        for row in rows:
            work.put(replace(row, sent_by=work.desk.name))
        put_in_queue(work, (replace(message, is_given=True),))
        return lasting(work)


@dataclass(frozen=True, slots=True)
class NoteLeft:
    """Write down that copies left: the server took them, they were posted, or somebody handed them over."""

    distributions: tuple[UUID, ...]
    at: datetime
    label: str = "Note what left"
    deed: Deed = Deed.SEND

    def apply(self, work: UnitOfWork) -> Outcome:
        """Stamp them and what travels with them, and let go of the message."""
        keys = whole_messages(work, self.distributions)
        for row in _rows(work, keys):
            if row.sent_at is not None or row.recalled_at is not None:
                raise StaleRecord("This was written down before.", hint="Look at the ledger.")
            work.put(replace(row, sent_at=self.at, sent_by=row.sent_by or work.desk.name))
        take_out(work, keys)
        return lasting(work)


@dataclass(frozen=True, slots=True)
class NoteNotTaken:
    """Write down that a message surely did not leave: it waits again, and can be sent or taken back."""

    distributions: tuple[UUID, ...]
    because: str
    label: str = "Note what did not leave"
    deed: Deed = Deed.SEND

    def apply(self, work: UnitOfWork) -> Outcome:
        """Let it wait again; whether it is tried once more somebody decides."""
        keys = whole_messages(work, self.distributions)
        for row in _rows(work, keys):
            if state_of(row) is not SendState.LEAVING:
                raise StaleRecord("This was written down before.", hint="Look at the ledger.")
            work.put(replace(row, sent_by=""))
        put_in_queue(
            work,
            (
                replace(one, failed=self.because, is_given=False)
                for one in held(work)
                if not frozenset(keys).isdisjoint(one.distributions)
            ),
        )
        return lasting(work)


def _rows(work: UnitOfWork, keys: Iterable[UUID]) -> tuple[Distribution, ...]:
    return tuple(work.get(Distribution, key) for key in keys)


def _reader(to: Recipient) -> dict[str, Any]:
    return {
        "agency_id": to.agency_id,
        "professional_id": to.professional_id,
        "person_id": to.person_id,
        "reader": f"{to.name}, {to.worker}" if to.worker and to.worker != to.name else to.name,
    }


def _refuse_twice(work: UnitOfWork, version_id: UUID, to: Recipient, number: int) -> None:
    copies = {row.id: row for row in work.find(DocumentCopy, version_id=version_id)}
    if any(row.number == number for row in copies.values() if number):
        raise StaleRecord(
            "Somebody else has sent copies of this document in the meantime.", hint="Prepare the pack again."
        )
    if _is_on_its_way(work, version_id, to):
        raise MeetingDeskError(
            f"{to.name} has this version already, or it is on its way.",
            hint="Recall it first, or send the next version.",
        )


def _is_on_its_way(work: UnitOfWork, version_id: UUID, to: Recipient) -> bool:
    """Say whether somebody was sent a version, or it waits to leave for them."""
    copies = work.find(DocumentCopy, version_id=version_id)
    mine = [row.id for row in copies if key_of_copy(row) == to.key]
    return bool(mine) and any(state_of(row) not in OVER for row in work.find(Distribution, copy_id=mine))


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def _changed(parcel: MadeParcel) -> StaleRecord:
    return StaleRecord(
        f"What is known of {parcel.to.name} changed after the pack was prepared.", hint="Prepare it again."
    )
