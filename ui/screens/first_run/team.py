"""The address of a team's database."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit

from ui.labels import label
from ui.screens.first_run.page import Page


class TeamPage(Page):
    """Asks for the address, and whether the database is still empty."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Our team’s database"),
            self.tr(
                "Whoever runs the database gives you its address. You sign in with your own login; what you "
                "may see and do comes with it."
            ),
        )
        self.url = QLineEdit()
        self.url.setAccessibleName(self.tr("Address of the database"))
        self.url.setPlaceholderText("postgresql://ada@server.example/meetingdesk")
        self.prepare = QCheckBox(
            self.tr("&Prepare this empty database for our team (once, by whoever owns it)")
        )
        self.prepare.setAccessibleName(self.tr("Prepare this empty database for our team"))
        self.body.addWidget(label(self.tr("&Address"), buddy=self.url))
        self.body.addWidget(self.url)
        self.body.addWidget(
            label(
                self.tr("It begins with postgresql:// and names your login, the server and the database."),
                role="small",
                wraps=True,
            )
        )
        self.body.addWidget(self.prepare)
        self.url.textChanged.connect(self.edited)
        self.prepare.toggled.connect(self.edited)
        self.url.returnPressed.connect(self.submitted)

    @property
    def address(self) -> str:
        """The address that was typed."""
        return self.url.text().strip()

    @property
    def is_ready(self) -> bool:
        """Whether this can be the address of a database."""
        scheme, _, rest = self.address.partition("://")
        return scheme in ("postgresql", "postgres") and bool(rest)

    @property
    def go_on(self) -> str:
        """What the button says that goes on."""
        return self.tr("&Next") if self.prepare.isChecked() else self.tr("&Open it")

    def entered(self) -> None:
        """Begin at the address."""
        self.url.setFocus()
