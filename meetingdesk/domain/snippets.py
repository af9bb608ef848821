"""Short forms that stand for longer texts, typed behind a semicolon: ;nfa becomes "no further action"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from meetingdesk.domain.definitions import DefinitionFile
from meetingdesk.resources import resource

SIGN = ";"
CURSOR = "{}"
"""Stands in a text where the cursor is to be afterwards."""

LONGEST_SHORT_FORM = 20
LONGEST_TEXT = 2_000

_SHORT_FORM = re.compile(rf"[a-z0-9]{{1,{LONGEST_SHORT_FORM}}}")
_TYPED = re.compile(rf"(?:^|[\s(\[\"“'/]){SIGN}([A-Za-z0-9]{{1,{LONGEST_SHORT_FORM}}})\Z")


@dataclass(frozen=True, slots=True)
class Expansion:
    """What to put in place of the last `removes` characters, and where in it the cursor is then."""

    removes: int
    text: str
    cursor: int


@dataclass(frozen=True, slots=True)
class _SnippetTable:
    snippets: Mapping[str, str]


def load_snippets(shipped: Path | None = None, local: Path | None = None) -> Mapping[str, str]:
    """Read the texts by their short forms; those of a local file are added, and win over the shipped."""
    loaded = _read(shipped or resource("snippets.toml"))
    if local is not None and local.is_file():
        loaded |= _read(local)
    return MappingProxyType(loaded)


def expand(text_before_cursor: str, snippets: Mapping[str, str]) -> Expansion | None:
    """Return what a short form just before the cursor becomes; nothing where none was typed.

    A capital letter behind the semicolon asks for one at the beginning of the text.
    """
    found = _TYPED.search(text_before_cursor[-LONGEST_SHORT_FORM - 2 :])
    if found is None:
        return None
    typed = found[1]
    text = snippets.get(typed.lower())
    if text is None:
        return None
    if typed[0].isupper():
        text = text[:1].upper() + text[1:]
    before, cursor, behind = text.partition(CURSOR)
    return Expansion(len(SIGN) + len(typed), before + behind, len(before) if cursor else len(text))


def fault_in_snippet(short_form: str, text: str) -> str | None:
    """Say what is wrong with a short form or its text; nothing where both can be used."""
    if not _SHORT_FORM.fullmatch(short_form):
        return f"'{short_form[:40]}' is not one to {LONGEST_SHORT_FORM} small letters or digits"
    if not text.replace(CURSOR, "", 1).strip():
        return "there is no text"
    if len(text) > LONGEST_TEXT:
        return f"the text has {len(text):,} characters; {LONGEST_TEXT:,} are the most"
    if text.count(CURSOR) > 1:
        return f"{CURSOR} stands in it more than once, and there is one cursor"
    return None


def _read(path: Path) -> dict[str, str]:
    file = DefinitionFile(path)
    snippets = file.build(_SnippetTable).snippets
    for short_form, text in snippets.items():
        fault = fault_in_snippet(short_form, text)
        if fault:
            file.fault(("snippets", short_form), fault)
    file.check()
    return dict(snippets)
