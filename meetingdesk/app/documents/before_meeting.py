"""What the chair is told before a meeting: what is missing for it, what is due, and who still differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from meetingdesk.app.clock_threads import dates_of
from meetingdesk.app.definitions import rulebook
from meetingdesk.app.live.gaps_at import gaps_of_facts
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.copies.before import Before, Due, Missing
from meetingdesk.domain.families import Family
from meetingdesk.domain.gaps.earlier import Earlier
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.gaps.gap import Gap, Level
from meetingdesk.domain.gaps.not_yet import joined
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.rows import Row
from meetingdesk.domain.running_clocks.clock import Definition
from meetingdesk.domain.running_clocks.thread import LOOKED_AT, Thread
from meetingdesk.storage.reading import Reading

_K = SectionKind
_BEFORE = frozenset(
    {_K.ATTENDANCE, _K.PEOPLE, _K.REPORTS, _K.REFERRAL, _K.CONTACT, _K.INFORMATION, _K.PREVIOUS_ACTIONS}
)
"""What can be seen to before a meeting; what it will decide is not missing yet."""
_SAID_THERE = frozenset(
    {
        *("section_empty", "prompts_not_answered", "statement_not_read", "quorum_open"),
        *("means_for_child", "not_answered"),
    }
)
"""What nobody can have written before the meeting itself, or what the briefing tells by itself."""
AHEAD = timedelta(days=92)
"""How far behind the meeting the chair looks."""


def before_of(facts: MeetingFacts, today: date) -> Before:
    """Return what a chair is told of a meeting, of all that is known of it."""
    return Before(tuple(_missing(facts)), tuple(_due(facts, today)))


def with_challenges_before(reading: Reading, facts: MeetingFacts) -> MeetingFacts:
    """Return a meeting with the differences of view that its earlier meetings recorded."""
    keys = {one.meeting.id for one in facts.earlier}
    challenges = reading.find(Challenge, meeting_id=keys) if keys else ()
    if not challenges:
        return facts
    stages = reading.find(ChallengeStage, challenge_id={row.id for row in challenges})
    return replace(facts, earlier=tuple(_with(one, challenges, stages) for one in facts.earlier))


def _with(one: Earlier, challenges: tuple[Challenge, ...], stages: tuple[ChallengeStage, ...]) -> Earlier:
    own = tuple(row for row in challenges if row.meeting_id == one.meeting.id)
    keys = {row.id for row in own}
    parts = tuple(row for row in stages if row.challenge_id in keys)
    return replace(one, rows={**one.rows, Challenge: own, ChallengeStage: parts})


def _missing(facts: MeetingFacts) -> Iterator[Missing]:
    open_still = (gap for gap in gaps_of_facts(facts) if _is_told(gap))
    for line in joined(open_still):
        yield Missing(line.sentence, line.gaps[0].family_id)


def _is_told(gap: Gap) -> bool:
    is_worth_it = gap.is_open and gap.level is not Level.COULD
    return is_worth_it and gap.section in _BEFORE and gap.code not in _SAID_THERE


def _due(facts: MeetingFacts, today: date) -> Iterator[Due]:
    """Yield what is due for each family; of two ways to count the same thing, the one that guides."""
    if facts.policy is None:
        return
    calendar = rulebook().calendar(facts.policy.nation)
    meetings = (facts.meeting, *(one.meeting for one in facts.earlier))
    rows = {kind: _all(facts, kind) for kind in LOOKED_AT}
    for family in facts.all(Family):
        own = tuple(one for one in meetings if one.family_id == family.id)
        thread = Thread(own, rulebook().meeting_types, facts.policy, calendar, today, rows, family)
        for clock in dates_of(thread):
            is_one = clock.is_open and clock.definition is not Definition.STATISTIC
            if is_one and clock.due is not None and clock.due <= facts.day + AHEAD:
                yield Due(clock.what, clock.due, clock.whom, clock.booked_on, clock.is_late, family.id)


def _all(facts: MeetingFacts, kind: type[Row]) -> tuple[Row, ...]:
    """Return the rows of a kind of this meeting and those before it, each once."""
    found = {row.id: row for one in facts.earlier for row in one.all(kind)}
    return tuple((found | {row.id: row for row in facts.all(kind)}).values())
