"""Learns what each clue weighs from the learning parts: `python -m tests.phrases.weighing`.

A clue weighs the same for all kinds, and something more or less for each of them (logistic regression with
both kept small). Every entry is one example for each kind of which words were found in it. The weights are
written into resources/phrases/weights.toml; the same parts always give the same file. With `--each` nothing
is written: each part is weighed by what the others teach.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, sqrt
from pathlib import Path

from meetingdesk.domain.phrases.book import PhraseBook, load_phrase_book
from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.domain.phrases.flags import reading_of, suspicions_in
from meetingdesk.domain.phrases.weights import FILE, START
from meetingdesk.resources import resource
from tests.phrases.labelled import LEARNING_PARTS, measured, sentences_of

STRENGTH = 0.1
"""How far weights may go: more trusts the examples more."""
ROUNDS = 300
STEP = 0.05
OF_FINE = 1.2
"""How much an entry in which the words are fine counts, against one in which they are not."""
OF_OTHERS = 0.3
"""How much an entry counts that has words of another kind: a flag too many there does less harm."""
LENIENCE = 0.2
"""Added to the start of every kind: recall costs a few questions too many."""
LEAST = 0.02

Weighed = dict[PhraseKind, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Example:
    """The clues of one kind in one entry, each shared and of the kind, and whether a question is due."""

    clues: tuple[int, ...]
    is_due: bool
    counts: float


def examples(parts: Iterable[Path], book: PhraseBook, numbers: dict[str, int]) -> list[Example]:
    """Return an example for each kind of which words were found in an entry."""
    found = []
    for sentence in (one for part in parts for one in sentences_of(part)):
        if sentence.is_childs_words:
            continue
        for one in suspicions_in(reading_of(sentence.text, book), book):
            if one.kind.value not in sentence.may_be:
                names = [START, *sorted(one.clues)]
                names += [f"{one.kind.value}|{name}" for name in names]
                clues = tuple(numbers.setdefault(name, len(numbers)) for name in names)
                is_due = one.kind.value in sentence.kinds
                counts = 1.0 if is_due else OF_OTHERS if sentence.kinds else OF_FINE
                found.append(Example(clues, is_due, counts))
    return found


def learned(found: Sequence[Example], size: int) -> list[float]:
    """Return a weight for each clue."""
    weights, mean, spread = [0.0] * size, [0.0] * size, [0.0] * size
    for number in range(1, ROUNDS + 1):
        slope = [weight / STRENGTH for weight in weights]
        for one in found:
            sum_of = sum(weights[clue] for clue in one.clues)
            chance = 1 / (1 + exp(-max(-30.0, min(30.0, sum_of))))
            wrong = one.counts * (chance - one.is_due)
            for clue in one.clues:
                slope[clue] += wrong
        for clue, steep in enumerate(slope):
            mean[clue] = 0.9 * mean[clue] + 0.1 * steep
            spread[clue] = 0.999 * spread[clue] + 0.001 * steep * steep
            step = mean[clue] / (1 - 0.9**number)
            weights[clue] -= STEP * step / (sqrt(spread[clue] / (1 - 0.999**number)) + 1e-8)
    return weights


def weigh(parts: Sequence[Path], book: PhraseBook) -> Weighed:
    """Return what each clue weighs for each kind."""
    numbers: dict[str, int] = {}
    found = examples(parts, book, numbers)
    weights = learned(found, len(numbers))
    weighed: Weighed = {kind: {} for kind in PhraseKind}
    for name, number in sorted(numbers.items()):
        kind, _mark, clue = name.rpartition("|")
        for each in PhraseKind if not kind else [PhraseKind(kind)]:
            weighed[each][clue] = weighed[each].get(clue, 0.0) + weights[number]
    for of_kind in weighed.values():
        of_kind[START] += LENIENCE
    return {
        kind: {
            name: round(weight, 2)
            for name, weight in sorted(of_kind.items())
            if name == START or abs(weight) >= LEAST
        }
        for kind, of_kind in weighed.items()
    }


ASK_ABOVE = 1.5
"""Read on the demonstration: at nought one line in thirteen was questioned there, and hardly one rightly."""


def write(weighed: Weighed, path: Path) -> None:
    """Write the weights as they are shipped."""
    lines = [
        "# What each clue weighs for or against a question; above nought in all, the words deserve it.",
        "# Learned from the labelled sentences of tests/phrases by tests/phrases/weighing.py, not written by",
        "# hand. A local file of this name stands instead of this one.",
        "#",
        "# ask_above: a wrong question costs a live meeting more than one not asked; nought asks more,",
        "# and is more often wrong.",
        f"ask_above = {ASK_ABOVE}",
    ]
    for kind, of_kind in weighed.items():
        lines += ["", f"[weights.{kind.value}]"]
        lines += [f'"{name}" = {weight}' for name, weight in of_kind.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the weights, or tell how each part fares with what the others teach."""
    book = load_phrase_book()
    if "--each" not in sys.argv:
        write(weigh(LEARNING_PARTS, book), resource("phrases", FILE))
        return
    for part in LEARNING_PARTS:
        others = [one for one in LEARNING_PARTS if one != part]
        with_others = replace(book, weights=replace(book.weights, weights=weigh(others, book)))
        found = measured(sentences_of(part), with_others)
        kinds = {kind: round(found.recall_of(kind), 2) for kind in sorted(found.demanded)}
        print(  # noqa: T201
            f"{part.stem}: recall {found.recall:.3f}, fine flagged {found.of_false:.3f}, "
            f"of another kind {found.of_another_kind}",
            kinds,
        )


if __name__ == "__main__":
    main()
