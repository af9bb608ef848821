"""Agencies and professionals that a list names: those the store has, those of the catalogue, new ones."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from meetingdesk.app.imports.drafting import Draft, ListRow, RowFault
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.agency_catalogue import load_agencies
from meetingdesk.domain.text import words
from meetingdesk.storage.reading import Reading


def plain(name: str) -> str:
    """Return a name as it is compared: no case, no accents, any order of its words."""
    return " ".join(sorted(words(name)))


class Directory:
    """Everybody whom the store and the list so far know."""

    def __init__(self, reading: Reading, draft: Draft) -> None:
        self._draft = draft
        self._catalogue = load_agencies()
        self._seen: set[UUID] = set()
        self._agencies: dict[str, Agency] = {}
        self._by_email: defaultdict[str, list[Professional]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Professional]] = defaultdict(list)
        for agency in reading.find(Agency):
            self._know_agency(agency)
        for professional in reading.find(Professional):
            self._know(professional)

    def agency(self, name: str) -> Agency:
        """Return the agency of a name or code; a new one where there is none, as the catalogue has it."""
        known = self._agencies.get(plain(name))
        if known is not None:
            return self._draft.now(known)
        for entry in self._catalogue.values():
            if plain(name) in (plain(entry.name), entry.code, plain(entry.key)):
                same = self._agencies.get(plain(entry.name))
                if same is not None:
                    return self._draft.now(same)
                return self._know_agency(
                    self._draft.add(
                        Agency(
                            key=entry.key,
                            name=entry.name,
                            code=entry.code,
                            grouping=entry.grouping,
                            category=entry.category.value,
                        )
                    )
                )
        return self._know_agency(self._draft.add(Agency(name=name)))

    def professional(self, row: ListRow, agency: Agency | None) -> Professional:
        """Return the professional of a row, changed to what it says; a new one where there is none.

        The same e-mail address is the same person, unless several share it; then, and without one,
        name and agency decide.
        """
        name, email = row.text("name"), row.text("email").lower()
        values = row.given(name="name", job_title="job_title", telephone="telephone")
        if email:
            values["email"] = row.text("email")
        if agency is not None:
            values["agency_id"] = agency.id
        found = self._find(name, email, agency)
        taken = (
            self._draft.add(Professional(**values)) if found is None else self._draft.change(found, **values)
        )
        self._seen.add(taken.id)
        return self._know(taken)

    def named(self, name: str, agency: Agency | None) -> Professional | None:
        """Return the only professional of a name, in an agency if one is given."""
        found = [self._draft.now(known) for known in self._by_name[plain(name)]]
        here = [known for known in found if agency is None or known.agency_id in (None, agency.id)]
        if len({known.id for known in here}) > 1:
            raise RowFault("is the name of several people; give the e-mail address")
        return here[0] if here else None

    def _find(self, name: str, email: str, agency: Agency | None) -> Professional | None:
        sharing = {known.id: self._draft.now(known) for known in self._by_email[email]} if email else {}
        same_name = [known for known in sharing.values() if plain(known.name) == plain(name)]
        if len(same_name) == 1:
            return same_name[0]
        if len(sharing) == 1:
            (only,) = sharing.values()
            elsewhere = self.named(name, agency)
            # A second name at an address that the list has had before is a mailbox that several share.
            return only if elsewhere is None and only.id not in self._seen else elsewhere
        return self.named(name, agency)

    def _know_agency(self, agency: Agency) -> Agency:
        for name in (agency.name, agency.code, agency.key):
            if plain(name):
                self._agencies.setdefault(plain(name), agency)
        return agency

    def _know(self, professional: Professional) -> Professional:
        for index, key in (
            (self._by_email, professional.email.lower()),
            (self._by_name, plain(professional.name)),
        ):
            if key and all(known.id != professional.id for known in index[key]):
                index[key].append(professional)
        return professional
