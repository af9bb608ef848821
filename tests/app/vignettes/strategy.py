"""Invented strategy discussions and meetings."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.roll_call import MarkTheRest
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.meetings import Mode
from tests.app.vignettes.held import Held, follow_up, make_meeting

DAY = date(2026, 11, 3)


def two_discussions(desk: Desk) -> tuple[Held, Held]:
    """A baby of seven weeks with a bruise: by telephone from the ward, then a meeting on the fourth day."""
    phone = make_meeting(desk, "strategy", DAY, reference="F-2026-012")
    phone.note(mode=Mode.TELEPHONE)
    phone.start()
    phone.meet("Wren Invented", FamilyRole.CHILD, birth_date=date(2026, 9, 15))
    phone.meet("Isla Invented", FamilyRole.PARENT)
    phone.come("Rhian Invented", "csc")
    phone.come("Huw Invented", "police")
    phone.come("Anwen Invented", "hospital")
    phone.say("information", "Bruise on the left cheek, 2 cm; he does not roll yet.", "hospital")
    _decide(phone, "Child 1", "enquiries_joint", "A baby who does not move does not bruise.")
    # No screen asks on which day the enquiries began.
    phone.note(enquiry_started_on=DAY)
    phone.end(25)
    later = follow_up(phone, "strategy", date(2026, 11, 6)).start()
    later.come("Rhian Invented", "csc")
    later.come("Huw Invented", "police")
    later.come("Anwen Invented", "hospital")
    later.say("information", "The scan shows no older injury.", "hospital")
    _decide(later, "Child 1", "enquiries_continue", "The cause is not known.")
    # The minutes of the second say again when the enquiries began.
    later.note(enquiry_started_on=DAY)
    return phone, later.end()


def professional_accused(desk: Desk) -> Held:
    """A teaching assistant is accused; a brother is at the same school; the family is not asked to come."""
    held = make_meeting(desk, "strategy", DAY, reference="F-2026-013")
    held.start()
    held.meet("Kit Invented", FamilyRole.CHILD, birth_date=date(2018, 2, 3))
    held.meet("Ross Invented", FamilyRole.SIBLING_NOT_SUBJECT, birth_date=date(2015, 4, 5))
    held.meet("Maeve Invented", FamilyRole.PARENT)
    held.say("referral", "A teaching assistant is said to have hit Kit; Ross is at the same school.")
    return held


def say_what_police_hold_back(held: Held) -> UUID:
    held.come("Huw Invented", "police")
    return held.say("police_sensitive", "Two earlier complaints; an arrest is planned for Friday.", "police")


def without_police(desk: Desk) -> Held:
    """Nobody of the police is there, and somebody wants to end it without a word why."""
    held = make_meeting(desk, "strategy", DAY, reference="F-2026-014")
    held.invite_all()
    held.start()
    held.meet("Elis Invented", FamilyRole.CHILD, birth_date=date(2020, 6, 7))
    held.come("Rhian Invented", "csc")
    held.come("Anwen Invented", "hospital")
    held.mark(AttendanceStatus.ABSENT, "police")
    held.do(MarkTheRest(held.meeting_id, held.at, AttendanceStatus.APOLOGIES))
    held.go_to("decision", 20)
    held.fill("decision", "Child 1", Decision, outcome="no_further")
    return held


def _decide(held: Held, title: str, outcome: str, why: str) -> None:
    held.fill("decision", title, Decision, outcome=outcome, rationale=why)
