"""Who was asked whether they agree that agencies share, and why an agency shares without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.kept_definitions import policy_of_meeting
from meetingdesk.app.live.cards.card import Block, Card, CardField, Choices, FieldKind, Flag
from meetingdesk.app.live.cards.of_family import choices_with, id_behind, usual_readers
from meetingdesk.domain.documents import Consent, ConsentState
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.family_record import age_on
from meetingdesk.domain.information import SharingDecision
from meetingdesk.domain.known_facts import SPEAKS_FROM
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, YesNo
from meetingdesk.domain.policy import LawfulBasis, Policy
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster, RosterPerson
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading

TOUCHED_BY = frozenset(
    {"consent", "sharing_decision", "person", "person_name", "family_member", "agency", "professional"}
)

PURPOSE = "Sharing information"
"""What somebody is asked to agree to, where nothing else is written."""

_K = FieldKind
_AGREEMENT = "Asked whether they agree"
_WITHOUT = "Shared without agreement"
_ANSWERED = frozenset({ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN})
_AGAINST = frozenset({ConsentState.REFUSED, ConsentState.WITHDRAWN})
_NO_AGREEMENT = _AGAINST | {ConsentState.UNSAFE_TO_ASK}
_STATES: Choices = (
    (ConsentState.NOT_SOUGHT, "not asked"),
    (ConsentState.GIVEN, "agrees"),
    (ConsentState.REFUSED, "refuses"),
    (ConsentState.WITHDRAWN, "withdrew"),
    (ConsentState.UNSAFE_TO_ASK, "unsafe to ask"),
)
_TOLD: Choices = ((YesNo.UNKNOWN, "not said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))
_SHARED: Choices = (("", "not said"), ("shared", "all of it"), ("part", "a part"), ("no", "nothing"))
_SAID_BESIDE = (
    *("bases", "family_told", "not_told_because", "what", "shared", "purpose", "proportionate", "detriment"),
    *("decided_by_id", "advice_sought", "reconsider_on", "asked_by_id", "asked_on"),
)
_NOTHING = (None, "", (), YesNo.UNKNOWN)
_NOT_ASKED_AT_FIRST = frozenset({FamilyRole.OTHER_HOUSEHOLD, FamilyRole.SIGNIFICANT_OTHER})


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the card is made from."""

    meeting: Meeting
    family_id: UUID
    roster: Roster
    usual: Visibility
    """Who reads what is written in this section."""
    staff_id: UUID
    bases: Mapping[str, LawfulBasis]
    consents: tuple[Consent, ...]
    decisions: tuple[SharingDecision, ...]
    asked: frozenset[UUID]
    """Who is old enough to agree, and near enough to be asked at first."""
    may_be_asked: frozenset[UUID]
    """Who is asked only when somebody wants to: asking whoever may do harm can bring others into danger."""

    @property
    def readers(self) -> Visibility:
        """Who reads why an agency shares; the family never, for it says why they are not told."""
        return Visibility.V1 if self.usual is Visibility.V0 else self.usual


def sharing_card(reading: Reading, meeting: Meeting, family_id: UUID, roster: Roster, day: date) -> Card:
    """Return the card on which stands who agrees, and on what ground is shared where they do not."""
    looked = _look(reading, meeting, family_id, roster, day)
    can_be_seen = looked.readers in reading.desk.sees
    blocks = [block for one in roster.people for block in _agreement(looked, one)]
    blocks += _decisions(looked, can_be_seen=can_be_seen)
    return Card(
        uuid5(family_id, "agreement and reasons to share"),
        "Agreement and why to share",
        "",
        tuple(blocks),
        tuple(_flags(looked, can_be_seen=can_be_seen)),
    )


def _look(reading: Reading, meeting: Meeting, family_id: UUID, roster: Roster, day: date) -> _Looked:
    policy = policy_of_meeting(reading, meeting)
    people = {row.id: row for row in reading.find(Person, id={one.id for one in roster.people})}
    roles: dict[UUID, set[FamilyRole]] = {}
    for member in reading.find(FamilyMember, family_id=family_id):
        if member.until is None or member.until > day:
            roles.setdefault(member.person_id, set()).add(member.role)
    able = [
        one
        for one in roster.people
        if one.id in people and one.id in roles and _is_able(one, people[one.id], policy, day)
    ]
    asked = {one.id for one in able if not one.may_harm and roles[one.id] - _NOT_ASKED_AT_FIRST}
    return _Looked(
        meeting,
        family_id,
        roster,
        usual_readers(reading, meeting),
        reading.desk.staff_id,
        _bases(policy),
        reading.find(Consent, family_id=family_id),
        reading.find(SharingDecision, meeting_id=meeting.id, family_id=family_id),
        frozenset(asked),
        frozenset({one.id for one in able} - asked),
    )


def _is_able(one: RosterPerson, person: Person, policy: Policy | None, day: date) -> bool:
    if person.died_on is not None or one.being is Being.UNBORN:
        return False
    age = age_on(person, day)
    speaks_from = policy.voice.advocacy_min_age if policy is not None else SPEAKS_FROM
    return one.being is Being.ADULT or (age is not None and age >= speaks_from)


def _bases(policy: Policy | None) -> Mapping[str, LawfulBasis]:
    """Return the grounds that hold in the nation of the meeting."""
    return {
        key: basis
        for key, basis in rulebook().lawful_bases.items()
        if policy is None or not basis.nations or policy.nation in basis.nations
    }


# Agreement


def _agreement(looked: _Looked, one: RosterPerson) -> Iterator[Block]:
    rows = [row for row in looked.consents if row.person_id == one.id]
    for number, row in enumerate(rows, 1):
        yield _consent(looked, one, row.id, number, row)
    is_asked = one.id in looked.asked and not rows
    if is_asked or one.id in looked.may_be_asked or rows:
        owner = uuid5(looked.family_id, f"consent of {one.id}")
        key = id_behind(owner, Consent, rows[-1].id if rows else looked.family_id, looked.staff_id)
        yield _consent(looked, one, key, len(rows) + 1, None, is_asked=is_asked)


def _consent(
    looked: _Looked,
    one: RosterPerson,
    key: UUID,
    number: int,
    row: Consent | None,
    *,
    is_asked: bool = True,
) -> Block:
    who = f"{one.designation}, {number}" if number > 1 else one.designation
    begins = (("family_id", looked.family_id), ("person_id", one.id), ("purpose", PURPOSE))
    fields = _fields_of_consent(looked, row)
    return Block(
        Consent,
        (("id", key),),
        tuple(
            replace(
                field,
                label=who if field.name == "state" else field.label,
                is_main=field.is_main and is_asked,
                heard=f"{field.label}: {who}",
            )
            for field in fields
        ),
        row,
        begins,
        heading=_AGREEMENT,
        is_let_go=True,
    )


def _fields_of_consent(looked: _Looked, row: Consent | None) -> Iterator[CardField]:
    is_answered = row is not None and row.state in _ANSWERED
    yield CardField("state", "Agrees or not", _K.CHOICE, _STATES)
    agrees = row is not None and row.state is ConsentState.GIVEN
    hint = "In their words" if is_answered else "Why not asked"
    yield CardField("reason", "Because", _K.BRIEF, hint=hint, is_main=not agrees)
    if row is None:
        return
    yield CardField("purpose", "Agrees to what", _K.LINE, is_main=row.purpose != PURPOSE)
    workers = _workers(looked, row.sought_by_id)
    yield CardField("sought_by_id", "Asked by", _K.CHOICE, workers, is_main=is_answered)
    yield CardField("given_on", "Answered on", _K.PAST_DAY, is_main=is_answered)
    if row.state is ConsentState.WITHDRAWN:
        yield CardField("withdrawn_on", "Withdrawn on", _K.PAST_DAY)


def _workers(looked: _Looked, now: UUID | None) -> Choices:
    known = [(one.id, one.name) for one in looked.roster.professionals]
    return choices_with(known, now, "somebody not of this meeting")


# Reasons


def _decisions(looked: _Looked, *, can_be_seen: bool) -> Iterator[Block]:
    """Yield a line for each agency that was asked to come, and whatever else was decided."""
    left = list(looked.decisions)
    # Where everybody agrees, reasons wait until somebody wants them.
    is_asked = any(row.state in _NO_AGREEMENT for row in looked.consents)
    for agency in looked.roster.agencies:
        row = next((each for each in left if each.agency_id == agency.id), None)
        if row is not None:
            left.remove(row)
        if row is not None or (agency.is_invited and can_be_seen):
            whose = (
                ("meeting_id", looked.meeting.id),
                ("family_id", looked.family_id),
                ("agency_id", agency.id),
            )
            yield _decision(looked, agency.name, whose, row, is_main=is_asked or row is not None)
        if row is not None:
            yield from _of_begun(looked, agency.name, row)
    for row in left:
        agency_known = looked.roster.agency(row.agency_id)
        name = agency_known.name if agency_known is not None else "Agency not of this meeting"
        yield _decision(looked, name, (("id", row.id),), row, is_main=True)
        yield from _of_begun(looked, name, row)


def _decision(
    looked: _Looked,
    name: str,
    identity: tuple[tuple[str, UUID], ...],
    row: SharingDecision | None,
    *,
    is_main: bool,
) -> Block:
    reason = CardField(
        "necessary",
        name,
        _K.BRIEF,
        hint="Why it has to be shared",
        is_main=is_main,
        heard=f"Why necessary: {name}",
    )
    begins: tuple[tuple[str, Any], ...] = (("visibility", looked.readers),)
    if row is not None and len(identity) == 1:
        begins = (
            ("meeting_id", row.meeting_id),
            ("family_id", row.family_id),
            ("agency_id", row.agency_id),
            ("visibility", row.visibility),
        )
    return Block(
        SharingDecision,
        identity,
        (reason,),
        row,
        begins,
        heading=_WITHOUT,
        narrow=row.visibility.label if row is not None and row.visibility is not looked.usual else "",
        # What else is said of it stands in lines of its own: with any of that it stays.
        is_let_go=row is None or not any(getattr(row, one) not in _NOTHING for one in _SAID_BESIDE),
    )


def _of_begun(looked: _Looked, name: str, row: SharingDecision) -> Iterator[Block]:
    """Yield what is asked once an agency has said why: its grounds, and whether the family knows."""
    yield from _grounds(looked, name, row)
    fields = tuple(_fields_of_decision(looked, name, row))
    yield Block(SharingDecision, _same_row(row, 2), fields, row, heading=_WITHOUT)


def _same_row(row: SharingDecision, line: int) -> tuple[tuple[str, UUID], ...]:
    """Return by what a row is found in another line of the card: by the same, told as often as is needed."""
    return (("id", row.id),) * line


def _fields_of_decision(looked: _Looked, name: str, row: SharingDecision) -> Iterator[CardField]:
    not_told = row.family_told is YesNo.NO
    deciders = _workers(looked, row.decided_by_id)
    for field in (
        CardField("family_told", "Family told", _K.CHOICE, _TOLD),
        CardField("not_told_because", "Not told because", _K.LINE, is_main=not_told),
        CardField("what", "What is shared", _K.BRIEF, is_main=False),
        CardField("shared", "How much of it", _K.CHOICE, _SHARED, is_main=False),
        CardField("proportionate", "Why no more", _K.BRIEF, is_main=False),
        CardField("decided_by_id", "Decided by", _K.CHOICE, deciders, is_main=False),
        CardField("advice_sought", "Advice from", _K.LINE, is_main=False),
        CardField("reconsider_on", "Look again on", _K.DAY_AHEAD, is_main=False),
    ):
        yield replace(field, heard=f"{field.label}: {name}")


def _grounds(looked: _Looked, name: str, row: SharingDecision) -> Iterator[Block]:
    """Yield a line for each ground, and one for the next: any of them can be another one, or none."""
    for number in range(len(row.bases) + 1):
        others = row.bases[:number], row.bases[number + 1 :]
        # Unnamed, so that the words of a law have the whole width of the card.
        field = CardField(
            "bases",
            "Lawful basis",
            _K.CHOICE,
            _choices(looked, *others),
            is_named=False,
            heard=f"Lawful basis {number + 1}: {name}",
        )
        chosen = looked.bases.get(row.bases[number]) if number < len(row.bases) else None
        yield Block(
            SharingDecision,
            _same_row(row, number + 3),
            (field,),
            row,
            heading=_WITHOUT,
            note=chosen.discouraged if chosen is not None else "",
        )


def _choices(looked: _Looked, before: tuple[str, ...], after: tuple[str, ...]) -> Choices:
    """Return what the grounds can be when one of them is another one; the first is that it is not there."""
    nothing = "no other lawful basis" if before or after else "lawful basis: not said"
    known = dict.fromkeys((*looked.bases, *_held(looked)))
    free = (key for key in known if key not in before and key not in after)
    return (((*before, *after), nothing), *(((*before, key, *after), _called(key)) for key in free))


def _held(looked: _Looked) -> Iterator[str]:
    """Yield the grounds that were given: one that is no longer in the book was given all the same."""
    for row in looked.decisions:
        yield from row.bases


def _called(key: str) -> str:
    basis = rulebook().lawful_bases.get(key)
    return basis.label if basis is not None else key


# At a glance


def _flags(looked: _Looked, *, can_be_seen: bool) -> Iterator[Flag]:
    states = [row.state for row in looked.consents]
    against = sum(1 for state in states if state in _AGAINST)
    agree = states.count(ConsentState.GIVEN)
    if not _ANSWERED.intersection(states):
        is_said_why = any(row.reason.strip() for row in looked.consents)
        says = "nobody asked, and said why" if is_said_why else "nobody asked for agreement"
        yield Flag(says, Tone.PLAIN if is_said_why else Tone.ATTENTION)
    if agree:
        yield Flag(f"{agree} agree{'s' * (agree == 1)}", Tone.SETTLED)
    if against:
        yield Flag(f"{against} refuse{'s' * (against == 1)}", Tone.ATTENTION)
    if any(row.state is not ConsentState.GIVEN and not row.reason.strip() for row in looked.consents):
        yield Flag("not agreed: nobody has said why", Tone.ATTENTION)
    if can_be_seen:
        yield from _flags_of_grounds(looked.decisions, is_refused=bool(against))
    else:
        yield Flag(f"{looked.readers.label.lower()}: your role does not read the rest", Tone.ATTENTION)


def _flags_of_grounds(decisions: Sequence[SharingDecision], *, is_refused: bool) -> Iterator[Flag]:
    sharing = [row for row in decisions if row.shared.casefold() != "no"]
    grounded = [row for row in sharing if row.bases]
    if grounded:
        many = f"{len(grounded)} lawful bas{'i' if len(grounded) == 1 else 'e'}s"
        yield Flag(f"{many} recorded", Tone.SETTLED)
    elif is_refused:
        yield Flag("refused, and no lawful basis", Tone.WRONG)
    for is_missing, says in (
        (len(grounded) < len(sharing) and bool(grounded or not is_refused), "on which lawful basis?"),
        (any(not row.necessary.strip() for row in sharing), "why necessary?"),
        (any(row.family_told is YesNo.UNKNOWN for row in sharing), "family told?"),
        (_is_silent(sharing), "not told: nobody has said why"),
    ):
        if is_missing:
            yield Flag(says, Tone.ATTENTION)


def _is_silent(decisions: Sequence[SharingDecision]) -> bool:
    return any(row.family_told is YesNo.NO and not row.not_told_because.strip() for row in decisions)
