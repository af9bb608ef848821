"""Who is involved with a person: practice, school, health visitor, worker; and where nobody is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from meetingdesk.app.live.cards.card import Block, CardField, Choices, FieldKind, Flag, Offer
from meetingdesk.app.live.cards.filling import FillIn, Place, fill_in
from meetingdesk.domain.people import Involvement, InvolvementKind, Registered
from meetingdesk.domain.radar import Radar, is_known
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Roster

_K = FieldKind
_Kind = InvolvementKind
_STATE: Choices = (
    (Registered.UNKNOWN, "not said"),
    (Registered.REGISTERED, "yes"),
    (Registered.NOT_REGISTERED, "no"),
)
_YES: Choices = ((True, "yes"), (False, "no"))
_NO: Choices = ((False, "no"), (True, "yes"))
_WORDS = {
    _Kind.GP: "GP",
    _Kind.SCHOOL: "School",
    _Kind.EARLY_YEARS: "Nursery",
    _Kind.HEALTH_VISITOR: "Health visitor",
    _Kind.SCHOOL_NURSE: "School nurse",
    _Kind.MIDWIFE: "Midwife",
    _Kind.SOCIAL_WORKER: "Social worker",
    _Kind.TEAM_MANAGER: "Team manager",
    _Kind.LEAD_PROFESSIONAL: "Lead professional",
    _Kind.IDVA: "IDVA",
    _Kind.ADVOCATE: "Advocate",
    _Kind.PROBATION: "Probation",
    _Kind.ADULT_SERVICE: "Adult service",
    _Kind.OTHER: "Also involved",
}
_SHORT = {_Kind.HEALTH_VISITOR: "HV", _Kind.SOCIAL_WORKER: "SW", _Kind.LEAD_PROFESSIONAL: "Lead"}
_HINTS = {
    _Kind.GP: "Practice, and which doctor",
    _Kind.SCHOOL: "Which school",
    _Kind.EARLY_YEARS: "Which nursery or childminder",
}
_AGENCY_OF = {
    _Kind.GP: "gp",
    _Kind.SCHOOL: "school",
    _Kind.HEALTH_VISITOR: "health_visiting",
    _Kind.MIDWIFE: "midwifery",
}
"""The agency of the catalogue whose being at the table answers who it is, said with one key."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is said while nobody is known, while there is none, and on the key that says so."""

    unknown: str
    none: str
    says_none: str


_GAPS = {
    _Kind.GP: Gap("no GP known", "not registered with a GP", "Has no GP"),
    _Kind.SCHOOL: Gap("no school known", "not in school", "Not in school"),
    _Kind.HEALTH_VISITOR: Gap("no health visitor known", "has no health visitor", "Has no health visitor"),
    _Kind.MIDWIFE: Gap("no midwife known", "no midwife: not booked", "Not booked with a midwife"),
}


@dataclass(frozen=True, slots=True)
class Involved:
    """The involvements of one person on a day, as blocks, flags and offers."""

    person_id: UUID
    rows: tuple[Involvement, ...]
    radar: Radar
    roster: Roster
    day: date

    def of(self, kind: InvolvementKind) -> tuple[Involvement, ...]:
        """Return who is involved now in one way."""
        return tuple(
            row for row in self.rows if row.kind is kind and (row.until is None or row.until > self.day)
        )

    def blocks(self) -> Iterator[Block]:
        """Yield a block for whoever is asked for, known or not, and for everybody else who is involved."""
        for kind in self.radar.kinds:
            yield from (self._block(kind, row) for row in self.of(kind) or (None,))
        for kind in InvolvementKind:
            if kind not in self.radar.kinds:
                yield from (self._block(kind, row) for row in self.of(kind))

    def flags(self) -> Iterator[Flag]:
        """Yield what nobody knows, and what there is none of."""
        for kind in self.radar.kinds:
            found = self.of(kind)
            gap = _GAPS.get(kind)
            if any(is_known(row) for row in found):
                if all(row.state is Registered.UNKNOWN for row in found):
                    yield Flag(f"{_WORDS[kind]}: registered or not?", Tone.ATTENTION)
            elif any(row.state is Registered.NOT_REGISTERED for row in found):
                says = gap.none if gap is not None else f"no {_WORDS[kind].lower()}"
                yield Flag(says, Tone.WRONG if kind in self.radar.needed else Tone.ATTENTION)
            elif gap is not None and kind in self.radar.needed:
                yield Flag(gap.unknown, Tone.WRONG)

    def offers(self) -> Iterator[Offer]:
        """Yield what fills a gap with one key: the agency at the table, or that there is none."""
        for kind in self.radar.needed:
            found = self.of(kind)
            gap = _GAPS.get(kind)
            if gap is None or any(row.state is not Registered.UNKNOWN or is_known(row) for row in found):
                continue
            block = self._block(kind, found[0] if found else None)
            if not found:
                yield from self._at_the_table(kind, block)
            none = fill_in(block, "state", Registered.NOT_REGISTERED, gap.says_none, block.value("state"))
            yield Offer(gap.says_none, none)

    def name_of(self, row: Involvement) -> str:
        """Return who is involved: the words that were written, else the agency and its worker."""
        agency = self.roster.agency(row.agency_id)
        worker = self.roster.professional(row.professional_id)
        linked = ", ".join(one.name for one in (agency, worker) if one is not None)
        return row.name or linked

    def _block(self, kind: InvolvementKind, row: Involvement | None) -> Block:
        key = row.id if row is not None else self._next_id(kind)
        named = self.name_of(row) if row is not None else ""
        return Block(
            Involvement,
            (("id", key),),
            tuple(_fields(kind, row, self.day)),
            row,
            (("person_id", self.person_id), ("kind", kind), ("state", Registered.UNKNOWN)),
            is_let_go=row is None or not (row.agency_id or row.professional_id),
            instead=(("name", named),) if named else (),
        )

    def _next_id(self, kind: InvolvementKind) -> UUID:
        taken = {row.id for row in self.rows}
        number = len([row for row in self.rows if row.kind is kind])
        while (key := uuid5(self.person_id, f"{kind} {number}")) in taken:
            number += 1
        return key

    def _at_the_table(self, kind: InvolvementKind, block: Block) -> Iterator[Offer]:
        wanted = _AGENCY_OF.get(kind)
        for agency in self.roster.agencies:
            if agency.is_invited and agency.key == wanted:
                place = Place(block.kind, block.identity, (*block.begins_with, ("agency_id", agency.id)))
                words = _WORDS[kind]
                says = words if agency.name.casefold() == words.casefold() else f"{words}: {agency.name}"
                state = Registered.REGISTERED, Registered.UNKNOWN
                command = FillIn(place, "state", *state, label="Name who is involved")
                yield Offer(f"{says}, at the table", command)


def differing(involved: Sequence[Involved]) -> bool:
    """Say whether the children of a family are with more than one practice: nobody then sees them all."""
    practices = {
        " ".join(one.name_of(row).casefold().partition(",")[0].split())
        for one in involved
        for row in one.of(InvolvementKind.GP)
        if is_known(row)
    }
    return len(practices - {""}) > 1


def _fields(kind: InvolvementKind, row: Involvement | None, day: date) -> Iterable[CardField]:
    """Yield who it is, and below it only what is not as it should be; the rest comes with a key."""
    words = _WORDS[kind]
    short = _SHORT.get(kind, words)
    is_registered = row is not None and row.state is Registered.REGISTERED
    is_confirmed = row is not None and row.is_confirmed_by_agency
    is_linked = row is not None and bool(row.agency_id or row.professional_id)
    # Whoever is named is taken to have them on their books, as everywhere, until somebody says otherwise.
    follows = row is None or (is_registered and not is_linked)
    registered = (("state", Registered.REGISTERED),) if follows else ()
    called = f"{words}, confirmed" if is_confirmed else words
    yield CardField("name", called, _K.LINE, hint=_HINTS.get(kind, "Name"), along=registered)
    states = tuple(sorted(_STATE, key=lambda state: state[0] is not Registered.REGISTERED))
    yield CardField(
        "state",
        f"{short}: registered",
        _K.CHOICE,
        states if is_registered else _STATE,
        is_main=row is not None and not is_registered,
    )
    yield CardField(
        "is_confirmed_by_agency",
        f"{short}: confirmed it",
        _K.CHOICE,
        _YES if is_confirmed else _NO,
        is_main=False,
        along=(("confirmed_on", day),),
    )
    yield CardField("last_seen_on", f"{short}: last seen", _K.PAST_DAY, is_main=False)
    yield CardField("note", f"{short}: note", _K.BRIEF, is_main=False)
