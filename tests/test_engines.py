from __future__ import annotations

import os

import pytest

from meetingdesk.storage.store import Store
from tests.conftest import leave_out_postgres


def test_each_engine_is_what_its_fixture_says(store: Store, request: pytest.FixtureRequest) -> None:
    wanted = {"sqlcipher": "sqlite", "postgresql": "postgresql"}[request.node.callspec.params["store"]]

    assert store.engines.write.dialect.name == wanted


def test_where_all_must_be_tested_no_engine_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEETINGDESK_TEST_REQUIRE_POSTGRES", "1")

    with pytest.raises(pytest.fail.Exception, match="no PostgreSQL server"):
        leave_out_postgres()


def test_continuous_integration_names_its_server() -> None:
    required = bool(os.environ.get("MEETINGDESK_TEST_REQUIRE_POSTGRES"))

    assert not required or os.environ.get("MEETINGDESK_TEST_POSTGRES")
