"""Families: who belongs to one, in which role, under which roof and which orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    AddressId,
    AgencyId,
    FamilyId,
    Line,
    OrderId,
    PersonId,
    ProfessionalId,
    Row,
    Text,
)
from meetingdesk.domain.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Row):
    """A family (case); its reference is its thread, and meetings add a date to it."""

    table: ClassVar[str] = "family"
    many: ClassVar[str] = "families"
    searched: ClassVar[tuple[str, ...]] = ("reference",)
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("reference",),)

    reference: Line
    opened_on: date | None = None
    closed_on: date | None = None
    closed_because: Line = ""
    area: Line = ""
    alert: Text = ""
    """Shown on every screen of the family: what could put somebody in danger."""
    lead_professional_id: ProfessionalId | None = None


class FamilyRole(StrEnum):
    """What a person is in one family; roles belong to the case, never to the person."""

    CHILD = "child"
    UNBORN = "unborn"
    SIBLING_NOT_SUBJECT = "sibling_not_subject"
    PARENT = "parent"
    PARTNER = "partner"
    VICTIM = "victim"
    ALLEGED_PERPETRATOR = "alleged_perpetrator"
    OTHER_HOUSEHOLD = "other_household"
    SIGNIFICANT_OTHER = "significant_other"


SUBJECT_ROLES = frozenset({FamilyRole.CHILD, FamilyRole.UNBORN})


class Approached(StrEnum):
    """Whether a father or partner has been spoken with."""

    IN_CONTACT = "in_contact"
    TO_BE_CONTACTED = "to_be_contacted"
    NOT_APPROACHED = "not_approached"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember(Row):
    """One role of one person in one family."""

    table: ClassVar[str] = "family_member"
    many: ClassVar[str] = "members"
    inside: ClassVar[str | None] = "family_id"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("family_id", "person_id", "role"),)

    family_id: FamilyId
    person_id: PersonId
    role: FamilyRole
    position: int = 0
    in_household: YesNo = YesNo.UNKNOWN
    approached: Approached = Approached.NOT_KNOWN
    approached_note: Line = ""
    since: date | None = None
    until: date | None = None
    note: Text = ""


class RelationshipKind(StrEnum):
    """What one person is to another; no sex is assumed."""

    PARENT_OF = "parent_of"
    STEP_PARENT_OF = "step_parent_of"
    ADOPTIVE_PARENT_OF = "adoptive_parent_of"
    FOSTER_CARER_OF = "foster_carer_of"
    GRANDPARENT_OF = "grandparent_of"
    CARER_OF = "carer_of"
    SIBLING_OF = "sibling_of"
    HALF_SIBLING_OF = "half_sibling_of"
    TWIN_OF = "twin_of"
    PARTNER_OF = "partner_of"
    FORMER_PARTNER_OF = "former_partner_of"
    RELATIVE_OF = "relative_of"
    FRIEND_OF = "friend_of"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship(Row):
    """What one person is to another, and since when."""

    table: ClassVar[str] = "relationship"
    many: ClassVar[str] = "relationships"
    inside: ClassVar[str | None] = "family_id"

    family_id: FamilyId
    person_id: PersonId
    kind: RelationshipKind
    other_id: PersonId
    is_putative: bool = False
    since: date | None = None
    until: date | None = None
    note: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdStay(Row):
    """Who lived under which roof, and when."""

    table: ClassVar[str] = "household_stay"
    many: ClassVar[str] = "household_stays"
    inside: ClassVar[str | None] = "family_id"

    family_id: FamilyId
    person_id: PersonId
    household: Line
    address_id: AddressId | None = None
    since: date | None = None
    until: date | None = None
    note: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentalResponsibility(Row):
    """Whether somebody holds parental responsibility for a child, and on what ground."""

    table: ClassVar[str] = "parental_responsibility"
    many: ClassVar[str] = "parental_responsibilities"
    inside: ClassVar[str | None] = "family_id"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("family_id", "child_id", "holder_id"),)

    family_id: FamilyId
    child_id: PersonId
    holder_id: PersonId
    held: YesNo = YesNo.UNKNOWN
    ground: Line = ""
    since: date | None = None
    until: date | None = None


class OrderKind(StrEnum):
    """The orders and conditions that meetings ask about."""

    NON_MOLESTATION = "non_molestation"
    OCCUPATION = "occupation"
    RESTRAINING = "restraining"
    PROTECTION_NOTICE = "protection_notice"
    PROTECTION_ORDER = "protection_order"
    STALKING_PROTECTION = "stalking_protection"
    BAIL = "bail"
    LICENCE = "licence"
    CHILD_ARRANGEMENTS = "child_arrangements"
    PROHIBITED_STEPS = "prohibited_steps"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    EMERGENCY_PROTECTION = "emergency_protection"
    POLICE_PROTECTION = "police_protection"
    INTERIM_CARE = "interim_care"
    CARE = "care"
    SUPERVISION = "supervision"
    WRITTEN_AGREEMENT = "written_agreement"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtOrder(Row):
    """An order, bail or licence about somebody, and when it runs out."""

    table: ClassVar[str] = "court_order"
    many: ClassVar[str] = "orders"
    inside: ClassVar[str | None] = "family_id"
    searched: ClassVar[tuple[str, ...]] = ("text",)

    family_id: FamilyId
    kind: OrderKind
    text: Text = ""
    bound_id: PersonId | None = None
    protects_id: PersonId | None = None
    issued_by: Line = ""
    made_on: date | None = None
    expires_on: date | None = None
    ended_on: date | None = None
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCondition(Row):
    """One condition of an order, with its own end where it has one."""

    table: ClassVar[str] = "order_condition"
    many: ClassVar[str] = "conditions"
    inside: ClassVar[str | None] = "order_id"

    order_id: OrderId
    text: Text
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBreach(Row):
    """A breach of an order: what, when, and who was told."""

    table: ClassVar[str] = "order_breach"
    many: ClassVar[str] = "breaches"
    inside: ClassVar[str | None] = "order_id"

    order_id: OrderId
    text: Text
    happened_on: date | None = None
    told: Line = ""


class PlanKind(StrEnum):
    """Under which kind of plan a child stands."""

    CHILD_PROTECTION = "child_protection"
    CHILD_IN_NEED = "child_in_need"
    FAMILY_HELP = "family_help"
    LOOKED_AFTER = "looked_after"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildPlan(Row):
    """A child's time under a plan, from its start to its end."""

    table: ClassVar[str] = "child_plan"
    many: ClassVar[str] = "child_plans"
    inside: ClassVar[str | None] = "family_id"

    family_id: FamilyId
    child_id: PersonId
    kind: PlanKind
    categories: tuple[str, ...] = ()
    primary_category: Line = ""
    started_on: date | None = None
    ended_on: date | None = None
    end_reason: Line = ""
    authority: Line = ""
    is_temporary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFlag(Row):
    """A marker that an agency placed on its own file, and when it runs out."""

    table: ClassVar[str] = "case_flag"
    many: ClassVar[str] = "flags"
    inside: ClassVar[str | None] = "family_id"

    family_id: FamilyId
    agency_id: AgencyId
    person_id: PersonId | None = None
    placed_on: date | None = None
    placed_by_id: ProfessionalId | None = None
    expires_on: date | None = None
    removed_on: date | None = None
    extended_because: Line = ""
