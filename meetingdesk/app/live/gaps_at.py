"""What a meeting, or one case of it, still lacks, read from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.family_records import cases_of
from meetingdesk.app.live.earlier_of_thread import earlier_of_thread
from meetingdesk.app.live.head import Head
from meetingdesk.app.meeting_rows import MeetingRows, open_case, open_meeting
from meetingdesk.app.room import room_of
from meetingdesk.domain.gaps.earlier import Earlier
from meetingdesk.domain.gaps.engine import gaps_of
from meetingdesk.domain.gaps.facts import CaseFacts, MeetingFacts
from meetingdesk.domain.gaps.gap import Gap, GapWords
from meetingdesk.domain.invitations import Case
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.principles import Held, held_to
from meetingdesk.storage.reading import Reading


def gaps_at(reading: Reading, head: Head, family_id: UUID | None) -> tuple[Gap, ...]:
    """Return what one case lacks, or the whole meeting where no family is named."""
    if head.kind is None:
        return ()
    earlier = earlier_of_thread(reading, head.meeting, family_id)
    facts = facts_of_rows(open_case(reading, head.meeting.id, family_id), head.kind, head.policy, earlier)
    case = next((one for one in _cases(facts) if one.id == family_id), None)
    return gaps_of(CaseFacts(facts, case), rulebook().gaps)


def gaps_of_meeting(reading: Reading, head: Head) -> tuple[Gap, ...]:
    """Return what the meeting and each of its cases lacks, in the order of the list."""
    if head.kind is None:
        return ()
    return _gaps_of(facts_of_meeting(reading, head, head.kind), rulebook().gaps)


def looked_over(reading: Reading, head: Head) -> tuple[tuple[Gap, ...], tuple[Held, ...]]:
    """Return what the whole meeting lacks, and how it stands against the principles it is held to."""
    if head.kind is None:
        return (), ()
    facts = facts_of_meeting(reading, head, head.kind)
    gaps = _gaps_of(facts, rulebook().gaps)
    return gaps, held_to(rulebook().principles, facts, gaps)


def gaps_in(
    rows: MeetingRows,
    kind: MeetingType,
    policy: Policy | None,
    words: Sequence[GapWords] | None = None,
    today: date | None = None,
    earlier: tuple[Earlier, ...] = (),
) -> tuple[Gap, ...]:
    """Return what a meeting lacks that was read already."""
    return _gaps_of(
        facts_of_rows(rows, kind, policy, earlier, today), rulebook().gaps if words is None else words
    )


def gaps_of_facts(facts: MeetingFacts) -> tuple[Gap, ...]:
    """Return what a meeting and each of its cases lacks."""
    return _gaps_of(facts, rulebook().gaps)


def reached_at(points: Iterable[AgendaPoint], here: AgendaPoint | None) -> frozenset[SectionKind]:
    """Return the kinds of sections that were opened, or stand no later on the agenda than where it is now."""
    return frozenset(
        SectionKind(point.kind)
        for point in points
        if point.kind in _KINDS and (point.opened_at is not None or _is_behind(point, here))
    )


def _is_behind(point: AgendaPoint, here: AgendaPoint | None) -> bool:
    return here is not None and point.family_id == here.family_id and point.position <= here.position


def _gaps_of(facts: MeetingFacts, words: Sequence[GapWords]) -> tuple[Gap, ...]:
    """Return what the meeting as a whole and each of its cases lacks."""
    cases: list[Case | None] = list(_cases(facts))
    if facts.kind.many_cases or not cases:
        cases.insert(0, None)
    return tuple(gap for case in cases for gap in gaps_of(CaseFacts(facts, case), words))


def facts_of_meeting(reading: Reading, head: Head, kind: MeetingType) -> MeetingFacts:
    """Return a whole meeting of the store as rules and documents look at it."""
    earlier = earlier_of_thread(reading, head.meeting)
    return facts_of_rows(open_meeting(reading, head.meeting.id), kind, head.policy, earlier)


def facts_of_rows(
    rows: MeetingRows,
    kind: MeetingType,
    policy: Policy | None,
    earlier: tuple[Earlier, ...] = (),
    today: date | None = None,
) -> MeetingFacts:
    """Return what rules and documents look at, of a meeting that was read already."""
    quorum = room_of(rows, kind, policy, rulebook().groupings).quorum
    day = rows.meeting.held_on or today or datetime.now(UTC).date()
    is_quorate = quorum.is_met if quorum.is_asked_for else None
    return MeetingFacts(
        rows.meeting, kind, day, rows.rows, policy, is_quorate, rulebook().agencies, earlier, today
    )


def _cases(facts: MeetingFacts) -> tuple[Case, ...]:
    return cases_of(MeetingRows(facts.meeting, facts.rows), facts.policy, facts.day)


_KINDS = frozenset(SectionKind)
