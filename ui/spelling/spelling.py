"""The spelling of one person at this desk, for every text of their windows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from meetingdesk.app.spelling import Speller, SpellingState
from ui.spelling.background import Background


class Spelling(QObject):
    """Has the dictionary loaded and words looked for in the background, and says when the marks change.

    Signals:
        changed: Other words are right or wrong than before; texts look at theirs again.
        missing: There is no dictionary; carries the words that say so.
        own_words_changed: Somebody added a word; carries all of theirs, which are to be kept.
    """

    changed = Signal()
    missing = Signal(str)
    own_words_changed = Signal(tuple)

    def __init__(self, speller: Speller, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speller = speller
        self._background = background
        self.is_right = speller.is_right
        self.wrong_among = speller.wrong_among

    @property
    def fault(self) -> str:
        """Why there is no spelling here; nothing where there is."""
        fault = self._speller.fault
        return f"{fault} {fault.hint}" if fault is not None else ""

    @property
    def is_ready(self) -> bool:
        """Whether words can be looked up."""
        return self._speller.state is SpellingState.READY

    def start(self) -> None:
        """Have the dictionary loaded, unless it is there already."""
        if self.is_ready:
            self.changed.emit()
        else:
            self._background(self._speller.load, self, self._loaded)

    def set_names(self, names: Iterable[str]) -> None:
        """Count the names of this meeting's people and agencies as right, and no others."""
        self._speller.set_names(names)
        self.changed.emit()

    def set_own_words(self, words: Iterable[str]) -> None:
        """Count the words that somebody kept as right."""
        self._speller.set_own_words(words)
        self.changed.emit()

    def add(self, word: str) -> None:
        """Count a word as right from now on, and tell that it is to be kept."""
        self._speller.add(word)
        self.changed.emit()
        self.own_words_changed.emit(self._speller.own_words)

    def suggest(
        self,
        word: str,
        owner: QObject,
        then: Callable[[tuple[str, ...]], None],
        otherwise: Callable[[BaseException], None],
    ) -> None:
        """Have the words looked for that may be meant; `owner` hears of them."""
        self._background(partial(self._speller.suggest, word), owner, then, otherwise)

    # Slots

    @Slot(object)
    def _loaded(self, state: SpellingState) -> None:
        if state is SpellingState.READY:
            self.changed.emit()
        else:
            self.missing.emit(self.fault)
