"""What PySide6 says, asked in processes of their own: here it has been imported long since."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUESTIONS = """
import builtins
import inspect
import sys
from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

class Bell(QObject):
    rung = Signal(int)

    @Slot(int)
    def hear(self, times):
        print("heard", times)

bell = Bell()
bell.rung.connect(bell.hear)
bell.rung.emit(3)
for ask in (
    lambda: QWidget.setVisible.__doc__,
    lambda: QObject().setObjectName(3),
    lambda: QObject(3, 4),
    lambda: QTimer().setInterval("x"),
    lambda: QPoint("x", 2),
    lambda: QObject.__doc__,
    lambda: inspect.signature(QTimer),
    lambda: QPoint(1, 2).x(),
)[FIRST:]:
    try:
        print(ask())
    except Exception as error:
        print(type(error).__name__, error)
"""


@pytest.mark.parametrize("first", [0, 1, 2])
def test_pyside_words_its_errors_as_it_does_by_itself(first: int) -> None:
    questions = QUESTIONS.replace("FIRST", str(first))

    ours = _told("import ui\n" + questions)

    assert ours == _told(questions)
    assert "Supported signatures" in ours


def test_the_wording_of_errors_is_not_read_before_there_is_an_error() -> None:
    told = _told(
        "import sys, ui\nfrom PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([])\nQLabel('Ada').grab()\n"
        "print([name for name in sys.modules if name.startswith('shibokensupport.signature.lib')])"
    )

    assert told == "[]\n"


def test_modules_are_imported_as_python_does_it() -> None:
    asked = "print(builtins.__import__ is original)"

    told = _told(f"import builtins\noriginal = builtins.__import__\nimport ui\n{asked}")

    assert told == "True\n"


def test_no_sources_are_read_where_pyside_was_imported_before() -> None:
    told = _told("import builtins\nimport PySide6.QtCore\nimport ui\nprint(builtins.__import__.__name__)")

    assert told.strip() != "__feature_import__"


def _told(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
