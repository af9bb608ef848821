"""Coming in by the printed recovery key: type it, then set a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from meetingdesk.errors import MeetingDeskError
from ui.labels import label, tooltip
from ui.theme import Theme
from ui.widgets.following_area import in_the_middle
from ui.widgets.message_bar import MessageBar
from ui.widgets.new_passphrase import NewPassphrase

CARD_WIDTH = 620


class RecoveryWindow(QWidget):
    """Takes a recovery key; once it fits, a new passphrase has to be set before the store opens.

    Signals:
        key_typed: Carries the recovery key as it was typed.
        passphrase_chosen: Carries the new passphrase.
        given_up: Back to the passphrase.
        closed: The window was closed.
    """

    key_typed = Signal(str)
    passphrase_chosen = Signal(str)
    given_up = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("MeetingDesk")

        self.message = MessageBar()
        self.key = QLineEdit()
        self.key.setAccessibleName(self.tr("Recovery key"))
        self.key.setPlaceholderText("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX")
        self.key.setMaxLength(200)
        self.new = NewPassphrase()
        self.go = QPushButton(self.tr("&Go on"))
        self.go.setProperty("role", "primary")
        self.go.setAccessibleName(self.tr("Go on"))
        self.back = QPushButton(self.tr("&Back to the passphrase"))
        self.back.setAccessibleName(self.tr("Back to the passphrase"))
        self.back.setToolTip(tooltip(self.tr("Back to the passphrase (Esc)")))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Opening the store"))
        self._lay_out()

        self.key.returnPressed.connect(self._send)
        self.key.textChanged.connect(self._look)
        self.new.edited.connect(self._look)
        self.new.submitted.connect(self._send)
        self.go.clicked.connect(self._send)
        self.back.clicked.connect(self.given_up)
        QShortcut(QKeySequence("Esc"), self, self.back.click)
        self.new.hide()
        self.set_busy(busy=False)
        self.key.setFocus()

    def ask_for_passphrase(self) -> None:
        """The key fits: ask for the new passphrase."""
        self.key.setEnabled(False)
        self.message.show_message(
            self.tr("The recovery key fits."),
            self.tr("Now choose a new passphrase; the store opens once it is set."),
        )
        self.new.show()
        self.set_busy(busy=False)
        self.new.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Show that keys are being tried or made."""
        self.progress.setVisible(busy)
        self.back.setEnabled(not busy)
        self._look()
        if busy:
            self.go.setEnabled(False)

    def show_error(self, error: MeetingDeskError) -> None:
        """Say in place what is wrong."""
        self.set_busy(busy=False)
        self.message.show_error(error)

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()

    # Slots

    @Slot()
    def _look(self) -> None:
        ready = bool(self.key.text().strip()) if self.new.isHidden() else self.new.is_ready
        self.go.setEnabled(ready and self.progress.isHidden())

    @Slot()
    def _send(self) -> None:
        if not self.go.isEnabled():
            return
        self.set_busy(busy=True)
        if self.new.isHidden():
            self.message.put_away()
            self.key_typed.emit(self.key.text())
        else:
            self.passphrase_chosen.emit(self.new.text)

    # Helpers

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setMaximumWidth(self._theme.px(CARD_WIDTH))
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Open with the recovery key"), role="title"))
        column.addWidget(
            label(
                self.tr(
                    "Type the seven groups from the printed sheet. Capitals, spaces and dashes make no "
                    "difference."
                ),
                role="muted",
                wraps=True,
            )
        )
        column.addWidget(self.message)
        column.addWidget(label(self.tr("Recovery &key"), buddy=self.key))
        column.addWidget(self.key)
        column.addWidget(self.new)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.go)
        column.addSpacing(6)
        column.addLayout(row)
        in_the_middle(self, card, 12)
