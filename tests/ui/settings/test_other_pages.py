from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.opening import FirstPerson, create_store
from meetingdesk.app.settings_people import add_person
from meetingdesk.app.snippets import own_snippets
from meetingdesk.app.spelling import own_words
from meetingdesk.app.staff import SatDown
from tests.ui.clocks import SteppingClock
from tests.ui.conftest import CHEAP
from tests.ui.settings.conftest import Open
from tests.ui.settings.something import HOUSING, NGOZI
from ui.bridge import Bridge
from ui.lane import Lanes
from ui.screens.settings.agencies_page import AgenciesPage
from ui.screens.settings.contacts_page import ContactsPage
from ui.screens.settings.people_page import PeoplePage
from ui.screens.settings.prompts_page import PromptsSettings
from ui.screens.settings.words_page import OwnWordsPage, ShortFormsPage
from ui.theme import Theme

Key, Settle = Qt.Key, Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier
ADAS, JOS = "harbour violin pencil orchard", "lantern meadow copper biscuit"
HOSTILE = "<b>O’Hara</b> & \u202e{}"


def test_an_agency_is_added_with_the_keyboard_and_taken_back(
    open_settings: Open, qtbot: QtBot, settle: Settle
) -> None:
    page = cast(AgenciesPage, open_settings("agencies").page)
    qtbot.keyClick(page.table, Key.Key_Insert)
    settle()
    name = QApplication.focusWidget()
    assert name is page.form.inputs["name"]
    _paste(name, HOSTILE)
    qtbot.keyClick(name, Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "OH")

    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    settle()

    agency = page.table.line.agency
    assert (agency.name, agency.code) == (HOSTILE, "oh")
    assert QApplication.focusWidget() is page.table
    page._bridge.undo()
    settle()
    assert HOSTILE not in [line.agency.name for line in _rows(page)]


def test_a_code_of_another_agency_is_refused_in_the_form(
    open_settings: Open, qtbot: QtBot, settle: Settle
) -> None:
    page = cast(AgenciesPage, open_settings("agencies").page)
    assert page.table.line.agency == HOUSING
    qtbot.keyClick(page.table, Key.Key_Return)
    code = cast(QLineEdit, page.form.inputs["code"])
    code.selectAll()
    qtbot.keyClicks(code, "po")

    qtbot.keyClick(code, Key.Key_Return)
    settle()

    assert "po is that of Northshire Police already" in page.form.message.text
    assert code.text() == "po"


def test_an_agency_is_retired_and_offered_again(open_settings: Open, qtbot: QtBot, settle: Settle) -> None:
    page = cast(AgenciesPage, open_settings("agencies").page)

    qtbot.keyClick(page.table, Key.Key_Delete)
    settle()
    assert page.table.line.agency.name == HOUSING.name
    assert not page.table.line.agency.is_active
    qtbot.keyClick(page.table, Key.Key_Delete)
    settle()

    assert page.table.line.agency.is_active


def test_a_contact_gets_another_agency_and_telephone(
    open_settings: Open, qtbot: QtBot, settle: Settle
) -> None:
    page = cast(ContactsPage, open_settings("contacts").page)
    qtbot.keyClick(page.table, Key.Key_Return)
    box, phone = cast(QComboBox, page.form.inputs["agency_id"]), page.form.inputs["telephone"]
    assert box.currentText() == "Northshire Police"
    qtbot.keyClick(box, Key.Key_Up)
    cast(QLineEdit, phone).selectAll()
    qtbot.keyClicks(phone, "01632 960999")

    qtbot.keyClick(phone, Key.Key_Return)
    settle()

    contact = page.table.line.professional
    assert (contact.id, contact.agency_id, contact.telephone) == (NGOZI.id, HOUSING.id, "01632 960999")


def test_the_filter_of_contacts_asks_the_store(open_settings: Open, qtbot: QtBot, settle: Settle) -> None:
    page = cast(ContactsPage, open_settings("contacts").page)

    qtbot.keyClicks(page.filter, "tenancy")
    page._filter_now()
    settle()

    assert [line.professional.name for line in _rows(page)] == ["Rhys Prosser"]


def test_somebody_who_left_is_no_longer_offered(open_settings: Open, qtbot: QtBot, settle: Settle) -> None:
    page = cast(ContactsPage, open_settings("contacts").page)

    qtbot.keyClick(page.table, Key.Key_Delete)
    settle()

    assert page.table.line.professional.left_on.isoformat() == "2026-11-20"


def test_a_list_that_is_dropped_shows_what_it_would_do_and_is_brought_in(
    open_settings: Open, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("Name,Agency,Email\nŁucja Nowak,Harbour Homes,l@homes.example\n", encoding="utf-8")
    page = cast(ContactsPage, open_settings("contacts").page)

    page.dropEvent(_dropped(path))
    settle()

    assert page.incoming.says.text() == "1 row: 1 new, 0 brought up to date, 0 as it is already."
    assert "Row 2: new (adds 1 contact)" in page.incoming.rows.toPlainText()
    assert len(_rows(page)) == 3
    qtbot.keyClick(page.incoming.rows, Key.Key_Return, CONTROL)
    settle()
    assert "Łucja Nowak" in [line.professional.name for line in _rows(page)]
    assert page.incoming.isHidden()


def test_a_list_with_a_fault_names_the_row_and_brings_nothing_in(
    open_settings: Open, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("Name,Role\nJo,Nurse\n,Doctor\n", encoding="utf-8")
    page = cast(ContactsPage, open_settings("contacts").page)

    page.show_list(path)
    settle()
    qtbot.keyClick(page.incoming.rows, Key.Key_Return, CONTROL)
    settle()

    assert "✕ row 3, column Name: the name is missing" in page.incoming.rows.toPlainText()
    assert not page.incoming.take_button.isEnabled()
    assert len(_rows(page)) == 3
    qtbot.keyClick(page.incoming.rows, Key.Key_Escape)
    assert page.incoming.isHidden()
    assert QApplication.focusWidget() is page.table


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0", b"one,two\n1,2\n", b"\x00\xff" * 50])
def test_a_file_that_is_no_list_of_contacts_is_refused_in_words(
    open_settings: Open, tmp_path: Path, settle: Settle, content: bytes
) -> None:
    path = tmp_path / "contacts.xlsx"
    path.write_bytes(content)
    page = cast(ContactsPage, open_settings("contacts").page)

    page.show_list(path)
    settle()

    assert "nothing was changed" in page.incoming.message.text
    assert page.incoming.rows.toPlainText().startswith("✕ ")


def test_a_reader_looks_at_contacts_and_changes_none(
    open_settings: Open, qtbot: QtBot, settle: Settle
) -> None:
    page = cast(ContactsPage, open_settings("contacts", "reader").page)

    qtbot.keyClick(page.table, Key.Key_Delete)
    qtbot.keyClick(page.table, Key.Key_Return)
    settle()

    assert page.table.line.professional.left_on is None
    assert cast(QLineEdit, page.form.inputs["name"]).isReadOnly()
    assert not page.add_button.isEnabled()
    assert not page.acceptDrops()


def test_esc_goes_back_step_by_step(open_settings: Open, qtbot: QtBot, settle: Settle) -> None:
    screen = open_settings("agencies")
    page = cast(AgenciesPage, screen.page)
    page.filter.setText("police")
    page._filter_now()
    page.take_focus()
    qtbot.keyClick(page.table, Key.Key_Return)

    qtbot.keyClick(page.form.inputs["name"], Key.Key_Escape)
    assert QApplication.focusWidget() is page.table
    qtbot.keyClick(page.table, Key.Key_Escape)
    assert page.filter.text() == ""
    qtbot.keyClick(page.table, Key.Key_Escape)

    assert QApplication.focusWidget() is screen.list


def test_an_empty_store_says_what_to_do(open_settings: Open) -> None:
    page = cast(AgenciesPage, open_settings("agencies", has_something=False).page)

    assert page._nothing.text() == "No agency is known here yet"
    assert page._nothing_hint.isVisible()


# People at the desk


def test_roles_are_changed_with_the_keyboard(open_settings: Open, qtbot: QtBot, settle: Settle) -> None:
    page = cast(PeoplePage, open_settings("people").page)
    page.table.choose(1)
    qtbot.keyClick(page.table, Key.Key_Return)
    box = page.form.inputs["roles"].boxes["reader"]  # type: ignore[attr-defined]  # several boxes

    qtbot.keyClick(box, Key.Key_Space)
    qtbot.keyClick(box, Key.Key_Return)
    settle()

    assert page.table.line.roles == ("minute_taker", "chair", "reader")


def test_nobody_takes_the_last_coordinator_away(open_settings: Open, qtbot: QtBot, settle: Settle) -> None:
    page = cast(PeoplePage, open_settings("people").page)
    qtbot.keyClick(page.table, Key.Key_Return)
    boxes = page.form.inputs["roles"].boxes  # type: ignore[attr-defined]  # several boxes
    qtbot.keyClick(boxes["coordinator"], Key.Key_Space)
    qtbot.keyClick(boxes["reader"], Key.Key_Space)

    qtbot.keyClick(boxes["reader"], Key.Key_Return)
    settle()

    assert "Nobody would be left who can say who may sit at the desk." in page.form.message.text
    assert page.table.line.roles == ("coordinator",)
    assert page.form.isEnabled()


def test_nobody_ends_their_own_time(open_settings: Open, qtbot: QtBot, settle: Settle) -> None:
    page = cast(PeoplePage, open_settings("people").page)

    qtbot.keyClick(page.table, Key.Key_Delete)

    assert "You cannot end your own time" in page.message.text
    assert page.question.isHidden()


@pytest.fixture
def team_page(
    tmp_path: Path,
    own: Path,
    lanes: Lanes,
    theme: Theme,
    cheap_keys: None,
    monkeypatch: pytest.MonkeyPatch,
    settle: Settle,
    qtbot: QtBot,
) -> Iterator[PeoplePage]:
    """The page on a store with passphrases, at which only Ada sits."""
    monkeypatch.setattr("meetingdesk.app.staff.calibrate", lambda: CHEAP)
    desk, _ = create_store(tmp_path / "own_store", FirstPerson("ada", "Ada Test"), ADAS, cost=CHEAP)
    clock = SteppingClock()
    page = PeoplePage(Bridge(desk, lanes), theme, clock)
    clock.setParent(page)
    qtbot.addWidget(page)
    page.resize(1000, 680)
    page.show()
    page.activateWindow()
    settle()
    page.take_focus()
    yield page
    lanes.close()
    desk.close()


def test_somebody_new_gets_a_recovery_key_that_is_shown_once(
    team_page: PeoplePage, qtbot: QtBot, settle: Settle
) -> None:
    page = team_page
    qtbot.keyClick(page.table, Key.Key_Insert)
    qtbot.keyClicks(page.form.inputs["name"], "Jo Marsh")
    qtbot.keyClicks(page.form.inputs["sign_in_name"], "jo")
    qtbot.keyClick(page.form.inputs["sign_in_name"], Key.Key_Return)
    assert "The passphrase is not ready yet." in page.form.message.text
    page.passphrase.first.set_text(JOS)
    page.passphrase.second.set_text(JOS)

    page.form.keep()
    settle()

    assert page.handed_over.isVisible()
    assert page.passphrase.text == ""
    assert {one.sign_in_name for one in _rows(page)} == {"ada", "jo"}
    page.handed_over.done_button.click()
    assert page.handed_over.isHidden()


def test_a_name_that_signs_in_already_is_refused_and_what_was_typed_stays(
    team_page: PeoplePage, qtbot: QtBot, settle: Settle
) -> None:
    page = team_page
    qtbot.keyClick(page.table, Key.Key_Insert)
    qtbot.keyClicks(page.form.inputs["name"], "Another Ada")
    qtbot.keyClicks(page.form.inputs["sign_in_name"], "ADA")
    page.passphrase.first.set_text(JOS)
    page.passphrase.second.set_text(JOS)

    page.form.keep()
    settle()

    assert "Somebody signs in with this name already" in page.form.message.text
    assert page.form.values["name"] == "Another Ada"
    assert page.form.isEnabled()


def test_the_end_of_somebodys_time_is_asked_for_first(
    team_page: PeoplePage, qtbot: QtBot, settle: Settle
) -> None:
    page = team_page
    add_person("jo", "Jo Marsh", ("chair",), JOS, page._bridge.desk)
    page.read_again()
    settle()
    page.table.choose(1)
    qtbot.keyClick(page.table, Key.Key_Delete)
    assert QApplication.focusWidget() is page.question.field
    qtbot.keyClicks(page.question.field, "n")
    settle()
    assert page.table.line.is_active

    qtbot.keyClick(page.table, Key.Key_Delete)
    qtbot.keyClicks(page.question.field, "y")
    settle()

    assert [one.name for one in _rows(page) if not one.is_active] == ["Jo Marsh"]


def test_what_is_run_on_a_server_is_shown(open_settings: Open, settle: Settle) -> None:
    page = cast(PeoplePage, open_settings("people").page)

    page._added(SatDown(statements=("CREATE ROLE jo;", "GRANT reader TO jo;")))
    settle()

    assert page.handed_over.statements.toPlainText() == "CREATE ROLE jo;\nGRANT reader TO jo;"
    assert QApplication.focusWidget() is page.handed_over.statements
    page.handed_over.done_button.click()
    assert page.handed_over.statements.toPlainText() == ""


# Questions


def test_a_question_gets_other_words_and_u_takes_them_back(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    page = cast(PromptsSettings, open_settings("prompts").page)
    key, before = page.table.line.key, page.table.line.text
    qtbot.keyClick(page.table, Key.Key_Return)
    text = cast(QPlainTextEdit, page.form.inputs["text"])
    text.selectAll()
    _paste(text, HOSTILE)

    qtbot.keyClick(text, Key.Key_Return, CONTROL)
    settle()
    assert rulebook().prompts[key].text == HOSTILE
    assert page.table.line.text == HOSTILE
    qtbot.keyClick(page.table, "U")
    settle()

    assert rulebook().prompts[key].text == before


def test_a_question_is_left_out_here_and_another_one_asked(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    page = cast(PromptsSettings, open_settings("prompts").page)
    assert page._read is not None
    kind, first = page._read.type_id, page.table.line.key
    other = next(row for row, line in page.model.lines() if not line.is_asked)
    page.table.choose(other)
    wanted = page.table.line.key
    qtbot.keyClick(page.table, "A")
    settle()
    assert "3 questions are the most" in page.message.text
    page.table.choose(0)

    qtbot.keyClick(page.table, "A")
    settle()
    page.table.choose(next(row for row, line in page.model.lines() if line.key == wanted))
    qtbot.keyClick(page.table, "A")
    settle()

    assert first not in rulebook().meeting_types[kind].prompts
    assert wanted in rulebook().meeting_types[kind].prompts


def test_a_question_is_switched_off_everywhere(
    open_settings: Open, own: Path, qtbot: QtBot, settle: Settle
) -> None:
    page = cast(PromptsSettings, open_settings("prompts").page)
    key = page.table.line.key

    qtbot.keyClick(page.table, "O")
    settle()

    assert all(key not in kind.prompts for kind in rulebook().meeting_types.values())
    assert page.table.line.key == key


# Words


def test_a_short_form_is_added_changed_and_taken_out(
    open_settings: Open, qtbot: QtBot, settle: Settle
) -> None:
    screen = open_settings("short_forms")
    page = cast(ShortFormsPage, screen.page)
    qtbot.keyClick(page.table, Key.Key_Insert)
    qtbot.keyClicks(page.form.inputs["short"], "oh")
    _paste(page.form.inputs["text"], HOSTILE)

    with qtbot.waitSignal(screen.words_changed):
        qtbot.keyClick(page.form.inputs["text"], Key.Key_Return, CONTROL)
    settle()
    assert (page.table.line.short, page.table.line.text, page.table.line.is_own) == ("oh", HOSTILE, True)
    qtbot.keyClick(page.table, Key.Key_Delete)
    settle()
    assert _kept(page, own_snippets) == {}
    qtbot.keyClick(page.table, "U")
    settle()

    assert _kept(page, own_snippets) == {"oh": HOSTILE}


def test_a_short_form_that_cannot_be_typed_is_refused(
    open_settings: Open, qtbot: QtBot, settle: Settle
) -> None:
    page = cast(ShortFormsPage, open_settings("short_forms").page)
    qtbot.keyClick(page.table, Key.Key_Insert)
    qtbot.keyClicks(page.form.inputs["short"], "o h")
    qtbot.keyClicks(page.form.inputs["text"], "words")

    qtbot.keyClick(page.form.inputs["short"], Key.Key_Return)
    settle()

    assert "is not one to 20 small letters or digits" in page.form.message.text
    assert page.form.isVisible()


def test_a_word_of_ones_own_is_added_and_taken_out(open_settings: Open, qtbot: QtBot, settle: Settle) -> None:
    page = cast(OwnWordsPage, open_settings("words").page)
    assert page._nothing.text() == "You have no words of your own yet"
    page.add_button.click()
    _paste(page.form.inputs["word"], "Zieliński")
    qtbot.keyClick(page.form.inputs["word"], Key.Key_Return)
    settle()
    assert _kept(page, own_words) == ("Zieliński",)
    assert QApplication.focusWidget() is page.table

    qtbot.keyClick(page.table, Key.Key_Delete)
    settle()

    assert _kept(page, own_words) == ()


def _paste(field: object, text: str) -> None:
    # Letters that are on no key come by the clipboard.
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    QApplication.clipboard().setText(text)
    field.paste()


def _rows(page: object) -> list:  # type: ignore[type-arg]
    return [line for _, line in page.model.lines()]  # type: ignore[attr-defined]


def _kept(page: ShortFormsPage | OwnWordsPage, question: Callable) -> object:  # type: ignore[type-arg]
    with page._bridge.desk.reading() as reading:
        return question(reading)


def _dropped(path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.data = data  # type: ignore[attr-defined]  # kept alive as long as the event
    return event
