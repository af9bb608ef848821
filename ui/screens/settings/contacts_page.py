"""The people who work for agencies: added, changed, retired, and brought in from a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from meetingdesk.app.settings_directory import (
    MOST_CONTACTS,
    ContactLine,
    Contacts,
    KeepContact,
    deed_that_keeps,
    list_contacts,
    retire_contact,
)
from meetingdesk.domain.agencies import Professional
from meetingdesk.domain.roles import Deed
from ui.bridge import Bridge
from ui.models.grouped_model import LinesUnder
from ui.models.paged_model import Column
from ui.screens.settings.contacts_list import ContactsList
from ui.screens.settings.form import FormField, FormKind
from ui.screens.settings.page import ListPage, PageWords
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.words import say_date

WORDS = PageWords(
    "Contacts",
    "Who can be named in a meeting and asked. Somebody who has left is no longer offered; what they said "
    "stays. A list as CSV or XLSX can be brought in: drop it here, and see first what it would do.",
    "Filter by name, role, agency",
    "Nobody is known here yet",
    "Ins adds somebody; a whole list can be brought in above.",
)
SUFFIXES = (".csv", ".xlsx", ".tsv", ".txt")
YES_NO = ((False, "no"), (True, "yes"))


class ContactsPage(ListPage):
    """Lists the people; those who have left come last."""

    tables = frozenset({"agency", "professional"})

    def __init__(self, bridge: Bridge, theme: Theme, clock: WallClock, parent: QWidget | None = None) -> None:
        self._clock = clock
        self._contacts = Contacts((), (), has_more=False)
        self._opened: Professional | None = None
        self._dialog: QFileDialog | None = None
        columns: tuple[Column[ContactLine], ...] = (
            Column("Name", lambda line: line.professional.name, below=_role, is_strong=True),
            Column("Agency", lambda line: line.agency or "—", below=_left, width=210),
            Column("Reached by", _reached, below=_telephone, width=230),
        )
        fields = (
            FormField("name", "&Name"),
            FormField("job_title", "&Role", hint="Such as health visitor."),
            FormField("agency_id", "&Agency", FormKind.CHOICE),
            FormField("email", "&E-mail"),
            FormField("telephone", "&Telephone"),
            FormField("is_representative", "Speaks for the agency at &meetings", FormKind.CHOICE, YES_NO),
            FormField("note", "N&ote", FormKind.TEXT),
        )
        super().__init__(WORDS, columns, fields, bridge, theme, {"delete": "retire"}, parent=parent)
        self.setAcceptDrops(bridge.desk.person.may(Deed.IMPORT))
        self.incoming = ContactsList(bridge, theme)
        self.incoming.hide()
        self._row.addWidget(self.incoming)
        self.add_button = self._add_button(self.tr("Add somebody"), "Ins", self.tr("Add a contact"))
        self.list_button = self._add_button(
            self.tr("Bring in a list…"), "Ctrl+Shift+B", self.tr("See what a list as CSV or XLSX would do")
        )
        self.add_button.setEnabled(self.may_change)
        self.list_button.setEnabled(bridge.desk.person.may(Deed.IMPORT))
        self._add_hint("Enter", self.tr("change"), self.tr("Change the contact"), "open")
        self._add_hint("Del", self.tr("has left, or is back"), self.tr("Say that they have left"), "retire")

        self.add_button.clicked.connect(self._add)
        self.list_button.clicked.connect(self._ask_for_list)
        self.incoming.left.connect(self.close_side)
        self.incoming.brought_in.connect(self._brought_in)

    @property
    def may_change(self) -> bool:
        """Whether the person at the desk may change contacts."""
        return deed_that_keeps(self._bridge.desk.person, Professional) is not None

    @Slot()
    def read_again(self) -> None:
        """Read the people anew; the store looks through all of them."""
        typed = self.filter.text().strip()
        self._bridge.read(
            list_contacts, self, partial(self._show, typed), typed, otherwise=self._say_reading_failed
        )

    def show_list(self, path: Path) -> None:
        """Show what a list would do, before anything is written."""
        self.incoming.look_at(path)
        self._show_side(self.incoming)
        self.incoming.take_focus()

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if lists_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = lists_in(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.show_list(found[0])

    # The page

    def _groups(self, typed: str) -> Iterable[LinesUnder[ContactLine]]:
        lines = self._contacts.lines
        here = tuple(line for line in lines if line.professional.left_on is None)
        left = tuple(line for line in lines if line.professional.left_on is not None)
        return (LinesUnder("", here), LinesUnder("Have left", left))

    def _open(self, line: ContactLine) -> None:
        contact = self._opened = line.professional
        self._offer_agencies(line)
        values = {
            key: getattr(contact, key)
            for key in ("name", "job_title", "agency_id", "email", "telephone", "is_representative", "note")
        }
        self.form.show_values(contact.name, values, note=_left(line), is_writable=self.may_change)

    def _do(self, deed: str, line: ContactLine) -> None:
        allowed = deed_that_keeps(self._bridge.desk.person, Professional)
        if deed == "retire" and allowed is not None:
            left_on = self._clock.today() if line.professional.left_on is None else None
            self._bridge.execute(retire_contact(line.professional, left_on, allowed), self)

    @Slot(object)
    def _keep(self, values: dict[str, Any]) -> None:
        deed = deed_that_keeps(self._bridge.desk.person, Professional)
        if deed is None:
            return
        given: dict[str, Any] = {
            key: value.strip() if isinstance(value, str) else value for key, value in values.items()
        }
        contact = replace(self._opened or Professional(name=given["name"]), **given)
        self._wanted = contact.id
        if contact == self._opened:
            self.close_side()
        else:
            label = "Add a contact" if self._opened is None else "Change a contact"
            self._bridge.execute(KeepContact(contact, self._opened, label, deed), self)

    # Slots

    @Slot()
    def _filter_now(self) -> None:
        self._pause.stop()
        self.read_again()

    @Slot()
    def _add(self) -> None:
        self._opened = None
        self._offer_agencies(None)
        self.form.show_values(self.tr("A new contact"), {"is_representative": False})
        self._show_side(self.form)
        self.form.take_focus()

    @Slot()
    def _ask_for_list(self) -> None:
        self._dialog = QFileDialog(
            self, self.tr("Bring in a list of contacts"), "", self.tr("Lists (*.csv *.xlsx *.tsv *.txt)")
        )
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(self._list_chosen)
        self._dialog.open()

    @Slot(str)
    def _list_chosen(self, chosen: str) -> None:
        self.show_list(Path(chosen))

    @Slot()
    def _brought_in(self) -> None:
        self.close_side()
        self.read_again()
        self.told.emit(self.tr("The list was brought in."), self.tr("Ctrl+Z takes all of it back."))

    # Helpers

    def _show(self, typed: str, contacts: Contacts) -> None:
        if typed != self.filter.text().strip():
            return  # another answer is on its way
        self._contacts = contacts
        self._show_lines()
        if contacts.has_more:
            self.message.show_message(
                self.tr("The first {most} are shown.").format(most=MOST_CONTACTS),
                self.tr("The filter looks through all of them (Ctrl+F)."),
                "attention",
            )
        elif self.message.text.startswith(self.tr("The first ")):
            self.message.put_away()

    def _offer_agencies(self, line: ContactLine | None) -> None:
        choices: tuple[tuple[Any, str], ...] = ((None, self.tr("on their own")), *self._contacts.agencies)
        here = line.professional.agency_id if line is not None else None
        if line is not None and here not in dict(choices):
            choices = (*choices, (here, self.tr("{name} (retired)").format(name=line.agency)))
        self.form.offer("agency_id", choices, here)


def lists_in(dragged: QMimeData) -> list[Path]:
    """Return the lists among what is being dragged: local files that may hold a table."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]


def _role(line: ContactLine) -> str:
    speaks = "speaks for the agency" if line.professional.is_representative else ""
    return ", ".join(part for part in (line.professional.job_title, speaks) if part)


def _left(line: ContactLine) -> str:
    left = line.professional.left_on
    return f"left on {say_date(left)}" if left is not None else ""


def _reached(line: ContactLine) -> str:
    return line.professional.email or line.professional.telephone or "—"


def _telephone(line: ContactLine) -> str:
    return line.professional.telephone if line.professional.email else ""
