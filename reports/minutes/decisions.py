"""Decisions with their reasons, who stood where, and what was not known."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import AgencyView, Decision, DecisionChange, DecisionOption, View
from meetingdesk.domain.gaps.facts import CaseFacts
from reports.blocks import Builder, Text, plain, strong
from reports.words import VIEW, joined, sentence


def add_decisions(made: Builder, copy: Copied, case: CaseFacts, level: int = 2) -> None:
    """Add the decisions of a case, for each child where they differ."""
    inside = Builder()
    for decision in sorted(case.decisions, key=lambda row: row.position):
        _add(inside, copy, case, decision, level + 1)
    _add_challenges(inside, copy, case)
    made.part("What was decided", level, inside)


def outcome_of(case: CaseFacts, decision: Decision) -> str:
    """Return what was decided, in the words of the type of meeting."""
    possible = case.possible(decision)
    label = possible.label if possible is not None else decision.outcome.replace("_", " ").capitalize()
    return joined((label, joined(_category(case, key) for key in decision.categories)), ": ")


def _category(case: CaseFacts, key: str) -> str:
    policy = case.whole.policy
    known = {one.code: one.label for one in policy.cp_categories} if policy is not None else {}
    return known.get(key, key)


def _add(made: Builder, copy: Copied, case: CaseFacts, decision: Decision, level: int) -> None:
    whom = case.called(decision.child_id)
    made.heading(joined((whom, outcome_of(case, decision)), ": "), level)
    made.paragraph(plain(sentence(decision.text)))
    facts = copy.facts
    decider = facts.workers.get(decision.decided_by_id) if decision.decided_by_id is not None else None
    options = [
        row for row in facts.all(DecisionOption) if row.decision_id == decision.id and not row.is_chosen
    ]
    rejected = "; ".join(
        joined((row.text, f"not taken because {row.rejected_because}" if row.rejected_because else ""))
        for row in options
    )
    made.facts(
        [
            ("Why", plain(sentence(decision.rationale))),
            ("Other options", plain(sentence(rejected))),
            ("Decided by", plain(joined((decider.name if decider else "", decision.decision_rule)))),
            ("The chair’s view", plain(sentence(decision.chair_view))),
            ("Not known then", plain(sentence(decision.missing_information))),
            ("Takes effect", plain(say_day(decision.takes_effect_on) if decision.takes_effect_on else "")),
            *_views(copy, case, facts.views.get(decision.id, ())),
        ]
    )
    for change in facts.all(DecisionChange):
        if change.decision_id == decision.id:
            when = f" on {say_day(change.changed_on)}" if change.changed_on else ""
            made.notice(
                strong(f"Changed outside the meeting{when}. "),
                plain(joined((sentence(change.new_text), sentence(change.reason)), " ")),
            )


def _views(copy: Copied, case: CaseFacts, views: tuple[AgencyView, ...]) -> Iterator[tuple[str, Text]]:
    """Yield who agreed in one line, and each who did not with the reason."""
    agree = [_whose(copy, case, view) for view in views if view.view is View.AGREES]
    yield "Agreed", plain(joined(agree))
    for view in views:
        if view.view in (View.DISAGREES, View.ABSTAINS):
            label = "Disagreed" if view.view is View.DISAGREES else "Abstained"
            told = joined((f"{_whose(copy, case, view)} {VIEW[view.view]}", view.reason), ": ")
            yield label, plain(sentence(told))
    absent = [_whose(copy, case, view) for view in views if view.view is View.ABSENT]
    yield "Not present for it", plain(joined(absent))


def _whose(copy: Copied, case: CaseFacts, view: AgencyView) -> str:
    facts = copy.facts
    agency = facts.agencies.get(view.agency_id) if view.agency_id is not None else None
    worker = facts.workers.get(view.professional_id) if view.professional_id is not None else None
    return (
        (agency.name if agency else "")
        or (worker.name if worker else "")
        or case.called(view.person_id)
        or "Somebody"
    )


def _add_challenges(made: Builder, copy: Copied, case: CaseFacts) -> None:
    """Add each difference of view that was to be minuted, and what came of it."""
    for row in case.own(Challenge):
        if not row.is_minuted:
            continue
        agencies = copy.facts.agencies
        by = agencies.get(row.raised_by_agency_id) if row.raised_by_agency_id is not None else None
        who = by.name if by is not None else "Somebody"
        made.notice(
            strong(f"{who} challenged. "),
            plain(
                joined(
                    (
                        sentence(row.text),
                        sentence(f"Instead: {row.alternative}") if row.alternative else "",
                        sentence(row.outcome),
                        sentence(row.not_taken_further_because) if not row.outcome else "",
                    ),
                    " ",
                )
            ),
        )
