"""Large invented stores for the benchmarks, made from a seed and kept for the next run."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from meetingdesk.domain.actions import Action, ActionFor, ActionStep, ActionStatus
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.at_desk import AtDesk
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.decisions import AgencyView, Decision, View
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole, Relationship, RelationshipKind
from meetingdesk.domain.information import Entry, EntryAbout, InformationRequest
from meetingdesk.domain.meetings import AgendaPoint, Meeting, MeetingCase
from meetingdesk.domain.people import Address, Contact, ContactKind, Involvement, InvolvementKind, Person, PersonName
from meetingdesk.domain.risk import RiskKind, RiskPoint
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.stores import CHEAP_KEY, make_template, open_copy

KEPT_IN = Path(tempfile.gettempdir()) / "meetingdesk-bench"
SHAPE = 5
"""Raised whenever what is in a store changes, so that an older one is made anew."""

BEGAN = datetime(2020, 1, 6, 10, 0, tzinfo=UTC)
CASES = 30
ACTIONS_A_MEETING = 10
TOGETHER = 200


def somebody() -> AtDesk:
    return person_with("minute_taker", "chair", "coordinator")


def kept_store(name: str, fill: Callable[[Store], None]) -> Path:
    """Return the folder of a store that is filled once; nobody changes it afterwards but on a copy."""
    folder = KEPT_IN / f"{name}-{SHAPE}-{_schema_mark()}"
    if (folder / "whole.json").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    began = time.perf_counter()
    tell(f"making the store {name} once ...")
    make_template(folder)
    store = open_copy(folder, CHEAP_KEY)
    try:
        fill(store)
    finally:
        store.close()
    seconds = time.perf_counter() - began
    (folder / "whole.json").write_text(json.dumps({"seconds": seconds}))
    tell(f"made the store {name} in {seconds:.0f} s ({(folder / 'store.db').stat().st_size >> 20} MiB)")
    return folder


def copied(folder: Path, name: str) -> Path:
    """Return a copy of a kept store that a benchmark may change."""
    target = KEPT_IN / f"copy-{name}-{os.getpid()}"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target


def tell(text: str) -> None:
    sys.stderr.write(f"  {text}\n")
    sys.stderr.flush()


def _schema_mark() -> str:
    import zlib

    from meetingdesk.storage.tables import metadata

    shape = sorted((table.name, *sorted(table.columns.keys())) for table in metadata.tables.values())
    return f"{zlib.crc32(repr(shape).encode()):08x}"


class Words:
    """Invented words, the frequent ones far more frequent than the rare ones, as in any language."""

    def __init__(self, seed: int, how_many: int = 6_000) -> None:
        self.random = random.Random(seed)
        starts = ("br", "cl", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v")
        middles, ends = ("a", "e", "i", "o", "u", "ai", "ea", "ou"), ("n", "r", "l", "nd", "st", "m", "t", "ck", "ng", "s")
        syllables = [a + b + c for a in starts for b in middles for c in ends]
        known: dict[str, None] = {}
        while len(known) < how_many:
            known["".join(self.random.choice(syllables) for _ in range(self.random.choice((1, 2, 2, 3))))] = None
        self.known = list(known)
        self._weights = [1 / (rank + 8) for rank in range(how_many)]

    def lines(self, how_many: int, length: int) -> Iterator[str]:
        """Yield lines of some words each, quickly."""
        drawn = self.random.choices(self.known, self._weights, k=how_many * length)
        for start in range(0, len(drawn), length):
            yield " ".join(drawn[start : start + length])


def fill_meetings(store: Store, meetings: int, seed: int = 1) -> None:
    """Fill a store with meetings of one family each, ten actions a meeting, and one meeting of 30 cases."""
    words, person = Words(seed), somebody()
    agencies = [Agency(name=f"Agency {number}") for number in range(12)]
    speakers = [
        Professional(name=f"Worker {number}", agency_id=agencies[number % 12].id) for number in range(36)
    ]
    with store.work(person, Deed.RECORD) as work:
        work.add_all([*agencies, *speakers])
        work.add_all(list(marac(words, agencies, speakers)))
        work.commit("Fill")
    for first in range(0, meetings, TOGETHER):
        rows: list[Row] = []
        for number in range(first, min(first + TOGETHER, meetings)):
            rows += list(one_meeting(words, number, agencies, speakers))
        with store.work(person, Deed.RECORD) as work:
            work.add_all(rows)
            work.commit("Fill")


BIG = UUID("01900000-0000-7000-8000-000000000030")
"""The meeting of 30 cases."""


def marac(words: Words, agencies: list[Agency], speakers: list[Professional]) -> Iterator[Row]:
    """Yield a meeting of 30 cases with all that was said, decided and agreed."""
    meeting = Meeting(
        id=BIG, reference="M-BIG", title="Thirty cases", type_id="marac", held_on=date(2026, 3, 4),
        chair_id=speakers[0].id, minute_taker_id=speakers[1].id,
    )  # fmt: skip
    yield meeting
    text = words.lines(100_000, 18)
    for speaker in speakers[:20]:
        yield Attendance(meeting_id=BIG, agency_id=speaker.agency_id, professional_id=speaker.id)
    for position in range(CASES):
        family, people = yield from _family(f"BIG-{position:02d}", text, agencies, speakers, 5)
        yield MeetingCase(
            meeting_id=BIG, family_id=family.id, position=position, reason=next(text),
            referring_agency_id=agencies[position % 12].id,
        )  # fmt: skip
        for section in ("summary", "risk", "actions"):
            yield AgendaPoint(meeting_id=BIG, family_id=family.id, section=section, title=section, position=position)
        yield from _said(BIG, family, people, position, text, agencies, speakers, entries=10)
        yield from _agreed(BIG, family, people, f"BIG-{position:02d}", text, speakers, actions=4)


def one_meeting(
    words: Words, number: int, agencies: list[Agency], speakers: list[Professional]
) -> Iterator[Row]:
    """Yield an ordinary meeting of one family."""
    text = words.lines(40, 18)
    family, people = yield from _family(f"F-{number:05d}", text, agencies, speakers, 3)
    meeting = Meeting(
        reference=f"M-{number:05d}", title=f"Meeting {number}", type_id="core_group",
        held_on=(BEGAN + timedelta(hours=5 * number)).date(), family_id=family.id, chair_id=speakers[number % 36].id,
    )  # fmt: skip
    yield meeting
    yield MeetingCase(meeting_id=meeting.id, family_id=family.id)
    for speaker in speakers[:4]:
        yield Attendance(meeting_id=meeting.id, agency_id=speaker.agency_id, professional_id=speaker.id)
    yield from _said(meeting.id, family, people, number, text, agencies, speakers, entries=4)
    yield from _agreed(meeting.id, family, people, f"F-{number:05d}", text, speakers, actions=ACTIONS_A_MEETING)


def _family(
    name: str, text: Iterator[str], agencies: list[Agency], speakers: list[Professional], how_many: int
) -> Iterator[Row]:
    family = Family(reference=name)
    yield family
    people = [Person(notes=next(text)) for _ in range(how_many)]
    yield from people
    roles = (FamilyRole.CHILD, FamilyRole.PARENT, FamilyRole.CHILD, FamilyRole.PARTNER, FamilyRole.OTHER_HOUSEHOLD)
    for position, (person, role) in enumerate(zip(people, roles, strict=False)):
        yield PersonName(person_id=person.id, full=" ".join(next(text).title().split()[:2]))
        yield FamilyMember(family_id=family.id, person_id=person.id, role=role, position=position)
        if how_many == len(roles):
            yield Address(person_id=person.id, lines=f"{position} Invented Street", postcode="ZZ1 1ZZ")
            yield Contact(person_id=person.id, kind=ContactKind.MOBILE, value="01632 960123")
            yield Involvement(
                person_id=person.id, kind=InvolvementKind.SOCIAL_WORKER, agency_id=agencies[position].id,
                professional_id=speakers[position].id,
            )  # fmt: skip
    yield Relationship(
        family_id=family.id, person_id=people[1].id, kind=RelationshipKind.PARENT_OF, other_id=people[0].id
    )
    return family, people


def _said(
    meeting_id: UUID, family: Family, people: list[Person], number: int, text: Iterator[str],
    agencies: list[Agency], speakers: list[Professional], entries: int,
) -> Iterator[Row]:  # fmt: skip
    for position in range(entries):
        agency = agencies[(number + position) % 12]
        entry = Entry(
            meeting_id=meeting_id, family_id=family.id, section="summary", position=position, text=next(text),
            agency_id=agency.id, professional_id=speakers[(number + position) % 36].id,
            at=BEGAN + timedelta(minutes=300 * (number % 10_000) + position),
            visibility=Visibility.V2 if position % 9 == 8 else Visibility.V1,
        )  # fmt: skip
        yield entry
        yield EntryAbout(entry_id=entry.id, person_id=people[position % len(people)].id)
        if position < 3 and entries > 4:
            yield InformationRequest(meeting_id=meeting_id, family_id=family.id, agency_id=agency.id)
            yield RiskPoint(
                meeting_id=meeting_id, family_id=family.id, kind=RiskKind.WORRY, text=next(text)
            )


def _agreed(
    meeting_id: UUID, family: Family, people: list[Person], name: str, text: Iterator[str],
    speakers: list[Professional], actions: int,
) -> Iterator[Row]:  # fmt: skip
    decision = Decision(meeting_id=meeting_id, family_id=family.id, child_id=people[0].id, text=next(text))
    yield decision
    yield AgencyView(decision_id=decision.id, agency_id=speakers[0].agency_id, view=View.AGREES)
    voice = Voice(meeting_id=meeting_id, family_id=family.id, child_id=people[0].id)
    yield voice
    yield VoiceWords(voice_id=voice.id, text=next(text))
    for position in range(actions):
        action = Action(
            reference=f"{name}-A{position:02d}", meeting_id=meeting_id, family_id=family.id, text=next(text),
            decision_id=decision.id, owner_id=speakers[position].id, owner_agency_id=speakers[position].agency_id,
            due_on=date(2026, 1, 1) + timedelta(days=position), position=position,
        )  # fmt: skip
        yield action
        if actions < ACTIONS_A_MEETING:
            yield ActionFor(action_id=action.id, person_id=people[0].id)
            yield ActionStep(action_id=action.id, at=BEGAN, kind="agreed", to_status=ActionStatus.OPEN)


RARE, THIRD = "quizzaciously", "safeguard"


def fill_entries(store: Store, entries: int, seed: int = 2) -> None:
    """Fill a store with entries: a word in one of 20,000, another in every third, and ordinary words."""
    words, person = Words(seed), somebody()
    meetings = [Meeting(reference=f"M-{number:04d}", type_id="core_group") for number in range(500)]
    with store.work(person, Deed.RECORD) as work:
        work.add_all(meetings)
        work.commit("Fill")
    together = 20_000
    for first in range(0, entries, together):
        with store.work(person, Deed.RECORD) as work:
            rows = []
            for number, line in enumerate(words.lines(min(together, entries - first), 14), first):
                line += f" {THIRD}" if number % 3 == 0 else ""
                line += f" {RARE}" if number % 20_000 == 7 else ""
                rows.append(
                    Entry(
                        meeting_id=meetings[number * 500 // entries].id, text=line,
                        at=BEGAN + timedelta(seconds=150 * number),
                        visibility=Visibility.V2 if number % 10 == 0 else Visibility.V1,
                    )  # fmt: skip
                )
            work.add_all(rows)
            work.commit("Fill")
        if first % 200_000 == 0:
            tell(f"{first:,} entries")
