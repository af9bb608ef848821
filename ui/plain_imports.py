"""PySide6 imported without what its first window does not need.

At every start PySide6 compiles the Python sources that word its error messages, as they lie in its library
as text, and then replaces `__import__` by one that reads the source of each module that is imported, for
names in snake case that nobody asks for here. Together that is half of the time until the first window, and
20 MB. Here the wording waits until there is an error to word, and `__import__` stays what it was.

The names of its parts are those of the release that `pyproject.toml` pins. If one of them changes, nothing
waits and all is as PySide6 makes it; a test sees that, and another compares the error messages.
"""

from __future__ import annotations

import builtins
import importlib
import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

PACKAGE = "shibokensupport.signature"
LOADER = "loader"
# The library looks into this one by itself before it asks for the wording.
MAPPING = f"{PACKAGE}.mapping"


def import_plainly() -> None:
    """Import the core of Qt, and leave importing as Python has it."""
    if "PySide6" in sys.modules:
        _give_importing_back()
        return
    original = builtins.__import__
    setattr(builtins, "__import__", _Deferring(original))  # noqa: B010 - mypy knows one shape of it only
    try:
        importlib.import_module("PySide6.QtCore")
    finally:
        builtins.__import__ = original


def _give_importing_back() -> None:
    """PySide6 was there before us, and has replaced `__import__` already."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
        linecache.clearcache()


class _Deferring:
    """Importing as it was, but that PySide6 gets the deferred wording when it asks for its own."""

    def __init__(self, original: Callable[..., ModuleType]) -> None:
        self._original = original

    def __call__(
        self,
        name: str,
        globals_: Mapping[str, object] | None = None,
        locals_: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> ModuleType:
        if name == PACKAGE and fromlist == (LOADER,):
            package = self._original(name, globals_, locals_, ("__name__",), level)
            _defer(package, sys.meta_path[0])
            return package
        return self._original(name, globals_, locals_, fromlist, level)


def _defer(package: ModuleType, finder: Any) -> None:
    """Put stand-ins where PySide6 looks for its wording; the first question brings the real one."""
    loader, mapping = ModuleType(f"{PACKAGE}.{LOADER}"), ModuleType(MAPPING)

    def bring() -> ModuleType:
        if getattr(package, LOADER) is loader:
            delattr(package, LOADER)
            sys.meta_path.insert(0, finder)
            try:
                # The library keeps hold of the names in this module, so it is filled and not replaced.
                mapping.__spec__ = finder.find_spec(MAPPING, None)
                finder.exec_module(mapping)
                importlib.import_module(f"{PACKAGE}.{LOADER}")
            finally:
                sys.meta_path.remove(finder)
        real: ModuleType = getattr(package, LOADER)
        return real

    def deferred(name: str) -> Callable[..., Any]:
        return lambda *given: getattr(bring(), name)(*given)

    def update_mapping() -> Any:
        bring()
        return vars(mapping)["update_mapping"]()

    # Neither has anything to do: the one mends names that went out of use, the other replaces `__import__`.
    vars(loader).update(__getattr__=deferred, finish_import=_nothing, post_init=_nothing)
    vars(mapping).update(update_mapping=update_mapping)
    setattr(package, LOADER, loader)
    sys.modules[MAPPING] = mapping


def _nothing(*_given: object) -> None:
    """Do nothing."""
