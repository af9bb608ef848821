"""The catalogue of agencies: what each is called, its short code, and how it counts for a quorum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.definitions import DefinitionFile, definition_files, load_file, not_one_of
from meetingdesk.resources import resource

_CODE = re.compile(r"[a-z]{2,5}")


class AgencyCategory(StrEnum):
    """What sort of agency it is."""

    STATUTORY = "statutory"
    HEALTH = "health"
    EDUCATION = "education"
    JUSTICE = "justice"
    VOLUNTARY = "voluntary"
    COURT = "court"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CatalogueAgency:
    """One agency that meetings may ask.

    `code` is what the minute taker types on the capture line. Agencies of one `grouping` count once for
    a quorum; those of the grouping "health" count each for itself unless the rule says otherwise.
    `core_for` names the meeting types that always need the agency. `holds` says what it may know that
    nobody else does. `said` is what else people call it, the most usual first: small letters, as typed in a
    hurry. Agencies that count as one for a quorum may be called the same; others may not, and nobody may be
    called by the code of another.
    """

    key: str
    name: str
    code: str
    grouping: str
    category: AgencyCategory
    holds: str = ""
    core_for: tuple[str, ...] = ()
    active: bool = True
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _AgencyTable:
    agencies: tuple[CatalogueAgency, ...]


@dataclass(frozen=True, slots=True)
class _Groupings:
    groupings: dict[str, str]


def load_groupings(shipped: Path | None = None, local: Path | None = None) -> dict[str, str]:
    """Read the professional groupings that a quorum counts, by key, with their labels."""
    table = load_file(_Groupings, shipped or resource("groupings.toml"), local)
    return dict(table.groupings)


def load_agencies(
    shipped: Path | None = None,
    local: Path | None = None,
    *,
    groupings: dict[str, str] | None = None,
) -> dict[str, CatalogueAgency]:
    """Read every agency by key, in the order of the files; a local file of the same name wins."""
    known_groupings = load_groupings() if groupings is None else groupings
    loaded: dict[str, CatalogueAgency] = {}
    code_of: dict[str, str] = {}
    for path in definition_files(shipped or resource("agencies"), local):
        file = DefinitionFile(path)
        for index, agency in enumerate(file.build(_AgencyTable).agencies):
            where = ("agencies", index)
            if agency.key in loaded:
                file.fault((*where, "key"), f"'{agency.key}' is used twice")
            if not _CODE.fullmatch(agency.code):
                file.fault((*where, "code"), f"'{agency.code}' is not two to five lower-case letters")
            if agency.code in code_of:
                file.fault((*where, "code"), f"'{agency.code}' is the code of {code_of[agency.code]} already")
            if agency.grouping not in known_groupings:
                file.fault((*where, "grouping"), not_one_of(agency.grouping, known_groupings))
            _check_said(file, index, agency, loaded, code_of)
            loaded[agency.key] = agency
            code_of[agency.code] = agency.key
        file.check()
    return loaded


def agency_words(agencies: Iterable[Agency], catalogue: Iterable[CatalogueAgency] = ()) -> Mapping[str, str]:
    """Return what agencies are called in small letters, by code, name or worker, each with the name meant.

    The agencies of a place come before those of the catalogue.
    """
    words: dict[str, str] = {}
    for agency in agencies:
        for word in (agency.name, agency.code):
            if word:
                words.setdefault(word.casefold(), agency.name)
    for entry in catalogue:
        name = words.get(entry.code, entry.name)
        for word in (entry.name.casefold(), entry.code, *entry.said):
            words.setdefault(word, name)
    return words


def _check_said(
    file: DefinitionFile,
    index: int,
    agency: CatalogueAgency,
    earlier: dict[str, CatalogueAgency],
    code_of: dict[str, str],
) -> None:
    """Note a fault where a line could not tell two agencies apart by what people call them."""
    for place, phrase in enumerate(agency.said):
        where = ("agencies", index, "said", place)
        if not phrase.strip() or phrase != phrase.strip().casefold():
            file.fault(where, f"'{phrase}' is not in small letters")
        if phrase in agency.said[:place]:
            file.fault(where, f"'{phrase}' is said twice")
        if phrase in code_of:
            file.fault(where, f"'{phrase}' is the code of {code_of[phrase]} already")
        for other in earlier.values():
            if phrase in (*other.said, other.name.casefold()) and other.grouping != agency.grouping:
                file.fault(where, f"'{phrase}' is said of {other.key} already")
    for other in earlier.values():
        if agency.code in other.said:
            file.fault(("agencies", index, "code"), f"'{agency.code}' is said of {other.key} already")
