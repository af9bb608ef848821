"""Gaps of actions: nobody does it, no day, one child only, all on the victim, nothing on who harms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetingdesk.domain.actions import Action, ActionStatus, Consented, Phase
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import NOT_BEGUN, CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.text import in_short

_SHOWN = 40
_STALLED_AFTER = 2
"""How often something is carried over, or how many meetings it outlasts, before somebody has to ask why."""
_VAGUE = re.compile(
    r"on[- ]?going|continu\w*|asap|as soon as\b.*|unknown|not known|n/?a|tb[ac]|to be \w+"
    r"|when (?:able|possible)|as (?:needed|required|appropriate)|soon|-+|\?+",
    re.IGNORECASE,
)
"""Words that stand where a day or a rhythm should, and say neither."""
_OF_WHO_HARMS = re.compile(
    r"\b(?:perpetrators?|abuser|(?:who|may) (?:harms?|causes? (?:the )?harm)|arrest(?:ed)?|bail|recall"
    r"|licence|warrant|injunction|(?:restraining|non-molestation|protection) (?:order|notice))\b",
    re.IGNORECASE,
)
"""Words of an action that is about the harm, whoever is named in it."""
_WORK_WITH_WHO_HARMS = frozenset({"probation", "perpetrator_programme", "prison", "mappa", "youth_justice"})


def action_without_owner(facts: CaseFacts) -> Iterator[Found]:
    """Return each action that nobody is to do."""
    for action in facts.actions:
        if not (action.owner_id or action.owner_agency_id or action.owner_person_id):
            yield Found(_short(action), action.id)


def action_without_day(facts: CaseFacts) -> Iterator[Found]:
    """Return each action without a day by which it is done."""
    for action in facts.actions:
        is_often = bool(action.frequency) and not _VAGUE.fullmatch(action.frequency.strip())
        if action.due_on is None and not is_often:
            yield Found(_short(action), action.id)


def action_in_the_past(facts: CaseFacts) -> Iterator[Found]:
    """Return each new action that was to be done before this meeting."""
    for action in facts.actions:
        is_new = action.phase is not Phase.ALREADY_DONE and not action.is_closed() and not action.carried
        if is_new and action.due_on is not None and action.due_on < facts.whole.day:
            yield Found(_short(action), action.id)


def owner_not_here(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that got an action while nobody of it was here to agree."""
    told = set()
    came = facts.agencies_that_came
    for action in facts.actions:
        agency_id = action.owner_agency_id or facts.agency_of_worker(action.owner_id)
        is_said = action.consented is not Consented.AGREED_IN_MEETING
        is_said = is_said and action.status is not ActionStatus.UNCONFIRMED
        is_under_way = action.is_closed() or action.status is ActionStatus.IN_PROGRESS
        if agency_id is None or is_said or is_under_way or agency_id in came or agency_id in told:
            continue
        told.add(agency_id)
        yield Found(facts.agency_called(agency_id), agency_id)


def child_not_reached(facts: CaseFacts) -> Iterator[Found]:
    """Return each child whom no action protects, once any is agreed."""
    if not facts.actions or _only_reached(facts) is not None:
        return
    for child in facts.children:
        if child.id not in facts.reached:
            yield Found(child.designation, child.id)


def one_sibling_only(facts: CaseFacts) -> Iterator[Found]:
    """Return the one child of several whom all actions are for."""
    child = _only_reached(facts)
    if child is not None:
        yield Found(child.designation, child.id)


def victim_responsible(facts: CaseFacts) -> Iterator[Found]:
    """Return the person harmed where everything that is agreed is theirs to do."""
    owners = {action.owner_person_id for action in facts.actions}
    is_theirs = bool(facts.actions) and all(
        action.owner_person_id is not None and not (action.owner_id or action.owner_agency_id)
        for action in facts.actions
    )
    victims = [one for one in facts.people if FamilyRole.VICTIM in one.roles]
    if is_theirs and owners <= {one.id for one in victims}:
        for one in victims:
            if one.id in owners:
                yield Found(one.designation, one.id)


def nothing_on_harm(facts: CaseFacts) -> Iterator[Found]:
    """Return each person who may cause the harm, while no action is about them."""
    if not facts.actions:
        return
    owners = {action.owner_person_id for action in facts.actions}
    texts = [action.text.casefold() for action in facts.actions]
    agencies = {action.owner_agency_id or facts.agency_of_worker(action.owner_id) for action in facts.actions}
    works_on_it = not _WORK_WITH_WHO_HARMS.isdisjoint(map(facts.agency_key, agencies))
    if works_on_it or any(_OF_WHO_HARMS.search(text) for text in texts):
        return
    for one in facts.people:
        if FamilyRole.ALLEGED_PERPETRATOR not in one.roles or one.id in owners | facts.reached:
            continue
        if any(row.agency_id in agencies - {None} for row in facts.whole.involved.get(one.id, ())):
            continue
        said = {word for word in (one.designation, one.name, *one.name.split()[:1]) if word}
        if not any(word.casefold() in text for word in said for text in texts):
            yield Found(one.designation, one.id)


def owner_cannot_say(facts: CaseFacts) -> Iterator[Found]:
    """Return each agency that has something open from before, while nobody of it is here to tell of it."""
    if facts.meeting.status in NOT_BEGUN:
        return
    told = set()
    for _, action in facts.actions_before:
        agency_id = action.owner_agency_id or facts.agency_of_worker(action.owner_id)
        is_silent = agency_id is not None and agency_id not in facts.agencies_here
        if is_silent and agency_id not in told and not action.is_closed():
            told.add(agency_id)
            yield Found(facts.agency_called(agency_id), agency_id)


def plan_stalled(facts: CaseFacts) -> Iterator[Found]:
    """Return each action that was carried over again and again, while nobody has challenged that."""
    if facts.own(Challenge):
        return
    day = facts.whole.today or facts.whole.day
    for ago, action in (*((0, action) for action in facts.actions), *facts.actions_before):
        # What is done week by week goes on, and is not carried over.
        is_late = ago >= _STALLED_AFTER and action.is_overdue(day) and not action.frequency
        if (is_late or action.carried >= _STALLED_AFTER) and not action.is_closed():
            yield Found(_short(action), action.id)


def _only_reached(facts: CaseFacts) -> Somebody | None:
    """Return the one child whom several actions are for, where there are other children."""
    reached = [child for child in facts.children if child.id in facts.reached]
    is_one = len(reached) == 1 and len(facts.subjects) > 1 and len(facts.actions) > 1
    return reached[0] if is_one else None


def _short(action: Action) -> str:
    return in_short(action.text, _SHOWN)
