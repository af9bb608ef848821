"""The invented meetings of the trade's own list, each as it stands when it proves its point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from meetingdesk.app.desk import Desk
from meetingdesk.app.following.moving import CarryAction
from meetingdesk.domain.actions import Action
from tests.app.vignettes import cin, conferences, core_group, marac, strategy, transfer

Build = Callable[[Desk], object]


@dataclass(frozen=True)
class Vignette:
    """One file: how it is entered, what it proves, and on which day its gaps and clocks are asked for."""

    number: int
    name: str
    as_of: date
    proves: str
    build: Build

    @property
    def file_name(self) -> str:
        """What its two files are called."""
        return f"{self.number:02d}_{self.name}"


def _unborn_and_children(desk: Desk) -> None:
    marac.put_children_first(marac.unborn_and_children(desk).start())


def _young_perpetrator(desk: Desk) -> None:
    marac.young_perpetrator(desk).start()


def _long_list(desk: Desk) -> None:
    held = marac.a_long_list(desk)
    held.go_to("information", 15, marac.case_of(held, "M-2026-401").family_id)


def _outstanding_actions(desk: Desk) -> None:
    _, second = marac.two_outstanding_actions(desk)
    second.go_to("previous_actions", 10)


def _counter_allegation(desk: Desk) -> None:
    marac.counter_allegation(desk).start()


def _repeats(desk: Desk) -> None:
    marac.repeats(desk).start()


def _victim_works_for_agency(desk: Desk) -> None:
    marac.keep_out_for_case(marac.victim_works_for_agency(desk))


def _professional_accused(desk: Desk) -> None:
    strategy.say_what_police_hold_back(strategy.professional_accused(desk))


def _deaf_mother(desk: Desk) -> None:
    conferences.interpreter_comes(conferences.deaf_mother_and_father_kept_out(desk))


def _adjourned(desk: Desk) -> None:
    conferences.adjourn(conferences.too_few_came(desk), date(2026, 12, 3))


def _dissent_taken_further(desk: Desk) -> None:
    conferences.take_dissent_further(conferences.dissent_and_abstention(desk))


def _twins_born_soon(desk: Desk) -> None:
    conferences.are_born(conferences.unborn_twins(desk), date(2027, 1, 20))


def _twins_born_on_the_day(desk: Desk) -> None:
    conferences.are_born(conferences.unborn_twins(desk), conferences.EXPECTED)


def _late_with_reasons(desk: Desk) -> None:
    conferences.give_reasons(conferences.late_and_too_few(desk))


def _senior_looked(desk: Desk) -> None:
    _, review = conferences.plan_ends_with_an_open_action(desk)
    conferences.a_senior_looked(review)
    held = conferences.carried_to_child_in_need(review)
    held.come("Mererid Invented", "school")
    held.do(
        CarryAction(
            held.only(Action).id, date(2026, 10, 9), "The club has a place in October.", held.meeting_id
        )
    )


def _escalated(desk: Desk) -> None:
    core_group.escalate(core_group.three_in_a_row(desk)[-1])


VIGNETTES = (
    Vignette(
        1,
        "unborn_child",
        marac.DAY,
        "An unborn child is listed as a child, and the case with children is heard first.",
        _unborn_and_children,
    ),
    Vignette(
        2,
        "victim_of_sixteen",
        marac.DAY,
        "A victim of sixteen is a child too: what is asked for a child is asked for her.",
        marac.young_victim,
    ),
    Vignette(
        3,
        "perpetrator_of_seventeen",
        marac.DAY,
        "A son of seventeen who harms his mother is a child of the case as well.",
        _young_perpetrator,
    ),
    Vignette(
        4,
        "unknown_perpetrator",
        marac.DAY,
        "Whoever stalks her has no name, and the case is asked for all the rest.",
        marac.unknown_perpetrator,
    ),
    Vignette(
        5,
        "two_homes",
        marac.DAY,
        "One man, two women: two cases, each with its own gaps and clocks.",
        marac.one_perpetrator_two_homes,
    ),
    Vignette(
        6,
        "counter_allegation",
        marac.DAY,
        "Each is the person harmed in her own case, so safe contact is asked once in each.",
        _counter_allegation,
    ),
    Vignette(
        7,
        "repeat",
        date(2026, 12, 7),
        "A further incident on the anniversary of the last referral is a repeat, a day later it is not.",
        _repeats,
    ),
    Vignette(
        8,
        "transfer_without_minutes",
        date(2026, 12, 14),
        "The papers that did not come with the case are missed, and not asked of where it goes on to.",
        marac.transfers,
    ),
    Vignette(
        9,
        "long_list_without_idva",
        marac.DAY,
        "The IDVA is missed; what is deferred or an alert only lacks nothing.",
        _long_list,
    ),
    Vignette(
        10,
        "victim_works_for_agency",
        marac.DAY,
        "Housing is in the room for one case and kept out of the case of its employee.",
        _victim_works_for_agency,
    ),
    Vignette(
        11,
        "outstanding_actions",
        date(2026, 12, 7),
        "What circumstances ended is over; what an agency did not do is overdue.",
        _outstanding_actions,
    ),
    Vignette(
        12,
        "two_strategy_discussions",
        date(2026, 11, 10),
        "The conference is due 15 working days after the discussion that began the enquiry, not the second.",
        strategy.two_discussions,
    ),
    Vignette(
        13,
        "professional_accused",
        strategy.DAY,
        "What the police hold back is closed, and the family is in no invitation.",
        _professional_accused,
    ),
    Vignette(
        14,
        "strategy_without_police",
        strategy.DAY,
        "Without the police there is no quorum, and no further action needs its reason.",
        strategy.without_police,
    ),
    Vignette(
        15,
        "three_siblings",
        conferences.DAY,
        "Three children, three decisions: what a plan lacks is asked for two of them.",
        conferences.three_siblings,
    ),
    Vignette(
        16,
        "deaf_mother_signer_missing",
        conferences.DAY,
        "The mother signs and nobody interprets.",
        conferences.deaf_mother_and_father_kept_out,
    ),
    Vignette(
        16,
        "deaf_mother_signer_here",
        conferences.DAY,
        "Once an interpreter is in the room, none is missed.",
        _deaf_mother,
    ),
    Vignette(
        17,
        "withheld_address",
        conferences.DAY,
        "The father from whom the address is withheld is asked for as any other; no line tells it.",
        conferences.withheld_address,
    ),
    Vignette(
        18,
        "too_few_came",
        conferences.DAY,
        "Social care and the school alone are no quorum.",
        conferences.too_few_came,
    ),
    Vignette(
        18,
        "adjourned",
        date(2026, 11, 23),
        "It is adjourned with an interim plan, and held again within 10 working days.",
        _adjourned,
    ),
    Vignette(
        19,
        "dissent",
        conferences.DAY,
        "The health visitor disagrees and the police abstain: the dissent is to be taken further.",
        conferences.dissent_and_abstention,
    ),
    Vignette(
        19,
        "dissent_taken_further",
        date(2026, 11, 21),
        "The dissent is taken further, and due in writing 72 hours after the end.",
        _dissent_taken_further,
    ),
    Vignette(
        20,
        "unborn_twins",
        date(2027, 1, 4),
        "While they are unborn, the first review is due three months after the conference.",
        conferences.unborn_twins,
    ),
    Vignette(
        20,
        "twins_born_soon",
        date(2027, 2, 10),
        "Born in January, the first review is due 20 working days after the birth.",
        _twins_born_soon,
    ),
    Vignette(
        20,
        "twins_born_on_the_day",
        conferences.EXPECTED,
        "Born on the day expected, three months after the conference stay sooner.",
        _twins_born_on_the_day,
    ),
    Vignette(
        21,
        "transfer_in",
        date(2026, 11, 30),
        "The conference is held on day 15 from the written notice, and the other area keeps the plan.",
        transfer.late_papers,
    ),
    Vignette(
        22,
        "late_review",
        conferences.DAY,
        "Four days late, without its quorum, on a plan of more than 18 months: each is to be explained.",
        conferences.late_and_too_few,
    ),
    Vignette(
        22,
        "late_review_with_reasons",
        conferences.DAY,
        "Why it is late and why it went on is said, and by whose leave.",
        _late_with_reasons,
    ),
    Vignette(
        23,
        "plan_ends_at_first_review",
        date(2026, 9, 4),
        "A plan ends at its first review with an action open, and no senior is known to have looked.",
        conferences.plan_ends_with_an_open_action,
    ),
    Vignette(
        23,
        "carried_to_child_in_need",
        date(2026, 9, 25),
        "A senior looked, and the action that was left open is carried to the child-in-need meeting.",
        _senior_looked,
    ),
    Vignette(
        24,
        "core_groups",
        core_group.THIRD,
        "Held before the Saturday of Easter; an action that was carried twice asks who challenges it.",
        core_group.three_in_a_row,
    ),
    Vignette(
        24,
        "core_groups_escalated",
        core_group.THIRD,
        "The school challenges what was carried twice; the challenge needs its next step.",
        _escalated,
    ),
    Vignette(
        25,
        "hostile_names",
        cin.DAY,
        "Names of every script and with code in them change nothing in what is asked.",
        cin.hostile_names,
    ),
)
