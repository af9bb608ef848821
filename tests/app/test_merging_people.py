from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.merging_people import (
    CannotMerge,
    MergePeople,
    UnmergePeople,
    links_to_people,
    merged_before,
)
from meetingdesk.app.people_alike import PeopleAlike, people_alike, say_not_the_same
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.documents import LegalHold
from meetingdesk.domain.families import (
    CourtOrder,
    Family,
    FamilyMember,
    FamilyRole,
    OrderKind,
    ParentalResponsibility,
    Relationship,
    RelationshipKind,
)
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.people import (
    Address,
    AddressWithheld,
    BirthDateIs,
    Contact,
    ContactKind,
    Involvement,
    InvolvementKind,
    Person,
    PersonName,
    Pregnancy,
    YesNo,
)
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.same_people import are_near
from meetingdesk.domain.shapes import shape_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.errors import MeetingDeskError
from tests.app.meetings_to_prepare import found
from tests.people import person_with
from tests.ui.hostile import HOSTILE
from ui.words import FAMILY_ROLE

ON = date(2026, 11, 20)
BORN = date(2019, 3, 4)


class Twice:
    """A family with one person recorded twice, and rows that point to the second record."""

    def __init__(self, desk: Desk, *, across: bool = False, **other: Any) -> None:
        self.desk = desk
        self.family = Family(reference="M-2026-114")
        self.second = Family(reference="M-2026-200") if across else self.family
        self.keep = Person(birth_date=BORN, birth_date_is=BirthDateIs.EXACT)
        self.other = Person(**{"birth_date": BORN, "birth_date_is": BirthDateIs.EXACT, **other})
        self.meeting = Meeting(reference="CP-2026-0007", type_id="icpc", family_id=self.second.id)
        self.put(
            *dict.fromkeys((self.family, self.second)),
            *(self.keep, self.other, self.meeting),
            PersonName(person_id=self.keep.id, full="Rowan Invented"),
            PersonName(person_id=self.other.id, full="Rowan Inventid"),
            FamilyMember(family_id=self.family.id, person_id=self.keep.id, role=FamilyRole.CHILD),
            FamilyMember(
                family_id=self.second.id, person_id=self.other.id, role=FamilyRole.CHILD, position=1
            ),
        )

    def put(self, *rows: Row) -> None:
        self.desk.execute(AddRows(rows, deed=Deed.RECORD))

    def merge(self) -> None:
        self.desk.execute(MergePeople(self.keep.id, self.other.id, ON))

    def refused(self) -> str:
        before = everything(self.desk)
        with pytest.raises(MeetingDeskError) as raised:
            self.merge()
        assert everything(self.desk) == before
        assert "Rowan" not in f"{raised.value} {raised.value.hint}"
        return str(raised.value)


def everything(desk: Desk) -> dict[UUID, Row]:
    with desk.reading() as reading:
        return {row.id: replace(row, version=1) for kind in ROWS for row in reading.find(kind)}


def the_pairs(desk: Desk) -> PeopleAlike:
    with desk.reading() as reading:
        return people_alike(reading, FAMILY_ROLE)


# Merging


def test_every_field_that_points_to_a_person_is_known(desk: Desk) -> None:
    pointing = {(kind, name) for kind, names in links_to_people() for name in names}

    assert pointing == {
        (kind, shape.name) for kind in ROWS for shape in shape_of(kind) if shape.link == "person"
    }


def test_all_that_points_to_the_other_points_to_the_kept_one(desk: Desk) -> None:
    twice = Twice(desk)
    entry = Entry(meeting_id=twice.meeting.id, section="information", text="Seen well.")
    twice.put(
        Address(person_id=twice.other.id, lines="12 Sample Street"),
        Contact(person_id=twice.other.id, kind=ContactKind.MOBILE, value="07700 900000"),
        Involvement(person_id=twice.other.id, kind=InvolvementKind.GP, name="Rowan Lane Practice"),
        CourtOrder(family_id=twice.family.id, kind=OrderKind.CARE, protects_id=twice.other.id),
        entry,
        EntryAbout(entry_id=entry.id, person_id=twice.other.id),
    )

    twice.merge()

    rows = everything(desk)
    assert twice.other.id not in rows
    pointed = [
        getattr(row, name)
        for row in rows.values()
        for name in dict(links_to_people()).get(type(row), ())
        if getattr(row, name) is not None
    ]
    assert set(pointed) == {twice.keep.id}
    names = {(name.full, name.is_preferred) for name in found(desk, PersonName)}
    assert names == {("Rowan Invented", True), ("Rowan Inventid", False)}
    assert len(found(desk, FamilyMember)) == 1


def test_what_only_one_says_is_kept_and_where_both_say_something_both_are_kept(desk: Desk) -> None:
    twice = Twice(desk, nhs_number="999 000 0018", ethnicity="Not asked", sex="girl", notes="Shy.")
    twice.desk.execute(change(twice.keep, sex="boy", notes="Likes trains."))

    twice.merge()

    (kept,) = found(desk, Person)
    assert (kept.nhs_number, kept.ethnicity, kept.sex) == ("999 000 0018", "Not asked", "boy")
    assert kept.notes.startswith("Likes trains.\n\nShy.\n\nAlso recorded")
    assert "sex: girl" in kept.notes


def test_two_rows_that_say_the_same_of_one_person_become_one(desk: Desk) -> None:
    twice = Twice(desk)
    action = Action(reference="A01", meeting_id=twice.meeting.id, text="Change both locks")
    entry = Entry(meeting_id=twice.meeting.id, section="information", text="Seen together.")
    pair = (twice.keep.id, twice.other.id)
    twice.put(
        *(action, entry),
        *(ActionFor(action_id=action.id, person_id=one) for one in pair),
        *(EntryAbout(entry_id=entry.id, person_id=one) for one in pair),
    )
    (_, member) = sorted(found(desk, FamilyMember), key=lambda row: row.position)
    desk.execute(change(member, note="Lives upstairs.", in_household=YesNo.YES, since=BORN))

    twice.merge()

    (member,) = found(desk, FamilyMember)
    assert (member.note, member.in_household, member.since) == ("Lives upstairs.", YesNo.YES, BORN)
    assert [row.person_id for row in found(desk, ActionFor)] == [twice.keep.id]
    assert [row.person_id for row in found(desk, EntryAbout)] == [twice.keep.id]


def test_one_undo_puts_everything_back_and_redo_merges_again(desk: Desk) -> None:
    twice = Twice(desk, ethnicity="Not asked")
    twice.put(Address(person_id=twice.other.id, lines="12 Sample Street"))
    before = everything(desk)

    twice.merge()
    merged = everything(desk)
    desk.undo()
    undone = everything(desk)
    desk.redo()

    assert undone == before
    assert everything(desk) == merged


def test_families_stay_apart_when_a_person_of_two_is_made_one(desk: Desk) -> None:
    twice = Twice(desk, across=True)

    twice.merge()

    members = {(row.family_id, row.person_id) for row in found(desk, FamilyMember)}
    assert members == {(twice.family.id, twice.keep.id), (twice.second.id, twice.keep.id)}
    assert {family.reference for family in found(desk, Family)} == {"M-2026-114", "M-2026-200"}


# Refusing

Against = Callable[[Twice], tuple[Row, ...]]


def _both_voices(twice: Twice) -> tuple[Row, ...]:
    return tuple(Voice(meeting_id=twice.meeting.id, child_id=one.id) for one in (twice.keep, twice.other))


def _related(twice: Twice) -> tuple[Row, ...]:
    kind = RelationshipKind.TWIN_OF
    ids = {"person_id": twice.keep.id, "other_id": twice.other.id}
    return (Relationship(family_id=twice.family.id, kind=kind, **ids),)


def _withheld(twice: Twice) -> tuple[Row, ...]:
    address = Address(person_id=twice.keep.id, lines="A refuge")
    return (address, AddressWithheld(address_id=address.id, from_id=twice.other.id))


def _withheld_out_of_sight(twice: Twice) -> tuple[Row, ...]:
    address = Address(person_id=twice.other.id, lines="A refuge", visibility=Visibility.V2)
    return (address, AddressWithheld(address_id=address.id, from_id=twice.keep.id))


def _untold(twice: Twice) -> tuple[Row, ...]:
    voice = Voice(meeting_id=twice.meeting.id, child_id=twice.keep.id)
    return (voice, VoiceWords(voice_id=voice.id, text="I want to stay.", do_not_tell_id=twice.other.id))


def _held(twice: Twice) -> tuple[Row, ...]:
    adult = Person()
    pair = ((twice.keep.id, YesNo.YES), (twice.other.id, YesNo.NO))
    return (
        adult,
        *(
            ParentalResponsibility(family_id=twice.family.id, child_id=one, holder_id=adult.id, held=held)
            for one, held in pair
        ),
    )


@pytest.mark.parametrize(
    ("against", "says"),
    [
        (_both_voices, "a card of the child’s voice in the same meeting"),
        (_related, "two people: relationship"),
        (_withheld, "must not reach the other"),
        (_withheld_out_of_sight, "must not reach the other"),
        (_untold, "must not reach the other"),
        (_held, "parental responsibility, held in two ways"),
    ],
)
def test_what_stands_against_it_is_named_and_nothing_changes(desk: Desk, against: Against, says: str) -> None:
    twice = Twice(desk)
    twice.put(*against(twice))

    assert says in twice.refused()


def test_an_unborn_and_a_born_child_are_never_made_one(desk: Desk) -> None:
    twice = Twice(desk, birth_date=None, expected_date=date(2027, 1, 4), pregnancy=Pregnancy.EXPECTED)

    assert "unborn child" in twice.refused()


def test_different_nhs_numbers_are_two_people(desk: Desk) -> None:
    twice = Twice(desk, nhs_number="999 000 0018")
    desk.execute(change(twice.keep, nhs_number="999 000 0026"))

    assert twice.refused() == "Their NHS numbers differ."


def test_what_is_restricted_in_one_family_is_never_shown_in_another(desk: Desk) -> None:
    twice = Twice(desk, across=True)
    twice.put(Address(person_id=twice.other.id, lines="A refuge", visibility=Visibility.V2))

    assert "restricted to their own family" in twice.refused()


def test_an_address_withheld_from_somebody_keeps_families_apart(desk: Desk) -> None:
    twice = Twice(desk, across=True)
    third = Person()
    address = Address(person_id=twice.other.id, lines="12 Sample Street")
    twice.put(third, address, AddressWithheld(address_id=address.id, from_id=third.id))

    assert "restricted to their own family" in twice.refused()


def test_a_legal_hold_stands_against_it(desk: Desk) -> None:
    twice = Twice(desk)
    desk.execute(
        AddRows(
            (LegalHold(family_id=twice.family.id, person_id=twice.other.id, reason="Inquest"),),
            deed=Deed.DISPOSE,
        )
    )

    assert "a legal hold" in twice.refused()


def test_who_does_not_see_everything_cannot_move_it(desk: Desk) -> None:
    twice = Twice(desk)
    decision = CourtOrder(
        family_id=twice.family.id, kind=OrderKind.CARE, protects_id=twice.other.id, visibility=Visibility.V3
    )
    twice.put(decision)
    before = everything(desk)
    taker = Desk(desk.store, person_with("minute_taker"))

    with pytest.raises(CannotMerge, match="does not see everything"):
        taker.execute(MergePeople(twice.keep.id, twice.other.id, ON))

    assert everything(desk) == before


# Parting again


def test_two_people_are_parted_again_as_they_were(desk: Desk) -> None:
    twice = Twice(desk, ethnicity="Not asked", sex="girl")
    twice.put(Address(person_id=twice.other.id, lines="12 Sample Street"))
    before = everything(desk)
    twice.merge()

    with desk.reading() as reading:
        (merged,) = merged_before(reading)
    desk.execute(UnmergePeople(merged.other_id))

    assert (merged.keep_id, merged.name, merged.on) == (twice.keep.id, "Rowan Invented", ON)
    assert everything(desk) == before
    with desk.reading() as reading:
        assert merged_before(reading) == ()


def test_what_was_recorded_since_stays_with_the_kept_one(desk: Desk) -> None:
    twice = Twice(desk)
    address = Address(person_id=twice.other.id, lines="12 Sample Street")
    twice.put(address)
    twice.merge()
    twice.put(Contact(person_id=twice.keep.id, kind=ContactKind.EMAIL, value="rowan@example.org"))
    with desk.reading() as reading:
        moved = reading.get(Address, address.id)
        kept = reading.get(Person, twice.keep.id)
    desk.execute(change(moved, lines="14 Sample Street"))
    desk.execute(change(kept, ethnicity="As said since"))

    desk.execute(UnmergePeople(twice.other.id))

    (address,) = found(desk, Address)
    (contact,) = found(desk, Contact)
    people = {person.id: person for person in found(desk, Person)}
    assert (address.person_id, address.lines) == (twice.other.id, "14 Sample Street")
    assert contact.person_id == twice.keep.id
    assert people[twice.keep.id].ethnicity == "As said since"


def test_they_are_parted_after_a_restart_and_parting_is_undone(desk: Desk) -> None:
    twice = Twice(desk)
    before = everything(desk)
    twice.merge()
    merged = everything(desk)
    again = Desk(desk.store, desk.person)

    again.execute(UnmergePeople(twice.other.id))
    parted = everything(again)
    again.undo()

    assert parted == before
    assert everything(again) == merged


def test_only_who_merged_them_parts_them_and_only_once(desk: Desk) -> None:
    twice = Twice(desk)
    twice.merge()
    colleague = Desk(desk.store, person_with("chair"))

    with pytest.raises(MeetingDeskError, match="not kept at this desk"):
        colleague.execute(UnmergePeople(twice.other.id))
    desk.execute(UnmergePeople(twice.other.id))
    with pytest.raises(MeetingDeskError, match="apart already"):
        desk.execute(UnmergePeople(twice.other.id))


def test_an_undone_merging_is_not_offered_for_parting(desk: Desk) -> None:
    twice = Twice(desk)
    twice.merge()

    desk.undo()

    with desk.reading() as reading:
        assert merged_before(reading) == ()


# Finding


def test_near_names_with_one_day_of_birth_are_found_and_compared(desk: Desk) -> None:
    twice = Twice(desk, across=True, nhs_number="999 000 0018")

    (pair,) = the_pairs(desk).pairs

    said = {each.what: (each.one, each.other, each.word) for each in pair.compared}
    assert {pair.one, pair.other} == {twice.keep.id, twice.other.id}
    assert pair.why == "A name that is near, the same date of birth"
    assert pair.is_across
    assert said["Name"] == ("Rowan Invented", "Rowan Inventid", "differs")
    assert said["Born"][2] == "same"
    assert said["NHS number"] == ("", "999 000 0018", "missing")
    assert said["Families"][:2] == ("M-2026-114 (child)", "M-2026-200 (child)")
    assert pair.turned().turned() == pair


@pytest.mark.parametrize("against", [_related, _withheld, _withheld_out_of_sight, _untold])
def test_those_who_are_two_people_or_must_not_know_are_never_beside_each_other(
    desk: Desk, against: Against
) -> None:
    twice = Twice(desk)
    twice.put(*against(twice))

    assert the_pairs(desk).pairs == ()


def test_the_same_number_is_found_whatever_the_names_are(desk: Desk) -> None:
    twice = Twice(desk, birth_date=None, nhs_number="999-000-0018")
    desk.execute(change(twice.keep, nhs_number="9990000018"))

    (pair,) = the_pairs(desk).pairs

    assert pair.why == "The same NHS number"


def test_an_unborn_child_is_not_like_a_born_one(desk: Desk) -> None:
    Twice(desk, birth_date=None, expected_date=date(2027, 1, 4), nhs_number="")

    assert the_pairs(desk).pairs == ()


def test_who_was_said_not_to_be_the_same_is_not_asked_for_again(desk: Desk) -> None:
    twice = Twice(desk)

    say_not_the_same(twice.other.id, twice.keep.id, desk)

    assert the_pairs(desk).pairs == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_can_be_compared_and_merged(desk: Desk, name: str) -> None:
    twice = Twice(desk)
    for one in (twice.keep, twice.other):
        twice.put(PersonName(person_id=one.id, full=name[:300], is_preferred=False))

    assert len(the_pairs(desk).pairs) == 1
    twice.merge()

    assert [each.full for each in found(desk, PersonName)].count(name[:300]) == 1


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("invented rowan", "inventid rowan", True),
        ("invented rowan", "invented rowen", True),
        ("invented rowan", "isla invented", False),
        ("amy", "ami", False),
        ("", "", False),
    ],
)
def test_names_are_near_by_a_letter_or_two(one: str, other: str, near: bool) -> None:
    assert are_near(one, other) is near
