"""Looks an action over; capture line, forms, imports and the command line only show what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from meetingdesk.domain.coach import (
    of_date,
    of_measure,
    of_open_actions,
    of_owner,
    of_people,
    of_safety,
    of_the_deed,
    of_the_words,
)
from meetingdesk.domain.coach.book import CoachBook
from meetingdesk.domain.coach.facts import CoachFacts
from meetingdesk.domain.coach.finding import FaultWords, Finding, Level, Seen
from meetingdesk.domain.coach.reading import ActionRead
from meetingdesk.domain.coach.said_action import SaidAction

Rule = Callable[[ActionRead], Iterator[Seen]]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "not_an_action": of_the_deed.not_an_action,
        "no_owner": of_owner.no_owner,
        "several_owners": of_owner.several_owners,
        "collective_owner": of_owner.collective_owner,
        "passive": of_owner.passive,
        "no_date": of_date.no_date,
        "bad_date": of_date.bad_date,
        "vague_time": of_date.vague_time,
        "after_review": of_date.after_review,
        "not_working_day": of_date.not_working_day,
        "victim_responsible": of_safety.victim_responsible,
        "insecure_contact": of_safety.insecure_contact,
        "engagement": of_safety.engagement,
        "cannot_reach": of_people.cannot_reach,
        "owner_absent": of_people.owner_absent,
        "choose_representative": of_people.choose_representative,
        "near_duplicate": of_open_actions.near_duplicate,
        "monitor": of_the_deed.monitor,
        "continue": of_the_deed.continues,
        "liaise": of_the_deed.liaise,
        "vague_verb": of_the_deed.vague_verb,
        "conditional": of_the_deed.conditional,
        "compound": of_the_deed.compound,
        "no_measure": of_measure.no_measure,
        "paper_measure": of_measure.paper_measure,
        "no_purpose": of_measure.no_purpose,
        "quality_word": of_measure.quality_word,
        "attendance_only": of_measure.attendance_only,
        "too_long": of_the_words.too_long,
        "all_capitals": of_the_words.all_capitals,
        "unknown_letters": of_the_words.unknown_letters,
    }
)
"""Every rule by the fault under which the data file has its words."""

SAID_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "engagement": frozenset(
            {
                "vague_verb",
                "no_measure",
                "liaise",
                "continue",
                "monitor",
                "attendance_only",
                "paper_measure",
                "no_purpose",
                "compound",
                "collective_owner",
                "several_owners",
            }
        ),
        "victim_responsible": frozenset(
            {
                "vague_verb",
                "no_measure",
                "liaise",
                "continue",
                "monitor",
                "no_purpose",
                "compound",
                "engagement",
                "paper_measure",
            }
        ),
        "near_duplicate": frozenset({"choose_representative"}),
    }
)
"""What another fault says already, so that one fault is named once."""
_WORST_FIRST = (Level.ERROR, Level.WARN, Level.INFO)


def look_over(action: SaidAction, facts: CoachFacts | None, book: CoachBook) -> tuple[Finding, ...]:
    """Return what keeps an action from being sharp, the worst first; the same text always gets the same."""
    if not action.text.strip():
        return ()
    read = ActionRead(action, book.words, facts)
    found: dict[str, tuple[FaultWords, Seen]] = {}
    for one in book.faults:
        if one.off:
            continue
        seen = next(RULES[one.fault](read), None)
        if seen is not None:
            found[one.fault] = one, seen
    if "not_an_action" in found:
        found = {"not_an_action": found["not_an_action"]}
    said = {fault for by in found for fault in SAID_BY.get(by, ())}
    told = [
        _told(words, seen, len(action.text)) for fault, (words, seen) in found.items() if fault not in said
    ]
    return tuple(sorted(told, key=lambda one: _WORST_FIRST.index(one.level)))


def _told(words: FaultWords, seen: Seen, length: int) -> Finding:
    who = " ".join(seen.who.split())
    return Finding(
        words.code,
        words.fault,
        words.level,
        words.message.replace("{who}", who),
        words.mend.replace("{who}", who),
        min(seen.start, length),
        min(max(seen.start, seen.end), length),
    )
