"""Keeps what is typed in answer to questions: after a pause, and within a second of the key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtWidgets import QLineEdit

from meetingdesk.app.answers import Answers, answers_kept, keep_answers
from meetingdesk.app.desk import Desk
from ui.bridge import Bridge


class AnswerKeeper(QObject):
    """Whoever is asked the same again after a crash finds their words in the field.

    Several questions about one thing belong together: the first answer is kept while the second is typed.
    """

    PAUSE_MS = 200
    LATEST_MS = 500
    """A commit may wait for others and for a busy computer; together less than a second."""

    def __init__(self, place: str, field: QLineEdit, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._field = field
        self._bridge = bridge
        self._known: Answers | None = None
        """What lies in the drawer, once it was looked into; nobody else puts anything there."""
        self._about = ""
        self._question = ""
        self._typed: dict[str, str] = {}
        self._is_touched = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.keep_now)
        field.textEdited.connect(self._touch)

    def asks(self, about: str, question: str) -> None:
        """Note that a question about something stands there now; words that were kept of it come back."""
        if about != self._about:
            self._about, self._typed = about, {}
        self._question, self._is_touched = question, False
        if self._known is None:
            self._bridge.read(answers_kept, self, partial(self._look, about, question), self._place)
        else:
            self._look(about, question, self._known)

    def end(self) -> None:
        """Forget what was typed: it was used, or it is not wanted."""
        self._timer.stop()
        self._since.invalidate()
        self._about, self._question, self._typed = "", "", {}
        if self._known is None or self._known.typed:
            self._put(Answers())

    @Slot()
    def keep_now(self) -> None:
        """Keep it at once."""
        self._timer.stop()
        self._since.invalidate()
        if self._about:
            self._put(Answers(self._about, dict(self._typed)))

    # Slots

    @Slot(str)
    def _touch(self, text: str) -> None:
        if not self._about:
            return
        self._is_touched = True
        self._typed[self._question] = text
        if not self._since.isValid():
            self._since.start()
        left = max(self.LATEST_MS - self._since.elapsed(), 0)
        self._timer.start(min(self.PAUSE_MS, left))

    # Helpers

    def _look(self, about: str, question: str, known: Answers) -> None:
        self._known = known
        if about != self._about or known.about != about:
            return
        self._typed = {**known.typed, **self._typed}
        text = self._typed.get(question, "")
        if question == self._question and text and not self._is_touched:
            self._field.setText(text)

    def _put(self, answers: Answers) -> None:
        self._known = answers
        self._bridge.write(partial(_keep, place=self._place, answers=answers), self, self._done, self._failed)

    def _done(self, _nothing: object) -> None:
        self._bridge.note_saved()

    def _failed(self, error: BaseException) -> None:
        self._bridge.refused.emit(error, self)


def _keep(desk: Desk, *, place: str, answers: Answers) -> None:
    keep_answers(desk, place, answers)
