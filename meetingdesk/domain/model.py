"""All rows of the record, each after the rows it points to."""

from __future__ import annotations

from meetingdesk.domain.actions import Action, ActionFor, ActionPart, ActionStep
from meetingdesk.domain.agencies import Agency, Professional, Staff
from meetingdesk.domain.attendance import Attendance, Exclusion, Presence
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.chronology import Event, EventAbout
from meetingdesk.domain.decisions import (
    AgencyView,
    CoreGroupMember,
    Decision,
    DecisionChange,
    DecisionOption,
    PlanPoint,
)
from meetingdesk.domain.documents import (
    Acknowledgement,
    Cascade,
    Consent,
    Correction,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
    FileReceived,
    LegalHold,
    Retention,
)
from meetingdesk.domain.families import (
    CaseFlag,
    ChildPlan,
    CourtOrder,
    Family,
    FamilyMember,
    HouseholdStay,
    OrderBreach,
    OrderCondition,
    ParentalResponsibility,
    Relationship,
)
from meetingdesk.domain.information import (
    Entry,
    EntryAbout,
    EntryReader,
    InformationRequest,
    RequestPrompt,
    SharingDecision,
)
from meetingdesk.domain.meetings import (
    AgendaPoint,
    CaseLink,
    CaseTransfer,
    DefinitionCopy,
    FormAnswer,
    Meeting,
    MeetingCase,
    Series,
    StatementRead,
)
from meetingdesk.domain.people import (
    Address,
    AddressWithheld,
    Contact,
    ContactAttempt,
    ContactWithheld,
    Involvement,
    Person,
    PersonName,
)
from meetingdesk.domain.risk import FamilyView, Reflection, RiskPoint, ScaleRating
from meetingdesk.domain.rows import Row
from meetingdesk.domain.voice import Voice, VoiceWords

ROWS: tuple[type[Row], ...] = (
    Agency,
    Professional,
    Staff,
    Person,
    PersonName,
    Address,
    AddressWithheld,
    Contact,
    ContactWithheld,
    ContactAttempt,
    Involvement,
    Family,
    FamilyMember,
    Relationship,
    HouseholdStay,
    ParentalResponsibility,
    CourtOrder,
    OrderCondition,
    OrderBreach,
    ChildPlan,
    CaseFlag,
    Consent,
    DefinitionCopy,
    Series,
    Meeting,
    MeetingCase,
    AgendaPoint,
    FormAnswer,
    StatementRead,
    CaseLink,
    CaseTransfer,
    Attendance,
    Presence,
    Exclusion,
    InformationRequest,
    RequestPrompt,
    Entry,
    EntryAbout,
    EntryReader,
    SharingDecision,
    Event,
    EventAbout,
    Voice,
    VoiceWords,
    RiskPoint,
    ScaleRating,
    Reflection,
    FamilyView,
    Decision,
    DecisionOption,
    AgencyView,
    DecisionChange,
    PlanPoint,
    CoreGroupMember,
    Action,
    ActionFor,
    ActionStep,
    ActionPart,
    Challenge,
    ChallengeStage,
    Document,
    DocumentVersion,
    DocumentCopy,
    Distribution,
    Acknowledgement,
    Cascade,
    Correction,
    FileReceived,
    Retention,
    LegalHold,
)

ROW_OF_TABLE: dict[str, type[Row]] = {row.table: row for row in ROWS}
