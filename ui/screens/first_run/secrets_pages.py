"""The passphrase, the recovery key, and proof that the key was kept."""

from __future__ import annotations

import secrets
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QProgressBar

from ui.labels import label, set_role
from ui.screens.first_run.page import Page
from ui.theme import Theme
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.recovery_sheet import RecoverySheet

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": ""})


class PassphrasePage(Page):
    """Asks for the passphrase of the new store."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Your passphrase"),
            self.tr(
                "It opens the store each time. Nobody can look it up for you, so choose one you will still "
                "know after a holiday."
            ),
        )
        self.new = NewPassphrase()
        self.body.addWidget(self.new)
        self.new.edited.connect(self.edited)
        self.new.submitted.connect(self.submitted)

    @property
    def is_ready(self) -> bool:
        """Whether it may be used and was typed twice."""
        return self.new.is_ready

    @property
    def go_on(self) -> str:
        """What the button says that goes on."""
        return self.tr("&Make the store")

    def entered(self) -> None:
        """Begin at the passphrase."""
        self.new.setFocus()


class WorkingPage(Page):
    """Shows that something takes a moment."""

    def __init__(self) -> None:
        super().__init__(self.tr("One moment"), "")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.said = label(role="muted", wraps=True)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.said)
        self._explains.hide()

    def begin(self, what: str) -> None:
        """Say what is being done; how long it takes is not known."""
        self.said.setText(what)
        self.progress.setRange(0, 0)

    @Slot(int, int)
    def show_progress(self, done: int, of: int) -> None:
        """Show how far it is."""
        self.progress.setRange(0, of)
        self.progress.setValue(done)

    @property
    def is_ready(self) -> bool:
        """One cannot go on; it goes on by itself."""
        return False


class RecoveryPage(Page):
    """Shows the recovery key to print or to save."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            self.tr("Your recovery key"),
            self.tr(
                "If the passphrase is ever forgotten, only this key opens the store. Print it or save it on "
                "a memory stick, and lock it away. It is shown only now."
            ),
        )
        self.sheet = RecoverySheet(theme)
        self.body.addWidget(self.sheet)

    def show_key(self, recovery_key: str, whose: str, folder: Path | None) -> None:
        """Show the key that was just made."""
        self.sheet.show_key(recovery_key, whose, folder)

    @property
    def go_on(self) -> str:
        """What the button says that goes on."""
        return self.tr("I have it, &next")

    def entered(self) -> None:
        """Begin at printing."""
        self.sheet.print_button.setFocus()


class ConfirmPage(Page):
    """Asks for two of the groups, because a sheet that was not printed shows only when it is too late."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Is the recovery key in your hands?"),
            self.tr("Type these two groups from the sheet or the file. Go back to see the key again."),
        )
        self._groups: list[str] = []
        self.asked: tuple[int, int] = (1, 2)
        self.fields = (QLineEdit(), QLineEdit())
        self._names = (label(), label())
        self.said = label(wraps=True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        for name, field in zip(self._names, self.fields, strict=True):
            name.setBuddy(field)
            field.setMaxLength(20)
            field.textChanged.connect(self._look)
            form.addRow(name, field)
        self.body.addLayout(form)
        self.body.addWidget(self.said)
        self.fields[0].returnPressed.connect(self.fields[1].setFocus)
        self.fields[1].returnPressed.connect(self.submitted)

    def ask_for(self, recovery_key: str) -> None:
        """Choose two groups of a key to ask for."""
        self._groups = recovery_key.split("-")
        first = secrets.randbelow(len(self._groups))
        second = (first + 1 + secrets.randbelow(len(self._groups) - 1)) % len(self._groups)
        self.asked = (min(first, second) + 1, max(first, second) + 1)
        for place, name, field in zip(self.asked, self._names, self.fields, strict=True):
            name.setText(self.tr("Group {number}").format(number=place))
            field.setAccessibleName(self.tr("Group {number}").format(number=place))
            field.clear()

    @property
    def is_ready(self) -> bool:
        """Whether both groups are right."""
        return bool(self._groups) and all(
            _read(field.text()) == _read(self._groups[place - 1])
            for place, field in zip(self.asked, self.fields, strict=True)
        )

    @property
    def go_on(self) -> str:
        """What the button says that goes on."""
        return self.tr("&Open the store")

    def entered(self) -> None:
        """Begin at the first group."""
        self.fields[0].setFocus()

    @Slot()
    def _look(self) -> None:
        wrong = [
            str(place)
            for place, field in zip(self.asked, self.fields, strict=True)
            if len(_read(field.text())) >= len(self._groups[place - 1])
            and _read(field.text()) != _read(self._groups[place - 1])
        ]
        if self.is_ready:
            self.said.setText(self.tr("✓ Both groups are right."))
            set_role(self.said, "good")
        else:
            group = self.tr("group {number}").format(number=" and ".join(wrong))
            self.said.setText(self.tr("✕ Not as on the sheet: {group}.").format(group=group) if wrong else "")
            set_role(self.said, "error")
        self.edited.emit()


def _read(typed: str) -> str:
    return typed.upper().translate(_READ_AS)
