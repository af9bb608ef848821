"""A copy without what never leaves in a document, whoever reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from meetingdesk.domain.copies.allowed import OWNERS
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.gaps.earlier import Earlier
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import VoiceWords

Rows = dict[type[Row], tuple[Row, ...]]
OPEN = frozenset({Visibility.V0, Visibility.V1})
"""The classes of what everybody at the table may have."""


def narrowed(copy: Copied) -> Copied:
    """Return a copy of the open classes alone: nothing restricted, no legal advice, nothing of the police."""
    return _kept(copy, lambda row: getattr(row, "visibility", Visibility.V0) in OPEN)


def without_secrets(copy: Copied) -> Copied:
    """Return a copy without the words of children that somebody must not be told."""
    return _kept(copy, lambda row: not (isinstance(row, VoiceWords) and row.do_not_tell_id is not None))


def _kept(copy: Copied, is_kept: Callable[[Row], bool]) -> Copied:
    earlier = tuple(Earlier(one.meeting, _rows(dict(one.rows), is_kept)) for one in copy.facts.earlier)
    rows = _rows(dict(copy.facts.rows), is_kept)
    facts = replace(copy.facts, rows=rows, earlier=earlier, _of_families={})
    return replace(copy, facts=facts, cases=tuple(CaseFacts(facts, one.case) for one in copy.cases))


def _rows(rows: Rows, is_kept: Callable[[Row], bool]) -> Rows:
    """Return the rows that are kept; what lies in one that is not goes with it."""
    found: Rows = {kind: tuple(row for row in own if is_kept(row)) for kind, own in rows.items()}
    for kind, owner in OWNERS.items():
        if kind in found and kind.inside is not None:
            there = {row.id for row in found.get(owner, ())}
            found[kind] = tuple(row for row in found[kind] if getattr(row, kind.inside) in there)
    return found
