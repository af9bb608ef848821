"""How much each clue counts for or against a question about some words; learned from labelled sentences."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from meetingdesk.domain.definitions import DefinitionFile
from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.resources import resource

FILE = "weights.toml"
START = "start"
"""What every phrase of a kind weighs before anything else is known."""
OWN = "a phrase of the place's own"
"""The clue of groups without a name: a place that adds phrases means them."""
_OWN_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What the clues of each kind weigh, and how much there must be in all for a question.

    Above nought a question is more often right than wrong. A wrong one costs a live meeting more than one
    that is not asked, so that more is waited for.
    """

    ask_above: float = 0.0
    weights: Mapping[PhraseKind, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, kind: PhraseKind, clues: Collection[str]) -> float:
        """Return what speaks for a question, all clues together."""
        known = self.weights.get(kind)
        if known is None:
            return 1.0
        own = _OWN_WEIGHT if OWN in clues else 0.0
        return own + known.get(START, 0.0) + sum(known.get(clue, 0.0) for clue in clues)


def load_weights(local: Path | None = None) -> Weights:
    """Return the weights; a local file of this name stands instead of the shipped one."""
    own = local / FILE if local is not None else None
    shipped = resource("phrases", FILE)
    return DefinitionFile(own if own is not None and own.is_file() else shipped).build(Weights)
