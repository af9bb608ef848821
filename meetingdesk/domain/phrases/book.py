"""The phrases that are looked for, read from data files, so that a place can add, change or switch off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from meetingdesk.domain.definitions import DefinitionFile, check_name
from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.domain.phrases.index import PhraseIndex
from meetingdesk.domain.phrases.pattern import Families, Pattern, WrongPattern, members
from meetingdesk.domain.phrases.reading import Reading
from meetingdesk.domain.phrases.slips_in_phrases import PhraseSlips
from meetingdesk.domain.phrases.weights import Weights, load_weights
from meetingdesk.domain.toml_lines import KeyPath
from meetingdesk.resources import resource

FAMILIES = "families"
EXCEPTIONS = "exceptions"


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """Phrases of a kind that say the same in other words."""

    phrases: tuple[str, ...]
    name: str = ""
    """What its weight is kept under; a local group may do without one."""
    question: str = ""
    """Another question than that of the kind."""


@dataclass(frozen=True, slots=True)
class PhraseKindFile:
    """One kind of words, as its data file has it."""

    id: PhraseKind
    label: str
    question: str
    groups: tuple[PhraseGroup, ...] = ()
    unless: tuple[str, ...] = ()
    """Phrases that make it something else where they meet the words that were found."""
    off: bool = False
    replaces: bool = False
    """Whether a local file stands instead of the shipped one; otherwise it adds to it."""
    without: tuple[str, ...] = ()
    """Shipped phrases that a local file does not want."""

    def with_local(self, local: PhraseKindFile) -> PhraseKindFile:
        """Return this kind as a local file changes it."""
        if local.replaces:
            return local
        dropped = frozenset(local.without)
        kept = tuple(
            replace(group, phrases=tuple(phrase for phrase in group.phrases if phrase not in dropped))
            for group in self.groups
        )
        return replace(local, groups=kept + local.groups, unless=self.unless + local.unless)


@dataclass(frozen=True, slots=True)
class _FamilyFile:
    families: Mapping[str, str]
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class _ExceptionFile:
    exceptions: Mapping[str, tuple[str, ...]]
    replaces: bool = False


@dataclass(frozen=True)
class Phrase:
    """One phrase with all that is to be known when it is found."""

    kind: PhraseKind
    group: str
    question: str


@dataclass(frozen=True)
class PhraseBook:
    """Every phrase in force; what finds them is made when it is first asked for."""

    kinds: tuple[PhraseKindFile, ...] = ()
    families: Families = field(default_factory=lambda: MappingProxyType({}))
    clues: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    weights: Weights = field(default_factory=Weights)

    @cached_property
    def flagged(self) -> PhraseIndex[Phrase]:
        """The phrases that deserve a question."""
        return PhraseIndex(self._phrases())

    @cached_property
    def excepted(self) -> PhraseIndex[str]:
        """The phrases that let something be fine, each under the name of its list."""
        named = dict(self.clues) | {unless(kind.id): kind.unless for kind in self.kinds}
        return PhraseIndex(
            (name, Pattern(phrase, self.families)) for name, phrases in named.items() for phrase in phrases
        )

    def mended(self, reading: Reading) -> Reading:
        """Return a text with slips of one letter mended in the words that phrases are made of."""
        return self._slips.mended(reading)

    @cached_property
    def _slips(self) -> PhraseSlips:
        return PhraseSlips(self.flagged.words | self.excepted.words)

    def _phrases(self) -> Iterator[tuple[Phrase, Pattern]]:
        for kind in self.kinds:
            for group in () if kind.off else kind.groups:
                meant = Phrase(kind.id, group.name, group.question or kind.question)
                for phrase in group.phrases:
                    yield meant, Pattern(phrase, self.families)


def unless(kind: PhraseKind) -> str:
    """Return the name of the list of what is something else than words of a kind."""
    return f"unless {kind.value}"


def load_phrase_book(local: Path | None = None) -> PhraseBook:
    """Return the phrases in force; a local file adds to the shipped one of its name, or replaces it."""
    families = _families(local)
    clues = _clues(local, families)
    kinds = tuple(_kind(kind, local, families) for kind in PhraseKind)
    return PhraseBook(kinds, families, clues, load_weights(local))


def _families(local: Path | None) -> Families:
    families: dict[str, str] = {}
    for file in _files(FAMILIES, local):
        read = file.build(_FamilyFile)
        families = {} if read.replaces else families
        for name, words in read.families.items():
            families[name] = f"{families.get(name, '')} {words}"
        for name in read.families:
            try:
                tuple(members(name, families))
            except WrongPattern as problem:
                file.fault(("families", name), str(problem))
        file.check()
    return MappingProxyType(families)


def _clues(local: Path | None, families: Families) -> Mapping[str, tuple[str, ...]]:
    clues: dict[str, tuple[str, ...]] = {}
    for file in _files(EXCEPTIONS, local):
        read = file.build(_ExceptionFile)
        clues = {} if read.replaces else clues
        for name, phrases in read.exceptions.items():
            clues[name] = clues.get(name, ()) + phrases
        _check(file, [(("exceptions", name), phrases) for name, phrases in read.exceptions.items()], families)
    return MappingProxyType(clues)


def _kind(kind: PhraseKind, local: Path | None, families: Families) -> PhraseKindFile:
    whole: PhraseKindFile | None = None
    for file in _files(kind.value, local):
        check_name(file)
        part = file.build(PhraseKindFile)
        places: list[tuple[KeyPath, tuple[str, ...]]] = [(("unless",), part.unless)]
        places += [(("groups", index, "phrases"), group.phrases) for index, group in enumerate(part.groups)]
        _check(file, places, families)
        whole = part if whole is None else whole.with_local(part)
    assert whole is not None, "a shipped file is there for every kind"
    return whole


def _files(name: str, local: Path | None) -> Iterator[DefinitionFile]:
    yield DefinitionFile(resource("phrases", f"{name}.toml"))
    own = local / f"{name}.toml" if local is not None else None
    if own is not None and own.is_file():
        yield DefinitionFile(own)


def _check(file: DefinitionFile, places: list[tuple[KeyPath, tuple[str, ...]]], families: Families) -> None:
    for where, phrases in places:
        for index, phrase in enumerate(phrases):
            try:
                Pattern(phrase, families)
            except WrongPattern as problem:
                file.fault((*where, index), f"'{phrase}': {problem}")
    file.check()
