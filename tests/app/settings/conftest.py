from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from meetingdesk.app.definitions import VARIABLE, read_again
from meetingdesk.app.desk import Desk
from meetingdesk.storage.store import Store
from tests.people import person_with


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the organisation's own definitions, empty at first."""
    folder = tmp_path / "definitions"
    monkeypatch.setenv(VARIABLE, str(folder))
    read_again()
    yield folder
    read_again()


@pytest.fixture
def office(local_store: Store, own: Path) -> Desk:
    """A desk with the coordinator at it, who may change settings."""
    return Desk(local_store, person_with("coordinator"))
