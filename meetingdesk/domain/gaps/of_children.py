"""Gaps about each child: not seen, not heard, not spoken of, not told; never the children as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.families import FamilyRole
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.risk import Reflection, RiskKind, RiskPoint, ScaleRating
from meetingdesk.domain.roster import Being
from meetingdesk.domain.voice import NotSought, SeenAlone, Voice

_SAYS_SOMETHING = (
    "observed",
    "likely_life",
    "worries",
    "good",
    "wants",
    "day_morning",
    "day_school",
    "day_evening",
    "day_night",
    "day_weekend",
    "day_when_wrong",
    "day_who_is_there",
)
_SPEAKS_FROM = 5
_TOLD_FROM = 4
"""The age from which a child is told what was decided."""


_TELLS = re.compile(r"(?:please\s+)?(?:tell|explain(?:\s+\w+)?\s+to)\s+(?P<whom>.+)", re.IGNORECASE)
_THE_CHILD = ("the child", "him ", "her ", "them ", "himself", "herself", "themselves")
_DAY_IN_LIFE = "day_in_life"
_RATED = frozenset({"core_group", "rcpc", "cin"})
"""Meetings where a number before and now weighs the risk of a child anew."""


def voice_empty(facts: CaseFacts) -> Iterator[Found]:
    """Return each child born of whom nothing is said: no words, nothing seen, no reason why not."""
    for child in facts.children:
        if child.being is not Being.UNBORN and not _is_heard(facts, facts.voices.get(child.id)):
            yield Found(child.designation, child.id)


def likely_life(facts: CaseFacts) -> Iterator[Found]:
    """Return each unborn child of whose life to come nobody has spoken."""
    for child in facts.children:
        voice = facts.voices.get(child.id)
        if child.being is Being.UNBORN and not (voice is not None and voice.likely_life):
            yield Found(child.designation, child.id)


def day_empty(facts: CaseFacts) -> Iterator[Found]:
    """Return each child born who was heard, where nobody has said what a day in their life is like."""
    if any(row.prompt == _DAY_IN_LIFE and row.answer for row in facts.own(Reflection)):
        return  # the room has answered it for all of them
    days = [name for name in _SAYS_SOMETHING if name.startswith("day_")]
    for child in facts.children:
        voice = facts.voices.get(child.id)
        if child.being is Being.UNBORN or voice is None or not _is_heard(facts, voice):
            continue
        if not any(getattr(voice, name) for name in days):
            yield Found(child.designation, child.id)


def last_seen(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of whom nobody has said when they were last seen."""
    for child in facts.children:
        voice = facts.voices.get(child.id)
        if child.being is not Being.UNBORN and (voice is None or voice.seen_on is None):
            yield Found(child.designation, child.id)


def seen_alone(facts: CaseFacts) -> Iterator[Found]:
    """Return each child who was seen, where nobody has said whether alone."""
    for child in facts.children:
        voice = facts.voices.get(child.id)
        if voice is not None and voice.seen_on is not None and voice.alone is SeenAlone.NOT_KNOWN:
            yield Found(child.designation, child.id)


def help_not_answered(facts: CaseFacts) -> Iterator[Found]:
    """Return each child who asked for help, where nobody has answered."""
    for child in facts.children:
        voice = facts.voices.get(child.id)
        words = facts.whole.words.get(voice.id, ()) if voice is not None else ()
        if any(one.asks_for_help and not one.answered_how for one in words):
            yield Found(child.designation, child.id)


def advocate_not_offered(facts: CaseFacts) -> Iterator[Found]:
    """Return each child who is old enough for an advocate and was not offered one."""
    from_age = facts.whole.policy.voice.advocacy_min_age if facts.whole.policy is not None else _SPEAKS_FROM
    for child in facts.children:
        voice = facts.voices.get(child.id)
        is_old_enough = child.age is not None and child.age >= from_age
        if is_old_enough and (voice is None or voice.advocate_offered is YesNo.UNKNOWN):
            yield Found(child.designation, child.id)


def what_it_changed(facts: CaseFacts) -> Iterator[Found]:
    """Return each child who was heard, where nobody has said what that changed."""
    decided = {decision.child_id for decision in facts.decisions}
    for child in facts.children:
        voice = facts.voices.get(child.id) if decided & {child.id, None} else None
        if voice is not None and _is_heard(facts, voice) and not voice.impact and not voice.not_sought:
            yield Found(child.designation, child.id)


def who_tells(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of whom nobody has said who tells them what was decided."""
    if not facts.decisions:
        return
    agreed = {child.id for child in facts.children if _is_to_be_told(facts, child)}
    for child in facts.children:
        voice = facts.voices.get(child.id)
        is_told = voice is not None and bool(voice.feedback_by_id or voice.feedback_by)
        # Who tells the person harmed is asked once, and they may be a child too.
        is_asked_otherwise = facts.listed is not None and FamilyRole.VICTIM in child.roles
        is_too_young = child.being is Being.UNBORN or (child.age is not None and child.age < _TOLD_FROM)
        is_too_young = is_too_young or (voice is not None and voice.not_sought is NotSought.TOO_YOUNG)
        if not (is_told or is_asked_otherwise or is_too_young or child.id in agreed):
            yield Found(child.designation, child.id)


def _is_to_be_told(facts: CaseFacts, child: Somebody) -> bool:
    """Say whether it was agreed that somebody tells this child; who tells others about a child does not."""
    called = {word for word in (child.designation, child.name, *child.name.split()[:1]) if word}
    for action in facts.actions:
        whom = _TELLS.match(action.text)
        is_for = any(row.person_id == child.id for row in facts.whole.protects.get(action.id, ()))
        if is_for and whom is not None:
            said = whom["whom"].casefold()
            if any(said.startswith(word.casefold()) for word in (*called, *_THE_CHILD)):
                return True
    return False


def risk_empty(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of whom no worry and no strength is recorded."""
    # A risk to staff is none to a child, and weighs nothing for one.
    points = [point for point in facts.own(RiskPoint) if point.kind is not RiskKind.RISK_TO_STAFF]
    of_all = any(point.person_id is None for point in points)
    named: set[UUID | None] = {point.person_id for point in points}
    if facts.kind.id in _RATED:
        named |= {rating.child_id for rating in facts.own(ScaleRating)}
    per_child = any(section.kind == "risk" and section.per_child for section in facts.kind.sections)
    for child in facts.children:
        if child.id not in named and (per_child or not of_all):
            yield Found(child.designation, child.id)


def _is_heard(facts: CaseFacts, voice: Voice | None) -> bool:
    if voice is None:
        return False
    if voice.not_sought is not None or facts.whole.words.get(voice.id):
        return True
    return any(getattr(voice, name) for name in _SAYS_SOMETHING)
