"""Each child's voice and lived experience: one card per child, never "the children"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from meetingdesk.domain.people import YesNo
from meetingdesk.domain.rows import (
    FamilyId,
    Key,
    Line,
    MeetingId,
    PersonId,
    ProfessionalId,
    Row,
    Text,
    VoiceId,
)
from meetingdesk.domain.visibility import Visibility


class NotSought(StrEnum):
    """Why a child's views were not sought."""

    UNBORN = "unborn"
    TOO_YOUNG = "too_young"
    REFUSED = "refused"
    NOT_SEEN = "not_seen"
    UNSAFE = "unsafe"
    NOT_ARRANGED = "not_arranged"


class SeenAlone(StrEnum):
    """Whether a child was seen alone."""

    ALONE = "alone"
    WITH_SOMEBODY = "with_somebody"
    PARENT_PRESENT = "parent_present"
    NOT_KNOWN = "not_known"


class Participation(StrEnum):
    """How a child took part."""

    NOT_KNOWN = "not_known"
    ALL = "all"
    PART = "part"
    SENT_CONTRIBUTION = "sent_contribution"
    REPRESENTED = "represented"
    DECLINED = "declined"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Row):
    """One child's card in one meeting: what their life is like, and what it changed."""

    table: ClassVar[str] = "voice"
    many: ClassVar[str] = "voices"
    inside: ClassVar[str | None] = "meeting_id"
    searched: ClassVar[tuple[str, ...]] = ("observed", "likely_life", "worries", "good", "wants")
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("meeting_id", "child_id"),)

    meeting_id: MeetingId
    family_id: FamilyId | None = None
    child_id: PersonId
    sought: YesNo = YesNo.UNKNOWN
    not_sought: NotSought | None = None
    seen_on: date | None = None
    seen_where: Line = ""
    bedroom_seen: YesNo = YesNo.UNKNOWN
    seen_by_id: ProfessionalId | None = None
    seen_by: Line = ""
    known_for: Line = ""
    alone: SeenAlone = SeenAlone.NOT_KNOWN
    seen_with: Line = ""
    not_alone_because: Line = ""
    methods: tuple[str, ...] = ()
    observed: Text = ""
    likely_life: Text = ""
    """For an unborn child: what life is likely to be like, as adults see it."""
    day_morning: Text = ""
    day_school: Text = ""
    day_evening: Text = ""
    day_night: Text = ""
    day_weekend: Text = ""
    day_when_wrong: Text = ""
    day_who_is_there: Text = ""
    worries: Text = ""
    good: Text = ""
    wants: Text = ""
    scale_before: int | None = None
    scale_now: int | None = None
    scale_words: Line = ""
    understanding: Text = ""
    explained_by: Line = ""
    communication: Line = ""
    interpreter: Line = ""
    advocate_offered: YesNo = YesNo.UNKNOWN
    advocate_offered_on: date | None = None
    advocate_accepted: YesNo = YesNo.UNKNOWN
    advocate: Line = ""
    advocate_attended: YesNo = YesNo.UNKNOWN
    participation: Participation = Participation.NOT_KNOWN
    participation_reason: Line = ""
    presented_by: Line = ""
    presented_at: Line = ""
    child_agrees_to_share: YesNo = YesNo.UNKNOWN
    judged_safe_by_id: ProfessionalId | None = None
    impact: Text = ""
    feedback_by_id: ProfessionalId | None = None
    feedback_by: Line = ""
    feedback_on: date | None = None
    feedback_how: Line = ""
    differences: Text = ""
    visibility: Visibility = Visibility.V1


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceWords(Row):
    """A child's own words: who heard them, when and how, and who may read them.

    Words start as professionals only; an account about a parent starts restricted.
    """

    table: ClassVar[str] = "voice_words"
    many: ClassVar[str] = "words"
    inside: ClassVar[str | None] = "voice_id"
    searched: ClassVar[tuple[str, ...]] = ("text",)

    voice_id: VoiceId
    position: int = 0
    text: Text
    heard_by_id: ProfessionalId | None = None
    heard_by: Line = ""
    heard_on: date | None = None
    method: Key = ""
    asks_for_help: bool = False
    answered_how: Text = ""
    about_parent_id: PersonId | None = None
    do_not_tell_id: PersonId | None = None
    visibility: Visibility = Visibility.V1
    visibility_reason: Line = ""


def voice_id(meeting_id: UUID, child_id: UUID) -> UUID:
    """Return the identifier of the card of a child at a meeting: the same, whoever begins it."""
    return uuid5(child_id, f"voice at {meeting_id}")


def words_visibility(about_parent: bool) -> Visibility:
    """Return where a child's words start: narrow, because wide hurts."""
    return Visibility.V2 if about_parent else Visibility.V1
