from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.outcome import Command
from meetingdesk.app.rows import AddRows
from meetingdesk.app.settings_directory import (
    KeepAgency,
    KeepContact,
    deed_that_keeps,
    list_agencies,
    list_contacts,
    retire_agency,
    retire_contact,
)
from meetingdesk.domain.agencies import Agency, Professional, Staff
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import AlreadyThere, BadText, MeetingDeskError, StaleRecord
from meetingdesk.storage.store import Store
from tests.people import person_with

POLICE = Agency(name="Northshire Police", code="po")
NGOZI = Professional(name="Ngozi Adeyemi", agency_id=POLICE.id, email="n@police.example")


@pytest.fixture
def desk(store: Store) -> Desk:
    desk = Desk(store, person_with("minute_taker", "coordinator"))
    desk.execute(AddRows((POLICE, NGOZI), "Add", Deed.PREPARE))
    return desk


def test_agencies_are_listed_by_name_with_those_who_work_there(desk: Desk) -> None:
    desk.execute(KeepAgency(Agency(name="  Ambulance   service ", code="AMB")))

    lines = _agencies(desk)

    assert [(line.agency.name, line.agency.code, line.contacts) for line in lines] == [
        ("Ambulance service", "amb", 0),
        ("Northshire Police", "po", 1),
    ]


def test_a_change_and_a_retirement_are_taken_back(desk: Desk) -> None:
    desk.execute(KeepAgency(replace(POLICE, name="Police"), POLICE))
    changed = _agencies(desk)[0].agency
    desk.execute(retire_agency(changed, is_active=False, deed=Deed.PREPARE))
    assert not _agencies(desk)[0].agency.is_active

    desk.undo()
    desk.undo()

    assert _agencies(desk)[0].agency.name == POLICE.name


@pytest.mark.parametrize(
    ("command", "kind", "said"),
    [
        (KeepAgency(Agency(name=" ")), BadText, "An agency needs a name"),
        (KeepAgency(Agency(name="northshire POLICE")), AlreadyThere, "of this name already"),
        (KeepAgency(Agency(name="Other", code="PO")), AlreadyThere, "that of Northshire Police already"),
        (KeepAgency(Agency(name="Other", code="p1")), BadText, "two to five letters"),
        (KeepContact(Professional(name="\n")), BadText, "A contact needs a name"),
        (KeepContact(Professional(name="Jo", email="jo at home")), BadText, "no e-mail address"),
    ],
)
def test_what_cannot_be_told_apart_or_reached_is_refused(
    desk: Desk, command: Command, kind: type[MeetingDeskError], said: str
) -> None:
    with pytest.raises(kind, match=said):
        desk.execute(command)

    assert len(_agencies(desk)) == 1


def test_what_somebody_else_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    desk.execute(KeepContact(replace(NGOZI, job_title="Inspector"), NGOZI))

    with pytest.raises(StaleRecord):
        desk.execute(KeepContact(replace(NGOZI, telephone="01632 960100"), NGOZI))


def test_the_filter_looks_at_names_roles_agencies_and_ways_to_reach(desk: Desk) -> None:
    desk.execute(KeepContact(Professional(name="Jo % Marsh", telephone="01632 960177", job_title="Midwife")))

    assert _names(desk, "ngozi") == ["Ngozi Adeyemi"]
    assert _names(desk, "northshire adey") == ["Ngozi Adeyemi"]
    assert _names(desk, "960177") == ["Jo % Marsh"]
    assert _names(desk, "%") == ["Jo % Marsh"]
    assert _names(desk, "midwife police") == []


def test_those_who_have_left_come_last_and_can_come_back(desk: Desk) -> None:
    desk.execute(KeepContact(Professional(name="Zofia")))
    desk.execute(retire_contact(NGOZI, date(2026, 11, 20), Deed.CONFIGURE))
    assert _names(desk) == ["Zofia", "Ngozi Adeyemi"]

    with desk.reading() as reading:
        gone = reading.get(Professional, NGOZI.id)
    desk.execute(retire_contact(gone, None, Deed.CONFIGURE))

    assert _names(desk) == ["Ngozi Adeyemi", "Zofia"]


def test_more_people_than_anybody_reads_are_cut_off_and_said_to_be(desk: Desk) -> None:
    desk.execute(AddRows(tuple(Professional(name=f"Person {n:02}") for n in range(12)), "Add", Deed.PREPARE))

    with desk.reading() as reading:
        found = list_contacts(reading, most=5)

    assert (len(found.lines), found.has_more) == (5, True)
    assert found.agencies == ((POLICE.id, POLICE.name),)


@pytest.mark.parametrize(
    ("role", "deed"),
    [("coordinator", Deed.CONFIGURE), ("minute_taker", Deed.PREPARE), ("reader", None)],
)
def test_who_may_change_the_directory(role: str, deed: Deed | None) -> None:
    assert deed_that_keeps(person_with(role), Agency) is deed
    assert deed_that_keeps(person_with(role), Staff) is None


@pytest.mark.parametrize("hostile", ["<b>x</b>", "'; --", "\u202eevil", "x" * 300, "ﷺ 🙂", '"'])
def test_any_name_is_kept_as_it_was_typed(desk: Desk, hostile: str) -> None:
    desk.execute(KeepAgency(Agency(name=hostile)))
    desk.execute(KeepContact(Professional(name=hostile)))

    assert hostile in [line.agency.name for line in _agencies(desk)]
    assert hostile in _names(desk)


def _agencies(desk: Desk) -> tuple:  # type: ignore[type-arg]
    with desk.reading() as reading:
        return list_agencies(reading)


def _names(desk: Desk, typed: str = "") -> list[str]:
    with desk.reading() as reading:
        return [line.professional.name for line in list_contacts(reading, typed).lines]
