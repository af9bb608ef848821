"""The next steps of a document as buttons, and why the others wait."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from meetingdesk.app.documents.lives import CorrectionLine, DocumentLife, Step, VersionLine
from meetingdesk.domain.documents import VersionState
from ui.labels import label, set_role, tooltip
from ui.screens.documents.versions.words import KEY_NAMES, STEP, STEP_KEY, STEP_MEANS, WITH_LINE
from ui.widgets.wrapping import Wrapping

S = VersionState
_TOLD = {
    None: (Step.TAKE,),
    S.DRAFT: (Step.CHECK, Step.APPROVE),
    S.IN_REVIEW: (Step.CHECK, Step.APPROVE),
    S.APPROVED: (Step.SEAL,),
    S.SEALED: (Step.TAKE,),
}
"""Of which steps it is said why they wait: the next ones on the way."""


class StepsBar(QWidget):
    """Shows what can be done now; what cannot is not shown, and the next that waits says why.

    Signals:
        wanted: A step was chosen; carries it.
        key_wanted: Something was chosen that is done with the line that is marked; carries its key.
    """

    wanted = Signal(object)
    key_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Step, QPushButton] = {}
        self.with_line: dict[str, QPushButton] = {}
        self._why = label(role="small", wraps=True)
        row = QWidget()
        wrapping = Wrapping(row, gap=8)
        for step in Step:
            button = QPushButton(f"{STEP[step]} ({STEP_KEY[step]})")
            button.setAccessibleName(STEP[step])
            button.setToolTip(tooltip(f"{STEP_MEANS[step]} ({STEP_KEY[step]})"))
            button.clicked.connect(partial(self._choose, step))
            button.hide()
            self.buttons[step] = button
            wrapping.addWidget(button)
        for key, (text, means) in WITH_LINE.items():
            button = QPushButton(text)
            button.setProperty("role", "link")
            button.setAccessibleName(means)
            button.setToolTip(tooltip(f"{means} ({KEY_NAMES.get(key, key.upper())})"))
            button.clicked.connect(partial(self._press, key))
            button.hide()
            self.with_line[key] = button
            wrapping.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(row)
        column.addWidget(self._why)

    @property
    def said(self) -> str:
        """Why the next steps wait."""
        return self._why.text()

    def show_life(self, life: DocumentLife | None) -> None:
        """Show the steps of a document."""
        first = next((step for step in _ON_THE_WAY if life is not None and life.may(step)), None)
        for step, button in self.buttons.items():
            button.setVisible(life is not None and life.may(step))
            set_role(button, "primary" if step is first and not _is_only_again(life, step) else "")
        self._why.setText("\n".join(_whys(life)))
        self._why.setVisible(bool(self._why.text()))

    def show_line(self, life: DocumentLife | None, here: object, *, may_answer: bool) -> None:
        """Show what can be done with the line that is marked."""
        has_version = life is not None and life.newest is not None
        is_request = isinstance(here, CorrectionLine) and may_answer
        shown = {
            "c": has_version,
            " ": isinstance(here, VersionLine),
            **dict.fromkeys(("a", "o", "x"), is_request),
        }
        for key, button in self.with_line.items():
            button.setVisible(shown[key])

    def _press(self, key: str, _checked: bool = False) -> None:
        self.key_wanted.emit(key)

    def _choose(self, step: Step, _checked: bool = False) -> None:
        self.wanted.emit(step)


_ON_THE_WAY = (Step.CHECK, Step.APPROVE, Step.SEAL, Step.REVIEW, Step.TAKE)


def _is_only_again(life: DocumentLife | None, step: Step) -> bool:
    return life is not None and step is Step.TAKE and life.newest is not None and not life.is_changed


def _whys(life: DocumentLife | None) -> list[str]:
    if life is None or life.why_not is None:
        return []
    newest = life.newest
    told = _TOLD[newest.state if newest is not None else None]
    asked = [step for step in told if step is not Step.CHECK or life.is_checked_first]
    found = [f"{STEP[step]}: {life.why_not[step]}" for step in asked if step in life.why_not]
    if newest is not None and life.is_changed:
        found.append(f"The record was changed since version {newest.number}.")
    return found
