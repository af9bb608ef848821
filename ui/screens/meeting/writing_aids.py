"""What helps to write: spelling, names that complete themselves, and short forms, in every field here."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from meetingdesk.app.snippets import own_snippets, snippets_in_force
from meetingdesk.app.spelling import Speller, keep_own_words, own_words
from meetingdesk.domain.roster import Roster
from meetingdesk.domain.text import fold
from ui.bridge import Bridge
from ui.spelling.help import SpellingHelp
from ui.spelling.marks import SpellingMarks
from ui.spelling.snippet_keys import SnippetKeys
from ui.spelling.spelling import Spelling
from ui.theme import Theme
from ui.widgets.completions import Completion, Completions

MOST_NAMES = 8


class WritingAids(QObject):
    """Gives each field of the meeting the same helps; the names are those of the people at this point."""

    def __init__(
        self, bridge: Bridge, theme: Theme, roster: Callable[[], Roster], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._roster = roster
        self._snippets: Mapping[str, str] = {}
        self._named: tuple[str, ...] = ()
        self._has_begun = False
        self.spelling = Spelling(Speller(), self._in_background, self)
        self.spelling.own_words_changed.connect(self._keep_words)
        self.spelling.changed.connect(self._steady)

    def begin(self) -> None:
        """Have the dictionary and what somebody keeps at this desk read, once."""
        if self._has_begun:
            return
        self._has_begun = True
        self.spelling.start()
        self._bridge.read(own_words, self, self.spelling.set_own_words)
        self._bridge.read(_snippets, self, self._take_snippets)

    def attach(self, edit: QPlainTextEdit) -> Completions:
        """Give a field the helps."""
        marks = SpellingMarks(edit, self.spelling, self._theme)
        spelling_help = SpellingHelp(edit, marks, self.spelling, self._theme)
        SnippetKeys(edit, self._snippets_now)
        for key in ("F7", "Ctrl+."):
            action = QAction(edit)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(spelling_help.next_wrong if key == "F7" else spelling_help.open_here)
            edit.addAction(action)
        return Completions(edit, self.names_like, self._theme)

    def names_changed(self) -> None:
        """Count the names of those at this point as right."""
        names = tuple(_names(self._roster()))
        if names != self._named:
            self._named = names
            self.spelling.set_names(names)

    def names_like(self, typed: str) -> tuple[Completion, ...]:
        """Return the people and agencies of this point whose name has a word that begins so."""
        wanted = fold(typed)
        roster = self._roster()
        agency_of = {one.id: one.name for one in roster.agencies}
        offered = [
            *(Completion(person.name or person.designation, person.designation) for person in roster.people),
            *(
                Completion(one.name, agency_of.get(one.agency_id, one.job_title) if one.agency_id else "")
                for one in roster.professionals
            ),
            *(Completion(agency.name, agency.code) for agency in roster.agencies if agency.is_invited),
        ]
        like = [one for one in offered if any(word.startswith(wanted) for word in fold(one.shown).split())]
        return tuple(like[:MOST_NAMES])

    # Helpers

    def _snippets_now(self) -> Mapping[str, str]:
        return self._snippets

    def _take_snippets(self, snippets: Mapping[str, str]) -> None:
        self._snippets = snippets

    def _in_background(
        self,
        job: Callable[[], object],
        owner: QObject,
        then: Callable[[object], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._bridge.read(partial(_without_store, job), owner, then, otherwise=otherwise)

    @Slot()
    def _steady(self) -> None:
        if self.spelling.is_ready:
            self.spelling.changed.disconnect(self._steady)
            _leave_uncollected()

    @Slot(tuple)
    def _keep_words(self, words: tuple[str, ...]) -> None:
        self._bridge.write(partial(keep_own_words, words), self, _nothing)


@cache
def _leave_uncollected() -> None:
    """Spare the collector what is here by now: it would go through the whole dictionary in mid-word.

    Once only: windows that are closed later are to be collected.
    """
    gc.freeze()


def _without_store(job: Callable[[], object], _reading: object) -> object:
    return job()


def _snippets(reading: Any) -> Mapping[str, str]:
    return snippets_in_force(own_snippets(reading))


def _nothing(_done: object) -> None:
    """Nobody waits for this."""


def _names(roster: Roster) -> Iterable[str]:
    yield from (person.name for person in roster.people)
    yield from (one.name for one in roster.professionals)
    for agency in roster.agencies:
        yield from (agency.name, agency.code)
