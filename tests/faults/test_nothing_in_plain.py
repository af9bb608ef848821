from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.keeping import back_up_store
from meetingdesk.app.rows import AddRows, RemoveRow, change
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.families import Family
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Address, Person, PersonName
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.stores import CHEAP_KEY, open_copy

CANARIES = [f"canary{number:02d}quartz" for number in range(50)]


def _fill(desk: Desk) -> Entry:
    person, meeting = (
        Person(label=CANARIES[0], notes=CANARIES[1]),
        Meeting(reference=CANARIES[2], type_id="x"),
    )
    agency = Agency(name=CANARIES[3])
    desk.execute(
        AddRows(
            (
                agency,
                Professional(name=CANARIES[4], agency_id=agency.id),
                person,
                PersonName(person_id=person.id, full=CANARIES[5]),
                Address(person_id=person.id, lines=CANARIES[6], postcode="ZZ1 1ZZ"),
                Family(reference=CANARIES[7], alert=CANARIES[8]),
                meeting,
            )
        )
    )
    entries = [Entry(meeting_id=meeting.id, text=canary) for canary in CANARIES[9:]]
    for entry in entries:
        desk.execute(AddRows((entry,)))
    return entries[0]


def _found_in(*folders: Path) -> set[str]:
    found = set()
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                data = file.read_bytes().lower()
                for canary in CANARIES:
                    forms = (canary.encode(), canary.encode("utf-16-le"), canary.encode("utf-16-be"))
                    if any(form in data for form in forms) or canary in file.name.lower():
                        found.add(canary)
    return found


def test_no_word_stands_in_plain_in_store_log_backup_or_temporary_folder(
    template_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch, folder = tmp_path / "tmp", tmp_path / "store"
    scratch.mkdir()
    for variable in ("TMPDIR", "SQLITE_TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(variable, str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    shutil.copytree(template_folder, folder)
    desk = Desk(open_copy(folder, CHEAP_KEY), person_with("minute_taker", "coordinator"))
    entry = _fill(desk)
    desk.execute(change(entry, text=f"{entry.text} again"))
    desk.undo()
    with desk.reading() as reading:
        assert len(reading.search(CANARIES[20])) == 1
        assert reading.count(Entry) == 41
    back_up_store(desk)

    while_open = _found_in(folder, scratch)
    names = {file.name for file in folder.rglob("*")}
    desk.close()

    assert {"store.db", "store.db-wal", "store.db-shm"} <= names
    assert while_open == set()
    assert _found_in(folder, scratch) == set()


def test_an_error_of_the_driver_repeats_no_word_of_the_record(local_store: Store) -> None:
    desk = Desk(local_store, person_with("minute_taker"))
    meeting = Meeting(reference=CANARIES[0], type_id="x")
    desk.execute(AddRows((meeting,)))
    said = []

    for wrong in (
        AddRows((Meeting(reference=CANARIES[0], type_id=CANARIES[1]),)),
        AddRows((Entry(meeting_id=Person().id, text=CANARIES[2]),)),
        AddRows((Entry(meeting_id=meeting.id, text=CANARIES[3] * 3_000),)),
        RemoveRow(Meeting, Person().id),
    ):
        with pytest.raises(MeetingDeskError) as caught:
            desk.execute(wrong)
        assert caught.value.__suppress_context__ or caught.value.__context__ is None
        said.append(f"{caught.value} {caught.value.hint} {caught.value!r}")

    assert not any(canary in text.lower() for text in said for canary in CANARIES)
