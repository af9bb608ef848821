from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.documents.approving import TakeDraft
from meetingdesk.app.documents.correcting import AskForCorrection
from meetingdesk.app.documents.lives import Step, VersionLine
from meetingdesk.app.rows import ChangeRow
from meetingdesk.domain.documents import (
    Correction,
    CorrectionState,
    Distribution,
    DocumentCopy,
    DocumentVersion,
    VersionState,
)
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from tests.app.documents.held import LETTER, MINUTES, SAID, Held, hold
from tests.people import person_with
from tests.ui import lint
from tests.ui.clocks import SteppingClock
from tests.ui.hostile import HOSTILE
from tests.ui.meeting.seeds import plan_icpc, plan_marac, plan_strategy
from ui.bridge import Bridge
from ui.lane import Lanes
from ui.offers import OffersCommands, OffersHelp, TakesFocus
from ui.palette import Look
from ui.screens.documents.versions.asking import line_of, who_asks
from ui.screens.documents.versions.pairing import turned
from ui.screens.documents.versions.view import VersionsView
from ui.theme import Theme

Key = Qt.Key
NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
S, C = VersionState, CorrectionState


@dataclass
class Seen:
    """The versions of one conference, as somebody sees them who only has keys."""

    view: VersionsView
    held: Held
    settle: Callable[[], None]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)
            self.wait()

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        self.press(Key.Key_Return)

    def wait(self) -> None:
        for _ in range(3):
            self.settle()

    def go_to(self, words: str) -> None:
        """Go down to a line at the right."""
        self.view.about.setFocus()
        self.view.about.stand_at(0)
        for _ in self.view.about.page.lines:
            if words in self.view.about.here.spoken:  # type: ignore[union-attr]
                return
            self.press(Key.Key_Down)
        pytest.fail(f"no line says {words}")

    @property
    def said(self) -> list[str]:
        return [line.says for line in self.view.about.page.lines]

    @property
    def below(self) -> str:
        return "\n".join(line.below for line in self.view.about.page.lines)

    def offered(self) -> set[Step]:
        return {step for step, button in self.view.steps.buttons.items() if not button.isHidden()}


@pytest.fixture
def open_view(
    ui_desk: Desk, bridge: Bridge, theme: Theme, settle: Callable[[], None], qtbot: QtBot
) -> Callable[..., Seen]:
    def show(held: Held | None = None, shown_by: Bridge | None = None) -> Seen:
        found = held or hold(ui_desk, plan_icpc)
        view = VersionsView(shown_by or bridge, theme, SteppingClock(NOW))
        qtbot.addWidget(view)
        view.resize(1280, 640)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.open_meeting(found.meeting_id)
        seen = Seen(view, found, settle)
        seen.wait()
        view.take_focus()
        return seen

    return show


@pytest.fixture
def seen(open_view: Callable[..., Seen]) -> Seen:
    return open_view()


@pytest.fixture
def finalised(seen: Seen) -> Seen:
    seen.held.finalise()
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()
    return seen


def test_it_is_what_the_frame_asks_of_a_screen(seen: Seen) -> None:
    for offer in (OffersCommands, OffersHelp, TakesFocus):
        assert isinstance(seen.view, offer)
    assert len(seen.view.commands()) == len(Step) + 1
    assert all(action.objectName() and action.toolTip() for action in seen.view.commands())


def test_the_minutes_come_first_with_their_draft_and_their_day(seen: Seen) -> None:
    first = seen.view.documents.here

    assert first is not None
    assert first.says == "Full minutes"
    assert first.below == "version 1, draft · Thu 24 Sep: due in 17 working days"
    assert "Version 1 · Draft" in seen.said
    assert "No line differs." in seen.said
    assert "Nobody has asked for a correction." in seen.said


def test_a_document_without_a_version_says_how_one_is_taken(seen: Seen) -> None:
    seen.press(Key.Key_Down)

    assert "No version was taken yet." in seen.said
    assert seen.offered() == {Step.TAKE}


def test_what_cannot_be_done_is_not_offered_and_its_key_says_why(finalised: Seen) -> None:
    seen = finalised
    assert seen.offered() == {Step.REVIEW, Step.APPROVE}

    seen.press(Key.Key_S)

    assert seen.view.message.text == "Seal: It is approved first."
    assert seen.held.newest().state is S.DRAFT


def test_from_draft_to_seal_by_keys_alone(finalised: Seen) -> None:
    seen = finalised
    seen.press(Key.Key_R)
    assert seen.held.newest().state is S.IN_REVIEW
    seen.press(Key.Key_P)
    assert seen.held.newest().state is S.APPROVED
    assert seen.view.message.text == "It is approved."
    seen.press(Key.Key_S, Key.Key_Escape)
    assert seen.held.newest().state is S.APPROVED

    seen.press(Key.Key_S, Key.Key_Y)

    found = seen.held.newest()
    assert (found.state, found.sealed_at) == (S.SEALED, NOW)
    assert seen.offered() == set()
    assert "New version: Nothing was changed since version 1." in seen.view.steps.said


def test_a_version_is_given_back_by_a_key(finalised: Seen) -> None:
    seen = finalised
    seen.press(Key.Key_P, Key.Key_B)

    assert seen.held.newest().state is S.IN_REVIEW


def test_the_buttons_do_what_their_keys_do(finalised: Seen, qtbot: QtBot) -> None:
    seen = finalised
    qtbot.mouseClick(seen.view.steps.buttons[Step.APPROVE], Qt.MouseButton.LeftButton)
    seen.wait()

    assert seen.held.newest().state is S.APPROVED


def test_the_commands_do_what_their_keys_do(seen: Seen) -> None:
    seen.view.commands()[1].trigger()
    seen.wait()

    assert seen.held.newest().state is S.IN_REVIEW


def test_the_chair_sees_what_was_changed_since_the_meeting(seen: Seen) -> None:
    said = next(entry for entry in seen.held.all(Entry) if entry.text == SAID)
    change = ChangeRow(Entry, said.id, (("text", "The health visitor saw one child at home"),))
    seen.view._bridge.execute(change, None)
    seen.wait()

    assert "What was changed in the record since version 1" in seen.said
    assert any(line.startswith("Changed: ") and "one child at home" in line for line in seen.said)
    assert "both children" in seen.below
    assert "The record was changed since version 1." in seen.view.steps.said


def test_a_new_version_after_the_seal_says_what_it_amends(seen: Seen) -> None:
    sealed = seen.held.seal()
    seen.held.send(sealed)
    seen.held.say("Housing offers a visit")
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()

    seen.press(Key.Key_N)

    found = seen.held.newest()
    assert found.number == 2
    assert "Changed: What was said (1 line)" in found.amendments
    assert "Housing" not in found.amendments
    assert "What is changed from version 1 to 2" in seen.said
    assert "Sent to: Police." in seen.below


def test_two_versions_that_are_marked_are_compared(seen: Seen) -> None:
    for number in (2, 3):
        seen.held.say(f"Further thing number {number}")
        seen.held.desk.execute(TakeDraft(seen.held.meeting_id, MINUTES, NOW))
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()
    assert "What is changed from version 2 to 3" in seen.said

    seen.go_to("Version 1")
    seen.press(Key.Key_Space)
    assert "What was changed in the record since version 1" in seen.said
    seen.go_to("Version 3")
    seen.press(Key.Key_Space)

    assert "What is changed from version 1 to 3" in seen.said
    assert sum("Further thing" in line for line in seen.said) == 2


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [((), 2, {2}), ((2,), 2, set()), ((1, 2), 3, {2, 3}), ((2, 3), 1, {1, 3}), ((1, 3), 3, {1})],
)
def test_two_at_most_are_marked(before: tuple[int, ...], number: int, after: set[int]) -> None:
    assert turned(frozenset(before), number) == after


def test_a_request_names_its_line_and_who_asks(seen: Seen) -> None:
    seen.press(Key.Key_C)
    seen.type("saw both children")
    seen.type("It was one child")
    seen.type("Leon Abbas, police")

    found = seen.held.all(Correction)[0]
    assert found.place.startswith("What was said: ")
    assert SAID in found.place
    assert (found.text, found.asked_by, found.asked_on) == (
        "It was one child",
        "Leon Abbas",
        date(2026, 9, 1),
    )
    assert found.asked_by_agency_id is not None
    assert seen.view.message.text == "The request is noted."
    assert "It was one child" in seen.said


def test_a_request_of_a_line_that_is_marked_asks_for_no_line(seen: Seen) -> None:
    seen.held.say("Housing offers a visit")
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()
    seen.go_to("Housing offers a visit")

    seen.press(Key.Key_C)
    seen.type("It was not offered")
    seen.type("Housing")

    assert "Housing offers a visit" in seen.held.all(Correction)[0].place


def test_escape_leaves_a_question_and_nothing_happens(seen: Seen) -> None:
    seen.press(Key.Key_C)
    assert seen.view.ask.isVisible()

    seen.press(Key.Key_Escape)

    assert not seen.view.ask.isVisible()
    assert QApplication.focusWidget() in (seen.view.about, seen.view.documents)
    assert seen.held.all(Correction) == ()


def asked_for(seen: Seen) -> None:
    key = seen.held.newest().id
    seen.held.desk.execute(AskForCorrection(key, "", "It was one child", NOW.date(), "Leon Abbas"))
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()
    seen.go_to("It was one child")


def test_the_chair_accepts_in_one_key(seen: Seen) -> None:
    asked_for(seen)

    seen.press(Key.Key_A)

    assert seen.held.all(Correction)[0].state is C.ACCEPTED
    assert "Accepted on Tue 1 Sep 2026." in seen.below
    assert Step.TAKE in seen.offered()


@pytest.mark.parametrize(("key", "state"), [(Key.Key_O, C.NOTED), (Key.Key_X, C.REFUSED)])
def test_the_chair_notes_or_refuses_with_a_reason(seen: Seen, key: Qt.Key, state: CorrectionState) -> None:
    asked_for(seen)

    seen.press(key)
    seen.press(Key.Key_Return)
    assert seen.held.all(Correction)[0].state is C.RECEIVED
    seen.type("The diary says both")

    found = seen.held.all(Correction)[0]
    assert (found.state, found.answer) == (state, "The diary says both")
    assert "The diary says both" in seen.below


def test_what_waits_for_an_answer_is_counted_at_the_left(seen: Seen) -> None:
    asked_for(seen)

    assert "1 request to answer" in seen.view.documents.page.lines[0].below


def test_answering_without_a_request_says_where_to_go(seen: Seen) -> None:
    seen.press(Key.Key_A)

    assert "No request is marked." in seen.view.message.text


def test_what_is_done_with_a_line_is_offered_while_it_is_marked(seen: Seen) -> None:
    def shown() -> set[str]:
        return {key for key, button in seen.view.steps.with_line.items() if not button.isHidden()}

    seen.go_to("Version 1")
    assert shown() == {"c", " "}

    asked_for(seen)
    assert shown() == {"c", "a", "o", "x"}


def test_a_discussion_waits_for_its_quality_check_and_says_so(
    ui_desk: Desk, open_view: Callable[..., Seen]
) -> None:
    seen = open_view(hold(ui_desk, plan_strategy))

    assert "Approve: Documents of this kind are checked by a named senior" in seen.view.steps.said
    assert "Quality checked: Your role may not check the quality of a record." in seen.view.steps.said
    assert Step.APPROVE not in seen.offered()


def test_a_senior_checks_by_a_key(ui_desk: Desk, open_view: Callable[..., Seen], lanes: Lanes) -> None:
    held = hold(ui_desk, plan_strategy)
    senior = Bridge(Desk(ui_desk.store, person_with("quality_checker", name="Rhona Gale")), lanes)

    seen = open_view(held, senior)
    assert seen.offered() == {Step.CHECK}
    seen.press(Key.Key_Q)

    assert seen.held.newest().quality_checked_by == "Rhona Gale"
    assert "checked by Rhona Gale Tue 1 Sep 2026, 10:00" in seen.below


def test_a_refusal_is_told_in_its_place(finalised: Seen) -> None:
    seen = finalised
    seen.held.desk.execute(ChangeRow(DocumentVersion, seen.held.newest().id, (("content", "AAAA"),)))

    seen.press(Key.Key_P)

    assert "is not what it was when it was taken" in seen.view.message.text
    assert seen.held.newest().state is S.DRAFT


def test_a_version_that_came_from_elsewhere_is_shown_and_not_compared(seen: Seen) -> None:
    newest = seen.held.newest()
    seen.held.desk.execute(ChangeRow(DocumentVersion, newest.id, (("content", "Minutes typed elsewhere"),)))
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()

    assert "Version 1 · Draft" in seen.said
    assert "This version holds no record that can be read here." in seen.said


def test_late_documents_say_by_how_many_working_days(seen: Seen) -> None:
    letter = next(line for line in seen.view.documents.page.lines if line.says == LETTER.label)

    assert letter.below == "no version yet · Thu 27 Aug: late by 2 working days"
    assert letter.tone == "wrong"


def test_what_was_to_be_sent_before_a_meeting_is_not_late_after_it(
    ui_desk: Desk, open_view: Callable[..., Seen]
) -> None:
    seen = open_view(hold(ui_desk, plan_marac))

    case_list = next(line for line in seen.view.documents.page.lines if line.says == "Case list")

    assert case_list.below == "no version yet"


def test_a_meeting_without_a_type_says_so(ui_desk: Desk, open_view: Callable[..., Seen]) -> None:
    held = hold(ui_desk)
    ui_desk.execute(ChangeRow(Meeting, held.meeting_id, (("type_copy_id", None),)))

    seen = open_view(held)

    assert "The type of this meeting is not known here." in seen.view._empty.text()
    seen.view.press("n")
    assert len(held.all(DocumentVersion)) == 1


def test_the_minutes_are_confirmed_at_the_next_meeting_by_a_key(seen: Seen) -> None:
    seen.press(Key.Key_M)
    assert seen.view.message.text == "Confirm at the next meeting: The chair approves it first."
    seen.held.approve()
    following = seen.held.next_meeting()
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()

    seen.press(Key.Key_M)

    assert f"confirmed as a correct record at {following.reference}" in seen.below
    assert Step.CONFIRM not in seen.offered()


def test_another_meeting_begins_anew(seen: Seen) -> None:
    other = seen.held.next_meeting()
    seen.go_to("Version 1")
    seen.press(Key.Key_Space)
    names: list[str] = []
    seen.view.reference_changed.connect(names.append)

    seen.view.open_meeting(other.id)
    seen.wait()

    assert names[-1] == other.reference
    assert not any("compared" in line for line in seen.said)


def test_arrows_pass_over_headings_and_back_to_the_documents(seen: Seen) -> None:
    seen.press(Key.Key_Right)
    assert QApplication.focusWidget() is seen.view.about
    for _ in range(6):
        assert seen.view.about.here is not None
        assert not seen.view.about.here.is_heading
        seen.press(Key.Key_Down)

    seen.press(Key.Key_Left)

    assert QApplication.focusWidget() is seen.view.documents


@pytest.mark.parametrize(("look", "size"), [(Look.LIGHT, 100), (Look.DARK, 200), (Look.HIGH_CONTRAST, 200)])
def test_it_can_be_read_and_reached(seen: Seen, theme: Theme, look: Look, size: int) -> None:
    theme.show(look, size)
    seen.view.resize(1180, 560)
    asked_for(seen)
    faults = faults_of(seen.view)

    seen.press(Key.Key_C)

    assert faults == []
    assert faults_of(seen.view) == []


def faults_of(view: VersionsView) -> list[str]:
    return [
        *lint.nameless(view),
        *lint.roleless(view),
        *lint.markup_labels(view),
        *lint.markup_tooltips(view),
        *lint.out_of_order(view),
        *lint.faint(view),
        *lint.clipped(view),
    ]


@pytest.mark.parametrize("text", HOSTILE[:12])
def test_hostile_words_of_a_request_are_shown_as_they_are(seen: Seen, text: str) -> None:
    wanted = " ".join(text.split()) or "nothing"
    seen.held.desk.execute(
        AskForCorrection(seen.held.newest().id, wanted[:250], wanted, NOW.date(), wanted[:250])
    )
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()
    seen.view.grab()

    stored = seen.held.all(Correction)[-1].text
    assert stored in seen.said


def test_a_line_is_found_by_words_of_it_and_who_asks_by_name_or_agency(seen: Seen) -> None:
    comparison = seen.view.comparison
    assert comparison is not None
    shown = seen.view.shown
    assert shown is not None
    names = {name: key for key, name in shown.agencies}

    assert line_of("BOTH children", comparison.lines) is not None
    assert line_of("xx", comparison.lines) is None
    assert line_of("no such words", comparison.lines) is None
    assert who_asks("Leon Abbas, Police", shown.agencies) == ("Leon Abbas", names["Police"])
    assert who_asks("police", shown.agencies) == ("", names["Police"])
    assert who_asks("Leon Abbas", shown.agencies) == ("Leon Abbas", None)
    assert who_asks("Abbas, Leon", shown.agencies) == ("Abbas, Leon", None)


def test_nothing_is_read_while_it_is_not_shown(seen: Seen) -> None:
    seen.view.hide()
    before = seen.view._question

    seen.view._bridge.execute(TakeDraft(seen.held.meeting_id, LETTER, NOW), None)
    seen.wait()

    assert seen.view._question == before


def test_copies_that_left_are_told_with_their_version(seen: Seen) -> None:
    sealed = seen.held.seal()
    seen.held.send(sealed, "School")
    assert len(seen.held.all(Distribution)) == len(seen.held.all(DocumentCopy)) == 1
    seen.view.open_meeting(seen.held.meeting_id)
    seen.wait()

    lines = [line for line in seen.view.about.page.lines if isinstance(line.about, VersionLine)]
    assert "Sent to: School." in lines[0].below
    assert "left in time" in seen.view.documents.page.lines[0].below
