from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from meetingdesk.app import definitions
from meetingdesk.app.desk import Desk
from meetingdesk.app.live.capturing import KeepAction, KeepDecision, KeepEntry, KeepWords
from meetingdesk.app.live.phrases_at import (
    ChallengeWording,
    DismissPhrase,
    Phrases,
    asked_of,
    grouped,
    minuted,
    phrases_at,
)
from meetingdesk.app.live.running import EndMeeting
from meetingdesk.app.live.through_the_eyes import KeepThroughEyes
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.information import Entry, EntryKind
from meetingdesk.domain.meetings import FormAnswer, Meeting, MeetingStatus
from meetingdesk.domain.phrases.flag import PhraseFlag, PhraseKind
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import VoiceWords
from meetingdesk.errors import DefinitionError, MeetingDeskError, StaleRecord
from tests.live_meetings import LiveMeeting, a_conference, minutes

BLAMES = "Mum failed to engage with the health visitor."


@pytest.fixture
def live(desk: Desk) -> LiveMeeting:
    live = a_conference(desk)
    live.start()
    return live


def keep(live: LiveMeeting, text: str = BLAMES, section: str = "information", **values: Any) -> Entry:
    live.desk.execute(KeepEntry(live.point(section).id, minutes(1), text, **values))
    found: Entry = live.find(Entry)[-1]
    return found


def look(live: LiveMeeting, *rows: Row, before: Phrases | None = None) -> Phrases:
    with live.desk.reading() as reading:
        return phrases_at(reading, live.meeting_id, rows, *([before] if before else []))


def dismissed(live: LiveMeeting, row: Entry) -> DismissPhrase:
    (asked,) = look(live, row).by_row[row.id]
    return DismissPhrase(live.meeting_id, Entry, row.id, asked.flags)


def questioned(live: LiveMeeting, row: Any) -> ChallengeWording:
    (asked,) = look(live, row).by_row[row.id]
    return ChallengeWording(live.meeting_id, type(row), row.id, asked, minutes(2))


def test_what_was_said_decided_and_agreed_is_questioned(live: LiveMeeting) -> None:
    live.desk.execute(KeepDecision(live.point("information").id, minutes(1), BLAMES))
    action = Action(reference="", meeting_id=live.meeting_id, text="Tell mum that she failed to engage.")
    live.desk.execute(KeepAction(live.point("information").id, minutes(1), action))
    rows = (keep(live), live.only(Decision), live.only(Action), keep(live, "Seen at home on Monday."))

    found = look(live, *rows)

    assert set(found.by_row) == {row.id for row in rows[:3]}
    (asked,) = found.by_row[rows[0].id]
    assert (asked.flags[0].kind, asked.words) == (PhraseKind.ENGAGEMENT_BLAME, "“failed to engage”")
    assert asked.says == f"“failed to engage”: {asked.question}"


def test_a_childs_own_words_are_never_questioned(live: LiveMeeting) -> None:
    child, mother, point = live.person(0), live.person(3), live.point("information").id
    live.desk.execute(KeepWords(point, child, BLAMES))
    own = keep(live, about=(child,), kind=EntryKind.SAID)
    live.desk.execute(KeepThroughEyes(KeepEntry(point, minutes(1), BLAMES), child))
    speaks = Entry(meeting_id=live.meeting_id, section="information", text=BLAMES, speaker_id=child)
    adult = Entry(meeting_id=live.meeting_id, section="information", text=BLAMES, speaker_id=mother)
    live.desk.execute(AddRows((speaks, adult)))
    eyes = live.find(Entry)[-1]
    of_an_adult = keep(live, about=(mother,), kind=EntryKind.SAID)

    found = look(live, live.only(VoiceWords), own, eyes, speaks, adult, of_an_adult)

    assert set(found.by_row) == {adult.id, of_an_adult.id}


def test_a_note_of_ones_own_and_what_another_meeting_left_open_are_not_questioned(live: LiveMeeting) -> None:
    note = Entry(meeting_id=live.meeting_id, text=BLAMES, visibility=Visibility.V5)
    earlier = Meeting(reference="M-1/0", type_id="icpc")
    action = Action(reference="M-1/0-A01", meeting_id=earlier.id, text=BLAMES)

    assert look(live, note, action).by_row == {}


def test_what_was_found_in_a_text_is_known_the_next_time(
    live: LiveMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = keep(live)
    first = look(live, entry)
    monkeypatch.setattr("meetingdesk.app.live.phrases_at.flags_in", None)

    assert look(live, entry, before=first) == first


def test_a_wording_set_aside_does_not_come_back_until_that_is_undone(live: LiveMeeting) -> None:
    entry, other = keep(live), keep(live)

    live.desk.execute(dismissed(live, entry))

    assert set(look(live, entry, other).by_row) == {other.id}
    assert live.only(FormAnswer).visibility is entry.visibility
    assert live.only(FormAnswer).text == ""
    assert "failed" not in live.only(FormAnswer).question
    live.desk.undo()
    assert set(look(live, entry, other).by_row) == {entry.id, other.id}


def test_another_wording_of_the_same_line_is_questioned_again(live: LiveMeeting) -> None:
    entry = keep(live)
    live.desk.execute(dismissed(live, entry))

    live.desk.execute(change(entry, text="Mum FAILED to  engage, and refused to engage with us."))
    (entry,) = live.find(Entry)

    (asked,) = look(live, entry).by_row[entry.id]
    assert asked.words.startswith("“refused to engage")


def test_a_challenge_is_minuted_for_those_who_read_the_line_and_the_line_stays(live: LiveMeeting) -> None:
    entry = keep(live, visibility=Visibility.V2)
    command = questioned(live, entry)

    live.desk.execute(command)

    challenge = live.only(Challenge)
    assert challenge.text == minuted(command.asked)
    assert challenge.text.startswith("The wording “failed to engage” was questioned: ")
    assert (challenge.visibility, challenge.raised_at) == (Visibility.V2, minutes(2))
    assert (challenge.raised_by_agency_id, challenge.raised_by_id) == (None, None)
    assert challenge.family_id == entry.family_id
    assert live.only(Entry).text == BLAMES
    assert look(live, entry).by_row == {}
    live.desk.undo()
    assert live.find(Challenge) == ()
    assert set(look(live, entry).by_row) == {entry.id}


def test_a_challenge_to_what_the_family_reads_is_for_professionals(live: LiveMeeting) -> None:
    live.desk.execute(questioned(live, keep(live, visibility=Visibility.V0)))

    assert live.only(Challenge).visibility is Visibility.V1


def test_a_challenge_to_a_decision_names_the_decision(live: LiveMeeting) -> None:
    child = live.person(0)
    live.desk.execute(KeepDecision(live.point("information").id, minutes(1), BLAMES, child))
    decision = live.only(Decision)

    live.desk.execute(questioned(live, decision))

    challenge = live.only(Challenge)
    assert (challenge.decision_id, challenge.child_id) == (decision.id, child)


def test_a_wording_is_challenged_once(live: LiveMeeting) -> None:
    command = questioned(live, keep(live))
    live.desk.execute(command)

    with pytest.raises(StaleRecord, match="already"):
        live.desk.execute(command)

    assert len(live.find(Challenge)) == 1


def test_words_that_stand_there_no_more_are_neither_challenged_nor_set_aside(live: LiveMeeting) -> None:
    entry = keep(live)
    commands = (questioned(live, entry), dismissed(live, entry))
    live.desk.execute(change(entry, text="She was offered two visits while she worked nights."))

    for command in commands:
        with pytest.raises(StaleRecord, match="worded anew"):
            live.desk.execute(command)


def test_nothing_is_noted_in_a_record_that_is_finalised(live: LiveMeeting) -> None:
    command = dismissed(live, keep(live))
    live.desk.execute(EndMeeting(live.meeting_id, minutes(60)))
    live.desk.execute(change(live.meeting, status=MeetingStatus.APPROVED))

    with pytest.raises(MeetingDeskError, match="nothing is recorded"):
        live.desk.execute(command)


def test_words_with_the_same_question_are_asked_once(desk: Desk) -> None:
    with desk.reading() as reading:
        asked = asked_of(reading, "Mum failed to engage. Dad FAILED to engage.")

    assert len(asked) == 1
    assert asked[0].words == "“failed to engage” and “FAILED to engage”"


def test_the_same_words_are_asked_one_question_and_settled_together() -> None:
    first = PhraseFlag(PhraseKind.MINIMISING, 10, 24, "a bit of a row", "How often?")
    inside = PhraseFlag(PhraseKind.EUPHEMISM, 21, 32, "row at home", "Who did what?")
    after = PhraseFlag(PhraseKind.EUPHEMISM, 40, 48, "incident", "Who did what?")

    asked = grouped((after, inside, first))

    assert [(one.question, one.words) for one in asked] == [
        ("How often?", "“a bit of a row”"),
        ("Who did what?", "“incident”"),
    ]
    assert asked[0].flags == (first, inside)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The folder of the phrases of a place."""
    monkeypatch.setenv(definitions.VARIABLE, str(tmp_path / "own"))
    folder = tmp_path / "own" / definitions.PHRASES
    folder.mkdir(parents=True)
    definitions.read_again()
    yield folder
    monkeypatch.undo()
    definitions.read_again()


def of_the_place(own: Path, kind: PhraseKind, more: str) -> None:
    words = f'id = "{kind}"\nlabel = "As said here"\nquestion = "What is meant?"\n{more}\n'
    (own / f"{kind}.toml").write_text(words, encoding="utf-8")
    definitions.read_again()


def test_a_place_adds_phrases_of_its_own(own: Path, live: LiveMeeting) -> None:
    entry = keep(live, "There was a frumble in the lanes.")
    assert look(live, entry).by_row == {}

    of_the_place(own, PhraseKind.EUPHEMISM, '[[groups]]\nphrases = ["frumble ..2 lanes"]')

    (asked,) = look(live, entry).by_row[entry.id]
    assert (asked.words, asked.question) == ("“frumble in the lanes”", "What is meant?")


def test_a_place_switches_a_kind_off(own: Path, live: LiveMeeting) -> None:
    entry = keep(live)

    of_the_place(own, PhraseKind.ENGAGEMENT_BLAME, "off = true")

    assert look(live, entry).by_row == {}


def test_a_broken_list_of_a_place_names_file_and_line(own: Path, live: LiveMeeting) -> None:
    entry = keep(live)
    of_the_place(own, PhraseKind.EUPHEMISM, '[[groups]]\nphrases = ["<no_such>"]')

    with pytest.raises(DefinitionError, match=r"euphemism.toml, line 5"):
        look(live, entry)
