"""Stores of many meetings, made from a seed and as quickly as the store takes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from meetingdesk.app.demo.ids import SeededIds
from meetingdesk.app.demo.invented import (
    MANY_CASES,
    ONE_FAMILY,
    Inventor,
    Surroundings,
)
from meetingdesk.app.demo.invented_families import family_reference
from meetingdesk.app.demo.rules import policy, rules
from meetingdesk.app.kept_definitions import copy_of
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import DefinitionCopy, Series
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.store import Store
from meetingdesk.storage.unit_of_work import UnitOfWork

ROWS_TOGETHER = 8_000
"""Rows in one unit of work, about a second of writing: whoever stops waits no longer than that."""

LABEL = "Make meetings to measure with"
SERIES = "Measuring series"
AGENCIES = (
    *("police", "csc", "idva", "housing", "probation", "community_health", "adult_mental_health"),
    *("substance_misuse", "health_visiting", "school", "gp", "midwifery"),
)


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made: everything counted here is saved, also where it was stopped before its end."""

    meetings: int
    entries: int
    actions: int
    with_cases: tuple[UUID, ...]
    stopped: bool


def generate(
    store: Store,
    person: AtDesk,
    *,
    meetings: int,
    seed: int = 1,
    entries_per_meeting: int = 10,
    actions_per_meeting: int = 10,
    meetings_with_cases: int = 1,
    cases: int = 30,
    today: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Generated:
    """Add that many meetings to a store; the same seed and day give the same rows.

    The first `meetings_with_cases` hold `cases` cases each, with their entries and actions for every
    case; the others follow one another four to a family. Entries are numbered through from 0, and the
    words planted in them (vocabulary.py) stand where their number says. Each batch is saved as a whole,
    so a store that was stopped is smaller but sound.
    """
    day = today or datetime.now(UTC).date()
    ids = SeededIds(seed, day)
    with store.work(person, Deed.IMPORT) as work:
        inventor = Inventor(ids, seed, day, meetings, _surroundings(work, ids, seed))
        work.commit(LABEL)
    saved = Generated(0, 0, 0, (), stopped=False)
    with_cases: list[UUID] = []
    batch: list[Row] = []
    for number in range(meetings):
        if not batch and should_stop is not None and should_stop():
            return replace(saved, stopped=True)
        if number < meetings_with_cases:
            rows = inventor.meeting_with_cases(number, cases, entries_per_meeting, actions_per_meeting)
            with_cases.append(rows[0].id)
        else:
            rows = inventor.meeting(number, entries_per_meeting, actions_per_meeting)
        batch += rows
        if len(batch) >= ROWS_TOGETHER or number + 1 == meetings:
            with store.work(person, Deed.IMPORT) as work:
                work.add_all(batch)
                work.commit(LABEL)
            batch = []
            saved = Generated(
                number + 1, inventor.entries, inventor.actions, tuple(with_cases), stopped=False
            )
            if progress is not None:
                progress(saved.meetings, meetings)
    return saved


def _surroundings(work: UnitOfWork, ids: SeededIds, seed: int) -> Surroundings:
    """Add what all the meetings share, as far as the store does not have it yet."""
    if work.find(Family, reference=family_reference(seed, 0)):
        raise MeetingDeskError(f"The meetings of seed {seed} are in this store.", hint="Use another seed.")
    known = {agency.key: agency for agency in work.find(Agency, key=list(AGENCIES))}
    for key in AGENCIES:
        if key not in known:
            entry = rules().agencies[key]
            known[key] = work.add(
                Agency(
                    id=ids.new(),
                    key=key,
                    name=entry.name,
                    code=entry.code,
                    grouping=entry.grouping,
                    category=entry.category.value,
                )
            )
    professionals = work.add_all(
        [
            Professional(id=ids.new(), agency_id=known[key].id, name=f"Example {place}", job_title="Worker")
            for place, key in enumerate(AGENCIES, start=1)
        ]
    )
    series = work.find(Series, title=SERIES) or (
        work.add(Series(id=ids.new(), title=SERIES, type_id=MANY_CASES)),
    )
    kinds = {key: rules().meeting_types[key] for key in (MANY_CASES, *ONE_FAMILY)}
    copies = {key: _kept(work, ids, copy_of(kind)) for key, kind in kinds.items()}
    workers = tuple((row.agency_id, row.id) for row in professionals if row.agency_id is not None)
    return Surroundings(
        kinds, copies, _kept(work, ids, copy_of(policy())), series[0].id, workers, work.desk.sees
    )


def _kept(work: UnitOfWork, ids: SeededIds, copy: DefinitionCopy) -> UUID:
    found = work.find(DefinitionCopy, kind=copy.kind, digest=copy.digest)
    return found[0].id if found else work.add(replace(copy, id=ids.new())).id
