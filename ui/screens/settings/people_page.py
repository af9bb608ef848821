"""The people at the desk: who may sit there, in which roles, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.settings_people import (
    PeopleAtDesk,
    add_person,
    end_person,
    give_roles,
    read_people,
)
from meetingdesk.app.staff import SatDown
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.roles import Deed
from ui.bridge import Bridge
from ui.labels import label, tooltip
from ui.models.grouped_model import LinesUnder
from ui.models.paged_model import Column
from ui.screens.settings.form import FormField, FormKind
from ui.screens.settings.page import ListPage, PageWords, has_words
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.widgets.following_area import FollowingArea
from ui.widgets.inline_question import InlineQuestion, Question
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.recovery_sheet import RecoverySheet

WORDS = PageWords(
    "People at the desk",
    "Who may open this store, and what their roles let them see and do. At least one person must remain who "
    "can say who may sit here. Other roles count from the next time somebody signs in.",
    "Filter the people",
    "Nobody is listed",
    "Ins adds somebody.",
)
YES, NO = "y", "n"


class HandedOver(QFrame):
    """Shows what somebody new needs: a recovery key to print, or what makes their login on the server.

    Signals:
        left: It has been seen.
    """

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.heading = label(role="title", wraps=True)
        self.heading.setMinimumWidth(1)  # a word without end goes on in the next line
        self.says = label(wraps=True)
        self.sheet = RecoverySheet(theme, per_line=2)  # more have no room beside the list
        self.statements = QPlainTextEdit()
        self.statements.setReadOnly(True)
        self.statements.setTabChangesFocus(True)
        self.statements.setProperty("role", "report")
        self.statements.setAccessibleName(self.tr("What is to be run on the server"))
        self.done_button = QPushButton(self.tr("Done  Esc"))
        self.done_button.setAccessibleName(self.tr("Done"))
        self.done_button.setToolTip(tooltip(self.tr("Put it away; the key is not shown again (Esc)")))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for part in (self.heading, self.says, self.sheet, self.statements):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.done_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(FollowingArea(inside))
        self.done_button.clicked.connect(self._leave)
        escape = QShortcut(QKeySequence("Esc"), self, self._leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_key(self, key: str, name: str, folder: Any) -> None:
        """Show the recovery key of somebody."""
        self.heading.setText(self.tr("The recovery key of {name}").format(name=name))
        self.says.setText(
            self.tr("Print it or save it elsewhere now, and hand it to them: it is not shown again.")
        )
        self.sheet.show_key(key, name, folder)
        self.sheet.show()
        self.statements.hide()

    def show_statements(self, statements: tuple[str, ...]) -> None:
        """Show what whoever runs the server is to do."""
        self.heading.setText(self.tr("For whoever runs the server"))
        self.says.setText(self.tr("These are run once on the database; they hold no passwords."))
        self.statements.setPlainText("\n".join(statements))
        self.statements.show()
        self.sheet.hide()

    def take_focus(self) -> None:
        """Let the keyboard work here."""
        first = self.statements if self.sheet.isHidden() else self.sheet.print_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _leave(self) -> None:
        self.sheet.show_key("", "", None)
        self.statements.setPlainText("")
        self.left.emit()


class PeoplePage(ListPage):
    """Lists who may sit at the desk; those whose time has ended come last."""

    tables = frozenset({"staff"})
    deed = Deed.PEOPLE_AT_DESK

    def __init__(
        self, bridge: Bridge, theme: Theme, _clock: WallClock, parent: QWidget | None = None
    ) -> None:
        self._people: PeopleAtDesk | None = None
        self._opened: Staff | None = None
        self._ending: Staff | None = None
        self._new_name = ""
        self._is_local = bridge.desk.store.folder is not None and bridge.desk.store.key is not None
        columns: tuple[Column[Staff], ...] = (
            Column("Name", lambda line: line.name, below=self._is_me, is_strong=True),
            Column("Signs in as", lambda line: line.sign_in_name, width=170),
            Column("Roles", self._roles, below=_ended, width=250),
        )
        roles = tuple((role.key, role.label) for role in rulebook().roles.values())
        fields = (
            FormField("name", "&Name"),
            FormField("sign_in_name", "&Signs in as", hint="Short, such as ada.", longest=80),
            FormField("roles", "Roles", FormKind.SEVERAL, roles),
        )
        passphrase = NewPassphrase()
        super().__init__(WORDS, columns, fields, bridge, theme, {"delete": "end"}, passphrase, parent)
        self.passphrase = passphrase
        self.passphrase.hide()
        self.handed_over = HandedOver(theme)
        self.handed_over.hide()
        self._row.addWidget(self.handed_over)
        self.question = InlineQuestion()
        self._below_list.addWidget(self.question)
        self.add_button = self._add_button(self.tr("Add somebody"), "Ins", self.tr("Let somebody sit here"))
        self.add_button.setEnabled(self.may_change)
        self._add_hint("Enter", self.tr("change the roles"), self.tr("Change the roles"), "open")
        self._add_hint("Del", self.tr("end their time"), self.tr("End their time at the desk"), "end")

        self.add_button.clicked.connect(self._add)
        self.handed_over.left.connect(self.close_side)
        self.passphrase.submitted.connect(self.form.keep)
        self.question.answered.connect(self._answer)
        self.question.left.connect(self._leave_question)

    @Slot()
    def read_again(self) -> None:
        """Read anew who may sit at the desk."""
        self._bridge.read(read_people, self, self._show, otherwise=self._say_reading_failed)

    @Slot()
    def close_side(self) -> None:
        """Put the form away, and forget what was typed into it as a passphrase."""
        self.passphrase.clear()
        super().close_side()

    # The page

    def _groups(self, typed: str) -> Iterable[LinesUnder[Staff]]:
        people = self._people.people if self._people is not None else ()
        lines = [one for one in people if has_words(typed, one.name, one.sign_in_name, self._roles(one))]
        return (
            LinesUnder("", tuple(line for line in lines if line.is_active)),
            LinesUnder("Their time has ended", tuple(line for line in lines if not line.is_active)),
        )

    def _open(self, line: Staff) -> None:
        self._opened = line
        self.passphrase.hide()
        self.form.show_values(
            line.name,
            {"roles": line.roles},
            note=self.tr("Signs in as {name}.").format(name=line.sign_in_name),
            shown=("roles",),
            is_writable=self.may_change and line.is_active,
        )

    def _do(self, deed: str, line: Staff) -> None:
        if deed != "end" or not self.may_change or not line.is_active:
            return
        self.close_side()
        if self._is_me(line):
            self.message.show_message(
                self.tr("You cannot end your own time at the desk."),
                self.tr("Another coordinator can do that."),
                "attention",
            )
            return
        self._ending = line
        says = self.tr("End the time of {name} at the desk? Their passphrase opens nothing any more.")
        self.question.ask(
            Question(says.format(name=line.name), choices={YES: self.tr("end it"), NO: self.tr("leave it")})
        )

    @Slot(object)
    def _keep(self, values: dict[str, Any]) -> None:
        self.form.message.put_away()
        self.form.setEnabled(False)
        if self._opened is not None:
            self._wanted = self._opened.id
            job = partial(give_roles, self._opened, values["roles"])
            self._bridge.write(job, self, self._changed, self._fail)
            return
        passphrase = self.passphrase.text if self._is_local else None
        if self._is_local and not self.passphrase.is_ready:
            self.form.setEnabled(True)
            self.form.message.show_message(
                self.tr("The passphrase is not ready yet."),
                self.tr("Type a good one twice; they can change it themselves afterwards."),
                "wrong",
            )
            return
        self._new_name = values["name"].strip()
        job_of_adding = partial(
            add_person, values["sign_in_name"], values["name"], values["roles"], passphrase
        )
        self._bridge.write(job_of_adding, self, self._added, self._fail)

    # Slots

    @Slot()
    def _add(self) -> None:
        self._opened = None
        self.form.show_values(self.tr("Somebody new at the desk"), {"roles": ("minute_taker",)})
        self.passphrase.setVisible(self._is_local)
        self._show_side(self.form)
        self.form.take_focus()

    @Slot(str)
    def _answer(self, key: str) -> None:
        ending, self._ending = self._ending, None
        self._leave_question()
        if key == YES and ending is not None:
            self._bridge.write(partial(end_person, ending), self, self._changed, self._fail)

    @Slot()
    def _leave_question(self) -> None:
        self.question.hide()
        self.take_focus()

    # Helpers

    def _show(self, people: PeopleAtDesk) -> None:
        self._people = people
        self._show_lines()

    def _changed(self, statements: tuple[str, ...]) -> None:
        self.form.setEnabled(True)
        self.close_side()
        self.message.show_message(self.tr("Who may sit at the desk was changed."))
        if statements:
            self.handed_over.show_statements(statements)
            self._show_side(self.handed_over)
        self.read_again()

    def _added(self, sat_down: SatDown) -> None:
        self.form.setEnabled(True)
        self.passphrase.clear()
        if sat_down.recovery_key:
            folder = self._bridge.desk.store.folder
            self.handed_over.show_key(sat_down.recovery_key, self._new_name, folder)
        else:
            self.handed_over.show_statements(sat_down.statements)
        self._show_side(self.handed_over)
        self.handed_over.take_focus()
        self.read_again()

    def _fail(self, error: BaseException) -> None:
        self.form.setEnabled(True)
        super()._fail(error)
        self.read_again()

    def _is_me(self, line: Staff) -> str:
        return self.tr("you") if line.id == self._bridge.desk.person.staff_id else ""

    def _roles(self, line: Staff) -> str:
        return self._people.words(line) if self._people is not None else ""


def _ended(line: Staff) -> str:
    return "" if line.is_active else "ended"
