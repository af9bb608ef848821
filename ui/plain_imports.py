"""Imports as Python makes them, without what PySide6 puts in their way."""

from __future__ import annotations

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - it is this import that puts it there


def import_plainly() -> None:
    """Let modules be imported without their sources being read.

    PySide6 replaces `__import__`, for names in snake case that nobody asks for here: from then on it reads
    the source of every module that is imported, whoever imports it, and keeps all of them. That is a third
    of the time until the first window, and 20 MB.
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
        linecache.clearcache()
