"""How far something is that takes a while, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from ui.labels import label, tooltip


class ProgressStrip(QWidget):
    """Stands below the header while something runs; the screen below can be used meanwhile.

    Signals:
        stop_wanted: It is not to go on.
    """

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._text = label(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.setAccessibleName(self.tr("Stop"))
        self._stop.setToolTip(tooltip(self.tr("Stop it; what is done so far is left as it is")))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self._stop.clicked.connect(self._ask_to_stop)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty while nothing runs."""
        return self._text.text() if not self.isHidden() else ""

    @Slot(str, int, int)
    def show_progress(self, what: str, done: int, of: int) -> None:
        """Say how far it is; without a number where nobody knows how much there is."""
        self._text.setText(what)
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self.show()

    @Slot()
    def finish(self) -> None:
        """It is over."""
        self.hide()
        self._stop.setEnabled(True)

    @Slot()
    def _ask_to_stop(self) -> None:
        self._text.setText(self.tr("Stopping…"))
        self._stop.setEnabled(False)
        self.stop_wanted.emit()
