"""A conference with approved papers and addresses to send them to; nobody here exists."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows, ChangeRow
from meetingdesk.app.sending.commands import HoldCopies, MadeCopy, MadeParcel
from meetingdesk.app.sending.listing import SendLine, SendList, send_list
from meetingdesk.app.sending.preparing import message_id_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.documents import Distribution
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.people import Involvement, InvolvementKind, PersonName
from meetingdesk.domain.roles import Deed
from tests.app.documents.held import Held as HeldMeeting
from tests.app.documents.held import hold
from tests.people import person_with

ACTIONS = DocumentKind.ACTION_LIST
MAIL = {
    "Imogen Trask": "imogen.trask@sampleby.gov.uk",
    "Leon Abbas": "leon.abbas@north.police.uk",
    "Farida Keogh": "farida.keogh@nhs.net",
    "Bronwen Silk": "bronwen.silk@nhs.net",
    "Gwyn Parrish": "gwyn.parrish@hill.sch.uk",
    "Dario Penrose": "dario.penrose@recovery.example",
}


@dataclass(frozen=True)
class Sending:
    """The meeting, and a coordinator who sends."""

    meeting: HeldMeeting
    desk: Desk

    @property
    def at(self) -> datetime:
        return self.meeting.after(hours=4)

    def later(self, **time: float) -> datetime:
        return self.at + timedelta(**time)

    def shown(self) -> SendList:
        with self.desk.reading() as reading:
            return send_list(reading, self.meeting.meeting_id, self.at.date())

    def line(self, worker: str) -> SendLine:
        return next(one for one in self.shown().lines if one.proposed.to.worker == worker)

    def parcel(self, worker: str, number: int = 1, folder: Path | None = None) -> MadeParcel:
        line = self.line(worker)
        shown = self.shown().version(ACTIONS)
        assert shown is not None
        file = (folder or Path("/nowhere")) / f"{number}.eml"
        content = f"To: {line.proposed.to.email}\r\nSubject: x\r\n\r\nx\r\n".encode()
        if folder is not None:
            file.write_bytes(content)
        return MadeParcel(
            line.proposed.to,
            line.route,
            (MadeCopy(shown.version_id, ACTIONS, number, f"{number:064x}", "pdf"),),
            message_id=message_id_of([shown.version_id], line.proposed.to, 0),
            path=str(file),
            sha256=hashlib.sha256(content).hexdigest(),
            by_server=True,
        )

    def hold(self, *parcels: MadeParcel, at: datetime | None = None) -> tuple[UUID, ...]:
        before = {row.id for row in self.rows()}
        self.desk.execute(HoldCopies(self.meeting.meeting_id, parcels, at or self.at))
        return tuple(row.id for row in self.rows() if row.id not in before)

    def rows(self) -> tuple[Distribution, ...]:
        with self.desk.reading() as reading:
            return reading.find(Distribution)


def sending(desk: Desk) -> Sending:
    meeting = hold(desk)
    with desk.reading() as reading:
        workers = {row.name: row for row in reading.find(Professional)}
        people = {row.full: row.person_id for row in reading.find(PersonName)}
    for name, address in MAIL.items():
        desk.execute(
            ChangeRow(Professional, workers[name].id, (("email", address),), "Address", Deed.PREPARE)
        )
    surgery = Agency(key="gp", name="Vale Surgery")
    desk.execute(
        AddRows(
            (
                surgery,
                Professional(name="Una Trial", agency_id=surgery.id, email="una.trial@nhs.net"),
                Involvement(person_id=people["Neville Ashe"], kind=InvolvementKind.GP, agency_id=surgery.id),
            ),
            "Add who works with them",
            Deed.PREPARE,
        )
    )
    meeting.take(ACTIONS)
    meeting.approve(ACTIONS)
    return Sending(meeting, Desk(desk.store, person_with("coordinator", name="Piers Andow")))


def with_reason(parcel: MadeParcel, reason: str) -> MadeParcel:
    return replace(parcel, reason=reason)
