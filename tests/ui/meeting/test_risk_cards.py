"""What it means for each child, the questions to think about and what the family says, by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import RemoveRow
from meetingdesk.domain.families import FamilyMember, FamilyRole
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.people import PersonName
from meetingdesk.domain.risk import FamilyView, Reflection, RiskKind, RiskPoint, ScaleRating
from tests.ui.meeting.conftest import Begin, Place, go_to_part
from tests.ui.meeting.seeds import plan_icpc
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.cards.field_edit import FieldEdit

At = Callable[[SectionKind], Place]


@pytest.fixture
def at(ui_desk: Desk, begin: Begin) -> At:
    """A conference about Rowan, 11, and Isla, 3, at a part of its agenda."""

    def there(kind: SectionKind) -> Place:
        place = begin(plan_icpc(ui_desk))
        go_to_part(place, kind)
        return place

    return there


def board(place: Place) -> CardBoard:
    return place.window.meeting.live.board


def named(place: Place, heard: str) -> list[FieldEdit]:
    edits = [edit for view in board(place).views for _, edit in view.all_edits()]
    return [edit for edit in edits if edit.field.name_heard == heard]


def go_into(place: Place, heard: str) -> None:
    """Go to the first field of a name as the keyboard does it: from the line to the cards, and on by Tab."""
    place.typist.press("Esc", "F5")
    wanted = named(place, heard)[0].focus_widget
    for _ in range(160):
        if QApplication.focusWidget() is wanted:
            return
        place.typist.press("Tab")
    raise AssertionError(f"Tab does not come to {heard}")


def here() -> str:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused.accessibleName()


def keep(place: Place) -> None:
    place.window.meeting.live.filling.keep_now()
    place.typist.wait()


def points(desk: Desk, kind: RiskKind) -> list[str]:
    with desk.reading() as reading:
        return [row.text for row in sorted(reading.find(RiskPoint, kind=kind), key=lambda row: row.position)]


def person(desk: Desk, name: str) -> PersonName:
    with desk.reading() as reading:
        (found,) = reading.find(PersonName, full=name)
    return found


def test_worries_and_strengths_are_written_line_by_line(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.RISK)
    typist = place.typist
    assert [view.card.title for view in board(place).views] == ["Child 1", "Child 2", "The family"]
    # Nothing takes the keyboard from the line.
    assert place.line.hasFocus()

    go_into(place, "What may happen: Child 1")
    typist.type("Rowan stays awake to listen")
    typist.press("Return")
    # Faster than anything is read again.
    typist.type("nobody rings the school")
    typist.press("Return", "Return")
    assert here() == "Strengths: Child 1"
    typist.type("an uncle who comes on Sundays")
    typist.press("Esc")
    keep(place)
    go_into(place, "Children's social care, Child 1: before")
    typist.type("3")
    typist.press("Return")
    assert here() == "Children's social care, Child 1: now"
    typist.type("5")
    typist.wait()

    assert points(ui_desk, RiskKind.WORRY) == ["Rowan stays awake to listen", "nobody rings the school"]
    assert points(ui_desk, RiskKind.STRENGTH) == ["an uncle who comes on Sundays"]
    rowan = person(ui_desk, "Rowan Castell").person_id
    with ui_desk.reading() as reading:
        (rating,) = reading.find(ScaleRating)
        assert {row.person_id for row in reading.find(RiskPoint)} == {rowan}
    assert (rating.child_id, rating.before, rating.now) == (rowan, 3, 5)
    assert board(place).views[0].flag_texts == ("● 2 worries", "● 1 strength", "1 number")
    assert place.refused == []
    typist.press("Esc")
    assert place.line.hasFocus()


def test_a_line_that_was_emptied_keeps_the_keyboard(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.RISK)
    typist = place.typist
    go_into(place, "Harm so far: Child 1")
    typist.type("a burn")
    typist.press("Return")
    typist.type("a bruise")
    keep(place)
    typist.press("Shift+Tab", "Ctrl+A", "Backspace")
    keep(place)
    assert points(ui_desk, RiskKind.HARM) == ["a bruise"]

    typist.type("a burn on the left hand")
    keep(place)

    assert here() == "Harm so far: Child 1"
    assert sorted(points(ui_desk, RiskKind.HARM)) == ["a bruise", "a burn on the left hand"]
    assert [edit.value for edit in named(place, "Harm so far: Child 1")] == [
        *("a burn on the left hand", "a bruise", ""),
    ]
    assert place.refused == []


def test_a_question_is_answered_or_passed(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.REFLECTION)
    typist = place.typist
    (view,) = board(place).views
    first, second = (block.fields[0].label for block in view.card.blocks[:2])

    go_into(place, first)
    typist.type("Only the aunt has been upstairs.")
    typist.press("Esc")
    keep(place)
    go_into(place, f"Passed: {second}")
    typist.type("y")
    typist.press("Esc")
    typist.wait()

    with ui_desk.reading() as reading:
        rows = {row.question: row for row in reading.find(Reflection)}
    assert rows[first].answer == "Only the aunt has been upstairs."
    assert rows[second].is_passed
    assert view.flag_texts == ("● 1 answered", "1 passed", "△ 1 not asked yet")
    assert place.refused == []


def test_what_a_parent_says_is_filled_in_by_keys(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.FAMILY_VIEWS)
    typist = place.typist
    assert [view.card.title for view in board(place).views] == ["Adult A", "Adult B"]
    assert board(place).views[0].flag_texts == ("✕ nothing known, and not why",)

    go_into(place, "In Adult A’s words")
    typist.type("I want the nights to be quiet.")
    typist.press("Return")
    assert here() == "What would help"
    typist.type("somebody to ring")
    typist.press("Esc")
    keep(place)
    typist.press("F5", "PgDown")
    for _ in range(40):
        if here() == "Not known because":
            break
        typist.press("Tab")
    typist.type("Nobody has his number.")
    typist.press("Esc")
    keep(place)

    with ui_desk.reading() as reading:
        views = {row.person_id: row for row in reading.find(FamilyView)}
    mother = views[person(ui_desk, "Bryony Castell").person_id]
    father = views[person(ui_desk, "Neville Ashe").person_id]
    assert (mother.words, mother.would_help) == ("I want the nights to be quiet.", "somebody to ring")
    assert father.not_known_because == "Nobody has his number."
    assert board(place).views[0].flag_texts == ("● in their words",)
    assert board(place).views[1].flag_texts == ("△ not known, and said why",)
    assert place.refused == []
    assert place.line.hasFocus()


def test_a_family_without_adults_says_how_to_add_one(at: At, ui_desk: Desk) -> None:
    place = at(SectionKind.FAMILY_VIEWS)
    with ui_desk.reading() as reading:
        adults = [row for row in reading.find(FamilyMember) if row.role is FamilyRole.PARENT]
    for member in adults:
        ui_desk.execute(RemoveRow(FamilyMember, member.id))

    place.typist.press("Alt+Down", "Alt+Up")
    place.typist.wait()

    shown = [label.text() for label in place.window.findChildren(QLabel) if label.isVisible()]
    assert any("No adult is recorded" in text for text in shown)
