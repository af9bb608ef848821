"""What spelling needs of the one who gives it a thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject


class Background(Protocol):
    """Runs a job off the GUI thread and calls back on it, as `Lane.run` does."""

    def __call__(
        self,
        job: Callable[[], Any],
        owner: QObject,
        then: Callable[[Any], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Queue a job; `owner` hears of its result or its error, unless it is gone by then."""
