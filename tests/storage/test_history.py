from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.people import Person
from meetingdesk.domain.rights import deeds_that_write
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import new_id
from meetingdesk.storage import history as history_module
from meetingdesk.storage.engine import open_postgres
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import TABLES, deed, history
from meetingdesk.storage.verify import Verified, verify
from tests.people import person_with
from tests.samples import ALL_DEEDS, add, changed, one_of_each
from tests.stores import PostgresServer

SCRIBE = person_with("minute_taker")
EVERYBODY = person_with("minute_taker", "chair", "coordinator")
ENTRY = TABLES[Entry]


def verified(store: Store) -> Verified:
    with store.reading(EVERYBODY) as reading:
        return verify(reading.connection)


def ops_of(store: Store) -> list[tuple[str, str]]:
    with store.reading(EVERYBODY) as reading:
        return [
            (row.table_name, row.op)
            for row in reading.rows(select(history.c.table_name, history.c.op).order_by(history.c.seq))
        ]


@pytest.fixture
def meeting(store: Store) -> Meeting:
    meeting = Meeting(reference="M-1", type_id="marac")
    add(store, meeting, *(Entry(meeting_id=meeting.id, text=f"Entry {number}") for number in range(3)))
    return meeting


def test_a_row_of_every_kind_leaves_its_coming_changing_and_going_in_the_history(store: Store) -> None:
    rows = one_of_each()
    left = {kind: [rows[kind]] for kind in ROWS}
    add(store, *rows.values())
    for work_of in (ALL_DEEDS, reversed(ALL_DEEDS)):
        for done in work_of:
            with store.work(EVERYBODY, done) as work:
                for kind in reversed(ROWS):
                    if done not in deeds_that_write(kind) or not left[kind]:
                        continue
                    last = left[kind].pop()
                    if (other := changed(last)) and last.version == 1:
                        left[kind].append(work.put(other))
                    else:
                        left[kind].append(last)
                work.commit("Change")
    with store.work(EVERYBODY, Deed.DISPOSE) as work:
        for kind in reversed(ROWS):
            if Deed.DISPOSE in deeds_that_write(kind):
                work.remove(left[kind].pop())
        for kind in reversed(ROWS):
            for row in left[kind]:
                work.connection.execute(delete(TABLES[kind]).where(TABLES[kind].c.id == row.id))
        work.commit("Remove")

    ops = ops_of(store)
    for kind in ROWS:
        expected = ["I", "U", "D"] if changed(rows[kind]) else ["I", "D"]
        assert [op for table, op in ops if table == kind.table] == expected
    assert verified(store).faults == ()


def test_the_history_tells_what_a_row_looked_like_without_what_is_empty(
    store: Store, meeting: Meeting
) -> None:
    with store.reading(SCRIBE) as reading:
        told = reading.rows(select(history.c.content).where(history.c.row_id == meeting.id))[0][0]

    assert '"M-1"' in told
    assert "held_on" not in told


def test_bulk_statements_inside_a_unit_of_work_are_caught_and_sealed(store: Store, meeting: Meeting) -> None:
    before = len(ops_of(store))

    with store.work(SCRIBE, Deed.RECORD) as work:
        work.connection.execute(update(ENTRY).values(section="risk"))
        work.connection.execute(
            insert(ENTRY).from_select(
                ["id", *(column.name for column in ENTRY.c if column.name != "id")],
                select(text(f"'{new_id().hex}'") if store.folder else text(f"'{new_id()}'::uuid"),
                       *(column for column in ENTRY.c if column.name != "id")).limit(1),
            )
        )  # fmt: skip
        work.connection.execute(delete(ENTRY).where(ENTRY.c.text == "Entry 2"))
        work.commit("In bulk")

    ops = ops_of(store)[before:]
    assert sorted(op for _, op in ops) in (["D", "I", "U", "U", "U"], ["D", "D", "I", "U", "U", "U"])
    assert {table for table, _ in ops} == {"entry"}
    assert verified(store).faults == ()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE entry SET text = 'Not said' WHERE text = 'Entry 0'", "outside MeetingDesk"),
        ("DELETE FROM entry WHERE text = 'Entry 1'", "outside MeetingDesk"),
        ("UPDATE meeting SET title = 'Another'", "outside MeetingDesk"),
    ],
)
def test_a_change_made_behind_the_back_is_named(
    store: Store, meeting: Meeting, statement: str, fault: str
) -> None:
    with store.engines.write.begin() as connection:
        connection.execute(text(statement))

    faults = verified(store).faults

    assert any(fault in found.what for found in faults)
    assert any(statement.split()[1].lower() in found.where or "entry" in found.where for found in faults)


def test_a_later_deed_does_not_adopt_what_was_slipped_in(store: Store, meeting: Meeting) -> None:
    with store.engines.write.begin() as connection:
        connection.execute(text("UPDATE entry SET text = 'Not said' WHERE text = 'Entry 0'"))
    store.note(SCRIBE, Deed.READ, "Open the store")
    add(store, Person())

    faults = verified(store).faults

    assert [fault.what for fault in faults] == ["changed outside MeetingDesk: it has no hash"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET content = 'x' WHERE seq = 1",
        "UPDATE history SET content = NULL WHERE seq = 1",
        "UPDATE history SET content = NULL, salt = NULL, mac = NULL WHERE seq = 1",
        "UPDATE history SET content = NULL, salt = NULL, deed_id = NULL WHERE seq = 1",
        "UPDATE history SET content = NULL, salt = NULL, op = 'U' WHERE seq = 1",
        "UPDATE history SET mac = NULL WHERE seq = 1",
        "DELETE FROM history WHERE seq = 1",
        "DELETE FROM history",
        "UPDATE deed SET label = 'x'",
        "UPDATE deed SET hash = hash",
        "DELETE FROM deed",
    ],
)
def test_sealed_history_and_deeds_are_neither_rewritten_nor_deleted(
    store: Store, meeting: Meeting, statement: str
) -> None:
    with pytest.raises(DatabaseError, match="the history is"), store.engines.write.begin() as connection:
        connection.execute(text(statement))

    assert verified(store).faults == ()


@pytest.mark.parametrize(
    "statement",
    [
        "REPLACE INTO history (seq, table_name, row_id, op) SELECT 1, table_name, row_id, 'D' FROM history",
        "REPLACE INTO deed SELECT * FROM deed",
    ],
)
def test_history_is_not_replaced_either(local_store: Store, statement: str) -> None:
    add(local_store, Person())

    with pytest.raises(DatabaseError, match="not rewritten"), local_store.engines.write.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("table", ["history", "deed", "entry"])
def test_no_table_is_emptied_past_its_triggers(team_store: Store, table: str) -> None:
    with pytest.raises(DatabaseError, match="one by one"), team_store.engines.write.begin() as connection:
        connection.execute(text(f"TRUNCATE {table} CASCADE"))


def test_disposal_takes_content_and_salt_away_and_the_chain_still_holds(
    store: Store, meeting: Meeting
) -> None:
    with store.work(EVERYBODY, Deed.DISPOSE) as work:
        gone = [row.id for row in work.find(Entry)]
        for row in work.find(Entry):
            work.remove(row)
        work.commit("Dispose")
    with store.work(EVERYBODY, Deed.DISPOSE) as work:
        work.connection.execute(
            update(history).where(history.c.row_id.in_(gone)).values(content=None, salt=None)
        )
        work.commit("Dispose of the history")

    found = verified(store)

    assert found.faults == ()
    assert found.disposed == 6
    with store.reading(SCRIBE) as reading:
        assert not any("Entry" in (row[0] or "") for row in reading.rows(select(history.c.content)))


def test_every_deed_says_who_when_at_which_device_and_why(store: Store) -> None:
    began = datetime.now(UTC)
    with store.work(SCRIBE, Deed.RECORD) as work:
        person = work.add(Person())
        work.reason = "Asked for"
        work.commit("Add person", subject_id=person.id)

    with store.reading(SCRIBE) as reading:
        (row,) = reading.rows(select(deed))
    assert began <= row.at <= datetime.now(UTC)
    assert (row.staff_id, row.device, row.kind, row.label, row.subject_id, row.reason, row.zone) == (
        SCRIBE.staff_id, "this-laptop", "record", "Add person", person.id, "Asked for", "Europe/London",
    )  # fmt: skip


WRITERS, EACH = 20, 5


def write_together(server: PostgresServer, store: Store) -> None:
    address = store.engines.write.url.render_as_string(hide_password=False)
    start = threading.Barrier(WRITERS)
    wrong: list[BaseException] = []

    def write() -> None:
        mine = Store(open_postgres(address))
        try:
            start.wait()
            for _ in range(EACH):
                with mine.work(SCRIBE, Deed.RECORD) as work:
                    work.add(Person(notes="Seen"))
                    work.commit("Add person")
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            wrong.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


@pytest.mark.postgres
def test_twenty_writers_at_once_leave_no_broken_link(
    team_store: Store, postgres_server: PostgresServer
) -> None:
    write_together(postgres_server, team_store)

    found = verified(team_store)

    assert found.faults == ()
    assert (found.deeds, found.changes) == (WRITERS * EACH, WRITERS * EACH)


@pytest.mark.postgres
def test_without_the_lock_twenty_writers_do_break_the_chain(
    team_store: Store, postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each writer takes a lock of its own, and the number of a deed may repeat: the control must fail.
    class EachItsOwn:
        def __format__(self, _spec: str) -> str:
            return str(int.from_bytes(os.urandom(4)))

    monkeypatch.setattr(history_module, "CHAIN_LOCK", EachItsOwn())
    with team_store.engines.write.begin() as connection:
        connection.execute(text("ALTER TABLE deed DROP CONSTRAINT deed_pkey"))

    write_together(postgres_server, team_store)

    assert any(
        "not as it was sealed" in fault.what or "missing" in fault.what
        for fault in verified(team_store).faults
    )


def test_a_row_whose_history_was_disposed_of_while_it_is_there_is_named(
    store: Store, meeting: Meeting
) -> None:
    with store.engines.write.begin() as connection:
        connection.execute(
            update(history).where(history.c.row_id == meeting.id).values(content=None, salt=None)
        )

    assert {fault.where for fault in verified(store).faults} == {
        f"meeting {meeting.id}",
        "history 1 (meeting)",
    }


def test_many_changes_of_one_row_are_each_told_in_order(store: Store, meeting: Meeting) -> None:
    for number in range(5):
        with store.work(SCRIBE, Deed.RECORD) as work:
            work.put(replace(work.get(Meeting, meeting.id), title=f"Title {number}"))
            work.commit("Change")

    with store.reading(SCRIBE) as reading:
        told = reading.rows(
            select(history.c.content).where(history.c.row_id == meeting.id).order_by(history.c.seq)
        )
        assert reading.rows(select(func.count()).select_from(deed))[0][0] == 6
    assert [f"Title {number}" in told[number + 1][0] for number in range(5)] == [True] * 5
