"""Looks for everything that the record of one case lacks; screens and documents only show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from meetingdesk.domain.gaps import (
    of_actions,
    of_children,
    of_decisions,
    of_events,
    of_information,
    of_people,
    of_plans,
    of_risk,
    of_the_record,
    of_the_room,
    of_visits,
)
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import SECTION_OF_REASONS, Found, Gap, GapWords, Level, key_of
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import FormAnswer, ListKind

Rule = Callable[[CaseFacts], Iterator[Found]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "agency_absent": of_the_room.agency_absent,
        "quorum_open": of_the_room.quorum_open,
        "quorum_without_reason": of_the_room.quorum_without_reason,
        "statement_not_read": of_the_room.statement_not_read,
        "statement_not_accepted": of_the_room.statement_not_accepted,
        "chair_not_named": of_the_room.chair_not_named,
        "gp_not_asked": of_information.gp_not_asked,
        "agency_not_asked": of_information.agency_not_asked,
        "without_reason": of_information.without_reason,
        "not_answered": of_information.not_answered,
        "papers_missing": of_information.papers_missing,
        "means_for_child": of_information.means_for_child,
        "no_children_recorded": of_people.no_children_recorded,
        "father_not_known": of_people.father_not_known,
        "not_approached": of_people.not_approached,
        "age_not_known": of_people.age_not_known,
        "no_practice": of_people.no_practice,
        "no_school": of_people.no_school,
        "no_health_visitor": of_people.no_health_visitor,
        "no_midwife": of_people.no_midwife,
        "safe_contact": of_people.safe_contact,
        "views_missing": of_people.views_missing,
        "willingness_alone": of_people.willingness_alone,
        "voice_empty": of_children.voice_empty,
        "likely_life": of_children.likely_life,
        "last_seen": of_children.last_seen,
        "seen_alone": of_children.seen_alone,
        "help_not_answered": of_children.help_not_answered,
        "advocate_not_offered": of_children.advocate_not_offered,
        "what_it_changed": of_children.what_it_changed,
        "who_tells": of_children.who_tells,
        "risk_empty": of_children.risk_empty,
        "decision_missing": of_decisions.decision_missing,
        "decision_without_reason": of_decisions.without_reason,
        "decision_without_decider": of_decisions.without_decider,
        "decision_without_category": of_decisions.without_category,
        "ended_at_first_review": of_decisions.ended_at_first_review,
        "threshold_not_answered": of_decisions.threshold_not_answered,
        "views_not_asked": of_decisions.views_not_asked,
        "dissent_without_reason": of_decisions.dissent_without_reason,
        "dissent_not_taken_further": of_decisions.dissent_not_taken_further,
        "challenge_without_stage": of_decisions.challenge_without_stage,
        "safe_meanwhile": of_decisions.safe_meanwhile,
        "action_without_owner": of_actions.action_without_owner,
        "action_without_day": of_actions.action_without_day,
        "owner_not_here": of_actions.owner_not_here,
        "child_not_reached": of_actions.child_not_reached,
        "no_action": of_plans.no_action,
        "plan_empty": of_plans.plan_empty,
        "no_contingency": of_plans.no_contingency,
        "no_success": of_plans.no_success,
        "core_group_empty": of_plans.core_group_empty,
        "no_lead": of_plans.no_lead,
        "no_visits": of_plans.no_visits,
        "section_empty": of_the_record.section_empty,
        "prompts_not_answered": of_the_record.prompts_not_answered,
        "next_date": of_the_record.next_date,
        "who_tells_victim": of_the_record.who_tells_victim,
        "absence_cost": of_the_room.absence_cost,
        "agency_not_back": of_the_room.agency_not_back,
        "chair_changed": of_the_room.chair_changed,
        "interpreter_missing": of_the_room.interpreter_missing,
        "late_without_reason": of_the_room.late_without_reason,
        "children_left_out": of_people.children_left_out,
        "elsewhere_unchecked": of_people.elsewhere_unchecked,
        "step_down_on_words": of_people.step_down_on_words,
        "involvement_unconfirmed": of_people.involvement_unconfirmed,
        "no_lead_professional": of_people.no_lead_professional,
        "identity_not_asked": of_people.identity_not_asked,
        "interpreter_not_asked": of_people.interpreter_not_asked,
        "consent_not_recorded": of_people.consent_not_recorded,
        "consent_without_reason": of_people.consent_without_reason,
        "known_to_one": of_information.known_to_one,
        "sharing_without_basis": of_information.sharing_without_basis,
        "day_empty": of_children.day_empty,
        "incident_not_graded": of_events.incident_not_graded,
        "incident_told_nobody": of_events.incident_told_nobody,
        "breach_told_nobody": of_events.breach_told_nobody,
        "incidents_add_up": of_events.incidents_add_up,
        "separation_as_safety": of_risk.separation_as_safety,
        "action_in_the_past": of_actions.action_in_the_past,
        "one_sibling_only": of_actions.one_sibling_only,
        "victim_responsible": of_actions.victim_responsible,
        "nothing_on_harm": of_actions.nothing_on_harm,
        "no_interim_plan": of_visits.no_interim_plan,
        "weekly_visit_missed": of_visits.weekly_visit_missed,
        "no_milestone": of_plans.no_milestone,
        "decision_without_missing": of_decisions.without_missing,
        "changed_without_asking": of_decisions.changed_without_asking,
        "changed_without_meeting": of_decisions.changed_without_meeting,
        "owner_cannot_say": of_actions.owner_cannot_say,
        "plan_stalled": of_actions.plan_stalled,
    }
)
"""Every rule by the code under which the data file has its words."""

OF_THE_MEETING = frozenset(
    {
        "quorum_open",
        "quorum_without_reason",
        "statement_not_read",
        "statement_not_accepted",
        "chair_not_named",
        "next_date",
        "absence_cost",
        "agency_not_back",
        "chair_changed",
        "late_without_reason",
    }
)
"""What is missing once for the whole meeting, however many cases it hears."""

OF_BOTH = frozenset({"agency_absent"})
"""What a meeting of many cases lacks as a whole, and a case of it in its own way."""
_WORST_FIRST = (Level.MUST, Level.SHOULD, Level.COULD)


def gaps_of(facts: CaseFacts, words: Iterable[GapWords]) -> tuple[Gap, ...]:
    """Return everything that one case lacks, those that were set aside too, the worst first.

    In a meeting of many cases what the whole meeting lacks is told where no family is open.
    """
    reasons = _reasons(facts)
    found = [
        Gap(
            one,
            hit.who,
            hit.concerns,
            facts.family_id,
            hit.section or one.section,
            reasons.get(key_of(one.code, hit.concerns), ""),
            facts.whole.names_in_full.get(hit.who, ""),
        )
        for one in _looked_for(words, facts)
        for hit in RULES[one.code](facts)
    ]
    return tuple(sorted(found, key=_weight))


def _weight(gap: Gap) -> tuple[int, bool]:
    return _WORST_FIRST.index(gap.level), not gap.words.always


def _looked_for(words: Iterable[GapWords], facts: CaseFacts) -> Iterator[GapWords]:
    """Yield the gaps that the type of meeting asks after, and that this case, or the whole, can have."""
    type_id, case = facts.kind.id, facts.listed
    sections = {kind for kind in SectionKind if facts.has(kind)} | {SectionKind.ATTENDANCE}
    is_whole = facts.family_id is None
    is_heard = case is None or case.list_kind is ListKind.FULL
    for one in words:
        if one.off or (one.types and type_id not in one.types) or one.section not in sections:
            continue
        of_this = is_heard and (one.code in OF_THE_MEETING) is is_whole
        if not facts.kind.many_cases or of_this or (is_whole and one.code in OF_BOTH):
            yield one


def _reasons(facts: CaseFacts) -> dict[str, str]:
    """Return why gaps of this case were set aside, by their keys."""
    return {
        row.question: row.text
        for row in facts.all(FormAnswer)
        if row.section == SECTION_OF_REASONS and row.family_id in (facts.family_id, None)
    }
