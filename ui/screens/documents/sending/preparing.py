"""Makes a pack on the reading lane: planned, made by two workers, written, and its lists with it.

These functions know nothing of Qt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import UUID

from meetingdesk.app.sending.commands import MadeCopy, MadeParcel
from meetingdesk.app.sending.listing import send_list
from meetingdesk.app.sending.preparing import PackPlan, RecipientPlan, Wanted, plan_pack
from meetingdesk.domain.clocks import LONDON
from meetingdesk.domain.sending.addresses import on_the_wire
from meetingdesk.domain.sending.routes import Route
from meetingdesk.errors import LocationRefused

if TYPE_CHECKING:
    from reports.sending.packing import Packed, Parcel

MOST_PLACES = 3
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
LIST, TABLE = "who-gets-what.pdf", "who-gets-what.csv"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a pack is made, and where it and its pass phrases are put."""

    folder: Path
    """Where each pack gets a folder of its own."""
    phrases_folder: Path | None
    """Nothing where the files are plain: then there is no pass phrase."""
    store: Path | None
    made_on: date
    at: datetime
    by_server: bool
    answer_to: str = ""
    ending: str = "pdf"

    @property
    def is_plain(self) -> bool:
        """Whether the files open without a pass phrase."""
        return self.phrases_folder is None


@dataclass(frozen=True, slots=True)
class Stopped:
    """A recipient for whom nothing was made, and why; never the words that must not leave."""

    key: str
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack that lies in its own folder."""

    meeting_id: UUID
    parcels: tuple[MadeParcel, ...]
    stopped: tuple[Stopped, ...]
    is_whole: bool
    folder: Path | None = None
    """Where it lies; nothing where nothing was made."""


@dataclass
class Run:
    """A pack that is being made; only the lane looks into it."""

    plan: PackPlan
    manner: Manner
    phrases: dict[str, str]
    comes: Iterator[Packed]
    made: list[MadeParcel] = field(default_factory=list)
    stopped: list[Stopped] = field(default_factory=list)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[Stopped, ...] = ()
    """Who gets nothing because their files must be locked, and this pack is plain."""
    own: Path | None = None
    """The folder of this pack, once something lies in it."""

    @property
    def folder(self) -> Path:
        """The folder of this pack: nothing of an earlier one is ever overwritten."""
        if self.own is None:
            self.own = _new_folder(self.manner, self.plan.reference)
        return self.own

    @property
    def count(self) -> int:
        """How many recipients there are."""
        return len(self.plan.recipients)

    @property
    def done(self) -> int:
        """How many of them are through."""
        return len(self.made) + len(self.stopped)


def begin(reading: Any, meeting_id: UUID, wanted: tuple[Wanted, ...], manner: Manner, stop: Event) -> Run:
    """Plan a pack, and begin to make it."""
    from meetingdesk.app.documents.naming import passphrase_for_a_copy
    from reports.sending.pack import pack, workers_for

    _check_places(manner)
    left_out = _must_be_locked(reading, meeting_id, wanted, manner) if manner.is_plain else ()
    unlocked = {one.key for one in left_out}
    wanted = tuple(one for one in wanted if one.key not in unlocked)
    workers = workers_for(len(wanted))
    try:
        plan = plan_pack(reading, meeting_id, wanted, manner.made_on, manner.ending)
    except BaseException:
        if workers is not None:
            workers.close()
        raise
    phrases = {one.to.key: "" if manner.is_plain else passphrase_for_a_copy() for one in plan.recipients}
    parcels = [partial(_parcel, plan, one, phrases[one.to.key], manner) for one in plan.recipients]
    return Run(plan, manner, phrases, pack(parcels, stop.is_set, workers), left_out=left_out)


def go_on(_reading: Any, run: Run) -> Run | None:
    """Wait for one recipient's files and write them; nothing once all are through, or it was stopped."""
    from meetingdesk.app.saving import save_bytes

    came = next(run.comes, None)
    if came is None:
        return None
    one = next(plan for plan in run.plan.recipients if plan.to.key == came.key)
    if not came.is_whole:
        run.stopped.append(_stopped(one, came))
        return run
    for file in came.files:
        # A message holds its copies; without one the copies lie there themselves.
        if came.message is None or not file.is_copy:
            save_bytes(run.folder / file.name, file.content)
    run.names[came.key] = tuple(file.name for file in came.files if file.is_copy)
    run.made.append(_made(one, came, run))
    return run


def finish(_reading: Any, run: Run) -> MadePack:
    """Write the lists beside the files, and the pass phrases where they do not lie with them."""
    from meetingdesk.app.saving import save_bytes
    from reports.pdf.writer import write_pdf
    from reports.sending.lists import address_list, address_table, telephone_sheet

    plan, manner = run.plan, run.manner
    close = getattr(run.comes, "close", None)
    if close is not None:
        close()
    made = {one.to.key for one in run.made}
    recipients = [one for one in plan.recipients if one.to.key in made]
    if recipients:
        rows = [_addressed(one, run) for one in recipients]
        listed = write_pdf(address_list(rows, plan.reference, plan.marking)).content
        save_bytes(run.folder / LIST, listed)
        save_bytes(run.folder / TABLE, address_table(rows))
        if manner.phrases_folder is not None:
            told = [_told(one, run.phrases[one.to.key]) for one in recipients]
            sheet = write_pdf(telephone_sheet(told, plan.reference, plan.marking)).content
            save_bytes(manner.phrases_folder / f"telephone-sheet_{run.folder.name}.pdf", sheet)
    is_whole = run.done == run.count
    order = {one.to.key: one.number for one in plan.recipients}
    parcels = sorted(run.made, key=lambda one: order[one.to.key])
    stopped = (*run.stopped, *run.left_out)
    return MadePack(plan.meeting_id, tuple(parcels), stopped, is_whole, run.own)


def give_up(_reading: Any, run: Run) -> None:
    """Let the workers go: whoever asked has left."""
    close = getattr(run.comes, "close", None)
    if close is not None:
        close()


def _must_be_locked(
    reading: Any, meeting_id: UUID, wanted: tuple[Wanted, ...], manner: Manner
) -> tuple[Stopped, ...]:
    """Return those whose route is a locked file: nothing plain is ever made for them."""
    keys = {one.key for one in wanted}
    said = (
        "Only a locked file travels to this address.",
        "Take the tick from plain files and choose a folder for the telephone sheet, then prepare theirs.",
    )
    return tuple(
        Stopped(line.key, line.proposed.to.name, said)
        for line in send_list(reading, meeting_id, manner.made_on).lines
        if line.key in keys and line.route is Route.LOCKED_MAIL
    )


def _new_folder(manner: Manner, reference: str) -> Path:
    """Make the folder of a pack; where one of this name is there, it is another pack's."""
    stem = f"{_NOT_IN_NAMES.sub('-', reference)}_{manner.at.astimezone(LONDON):%Y%m%d-%H%M%S}"
    for number in count(1):
        folder = manner.folder / (stem if number == 1 else f"{stem}_{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        except OSError as problem:
            raise LocationRefused(
                "No folder can be made there for the pack.", hint="Choose another folder."
            ) from problem
        return folder
    raise AssertionError("numbers never end")


def _check_places(manner: Manner) -> None:
    from meetingdesk.app.saving import check_folder

    check_folder(manner.folder, manner.store)
    if manner.phrases_folder is None:
        return
    check_folder(manner.phrases_folder, manner.store)
    files, phrases = manner.folder.resolve(), manner.phrases_folder.resolve()
    if phrases.is_relative_to(files) or files.is_relative_to(phrases):
        raise LocationRefused(
            "The pass phrases must not lie with the files that they open.",
            hint="Choose another place for the telephone sheet, such as a folder of your own.",
        )


def _parcel(plan: PackPlan, one: RecipientPlan, phrase: str, manner: Manner) -> Parcel:
    from reports.documents import document
    from reports.sending.calendar import Event as CalendarEvent
    from reports.sending.calendar import calendar_of
    from reports.sending.messages import Letter, body_of, subject_of
    from reports.sending.packing import Parcel, Part

    names = tuple(copy.name for copy in one.copies)
    letter = None
    if one.route.is_mail:
        mark = plan.mark if one.is_marked else ""
        body = body_of(
            one.why,
            one.asked_to,
            names,
            is_locked=bool(phrase),
            answer_to=manner.answer_to,
            marking=plan.marking,
        )
        subject = subject_of(plan.marking, one.subject, plan.reference, mark)
        letter = Letter(on_the_wire(one.to.email), subject, body, one.message_id, manner.at)
    dates = [CalendarEvent(date.uid, date.summary, date.on, date.starts) for date in one.dates]
    return Parcel(
        one.to.key,
        one.number,
        tuple(Part(copy.name, document(copy.ready.kind, copy.copied)) for copy in one.copies),
        one.withheld,
        phrase,
        letter,
        f"{one.number:02}_{_NOT_IN_NAMES.sub('-', plan.reference)}.eml",
        calendar_of(dates, manner.at) if dates and letter is not None else b"",
        one.not_in_message,
    )


def _made(one: RecipientPlan, came: Packed, run: Run) -> MadeParcel:
    manner = run.manner
    files = [file for file in came.files if file.is_copy]
    copies = tuple(
        MadeCopy(copy.ready.version_id, copy.ready.kind, copy.copied.number, file.sha256, manner.ending)
        for copy, file in zip(one.copies, files, strict=True)
    )
    message = came.message
    return MadeParcel(
        one.to,
        one.route,
        copies,
        one.sees,
        one.message_id,
        str(run.folder / message.name) if message is not None else "",
        message.sha256 if message is not None else "",
        one.reason,
        by_server=manner.by_server and message is not None,
    )


def _stopped(one: RecipientPlan, came: Packed) -> Stopped:
    said = list(dict.fromkeys(hit.sentence for hit in came.hits)) or [came.failed]
    if len(said) > MOST_PLACES:
        said[MOST_PLACES:] = [f"And in {len(said) - MOST_PLACES} other places."]
    if came.hits:
        said.append("Take it out where it was typed, approve the document again, then prepare the pack.")
    return Stopped(one.to.key, one.to.name, tuple(said))


def _addressed(one: RecipientPlan, run: Run) -> Any:
    from reports.sending.lists import Addressed

    address = one.to.email if one.route.is_mail else ""
    files = run.names.get(one.to.key, ())
    return Addressed(one.number, one.to.name, one.to.worker, address, one.route.label, files, one.why)


def _told(one: RecipientPlan, phrase: str) -> Any:
    from reports.sending.lists import Told

    return Told(one.number, one.to.name, one.to.worker, one.to.telephone, phrase)
