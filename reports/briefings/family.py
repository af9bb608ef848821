"""Who a family is, who works with them and which orders are in force: what a new worker asks first."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.families import (
    ChildPlan,
    CourtOrder,
    FamilyMember,
    OrderBreach,
    OrderCondition,
)
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.other_languages import needed_language
from meetingdesk.domain.people import BirthDateIs, Involvement, Registered, YesNo
from meetingdesk.domain.roster import Being
from reports.blocks import Builder, Text, plain, strong
from reports.words import INVOLVED, ORDER, PLAN, ROLE, joined, sentence


def add_family(made: Builder, copy: Copied, case: CaseFacts, level: int = 2) -> None:
    """Add everybody of a family by name, for a reader who has to find them."""
    inside = Builder()
    inside.table(
        "Who is in the family",
        ("Called here", "Name", "Born", "In this family"),
        (
            (
                (strong(one.designation),),
                (plain(one.name or "name not known"),),
                (plain(_born(one)),),
                (plain(_place(copy, case, one)),),
            )
            for one in case.people
        ),
        (0.17, 0.27, 0.2, 0.36),
    )
    made.part("Who is in the family", level, inside)


def add_workers(made: Builder, copy: Copied, case: CaseFacts, level: int = 2) -> None:
    """Add who works with each of them, as far as the agency or somebody else has said so."""
    found: dict[str, dict[str, None]] = {}
    people = {one.id: one.designation for one in case.people}
    for row in copy.facts.all(Involvement):
        who = _worker(copy, case, row)
        if row.person_id in people and who and row.state is Registered.REGISTERED:
            found.setdefault(f"{INVOLVED[row.kind]}: {who}", {})[people[row.person_id]] = None
    inside = Builder()
    inside.listing(plain(f"{what}, for {joined(whom)}.") for what, whom in found.items())
    made.part("Who works with them", level, inside)


def add_orders(made: Builder, copy: Copied, case: CaseFacts, level: int = 2) -> None:
    """Add the orders and conditions that have not ended, with what is known of breaches."""
    inside = Builder()
    for order in case.own(CourtOrder):
        if order.ended_on is None or order.ended_on > copy.made_on:
            inside.facts([(ORDER[order.kind], plain(joined(_of_order(copy, case, order), " ")))])
    made.part("Orders and conditions", level, inside)


def add_plans(made: Builder, case: CaseFacts, level: int = 2) -> None:
    """Add under which plans each child stood and stands."""
    rows = sorted(case.own(ChildPlan), key=lambda row: (row.started_on is None, row.started_on, row.id))
    inside = Builder()
    inside.listing(plain(sentence(_of_plan(case, row))) for row in rows)
    made.part("Plans so far", level, inside)


def _born(one: Somebody) -> str:
    person = one.person
    if one.being is Being.UNBORN:
        return f"expected {say_day(person.expected_date)}" if person.expected_date else "expected"
    if person.birth_date is not None:
        about = "about " if person.birth_date_is is BirthDateIs.APPROXIMATE else ""
        # Nobody asks on which weekday somebody was born.
        return f"{about}{say_day(person.birth_date).split(' ', 1)[1]}"
    return f"about {one.age} years old" if one.age is not None else "not known"


def _place(copy: Copied, case: CaseFacts, one: Somebody) -> str:
    homes = {row.in_household for row in case.own(FamilyMember) if row.person_id == one.id}
    lives = "lives elsewhere" if homes == {YesNo.NO} else "lives here" if YesNo.YES in homes else ""
    language = needed_language(one.person)
    return joined((*(ROLE[role] for role in sorted(one.roles)), lives, language and f"needs {language}"))


def _worker(copy: Copied, case: CaseFacts, row: Involvement) -> str:
    worker = copy.facts.workers.get(row.professional_id) if row.professional_id is not None else None
    agency = case.agency(row.agency_id or (worker.agency_id if worker is not None else None))
    return joined((agency.name if agency is not None else "", worker.name if worker is not None else ""))


def _of_order(copy: Copied, case: CaseFacts, order: CourtOrder) -> Iterator[str]:
    yield sentence(order.text)
    whom = joined(
        (
            f"binds {case.called(order.bound_id)}" if case.called(order.bound_id) else "",
            f"protects {case.called(order.protects_id)}" if case.called(order.protects_id) else "",
        )
    )
    yield sentence(whom)
    made = f"made {say_day(order.made_on)}" if order.made_on else ""
    ends = order.expires_on
    until = f"{'ran out' if ends < copy.made_on else 'until'} {say_day(ends)}" if ends else "end not recorded"
    yield sentence(joined((order.issued_by, made, until)))
    for condition in copy.facts.all(OrderCondition):
        if condition.order_id == order.id:
            by = f" (until {say_day(condition.expires_on)})" if condition.expires_on else ""
            yield sentence(f"Condition: {condition.text.rstrip('.')}{by}")
    for breach in copy.facts.all(OrderBreach):
        if breach.order_id == order.id:
            on = f" on {say_day(breach.happened_on)}" if breach.happened_on else ""
            yield sentence(f"Breach{on}: {breach.text}")


def _of_plan(case: CaseFacts, row: ChildPlan) -> str:
    since = f"from {say_day(row.started_on)}" if row.started_on else "start not recorded"
    until = f"to {say_day(row.ended_on)}" if row.ended_on else "still runs"
    whose = f"{case.called(row.child_id)}: " if case.called(row.child_id) else ""
    return f"{whose}{joined((PLAN[row.kind], row.authority, since, until, row.end_reason))}"


def no_whereabouts() -> Text:
    """Return what stands where somebody looks for an address."""
    return plain(
        "No address and no telephone number of the family is in this paper. They are told by telephone, "
        "to the worker who takes the case."
    )
