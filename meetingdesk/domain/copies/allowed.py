"""The rows that a copy is made from: only what a rule lets this reader have; all else was never there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from meetingdesk.domain.actions import Action, ActionFor, ActionPart, ActionStep
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, Exclusion, Presence
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.decisions import (
    AgencyView,
    CoreGroupMember,
    Decision,
    DecisionChange,
    DecisionOption,
    PlanPoint,
)
from meetingdesk.domain.families import (
    ChildPlan,
    CourtOrder,
    Family,
    FamilyMember,
    FamilyRole,
    OrderBreach,
    OrderCondition,
)
from meetingdesk.domain.information import Entry, EntryAbout, EntryReader, InformationRequest
from meetingdesk.domain.meetings import (
    AgendaPoint,
    CaseTransfer,
    FormAnswer,
    Meeting,
    MeetingCase,
    Series,
    StatementRead,
)
from meetingdesk.domain.people import Involvement, Person, PersonName, YesNo
from meetingdesk.domain.risk import FamilyView, Reflection, RiskPoint, ScaleRating
from meetingdesk.domain.rows import Row
from meetingdesk.domain.voice import Voice, VoiceWords

Rows = Mapping[type[Row], tuple[Row, ...]]
Rule = Callable[["Allowance", Any], bool]

_TO_SEE_A_CHILD_ALONE = re.compile(
    r"\b(?:see|seen|sees|seeing|speak|speaks|speaking|spoken|talk|visits?|meets?|asks?)\b.{0,60}"
    r"\b(?:alone|on (?:his|her|their) own"
    r"|without (?:\w+ ){0,2}(?:mum|mother|dad|father|parents?|adult|partner)\b)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Allowance:
    """What one reader may have of one meeting."""

    rows: Rows
    reader: Reader

    def anybody(self, _row: Row) -> bool:
        """Say that every reader may have it, as far as what it is a part of."""
        return True

    def at_work(self, _row: Row) -> bool:
        """Say that it is for readers who have the copy because of their work."""
        return self.reader.is_professional

    def by_class(self, row: Any) -> bool:
        """Say whether the class of a row is one that this reader may have."""
        return self.reader.may_have(row.visibility) and not self._was_out(row)

    def at_work_by_class(self, row: Any) -> bool:
        """Say whether it is for readers at work, and of a class that this one may have."""
        return self.reader.is_professional and self.by_class(row)

    def chair(self, row: Any) -> bool:
        """Say whether it is the chair's alone, who asks people to leave and says why."""
        return self.reader.kind is ReaderKind.CHAIR and self.by_class(row)

    def entry(self, row: Entry) -> bool:
        """Say whether an entry is in the copy: by its class, or because it lists the reader."""
        if row.is_not_shared and self.reader.kind is not ReaderKind.CHAIR:
            return False
        is_named = row.id in self._named
        return self.reader.may_have(row.visibility, is_named=is_named) and not self._was_out(row)

    def words(self, row: VoiceWords) -> bool:
        """Say whether a child's words are in the copy: never in that of somebody who must not be told."""
        is_kept_from = row.do_not_tell_id is not None and (
            row.do_not_tell_id == self.reader.person_id or not self.reader.is_professional
        )
        return not is_kept_from and self.reader.may_have(row.visibility)

    def action(self, row: Action) -> bool:
        """Say whether an action is in the copy: a plan to see a child alone is in none of the family."""
        if not self.reader.is_professional and is_to_see_a_child_alone(row.text):
            return False
        return self.by_class(row)

    def name(self, row: PersonName) -> bool:
        """Say whether a name is in the copy: a family reads its reader's and the children's at home."""
        return self.reader.is_professional or row.person_id in {self.reader.person_id, *self._children}

    @cached_property
    def _named(self) -> frozenset[UUID]:
        """The restricted entries that list this reader."""
        reader = self.reader
        return frozenset(
            one.entry_id
            for one in self._all(EntryReader)
            if (one.agency_id is not None and one.agency_id == reader.agency_id)
            or one.professional_id in reader.professionals
            or (one.person_id is not None and one.person_id == reader.person_id)
        )

    @cached_property
    def _children(self) -> frozenset[UUID]:
        """The children of the reader's own family who live there: not one who was adopted."""
        own = {row.family_id for row in self._all(FamilyMember) if row.person_id == self.reader.person_id}
        return frozenset(
            row.person_id
            for row in self._all(FamilyMember)
            if row.family_id in own and row.role is FamilyRole.CHILD and row.in_household is not YesNo.NO
        )

    @cached_property
    def _leads(self) -> frozenset[UUID]:
        """Who is to be called by the family: the lead professional."""
        named = {row.lead_professional_id for row in self._all(Family)}
        named |= {row.professional_id for row in self._all(CoreGroupMember) if row.is_lead}
        return frozenset(key for key in named if key is not None)

    @cached_property
    def _kept_out(self) -> tuple[Exclusion, ...]:
        person = self.reader.person_id
        return tuple(row for row in self._all(Exclusion) if person is not None and row.person_id == person)

    def _was_out(self, row: Any) -> bool:
        """Say whether this reader was kept out of the part in which something was said."""
        for exclusion in self._kept_out:
            if exclusion.is_whole_meeting or getattr(row, "section", "") in exclusion.sections:
                return True
            at = getattr(row, "at", None)
            begins, ends = exclusion.from_at, exclusion.until_at
            if at is not None and begins is not None and at >= begins and (ends is None or at <= ends):
                return True
        return False

    def _all(self, kind: type[Any]) -> tuple[Any, ...]:
        return self.rows.get(kind, ())

    def allowed(self) -> Rows:
        """Return the rows that the copy is made from; a part of what is not allowed is not allowed either."""
        found: dict[type[Row], tuple[Row, ...]] = {}
        for kind, rule in RULES.items():
            rows = tuple(self._bare(row) for row in self._all(kind) if rule(self, row))
            owner = OWNERS.get(kind)
            if owner is not None and kind.inside is not None:
                there = {row.id for row in found.get(owner, ())}
                rows = tuple(row for row in rows if getattr(row, kind.inside) in there)
            if rows:
                found[kind] = rows
        return found

    def _bare(self, row: Row) -> Row:
        """Return a row without the fields that this reader's copy does not hold."""
        shown = SHOWN.get(type(row))
        return row if shown is None else replace(row, **dict(_emptied(row, shown | self._also_shown(row))))

    def _also_shown(self, row: Row) -> frozenset[str]:
        """Return what is shown of a row to some: whom the family is to call has a number."""
        more = frozenset({"telephone"}) if row.id in self._leads else frozenset[str]()
        if self.reader.kind is ReaderKind.CHAIR:
            more |= FOR_THE_CHAIR.get(type(row), frozenset())
        if isinstance(row, Person) and (self.reader.is_professional or row.id == self.reader.person_id):
            more |= LANGUAGE
        return more


RULES: Mapping[type[Row], Rule] = {
    Meeting: Allowance.anybody,
    Series: Allowance.anybody,
    Agency: Allowance.anybody,
    Professional: Allowance.anybody,
    Family: Allowance.anybody,
    FamilyMember: Allowance.anybody,
    Person: Allowance.anybody,
    PersonName: Allowance.name,
    AgendaPoint: Allowance.anybody,
    MeetingCase: Allowance.at_work,
    StatementRead: Allowance.anybody,
    Attendance: Allowance.anybody,
    Presence: Allowance.anybody,
    Exclusion: Allowance.chair,
    CaseTransfer: Allowance.at_work_by_class,
    CourtOrder: Allowance.by_class,
    OrderCondition: Allowance.anybody,
    OrderBreach: Allowance.at_work,
    Involvement: Allowance.at_work,
    InformationRequest: Allowance.at_work,
    Entry: Allowance.entry,
    EntryAbout: Allowance.anybody,
    Voice: Allowance.by_class,
    VoiceWords: Allowance.words,
    RiskPoint: Allowance.by_class,
    ScaleRating: Allowance.by_class,
    Reflection: Allowance.by_class,
    FamilyView: Allowance.by_class,
    FormAnswer: Allowance.by_class,
    Decision: Allowance.by_class,
    DecisionOption: Allowance.anybody,
    AgencyView: Allowance.anybody,
    DecisionChange: Allowance.anybody,
    PlanPoint: Allowance.by_class,
    ChildPlan: Allowance.anybody,
    CoreGroupMember: Allowance.anybody,
    Action: Allowance.action,
    ActionFor: Allowance.anybody,
    ActionPart: Allowance.anybody,
    ActionStep: Allowance.at_work,
    Challenge: Allowance.by_class,
    ChallengeStage: Allowance.anybody,
}
"""The allow-list. A kind that is not here is in no copy: addresses, contacts, consent, events."""

OWNERS: Mapping[type[Row], type[Row]] = {
    Presence: Attendance,
    PersonName: Person,
    Involvement: Person,
    OrderCondition: CourtOrder,
    OrderBreach: CourtOrder,
    EntryAbout: Entry,
    VoiceWords: Voice,
    DecisionOption: Decision,
    AgencyView: Decision,
    DecisionChange: Decision,
    ActionFor: Action,
    ActionPart: Action,
    ActionStep: Action,
    ChallengeStage: Challenge,
}

SHOWN: Mapping[type[Row], frozenset[str]] = {
    Person: frozenset(
        {"label", "is_identified", "birth_date", "birth_date_is", "approximate_age", "approximate_age_on",
         "expected_date", "mother_id", "pregnancy", "pregnancy_ended_on", "born_as_id", "died_on"}
    ),
    Professional: frozenset({"agency_id", "name", "job_title", "is_representative", "deputy_id"}),
    Family: frozenset({"reference", "lead_professional_id"}),
    FamilyMember: frozenset({"family_id", "person_id", "role", "position", "in_household", "since", "until"}),
    AgendaPoint: frozenset({"meeting_id", "family_id", "section", "title", "kind", "position", "opened_at"}),
    Attendance: frozenset(
        {"meeting_id", "agency_id", "professional_id", "person_id", "name", "role", "position", "is_required",
         "status", "absence_meant", "deputy_for_id", "report", "report_on", "counts_for_quorum"}
    ),
    Exclusion: frozenset(
        {"meeting_id", "person_id", "ground", "decided_by_id", "is_whole_meeting", "sections", "from_at",
         "until_at", "visibility"}
    ),
    Involvement: frozenset({"person_id", "kind", "state", "agency_id", "professional_id"}),
    MeetingCase: frozenset(
        {"meeting_id", "family_id", "position", "list_kind", "referred_on", "referring_agency_id", "criteria",
         "checklist", "checklist_score", "checklist_most", "is_repeat", "last_referred_on", "outcome",
         "transferred_to"}
    ),
}  # fmt: skip
"""Of these kinds a copy holds only these fields: the rest says where somebody is, or how they are reached."""

FOR_THE_CHAIR: Mapping[type[Row], frozenset[str]] = {
    Attendance: frozenset({"conflict_of_interest", "adjustments"}),
    Person: frozenset({"works_for_id"}),
}
"""What the chair has to know of them as well, who asks somebody to leave and sees that others can stay."""

LANGUAGE = frozenset({"first_language", "interpreter", "interpreter_language"})
"""In which language somebody is to be written to: for those who write, and for that person."""


def is_to_see_a_child_alone(text: str) -> bool:
    """Say whether an action is a plan to see somebody alone: no parent reads of it beforehand."""
    return _TO_SEE_A_CHILD_ALONE.search(text) is not None


def _emptied(row: Row, shown: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for field in fields(row):
        if field.name in shown or field.name in ("id", "version"):
            continue
        made = field.default_factory
        yield field.name, made() if made is not MISSING else field.default
