from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, insert, select, text
from sqlalchemy.exc import ProgrammingError

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.keeping import verify_store
from meetingdesk.app.opening import open_team
from meetingdesk.domain.actions import Action
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.people import Person
from meetingdesk.domain.rights import deeds_that_write
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.shapes import field_names
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, NotAllowed
from meetingdesk.storage.store import Store
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.team_rights import change_statements, install_rights, login_statements
from tests.conftest import PostgresServer
from tests.people import person_with, roles

ROLES = ("minute_taker", "chair", "coordinator", "quality_checker", "reader")
CLASSES = tuple(Visibility)


def test_the_rights_on_each_row_follow_from_the_deeds_of_each_role(local_store: Store) -> None:
    for role in ROLES:
        person = person_with(role)
        for deed in Deed:
            if not person.may(deed):
                with pytest.raises(NotAllowed):
                    local_store.work(person, deed)
                continue
            for kind in ROWS:
                with local_store.work(person, deed) as work:
                    if deed in deeds_that_write(kind):
                        work._check_writes(kind)
                    else:
                        with pytest.raises(NotAllowed):
                            work._check_writes(kind)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_finds_its_classes_and_no_other_in_lists_figures_and_search(store: Store, role: str) -> None:
    author = person_with("chair")
    meeting = _meeting_with_an_entry_of_each_class(store, author.staff_id)
    person = person_with(role)

    with store.reading(person) as reading:
        listed = {entry.visibility for entry in reading.find(Entry, meeting_id=meeting.id)}
        counted = reading.count(Entry, meeting_id=meeting.id)
        found = reading.search("kettle ")
        parts = reading.count(EntryAbout)

    assert listed == set(person.sees)
    assert counted == len(found) == parts == len(person.sees)


def test_a_working_note_is_found_by_its_author_alone(store: Store) -> None:
    author, other = person_with("chair"), person_with("chair")
    meeting = _meeting_with_an_entry_of_each_class(store, author.staff_id)

    with store.reading(author) as mine, store.reading(other) as theirs:
        own = mine.find(Entry, meeting_id=meeting.id, visibility=Visibility.V5)
        foreign = theirs.find(Entry, meeting_id=meeting.id, visibility=Visibility.V5)
        hits = len(mine.search("kettle ")) - len(theirs.search("kettle "))

    assert len(own) == 1
    assert foreign == ()
    assert hits == 1


def test_nobody_marks_what_they_could_not_see_afterwards(store: Store) -> None:
    with store.work(person_with("minute_taker"), Deed.RECORD) as work:
        meeting = work.add(Meeting(reference="M-9", type_id="plo"))
        entry = Entry(meeting_id=meeting.id, text="kettle", visibility=Visibility.V3)

        with pytest.raises(NotAllowed, match="legal advice"):
            work.add(entry)


@pytest.fixture
def team(postgres_server: PostgresServer | None, team_store: Store) -> Iterator[Team]:
    assert postgres_server is not None
    team = Team(postgres_server, team_store)
    yield team
    team.close()


class Team:
    """A team's database with its rights installed and one login for each role."""

    def __init__(self, server: PostgresServer, store: Store) -> None:
        self._server, self._store = server, store
        self._name = str(store.engines.write.url.database)
        self.author = person_with("chair")
        self.logins = {role: f"{self._name}_{role}" for role in ROLES}
        with store.engines.write.begin() as connection:
            install_rights(connection, roles())
        with store.work(person_with("coordinator"), Deed.PEOPLE_AT_DESK) as work:
            staff = work.add_all(
                Staff(sign_in_name=login, name=role, roles=(role,)) for role, login in self.logins.items()
            )
            work.commit("Add people")
        with store.engines.write.begin() as connection:
            for one in staff:
                make, grant, _ = login_statements(one)
                connection.execute(text(make))
                connection.execute(text(grant))
        self.meeting = _meeting_with_an_entry_of_each_class(store, self.author.staff_id)

    def address(self, role: str) -> str:
        return self._server.address(self._name, user=self.logins[role])

    def close(self) -> None:
        with self._store.engines.write.begin() as connection:
            for login in self.logins.values():
                connection.execute(text(f'DROP OWNED BY "{login}"'))
                connection.execute(text(f'DROP ROLE "{login}"'))


@pytest.mark.postgres
def test_on_the_server_each_login_reads_and_writes_what_its_role_may_and_no_row_more(team: Team) -> None:
    for role in ROLES:
        person = person_with(role)
        engine = create_engine(team.address(role))
        try:
            with engine.connect() as connection:
                _check_reading(connection, person.sees)
                for kind in ROWS:
                    _check_writing(connection, kind, allowed=bool(deeds_that_write(kind) & person.does))
        finally:
            engine.dispose()


@pytest.mark.postgres
def test_on_the_server_a_bulk_statement_a_copy_and_a_view_leak_no_row(team: Team) -> None:
    engine = create_engine(team.address("reader"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            with raw.cursor().copy("COPY (SELECT visibility FROM entry) TO STDOUT") as copy:
                copied = {bytes(line).decode().strip() for line in copy}
            history = connection.execute(text("SELECT count(*) FROM history")).scalar()
            docs = connection.execute(
                text("SELECT count(*) FROM search_doc WHERE table_name='entry'")
            ).scalar()
            words_of = "SELECT count(*) FROM search_text WHERE words @@ CAST('kettle' AS tsquery)"
            words = connection.execute(text(words_of)).scalar()
            with pytest.raises(ProgrammingError, match="permission denied"):
                connection.execute(text("UPDATE entry SET text = 'x'"))
    finally:
        engine.dispose()

    assert copied == {"V0", "V1"}
    assert history == 0
    assert docs == words == 2


@pytest.mark.postgres
def test_a_minute_taker_works_through_their_own_login_and_the_chain_holds(team: Team) -> None:
    desk = open_team(team.address("minute_taker"))
    try:
        with desk.reading() as reading:
            entry = reading.find(Entry, visibility=Visibility.V1)[0]
        with desk.store.work(desk.person, Deed.RECORD) as work:
            work.put(replace(work.get(Entry, entry.id), text="kettle on the stove"))
            work.commit("Edit entry")
        with desk.reading() as reading:
            found = reading.search("stove ")
    finally:
        desk.close()

    assert [hit.row_id for hit in found] == [entry.id]


@pytest.mark.postgres
def test_on_the_server_nobody_signs_a_deed_with_another_name_or_verifies_a_part(team: Team) -> None:
    desk = open_team(team.address("chair"))
    try:
        other = replace(desk.person, staff_id=new_id())
        with pytest.raises(MeetingDeskError, match="does not include"):
            desk.store.note(other, Deed.READ, "Somebody else")
        with pytest.raises(NotAllowed, match="only a part"):
            verify_store(desk)
    finally:
        desk.close()


@pytest.mark.postgres
def test_on_the_server_an_action_gets_a_number_past_those_its_author_cannot_see(team: Team) -> None:
    hidden = Action(reference="", meeting_id=team.meeting.id, text="Advice", visibility=Visibility.V3)
    chair = open_team(team.address("chair"))
    chair.execute(AgreeAction(hidden))
    chair.close()
    taker = open_team(team.address("minute_taker"))
    action = Action(reference="", meeting_id=team.meeting.id, text="Visit")

    taker.execute(AgreeAction(action))

    with taker.reading() as reading:
        assert reading.get(Action, action.id).reference == "M-1-A02"
    taker.close()


@pytest.mark.postgres
def test_on_the_server_whose_time_ended_reads_and_writes_nothing_at_once(team: Team) -> None:
    engine = create_engine(team.address("minute_taker"))
    with team._store.work(person_with("coordinator"), Deed.PEOPLE_AT_DESK) as work:
        staff = work.find(Staff, sign_in_name=team.logins["minute_taker"])[0]
        work.put(replace(staff, is_active=False))
        work.commit("End")

    with engine.connect() as connection:
        seen = connection.execute(text("SELECT count(*) FROM person")).scalar()
        changed = connection.execute(text("UPDATE person SET label = 'x'")).rowcount
    engine.dispose()

    assert seen == changed == 0
    assert change_statements(replace(staff, is_active=False), roles())[-1].endswith("NOLOGIN")


@pytest.mark.postgres
def test_somebody_whose_time_ended_no_longer_gets_in(team: Team) -> None:
    with team._store.work(person_with("coordinator"), Deed.PEOPLE_AT_DESK) as work:
        staff = work.find(Staff, sign_in_name=team.logins["reader"])[0]
        work.put(replace(staff, is_active=False))
        work.commit("End")

    with pytest.raises(MeetingDeskError, match="no longer"):
        open_team(team.address("reader"))


def _check_reading(connection: Connection, sees: frozenset[Visibility]) -> None:
    table = TABLES[Entry]
    seen = set(connection.execute(select(table.c.visibility)).scalars())
    parts = connection.execute(text("SELECT count(*) FROM entry_about")).scalar()
    assert seen == set(sees)
    assert parts == len(sees)


def _check_writing(connection: Connection, kind: type[Row], *, allowed: bool) -> None:
    table = TABLES[kind]
    with connection.begin_nested() as attempt:
        statements = (table.delete().where(table.c.id == new_id()), table.update().values(version=1))
        for statement in statements:
            if allowed:
                connection.execute(statement)
            else:
                with (
                    pytest.raises(ProgrammingError, match="permission denied"),
                    connection.begin_nested(),
                ):
                    connection.execute(statement)
        attempt.rollback()


def _meeting_with_an_entry_of_each_class(store: Store, author_id: Any) -> Meeting:
    author = replace(person_with("chair"), staff_id=author_id)
    with store.work(author, Deed.RECORD) as work:
        meeting = work.add(Meeting(reference="M-1", type_id="marac"))
        person = work.add(Person(label="Somebody"))
        for visibility in CLASSES:
            own = {"author_id": None}
            entry = work.add(
                Entry(meeting_id=meeting.id, text=f"kettle {visibility}", visibility=visibility, **own)
                if visibility is not Visibility.V5
                else Entry(
                    meeting_id=meeting.id,
                    text="kettle note",
                    visibility=visibility,
                    author_id=_staff(work, author_id),
                )
            )
            work.add(EntryAbout(entry_id=entry.id, person_id=person.id))
        work.commit("Prepare")
    return meeting


def _staff(work: Any, staff_id: Any) -> Any:
    row = Staff(id=staff_id, sign_in_name=f"author {staff_id}", name="Author", roles=("chair",))
    work.connection.execute(
        insert(TABLES[Staff]).values({name: getattr(row, name) for name in field_names(Staff)})
    )
    return staff_id
