"""What documents call things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time

from meetingdesk.domain.actions import Action, ActionStatus, NotCompleted
from meetingdesk.domain.attendance import AttendanceStatus, ExclusionGround, ReportState
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import View
from meetingdesk.domain.families import FamilyRole, OrderKind, PlanKind
from meetingdesk.domain.information import EntryKind, EntryStatus, RequestState
from meetingdesk.domain.people import InvolvementKind
from meetingdesk.domain.risk import RiskKind
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import NotSought, SeenAlone

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)

ENTRY: Mapping[EntryKind, str] = {
    EntryKind.FACT: "Fact",
    EntryKind.REPORTED: "Reported",
    EntryKind.OBSERVED: "Observed",
    EntryKind.OPINION: "Opinion",
    EntryKind.ANALYSIS: "Analysis",
    EntryKind.ALLEGATION: "Allegation",
    EntryKind.SAID: "Said",
    EntryKind.NOTE: "",
}
FIRMNESS: Mapping[EntryStatus, str] = {
    EntryStatus.NOT_SAID: "",
    EntryStatus.CONFIRMED: "confirmed",
    EntryStatus.DISPUTED: "disputed",
    EntryStatus.UNKNOWN: "not known whether it is so",
    EntryStatus.HISTORIC: "from earlier",
}
CAME: Mapping[AttendanceStatus, str] = {
    AttendanceStatus.INVITED: "invited",
    AttendanceStatus.PRESENT: "",
    AttendanceStatus.PRESENT_REMOTE: "remote",
    AttendanceStatus.PART: "for a part",
    AttendanceStatus.APOLOGIES: "apologies",
    AttendanceStatus.APOLOGIES_WITH_REPORT: "apologies, report received",
    AttendanceStatus.ABSENT: "absent",
    AttendanceStatus.SENT_DEPUTY: "sent a deputy",
    AttendanceStatus.OBSERVER: "observer",
    AttendanceStatus.SUPPORTER: "supporter",
    AttendanceStatus.EXCLUDED: "kept out",
    AttendanceStatus.CAME_UNINVITED: "came without invitation",
    AttendanceStatus.DECLINED: "declined",
}
REPORT: Mapping[ReportState, str] = {
    ReportState.NOT_REQUIRED: "",
    ReportState.ASKED: "report asked for",
    ReportState.ON_TIME: "report received",
    ReportState.LATE: "report received late",
    ReportState.VERBAL_ONLY: "report given orally",
    ReportState.NOT_RECEIVED: "report not received",
    ReportState.SENT_BACK: "report sent back",
}
VIEW: Mapping[View, str] = {
    View.AGREES: "agrees",
    View.DISAGREES: "disagrees",
    View.ABSTAINS: "abstains",
    View.ABSENT: "was not present",
    View.NOT_ASKED: "was not asked",
}
RISK: Mapping[RiskKind, str] = {
    RiskKind.HARM: "Harm so far",
    RiskKind.WORRY: "Worries",
    RiskKind.COMPLICATING: "What makes it harder",
    RiskKind.STRENGTH: "Strengths",
    RiskKind.SAFETY: "Safety that is there",
    RiskKind.NEEDS_TO_HAPPEN: "What needs to happen",
    RiskKind.DANGER_STATEMENT: "Danger statement",
    RiskKind.SAFETY_GOAL: "Safety goal",
    RiskKind.GAP: "What is not known",
    RiskKind.RISK_TO_STAFF: "Risk to staff",
}
REQUEST: Mapping[RequestState, str] = {
    RequestState.ASKED: "asked, no answer yet",
    RequestState.ANSWERED: "answered",
    RequestState.NOTHING_KNOWN: "checked, nothing known",
    RequestState.DECLINED: "did not share",
    RequestState.NOT_ASKED: "not asked",
}
STATUS: Mapping[ActionStatus, str] = {
    ActionStatus.PROPOSED: "proposed",
    ActionStatus.UNCONFIRMED: "not confirmed yet",
    ActionStatus.OPEN: "open",
    ActionStatus.IN_PROGRESS: "in progress",
    ActionStatus.COMPLETED: "done",
    ActionStatus.NOT_COMPLETED: "not done",
    ActionStatus.SUPERSEDED: "replaced",
    ActionStatus.WITHDRAWN: "withdrawn",
}
NOT_DONE: Mapping[NotCompleted, str] = {
    NotCompleted.CIRCUMSTANCES_CHANGED: "circumstances changed",
    NotCompleted.AGENCY_DID_NOT_ACT: "the agency did not do it",
    NotCompleted.FAMILY_DECLINED: "the family declined",
    NotCompleted.SERVICE_UNAVAILABLE: "the service was not available",
    NotCompleted.UNSAFE: "it was not safe",
    NotCompleted.DUPLICATE: "another action covers it",
    NotCompleted.OTHER: "for another reason",
}
READERS: Mapping[Visibility, str] = {
    Visibility.V0: "",
    Visibility.V1: "For professionals only.",
    Visibility.V2: "Restricted to those named.",
    Visibility.V3: "Legal advice.",
    Visibility.V4: "Police-sensitive.",
    Visibility.V5: "",
}
SEEN: Mapping[SeenAlone, str] = {
    SeenAlone.ALONE: "alone",
    SeenAlone.WITH_SOMEBODY: "with somebody there",
    SeenAlone.PARENT_PRESENT: "with a parent there",
    SeenAlone.NOT_KNOWN: "not known whether alone",
}
NOT_HEARD: Mapping[NotSought, str] = {
    NotSought.UNBORN: "not born yet",
    NotSought.TOO_YOUNG: "too young to be asked in words",
    NotSought.REFUSED: "did not want to be asked",
    NotSought.NOT_SEEN: "was not seen",
    NotSought.UNSAFE: "it was not safe to ask",
    NotSought.NOT_ARRANGED: "nobody arranged it",
}

ROLE: Mapping[FamilyRole, str] = {
    FamilyRole.CHILD: "child",
    FamilyRole.UNBORN: "unborn child",
    FamilyRole.SIBLING_NOT_SUBJECT: "brother or sister",
    FamilyRole.PARENT: "parent",
    FamilyRole.PARTNER: "partner",
    FamilyRole.VICTIM: "person harmed",
    FamilyRole.ALLEGED_PERPETRATOR: "said to cause harm",
    FamilyRole.OTHER_HOUSEHOLD: "of the household",
    FamilyRole.SIGNIFICANT_OTHER: "matters to the family",
}
INVOLVED: Mapping[InvolvementKind, str] = {
    InvolvementKind.GP: "GP",
    InvolvementKind.SCHOOL: "School",
    InvolvementKind.EARLY_YEARS: "Nursery",
    InvolvementKind.HEALTH_VISITOR: "Health visitor",
    InvolvementKind.SCHOOL_NURSE: "School nurse",
    InvolvementKind.MIDWIFE: "Midwife",
    InvolvementKind.SOCIAL_WORKER: "Social worker",
    InvolvementKind.TEAM_MANAGER: "Team manager",
    InvolvementKind.LEAD_PROFESSIONAL: "Lead professional",
    InvolvementKind.IDVA: "IDVA",
    InvolvementKind.ADVOCATE: "Advocate",
    InvolvementKind.PROBATION: "Probation",
    InvolvementKind.ADULT_SERVICE: "Adult service",
    InvolvementKind.OTHER: "Other service",
}
ORDER: Mapping[OrderKind, str] = {
    OrderKind.NON_MOLESTATION: "Non-molestation order",
    OrderKind.OCCUPATION: "Occupation order",
    OrderKind.RESTRAINING: "Restraining order",
    OrderKind.PROTECTION_NOTICE: "Protection notice",
    OrderKind.PROTECTION_ORDER: "Protection order",
    OrderKind.STALKING_PROTECTION: "Stalking protection order",
    OrderKind.BAIL: "Bail",
    OrderKind.LICENCE: "Licence",
    OrderKind.CHILD_ARRANGEMENTS: "Child arrangements order",
    OrderKind.PROHIBITED_STEPS: "Prohibited steps order",
    OrderKind.SPECIAL_GUARDIANSHIP: "Special guardianship order",
    OrderKind.EMERGENCY_PROTECTION: "Emergency protection order",
    OrderKind.POLICE_PROTECTION: "Police protection",
    OrderKind.INTERIM_CARE: "Interim care order",
    OrderKind.CARE: "Care order",
    OrderKind.SUPERVISION: "Supervision order",
    OrderKind.WRITTEN_AGREEMENT: "Written agreement",
    OrderKind.OTHER: "Other order",
}
PLAN: Mapping[PlanKind, str] = {
    PlanKind.CHILD_PROTECTION: "child protection plan",
    PlanKind.CHILD_IN_NEED: "child in need plan",
    PlanKind.FAMILY_HELP: "family help plan",
    PlanKind.LOOKED_AFTER: "looked after",
    PlanKind.REGISTER: "on the child protection register",
}
EXCLUDED: Mapping[ExclusionGround, str] = {
    ExclusionGround.CHILD_WELFARE: "for the child’s welfare",
    ExclusionGround.VIOLENCE_OR_THREATS: "because of violence or threats",
    ExclusionGround.CHILD_ASKS: "because a child asks for it",
    ExclusionGround.OTHERS_SILENCED: "because others could not speak",
    ExclusionGround.CONFIDENTIAL_INFORMATION: "because of confidential information",
    ExclusionGround.FAMILY_CONFLICT: "because of conflict in the family",
}


def say_long_day(day: date) -> str:
    """Return a day in full: Friday 20 November 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_time(moment: time | None) -> str:
    """Return a time of day: 14:05."""
    return f"{moment:%H:%M}" if moment is not None else ""


def joined(parts: Iterable[str], by: str = ", ") -> str:
    """Return what there is, one behind the other."""
    return by.join(part for part in parts if part)


def sentence(text: str) -> str:
    """Return a text that begins with a capital and ends with a mark, as a sentence does."""
    text = text.strip()
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".!?…”" else ".")


_BEGIN_SENTENCES = frozenset(
    {
        *(
            "a",
            "an",
            "the",
            "he",
            "she",
            "they",
            "it",
            "we",
            "her",
            "his",
            "their",
            "its",
            "nobody",
            "somebody",
        ),
        *(
            "no",
            "each",
            "every",
            "all",
            "both",
            "this",
            "that",
            "these",
            "there",
            "what",
            "who",
            "where",
            "how",
        ),
        *(
            "written",
            "visit",
            "receipt",
            "record",
            "note",
            "report",
            "letter",
            "photograph",
            "reference",
            "marker",
        ),
        *(
            "observation",
            "contact",
            "confirmation",
            "answer",
            "attendance",
            "minutes",
            "copy",
            "completed",
            "signed",
        ),
    }
)
"""Words that are no name, so that a text that begins with one can stand inside of a sentence."""


def inside(text: str) -> str:
    """Return a text as it stands inside of a sentence, unless it may begin with a name."""
    first = text.split(" ", 1)[0].rstrip(",:;'’")
    return text[:1].lower() + text[1:] if first.casefold() in _BEGIN_SENTENCES else text


def due_of(action: Action) -> str:
    """Return by when an action is done, as a document says it."""
    if action.due_on is not None:
        return say_day(action.due_on)
    return action.due_said or action.frequency or "no date"
