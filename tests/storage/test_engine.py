from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from meetingdesk.domain.people import Person
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import DamagedStore, MeetingDeskError, NotAllowed, StorageProblem, StoreBusy
from meetingdesk.storage import engine
from meetingdesk.storage.engine import STORE_FILE, connect_raw, open_postgres, open_sqlcipher, postgres_url
from meetingdesk.storage.keys import DataKey
from meetingdesk.storage.problems import UnexpectedStorageError, explained
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.samples import add
from tests.stores import CHEAP_KEY

WRONG_KEY = DataKey(bytes(32))
SCRIBE = person_with("minute_taker")


@pytest.fixture
def folder(template_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(template_folder, tmp_path / "store")
    return tmp_path / "store"


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("busy_timeout", 5000),
    ],
)
def test_every_writing_connection_has_the_settings_that_keep_a_record_safe(
    local_store: Store, pragma: str, expected: object
) -> None:
    with local_store.engines.write.connect() as connection:
        found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()

    assert (found or 0) == expected


def test_the_build_encrypts_and_carries_an_sqlite_that_does_not_damage_its_log(local_store: Store) -> None:
    with local_store.engines.write.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cipher_version").scalar()
        version = str(connection.exec_driver_sql("SELECT sqlite_version()").scalar())
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_the_search_index_deletes_securely_too(local_store: Store) -> None:
    with local_store.engines.write.connect() as connection:
        assert (
            connection.execute(text("SELECT v FROM search_text_config WHERE k = 'secure-delete'")).scalar()
            == 1
        )


def test_the_file_begins_with_nothing_that_can_be_read(folder: Path) -> None:
    assert not (folder / STORE_FILE).read_bytes().startswith(b"SQLite")


def test_a_build_with_an_older_sqlite_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "OLDEST_SQLITE", (99, 0, 0))

    with pytest.raises(StorageProblem, match="can damage a store"):
        connect_raw(folder / STORE_FILE, CHEAP_KEY)


def test_a_store_that_is_not_encrypted_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / STORE_FILE)
    plain.execute("CREATE TABLE person (name)")
    plain.commit()
    plain.close()
    before = (tmp_path / STORE_FILE).read_bytes()

    for write in (True, False):
        with pytest.raises(StorageProblem, match="not encrypted"):
            connect_raw(tmp_path / STORE_FILE, CHEAP_KEY, write=write)

    assert (tmp_path / STORE_FILE).read_bytes() == before


def test_a_file_that_the_right_key_does_not_open_is_named_damaged(folder: Path) -> None:
    with pytest.raises(DamagedStore, match="damaged"):
        connect_raw(folder / STORE_FILE, WRONG_KEY)


@pytest.mark.parametrize("place", [0, 15, 16, 100, 2_000, 4_090])
def test_damage_in_the_first_page_is_named(folder: Path, place: int) -> None:
    file = folder / STORE_FILE
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)

    with pytest.raises(DamagedStore) as caught:
        connect_raw(file, CHEAP_KEY)

    assert "passphrase is right" in str(caught.value)
    assert "backup" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"\0" * 8192, b"not a database at all", bytes(range(256)) * 64])
def test_what_was_never_a_store_opens_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / STORE_FILE).write_bytes(content)

    if not content:
        connect_raw(tmp_path / STORE_FILE, CHEAP_KEY).close()
        return
    with pytest.raises(DamagedStore):
        connect_raw(tmp_path / STORE_FILE, CHEAP_KEY)


def test_a_folder_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="cannot be opened"):
        connect_raw(tmp_path / "nowhere" / STORE_FILE, CHEAP_KEY)


def test_the_reading_engine_cannot_write(store: Store) -> None:
    with (
        store.engines.read.connect() as connection,
        pytest.raises((StorageProblem, UnexpectedStorageError)),
        explained(),
    ):
        connection.execute(text("DELETE FROM person"))


def test_reading_goes_on_while_somebody_writes(store: Store) -> None:
    add(store, Person(label="Seen"))
    with store.work(SCRIBE, Deed.RECORD) as work, store.reading(SCRIBE) as reading:
        work.add(Person(label="Not seen yet"))
        assert [person.label for person in reading.find(Person)] == ["Seen"]


def test_a_store_held_by_another_program_is_told_as_busy(
    local_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert local_store.folder
    monkeypatch.setattr(engine, "SETTINGS", (*engine.SETTINGS, "busy_timeout=10"))
    other = Store(open_sqlcipher(local_store.folder, CHEAP_KEY))
    try:
        with (
            local_store.work(SCRIBE, Deed.RECORD),
            pytest.raises(StoreBusy, match="Another program"),
            other.work(SCRIBE, Deed.RECORD),
        ):
            pass
    finally:
        other.close()


@pytest.mark.parametrize("url", ["not a url", "mysql://x/y", "sqlite:///x.db", ""])
def test_only_the_address_of_a_postgresql_database_is_taken(url: str) -> None:
    with pytest.raises(MeetingDeskError) as caught:
        postgres_url(url)

    assert "postgresql://" in caught.value.hint


def test_a_server_that_cannot_be_reached_is_told_as_such(tmp_path: Path) -> None:
    engines = open_postgres(f"postgresql://ada@/x?host={tmp_path}")

    with pytest.raises(StorageProblem, match="cannot be reached"), Store(engines).reading(SCRIBE):
        pass
    engines.close()


@pytest.mark.postgres
def test_an_older_server_is_refused(team_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "OLDEST_POSTGRES", 990000)
    team_store.engines.close()

    with pytest.raises(StorageProblem, match="older than version"), team_store.work(SCRIBE, Deed.RECORD):
        pass


@pytest.mark.postgres
def test_a_role_without_the_right_is_told_so(team_store: Store) -> None:
    with team_store.engines.write.connect() as connection:
        transaction = connection.begin()
        connection.execute(text("SET LOCAL ROLE pg_monitor"))
        with pytest.raises(NotAllowed), explained():
            connection.execute(text("DELETE FROM person"))
        transaction.rollback()
