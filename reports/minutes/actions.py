"""Actions as tables: what, why and for whom; who; by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from meetingdesk.domain.actions import Action, ActionStatus
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import ReaderKind
from meetingdesk.domain.gaps.facts import CaseFacts
from reports.blocks import Builder, Text, plain, quiet, strong
from reports.words import STATUS, due_of, inside, joined

HEADER = ("No.", "What, and why", "Who", "By")
SHARES = (0.06, 0.52, 0.245, 0.175)
_PLAINLY_OPEN = frozenset({ActionStatus.OPEN, ActionStatus.PROPOSED})


def add_own_actions(made: Builder, copy: Copied, level: int = 2) -> None:
    """Add the actions of the agency whose copy this is, of all cases, before anything else."""
    if copy.reader.kind is not ReaderKind.AGENCY:
        return
    own = [(case, action) for case, action in every_action(copy) if is_of(copy, action)]
    made.heading("Your actions", level)
    if not own:
        made.paragraph(plain("No action of this meeting is yours. The others are below."))
        return
    made.table("The actions of the agency that reads this", HEADER, action_rows(copy, own), SHARES)
    reply = "If something cannot be done, say whether circumstances changed or your agency has not done it."
    made.notice(strong("Please say how far you are before the next meeting. "), plain(reply))


def add_actions(
    made: Builder, copy: Copied, case: CaseFacts, title: str = "What was agreed", level: int = 2
) -> None:
    """Add the actions agreed for a case."""
    rows = [(case, action) for action in _in_order(case.actions)]
    if rows:
        made.heading(title, level)
        made.table("What was agreed to be done", HEADER, action_rows(copy, rows), SHARES)


def every_action(copy: Copied) -> Iterator[tuple[CaseFacts, Action]]:
    """Return the actions of all cases in their order, each with its case; each once."""
    told = set()
    for case in (*copy.cases, copy.whole):
        for action in _in_order(case.actions):
            if action.id not in told:
                told.add(action.id)
                yield case, action


def is_of(copy: Copied, action: Action) -> bool:
    """Say whether an action is that of the agency whose copy this is."""
    reader = copy.reader
    return (
        action.owner_agency_id is not None and action.owner_agency_id == reader.agency_id
    ) or action.owner_id in reader.professionals


def owner_of(copy: Copied, case: CaseFacts, action: Action) -> str:
    """Return who does it: the agency, and the person where one is named."""
    facts = copy.facts
    agency = facts.agencies.get(action.owner_agency_id) if action.owner_agency_id is not None else None
    worker = facts.workers.get(action.owner_id) if action.owner_id is not None else None
    if agency is None and worker is not None and worker.agency_id is not None:
        agency = facts.agencies.get(worker.agency_id)
    return (
        joined((agency.name if agency else "", worker.name if worker else ""))
        or case.called(action.owner_person_id)
        or "Nobody yet"
    )


def action_rows(
    copy: Copied, actions: Iterable[tuple[CaseFacts, Action]]
) -> Iterator[tuple[tuple[Text, ...], ...]]:
    """Yield the rows of a table of actions."""
    for number, (case, action) in enumerate(actions, 1):
        state = "" if action.status in _PLAINLY_OPEN else STATUS[action.status]
        yield (
            (plain(str(number)),),
            (
                plain(joined((action.text, f"so that {inside(action.why)}" if action.why else ""))),
                quiet(_below(copy, case, action)),
            ),
            (strong(owner_of(copy, case, action)),),
            (plain(joined((due_of(action), state))),),
        )


def _below(copy: Copied, case: CaseFacts, action: Action) -> str:
    protects = copy.facts.protects.get(action.id, ())
    whom = joined(case.called(row.person_id) for row in protects)
    parts = (
        action.reference,
        f"for {whom}" if whom else "",
        action.frequency if action.due_on is not None else "",
        f"shown by {inside(action.measure)}" if action.measure else "",
        f"otherwise: {action.contingency}" if action.contingency else "",
    )
    return joined(parts, " · ")


def _in_order(actions: Iterable[Action]) -> list[Action]:
    return sorted(actions, key=lambda action: (action.position, action.reference))
