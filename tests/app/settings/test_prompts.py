from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.settings_files import take_back
from meetingdesk.app.settings_prompts import (
    PromptsPage,
    ask_it,
    back_to_shipped_words,
    leave_out,
    read_prompts,
    reword,
    switch_off,
)
from meetingdesk.errors import DefinitionError, MeetingDeskError, NotAllowed, StaleRecord
from meetingdesk.resources import resource
from tests.people import person_with

HARM, MARAC = "prompts/harm.toml", "meeting_types/marac.toml"


def test_those_that_are_asked_come_first(office: Desk) -> None:
    page = _read(office)

    assert [line.key for line in page.lines if line.is_asked] == list(
        rulebook().meeting_types["marac"].prompts
    )
    assert page.line("likely_again").look_for.startswith("Separation")
    assert len(page.line("beyond_the_incident").asked_in) == 2


def test_other_words_are_in_force_and_the_rest_of_the_file_stays(office: Desk, own: Path) -> None:
    reword(_read(office), "likely_again", " Will it happen\nagain? ", "Anything.", office)

    assert rulebook().prompts["likely_again"].text == "Will it happen again?"
    shipped = resource("prompts", "harm.toml").read_text(encoding="utf-8")
    assert (own / HARM).read_text(encoding="utf-8") == shipped.replace(
        "How likely is it to happen again, and what would we see first?", "Will it happen again?"
    ).replace(
        "Separation, release dates, court dates, birth, contact arrangements, money, new partners.",
        "Anything.",
    )
    line = _read(office).line("likely_again")
    assert (line.is_own, line.shipped) == (
        True,
        "How likely is it to happen again, and what would we see first?",
    )


def test_the_words_go_back_to_what_was_shipped(office: Desk, own: Path) -> None:
    reword(_read(office), "likely_again", "Will it?", "", office)

    back_to_shipped_words(_read(office), "likely_again", office)

    assert not (own / HARM).exists()


@pytest.mark.parametrize(("text", "look_for"), [("", "x"), ("x" * 121, ""), ("x", "y" * 301)])
def test_words_that_nobody_can_read_aloud_are_refused(
    office: Desk, own: Path, text: str, look_for: str
) -> None:
    with pytest.raises(MeetingDeskError) as refused:
        reword(_read(office), "likely_again", text, look_for, office)

    assert "Nothing was changed." in refused.value.hint
    assert not own.exists()


def test_a_kind_of_meeting_asks_another_question(office: Desk, own: Path) -> None:
    with pytest.raises(MeetingDeskError, match="3 questions are the most"):
        ask_it(_read(office), "seen_or_told", office)

    leave_out(_read(office), "likely_again", office)
    ask_it(_read(office), "seen_or_told", office)

    assert rulebook().meeting_types["marac"].prompts == (
        "beyond_the_incident",
        "caring_meanwhile",
        "seen_or_told",
    )
    shipped = resource("meeting_types", "marac.toml").read_text(encoding="utf-8")
    assert (own / MARAC).read_text(encoding="utf-8") == shipped.replace('"likely_again"]', '"seen_or_told"]')


def test_a_question_is_switched_off_everywhere_and_it_is_taken_back(office: Desk, own: Path) -> None:
    written = switch_off(_read(office), "likely_again", office)
    assert all("likely_again" not in kind.prompts for kind in rulebook().meeting_types.values())
    assert _read(office).line("likely_again").asked_in == ()

    take_back(written, office)

    assert list((own / "meeting_types").iterdir()) == []


def test_a_file_changed_by_hand_meanwhile_is_kept(office: Desk, own: Path) -> None:
    page = _read(office)
    (own / "prompts").mkdir(parents=True)
    text = resource("prompts", "harm.toml").read_text(encoding="utf-8") + "# ours\n"
    (own / HARM).write_text(text, encoding="utf-8")

    with pytest.raises(StaleRecord):
        reword(page, "likely_again", "Will it?", "", office)
    reword(_read(office), "likely_again", "Will it?", "", office)

    assert (own / HARM).read_text(encoding="utf-8").endswith("# ours\n")


def test_a_broken_file_is_named_with_its_line(office: Desk, own: Path) -> None:
    (own / "prompts").mkdir(parents=True)
    (own / HARM).write_text("[[prompts]]\nkey = 1\n")

    with pytest.raises(DefinitionError, match=r"harm.toml, line \d"):
        _read(office)


def test_a_question_of_ones_own_was_never_shipped(office: Desk, own: Path) -> None:
    (own / "prompts").mkdir(parents=True)
    (own / "prompts" / "ours.toml").write_text(
        '[[prompts]]\nkey = "ours"\ntext = "Who has a key?"\nabout = "keys"\n', encoding="utf-8"
    )
    reword(_read(office), "ours", "Who else has a key?", "Landlords.", office)

    with pytest.raises(MeetingDeskError, match="was not shipped"):
        back_to_shipped_words(_read(office), "ours", office)

    assert (
        (own / "prompts" / "ours.toml")
        .read_text(encoding="utf-8")
        .endswith('text = "Who else has a key?"\nabout = "keys"\nlook_for = "Landlords."\n')
    )


def test_whoever_may_not_change_settings_changes_no_question(office: Desk, own: Path) -> None:
    office.person = person_with("chair")

    with pytest.raises(NotAllowed):
        switch_off(_read(office), "likely_again", office)

    assert not own.exists()


def _read(desk: Desk) -> PromptsPage:
    with desk.reading() as reading:
        return read_prompts(reading, "marac")
