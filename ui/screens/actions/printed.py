"""Printing the list: the words are made fit for paper first, then the printer is asked for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from meetingdesk.app.following.asked import ActionLine
from meetingdesk.app.following.for_paper import for_paper
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.screens.actions.print_list import OnPaper, prepared, print_actions
from ui.wall_clock import WallClock
from ui.widgets.message_bar import MessageBar

Groups = tuple[tuple[str, tuple[ActionLine, ...]], ...]


class PrintedList(QObject):
    """Asks for the words without names, then for a printer, and paints what was shown."""

    def __init__(self, bridge: Bridge, clock: WallClock, message: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._bridge = bridge
        self._clock = clock
        self._message = message
        self._dialog: QPrintDialog | None = None
        self.paper: OnPaper | None = None
        """What was prepared last."""

    def ask(self, title: str, below: str, groups: Groups) -> None:
        """Prepare what is shown for paper, then ask for a printer."""
        lines = tuple(line for _, own in groups for line in own)
        headings = tuple((heading, len(own)) for heading, own in groups)
        then = partial(self._prepared, title, below, headings)
        self._bridge.write(partial(for_paper, lines), self, then, self._refused)

    def print_on(self, printer: QPrinter) -> bool:
        """Print what was prepared."""
        if self.paper is None or not print_actions(prepared(printer), self.paper):
            self._message.show_message(
                self.tr("The printer did not take the list."), self.tr("Check the printer."), "wrong"
            )
            return False
        self._message.show_message(self.tr("The list was printed, without names of families."))
        return True

    # Helpers

    def _prepared(
        self,
        title: str,
        below: str,
        headings: tuple[tuple[str, int], ...],
        lines: tuple[ActionLine, ...],
    ) -> None:
        groups, start = [], 0
        for heading, many in headings:
            groups.append((heading, lines[start : start + many]))
            start += many
        self.paper = OnPaper(f"Actions: {title}", below, tuple(groups), self._clock.today())
        self._ask_printer()

    def _ask_printer(self) -> None:
        dialog = QPrintDialog(QPrinter(QPrinter.PrinterMode.HighResolution), self._window)
        dialog.setWindowTitle(self._window.tr("Print the actions"))
        dialog.finished.connect(self._print)
        self._dialog = dialog
        dialog.setModal(True)
        dialog.show()

    @Slot(int)
    def _print(self, answer: int) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            if answer == QDialog.DialogCode.Accepted:
                self.print_on(dialog.printer())
            dialog.deleteLater()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, MeetingDeskError):
            self._message.show_error(error)
        else:
            raise error
