from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepEntry
from meetingdesk.app.live.catalogued import identifier_of
from meetingdesk.app.live.naming import rosters_of
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.people import (
    Involvement,
    InvolvementKind,
    NameKind,
    Person,
    PersonName,
)
from meetingdesk.domain.roster import Being, Roster
from tests.app.meetings_to_prepare import book
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac

INVITED = AttendanceStatus.INVITED


def rosters(live: LiveMeeting, *families: UUID) -> dict[UUID | None, Roster]:
    wanted = families or tuple(family.family.id for family in live.families)
    with live.desk.reading() as reading:
        found = rosters_of(reading, live.meeting, wanted, book().agencies)
        return {family: _known(roster) for family, roster in found.items()}


def _known(roster: Roster) -> Roster:
    """Leave out what only the catalogue knows: it can be named, but is not of this store yet."""
    catalogued = {identifier_of(key) for key in book().agencies}
    return replace(roster, agencies=tuple(one for one in roster.agencies if one.id not in catalogued))


def roster(live: LiveMeeting, number: int = 0) -> Roster:
    return rosters(live)[live.families[number].family.id]


def designated(found: Roster) -> list[tuple[str, str]]:
    return [(person.designation, person.name) for person in found.people]


def test_people_are_designated_in_the_order_they_are_listed(desk: Desk) -> None:
    assert designated(roster(a_conference(desk))) == [
        ("Child 1", "Mina Croft"),
        ("Child 2", "Joel Croft"),
        ("Unborn", ""),
        ("Adult A", "Ruth Croft"),
        ("Adult B", "Sam Oakley"),
    ]


def test_each_case_has_its_own_people_and_between_cases_there_are_none(desk: Desk) -> None:
    live = a_live_marac(desk)

    found = rosters(live)

    first, second = (found[family.family.id] for family in live.families)
    assert {person.id for person in first.people}.isdisjoint(person.id for person in second.people)
    assert found[None].people == ()


def test_somebody_with_two_roles_is_one_person_and_a_child_before_all(desk: Desk) -> None:
    live = a_conference(desk)
    family_id, child, mother = live.families[0].family.id, live.person(0), live.person(3)
    desk.execute(
        AddRows(
            (
                FamilyMember(family_id=family_id, person_id=mother, role=FamilyRole.VICTIM, position=8),
                FamilyMember(family_id=family_id, person_id=child, role=FamilyRole.VICTIM, position=0),
            )
        )
    )

    found = roster(live)

    assert [person.designation for person in found.people if person.id in (child, mother)] == [
        "Child 1",
        "Adult A",
    ]
    assert len(found.people) == 5


def test_unborn_twins_are_two(desk: Desk) -> None:
    live = a_conference(desk)
    twin = Person()
    family_id = live.families[0].family.id
    desk.execute(
        AddRows(
            (
                twin,
                FamilyMember(family_id=family_id, person_id=twin.id, role=FamilyRole.UNBORN, position=9),
            )
        )
    )

    unborn = [person for person in roster(live).people if person.being is Being.UNBORN]

    assert [person.designation for person in unborn] == ["Unborn", "Unborn 2"]


def test_somebody_is_called_by_the_name_they_prefer_or_what_is_known(desk: Desk) -> None:
    live = a_conference(desk)
    stranger = Person(label="the man in the red van")
    desk.execute(
        AddRows(
            (
                PersonName(person_id=live.person(0), full="Mimi", kind=NameKind.KNOWN_AS, is_preferred=False),
                PersonName(person_id=live.person(2), full="Baby", is_preferred=False),
                stranger,
                FamilyMember(
                    family_id=live.families[0].family.id,
                    person_id=stranger.id,
                    role=FamilyRole.SIGNIFICANT_OTHER,
                    position=9,
                ),
            )
        )
    )

    names = {person.id: person.name for person in roster(live).people}

    assert names[live.person(0)] == "Mina Croft"
    assert names[live.person(2)] == "Baby"
    assert names[stranger.id] == "the man in the red van"


def test_of_two_preferred_names_the_first_counts_as_in_the_room(desk: Desk) -> None:
    live = a_conference(desk)
    desk.execute(AddRows((PersonName(person_id=live.person(0), full="Later Name"),)))

    assert roster(live).people[0].name == "Mina Croft"


def test_agencies_stand_in_round_table_order_and_the_others_behind(desk: Desk) -> None:
    live = a_conference(desk)
    live.agency("housing")
    live.invite("police", INVITED)
    live.invite("csc", INVITED)

    found = roster(live)

    assert [agency.code for agency in found.agencies] == ["po", "csc", "hsg"]
    assert [agency.is_invited for agency in found.agencies] == [True, True, False]
    assert "police" in found.agencies[0].name
    assert found.agencies[0].said == book().agencies["police"].said


def test_who_is_asked_by_name_alone_brings_their_agency_to_the_table(desk: Desk) -> None:
    live = a_conference(desk)
    row = live.invite("police", INVITED, name="Ruth Vale")
    desk.execute(change(row, agency_id=None))

    found = roster(live)

    assert found.agencies[0].is_invited
    assert found.representatives(live.agency("police").id)[0].name == "Ruth Vale"


def test_of_two_schools_the_first_at_the_table_has_the_code(desk: Desk) -> None:
    live = a_conference(desk)
    desk.execute(AddRows((Agency(key="school", name="First School"),)))
    live.agencies["second"] = Agency(key="school", name="Second School")
    desk.execute(AddRows((live.agencies["second"],)))
    live.invite("second", INVITED)

    found = {agency.name: agency.code for agency in roster(live).agencies}

    assert found == {"Second School": "sch", "First School": ""}


def test_a_code_that_a_place_writes_in_capitals_is_understood(desk: Desk) -> None:
    live = a_conference(desk)
    live.agency("police", code="NPD")

    found = roster(live).agency_of_code("npd")

    assert found is not None
    assert found.id == live.agency("police").id


def test_an_agency_that_was_wound_up_is_named_only_where_it_was_asked(desk: Desk) -> None:
    live = a_conference(desk)
    live.invite("police", INVITED)
    for key in ("police", "housing"):
        desk.execute(change(live.agency(key), is_active=False))

    assert [agency.key for agency in roster(live).agencies] == ["police"]


def test_who_works_with_the_family_can_be_named_without_being_asked(desk: Desk) -> None:
    live = a_conference(desk)
    worker = Professional(name="Ines Marlow", job_title="health visitor")
    involved = Involvement(
        person_id=live.person(0), kind=InvolvementKind.HEALTH_VISITOR, professional_id=worker.id
    )
    desk.execute(AddRows((worker, involved)))

    assert [one.name for one in roster(live).professionals] == ["Ines Marlow"]


def test_an_empty_family_has_nobody(desk: Desk) -> None:
    live = a_conference(desk)
    empty = Family(reference="M-2026-999")
    desk.execute(AddRows((empty,)))

    assert rosters(live, empty.id)[empty.id].people == ()


def test_an_agency_that_only_the_catalogue_knows_can_be_named_and_then_comes_in(desk: Desk) -> None:
    marac = a_live_marac(desk)
    marac.start()
    with marac.desk.reading() as reading:
        found = rosters_of(reading, marac.meeting, (), book().agencies)[None]
    fire = found.agency_of_code("frs")
    assert fire is not None
    assert not fire.is_invited

    marac.desk.execute(KeepEntry(marac.point("information", 0).id, AT, "A smoke alarm was fitted.", fire.id))

    with marac.desk.reading() as reading:
        assert reading.get(Agency, fire.id).key == fire.key
