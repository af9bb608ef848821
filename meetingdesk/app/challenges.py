"""What becomes of a difference between agencies: stage by stage, as the policy of the place has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.kept_definitions import policy_of_meeting
from meetingdesk.app.live.capturing import visibility_of_kind
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.app.today.meetings import policy_named
from meetingdesk.domain.challenge import Challenge, ChallengeKind, ChallengeStage
from meetingdesk.domain.clocks import deadline
from meetingdesk.domain.decisions import AgencyView, Decision, View
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.policy import EscalationStage, Policy
from meetingdesk.domain.rights import WIDTH
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

DISSENT = "dissent"
"""The stage in which a dissent is put in writing; how long that may take is a timescale of the policy."""

CALLED: Mapping[ChallengeKind, str] = {
    ChallengeKind.IN_MEETING: "Challenge",
    ChallengeKind.FORMAL_DISSENT: "Formal dissent",
    ChallengeKind.ESCALATION: "Escalation",
    ChallengeKind.THRESHOLD_DISPUTE: "Dispute about the threshold",
    ChallengeKind.NON_COMPLIANCE: "Something was not done",
    ChallengeKind.FAMILY_COMPLAINT: "Complaint of a family",
}
RECORDED_ONLY = "Recorded in the minutes; nobody takes it further."
_DISSENT_CALLED = "Dissent in writing"
_BARE_DISSENT = "Does not agree with this decision."
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class TakeFurther:
    """Open the next stage of a challenge, or a later one; the stage before it is closed."""

    challenge_id: UUID
    stage: str
    after: str
    """The stage in which the person saw the challenge, so that two people do not move it twice."""
    is_at_once: bool = False
    """Whether a child is not safe meanwhile: then it is settled on the same day."""
    at: datetime | None = None
    label: str = "Take a challenge further"
    deed: Deed = Deed.RECORD

    def done_at(self, at: datetime) -> TakeFurther:
        """Return the command as it is given at a moment."""
        return replace(self, at=at)

    def apply(self, work: UnitOfWork) -> Outcome:
        """Open the stage with the day by which it should be settled."""
        challenge = _open_challenge(work, self.challenge_id)
        if challenge.stage != self.after:
            raise StaleRecord(
                "Somebody else took this further in the meantime.", hint="Look at the stage it is in now."
            )
        meeting = work.get(Meeting, challenge.meeting_id)
        policy = policy_for(work, meeting)
        step = next((one for one in next_stages(policy, challenge.stage) if one.stage == self.stage), None)
        if step is None:
            raise MeetingDeskError(
                "There is no such stage after this one.",
                hint="Settle it, or change the stages in the policy of the place.",
            )
        day = _day(meeting, self.at)
        due = day if self.is_at_once else _due(step, policy, _moment(meeting, self.at))
        _close_stages(work, challenge.id, day)
        _open_stage(work, challenge.id, step.stage, day, due)
        work.put(replace(challenge, stage=step.stage, not_taken_further_because=""))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class TakeDissentFurther:
    """Put an agency's view against a decision into the register, as a formal dissent."""

    view_id: UUID
    at: datetime | None = None
    label: str = "Take a dissent further"
    deed: Deed = Deed.RECORD

    def done_at(self, at: datetime) -> TakeDissentFurther:
        """Return the command as it is given at a moment."""
        return replace(self, at=at)

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add the challenge and the stage in which it is put in writing."""
        view = work.get(AgencyView, self.view_id)
        decision = work.get(Decision, view.decision_id)
        known = work.find(Challenge, decision_id=decision.id, raised_by_agency_id=view.agency_id)
        if view.view is not View.DISAGREES or view.agency_id is None or known:
            raise StaleRecord(
                "This dissent is in the register already, or was taken back.",
                hint="Look at the decision again, and at the differences of view.",
            )
        meeting = work.get(Meeting, decision.meeting_id)
        policy = policy_for(work, meeting)
        challenge = work.add(
            Challenge(
                meeting_id=meeting.id,
                family_id=decision.family_id,
                child_id=decision.child_id,
                decision_id=decision.id,
                kind=ChallengeKind.FORMAL_DISSENT,
                raised_by_agency_id=view.agency_id,
                raised_by_id=view.professional_id,
                text=view.reason or _BARE_DISSENT,
                alternative=_category_called(policy, view.category),
                raised_at=_moment(meeting, self.at),
                stage=DISSENT,
                visibility=_readers(work, meeting, decision),
            )
        )
        day = _day(meeting, self.at)
        _open_stage(work, challenge.id, DISSENT, day, _dissent_due(meeting, policy, self.at))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class SettleChallenge:
    """Note that a challenge is settled; what came of it is said beside it."""

    challenge_id: UUID
    at: datetime | None = None
    label: str = "Settle a challenge"
    deed: Deed = Deed.RECORD

    def done_at(self, at: datetime) -> SettleChallenge:
        """Return the command as it is given at a moment."""
        return replace(self, at=at)

    def apply(self, work: UnitOfWork) -> Outcome:
        """Close the stage it is in, and the challenge."""
        challenge = _open_challenge(work, self.challenge_id)
        day = _day(work.get(Meeting, challenge.meeting_id), self.at)
        _close_stages(work, challenge.id, day)
        work.put(replace(challenge, resolved_on=day))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class OnlyRecord:
    """Leave a challenge in the minutes and take it no further."""

    challenge_id: UUID
    label: str = "Only record a challenge"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Say so where somebody would look for the reason; they can say it better there."""
        challenge = _open_challenge(work, self.challenge_id)
        if challenge.stage:
            raise StaleRecord(
                "Somebody else took this further in the meantime.", hint="Look at the stage it is in now."
            )
        if not challenge.not_taken_further_because:
            work.put(replace(challenge, not_taken_further_because=RECORDED_ONLY))
        return outcome_of(work, self)


def policy_for(reading: Reading, meeting: Meeting) -> Policy:
    """Return the policy that a meeting is held under, as it was; else as it is now."""
    return policy_of_meeting(reading, meeting) or policy_named(meeting.policy_id)


def next_stages(policy: Policy, stage: str) -> tuple[EscalationStage, ...]:
    """Return the stages that come after one; all of them where none was opened yet."""
    keys = [one.stage for one in policy.escalation]
    return policy.escalation[keys.index(stage) + 1 :] if stage in keys else policy.escalation


def stage_called(policy: Policy, stage: str) -> str:
    """Return the words for a stage; one that the policy no longer has is called by its key."""
    if stage == DISSENT:
        return _DISSENT_CALLED
    known = {one.stage: one.label for one in policy.escalation}
    return known.get(stage) or stage.replace("_", " ").capitalize()


def open_stage(stages: Sequence[ChallengeStage]) -> ChallengeStage | None:
    """Return the stage that a challenge is in: the last, unless it is closed."""
    last = max(stages, key=lambda one: one.position, default=None)
    return last if last is not None and last.closed_on is None else None


def _open_challenge(work: UnitOfWork, key: UUID) -> Challenge:
    challenge = work.get(Challenge, key)
    if challenge.resolved_on is not None:
        raise StaleRecord(
            "This challenge is settled already.", hint="Undo that step, or record a new challenge."
        )
    return challenge


def _stages(work: UnitOfWork, challenge_id: UUID) -> tuple[ChallengeStage, ...]:
    order = (TABLES[ChallengeStage].c.position,)
    return work.find(ChallengeStage, order=order, challenge_id=challenge_id)


def _close_stages(work: UnitOfWork, challenge_id: UUID, day: date) -> None:
    for stage in _stages(work, challenge_id):
        if stage.closed_on is None:
            work.put(replace(stage, closed_on=day))


def _open_stage(work: UnitOfWork, challenge_id: UUID, stage: str, day: date, due: date | None) -> None:
    position = max((one.position for one in _stages(work, challenge_id)), default=0) + 1
    work.add(
        ChallengeStage(challenge_id=challenge_id, stage=stage, position=position, opened_on=day, due_on=due)
    )


def _due(step: EscalationStage, policy: Policy, start: datetime) -> date | None:
    calendar = rulebook().calendar(policy.nation)
    try:
        length = f"+{step.time.count}{step.time.unit.value}"
        return deadline(length, start, policy=policy, calendar=calendar).due
    except MeetingDeskError:
        return None  # counted in what no stage is counted in: somebody says the day


def open_first_stage(
    work: UnitOfWork, challenge_id: UUID, step: EscalationStage, policy: Policy, day: date, at: datetime
) -> None:
    """Open the first stage of a challenge with the day by which it should be settled."""
    _open_stage(work, challenge_id, step.stage, day, _due(step, policy, at))


def _dissent_due(meeting: Meeting, policy: Policy, at: datetime | None) -> date | None:
    # Its clock starts with the end of the meeting, whenever somebody thinks of it.
    start = meeting.ended_at or _moment(meeting, at)
    try:
        return deadline(DISSENT, start, policy=policy, calendar=rulebook().calendar(policy.nation)).due
    except MeetingDeskError:
        return None  # a place that does not have this rule


def _moment(meeting: Meeting, at: datetime | None) -> datetime:
    """Return when something is done: as the clock says, or, without one, at the meeting."""
    if at is not None:
        return at
    known = meeting.ended_at or meeting.began_at
    if known is not None:
        return known
    if meeting.held_on is None:
        raise MeetingDeskError("This meeting has no day yet.", hint="Give it one first.")
    return datetime.combine(meeting.held_on, meeting.starts_at or _NOON, ZoneInfo(meeting.zone))


def _day(meeting: Meeting, at: datetime | None) -> date:
    return _moment(meeting, at).astimezone(ZoneInfo(meeting.zone)).date()


def _readers(work: UnitOfWork, meeting: Meeting, decision: Decision) -> Visibility:
    """Return who may read a dissent: those who read differences of view, and never more than the decision."""
    usual = visibility_of_kind(work, meeting, SectionKind.CHALLENGE, Visibility.V1)
    return decision.visibility if WIDTH[decision.visibility] < WIDTH[usual] else usual


def _category_called(policy: Policy, code: str) -> str:
    return next((one.label for one in policy.cp_categories if one.code == code), code)
