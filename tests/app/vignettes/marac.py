"""Invented MARACs: each function enters one, from the list of referrals to what was agreed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta

from meetingdesk.app.case_list import ChangeListKind, SortCasesWithChildrenFirst, TakeReferrals
from meetingdesk.app.desk import Desk
from meetingdesk.app.following.moving import MoveAction
from meetingdesk.app.imports.table_file import read_table
from meetingdesk.app.inviting import AddInvitation
from meetingdesk.app.live.capturing import KeepDecision
from meetingdesk.app.meetings import PlanMeeting
from meetingdesk.app.new_meeting import MakeMeeting
from meetingdesk.app.roll_call import Leave, MarkTheRest
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import ActionStatus, NotCompleted
from meetingdesk.domain.attendance import AttendanceStatus
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import CaseLink, CaseTransfer, Direction, ListKind, MeetingCase, Series
from meetingdesk.domain.people import Person, PersonName, YesNo
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.workdays import Nation
from tests.app.vignettes.held import HOUR, Held, book, find, only

DAY = date(2026, 11, 23)
Referral = dict[str, str]

MOVES = "Moves between areas"


def a_series() -> Series:
    return Series(title="Invented Vale MARAC", type_id="marac", area="Invented Vale")


def a_marac(desk: Desk, referrals: Iterable[Referral], on: date = DAY, series: Series | None = None) -> Held:
    """Plan the next MARAC of a series, and put the referrals of a list on its list."""
    new = a_series() if series is None else None
    thread = new or series
    assert thread is not None
    key = new_id()
    plan = PlanMeeting(
        key,
        book().meeting_types["marac"],
        on,
        series_id=thread.id,
        starts_at=HOUR,
        policy=book().policy(Nation.ENG),
    )
    desk.execute(MakeMeeting(plan, "Nerys Invented, Chair", "Tove Invented, Minute taker", new_series=new))
    rows = list(referrals)
    if rows:
        desk.execute(TakeReferrals(read_table(_csv(rows), "referrals.csv"), key))
    return Held(desk, key, on)


def case_of(held: Held, reference: str) -> MeetingCase:
    family = held.only(Family, reference=reference)
    found: MeetingCase = held.only(MeetingCase, meeting_id=held.meeting_id, family_id=family.id)
    return found


def person_called(desk: Desk, name: str) -> Person:
    found: Person = only(desk, Person, id=only(desk, PersonName, full=name).person_id)
    return found


def roles_of(desk: Desk, name: str) -> dict[str, FamilyRole]:
    """Return in which role somebody is in each family."""
    members = find(desk, FamilyMember, person_id=person_called(desk, name).id)
    families = {row.id: row.reference for row in find(desk, Family)}
    return {families[row.family_id]: row.role for row in members}


def unborn_and_children(desk: Desk) -> Held:
    """One case without children and one with a child of five and an unborn one."""
    childless = referral("M-2026-301", "Maud Invented", "1961-02-03")
    oriel = referral(
        "M-2026-302",
        "Oriel Vance",
        "1997-04-12",
        **{
            "Alleged perpetrator name": "Dax Invented",
            "Relationship": "Ex partner",
            "Child 1 name": "Perrin Vance",
            "Child 1 date of birth": "2021-06-07",
            "Child 2 name": "Unborn baby",
            "Child 2 due date": "2027-02-14",
        },
    )
    held = a_marac(desk, [childless])
    # A referral that comes later stands at the end, until somebody asks for the children first.
    desk.execute(TakeReferrals(read_table(_csv([oriel]), "late.csv"), held.meeting_id))
    return held


def put_children_first(held: Held) -> None:
    held.do(SortCasesWithChildrenFirst(held.meeting_id))


def young_victim(desk: Desk) -> Held:
    """A victim of sixteen, and a partner of nineteen."""
    tamsin = referral(
        "M-2026-303",
        "Tamsin Invented",
        "2010-03-02",
        **{
            "Alleged perpetrator name": "Rhodri Invented",
            "Alleged perpetrator date of birth": "2007-05-06",
            "Relationship": "Boyfriend",
        },
    )
    held = a_marac(desk, [tamsin]).start()
    family = case_of(held, "M-2026-303").family_id
    point = held.point("outcome", family)
    child = person_called(desk, "Tamsin Invented").id
    held.do(KeepDecision(point.id, held.at, "Referred to children’s social care.", child))
    return held


def young_perpetrator(desk: Desk) -> Held:
    """A mother harmed by her son, who is eighteen in a week."""
    row = referral(
        "M-2026-304",
        "Greer Invented",
        "1985-08-09",
        **{
            "Alleged perpetrator name": "Lyle Invented",
            "Alleged perpetrator date of birth": "2008-11-30",
            "Relationship": "Son",
        },
    )
    return a_marac(desk, [row])


def unknown_perpetrator(desk: Desk) -> Held:
    """Stalking by somebody nobody has recognised yet, and a case in which the list leaves the name out."""
    stalked = referral("M-2026-305", "Isolde Invented", "1990-09-10")
    stalked |= {"Alleged perpetrator name": "Unknown", "Reason": "Followed home three times; no face seen."}
    held = a_marac(desk, [stalked, referral("M-2026-306", "Faye Invented", "1979-01-02")]).start()
    family = case_of(held, "M-2026-305").family_id
    held.say("information", "Cameras at the station are being looked through.", family_id=family)
    return held


def one_perpetrator_two_homes(desk: Desk) -> Held:
    """One man, two women who do not know of each other, and a note that links the two cases."""
    harmer = {
        "Alleged perpetrator name": "Corin Invented",
        "Alleged perpetrator date of birth": "1988-04-04",
    }
    one = referral("M-2026-307", "Willa Invented", "1991-05-05") | harmer
    two = referral("M-2026-308", "Ines Invented", "1993-06-06") | harmer
    held = a_marac(desk, [one, two]).start()
    first, second = (case_of(held, key).family_id for key in ("M-2026-307", "M-2026-308"))
    held.say("information", "Willa has moved to her sister.", family_id=first)
    held.say("information", "Ines has changed her locks.", family_id=second)
    # No screen writes such a link yet.
    link = CaseLink(
        meeting_id=held.meeting_id,
        family_id=first,
        kind="same_person",
        other_family_id=second,
        through_id=person_called(desk, "Corin Invented").id,
    )
    held.do(AddRows((link,)))
    return held


def counter_allegation(desk: Desk) -> Held:
    """Two women, each referred as harmed by the other."""
    nia = ("Nia Invented", "1992-07-07")
    bryn = ("Bryn Invented", "1994-08-08")
    held = a_marac(desk, [_against(nia, bryn, "M-2026-309"), _against(bryn, nia, "M-2026-310")])
    # As she says it herself; no card asks for it yet.
    held.do(change(person_called(desk, "Nia Invented"), lgbt_plus=YesNo.YES))
    return held


def repeats(desk: Desk) -> Held:
    """Two cases last referred on one day: a further incident on its anniversary, and one a day later."""
    last = {"Last referred on": "2025-11-20"}
    within = referral("M-2026-311", "Avice Invented", "1980-01-01") | last
    after = referral("M-2026-312", "Senna Invented", "1981-01-01") | last
    return a_marac(
        desk,
        [after | {"Incident on": "2026-11-21"}, within | {"Incident on": "2026-11-20"}],
        date(2026, 12, 7),
    )


def transfers(desk: Desk) -> tuple[Held, Held]:
    """A case that came without minutes, and goes on to a third area three weeks later."""
    row = referral("M-2026-313", "Petra Invented", "1987-03-03", **{"Transferred from": "Inventedshire"})
    first = a_marac(desk, [row]).start()
    case = case_of(first, "M-2026-313")
    first.fill(
        "people",
        MOVES,
        CaseTransfer,
        family_id=case.family_id,
        moved_on=date(2026, 11, 2),
        notified_on=date(2026, 11, 4),
        documents="Referral form; no minutes, no action plan",
        documents_complete=YesNo.NO,
    )
    first.end()
    on = DAY + timedelta(days=21)
    second = a_marac(desk, [referral("M-2026-313", "Petra Invented", "1987-03-03")], on, _series_of(first))
    second.start()
    case = case_of(second, "M-2026-313")
    second.fill(
        "people",
        MOVES,
        CaseTransfer,
        family_id=case.family_id,
        other_area="Farinvent",
        direction=Direction.OUT,
        moved_on=on,
        documents="Minutes of two meetings, action plan",
        documents_complete=YesNo.YES,
    )
    second.do(change(case, transferred_to="Farinvent"))
    return first, second


def a_long_list(desk: Desk) -> Held:
    """Twenty-four cases, two of them deferred and one an alert only, and the IDVA away."""
    rows = [
        referral(f"M-2026-4{number:02d}", f"Invented {word}", f"19{60 + number}-01-02")
        for number, word in enumerate(_WORDS, start=1)
    ]
    held = a_marac(desk, rows)
    held.do(
        ChangeListKind(case_of(held, "M-2026-405").id, ListKind.DEFERRED, "The referrer is away"),
        ChangeListKind(case_of(held, "M-2026-406").id, ListKind.DEFERRED, "The referrer is away"),
        ChangeListKind(case_of(held, "M-2026-407").id, ListKind.ALERT_ONLY, "Nothing new; markers only"),
    )
    held.invite_all()
    held.start()
    held.mark(AttendanceStatus.ABSENT, "idva")
    held.do(MarkTheRest(held.meeting_id, held.at))
    return held


def victim_works_for_agency(desk: Desk) -> Held:
    """The woman who is harmed works for housing, which sits at the table."""
    row = referral("M-2026-314", "Della Invented", "1984-04-05")
    other = referral("M-2026-315", "Elin Invented", "1989-04-05")
    held = a_marac(desk, [row, other])
    held.do(AddInvitation(held.meeting_id, held.on, agency_key="housing"))
    housing = held.seat("housing")
    # No card asks for whom somebody works yet.
    held.do(change(person_called(desk, "Della Invented"), works_for_id=housing.agency_id))
    return held


def keep_out_for_case(held: Held) -> None:
    """Housing sits while the others are heard, and not for this case."""
    held.start()
    held.mark(AttendanceStatus.PRESENT, "housing")
    seat = held.seat("housing")
    family = case_of(held, "M-2026-314").family_id
    held.do(
        change(seat, conflict_of_interest="The person harmed in M-2026-314 works for housing"),
        Leave((seat.id,), held.at + timedelta(minutes=5), family),
    )


def two_outstanding_actions(desk: Desk) -> tuple[Held, Held]:
    """Two actions of one case, looked at in the next meeting of the series."""
    first = a_marac(desk, [referral("M-2026-316", "Thora Invented", "1975-10-11")]).start()
    first.come("Huw Invented", "police")
    first.come("Esme Invented", "idva")
    family = case_of(first, "M-2026-316").family_id
    locks = first.agree("Change the locks at the flat.", DAY + timedelta(days=7), "police", family_id=family)
    visit = first.agree("See her at work.", DAY + timedelta(days=5), "idva", family_id=family)
    first.end()
    on = DAY + timedelta(days=14)
    second = a_marac(desk, [], on, _series_of(first)).start()
    second.do(
        MoveAction(
            locks.id,
            ActionStatus.NOT_COMPLETED,
            NotCompleted.CIRCUMSTANCES_CHANGED,
            next_step="None: she lives elsewhere now.",
            meeting_id=second.meeting_id,
        ),
        MoveAction(
            visit.id,
            ActionStatus.NOT_COMPLETED,
            NotCompleted.AGENCY_DID_NOT_ACT,
            note="Nobody had looked at the list.",
            meeting_id=second.meeting_id,
        ),
    )
    return first, second


# Helpers


def referral(reference: str, victim: str, born: str, **more: str) -> Referral:
    return {
        "Family reference": reference,
        "Victim name": victim,
        "Victim date of birth": born,
        "Referred on": "2026-11-10",
        **more,
    }


def _against(victim: tuple[str, str], other: tuple[str, str], reference: str) -> Referral:
    row = referral(reference, *victim)
    return row | {
        "Alleged perpetrator name": other[0],
        "Alleged perpetrator date of birth": other[1],
        "Relationship": "Partner",
    }


def _csv(rows: list[Referral]) -> bytes:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    written = io.StringIO()
    writer = csv.DictWriter(written, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def _series_of(held: Held) -> Series:
    found: Series = held.only(Series, id=held.meeting.series_id)
    return found


_WORDS = (
    *("Amber", "Birch", "Cedar", "Daisy", "Elder", "Fern", "Ginger", "Hazel", "Iris", "Juniper", "Kale"),
    *("Laurel", "Maple", "Nettle", "Olive", "Poppy", "Quince", "Rowan", "Sorrel", "Thistle", "Umber"),
    *("Violet", "Willow", "Yarrow"),
)
