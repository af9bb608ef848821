"""An invented conference that takes over a plan from another area."""

from __future__ import annotations

from datetime import date

from meetingdesk.app.deadlines import work_out
from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import ChildPlan, FamilyRole, PlanKind
from meetingdesk.domain.meetings import CaseTransfer, Direction
from meetingdesk.domain.people import YesNo
from tests.app.vignettes.held import Held, make_meeting

MOVED = date(2026, 11, 2)
NOTICE = date(2026, 11, 9)
"""The letter came a week after the move; the clock starts with it."""
PAPERS = date(2026, 11, 27)


def late_papers(desk: Desk) -> Held:
    """The family moved, the notice came a week later, the papers on the eve of the last day."""
    due = work_out("transfer_in", NOTICE.isoformat()).due
    held = make_meeting(desk, "transfer_in", due, reference="F-2026-021", due_on=due, due_rule="transfer_in")
    held.note(trigger_date=NOTICE)
    held.start()
    child = held.meet("Macsen Invented", FamilyRole.CHILD, birth_date=date(2016, 5, 5))
    held.meet("Lowri Invented", FamilyRole.PARENT)
    family_id = held.meeting.family_id
    assert family_id is not None
    # No screen asks for the papers of a transfer, nor for a plan that another area holds.
    held.do(
        AddRows(
            (
                CaseTransfer(
                    meeting_id=held.meeting_id,
                    family_id=family_id,
                    direction=Direction.IN,
                    other_area="Inventedshire",
                    moved_on=MOVED,
                    notified_on=NOTICE,
                    documents="Plan, last minutes; chronology missing",
                    documents_complete=YesNo.NO,
                    documents_received_on=PAPERS,
                    worker_attended=YesNo.YES,
                ),
                ChildPlan(
                    family_id=family_id,
                    child_id=child,
                    kind=PlanKind.CHILD_PROTECTION,
                    primary_category="EMO",
                    started_on=date(2026, 6, 1),
                    authority="Inventedshire",
                ),
            )
        )
    )
    held.come("Rhian Invented", "csc")
    held.come("Mererid Invented", "school")
    return held
