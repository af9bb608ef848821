"""Each decision: what, why, what was not known, the options weighed, and where each agency stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar
from uuid import UUID, uuid5

from meetingdesk.app.challenges import TakeDissentFurther
from meetingdesk.app.changed_decisions import ToTell, to_be_told
from meetingdesk.app.live.cards.card import (
    Block,
    Card,
    CardField,
    Choices,
    FieldKind,
    Flag,
    Offer,
    next_id,
    next_position,
)
from meetingdesk.app.live.cards.changed_decision import ChangedSince
from meetingdesk.app.live.cards.filling import FillIn, Place, place_of
from meetingdesk.app.live.head import Head
from meetingdesk.app.meetings import thread_of
from meetingdesk.app.outcome import Outcome, outcome_of
from meetingdesk.domain.attendance import Attendance, Presence
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.decisions import AgencyView, Decision, DecisionChange, DecisionOption, View
from meetingdesk.domain.first_reviews import ENDS_THE_PLAN, SENIOR_LOOK, is_first_review
from meetingdesk.domain.in_the_room import end_of, is_here
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_types import PossibleDecision
from meetingdesk.domain.meetings import FINALISED, AgendaPoint, FormAnswer, Meeting
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster, RosterAgency
from meetingdesk.domain.running_clocks.kinds import BEGINS_ENQUIRY
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.unit_of_work import UnitOfWork

TOUCHED_BY = frozenset(
    {
        *("decision", "decision_option", "decision_change", "agency_view", "attendance", "presence", "entry"),
        *("person_name", "family_member", "challenge", "core_group_member", "voice"),
        *("form_answer", "meeting"),
    }
)

R = TypeVar("R", DecisionOption, AgencyView, DecisionChange)

_K = FieldKind
_YES_NO: Choices = ((YesNo.UNKNOWN, "not said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))
_VIEWS: Choices = (
    (View.NOT_ASKED, "not asked"),
    (View.AGREES, "agrees"),
    (View.DISAGREES, "disagrees"),
    (View.ABSTAINS, "abstains"),
    (View.ABSENT, "not here"),
)
CATEGORIES: Choices = (
    ("NEG", "neglect"),
    ("PHY", "physical abuse"),
    ("SAB", "sexual abuse"),
    ("EMO", "emotional abuse"),
)
_OPTION = (
    CardField("text", "Option", hint="Another way that was open"),
    CardField("is_chosen", "Taken", _K.CHOICE, ((False, "no"), (True, "yes"))),
    CardField("rejected_because", "Not taken because", _K.BRIEF),
)
_BEGAN = (
    CardField(
        "enquiry_started_on", "Began on", _K.PAST_DAY, hint="Today, where it begins with this decision"
    ),
)
_SENIOR_LOOK = (
    CardField(
        "text",
        "Senior manager’s look",
        _K.BRIEF,
        hint="Who looked at it before, on which day, and what they said",
    ),
)
_HAVE_REASONS = frozenset({View.DISAGREES, View.ABSTAINS})


@dataclass(frozen=True, slots=True)
class RestAgree:
    """Record that every agency here that has not said otherwise agrees, and which ones are not here."""

    decision: Place
    agree: tuple[UUID, ...]
    away: tuple[UUID, ...]
    label: str = "All who are here agree"
    deed: Deed = Deed.RECORD

    def apply(self, work: UnitOfWork) -> Outcome:
        """Write it down for those of whom nothing is written."""
        decision = self.decision.find(work)
        if decision is None:
            decision = work.add(self.decision.begun())
        known = {view.agency_id: view for view in work.find(AgencyView, decision_id=decision.id)}
        for agencies, stands in ((self.agree, View.AGREES), (self.away, View.ABSENT)):
            for agency_id in agencies:
                view = known.get(agency_id)
                if view is None:
                    work.add(AgencyView(decision_id=decision.id, agency_id=agency_id, view=stands))
                elif view.view is View.NOT_ASKED:
                    work.put(replace(view, view=stands))
        return outcome_of(work, self)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What all cards of a section are made from."""

    head: Head
    point: AgendaPoint
    roster: Roster
    decisions: tuple[Decision, ...]
    options: Mapping[UUID, tuple[DecisionOption, ...]]
    views: Mapping[UUID, tuple[AgencyView, ...]]
    here: frozenset[UUID]
    family_here: frozenset[UUID]
    silent: tuple[RosterAgency, ...]
    challenged: frozenset[tuple[UUID | None, UUID | None]]
    """The decisions that stand in the register, each with the agency that dissents."""
    changes: Mapping[UUID, tuple[DecisionChange, ...]]
    told: tuple[ToTell, ...]
    """Who has to know of a change, where the record is finalised."""
    senior_looks: Mapping[UUID | None, FormAnswer]
    is_first_review: bool

    @property
    def family_id(self) -> UUID | None:
        return self.head.family_at(self.point)

    @property
    def away(self) -> tuple[RosterAgency, ...]:
        return tuple(one for one in self.invited if one.id not in self.here)

    @property
    def invited(self) -> tuple[RosterAgency, ...]:
        return tuple(agency for agency in self.roster.agencies if agency.is_invited)

    @property
    def possible(self) -> tuple[PossibleDecision, ...]:
        return self.head.kind.decisions if self.head.kind is not None else ()


def decision_cards(
    reading: Reading, head: Head, point: AgendaPoint, roster: Roster, _day: date
) -> tuple[Card, ...]:
    """Return a card for each decision: one at least for each child, or for the case where that is decided."""
    looked = _look(reading, head, point, roster)
    section = head.kind.section(point.section) if head.kind is not None else None
    children = [one for one in roster.people if one.being in (Being.CHILD, Being.UNBORN)]
    is_per_child = bool(children) and (section.per_child if section is not None else True)
    cards: list[Card] = []
    for child in children:
        own = [each for each in looked.decisions if each.child_id == child.id]
        if own or is_per_child:
            cards += _cards_of(looked, child.id, child.designation, own)
    general = [each for each in looked.decisions if each.child_id is None]
    if general or not is_per_child:
        cards += _cards_of(looked, None, "This case" if point.family_id else "The family", general)
    return tuple(cards)


def _look(reading: Reading, head: Head, point: AgendaPoint, roster: Roster) -> _Looked:
    order = (TABLES[Decision].c.position,)
    family_id = head.family_at(point)
    decisions = reading.find(Decision, order=order, meeting_id=head.meeting.id, family_id=family_id)
    keys = {decision.id for decision in decisions}
    came = _still_here(reading, head, point)
    here = _agencies_of(came, roster)
    challenges = reading.find(Challenge, decision_id=keys) if keys else ()
    is_finalised = head.meeting.status in FINALISED
    spoke = {
        entry.agency_id for entry in reading.find(Entry, meeting_id=head.meeting.id, family_id=family_id)
    }
    return _Looked(
        head,
        point,
        roster,
        decisions,
        _by_decision(reading.find(DecisionOption, decision_id=keys) if keys else ()),
        _by_decision(reading.find(AgencyView, decision_id=keys) if keys else ()),
        here,
        frozenset(row.person_id for row in came if row.person_id is not None),
        tuple(one for one in roster.agencies if one.is_invited and one.id in here and one.id not in spoke),
        frozenset((row.decision_id, row.raised_by_agency_id) for row in challenges),
        _by_decision(reading.find(DecisionChange, decision_id=keys) if keys else ()),
        to_be_told(reading, head.meeting, head.kind, family_id, roster) if is_finalised and keys else (),
        {row.person_id: row for row in reading.find(FormAnswer, **_asks_senior_look(head, point))},
        _ends(decisions) and is_first_review(head.meeting, thread_of(reading, head.meeting)),
    )


def _cards_of(looked: _Looked, child_id: UUID | None, title: str, own: Sequence[Decision]) -> list[Card]:
    if own:
        return [
            _card(looked, decision.id, child_id, f"{title}, {number}" if number > 1 else title, decision)
            for number, decision in enumerate(own, 1)
        ]
    # The same until it is begun: a card that is read again is still the card somebody types on.
    key = uuid5(child_id or looked.point.id, f"decision of {looked.head.meeting.id}")
    return [_card(looked, key, child_id, title, None)]


def _card(looked: _Looked, key: UUID, child_id: UUID | None, title: str, decision: Decision | None) -> Card:
    section = looked.head.kind.section(looked.point.section) if looked.head.kind is not None else None
    begins: tuple[tuple[str, object], ...] = (
        ("meeting_id", looked.head.meeting.id),
        ("family_id", looked.family_id),
        ("child_id", child_id),
        ("position", next_position(looked.decisions)),
        ("decided_by_id", looked.head.meeting.chair_id),
        *((("visibility", section.visibility),) if section is not None else ()),
    )
    own = Block(Decision, (("id", key),), _fields(looked, child_id, decision), decision, begins_with=begins)
    options = looked.options.get(key, ())
    views = looked.views.get(key, ())
    since = ChangedSince(
        looked.head.meeting, key, looked.changes.get(key, ()), looked.told, partial(_deciders, looked)
    )
    return Card(
        key,
        title,
        _outcome(looked, decision),
        (
            *since.blocks(),
            own,
            *_enquiry(looked, decision),
            *_senior_look(looked, decision),
            *_options(own, key, options),
            *_views(looked, own, key, views),
        ),
        (*since.flags(), *_flags(looked, decision, views)),
        (*_offers(looked, own, decision, views), *(since.offers() if decision is not None else ())),
    )


def _fields(looked: _Looked, child_id: UUID | None, decision: Decision | None) -> tuple[CardField, ...]:
    possible = [one for one in looked.possible if one.per_child == (child_id is not None)]
    possible = possible or list(looked.possible)
    outcomes: Choices = (("", "not decided yet"), *((one.key, one.label) for one in possible))
    chosen = decision.outcome if decision is not None else ""
    categories = any(one.needs_category for one in possible)
    needs_category = any(one.needs_category and one.key == chosen for one in possible)
    asks_threshold = looked.head.kind is not None and looked.head.kind.section("threshold") is not None
    deciders = _deciders(looked, decision.decided_by_id if decision is not None else None)
    return tuple(
        field
        for field in (
            CardField("outcome", "Outcome", _K.CHOICE, outcomes) if looked.possible else None,
            CardField("text", "What is decided", hint="In a sentence: what happens now"),
            CardField("rationale", "Why", hint="What it rests on"),
            CardField("missing_information", "What was not known", hint=_missing(looked)),
            CardField("categories", "Category", _K.CHOICES, CATEGORIES, is_main=needs_category)
            if categories
            else None,
            CardField("threshold_met", "Threshold met", _K.CHOICE, _YES_NO, is_main=asks_threshold),
            CardField("chair_view", "The chair’s own view", is_main=False),
            CardField("decided_by_id", "Decided by", _K.CHOICE, deciders),
            CardField("decision_rule", "How it was decided", _K.LINE, is_main=False),
            CardField("takes_effect_on", "From", _K.DAY_AHEAD, is_main=False),
        )
        if field is not None
    )


def _deciders(looked: _Looked, now: UUID | None) -> Choices:
    known: Choices = ((None, "nobody named"), *((one.id, one.name) for one in looked.roster.professionals))
    if now not in {key for key, _ in known}:
        known = (*known, (now, "somebody who is not of this meeting"))
    return known


def _enquiry(looked: _Looked, decision: Decision | None) -> Iterable[Block]:
    """Return room for the day on which enquiries began, once that is decided: a clock counts from it."""
    if decision is None or decision.outcome not in BEGINS_ENQUIRY:
        return
    first = next(row for row in looked.decisions if row.outcome in BEGINS_ENQUIRY)
    if decision.id == first.id:
        meeting = looked.head.meeting
        heading = "The enquiry"
        yield Block(Meeting, (("id", meeting.id),), _BEGAN, meeting, heading=heading)


def _ends(decisions: Iterable[Decision]) -> bool:
    return any(decision.outcome in ENDS_THE_PLAN for decision in decisions)


def _asks_senior_look(head: Head, point: AgendaPoint) -> dict[str, Any]:
    return {
        "meeting_id": head.meeting.id,
        "family_id": head.family_at(point),
        "section": point.section,
        "question": SENIOR_LOOK,
    }


def _senior_look(looked: _Looked, decision: Decision | None) -> Iterable[Block]:
    """Return room for the look of somebody senior, where the plan ends at its first review."""
    row = looked.senior_looks.get(decision.child_id) if decision is not None else None
    if decision is None or (row is None and not (looked.is_first_review and _ends((decision,)))):
        return
    identity = (*_asks_senior_look(looked.head, looked.point).items(), ("person_id", decision.child_id))
    heading = "The plan ends at its first review"
    yield Block(FormAnswer, identity, _SENIOR_LOOK, row, heading=heading, is_let_go=True)


def _options(own: Block, key: UUID, options: Sequence[DecisionOption]) -> Iterable[Block]:
    rows = sorted(options, key=lambda option: option.position)
    for number, option in enumerate(rows):
        yield Block(
            DecisionOption,
            (("id", option.id),),
            _OPTION,
            option,
            (("decision_id", key), ("text", ""), ("position", option.position)),
            heading="Options weighed" if number == 0 else "",
            inside=own,
            is_let_go=True,
        )
    yield Block(
        DecisionOption,
        (("id", next_id(key, DecisionOption, rows)),),
        _OPTION[:1],
        None,
        (("decision_id", key), ("text", ""), ("position", next_position(rows))),
        heading="" if rows else "Options weighed",
        inside=own,
    )


def _views(looked: _Looked, own: Block, key: UUID, views: Sequence[AgencyView]) -> Iterable[Block]:
    of_agency = {view.agency_id: view for view in views if view.agency_id is not None}
    agencies = list(looked.invited)
    agencies += [one for one in looked.roster.agencies if one.id in of_agency and one not in agencies]
    for number, agency in enumerate(agencies):
        identity = (("decision_id", key), ("agency_id", agency.id))
        heading = "Where each agency stands" if number == 0 else ""
        yield _view(own, identity, agency.name, of_agency.get(agency.id), heading)
    of_person = {view.person_id: view for view in views if view.person_id is not None}
    people = [one for one in looked.roster.people if one.id in of_person or one.id in looked.family_here]
    for number, person in enumerate(people):
        identity = (("decision_id", key), ("person_id", person.id))
        heading = "The family: recorded, not counted" if number == 0 else ""
        yield _view(own, identity, person.designation, of_person.get(person.id), heading)


def _view(
    own: Block, identity: tuple[tuple[str, UUID], ...], name: str, view: AgencyView | None, heading: str
) -> Block:
    has_reason = view is not None and view.view in _HAVE_REASONS
    fields = (
        CardField("view", name, _K.CHOICE, _VIEWS),
        CardField("reason", "Because", _K.BRIEF, is_main=has_reason),
    )
    return Block(AgencyView, identity, fields, view, heading=heading, inside=own)


def _flags(looked: _Looked, decision: Decision | None, views: Sequence[AgencyView]) -> Iterable[Flag]:
    if decision is None or not (decision.outcome or decision.text):
        yield Flag("no decision yet", Tone.WRONG)
    else:
        if looked.possible and not decision.outcome:
            yield Flag("outcome not chosen", Tone.WRONG)
        else:
            yield Flag("decided", Tone.SETTLED)
        if not decision.rationale:
            yield Flag("no reason given", Tone.WRONG)
        if decision.decided_by_id is None:
            yield Flag("nobody named", Tone.WRONG)
    if looked.is_first_review and decision is not None and _ends((decision,)):
        is_looked_at = decision.child_id in looked.senior_looks
        tone = Tone.SETTLED if is_looked_at else Tone.WRONG
        yield Flag("first review: a senior looked" if is_looked_at else "first review: senior look?", tone)
    # The family's own view is recorded and not counted.
    counted = [view.view for view in views if view.person_id is None]
    agree, against = counted.count(View.AGREES), counted.count(View.DISAGREES)
    if agree:
        yield Flag(f"{agree} of {len(looked.invited)} agencies agree", Tone.SETTLED)
    if against:
        open_still = len(_not_taken_further(looked, decision, views))
        what = "? takes it further" if open_still else "in the register"
        yield Flag(f"{against} disagree{'s' * (against == 1)}: {what}", Tone.ATTENTION)


def _not_taken_further(
    looked: _Looked, decision: Decision | None, views: Sequence[AgencyView]
) -> list[tuple[AgencyView, RosterAgency]]:
    """Return the agencies that dissent, each with its view, where no register has it yet."""
    if decision is None:
        return []
    against = [view for view in views if view.view is View.DISAGREES]
    named = [(view, looked.roster.agency(view.agency_id)) for view in against]
    return [
        (view, agency)
        for view, agency in named
        if agency is not None and (decision.id, agency.id) not in looked.challenged
    ]


def _offers(
    looked: _Looked, own: Block, decision: Decision | None, views: Sequence[AgencyView]
) -> Iterable[Offer]:
    said = {view.agency_id for view in views if view.view is not View.NOT_ASKED}
    agree = tuple(one.id for one in looked.invited if one.id in looked.here and one.id not in said)
    away = tuple(one.id for one in looked.away if one.id not in said)
    if agree:
        yield Offer("All who are here agree", RestAgree(place_of(own), agree, away))
    missing = _missing(looked)
    if missing and not (decision is not None and decision.missing_information):
        command = FillIn(place_of(own), "missing_information", missing, "", label="Note what was not known")
        yield Offer("Note who was missing", command)
    for view, agency in _not_taken_further(looked, decision, views):
        says = f"Take the dissent of {agency.short or agency.name} further"
        yield Offer(says, TakeDissentFurther(view.id), is_open_after=True)


def _missing(looked: _Looked) -> str:
    """Say in the words of the minutes whose information was not there when it was decided."""
    parts = (
        _sentence("Not here", [agency.name for agency in looked.away]),
        _sentence("Here, and has said nothing", [agency.name for agency in looked.silent]),
    )
    return " ".join(part for part in parts if part)


def _sentence(what: str, names: list[str]) -> str:
    return f"{what}: {', '.join(names)}." if names else ""


def _outcome(looked: _Looked, decision: Decision | None) -> str:
    key = decision.outcome if decision is not None else ""
    return next((one.label for one in looked.possible if one.key == key), "")


def _still_here(reading: Reading, head: Head, point: AgendaPoint) -> list[Attendance]:
    """Return who is in the room for this case: who stepped out of it takes no part in its decision."""
    asked = reading.find(Attendance, meeting_id=head.meeting.id)
    stretches: dict[UUID, list[Presence]] = {}
    keys = {row.id for row in asked}
    for stretch in reading.find(Presence, attendance_id=keys) if keys else ():
        stretches.setdefault(stretch.attendance_id, []).append(stretch)
    ended = end_of(head.meeting)
    return [row for row in asked if is_here(row, stretches.get(row.id, ()), point.family_id, ended)]


def _agencies_of(came: Iterable[Attendance], roster: Roster) -> frozenset[UUID]:
    found = set()
    for row in came:
        professional = roster.professional(row.professional_id)
        found.add(row.agency_id or (professional.agency_id if professional is not None else None))
    return frozenset(key for key in found if key is not None)


def _by_decision(rows: Iterable[R]) -> dict[UUID, tuple[R, ...]]:
    found: dict[UUID, list[R]] = {}
    for row in rows:
        found.setdefault(row.decision_id, []).append(row)
    return {key: tuple(listed) for key, listed in found.items()}
