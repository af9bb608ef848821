"""A word list in hunspell's format: stems, and the rules that say which endings and beginnings each takes.

Read by ourselves, for the compiled library holds the interpreter while it loads and suggests: a tenth to a
quarter of a second in which no key that is typed would show, whichever thread had asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

LONGEST = 60
"""A longer run of letters is no word of the list, and is not taken apart."""
NEVER_OFFERED = "!"
_FITS_NOTHING = re.compile(r"(?!)")
_LINES_AT_ONCE = 500


def no_pause() -> None:
    """Go on at once."""


@dataclass(frozen=True, slots=True)
class Affix:
    """One rule: which letters of a stem it takes off, which it adds, and which stems it fits."""

    flag: str
    crosses: bool
    taken: str
    added: str
    condition: str
    is_suffix: bool

    def fits(self, stem: str) -> bool:
        """Say whether a stem takes this rule."""
        pattern = _pattern(self.condition)
        if self.is_suffix:
            return stem.endswith(self.taken) and pattern.search(stem[-LONGEST:]) is not None
        return stem.startswith(self.taken) and pattern.match(stem) is not None

    def stem_of(self, word: str) -> str:
        """Return the stem that a word would have by this rule."""
        if self.is_suffix:
            return word[: len(word) - len(self.added)] + self.taken
        return self.taken + word[len(self.added) :]

    def applied_to(self, stem: str) -> str:
        """Return the word that this rule makes of a stem."""
        if self.is_suffix:
            return stem[: len(stem) - len(self.taken)] + self.added
        return self.added + stem[len(self.taken) :]


class AffixDictionary:
    """Stems with their flags, and the rules by the letters that they add."""

    def __init__(
        self,
        stems: Mapping[str, str],
        rules: Iterable[Affix],
        replacements: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.stems = stems
        self.replacements = tuple(replacements)
        self._suffixes: dict[str, list[Affix]] = {}
        self._prefixes: dict[str, list[Affix]] = {}
        self._by_flag: dict[str, list[Affix]] = {}
        for rule in rules:
            ends = self._suffixes if rule.is_suffix else self._prefixes
            ends.setdefault(rule.added, []).append(rule)
            self._by_flag.setdefault(rule.flag, []).append(rule)
        self._longest_suffix = max(map(len, self._suffixes), default=0)
        self._longest_prefix = max(map(len, self._prefixes), default=0)

    def knows(self, word: str) -> bool:
        """Say whether a word, in exactly these letters, is one of the list or made of one by its rules."""
        return self.flags_behind(word) is not None

    def offers(self, word: str) -> bool:
        """Say whether a word is one of the list that may also be suggested: some are right, but coarse."""
        flags = self.flags_behind(word)
        return flags is not None and NEVER_OFFERED not in flags

    def flags_behind(self, word: str) -> str | None:
        """Return the flags of the stem that makes a word right; nothing for a word that is not right."""
        flags = self.stems.get(word)
        if flags is not None:
            return flags
        if len(word) > LONGEST:
            return None
        flags = self._by_suffix(word, "")
        return flags if flags is not None else self._by_prefix(word)

    def forms(self, stem: str) -> Iterator[str]:
        """Return what a stem and one rule make: its own form first, then every ending and beginning."""
        yield stem
        flags = self.stems.get(stem, "")
        for flag in flags:
            for rule in self._by_flag.get(flag, ()):
                if rule.fits(stem):
                    yield rule.applied_to(stem)

    def _by_suffix(self, word: str, needed: str) -> str | None:
        """Look for a stem with one ending; with `needed` for one that takes that prefix flag as well."""
        stems, suffixes = self.stems, self._suffixes
        for length in range(1, min(self._longest_suffix, len(word) - 1) + 1):
            for rule in suffixes.get(word[-length:], ()):
                flags = stems.get(rule.stem_of(word))
                if (
                    flags
                    and rule.flag in flags
                    and (not needed or (rule.crosses and needed in flags))
                    and rule.fits(rule.stem_of(word))
                ):
                    return flags
        return None

    def _by_prefix(self, word: str) -> str | None:
        for length in range(1, min(self._longest_prefix, len(word) - 1) + 1):
            for rule in self._prefixes.get(word[:length], ()):
                rest = rule.stem_of(word)
                if not rule.fits(rest):
                    continue
                flags = self.stems.get(rest)
                if flags and rule.flag in flags:
                    return flags
                crossed = self._by_suffix(rest, rule.flag) if rule.crosses else None
                if crossed is not None:
                    return crossed
        return None


def load_affix_dictionary(
    affixes: Path, stems: Path, pause: Callable[[], None] = no_pause
) -> AffixDictionary:
    """Read a pair of .aff and .dic; `pause` is called often, so that reading can make way for typing."""
    rules: list[Affix] = []
    replacements: list[tuple[str, str]] = []
    crosses: dict[str, bool] = {}
    for count, line in enumerate(affixes.read_text(encoding="utf-8-sig").splitlines()):
        if count % 100 == 0:
            pause()
        words = line.split()
        if len(words) == 3 and words[0] == "REP":
            replacements.append((words[1].replace("_", " "), words[2].replace("_", " ")))
        if len(words) < 4 or words[0] not in ("SFX", "PFX"):
            continue
        if words[1] in crosses:
            rules.append(_rule(words, crosses=crosses[words[1]]))
        else:  # the heading of a flag: whether its rules go together with those of the other end
            crosses[words[1]] = words[2] == "Y"
    return AffixDictionary(_read_stems(stems, pause), rules, replacements)


def _rule(words: list[str], *, crosses: bool) -> Affix:
    kind, flag, taken, added = words[:4]
    is_suffix = kind == "SFX"
    return Affix(
        flag=flag,
        crosses=crosses,
        taken="" if taken == "0" else taken,
        added="" if added == "0" else added,
        condition=(words[4] if len(words) > 4 else ".") + ("$" if is_suffix else ""),
        is_suffix=is_suffix,
    )


def _read_stems(path: Path, pause: Callable[[], None]) -> dict[str, str]:
    stems: dict[str, str] = {}
    same: dict[str, str] = {}  # thousands of stems share their flags
    with path.open(encoding="utf-8-sig") as lines:
        next(lines, "")  # counts the others
        while some := tuple(islice(lines, _LINES_AT_ONCE)):
            for line in some:
                stem, _, flags = line.partition("\t")[0].rstrip().partition("/")
                flags = flags.partition(" ")[0]
                if stem in stems:  # a word of two meanings may take the endings of both
                    flags = f"{stems[stem]}{flags}"
                stems[stem] = same.setdefault(flags, flags)
            pause()
    return stems


@lru_cache(maxsize=1024)
def _pattern(condition: str) -> re.Pattern[str]:
    try:
        return re.compile(condition)
    except re.error:
        return _FITS_NOTHING
