from __future__ import annotations

from pathlib import Path

from meetingdesk.app.opening import FirstPerson, create_store
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from meetingdesk.storage.backup import list_backups
from tests.stores import CHEAP
from ui.opening_jobs import Opened, close


def test_leaving_backs_up_what_changed_and_keeps_no_backup_of_a_demonstration(tmp_path: Path) -> None:
    kept, shown = tmp_path / "kept", tmp_path / "shown"
    for folder in (kept, shown):
        desk, _ = create_store(folder, FirstPerson("ada", "Ada"), "kettle meadow lantern orbit", cost=CHEAP)
        desk.execute(AddRows((Family(reference="M-2026-001"),)))
        close(Opened(desk, {}, scratch=shown if folder is shown else None))

    assert [backup.reason for backup in list_backups(kept)] == ["on-leaving"]
    assert not shown.exists()
