"""The first run: pages one after the other, back and forth without losing a word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut

from meetingdesk.errors import MeetingDeskError
from ui.screens.first_run.page import Page
from ui.screens.first_run.person import NewPerson, PersonPage
from ui.screens.first_run.place import ExistingPage, NewPlacePage
from ui.screens.first_run.secrets_pages import ConfirmPage, PassphrasePage, RecoveryPage, WorkingPage
from ui.screens.first_run.shell import Shell
from ui.screens.first_run.team import TeamPage
from ui.screens.first_run.welcome import Route, WelcomePage
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar


@dataclass(frozen=True, slots=True)
class NewStore:
    """What is needed to make a store."""

    folder: Path
    person: NewPerson
    passphrase: str


class FirstRunWindow(Shell):
    """Leads from nothing to an open store.

    Signals:
        store_wanted: Make a store on this laptop; carries a NewStore.
        team_wanted: Open a team's database; carries its address, and the first person to prepare it for.
        existing_wanted: Open a store that exists; carries its folder.
        demo_wanted: Show the demonstration.
        finished: The recovery key is kept; the store may be shown.
        left: Back to the store that was open before.
        closed: The window was closed.
    """

    store_wanted = Signal(object)
    team_wanted = Signal(str, object)
    existing_wanted = Signal(object)
    demo_wanted = Signal()
    finished = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, *, can_leave: bool = False) -> None:
        super().__init__(theme)
        self._can_leave = can_leave
        self._recovery_key = ""
        self._was_warned = False

        self.welcome = WelcomePage(theme)
        self.place = NewPlacePage()
        self.existing = ExistingPage()
        self.team = TeamPage()
        self.person = PersonPage()
        self.passphrase = PassphrasePage()
        self.working = WorkingPage()
        self.recovery = RecoveryPage(theme)
        self.confirm = ConfirmPage()
        self.pages: tuple[Page, ...] = (
            self.welcome,
            self.place,
            self.existing,
            self.team,
            self.person,
            self.passphrase,
            self.working,
            self.recovery,
            self.confirm,
        )
        self.hold(self.pages)

        for page in self.pages:
            page.edited.connect(self._look)
            page.submitted.connect(self._forward)
        for choice in self.welcome.choices.values():
            choice.toggled.connect(self._look)
        self.back.clicked.connect(self._backward)
        self.next.clicked.connect(self._forward)
        QShortcut(QKeySequence("Esc"), self, self._backward)
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self.welcome, self._forward).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
        self._go(self.welcome)

    @property
    def message(self) -> MessageBar:
        """The message bar of the page that is shown."""
        return self.page.message

    def begin(self, *, existing: bool = False, proposed: Path | None = None, lost: bool = False) -> None:
        """Begin with what is known: a store is to be found again, or its folder was named."""
        if existing:
            self.welcome.choices[Route.EXISTING].setChecked(True)
        if proposed is not None:
            self.place.folder.setText(str(proposed))
        if lost:
            self.welcome.message.show_message(
                self.tr("The store that was opened last is not where it was."),
                self.tr("If it was moved, choose “A store that already exists”."),
                "attention",
            )

    def begin_demonstration(self) -> None:
        """Go straight to the demonstration."""
        self.welcome.choices[Route.DEMO].setChecked(True)
        self._forward()

    def show_error(self, error: MeetingDeskError) -> None:
        """Go back to the page that can mend it, and say there what is wrong."""
        route = self.welcome.route
        page: Page = self.welcome
        if route is Route.TEAM:
            page = self.team
        elif route is Route.LAPTOP:
            page = self.passphrase
        self._go(page)
        page.message.show_error(error)

    def show_recovery_key(self, recovery_key: str) -> None:
        """The store is made: show the key that opens it when the passphrase is forgotten."""
        self._recovery_key = recovery_key
        self.recovery.show_key(recovery_key, self.person.person.name, self.place.chosen)
        self.confirm.ask_for(recovery_key)
        self._go(self.recovery)

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._recovery_key and not self._was_warned:
            # The one thing that would be lost; asked in place, and once.
            self._was_warned = True
            self.page.message.show_message(
                self.tr("The recovery key has not been confirmed yet."),
                self.tr("Close once more to leave all the same. You can make another under Settings."),
                "attention",
            )
            event.ignore()
            return
        event.accept()
        self.closed.emit()

    # Slots

    @Slot()
    def _forward(self) -> None:
        page = self.page
        if not page.is_ready:
            return
        page.message.put_away()
        if page is self.welcome:
            self._leave_welcome()
        elif page is self.place:
            self._go(self.person)
        elif page is self.existing:
            self.existing_wanted.emit(self.existing.chosen)
        elif page is self.team and not self.team.prepare.isChecked():
            self._work(self.tr("Opening the team’s database…"))
            self.team_wanted.emit(self.team.address, None)
        elif page is self.team:
            self._go(self.person)
        elif page is self.person and self.welcome.route is Route.TEAM:
            self._work(self.tr("Preparing the team’s database…"))
            self.team_wanted.emit(self.team.address, self.person.person)
        elif page is self.person:
            person = self.person.person
            self.passphrase.new.avoid(*person.name.split(), person.sign_in_name)
            self._go(self.passphrase)
        elif page is self.passphrase:
            self._work(
                self.tr("Making the keys. This takes a second or two on purpose: it makes guessing slow.")
            )
            self.store_wanted.emit(NewStore(self.place.chosen, self.person.person, self.passphrase.new.text))
        elif page is self.recovery:
            self._go(self.confirm)
        elif page is self.confirm:
            self._recovery_key = ""
            self.passphrase.new.clear()
            self.finished.emit()

    @Slot()
    def _backward(self) -> None:
        before = self._before()
        if before is not None:
            self._go(before)
        elif self.page is self.welcome and self._can_leave:
            self.left.emit()

    @Slot()
    def _look(self) -> None:
        page = self.page
        self.next.setEnabled(page.is_ready)
        self.next.setText(page.go_on)
        self.next.setAccessibleName(page.go_on.replace("&", ""))
        leaves = page is self.welcome and self._can_leave
        self.back.setVisible(leaves or self._before() is not None)
        self.next.setVisible(page is not self.working)
        path = self._path()
        if page in path:
            self.steps.setText(
                self.tr("Step {number} of {count}").format(number=path.index(page) + 1, count=len(path))
            )

    # Helpers

    def _leave_welcome(self) -> None:
        match self.welcome.route:
            case Route.LAPTOP:
                self._go(self.place)
            case Route.TEAM:
                self._go(self.team)
            case Route.EXISTING:
                self._go(self.existing)
            case Route.DEMO:
                self._work(self.tr("Inventing families and meetings…"))
                self.demo_wanted.emit()

    def _path(self) -> tuple[Page, ...]:
        match self.welcome.route:
            case Route.LAPTOP:
                return (self.welcome, self.place, self.person, self.passphrase, self.recovery, self.confirm)
            case Route.TEAM:
                prepare = (self.person,) if self.team.prepare.isChecked() else ()
                return (self.welcome, self.team, *prepare)
            case Route.EXISTING:
                return (self.welcome, self.existing)
            case Route.DEMO:
                return (self.welcome,)

    def _before(self) -> Page | None:
        page, path = self.page, self._path()
        # Once the store is made, only the key can be looked at again.
        if page not in path or page in (self.welcome, self.recovery):
            return None
        return path[path.index(page) - 1]

    def _work(self, what: str) -> None:
        self.working.begin(what)
        self._go(self.working)

    def _go(self, page: Page) -> None:
        self.turn_to(page)
        self._look()
        page.entered()
