"""Agencies, the professionals who speak for them, and the staff at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from meetingdesk.domain.rows import AgencyId, Key, Line, ProfessionalId, Row, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Row):
    """An agency as this place knows it; `key` ties it to the catalogue, if it came from there."""

    table: ClassVar[str] = "agency"
    many: ClassVar[str] = "agencies"
    searched: ClassVar[tuple[str, ...]] = ("name",)
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("name",),)

    key: Key = ""
    name: Line
    code: Key = ""
    grouping: Key = ""
    category: Key = ""
    secure_domain: Line = ""
    sharing_agreement: Line = ""
    agreement_review_on: date | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional(Row):
    """Somebody who works for an agency, or on their own, and takes part in meetings."""

    table: ClassVar[str] = "professional"
    many: ClassVar[str] = "professionals"
    searched: ClassVar[tuple[str, ...]] = ("name", "job_title")

    agency_id: AgencyId | None = None
    name: Line
    job_title: Line = ""
    email: Line = ""
    telephone: Line = ""
    is_representative: bool = False
    deputy_id: ProfessionalId | None = None
    left_on: date | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff(Row):
    """Somebody who may sit at the desk: a sign-in name, roles, and who they are in meetings."""

    table: ClassVar[str] = "staff"
    many: ClassVar[str] = "staff"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("sign_in_name",),)

    sign_in_name: Line
    name: Line
    roles: tuple[str, ...] = ()
    professional_id: ProfessionalId | None = None
    is_active: bool = True
