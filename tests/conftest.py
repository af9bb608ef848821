from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from meetingdesk.app.desk import Desk
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.stores import CHEAP_KEY, PostgresServer, make_template, open_copy

NO_SERVER = "no PostgreSQL server: set MEETINGDESK_TEST_POSTGRES, or run python3 dev.py test"


def leave_out_postgres() -> NoReturn:
    """Skip what needs a server, and say so; where everything must be tested, fail instead."""
    if os.environ.get("MEETINGDESK_TEST_REQUIRE_POSTGRES"):
        pytest.fail(NO_SERVER)
    pytest.skip(NO_SERVER)


@pytest.fixture(scope="session")
def template_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted store with all its tables and nothing in them, made once and copied for each test."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer | None]:
    url = os.environ.get("MEETINGDESK_TEST_POSTGRES")
    server = PostgresServer(url) if url else None
    yield server
    if server:
        server.close()


@pytest.fixture
def local_store(template_folder: Path, tmp_path: Path) -> Iterator[Store]:
    """An encrypted store in a folder of its own."""
    folder = tmp_path / "store"
    shutil.copytree(template_folder, folder)
    store = open_copy(folder, CHEAP_KEY)
    yield store
    store.close()


@pytest.fixture
def team_store(postgres_server: PostgresServer | None) -> Iterator[Store]:
    """A team's database of its own on the test server."""
    if postgres_server is None:
        leave_out_postgres()
    with postgres_server.database() as store:
        yield store


@pytest.fixture(params=["sqlcipher", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    """The same test on both engines."""
    found: Store = request.getfixturevalue("local_store" if request.param == "sqlcipher" else "team_store")
    return found


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk on either engine with somebody at it who may take minutes and chair."""
    return Desk(store, person_with("minute_taker", "chair"))


@pytest.fixture
def local_desk(local_store: Store) -> Desk:
    """A desk on an encrypted store with somebody at it who may take minutes and chair."""
    return Desk(local_store, person_with("minute_taker", "chair"))


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"threads left running: {left}"


@pytest.fixture(autouse=True)
def _nothing_complains(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    complaints = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not complaints
