"""From the start of a process to its first window on the screen, against a window with nothing in it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from meetingdesk.app.opening import FirstPerson, create_store
from meetingdesk.storage.cost import Cost
from tests.bench.figures import Figure, Size, at_share, median, ms

ROOT = Path(__file__).resolve().parents[2]
CHEAP = Cost(1024, 1, 1, for_tests=True)

# Both tell when the window was painted with everything in it, then go at once.
TELL = """
import os, sys
from time import monotonic
from PySide6.QtCore import QCoreApplication, QEvent, QObject

class Teller(QObject):
    def event(self, event):
        sys.stdout.write(str(monotonic()))
        sys.stdout.flush()
        os._exit(0)

def painted(window, event):
    # Comes next, before all that others have put off until the window is there.
    window.teller = Teller()
    QCoreApplication.postEvent(window.teller, QEvent(QEvent.Type.User), 1000)
"""
OURS = f"""
from meetingdesk.cli import run
from ui.screens.unlock import UnlockWindow
{TELL}
UnlockWindow.paintEvent = painted
run(["--store", sys.argv[1]])
"""
BARE = f"""
{TELL}
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication(sys.argv)
class Window(QWidget):
    paintEvent = painted
window = Window()
window.resize(880, 660)
window.show()
application.exec()
"""


def run(size: Size) -> Iterator[Figure]:
    rounds = size.of(25, 5)
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "store")
        desk, _ = create_store(folder, FirstPerson("ada", "Ada Test"), "harbour violin pencil", cost=CHEAP)
        desk.close()
        # In turn, so that both meet the same moments of the computer.
        for number in range(rounds + 2):
            for times, program in ((ours, OURS), (bare, BARE)):
                took = _once(program, folder, Path(scratch))
                if number >= 2:
                    times.append(took)
    times = median(ours) / median(bare)
    yield Figure(
        "from process start to painted unlock window", f"{times:.2f} x", "1.25 x a bare window",
        f"medians {ms(median(ours))}, bare {ms(median(bare))}; p95 {ms(at_share(ours, 0.95))}, bare "
        f"{ms(at_share(bare, 0.95))}; {rounds} starts",
        times <= 1.25,
    )  # fmt: skip


def _once(program: str, folder: Path, scratch: Path) -> float:
    began = time.monotonic()
    told = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=60,
        # An installation holds compiled modules; a checkout has them after its first start, where it may.
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_DATA_HOME": str(scratch / "data"),
        },
    )  # fmt: skip
    return float(told.stdout) - began
