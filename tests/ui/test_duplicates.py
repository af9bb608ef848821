from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.people import Address, AddressWithheld, Person, PersonName
from meetingdesk.domain.visibility import Visibility
from tests.app.meetings_to_prepare import found
from tests.ui import lint
from tests.ui.hostile import HOSTILE
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.palette import Look
from ui.screens.family.duplicates import DuplicatesView
from ui.theme import Theme

Open = Callable[..., MainWindow]
Settle = Callable[[], None]
BORN = date(2019, 3, 4)
CHECKS = (
    *(lint.nameless, lint.roleless, lint.markup_labels, lint.markup_tooltips),
    *(lint.out_of_order, lint.faint, lint.clipped, lint.ambiguous_keys),
)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: str) -> None:
    for key in keys:
        combination = QKeySequence(key)[0]
        QTest.keyClick(focused(), combination.key(), combination.keyboardModifiers())


def said(widget: QWidget) -> str:
    return " ".join(text.text() for text in widget.findChildren(QLabel) if text.isVisible())


def put_twice(desk: Desk, *names: str, numbers: tuple[int, int] = (114, 200)) -> tuple[Person, Person]:
    families = (Family(reference=f"M-2026-{number}") for number in numbers)
    pair = (Person(birth_date=BORN), Person(birth_date=BORN, nhs_number="999 000 0018"))
    for family, person, name in zip(families, pair, names, strict=True):
        member = FamilyMember(family_id=family.id, person_id=person.id, role=FamilyRole.CHILD)
        desk.execute(AddRows((family, person, PersonName(person_id=person.id, full=name), member)))
    return pair


@pytest.fixture
def twice(ui_desk: Desk) -> tuple[Person, Person]:
    return put_twice(ui_desk, "Rowan Invented", "Rowan Inventid")


@pytest.fixture
def show(open_window: Open, settle: Settle) -> Callable[[], MainWindow]:
    def opened() -> MainWindow:
        window = open_window(meetings=0, families=0)
        window.activateWindow()
        window.go("families")
        settle()
        press("Ctrl+Shift+D")
        settle()
        return window

    return opened


Show = Callable[[], MainWindow]


def view_of(window: MainWindow) -> DuplicatesView:
    assert window.families.is_comparing
    return window.families.duplicates.view


def test_a_pair_is_shown_side_by_side_with_what_differs_in_words(
    twice: tuple[Person, Person], show: Show
) -> None:
    view = view_of(show())

    words = [
        [view.compared.data(view.compared.index(row, column)) for column in range(4)]
        for row in range(view.compared.rowCount())
    ]
    assert focused() is view.table
    assert ["Name", "Rowan Invented", "Rowan Inventid", "△ differs"] in words
    assert ["Born", "Mon 4 Mar 2019", "Mon 4 Mar 2019", "● same"] in words
    assert ["NHS number", "–", "999 000 0018", "○ missing"] in words
    assert "different families, which stay apart" in said(view)


def test_m_asks_and_merges_and_one_undo_makes_two_again(
    twice: tuple[Person, Person], show: Show, ui_desk: Desk, bridge: Bridge, settle: Settle
) -> None:
    window = show()
    view = view_of(window)

    press("M")
    asked, modal = said(view.question), QApplication.activeModalWidget()
    still_two = len(found(ui_desk, Person))
    press("Y")
    settle()
    (kept,) = found(ui_desk, Person)
    told = view.message.text
    bridge.undo()
    settle()

    assert "Rowan Inventid” move over" in asked
    assert modal is None
    assert still_two == 2
    assert (kept.id, kept.nhs_number) == (twice[0].id, "999 000 0018")
    assert "one" in told
    assert len(found(ui_desk, Person)) == 2
    assert view.pair is not None


def test_escape_leaves_the_question_then_the_place_and_changes_nothing(
    twice: tuple[Person, Person], show: Show, ui_desk: Desk, settle: Settle
) -> None:
    window = show()
    view = view_of(window)

    press("M", "Esc")
    after_first = (view.question.isVisible(), focused())
    press("Esc")
    settle()

    assert after_first == (False, view.table)
    assert not window.families.is_comparing
    assert focused() is window.families.table
    assert len(found(ui_desk, Person)) == 2


def test_the_keyboard_reaches_what_is_compared(twice: tuple[Person, Person], show: Show) -> None:
    view = view_of(show())

    press("Tab", "Down")
    line = view.beside.line
    press("M")

    assert line is not None
    assert line.what == "Born"
    assert view.question.field.hasFocus()


def test_t_turns_round_who_is_kept(
    twice: tuple[Person, Person], show: Show, ui_desk: Desk, settle: Settle
) -> None:
    show()

    press("T", "M", "Y")
    settle()

    assert [person.id for person in found(ui_desk, Person)] == [twice[1].id]


def test_d_is_remembered_and_the_pair_is_gone(
    twice: tuple[Person, Person], show: Show, ui_desk: Desk, settle: Settle
) -> None:
    window = show()
    view = view_of(window)

    press("D")
    settle()
    press("Esc")
    settle()
    press("Ctrl+Shift+D")
    settle()

    assert view.pair is None
    assert "Nobody seems to be recorded twice" in said(view)
    assert len(found(ui_desk, Person)) == 2


def test_u_parts_two_who_were_merged(
    twice: tuple[Person, Person], show: Show, ui_desk: Desk, settle: Settle
) -> None:
    view = view_of(show())
    press("M", "Y")
    settle()
    merged = view.merged

    press("U")
    settle()

    assert merged is not None
    assert {person.id for person in found(ui_desk, Person)} == {twice[0].id, twice[1].id}
    assert view.pair is not None


def test_a_refusal_says_what_stands_against_it_and_names_nobody(
    twice: tuple[Person, Person], show: Show, ui_desk: Desk, settle: Settle
) -> None:
    ui_desk.execute(AddRows((Address(person_id=twice[1].id, lines="A refuge", visibility=Visibility.V2),)))
    window = show()

    press("M", "Y")
    settle()

    assert "restricted to their own family" in window.message.text
    assert "Rowan" not in window.message.text
    assert len(found(ui_desk, Person)) == 2


def test_people_who_must_not_know_of_each_other_are_never_shown_together(
    twice: tuple[Person, Person], show: Show, ui_desk: Desk
) -> None:
    address = Address(person_id=twice[0].id, lines="12 Sample Street")
    ui_desk.execute(AddRows((address, AddressWithheld(address_id=address.id, from_id=twice[1].id))))

    view = view_of(show())

    assert view.pair is None
    assert "Nobody seems to be recorded twice" in said(view)
    assert focused() is view.back


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
@pytest.mark.parametrize("size", [100, 200])
def test_the_place_holds_what_holds_for_every_window(
    show: Show, ui_desk: Desk, theme: Theme, settle: Settle, look: Look, size: int
) -> None:
    theme.show(look, size)
    people = [Person(birth_date=BORN, ethnicity=text[:300]) for text in HOSTILE for _ in range(2)]
    names = [PersonName(person_id=one.id, full=(one.ethnicity + " X" * 2)[:300]) for one in people]
    ui_desk.execute(AddRows((*people, *names)))
    window = show()

    on_pairs = [fault for check in CHECKS for fault in check(window)]
    press("M")
    settle()
    asked = [fault for check in CHECKS for fault in check(window)]

    assert on_pairs == []
    assert asked == []
