from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.at import WITH_CARDS
from meetingdesk.app.live.cards.card import Block
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.rows import Row
from meetingdesk.domain.text import gate
from tests.ui import lint
from tests.ui.hostile import SAMPLE
from tests.ui.hostile_pages import (
    heard_in,
    pages,
    read_in,
    shown_in,
    taken_for_keys,
    that_read_markup,
    too_wide,
    unseen,
    widgets_of_the_application,
)
from tests.ui.outside import Outside, watched
from tests.ui.spoilt import LONGEST_LINE, Marks, fields_of_words
from tests.ui.windows import Stage
from ui.bridge import Bridge
from ui.labels import label
from ui.lane import Lanes
from ui.problems import Problems
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.cards.card_deeds import CardDeeds
from ui.screens.meeting.cards.field_edit import WORDS, TypedField, UnderstoodField
from ui.settings import Settings
from ui.theme import Theme

Field = tuple[type[Row], str]
LEAST_PLACES = 150
"""Of the 270 fields that people write into, so many stand on some page by now; the others wait for theirs."""
LEAST_FIELDS = 60


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    with watched(tmp_path) as outside:
        yield outside


@pytest.fixture
def stage(
    qtbot: QtBot,
    theme: Theme,
    bridge: Bridge,
    ui_desk: Desk,
    settings: Settings,
    problems: Problems,
    lanes: Lanes,
) -> Iterator[Stage]:
    stage = Stage(qtbot, theme, bridge, ui_desk, settings, problems, lanes)
    yield stage
    stage.close()


def test_every_page_shows_hostile_texts_as_they_are_and_every_card_takes_them_and_gives_them_back(
    stage: Stage, lanes: Lanes, outside: Outside, tmp_path: Path
) -> None:
    marks, failed = Marks(), list[BaseException]()
    lanes.failed.connect(failed.append)
    stage.bridge.refused.connect(lambda error, _: failed.append(error))
    typing = TypingOnCards(stage)
    faults: list[str] = []
    seen: set[type[QWidget]] = set()
    stood: set[tuple[str, str]] = set()

    for name, window in pages(stage, marks, tmp_path):
        window.grab()
        seen |= {type(widget) for widget in shown_in(window)}
        stood |= {marks.places[mark] for mark in marks.in_texts(heard_in(window))}
        faults += (f"{name}: {fault}" for fault in faults_of(window, marks))
        faults += (f"{name}: {fault}" for fault in typing.faults_on(window))

    assert not faults, "\n" + "\n".join(faults)
    assert fields_of_words() - set(marks.places.values()) == set()
    assert unseen(seen) == []
    assert typing.sections == WITH_CARDS
    assert len(stood) > LEAST_PLACES
    assert len(typing.done) > LEAST_FIELDS
    assert failed == []
    assert outside.touched() == []


def faults_of(window: QWidget, marks: Marks) -> Iterator[str]:
    read, heard = marks.in_texts(read_in(window)), marks.in_texts(heard_in(window))
    found = {
        "reads markup": (*lint.markup_labels(window), *that_read_markup(window)),
        "reads markup in a tooltip": lint.markup_tooltips(window),
        "takes a sign for a key": taken_for_keys(window, marks),
        "is not heard": {".".join(marks.places[mark]) for mark in read - heard},
        "goes beyond the edge": too_wide(window),
        "is larger than the screen": [fault for fault in lint.clipped(window) if "window needs" in fault],
    }
    for what, texts in found.items():
        yield from (f"{what}: {text[:80]!r}" for text in texts)


# Cards


@dataclass
class TypingOnCards:
    """Types a hostile text into each field of words of the cards that are open, and takes all of it back."""

    stage: Stage
    done: set[Field] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    _texts: Iterator[str] = field(
        default_factory=lambda: cycle(text for text in map(gate, SAMPLE) if text.strip())
    )

    def faults_on(self, window: QWidget) -> Iterator[str]:
        """Return what was not kept as it was typed, or not as it was before when it was taken back."""
        for filling in window.findChildren(CardDeeds):
            board = filling._board
            if board.isVisible() and board.views:
                point = window.meeting.live.standing.point  # type: ignore[attr-defined]  # the frame
                self.sections |= {SectionKind(point.kind)} if point is not None else set()
                yield from self._type(board, filling)

    def _type(self, board: CardBoard, filling: CardDeeds) -> Iterator[str]:
        fields = self._fields_to_type_in(board)
        if not fields:
            return
        desk, bridge = self.stage.desk, self.stage.bridge
        stood, shown = all_rows(desk), shown_on(board)
        sent = [(block, edit.field.name, type_into(edit, next(self._texts))) for block, edit in fields]
        filling.keep_now()
        self.stage.wait()
        for block, name, text in sent:
            if (kept := kept_of(desk, block, name)) != text:
                yield f"{block.kind.table}.{name} holds {kept[:30]!r} and not {text[:30]!r}"
        # The screen looks again after the last one.
        bridge.write(lambda desk: [desk.undo() for _ in sent[1:]], filling, list)
        bridge.undo()
        self.stage.wait()
        back = all_rows(desk)
        for key in stood.keys() | back.keys():
            if stood.get(key) != back.get(key):
                yield f"undo leaves another {(back.get(key) or stood[key]).table}"
        again = shown_on(board)
        for key, value in shown.items():
            if key in again and again[key] != value:
                yield f"after undo a card shows {again[key]!r:.40} and not {value!r:.40}"

    def _fields_to_type_in(self, board: CardBoard) -> list[tuple[Block, TypedField]]:
        """Return the fields of words that nobody typed into yet."""
        found: dict[Field, tuple[Block, TypedField]] = {}
        for view in board.views:
            for block, edit in view.all_edits():
                if isinstance(edit, TypedField) and not isinstance(edit, UnderstoodField):
                    found.setdefault((block.kind, edit.field.name), (block, edit))
        new = {key: one for key, one in found.items() if key not in self.done}
        self.done.update(new)
        return [(block, edit) for block, edit in new.values() if not edit.edit.isReadOnly()]


def type_into(edit: TypedField, text: str) -> str:
    """Put a text in place of what stands in a field, as far as it takes it; return what is to be kept."""
    edit.edit.selectAll()
    edit.edit.insertPlainText(text if edit.field.kind in WORDS else text[:LONGEST_LINE])
    return gate(edit.value)


def all_rows(desk: Desk) -> dict[UUID, Row]:
    with desk.reading() as reading:
        return {row.id: replace(row, version=1) for kind in ROWS for row in reading.find(kind)}


def kept_of(desk: Desk, block: Block, name: str) -> str:
    with desk.reading() as reading:
        return next((getattr(row, name) for row in reading.find(block.kind, **dict(block.identity))), "")


def shown_on(board: CardBoard) -> dict[tuple[object, ...], object]:
    return {
        (block.kind, block.identity, edit.field.name): edit.value
        for view in board.views
        for block, edit in view.all_edits()
    }


# Controls: what would be seen if anything were wrong


def test_the_control_sees_a_page_that_is_among_no_pages() -> None:
    every = set(widgets_of_the_application())

    missing = unseen(every - {CardBoard})

    assert missing == ["ui.screens.meeting.cards.card_board.CardBoard"]
    assert unseen(every) == []


def test_the_control_sees_what_is_wrong_with_a_page(qtbot: QtBot, theme: Theme) -> None:
    marks, page, inside = Marks(), QWidget(), QWidget()
    qtbot.addWidget(page)
    column, area = QVBoxLayout(page), QScrollArea()
    for _ in range(2):
        area.setWidget(inside)
    text = marks.text(("person", "notes"))
    button = QPushButton(f"Smith & Sons {text}")
    named = label(text)
    named.setAccessibleName("A name")
    inside.setMinimumWidth(900)
    for widget in (area, button, named, QTextEdit()):
        column.addWidget(widget)
    page.resize(400, 300)
    page.show()

    assert taken_for_keys(page, marks) != []
    assert that_read_markup(page) == ["QTextEdit"]
    assert too_wide(page) != []
    button.hide()
    assert marks.in_texts(read_in(page)) - marks.in_texts(heard_in(page)) != frozenset()
