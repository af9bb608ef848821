"""The snippets in force for somebody: the shipped ones, the organisation's, and their own on top."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from meetingdesk.app.definitions import own_definitions
from meetingdesk.app.desk import Desk
from meetingdesk.app.drawer import keep, kept
from meetingdesk.domain.snippets import fault_in_snippet, load_snippets
from meetingdesk.domain.text import gate
from meetingdesk.errors import BadText
from meetingdesk.storage.reading import Reading

OWN_SNIPPETS = "own_snippets"
MOST_OWN_SNIPPETS = 500
NO_SNIPPETS: Mapping[str, str] = MappingProxyType({})


@cache
def common_snippets() -> Mapping[str, str]:
    """Return the shipped snippets with those of the organisation on top; read once."""
    return load_snippets(local=own_definitions() / "snippets.toml")


def snippets_in_force(own: Mapping[str, str] = NO_SNIPPETS) -> Mapping[str, str]:
    """Return every snippet by its short form; somebody's own win."""
    return MappingProxyType({**common_snippets(), **own})


def own_snippets(reading: Reading) -> Mapping[str, str]:
    """Return the snippets that the person at the desk keeps; what cannot be read counts as none."""
    return own_snippets_from(kept(reading, OWN_SNIPPETS))


def keep_own_snippets(snippets: Mapping[str, str], desk: Desk) -> None:
    """Keep the snippets of the person at the desk in their drawer."""
    keep(desk, OWN_SNIPPETS, own_snippets_as_text(snippets))


def own_snippets_as_text(snippets: Mapping[str, str]) -> str:
    """Return snippets as the drawer keeps them, or raise for one that cannot be used."""
    if len(snippets) > MOST_OWN_SNIPPETS:
        raise BadText(f"{MOST_OWN_SNIPPETS} own short forms are the most.", hint="Take some out.")
    gated = {short_form: gate(text) for short_form, text in snippets.items()}
    for short_form, text in gated.items():
        fault = fault_in_snippet(short_form, text)
        if fault:
            raise BadText(f"This short form cannot be kept: {fault}.", hint="Change it and keep it again.")
    return json.dumps(gated, ensure_ascii=False)


def own_snippets_from(text: str | None) -> Mapping[str, str]:
    """Return the snippets that a drawer kept."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return NO_SNIPPETS
    if not isinstance(found, dict):
        return NO_SNIPPETS
    return MappingProxyType(
        {
            short_form: words
            for short_form, words in found.items()
            if isinstance(words, str) and fault_in_snippet(short_form, words) is None
        }
    )
