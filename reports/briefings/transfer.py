"""What another area needs when a family moves there: nothing restricted, no address, no other family."""

from __future__ import annotations

from collections.abc import Iterator

from meetingdesk.domain.actions import Action
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import ReaderKind
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.information import InformationRequest
from meetingdesk.domain.meetings import CaseTransfer, Direction
from meetingdesk.domain.people import YesNo
from reports.blocks import Builder, Report, Text, plain, strong
from reports.briefings.family import add_family, add_orders, add_plans, add_workers, no_whereabouts
from reports.briefings.narrowed import narrowed
from reports.family.parts import lead_of
from reports.minutes.actions import HEADER, SHARES, action_rows
from reports.minutes.children import add_children
from reports.minutes.decisions import add_decisions
from reports.minutes.head import about_case, below_title, report_of, title_of
from reports.minutes.plan import add_plan
from reports.minutes.said import add_missing, add_risk, add_views
from reports.words import joined, sentence

_CHILDRENS_SERVICES = "csc"


def transfer_pack(copy: Copied) -> Report:
    """Return the pack: the move, who the family is, plan and open actions, risk, what is outstanding."""
    copy = narrowed(copy)
    made = Builder()
    moving = [case for case in copy.cases if _goes(copy, case)]
    if not moving:
        made.notice(plain("No case of this meeting is recorded as moving to another area that reads this."))
    elif len(moving) > 1:
        made.notice(
            strong("Several cases. "),
            plain("Each area gets its own case and no other: take the others out before this leaves."),
        )
    for case in moving:
        if len(moving) > 1:
            made.new_page()
        _add_case(made, copy, case)
    return report_of(copy, f"Transfer pack: {title_of(copy)}", made.done(), below=below_title(copy))


def _add_case(made: Builder, copy: Copied, case: CaseFacts) -> None:
    reference = case.case.record.family.reference if case.case is not None else ""
    made.heading(f"Case {reference}" if reference else "The family", 1)
    made.paragraph(plain(about_case(copy, case)))
    if not _came_here(case):
        made.notice(strong("Please answer. "), plain(_please(copy)))
    _add_move(made, copy, case)
    add_family(made, copy, case)
    made.notice(strong("Where they are. "), no_whereabouts())
    add_orders(made, copy, case)
    add_risk(made, case)
    add_children(made, copy, case)
    add_decisions(made, copy, case)
    add_plan(made, copy, case)
    _add_open(made, copy, case)
    add_missing(made, case)
    add_views(made, case)
    add_plans(made, case)
    add_workers(made, copy, case)
    lead = lead_of(copy, case)
    if lead is not None:
        made.heading("Whom to ask")
        made.paragraph(strong(lead.name), plain(f", {lead.job_title}." if lead.job_title else "."))


def _please(copy: Copied) -> str:
    if copy.facts.kind.many_cases:
        return (
            "Say in writing that you have this and when the case will be heard. Until then every action "
            "stays with the agency that took it."
        )
    return (
        "Say in writing that you have this, who takes the case, and when your conference is. Until it is "
        "held the plan stays with us."
    )


def _goes(copy: Copied, case: CaseFacts) -> bool:
    """Say whether a case is in this reader's pack: of many cases only one that moves to where they are."""
    if not copy.facts.kind.many_cases:
        return True
    areas = [row.other_area for row in _moves(case) if row.direction is Direction.OUT]
    if case.listed is not None and case.listed.transferred_to:
        areas.append(case.listed.transferred_to)
    reader = copy.reader
    if reader.kind is ReaderKind.CHAIR or reader.agency_key == _CHILDRENS_SERVICES:
        return bool(areas)
    is_asked = any(
        row.agency_id == reader.agency_id and row.family_id == case.family_id
        for row in case.own(InformationRequest)
    )
    name = reader.name.casefold()
    return bool(areas) and (is_asked or any(area.casefold() in name for area in areas if area.strip()))


def _came_here(case: CaseFacts) -> bool:
    """Say whether the family moved to this area, and is not about to leave it."""
    moves = _moves(case)
    return bool(moves) and all(row.direction is Direction.IN for row in moves)


def _moves(case: CaseFacts) -> tuple[CaseTransfer, ...]:
    return tuple(sorted(case.own(CaseTransfer), key=lambda row: row.id))


def _add_move(made: Builder, copy: Copied, case: CaseFacts) -> None:
    inside = Builder()
    for row in _moves(case):
        inside.facts(_move(row))
    if not inside.blocks and case.listed is not None and case.listed.transferred_to:
        inside.facts([("To", plain(case.listed.transferred_to))])
    if not inside.blocks:
        inside.paragraph(plain("Where to, when and why is not recorded at this meeting."))
    made.part("The move", 2, inside)


def _move(row: CaseTransfer) -> Iterator[tuple[str, Text]]:
    yield "From" if row.direction is Direction.IN else "To", plain(joined((row.other_area, row.other_worker)))
    yield "Moved", plain(say_day(row.moved_on) if row.moved_on else "day not recorded")
    if row.is_temporary is not YesNo.UNKNOWN:
        yield "For how long", plain("only for a time" if row.is_temporary is YesNo.YES else "to stay")
    yield "Why", plain(sentence(row.reason))
    notified = f"notice in writing on {say_day(row.notified_on)}" if row.notified_on else "no notice recorded"
    accepted = f"accepted{f' on {say_day(row.accepted_on)}' if row.accepted_on else ''}"
    answer = {YesNo.YES: accepted, YesNo.NO: "not accepted", YesNo.UNKNOWN: "no answer recorded"}
    yield "Told and accepted", plain(sentence(joined((notified, answer[row.accepted]))))
    missing = "not all papers are there" if row.documents_complete is YesNo.NO else ""
    yield "Papers", plain(joined((sentence(row.documents), sentence(missing)), " "))
    if row.support_handed_over_on is not None:
        yield "Support handed over", plain(say_day(row.support_handed_over_on))
    if row.plan_ends_there_on is not None:
        yield "Plan ends there", plain(say_day(row.plan_ends_there_on))


def _add_open(made: Builder, copy: Copied, case: CaseFacts) -> None:
    """Add what is still to be done, whenever it was agreed, under the references that its owners know."""
    agreed: dict[object, Action] = {action.id: action for _, action in case.actions_before}
    agreed |= {action.id: action for action in case.actions}
    rows = [(case, action) for action in agreed.values() if not action.is_closed()]
    if rows:
        made.heading("Still to be done")
        made.paragraph(plain(f"As it stands on {say_day(copy.made_on)}."))
        made.table("The actions that are open", HEADER, action_rows(copy, rows), SHARES)
