"""Meetings that were held and ended, for tests of their documents; nobody here exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.documents.approving import ApproveVersion, SealVersion, TakeDraft
from meetingdesk.app.documents.versions import newest_version
from meetingdesk.app.live.running import EndMeeting, StartMeeting
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.documents import Distribution, Document, DocumentCopy, DocumentVersion
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import Meeting, MeetingStatus
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.visibility import Visibility
from tests.people import person_with
from tests.ui.meeting.seeds import SeededMeeting, plan_icpc

SAID = "The health visitor saw both children at home"
RESTRICTED = "A neighbour spoke of it in confidence"
ADVICE = "Counsel thinks the threshold is met"
SENSITIVE = "The address is watched"
NEXT_DAY = date(2026, 11, 26)
MINUTES, LETTER = DocumentKind.FULL_MINUTES, DocumentKind.DECISION_LETTER

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Held:
    """A meeting that has ended, and somebody who took its minutes and chairs it."""

    desk: Desk
    meeting_id: UUID
    ended_at: datetime

    def after(self, **time: float) -> datetime:
        return self.ended_at + timedelta(**time)

    def newest(self, kind: DocumentKind = MINUTES) -> DocumentVersion:
        with self.desk.reading() as reading:
            found = newest_version(reading, self.meeting_id, kind)
        assert found is not None
        return found[1]

    def all(self, kind: type[R]) -> tuple[R, ...]:
        with self.desk.reading() as reading:
            return reading.find(kind)

    def say(self, text: str, visibility: Visibility = Visibility.V1) -> Entry:
        entry = Entry(meeting_id=self.meeting_id, text=text, visibility=visibility, at=self.ended_at)
        self.desk.execute(AddRows((entry,)))
        return entry

    def take(self, kind: DocumentKind = MINUTES) -> DocumentVersion:
        self.desk.execute(TakeDraft(self.meeting_id, kind, self.after(hours=1)))
        return self.newest(kind)

    def approve(self, kind: DocumentKind = MINUTES) -> DocumentVersion:
        self.approve_version(self.newest(kind).id, self.after(hours=2))
        return self.newest(kind)

    def finalise(self, status: MeetingStatus = MeetingStatus.APPROVED) -> None:
        """Have the record finalised, or a draft again, without a step that undo would take back."""
        with self.desk.store.work(self.desk.person, Deed.IMPORT) as work:
            work.put(replace(work.get(Meeting, self.meeting_id), status=status))
            work.commit("Finalise")

    def approve_version(self, version_id: UUID, at: datetime) -> None:
        """Approve it of a record that is finalised for that, and open for changes again afterwards."""
        before = self.meeting().status
        self.finalise()
        try:
            self.desk.execute(ApproveVersion(version_id, at))
        finally:
            self.finalise(before)

    def seal(self, kind: DocumentKind = MINUTES) -> DocumentVersion:
        self.approve(kind)
        self.desk.execute(SealVersion(self.newest(kind).id, self.after(hours=3)))
        return self.newest(kind)

    def send(self, version: DocumentVersion, reader: str = "Police") -> None:
        sender = Desk(self.desk.store, person_with("coordinator", name="Piers Andow"))
        copy = DocumentCopy(version_id=version.id, number=1, reader=reader)
        gone = Distribution(copy_id=copy.id, sent_at=self.after(days=1))
        sender.execute(AddRows((copy, gone), "Send", Deed.SEND))

    def meeting(self) -> Meeting:
        with self.desk.reading() as reading:
            return reading.get(Meeting, self.meeting_id)

    def next_meeting(self, status: MeetingStatus = MeetingStatus.LIVE) -> Meeting:
        before = self.meeting()
        following = replace(
            before,
            id=new_id(),
            reference=f"{before.reference}, the next",
            previous_id=before.id,
            held_on=NEXT_DAY,
            sequence=2,
            status=status,
        )
        with self.desk.store.work(self.desk.person, Deed.PREPARE) as work:
            work.add(following)
            work.commit("Plan")
        return following

    def document(self, kind: DocumentKind = MINUTES) -> Document:
        with self.desk.reading() as reading:
            found = newest_version(reading, self.meeting_id, kind)
        assert found is not None
        return found[0]


def hold(desk: Desk, plan: Callable[[Desk], SeededMeeting] = plan_icpc) -> Held:
    seeded = plan(desk)
    desk.execute(StartMeeting(seeded.meeting_id, seeded.begins))
    said = Entry(meeting_id=seeded.meeting_id, text=SAID, at=seeded.begins)
    desk.execute(AddRows((said,)))
    ended_at = seeded.begins + timedelta(hours=2)
    desk.execute(EndMeeting(seeded.meeting_id, ended_at))
    return Held(desk, seeded.meeting_id, ended_at)
