"""What an action lacks, said under the line, marked on its row and put right one by one, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live import coached_at
from meetingdesk.domain.actions import Action, ActionStep
from meetingdesk.errors import DefinitionError
from tests.ui.meeting.conftest import Begin, Place
from tests.ui.meeting.seeds import plan_icpc
from ui.screens.meeting.coach.coach_deeds import CoachDeeds
from ui.screens.meeting.coach.finding_bar import FindingBar
from ui.screens.meeting.screen import MeetingScreen

VAGUE = "! hv to monitor the weight"
SHARP = (
    "! csc to visit Child 1 at home every Monday until 27/11/2026 so that Child 1 is safe at night, "
    "shown by a note after each visit of who slept there"
)
COMPOUND = "! csc to refer Child 1 to CAMHS and to visit the home by 27/11/2026, shown by a letter of CAMHS"
BOTH = "! po and csc to visit Child 1 by 27/11/2026 so that Child 1 is safe, shown by a note of what was seen"


@pytest.fixture
def place(ui_desk: Desk, begin: Begin) -> Place:
    return begin(plan_icpc(ui_desk))


def live(place: Place) -> MeetingScreen:
    return place.window.meeting.live


def deeds(place: Place) -> CoachDeeds:
    return live(place).coach


def bar(place: Place) -> FindingBar:
    return deeds(place).mending.bar


def paused(place: Place) -> None:
    """Wait as after a pause, with the line and the rows looked over."""
    place.typist.wait()
    deeds(place).look_at_line()
    deeds(place).look()
    place.typist.wait()


def keep(place: Place, *lines: str) -> None:
    for line in lines:
        place.typist.type(line)
        place.typist.press("Return")
    paused(place)


def to_newest_action(place: Place) -> None:
    """Go to the action agreed last, in the list beside the meeting."""
    place.typist.press("F9")
    view = live(place).agreed.list
    view.setCurrentIndex(view.model_.index(len(view.model_.items) - 1))


def go_to(place: Place, fault: str) -> None:
    """Go through what is told until a fault is."""
    for _ in range(10):
        finding = bar(place).finding
        if finding is not None and finding.fault == fault:
            return
        place.typist.press("Down")
    raise AssertionError(f"{fault} is not told")


def marks(place: Place) -> list[str]:
    lines = live(place).agreed.list.model_
    return [lines.mark(item.id) for item in lines.items]


def faults(place: Place) -> list[str]:
    return [one.fault for found in deeds(place).coached.by_row.values() for one in found]


def test_what_an_action_lacks_is_said_after_a_pause_and_not_at_a_key(place: Place, qtbot: QtBot) -> None:
    place.typist.type(VAGUE)
    place.typist.wait()
    assert deeds(place).line_says == ""

    qtbot.waitUntil(lambda: deeds(place).line_says != "")

    assert deeds(place).line_says == "◇ No day is said. And 3 more."
    assert place.line.hasFocus()


def test_enter_is_never_held_up_and_takes_the_words_away(place: Place, ui_desk: Desk) -> None:
    place.typist.type(VAGUE)
    paused(place)

    place.typist.press("Return")
    assert deeds(place).line_says == ""
    paused(place)

    with ui_desk.reading() as reading:
        assert len(reading.find(Action)) == 1
    assert place.refused == []
    assert live(place).capture.findChild(QLabel, "lacks").isHidden()


def test_nothing_is_said_of_a_sharp_action_nor_of_what_is_no_action(place: Place) -> None:
    for line in (SHARP, "hv The weight is monitored", '" Child 1: somebody should monitor it'):
        place.line.setPlainText(line)
        paused(place)

        assert deeds(place).line_says == ""


def test_a_piece_put_right_by_hand_is_no_fault_any_more(place: Place) -> None:
    place.typist.type("! hv to weigh Child 1 at home, shown by each weight on the chart")
    paused(place)
    assert deeds(place).line_says.startswith("◇ No day is said.")

    live(place).capturing.correct(next(p for p in live(place).capture.pieces.shown if p.part == "due"))
    place.typist.type("27/11/2026")
    place.typist.press("Return")
    paused(place)

    assert "No day is said" not in deeds(place).line_says


def test_a_row_is_marked_with_its_warnings_and_heard_so(place: Place) -> None:
    keep(place, VAGUE, SHARP)

    assert marks(place) == ["◇ 3 to sharpen", ""]
    lines = live(place).agreed.list.model_
    assert "3 to sharpen" in lines.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_rows_are_looked_over_by_themselves_once_nobody_types(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CoachDeeds, "LATE_MS", 50)

    place.typist.type(VAGUE)
    place.typist.press("Return")

    qtbot.waitUntil(lambda: marks(place) == ["◇ 3 to sharpen"])


def test_findings_are_told_one_by_one_and_escape_leads_back(place: Place) -> None:
    keep(place, VAGUE)
    to_newest_action(place)

    place.typist.press("T")
    first = bar(place).said
    place.typist.press("Down")
    second = bar(place).said
    place.typist.press("Up")

    assert first == ("◇ No day is said.", "Say by which day.", "1 of 4 things")
    assert second[0].startswith("◇ Nobody says how it is watched")
    assert bar(place).said == first
    assert bar(place).hasFocus()
    place.typist.press("Escape")
    assert bar(place).isHidden()
    assert live(place).agreed.list.hasFocus()


def test_going_elsewhere_closes_what_is_told(place: Place) -> None:
    keep(place, VAGUE)
    to_newest_action(place)
    place.typist.press("T")

    QApplication.sendEvent(
        bar(place), QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    )
    assert not bar(place).isHidden()
    place.typist.press("F2")

    assert bar(place).isHidden()


def test_enter_says_the_piece_anew_and_its_finding_goes(place: Place, ui_desk: Desk) -> None:
    keep(place, VAGUE)
    to_newest_action(place)
    place.typist.press("T", "Return")
    assert live(place).ask.field.hasFocus()

    place.typist.type("27/11/2026")
    place.typist.press("Return")
    paused(place)

    with ui_desk.reading() as reading:
        (action,) = reading.find(Action)
    assert str(action.due_on) == "2026-11-27"
    assert "no_date" not in faults(place)
    assert live(place).agreed.list.hasFocus()


def test_words_are_put_right_where_they_stand(place: Place) -> None:
    keep(place, VAGUE)
    place.typist.press("F9", "Return")
    place.typist.wait()
    place.typist.wait()
    assert live(place).stream.hasFocus()
    paused(place)

    place.typist.press("T")
    go_to(place, "monitor")
    place.typist.press("Return")

    editor = live(place).stream.editor
    assert editor is not None
    assert editor.hasFocus()
    assert "monitor" in editor.toPlainText()


def test_a_finding_is_set_aside_with_a_reason_and_kept(place: Place, ui_desk: Desk) -> None:
    keep(place, VAGUE)
    to_newest_action(place)
    place.typist.press("T", "X", "Return")
    assert live(place).ask.field.hasFocus(), "without a reason it is asked for again"

    place.typist.type("She goes each Monday anyway")
    place.typist.press("Return")
    paused(place)

    with ui_desk.reading() as reading:
        (step,) = (one for one in reading.find(ActionStep) if one.kind == "set_aside")
    assert (step.reason, step.note) == ("coach: L002", "She goes each Monday anyway")
    assert marks(place) == ["◇ 2 to sharpen"]
    to_newest_action(place)
    place.typist.press("T")
    assert bar(place).said[2] == "1 of 3 things · 1 set aside"
    place.typist.press("Escape", "Ctrl+Z")
    paused(place)
    assert marks(place) == ["◇ 3 to sharpen"]


def test_several_owners_become_an_action_for_each(place: Place, ui_desk: Desk) -> None:
    keep(place, BOTH)
    to_newest_action(place)

    place.typist.press("T")
    go_to(place, "several_owners")
    place.typist.press("S")
    paused(place)

    with ui_desk.reading() as reading:
        actions = reading.find(Action)
    assert len(actions) == 2
    assert len({action.owner_agency_id for action in actions}) == 2
    assert all("(with" not in action.text for action in actions)
    assert "several_owners" not in faults(place)
    assert place.refused == []
    place.typist.press("Ctrl+Z")
    paused(place)
    with ui_desk.reading() as reading:
        assert len(reading.find(Action)) == 1


def test_two_tasks_are_set_apart_on_one_line(place: Place, ui_desk: Desk) -> None:
    keep(place, COMPOUND)
    to_newest_action(place)
    place.typist.press("T")
    go_to(place, "compound")
    place.typist.press("S")
    offered = live(place).ask.field.text()
    place.typist.press("Return")
    paused(place)

    assert offered.count("|") == 1
    with ui_desk.reading() as reading:
        texts = [action.text for action in reading.find(Action)]
    assert len(texts) == 2
    assert texts[1] == "Visit the home"


def test_nothing_is_split_where_there_is_one_task_of_one_owner(place: Place, ui_desk: Desk) -> None:
    keep(place, VAGUE)
    to_newest_action(place)

    place.typist.press("T", "S")

    assert bar(place).hasFocus()
    with ui_desk.reading() as reading:
        assert len(reading.find(Action)) == 1


def test_a_sharp_action_has_nothing_to_tell(place: Place) -> None:
    keep(place, SHARP)
    to_newest_action(place)

    place.typist.press("T")

    assert live(place).agreed.list.hasFocus()
    assert deeds(place)._mending is None


def test_an_action_nobody_has_looked_over_yet_is_told_as_soon_as_it_was(place: Place) -> None:
    place.typist.type(VAGUE)
    place.typist.press("Return")
    place.typist.wait()
    to_newest_action(place)

    place.typist.press("T")
    place.typist.wait()

    assert bar(place).hasFocus()


def test_many_actions_are_said_in_words(place: Place) -> None:
    keep(place, *(f"! hv to weigh Child 1 on {day} December, shown by the chart" for day in range(1, 12)))

    many = live(place).agreed.many
    assert many is not None
    assert many.text.startswith("11 actions in this case, 11 of them with ")
    assert many.text.endswith(": fewer, sharper ones are done.")


def test_facts_are_read_once_and_anew_after_a_change(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    facts_at = coached_at.facts_at

    def counted(*asked: object) -> object:
        read.append(asked)
        return facts_at(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(coached_at, "facts_at", counted)
    place.typist.type("! hv to mon")
    paused(place)
    first = len(read)

    for word in ("itor", " the", " weight"):
        place.typist.type(word)
        paused(place)
    assert len(read) == first == 1
    place.typist.press("Return")
    paused(place)

    assert len(read) == 2


def test_a_broken_list_of_the_place_is_told_once_and_nothing_else_stops(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise DefinitionError("words.toml, line 5: there is no such list.")

    monkeypatch.setattr(coached_at, "coach_book", broken)
    told: list[str] = []
    deeds(place).said.connect(told.append)

    place.typist.type(VAGUE)
    paused(place)
    keep(place, "")

    assert len(told) == 1
    assert "words.toml, line 5" in told[0]
    assert marks(place) == [""]
