from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import FamilyRole, HouseholdStay
from meetingdesk.domain.people import (
    Address,
    AddressKind,
    AddressWithheld,
    Contact,
    ContactKind,
    ContactWithheld,
    Person,
    YesNo,
)
from meetingdesk.domain.sending.recipient import Recipient
from meetingdesk.domain.sending.stops import StopKind, stops_of
from tests.domain.sending.families_to_send import DAY, Village, book, to_worker

S = StopKind
ROLES = FamilyRole


def family_recipient(person: Person, email: str = "") -> Recipient:
    return Recipient("Adult A", person_id=person.id, email=email)


def kinds(village: Village, to: Recipient) -> set[StopKind]:
    return {stop.kind for stop in stops_of(village.ground, book(), to)}


def test_nothing_goes_to_somebody_who_is_said_to_harm() -> None:
    village = Village()
    father = village.person(village.family(), ROLES.ALLEGED_PERPETRATOR, "Trial Father")

    assert kinds(village, family_recipient(father)) == {S.MAY_HARM}


@pytest.mark.parametrize("by", ["address", "contact"])
def test_nothing_goes_to_somebody_from_whom_something_is_withheld(by: str) -> None:
    village = Village()
    family = village.family()
    mother = village.person(family, ROLES.VICTIM, "Trial Mother")
    father = village.person(family, ROLES.PARENT, "Trial Father")
    if by == "address":
        home = Address(person_id=mother.id, lines="1 Trial Road")
        village.rows += [home, AddressWithheld(address_id=home.id, from_id=father.id)]
    else:
        phone = Contact(person_id=mother.id, kind=ContactKind.MOBILE, value="01632 960100")
        village.rows += [phone, ContactWithheld(contact_id=phone.id, from_id=father.id)]

    assert S.KEPT_FROM in kinds(village, family_recipient(father))
    assert S.KEPT_FROM not in kinds(village, family_recipient(mother))


@pytest.mark.parametrize("seed", range(60))
def test_whoever_lives_with_them_is_found_whichever_row_says_so(seed: int) -> None:
    chance = Random(seed)
    village = Village()
    family = village.family()
    victim = village.person(family, ROLES.VICTIM, "Trial Mother")
    harms = village.person(family, ROLES.ALLEGED_PERPETRATOR, "Trial Father")
    together, is_over = chance.random() < 0.5, chance.random() < 0.3
    until = date(2026, 1, 1) if is_over else None
    how = chance.choice(["stay", "address", "spelling"])
    number = chance.randint(1, 99)
    if how == "stay":
        roofs = ("Mother’s", "mothers") if together else ("Mother’s", "Flat")
        village.rows += [
            HouseholdStay(family_id=family.id, person_id=one.id, household=roof, until=until)
            for one, roof in zip((victim, harms), roofs, strict=True)
        ]
    elif how == "address":
        home = Address(person_id=victim.id, lines=f"{number} Trial Road")
        stay = HouseholdStay(family_id=family.id, person_id=harms.id, household="", address_id=home.id)
        village.rows.append(home)
        if together:
            village.rows.append(replace(stay, until=until))
    else:
        other = f"{number} TRIAL ROAD,\nTrial Town ZZ1 2AB" if together else "7 Other Road, Trial Town"
        village.rows += [
            Address(person_id=victim.id, lines=f"{number} Trial Road, Trial Town", postcode="ZZ1 2AB"),
            Address(person_id=harms.id, lines=other, postcode="zz12ab", until=until),
        ]

    found = S.LIVES_WITH_THEM in kinds(village, family_recipient(victim))

    assert found is (together and not is_over), how


def test_a_former_address_is_no_home() -> None:
    village = Village()
    family = village.family()
    victim = village.person(family, ROLES.VICTIM, "Trial Mother")
    harms = village.person(family, ROLES.ALLEGED_PERPETRATOR, "Trial Father")
    village.rows += [
        Address(person_id=victim.id, lines="1 Trial Road", kind=AddressKind.FORMER),
        Address(person_id=harms.id, lines="1 Trial Road"),
    ]

    assert kinds(village, family_recipient(victim)) == set()


def test_a_mailbox_they_open_stops_a_copy_to_anybody() -> None:
    village = Village()
    harms = village.person(village.family(), ROLES.ALLEGED_PERPETRATOR, "Trial Father")
    village.rows.append(Contact(person_id=harms.id, kind=ContactKind.EMAIL, value="Family.Post@mail.example"))
    school = village.agency("school", "Hill School")
    worker = village.worker(school, "Ann Trial", email="family.post@MAIL.example ")

    found = stops_of(village.ground, book(), to_worker(worker, school))

    assert found[0].kind is S.THEIR_MAILBOX
    assert found[0].is_hard


@pytest.mark.parametrize(
    ("is_safe", "kind"), [(YesNo.NO, S.UNSAFE), (YesNo.UNKNOWN, S.NOT_KNOWN_SAFE), (YesNo.YES, None)]
)
def test_a_mailbox_of_the_family_has_to_be_known_as_safe(is_safe: YesNo, kind: StopKind | None) -> None:
    village = Village()
    mother = village.person(village.family(), ROLES.VICTIM, "Trial Mother")
    village.rows.append(
        Contact(person_id=mother.id, kind=ContactKind.EMAIL, value="m@mail.example", is_safe=is_safe)
    )

    assert kinds(village, family_recipient(mother, "m@mail.example")) == ({kind} if kind else set())


def test_somebody_who_does_not_know_of_the_referral_gets_nothing() -> None:
    village = Village()
    mother = village.person(village.family(), ROLES.VICTIM, "Trial Mother", aware_of_referral=YesNo.NO)

    assert kinds(village, family_recipient(mother)) == {S.NOT_TOLD}


@pytest.mark.parametrize(
    ("name", "email", "wanted"),
    [
        ("Trial Father", "t.father@hill.example", {S.SAME_PERSON}),
        ("Ann Trial", "info@hill.example", {S.WORK_THERE, S.SHARED_MAILBOX}),
        ("Ann Trial", "ann@hill.example", {S.COLLEAGUE}),
    ],
)
def test_where_they_work_only_a_named_person_gets_it_and_never_they(
    name: str, email: str, wanted: set[StopKind]
) -> None:
    village = Village()
    housing = village.agency("housing", "Housing", secure_domain="hill.example")
    village.person(village.family(), ROLES.ALLEGED_PERPETRATOR, "Trial Father", works_for_id=housing.id)
    worker = village.worker(housing, name, email=email)

    assert kinds(village, to_worker(worker, housing)) == wanted


def test_the_same_name_elsewhere_needs_a_reason() -> None:
    village = Village()
    village.person(village.family(), ROLES.ALLEGED_PERPETRATOR, "Trial Father")
    school = village.agency("school", "Hill School")
    worker = village.worker(school, "TRIAL  father", email="t@hill.sch.uk")

    found = stops_of(village.ground, book(), to_worker(worker, school))

    assert [(stop.kind, stop.is_hard) for stop in found] == [(S.SAME_NAME, False)]


@pytest.mark.parametrize(
    ("email", "wanted"),
    [
        ("ann@hill.sch.uk", set()),
        ("ann@mail.hill.sch.uk", set()),
        ("ann@hi11.sch.uk", {S.LOOKS_LIKE}),
        ("ann@hill.sch.uk.example", {S.LOOKS_LIKE}),
        ("ann@gmail.com", {S.PRIVATE_MAILBOX}),
        ("ann@quite-another.example", {S.OTHER_DOMAIN}),
        ("office@hill.sch.uk", {S.SHARED_MAILBOX}),
        ("ann at hill", {S.NO_ADDRESS}),
    ],
)
def test_addresses_that_are_not_the_agency_s_need_a_reason(email: str, wanted: set[StopKind]) -> None:
    village = Village()
    village.family()
    school = village.agency("school", "Hill School", secure_domain="hill.sch.uk")
    worker = village.worker(school, "Ann Trial", email=email)

    assert kinds(village, to_worker(worker, school)) == wanted


def test_what_colleagues_use_is_the_usual_domain() -> None:
    village = Village()
    village.family()
    charity = village.agency("voluntary", "Trial Charity")
    village.worker(charity, "Bea Trial", email="bea@trial-charity.example")
    worker = village.worker(charity, "Ann Trial", email="ann@trail-charity.example")

    assert kinds(village, to_worker(worker, charity)) == {S.LOOKS_LIKE}


def test_a_domain_with_foreign_letters_is_shown_as_servers_write_it() -> None:
    village = Village()
    village.family()
    council = village.agency("csc", "Council", secure_domain="sampleby.gov.uk")
    worker = village.worker(council, "Ann Trial", email="ann@sаmpleby.gov.uk")

    (stop,) = stops_of(village.ground, book(), to_worker(worker, council))

    assert stop.kind is S.LOOKS_LIKE
    assert stop.says.isascii()
    assert "xn--" in stop.says


def test_people_who_left_agencies_not_in_use_and_conflicts_need_a_reason() -> None:
    village = Village()
    village.family()
    school = village.agency("school", "Hill School", is_active=False)
    worker = village.worker(school, "Ann Trial", email="ann@hill.sch.uk", left_on=DAY)
    village.rows.append(
        Attendance(meeting_id=village.meeting.id, professional_id=worker.id, conflict_of_interest="cousin")
    )

    found = stops_of(village.ground, book(), to_worker(worker, school))

    assert {stop.kind for stop in found} == {S.LEFT, S.CLOSED, S.CONFLICT}
    assert not any(stop.is_hard for stop in found)


def test_no_stop_says_a_name_or_an_address_of_the_family() -> None:
    village = Village()
    family = village.family()
    housing = village.agency("housing", "Housing")
    harms = village.person(family, ROLES.ALLEGED_PERPETRATOR, "Trial Father", works_for_id=housing.id)
    village.rows.append(Contact(person_id=harms.id, kind=ContactKind.EMAIL, value="private@hill.example"))
    worker = village.worker(housing, "Trial Father", email="private@hill.example")

    said = " ".join(
        stop.says + stop.mend for stop in stops_of(village.ground, book(), to_worker(worker, housing))
    )

    assert "Father" not in said
    assert "private@" not in said
