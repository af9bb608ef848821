"""The keys of the person at the desk: passphrase, recovery key, quick unlock."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from meetingdesk.app import key_changes
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.labels import label
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.passphrase_edit import PassphraseEdit
from ui.widgets.recovery_sheet import RecoverySheet

FORM_WIDTH = 620


class KeyPart(QWidget):
    """One of the parts: what it is for, a button that opens it, and what it needs.

    Signals:
        told: Something was done; carries a sentence and a second one.
    """

    told = Signal(str, str)

    def __init__(self, bridge: Bridge, heading: str, explains: str, button: str) -> None:
        super().__init__()
        self._bridge = bridge
        self.open_button = QPushButton(button)
        self.open_button.setAccessibleName(button.replace("&", ""))
        self.message = MessageBar()
        self.inside = QWidget()
        self.inside.setMaximumWidth(FORM_WIDTH)
        self.inside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(heading, role="heading"))
        column.addWidget(label(explains, role="muted", wraps=True))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.open_button)
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)
        # In a row, or the height would be counted for a form as wide as the window.
        row = QHBoxLayout()
        row.addWidget(self.inside, 100)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.message)

    def fail(self, error: BaseException) -> None:
        """Say in place what went wrong; a mistake of ours goes on to where those are reported."""
        self.setEnabled(True)
        if not isinstance(error, MeetingDeskError):
            raise error
        self.message.show_error(error)


class ChangePassphrase(KeyPart):
    """Changes the passphrase: the old one, and a new one twice."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            bridge,
            self.tr("Passphrase"),
            self.tr(
                "Changing it changes only your own way in. It cannot be undone; the old one stops working."
            ),
            self.tr("Change the &passphrase…"),
        )
        self.old = PassphraseEdit(self.tr("Present passphrase"))
        self.new = NewPassphrase()
        self.change = QPushButton(self.tr("&Change it"))
        self.change.setProperty("role", "primary")
        self.change.setAccessibleName(self.tr("Change the passphrase now"))
        self.change.setEnabled(False)
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(self.tr("Present passphrase"), buddy=self.old.line))
        column.addWidget(self.old)
        column.addWidget(self.new)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addStretch(1)
        column.addLayout(row)
        self.open_button.clicked.connect(self._open)
        self.old.edited.connect(self._look)
        self.new.edited.connect(self._look)
        self.change.clicked.connect(self._send)

    @Slot()
    def _open(self) -> None:
        self.inside.show()
        self.old.setFocus()

    @Slot()
    def _look(self) -> None:
        self.change.setEnabled(bool(self.old.text) and self.new.is_ready)

    @Slot()
    def _send(self) -> None:
        self.message.put_away()
        self.setEnabled(False)
        old, new = self.old.text, self.new.text
        self._bridge.write(
            lambda desk: key_changes.change_passphrase(desk, old, new), self, self._done, self.fail
        )

    def _done(self, _nothing: None) -> None:
        self.setEnabled(True)
        self.old.clear()
        self.new.clear()
        self.inside.hide()
        self.told.emit(self.tr("The passphrase was changed."), self.tr("Use the new one from now on."))


class NewRecoveryKey(KeyPart):
    """Makes a new recovery key, for a sheet that was lost or seen."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(
            bridge,
            self.tr("Recovery key"),
            self.tr(
                "If the printed sheet was lost, or somebody else saw it, make a new one: the old one opens "
                "nothing then."
            ),
            self.tr("Make a new &recovery key…"),
        )
        self.sheet = RecoverySheet(theme)
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        self.open_button.clicked.connect(self._send)

    @Slot()
    def _send(self) -> None:
        self.message.put_away()
        self.setEnabled(False)
        self._bridge.write(key_changes.new_recovery_key, self, self._show, self.fail)

    def _show(self, recovery_key: str) -> None:
        self.setEnabled(True)
        desk = self._bridge.desk
        folder: Path | None = desk.store.folder
        self.sheet.show_key(recovery_key, desk.person.name, folder)
        self.inside.show()
        self.told.emit(
            self.tr("The new recovery key is below; the old one opens nothing any more."),
            self.tr("Print it or save it elsewhere before you leave this screen."),
        )


class QuickUnlock(KeyPart):
    """Lets this computer's own key store open the store, and stops it again."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            bridge,
            self.tr("Quick unlock"),
            self.tr(
                "This computer’s own key store can open the store for you once you have signed in to the "
                "computer. Leave it off where others use your account."
            ),
            self.tr("Turn &quick unlock on"),
        )
        self.off = QPushButton(self.tr("Turn it &off"))
        self.off.setAccessibleName(self.tr("Turn quick unlock off"))
        self.buttons.insertWidget(1, self.off)
        self.open_button.clicked.connect(partial(self._send, key_changes.remember))
        self.off.clicked.connect(partial(self._send, key_changes.forget))

    def _send(self, deed: object, *_clicked: object) -> None:
        self.message.put_away()
        assert callable(deed)
        self._bridge.write(deed, self, self._say, self.fail)

    def _say(self, answer: key_changes.KeyringAnswer) -> None:
        self.message.show_message(answer.sentence, kind="settled" if answer.worked else "attention")
