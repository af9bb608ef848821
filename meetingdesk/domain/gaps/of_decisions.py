"""Gaps of decisions: none for a child, no reason, nobody who took it, a view that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.decisions import Decision, DecisionChange, View
from meetingdesk.domain.first_reviews import ENDS_THE_PLAN, SENIOR_LOOK, is_first_review
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import SOMEBODY, THE_FAMILY, Found
from meetingdesk.domain.information import RequestState
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import FormAnswer
from meetingdesk.domain.people import YesNo

_PUT_OFF = frozenset({"adjourned", "deferred"})
"""What is decided where it is decided another day: nobody is asked yet where they stand."""
_NO_SIDE = frozenset(
    {"chair", "minute_taker", "interpreter", "legal", "advocacy", "advocate", "observer", "supporter"}
)
_LOOKS_ON = frozenset({AttendanceStatus.OBSERVER, AttendanceStatus.SUPPORTER})


def decision_missing(facts: CaseFacts) -> Iterator[Found]:
    """Return each child for whom nothing is decided; or the case, where it is decided for all at once."""
    if facts.listed is not None and facts.listed.outcome:
        return  # what came of the case stands on the list
    sections = [section for section in facts.kind.sections if section.kind is SectionKind.DECISION]
    if any(section.per_child and section.required for section in sections):
        decided = {born_as(facts, one.child_id) for one in facts.decisions if _is_decided(one)}
        for child in facts.subjects:
            if child.id not in decided and None not in decided:
                yield Found(child.designation, child.id)
    elif any(section.required for section in sections) and not any(map(_is_decided, facts.decisions)):
        yield Found(THE_FAMILY)


def without_reason(facts: CaseFacts) -> Iterator[Found]:
    """Return each decision that nobody gave a reason for."""
    for decision in facts.decisions:
        possible = facts.possible(decision)
        is_asked = possible is None or possible.needs_reason
        if _is_decided(decision) and is_asked and not decision.rationale:
            yield Found(_whose(facts, decision), decision.id)


def without_decider(facts: CaseFacts) -> Iterator[Found]:
    """Return each decision of which nobody says who took it."""
    for decision in facts.decisions:
        if _is_decided(decision) and decision.decided_by_id is None:
            yield Found(_whose(facts, decision), decision.id)


def without_category(facts: CaseFacts) -> Iterator[Found]:
    """Return each plan that does not say what kind of harm it is about."""
    for decision in facts.decisions:
        if facts.is_plan(decision) and not decision.categories and not decision.primary_category:
            yield Found(_whose(facts, decision), decision.id)


def threshold_not_answered(facts: CaseFacts) -> Iterator[Found]:
    """Return each decision without an answer to whether the harm is significant, where that is asked."""
    if facts.kind.section("threshold") is None:
        return
    for decision in facts.decisions:
        if _is_taken(decision) and decision.threshold_met is YesNo.UNKNOWN:
            yield Found(_whose(facts, decision), decision.id)


def without_missing(facts: CaseFacts) -> Iterator[Found]:
    """Return each decision that was taken while answers were awaited, and does not say without which."""
    if not any(request.state is RequestState.ASKED for request in facts.requests):
        return
    for decision in facts.decisions:
        if _is_taken(decision) and not decision.missing_information:
            yield Found(_whose(facts, decision), decision.id)


def changed_without_asking(facts: CaseFacts) -> Iterator[Found]:
    """Return each decision that was changed outside a meeting, and not why, or who was asked and agrees."""
    for decision, change in _changes(facts):
        if not (change.reason and change.consulted and change.who_agrees):
            yield Found(_whose(facts, decision), change.id)


def changed_without_meeting(facts: CaseFacts) -> Iterator[Found]:
    """Return each decision that was changed outside a meeting, while nobody met again nor said why not."""
    for decision, change in _changes(facts):
        if change.is_reconvened is not YesNo.YES and not change.not_reconvened_because:
            yield Found(_whose(facts, decision), change.id)


def ended_at_first_review(facts: CaseFacts) -> Iterator[Found]:
    """Return each plan that ends at its first review, where nobody senior is recorded to have looked."""
    if not is_first_review(facts.meeting, (earlier.meeting for earlier in facts.whole.earlier)):
        return
    looked_at = {
        row.person_id for row in facts.own(FormAnswer) if row.question == SENIOR_LOOK and row.text.strip()
    }
    for decision in facts.decisions:
        if decision.outcome in ENDS_THE_PLAN and decision.child_id not in looked_at:
            yield Found(_whose(facts, decision), decision.id)


def views_not_asked(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency in the room that did not say where it stands on a decision."""
    missing: set[object] = set()
    polled = _take_sides(facts) - {row.raised_by_agency_id for row in facts.own(Challenge)}
    for decision in facts.decisions:
        if not _is_taken(decision):
            continue
        views = facts.whole.views.get(decision.id, ())
        said = {view.agency_id for view in views if view.view is not View.NOT_ASKED}
        missing |= polled - said
    for agency_id in sorted(facts.agencies_here, key=facts.agency_called):
        if agency_id in missing:
            yield Found(facts.agency_called(agency_id), agency_id)


def dissent_without_reason(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that disagrees, where nobody wrote why."""
    told = set()
    for decision in facts.decisions:
        for view in facts.whole.views.get(decision.id, ()):
            is_bare = view.view is View.DISAGREES and not view.reason
            if is_bare and view.agency_id is not None and view.agency_id not in told:
                told.add(view.agency_id)
                yield Found(facts.agency_called(view.agency_id), view.agency_id)


def dissent_not_taken_further(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency whose disagreement is in no challenge."""
    challenged = {row.raised_by_agency_id for row in facts.own(Challenge)}
    told = set()
    for decision in facts.decisions:
        for view in facts.whole.views.get(decision.id, ()):
            is_open = view.view is View.DISAGREES and view.agency_id not in challenged
            if is_open and view.agency_id is not None and view.agency_id not in told:
                told.add(view.agency_id)
                yield Found(facts.agency_called(view.agency_id), view.agency_id)


def challenge_without_stage(facts: CaseFacts) -> Iterator[Found]:
    """Return each challenge that nobody took further, nor said why not, nor settled."""
    for row in facts.own(Challenge):
        is_settled = bool(row.outcome or row.resolved_on or row.not_taken_further_because)
        if not row.stage and not is_settled:
            yield Found(facts.agency_called(row.raised_by_agency_id) or SOMEBODY, row.id)


def safe_meanwhile(facts: CaseFacts) -> Iterator[Found]:
    """Return each open challenge where nobody has said whether the child is safe meanwhile."""
    for row in facts.own(Challenge):
        if row.child_safe_meanwhile is YesNo.UNKNOWN and row.resolved_on is None:
            yield Found(facts.agency_called(row.raised_by_agency_id) or SOMEBODY, row.id)


def _take_sides(facts: CaseFacts) -> set[UUID]:
    """Return the agencies that have a side: not who leads, writes, helps to speak, advises or looks on."""
    leading = {facts.meeting.chair_id, facts.meeting.minute_taker_id} - {None}
    found = {
        facts.agency_of(row)
        for row in facts.all(Attendance)
        if row.id in facts.here
        and row.person_id is None
        and row.role not in _NO_SIDE
        and row.status not in _LOOKS_ON
        and row.professional_id not in leading
    }
    return {key for key in found if key is not None and facts.agency_key(key) not in _NO_SIDE}


def _changes(facts: CaseFacts) -> Iterator[tuple[Decision, DecisionChange]]:
    """Return what was changed since: of this meeting, and of those before it in the thread."""
    decisions = {decision.id: decision for decision in facts.decisions}
    changes = {row.id: row for row in facts.all(DecisionChange)}
    for earlier in facts.whole.earlier:
        own = (row for row in earlier.all(Decision) if row.family_id in (facts.family_id, None))
        decisions |= {decision.id: decision for decision in own}
        changes |= {row.id: row for row in earlier.all(DecisionChange)}
    for key in sorted(changes):
        decision = decisions.get(changes[key].decision_id)
        if decision is not None:
            yield decision, changes[key]


def born_as(facts: CaseFacts, child_id: UUID | None) -> UUID | None:
    """Return who an unborn child has become; what was decided before the birth is about them."""
    person = facts.whole.people.get(child_id) if child_id is not None else None
    return person.born_as_id if person is not None and person.born_as_id is not None else child_id


def _is_decided(decision: Decision) -> bool:
    return bool(decision.outcome or decision.text)


def _is_taken(decision: Decision) -> bool:
    return _is_decided(decision) and decision.outcome not in _PUT_OFF


def _whose(facts: CaseFacts, decision: Decision) -> str:
    return facts.called(born_as(facts, decision.child_id)) or THE_FAMILY
