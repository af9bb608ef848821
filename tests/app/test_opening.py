from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.app.opening import (
    FirstPerson,
    create_store,
    found_team,
    open_team,
    person_at_desk,
    read_setting,
    unlock_store,
    unlock_with_recovery,
)
from meetingdesk.app.rows import AddRows
from meetingdesk.app.staff import AddStaff, ChangeStaff, list_staff
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.families import Family
from meetingdesk.domain.roles import Deed
from meetingdesk.errors import (
    DamagedStore,
    DefinitionError,
    LocationRefused,
    MeetingDeskError,
    NotAllowed,
    StorageProblem,
    WrongPassphrase,
)
from meetingdesk.storage import keyslots
from meetingdesk.storage.engine import STORE_FILE
from meetingdesk.storage.tables import deed
from tests.conftest import PostgresServer, leave_out_postgres
from tests.stores import CHEAP

FIRST = FirstPerson("ada", "Ada Test", ("minute_taker",))
WORDS = "kettle meadow lantern orbit"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "here" / "store"


def test_a_new_store_opens_with_its_passphrase_and_with_its_recovery_key(folder: Path) -> None:
    desk, recovery_key = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.execute(AddRows((Family(reference="M-2026-001"),)))
    desk.close()

    by_words = unlock_store(folder, WORDS, "ada")
    with by_words.reading() as reading:
        families = reading.find(Family)
        nation = read_setting(reading, "nation")
    by_words.close()
    by_key = unlock_with_recovery(folder, recovery_key)
    by_key.close()

    assert [family.reference for family in families] == ["M-2026-001"]
    assert nation == "ENG"
    assert by_words.person.name == by_key.person.name == "Ada Test"


def test_the_first_person_can_always_let_others_sit_down(folder: Path) -> None:
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.close()

    assert desk.person.roles == ("minute_taker", "coordinator")
    assert desk.person.may(Deed.PEOPLE_AT_DESK)


def test_every_opening_stands_in_the_chain_with_its_person(folder: Path) -> None:
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.close()
    desk = unlock_store(folder, WORDS)

    with desk.reading() as reading:
        labels = [row.label for row in reading.rows(deed.select().order_by(deed.c.id))]
        people = {row.staff_id for row in reading.rows(deed.select())}
    desk.close()

    assert labels == ["First person at the desk", "Make the store", "Open the store"]
    assert people == {desk.person.staff_id}


def test_a_store_is_never_made_over_another(folder: Path) -> None:
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.close()
    before = (folder / STORE_FILE).read_bytes()

    with pytest.raises(MeetingDeskError, match="already a store"):
        create_store(folder, FIRST, "other words here now", cost=CHEAP)

    assert (folder / STORE_FILE).read_bytes() == before


def test_a_wrong_passphrase_and_a_damaged_file_are_told_apart_and_nothing_offers_to_erase(
    folder: Path,
) -> None:
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.close()

    with pytest.raises(WrongPassphrase) as wrong:
        unlock_store(folder, "not these words at all")
    data = bytearray((folder / STORE_FILE).read_bytes())
    data[100:200] = bytes(100)
    (folder / STORE_FILE).write_bytes(data)
    with pytest.raises(DamagedStore) as damaged:
        unlock_store(folder, WORDS)

    for caught in (wrong, damaged):
        said = f"{caught.value} {caught.value.hint}".lower()
        assert not any(word in said for word in ("erase", "delete", "start again", "new store", "reset"))
    assert "passphrase is right" in str(damaged.value)


def test_a_store_that_lost_its_file_is_not_taken_for_a_new_one(folder: Path) -> None:
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.close()
    (folder / STORE_FILE).unlink()

    with pytest.raises(MeetingDeskError, match="its file is not"):
        unlock_store(folder, WORDS)

    assert not (folder / STORE_FILE).exists()


def test_a_plain_database_in_the_place_of_the_store_is_refused(folder: Path) -> None:
    import sqlite3

    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.close()
    for suffix in ("", "-wal", "-shm"):
        (folder / (STORE_FILE + suffix)).unlink(missing_ok=True)
    plain = sqlite3.connect(folder / STORE_FILE)
    plain.execute("CREATE TABLE t (x)")
    plain.close()

    with pytest.raises((DamagedStore, StorageProblem)):
        unlock_store(folder, WORDS)


def test_a_second_person_has_a_keyslot_and_roles_of_their_own(folder: Path) -> None:
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    reader = Staff(sign_in_name="ben", name="Ben Test", roles=("reader",))
    assert desk.store.key is not None
    keyslots.add_person(folder, desk.store.key, reader.id, "ben", "four other plain words", CHEAP)
    desk.execute(AddStaff(reader))
    desk.close()

    desk = unlock_store(folder, "four other plain words")
    with pytest.raises(NotAllowed):
        desk.execute(AddRows((Family(reference="M-1"),)))
    desk.close()

    assert desk.person.name == "Ben Test"
    assert desk.undo_state.undo_label is None


def test_somebody_whose_time_ended_opens_nothing_and_one_keeper_always_stays(folder: Path) -> None:
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    with desk.reading() as reading:
        (ada,) = list_staff(reading)

    with pytest.raises(MeetingDeskError, match="Nobody would be left"):
        desk.execute(ChangeStaff(ada.id, ("minute_taker",)))
    with pytest.raises(DefinitionError):
        desk.execute(ChangeStaff(ada.id, ("wizard",)))
    desk.execute(AddStaff(Staff(sign_in_name="ben", name="Ben", roles=("coordinator",))))
    desk.execute(ChangeStaff(ada.id, ada.roles, is_active=False))
    desk.close()

    with pytest.raises(NotAllowed, match="no longer"):
        unlock_store(folder, WORDS)


def test_rights_are_those_of_all_roles_together() -> None:
    person = person_at_desk(Staff(sign_in_name="x", name="X", roles=("reader", "quality_checker")))

    assert person.may(Deed.QUALITY_CHECK)
    assert not person.may(Deed.RECORD)
    assert len(person.sees) == 3


@pytest.mark.postgres
def test_an_empty_database_becomes_a_teams_and_opens_by_its_login(
    postgres_server: PostgresServer | None,
) -> None:
    if postgres_server is None:
        leave_out_postgres()
    with postgres_server.empty_database() as url:
        desk = found_team(url, FirstPerson("postgres", "Ada Test"))
        desk.close()
        with pytest.raises(MeetingDeskError, match="already belongs"):
            found_team(url, FIRST)
        desk = open_team(url)
        desk.close()

    assert desk.person.name == "Ada Test"


def test_an_address_that_is_no_team_database_is_explained() -> None:
    with pytest.raises(MeetingDeskError, match="Only PostgreSQL"):
        open_team("mysql://server.example/x")
    with pytest.raises(StorageProblem, match="cannot be reached"):
        open_team("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")


def test_a_making_that_failed_or_was_interrupted_leaves_nothing_that_stands_in_the_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StorageProblem("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr("meetingdesk.app.opening._found", fail)
        with pytest.raises(StorageProblem):
            create_store(folder, FIRST, WORDS, cost=CHEAP)
    assert list(folder.iterdir()) == []
    with monkeypatch.context() as killed:
        killed.setattr("meetingdesk.app.opening._found", fail)
        killed.setattr("meetingdesk.app.opening._clear", lambda _: None)
        with pytest.raises(StorageProblem):
            create_store(folder, FIRST, WORDS, cost=CHEAP)
    with pytest.raises(MeetingDeskError, match="no store in this folder"):
        unlock_store(folder, WORDS)
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.close()

    unlock_store(folder, WORDS).close()


def test_a_store_that_was_moved_to_a_bad_place_is_not_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = create_store(folder, FIRST, WORDS, cost=CHEAP)
    desk.close()
    (folder / ".dropbox").write_bytes(b"")

    with pytest.raises(LocationRefused):
        unlock_store(folder, WORDS)
