"""The recovery key with its two ways onto something that lasts: paper, or a file elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from meetingdesk.app.saving import check_outside, save_text
from meetingdesk.errors import MeetingDeskError
from ui.printing import print_sheet, sheet_text
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.recovery_key_view import PER_LINE, RecoveryKeyView

FILE_NAME = "MeetingDesk recovery key.txt"


class RecoverySheet(QWidget):
    """Shows a recovery key, prints it, or writes it to a file outside the store.

    Signals:
        kept: The key was printed or written to a file.
    """

    kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, per_line: int = PER_LINE) -> None:
        super().__init__(parent)
        self._key = ""
        self._whose = ""
        self._store: Path | None = None
        self._dialog: QWidget | None = None

        self._view = RecoveryKeyView(theme, per_line=per_line)
        self.message = MessageBar()
        self.print_button = QPushButton(self.tr("&Print it…"))
        self.print_button.setAccessibleName(self.tr("Print the recovery key"))
        self.save_button = QPushButton(self.tr("&Save it as a file…"))
        self.save_button.setAccessibleName(self.tr("Save the recovery key as a file"))

        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._view)
        column.addLayout(buttons)
        column.addWidget(self.message)

        self.print_button.clicked.connect(self._ask_printer)
        self.save_button.clicked.connect(self._ask_place)

    def show_key(self, recovery_key: str, whose: str, store: Path | None) -> None:
        """Show the key of somebody for a store."""
        self._key, self._whose, self._store = recovery_key, whose, store
        self._view.show_key(recovery_key)
        self.message.put_away()

    def save_to(self, path: Path) -> bool:
        """Write the key to a file; refuse in place where it would lie in the store."""
        try:
            if self._store is not None:
                check_outside(path, self._store)
            save_text(path, sheet_text(self._key, self._whose, datetime.now(UTC).astimezone().date()))
        except MeetingDeskError as error:
            self.message.show_error(error)
            return False
        self.message.show_message(
            self.tr("The recovery key was written to {name}.").format(name=path.name),
            self.tr("Take the file off this computer and lock it away; then delete it here."),
        )
        self.kept.emit()
        return True

    def print_on(self, printer: QPrinter) -> bool:
        """Print the key."""
        if not print_sheet(printer, self._key, self._whose, datetime.now(UTC).astimezone().date()):
            self.message.show_message(
                self.tr("The printer did not take the sheet."),
                self.tr("Check the printer, save it as a file, or copy the groups by hand."),
                "wrong",
            )
            return False
        self.message.show_message(
            self.tr("The recovery key was sent to the printer."),
            self.tr("Check that all seven groups can be read, then lock the sheet away."),
        )
        self.kept.emit()
        return True

    # Slots

    @Slot()
    def _ask_printer(self) -> None:
        dialog = QPrintDialog(QPrinter(QPrinter.PrinterMode.HighResolution), self)
        dialog.setWindowTitle(self.tr("Print the recovery key"))
        dialog.finished.connect(self._printer_chosen)
        self._dialog = dialog
        dialog.setModal(True)
        dialog.show()

    @Slot(int)
    def _printer_chosen(self, answer: int) -> None:
        if answer == QDialog.DialogCode.Accepted and isinstance(self._dialog, QPrintDialog):
            self.print_on(self._dialog.printer())

    @Slot()
    def _ask_place(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the recovery key"), "", self.tr("Text (*.txt)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(self._save_chosen)
        self._dialog = dialog
        dialog.open()

    @Slot(str)
    def _save_chosen(self, chosen: str) -> None:
        self.save_to(Path(chosen))
