"""Telling of documents: their versions, the copy of each reader, and what became of each copy."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from meetingdesk.app.demo.reader import Reader, Table, listed
from meetingdesk.app.demo.rules import calendar, policy
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.clocks import deadline
from meetingdesk.domain.documents import (
    Acknowledgement,
    Cascade,
    Correction,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
    SentBy,
    VersionState,
)
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meeting_words import ClockStart, DocumentKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.visibility import Visibility

FILE_CONTENT = b"An invented report. Nothing in it is about anybody.\n"
"""What every file that came in for a meeting of the story holds."""

FINISHED = frozenset({VersionState.APPROVED, VersionState.SEALED})
FAMILY = (Visibility.V0,)
PROFESSIONALS = (Visibility.V0, Visibility.V1)
POLICE = (*PROFESSIONALS, Visibility.V2, Visibility.V4)


def tell_paper(reader: Reader, meeting: Meeting, kind: MeetingType, table: Table) -> Document:
    """Read one document.

    `made` and `sent` are moments, `readers` are those who get a copy, each with what became of it after a
    stroke: "csc.brook/received, housing/passed on, @father/returned". What is "to be passed on" nobody has
    confirmed yet; nothing means not acknowledged.
    """
    assert meeting.held_on is not None, "a meeting of the story has its day"
    day, sort = meeting.held_on, DocumentKind(table["kind"])
    rule = next((one for one in kind.deadlines if one.document is sort), None)
    due = None
    if rule is not None:
        start = meeting.ended_at if rule.counted_from is ClockStart.MEETING_END else day
        due = deadline(rule.rule, start or day, policy=policy(), calendar=calendar()).book_by
    document = reader.add(
        Document(
            id=reader.ids.new(),
            meeting_id=meeting.id,
            family_id=meeting.family_id,
            kind=sort.value,
            title=table.get("title", sort.label),
            due_on=due,
            due_rule=rule.rule if rule else "",
        )
    )
    version = _version(reader, document, meeting, table)
    for number, correction in enumerate(listed(table.get("corrections", ())), start=1):
        reader.read_part(Correction, correction, day, version, number)
    for number, said in enumerate(listed(table.get("readers", ())), start=1):
        who, _, became = said.partition("/")
        _copy(reader, version, document, number, who, became, (table.get("sent", ""), day))
    return document


def _version(reader: Reader, document: Document, meeting: Meeting, table: Table) -> DocumentVersion:
    assert meeting.held_on is not None, "a meeting of the story has its day"
    state = VersionState(table.get("state", VersionState.DRAFT))
    made = reader.days.moment(table["made"], meeting.held_on)
    is_finished = state in FINISHED
    content = "\n\n".join((document.title, meeting.title, meeting.purpose, table.get("content", ""))).strip()
    return reader.add(
        DocumentVersion(
            id=reader.ids.new(),
            document_id=document.id,
            number=table.get("number", 1),
            state=state,
            made_at=made,
            made_by="Minute taker",
            approved_by_id=meeting.chair_id if is_finished else None,
            approved_at=made + timedelta(minutes=30) if is_finished else None,
            quality_checked_by="Quality checker" if state is VersionState.SEALED else "",
            quality_checked_at=made + timedelta(minutes=20) if state is VersionState.SEALED else None,
            sealed_at=made + timedelta(minutes=40) if state is VersionState.SEALED else None,
            content=content,
            content_hash=_hash(content),
            amendments=table.get("amendments", ""),
            visibility=Visibility(table.get("visibility", "V1")),
        )
    )


def _copy(
    reader: Reader,
    version: DocumentVersion,
    document: Document,
    number: int,
    who: str,
    became: str,
    sent: tuple[str, date],
) -> None:
    person = reader.link("person", who[1:]) if who.startswith("@") else None
    agency = None if person else reader.link("agency", who.partition(".")[0])
    professional = reader.link("professional", who) if "." in who and not person else None
    sees = FAMILY if person else POLICE if who.startswith("police") else PROFESSIONALS
    made = (version.made_at or reader.days.moment("09:00", sent[1])) + timedelta(hours=1)
    copy = reader.add(
        DocumentCopy(
            id=reader.ids.new(),
            version_id=version.id,
            number=number,
            agency_id=agency,
            professional_id=professional,
            person_id=person,
            reader=_reader_name(reader, who),
            sees=sees,
            format="pdf",
            file_hash=_hash(f"{version.content_hash} {number}"),
            made_at=made,
            checked_at=made + timedelta(minutes=1),
        )
    )
    if not sent[0]:
        return
    left = reader.days.moment(*sent)
    gone = reader.add(
        Distribution(
            id=reader.ids.new(),
            copy_id=copy.id,
            method=SentBy.RECORDED_POST if person else SentBy.SECURE_EMAIL,
            due_on=document.due_on,
            due_rule=document.due_rule,
            sent_at=left,
            sent_by="Coordinator",
            returned_at=left + timedelta(days=3) if became == "returned" else None,
            returned_because="Not known at this address" if became == "returned" else "",
        )
    )
    if became in ("received", "passed on", "to be passed on"):
        heard = left + timedelta(hours=3)
        how = "read receipt" if became == "received" else "reply"
        name = copy.reader
        receipt = Acknowledgement(id=reader.ids.new(), distribution_id=gone.id, at=heard, by=name, how=how)
        reader.add(receipt)
        if became != "received":
            is_confirmed = became == "passed on"
            on = Cascade(
                id=reader.ids.new(),
                distribution_id=gone.id,
                to="Duty team",
                what="Own actions",
                confirmed=YesNo.YES if is_confirmed else YesNo.UNKNOWN,
                at=heard + timedelta(hours=1) if is_confirmed else None,
            )
            reader.add(on)


def _reader_name(reader: Reader, who: str) -> str:
    if who.startswith("@"):
        return "A member of the family"
    row = reader.rows.get(reader.link("professional", who) if "." in who else reader.link("agency", who))
    return row.name if isinstance(row, Professional | Agency) else ""


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
