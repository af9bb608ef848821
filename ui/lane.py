"""Work that must not run on the GUI thread."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

log = logging.getLogger(__name__)

TURN_S = 0.0001
"""How long a lane goes on in Python while the GUI thread waits; the usual 5 ms, several times a key, show."""

T = TypeVar("T")
Answer = Callable[[Any], None]


class Lane(QObject):
    """Runs jobs one after another on one background thread and answers on the GUI thread.

    A job gets plain values and returns plain values. It must not touch widgets, nor hold one: whoever
    lets go of a widget last destroys it, and that must never be this thread.

    Signals:
        failed: A job raised and nobody had asked to be told; carries the exception.
    """

    failed = Signal(object)
    _finished = Signal(int, object)

    def __init__(self, name: str = "lane", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self.is_closed = False
        self._numbers = count()
        self._waiting: dict[int, tuple[QObject, Answer, Answer]] = {}
        """Who hears of which job; known to the GUI thread alone."""
        # A bound slot of a QObject, never a lambda: only then does Qt bring the call over to the
        # thread that this object lives in.
        self._finished.connect(self._deliver)

    def run(
        self,
        job: Callable[[], T],
        owner: QObject,
        then: Callable[[T], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Queue a job; `owner` hears of its result or its error, unless it is gone by then."""
        held = next((one for one in _held_by(job) if isinstance(one, QObject)), None)
        assert held is None, f"a job must not hold a {type(held).__name__}: the lane could destroy it"
        future = self._pool.submit(job)
        number = next(self._numbers)
        self._waiting[number] = (owner, then, otherwise or self.failed.emit)
        future.add_done_callback(partial(self._announce, number))

    def close(self) -> None:
        """Finish the jobs already queued; refuse new ones."""
        self.is_closed = True
        self._pool.shutdown(wait=True)

    def _announce(self, number: int, future: Future[Any]) -> None:
        self._finished.emit(number, future)

    @Slot(int, object)
    def _deliver(self, number: int, future: Future[Any]) -> None:
        owner, then, otherwise = self._waiting.pop(number)
        error = future.exception()
        if error:
            log.debug("Job failed", exc_info=error)
        if not isValid(owner):
            return
        if error:
            otherwise(error)
        else:
            then(future.result())


class Lanes(QObject):
    """The two lanes: all writing on one, long reading on the other, so that typing never waits for a list.

    Signals:
        failed: A job on either lane raised and nobody had asked to be told; carries the exception.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN_S)
        self.writing = Lane("writing", self)
        self.reading = Lane("reading", self)
        self.writing.failed.connect(self.failed)
        self.reading.failed.connect(self.failed)

    def close(self) -> None:
        """Finish what is queued on both; refuse new jobs."""
        self.reading.close()
        self.writing.close()


def _held_by(job: Any) -> Iterator[Any]:
    """Return what a job holds: the values of its parts, and whose method it is."""
    if isinstance(job, partial):
        for part in (job.func, *job.args, *job.keywords.values()):
            yield part
            yield from _held_by(part)
    elif (owner := getattr(job, "__self__", None)) is not None:
        yield owner
    for cell in getattr(job, "__closure__", None) or ():
        yield cell.cell_contents
