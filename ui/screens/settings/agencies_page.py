"""The agencies of this place: name, code, kind; added, changed and retired."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.policy_typed import read_day
from meetingdesk.app.settings_directory import (
    AgencyLine,
    KeepAgency,
    deed_that_keeps,
    list_agencies,
    retire_agency,
)
from meetingdesk.domain.agencies import Agency
from meetingdesk.domain.agency_catalogue import AgencyCategory
from meetingdesk.errors import MeetingDeskError
from ui.bridge import Bridge
from ui.models.grouped_model import LinesUnder
from ui.models.paged_model import Column
from ui.screens.settings.form import FormField, FormKind
from ui.screens.settings.page import ListPage, PageWords, has_words
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.words import many

WORDS = PageWords(
    "Agencies",
    "Who can be invited here. The code is what is typed on the line in a meeting. An agency that is "
    "retired is no longer offered; what it said stays.",
    "Filter the agencies",
    "No agency is known here yet",
    "Ins adds one. Inviting an agency to a meeting adds it as well.",
)
CATEGORIES = tuple((str(one.value), str(one.value).capitalize()) for one in AgencyCategory)


class AgenciesPage(ListPage):
    """Lists the agencies; those that are retired come last."""

    tables = frozenset({"agency", "professional"})

    def __init__(
        self, bridge: Bridge, theme: Theme, _clock: WallClock, parent: QWidget | None = None
    ) -> None:
        self._lines: tuple[AgencyLine, ...] = ()
        self._opened: Agency | None = None
        self._groupings = dict(rulebook().groupings)
        columns: tuple[Column[AgencyLine], ...] = (
            Column("Agency", lambda line: line.agency.name, below=_contacts, is_strong=True),
            Column("Code", lambda line: line.agency.code or "—", width=90),
            Column("Kind", self._kind, below=_category, width=220),
        )
        kinds = (("", "not said"), *self._groupings.items())
        fields = (
            FormField("name", "&Name"),
            FormField("code", "&Code", hint="Two to five letters, such as hsg.", longest=5),
            FormField("grouping", "Counts for a quorum &as", FormKind.CHOICE, kinds),
            FormField("category", "&Sort", FormKind.CHOICE, (("", "not said"), *CATEGORIES)),
            FormField("secure_domain", "Secure e-mail ends &with", hint="Such as pnn.police.uk."),
            FormField("sharing_agreement", "Sharing agree&ment", hint="What it is called, or its number."),
            FormField(
                "agreement_review_on", "Agreement &reviewed on", hint="A day such as 20/11/2026.", longest=40
            ),
        )
        super().__init__(WORDS, columns, fields, bridge, theme, {"delete": "retire"}, parent=parent)
        self.add_button = self._add_button(self.tr("Add an agency"), "Ins", self.tr("Add an agency"))
        self.add_button.setEnabled(self.may_change)
        self.add_button.clicked.connect(self._add)
        self._add_hint("Enter", self.tr("change"), self.tr("Change the agency"), "open")
        self._add_hint("Del", self.tr("retire, or offer again"), self.tr("No longer offer it"), "retire")

    @property
    def may_change(self) -> bool:
        """Whether the person at the desk may change agencies."""
        return deed_that_keeps(self._bridge.desk.person, Agency) is not None

    @Slot()
    def read_again(self) -> None:
        """Read the agencies anew."""
        self._bridge.read(list_agencies, self, self._show, otherwise=self._say_reading_failed)

    # The page

    def _groups(self, typed: str) -> Iterable[LinesUnder[AgencyLine]]:
        lines = [
            line
            for line in self._lines
            if has_words(typed, line.agency.name, line.agency.code, self._kind(line), line.agency.category)
        ]
        retired = tuple(line for line in lines if not line.agency.is_active)
        return (
            LinesUnder("", tuple(line for line in lines if line.agency.is_active)),
            LinesUnder("Retired", retired),
        )

    def _open(self, line: AgencyLine) -> None:
        agency = self._opened = line.agency
        self.form.show_values(
            agency.name,
            {
                "name": agency.name,
                "code": agency.code,
                "grouping": agency.grouping,
                "category": agency.category,
                "secure_domain": agency.secure_domain,
                "sharing_agreement": agency.sharing_agreement,
                "agreement_review_on": _figures(agency.agreement_review_on),
            },
            note="" if agency.is_active else self.tr("Retired: it is not offered any more."),
            is_writable=self.may_change,
        )

    def _do(self, deed: str, line: AgencyLine) -> None:
        allowed = deed_that_keeps(self._bridge.desk.person, Agency)
        if deed == "retire" and allowed is not None:
            command = retire_agency(line.agency, is_active=not line.agency.is_active, deed=allowed)
            self._bridge.execute(command, self)

    @Slot(object)
    def _keep(self, values: dict[str, Any]) -> None:
        deed = deed_that_keeps(self._bridge.desk.person, Agency)
        typed = values.pop("agreement_review_on").strip()
        review = read_day(typed)
        if typed and review is None:
            words = self.tr("Agreement reviewed on: this is no day.")
            self.form.fail(MeetingDeskError(words, hint=self.tr("Type it as 20/11/2026.")))
        elif deed is not None:
            texts: dict[str, Any] = {key: (value or "").strip() for key, value in values.items()}
            texts["code"] = texts["code"].lower()
            agency = replace(self._opened or Agency(name=texts["name"]), **texts, agreement_review_on=review)
            self._wanted = agency.id
            if agency == self._opened:
                self.close_side()
            else:
                label = "Add an agency" if self._opened is None else "Change an agency"
                self._bridge.execute(KeepAgency(agency, self._opened, label, deed), self)

    @Slot()
    def _add(self) -> None:
        self._opened = None
        self.form.show_values(self.tr("A new agency"), {})
        self._show_side(self.form)
        self.form.take_focus()

    # Helpers

    def _show(self, lines: tuple[AgencyLine, ...]) -> None:
        self._lines = lines
        self._show_lines()

    def _kind(self, line: AgencyLine) -> str:
        return self._groupings.get(line.agency.grouping, line.agency.grouping) or "not said"


def _contacts(line: AgencyLine) -> str:
    return many(line.contacts, "contact") if line.contacts else "no contacts"


def _category(line: AgencyLine) -> str:
    return line.agency.category.capitalize()


def _figures(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day is not None else ""
