from __future__ import annotations

from datetime import date

import pytest

from meetingdesk.app.demo import demo_rows, fill_with_demo
from meetingdesk.domain.documents import FileReceived
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting, MeetingCase
from meetingdesk.domain.people import PersonName
from meetingdesk.errors import MeetingDeskError, NotAllowed
from meetingdesk.storage.blobs import read_content
from meetingdesk.storage.store import Store
from meetingdesk.storage.verify import verify
from tests.people import person_with

TODAY = date(2026, 11, 20)
PERSON = person_with("minute_taker", "chair", "coordinator")


def test_the_demonstration_fills_a_store_on_either_engine(store: Store) -> None:
    person = PERSON
    heard: list[tuple[int, int]] = []

    count = fill_with_demo(store, person, TODAY, lambda done, of: heard.append((done, of)))

    rows = tuple(demo_rows(TODAY))
    assert count == len(rows)
    assert heard[-1] == (count, count)
    with store.reading(person) as reading:
        meetings = reading.find(Meeting, held_on=TODAY, type_id="marac")
        assert reading.count(MeetingCase, meeting_id=meetings[0].id) == 18
        assert set(reading.find(Entry)) == {row for row in rows if isinstance(row, Entry)}
        hits = {hit.row_id for hit in reading.search("lukasz ")}
        assert [name.full for name in reading.find(PersonName, id=list(hits))] == ["Łukasz Próbny"]
        (file,) = reading.find(FileReceived)
        assert len(read_content(reading, file)) == file.size


def test_a_filled_store_verifies(local_store: Store) -> None:
    fill_with_demo(local_store, PERSON, TODAY)

    with local_store.reading(PERSON) as reading:
        assert not verify(reading.connection).faults


def test_the_demonstration_comes_into_a_store_once_or_not_at_all(local_store: Store) -> None:
    person = PERSON
    fill_with_demo(local_store, person, TODAY)

    with pytest.raises(MeetingDeskError):
        fill_with_demo(local_store, person, date(2026, 11, 23))

    with local_store.reading(person) as reading:
        assert reading.count(Meeting) == sum(isinstance(row, Meeting) for row in demo_rows(TODAY))


def test_nobody_files_what_their_role_does_not_let_them_see(local_store: Store) -> None:
    with pytest.raises(NotAllowed):
        fill_with_demo(local_store, person_with("minute_taker"), TODAY)

    with local_store.reading(PERSON) as reading:
        assert reading.count(Meeting) == 0
