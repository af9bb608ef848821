"""Persons of a family: names, ages and expected dates, where they live and who must not know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from meetingdesk.domain.rows import AddressId, AgencyId, ContactId, Line, PersonId, ProfessionalId, Row, Text
from meetingdesk.domain.visibility import Visibility


class YesNo(StrEnum):
    """An answer in which not knowing is different from no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class BirthDateIs(StrEnum):
    """How sure the date of birth is."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


class Pregnancy(StrEnum):
    """What became of an unborn child."""

    EXPECTED = "expected"
    BORN = "born"
    ENDED = "ended"


class Interpreter(StrEnum):
    """Whether somebody needs an interpreter, of speech or of signs."""

    NOT_KNOWN = "not_known"
    NOT_NEEDED = "not_needed"
    NEEDED = "needed"
    SIGNER_NEEDED = "signer_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    """Somebody the meeting speaks of: a child, an unborn child, an adult, or somebody not yet identified."""

    table: ClassVar[str] = "person"
    many: ClassVar[str] = "people"
    searched: ClassVar[tuple[str, ...]] = ("label", "notes")

    label: Line = ""
    """What to call a person without a name: "Unborn baby", "Man seen on 3 November"."""
    is_identified: bool = True
    birth_date: date | None = None
    birth_date_is: BirthDateIs = BirthDateIs.UNKNOWN
    approximate_age: int | None = None
    approximate_age_on: date | None = None
    expected_date: date | None = None
    mother_id: PersonId | None = None
    pregnancy: Pregnancy | None = None
    pregnancy_ended_on: date | None = None
    born_as_id: PersonId | None = None
    """The child that this unborn child became; the unborn record stays as it was."""
    died_on: date | None = None
    sex: Line = ""
    gender: Line = ""
    pronouns: Line = ""
    ethnicity: Line = ""
    nationality: Line = ""
    heritage: Line = ""
    religion: Line = ""
    first_language: Line = ""
    interpreter: Interpreter = Interpreter.NOT_KNOWN
    interpreter_language: Line = ""
    disability: Line = ""
    communication_needs: Line = ""
    immigration: Line = ""
    occupation: Line = ""
    works_for_id: AgencyId | None = None
    """The attending agency this person works for, so that the conflict is seen before the case is heard."""
    nhs_number: Line = ""
    upn: Line = ""
    authority_reference: Line = ""
    legal_status: Line = ""
    lgbt_plus: YesNo = YesNo.UNKNOWN
    """Only as the person says it; not known and no are different in every figure."""
    care_and_support_needs: Line = ""
    whereabouts: Line = ""
    supervision: Line = ""
    """Custody, bail, licence, MAPPA or other management of somebody who may cause harm."""
    safe_to_call: YesNo = YesNo.UNKNOWN
    safe_times: Line = ""
    safe_method: Line = ""
    afraid_of: Text = ""
    safe_to_talk_to: Text = ""
    aware_of_referral: YesNo = YesNo.UNKNOWN
    not_aware_because: Line = ""
    notes: Text = ""


class NameKind(StrEnum):
    """What a name is to its bearer."""

    LEGAL = "legal"
    KNOWN_AS = "known_as"
    BIRTH = "birth"
    FORMER = "former"
    ALIAS = "alias"
    OTHER_SCRIPT = "other_script"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName(Row):
    """One of a person's names, whole, as its bearer writes it."""

    table: ClassVar[str] = "person_name"
    many: ClassVar[str] = "names"
    inside: ClassVar[str | None] = "person_id"
    searched: ClassVar[tuple[str, ...]] = ("full",)

    person_id: PersonId
    full: Line
    given: Line = ""
    family: Line = ""
    kind: NameKind = NameKind.LEGAL
    is_preferred: bool = True
    language: Line = ""


class AddressKind(StrEnum):
    """What an address is to the person who lives there."""

    HOME = "home"
    TEMPORARY = "temporary"
    REFUGE = "refuge"
    PLACEMENT = "placement"
    CUSTODY = "custody"
    HOSPITAL = "hospital"
    WORK = "work"
    FORMER = "former"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Row):
    """Where a person lives or lived; `visibility` narrows what must not be read around a table."""

    table: ClassVar[str] = "address"
    many: ClassVar[str] = "addresses"
    inside: ClassVar[str | None] = "person_id"

    person_id: PersonId
    lines: Text
    postcode: Line = ""
    kind: AddressKind = AddressKind.HOME
    since: date | None = None
    until: date | None = None
    visibility: Visibility = Visibility.V1
    is_safe_place: bool = False


class ContactKind(StrEnum):
    """How somebody is reached."""

    MOBILE = "mobile"
    TELEPHONE = "telephone"
    EMAIL = "email"
    THROUGH_SOMEBODY = "through_somebody"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Row):
    """A way to reach a person, and whether it is safe."""

    table: ClassVar[str] = "contact"
    many: ClassVar[str] = "contacts"
    inside: ClassVar[str | None] = "person_id"

    person_id: PersonId
    kind: ContactKind
    value: Line
    is_safe: YesNo = YesNo.UNKNOWN
    safe_times: Line = ""
    note: Line = ""
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressWithheld(Row):
    """An address must not reach this person in any file that leaves."""

    table: ClassVar[str] = "address_withheld"
    many: ClassVar[str] = "withheld_from"
    inside: ClassVar[str | None] = "address_id"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("address_id", "from_id"),)

    address_id: AddressId
    from_id: PersonId
    reason: Line = ""
    decided_by_id: ProfessionalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWithheld(Row):
    """A telephone number or e-mail address must not reach this person in any file that leaves."""

    table: ClassVar[str] = "contact_withheld"
    many: ClassVar[str] = "withheld_from"
    inside: ClassVar[str | None] = "contact_id"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("contact_id", "from_id"),)

    contact_id: ContactId
    from_id: PersonId
    reason: Line = ""
    decided_by_id: ProfessionalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAttempt(Row):
    """An attempt to reach a person, and what came of it; refused visits are attempts too."""

    table: ClassVar[str] = "contact_attempt"
    many: ClassVar[str] = "contact_attempts"
    inside: ClassVar[str | None] = "person_id"

    person_id: PersonId
    tried_on: date | None = None
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    how: Line = ""
    result: Line = ""
    was_reached: YesNo = YesNo.UNKNOWN
    note: Text = ""
    visibility: Visibility = Visibility.V1


class InvolvementKind(StrEnum):
    """What an agency or worker is to a person."""

    GP = "gp"
    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    HEALTH_VISITOR = "health_visitor"
    SCHOOL_NURSE = "school_nurse"
    MIDWIFE = "midwife"
    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    LEAD_PROFESSIONAL = "lead_professional"
    IDVA = "idva"
    ADVOCATE = "advocate"
    PROBATION = "probation"
    ADULT_SERVICE = "adult_service"
    OTHER = "other"


class Registered(StrEnum):
    """Whether a person is on the books of a service; not knowing and not registered are different."""

    REGISTERED = "registered"
    NOT_REGISTERED = "not_registered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Row):
    """Who is involved with a person, and whether that agency confirmed it itself."""

    table: ClassVar[str] = "involvement"
    many: ClassVar[str] = "involvements"
    inside: ClassVar[str | None] = "person_id"

    person_id: PersonId
    kind: InvolvementKind
    state: Registered = Registered.REGISTERED
    agency_id: AgencyId | None = None
    professional_id: ProfessionalId | None = None
    name: Line = ""
    since: date | None = None
    until: date | None = None
    is_confirmed_by_agency: bool = False
    confirmed_on: date | None = None
    confirmed_by_id: ProfessionalId | None = None
    last_seen_on: date | None = None
    note: Text = ""
