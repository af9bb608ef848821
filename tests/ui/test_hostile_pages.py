from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meetingdesk.app.desk import Desk
from meetingdesk.app.live.cards.card import Block
from meetingdesk.domain.meeting_words import SectionKind
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
from tests.ui.one_meeting import OneMeeting
from tests.ui.outside import Outside
from tests.ui.spoilt import Marks, fields_of_words
from tests.ui.windows import Stage
from ui.labels import label
from ui.lane import Lanes
from ui.screens.meeting.cards.card_board import CardBoard
from ui.screens.meeting.cards.field_edit import WORDS, TypedField
from ui.theme import Theme

Field = tuple[type[Row], str]
LEAST_PLACES = 140
"""Of the 270 fields that people write into, so many stand on some page by now; the others wait for theirs."""
LEAST_FIELDS = 12


@pytest.fixture
def conference(given: tuple[Any, ...]) -> Iterator[Stage]:
    stage = OneMeeting(*given, kind="icpc")
    yield stage
    stage.close()


# Pages


def test_every_page_shows_hostile_texts_as_they_are_and_no_wider_than_its_window(
    stage: Stage, lanes: Lanes, outside: Outside, tmp_path: Path
) -> None:
    marks, failed = Marks(), list[BaseException]()
    lanes.failed.connect(failed.append)
    stage.bridge.refused.connect(lambda error, _: failed.append(error))
    faults: list[str] = []
    seen: set[type[QWidget]] = set()
    stood: set[tuple[str, str]] = set()

    for name, window in pages(stage, marks, tmp_path):
        window.grab()
        seen |= {type(widget) for widget in shown_in(window)}
        stood |= {marks.places[mark] for mark in marks.in_texts(heard_in(window))}
        faults += (f"{name}: {fault}" for fault in faults_of(window, marks))

    assert not faults, "\n" + "\n".join(faults)
    assert fields_of_words() - set(marks.places.values()) == set()
    assert unseen(seen) == []
    assert len(stood) > LEAST_PLACES
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


def test_what_is_pasted_into_a_card_is_kept_as_it_is_and_undo_shows_what_stood_there(
    conference: Stage, outside: Outside
) -> None:
    live = conference.screen("icpc")
    conference.go_to(live, SectionKind.VOICE)
    fields = [
        (block, edit)
        for view in live.board.views
        for block, edit in view.all_edits()
        if isinstance(edit, TypedField) and edit.field.kind in WORDS and not edit.isHidden()
    ]
    texts = [text for text in map(gate, SAMPLE) if text.strip()]
    typed = [(block, edit, text, edit.value) for (block, edit), text in zip(fields, texts, strict=False)]

    for _, edit, text, _ in typed:
        edit.edit.insertPlainText(text)
    live.filling.keep_now()
    conference.wait()
    kept = [kept_of(conference.desk, block, edit.field.name) for block, edit, _, _ in typed]
    live.window().grab()
    labels = lint.markup_labels(live.window())
    for _ in typed:
        conference.bridge.undo()
    conference.wait()

    assert len(typed) > LEAST_FIELDS
    assert kept == [text.replace("\u00a0", " ").removeprefix("\ufeff") for _, _, text, _ in typed]
    assert [edit.value for _, edit, _, _ in typed] == [before for *_, before in typed]
    assert labels == []
    assert outside.touched() == []


def kept_of(desk: Desk, block: Block, name: str) -> str:
    with desk.reading() as reading:
        return next((getattr(row, name) for row in reading.find(block.kind, **dict(block.identity))), "")


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
