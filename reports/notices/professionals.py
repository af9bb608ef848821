"""Notices to those who look after a child or an adult: why they get it, and what they are asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from meetingdesk.domain.actions import Action
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.families import ChildPlan
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import CaseFacts
from reports.blocks import Builder, Report, plain, strong
from reports.family.parts import lead_of
from reports.minutes.actions import HEADER, SHARES, action_rows, is_of
from reports.minutes.children import said_age
from reports.minutes.decisions import outcome_of
from reports.minutes.head import report_of, title_of
from reports.words import joined, say_long_day, sentence


@dataclass(frozen=True, slots=True)
class Notice:
    """What a kind of notice is called and says."""

    title: str
    why: str
    please: str
    warning: str = ""


GP = Notice(
    "Notice to a general practice",
    "You get this because a patient of your practice was spoken of at this meeting.",
    "Please note the plan in the record, share what you know that matters for the child’s safety with the "
    "lead professional, and say who in the practice has read this.",
    "Do not file this where the patient can see it online: information of other people is in it, and it "
    "could put somebody in danger.",
)
SCHOOL = Notice(
    "Notice to a school",
    "You get this because a child at your school was spoken of at this meeting.",
    "Please tell those staff who need to know, no others, look out for what is written below, and say that "
    "you have this.",
    "Keep it with the child protection file, apart from the pupil’s general file.",
)
HEALTH_VISITOR = Notice(
    "Notice to a health visitor or school nurse",
    "You get this because a child in your care was spoken of at this meeting.",
    "Please add it to the child’s record, pass it to whoever takes over from you, and say that you have it.",
    "Being spoken of at a meeting is not the same as being supported: what you are asked to do is below.",
)
MARAC = Notice(
    "Outcome of a MARAC",
    "You get this because somebody in your care was heard at a multi-agency risk assessment conference. It "
    "was shared by the health representative.",
    "Please mark the record, do what is listed as yours, and tell the representative who has read this.",
    "Never speak of this in front of the person who may cause harm, and never by letter to the home.",
)


def notice(copy: Copied, kind: Notice) -> Report:
    """Return a notice: who it is about, the plan, what was agreed for this reader, whom to ask."""
    made = Builder()
    made.notice(strong("Why you have this. "), plain(kind.why))
    made.paragraph(strong("What you are asked to do. "), plain(kind.please))
    if kind.warning:
        made.notice(strong("Please take care. "), plain(kind.warning))
    for case in copy.cases:
        _add_case(made, copy, case)
    when = f"{title_of(copy)}, {say_long_day(copy.facts.day)}"
    return report_of(copy, kind.title, made.done(), below=[plain(when)])


def _add_case(made: Builder, copy: Copied, case: CaseFacts) -> None:
    reference = case.case.record.family.reference if case.case is not None else ""
    made.heading(reference)
    made.facts(
        [
            (
                child.designation,
                plain(joined((said_age(child, copy.facts.day), plan_status(copy, case, child.id)), "; ")),
            )
            for child in _theirs(copy, case)
        ]
    )
    made.facts(
        [
            ("Decided", plain(joined((sentence(outcome_of(case, one)) for one in case.decisions), " "))),
            ("Lead", plain(_lead(copy, case))),
        ]
    )
    own: list[tuple[CaseFacts, Action]] = [(case, one) for one in case.actions if is_of(copy, one)]
    if own:
        made.heading("What is yours to do", 3)
        made.table("The actions of this reader", HEADER, action_rows(copy, own), SHARES)
    else:
        made.paragraph(plain("No action of this meeting is yours."))


def _theirs(copy: Copied, case: CaseFacts) -> tuple[Somebody, ...]:
    """Return the children whom this reader works with; all of them where nobody says."""
    own = {
        key
        for key, rows in copy.facts.involved.items()
        if any(row.agency_id is not None and row.agency_id == copy.reader.agency_id for row in rows)
    }
    return tuple(child for child in case.children if child.id in own) or case.children


def _of_child(copy: Copied, case: CaseFacts, child: Somebody) -> str:
    return joined((said_age(child, copy.facts.day), plan_status(copy, case, child.id)), "; ")


def plan_status(copy: Copied, case: CaseFacts, child_id: UUID) -> str:
    """Return whether a child is on a plan, and on which: by this meeting's decision, else by the record."""
    decided = next(
        (one for one in case.decisions if one.child_id in (child_id, None) and case.is_plan(one)), None
    )
    if decided is not None:
        return outcome_of(case, decided)
    plans = [row for row in copy.facts.all(ChildPlan) if row.child_id == child_id and row.ended_on is None]
    if plans:
        return joined(row.kind.replace("_", " ") + " plan" for row in plans)
    return "no plan recorded"


def _lead(copy: Copied, case: CaseFacts) -> str:
    lead = lead_of(copy, case)
    return joined((lead.name, lead.job_title)) if lead is not None else "nobody named yet"
