from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meetingdesk.app.challenges import TakeFurther
from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepChallenge
from meetingdesk.app.live.cards.card import Block, Card, Offer, Timed
from meetingdesk.app.live.cards.filling import fill_in
from meetingdesk.app.live.view import Part
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.challenge import Challenge, ChallengeKind, ChallengeStage
from meetingdesk.domain.decisions import AgencyView, Decision, DecisionChange, View
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.visibility import Visibility
from tests.app.meetings_to_prepare import plan
from tests.live_meetings import AT, LiveMeeting, a_conference, a_live_marac
from tests.people import person_with

HOSTILE = "=cmd|' /C calc'!A0 <img src=x onerror=alert(1)> {who} %s \u202e"


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    live.invite("police", AttendanceStatus.PRESENT, "Dev Invented")
    live.invite("school", AttendanceStatus.PRESENT, "Joel Test")
    return live


def cards(live: LiveMeeting, section: str = "challenge", desk: Desk | None = None) -> tuple[Card, ...]:
    found = live.look(live.point(section), frozenset({Part.CARDS}), desk).cards
    assert found is not None
    return found


def own(card: Card) -> Block:
    return card.blocks[0]


def fill(live: LiveMeeting, block: Block, name: str, value: Any) -> None:
    live.desk.execute(fill_in(block, name, value, "Fill in", block.value(name)))


def says(card: Card) -> list[str]:
    return [flag.says for flag in card.flags]


def offers(card: Card) -> list[str]:
    return [offer.says for offer in card.offers]


def offer(card: Card, beginning: str) -> Offer:
    (found,) = (one for one in card.offers if one.says.startswith(beginning))
    return found


def challenge(live: LiveMeeting, **values: Any) -> Challenge:
    values.setdefault("raised_by_agency_id", live.agency("school").id)
    values.setdefault("text", "A plan is too much.")
    row = Challenge(meeting_id=live.meeting_id, family_id=live.families[0].family.id, **values)
    live.desk.execute(AddRows((row,)))
    return row


def do(live: LiveMeeting, card: Card, beginning: str) -> None:
    command = offer(card, beginning).command
    live.desk.execute(command.done_at(AT) if isinstance(command, Timed) else command)


def shown(block: Block) -> list[str]:
    return [field.name for field in block.fields if field.is_main]


def test_a_difference_of_view_begins_with_its_first_word(live: LiveMeeting) -> None:
    (empty,) = cards(live)
    assert shown(own(empty)) == ["text"]
    assert says(empty) == []

    fill(live, own(empty), "text", HOSTILE)

    assert live.texts(live.point("challenge")) == [HOSTILE]
    begun, following = cards(live)
    assert begun.key == empty.key == live.only(Challenge).id
    assert following.key != begun.key
    assert live.only(Challenge).visibility is Visibility.V1
    assert says(begun) == ["whose?", "not taken further yet", "is the child safe meanwhile?"]
    live.desk.undo()
    assert live.find(Challenge) == ()


def test_one_that_was_begun_by_mistake_goes_with_its_last_word(live: LiveMeeting) -> None:
    fill(live, own(cards(live)[0]), "text", "x")

    fill(live, own(cards(live)[0]), "text", "")

    assert live.find(Challenge) == ()


def test_the_next_card_is_never_one_that_is_there(live: LiveMeeting) -> None:
    for text in ("One", "Two"):
        fill(live, own(cards(live)[-1]), "text", text)
    first, second, following = cards(live)
    fill(live, own(first), "text", "")

    again = cards(live)

    assert [card.key for card in again] == [second.key, first.key]
    assert following.key not in {card.key for card in again}


def test_what_was_said_on_the_line_has_a_card_and_stays_in_the_stream(live: LiveMeeting) -> None:
    point = live.point("challenge")
    live.desk.execute(
        KeepChallenge(point.id, AT, "Not enough was asked.", live.agency("police").id, live.person(0))
    )

    card = cards(live)[0]

    assert card.title == "PO · Child 1"
    assert own(card).value("text") == "Not enough was asked."
    assert live.texts(point) == ["Not enough was asked."]


def test_a_challenge_is_taken_further_settled_or_only_recorded_in_one_go(live: LiveMeeting) -> None:
    challenge(live, child_safe_meanwhile=YesNo.YES)
    card = cards(live)[0]
    assert offers(card) == ["Take it further: Practitioner to practitioner", "Settled", "Only recorded"]

    do(live, card, "Take it further")

    card = cards(live)[0]
    assert says(card) == ["due Tue 1 Dec 2026"]
    assert offers(card) == ["Take it further: Line manager to line manager", "Settled"]
    (stage,) = (block for block in card.blocks if block.kind is ChallengeStage)
    assert stage.heading == "Stage 1: Practitioner to practitioner"
    assert "outcome" in shown(own(card))
    do(live, card, "Settled")
    settled = cards(live)[0]
    assert says(settled) == ["settled Fri 27 Nov 2026", "what came of it?"]
    assert offers(settled) == []
    fill(live, own(settled), "outcome", "A joint visit.")
    assert says(cards(live)[0])[1:] == ["what did it change?"]


def test_what_becomes_of_a_challenge_is_written_when_the_record_is_finalised(live: LiveMeeting) -> None:
    challenge(live, child_safe_meanwhile=YesNo.YES)
    live.desk.execute(change(live.meeting, status=MeetingStatus.APPROVED))

    (card,) = cards(live)

    fields = {field.name: field.is_open_after for field in own(card).fields}
    assert [name for name in ("text", "alternative", "raised_by_agency_id") if fields[name]] == []
    assert [name for name in ("outcome", "impact", "learning", "resolved_on") if not fields[name]] == []
    assert all(offer.is_open_after for offer in card.offers)


def test_only_recorded_is_said_on_the_card(live: LiveMeeting) -> None:
    challenge(live, child_safe_meanwhile=YesNo.YES)

    do(live, cards(live)[0], "Only recorded")

    card = cards(live)[0]
    assert says(card) == ["only recorded"]
    assert "Only recorded" not in offers(card)


def test_where_the_child_is_not_safe_every_later_stage_is_offered_at_once(live: LiveMeeting) -> None:
    one = challenge(live, child_safe_meanwhile=YesNo.NO)
    card = cards(live)[0]
    assert offers(card)[:4] == [
        "At once: Practitioner to practitioner",
        "At once: Line manager to line manager",
        "At once: Senior or designated leads",
        "At once: Partnership chair or scrutineer",
    ]
    assert "child not safe: wait for no stage" in says(card)

    do(live, card, "At once: Senior")

    assert live.only(ChallengeStage, challenge_id=one.id).due_on == AT.date()
    assert offers(cards(live)[0]) == ["At once: Partnership chair or scrutineer", "Settled"]


def test_a_complaint_of_the_family_goes_another_way(live: LiveMeeting) -> None:
    challenge(live, kind=ChallengeKind.FAMILY_COMPLAINT, raised_by_agency_id=None)

    card = cards(live)[0]

    assert says(card)[0] == "goes the way of complaints"
    assert offers(card) == ["Settled", "Only recorded"]


def test_what_is_open_from_an_earlier_meeting_comes_again_with_what_was_said_then(live: LiveMeeting) -> None:
    one = challenge(live, text=HOSTILE, child_safe_meanwhile=YesNo.YES)
    live.desk.execute(TakeFurther(one.id, "practitioner", "", at=AT))
    settled = challenge(live)
    live.desk.execute(change(settled, resolved_on=AT.date()))
    family = live.families[0]
    key = plan(live.desk, "core_group", date(2026, 12, 4), family_id=family.family.id)
    later = LiveMeeting(live.desk, key, [family])
    later.start()

    following, before = cards(later)

    assert own(following).row is None
    assert before.key == one.id
    assert own(before).note == " ".join(HOSTILE.split())
    assert "text" not in [field.name for field in own(before).fields]
    assert says(before) == ["late: was due Tue 1 Dec 2026"]
    assert [card.key for card in cards(live)][:2] == [one.id, settled.id]


def test_a_stage_can_be_corrected_on_the_card(live: LiveMeeting) -> None:
    one = challenge(live)
    live.desk.execute(TakeFurther(one.id, "practitioner", "", at=AT))
    block = cards(live)[0].blocks[1]

    fill(live, block, "due_on", date(2026, 12, 3))
    fill(live, cards(live)[0].blocks[1], "to", HOSTILE)

    stage = live.only(ChallengeStage)
    assert stage.due_on == date(2026, 12, 3)
    live.desk.undo()
    assert live.only(ChallengeStage).to == ""


def test_who_can_be_named_are_those_of_the_agency_and_whoever_is_named_already(live: LiveMeeting) -> None:
    from meetingdesk.domain.agencies import Agency, Professional

    gone = Agency(key="", name="Closed agency")
    worker = Professional(name="Gone Worker", agency_id=gone.id)
    live.desk.execute(AddRows((gone, worker)))
    challenge(live, against_agency_id=gone.id, raised_by_id=worker.id)

    fields = {field.name: field for field in own(cards(live)[0]).fields}

    assert [words for _, words in fields["raised_by_id"].choices] == [
        "not said",
        "Joel Test",
        "somebody not of this meeting",
    ]
    assert gone.id in [key for key, _ in fields["against_agency_id"].choices]


def test_who_does_not_read_differences_is_told_so_and_can_write_none(live: LiveMeeting) -> None:
    challenge(live)
    reader = Desk(live.desk.store, person_with("quality_checker"))
    seen = cards(live, desk=reader)
    outsider = [card for card in seen if not card.blocks]

    if Visibility.V1 in reader.person.sees:
        assert outsider == []
    else:
        assert says(outsider[0]) == ["professionals: your role does not read it"]


def test_a_case_of_a_long_list_has_no_cards_of_another_case(desk: Desk) -> None:
    live = a_live_marac(desk, cases=2)
    live.start()
    key = live.families[0].family.id
    live.desk.execute(AddRows((Challenge(meeting_id=live.meeting_id, family_id=key, text="Mine."),)))
    points = [live.look().head.points_of(one.family.id) for one in live.families]
    kinds = [[point for point in own_points if point.kind == "challenge"] for own_points in points]

    for number, found in enumerate(kinds):
        for point in found:
            shown_here = live.look(point, frozenset({Part.CARDS})).cards or ()
            assert len(shown_here) == (2 if number == 0 else 1)


def dissenting(live: LiveMeeting) -> Decision:
    decision = Decision(
        meeting_id=live.meeting_id,
        family_id=live.families[0].family.id,
        child_id=live.person(0),
        text="A plan is made.",
        rationale="It is not safe.",
    )
    view = AgencyView(
        decision_id=decision.id,
        agency_id=live.agency("school").id,
        view=View.DISAGREES,
        reason="Help at home would do.",
    )
    live.desk.execute(AddRows((decision, view)))
    return decision


def test_a_dissent_goes_from_the_decision_into_the_register(live: LiveMeeting) -> None:
    decision = dissenting(live)

    do(live, cards(live, "decision")[0], "Take the dissent of Invented school further")

    card = cards(live, "decision")[0]
    assert "1 disagrees: in the register" in says(card)
    assert not [says for says in offers(card) if says.startswith("Take the dissent")]
    registered = cards(live)[0]
    assert registered.below == "Formal dissent"
    assert own(registered).value("decision_id") == decision.id
    assert says(registered)[0] == "due Mon 30 Nov 2026"
    assert "what instead?" in says(registered)
    assert registered.blocks[1].heading == "Stage 1: Dissent in writing"
    live.desk.undo()
    assert live.find(Challenge) == ()


def test_a_decision_of_a_draft_is_not_said_to_be_changed_since(live: LiveMeeting) -> None:
    dissenting(live)

    assert "Changed since?" not in offers(cards(live, "decision")[0])


def test_a_decision_that_is_changed_since_says_what_is_missing_and_who_is_to_be_told(
    live: LiveMeeting,
) -> None:
    dissenting(live)
    live.desk.execute(change(live.meeting, status=MeetingStatus.APPROVED))
    card = cards(live, "decision")[0]
    assert [one.says for one in card.offers if one.is_open_after] == [
        "Take the dissent of Invented school further",
        "Changed since?",
    ]

    do(live, card, "Changed since?")

    card = cards(live, "decision")[0]
    begun = own(card)
    assert begun.kind is DecisionChange
    assert all(field.is_open_after for field in begun.fields)
    assert not any(field.is_open_after for field in card.blocks[1].fields)
    assert says(card)[:5] == [
        "change not complete",
        "what is decided now?",
        "why?",
        "who was consulted?",
        "held again or not?",
    ]
    assert begun.note.startswith("To be told: Invented police; Invented school")
    assert "Changed since?" not in offers(card)
    for name, value in (
        ("new_text", "The plan ends."),
        ("reason", HOSTILE),
        ("consulted", "Police"),
        ("who_agrees", "All"),
        ("is_reconvened", YesNo.NO),
        ("not_reconvened_because", "All agree."),
    ):
        fill(live, own(cards(live, "decision")[0]), name, value)
    done, told = own(cards(live, "decision")[0]).offers
    assert says(cards(live, "decision")[0])[0] == "change not recorded yet"
    assert isinstance(done.command, Timed)
    live.desk.execute(done.command.done_at(AT))
    live.desk.execute(told.command)
    card = cards(live, "decision")[0]
    assert says(card)[:2] == ["changed Fri 27 Nov 2026", "all told"]
    assert card.flags[1].tone is Tone.SETTLED
    assert own(card).offers == ()
    assert "Changed since?" in offers(card)


def test_of_several_changes_the_last_stands_first(live: LiveMeeting) -> None:
    decision = dissenting(live)
    live.desk.execute(change(live.meeting, status=MeetingStatus.APPROVED))
    written: dict[str, Any] = {"reason": "x", "consulted": "y", "is_reconvened": YesNo.YES}
    rows = [
        DecisionChange(decision_id=decision.id, new_text=text, changed_on=AT.date(), **written)
        for text in ("Once", "Twice")
    ]
    live.desk.execute(AddRows(tuple(rows)))

    card = cards(live, "decision")[0]

    assert [block.heading for block in card.blocks[:2]] == ["Changed again (2)", "Changed since"]
    assert own(card).value("new_text") == "Twice"
    assert says(card).count("changed Fri 27 Nov 2026") == 1
