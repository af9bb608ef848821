"""Somebody who types into the real window and may be killed at any moment.

Tells of every key when it was pressed, and what the line, or the entry that is edited, holds since.
Run as a program it waits for orders on its standard input, one a line, and forks a window for each:
forking is quicker than starting Python anew for each of many kills.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from meetingdesk.app.demo.bulk import generate
from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Block
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import AgendaPoint, MeetingCase
from meetingdesk.storage.tables import TABLES
from tests.sitting import let_it_sit, someone
from tests.stores import CHEAP_KEY, open_copy
from tests.typed_window import ALT, CONTROL, NONE, SHIFT, TypedWindow, warm
from tests.ui.meeting.seeds import PLANS
from ui.answer_keeper import AnswerKeeper
from ui.destination import Destination
from ui.screens.actions.deeds import ActionDeeds
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.cards.card_deeds import CardDeeds
from ui.screens.meeting.cards.field_edit import FieldEdit, TypedField, UnderstoodField
from ui.screens.meeting.line_keeper import LineKeeper
from ui.screens.meeting.opener.opener_asks import OpenerAsks
from ui.screens.meeting.screen import MeetingScreen
from ui.screens.meeting.stream_deeds import StreamDeeds

CASES = 4
PERSON, SHORT_FORMS, OWN_WORDS = "person", "short_forms", "words"
REVIEW, ACTIONS = "review", "actions"
"""Where a question about an action is answered: in the review of a meeting, and among all actions."""
SECTIONS = {
    "marac": (
        *(SectionKind.VOICE, SectionKind.PEOPLE, SectionKind.RISK, SectionKind.REFLECTION),
        *(SectionKind.DECISION, SectionKind.TOLD, SectionKind.NEXT_MEETING),
        *(SectionKind.REFERRAL, SectionKind.CONTACT),
    ),
    "icpc": (
        *(SectionKind.PLAN, SectionKind.CORE_GROUP, SectionKind.FAMILY_VIEWS, SectionKind.CHALLENGE),
        *(SectionKind.EVENTS, SectionKind.PEOPLE, SectionKind.VOICE),
    ),
}
"""The cards that somebody fills in, by the kind of meeting that sits."""

ROOM_LEFT = 200
"""A field of one line that holds more than this is left alone: it takes three hundred letters."""
ENDLESS = 1_000
EARLY = 0.8
"""How many of those who type begin with filling something in."""

FASTEST, SLOWEST = 0.01, 0.04
"""Seconds between two keys: talk that is written down as it is spoken, or faster."""

NEVER_MS = 600_000
SAID = (
    "mother school visit wednesday police attended the front door after a call from neighbour and he "
    "left before they came she told nurse that the children sleep at her sister and want to go home "
    "housing will change locks Jane agreed safeguarding appointment on friday worried about money"
)
WORDS = tuple(SAID.split(" "))
PREFIXES = ("", "", "", "po ", "csc ", "ho: ", "d ", "? ", "! po ", "po fact: ")


def places(kind: str) -> tuple[str, ...]:
    """Return where somebody fills something in while a meeting of a kind sits."""
    if kind == "core_group":
        return REVIEW, ACTIONS
    return (*SECTIONS[kind], PERSON, SHORT_FORMS, OWN_WORDS)


def prepare(folder: Path, kind: str = "marac") -> UUID:
    """Put a meeting that sits now into a store: of some cases, or about one family; return its identifier."""
    store = open_copy(folder, CHEAP_KEY)
    try:
        if kind == "marac":
            made = generate(
                store, someone(), meetings=1, cases=CASES, entries_per_meeting=3, actions_per_meeting=1
            )
            meeting_id = made.with_cases[0]
        else:
            meeting_id = PLANS[kind](Desk(store, someone())).meeting_id
        with store.reading(someone()) as reading:
            order = (TABLES[MeetingCase].c.position,)
            cases = reading.find(MeetingCase, order=order, meeting_id=meeting_id)
            family_id = cases[0].family_id if cases else None
            point = reading.find(
                AgendaPoint, meeting_id=meeting_id, family_id=family_id, section="information"
            )[0]
        let_it_sit(store, meeting_id, point.id)
    finally:
        store.close()
    return meeting_id


class Typist:
    """Types for ever, and tells what was pressed and what stands there since."""

    def __init__(self, typed: TypedWindow, rnd: random.Random, number: int, place: str) -> None:
        self._typed = typed
        self._rnd = rnd
        self._number = number
        self._place = place
        self._more_words = 0
        self._told_faults = 0
        self._files = ""
        self._card: tuple[str, FieldEdit | _Answer] | None = None
        self._sent: dict[int, tuple[QObject, str]] = {}
        self._acknowledged: set[str] = set()
        # Which line an answer belongs to is known only to the one who asked.
        self._execute, typed.bridge.execute = typed.bridge.execute, self._send  # type: ignore[method-assign]  # to listen in
        typed.bridge.changed.connect(self._saved)

    @property
    def _live(self) -> MeetingScreen:
        return self._typed.live

    def line(self) -> list[object]:
        edit = self._live.capture.edit
        return [edit.toPlainText(), edit.textCursor().position(), str(self._live.standing.point_id or "")]

    def type_one_line(self) -> None:
        while True:
            self._type(self._words(1) + " ")

    def type_on_one_card(self) -> None:
        self._more_words = ENDLESS
        self._fill_in_card()

    def type_for_ever(self) -> None:
        acts = (self._say, self._say, self._say, self._edit, self._edit, self._fill_in, self._go_on)
        if self._rnd.random() < EARLY:
            self._fill_in()
        while True:
            self._rnd.choice(acts)()

    # What somebody does

    def _say(self) -> None:
        marker = self._marker()
        if self._rnd.random() < 0.3:
            self._key(Qt.Key.Key_Tab)
        else:
            self._type(self._rnd.choice(PREFIXES))
        self._type(f"{marker} {self._words(self._rnd.randint(1, 4))}")
        if self._rnd.random() < 0.3:
            self._change_something()
        if self._rnd.random() < 0.15:
            self._go_on()
        self._enter()
        if self._rnd.random() < 0.25:
            self._take_back(marker)

    def _enter(self) -> None:
        # What was undone in the text may have taken the marker with it.
        text = self._live.capture.text
        self._key(Qt.Key.Key_Return, files=next(filter(is_marker, text.split()), ""), enters=True)

    def _change_something(self) -> None:
        match self._rnd.randrange(4):
            case 0:
                self._key(Qt.Key.Key_Z, CONTROL)
                self._type(self._words(2))
            case 1:
                for _ in range(self._rnd.randint(1, 5)):
                    self._key(Qt.Key.Key_Left)
                self._type(" not")
            case 2:
                self._key(Qt.Key.Key_Backspace)
                self._type(self._words(1))
            case _:
                self._key(Qt.Key.Key_Return, SHIFT)
                self._type(self._words(2))

    def _take_back(self, marker: str) -> None:
        self._typed.settle()
        if marker not in self._acknowledged:
            return
        self._key(Qt.Key.Key_Z, CONTROL, gone=marker)
        if self._rnd.random() < 0.5:
            self._typed.settle()
            self._key(Qt.Key.Key_Z, CONTROL | SHIFT, files=marker)

    def _edit(self) -> None:
        if self._live.capture.text:
            self._enter()
        self._typed.settle()
        stream = self._live.stream
        self._key(Qt.Key.Key_Up)
        for _ in range(self._rnd.randrange(3)):
            self._key(Qt.Key.Key_Up)
        chosen = stream.chosen()
        if stream.hasFocus() and chosen is not None and isinstance(chosen.row, Entry):
            self._key(Qt.Key.Key_Return)
            # Words that are put into the middle of a marker would make it unfindable.
            for _ in range(min(self._rnd.randrange(4), _behind_markers(chosen.row.text))):
                self._key(Qt.Key.Key_Left)
            self._type(f" {self._words(self._rnd.randint(1, 4))}", stream.editor)
            if self._rnd.random() < 0.3:
                self._key(Qt.Key.Key_Z, CONTROL)
                self._type(" again", stream.editor)
            if self._rnd.random() < 0.5:
                self._key(Qt.Key.Key_Return)
        # Twice where names are offered: the first takes only them away.
        while not self._live.capture.edit.hasFocus():
            self._key(Qt.Key.Key_Escape)

    def _fill_in(self) -> None:
        """Write where it was planned: on a card, about a person of the family, or among one's own words."""
        if self._live.capture.text:
            self._enter()
        match self._place:
            case "person":
                self._fill_in_person()
            case "short_forms" | "words":
                self._add_word()
            case "review":
                self._answer_in_review()
            case "actions":
                self._answer_among_actions()
            case _:
                self._fill_in_card()

    def _fill_in_card(self) -> None:
        live = self._live
        head = live.standing.head
        assert head is not None
        points = [point for point in head.points if point.kind == self._place]
        point = next((one for one in points if one.family_id == live.standing.family_id), points[0])
        live.go_to_point(point.id)
        tell(at=time.monotonic(), line=self.line())
        self._typed.settle()
        self._key(Qt.Key.Key_F5)
        self._type_on(live.board)
        while not live.capture.edit.hasFocus():
            self._key(Qt.Key.Key_Escape)

    def _fill_in_person(self) -> None:
        """Write on the card of somebody on the page of their family, and go back to the meeting."""
        window, meeting_id = self._typed.window, self._live.standing.meeting_id
        head = self._live.standing.head
        assert head is not None
        families = [point.family_id for point in head.points if point.family_id is not None]
        family_id = self._rnd.choice(families or [head.meeting.family_id])
        window.open(Destination("families", family_id=family_id))
        page = window.families.page
        self._typed.wait(lambda: page.page is not None and page.family_id == family_id)
        assert page.page is not None
        page.open_person(self._rnd.choice(page.page.drawn.boxes).person_id)
        self._typed.settle()
        assert page.panel is not None
        self._type_on(page.panel.board)
        self._key(Qt.Key.Key_Escape)
        self._back_to(meeting_id)

    def _add_word(self) -> None:
        """Add a line to one's own short forms or words, and go back to the meeting."""
        window, meeting_id = self._typed.window, self._live.standing.meeting_id
        window.go("settings")
        window.settings_screen.show_subject(self._place)
        self._typed.settle()
        page = window.settings_screen.page
        self._key(Qt.Key.Key_Insert)
        word = self._marker()
        text = ""
        inputs = tuple(page.form.inputs.values())  # type: ignore[attr-defined]  # both pages have it
        self._type(word, inputs[0])
        if self._place == SHORT_FORMS:
            self._key(Qt.Key.Key_Tab)
            text = self._words(3)
            self._type(text, inputs[1])
        self._key(Qt.Key.Key_Return, CONTROL, word=[self._place, word, text or word])
        self._typed.settle()
        tell(kept=[self._place, word])
        self._back_to(meeting_id)

    def _answer_in_review(self) -> None:
        """Say how it is known that something of last time was done, and perhaps what changed by it."""
        live = self._live
        head = live.standing.head
        assert head is not None
        point = next(point for point in head.points if point.kind == SectionKind.PREVIOUS_ACTIONS)
        live.go_to_point(point.id)
        tell(at=time.monotonic(), line=self.line())
        self._typed.settle()
        self._key(Qt.Key.Key_F5)
        asks = live.findChild(OpenerAsks)
        assert asks is not None
        self._answer(asks.keeper, live.ask.field)
        if self._rnd.random() < 0.5:
            self._key(Qt.Key.Key_Return)
            self._answer(asks.keeper, live.ask.field, is_second=True)
        self._let_go(asks.keeper)
        while not live.capture.edit.hasFocus():
            self._key(Qt.Key.Key_Escape)

    def _answer_among_actions(self) -> None:
        """Say the same of an action on the screen of all of them, and go back to the meeting."""
        window, meeting_id = self._typed.window, self._live.standing.meeting_id
        window.go("actions")
        self._typed.settle()
        deeds = window.findChild(ActionDeeds)
        assert deeds is not None
        self._answer(deeds.keeper, deeds.question.field)
        self._let_go(deeds.keeper)
        self._key(Qt.Key.Key_Escape)
        self._back_to(meeting_id)

    def _answer(self, keeper: AnswerKeeper, field: QLineEdit, *, is_second: bool = False) -> None:
        if not is_second:
            self._key("d")
        self._typed.settle()
        about, question = keeper._about, keeper._question
        assert about, "nothing is asked"
        place = json.dumps([ANSWERS, self._place, about, question])
        self._card = (place, _Answer(keeper, field, about, question))
        tell(card=[place, field.text()], place=self._place)
        self._type(f"{self._words(self._rnd.randint(2, 6))} ", field)
        self._key(Qt.Key.Key_Backspace)
        self._card = None

    def _let_go(self, keeper: AnswerKeeper) -> None:
        """Tell that nothing typed about this is wanted any more; the next key leaves the questions."""
        for question in keeper._typed:
            place = json.dumps([ANSWERS, self._place, keeper._about, question])
            tell(at=time.monotonic(), card=[place, ""], place=self._place)

    def _back_to(self, meeting_id: UUID | None) -> None:
        assert meeting_id is not None
        self._typed.open_meeting(meeting_id)
        self._typed.settle()
        while not self._live.capture.edit.hasFocus():
            self._key(Qt.Key.Key_Escape)

    def _type_on(self, board: CardBoard) -> None:
        """Write some words into a field of a card."""
        self._typed.wait(lambda: board.is_whole)
        fields = [
            (block, edit)
            for view in board.views
            for block, edit in view.all_edits()
            if isinstance(edit, TypedField)
            and not isinstance(edit, UnderstoodField)
            and edit.isVisible()
            and not edit.edit.isReadOnly()
            and len(edit.edit.toPlainText()) < ROOM_LEFT
        ]
        if not fields:
            return
        block, edit = self._rnd.choice(fields)
        edit.focus_widget.setFocus()
        self._typed.settle()
        self._card = (place_in_record(block, edit.field.name), edit)
        tell(card=[self._card[0], str(edit.recorded or "")], place=self._place)
        self._type(f"{self._words(self._rnd.randint(2, 6) + self._more_words)} ", edit.focus_widget)
        self._card = None

    def _go_on(self) -> None:
        self._key(self._rnd.choice((Qt.Key.Key_Down, Qt.Key.Key_Up)), ALT)

    # Keys

    def _type(self, text: str, into: QWidget | None = None) -> None:
        wanted = into or self._live.capture.edit
        for letter in text:
            assert QApplication.focusWidget() is wanted, f"{QApplication.focusWidget()!r} has the keyboard"
            self._key(letter)

    def _key(
        self,
        key: Qt.Key | str,
        held: Qt.KeyboardModifier = NONE,
        files: str = "",
        **does: str | bool | list[str],
    ) -> None:
        at = time.monotonic()
        if files or does:
            # Before the key: whoever is killed between the key and the telling has told what it does.
            tell(at=at, **does, **({"files": files} if files else {}))
        self._files = files if "enters" in does else ""
        self._typed.press(key, held)
        told: dict[str, Any] = {"at": at, "line": self.line()}
        editor = self._live.stream.editor
        if editor is not None and editor.property("filled"):
            told["entry"] = [editor.property("entry"), editor.toPlainText()]
        if self._card is not None:
            told["card"] = [self._card[0], self._card[1].value]
            told["place"] = self._place
        faults = self._typed.faults
        if len(faults) > self._told_faults:
            told["faults"], self._told_faults = faults[self._told_faults :], len(faults)
        tell(**told)
        self._typed.rest(self._rnd.uniform(FASTEST, SLOWEST))

    def _marker(self) -> str:
        self._number += 1
        return marker_of(self._number)

    def _words(self, count: int) -> str:
        return " ".join(self._rnd.choices(WORDS, k=count))

    # What comes back

    def _send(self, command: Any, asker: QObject | None) -> None:
        if asker is not None and self._files and type(asker).__name__ == "_Asker":
            # The asker is kept, so that no later one has its number.
            self._sent[id(asker)] = (asker, self._files)
            self._files = ""
        self._execute(command, asker)

    def _saved(self, _touched: frozenset[str], asker: object) -> None:
        _, marker = self._sent.get(id(asker), (None, ""))
        if marker:
            self._acknowledged.add(marker)
            tell(saved=marker)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What stands in the field of a question."""

    keeper: AnswerKeeper
    field: QLineEdit
    about: str
    question: str

    @property
    def value(self) -> str:
        is_asked = (self.keeper._about, self.keeper._question) == (self.about, self.question)
        return self.field.text() if is_asked else ""


ANSWERS = "answers"


def place_in_record(block: Block, name: str) -> str:
    """Return in which field of which row something stands, as the one who looks afterwards finds it."""
    identity = [[key, None if value is None else str(value)] for key, value in block.identity]
    return json.dumps([block.kind.table, identity, name])


def marker_of(number: int) -> str:
    """Return a word that stands in one line alone: letters only, for figures are read as dates."""
    letters = ""
    while number:
        number, place = divmod(number, 20)
        letters = "abcdefghijklmnoprstu"[place] + letters
    return f"zq{letters}x"


def is_marker(word: str) -> bool:
    return word.startswith("zq") and word.endswith("x")


def _behind_markers(text: str) -> int:
    """Count the letters that stand behind the last marker of a text."""
    ends = [found.end() for found in re.finditer(r"\w+", text) if is_marker(found.group())]
    return len(text) - max(ends, default=0)


def tell(**what: object) -> None:
    os.write(sys.stdout.fileno(), f"{json.dumps(what)}\n".encode())


def type_until_killed(folder: Path, order: dict[str, Any]) -> None:
    """Open the window as after any start, and type."""
    if not order["keeps"]:
        for keeper in (LineKeeper, StreamDeeds, CardDeeds, AnswerKeeper):
            keeper.PAUSE_MS = keeper.LATEST_MS = NEVER_MS
    typed = TypedWindow.opened(folder, folder / "settings")
    meeting_id = UUID(order["meeting"])
    if order["is_here"]:
        typed.wait(lambda: typed.is_open(meeting_id))
    else:
        typed.open_meeting(meeting_id)
    typist = Typist(typed, random.Random(order["seed"]), order["number"], order["place"])
    tell(opened=typist.line())
    if order["keeps"]:
        typist.type_for_ever()
    elif order["is_on_card"]:
        typist.type_on_one_card()
    else:
        typist.type_one_line()


def main() -> None:
    """Fork a window for every order that comes in, and say when it is gone."""
    folder = Path(sys.argv[1])
    warm()
    for line in sys.stdin:
        # The number of the process goes out before it can tell anything.
        ready, go = os.pipe()
        window = os.fork()
        if window == 0:
            os.read(ready, 1)
            try:
                with suppress(BrokenPipeError):
                    type_until_killed(folder, json.loads(line))
            except BaseException as error:  # noqa: BLE001 - whatever it was, the one who asked is told
                tell(faults=[f"{type(error).__name__}: {error}"])
            os._exit(1)
        tell(process=window)
        os.write(go, b".")
        os.waitpid(window, 0)
        os.close(ready)
        os.close(go)
        tell(gone=True)


if __name__ == "__main__":
    main()
