from __future__ import annotations

from dataclasses import replace
from datetime import date

from meetingdesk.app.desk import Desk
from meetingdesk.app.family_maps import TOUCHED_BY, family_map
from meetingdesk.app.live.cards.fathers import SayFather
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import Family, FamilyRole, Relationship, RelationshipKind
from meetingdesk.domain.family_map import BoxKind, FamilyMap
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROWS
from meetingdesk.storage.store import Store
from tests.family_maps import DrawnFamily, sample_family
from tests.family_records import DAY
from tests.people import person_with
from tests.samples import add


def look(desk: Desk, family: DrawnFamily, day: date = DAY) -> FamilyMap:
    with desk.reading() as reading:
        return family_map(reading, family.family.id, day)


def test_a_family_is_drawn_as_it_is_recorded(store: Store) -> None:
    family = sample_family()
    add(store, *family.all_rows())

    drawn = look(Desk(store, person_with("minute_taker")), family)

    assert drawn == family.drawn()
    assert [box.name for box in drawn.boxes if box.row == 0] == [
        "Carys Sampleby",
        "Rhodri Sampleby",
        "Eluned Trialmoor",
    ]


def test_saying_who_the_father_is_fills_the_empty_place(desk: Desk) -> None:
    family = DrawnFamily()
    mother, child = family.adult(sex="female"), family.child(4)
    man = family.adult(FamilyRole.PARTNER)
    family.parents([child], mother)
    desk.execute(AddRows(family.all_rows()))
    before = [box.kind for box in look(desk, family).boxes]

    desk.execute(SayFather(family.family.id, man.id, child.id))
    drawn = look(desk, family)

    assert BoxKind.NOT_KNOWN in before
    assert all(box.kind is not BoxKind.NOT_KNOWN for box in drawn.boxes)
    box = drawn.box(man.id)
    assert box is not None
    assert "father, partner" in box.lines


def test_a_father_who_was_marked_so_in_a_roll_call_counts(desk: Desk) -> None:
    family = DrawnFamily()
    one, other, child = family.adult(), family.adult(), family.child(4)
    family.link(one, RelationshipKind.PARENT_OF, child)
    meeting = Meeting(reference="CG-2026-0001", type_id="core_group", family_id=family.family.id)
    came = Attendance(meeting_id=meeting.id, person_id=other.id, role="father")
    desk.execute(AddRows((*family.all_rows(), meeting, came)))

    assert all(box.kind is not BoxKind.NOT_KNOWN for box in look(desk, family).boxes)


def test_only_the_people_of_the_family_are_drawn(desk: Desk) -> None:
    family, other = DrawnFamily("C-1"), DrawnFamily("C-2")
    child, elsewhere = family.child(4), other.child(9)
    desk.execute(AddRows((*family.all_rows(), *other.all_rows())))
    stray = Relationship(
        family_id=family.family.id,
        person_id=child.id,
        kind=RelationshipKind.SIBLING_OF,
        other_id=elsewhere.id,
    )
    desk.execute(AddRows((stray,)))

    drawn = look(desk, family)

    assert [box.person_id for box in drawn.boxes] == [child.id, child.id]
    assert all(end.key != elsewhere.id for link in drawn.links for end in link.ends)


def test_a_family_of_nobody_is_an_empty_map(desk: Desk) -> None:
    family = DrawnFamily()
    desk.execute(AddRows((replace(family.family, reference="C-9"),)))

    assert look(desk, family) == FamilyMap()


def test_what_touches_a_map_are_tables_that_there_are() -> None:
    assert {row.table for row in ROWS} >= TOUCHED_BY
    assert Family.table not in TOUCHED_BY
