from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Block, Card, Offer
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows, RemoveRow, change
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import Approached, FamilyMember, FamilyRole, Relationship, RelationshipKind
from meetingdesk.domain.people import (
    BirthDateIs,
    Interpreter,
    Involvement,
    InvolvementKind,
    Person,
    PersonName,
    Pregnancy,
    Registered,
    YesNo,
)
from meetingdesk.errors import StaleRecord
from tests.live_meetings import LiveMeeting, a_conference

CHILD, PARENT = FamilyRole.CHILD, FamilyRole.PARENT


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def cards(live: LiveMeeting) -> tuple[Card, ...]:
    """Return the cards of people; behind them stand those of the whole family."""
    found = live.look(live.point("people"), frozenset({Part.CARDS})).cards
    assert found is not None
    return tuple(card for card in found if card.blocks[0].kind in (PersonName, Person))


def card_of(live: LiveMeeting, key: UUID) -> Card:
    (card,) = (card for card in cards(live) if card.key == key)
    return card


def somebody(live: LiveMeeting, role: FamilyRole = CHILD, note: str = "", **values: Any) -> UUID:
    person = Person(**values)
    family = live.families[0].family
    member = FamilyMember(family_id=family.id, person_id=person.id, role=role, position=20, note=note)
    live.desk.execute(AddRows((person, member)))
    return person.id


def blocks(card: Card, kind: type[Any], involved: InvolvementKind | None = None) -> tuple[Block, ...]:
    return tuple(
        block
        for block in card.blocks
        if block.kind is kind and (involved is None or block.value("kind") is involved)
    )


def fill(live: LiveMeeting, block: Block, name: str, value: Any) -> None:
    live.desk.execute(fill_in(block, name, value, "Fill in", block.value(name)))


def gp(live: LiveMeeting, key: UUID) -> Block:
    return blocks(card_of(live, key), Involvement, InvolvementKind.GP)[0]


def flags(live: LiveMeeting, key: UUID) -> list[str]:
    return [flag.says for flag in card_of(live, key).flags]


def offer(live: LiveMeeting, key: UUID, says: str) -> Offer:
    (found,) = (offer for offer in card_of(live, key).offers if offer.says == says)
    return found


def choose(live: LiveMeeting, key: UUID, says: str) -> None:
    live.desk.execute(offer(live, key, says).command)


def is_parent(live: LiveMeeting, parent: UUID, child: UUID, **values: Any) -> None:
    family = live.families[0].family
    kind = RelationshipKind.PARENT_OF
    row = Relationship(family_id=family.id, person_id=parent, kind=kind, other_id=child, **values)
    live.desk.execute(AddRows((row,)))


# Who has a card


def test_children_stand_before_adults_and_who_is_not_born_yet_is_among_them(live: LiveMeeting) -> None:
    somebody(live, birth_date=date(2012, 1, 1))

    titles = [card.title for card in cards(live)]

    assert titles == [
        "Child 1 · Mina Croft",
        "Child 2 · Joel Croft",
        "Unborn",
        "Child 3",
        "Adult A · Ruth Croft",
        "Adult B · Sam Oakley",
    ]


def test_an_age_an_expected_date_and_a_role_stand_below_the_name(live: LiveMeeting) -> None:
    child = somebody(live, birth_date=date(2016, 3, 1))
    unborn = somebody(live, FamilyRole.UNBORN, expected_date=date(2027, 2, 11))
    sibling = somebody(live, FamilyRole.SIBLING_NOT_SUBJECT, approximate_age=14)
    harms = somebody(live, FamilyRole.ALLEGED_PERPETRATOR, birth_date=date(1990, 1, 1))

    assert card_of(live, child).below == "10 years"
    assert card_of(live, unborn).below.startswith("due Thu 11 Feb 2027 · ")
    assert card_of(live, sibling).below == "about 14 · sibling, not a subject"
    assert card_of(live, harms).below == "36 years · may cause harm"


def test_an_unborn_child_who_was_born_has_no_card_any_more(live: LiveMeeting) -> None:
    key = somebody(live, FamilyRole.UNBORN, pregnancy=Pregnancy.BORN)

    assert key not in [card.key for card in cards(live)]


def test_a_father_who_left_the_household_still_has_a_card(live: LiveMeeting) -> None:
    key = somebody(live, PARENT)
    member = live.only(FamilyMember, person_id=key)
    live.desk.execute(change(member, until=date(2026, 9, 1)))

    assert card_of(live, key).below == "parent · left Tue 1 Sep 2026"


# Filling in


def test_a_name_begins_with_its_first_word_and_is_the_title(live: LiveMeeting) -> None:
    key = somebody(live, birth_date=date(2016, 3, 1))
    (name,) = blocks(card_of(live, key), PersonName)
    assert name.row is None

    fill(live, name, "full", "Ana")
    (name,) = blocks(card_of(live, key), PersonName)
    fill(live, name, "full", "Ana Croft")

    assert card_of(live, key).title == "Child 3 · Ana Croft"
    live.desk.undo()
    assert live.find(PersonName, person_id=key) == ()


def test_the_parts_of_a_name_go_when_it_is_written_anew(live: LiveMeeting) -> None:
    key = somebody(live)
    live.desk.execute(AddRows((PersonName(person_id=key, full="Ana Croft", given="Ana", family="Croft"),)))
    (name,) = blocks(card_of(live, key), PersonName)

    fill(live, name, "full", "Anna Crofts")

    row = live.only(PersonName, person_id=key)
    assert (row.full, row.given, row.family) == ("Anna Crofts", "", "")


def test_a_date_of_birth_is_exact_until_it_is_taken_away(live: LiveMeeting) -> None:
    key = somebody(live)
    (person,) = blocks(card_of(live, key), Person)

    fill(live, person, "birth_date", date(2019, 3, 12))
    known = live.only(Person, id=key)
    (person,) = blocks(card_of(live, key), Person)
    fill(live, person, "birth_date", None)

    assert known.birth_date_is is BirthDateIs.EXACT
    assert live.only(Person, id=key).birth_date_is is BirthDateIs.UNKNOWN


def test_an_age_is_kept_with_the_day_on_which_it_was_said(live: LiveMeeting) -> None:
    key = somebody(live)
    (person,) = blocks(card_of(live, key), Person)
    assert "age: nobody has said" in flags(live, key)

    fill(live, person, "approximate_age", 4)

    row = live.only(Person, id=key)
    assert (row.approximate_age, row.approximate_age_on) == (4, live.meeting.held_on)
    assert "age: nobody has said" not in flags(live, key)
    live.desk.undo()
    assert live.only(Person, id=key).approximate_age_on is None


def test_nobodys_words_about_a_person_are_written_over(live: LiveMeeting) -> None:
    key = somebody(live)
    (old,) = blocks(card_of(live, key), Person)
    fill(live, old, "whereabouts", "with her aunt")

    with pytest.raises(StaleRecord):
        fill(live, old, "whereabouts", "at home")

    assert live.only(Person, id=key).whereabouts == "with her aunt"


def test_who_needs_an_interpreter_is_asked_for_the_language_at_once(live: LiveMeeting) -> None:
    key = somebody(live, PARENT, interpreter=Interpreter.NEEDED)
    (person,) = blocks(card_of(live, key), Person)

    asked = {field.name: field.is_main for field in person.fields}

    assert asked["interpreter_language"]
    assert "interpreter needed" in flags(live, key)


def test_safe_calling_is_asked_only_of_the_adult_who_is_harmed(live: LiveMeeting) -> None:
    harmed = somebody(live, FamilyRole.VICTIM, birth_date=date(1990, 1, 1))
    (own,) = blocks(card_of(live, harmed), Person)
    others = [block for card in cards(live) if card.key != harmed for block in blocks(card, Person)]
    assert "safe to call: nobody has said" in flags(live, harmed)

    fill(live, own, "safe_to_call", YesNo.NO)

    assert "not safe to call" in flags(live, harmed)
    assert not any(field.name == "safe_to_call" for block in others for field in block.fields)


# Who is involved


@pytest.mark.parametrize(
    ("born", "missing"),
    [
        (date(2025, 1, 1), ["no GP known", "no health visitor known"]),
        (date(2017, 1, 1), ["no GP known", "no school known"]),
        (date(2009, 1, 1), ["no GP known"]),
    ],
)
def test_what_nobody_knows_of_a_child_stands_out_by_age(
    live: LiveMeeting, born: date, missing: list[str]
) -> None:
    key = somebody(live, birth_date=born)

    assert [flag for flag in flags(live, key) if flag.startswith("no ")] == missing


def test_a_practice_begins_with_its_first_word_and_is_registered(live: LiveMeeting) -> None:
    key = somebody(live, birth_date=date(2017, 1, 1))
    identity = gp(live, key).identity
    assert gp(live, key).value("state") is Registered.UNKNOWN

    fill(live, gp(live, key), "name", "Elm Street")
    fill(live, gp(live, key), "name", "Elm Street Surgery")

    block = gp(live, key)
    assert block.identity == identity
    assert isinstance(block.row, Involvement)
    assert (block.row.kind, block.row.state) == (InvolvementKind.GP, Registered.REGISTERED)
    assert "no GP known" not in flags(live, key)
    live.desk.undo()
    assert gp(live, key).row is None
    assert gp(live, key).identity == identity


def test_a_practice_typed_by_mistake_goes_with_its_last_letter(live: LiveMeeting) -> None:
    key = somebody(live, birth_date=date(2017, 1, 1))
    fill(live, gp(live, key), "name", "Elm")

    fill(live, gp(live, key), "name", "")

    assert live.find(Involvement, person_id=key) == ()


def test_a_name_does_not_register_whom_somebody_said_is_not_registered(live: LiveMeeting) -> None:
    key = somebody(live, birth_date=date(2017, 1, 1))
    choose(live, key, "Has no GP")

    fill(live, gp(live, key), "name", "Elm Street says it does not know the child")

    assert live.only(Involvement, person_id=key).state is Registered.NOT_REGISTERED
    assert "not registered with a GP" in flags(live, key)


def test_a_confirmation_is_kept_with_its_day_and_said_beside_the_name(live: LiveMeeting) -> None:
    key = somebody(live, birth_date=date(2017, 1, 1))
    fill(live, gp(live, key), "name", "Elm Street")

    fill(live, gp(live, key), "is_confirmed_by_agency", True)

    assert live.only(Involvement, person_id=key).confirmed_on == live.meeting.held_on
    assert gp(live, key).fields[0].label == "GP, confirmed"


def test_who_is_linked_is_shown_without_being_written(live: LiveMeeting) -> None:
    key = somebody(live, birth_date=date(2017, 1, 1))
    school = live.agency("school", name="Lark Primary")
    head = Professional(name="Gwyn Parrish", agency_id=school.id)
    row = Involvement(
        person_id=key, kind=InvolvementKind.SCHOOL, agency_id=school.id, professional_id=head.id
    )
    live.desk.execute(AddRows((head, row)))

    (block,) = blocks(card_of(live, key), Involvement, InvolvementKind.SCHOOL)

    assert block.shown("name") == "Lark Primary, Gwyn Parrish"
    assert block.value("name") == ""
    assert not block.is_let_go
    assert "no school known" not in flags(live, key)


def test_whoever_is_not_involved_any_more_is_asked_for_again(live: LiveMeeting) -> None:
    key = somebody(live, birth_date=date(2017, 1, 1))
    fill(live, gp(live, key), "name", "Elm Street")
    old = live.only(Involvement, person_id=key)
    live.desk.execute(change(old, until=date(2026, 1, 1)))

    fill(live, gp(live, key), "name", "Oak Road")

    assert sorted(row.name for row in live.find(Involvement, person_id=key)) == ["Elm Street", "Oak Road"]


@pytest.mark.parametrize(
    ("born", "says", "flag"),
    [
        (date(2017, 1, 1), "Has no GP", "not registered with a GP"),
        (date(2017, 1, 1), "Not in school", "not in school"),
        (date(2025, 1, 1), "Has no health visitor", "has no health visitor"),
    ],
)
def test_that_there_is_none_is_said_with_one_key(live: LiveMeeting, born: date, says: str, flag: str) -> None:
    key = somebody(live, birth_date=born)

    choose(live, key, says)

    (row,) = live.find(Involvement, person_id=key)
    assert row.state is Registered.NOT_REGISTERED
    assert flag in flags(live, key)
    assert says not in [offer.says for offer in card_of(live, key).offers]
    live.desk.undo()
    assert says in [offer.says for offer in card_of(live, key).offers]


def test_the_school_at_the_table_is_named_with_one_key(live: LiveMeeting) -> None:
    key = somebody(live, birth_date=date(2017, 1, 1))
    live.agency("school", name="Lark Primary")
    live.invite("school", AttendanceStatus.PRESENT, "Gwyn Parrish")

    choose(live, key, "School: Lark Primary, at the table")

    (row,) = live.find(Involvement, person_id=key)
    assert (row.agency_id, row.state) == (live.agencies["school"].id, Registered.REGISTERED)
    assert "no school known" not in flags(live, key)


def test_children_with_different_practices_stand_out(live: LiveMeeting) -> None:
    first, second = somebody(live, birth_date=date(2017, 1, 1)), somebody(live, birth_date=date(2019, 1, 1))
    fill(live, gp(live, first), "name", "Elm Street, Dr Hale")
    fill(live, gp(live, second), "name", "Elm Street")
    assert "the children have different GPs" not in flags(live, first)

    fill(live, gp(live, second), "name", "Oak Road")

    assert "the children have different GPs" in flags(live, first)
    assert "the children have different GPs" in flags(live, second)


def test_whoever_only_matters_to_the_family_is_not_asked_for_a_practice(live: LiveMeeting) -> None:
    key = somebody(live, FamilyRole.SIGNIFICANT_OTHER)

    assert blocks(card_of(live, key), Involvement) == ()
    assert flags(live, key) == []


# Fathers and partners


def test_a_child_without_a_word_about_a_father_stands_out_until_one_is_named(desk: Desk) -> None:
    live = a_conference(desk)
    mother, other = live.person(3), live.person(4)
    child = live.person(0)
    is_parent(live, mother, child)
    is_parent(live, other, live.person(1))
    assert "father: nobody has said" in flags(live, child)

    choose(live, child, "Father: Adult B")

    assert "father: nobody has said" not in flags(live, child)
    (row,) = live.find(Relationship, person_id=other, other_id=child)
    assert (row.kind, row.note) == (RelationshipKind.PARENT_OF, "father")
    live.desk.undo()
    assert "father: nobody has said" in flags(live, child)


def test_two_parents_of_whom_nothing_more_is_said_are_taken_as_they_are(live: LiveMeeting) -> None:
    assert "father: nobody has said" not in flags(live, live.person(0))


def test_a_father_named_on_the_line_is_one(live: LiveMeeting) -> None:
    mother, other = live.person(3), live.person(4)
    child = live.person(0)
    for parent in (mother, other):
        live.desk.execute(change(live.only(FamilyMember, person_id=parent), role=FamilyRole.OTHER_HOUSEHOLD))
    assert "father: nobody has said" in flags(live, child)

    somebody(live, PARENT, note="father, moved out in May")

    assert "father: nobody has said" not in flags(live, child)


def test_a_stepfather_is_no_father(live: LiveMeeting) -> None:
    mother, other = live.person(3), live.person(4)
    child = live.person(0)
    for parent in (mother, other):
        live.desk.execute(change(live.only(FamilyMember, person_id=parent), role=FamilyRole.OTHER_HOUSEHOLD))

    somebody(live, FamilyRole.PARTNER, note="step-father of both")

    assert "father: nobody has said" in flags(live, child)


def test_a_mother_is_not_offered_as_the_father(live: LiveMeeting) -> None:
    mother, child = live.person(3), live.person(0)
    live.desk.execute(change(live.only(Person, id=child), mother_id=mother))
    live.desk.execute(change(live.only(FamilyMember, person_id=live.person(4)), role=FamilyRole.PARTNER))

    offered = [one.says for one in card_of(live, child).offers if one.says.startswith("Father")]

    assert offered == ["Father: Adult B"]


def test_a_father_whom_nobody_can_name_stays_on_the_screen(live: LiveMeeting) -> None:
    child = live.person(0)
    key = somebody(live, PARENT, label="Father", is_identified=False)
    is_parent(live, live.person(3), child)
    is_parent(live, key, child, is_putative=True)
    live.desk.execute(change(live.only(Person, id=live.person(3)), sex="female"))

    assert "father: not identified" in flags(live, child)
    assert "not identified" in flags(live, key)


def test_whether_anybody_has_spoken_with_a_partner_is_asked_and_why_not(live: LiveMeeting) -> None:
    key = somebody(live, FamilyRole.PARTNER)
    (member,) = blocks(card_of(live, key), FamilyMember)
    assert "contact: nobody has said" in flags(live, key)

    fill(live, member, "approached", Approached.NOT_APPROACHED)
    without_reason = flags(live, key)
    (member,) = blocks(card_of(live, key), FamilyMember)
    fill(live, member, "approached_note", "it would put her in danger")

    assert "not approached, and nobody has said why" in without_reason
    assert "not approached" in flags(live, key)


def test_a_parent_who_is_asked_to_the_meeting_needs_no_word_about_contact(live: LiveMeeting) -> None:

    mother = live.person(3)
    assert "contact: nobody has said" in flags(live, mother)

    live.desk.execute(AddRows((Attendance(meeting_id=live.meeting_id, person_id=mother, role="mother"),)))

    assert "contact: nobody has said" not in flags(live, mother)


def test_a_family_of_nobody_has_no_cards(live: LiveMeeting) -> None:
    for member in live.find(FamilyMember):
        live.desk.execute(RemoveRow(FamilyMember, member.id))

    assert cards(live) == ()
