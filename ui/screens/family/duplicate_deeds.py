"""Between the pairs of people who may be the same and the record."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from meetingdesk.app.merging_people import Merged, MergePeople, UnmergePeople
from meetingdesk.app.people_alike import TOUCHED_BY, Pair, PeopleAlike, people_alike, say_not_the_same
from ui.bridge import Bridge
from ui.screens.family.duplicates import DuplicatesView
from ui.wall_clock import WallClock
from ui.words import FAMILY_ROLE


class DuplicateDeeds(QObject):
    """Reads who may be the same, and turns what is said of a pair into commands."""

    def __init__(self, view: DuplicatesView, bridge: Bridge, clock: WallClock, parent: QObject) -> None:
        super().__init__(parent)
        self.view = view
        self._bridge = bridge
        self._clock = clock
        self._question = 0
        self._said = ""
        view.merge_wanted.connect(self._merge)
        view.not_the_same.connect(self._say_not)
        view.part_wanted.connect(self._part)
        bridge.changed.connect(self._hear)
        bridge.refused.connect(self._refused)

    @Slot()
    def open(self) -> None:
        """Compare everybody with everybody, and show who may be the same."""
        self.view.message.put_away()
        self._read()

    # Slots

    @Slot(object)
    def _merge(self, pair: Pair) -> None:
        self._said = self.tr("The two records are one.")
        self._bridge.execute(MergePeople(pair.one, pair.other, self._clock.today()), self)

    @Slot(object)
    def _part(self, merged: Merged) -> None:
        self._said = self.tr("They are two people again.")
        self._bridge.execute(UnmergePeople(merged.other_id), self)

    @Slot(object)
    def _say_not(self, pair: Pair) -> None:
        job = partial(say_not_the_same, pair.one, pair.other)
        self._bridge.write(job, self, self._remembered)

    @Slot(frozenset, object)
    def _hear(self, touched: frozenset[str], asker: object) -> None:
        if asker is self and self._said:
            said, self._said = self._said, ""
            self.view.message.show_message(said, self.tr("Ctrl+Z takes it back."))
        if touched & TOUCHED_BY and self.view.isVisible():
            self._read()

    @Slot(object, object)
    def _refused(self, _error: BaseException, asker: object) -> None:
        if asker is self:
            self._said = ""  # the window says why
            self.view.message.put_away()

    # Helpers

    def _remembered(self, _: None) -> None:
        self.view.message.show_message(
            self.tr("They are two people."), self.tr("Nobody is asked about them again at this desk.")
        )
        self._read()

    def _read(self) -> None:
        self._question += 1
        self._bridge.read(people_alike, self, partial(self._show, self._question), FAMILY_ROLE)

    def _show(self, question: int, shown: PeopleAlike) -> None:
        if question == self._question:
            self.view.show_pairs(shown)
