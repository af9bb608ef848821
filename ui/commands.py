"""All commands of the application: found by the beginnings of their words, remembered when used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from shiboken6 import isValid

from meetingdesk.domain.text import words
from ui.settings import Settings

MOST_RECENT = 5
MOST_HERE = 8
HERE = "This screen"
USUAL = (
    *("go_today", "go_meetings", "go_families", "go_actions", "back", "undo", "redo"),
    *("help", "blank", "lock", "larger", "back_up"),
)
"""What is offered where somebody has used little yet, by the names of the commands."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as the palette shows it: its words, where it stands, and what runs it."""

    says: str
    group: str
    action: QAction

    @property
    def key(self) -> str:
        """Its key, as people read keys."""
        return self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Commands:
    """Knows the commands of the menus, and asks the open screen for its own."""

    def __init__(self, settings: Settings, here: Callable[[], Iterable[QAction]]) -> None:
        self._settings = settings
        self._here = here
        self._known: list[Command] = []

    def add(self, group: str, actions: Iterable[QAction], before: str = "") -> None:
        """Let the palette know some commands; `before` stands before the words of each."""
        for action in actions:
            self._known.append(Command(before, group, action))
            action.triggered.connect(partial(self._note, action))

    def matching(self, typed: str) -> tuple[Command, ...]:
        """Return the commands of which every word typed begins a word, in any order, the best first."""
        wanted = words(typed)
        if not wanted:
            return ()
        recent = self._settings.recent_commands
        ranked = [
            (rank, _place(command, recent), command)
            for command in self._all()
            if (rank := _rank(command, wanted)) is not None
        ]
        return tuple(command for _, _, command in sorted(ranked, key=lambda found: found[:2]))

    def at_hand(self) -> tuple[Command, ...]:
        """Return what somebody may want who has typed nothing: used last, and what fits the open screen."""
        possible = [command for command in self._all() if command.action.isEnabled()]
        by_name = {name: command for command in possible if (name := command.action.objectName())}
        recent = [by_name[name] for name in self._settings.recent_commands if name in by_name][:MOST_RECENT]
        here = [command for command in possible if command.group == HERE and command not in recent]
        usual = [by_name[name] for name in USUAL if name in by_name and by_name[name] not in recent]
        return (*recent, *here[:MOST_HERE], *usual)

    def run(self, command: Command) -> None:
        """Carry a command out, and remember that it was wanted."""
        self._note(command.action)
        command.action.trigger()

    def _all(self) -> list[Command]:
        known = [_shown(command) for command in self._known if isValid(command.action)]
        listed = {id(command.action) for command in known}
        here = [action for action in self._here() if not action.isSeparator() and id(action) not in listed]
        return [Command(_plain(action.text()), HERE, action) for action in here] + known

    def _note(self, action: QAction, _checked: bool = False) -> None:
        name = action.objectName()
        if name:
            others = [known for known in self._settings.recent_commands if known != name]
            self._settings.recent_commands = (name, *others)[: MOST_RECENT * 2]


def _shown(command: Command) -> Command:
    # Read when it is shown: Undo says what it would take back.
    text = _plain(command.action.text())
    return Command(f"{command.says}: {text}" if command.says else text, command.group, command.action)


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _rank(command: Command, wanted: list[str]) -> int | None:
    own = words(command.says)
    if _begin(wanted, own):
        rank = 0
    elif _begin(wanted, own + words(f"{command.group} {command.action.toolTip()} {command.key}")):
        rank = 2
    else:
        return None
    return rank + (not command.action.isEnabled())


def _begin(wanted: list[str], having: list[str]) -> bool:
    return all(any(word.startswith(beginning) for word in having) for beginning in wanted)


def _place(command: Command, recent: tuple[str, ...]) -> int:
    name = command.action.objectName()
    return recent.index(name) if name in recent else len(recent)
