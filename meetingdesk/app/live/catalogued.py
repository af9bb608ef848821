"""Agencies of the catalogue that this store does not know: they can be named, and then come in."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

from meetingdesk.app.definitions import rulebook
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.agency_catalogue import CatalogueAgency
from meetingdesk.storage.unit_of_work import UnitOfWork

_NAMES = UUID("5b0d4a52-6f0e-5d0c-9a39-0d0f1c6b7e11")
WORDS_TOO = frozenset({"leg", "reg", "eh", "col", "int", "adv", "hos"})
"""Codes that are words or names as well; nobody means them unless the agency is at the table."""


def identifier_of(key: str) -> UUID:
    """Return the identifier that an agency of the catalogue gets when it is first named."""
    return uuid5(_NAMES, key)


def bring_in(
    work: UnitOfWork, agency_id: UUID | None, catalogue: Mapping[str, CatalogueAgency] | None = None
) -> None:
    """Add the agency of an identifier from the catalogue, if the store does not know it yet."""
    if agency_id is None or work.look_up(Agency, agency_id) is not None:
        return
    for listed in (catalogue if catalogue is not None else rulebook().agencies).values():
        if identifier_of(listed.key) == agency_id:
            work.add(
                Agency(
                    id=agency_id,
                    key=listed.key,
                    name=listed.name,
                    code=listed.code,
                    grouping=listed.grouping,
                    category=listed.category.value,
                )
            )
