from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from meetingdesk.app.opening import FirstPerson, create_store
from tests.ui.conftest import CHEAP
from ui.labels import label

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("sqlalchemy", "argon2", "psycopg", "alembic"),
    *(
        "argparse",
        "dataclasses",
        "logging",
        "platformdirs",
        "ui.entrance",
        "shibokensupport.signature.parser",
    ),
)
FIRST_PAINT = f"""
import sys
from pathlib import Path
import ui.app
from ui.screens.unlock import UnlockWindow

HEAVY = {HEAVY!r}

def painted(window, event):
    if not getattr(window, "was_painted", False):
        window.was_painted = True
        heavy = [name for name in HEAVY if name in sys.modules]
        sys.stdout.write(f"painted {{heavy}}")
        window.closed.emit()

UnlockWindow.paintEvent = painted
sys.exit(ui.app.run(["meetingdesk"], store=Path(sys.argv[1])))
"""


def test_the_first_window_waits_for_no_library_of_the_store(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    desk, _ = create_store(folder, FirstPerson("ada", "Ada Test"), "harbour violin pencil", cost=CHEAP)
    desk.close()

    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout == "painted []", done.stderr
    assert done.returncode == 0


def test_calls_into_qt_give_back_what_they_borrow(qtbot: QtBot) -> None:
    """A build of PySide6 that loses a reference to None with each call aborts Python 3.11 within minutes."""
    shown = label("Ada")
    qtbot.addWidget(shown)
    before = sys.getrefcount(None)

    for _ in range(2_000):
        shown.setText("Ada")

    assert abs(sys.getrefcount(None) - before) < 200
