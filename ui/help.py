"""F1: what can be done on the screen that is open, and by which keys."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from meetingdesk.app.definitions import help_pages
from meetingdesk.domain.help_pages import HelpPage
from ui.labels import label
from ui.menus import BREAK, MENUS
from ui.offers import Lines, help_of, pages_of
from ui.problems import own_version

Group = tuple[str, Lines]

IN_LISTS: Lines = (
    ("↑ ↓", "Go through the list; more lines come as you reach the end"),
    ("Enter", "Open the line: a meeting on its own screen, a family on its page"),
    ("Space", "Show what is known of the line beside the list, or close that again"),
    ("Esc", "Close what is shown beside the list"),
    ("Ctrl+F", "Show only lines with certain words"),
    ("Click a heading", "Sort by it; click again to turn the order round"),
)
OF_PLACE: dict[str, Lines] = {"meetings": IN_LISTS, "families": IN_LISTS}
WIDTH, HEIGHT = 34, 33
"""Of the page, in lines of text."""
FRAME = 40
MADE_OF = ("SQLAlchemy", "alembic", "sqlcipher3", "argon2-cffi", "cryptography", "psycopg", "holidays")


class HelpSheet(QDialog):
    """A page of two columns, a key or a name and what it means, that may stay open beside the meeting."""

    def __init__(
        self, title: str, groups: tuple[Group, ...], parent: QWidget, pages: tuple[HelpPage, ...] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("MeetingDesk")
        self.setModal(False)
        self._title = label(role="title")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)

        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._area, 1)
        column.addWidget(close)
        self.fill(title, groups, pages)

    def fill(self, title: str, groups: tuple[Group, ...], pages: tuple[HelpPage, ...] = ()) -> None:
        """Show another page in place of the present one."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for page in pages:
            for role, words in (("heading", page.title), *(("", paragraph) for paragraph in page.text)):
                grid.addWidget(label(words, role=role, wraps=True), row, 0, 1, 2)
                row += 1
        for heading, lines in groups:
            for key, means in ((("", heading),) if heading else ()) + lines:
                if key:
                    grid.addWidget(label(key, role="strong"), row, 0, Qt.AlignmentFlag.AlignTop)
                    grid.addWidget(label(means, wraps=True), row, 1)
                else:
                    grid.setRowMinimumHeight(row, self.fontMetrics().height() * 2 if row else 0)
                    grid.addWidget(label(means, role="heading"), row, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
                row += 1
        grid.setRowStretch(row, 1)
        self._title.setText(title)
        self._area.setWidget(inside)
        self._area.setAccessibleName(title)

    def show_beside(self) -> None:
        """Show it at the right of the window it belongs to, where it hides least."""
        window = self.parentWidget()
        assert window is not None, "it was made for a window"
        room = window.screen().availableGeometry()
        frame = window.frameGeometry()
        if not self.isVisible():
            line = self.fontMetrics().height()
            self.resize(min(window.width() - 80, WIDTH * line), min(window.height() - 80, HEIGHT * line))
        left = min(frame.right() + 1, room.right() - self.width())
        if left < frame.right() - self.width():
            left = frame.right() - self.width()
        self.move(max(left, room.left()), max(frame.top() + FRAME, room.top()))
        self.show()
        self.raise_()
        self.activateWindow()


def keys_of(place: str, screen: QWidget | None) -> tuple[str, tuple[Group, ...]]:
    """Return the page that says what can be done on a screen, and then everywhere."""
    here = help_of(screen) or OF_PLACE.get(place, ())
    groups: list[Group] = [("", here if here and not here[0][0] else (("", "Here"), *here))] if here else []
    for title, entries in MENUS:
        lines = tuple((entry.key, entry.does) for entry in entries if entry is not BREAK and entry.key)
        groups.append((title.replace("&", ""), lines))
    return "This screen and its keys", tuple(groups)


def explained(place: str, screen: QWidget | None) -> tuple[HelpPage, ...]:
    """Return what a screen and the part of it that is open are for."""
    page = help_pages().get(place)
    return pages_of(screen) or ((page,) if page is not None else ())


def about() -> tuple[str, tuple[Group, ...]]:
    """Return the page with the versions."""
    made_of = tuple((name, _version(name)) for name in MADE_OF)
    own = (
        ("MeetingDesk", own_version()),
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()} (PySide6 {PySide6.__version__}, LGPL 3)"),
    )
    fonts = (("Noto", "SIL Open Font Licence 1.1, beside the fonts"),)
    return "About MeetingDesk", (("", own), ("Made of", made_of), ("Typefaces", fonts))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
