"""The people of one referral: victim, alleged perpetrator, children, and how to reach the victim safely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from meetingdesk.app.imports.children import ListedChild, children_of
from meetingdesk.app.imports.columns import MOST_NUMBERED
from meetingdesk.app.imports.drafting import Draft, ListRow, RowFault
from meetingdesk.app.imports.households import Described, Households, described
from meetingdesk.app.imports.who import plain
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole, Relationship, RelationshipKind
from meetingdesk.domain.people import (
    Address,
    AddressWithheld,
    BirthDateIs,
    Contact,
    ContactKind,
    Interpreter,
    Involvement,
    InvolvementKind,
    Person,
    PersonName,
    Pregnancy,
    YesNo,
)
from meetingdesk.domain.plain import Unreadable
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.storage.reading import Reading

R = TypeVar("R", bound=Row)

UNKNOWN_PERSON = "Person not identified"
UNBORN = "Unborn baby"


class PeopleOfARow:
    """Takes the people of the rows of a list, one family at a time."""

    def __init__(
        self, reading: Reading, draft: Draft, households: Households, meeting_on: date | None
    ) -> None:
        self._reading = reading
        self._draft = draft
        self._households = households
        self._meeting_on = meeting_on
        self._parts: defaultdict[tuple[type[Row], UUID], list[Any]] = defaultdict(list)
        self._asked: set[tuple[type[Row], UUID]] = set()
        self._to_withhold: list[Address] = []

    def take(self, family: Family, row: ListRow) -> None:
        """Bring the people of a row in line with what it says."""
        self._to_withhold.clear()
        victim = self._adult(family, FamilyRole.VICTIM, "victim", row)
        harmer = self._adult(family, FamilyRole.ALLEGED_PERPETRATOR, "harmer", row)
        self._withhold(family)
        if victim is not None:
            self._reach(victim, row)
        if victim is not None and harmer is not None and "relationship" in row.values:
            self._relate(family, victim, harmer, RelationshipKind(row.text("relationship")))
        for child in self._children(row):
            self._child(family, child)

    def victim(self, family: Family, victim: Described) -> Person | None:
        """Return the victim of a family who is described; the only one may have had another name."""
        found = self._households.find(family.id, FamilyRole.VICTIM, victim)
        if found is not None or victim.birth_date is None:
            return found
        return self._only_one_born_then(family, FamilyRole.VICTIM, victim)

    def _only_one_born_then(self, family: Family, role: FamilyRole, sought: Described) -> Person | None:
        members = self._households.members(family.id, role)
        if len(members) != 1 or sought.birth_date is None:
            return None
        person = self._households.person(members[0].person_id)
        return person if person.birth_date == sought.birth_date else None

    def _adult(self, family: Family, role: FamilyRole, prefix: str, row: ListRow) -> Person | None:
        sought = described(row, prefix)
        if sought is None:
            return None
        values = row.given(
            sex=f"{prefix}_sex",
            ethnicity=f"{prefix}_ethnicity",
            nationality=f"{prefix}_nationality",
            first_language=f"{prefix}_language",
            disability=f"{prefix}_disability",
            safe_to_call=f"{prefix}_safe_to_call",
            safe_times=f"{prefix}_safe_times",
            safe_method=f"{prefix}_safe_method",
        )
        interpreter = row.values.get(f"{prefix}_interpreter")
        if interpreter is YesNo.YES:
            values["interpreter"] = Interpreter.NEEDED
        elif interpreter is YesNo.NO:
            values["interpreter"] = Interpreter.NOT_NEEDED
        if sought.birth_date is not None:
            values |= {"birth_date": sought.birth_date, "birth_date_is": BirthDateIs.EXACT}
        person = self._households.find(family.id, role, sought) or self._only_one_born_then(
            family, role, sought
        )
        if person is not None:
            if sought.is_known:
                self._households.rename(person, sought.name)
        else:
            person = self._new_role(family, role, sought)
        if f"{prefix}_address" in row.values:
            self._address(person, row, prefix)
        return self._draft.change(person, **values)

    def _new_role(self, family: Family, role: FamilyRole, sought: Described) -> Person:
        person = self._households.somebody_born_that_day(sought)
        if person is None:
            unknown: dict[str, Any] = (
                {} if sought.is_known else {"label": UNKNOWN_PERSON, "is_identified": False}
            )
            new = Person(birth_date=sought.birth_date, **unknown)
            name = PersonName(person_id=new.id, full=sought.name) if sought.is_known else None
            person = self._households.add_person(new, name)
        self._join(family, person, role)
        return person

    def _join(self, family: Family, person: Person, role: FamilyRole) -> None:
        position = sum(len(self._households.members(family.id, other)) for other in FamilyRole)
        self._households.add_member(
            FamilyMember(family_id=family.id, person_id=person.id, role=role, position=position)
        )

    def _reach(self, victim: Person, row: ListRow) -> None:
        number = row.text("victim_telephone")
        if not number:
            return
        digits = "".join(letter for letter in number if letter.isdigit())
        for known in self._parts_of(Contact, "person_id", victim.id):
            if "".join(letter for letter in known.value if letter.isdigit()) == digits:
                return
        kind = ContactKind.MOBILE if digits.startswith(("07", "447")) else ContactKind.TELEPHONE
        safe = row.values.get("victim_safe_to_call", YesNo.UNKNOWN)
        self._add_part(Contact(person_id=victim.id, kind=kind, value=number, is_safe=safe), victim.id)

    def _address(self, person: Person, row: ListRow, prefix: str) -> None:
        lines, postcode = row.text(f"{prefix}_address"), row.text(f"{prefix}_postcode")
        is_withheld = row.values.get(f"{prefix}_address_withheld") is YesNo.YES
        known = [
            address
            for address in self._parts_of(Address, "person_id", person.id)
            if (plain(address.lines), plain(address.postcode)) == (plain(lines), plain(postcode))
        ]
        if known:
            address = known[0]
        else:
            visibility = Visibility.V2 if is_withheld else Visibility.V1
            new = Address(person_id=person.id, lines=lines, postcode=postcode, visibility=visibility)
            address = self._add_part(new, person.id)
        if is_withheld:
            self._to_withhold.append(address)

    def _withhold(self, family: Family) -> None:
        """Withhold an address from everybody in the family who may cause harm."""
        for address in self._to_withhold:
            known = {part.from_id for part in self._parts_of(AddressWithheld, "address_id", address.id)}
            for member in self._households.members(family.id, FamilyRole.ALLEGED_PERPETRATOR):
                if member.person_id not in known:
                    self._add_part(
                        AddressWithheld(address_id=address.id, from_id=member.person_id), address.id
                    )

    def _relate(self, family: Family, victim: Person, harmer: Person, kind: RelationshipKind) -> None:
        for known in self._parts_of(Relationship, "family_id", family.id):
            if {known.person_id, known.other_id} == {victim.id, harmer.id}:
                self._draft.change(known, kind=kind)
                return
        new = Relationship(family_id=family.id, person_id=harmer.id, kind=kind, other_id=victim.id)
        self._add_part(new, family.id)

    def _children(self, row: ListRow) -> Iterable[ListedChild]:
        if "children" in row.values:
            try:
                yield from children_of(row.text("children"))
            except Unreadable as error:
                raise RowFault(str(error), "children") from None
        for number in range(1, MOST_NUMBERED + 1):
            start = f"child_{number}"
            name, due = row.text(f"{start}_name"), row.values.get(f"{start}_due_date")
            if not name and due is None:
                if any(key.startswith(f"{start}_") for key in row.values):
                    raise RowFault("has no name for this child", f"{start}_name")
                continue
            yield ListedChild(
                name or UNBORN,
                birth_date=row.values.get(f"{start}_birth_date"),
                due=due,
                school=row.text(f"{start}_school"),
            )

    def _child(self, family: Family, child: ListedChild) -> None:
        if child.is_unborn:
            self._unborn(family, child)
            return
        sought = Described(child.name, child.birth_date)
        person = self._households.find(family.id, FamilyRole.CHILD, sought)
        person = person or self._households.find(family.id, FamilyRole.SIBLING_NOT_SUBJECT, sought)
        person = person or self._new_role(family, FamilyRole.CHILD, sought)
        values: dict[str, Any] = {}
        if child.birth_date is not None:
            values |= {"birth_date": child.birth_date, "birth_date_is": BirthDateIs.EXACT}
        if child.age is not None and person.birth_date is None:
            values |= {"approximate_age": child.age, "approximate_age_on": self._meeting_on}
        self._draft.change(person, **values)
        if child.school:
            self._school(person, child.school)

    def _unborn(self, family: Family, child: ListedChild) -> None:
        members = self._households.members(family.id, FamilyRole.UNBORN)
        unborn = [self._households.person(member.person_id) for member in members]
        same = [person for person in unborn if child.due in (None, person.expected_date)]
        if not same and len(unborn) == 1:
            same = unborn  # a scan moves the date; it is the same child
        if same:
            person = same[0]
        else:
            new = Person(label=child.name or UNBORN, pregnancy=Pregnancy.EXPECTED)
            person = self._households.add_person(new, None)
            self._join(family, person, FamilyRole.UNBORN)
        if child.due is not None:
            self._draft.change(person, expected_date=child.due)

    def _school(self, person: Person, school: str) -> None:
        for known in self._parts_of(Involvement, "person_id", person.id):
            if known.kind is InvolvementKind.SCHOOL and plain(known.name) == plain(school):
                return
        self._add_part(Involvement(person_id=person.id, kind=InvolvementKind.SCHOOL, name=school), person.id)

    def _parts_of(self, kind: type[R], link: str, owner: UUID) -> list[R]:
        if (kind, owner) not in self._asked:
            self._asked.add((kind, owner))
            which: dict[str, Any] = {link: owner}
            self._parts[kind, owner] += self._reading.find(kind, **which)
        return [self._draft.now(part) for part in self._parts[kind, owner]]

    def _add_part(self, part: R, owner: UUID) -> R:
        self._parts[type(part), owner].append(self._draft.add(part))
        return part
