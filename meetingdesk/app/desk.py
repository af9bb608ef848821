"""The application as a window or a script sees it: commands in, changes out, undo."""

from __future__ import annotations

from dataclasses import dataclass

from meetingdesk.app.closed_records import refuse_closed
from meetingdesk.app.outcome import Command, Outcome, PutBack
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.errors import DamagedStore, MeetingDeskError, StorageProblem, StoreBusy
from meetingdesk.storage import undo_steps
from meetingdesk.storage.problems import explained
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.search import tidy_index
from meetingdesk.storage.store import Store
from meetingdesk.storage.undo_steps import KeptStep, Stack
from meetingdesk.storage.unit_of_work import UnitOfWork

TRIM_EVERY = 50


@dataclass(frozen=True, slots=True)
class UndoState:
    """What the Edit menu offers."""

    undo_label: str | None
    redo_label: str | None


class Desk:
    """Carries out commands for the person at the desk, one at a time, and can take them back.

    Used on one thread only. The stacks lie in the store, so a restart loses no step.
    """

    def __init__(self, store: Store, person: AtDesk) -> None:
        self.store = store
        self.person = person
        self._steps_since_trim = 0
        self._undo: KeptStep | None = None
        self._redo: KeptStep | None = None
        self._look_at_stacks()

    @property
    def undo_state(self) -> UndoState:
        """The labels of the steps that undo() and redo() would take."""
        return UndoState(
            self._undo.label if self._undo else None,
            self._redo.label if self._redo else None,
        )

    def reading(self) -> Reading:
        """Return a look into the store for the person at the desk."""
        return self.store.reading(self.person)

    def execute(self, command: Command) -> Outcome:
        """Carry out a command that the person has just asked for."""
        with self.store.work(self.person, command.deed) as work:
            outcome = command.apply(work)
            if not work.changes:
                return outcome
            refuse_closed(work)
            with explained():
                kept = self._keep(work, outcome)
            work.commit(command.label)
        if outcome.inverse is not None:
            self._undo, self._redo = kept, None
        return outcome

    def undo(self) -> Outcome | None:
        """Take back the latest step."""
        return self._take(self._undo, Stack.UNDO, Stack.REDO)

    def redo(self) -> Outcome | None:
        """Repeat the step that was last taken back."""
        return self._take(self._redo, Stack.REDO, Stack.UNDO)

    def tidy(self) -> bool:
        """Put a little of the search index in order; say whether there is more to do."""
        if self.store.engines.write.dialect.name != "sqlite":
            return False  # a server does that by itself
        with explained(), self.store.engines.write.begin() as connection:
            return tidy_index(connection)

    def close(self) -> None:
        """Leave the desk and let go of the store."""
        self.store.close()

    def _keep(self, work: UnitOfWork, outcome: Outcome) -> KeptStep | None:
        inverse = outcome.inverse
        if inverse is None:
            return self._undo
        if self._redo is not None:
            undo_steps.clear(work.connection, self.person, Stack.REDO)
        last = self._undo
        if outcome.merge_key and last is not None and last.merge_key == outcome.merge_key:
            merged = undo_steps.push_merged(work.connection, last, inverse.steps)
            if merged is not None:
                return merged
        self._steps_since_trim += 1
        if self._steps_since_trim >= TRIM_EVERY:
            undo_steps.trim(work.connection, self.person)
            self._steps_since_trim = 0
        return undo_steps.push(
            work.connection,
            self.person,
            Stack.UNDO,
            inverse.label,
            inverse.deed,
            inverse.steps,
            outcome.merge_key,
        )

    def _take(self, step: KeptStep | None, source: Stack, target: Stack) -> Outcome | None:
        if step is None:
            return None
        try:
            with self.store.work(self.person, step.deed) as work:
                outcome = PutBack(step.label, step.deed, step.steps).apply(work)
                assert outcome.inverse is not None, "putting back can itself be put back"
                refuse_closed(work)
                with explained():
                    undo_steps.drop(work.connection, step)
                    undo_steps.push(
                        work.connection, self.person, target, step.label, step.deed, outcome.inverse.steps
                    )
                work.commit(step.label, kind=source.value)
        except (StorageProblem, StoreBusy, DamagedStore):
            raise  # the step is sound, and can be taken once the disk or the server is back
        except MeetingDeskError:
            # A step that can no longer be taken is dropped: keeping it would block the older ones.
            self._drop(step)
            raise
        finally:
            self._look_at_stacks()
        return outcome

    def _drop(self, step: KeptStep) -> None:
        with explained(), self.store.engines.write.begin() as connection:
            undo_steps.drop(connection, step)

    def _look_at_stacks(self) -> None:
        with self.reading() as reading, explained():
            self._undo = undo_steps.top(reading.connection, self.person, Stack.UNDO)
            self._redo = undo_steps.top(reading.connection, self.person, Stack.REDO)
