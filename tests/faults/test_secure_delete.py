from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import text, update

from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.storage import engine
from meetingdesk.storage.engine import STORE_FILE
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import history
from tests.people import person_with
from tests.stores import CHEAP_KEY, open_copy

EVERYBODY = person_with("minute_taker", "chair")
CANARY = "zzyquartzfinch"
FRAGMENT = b"quartzfinch"
"""The index may keep only the end of a word that begins like the one before it."""

PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16


def deciphered(file: Path) -> bytes:
    """Return every page of a store in plain, those that are free and those no table knows included."""
    content = file.read_bytes()
    assert len(content) % PAGE == 0
    plain = []
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        first = SALT if start == 0 else 0
        nonce = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        reader = Cipher(algorithms.AES(CHEAP_KEY.raw()), modes.CBC(nonce)).decryptor()
        plain.append(reader.update(page[first : PAGE - RESERVED]) + reader.finalize())
    return b"".join(plain)


@pytest.fixture
def folder(template_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(template_folder, tmp_path / "store")
    return tmp_path / "store"


def record_and_dispose(store: Store) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    entries = [
        Entry(meeting_id=meeting.id, text=f"{CANARY} {number} " + "and so on " * (number * 40))
        for number in range(25)
    ]
    with store.work(EVERYBODY, Deed.RECORD) as work:
        work.add_all([meeting, *entries])
        work.commit("Add")
    with store.work(EVERYBODY, Deed.RECORD) as work:
        for entry in entries[:5]:
            work.put(Entry(id=entry.id, meeting_id=meeting.id, text=f"{CANARY} again"))
        work.commit("Change")
    with store.work(EVERYBODY, Deed.DISPOSE) as work:
        for entry in work.find(Entry):
            work.remove(entry)
        work.connection.execute(
            update(history)
            .where(history.c.table_name == "entry", history.c.deed_id.is_not(None))
            .values(content=None, salt=None)
        )
        work.commit("Dispose")


def test_what_was_written_can_be_found_in_the_deciphered_pages(folder: Path) -> None:
    store = open_copy(folder, CHEAP_KEY)
    with store.work(EVERYBODY, Deed.RECORD) as work:
        work.add(Meeting(reference="M-1", type_id="marac", title=CANARY))
        work.commit("Add")
    store.close()

    plain = deciphered(folder / STORE_FILE)

    # In the row, in the history, in the search's own copy and in its index.
    assert plain.count(FRAGMENT) >= 4
    assert FRAGMENT not in (folder / STORE_FILE).read_bytes()


def test_what_was_disposed_of_is_in_no_page_free_page_or_index(folder: Path) -> None:
    store = open_copy(folder, CHEAP_KEY)
    record_and_dispose(store)
    with store.reading(EVERYBODY) as reading:
        assert reading.search(CANARY) == ()
    store.close()

    assert deciphered(folder / STORE_FILE).count(FRAGMENT) == 0


def test_without_the_first_switch_disposed_words_do_stay(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SETTINGS", (*engine.SETTINGS, "secure_delete=OFF"))
    store = open_copy(folder, CHEAP_KEY)
    record_and_dispose(store)
    store.close()

    assert deciphered(folder / STORE_FILE).count(FRAGMENT) > 0


def test_without_the_switch_of_the_index_disposed_words_do_stay(folder: Path) -> None:
    store = open_copy(folder, CHEAP_KEY)
    with store.engines.write.begin() as connection:
        connection.execute(text("INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 0)"))
    record_and_dispose(store)
    store.close()

    assert deciphered(folder / STORE_FILE).count(FRAGMENT) > 0
