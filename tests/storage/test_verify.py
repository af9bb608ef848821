from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, text

from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person
from meetingdesk.domain.roles import Deed
from meetingdesk.storage.store import Store
from meetingdesk.storage.verify import Verified, verify
from tests.people import person_with
from tests.samples import add

SCRIBE = person_with("minute_taker")
DEEDS = 10


@pytest.fixture
def store_with_a_past(store: Store) -> tuple[Store, Verified]:
    meeting = Meeting(reference="M-1", type_id="marac")
    entries = [Entry(meeting_id=meeting.id, text=f"Entry {number}") for number in range(4)]
    add(store, meeting)
    add(store, *entries)
    for number in range(4):
        with store.work(SCRIBE, Deed.RECORD) as work:
            work.put(replace(work.get(Entry, entries[number].id), text=f"Changed {number}"))
            work.commit("Change")
    with store.work(SCRIBE, Deed.RECORD) as work:
        work.remove(work.get(Entry, entries[3].id))
        work.commit("Remove")
    store.note(SCRIBE, Deed.READ, "Open the store", reason="Asked for")
    add(store, Person(label="Somebody"), Person(label="Somebody else"))
    add(store, Person(label="A third"))
    with store.reading(SCRIBE) as reading:
        whole = verify(reading.connection)
    assert whole.faults == ()
    assert (whole.deeds, whole.changes) == (DEEDS, 13)
    return store, whole


def without_guards(connection: Connection) -> None:
    """Whoever holds the key, or owns the database, can take the guards away; verify must not need them."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        return
    there = text(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' "
        "AND tbl_name IN ('history', 'deed', 'meeting', 'entry', 'person')"
    )
    for (name,) in connection.execute(there).all():
        connection.execute(text(f"DROP TRIGGER {name}"))
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))


EDITS_OF_DEEDS = [
    f"UPDATE deed SET {change} WHERE id = {number}"
    for number in (1, 5, DEEDS)
    for change in (
        "label = 'Another'",
        "kind = 'seal'",
        "zone = 'Europe/Paris'",
        "device = 'elsewhere'",
        "reason = 'Invented'",
        "hash = (SELECT hash FROM deed WHERE id = 3)",
        "staff_id = (SELECT row_id FROM history WHERE seq = 1)",
        "subject_id = (SELECT row_id FROM history WHERE seq = 1)",
        "at = (SELECT at FROM deed WHERE id = 2)",
    )
]
EDITS_OF_HISTORY = [
    f"UPDATE history SET {change} WHERE seq = {number}"
    for number in (1, 6, 9, 13)
    for change in (
        "content = '{}'",
        "content = NULL",
        "op = 'X'",
        "table_name = 'agency'",
        "row_id = (SELECT row_id FROM history WHERE seq = 2)",
        "deed_id = 7",
        "deed_id = NULL",
        "mac = NULL",
        "mac = (SELECT mac FROM history WHERE seq = 3)",
        "salt = (SELECT salt FROM history WHERE seq = 3)",
        "salt = NULL, content = '{\"forged\": true}'",
    )
]
DELETIONS = [
    *(f"DELETE FROM deed WHERE id = {number}" for number in range(1, DEEDS + 1)),
    *(f"DELETE FROM history WHERE seq = {number}" for number in range(1, 14)),
    "DELETE FROM history",
    "DELETE FROM deed",
    "DELETE FROM deed; DELETE FROM history",
]
PAIRS = (
    *(("deed", "id", 2, 3), ("deed", "id", 1, DEEDS), ("deed", "id", 4, 9)),
    *(("history", "seq", 2, 3), ("history", "seq", 1, 13), ("history", "seq", 6, 7)),
)
SWAPS = [
    f"UPDATE {table} SET {key} = -1 WHERE {key} = {a}; UPDATE {table} SET {key} = {a} WHERE {key} = {b}; "
    f"UPDATE {table} SET {key} = {b} WHERE {key} = -1"
    for table, key, a, b in PAIRS
]
DEED = "at, zone, staff_id, device, kind, label, subject_id, reason, hash"
HISTORY = "table_name, row_id, op, content, deed_id, salt, mac"
INSERTIONS = [
    f"INSERT INTO history (seq, {HISTORY}) SELECT 14, {HISTORY} FROM history WHERE seq = 1",
    f"INSERT INTO history (seq, {HISTORY}) SELECT 14, {HISTORY} FROM history WHERE seq = 5",
    *(f"INSERT INTO deed SELECT {number}, {DEED} FROM deed WHERE id = 5" for number in (11, 99)),
]
ROWS_BEHIND_THE_BACK = [
    "UPDATE entry SET text = 'Never said' WHERE text = 'Changed 1'",
    "UPDATE entry SET version = 9 WHERE text = 'Changed 1'",
    "UPDATE meeting SET title = 'Another'",
    "DELETE FROM entry WHERE text = 'Changed 2'",
    "DELETE FROM person",
    "UPDATE person SET label = 'Nobody' WHERE label = 'A third'",
]
# The row, its history and the salt, so that only the missing salt could give it away.
FORGED = (
    "UPDATE entry SET text = 'Never said' WHERE text = 'Changed 1'; "
    "UPDATE history SET salt = NULL, content = replace(content, 'Changed 1', 'Never said') "
    "WHERE content LIKE '%Changed 1%'"
)
FORGERIES = [FORGED, "UPDATE history SET salt = NULL, content = NULL WHERE content LIKE '%Changed 1%'"]
TAMPERINGS = [
    *(*EDITS_OF_DEEDS, *EDITS_OF_HISTORY, *DELETIONS, *SWAPS),
    *(*INSERTIONS, *ROWS_BEHIND_THE_BACK, *FORGERIES),
]
NO_CHANGE = {
    "UPDATE history SET deed_id = 7 WHERE seq = 9",  # it was sealed under that one
    "UPDATE history SET row_id = (SELECT row_id FROM history WHERE seq = 2) WHERE seq = 6",  # as it was
}


def tampered(store: Store, statements: str, **expected: Any) -> Verified:
    with store.engines.write.connect() as connection:
        transaction = connection.begin()
        without_guards(connection)
        for statement in statements.split("; "):
            connection.execute(text(statement.replace(":", r"\:")))
        found = verify(connection, **expected)
        transaction.rollback()
    return found


def test_every_tampering_is_found(store_with_a_past: tuple[Store, Verified]) -> None:
    store, whole = store_with_a_past
    told = {"expected_head": whole.head, "expected_deeds": whole.deeds}

    # The codes and links are the same on both engines, so the slower one tries every fourth.
    cases = TAMPERINGS if store.folder else TAMPERINGS[::4]

    missed = [case for case in cases if not tampered(store, case, **told).faults]

    assert len(TAMPERINGS) >= 100
    assert set(missed) <= NO_CHANGE
    with store.reading(SCRIBE) as reading:
        assert verify(reading.connection, **told).faults == ()


CUT_OFF = (
    f"DELETE FROM deed WHERE id > {DEEDS - 1}; DELETE FROM history WHERE deed_id > {DEEDS - 1}; "
    "DELETE FROM person WHERE label = 'A third'"
)


def test_a_cut_off_end_shows_against_the_head_or_the_number_written_down(
    store_with_a_past: tuple[Store, Verified],
) -> None:
    store, whole = store_with_a_past

    # In itself the chain holds; only the search knows of a person too many.
    assert {fault.where for fault in tampered(store, CUT_OFF).faults} == {"search"}
    assert "written down" in tampered(store, CUT_OFF, expected_head=whole.head).faults[0].what
    assert "its end is missing" in tampered(store, CUT_OFF, expected_deeds=whole.deeds).faults[0].what


def test_a_head_written_down_earlier_is_still_found_in_a_longer_chain(
    store_with_a_past: tuple[Store, Verified],
) -> None:
    store, whole = store_with_a_past
    add(store, Person())

    with store.reading(SCRIBE) as reading:
        found = verify(reading.connection, expected_head=whole.head, expected_deeds=whole.deeds)

    assert found.faults == ()
    assert found.deeds == whole.deeds + 1


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE deed SET label = 'x' WHERE id = 4", "deed 4", "not as it was sealed"),
        ("DELETE FROM deed WHERE id = 4", "deed 4", "not there"),
        ("UPDATE history SET content = 'x' WHERE seq = 2", "history 2 (entry)", "not what was sealed"),
        ("UPDATE meeting SET title = 'x'", "meeting ", "not what the history says"),
        ("DELETE FROM person WHERE label = 'A third'", "person ", "gone, and the history does not say so"),
        ("UPDATE history SET op = 'D' WHERE seq = 1", "meeting ", "says that it was removed"),
    ],
)
def test_what_is_wrong_is_named(
    store_with_a_past: tuple[Store, Verified], statement: str, where: str, what: str
) -> None:
    faults = tampered(store_with_a_past[0], statement).faults

    assert any(fault.where.startswith(where) and what in fault.what for fault in faults)


def test_verify_tells_what_it_is_doing_and_repeats_no_word_of_the_record(
    store_with_a_past: tuple[Store, Verified],
) -> None:
    told: list[str] = []
    store, _ = store_with_a_past

    with store.reading(SCRIBE) as reading:
        verify(reading.connection, progress=told.append)

    assert told == ["the file", "the history", "the chain", "the rows"]
    for case in TAMPERINGS[-4:]:
        assert not any(word in str(tampered(store, case)) for word in ("Never", "Changed", "Somebody"))
