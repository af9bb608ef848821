"""Which window is open: the first run, the unlock, or the frame of an open store."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from meetingdesk.errors import MeetingDeskError, WrongPassphrase
from ui import opening_jobs as jobs
from ui.appearance import Appearance
from ui.blank import Blank
from ui.holding import Holding
from ui.problems import Problems
from ui.screens.unlock import UnlockWindow, unlock_window
from ui.settings import Settings
from ui.store_place import is_address, shown
from ui.theme import Theme
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from meetingdesk.app.first_run import KnownPeople
    from ui.screens.first_run.person import NewPerson
    from ui.screens.first_run.window import FirstRunWindow, NewStore


class Entrance(QObject):
    """Leads from one window to the next.

    Signals:
        quit_wanted: Nobody needs MeetingDesk any more.
    """

    quit_wanted = Signal()

    def __init__(self, theme: Theme, settings: Settings, problems: Problems) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._problems = problems
        self._appearance = Appearance(theme, settings, self)
        self._place = ""
        self._name = ""
        self._failures = 0
        self.blank = Blank(self)
        self.clock = WallClock(self)
        self.holding = Holding(self)
        self.window: QWidget | None = None

        self.holding.lanes.failed.connect(problems.show)
        self.holding.rung.connect(self._raise)
        self.holding.elsewhere.connect(self.quit_wanted)

    # The windows

    def go_on(self, window: UnlockWindow, place: str) -> None:
        """Take over the window that was shown before there was an entrance."""
        self.window = window
        self._appearance.listen_in(window)
        self._ask_in(window, place)
        # Nobody heard it if somebody pressed Enter already.
        window.set_busy(busy=False)
        self._look_at_store(window)

    def show_unlock(self, place: str) -> None:
        """Ask for the passphrase of a store."""
        if is_address(place):
            self.holding.let_go()
        window = unlock_window(self._theme, self._settings, place)
        self._ask_in(window, place)
        self._show(window, 880, 660)
        # Only once the window is on the screen: the libraries of the store take longer than all of it.
        QTimer.singleShot(0, partial(self._look_at_store, window))

    def _ask_in(self, window: UnlockWindow, place: str) -> None:
        self._place = place
        window.unlock_wanted.connect(self._unlock)
        window.quick_wanted.connect(self._unlock_quickly)
        window.recovery_wanted.connect(self._ask_for_recovery_key)
        window.another_wanted.connect(self._show_others)
        window.closed.connect(self.quit_wanted)
        self._problems.use(window, window.message)

    def show_first_run(
        self, *, existing: bool = False, proposed: Path | None = None, lost: bool = False
    ) -> FirstRunWindow:
        """Lead from nothing to a store."""
        from ui.screens.first_run.window import FirstRunWindow

        window = FirstRunWindow(self._theme, can_leave=bool(self._place))
        window.begin(existing=existing, proposed=proposed, lost=lost)
        window.store_wanted.connect(self._make_store)
        window.team_wanted.connect(self._open_team)
        window.existing_wanted.connect(self._open_existing)
        window.demo_wanted.connect(self._make_demonstration)
        window.finished.connect(self._enter)
        window.left.connect(self._back_to_unlock)
        window.closed.connect(self.quit_wanted)
        self.holding.progressed.connect(window.working.show_progress)
        self._problems.use(window, window.message)
        self._show(window, 880, 660)
        self.holding.warm_up(window)
        return window

    @Slot()
    def lock(self) -> None:
        """Close the store until the passphrase is typed again."""
        opened = self.holding.opened
        self.holding.leave_desk()
        if opened is not None and opened.scratch is not None:
            # Nobody knows the passphrase of a demonstration, so locking it is ending it.
            self.show_first_run()
        else:
            self.show_unlock(self._place)

    # What the windows ask for

    def _look_at_store(self, window: UnlockWindow) -> None:
        if not isValid(window):
            return
        if not is_address(self._place):
            self.holding.look_at(
                Path(self._place), window, partial(_show_people, window), partial(self._fail, window)
            )
        self.holding.warm_up(window)

    @Slot(str, str)
    def _unlock(self, sign_in_name: str, passphrase: str) -> None:
        self._name = sign_in_name
        job = (
            partial(jobs.open_team, self._place, passphrase)
            if is_address(self._place)
            else partial(jobs.unlock, Path(self._place), sign_in_name, passphrase)
        )
        self._open(job)

    @Slot()
    def _unlock_quickly(self) -> None:
        self._open(partial(jobs.unlock_quickly, Path(self._place)))

    @Slot()
    def _ask_for_recovery_key(self) -> None:
        from ui.recovery_way import RecoveryWay
        from ui.screens.recovery import RecoveryWindow

        window = RecoveryWindow(self._theme)
        way = RecoveryWay(window, Path(self._place), self.holding, self._problems)
        way.opened.connect(self._enter_as)
        window.given_up.connect(self._back_to_unlock)
        window.closed.connect(self.quit_wanted)
        self._problems.use(window, window.message)
        self._show(window, 880, 720)

    @Slot(object)
    def _make_store(self, wanted: NewStore) -> None:
        self.holding.let_go()
        self._place, self._name = str(wanted.folder), wanted.person.sign_in_name
        window = self._window()
        self.holding.open(
            partial(jobs.make_store, wanted), window, self._show_recovery_key, partial(self._fail, window)
        )

    @Slot(str, object)
    def _open_team(self, url: str, person: NewPerson | None) -> None:
        self.holding.let_go()
        self._place, self._name = url, person.sign_in_name if person else ""
        self._open(
            partial(jobs.open_team, url, "") if person is None else partial(jobs.found_team, url, person)
        )

    @Slot(object)
    def _open_existing(self, folder: Path) -> None:
        self.show_unlock(str(folder))

    @Slot()
    def _make_demonstration(self) -> None:
        self._open(partial(jobs.make_demonstration, self.holding.progressed.emit))

    @Slot()
    def _show_others(self) -> None:
        self.show_first_run(existing=True)

    @Slot()
    def _leave_for_another(self) -> None:
        self.holding.leave_desk()
        self.show_first_run(existing=True)

    @Slot()
    def _leave_for_new(self) -> None:
        self.holding.leave_desk()
        self.show_first_run()

    @Slot()
    def _back_to_unlock(self) -> None:
        self.show_unlock(self._place)

    # What comes of it

    def _open(self, job: jobs.Opening) -> None:
        window = self._window()
        self.holding.open(job, window, self._enter, partial(self._fail, window))

    def _show_recovery_key(self) -> None:
        from ui.screens.first_run.window import FirstRunWindow

        window, opened = self._window(), self.holding.opened
        assert isinstance(window, FirstRunWindow), "only the first run makes a store"
        assert opened is not None, "the store has just been made"
        window.show_recovery_key(opened.recovery_key)
        self.holding.look_at(Path(self._place), window, lambda _people: None, partial(self._fail, window))

    @Slot(str)
    def _enter_as(self, sign_in_name: str) -> None:
        self._name = sign_in_name
        self._enter()

    @Slot()
    def _enter(self) -> None:
        from ui.bridge import Bridge
        from ui.main_window import MainWindow

        opened = self.holding.opened
        assert opened is not None, "a desk was opened just now"
        self._failures = 0
        is_demo = opened.scratch is not None
        if not is_demo:
            self._settings.opened(shown(self._place), self._name)
        bridge = Bridge(opened.desk, self.holding.lanes)
        window = MainWindow(
            bridge,
            self._theme,
            self._settings,
            self._problems,
            opened.titles,
            is_demo=is_demo,
            clock=self.clock,
            blank=self.blank,
        )
        bridge.setParent(window)
        window.lock_wanted.connect(self.lock)
        window.another_wanted.connect(self._leave_for_another)
        window.new_wanted.connect(self._leave_for_new)
        window.quit_wanted.connect(self.quit_wanted)
        # Sitting down was noted in the store, so it has just committed.
        window.show_saved(self.clock.now())
        self.clock.start()
        self._show(window)

    def _fail(self, window: QWidget, error: BaseException) -> None:
        known = (
            error if isinstance(error, MeetingDeskError) else MeetingDeskError(self.tr("This did not work."))
        )
        if known is not error:
            self._problems.show(error)
        if isinstance(window, UnlockWindow):
            is_wrong = isinstance(error, WrongPassphrase)
            self._failures += is_wrong
            window.show_error(known, jobs.seconds_to_wait(self._failures) if is_wrong else 0)
        else:
            from ui.screens.first_run.window import FirstRunWindow

            assert isinstance(window, FirstRunWindow), "nothing else opens stores"
            window.show_error(known)

    @Slot()
    def _raise(self) -> None:
        if self.window is not None:
            self.window.showNormal()
            self.window.raise_()
            self.window.activateWindow()

    def _show(self, window: QWidget, width: int = 0, height: int = 0) -> None:
        before, self.window = self.window, window
        if width:
            self._appearance.listen_in(window)
            self._theme.show_sized(window, width, height)
        else:
            window.show()
        if before is not None:
            before.hide()
            before.deleteLater()
        # Only now: what the page lay over is gone.
        self.blank.lift()

    def _window(self) -> QWidget:
        assert self.window is not None, "a window is shown before anything is asked"
        return self.window


def _show_people(window: UnlockWindow, people: KnownPeople) -> None:
    window.show_names(people.sign_in_names, has_quick_unlock=people.has_quick_unlock)
