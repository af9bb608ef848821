"""A need for another language: it is a task, so that somebody sees to the copy and it is followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.family_records import cases_of
from meetingdesk.app.kept_definitions import type_of
from meetingdesk.app.meeting_rows import MeetingRows, open_meeting
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.invitations import Case
from meetingdesk.domain.meeting_words import FOR_THE_FAMILY
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.other_languages import ORIGIN, needed_language
from meetingdesk.domain.people import Interpreter
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.unit_of_work import UnitOfWork

READS_FROM = 8
"""A child who is younger is told, and reads no letters."""


@dataclass(frozen=True, slots=True)
class AskForCopies:
    """Propose a task for everybody of the family who needs their copy in another language."""

    meeting_id: UUID
    at: datetime
    label: str = "Ask for copies in other languages"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add a task for each of them who has none yet."""
        ask_for_copies(work, self.meeting_id, self.at)
        return outcome_of(work, self)


def ask_for_copies(work: UnitOfWork, meeting_id: UUID, at: datetime) -> None:
    """Add such tasks to the work that ends a meeting, where its type has papers for the family."""
    kind = type_of(work, work.get(Meeting, meeting_id))
    if kind is None or kind.many_cases or FOR_THE_FAMILY.isdisjoint(kind.documents):
        return
    rows = open_meeting(work, meeting_id)
    seen_to = _seen_to(rows)
    for case in cases_of(rows, None, rows.meeting.held_on or at.date()):
        for somebody in _who_need_it(case):
            if somebody.id not in seen_to:
                task = _task(rows.meeting, case, somebody, len(rows.all(Action)))
                AgreeAction(task, (somebody.id,), at).apply(work)


def _seen_to(rows: MeetingRows) -> frozenset[UUID]:
    """Return for whom there is such a task already, or was one that somebody took back."""
    tasks = {row.id for row in rows.all(Action) if row.origin == ORIGIN}
    return frozenset(row.person_id for row in rows.all(ActionFor) if row.action_id in tasks)


def _who_need_it(case: Case) -> Iterator[Somebody]:
    for one in case.people:
        is_small = one.is_child and (one.age is None or one.age < READS_FROM)
        if needed_language(one.person) and not is_small:
            yield one


def _task(meeting: Meeting, case: Case, somebody: Somebody, position: int) -> Action:
    language = needed_language(somebody.person)
    is_signed = somebody.person.interpreter is Interpreter.SIGNER_NEEDED
    done = (
        f"Have the copy for {somebody.designation} explained in {language}"
        if is_signed
        else f"Have the copy for {somebody.designation} translated into {language}, or read to them in it"
    )
    return Action(
        reference="",
        meeting_id=meeting.id,
        family_id=case.id,
        position=position,
        text=done,
        why="they know what was decided and what is asked of them",
        owner_id=meeting.minute_taker_id,
        due_said="with the minutes",
        visibility=Visibility.V0,
        origin=ORIGIN,
        status=ActionStatus.PROPOSED,
    )
