"""Every page of the application on a store full of hostile texts, gone through as the application lists them.

Places of the rail, parts of a family's page, subjects of the settings and points of the agenda are taken
from the application itself: one that is added is opened here too. What has to be brought about by hand
stands in `windows.GROUPS`; a widget that is shown nowhere is told by `unseen`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache, partial

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

import ui
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.families import Family, FamilyMember
from meetingdesk.domain.meetings import Meeting
from tests.ui.spoilt import Marks, spoil
from tests.ui.windows import FRAME, MEETING, PREPARING, SHOWN_BY, Stage, State
from ui.destination import Destination
from ui.models.paged_model import PagedModel
from ui.screens.family.keys import PARTS
from ui.screens.meeting.centre import Middle
from ui.screens.meeting.screen import MeetingScreen
from ui.screens.settings.page import ListPage

Page = tuple[str, QWidget]
KINDS = ("icpc", "marac", "strategy", "core_group", "prebirth")
OWN_IN_EACH = frozenset({SectionKind.DECISION, SectionKind.PLAN})
ONE_BY_ONE = frozenset(
    {
        *("unlock", "first run", "recovery", "crash report", "settings", "page of a family"),
        *SHOWN_BY,
    }
)
"""States by the beginning of their names that are gone through here in another way, or by other tests."""
ROLES = (Qt.ItemDataRole.DisplayRole, PagedModel.BELOW_ROLE)
"""Of a cell, what the eye reads."""


def pages(stage: Stage, marks: Marks) -> Iterator[Page]:
    """Open each page of a spoilt store, one after the other."""
    stage.spoil = partial(spoil, marks=marks)
    stage.frame()
    yield from _places(stage)
    yield from _family_page(stage)
    yield from _settings(stage)
    opened: set[str] = set()
    for kind in KINDS:
        yield from _sections(kind, stage, opened)
    for state in (*FRAME, *MEETING, *PREPARING):
        if not _is_known(state):
            yield state.name, state.open(stage)
            stage.wait()
    yield from _pages_of_meeting(stage)


def _is_known(state: State) -> bool:
    name = state.name.partition(":")[0]
    return name in ONE_BY_ONE or state.name in ("today", "meetings", "families", "actions", "reports")


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
        families = {
            meeting.type_id: meeting.family_id for meeting in reading.find(Meeting) if meeting.family_id
        }
        members = reading.find(FamilyMember, family_id=families["icpc"])
    for family_id in dict.fromkeys(families.values()):
        frame.open(Destination("families", family_id=family_id))
        stage.wait()
        yield "page of a family", frame
    frame.open(Destination("families", family_id=families["icpc"]))
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
        yield f"file {line.kind}", frame
        files.forget_file()
    page.go_to(0)
    for member in (members[0], members[-1]):
        page.open_person(member.person_id)
        stage.wait()
        _show_all(page.panel.board)  # type: ignore[union-attr]  # it was opened
        stage.wait()
        yield "page of a family: person", frame
    page.close_part()


def _settings(stage: Stage) -> Iterator[Page]:
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


def _sections(kind: str, stage: Stage, opened: set[str]) -> Iterator[Page]:
    """Go to each kind of section once, and to those whose cards differ in each kind of meeting."""
    live = stage.screen(kind)
    assert live.standing.head is not None
    for point in live.standing.head.points:
        name = f"{kind}: {point.kind}" if point.kind in OWN_IN_EACH else point.kind
        if name not in opened:
            opened.add(name)
            live.go_to_point(point.id)
            live.centre.show(Middle.NO_ROLL_CALL)
            stage.wait()
            _show_all(live.board)
            stage.wait()
            yield f"{kind}: {point.kind}", live.window()
            live.centre.show()


def _pages_of_meeting(stage: Stage) -> Iterator[Page]:
    for kind in ("marac", "icpc"):
        live = stage.screen(kind)
        for name, does in live.pages.what_they_do().items():
            does()
            stage.wait()
            yield f"{kind}: {name}", live.window()


def _show_all(board: QWidget) -> None:
    for view in board.views:  # type: ignore[attr-defined]  # of cards
        if not view.more.isHidden() and not view.more.isChecked():
            view.turn_more()


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
            said += _of_model(each)
        interface = QAccessible.queryAccessibleInterface(each)
        if interface is not None:
            said += (interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description))
            said.append(interface.text(QAccessible.Text.Value))
    return "\n".join(said)


def _of_model(view: QAbstractItemView) -> Iterator[str]:
    for index in _indexes(view.model()):
        yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
        yield str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")


def _indexes(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        yield from (model.index(row, column) for column in range(columns))


def read_in(window: QWidget) -> str:
    """Return all that the eye can read in a window, as far as widgets hold it as text."""
    read: list[str] = []
    for each in shown_in(window):
        if isinstance(each, QLabel | QAbstractButton):
            read.append(each.text().replace("&&", "&"))
        elif isinstance(each, QLineEdit):
            read.append(each.text())
        elif isinstance(each, QPlainTextEdit):
            read.append(each.toPlainText())
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            read += (str(index.data(role) or "") for index in _indexes(each.model()) for role in ROLES)
    return "\n".join(read)


def rich_texts(window: QWidget) -> list[str]:
    """Return the widgets that read markup and load what it names."""
    return [type(each).__name__ for each in window.findChildren(QTextEdit)]


def too_wide(window: QWidget) -> list[str]:
    """Return what has to be scrolled sideways although it is no table and no map."""
    areas = [each for each in shown_in(window) if isinstance(each, QScrollArea)]
    return [
        f"{type(area.widget()).__name__} in {type(area).__name__}: {bar.maximum()} too wide"
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
    return sorted(where for kind, where in widgets_of_the_application().items() if kind not in through)


__all__ = ["Family", "MeetingScreen", "QApplication", "QTest"]
