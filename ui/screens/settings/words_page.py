"""One's own short forms and words: added, changed and taken out, each step taken back with U."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from meetingdesk.app.settings_words import (
    ShortForm,
    list_short_forms,
    put_short_form,
    put_word,
    take_short_form_out,
    take_word_out,
)
from meetingdesk.app.snippets import keep_own_snippets
from meetingdesk.app.spelling import keep_own_words, own_words
from ui.bridge import Bridge
from ui.models.grouped_model import LinesUnder
from ui.models.paged_model import Column
from ui.screens.settings.form import FormField, FormKind
from ui.screens.settings.page import ListPage, PageWords, has_words
from ui.theme import Theme
from ui.wall_clock import WallClock

if TYPE_CHECKING:
    from meetingdesk.app.desk import Desk

SHORT_FORMS = PageWords(
    "Short forms",
    "Type a semicolon and the letters in a meeting, then Space: ;nfa becomes “no further action”. Your own "
    "win over those that everybody has, and are kept with you in the store.",
    "Filter the short forms",
    "There are no short forms",
    "Ins adds one.",
)
OWN_WORDS = PageWords(
    "Own words",
    "Words that you had counted as right, with F7 in a meeting or here. They are kept with you in the store.",
    "Filter the words",
    "You have no words of your own yet",
    "Ins adds one; in a meeting, F7 on a word that is marked does.",
)


class OwnPage(ListPage):
    """Keeps what belongs to the person at the desk.

    Signals:
        words_changed: Something else is kept now; whoever uses it reads it again.
    """

    words_changed = Signal()

    def __init__(self, *given: Any, **more: Any) -> None:
        self._steps: list[Any] = []
        super().__init__(*given, **more)
        self.add_button = self._add_button(self.tr("Add"), "Ins", self.tr("Add a line"))
        self.back_button = self._add_button(
            self.tr("Take back"), "", self.tr("Take back the last change that was made here (U)")
        )
        self.back_button.setEnabled(False)
        self._add_hint("Enter", self.tr("change"), self.tr("Change the line"), "open")
        self._add_hint("Del", self.tr("take out"), self.tr("Take the line out"), "delete")
        self._add_hint("U", self.tr("take back"), self.tr("Take back the last change"), "take_back")
        self.add_button.clicked.connect(self._add)
        self.back_button.clicked.connect(self._take_back)

    @property
    def may_change(self) -> bool:
        """Whether this may be changed: what is one's own always may."""
        return True

    def _put_back(self, before: Any) -> Callable[[Desk], object]:
        raise NotImplementedError

    def _add_line(self) -> None:
        raise NotImplementedError

    def _write(self, job: Callable[[Desk], Any]) -> None:
        self.message.put_away()
        self._bridge.write(job, self, self._written, self._fail)

    @Slot()
    def _add(self) -> None:
        self._add_line()
        self._show_side(self.form)
        self.form.take_focus()

    @Slot()
    def _take_back(self) -> None:
        if self._steps:
            self._bridge.write(self._put_back(self._steps[-1]), self, self._taken_back, self._fail)

    def _written(self, before: Any) -> None:
        self._steps.append(before)
        self._after_keeping()
        self._settle()

    def _taken_back(self, _nothing: object) -> None:
        self._steps.pop()
        self._settle()

    def _settle(self) -> None:
        self.back_button.setEnabled(bool(self._steps))
        self.words_changed.emit()
        self.read_again()


class ShortFormsPage(OwnPage):
    """Lists the short forms, one's own first."""

    def __init__(
        self, bridge: Bridge, theme: Theme, _clock: WallClock, parent: QWidget | None = None
    ) -> None:
        self._lines: tuple[ShortForm, ...] = ()
        self._before = ""
        columns: tuple[Column[ShortForm], ...] = (
            Column("Typed", lambda line: f";{line.short}", is_strong=True, width=150),
            Column("Becomes", lambda line: line.text, below=_common),
        )
        fields = (
            FormField("short", "&Letters", hint="One to twenty small letters or digits.", longest=21),
            FormField("text", "&Text", FormKind.TEXT, hint="{} stands where the cursor is to be afterwards."),
        )
        keys = {"delete": "delete", "u": "take_back"}
        super().__init__(SHORT_FORMS, columns, fields, bridge, theme, keys, parent=parent)

    @Slot()
    def read_again(self) -> None:
        """Read the short forms anew."""
        self._bridge.read(list_short_forms, self, self._show, otherwise=self._say_reading_failed)

    def _groups(self, typed: str) -> Iterable[LinesUnder[ShortForm]]:
        lines = [line for line in self._lines if has_words(typed, f";{line.short}", line.text)]
        own = tuple(line for line in lines if line.is_own)
        return (
            LinesUnder("Your own", own),
            LinesUnder("Everybody’s", tuple(line for line in lines if not line.is_own)),
        )

    def _key_of(self, line: ShortForm) -> str:
        return line.short

    def _add_line(self) -> None:
        self._before = ""
        self.form.show_values(self.tr("A new short form"), {})

    def _open(self, line: ShortForm) -> None:
        self._before = line.short if line.is_own else ""
        note = "" if line.is_own else self.tr("Everybody has this one. What you keep here is yours alone.")
        self.form.show_values(f";{line.short}", {"short": line.short, "text": line.text}, note=note)

    def _do(self, deed: str, line: ShortForm) -> None:
        if deed == "take_back":
            self._take_back()
        else:
            self._write(partial(take_short_form_out, line.short))

    @Slot(object)
    def _keep(self, values: dict[str, Any]) -> None:
        self._wanted = values["short"].strip().removeprefix(";").lower()
        self._write(partial(put_short_form, self._before, values["short"], values["text"]))

    def _put_back(self, before: Any) -> Callable[[Desk], object]:
        return partial(keep_own_snippets, before)

    def _show(self, lines: tuple[ShortForm, ...]) -> None:
        self._lines = lines
        self._show_lines()


class OwnWordsPage(OwnPage):
    """Lists the words that the person at the desk had counted as right."""

    def __init__(
        self, bridge: Bridge, theme: Theme, _clock: WallClock, parent: QWidget | None = None
    ) -> None:
        self._words_read: tuple[str, ...] = ()
        self._before = ""
        columns: tuple[Column[str], ...] = (Column("Word", str, is_strong=True),)
        fields = (FormField("word", "&Word", hint="One word, as it is to be spelt.", longest=100),)
        keys = {"delete": "delete", "u": "take_back"}
        super().__init__(OWN_WORDS, columns, fields, bridge, theme, keys, parent=parent)

    @Slot()
    def read_again(self) -> None:
        """Read the words anew."""
        self._bridge.read(own_words, self, self._show, otherwise=self._say_reading_failed)

    def _groups(self, typed: str) -> Iterable[LinesUnder[str]]:
        return (LinesUnder("", tuple(word for word in self._words_read if has_words(typed, word))),)

    def _key_of(self, line: str) -> str:
        return line

    def _add_line(self) -> None:
        self._before = ""
        self.form.show_values(self.tr("A new word"), {})

    def _open(self, line: str) -> None:
        self._before = line
        self.form.show_values(line, {"word": line})

    def _do(self, deed: str, line: str) -> None:
        if deed == "take_back":
            self._take_back()
        else:
            self._write(partial(take_word_out, line))

    @Slot(object)
    def _keep(self, values: dict[str, Any]) -> None:
        self._wanted = values["word"].strip()
        self._write(partial(put_word, self._before, values["word"]))

    def _put_back(self, before: Any) -> Callable[[Desk], object]:
        return partial(keep_own_words, before)

    def _show(self, words: tuple[str, ...]) -> None:
        self._words_read = words
        self._show_lines()


def _common(line: ShortForm) -> str:
    return f"everybody’s: {line.common}" if line.is_own and line.common else ""
