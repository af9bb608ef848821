"""Gaps about each child: not seen, not heard, not spoken of, not told; never the children as one."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.gaps.gap import Found
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.risk import RiskPoint
from meetingdesk.domain.roster import Being
from meetingdesk.domain.voice import SeenAlone, Voice

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
    if not facts.decisions:
        return
    for child in facts.children:
        voice = facts.voices.get(child.id)
        if voice is not None and _is_heard(facts, voice) and not voice.impact and not voice.not_sought:
            yield Found(child.designation, child.id)


def who_tells(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of whom nobody has said who tells them what was decided."""
    if not facts.decisions:
        return
    for child in facts.children:
        voice = facts.voices.get(child.id)
        is_told = voice is not None and bool(voice.feedback_by_id or voice.feedback_by)
        if child.being is not Being.UNBORN and not is_told:
            yield Found(child.designation, child.id)


def risk_empty(facts: CaseFacts) -> Iterator[Found]:
    """Return each child of whom no worry and no strength is recorded."""
    points = facts.own(RiskPoint)
    of_all = any(point.person_id is None for point in points)
    named = {point.person_id for point in points}
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
