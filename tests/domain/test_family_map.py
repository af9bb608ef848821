from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from meetingdesk.domain.families import Approached, FamilyRole, RelationshipKind
from meetingdesk.domain.family_map import BoxKind, Channel, FamilyMap, MapBox, MapLink, draw
from meetingdesk.domain.family_map.shapes import ADULTS, CHILDREN
from meetingdesk.domain.people import InvolvementKind, Person, Pregnancy, Registered, YesNo
from meetingdesk.domain.roll_call import Tone
from tests.family_maps import DrawnFamily, any_family, sample_family
from tests.family_records import DAY

Kind = RelationshipKind
HAIR = 1e-6


def box_of(drawn: FamilyMap, person: Person) -> MapBox:
    box = drawn.box(person.id)
    assert box is not None
    return box


def marks(drawn: FamilyMap, person: Person) -> list[str]:
    return [mark.says for mark in box_of(drawn, person).marks]


def lines_between(drawn: FamilyMap, *people: Person) -> list[MapLink]:
    keys = {person.id for person in people}
    return [link for link in drawn.links if keys <= {end.key for end in link.ends}]


# No overlap


@pytest.mark.parametrize("seed", range(120))
def test_no_two_boxes_and_no_two_households_overlap(seed: int) -> None:
    drawn = any_family(seed).drawn()

    for one, other in combinations(drawn.boxes, 2):
        assert one.row != other.row or abs(one.column - other.column) > 0.999, (one.title, other.title)
    for first, second in combinations(drawn.frames, 2):
        assert first.last < second.first or second.last < first.first
    for frame in drawn.frames:
        for box in drawn.boxes:
            is_inside = frame.first <= box.column + HAIR and box.column + 1 <= frame.last + HAIR
            is_outside = box.column + 1 <= frame.first + HAIR or box.column + HAIR >= frame.last
            assert is_inside if box.key in frame.people else is_outside
    assert all(box.column >= 0 and box.column + 1 <= drawn.columns + HAIR for box in drawn.boxes)


@pytest.mark.parametrize("seed", range(120))
def test_lines_in_one_lane_never_touch_and_meet_boxes_at_places_of_their_own(seed: int) -> None:
    drawn = any_family(seed).drawn()
    middles = {box.key: box.column + 0.5 for box in drawn.boxes}

    for channel in (Channel.ABOVE, Channel.BETWEEN, Channel.BELOW):
        here = [link for link in drawn.links if link.channel is channel]
        for one, other in combinations(here, 2):
            first = sorted(middles[end.key] for end in one.ends)
            second = sorted(middles[end.key] for end in other.ends)
            apart = first[-1] + 0.5 <= second[0] or second[-1] + 0.5 <= first[0]
            assert one.lane != other.lane or apart
        met = [(end.key, end.at) for link in here for end in link.ends]
        assert len(met) == len(set(met))
        assert len(drawn.lanes.get(channel, ())) == max((link.lane + 1 for link in here), default=0)


@pytest.mark.parametrize("seed", range(20))
def test_the_same_rows_are_always_drawn_the_same_way(seed: int) -> None:
    rows = any_family(seed).map_rows()

    assert draw(rows, DAY) == draw(rows, DAY)


def test_eight_children_stand_in_one_row_below_their_parents() -> None:
    family = DrawnFamily()
    children = [family.child(age, name=f"Child {age}") for age in range(8)]
    mother, father = family.adult(sex="female"), family.adult(sex="male")
    family.at_home(mother, father, *children)
    family.parents(children, mother, father)

    drawn = family.drawn()

    assert [box.title for box in drawn.boxes if box.row == CHILDREN] == [f"Child {n}" for n in range(1, 9)]
    assert [box.title for box in drawn.boxes if box.row == ADULTS] == ["Adult A", "Adult B"]
    (line,) = [link for link in drawn.links if link.channel is Channel.BETWEEN]
    assert len(line.ends) == 10
    (frame,) = drawn.frames
    assert frame.is_tall
    assert len(frame.people) == 10


# Who lives where


def test_who_lives_elsewhere_stands_outside_the_frame() -> None:
    drawn = sample_family().drawn()

    (frame,) = drawn.frames
    inside = [box.title for box in drawn.boxes if box.key in frame.people]
    assert inside == ["Adult A", "Child 1", "Child 2", "Unborn"]
    outside = [box for box in drawn.boxes if box.key not in frame.people]
    assert [box.title for box in outside] == ["Adult B", "Adult C"]
    assert all("lives elsewhere" in box.lines for box in outside)


def test_each_household_has_a_frame_with_its_name_and_the_children_come_first() -> None:
    family = DrawnFamily()
    father, mother = family.adult(name="Rhys"), family.adult(name="Mair")
    child, brother = family.child(7), family.child(2)
    family.lives(father, "Flat 3")
    for person in (mother, child, brother):
        family.lives(person, "12 Sample Street", since=date(2024, 1, 1))
    family.lives(child, "Old Lane", until=DAY - timedelta(days=400))

    drawn = family.drawn()

    assert [frame.title for frame in drawn.frames] == ["12 Sample Street", "Flat 3"]
    assert [frame.is_tall for frame in drawn.frames] == [True, False]
    assert drawn.frames[1].people == (father.id,)


def test_who_moved_is_drawn_where_they_live_now() -> None:
    family = DrawnFamily()
    mother, child = family.adult(), family.child(7)
    family.lives(mother, "Home", since=date(2020, 1, 1))
    family.lives(child, "Home", since=date(2020, 1, 1))
    family.lives(child, "With the grandmother", since=date(2026, 11, 1))

    before, now = family.drawn(date(2026, 10, 1)), family.drawn()

    assert [frame.people for frame in before.frames] == [(mother.id, child.id)]
    assert [frame.title for frame in now.frames] == ["With the grandmother", "Home"]


def test_who_left_is_outside_with_the_day() -> None:
    family = sample_family()
    (father,) = [person for person in family.people.values() if person.sex == "male"]
    family.member(father, until=date(2026, 9, 1), in_household=YesNo.YES)

    drawn = family.drawn()

    assert "left 1 Sep 2026" in box_of(drawn, father).lines
    assert all(father.id not in frame.people for frame in drawn.frames)


def test_nobody_having_said_where_a_child_lives_is_marked() -> None:
    family = DrawnFamily()
    child = family.child(4)

    assert "lives where: nobody has said" in marks(family.drawn(), child)


# Children


def test_twins_stand_side_by_side() -> None:
    family = DrawnFamily()
    maja, other, filip = family.child(2), family.child(7), family.child(2)
    family.at_home(maja, other, filip)
    family.link(maja, Kind.TWIN_OF, filip)

    drawn = family.drawn()

    assert box_of(drawn, filip).column == box_of(drawn, maja).column + 1
    assert [link.words for link in lines_between(drawn, maja, filip) if link.channel is Channel.BELOW] == [
        "twins"
    ]


def test_an_unborn_child_has_the_expected_date_and_the_weeks() -> None:
    family = DrawnFamily()
    baby = family.unborn(expected_date=date(2027, 3, 14))

    box = box_of(family.drawn(date(2026, 11, 20)), baby)

    assert box.kind is BoxKind.UNBORN
    assert box.aside == "23 weeks + 5"
    assert "due 14 Mar 2027" in box.lines


def test_who_was_born_or_is_not_expected_any_more_is_not_drawn() -> None:
    family = DrawnFamily()
    family.child(1)
    family.person(FamilyRole.UNBORN, pregnancy=Pregnancy.BORN)
    family.person(FamilyRole.UNBORN, pregnancy=Pregnancy.ENDED)

    assert [box.title for box in family.drawn().boxes if box.row == CHILDREN] == ["Child 1"]


# Lines


def test_a_plain_parent_has_a_line_without_words_and_others_say_what_they_are() -> None:
    family = DrawnFamily()
    mother, step, child = family.adult(sex="female"), family.adult(), family.child(8)
    family.parents([child], mother)
    family.link(step, Kind.STEP_PARENT_OF, child)
    family.link(mother, Kind.PARTNER_OF, step)

    drawn = family.drawn()

    assert [(link.words, link.is_broken) for link in lines_between(drawn, mother, child)] == [("", False)]
    assert [link.words for link in lines_between(drawn, step, child)] == ["step-parent"]
    (partners,) = lines_between(drawn, mother, step)
    assert (partners.channel, partners.words, partners.is_broken) == (Channel.BESIDE, "", False)


def test_what_ended_or_is_not_certain_is_a_broken_line_with_words() -> None:
    drawn = sample_family().drawn()
    said = {link.words: link.is_broken for link in drawn.links if link.words}

    assert said == {"former partners since Sep 2026": True, "may be the parent": True, "grandparent": False}


def test_half_siblings_who_share_a_drawn_parent_need_no_line_of_their_own() -> None:
    family = DrawnFamily()
    mother, one, two, three = family.adult(), family.child(8), family.child(3), family.child(1)
    family.parents([one, two], mother)
    family.link(one, Kind.HALF_SIBLING_OF, two)
    family.link(one, Kind.HALF_SIBLING_OF, three)

    drawn = family.drawn()

    below = [link for link in drawn.links if link.channel is Channel.BELOW]
    assert [(link.words, {end.key for end in link.ends}) for link in below] == [
        ("half-siblings", {one.id, three.id})
    ]


def test_a_parent_under_eighteen_who_is_a_subject_has_a_line_to_the_unborn_child() -> None:
    family = DrawnFamily()
    girl = family.child(15)
    baby = family.unborn(mother_id=girl.id)
    family.link(girl, Kind.PARENT_OF, baby)

    found = lines_between(family.drawn(), girl, baby)

    # The other line is that of the empty place of a father, whose child either is.
    assert [link.words for link in found if link.channel is Channel.BELOW] == ["parent"]


# Fathers and partners


def test_a_father_nobody_knows_has_an_empty_place_that_opens_the_child() -> None:
    family = DrawnFamily()
    mother, child = family.adult(sex="female"), family.child(5)
    family.parents([child], mother)

    drawn = family.drawn()

    (empty,) = [box for box in drawn.boxes if box.kind is BoxKind.NOT_KNOWN]
    assert (empty.title, empty.name, empty.person_id) == ("Father not known", "of Child 1", child.id)
    (line,) = drawn.links_of(empty.key)
    assert line.is_broken
    assert {end.key for end in line.ends} == {empty.key, child.id}


def test_a_known_father_leaves_no_empty_place() -> None:
    family = DrawnFamily()
    mother, father, child = family.adult(sex="female"), family.adult(sex="male"), family.child(5)
    family.parents([child], mother, father)

    assert all(box.kind is not BoxKind.NOT_KNOWN for box in family.drawn().boxes)


@pytest.mark.parametrize(
    ("approached", "note", "says"),
    [
        (Approached.IN_CONTACT, "", "in contact"),
        (Approached.TO_BE_CONTACTED, "", "to be contacted"),
        (Approached.NOT_APPROACHED, "Not safe to ask", "not approached: Not safe to ask"),
        (Approached.NOT_APPROACHED, "", "not approached, and nobody has said why"),
        (Approached.NOT_KNOWN, "", "contact: nobody has said"),
    ],
)
def test_how_it_stands_with_a_father_is_said(approached: Approached, note: str, says: str) -> None:
    family = DrawnFamily()
    father = family.adult(FamilyRole.PARTNER)
    family.member(father, approached=approached, approached_note=note)

    assert says in marks(family.drawn(), father)


# Responsibility and practices


def test_who_holds_parental_responsibility_is_said_in_words() -> None:
    family = DrawnFamily()
    mother, father = family.adult(), family.adult()
    one, two = family.child(8), family.child(3)
    for child in (one, two):
        family.responsible(mother, child, ground="mother")
    family.responsible(father, one)
    family.responsible(father, two, YesNo.UNKNOWN)

    drawn = family.drawn()

    assert "PR: all children" in box_of(drawn, mother).lines
    assert {"PR: Child 1", "PR not known: Child 2"} <= set(box_of(drawn, father).lines)
    assert "parental responsibility for Child 1: mother" in box_of(drawn, mother).spoken
    assert "PR: nobody has said" not in marks(drawn, one)


def test_a_child_for_whom_nobody_is_known_to_be_responsible_is_marked() -> None:
    family = DrawnFamily()
    child = family.child(8)

    assert "PR: nobody has said" in marks(family.drawn(), child)


def test_who_has_no_practice_is_marked_and_so_are_children_with_different_ones() -> None:
    family = DrawnFamily()
    one, two, three = family.child(8), family.child(3), family.child(1)
    adult, nan = family.adult(), family.adult(FamilyRole.SIGNIFICANT_OTHER)
    family.involve(one, InvolvementKind.GP, "gp", "Rowan Lane Practice")
    family.involve(two, InvolvementKind.GP, "gp", "Quay Practice")
    family.involve(three, InvolvementKind.GP, state=Registered.NOT_REGISTERED)

    drawn = family.drawn()

    assert "the children have different GPs" in marks(drawn, one)
    assert "not registered with a GP" in marks(drawn, three)
    assert "no GP known" in marks(drawn, adult)
    assert marks(drawn, nan) == []
    tones = {mark.says: mark.tone for mark in box_of(drawn, three).marks}
    assert tones["not registered with a GP"] is Tone.WRONG


def test_a_family_of_nobody_has_an_empty_map() -> None:
    assert DrawnFamily().drawn() == FamilyMap()
