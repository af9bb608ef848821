from __future__ import annotations

from dataclasses import replace
from datetime import date

from meetingdesk.app.documents.who_may import is_meant_for
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.copies.reader import CHAIR, Reader, ReaderKind
from meetingdesk.domain.families import CourtOrder, OrderBreach, OrderCondition, OrderKind
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.meetings import CaseTransfer, Direction, MeetingCase
from meetingdesk.domain.people import Address
from meetingdesk.domain.risk import RiskKind, RiskPoint
from meetingdesk.domain.visibility import Visibility
from tests.reports.briefings.made import (
    LIST,
    MOVED,
    SIBLINGS,
    facts_of,
    having,
    headings,
    is_clean,
    report_of,
    said_in,
)

PACK = DocumentKind.TRANSFER_PACK
VALE = Agency(key="other_council", name="Children's services of the Vale")


def _reader(agency: Agency) -> Reader:
    return Reader(ReaderKind.AGENCY, agency.name, agency.id, agency.key)


def _moving() -> MeetingFacts:
    """Return a long list of which the first case goes to the Vale, and the second to the Fens."""
    facts = facts_of(LIST)
    first, second = facts.all(MeetingCase)[:2]
    return having(
        facts,
        VALE,
        CaseTransfer(
            meeting_id=facts.meeting.id,
            family_id=first.family_id,
            direction=Direction.OUT,
            other_area="the Vale",
            reason="Nearer to her sister",
        ),
        replace(second, transferred_to="MARAC of the Fens"),
    )


def test_it_holds_the_move_and_the_people() -> None:
    report = report_of(facts_of(MOVED), PACK)

    assert {"The move", "Who is in the family"} <= set(headings(report))


def test_of_many_cases_another_area_gets_its_own_alone() -> None:
    facts = _moving()

    theirs = headings(report_of(facts, PACK, _reader(VALE)))
    all_of_them = headings(report_of(facts, PACK))

    assert sum(one.startswith("Case ") for one in theirs) == 1
    assert sum(one.startswith("Case ") for one in all_of_them) == 2


def test_an_area_to_which_nobody_moves_gets_nothing() -> None:
    fells = Agency(key="other_council", name="Children's services of the Fells")

    report = report_of(having(_moving(), fells), PACK, _reader(fells))

    assert headings(report) == []
    assert "No case of this meeting is recorded as moving" in said_in(report)


def test_orders_come_with_their_conditions_and_breaches_and_not_when_they_ended() -> None:
    facts = facts_of(SIBLINGS)
    family = facts.meeting.family_id
    assert family is not None
    bail = CourtOrder(family_id=family, kind=OrderKind.BAIL, text="Not to go to the school")
    over = CourtOrder(
        family_id=family, kind=OrderKind.LICENCE, text="Report on Mondays", ended_on=date(2026, 1, 1)
    )
    condition = OrderCondition(order_id=bail.id, text="Sleeps at his brother's")
    breach = OrderBreach(order_id=bail.id, text="Stood at the gate")

    said = said_in(report_of(having(facts, bail, over, condition, breach), PACK))

    assert "Bail: Not to go to the school." in said
    assert "Condition: Sleeps at his brother's." in said
    assert "Breach: Stood at the gate." in said
    assert "Report on Mondays" not in said


def test_nothing_restricted_leaves_even_in_the_copy_of_the_chair() -> None:
    facts = facts_of(SIBLINGS)
    family = facts.meeting.family_id
    hidden = [
        RiskPoint(
            meeting_id=facts.meeting.id,
            family_id=family,
            kind=RiskKind.WORRY,
            text=f"Hidden {each}",
            visibility=each,
        )
        for each in (Visibility.V2, Visibility.V3, Visibility.V4, Visibility.V5)
    ]
    shown = replace(hidden[0], id=VALE.id, text="Shown to all", visibility=Visibility.V1)

    said = said_in(report_of(having(facts, *hidden, shown), PACK))

    assert "Shown to all" in said
    assert "Hidden" not in said


def test_no_address_is_in_it() -> None:
    facts = facts_of(SIBLINGS)
    person = next(iter(facts.people))
    home = Address(person_id=person, lines="14 Invented Row", visibility=Visibility.V0)

    assert "Invented Row" not in said_in(report_of(having(facts, home), PACK))


def test_it_holds_nothing_that_its_readers_may_not_have() -> None:
    facts = facts_of(MOVED)

    assert is_clean(facts, PACK, "chair")
    assert is_clean(facts, PACK, "csc")


def test_it_is_for_those_who_hand_over_and_those_who_take_over() -> None:
    school = Agency(key="school", name="Sample Hill School")

    assert is_meant_for(PACK, CHAIR)
    assert is_meant_for(PACK, _reader(VALE))
    assert not is_meant_for(PACK, _reader(school))
