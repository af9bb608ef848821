"""The field a passphrase is typed into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.labels import label, tooltip

LONGEST = 1_000


class PassphraseEdit(QWidget):
    """A hidden line that can be shown by a key, and that notices Caps Lock.

    Signals:
        edited: The text is another one now.
        submitted: Enter was pressed.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, name: str, *, key: str = "Ctrl+Shift+S", parent: QWidget | None = None) -> None:
        super().__init__(parent)

        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(name)
        self.line.installEventFilter(self)
        self._show = QPushButton(self.tr("Show"))
        self._show.setCheckable(True)
        self._show.setAccessibleName(self.tr("Show {name}").format(name=name.lower()))
        self._show.setToolTip(tooltip(self.tr("Show what is typed ({key})").format(key=key)))
        self._caps = label(self.tr("△ Caps Lock seems to be on."), role="warning")
        self._caps.hide()

        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._caps)

        self.setFocusProxy(self.line)
        self.set_shown(shown=False)
        self._shortcut = QShortcut(QKeySequence(key), self, self._show.toggle)
        self._shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show.toggled.connect(self._toggled)
        self.line.textChanged.connect(self.edited)
        self.line.returnPressed.connect(self.submitted)

    @property
    def text(self) -> str:
        """What has been typed."""
        return self.line.text()

    @property
    def is_shown(self) -> bool:
        """Whether the letters can be read on the screen."""
        return self._show.isChecked()

    @property
    def caps_lock_is_noticed(self) -> bool:
        """Whether a capital came without the Shift key."""
        return not self._caps.isHidden()

    def set_text(self, text: str) -> None:
        """Put a suggested text into the field."""
        self.line.setText(text)

    def set_shown(self, *, shown: bool) -> None:
        """Show or hide the letters."""
        self._show.setChecked(shown)
        self._toggled(shown)

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self._caps.hide()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._notice_capitals(event)
        return False

    # Slots

    @Slot(bool)
    def _toggled(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.setText(self.tr("Hide") if shown else self.tr("Show"))

    # Helpers

    def _notice_capitals(self, event: QKeyEvent) -> None:
        # Qt does not tell the state of the lock; a capital without Shift, or a small letter with it, does.
        letter = event.text()
        if len(letter) != 1 or letter.upper() == letter.lower():
            return
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._caps.setVisible(letter.isupper() != has_shift)
