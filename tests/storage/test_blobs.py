from __future__ import annotations

import pytest

from meetingdesk.domain.documents import FileReceived
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import StaleRecord
from meetingdesk.storage.blobs import keep_content, read_content
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import blob
from tests.people import person_with


def test_a_file_is_kept_once_and_read_back_by_those_who_see_its_row(store: Store) -> None:
    chair, reader = person_with("chair"), person_with("reader")
    with store.work(chair, Deed.RECORD) as work:
        meeting = work.add(Meeting(reference="M-1", type_id="icpc"))
        digests = {keep_content(work, b"report") for _ in range(2)}
        (digest,) = digests
        file = work.add(
            FileReceived(meeting_id=meeting.id, content_hash=digest, size=6, visibility=Visibility.V2)
        )
        work.commit("Receive file")

    with store.reading(chair) as reading:
        assert read_content(reading, file) == b"report"
        assert len(reading.rows(blob.select())) == 1
    with store.reading(reader) as reading, pytest.raises(StaleRecord):
        read_content(reading, file)
