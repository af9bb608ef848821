"""Words that deserve a question, in the stream and on the line, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live import phrases_at
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import FormAnswer
from meetingdesk.errors import DefinitionError
from tests.ui.meeting.conftest import Begin, Place
from tests.ui.meeting.seeds import plan_icpc
from ui.screens.meeting.phrases.phrase_deeds import PhraseDeeds
from ui.screens.meeting.screen import MeetingScreen

BLAMES = "Mum failed to engage with the health visitor."


@pytest.fixture
def place(ui_desk: Desk, begin: Begin) -> Place:
    place = begin(plan_icpc(ui_desk))
    deeds(place)
    return place


def live(place: Place) -> MeetingScreen:
    return place.window.meeting.live


def deeds(place: Place) -> PhraseDeeds:
    """Return what looks for such words, which is connected once."""
    screen = live(place)
    found = screen.findChild(PhraseDeeds)
    if found is None:
        found = PhraseDeeds(
            screen.stream, screen.capturing, screen.standing, screen.bridge, place.clock, screen
        )
        found.said.connect(screen.say)
    return found


def looked(place: Place) -> None:
    """Wait until the lines were looked over as after a pause."""
    place.typist.wait()
    deeds(place).look()
    place.typist.wait()


def keep(place: Place, *lines: str) -> None:
    for line in lines:
        place.typist.type(line)
        place.typist.press("Return")
    looked(place)


def asked(place: Place) -> list[str]:
    """Return what is asked under the lines of the stream, as it is heard."""
    lines = live(place).stream.model_
    return [one.words for item in lines.items for one in lines.asked(item.id)]


def pieces(place: Place) -> list[str]:
    return [piece.says for piece in live(place).capture.pieces.shown if piece.part == "wording"]


def pause(place: Place) -> None:
    place.typist.wait()
    deeds(place).look_at_line()
    place.typist.wait()


def test_a_line_is_questioned_by_itself_once_nobody_types(place: Place, qtbot: QtBot) -> None:
    place.typist.type(f"csc {BLAMES}")
    place.typist.press("Return")
    place.typist.wait()
    assert asked(place) == []

    qtbot.waitUntil(lambda: asked(place) == ["“failed to engage”"])

    assert place.line.hasFocus()
    lines = live(place).stream.model_
    heard = lines.index(len(lines.items) - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "“failed to engage”: What was" in heard


def test_a_questioned_line_is_higher_until_it_is_set_aside(place: Place) -> None:
    keep(place, f"csc {BLAMES}")
    stream = live(place).stream
    index = stream.model_.index(len(stream.model_.items) - 1)
    questioned = stream.sizeHintForIndex(index).height()

    place.typist.press("F3", "K")
    place.typist.wait()

    assert stream.sizeHintForIndex(index).height() < questioned


def test_one_key_minutes_a_challenge_and_the_line_stays(place: Place, ui_desk: Desk) -> None:
    keep(place, f"csc {BLAMES}")

    place.typist.press("F3", "Q", "Q")
    looked(place)

    with ui_desk.reading() as reading:
        (challenge,), (entry,) = reading.find(Challenge), reading.find(Entry)
    assert challenge.text.startswith("The wording “failed to engage” was questioned: What was")
    assert challenge.raised_at == place.clock.now()
    assert entry.text == BLAMES
    assert asked(place) == []
    assert live(place).stream.hasFocus()
    assert place.refused == []
    place.typist.press("Ctrl+Z")
    looked(place)
    assert asked(place) == ["“failed to engage”"]
    with ui_desk.reading() as reading:
        assert reading.find(Challenge) == ()


def test_a_wording_set_aside_comes_back_only_by_undo(place: Place, ui_desk: Desk) -> None:
    keep(place, f"csc {BLAMES}", "csc Dad refused to engage.")
    place.typist.press("F3", "Up", "K")
    looked(place)

    left = asked(place)
    live(place).go_to_line(1)
    live(place).go_to_line(0)
    looked(place)

    assert len(left) == 1
    assert "refused" in left[0]
    assert [one for one in asked(place) if "failed" in one] == []
    place.typist.press("Ctrl+Z")
    looked(place)
    assert "“failed to engage”" in asked(place)
    with ui_desk.reading() as reading:
        assert reading.find(FormAnswer, section=phrases_at.SECTION_OF_PHRASES) == ()


def test_the_next_question_of_a_line_comes_when_the_first_is_answered(place: Place) -> None:
    keep(place, "csc It was just a slap. The children are safe and well.")
    before = asked(place)

    place.typist.press("F3", "K")
    looked(place)

    assert len(before) >= 2
    assert asked(place) == before[1:]


def test_keys_on_a_line_without_a_question_do_nothing(place: Place, ui_desk: Desk) -> None:
    keep(place, "csc Seen at home on Monday.")

    place.typist.press("F3", "Q", "K")
    looked(place)

    with ui_desk.reading() as reading:
        assert reading.find(Challenge) == reading.find(FormAnswer) == ()


def test_a_childs_words_are_never_marked(place: Place) -> None:
    place.typist.type('" Child 1: I failed to engage, it was my own fault.')
    pause(place)
    assert pieces(place) == []

    place.typist.press("Return")
    keep(place, "csc Seen at home on Monday.")

    assert asked(place) == []


def test_the_line_is_questioned_after_a_pause_and_not_at_a_key(place: Place, qtbot: QtBot) -> None:
    place.typist.type(f"csc {BLAMES}")
    place.typist.wait()
    assert pieces(place) == []

    qtbot.waitUntil(lambda: bool(pieces(place)))

    assert pieces(place)[0].startswith("“failed to engage”: What was")
    assert place.line.hasFocus()
    place.typist.type(" And")
    assert pieces(place), "what was asked stays while the words stand there"
    place.typist.press("Return")
    assert pieces(place) == []
    assert place.line.toPlainText() == ""


def test_a_question_goes_with_its_words(place: Place) -> None:
    place.typist.type("csc Mum failed to engage")
    pause(place)
    assert pieces(place)

    place.typist.press("Backspace")

    assert pieces(place) == []


def test_choosing_the_question_marks_its_words_to_be_typed_anew(place: Place) -> None:
    place.typist.type("csc Seen 😀 but mum failed to engage this week")
    pause(place)

    live(place).capturing.correct(live(place).capture.pieces.shown[-1])
    assert place.line.hasFocus()
    assert place.line.textCursor().selectedText() == "failed to engage"
    place.typist.type("was not offered a visit")

    assert place.line.toPlainText() == "csc Seen 😀 but mum was not offered a visit this week"


def test_a_note_of_ones_own_and_a_challenge_are_not_questioned(place: Place) -> None:
    for line in (f"{BLAMES} /mine", f"? {BLAMES}"):
        place.line.setPlainText(line)
        pause(place)

        assert pieces(place) == []


def test_what_is_being_edited_is_questioned_while_the_editor_keeps_the_keyboard(place: Place) -> None:
    keep(place, "csc Mum is 24.")
    place.typist.press("F3", "Return")
    place.typist.type(" Mum failed to engage.")
    live(place).deeds.keep_now()
    place.typist.wait()

    looked(place)

    assert asked(place) == ["“failed to engage”"]
    assert QApplication.focusWidget() is live(place).stream.editor


def test_a_broken_list_of_the_place_is_told_once_and_nothing_else_stops(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise DefinitionError("euphemism.toml, line 5: there is no family of words.")

    monkeypatch.setattr(phrases_at, "phrase_book", broken)
    told: list[str] = []
    deeds(place).said.connect(told.append)

    keep(place, f"csc {BLAMES}", f"csc {BLAMES}")
    looked(place)

    assert len(told) == 1
    assert "euphemism.toml, line 5" in told[0]
    assert asked(place) == []
    assert len(live(place).stream.model_.items) == 2


def test_nothing_is_questioned_where_nothing_can_be_written(place: Place) -> None:
    keep(place, f"csc {BLAMES}")
    head = live(place).standing.head
    live(place).standing.head = None

    looked(place)

    assert asked(place) == []
    live(place).standing.head = head
