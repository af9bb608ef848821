"""The meetings that are typed, planned and with everybody asked; nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.desk import Desk
from meetingdesk.app.meetings import ListCase, PlanMeeting
from meetingdesk.app.new_meeting import MakeMeeting
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import ListKind, Meeting, MeetingCase, MeetingStatus, Series
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.rulebook import Rulebook, load_rulebook
from meetingdesk.domain.workdays import Nation

CHILD, UNBORN = FamilyRole.CHILD, FamilyRole.UNBORN
PARENT, PARTNER = FamilyRole.PARENT, FamilyRole.PARTNER
VICTIM, HARMS = FamilyRole.VICTIM, FamilyRole.ALLEGED_PERPETRATOR


@dataclass(frozen=True, slots=True)
class SeededMeeting:
    """A meeting that can be typed, and when it begins."""

    meeting_id: UUID
    begins: datetime


@cache
def book() -> Rulebook:
    """Return the shipped rules, read once."""
    return load_rulebook()


@dataclass
class Seeding:
    """Collects what a meeting needs before it begins, and has the desk record it."""

    desk: Desk
    agencies: dict[str, Agency] = field(default_factory=dict)
    invited: list[Professional | Person] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def ask(self, key: str, name: str, job_title: str) -> None:
        """Have somebody of an agency asked, in the order of the table."""
        worker = Professional(name=name, job_title=job_title, agency_id=self._agency(key).id)
        self.rows.append(worker)
        self.invited.append(worker)

    def family(self, reference: str, area: str, *members: tuple[Person, str, FamilyRole]) -> UUID:
        """Add a family with its members in their order; a member without a name has a label."""
        family = Family(reference=reference, area=area, opened_on=date(2026, 6, 1))
        self.rows.append(family)
        known: set[UUID] = set()
        for position, (person, name, role) in enumerate(members, 1):
            if person.id not in known:
                known.add(person.id)
                self.rows.append(person)
                if name:
                    self.rows.append(PersonName(person_id=person.id, full=name))
            self.rows.append(
                FamilyMember(family_id=family.id, person_id=person.id, role=role, position=position)
            )
        return family.id

    def plan(
        self, kind: str, on: date, at: time, place: str, chair: str, minute_taker: str, **thread: Any
    ) -> SeededMeeting:
        """Plan the meeting and ask everybody."""
        self.desk.execute(AddRows(tuple(self.rows), "Add who is asked", Deed.PREPARE))
        meeting_id = new_id()
        plan = PlanMeeting(
            meeting_id,
            book().meeting_types[kind],
            on,
            starts_at=at,
            place=place,
            policy=book().policy(Nation.ENG),
            **thread,
        )
        self.desk.execute(MakeMeeting(plan, chair, minute_taker))
        asked = tuple(
            Attendance(
                meeting_id=meeting_id,
                agency_id=one.agency_id if isinstance(one, Professional) else None,
                professional_id=one.id if isinstance(one, Professional) else None,
                person_id=one.id if isinstance(one, Person) else None,
                role="" if isinstance(one, Professional) else "mother",
                position=position,
            )
            for position, one in enumerate(self.invited, 1)
        )
        self.desk.execute(AddRows(asked, "Ask everybody", Deed.PREPARE))
        return SeededMeeting(meeting_id, datetime.combine(on, at, ZoneInfo("Europe/London")))

    def earlier(self, kind: str, on: date, *actions: tuple[str, str, date], **thread: Any) -> None:
        """Add a meeting of the same thread that is over, with actions nobody closed: whose, what, when.

        It is remembered last, so that the meeting to be typed follows it.
        """
        known = book().meeting_types[kind]
        meeting = Meeting(
            reference=f"{known.short}-EARLIER",
            type_id=kind,
            title=known.title,
            held_on=on,
            status=MeetingStatus.DISTRIBUTED,
            sequence=1,
            **{name: value for name, value in thread.items() if name != "about"},
        )
        self.rows.append(meeting)
        for number, (key, text, due_on) in enumerate(actions, 1):
            self.rows.append(
                Action(
                    reference=f"{meeting.reference}-A{number:02}",
                    meeting_id=meeting.id,
                    family_id=thread.get("about") or thread.get("family_id"),
                    position=number,
                    text=text,
                    owner_agency_id=self._agency(key).id,
                    due_on=due_on,
                )
            )

    def _agency(self, key: str) -> Agency:
        if key not in self.agencies:
            entry = book().agencies[key]
            self.agencies[key] = Agency(
                key=key,
                name=entry.name,
                code=entry.code,
                grouping=entry.grouping,
                category=entry.category.value,
            )
            self.rows.append(self.agencies[key])
        return self.agencies[key]


def plan_marac(desk: Desk) -> SeededMeeting:
    """Plan a conference about five cases, of which the last is on the list as an alert only.

    The first has a child and an unborn child, the fourth an unborn child; the others have no child.
    """
    seeding, day = Seeding(desk), date(2026, 11, 20)
    for key, name, title in (
        ("police", "Dev Rowntree", "Detective sergeant"),
        ("idva", "Sorcha Whitlam", "Independent domestic violence adviser"),
        ("csc", "Hollis Amory", "Team manager"),
        ("housing", "Bettina Shawcross", "Housing officer"),
        ("probation", "Colm Ferrars", "Probation officer"),
        ("community_health", "Ursula Denby", "Named nurse"),
        ("adult_mental_health", "Idris Vaughn-Lee", "Team leader"),
        ("substance_misuse", "Marta Quillan", "Recovery worker"),
        ("health_visiting", "Amara Stott", "Health visitor"),
        ("school", "Joel Tansley", "Designated safeguarding lead"),
        ("midwifery", "Wren Halloran", "Safeguarding midwife"),
    ):
        seeding.ask(key, name, title)
    leila, corin = Person(birth_date=date(1995, 4, 2)), Person(birth_date=date(1991, 9, 17))
    tomas = Person(birth_date=date(2020, 3, 8))
    unborn = Person(label="Unborn baby", expected_date=date(2027, 2, 11), mother_id=leila.id)
    zora = Person(birth_date=date(1999, 6, 14))
    series = Series(title="North district MARAC", type_id="marac", area="North district")
    seeding.rows.append(series)
    cases = [
        seeding.family(
            "M-2026-201",
            "North district",
            (leila, "Leila Brandt", VICTIM),
            (corin, "Corin Maddox", HARMS),
            (tomas, "Tomas Brandt", CHILD),
            (unborn, "", UNBORN),
        ),
        seeding.family(
            "M-2026-202",
            "North district",
            (Person(), "Petra Lowe", VICTIM),
            (Person(), "Sid Garrow", HARMS),
        ),
        seeding.family(
            "M-2026-203",
            "Harbour",
            (Person(), "Odile Marchetti", VICTIM),
            (Person(), "Ralf Dunne", HARMS),
        ),
        seeding.family(
            "M-2026-204",
            "Harbour",
            (zora, "Zora Quince", VICTIM),
            (Person(), "Ewan Tarbert", HARMS),
            (Person(label="Unborn baby", expected_date=date(2027, 4, 6), mother_id=zora.id), "", UNBORN),
        ),
        seeding.family(
            "M-2026-205",
            "North district",
            (Person(), "Hedda Lorimer", VICTIM),
            (Person(), "Guy Lorimer", HARMS),
        ),
    ]
    seeding.earlier(
        "marac",
        date(2026, 10, 23),
        ("housing", "repair the door of the flat", date(2026, 11, 6)),
        about=cases[0],
        series_id=series.id,
    )
    seeded = seeding.plan(
        "marac",
        day,
        time(14, 0),
        "Civic Centre, room 2",
        "Rhona Gale, Safeguarding lead",
        "Piers Andow, Coordinator",
        series_id=series.id,
    )
    referrer = seeding.agencies["police"].id
    for number, family_id in enumerate(cases):
        desk.execute(
            ListCase(
                MeetingCase(
                    meeting_id=seeded.meeting_id,
                    family_id=family_id,
                    planned_minutes=12 if number == 0 else None,
                    list_kind=ListKind.ALERT_ONLY if number == 4 else ListKind.FULL,
                    list_reason="moved to another area" if number == 4 else "",
                    referring_agency_id=referrer,
                    referred_on=date(2026, 11, 16),
                )
            )
        )
    return seeded


def plan_strategy(desk: Desk) -> SeededMeeting:
    """Plan a strategy meeting three days before Christmas."""
    seeding, day = Seeding(desk), date(2026, 12, 22)
    for key, name, title in (
        ("csc", "Oona Fairlie", "Team manager"),
        ("csc", "Ruairi Kell", "Social worker"),
        ("police", "Bashir Coyle", "Detective constable"),
        ("safeguarding_health", "Vivian Orme", "Named doctor"),
        ("gp", "Lowri Hensby", "General practitioner"),
        ("health_visiting", "Kezia Pollard", "Health visitor"),
        ("school", "Martin Ebdon", "Designated safeguarding lead"),
        ("paediatrics", "Sanjit Rao-Ellis", "Consultant paediatrician"),
    ):
        seeding.ask(key, name, title)
    family_id = seeding.family(
        "S-2026-044",
        "Hill and valley",
        (Person(birth_date=date(1993, 1, 30)), "Dagny Reese", PARENT),
        (Person(), "Lorne Pickard", PARTNER),
        (Person(birth_date=date(2017, 5, 14)), "Elsie Reese", CHILD),
        (Person(birth_date=date(2022, 7, 21)), "Finn Reese", CHILD),
    )
    return seeding.plan(
        "strategy",
        day,
        time(11, 0),
        "Remote",
        "Oona Fairlie",
        "Tess Marlowe, Minute taker",
        family_id=family_id,
    )


def plan_icpc(desk: Desk) -> SeededMeeting:
    """Plan an initial conference before the bank holiday of August, with the mother in the room."""
    return _plan_conference(desk)


def plan_siblings(desk: Desk) -> SeededMeeting:
    """Plan the same conference for three siblings."""
    return _plan_conference(desk, (Person(birth_date=date(2012, 11, 17)), "Ffion Castell", CHILD))


def _plan_conference(desk: Desk, *more: tuple[Person, str, FamilyRole]) -> SeededMeeting:
    seeding, day = Seeding(desk), date(2026, 8, 26)
    for key, name, title in (
        ("csc", "Imogen Trask", "Social worker"),
        ("police", "Leon Abbas", "Detective constable"),
        ("gp", "Farida Keogh", "General practitioner"),
        ("health_visiting", "Bronwen Silk", "Health visitor"),
        ("school", "Gwyn Parrish", "Head teacher"),
        ("substance_misuse", "Dario Penrose", "Recovery worker"),
    ):
        seeding.ask(key, name, title)
    bryony = Person(birth_date=date(1994, 12, 3))
    family_id = seeding.family(
        "C-2026-019",
        "Harbour",
        (bryony, "Bryony Castell", PARENT),
        (Person(), "Neville Ashe", PARENT),
        (Person(birth_date=date(2015, 2, 9)), "Rowan Castell", CHILD),
        (Person(birth_date=date(2023, 6, 27)), "Isla Castell", CHILD),
        *more,
    )
    seeding.invited.append(bryony)
    return seeding.plan(
        "icpc",
        day,
        time(10, 0),
        "Town Hall, committee room",
        "Ngaio Lambert, Independent chair",
        "Tess Marlowe, Minute taker",
        family_id=family_id,
    )


def plan_prebirth(desk: Desk) -> SeededMeeting:
    """Plan a conference about twins who are not born yet, with the mother in the room."""
    seeding, day = Seeding(desk), date(2026, 10, 14)
    for key, name, title in (
        ("csc", "Elin Garside", "Social worker"),
        ("police", "Tomos Reddy", "Detective constable"),
        ("midwifery", "Saoirse Blunt", "Safeguarding midwife"),
        ("health_visiting", "Petronel Ames", "Health visitor"),
        ("gp", "Anil Verran", "General practitioner"),
        ("perinatal_mental_health", "Cosima Hale", "Perinatal nurse"),
    ):
        seeding.ask(key, name, title)
    rhian = Person(birth_date=date(2002, 5, 11))
    twins = [
        Person(label=f"Unborn twin {number}", expected_date=date(2027, 1, 8), mother_id=rhian.id)
        for number in (1, 2)
    ]
    family_id = seeding.family(
        "P-2026-007",
        "Hill and valley",
        (rhian, "Rhian Bowker", PARENT),
        (Person(), "Aled Crane", PARTNER),
        *((twin, "", UNBORN) for twin in twins),
    )
    seeding.invited.append(rhian)
    return seeding.plan(
        "prebirth",
        day,
        time(9, 30),
        "Health centre, room 4",
        "Ngaio Lambert, Independent chair",
        "Tess Marlowe, Minute taker",
        family_id=family_id,
    )


def plan_core_group(desk: Desk) -> SeededMeeting:
    """Plan a core group in the week before Easter."""
    seeding, day = Seeding(desk), date(2027, 3, 22)
    for key, name, title in (
        ("csc", "Hamish Orrell", "Social worker"),
        ("health_visiting", "Nadine Foxley", "Health visitor"),
        ("school", "Perpetua Lisle", "Head teacher"),
        ("substance_misuse", "Owain Strand", "Recovery worker"),
        ("family_support", "Corrie Bellweather", "Family worker"),
    ):
        seeding.ask(key, name, title)
    marnie = Person(birth_date=date(1997, 8, 19))
    family_id = seeding.family(
        "C-2027-004",
        "North district",
        (marnie, "Marnie Fogg", PARENT),
        (Person(), "Jonah Peel", PARTNER),
        (Person(birth_date=date(2019, 10, 5)), "Callum Fogg", CHILD),
        (Person(birth_date=date(2025, 12, 29)), "Edie Fogg", CHILD),
    )
    seeding.invited.append(marnie)
    seeding.earlier(
        "core_group",
        date(2027, 2, 8),
        ("health_visiting", "bring a cot for Edie", date(2027, 2, 19)),
        ("substance_misuse", "test weekly and tell the social worker", date(2027, 3, 19)),
        family_id=family_id,
    )
    return seeding.plan(
        "core_group",
        day,
        time(13, 30),
        "Family hub",
        "Hamish Orrell",
        "Tess Marlowe, Minute taker",
        family_id=family_id,
    )


PLANS = {
    "marac": plan_marac,
    "strategy": plan_strategy,
    "icpc": plan_siblings,
    "prebirth": plan_prebirth,
    "core_group": plan_core_group,
}


def plan_twenty(desk: Desk) -> SeededMeeting:
    """Plan a conference to which twenty people of twenty agencies are asked."""
    seeding = Seeding(desk)
    kind = book().meeting_types["marac"]
    asked = [one.agency for one in (*kind.required, *kind.asked)][:20]
    for number, key in enumerate(asked, 1):
        seeding.ask(key, f"Representative {number:02}", "Representative")
    series = Series(title="Hill and valley MARAC", type_id="marac", area="Hill and valley")
    seeding.rows.append(series)
    return seeding.plan(
        "marac",
        date(2026, 11, 20),
        time(14, 0),
        "Civic Centre, room 2",
        "Rhona Gale, Safeguarding lead",
        "Piers Andow, Coordinator",
        series_id=series.id,
    )
