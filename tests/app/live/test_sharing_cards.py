from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Block, Card
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.documents import Consent, ConsentState
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.information import SharingDecision
from meetingdesk.domain.people import Person, YesNo
from meetingdesk.domain.visibility import Visibility
from tests.live_cards import cards_of, fill, says, somebody
from tests.live_meetings import LiveMeeting, a_conference, a_live_marac

CHILD, MOTHER, FATHER = 0, 3, 4
GIVEN, REFUSED, NOT_SOUGHT = ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.NOT_SOUGHT


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.invite("police", AttendanceStatus.PRESENT)
    live.invite("csc", AttendanceStatus.PRESENT, name="Ada Lindley")
    live.start()
    return live


def card(live: LiveMeeting, family: int | None = None) -> Card:
    (found,) = (one for one in cards_of(live, "people", family) if one.title == "Agreement and why to share")
    return found


def asked(card: Card, *, at_once: bool = True) -> dict[str, Block]:
    return {
        block.fields[0].label: block
        for block in card.blocks
        if block.kind is Consent and (block.fields[0].is_main or not at_once)
    }


def beside(card: Card) -> Block:
    return next(block for block in card.blocks if block.fields[0].name == "family_told")


def agencies(card: Card) -> dict[str, Block]:
    return {block.fields[0].label: block for block in card.blocks if block.fields[0].name == "necessary"}


def grounds(card: Card) -> list[Block]:
    return [block for block in card.blocks if block.fields[0].name == "bases"]


def answer(live: LiveMeeting, state: ConsentState, who: str = "Adult A", reason: str = "") -> None:
    fill(live, asked(card(live))[who], "state", state)
    if reason:
        fill(live, asked(card(live))[who], "reason", reason)


def decide(live: LiveMeeting, name: str = "Invented police", text: str = "to keep her safe") -> None:
    fill(live, agencies(card(live))[name], "necessary", text)


def choose(live: LiveMeeting, place: int, words: str) -> None:
    block = grounds(card(live))[place]
    (value,) = (value for value, said in block.fields[0].choices if said.startswith(words))
    fill(live, block, "bases", value)


def consent(live: LiveMeeting, place: int, **values: Any) -> Consent:
    family_id = live.families[0].family.id
    row = Consent(family_id=family_id, person_id=live.person(place), **{"purpose": "Asking a GP", **values})
    live.desk.execute(AddRows((row,)))
    return row


# Who is asked


def test_each_adult_and_each_child_who_is_old_enough_is_asked(live: LiveMeeting) -> None:
    family_id = live.families[0].family.id
    older, baby = Person(birth_date=date(2014, 1, 1)), Person(birth_date=date(2026, 1, 1))
    members = [
        FamilyMember(family_id=family_id, person_id=one.id, role=FamilyRole.CHILD, position=20)
        for one in (older, baby)
    ]
    live.desk.execute(AddRows((older, baby, *members)))

    named = list(asked(card(live)))

    assert "Child 3" in named
    assert {"Adult A", "Adult B"} <= set(named)
    assert not {"Child 2", "Child 4", "Unborn"} & set(named)


def test_whoever_may_do_harm_is_asked_only_when_somebody_wants_to(desk: Desk) -> None:
    live = a_live_marac(desk, 1)
    somebody(live, FamilyRole.ALLEGED_PERPETRATOR)
    live.start()

    at_once, with_a_key = asked(card(live, 0)), asked(card(live, 0), at_once=False)

    assert set(with_a_key) - set(at_once) == {"Adult C"}


def test_who_only_matters_to_the_family_or_has_died_is_not_asked_at_once(live: LiveMeeting) -> None:
    somebody(live, FamilyRole.SIGNIFICANT_OTHER)
    gone = Person(died_on=date(2025, 1, 1))
    family_id = live.families[0].family.id
    member = FamilyMember(family_id=family_id, person_id=gone.id, role=FamilyRole.PARENT, position=30)
    live.desk.execute(AddRows((gone, member)))

    at_once, with_a_key = asked(card(live)), asked(card(live), at_once=False)

    assert "Adult C" not in at_once
    assert "Adult C" in with_a_key
    assert "Adult D" not in with_a_key


def test_an_answer_is_recorded_with_who_asked_and_on_which_day(live: LiveMeeting) -> None:
    before = asked(card(live))["Adult A"]
    answer(live, GIVEN)
    written = asked(card(live))["Adult A"]
    worker = live.asked["csc"].professional_id
    fill(live, written, "sought_by_id", worker)
    fill(live, asked(card(live))["Adult A"], "given_on", date(2026, 11, 20))

    row = live.only(Consent)
    assert (row.person_id, row.state) == (live.person(MOTHER), GIVEN)
    assert (row.sought_by_id, row.given_on) == (worker, date(2026, 11, 20))
    assert row.purpose == "Sharing information"
    assert written.identity == before.identity
    assert {"Asked by", "Answered on"} <= {field.label for field in written.fields if field.is_main}


def test_why_nobody_was_asked_can_be_said_without_an_answer(live: LiveMeeting) -> None:
    fill(live, asked(card(live))["Adult A"], "reason", "it would put her in danger")

    row = live.only(Consent)
    assert (row.state, row.reason) == (NOT_SOUGHT, "it would put her in danger")
    assert says(card(live)) == ["nobody asked, and said why"]


def test_an_answer_taken_back_goes_with_its_row_and_undo_brings_it_back(live: LiveMeeting) -> None:
    answer(live, REFUSED)

    answer(live, NOT_SOUGHT)

    assert live.find(Consent) == ()
    live.desk.undo()
    assert live.only(Consent).state is REFUSED


def test_somebody_can_be_asked_for_more_than_one_thing(live: LiveMeeting) -> None:
    consent(live, MOTHER, state=GIVEN)
    consent(live, MOTHER, state=ConsentState.WITHDRAWN, withdrawn_on=date(2026, 11, 2), reason="changed")

    found = asked(card(live), at_once=False)

    assert [name for name in found if name.startswith("Adult A")] == ["Adult A", "Adult A, 2", "Adult A, 3"]
    assert found["Adult A, 2"].value("withdrawn_on") == date(2026, 11, 2)
    assert "Withdrawn on" in {field.label for field in found["Adult A, 2"].fields}
    assert not any(field.is_main for field in found["Adult A, 3"].fields)


# Why an agency shares


def test_reasons_wait_until_somebody_does_not_agree(live: LiveMeeting) -> None:
    before = [block.fields[0].is_main for block in agencies(card(live)).values()]

    answer(live, REFUSED)

    assert before == [False, False]
    assert [block.fields[0].is_main for block in agencies(card(live)).values()] == [True, True]


def test_an_agency_says_why_it_shares_and_on_which_grounds(live: LiveMeeting) -> None:
    before = agencies(card(live))["Invented police"]
    decide(live)
    choose(live, 0, "Public task")
    choose(live, 1, "Substantial public interest")

    row = live.only(SharingDecision)
    assert (row.agency_id, row.necessary) == (live.agencies["police"].id, "to keep her safe")
    assert row.family_id == live.families[0].family.id
    assert row.bases == ("6-1-e", "9-2-g")
    assert agencies(card(live))["Invented police"].identity == before.identity
    assert len(grounds(card(live))) == 3


def test_the_family_does_not_read_why_an_agency_shares(live: LiveMeeting) -> None:
    decide(live)

    assert live.only(SharingDecision).visibility is Visibility.V1
    assert agencies(card(live))["Invented police"].narrow == Visibility.V1.label


def test_a_ground_can_become_another_one_or_none(live: LiveMeeting) -> None:
    decide(live)
    for place, words in enumerate(("Public task", "Substantial public interest", "Health or social care")):
        choose(live, place, words)

    choose(live, 0, "Legal obligation")
    choose(live, 1, "no other")

    assert live.only(SharingDecision).bases == ("6-1-c", "9-2-h")
    live.desk.undo()
    assert live.only(SharingDecision).bases == ("6-1-c", "9-2-g", "9-2-h")


def test_a_ground_is_not_offered_twice(live: LiveMeeting) -> None:
    decide(live)
    choose(live, 0, "Public task")

    offered = [words for _, words in grounds(card(live))[1].fields[0].choices]

    assert not any(words.startswith("Public task") for words in offered)
    assert offered[0] == "no other lawful basis"


def test_a_ground_that_is_no_longer_in_the_book_is_still_the_one_that_was_given(live: LiveMeeting) -> None:
    police = live.agencies["police"].id
    family_id = live.families[0].family.id
    row = SharingDecision(
        meeting_id=live.meeting_id, family_id=family_id, agency_id=police, bases=("an-old-act",)
    )
    live.desk.execute(AddRows((row,)))

    block = grounds(card(live))[0]

    assert dict(block.fields[0].choices)[block.value("bases")] == "an-old-act"


def test_a_decision_with_a_ground_stays_when_its_words_are_taken_out(live: LiveMeeting) -> None:
    decide(live)
    choose(live, 0, "Public task")

    decide(live, text="")
    kept = live.only(SharingDecision)
    choose(live, 0, "lawful basis: not said")
    decide(live, text="again")
    decide(live, text="")

    assert kept.bases == ("6-1-e",)
    assert live.find(SharingDecision) == ()


def test_agreement_as_the_ground_is_answered_with_what_speaks_against_it(live: LiveMeeting) -> None:
    decide(live)

    choose(live, 0, "Consent")

    assert "Seldom the right ground" in grounds(card(live))[0].note


def test_a_second_decision_of_one_agency_keeps_its_own_row(live: LiveMeeting) -> None:
    decide(live)
    police = live.agencies["police"].id
    family_id = live.families[0].family.id
    second = SharingDecision(
        meeting_id=live.meeting_id, family_id=family_id, agency_id=police, necessary="for the baby"
    )
    live.desk.execute(AddRows((second,)))

    found = [block for block in card(live).blocks if block.fields[0].name == "family_told"]
    fill(live, found[-1], "what", "an address")

    assert {row.necessary: row.what for row in live.find(SharingDecision)} == {
        "to keep her safe": "",
        "for the baby": "an address",
    }


def test_grounds_are_those_of_the_nation(live: LiveMeeting) -> None:
    decide(live)

    offered = [words for _, words in grounds(card(live))[0].fields[0].choices]

    assert any("section 16LA" in words for words in offered)
    assert offered[0] == "lawful basis: not said"


# At a glance


def test_that_nobody_was_asked_is_told(live: LiveMeeting) -> None:
    assert says(card(live)) == ["nobody asked for agreement"]


def test_a_refusal_without_a_lawful_basis_is_told_until_there_is_one(live: LiveMeeting) -> None:
    answer(live, GIVEN)
    agreed = says(card(live))
    answer(live, REFUSED, "Adult B", "does not trust us")
    refused = says(card(live))

    decide(live)
    choose(live, 0, "Public task")

    assert agreed == ["1 agrees"]
    assert refused == ["1 agrees", "1 refuses", "refused, and no lawful basis"]
    assert says(card(live)) == ["1 agrees", "1 refuses", "1 lawful basis recorded", "family told?"]


def test_a_refusal_of_which_nobody_says_why_is_told(live: LiveMeeting) -> None:
    answer(live, REFUSED)

    assert "not agreed: nobody has said why" in says(card(live))


def test_a_family_that_was_not_told_needs_a_reason(live: LiveMeeting) -> None:
    decide(live)
    fill(live, beside(card(live)), "family_told", YesNo.NO)
    told = says(card(live))

    asked_why = beside(card(live))
    fill(live, asked_why, "not_told_because", "it would warn him")

    assert told[-2:] == ["on which lawful basis?", "not told: nobody has said why"]
    assert "not_told_because" in {field.name for field in asked_why.fields if field.is_main}
    assert says(card(live))[-1] == "on which lawful basis?"


def test_an_agency_that_shares_nothing_is_not_asked_for_a_ground(live: LiveMeeting) -> None:
    decide(live, text="nothing that bears on it")

    fill(live, beside(card(live)), "shared", "no")

    assert says(card(live)) == ["nobody asked for agreement"]


def test_every_line_says_for_itself_whose_it_is(live: LiveMeeting) -> None:
    answer(live, REFUSED)
    decide(live)

    blocks = card(live).blocks
    heard = [field.name_heard for block in blocks for field in block.fields]
    keys = [(block.kind, block.identity) for block in blocks]

    assert {"Agrees or not: Adult A", "Why necessary: Invented police"} <= set(heard)
    assert "Lawful basis 1: Invented police" in heard
    assert len(heard) == len(set(heard))
    assert len(keys) == len(set(keys))
    assert all(isinstance(key, UUID) for _, identity in keys for _, key in identity)
