"""The one place that shows errors: in a bar what a person can act on, in a report what is our mistake."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from meetingdesk.errors import BadImport, MeetingDeskError
from ui.labels import label
from ui.widgets.message_bar import MessageBar

log = logging.getLogger(__name__)

MOST_FAULTS = 12
LARGEST = QSize(1180, 640)


class Problems(QObject):
    """Shows an error where it helps: a bar in the window, or the report of a crash.

    Signals:
        met: Something was raised where nobody waited for it; carries the exception, from any thread.
    """

    met = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar: MessageBar | None = None
        self._window: QWidget | None = None
        self.report: CrashReport | None = None
        # Queued: the exception may come from another thread, or out of the middle of a paint.
        self.met.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def use(self, window: QWidget, bar: MessageBar) -> None:
        """Show errors in this window from now on."""
        self._window, self._bar = window, bar

    def watch(self) -> None:
        """Be told of everything that nobody caught."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda met: self._uncaught(met.exc_type, met.exc_value, met.exc_traceback)

    @Slot(object)
    def show(self, error: BaseException) -> None:
        """Show an error, whichever kind it is."""
        if isinstance(error, BadImport) and error.faults:
            shown = "\n".join(error.faults[:MOST_FAULTS])
            more = len(error.faults) - MOST_FAULTS
            rest = "\n" + self.tr("and {count} more").format(count=more) if more > 0 else ""
            self._say(MeetingDeskError(str(error), hint=f"{shown}{rest}\n{error.hint}".strip()))
        elif isinstance(error, MeetingDeskError):
            self._say(error)
        else:
            log.debug("A mistake of ours", exc_info=error)
            self._show_report(error)

    def _say(self, error: MeetingDeskError) -> None:
        if self._bar is not None and isValid(self._bar):
            self._bar.show_error(error)

    def _show_report(self, error: BaseException) -> None:
        if self.report is not None and isValid(self.report) and self.report.isVisible():
            return
        window = self._window if self._window is not None and isValid(self._window) else None
        self.report = CrashReport(crash_report(error), window)
        # Not modal: a room goes on talking, whatever went wrong.
        self.report.show()

    def _uncaught(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        self.met.emit(error)


class CrashReport(QDialog):
    """Says that MeetingDesk made a mistake, and gives a report that can be copied and sent."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("MeetingDesk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self._text = QPlainTextEdit(report)
        self._text.setReadOnly(True)
        self._text.setProperty("role", "report")
        self._text.setAccessibleName(self.tr("Report"))
        self._text.setTabChangesFocus(True)
        copy = QPushButton(self.tr("&Copy the report"))
        copy.setAccessibleName(self.tr("Copy the report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)

        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Something in MeetingDesk went wrong"), role="title"))
        column.addWidget(
            label(
                self.tr(
                    "This is a mistake of the program, not yours. What was saved is safe. You can go on; if "
                    "it happens again, send this report to whoever looks after MeetingDesk. It says where "
                    "in the program it happened and holds nothing of the record."
                ),
                wraps=True,
            )
        )
        column.addWidget(self._text, 1)
        column.addWidget(buttons)
        line = self.fontMetrics().height()
        self.resize(QSize(34 * line, 24 * line).boundedTo(LARGEST))

        buttons.rejected.connect(self.reject)
        copy.clicked.connect(self._copy)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())


def crash_report(error: BaseException) -> str:
    """Return where it happened and with what, but no message, value or path: those may hold names."""
    lines = [
        f"MeetingDesk {own_version()}, {_system()}",
        f"{type(error).__module__}.{type(error).__qualname__}",
    ]
    while True:
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
        cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if cause is None:
            return "\n".join(lines)
        error = cause
        lines.append(f"caused by {_kind(error)}")


def own_version() -> str:
    """Return the version of MeetingDesk that runs."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("meetingdesk")
    except PackageNotFoundError:
        return "(from source)"


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _system() -> str:
    return (
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}, "
        f"{platform.system()} {platform.release()}"
    )
