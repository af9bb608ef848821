"""Each child on the page: age, plan and since when, who has them on the radar, when they were last seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from meetingdesk.app.family_page.gathered import Gathered
from meetingdesk.app.family_page.rows import PageRow, joined
from meetingdesk.app.live.cards.decision import CATEGORIES
from meetingdesk.app.today.meetings import policy_named
from meetingdesk.app.today.rows import far
from meetingdesk.domain.ages import say_age, say_pregnancy
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import ChildPlan, FamilyRole, PlanKind, RelationshipKind
from meetingdesk.domain.people import Pregnancy
from meetingdesk.domain.radar import is_known
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, RosterPerson
from meetingdesk.domain.workdays import add_months

NOTHING = "No child is recorded yet. In a meeting “@ name, child” adds one; a referral brings them along."
_PLANS = {
    PlanKind.CHILD_PROTECTION: "child protection plan",
    PlanKind.CHILD_IN_NEED: "child in need plan",
    PlanKind.FAMILY_HELP: "family help plan",
    PlanKind.LOOKED_AFTER: "looked after",
    PlanKind.REGISTER: "on the register",
}
LARGE = 4
"""From so many children on, a group of siblings is a factor of its own."""

_CATEGORY = dict(CATEGORIES)
_NOT_THERE = frozenset({Pregnancy.BORN, Pregnancy.ENDED})


def child_rows(gathered: Gathered) -> Iterator[PageRow]:
    """Yield two lines for each child: who they are and their plan, then who has them on the radar."""
    for one in shown_children(gathered):
        yield _child(gathered, one)
        yield _radar(gathered, one)


def children_title(gathered: Gathered) -> str:
    """Return the heading; many siblings and children of one birth are a factor to consider, and said."""
    shown = {one.id for one in shown_children(gathered)}
    born = {key: gathered.map_rows.people[key].birth_date for key in shown}
    of_one_birth = any(
        row.kind is RelationshipKind.TWIN_OF and {row.person_id, row.other_id} <= shown
        for row in gathered.map_rows.relationships
    )
    known = [day for day in born.values() if day is not None]
    parts = (
        "large sibling group" if len(shown) >= LARGE else "",
        "children of one birth" if of_one_birth or len(set(known)) < len(known) else "",
    )
    said = ", ".join(part for part in parts if part)
    return f"Children ({said})" if said else "Children"


def shown_children(gathered: Gathered) -> tuple[RosterPerson, ...]:
    """Return the children of the page; one who was unborn and is not any more is left out."""
    people = gathered.map_rows.people
    return tuple(one for one in gathered.children if people[one.id].pregnancy not in _NOT_THERE)


def _child(gathered: Gathered, one: RosterPerson) -> PageRow:
    person = gathered.map_rows.people[one.id]
    is_unborn = one.being is Being.UNBORN
    age = say_pregnancy(person, gathered.day) if is_unborn else say_age(person, gathered.day)
    roles = {member.role for member in gathered.map_rows.members if member.person_id == one.id}
    is_subject = FamilyRole.SIBLING_NOT_SUBJECT not in roles
    plans = [plan for plan in gathered.plans if plan.child_id == one.id and _runs(plan, gathered.day)]
    says = ", ".join(_plan(plan) for plan in plans)
    longest = max((months for plan in plans if (months := _drift(gathered, plan))), default=0)
    drift = f"△ under a plan for more than {longest} months" if longest else ""
    seen = "" if is_unborn else _last_seen(gathered, one)
    word = "plan" if plans else ("no plan" if is_subject else "not a subject")
    return PageRow(
        Tone.SETTLED if plans else Tone.PLAIN,
        word,
        joined(gathered.called(one.id), age or "age: nobody has said"),
        joined(says[:1].upper() + says[1:], drift, seen),
        person_id=one.id,
    )


def _runs(plan: ChildPlan, day: date) -> bool:
    return plan.ended_on is None or plan.ended_on > day


def _drift(gathered: Gathered, plan: ChildPlan) -> int:
    """Return after how many months somebody has to ask why a plan still runs; 0 as long as nobody has to."""
    if plan.kind is not PlanKind.CHILD_PROTECTION or plan.started_on is None:
        return 0
    policy = policy_named(gathered.meetings[0].policy_id if gathered.meetings else "")
    passed = [months for months in policy.drift_months if gathered.day > add_months(plan.started_on, months)]
    return max(passed, default=0)


def _plan(plan: ChildPlan) -> str:
    codes = (plan.primary_category, *plan.categories)
    named = dict.fromkeys(_CATEGORY.get(code, code) for code in codes if code)
    why = f": {' and '.join(named)}" if named else ""
    since = f", since {say_day(plan.started_on)}" if plan.started_on is not None else ""
    return f"{_PLANS[plan.kind]}{why}{since}"


def _last_seen(gathered: Gathered, one: RosterPerson) -> str:
    involved = gathered.involved(one)
    seen = [
        (row.last_seen_on, involved.name_of(row))
        for row in involved.rows
        if row.last_seen_on is not None and row.last_seen_on <= gathered.day
    ]
    for voice in gathered.voices:
        if voice.child_id == one.id and voice.seen_on is not None and voice.seen_on <= gathered.day:
            professional = gathered.roster.professional(voice.seen_by_id)
            seen.append((voice.seen_on, voice.seen_by or (professional.name if professional else "")))
    if not seen:
        return "✕ last seen: nobody has said"
    on, by = max(seen)
    policy = policy_named(gathered.meetings[0].policy_id if gathered.meetings else "")
    is_long_ago = gathered.day - on > timedelta(days=policy.voice.seen_within_days)
    who = f" by {by}" if by else ""
    return f"{'△ ' if is_long_ago else ''}last seen {say_day(on)}, {far(on, gathered.day)}{who}"


def _radar(gathered: Gathered, one: RosterPerson) -> PageRow:
    """Return who has a child on the radar, and where nobody has."""
    involved = gathered.involved(one)
    gaps = tuple(involved.flags())
    known = [
        f"{block.fields[0].label}: {block.shown('name')}"
        for block in involved.blocks()
        if block.row is not None and block.value("name") is not None and is_known(block.row)  # type: ignore[arg-type]  # its rows are involvements
    ]
    missing = [f"✕ {gap.says}" if gap.tone is Tone.WRONG else f"△ {gap.says}" for gap in gaps]
    tone = next(
        (gap.tone for gap in gaps if gap.tone is Tone.WRONG), Tone.ATTENTION if gaps else Tone.SETTLED
    )
    word = f"{len(gaps)} gap{'s' * (len(gaps) != 1)}" if gaps else "all known"
    says = joined(*missing, *known) or "Nobody is recorded yet."
    return PageRow(tone, word, f"On the radar of {one.designation}", says, person_id=one.id)
