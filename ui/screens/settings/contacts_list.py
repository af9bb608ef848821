"""What a list of contacts would do, row by row, with a button that does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from meetingdesk.app.imports import (
    Effect,
    ImportContacts,
    PlannedRow,
    Preview,
    Table,
    preview_contacts,
    read_table_file,
)
from meetingdesk.errors import BadImport, MeetingDeskError
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.words import many

EFFECTS = {Effect.NEW: "new", Effect.UPDATE: "brought up to date", Effect.UNCHANGED: "as it is already"}
MOST_ROWS_TOLD = 500


class ContactsList(QFrame):
    """Shows the preview of a list beside the contacts.

    Signals:
        left: The list is to be let go of.
        brought_in: The list is in the store now.
    """

    left = Signal()
    brought_in = Signal()

    def __init__(self, bridge: Bridge, _theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._table: Table | None = None
        self.setProperty("role", "side")
        self.heading = label(role="title", wraps=True)
        self.says = label(wraps=True)
        self.message = MessageBar()
        self.rows = QPlainTextEdit()
        self.rows.setReadOnly(True)
        self.rows.setTabChangesFocus(True)
        self.rows.setProperty("role", "report")
        self.rows.setAccessibleName(self.tr("What each row would do"))
        self.take_button = QPushButton(self.tr("Bring it in  Ctrl+Enter"))
        self.take_button.setProperty("role", "primary")
        self.take_button.setAccessibleName(self.tr("Bring the list in"))
        self.take_button.setToolTip(tooltip(self.tr("Write everything the list says (Ctrl+Enter)")))
        self.leave_button = QPushButton(self.tr("Leave it  Esc"))
        self.leave_button.setAccessibleName(self.tr("Let go of the list"))
        self.leave_button.setToolTip(tooltip(self.tr("Bring nothing in (Esc)")))

        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.says)
        column.addWidget(self.message)
        column.addWidget(self.rows, 1)
        column.addLayout(buttons)

        self.take_button.clicked.connect(self._take)
        self.leave_button.clicked.connect(self.left)
        for key, deed in (("Ctrl+Return", self._take), ("Ctrl+Enter", self._take), ("Esc", self.left.emit)):
            made = QShortcut(QKeySequence(key), self, deed)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        bridge.changed.connect(self._hear)
        bridge.unchanged.connect(self._hear_nothing)
        bridge.refused.connect(self._hear_refusal)

    def look_at(self, path: Path) -> None:
        """Read a list and show what it would do; nothing is written."""
        self._table = None
        self.take_button.setEnabled(False)
        self.message.put_away()
        self.heading.setText(self.tr("A list of contacts"))
        self.says.setText(self.tr("Reading it…"))
        self.rows.setPlainText("")
        self._bridge.read(_look, self, self._show, path, otherwise=self._fail)

    def take_focus(self) -> None:
        """Let the rows be read with the arrow keys."""
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    @Slot()
    def _take(self) -> None:
        if self._table is not None and self.take_button.isEnabled() and not self.isHidden():
            self.take_button.setEnabled(False)
            self._bridge.execute(ImportContacts(self._table), self)

    @Slot(frozenset, object)
    def _hear(self, _touched: frozenset[str], asker: object) -> None:
        if asker is self:
            self._table = None
            self.brought_in.emit()

    @Slot(object)
    def _hear_nothing(self, asker: object) -> None:
        if asker is self:
            self.message.show_message(self.tr("The list holds nothing that is not here already."))

    @Slot(object, object)
    def _hear_refusal(self, error: BaseException, asker: object) -> None:
        if asker is self:
            self._fail(error)

    # Helpers

    def _show(self, found: tuple[Table, Preview]) -> None:
        table, preview = found
        self.heading.setText(table.name)
        counts = [f"{preview.count(effect)} {words}" for effect, words in EFFECTS.items()]
        rows = many(len(preview.rows) + len({_row_of(fault) for fault in preview.faults}), "row")
        self.says.setText(f"{rows}: {', '.join(counts)}.")
        self.rows.setPlainText("\n".join(_report(preview)))
        if preview.faults:
            self.message.show_message(
                self.tr("{faults}, so nothing can be brought in yet.").format(
                    faults=many(len(preview.faults), "row is refused", "refusals")
                ),
                self.tr("Correct each in the list, then look at it again."),
                "wrong",
            )
        else:
            self._table = table
            self.take_button.setEnabled(bool(preview.rows))

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, MeetingDeskError):
            raise error
        self.says.setText("")
        self.message.show_error(error)
        if isinstance(error, BadImport):
            self.rows.setPlainText("\n".join(f"✕ {fault}" for fault in error.faults))


def _look(reading: Any, path: Path) -> tuple[Table, Preview]:
    table = read_table_file(path)
    return table, preview_contacts(table, reading)


def _report(preview: Preview) -> Iterator[str]:
    for fault in preview.faults[:MOST_ROWS_TOLD]:
        yield f"✕ {fault}"
    if preview.faults:
        yield ""
    yield f"Columns: {', '.join(f'{header} → {title}' for header, title in preview.columns)}"
    if preview.unknown_columns:
        yield f"Left out: {', '.join(preview.unknown_columns)}"
    yield from preview.notes
    yield ""
    for row in preview.rows[:MOST_ROWS_TOLD]:
        yield _row(row)
    if len(preview.rows) > MOST_ROWS_TOLD:
        yield f"… and {len(preview.rows) - MOST_ROWS_TOLD:,} more rows"


def _row(row: PlannedRow) -> str:
    adds = [f"adds {many(count, *_word(table))}" for table, count in row.adds]
    changes = [f"changes {many(count, *_word(table))}" for table, count in row.changes]
    more = ", ".join((*adds, *changes))
    return f"Row {row.number}: {EFFECTS[row.effect]}{f' ({more})' if more else ''}"


def _word(table: str) -> tuple[str, ...]:
    words = {"professional": ("contact",), "agency": ("agency", "agencies")}
    return words.get(table, (table.replace("_", " "),))


def _row_of(fault: str) -> str:
    return " ".join(fault.split()[:2]).rstrip(":,")
