"""The phrases that are looked for, read from data files, so that a place can add, change or switch off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from meetingdesk.domain.definitions import DefinitionFile, check_name
from meetingdesk.domain.phrases.flag import PhraseKind
from meetingdesk.domain.phrases.index import PhraseIndex
from meetingdesk.domain.phrases.pattern import Families, Pattern, WrongPattern
from meetingdesk.domain.phrases.reading import Reading
from meetingdesk.domain.phrases.slips_in_phrases import PhraseSlips
from meetingdesk.domain.toml_lines import KeyPath
from meetingdesk.resources import resource

FAMILIES = "families"
EXCEPTIONS = "exceptions"


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """Phrases of a kind that deserve the same question."""

    phrases: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class _FamilyFile:
    families: Mapping[str, tuple[str, ...]]
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class ExceptionLists:
    """What lets an entry be read as fine, each a list of phrases."""

    challenged: tuple[str, ...] = ()
    """The wording itself is spoken about: anywhere in the entry."""
    asked: tuple[str, ...] = ()
    """It is asked, wished or planned and not said: in front of the words, in the same sentence."""
    denied: tuple[str, ...] = ()
    """It is denied: close in front of the words."""
    childs_words: tuple[str, ...] = ()
    """What comes behind in the sentence is what a child said."""
    claimed: tuple[str, ...] = ()
    """Somebody's claim is told as theirs: in front of the words, in the same sentence."""
    seen: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    """What keeps a person with somebody who harms them."""
    harm: tuple[str, ...] = ()
    """What shows that a claim is not taken as it is told."""
    abusers: tuple[str, ...] = ()
    harmed: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _ExceptionFile:
    exceptions: ExceptionLists
    replaces: bool = False


@dataclass(frozen=True)
class Phrase:
    """One phrase with all that is to be known when it is found."""

    kind: PhraseKind
    question: str


@dataclass(frozen=True)
class PhraseBook:
    """Every phrase in force; what finds them is made when it is first asked for."""

    kinds: tuple[PhraseKindFile, ...] = ()
    families: Families = field(default_factory=lambda: MappingProxyType({}))
    lists: ExceptionLists = ExceptionLists()

    @cached_property
    def flagged(self) -> PhraseIndex[Phrase]:
        """The phrases that deserve a question."""
        return PhraseIndex(self._phrases())

    @cached_property
    def excepted(self) -> PhraseIndex[str]:
        """The phrases that let something be fine, each under the name of its list."""
        named = {one.name: getattr(self.lists, one.name) for one in fields(ExceptionLists)}
        named |= {unless(kind.id): kind.unless for kind in self.kinds}
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
                meant = Phrase(kind.id, group.question or kind.question)
                for phrase in group.phrases:
                    yield meant, Pattern(phrase, self.families)


def unless(kind: PhraseKind) -> str:
    """Return the name of the list of what is something else than words of a kind."""
    return f"unless {kind.value}"


def load_phrase_book(local: Path | None = None) -> PhraseBook:
    """Return the phrases in force; a local file adds to the shipped one of its name, or replaces it."""
    families: dict[str, tuple[str, ...]] = {}
    for file in _files(FAMILIES, local):
        read = file.build(_FamilyFile)
        families = {} if read.replaces else families
        for name, words in read.families.items():
            families[name] = (*families.get(name, ()), *words)
    lists = ExceptionLists()
    for file in _files(EXCEPTIONS, local):
        added = file.build(_ExceptionFile)
        before = ExceptionLists() if added.replaces else lists
        lists = ExceptionLists(
            **{
                one.name: getattr(before, one.name) + getattr(added.exceptions, one.name)
                for one in fields(ExceptionLists)
            }
        )
        _check(
            file,
            [(("exceptions", one.name), getattr(added.exceptions, one.name)) for one in fields(lists)],
            families,
        )
    kinds = []
    for kind in PhraseKind:
        whole: PhraseKindFile | None = None
        for file in _files(kind.value, local):
            check_name(file)
            part = file.build(PhraseKindFile)
            places: list[tuple[KeyPath, tuple[str, ...]]] = [(("unless",), part.unless)]
            places += [
                (("groups", index, "phrases"), group.phrases) for index, group in enumerate(part.groups)
            ]
            _check(file, places, families)
            if whole is not None and not part.replaces:
                part = replace(part, groups=whole.groups + part.groups, unless=whole.unless + part.unless)
            whole = part
        if whole is not None:
            kinds.append(whole)
    return PhraseBook(tuple(kinds), MappingProxyType(families), lists)


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
