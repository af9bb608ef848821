from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.documents.amending import holders_of
from meetingdesk.app.documents.copies_of_versions import copy_of_version
from meetingdesk.app.documents.copying import readers_of
from meetingdesk.app.documents.correcting import LONGEST_PLACE, AnswerCorrection, AskForCorrection, place_of
from meetingdesk.app.documents.said_apart import RESTRICTED_PART, TOLD_APART, WITH_ITS_READERS
from meetingdesk.app.documents.versions import facts_to_copy
from meetingdesk.app.rows import AddRows, ChangeRow, RemoveRow
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.copies.reader import CHAIR, Reader, ReaderKind
from meetingdesk.domain.documents import Correction, CorrectionState, Distribution, DocumentVersion
from meetingdesk.domain.information import Entry
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, NotAllowed
from reports.amended import TITLE
from reports.blocks import Report
from reports.documents import document
from reports.lines import lines_of
from tests.app.documents.held import ADVICE, MINUTES, RESTRICTED, SAID, SENSITIVE, Held, hold
from tests.people import person_with

C = CorrectionState
DAY = date(2026, 8, 28)


@pytest.fixture
def held(desk: Desk) -> Held:
    return hold(desk)


def ask(held: Held, text: str = "It was one child, not both", place: str = "") -> Correction:
    police = next(row for row in held.all(Agency) if row.key == "police")
    held.desk.execute(
        AskForCorrection(held.newest().id, place, text, DAY, asked_by="Leon Abbas", agency_id=police.id)
    )
    return held.all(Correction)[-1]


def place_in(held: Held, words: str) -> str:
    with held.desk.reading() as reading:
        lines = lines_of(document(MINUTES, copy_of_version(reading, held.newest(), CHAIR, DAY)))
    line = next(line for line in lines if words in line.text)
    return place_of(line.heading, line.text)


def test_a_request_names_the_line_who_asked_and_when(held: Held) -> None:
    found = ask(held, place=place_of("What was said", SAID))

    assert found.state is C.RECEIVED
    assert (found.place, found.asked_by, found.asked_on) == (f"What was said: {SAID}", "Leon Abbas", DAY)
    held.desk.undo()
    assert held.all(Correction) == ()


def test_a_place_is_one_line_that_fits() -> None:
    assert place_of("", "one\ntwo") == "one two"
    assert len(place_of("Heading", "word " * 200)) == LONGEST_PLACE


def test_a_request_says_what_and_who(held: Held) -> None:
    with pytest.raises(MeetingDeskError, match="Nothing was asked for"):
        held.desk.execute(AskForCorrection(held.newest().id, "", "  ", DAY, "Leon Abbas"))
    with pytest.raises(MeetingDeskError, match="Nobody is named"):
        held.desk.execute(AskForCorrection(held.newest().id, "", "Wrong day", DAY))


@pytest.mark.parametrize("state", [C.ACCEPTED, C.NOTED, C.REFUSED])
def test_the_chair_answers_and_takes_the_answer_back(held: Held, state: CorrectionState) -> None:
    request = ask(held)

    held.desk.execute(AnswerCorrection(request.id, state, DAY, "That is what was said"))

    found = held.all(Correction)[0]
    assert (found.state, found.answer, found.answered_on) == (state, "That is what was said", DAY)
    assert found.answered_by_id == held.meeting().chair_id
    held.desk.undo()
    assert replace(held.all(Correction)[0], version=1) == replace(request, version=1)


@pytest.mark.parametrize("state", [C.NOTED, C.REFUSED])
def test_without_a_reason_nothing_is_noted_or_refused(held: Held, state: CorrectionState) -> None:
    request = ask(held)

    with pytest.raises(MeetingDeskError, match="told why"):
        held.desk.execute(AnswerCorrection(request.id, state, DAY))

    assert held.all(Correction) == (request,)


@pytest.mark.parametrize("role", ["minute_taker", "coordinator", "quality_checker", "reader"])
def test_only_the_chair_answers(held: Held, role: str) -> None:
    request = ask(held)

    with pytest.raises(NotAllowed):
        Desk(held.desk.store, person_with(role)).execute(AnswerCorrection(request.id, C.ACCEPTED, DAY))


def test_the_coordinator_writes_requests_down(held: Held) -> None:
    office = Desk(held.desk.store, person_with("coordinator"))

    office.execute(AskForCorrection(held.newest().id, "", "Wrong day", DAY, "Bronwen Silk"))

    assert len(held.all(Correction)) == 1


def test_a_sealed_version_can_still_be_asked_about(held: Held) -> None:
    sealed = held.seal()

    held.desk.execute(AnswerCorrection(ask(held).id, C.ACCEPTED, DAY))

    assert held.newest() == sealed


def test_the_next_version_tells_of_what_was_accepted_and_of_nothing_else(held: Held) -> None:
    held.seal()
    for state, text in ((C.ACCEPTED, "One child"), (C.NOTED, "Two visits"), (C.REFUSED, "No visit")):
        held.desk.execute(AnswerCorrection(ask(held, text).id, state, DAY, "So it was said"))

    version = held.take()

    assert version.number == 2
    assert version.amendments.splitlines() == [
        "Amends version 1.",
        "Correction accepted: One child (asked for by Leon Abbas, Police on Fri 28 Aug 2026)",
    ]


def test_that_copies_left_is_no_reason_for_a_new_version(held: Held) -> None:
    held.send(held.seal())

    with pytest.raises(MeetingDeskError, match="Nothing was changed since version 1"):
        held.take()


def test_a_correction_that_the_newest_draft_tells_of_asks_for_no_other_one(held: Held) -> None:
    held.seal()
    held.desk.execute(AnswerCorrection(ask(held).id, C.ACCEPTED, DAY))
    held.take()

    with pytest.raises(MeetingDeskError, match="Nothing was changed since version 2"):
        held.take()


def test_a_request_of_a_draft_is_told_of_in_the_next_one_too(held: Held) -> None:
    held.desk.execute(AnswerCorrection(ask(held, "One child").id, C.ACCEPTED, DAY))

    assert held.take().amendments.startswith("Correction accepted: One child")


def test_what_one_finished_version_told_the_next_does_not_tell_again(held: Held) -> None:
    held.desk.execute(AnswerCorrection(ask(held, "One child").id, C.ACCEPTED, DAY.replace(day=25)))
    held.take()
    held.seal()
    held.desk.execute(AnswerCorrection(ask(held, "Two visits").id, C.ACCEPTED, DAY))

    amendments = held.take().amendments

    assert "Two visits" in amendments
    assert "One child" not in amendments


def test_an_answer_that_a_later_version_tells_of_stays(held: Held) -> None:
    request = ask(held)
    held.desk.execute(AnswerCorrection(request.id, C.ACCEPTED, DAY))
    held.take()

    with pytest.raises(MeetingDeskError, match="tells of this correction already"):
        held.desk.execute(AnswerCorrection(request.id, C.REFUSED, DAY, "After all not"))


def test_who_sent_a_copy_back_holds_none(held: Held) -> None:
    sealed = held.seal()
    held.send(sealed, "Police")
    held.send(sealed, "School")
    gone = held.all(Distribution)[-1]
    back = replace(gone, returned_at=held.after(days=3), returned_because="Not known here")
    with held.desk.store.work(person_with("coordinator"), Deed.SEND) as work:
        work.put(back)
        work.commit("Note")

    with held.desk.reading() as reading:
        assert [one.says for one in holders_of(reading, (sealed,))] == [
            "Police: version 1, sent Thu 27 Aug 2026"
        ]


def amended(held: Held, reader: str) -> Report:
    """Return the second version of the minutes as a reader gets it."""
    with held.desk.reading() as reading:
        version = held.newest()
        facts = facts_to_copy(reading, version)
        found = next(one for one in readers_of(facts) if reader in (one.name, one.agency_key))
        return document(MINUTES, copy_of_version(reading, version, found, DAY))


def told(report: Report) -> str:
    lines = [line.text for line in lines_of(report)]
    return "\n".join(lines[lines.index(TITLE) :]) if TITLE in lines else ""


def test_a_first_version_prints_no_amendments(held: Held) -> None:
    with held.desk.reading() as reading:
        report = document(MINUTES, copy_of_version(reading, held.newest(), CHAIR, DAY))

    assert told(report) == ""


def test_a_later_version_prints_what_changed_in_the_readers_own_copy(held: Held) -> None:
    held.seal()
    held.say(RESTRICTED, Visibility.V2)
    held.say("The school saw them on Monday")
    held.take()

    chair, police = told(amended(held, CHAIR.name)), told(amended(held, "police"))

    assert "This takes the place of version 1." in chair
    assert RESTRICTED in chair
    assert "The school saw them on Monday" in police
    assert RESTRICTED not in police


def test_a_correction_is_printed_for_those_in_whose_copy_the_line_stands(held: Held) -> None:
    held.say(RESTRICTED, Visibility.V2)
    held.take()
    held.seal()
    brought_in = Correction(
        version_id=held.newest().id,
        place=place_in(held, RESTRICTED),
        text="It was a cousin",
        asked_by="Police",
    )
    held.desk.execute(AddRows((brought_in,), "Bring in", Deed.CHASE))
    for request in (brought_in, ask(held, "It was one child", place_in(held, SAID))):
        held.desk.execute(AnswerCorrection(request.id, C.ACCEPTED, DAY))
    held.take()

    chair, police = told(amended(held, CHAIR.name)), told(amended(held, "police"))

    assert "It was a cousin" in chair
    assert "It was one child" in chair
    assert "It was one child" in police
    assert "cousin" not in police


def test_what_a_professional_asked_for_is_not_printed_for_the_family(held: Held) -> None:
    held.desk.execute(AnswerCorrection(ask(held, "It was one child").id, C.ACCEPTED, DAY))
    held.seal()
    held.desk.execute(AnswerCorrection(ask(held, "Two visits").id, C.ACCEPTED, DAY))
    held.take()

    with held.desk.reading() as reading:
        mother = Reader(ReaderKind.PERSON, "Parent A")
        assert copy_of_version(reading, held.newest(), mother, DAY).corrected == ()
        assert len(copy_of_version(reading, held.newest(), CHAIR, DAY).corrected) == 2


@pytest.mark.parametrize("place", ["", "What", "What was said", "…", "What was said: …"])
def test_a_place_that_is_no_whole_line_prints_a_correction_for_nobody(held: Held, place: str) -> None:
    held.seal()
    held.desk.execute(AnswerCorrection(ask(held, "It was a cousin", place).id, C.ACCEPTED, DAY))
    held.take()

    assert "cousin" not in told(amended(held, "police"))


def test_a_long_line_is_known_again_by_its_beginning(held: Held) -> None:
    held.say("Both children " + "were seen at home and at school " * 12)
    held.take()
    held.seal()
    request = ask(held, "At school only", place_in(held, "were seen at home"))
    held.desk.execute(AnswerCorrection(request.id, C.ACCEPTED, DAY))
    held.take()

    assert "At school only" in told(amended(held, "police"))


APART = ((RESTRICTED, Visibility.V2), (ADVICE, Visibility.V3), (SENSITIVE, Visibility.V4))


@pytest.mark.parametrize(("words", "visibility"), APART)
def test_a_request_of_a_line_of_a_part_apart_asks_for_no_wording(
    held: Held, words: str, visibility: Visibility
) -> None:
    held.say(words, visibility)
    held.take()

    with pytest.raises(MeetingDeskError, match="only some may read") as refused:
        ask(held, "It is the garage", place_in(held, words))

    assert "record itself" in refused.value.hint
    assert held.all(Correction) == ()


def test_a_request_of_a_line_of_a_part_apart_says_no_word_of_it_to_anybody(held: Held) -> None:
    for words, visibility in APART:
        held.say(words, visibility)
    held.take()
    held.seal()
    for words, _ in APART:
        request = ask(held, "", place_in(held, words))
        held.desk.execute(AnswerCorrection(request.id, C.ACCEPTED, DAY))
    held.take()

    with Desk(held.desk.store, person_with("reader")).reading() as reading:
        asked = reading.find(Correction)
        told_of = [row.amendments for row in reading.find(DocumentVersion) if row.amendments]

    assert {(row.place, row.text) for row in asked} == {(RESTRICTED_PART, WITH_ITS_READERS)}
    assert told_of == ["\n".join(("Amends version 2.", *([TOLD_APART] * 3)))]
    with pytest.raises(MeetingDeskError, match="Nothing was changed since version 3"):
        held.take()


def test_whoever_may_not_see_a_part_cannot_type_its_words_into_a_request(held: Held) -> None:
    long = f"{SENSITIVE} by two officers from the empty house across the road every night"
    held.say(long, Visibility.V4)
    held.take()
    office = Desk(held.desk.store, person_with("coordinator"))

    for place, text in ((f"What was said: {long[:60]}…", "No"), ("", f"Is it true that {long[20:60]}")):
        with pytest.raises(MeetingDeskError, match="only some may read"):
            office.execute(AskForCorrection(held.newest().id, place, text, DAY, "Leon Abbas"))

    assert held.all(Correction) == ()


def test_an_answer_repeats_nothing_of_a_part_apart(held: Held) -> None:
    held.say(ADVICE, Visibility.V3)
    held.take()
    request = ask(held)

    with pytest.raises(MeetingDeskError, match="only some may read"):
        held.desk.execute(AnswerCorrection(request.id, C.REFUSED, DAY, f"{ADVICE}."))

    assert held.all(Correction) == (request,)


def test_what_stands_in_the_open_part_too_can_be_asked_about(held: Held) -> None:
    held.say(SAID, Visibility.V2)
    held.take()

    request = ask(held, "It was one child", place_in(held, SAID))

    assert SAID in request.place


def test_what_was_accepted_too_late_for_one_version_is_told_in_the_next(held: Held) -> None:
    first = held.seal()
    held.say("A further thing")
    held.take()
    second = held.approve()
    assert second.approved_at is not None
    day = second.approved_at.date()
    held.desk.execute(AskForCorrection(first.id, "", "The date of birth is wrong", day, "Leon Abbas"))
    held.desk.execute(AnswerCorrection(held.all(Correction)[-1].id, C.ACCEPTED, day))

    third = held.take()
    held.seal()
    held.say("Yet another thing")
    fourth = held.take()

    assert "The date of birth is wrong" in third.amendments
    assert "The date of birth is wrong" not in fourth.amendments


def test_what_was_narrowed_is_not_told_as_taken_out_to_those_who_may_not_have_it(held: Held) -> None:
    short, long = "Dad knows a cop", "The grandmother told the school about the bruise"
    said = [held.say(short, Visibility.V0), held.say(long, Visibility.V0)]
    gone = held.say("A slip of the pen", Visibility.V0)
    held.take()
    held.seal()
    for entry in said:
        held.desk.execute(ChangeRow(Entry, entry.id, (("visibility", Visibility.V2),), "Narrow", Deed.RECORD))
    held.desk.execute(RemoveRow(Entry, gone.id))
    held.take()

    with held.desk.reading() as reading:
        mother = Reader(ReaderKind.PERSON, "Parent A")
        family = told(document(MINUTES, copy_of_version(reading, held.newest(), mother, DAY)))
    chair, police = told(amended(held, CHAIR.name)), told(amended(held, "police"))

    for read in (police, family):
        assert short not in read
        assert long not in read
        assert re.search("Taken out: “(Noted: )?A slip of the pen", read)
    assert f"“{short}.” is now “{short}." in chair
    assert f"“{long}.” is now “{long}." in chair
    assert "Taken out: “A slip of the pen" in chair


@pytest.mark.parametrize("visibility", [Visibility.V3, Visibility.V4])
def test_what_was_narrowed_out_of_sight_of_who_sends_is_not_told_as_taken_out(
    held: Held, visibility: Visibility
) -> None:
    entry = held.say("Dad knows a cop")
    held.take()
    held.seal()
    held.desk.execute(ChangeRow(Entry, entry.id, (("visibility", visibility),), "Narrow", Deed.RECORD))
    held.take()

    with Desk(held.desk.store, person_with("coordinator")).reading() as reading:
        facts = facts_to_copy(reading, held.newest())
        copies = [copy_of_version(reading, held.newest(), one, DAY, facts) for one in readers_of(facts)]

    assert len(copies) > 2
    assert not any("Dad knows" in told(document(MINUTES, copy)) for copy in copies)
