"""Who sits at the desk first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit

from meetingdesk.app import first_run
from ui.labels import label
from ui.screens.first_run.page import Page

NATIONS = (("ENG", "England"), ("WLS", "Wales"), ("SCT", "Scotland"), ("NIR", "Northern Ireland"))
AT_FIRST = frozenset({"minute_taker", "coordinator"})


@dataclass(frozen=True, slots=True)
class NewPerson:
    """The first person at the desk, as they were typed."""

    name: str
    sign_in_name: str
    roles: tuple[str, ...]
    nation: str


class PersonPage(Page):
    """Asks for a name, a sign-in name, the roles, and whose law holds here."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Who are you?"),
            self.tr(
                "Your name stands in the minutes you take. Roles decide what you see and may do; the first "
                "person also says who else may sit at the desk."
            ),
        )
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setAccessibleName(self.tr("Your name"))
        self.sign_in_name = QLineEdit()
        self.sign_in_name.setMaxLength(64)
        self.sign_in_name.setAccessibleName(self.tr("Sign-in name"))
        self.nation = QComboBox()
        self.nation.setAccessibleName(self.tr("Nation"))
        for key, text in NATIONS:
            self.nation.addItem(text, key)
        self.roles: dict[str, QCheckBox] = {}
        self._proposed = ""

        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.addRow(label(self.tr("Your na&me"), buddy=self.name), self.name)
        form.addRow(label(self.tr("&Sign-in name"), buddy=self.sign_in_name), self.sign_in_name)
        form.addRow(label(self.tr("N&ation"), buddy=self.nation), self.nation)
        self.body.addLayout(form)
        self.body.addWidget(label(self.tr("Roles at the desk"), role="heading"))
        for key, text in first_run.role_choices():
            choice = QCheckBox(text)
            choice.setAccessibleName(text)
            choice.setChecked(key in AT_FIRST)
            choice.toggled.connect(self.edited)
            self.roles[key] = choice
            self.body.addWidget(choice)

        self.name.textChanged.connect(self._propose)
        self.name.textChanged.connect(self.edited)
        self.sign_in_name.textChanged.connect(self.edited)
        self.name.returnPressed.connect(self.sign_in_name.setFocus)
        self.sign_in_name.returnPressed.connect(self.submitted)

    @property
    def person(self) -> NewPerson:
        """Who it is."""
        chosen = tuple(key for key, choice in self.roles.items() if choice.isChecked())
        return NewPerson(
            self.name.text().strip(),
            self.sign_in_name.text().strip(),
            chosen,
            str(self.nation.currentData()),
        )

    @property
    def is_ready(self) -> bool:
        """Whether there are names and a role."""
        person = self.person
        return bool(person.name and person.sign_in_name and person.roles)

    def entered(self) -> None:
        """Begin at the name."""
        self.name.setFocus()

    @Slot(str)
    def _propose(self, name: str) -> None:
        # Only as long as nobody has typed a sign-in name of their own.
        if self.sign_in_name.text() == self._proposed:
            self._proposed = name.split(" ")[0].lower()[:64]
            self.sign_in_name.setText(self._proposed)
