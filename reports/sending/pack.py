"""Makes a whole pack, two recipients at a time, tells how far it is, and stops when it is asked to."""

from __future__ import annotations

import gc
import logging
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from meetingdesk.errors import MeetingDeskError
from reports.sending.packing import Packed, Parcel, packed

log = logging.getLogger(__name__)

WORKERS = 2
WORTH_WORKERS = 10
"""Fewer parcels are made sooner than other processes have started."""
AHEAD = 2
"""How many parcels each worker has before it; what is not begun can be stopped."""

Stop = Callable[[], bool]


class Workers:
    """Processes that make parcels; they start while the pack is still being planned."""

    def __init__(self, count: int = WORKERS) -> None:
        self._most = count * AHEAD
        # Fresh processes, not copies of this one: the window and its threads are no part of them.
        fresh = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(count, mp_context=fresh, initializer=_begin)
        for _ in range(count):
            self._pool.submit(_ready)

    def close(self) -> None:
        """Let them end; what is not begun is not made."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def made(
        self, parcels: Iterable[Parcel], should_stop: Stop, waiting: dict[str, Parcel]
    ) -> Iterator[Packed]:
        """Yield what comes of parcels, in whatever order; what has come waits no more."""
        left, running = iter(parcels), set[Future[Packed]]()
        is_over = False
        while not should_stop() and not (is_over and not running):
            while not is_over and len(running) < self._most:
                parcel = next(left, None)
                is_over = parcel is None
                if parcel is not None:
                    running.add(self._pool.submit(_made, parcel))
            ready, running = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
            for future in ready:
                came = future.result()
                waiting.pop(came.key, None)
                yield came


def workers_for(count: int) -> Workers | None:
    """Return processes for so many parcels; None where they would not be worth it, or cannot be started."""
    if count < WORTH_WORKERS:
        return None
    try:
        return Workers()
    except OSError as problem:
        log.warning("The pack is made in one process: %s", type(problem).__name__)
        return None


def pack(
    parcels: Sequence[Callable[[], Parcel]], should_stop: Stop, workers: Workers | None = None
) -> Iterator[Packed]:
    """Yield what comes of each parcel as it is made; nothing more once it is to stop.

    A parcel is laid out when its turn comes, so that the first is made while the last is not begun.
    """
    if workers is None:
        yield from _one_by_one((lay_out() for lay_out in parcels), should_stop)
        return
    waiting: dict[str, Parcel] = {}
    left = _noted(parcels, waiting)
    try:
        yield from workers.made(left, should_stop, waiting)
    except (BrokenProcessPool, OSError) as problem:
        log.warning("The pack is made in one process: %s", type(problem).__name__)
        yield from _one_by_one((*waiting.values(), *left), should_stop)
    finally:
        workers.close()


def _noted(parcels: Sequence[Callable[[], Parcel]], waiting: dict[str, Parcel]) -> Iterator[Parcel]:
    """Lay parcels out one by one, and keep those of which nothing came yet."""
    for lay_out in parcels:
        parcel = lay_out()
        waiting[parcel.key] = parcel
        yield parcel


def _one_by_one(parcels: Iterable[Parcel], should_stop: Stop) -> Iterator[Packed]:
    from reports.pdf.sharing import Shelf, sharing

    shelf = Shelf()
    for parcel in parcels:
        if should_stop():
            return
        with sharing(shelf):
            made = _made(parcel)
        yield made


def _begin() -> None:
    """Make a worker ready: what the copies have in common is kept as long as it lives."""
    import reports.documents
    import reports.leak.pdf_texts
    import reports.pdf.writer  # noqa: F401 - loaded now, not with the first parcel
    from reports.pdf.fonts import registered
    from reports.pdf.sharing import keep_sharing

    registered()
    keep_sharing()
    gc.freeze()
    gc.disable()


def _ready() -> None:
    """Be there: what a worker needs is loaded before its first parcel comes."""


def _made(parcel: Parcel) -> Packed:
    try:
        return packed(parcel)
    except MeetingDeskError as error:
        return Packed(parcel.key, parcel.number, failed=f"{error} {error.hint}".strip())
