"""One copy as its real pages: made and checked as it would be saved, shown, and written nowhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.screens.documents.preview.head import PreviewHead
from ui.screens.documents.preview.pages_view import PagesView
from ui.screens.documents.preview.seeing import CopySeen, Wanted, copy_seen, page_drawn
from ui.screens.documents.preview.verdict import Verdict
from ui.screens.documents.words import CopyState
from ui.theme import Theme
from ui.widgets.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from reports.pdf.pages import PageSeen

LOW = 340
"""Below this height the verdict is said in fewer lines."""
SLOW_MS = 200
"""What takes longer is told by the strip; a shorter one would only make the pages jump."""


class PreviewView(QWidget):
    """Shows the pages of a copy in place of the table; a record that is changed makes them anew.

    Signals:
        left: Somebody wants to go back to the table.
        step_wanted: The copy of another reader is wanted; carries -1 for the one before, 1 for the next.
    """

    left = Signal()
    step_wanted = Signal(int)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._question = 0
        self._is_asked = self._is_drawing = self._is_old = False
        self._is_again = False
        self._seen: CopySeen | None = None
        self.wanted: Wanted | None = None
        self.head = PreviewHead(theme)
        self.progress = ProgressStrip()
        self.verdict = Verdict()
        self.pages = PagesView(theme)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._lay_out()

        self._slow.timeout.connect(self._say_slow)
        self.head.back_wanted.connect(self.left)
        self.head.step_wanted.connect(self.step_wanted)
        self.head.larger_wanted.connect(self.pages.larger)
        self.head.smaller_wanted.connect(self.pages.smaller)
        self.head.width_wanted.connect(self.pages.fit_width)
        self.progress.stop_wanted.connect(self.left)
        self.pages.step_wanted.connect(self.step_wanted)
        self.pages.moved.connect(self._draw_next)
        self.pages.page_changed.connect(self._say_page)
        self.pages.zoomed.connect(self._say_percent)
        theme.changed.connect(self._fit)

    @property
    def is_open(self) -> bool:
        """Say whether a copy is seen."""
        return self.wanted is not None

    @property
    def content(self) -> bytes:
        """The file of which pages are seen; empty while there is none."""
        return self._seen.content if self._seen is not None else b""

    def show_copy(self, wanted: Wanted, place: int, of: int) -> None:
        """Show a copy; `place` is which of the readers who may have this kind."""
        self.forget()
        self.wanted = wanted
        self.head.show_copy(self._title, place, of)
        self.verdict.say("attention", self.tr("It is being made and checked…"))
        self._make()

    @Slot()
    def make_again(self) -> None:
        """Show the copy as the record stands now."""
        if self.wanted is None:
            return
        if self._is_asked or not self.isVisible():
            self._is_old = True
            return
        self._is_again = True
        self._make()

    @Slot()
    def forget(self) -> None:
        """Keep nothing of a copy, and show nothing that is still on its way."""
        self._question += 1
        self._is_asked = self._is_drawing = self._is_old = self._is_again = False
        self.wanted = self._seen = None
        self._slow.stop()
        self.progress.finish()
        self.pages.forget()
        self.head.show_copy("", 0, 0)
        self.verdict.say("attention", "")

    @Slot()
    def take_focus(self) -> None:
        """Let the keys work on the pages."""
        self.pages.setFocus()

    # Qt

    def event(self, event: QEvent) -> bool:
        # The frame has Ctrl+0 for something else, which is to wait while pages are seen.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_width(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_width(event):
            self.pages.fit_width()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_old and not self._is_asked:
            self._is_old = False
            self.make_again()
        else:
            self._draw_next()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pages.let_go()

    # Slots

    @Slot()
    def _fit(self) -> None:
        self.verdict.be_low(is_low=self.height() < self._theme.px(LOW))

    @Slot()
    def _say_slow(self) -> None:
        if self.wanted is not None:
            what = self.tr("Making {kind} for {reader}…")
            kind, reader = self.wanted.kind.label.lower(), self.wanted.reader.name
            self.progress.show_progress(what.format(kind=kind, reader=reader), 0, 0)

    @Slot(int)
    def _say_page(self, number: int) -> None:
        self.head.show_page(number, self.pages.count)

    @Slot()
    def _say_percent(self) -> None:
        self.head.show_percent(self.pages.percent)

    @Slot()
    def _draw_next(self) -> None:
        """Have the next page drawn that is seen and not here; one at a time, so that the lane is free."""
        next_one = self.pages.wanted
        if self._is_drawing or self._seen is None or next_one is None or not self.isVisible():
            return
        self._is_drawing = True
        number, scale = next_one
        then = partial(self._take_page, self._question, scale)
        otherwise = partial(self._fail, self._question)
        self._bridge.read(page_drawn, self, then, self._seen.content, number, scale, otherwise=otherwise)

    # Helpers

    @property
    def _title(self) -> str:
        assert self.wanted is not None, "a copy is seen"
        return f"{self.wanted.kind.label} · {self.wanted.reader.name}"

    def _make(self) -> None:
        self._is_asked = True
        self._slow.start()
        then, otherwise = partial(self._show, self._question), partial(self._fail, self._question)
        self._bridge.read(copy_seen, self, then, self.wanted, otherwise=otherwise)

    def _show(self, question: int, seen: CopySeen) -> None:
        if question != self._question or self.wanted is None:
            return
        self._is_asked = False
        self._slow.stop()
        self.progress.finish()
        before, self._seen = self._seen, seen
        is_other = before is None or before.content != seen.content
        is_changed = before is not None and (is_other or before.said != seen.said)
        self._say_verdict(seen, is_again=self._is_again and is_changed)
        if is_other:
            # What is still being drawn are pages of the file before.
            self._question += 1
            self._is_drawing = False
            self.pages.show_pages(seen.sizes, is_same=before is not None)
            self.head.show_page(self.pages.number, self.pages.count)
        if self._is_old:
            self._is_old = False
            self.make_again()
        else:
            self._draw_next()

    def _take_page(self, question: int, scale: float, page: PageSeen) -> None:
        if question != self._question:
            return
        self._is_drawing = False
        if self.isVisible():
            self.pages.take(page, scale)
        self._draw_next()

    def _fail(self, question: int, error: BaseException) -> None:
        is_known = isinstance(error, MeetingDeskError)
        said = (str(error), error.hint) if isinstance(error, MeetingDeskError) else ()
        self._is_old = self._is_old and is_known
        self._show(question, CopySeen(CopyState.FAILED, said))
        if not is_known:
            raise error

    def _say_verdict(self, seen: CopySeen, *, is_again: bool) -> None:
        assert self.wanted is not None, "a copy is seen"
        # Nobody is to read on without knowing, whether they see what stands above the pages or not.
        stopped = self.tr("{title}, stopped: not saved").format(title=self._title)
        self.pages.say_about(stopped if seen.state is CopyState.STOPPED else self._title)
        again = self.tr("Made again: the record was changed.") if is_again else ""
        if seen.state is CopyState.FAILED:
            self.verdict.say("wrong", self.tr("This copy could not be made."), (again, *seen.said))
        elif seen.state is CopyState.STOPPED:
            self.verdict.say("wrong", self.tr("Stopped: this copy is not saved."), (again, *seen.said))
        else:
            checked = self.tr("Checked: nothing is in it that {reader} may not have.")
            text = checked.format(reader=self.wanted.reader.name)
            self.verdict.say("settled", text, (again, *seen.said, self._say_word()))

    def _say_word(self) -> str:
        assert self.wanted is not None, "a copy is seen"
        if not self.wanted.is_word:
            return ""
        return self.tr("These are its pages as PDF; Word is chosen, and may begin pages in other places.")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.progress)
        around = QVBoxLayout()
        around.setContentsMargins(12, 4, 12, 6)
        around.addWidget(self.verdict)
        column.addLayout(around)
        column.addWidget(self.pages, 1)


def _is_width(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_0 and held == Qt.KeyboardModifier.ControlModifier
