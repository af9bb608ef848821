"""What the pages have in common that write definition files: each change is a step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox

from meetingdesk.app.settings_files import Written, take_back
from meetingdesk.errors import StaleRecord
from ui.screens.settings.page import ListPage

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk


class FilePage(ListPage):
    """Writes to the organisation's own files, and takes its own steps back.

    Signals:
        definitions_changed: A file was written; what was read from it before is out of date.
    """

    definitions_changed = Signal()

    is_demo = False
    """A demonstration shows the files of this computer, and leaves them alone."""

    def __init__(self, *given: Any, **more: Any) -> None:
        self._steps: list[Written] = []
        super().__init__(*given, **more)
        self.chooser = QComboBox()
        self.chooser.setMinimumContentsLength(26)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._add_stop(self.chooser)
        self.back_button = self._add_button(
            self.tr("Take back"), "", self.tr("Take back the last change that was written here (U, Ctrl+Z)")
        )
        self.back_button.setEnabled(False)
        QShortcut(QKeySequence("F5"), self, self.read_again)
        self.chooser.activated.connect(self._choose)
        self.back_button.clicked.connect(self._take_back)

    # Qt

    def event(self, event: QEvent) -> bool:
        # The step to take back here is the last change of a file, of which the record's Undo knows nothing.
        if isinstance(event, QKeyEvent) and self._steps and _is_undo(event) and self.form.isHidden():
            event.accept()
            if event.type() is QEvent.Type.KeyPress:
                self._take_back()
            return True
        return super().event(event)

    # For the pages

    @property
    def may_change(self) -> bool:
        """Whether the person at the desk may write these files."""
        return super().may_change and not self.is_demo

    def _offer(self, choices: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Let another file be chosen above the list."""
        self.chooser.clear()
        for key, words in choices:
            self.chooser.addItem(words, key)
        self.chooser.setCurrentIndex([key for key, _ in choices].index(chosen))

    def _write(self, job: Callable[[Desk], Written]) -> None:
        """Have something written, unless the person may not."""
        if not self._refuses():
            self.message.put_away()
            self._bridge.write(job, self, self._written, self._refuse)

    def _come_back(self) -> None:
        # Somebody may have been in an editor with the file; what is being typed here is left alone.
        if self.form.isHidden():
            self.read_again()

    # Slots

    @Slot(int)
    def _choose(self, _place: int) -> None:
        self.close_side()
        self.read_again()

    @Slot()
    def _take_back(self) -> None:
        if self._steps and not self._refuses():
            self._bridge.write(partial(take_back, self._steps[-1]), self, self._taken_back, self._refuse)

    # Helpers

    def _written(self, written: Written) -> None:
        self.close_side()
        if written.files:
            self._steps.append(written)
            self.definitions_changed.emit()
            self.message.show_message(
                self.tr("{words}: written to {names}.").format(words=written.said, names=_names(written)),
                self.tr("Meetings prepared from now on go by it. U takes it back."),
            )
        self._settle()

    def _taken_back(self, written: Written) -> None:
        self._steps.pop()
        self.definitions_changed.emit()
        self.message.show_message(self.tr("{words}: as it was before.").format(words=written.said))
        self._settle()

    def _settle(self) -> None:
        self.back_button.setEnabled(bool(self._steps))
        self.read_again()

    def _refuse(self, error: BaseException) -> None:
        self._fail(error)
        if isinstance(error, StaleRecord):
            self._steps.clear()
            self._settle()

    def _refuses(self) -> bool:
        if self.may_change:
            return False
        if self.is_demo:
            says = self.tr("In a demonstration the files of this computer are shown and not changed.")
            hint = self.tr("Open a store of your own to change them.")
        else:
            says = self.tr("Your role may read this and not change it.")
            hint = self.tr("Ask the coordinator, whose role may change settings.")
        self.message.show_message(says, hint, "attention")
        return True


def _names(written: Written) -> str:
    if len(written.files) > 2:
        return f"{len(written.files)} files"
    return " and ".join(name for name, _, _ in written.files)


def _is_undo(event: QKeyEvent) -> bool:
    is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
    return is_key and event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
