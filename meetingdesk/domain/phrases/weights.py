"""How much each clue counts for or against a question about some words; learned from labelled sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from meetingdesk.domain.definitions import DefinitionFile
from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.resources import resource

FILE = "weights.toml"
START = "start"
"""What every phrase of a kind weighs before anything else is known."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the clues of each kind weigh; above nought in all, the words deserve their question."""

    weights: Mapping[PhraseKind, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, kind: PhraseKind, clues: Iterable[str]) -> float:
        """Return what speaks for a question, all clues together."""
        known = self.weights.get(kind)
        if known is None:
            return 1.0
        return known.get(START, 0.0) + sum(known.get(clue, 0.0) for clue in clues)


def load_weights(local: Path | None = None) -> Weights:
    """Return the weights; a local file of this name stands instead of the shipped one."""
    own = local / FILE if local is not None else None
    shipped = resource("phrases", FILE)
    return DefinitionFile(own if own is not None and own.is_file() else shipped).build(Weights)
