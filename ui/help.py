"""F1: what can be done on the screen that is open, and by which keys."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.labels import label
from ui.menus import BREAK, MENUS, Entry
from ui.problems import own_version

Lines = tuple[tuple[str, str], ...]
Group = tuple[str, Lines]

IN_LISTS: Lines = (
    ("↑ ↓", "Go through the list; more lines come as you reach the end"),
    ("Enter", "Show what is known of the line"),
    ("Esc", "Close it again"),
    ("Ctrl+F", "Show only lines with certain words"),
    ("Click a heading", "Sort by it; click again to turn the order round"),
)
OF_PLACE: dict[str, Lines] = {"meetings": IN_LISTS, "families": IN_LISTS}
MADE_OF = ("SQLAlchemy", "alembic", "sqlcipher3", "argon2-cffi", "cryptography", "psycopg", "holidays")


class HelpSheet(QDialog):
    """A page of two columns: a key or a name, and what it means."""

    def __init__(self, title: str, groups: tuple[Group, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("MeetingDesk")
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for heading, lines in groups:
            if heading:
                grid.addWidget(label(heading, role="heading"), row, 0, 1, 2)
                row += 1
            for key, means in lines:
                grid.addWidget(label(key, role="strong"), row, 0)
                grid.addWidget(label(means, wraps=True), row, 1)
                row += 1
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(title)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)

        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(title, role="title"))
        column.addWidget(area, 1)
        column.addWidget(close)
        self.resize(min(parent.width() - 80, 640), min(parent.height() - 80, 620))


def keys_of(place: str, parent: QWidget) -> HelpSheet:
    """Return the page that says what can be done at a place."""
    groups: list[Group] = [("Here", OF_PLACE[place])] if place in OF_PLACE else []
    for title, entries in MENUS:
        lines = tuple((entry.key, _means(entry)) for entry in entries if entry is not BREAK and entry.key)
        groups.append((title.replace("&", ""), lines))
    return HelpSheet("This screen and its keys", tuple(groups), parent)


def about(parent: QWidget) -> HelpSheet:
    """Return the page with the versions."""
    made_of = tuple((name, _version(name)) for name in MADE_OF)
    own = (
        ("MeetingDesk", own_version()),
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()} (PySide6 {PySide6.__version__}, LGPL 3)"),
    )
    fonts = (("Noto", "SIL Open Font Licence 1.1, beside the fonts"),)
    return HelpSheet("About MeetingDesk", (("", own), ("Made of", made_of), ("Typefaces", fonts)), parent)


def _means(entry: Entry) -> str:
    words = entry.text.replace("&", "")
    return entry.does or (f"Go to {words}" if entry.name.startswith("go_") else words)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
