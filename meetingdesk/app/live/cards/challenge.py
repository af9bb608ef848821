"""Each difference of view: by whom, against whom, what instead, and what becomes of it stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from meetingdesk.app.challenges import (
    CALLED,
    OnlyRecord,
    SettleChallenge,
    TakeFurther,
    next_stages,
    open_stage,
    policy_for,
    stage_called,
)
from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag, Offer
from meetingdesk.app.live.head import Head
from meetingdesk.domain.challenge import Challenge, ChallengeKind, ChallengeStage
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.meetings import FINALISED, AgendaPoint, Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.policy import Policy
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TOUCHED_BY = frozenset({"challenge", "challenge_stage", "decision", "person_name", "family_member"})

_K = FieldKind
_SHORT, _LONG = 40, 400
_YES_NO: Choices = ((YesNo.UNKNOWN, "not said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))
_KINDS: Choices = tuple((kind, CALLED[kind].lower()) for kind in ChallengeKind)
_MINUTED: Choices = ((True, "in the minutes"), (False, "not in the minutes"))
_WHAT_CAME = (
    CardField("child_safe_meanwhile", "Child safe until then", _K.CHOICE, _YES_NO, is_open_after=True),
    CardField(
        "safe_meanwhile_how", "How", _K.BRIEF, hint="What keeps the child safe meanwhile", is_open_after=True
    ),
    CardField("outcome", "What came of it", _K.BRIEF, is_open_after=True),
    CardField("impact", "What it changed", _K.BRIEF, hint="For the child", is_open_after=True),
    CardField("resolved_on", "Settled on", _K.DAY_AHEAD, is_main=False, is_open_after=True),
    CardField("learning", "Learning", _K.BRIEF, is_main=False, is_open_after=True),
    CardField(
        "not_taken_further_because", "Not taken further because", _K.BRIEF, is_main=False, is_open_after=True
    ),
)
_LATER = frozenset({"outcome", "impact"})
"""What is asked for only when it can be known: once a challenge is on its way."""
_STAGE = (
    CardField("due_on", "Settled by", _K.DAY_AHEAD, is_open_after=True),
    CardField("to", "Who with", _K.LINE, hint="Name, and of which agency", is_open_after=True),
    CardField("by", "Taken there by", _K.LINE, is_main=False, is_open_after=True),
    CardField("note", "What was said", _K.BRIEF, is_main=False, is_open_after=True),
    CardField("opened_on", "Opened", _K.DAY_AHEAD, is_main=False, is_open_after=True),
    CardField("closed_on", "Closed", _K.DAY_AHEAD, is_main=False, is_open_after=True),
)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What all cards of a section are made from."""

    head: Head
    family_id: UUID | None
    roster: Roster
    readers: Visibility
    challenges: tuple[Challenge, ...]
    earlier: tuple[Challenge, ...]
    """Those of the family's meetings before this one that are still open."""
    meetings: Mapping[UUID, Meeting]
    policies: Mapping[UUID, Policy]
    """The policy of each meeting that a challenge is from."""
    stages: Mapping[UUID, tuple[ChallengeStage, ...]]
    decisions: tuple[Decision, ...]
    day: date


def challenge_cards(
    reading: Reading, head: Head, point: AgendaPoint, roster: Roster, day: date
) -> tuple[Card, ...]:
    """Return a card for each difference of view, one for the next, and those open from earlier meetings."""
    looked = _look(reading, head, point, roster, day)
    own = [_card(looked, one) for one in looked.challenges]
    before = [_card(looked, one) for one in looked.earlier]
    if head.meeting.status not in FINALISED or not (own or before):
        own.append(_next_card(looked, point, can_be_seen=looked.readers in reading.desk.sees))
    return (*own, *before)


def _look(reading: Reading, head: Head, point: AgendaPoint, roster: Roster, day: date) -> _Looked:
    section = head.kind.section(point.section) if head.kind is not None else None
    family_id = head.family_at(point)
    challenges = reading.find(Challenge, meeting_id=head.meeting.id, family_id=family_id)
    open_ones = _open_of_family(reading, head, family_id)
    meetings = {head.meeting.id: head.meeting}
    keys = {one.meeting_id for one in open_ones}
    meetings |= {one.id: one for one in reading.find(Meeting, id=keys)} if keys else {}
    earlier = tuple(one for one in open_ones if _was_before(meetings[one.meeting_id], head.meeting))
    shown = {one.id for one in (*challenges, *earlier)}
    stages: dict[UUID, tuple[ChallengeStage, ...]] = {}
    order = (TABLES[ChallengeStage].c.position,)
    for stage in reading.find(ChallengeStage, order=order, challenge_id=shown) if shown else ():
        stages[stage.challenge_id] = (*stages.get(stage.challenge_id, ()), stage)
    return _Looked(
        head,
        family_id,
        roster,
        section.visibility if section is not None else Visibility.V1,
        challenges,
        earlier,
        meetings,
        {key: policy_for(reading, meeting) for key, meeting in meetings.items()},
        stages,
        reading.find(
            Decision, order=(TABLES[Decision].c.position,), meeting_id=head.meeting.id, family_id=family_id
        ),
        day,
    )


def _open_of_family(reading: Reading, head: Head, family_id: UUID | None) -> tuple[Challenge, ...]:
    if family_id is None:
        return ()
    table = TABLES[Challenge]
    return reading.find(
        Challenge,
        table.c.meeting_id != head.meeting.id,
        table.c.resolved_on.is_(None),
        table.c.not_taken_further_because == "",
        family_id=family_id,
    )


def _was_before(one: Meeting, meeting: Meeting) -> bool:
    return one.held_on is not None and (meeting.held_on is None or one.held_on <= meeting.held_on)


def _card(looked: _Looked, one: Challenge) -> Card:
    stages = looked.stages.get(one.id, ())
    is_own = one.meeting_id == looked.head.meeting.id
    policy = looked.policies[one.meeting_id]
    fields = _fields(looked, one) if is_own else ()
    begins = _begins(looked) if is_own else ()
    asked = (*fields, *_what_came(one))
    own = Block(
        Challenge,
        (("id", one.id),),
        asked,
        one,
        begins,
        # One that was begun by mistake goes with its last word; one that is on its way stays.
        is_let_go=is_own and not stages,
        note="" if is_own else _told(one),
    )
    return Card(
        one.id,
        _title(looked, one),
        CALLED[one.kind] if is_own else f"open since {looked.meetings[one.meeting_id].reference}",
        (own, *_stage_blocks(stages, policy)),
        tuple(_flags(looked, one, stages, policy)),
        tuple(_offers(one, policy)),
    )


def _next_card(looked: _Looked, point: AgendaPoint, *, can_be_seen: bool) -> Card:
    """Return the card of the challenge that comes next: the same until somebody writes on it."""
    known = {one.id for one in looked.challenges}
    number = 1
    while (key := uuid5(point.id, f"challenge {number}")) in known:
        number += 1
    title = "Another view" if looked.challenges else "Somebody sees it differently"
    if not can_be_seen:
        readers = looked.readers.label.lower()
        flag = Flag(f"{readers}: your role does not read it", Tone.ATTENTION)
        return Card(key, title, "", (), (flag,))
    first, *rest = _fields(looked, None)
    asked = (first, *(replace(field, is_main=False) for field in (*rest, *_WHAT_CAME)))
    begins = _begins(looked)
    block = Block(Challenge, (("id", key),), asked, None, begins, is_let_go=True, goes_on=True)
    return Card(key, title, "also with ? on the line", (block,))


def _begins(looked: _Looked) -> tuple[tuple[str, object], ...]:
    return (
        ("meeting_id", looked.head.meeting.id),
        ("family_id", looked.family_id),
        ("text", ""),
        ("visibility", looked.readers),
    )


def _fields(looked: _Looked, one: Challenge | None) -> tuple[CardField, ...]:
    """Return what is said of a challenge in the meeting, and is minuted."""
    row = one or Challenge(meeting_id=looked.head.meeting.id, text="")
    is_dissent = row.kind is ChallengeKind.FORMAL_DISSENT
    fields = (
        CardField("text", "What is seen differently", hint="And why, in the words of whoever says it"),
        CardField("raised_by_agency_id", "Raised by", _K.CHOICE, _agencies(looked, row.raised_by_agency_id)),
        CardField("raised_by_id", "By whom", _K.CHOICE, _workers(looked, row), is_main=False),
        CardField("against_agency_id", "Against", _K.CHOICE, _agencies(looked, row.against_agency_id)),
        CardField("child_id", "About", _K.CHOICE, _children(looked, row)),
        _decision(looked, row),
        CardField("alternative", "What instead", _K.BRIEF, hint="What should happen", is_main=True),
        CardField("kind", "Kind", _K.CHOICE, _KINDS, is_main=False),
        CardField("is_minuted", "Minuted", _K.CHOICE, _MINUTED, is_main=False),
    )
    # A dissent is against a decision, and not against somebody at the table.
    return tuple(
        replace(field, is_main=field.is_main and not (is_dissent and field.name == "against_agency_id"))
        for field in fields
        if field is not None
    )


def _agencies(looked: _Looked, now: UUID | None) -> Choices:
    known = [(each.id, each.short or each.name) for each in looked.roster.agencies if each.is_invited]
    agency = looked.roster.agency(now)
    return _with(known, now, agency.short or agency.name if agency else "an agency not of this meeting")


def _workers(looked: _Looked, row: Challenge) -> Choices:
    roster, agency_id = looked.roster, row.raised_by_agency_id
    of_agency = roster.representatives(agency_id) if agency_id is not None else roster.professionals
    worker = roster.professional(row.raised_by_id)
    called = worker.name if worker is not None else "somebody not of this meeting"
    return _with([(each.id, each.name) for each in of_agency], row.raised_by_id, called)


def _children(looked: _Looked, row: Challenge) -> Choices:
    known = [
        (each.id, each.designation)
        for each in looked.roster.people
        if each.being in (Being.CHILD, Being.UNBORN) or each.id == row.child_id
    ]
    return _with(known, row.child_id, "somebody not of this family", nothing="every child")


def _decision(looked: _Looked, row: Challenge) -> CardField | None:
    known = [(each.id, _decision_called(looked, each)) for each in looked.decisions]
    if not known and row.decision_id is None:
        return None
    choices = _with(known, row.decision_id, "a decision that is closed to you", nothing="none")
    return CardField("decision_id", "Decision", _K.CHOICE, choices, is_main=False)


def _decision_called(looked: _Looked, decision: Decision) -> str:
    possible = looked.head.kind.decisions if looked.head.kind is not None else ()
    outcome = next((one.label for one in possible if one.key == decision.outcome), "")
    child = looked.roster.person(decision.child_id)
    words = outcome or decision.text or "not decided yet"
    return _shortened(f"{child.designation}: {words}" if child is not None else words, _SHORT)


def _with(
    known: Iterable[tuple[UUID, str]], now: UUID | None, otherwise: str, *, nothing: str = "not said"
) -> Choices:
    """Return what can be chosen, and what is chosen now even where it is not among it."""
    listed = list(known)
    if now is not None and now not in {key for key, _ in listed}:
        listed.append((now, otherwise))
    return ((None, nothing), *listed)


def _what_came(one: Challenge) -> tuple[CardField, ...]:
    is_on_its_way = bool(one.stage) or one.resolved_on is not None
    is_safe_asked = one.child_safe_meanwhile is not YesNo.UNKNOWN
    return tuple(
        replace(field, is_main=is_on_its_way)
        if field.name in _LATER
        else replace(field, is_main=is_safe_asked)
        if field.name == "safe_meanwhile_how"
        else field
        for field in _WHAT_CAME
    )


def _stage_blocks(stages: Sequence[ChallengeStage], policy: Policy) -> Iterator[Block]:
    for number, stage in enumerate(stages, 1):
        heading = f"Stage {number}: {stage_called(policy, stage.stage)}"
        # Of a stage that is over, only what came of it is still of interest.
        fields = _STAGE if stage.closed_on is None else tuple(_over(stage))
        yield Block(ChallengeStage, (("id", stage.id),), fields, stage, heading=heading)


def _over(stage: ChallengeStage) -> Iterator[CardField]:
    for field in _STAGE:
        yield replace(field, is_main=field.name == "closed_on")


def _title(looked: _Looked, one: Challenge) -> str:
    agency = looked.roster.agency(one.raised_by_agency_id)
    child = looked.roster.person(one.child_id)
    named = [agency.short or agency.name if agency is not None else "", child.designation if child else ""]
    return " · ".join(filter(None, named)) or "Somebody"


def _told(one: Challenge) -> str:
    """Return what was said at an earlier meeting, whose record is not changed from here."""
    instead = f" Instead: {one.alternative}" if one.alternative else ""
    return _shortened(f"{one.text}{instead}", _LONG)


def _shortened(text: str, most: int) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= most else f"{joined[: most - 1].rstrip()}…"


def _flags(
    looked: _Looked, one: Challenge, stages: Sequence[ChallengeStage], policy: Policy
) -> Iterator[Flag]:
    if one.raised_by_agency_id is None and one.kind is not ChallengeKind.FAMILY_COMPLAINT:
        yield Flag("whose?", Tone.WRONG)
    if one.resolved_on is not None:
        yield Flag(f"settled {say_day(one.resolved_on)}", Tone.SETTLED)
        if not one.outcome:
            yield Flag("what came of it?", Tone.ATTENTION)
        elif not one.impact:
            yield Flag("what did it change?", Tone.ATTENTION)
        return
    stage = open_stage(stages)
    if one.kind is ChallengeKind.FAMILY_COMPLAINT:
        yield Flag("goes the way of complaints", Tone.PLAIN)
    elif stage is not None:
        yield _due_flag(stage, stage_called(policy, stage.stage), looked.day)
    elif one.not_taken_further_because:
        yield Flag("only recorded", Tone.PLAIN)
    else:
        yield Flag("not taken further yet", Tone.ATTENTION)
    if one.kind is ChallengeKind.FORMAL_DISSENT and not one.alternative:
        yield Flag("what instead?", Tone.ATTENTION)
    if one.child_safe_meanwhile is YesNo.NO:
        yield Flag("child not safe: wait for no stage", Tone.WRONG)
    elif one.child_safe_meanwhile is YesNo.UNKNOWN:
        yield Flag("is the child safe meanwhile?", Tone.WRONG)


def _due_flag(stage: ChallengeStage, called: str, day: date) -> Flag:
    if stage.due_on is None:
        return Flag("settled by when?", Tone.ATTENTION)
    if stage.due_on < day:
        return Flag(f"late: was due {say_day(stage.due_on)}", Tone.WRONG)
    return Flag(f"due {say_day(stage.due_on)}", Tone.ATTENTION)


def _offers(one: Challenge, policy: Policy) -> Iterator[Offer]:
    if one.resolved_on is not None:
        return
    following = next_stages(policy, one.stage) if one.kind is not ChallengeKind.FAMILY_COMPLAINT else ()
    is_unsafe = one.child_safe_meanwhile is YesNo.NO
    for number, step in enumerate(following):
        # Where a child is at risk now, a stage is skipped and not waited for.
        if number == 0 or is_unsafe:
            says = f"At once: {step.label}" if is_unsafe else f"Take it further: {step.label}"
            yield Offer(says, TakeFurther(one.id, step.stage, one.stage, is_unsafe), is_open_after=True)
    yield Offer("Settled", SettleChallenge(one.id), is_open_after=True)
    if not one.stage and not one.not_taken_further_because:
        yield Offer("Only recorded", OnlyRecord(one.id), is_open_after=True)
