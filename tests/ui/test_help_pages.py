from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from meetingdesk.app.definitions import help_pages, rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.domain.help_pages import load_help_pages
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.errors import MeetingDeskError
from tests.ui.meeting.conftest import Begin, Place
from tests.ui.meeting.conftest import begin as begin
from tests.ui.meeting.conftest import sit as sit
from tests.ui.meeting.seeds import plan_icpc

PLACES = (
    "today",
    "meetings",
    "families",
    "actions",
    "settings",
    "preparing",
    "live",
    "roll_call",
    "picture",
    "map",
    "closing",
)
LONGEST = 260
"""A paragraph that is longer is not read in the middle of a meeting."""


@pytest.mark.parametrize("key", [*PLACES, *(f"section.{kind.value}" for kind in SectionKind)])
def test_every_screen_and_part_is_explained_shortly(key: str) -> None:
    page = help_pages()[key]

    assert page.title
    assert 1 <= len(page.text) <= 2
    assert all(len(paragraph) <= LONGEST for paragraph in page.text)


def test_every_question_for_the_room_says_what_it_looks_for() -> None:
    assert [key for key, prompt in rulebook().prompts.items() if not prompt.look_for] == []


def test_a_page_that_is_there_twice_names_the_place(tmp_path: Path) -> None:
    page = '[[pages]]\nkey = "today"\ntitle = "Today"\ntext = ["What needs you."]\n'
    own = tmp_path / "pages.toml"
    own.write_text(page * 2)

    with pytest.raises(MeetingDeskError, match=r"pages.toml, line 6.*'today' is used twice"):
        load_help_pages(own)


def shown(place: Place) -> str:
    sheet = place.window.sheet
    assert sheet is not None
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def test_f1_explains_the_part_of_the_meeting_that_is_open(ui_desk: Desk, begin: Begin) -> None:
    place = begin(plan_icpc(ui_desk))

    place.typist.press("F1")
    assert help_pages()["section.opening"].text[0] in shown(place)
    place.window.activateWindow()
    place.typist.press("Alt+Down")
    place.typist.wait()
    place.typist.press("F1")

    assert help_pages()["section.attendance"].text[0] in shown(place)
    assert help_pages()["live"].text[0] in shown(place)
