"""Opens the pages of the marked copy in place of the table, goes from reader to reader, and back."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.bridge import Bridge
from ui.screens.documents.choices import CopyChoices
from ui.screens.documents.copies_table import CopiesTable
from ui.screens.documents.preview.seeing import Wanted
from ui.screens.documents.preview.view import PreviewView
from ui.screens.documents.words import CopyState
from ui.theme import Theme
from ui.wall_clock import WallClock


class Previewing(QObject):
    """Knows which copy of a table is seen; the view is made when somebody first wants to see one.

    Signals:
        opened: Pages are seen now in place of the table.
        closed: The table is seen again; nothing is kept of the pages.
        not_meant: Somebody wanted to see what is not written to this reader.
    """

    opened = Signal()
    closed = Signal()
    not_meant = Signal()

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        clock: WallClock,
        table: CopiesTable,
        choices: CopyChoices,
        body: QStackedWidget,
        whole: QWidget,
    ) -> None:
        super().__init__(body)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock
        self._table = table
        self._choices = choices
        self._body = body
        self._whole = whole
        self._meeting_id: UUID | None = None
        self.view: PreviewView | None = None

    @property
    def is_open(self) -> bool:
        """Say whether pages are seen."""
        return self.view is not None and self.view.is_open

    def show_pages(self, meeting_id: UUID) -> None:
        """Show the pages of the copy that is marked in the table."""
        copies, index = self._table.copies, self._table.currentIndex()
        if not index.isValid():
            return
        row, column = index.row(), index.column()
        if copies.state(row, column) is CopyState.NOT_MEANT:
            self.not_meant.emit()
            return
        self._meeting_id = meeting_id
        readers = self._rows_of(column)
        wanted = Wanted(
            meeting_id,
            copies.readers[row].reader,
            copies.kinds[column],
            self._clock.today(),
            is_large=self._choices.is_large,
            is_word=self._choices.ending != "pdf",
        )
        if self.view is None:
            self.view = self._new_view()
        self.view.show_copy(wanted, readers.index(row) + 1, len(readers))
        self._body.setCurrentWidget(self.view)
        self.view.take_focus()
        self.opened.emit()

    @Slot()
    def close(self) -> None:
        """Show the table again where pages were seen, and keep nothing of them."""
        if self.view is not None and self.view.is_open:
            self._body.setCurrentWidget(self._whole)
            self.view.forget()
            self.closed.emit()

    def take_focus(self) -> None:
        """Let the keys work on the pages."""
        if self.view is not None:
            self.view.take_focus()

    def make_again(self) -> None:
        """The record was changed: whatever it was may stand in a copy, or be what its reader may not have."""
        if self.view is not None:
            self.view.make_again()

    def stand_again(self) -> bool:
        """Mark the copy whose pages are seen in a table that was read anew; False where it has none now."""
        wanted = self.view.wanted if self.view is not None else None
        if wanted is None:
            return False
        copies, (reader, kind) = self._table.copies, wanted.key
        rows = [row for row, line in enumerate(copies.readers) if line.key == reader]
        if not rows or kind not in copies.kinds:
            return False
        column = copies.kinds.index(kind)
        self._table.stand_at(rows[0], column)
        return copies.state(rows[0], column) is not CopyState.NOT_MEANT

    # Slots

    @Slot(int)
    def _step(self, by: int) -> None:
        """Show the same document for the reader before or the next one, if there is one."""
        here = self._table.currentIndex()
        readers = self._rows_of(here.column())
        place = readers.index(here.row()) + by if here.row() in readers else -1
        if 0 <= place < len(readers) and self._meeting_id is not None:
            self._table.stand_at(readers[place], here.column())
            self.show_pages(self._meeting_id)

    # Helpers

    def _rows_of(self, column: int) -> list[int]:
        """Return the readers to whom a kind of document is written."""
        copies = self._table.copies
        rows = range(len(copies.readers))
        return [row for row in rows if copies.state(row, column) is not CopyState.NOT_MEANT]

    def _new_view(self) -> PreviewView:
        view = PreviewView(self._bridge, self._theme)
        view.left.connect(self.close)
        view.step_wanted.connect(self._step)
        self._body.addWidget(view)
        return view
