"""The questions to think about: which each kind of meeting asks, and in what words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.settings_prompts import (
    LONGEST_LOOK_FOR,
    PromptLine,
    PromptsPage,
    ask_it,
    back_to_shipped_words,
    leave_out,
    read_prompts,
    reword,
    switch_off,
)
from meetingdesk.domain.prompts import LONGEST_PROMPT
from ui.bridge import Bridge
from ui.models.grouped_model import LinesUnder
from ui.models.paged_model import Column
from ui.screens.settings.file_page import FilePage
from ui.screens.settings.form import FormField, FormKind
from ui.screens.settings.page import PageWords, has_words
from ui.theme import Theme
from ui.wall_clock import WallClock
from ui.words import many

WORDS = PageWords(
    "Questions to think about",
    "Short questions that a meeting asks itself, about hidden harm and fixed thinking. A kind of meeting "
    "asks three at most. What was answered keeps the words it was asked in.",
    "Filter the questions",
    "There are no questions",
    "A file in the folder of definitions can hold some.",
)


class PromptsSettings(FilePage):
    """Lists the questions of one kind of meeting, those it asks first."""

    def __init__(
        self, bridge: Bridge, theme: Theme, _clock: WallClock, parent: QWidget | None = None
    ) -> None:
        self._read: PromptsPage | None = None
        self._opened = ""
        columns: tuple[Column[PromptLine], ...] = (
            Column("Question", lambda line: line.text, below=lambda line: line.look_for, is_strong=True),
            Column("About", lambda line: line.about, below=_own, width=170),
            Column("Asked in", _asked_in, width=176),
        )
        fields = (
            FormField(
                "text",
                "&Question",
                FormKind.TEXT,
                hint=f"One line of at most {LONGEST_PROMPT} characters, to be read aloud.",
            ),
            FormField(
                "look_for",
                "What to &look for",
                FormKind.TEXT,
                hint=f"For the chair alone, at most {LONGEST_LOOK_FOR} characters.",
            ),
        )
        keys = {"a": "ask", "o": "off", "delete": "shipped", "u": "take_back"}
        super().__init__(WORDS, columns, fields, bridge, theme, keys, parent=parent)
        self.chooser.setAccessibleName(self.tr("Kind of meeting"))
        self.chooser.setToolTip(self.tr("Whose questions are shown"))
        self._add_hint("Enter", self.tr("other words"), self.tr("Change the words"), "open")
        self._add_hint("A", self.tr("ask or not here"), self.tr("Ask it in this kind of meeting"), "ask")
        self._add_hint("O", self.tr("off everywhere"), self.tr("Ask it in no kind of meeting"), "off")
        self._add_hint("Del", self.tr("words as shipped"), self.tr("Back to what was shipped"), "shipped")
        self._add_hint("U", self.tr("take back"), self.tr("Take back the last change"), "take_back")

    @Slot()
    def read_again(self) -> None:
        """Read the questions as their files hold them now."""
        chosen = self.chooser.currentData() or (self._read.type_id if self._read is not None else "")
        self._bridge.read(read_prompts, self, self._show, chosen, otherwise=self._say_reading_failed)

    # The page

    def _groups(self, typed: str) -> Iterable[LinesUnder[PromptLine]]:
        if self._read is None:
            return ()
        lines = [line for line in self._read.lines if has_words(typed, line.text, line.about, line.look_for)]
        asked = tuple(line for line in lines if line.is_asked)
        others = tuple(line for line in lines if not line.is_asked)
        return (LinesUnder("Asked in this kind of meeting", asked), LinesUnder("Not asked here", others))

    def _key_of(self, line: PromptLine) -> str:
        return line.key

    def _open(self, line: PromptLine) -> None:
        self._opened = line.key
        note = f"Asked in: {', '.join(line.asked_in) or 'no kind of meeting'}."
        if line.is_own:
            note += f"\nShipped: {line.shipped}"
        self.form.show_values(
            line.about[:1].upper() + line.about[1:],
            {"text": line.text, "look_for": line.look_for},
            note=note,
            is_writable=self.may_change,
        )

    def _do(self, deed: str, line: PromptLine) -> None:
        if self._read is None:
            return
        match deed:
            case "ask":
                self._write(partial(leave_out if line.is_asked else ask_it, self._read, line.key))
            case "off":
                self._write(partial(switch_off, self._read, line.key))
            case "shipped":
                self._write(partial(back_to_shipped_words, self._read, line.key))
            case "take_back":
                self._take_back()

    @Slot(object)
    def _keep(self, values: dict[str, Any]) -> None:
        if self._read is not None:
            self._write(partial(reword, self._read, self._opened, values["text"], values["look_for"]))

    # Helpers

    def _show(self, read: PromptsPage) -> None:
        self._read = read
        self._offer(read.types, read.type_id)
        self._show_lines()


def _own(line: PromptLine) -> str:
    return "changed here" if line.is_own else ""


def _asked_in(line: PromptLine) -> str:
    return many(len(line.asked_in), "kind of meeting", "kinds of meeting") if line.asked_in else "△ nowhere"
