"""Unlock: the first window, which needs nothing but Qt so that it is there at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.errors import DamagedStore, MeetingDeskError, WrongPassphrase
from ui.icons import picture
from ui.labels import label
from ui.settings import Settings
from ui.store_place import is_address, shown
from ui.theme import Theme
from ui.widgets.following_area import in_the_middle
from ui.widgets.message_bar import MessageBar
from ui.widgets.passphrase_edit import PassphraseEdit

CARD_WIDTH = 460


class UnlockWindow(QWidget):
    """Asks for the passphrase of a store, or the password of a team database.

    Signals:
        unlock_wanted: Somebody typed; carries the sign-in name and the passphrase.
        recovery_wanted: The printed recovery key is to be used.
        quick_wanted: This computer's key store is to be asked.
        another_wanted: Another store is to be opened.
        closed: The window was closed.
    """

    unlock_wanted = Signal(str, str)
    recovery_wanted = Signal()
    quick_wanted = Signal()
    another_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, place: str, sign_in_name: str, *, is_team: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._waits = 0
        self._tick = QTimer(self, interval=1_000)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("MeetingDesk")

        self.names = QComboBox()
        self.names.setEditable(True)
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setAccessibleName(self.tr("Sign-in name"))
        self.names.setCurrentText(sign_in_name)
        secret = self.tr("Password of the database") if is_team else self.tr("Passphrase")
        self.passphrase = PassphraseEdit(secret)
        self.unlock = QPushButton(self.tr("&Unlock"))
        self.unlock.setProperty("role", "primary")
        self.unlock.setAccessibleName(self.tr("Unlock"))
        self.message = MessageBar()
        self.waiting = label(role="warning", wraps=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Opening the store"))
        self.recovery = _link(self.tr("Use the &recovery key"))
        self.quick = _link(self.tr("Quick unlock with this &computer"))
        self.another = _link(self.tr("&Open another store"))
        self.recovery.setHidden(is_team)
        self.quick.hide()
        self._about = label(place, role="small", wraps=True)
        self._lay_out(secret, is_team=is_team)

        self.unlock.clicked.connect(self._send)
        self.passphrase.submitted.connect(self._send)
        self.recovery.clicked.connect(self.recovery_wanted)
        self.quick.clicked.connect(self.quick_wanted)
        self.another.clicked.connect(self.another_wanted)
        self._tick.timeout.connect(self._count_down)
        theme.changed.connect(self._draw)
        self._draw()
        self.set_busy(busy=False)
        (self.passphrase.line if sign_in_name or is_team else self.names).setFocus()

    def show_names(self, names: tuple[str, ...], *, has_quick_unlock: bool = False) -> None:
        """Offer the sign-in names that the store knows; the one remembered stays."""
        typed = self.names.currentText()
        self.names.clear()
        self.names.addItems(list(names))
        only = names[0] if len(names) == 1 else ""
        self.names.setCurrentText(typed or only)
        self.quick.setVisible(has_quick_unlock)
        if self.names.currentText() and not self.passphrase.text:
            self.passphrase.line.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Show that the passphrase is being checked, which takes about a second on purpose."""
        self.progress.setVisible(busy)
        for part in (self.names, self.passphrase, self.unlock, self.recovery, self.quick, self.another):
            part.setEnabled(not busy)
        if not busy:
            self.passphrase.line.setFocus()

    def show_error(self, error: MeetingDeskError, seconds: int = 0) -> None:
        """Say why it did not open: a wrong passphrase and a damaged file in different words."""
        self.set_busy(busy=False)
        if isinstance(error, DamagedStore):
            self.message.show_message(
                f"{self.tr('The passphrase is not the trouble.')} {error}", error.hint, "wrong"
            )
        elif isinstance(error, WrongPassphrase):
            self.message.show_message(str(error), error.hint, "attention")
            self.passphrase.line.selectAll()
        else:
            self.message.show_error(error)
        if seconds > 0:
            self._waits = seconds + 1
            self._tick.start()
            self._count_down()

    @property
    def is_waiting(self) -> bool:
        """Whether some seconds have to pass before the next attempt."""
        return self._waits > 0

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()

    # Slots

    @Slot()
    def _send(self) -> None:
        if self.is_waiting or not self.unlock.isEnabled():
            # What is typed next takes the place of what was refused.
            self.passphrase.line.selectAll()
            return
        if not self.passphrase.text and not self.recovery.isHidden():
            self.message.show_message(self.tr("Type the passphrase first."), kind="attention")
            self.passphrase.line.setFocus()
            return
        self.message.put_away()
        self.set_busy(busy=True)
        self.unlock_wanted.emit(self.names.currentText().strip(), self.passphrase.text)

    @Slot()
    def _count_down(self) -> None:
        self._waits -= 1
        if self._waits <= 0:
            self._waits = 0
            self._tick.stop()
        self.unlock.setEnabled(not self.is_waiting)
        self.waiting.setVisible(self.is_waiting)
        seconds = (
            self.tr("1 second") if self._waits == 1 else self.tr("{count} seconds").format(count=self._waits)
        )
        self.waiting.setText(self.tr("△ Please wait {time} before the next attempt.").format(time=seconds))

    @Slot()
    def _draw(self) -> None:
        self._shield.setPixmap(
            picture("shield", self._theme.tokens.accent, self._theme.px(36), self.devicePixelRatioF())
        )
        self._card.setFixedWidth(self._theme.px(CARD_WIDTH))

    # Helpers

    def _lay_out(self, secret: str, *, is_team: bool) -> None:
        self._shield = label()
        self._card = QFrame()
        self._card.setProperty("role", "card")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._shield)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("MeetingDesk", role="title"))
        words.addWidget(self._about)
        top.addLayout(words, 1)
        column.addLayout(top)
        column.addSpacing(8)
        column.addWidget(self.message)
        name = label(self.tr("Sign-in &name"), buddy=self.names)
        name.setHidden(is_team)
        self.names.setHidden(is_team)
        column.addWidget(name)
        column.addWidget(self.names)
        column.addWidget(label(f"&{secret}", buddy=self.passphrase.line))
        column.addWidget(self.passphrase)
        self.waiting.hide()
        column.addWidget(self.waiting)
        column.addSpacing(6)
        column.addWidget(self.unlock)
        column.addWidget(self.progress)
        column.addSpacing(4)
        links = QVBoxLayout()
        links.setSpacing(0)
        for link in (self.quick, self.recovery, self.another):
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(links)
        in_the_middle(self, self._card)


def unlock_window(theme: Theme, settings: Settings, place: str) -> UnlockWindow:
    """Make the window that asks for the passphrase of a store, with the name used there last."""
    name = settings.sign_in_name(shown(place))
    return UnlockWindow(theme, shown(place), name, is_team=is_address(place))


def _link(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", "link")
    made.setAccessibleName(text.replace("&", ""))
    made.setFlat(True)
    return made
