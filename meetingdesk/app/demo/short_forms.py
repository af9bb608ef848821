"""The short forms in which a story file writes the rows that it has many of.

A row is a table with the names of its fields, or a list: the values of its columns in this order, and at
the end, if need be, a table of further fields.
"""

from __future__ import annotations

from meetingdesk.domain.actions import Action, ActionPart, ActionStep
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.challenge import ChallengeStage
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.decisions import AgencyView, CoreGroupMember, DecisionOption, PlanPoint
from meetingdesk.domain.documents import Consent, Correction
from meetingdesk.domain.families import (
    CaseFlag,
    HouseholdStay,
    OrderBreach,
    OrderCondition,
    ParentalResponsibility,
    Relationship,
)
from meetingdesk.domain.information import Entry, RequestPrompt
from meetingdesk.domain.meetings import FormAnswer
from meetingdesk.domain.people import Address, Contact, ContactAttempt, Involvement, PersonName
from meetingdesk.domain.risk import FamilyView, Reflection, RiskPoint, ScaleRating
from meetingdesk.domain.rows import Row
from meetingdesk.domain.voice import VoiceWords

WHO = "who"
"""A column that names an agency ("housing"), somebody of an agency ("csc.brook") or, with @, a person."""

COLUMNS: dict[type[Row], tuple[str, ...]] = {
    PersonName: ("full", "kind", "language"),
    Address: ("lines", "kind"),
    Contact: ("kind", "value"),
    ContactAttempt: ("tried_on", WHO, "how", "result"),
    Involvement: ("kind", WHO, "name"),
    Relationship: ("person_id", "kind", "other_id"),
    HouseholdStay: ("person_id", "household", "since"),
    ParentalResponsibility: ("child_id", "holder_id", "held", "ground"),
    OrderCondition: ("text",),
    OrderBreach: ("happened_on", "text", "told"),
    CaseFlag: ("agency_id", "person_id", "placed_on", "expires_on"),
    Consent: ("person_id", "purpose", "state", "reason"),
    Event: ("happened_on", "agency_id", "kind", "about", "text"),
    FormAnswer: ("section", "question", "text"),
    Attendance: (WHO, "status"),
    RequestPrompt: ("text", "answer"),
    Entry: ("at", WHO, "kind", "about", "text"),
    VoiceWords: ("heard_by_id", "heard_on", "text"),
    RiskPoint: ("kind", "person_id", "text"),
    ScaleRating: (WHO, "child_id", "before", "now", "words"),
    Reflection: ("prompt", "answer"),
    FamilyView: ("person_id", "words"),
    DecisionOption: ("text", "rejected_because"),
    AgencyView: (WHO, "view", "reason"),
    PlanPoint: ("child_id", "need", "outcome", "success"),
    CoreGroupMember: (WHO, "visits_every"),
    Action: (WHO, "due_on", "protects", "text", "measure"),
    ActionStep: ("at", "kind", "to_status", "by", "note"),
    ActionPart: ("text", "status"),
    ChallengeStage: ("stage", "opened_on", "due_on", "by", "to"),
    Correction: ("asked_by", "place", "text"),
}

WHO_FIELDS: dict[type[Row], tuple[str, str, str]] = {
    Entry: ("agency_id", "professional_id", "speaker_id"),
    Action: ("owner_agency_id", "owner_id", "owner_person_id"),
}
"""Where a kind of row keeps the agency, the professional and the person, if not as most do."""

USUAL_WHO_FIELDS = ("agency_id", "professional_id", "person_id")


def who_fields(kind: type[Row]) -> tuple[str, str, str]:
    """Return the fields in which a kind of row keeps an agency, a professional and a person."""
    return WHO_FIELDS.get(kind, USUAL_WHO_FIELDS)
