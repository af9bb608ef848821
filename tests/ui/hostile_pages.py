"""Every page of the application on a store full of hostile texts, gone through as the application lists them.

Places of the rail, parts of a family's page, subjects of the settings and points of the agenda are taken
from the application itself: one that is added is opened here too. What has to be brought about by hand is
named in `BY_HAND`; a widget that no page shows is told by `unseen`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

import ui
from meetingdesk.domain.families import FamilyMember
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.rows import Row
from meetingdesk.storage.recovery_key import new_recovery_key
from tests.ui.hostile import FORMULAS, SAMPLE
from tests.ui.spoilt import Marks, spoil
from tests.ui.windows import FRAME, MEETING, PREPARING, Stage
from ui.destination import Destination
from ui.models.paged_model import PagedModel
from ui.screens.family.keys import PARTS
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.centre import Middle
from ui.screens.settings.contacts_page import ContactsPage
from ui.screens.settings.page import ListPage
from ui.screens.settings.people_page import PeoplePage

Page = tuple[str, QWidget]
KINDS = ("icpc", "marac", "strategy", "prebirth")

BY_HAND = frozenset(
    {
        *("what is known of a meeting", "a new family", "palette with results", "keys of this screen"),
        *("blank page", "progress", "a piece being corrected", "spelling", "an entry being edited"),
        *("roll call: kept out of what", "window for the room: read back", "window for the chair"),
        *("before you close: why it is set aside", "whole picture: what is behind", "map of the family"),
        *("invitations", "from last time", "a new family to list"),
        *("documents of a meeting", "documents of a meeting, some made"),
        *("approval of documents", "sending of documents"),
        *("sending, a message is held", "sending, what left", "sending, the mail server"),
        "pages of a copy",
    }
)
"""What the lists of the application do not lead to, by its name among the states of the windows."""

ELSEWHERE = (
    *("ui.screens.first_run", "ui.screens.unlock", "ui.screens.recovery", "ui.problems"),
    "ui.widgets.recovery_key_view",
)
"""Where no store is open yet, or nothing of one is shown; tests of their own show hostile texts in them."""


def pages(stage: Stage, marks: Marks, folder: Path) -> Iterator[Page]:
    """Open each page of a spoilt store, one after the other."""
    stage.spoil = partial(spoil, marks=marks)
    yield from _places(stage)
    yield from _family_page(stage)
    yield from _settings(stage, folder)
    opened: set[str] = set()
    for kind in KINDS:
        yield from _sections(kind, stage, opened)
    for state in (*FRAME, *MEETING, *PREPARING):
        if state.name in BY_HAND:
            window = state.open(stage)
            stage.wait()
            yield state.name, window
    yield from _exercise_in_the_room(stage)
    yield from _coached(stage)
    yield from _looked_for(stage)


def _places(stage: Stage) -> Iterator[Page]:
    frame = stage.frame()
    for key in frame.places:
        frame.go(key)
        stage.wait()
        yield f"place: {key}", frame
    frame.go("families")
    frame.families.compare_people()
    stage.wait()
    yield "people who may be the same", frame


def _family_page(stage: Stage) -> Iterator[Page]:
    frame = stage.frame()
    with stage.desk.reading() as reading:
        (meeting,) = reading.find(Meeting, type_id="icpc", status="live")
        members = reading.find(FamilyMember, family_id=meeting.family_id)
    frame.open(Destination("families", family_id=meeting.family_id))
    stage.wait()
    page = frame.families.page
    for place, (key, *_) in enumerate(PARTS):
        page.go_to(place)
        stage.wait()
        yield f"page of a family: {key}", frame
    files = page.files.view
    for place, line in list(files.model.lines()):
        files.table.choose(place)
        files.table.opened.emit(place)
        stage.wait()
        yield f"file: {line.kind}", frame
        files.forget_file()
    page.go_to(0)
    for member in (members[0], members[-1]):
        page.open_person(member.person_id)
        stage.wait()
        assert page.panel is not None
        show_all(page.panel.board)
        stage.wait()
        yield f"page of a family: {member.role}", frame
    page.close_part()


def _settings(stage: Stage, folder: Path) -> Iterator[Page]:
    frame = stage.frame()
    frame.go("settings")
    screen = frame.settings_screen
    for key, _ in screen.subjects:
        screen.show_subject(key)
        stage.wait()
        yield f"settings: {key}", frame
        page = screen.page
        if not isinstance(page, ListPage):
            continue
        for place, _ in list(page.model.lines())[:2]:
            page.table.choose(place)
            page.table.opened.emit(place)
            stage.wait()
            yield f"settings: {key}, opened", frame
        page.close_side()
        if hasattr(page, "add_button"):
            page.add_button.click()
            stage.wait()
            yield f"settings: {key}, new", frame
            page.close_side()
        if isinstance(page, ContactsPage):
            page.show_list(_list_of_contacts(folder))
            stage.wait()
            yield "settings: a list of contacts", frame
            page.close_side()
        elif isinstance(page, PeoplePage):
            page.handed_over.show_key(new_recovery_key(), "A" * 300, folder)
            page._show_side(page.handed_over)
            stage.wait()
            yield "settings: a recovery key handed over", frame
            page.close_side()


def _list_of_contacts(folder: Path) -> Path:
    lines = ["Name,Role,Agency,E-mail"]
    for text in (*SAMPLE, *FORMULAS):
        cell = " ".join(text.encode("utf-8", "replace").decode().split()).replace('"', '""').replace("\0", "")
        lines.append(f'"{cell[:250]}","{cell[:250]}","{cell[:250]}",""')
    path = folder / "contacts.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _sections(kind: str, stage: Stage, opened: set[str]) -> Iterator[Page]:
    """Go to each kind of section that was not opened in another kind of meeting."""
    live = stage.screen(kind)
    assert live.standing.head is not None
    for point in live.standing.head.points:
        if point.kind not in opened:
            opened.add(point.kind)
            live.go_to_point(point.id)
            live.centre.show(Middle.NO_ROLL_CALL)
            stage.wait()
            show_all(live.board)
            stage.wait()
            yield f"{kind}: {point.kind}", live.window()
            live.centre.show()


def _exercise_in_the_room(stage: Stage) -> Iterator[Page]:
    live = stage.screen("icpc")
    stage.go_to(live, SectionKind.VOICE)
    live.projector.turn()
    live.exercise.turn()
    stage.wait()
    assert live.projector.window is not None
    yield "through the eyes of a child", live.window()
    yield "through the eyes of a child, in the room", live.projector.window
    live.exercise.stop()


def _coached(stage: Stage) -> Iterator[Page]:
    live = stage.screen("icpc")
    stage.go_to(live, SectionKind.ACTIONS)
    live.coach.look()
    stage.wait()
    action = next(item for item in live.standing.agreed if live.coach.coached.by_row.get(item.id))
    live.coach.tell_in_list(action)
    live.agreed.say_many(f"13 actions in this case, 11 of them with {SAMPLE[0]}")
    stage.wait()
    yield "what the coach says of an action", live.window()
    live.coach.mending.bar.left.emit()
    live.agreed.say_many("")
    stage.wait()


def _looked_for(stage: Stage) -> Iterator[Page]:
    frame = stage.frame()
    frame.open(Destination("meetings", is_new=True))
    stage.wait()
    form = frame.meeting.preparing
    form.begin_new("icpc")
    stage.wait()
    form.form.thread_field.field.setText("x")
    form.form.thread_field.field.stepped.emit(1)
    stage.wait()
    yield "a new meeting, its family looked for", frame


def show_all(board: CardBoard) -> None:
    """Show every field of the first card of each sort: cards of brothers and sisters are alike."""
    sorts: set[frozenset[type[Row]]] = set()
    for view in board.views:
        sort = frozenset(block.kind for block in view.card.blocks)
        if sort not in sorts and not view.more.isHidden() and not view.more.isChecked():
            view.turn_more()
        sorts.add(sort)


# What stands there


def shown_in(window: QWidget) -> Iterator[QWidget]:
    """Go through what is seen of a window."""
    yield window
    yield from (each for each in window.findChildren(QWidget) if each.isVisible())


def heard_in(window: QWidget) -> str:
    """Return all that a screen reader can say of a window."""
    said: list[str] = []
    for each in shown_in(window):
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            said += _said_of_cells(each.model())
        interface = QAccessible.queryAccessibleInterface(each)
        if interface is not None:
            said += (interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description))
            said.append(interface.text(QAccessible.Text.Value))
    return "\n".join(said)


def _said_of_cells(model: QAbstractItemModel) -> Iterator[str]:
    for index in _cells(model):
        # As Qt itself does: what is written, where nothing else is to be said.
        yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
        yield str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")


def _cells(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        yield from (model.index(row, column) for column in range(columns))


def read_in(window: QWidget) -> str:
    """Return all that the eye can read in a window, as far as widgets hold it as text."""
    read: list[str] = []
    for each in shown_in(window):
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            read.append(each.text())
        elif isinstance(each, QPlainTextEdit):
            read.append(each.toPlainText())
        elif isinstance(each, QTabBar):
            read += (each.tabText(place) for place in range(each.count()))
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            roles = (Qt.ItemDataRole.DisplayRole, PagedModel.BELOW_ROLE)
            read += (str(index.data(role) or "") for index in _cells(each.model()) for role in roles)
    return "\n".join(read)


def taken_for_keys(window: QWidget, marks: Marks) -> list[str]:
    """Return the words of buttons and tabs in which a sign of somebody's text is taken for a key."""
    texts: list[str] = []
    for each in shown_in(window):
        if isinstance(each, QAbstractButton) or (isinstance(each, QLabel) and each.buddy() is not None):
            texts.append(each.text())
        elif isinstance(each, QTabBar):
            texts += (each.tabText(place) for place in range(each.count()))
    return [text[:60] for text in texts if marks.in_texts(text) and re.search("&", text.replace("&&", ""))]


def that_read_markup(window: QWidget) -> list[str]:
    """Return the widgets that would read markup, and load what it names."""
    return [type(each).__name__ for each in window.findChildren(QTextEdit)]


def too_wide(window: QWidget) -> list[str]:
    """Return what goes on beyond the right edge although it is neither a table nor a map."""
    areas = [each for each in shown_in(window) if isinstance(each, QScrollArea)]
    return [
        f"{bar.maximum()} wider than {area.viewport().width()}"
        for area in areas
        if (bar := area.horizontalScrollBar()).maximum() > 0
    ]


# The registry: every widget of the application


@cache
def widgets_of_the_application() -> dict[type[QWidget], str]:
    """Return every kind of widget that the application has, with where it is made."""
    found: dict[type[QWidget], str] = {}
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        read = importlib.import_module(module.name)
        for name, kind in vars(read).items():
            if inspect.isclass(kind) and issubclass(kind, QWidget) and kind.__module__ == module.name:
                found[kind] = f"{module.name}.{name}"
    return found


def unseen(seen: set[type[QWidget]]) -> list[str]:
    """Return the widgets that were not among those seen; one that others are made from counts with them."""
    through = {base for kind in seen for base in kind.__mro__}
    return sorted(
        where
        for kind, where in widgets_of_the_application().items()
        if kind not in through and not where.startswith(ELSEWHERE)
    )
