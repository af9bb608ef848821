from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from meetingdesk.domain.copies.withheld import WithheldKind
from meetingdesk.domain.documents import Acknowledgement, Cascade, Distribution
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.information import Entry
from meetingdesk.domain.people import Contact, ContactKind, InvolvementKind, PersonName, YesNo
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.sending.narrowing import of_families, of_other_families
from meetingdesk.domain.sending.proposal import Place, Proposed, proposed_recipients
from meetingdesk.domain.sending.states import UPLOADED, SendState, days_between, state_of
from tests.domain.sending.families_to_send import Village

ROLES, KIND = FamilyRole, InvolvementKind
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def proposed(village: Village) -> dict[str, Proposed]:
    return {line.to.name: line for line in proposed_recipients(village.ground, village.cases)}


def test_the_practices_of_children_and_parents_and_the_school_of_every_sibling_are_proposed() -> None:
    village = Village()
    family = village.family()
    mother = village.person(family, ROLES.PARENT, "Trial Mother")
    child = village.person(family, ROLES.CHILD, "Trial Child", birth_date=date(2018, 1, 1))
    sibling = village.person(family, ROLES.SIBLING_NOT_SUBJECT, "Trial Sibling", birth_date=date(2014, 1, 1))
    surgery, other = village.agency("gp", "Hill Surgery"), village.agency("gp", "Vale Surgery")
    hill, vale = village.agency("school", "Hill School"), village.agency("school", "Vale School")
    village.works_with(mother, KIND.GP, other)
    village.works_with(child, KIND.GP, surgery)
    village.works_with(sibling, KIND.GP, surgery)
    village.works_with(child, KIND.SCHOOL, hill)
    village.works_with(sibling, KIND.SCHOOL, vale)

    found = proposed(village)

    assert set(found) == {"Hill Surgery", "Vale Surgery", "Hill School", "Vale School"}
    assert all(line.is_ticked and line.place is Place.BEYOND for line in found.values())
    assert len(found["Hill Surgery"].because) == 2


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (KIND.HEALTH_VISITOR, "health_visiting"),
        (KIND.MIDWIFE, "midwifery"),
        (KIND.SCHOOL_NURSE, "school_nursing"),
        (KIND.OTHER, "voluntary"),
        (KIND.IDVA, "idva"),
    ],
)
def test_visitors_nurses_midwives_and_voluntary_services_are_proposed(
    kind: InvolvementKind, key: str
) -> None:
    village = Village()
    baby = village.person(village.family(), ROLES.UNBORN, "")
    village.works_with(baby, kind, village.agency(key, "Trial service"))

    line = proposed(village)["Trial service"]

    assert line.is_ticked
    assert line.why.startswith("You have this because")
    assert "say" in line.asked_to


def test_the_practice_of_somebody_said_to_harm_is_there_and_not_ticked() -> None:
    village = Village()
    harms = village.person(village.family(), ROLES.ALLEGED_PERPETRATOR, "Trial Father")
    village.works_with(harms, KIND.GP, village.agency("gp", "Hill Surgery"))

    line = proposed(village)["Hill Surgery"]

    assert not line.is_ticked
    assert "chair decides" in line.unticked_because


@pytest.mark.parametrize("harm_first", [True, False])
def test_one_practice_for_child_and_alleged_perpetrator_is_ticked_and_warned_of(harm_first: bool) -> None:
    village = Village()
    family = village.family()
    harms = village.person(family, ROLES.ALLEGED_PERPETRATOR, "Trial Father")
    child = village.person(family, ROLES.CHILD, "Trial Child", birth_date=date(2024, 1, 1))
    surgery = village.agency("gp", "Hill Surgery")
    for somebody in (harms, child) if harm_first else (child, harms):
        village.works_with(somebody, KIND.GP, surgery)

    line = proposed(village)["Hill Surgery"]

    assert line.is_ticked
    assert line.unticked_because == ""
    assert "kept from that record" in line.take_care


def test_who_came_is_one_line_with_everything_they_are_to_the_family() -> None:
    village = Village()
    child = village.person(village.family(), ROLES.CHILD, "Trial Child", birth_date=date(2018, 1, 1))
    school = village.agency("school", "Hill School")
    head = village.worker(school, "Ann Trial", email="ann@hill.sch.uk")
    village.comes(school, head)
    village.works_with(child, KIND.SCHOOL, school)

    line = proposed(village)["Hill School"]

    assert line.place is Place.CAME
    assert line.to.worker == "Ann Trial"
    assert [said.partition(",")[0] for said in line.because] == [
        "Took part in the meeting.",
        "School or nursery of Child 1",
    ]


def test_where_nobody_recorded_which_practice_it_is_the_line_says_so() -> None:
    village = Village()
    village.person(village.family(), ROLES.CHILD, "Trial Child", birth_date=date(2018, 1, 1))

    found = proposed(village)

    assert [line.gap for line in found.values()] == [
        "Which GP practice this is, is not recorded.",
        "Which school or nursery this is, is not recorded.",
    ]
    assert not any(line.is_ticked for line in found.values())


def test_no_sentence_for_a_message_holds_a_name_or_a_designation() -> None:
    village = Village()
    family = village.family()
    child = village.person(family, ROLES.CHILD, "Trial Child", birth_date=date(2018, 1, 1))
    for kind in KIND:
        village.works_with(child, kind, village.agency(kind.value, f"Service {kind.value}"))

    said = " ".join(line.why + line.asked_to for line in proposed(village).values())

    assert "Trial" not in said
    assert "Child 1" not in said
    assert family.reference not in said


# Meetings of many cases


def two_cases() -> tuple[Village, FamilyMember, FamilyMember]:
    village = Village("marac")
    for number, name in ((1, "Trial One"), (2, "Trial Two")):
        family = village.family(f"M-2026-{number:03}")
        person = village.person(family, ROLES.VICTIM, name)
        village.rows += [
            Entry(meeting_id=village.meeting.id, family_id=family.id, text=f"Said of {number}"),
            Contact(person_id=person.id, kind=ContactKind.MOBILE, value=f"01632 96000{number}"),
        ]
    first, second = (row for row in village.rows if isinstance(row, FamilyMember))
    return village, first, second


def test_somebody_from_outside_learns_of_no_family_but_their_own() -> None:
    village, mine, _ = two_cases()

    narrow = of_families(village.facts, [mine.family_id])

    assert [row.text for row in narrow.all(Entry)] == ["Said of 1"]
    assert [row.full for row in narrow.all(PersonName)] == ["Trial One"]
    assert narrow.meeting == village.meeting


def test_what_is_searched_for_are_names_references_and_numbers_of_the_others() -> None:
    village, mine, _ = two_cases()

    found = {one.text: one.kind for one in of_other_families(village.facts, [mine.family_id])}

    assert found == {
        "Trial Two": WithheldKind.NAME,
        "M-2026-002": WithheldKind.RESTRICTED,
        "01632 960002": WithheldKind.NUMBER,
    }


# What became of a copy


def test_a_copy_waits_leaves_is_sent_and_is_acknowledged() -> None:
    waiting = Distribution(copy_id=new_id())
    leaving = Distribution(copy_id=new_id(), sent_by="Ada Test")
    sent = Distribution(copy_id=new_id(), sent_by="Ada Test", sent_at=AT)
    heard = Acknowledgement(distribution_id=sent.id, at=AT)
    uploaded = Acknowledgement(distribution_id=sent.id, at=AT, how=UPLOADED)
    passed_on = Cascade(distribution_id=sent.id, to="Team", confirmed=YesNo.YES)

    assert state_of(waiting) is SendState.WAITING
    assert state_of(leaving) is SendState.LEAVING
    assert state_of(sent) is SendState.SENT
    assert state_of(sent, [heard]) is SendState.ACKNOWLEDGED
    assert state_of(sent, [heard, uploaded]) is SendState.UPLOADED
    assert state_of(sent, [heard], [passed_on]) is SendState.PASSED_ON


def test_what_came_back_or_was_taken_back_says_so() -> None:
    not_sent = Distribution(copy_id=new_id(), recalled_at=AT, recalled_because="told in person")
    returned = Distribution(copy_id=new_id(), sent_at=AT, returned_at=AT)
    recalled = Distribution(copy_id=new_id(), sent_at=AT, returned_at=AT, recalled_at=AT)

    assert state_of(not_sent) is SendState.NOT_SENT
    assert state_of(returned) is SendState.RETURNED
    assert state_of(recalled) is SendState.RECALLED


def test_days_are_those_of_this_country() -> None:
    just_after_midnight_in_summer = datetime(2026, 7, 2, 23, 30, tzinfo=UTC)

    assert days_between(date(2026, 7, 1), just_after_midnight_in_summer) == 2
    assert days_between(None, AT) is None
