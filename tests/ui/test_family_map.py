from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from meetingdesk.domain.families import RelationshipKind
from meetingdesk.domain.family_map import FamilyMap
from tests.family_maps import DrawnFamily, any_family, sample_family
from tests.ui.hostile import HOSTILE
from tests.ui.lint import shown_by_tooltip
from ui.palette import Look
from ui.theme import Theme
from ui.widgets.family_map import FamilyMapView

Key = Qt.Key


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> Iterator[FamilyMapView]:
    view = FamilyMapView(theme)
    qtbot.addWidget(view)
    view.resize(1000, 500)
    view.show_map(sample_family().drawn())
    view.show()
    view.activateWindow()
    view.setFocus()
    yield view
    view.close()


def at(view: FamilyMapView) -> str:
    assert view.current is not None
    return view.current.title


def press(view: FamilyMapView, qtbot: QtBot, *keys: Qt.Key) -> list[str]:
    stood = []
    for key in keys:
        qtbot.keyClick(view, key)
        stood.append(at(view))
    return stood


def middle_of(view: FamilyMapView, key: UUID) -> QPoint:
    card = view.shapes.card(key)
    assert card is not None
    return card.area.center().toPoint()


def test_arrow_keys_go_from_person_to_person_and_stop_at_the_ends(view: FamilyMapView, qtbot: QtBot) -> None:
    stood = press(view, qtbot, Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left)

    assert stood == ["Adult B", "Adult C", "Adult C", "Adult B"]
    assert press(view, qtbot, Key.Key_Down, Key.Key_Down) == ["Unborn", "Unborn"]
    assert press(view, qtbot, Key.Key_Home, Key.Key_End, Key.Key_Up) == ["Adult A", "Unborn", "Adult A"]


def test_enter_opens_the_person_and_e_fills_them_in(view: FamilyMapView, qtbot: QtBot) -> None:
    opened: list[UUID] = []
    filled: list[UUID] = []
    left: list[bool] = []
    view.person_chosen.connect(opened.append)
    view.edit_wanted.connect(filled.append)
    view.left.connect(lambda: left.append(True))

    press(view, qtbot, Key.Key_Down, Key.Key_Return, Key.Key_E, Key.Key_Escape)

    child = view.current
    assert child is not None
    assert child.title == "Child 2"
    assert (opened, filled, left) == ([child.person_id], [child.person_id], [True])


def test_keys_of_the_frame_are_left_to_it(view: FamilyMapView, qtbot: QtBot) -> None:
    before = at(view)

    qtbot.keyClick(view, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert at(view) == before


def test_the_mouse_chooses_and_a_second_click_opens(view: FamilyMapView, qtbot: QtBot) -> None:
    opened: list[UUID] = []
    view.person_chosen.connect(opened.append)
    box = view.drawn.boxes[1]
    place = middle_of(view, box.key)

    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    stood = view.current
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert stood == box
    assert opened == [box.person_id]


def test_who_is_current_is_said_with_how_they_are_linked(view: FamilyMapView, qtbot: QtBot) -> None:
    said = view.accessibleDescription()

    assert view.accessibleName() == "Family map"
    assert said.startswith("Adult A. Carys Sampleby. 31 years" if "31" in said else "Adult A. Carys Sampleby")
    assert "parent: Child 1, Child 2" in said
    assert "lives in Household" in said
    press(view, qtbot, Key.Key_Right)
    assert view.accessibleDescription().startswith("Adult B. Rhodri Sampleby")


def test_a_map_read_again_keeps_who_was_current(view: FamilyMapView, qtbot: QtBot) -> None:
    press(view, qtbot, Key.Key_Down)
    here = view.current
    assert here is not None
    fewer = replace(view.drawn, boxes=tuple(box for box in view.drawn.boxes if box.row == 1), links=())

    view.show_map(fewer)
    kept = view.current
    view.show_map(FamilyMap())

    assert kept == here
    assert view.current is None
    assert "Nobody" in view.accessibleDescription()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("seed", range(12))
def test_boxes_hold_their_texts_and_touch_neither_each_other_nor_words(
    theme: Theme, qtbot: QtBot, seed: int, size: int
) -> None:
    theme.show(Look.LIGHT, size)
    view = FamilyMapView(theme)
    qtbot.addWidget(view)
    view.resize(900, 500)

    view.show_map(any_family(seed).drawn())

    shapes = view.shapes
    for one, other in combinations(shapes.cards, 2):
        assert not one.area.intersects(other.area)
    whole = QRectF(0, 0, shapes.width, shapes.height)
    for card in shapes.cards:
        assert whole.contains(card.area)
        assert all(card.area.contains(line.area) for line in card.texts)
    for way in shapes.ways:
        assert not any(way.words.intersects(card.area) for card in shapes.cards)
        assert all(whole.contains(begin) and whole.contains(end) for begin, end in way.strokes)
    for house in shapes.houses:
        inside = [card for card in shapes.cards if card.box.key in house.frame.people]
        assert inside
        assert all(house.area.contains(card.area) for card in inside)


def test_eight_children_fit_into_a_window_without_scrolling(theme: Theme, qtbot: QtBot) -> None:
    family = DrawnFamily()
    children = [family.child(age, name=f"Sample Child {age}") for age in range(8)]
    mother, father = family.adult(sex="female"), family.adult(sex="male")
    family.at_home(mother, father, *children)
    family.parents(children, mother, father)
    view = FamilyMapView(theme)
    qtbot.addWidget(view)
    view.resize(1200, 560)
    view.show()

    view.show_map(family.drawn())

    assert view.horizontalScrollBar().maximum() == 0
    assert view.verticalScrollBar().maximum() == 0


def test_a_large_map_scrolls_to_who_is_current(theme: Theme, qtbot: QtBot) -> None:
    view = FamilyMapView(theme)
    qtbot.addWidget(view)
    view.resize(420, 260)
    view.show()
    view.show_map(sample_family().drawn())
    view.setFocus()

    press(view, qtbot, Key.Key_End)

    card = view.shapes.card(view.drawn.boxes[-1].key)
    assert card is not None
    offset = QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    seen = QRectF(offset, view.viewport().size())
    assert seen.contains(card.area.topLeft())
    assert view.verticalScrollBar().value() > 0


@pytest.mark.parametrize("text", HOSTILE)
def test_names_and_words_show_as_they_are(theme: Theme, qtbot: QtBot, text: str) -> None:
    family = DrawnFamily()
    adult, child = family.adult(name=text, whereabouts=text), family.child(4, name=text)
    family.lives(adult, text)
    family.lives(child, text)
    family.link(adult, RelationshipKind.OTHER, child, note=text[:24])
    view = FamilyMapView(theme)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()

    view.show_map(family.drawn())
    view.grab()
    card = view.shapes.card(adult.id)
    assert card is not None
    tip = view.tip_at(card.area.center())

    assert view.findChildren(QLabel) == []
    if "\u202e" not in text:
        assert text[:60] in shown_by_tooltip(tip)
    assert text[:60] in view.accessibleDescription()


def test_each_look_paints_the_map_anew(view: FamilyMapView, theme: Theme) -> None:
    light = view.grab().toImage()
    small = view.natural_height

    theme.show(Look.DARK, 150)

    assert view.grab().toImage() != light
    assert view.natural_height > small
