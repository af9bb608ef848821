"""What the coach looks for and how it tells it, read from data files that a place can change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from meetingdesk.domain.agency_catalogue import CatalogueAgency, load_agencies
from meetingdesk.domain.coach.finding import FaultWords, Level
from meetingdesk.domain.coach.words import Words, WrongPhrase, plain_pattern
from meetingdesk.domain.definitions import DefinitionFile, check_unique, not_one_of
from meetingdesk.resources import resource

FAULTS, WORDS = "faults.toml", "words.toml"


@dataclass(frozen=True, slots=True)
class SmartLetter:
    """One of the five letters, and what a partnership has it stand for."""

    letter: str
    stands_for: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class _Changed:
    """What a local file changes of one fault; what it leaves out stays."""

    fault: str
    level: Level | None = None
    message: str | None = None
    mend: str | None = None
    off: bool | None = None


@dataclass(frozen=True, slots=True)
class _FaultFile:
    faults: tuple[FaultWords, ...]
    letters: tuple[SmartLetter, ...] = ()
    template: str = ""


@dataclass(frozen=True, slots=True)
class _LocalFaults:
    faults: tuple[_Changed, ...] = ()
    letters: tuple[SmartLetter, ...] = ()
    template: str = ""


@dataclass(frozen=True, slots=True)
class _WordFile:
    lists: Mapping[str, tuple[str, ...]]
    replaces: bool = False


@dataclass(frozen=True)
class CoachBook:
    """Every fault in force with its words, the lists of phrases, and the words behind the five letters."""

    faults: tuple[FaultWords, ...] = ()
    words: Words = field(default_factory=Words)
    letters: tuple[SmartLetter, ...] = ()
    template: str = ""
    """What a sharp action looks like, to be filled in."""

    def letters_by(self, labels: Collection[str]) -> tuple[SmartLetter, ...]:
        """Return what the letters stand for in a policy; where it says nothing, as the book has it."""
        asked = {one.letter: one.asks for one in self.letters}
        told = tuple(label.strip() for label in labels if label.strip())
        return (
            tuple(SmartLetter(one[0].upper(), one, asked.get(one[0].upper(), "")) for one in told)
            or self.letters
        )


def load_coach_book(
    local: Path | None = None, agencies: Mapping[str, CatalogueAgency] | None = None
) -> CoachBook:
    """Return the book in force; local files change single faults and add phrases to the shipped ones."""
    file = DefinitionFile(resource("coach", FAULTS))
    shipped = file.build(_FaultFile)
    _check_faults(file, shipped.faults)
    faults, letters, template = shipped.faults, shipped.letters, shipped.template
    own = local / FAULTS if local is not None else None
    if own is not None and own.is_file():
        changed = DefinitionFile(own)
        told = changed.build(_LocalFaults)
        faults = _changed(changed, faults, told.faults)
        letters, template = told.letters or letters, told.template or template
    return CoachBook(
        faults, _words(local, load_agencies() if agencies is None else agencies), letters, template
    )


def _check_faults(file: DefinitionFile, faults: tuple[FaultWords, ...]) -> None:
    check_unique(file, ("faults",), [one.fault for one in faults], "fault")
    for index, one in enumerate(faults):
        _check_braces(file, index, one.message, one.mend)
    file.check()


def _check_braces(file: DefinitionFile, index: int, *told: str | None) -> None:
    if any("{" in (words or "").replace("{who}", "") for words in told):
        file.fault(("faults", index), "only {who} can stand in the words of a fault")


def _changed(
    file: DefinitionFile, faults: tuple[FaultWords, ...], changes: tuple[_Changed, ...]
) -> tuple[FaultWords, ...]:
    known = {one.fault: one for one in faults}
    check_unique(file, ("faults",), [one.fault for one in changes], "fault")
    for index, one in enumerate(changes):
        if one.fault not in known:
            file.fault(("faults", index, "fault"), not_one_of(one.fault, known))
            continue
        _check_braces(file, index, one.message, one.mend)
        was = known[one.fault]
        known[one.fault] = FaultWords(
            was.fault,
            was.code,
            was.level if one.level is None else one.level,
            was.message if one.message is None else one.message,
            was.mend if one.mend is None else one.mend,
            was.off if one.off is None else one.off,
        )
    file.check()
    return tuple(known.values())


def _words(local: Path | None, agencies: Mapping[str, CatalogueAgency]) -> Words:
    lists: dict[str, tuple[str, ...]] = {}
    for file in _files(local):
        read = file.build(_WordFile)
        lists = {} if read.replaces else lists
        for name, phrases in read.lists.items():
            _check_phrases(file, name, phrases)
            lists[name] = (*lists.get(name, ()), *phrases)
        file.check()
    lists["titles"] = (*_called(agencies), *lists.get("titles", ()))
    return Words(MappingProxyType(lists))


def _called(agencies: Mapping[str, CatalogueAgency]) -> Collection[str]:
    """Return everything that agencies are called, the longest first."""
    called = {
        word.replace("(", "").replace(")", "").replace("+", "").casefold()
        for agency in agencies.values()
        for word in (agency.name, agency.code, *agency.said)
    }
    return sorted(called, key=lambda word: (-len(word), word))


def _files(local: Path | None) -> Iterator[DefinitionFile]:
    yield DefinitionFile(resource("coach", WORDS))
    own = local / WORDS if local is not None else None
    if own is not None and own.is_file():
        yield DefinitionFile(own)


def _check_phrases(file: DefinitionFile, name: str, phrases: tuple[str, ...]) -> None:
    for index, phrase in enumerate(phrases):
        try:
            plain_pattern(phrase)
        except WrongPhrase as problem:
            file.fault(("lists", name, index), f"'{phrase[:40]}': {problem}")
