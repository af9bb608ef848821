"""The copies of one meeting: who gets what, made, checked, locked and put into a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from meetingdesk.app.documents.naming import passphrase_for_a_copy
from meetingdesk.app.documents.on_screen import DocumentsOnScreen, documents_on_screen
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.offers import Lines
from ui.screens.documents.about_copy import AboutCopy
from ui.screens.documents.choices import CopyChoices
from ui.screens.documents.copies_table import CopiesTable
from ui.screens.documents.head import DocumentsHead
from ui.screens.documents.making import Copier, Manner, Order
from ui.screens.documents.preview.previewing import Previewing
from ui.screens.documents.telephone import TelephoneList
from ui.screens.documents.words import KEYS, PREVIEW_KEYS, Came, CopyState, say_not_made
from ui.settings import Settings
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.message_bar import MessageBar
from ui.widgets.progress_strip import ProgressStrip
from ui.words import many

PANEL, LOW = 320, 480
"""The width of the side, and the height below which what is said of a copy stands there as well."""
BELOW = (16, 10, 16, 12)
MADE_OF = frozenset({"meeting", "attendance", "entry", "action", "decision", "plan_point", "family_member"})
"""What the table is read from anew; the copies themselves are made from the record of their moment."""


class CopiesPage(QWidget):
    """Shows who may have which document of a meeting, and makes what is ticked.

    Signals:
        left: Somebody wants to go back to where they were.
    """

    left = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        head: DocumentsHead,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock
        self._question = 0
        self._is_sure = self._is_low = False
        self._waits_for_folder = False
        self.shown: DocumentsOnScreen | None = None
        self.head = head
        self.progress = ProgressStrip()
        self.message = MessageBar(room=(16, 8, 16, 0))
        self.table = CopiesTable(theme)
        self.about = AboutCopy()
        self.choices = CopyChoices(settings)
        self.telephone = TelephoneList(theme)
        self.see = QPushButton(self.tr("&See the pages of the marked copy"))
        self.copier = Copier(bridge, self)
        self._not_made = label(role="small", wraps=True)
        self._empty = label(role="title", wraps=True)
        self._empty_hint = label(role="muted", wraps=True)
        self._lay_out()
        self.previewing = Previewing(bridge, theme, clock, self.table, self.choices, self._body, self._whole)
        self.make = self._command("documents_make", self.tr("&Make the copies that are ticked"))
        self.make.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.make.setToolTip(tooltip(self.tr("Make what is ticked; each file is checked first (Ctrl+Enter)")))
        self.see_pages = self._command("documents_preview", self.tr("&See the pages of the marked copy"))
        self.back = self._command("documents_back", self.tr("&Back from the documents"))
        self.back.setShortcut(QKeySequence("Esc"))
        # Not where the palette is open: there Escape closes the palette.
        self.back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.back)
        self.back.setToolTip(tooltip(self.tr("Stop what is being made, else go back (Esc)")))
        see = tooltip(self.tr("Its pages as they would be saved; nothing is written (Enter on the copy)"))
        self.see_pages.setToolTip(see)
        self.see.setToolTip(see)

        self.make.triggered.connect(self.make_copies)
        self.back.triggered.connect(self.leave)
        self.see_pages.triggered.connect(self.see_copy)
        self.see.clicked.connect(self.see_copy)
        self.table.preview_wanted.connect(self.see_copy)
        self.previewing.not_meant.connect(self._say_not_meant)
        self.previewing.opened.connect(self._note_pages)
        self.previewing.closed.connect(self._note_pages)
        self.choices.make_wanted.connect(self.make_copies)
        self.choices.folder_chosen.connect(self._folder_chosen)
        self.table.current_changed.connect(self._say_here)
        self.table.not_meant.connect(self._say_not_meant)
        self.table.copies.ticked.connect(self._say_here)
        self.progress.stop_wanted.connect(self.copier.stop)
        self.copier.progressed.connect(self.progress.show_progress)
        self.copier.came.connect(self._came)
        self.copier.failed.connect(self._failed)
        self.copier.finished.connect(self._finished)
        bridge.changed.connect(self._hear)
        theme.changed.connect(self._fit)

    # What the frame asks of a screen

    def commands(self) -> tuple[QAction, ...]:
        """Return what can be done here."""
        return self.make, self.see_pages, self.back

    def help_lines(self) -> Lines:
        """Return the keys of the page."""
        return (*KEYS, *PREVIEW_KEYS)

    def open_meeting(self, meeting_id: UUID) -> None:
        """Show the copies of a meeting; pass phrases of another one are forgotten."""
        if self.shown is not None and self.shown.meeting_id != meeting_id:
            self.forget()
            self.shown = None
        self._is_sure = False
        self.previewing.close()
        self.message.put_away()
        self._show_counts()
        self._read(meeting_id)

    @Slot()
    def take_focus(self) -> None:
        """Let the arrow keys move over the copies."""
        if self.previewing.is_open:
            self.previewing.take_focus()
        else:
            (self.table if self._body.currentWidget() is self._whole else self.head.back).setFocus()

    # What is done here

    @Slot()
    def make_copies(self) -> None:
        """Make what is ticked."""
        chosen = self.table.copies.chosen
        if self.shown is None or self.copier.is_running:
            return
        if not chosen:
            self.message.show_message(
                self.tr("No copy is ticked."),
                self.tr("Go to a copy with the arrow keys and press Space; R ticks all for a reader."),
                "attention",
            )
            return
        folder = self.choices.folder
        if folder is None:
            self._waits_for_folder = True
            self.choices.ask_folder()
            return
        self._begin(folder)

    @Slot()
    def see_copy(self) -> None:
        """Show the pages of the copy that is marked, in place of the table."""
        if self.shown is not None:
            self.message.put_away()
            self.previewing.show_pages(self.shown.meeting_id)

    @Slot()
    def leave(self) -> None:
        """Go back from pages, or stop what is being made, else go back; pass phrases are asked about once."""
        if self.previewing.is_open:
            self.previewing.close()
        elif self.copier.is_running:
            self.copier.stop()
            self.progress.show_progress(self.tr("Stopping…"), 0, 0)
        elif self.telephone.phrases and not self._is_sure:
            self._is_sure = True
            self.message.show_message(
                self.tr("The pass phrases are not kept: after this page they cannot be shown again."),
                self.tr("Tell or note them first. Esc once more goes back."),
                "attention",
            )
        else:
            self.forget()
            self.left.emit()

    @Slot()
    def forget(self) -> None:
        """Make nothing more, and keep nothing of the pass phrases."""
        self.copier.abandon()
        self.previewing.close()
        self.telephone.forget()
        self.choices.lock_again()
        self.table.copies.forget()
        self.head.show_counts(0, 0)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.shown is not None:
            self._fit()

    # Slots

    @Slot()
    def _folder_chosen(self) -> None:
        if self._waits_for_folder:
            self._waits_for_folder = False
            self.make_copies()

    @Slot()
    def _note_pages(self) -> None:
        """Let nothing be made of ticks that nobody sees, and the keys work on what is seen."""
        are_seen = self.previewing.is_open
        self.make.setEnabled(not are_seen)
        self.see_pages.setEnabled(not are_seen)
        if not are_seen and self.isVisible():
            self.take_focus()

    @Slot()
    def _say_here(self) -> None:
        copies, index = self.table.copies, self.table.currentIndex()
        self.choices.show_count(len(copies.chosen), is_running=self.copier.is_running)
        if index.isValid() and index.row() < len(copies.readers) and index.column() < len(copies.kinds):
            line, kind = copies.readers[index.row()], copies.kinds[index.column()]
            row, column = index.row(), index.column()
            self.about.show_copy(line, kind, copies.state(row, column), copies.came(row, column))

    @Slot()
    def _say_not_meant(self) -> None:
        index = self.table.currentIndex()
        line, kind = self.table.copies.readers[index.row()], self.table.copies.kinds[index.column()]
        self.message.show_message(
            self.tr("{kind}: not written to {reader}.").format(kind=kind.label, reader=line.reader.name),
            self.tr("Choose a copy with a box."),
            "attention",
        )

    @Slot(object, object)
    def _came(self, order: Order, came: Came) -> None:
        copies = self.table.copies
        copies.set_state(order.key, came.state, came)
        self._show_counts()
        if came.state is CopyState.MADE and order.passphrase:
            self._is_sure = False
            self.telephone.add(order.reader.name, order.passphrase, order.kind.label.lower())

    @Slot(object)
    def _failed(self, error: MeetingDeskError) -> None:
        self.message.show_error(error)

    @Slot(bool)
    def _finished(self, is_whole: bool) -> None:
        copies = self.table.copies
        self.progress.finish()
        copies.put_back()
        self._say_here()
        if not is_whole:
            self.message.show_message(
                self.tr("It was stopped."), self.tr("What was made before stays in the folder."), "attention"
            )
            return
        bad = [copies.count(state) for state in (CopyState.STOPPED, CopyState.FAILED)]
        place = copies.place_of(CopyState.STOPPED) or copies.place_of(CopyState.FAILED)
        if place is not None:
            self.table.stand_at(*place)
            self.message.show_message(
                self.tr("{} not written.").format(many(sum(bad), "copy is", "copies are")),
                self.tr("Why, and how to mend it, is said of the copy that is marked."),
                "wrong",
            )
        else:
            self.message.show_message(self._say_made())

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], _asker: object) -> None:
        self.previewing.make_again()
        if self.shown is None or not touched & MADE_OF or not self.isVisible():
            return
        if self.table.copies.count(CopyState.MADE):
            self.message.show_message(
                self.tr("The record was changed after these copies were made."),
                self.tr("Make again what has to be as it stands now."),
                "attention",
            )
        self._read(self.shown.meeting_id)

    @Slot()
    def _fit(self) -> None:
        """Give the side its width, and the table the rest."""
        wanted = self._theme.px(PANEL)
        self._side.setFixedWidth(min(wanted, max(self.width() * 2 // 5, 1)))
        is_low = self.height() < self._theme.px(LOW)
        if is_low != self._is_low:
            self._is_low = is_low
            self.table.be_low(is_low=is_low)
            if is_low:
                self._in_side.insertWidget(0, self.about)
                self._below.setContentsMargins(0, 0, 0, 0)
            else:
                self._below.setContentsMargins(*BELOW)
                self._below.addWidget(self.about)

    # Helpers

    def _begin(self, folder: Path) -> None:
        assert self.shown is not None, "somebody ticked what is shown"
        self.message.put_away()
        chosen, is_plain = self.table.copies.chosen, self.choices.is_plain
        phrases = {line.key: "" if is_plain else passphrase_for_a_copy() for line, _ in chosen}
        orders = tuple(Order(line.reader, kind, phrases[line.key]) for line, kind in chosen)
        for order in orders:
            self.table.copies.set_state(order.key, CopyState.WAITING)
        manner = Manner(
            self.choices.ending,
            self.choices.is_large,
            folder,
            self._bridge.desk.store.folder,
            self._clock.today(),
        )
        self.copier.begin(self.shown.meeting_id, orders, manner)
        self._say_here()

    def _show_counts(self) -> None:
        copies = self.table.copies
        self.head.show_counts(copies.count(CopyState.MADE), copies.count(CopyState.STOPPED))

    def _say_made(self) -> str:
        made = self.table.copies.count(CopyState.MADE)
        return self.tr("{} in the folder, checked for what their readers may not have.").format(
            many(made, "copy is", "copies are")
        )

    def _read(self, meeting_id: UUID) -> None:
        self._question += 1
        then = partial(self._show, self._question)
        self._bridge.read(_documents, self, then, meeting_id, otherwise=self._cannot_show)

    def _show(self, question: int, shown: DocumentsOnScreen) -> None:
        if question != self._question:
            return
        here = self.table.currentIndex()
        is_first = self.shown is None
        self.shown = shown
        self._not_made.setText(say_not_made(shown))
        if is_first:
            self.choices.begin(has_large_print=shown.has_large_print)
        had_focus = self.focusWidget() is None or self.table.hasFocus() or self.head.back.hasFocus()
        self.table.copies.show_documents(shown)
        self.table.stand_at(*((0, 0) if is_first else (max(here.row(), 0), max(here.column(), 0))))
        self._say_nothing(shown)
        if had_focus and self.isVisible():
            self.take_focus()

    def _say_nothing(self, shown: DocumentsOnScreen) -> None:
        if self.previewing.is_open:
            if self.previewing.stand_again():
                return
            self.previewing.close()
            gone = self.tr("The copy whose pages were seen is not written to this reader any more.")
            self.message.show_message(gone, "", "attention")
        if shown.columns:
            self._body.setCurrentWidget(self._whole)
            return
        self._empty.setText(self.tr("This type of meeting has no document that this version makes"))
        self._empty_hint.setText(self.tr("Which ones it has stands in its definition, under documents."))
        self._body.setCurrentWidget(self._nothing)

    def _cannot_show(self, error: BaseException) -> None:
        if not isinstance(error, MeetingDeskError):
            raise error
        self.previewing.close()
        self._empty.setText(str(error))
        self._empty_hint.setText(error.hint)
        self._body.setCurrentWidget(self._nothing)

    def _command(self, name: str, text: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        return action

    def _lay_out(self) -> None:
        self._side = QFrame()
        self._side.setProperty("role", "side")
        inside = QWidget()
        column = self._in_side = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 12, 14)
        column.setSpacing(16)
        # What has to be told now comes first; there is nothing of it before copies were made.
        column.addWidget(self.telephone)
        column.addWidget(self.choices)
        column.addWidget(self.see)
        column.addWidget(self._not_made)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(area)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.table, 1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(*BELOW)
        self._below.addWidget(self.about)
        left.addLayout(self._below)
        self._whole = QWidget()
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._side)
        self._nothing = QWidget()
        self._nothing.setProperty("role", "panel")
        self._nothing.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QVBoxLayout(self._nothing)
        middle.setContentsMargins(48, 48, 48, 48)
        middle.addWidget(self._empty)
        middle.addWidget(self._empty_hint)
        middle.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self._nothing)
        self._body.addWidget(self._whole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.progress)
        whole.addWidget(self.message)
        whole.addWidget(self._body, 1)


def _documents(reading: Any, meeting_id: UUID) -> DocumentsOnScreen:
    # Read on the lane: what makes documents is loaded when somebody first wants one.
    from reports.documents import MAKERS

    return documents_on_screen(reading, meeting_id, MAKERS)
