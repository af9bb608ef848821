from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.opening import FirstPerson, create_store, unlock_store
from meetingdesk.app.settings_people import add_person, end_person, give_roles, read_people
from meetingdesk.app.settings_words import (
    ShortForm,
    list_short_forms,
    put_short_form,
    put_word,
    take_short_form_out,
    take_word_out,
)
from meetingdesk.app.snippets import keep_own_snippets
from meetingdesk.app.spelling import own_words
from meetingdesk.domain.agencies import Staff
from meetingdesk.errors import MeetingDeskError, NotAllowed, WrongPassphrase
from meetingdesk.storage.cost import Cost
from tests.people import person_with

CHEAP = Cost(1024, 1, 1, for_tests=True)
WORDS = "harbour violin pencil orchard"
OTHER = "lantern meadow copper biscuit"


def test_a_short_form_is_added_changed_and_taken_out(office: Desk) -> None:
    put_short_form("", " ;Gp1 ", "the surgery at {} Road", office)
    assert _form(office, "gp1") == ShortForm("gp1", "the surgery at {} Road", is_own=True)

    before = put_short_form("gp1", "gp2", "the other surgery", office)
    assert _form(office, "gp1") is None
    take_short_form_out("gp2", office)
    assert _form(office, "gp2") is None

    keep_own_snippets(before, office)
    assert _form(office, "gp1") is not None


def test_ones_own_wins_and_taking_it_out_brings_back_everybodys(office: Desk) -> None:
    put_short_form("", "mo", "mum", office)
    assert _form(office, "mo") == ShortForm("mo", "mum", is_own=True, common="mother")

    take_short_form_out("mo", office)

    assert _form(office, "mo") == ShortForm("mo", "mother", is_own=False, common="mother")


@pytest.mark.parametrize(
    ("short", "text", "said"),
    [
        ("two words", "x", "cannot be kept"),
        ("", "x", "cannot be kept"),
        ("x", " ", "there is no text"),
        ("x", "{} {}", "more than once"),
        ("x", "y" * 2001, "2,000 are the most"),
        ("mine", "again", "of these letters already"),
    ],
)
def test_a_short_form_that_cannot_be_used_is_refused(office: Desk, short: str, text: str, said: str) -> None:
    put_short_form("", "mine", "my own", office)

    with pytest.raises(MeetingDeskError, match=said):
        put_short_form("", short, text, office)

    assert _form(office, "mine") is not None


def test_what_is_not_ones_own_is_not_taken_out(office: Desk) -> None:
    with pytest.raises(MeetingDeskError, match="not one of your own"):
        take_short_form_out("mo", office)


def test_words_are_kept_in_their_order_and_once(office: Desk) -> None:
    put_word("", "Zieliński", office)
    put_word("", "Adeyemi's", office)
    assert _words(office) == ("Adeyemi", "Zieliński")

    with pytest.raises(MeetingDeskError, match="among yours already"):
        put_word("", "Adeyemi", office)
    put_word("Adeyemi", "Adeyemi-Cole", office)
    take_word_out("Zieliński", office)

    assert _words(office) == ("Adeyemi-Cole",)


@pytest.mark.parametrize("hostile", ["", "two words", "<b>", "\x00", "x" * 400])
def test_what_is_no_single_word_is_refused(office: Desk, hostile: str) -> None:
    with pytest.raises(MeetingDeskError, match="no single word"):
        put_word("", hostile, office)


# People at the desk


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetingdesk.app.staff.calibrate", lambda: CHEAP)


@pytest.fixture
def team(tmp_path: Path, own: Path, cheap: None) -> Desk:
    desk, _ = create_store(tmp_path / "own_store", FirstPerson("ada", "Ada Test"), WORDS, cost=CHEAP)
    return desk


def test_somebody_new_can_unlock_the_store(team: Desk, tmp_path: Path) -> None:

    sat_down = add_person(" jo ", "Jo Marsh", ("minute_taker",), OTHER, team)

    assert sat_down.recovery_key
    team.close()
    unlock_store(tmp_path / "own_store", OTHER, "jo").close()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("", "Jo", ("chair",), WORDS), "name to sign in with"),
        (("jo", " ", ("chair",), WORDS), "needs a name"),
        (("jo", "Jo", (), WORDS), "needs a role"),
        (("ADA", "Jo", ("chair",), WORDS), "signs in with this name already"),
        (("jo", "Jo", ("chair",), "jo"), "guessed too easily"),
        (("jo", "Jo", ("chair",), None), "guessed too easily"),
    ],
)
def test_somebody_without_what_it_needs_is_refused(
    team: Desk, given: tuple[str, str, tuple[str, ...], str | None], said: str
) -> None:
    with pytest.raises(MeetingDeskError, match=said):
        add_person(*given, team)

    assert len(_people(team)) == 1
    team.close()


def test_the_last_coordinator_stays(team: Desk) -> None:
    ada = _people(team)[0]

    with pytest.raises(MeetingDeskError, match="Nobody would be left"):
        give_roles(ada, ("reader",), team)
    with pytest.raises(MeetingDeskError, match="your own time"):
        end_person(ada, team)

    assert _people(team)[0].roles == ada.roles
    team.close()


def test_roles_change_and_time_at_the_desk_ends(team: Desk, tmp_path: Path) -> None:
    add_person("jo", "Jo Marsh", ("minute_taker",), OTHER, team)
    jo = next(one for one in _people(team) if one.sign_in_name == "jo")

    give_roles(jo, ("chair", "reader"), team)
    jo = next(one for one in _people(team) if one.sign_in_name == "jo")
    assert jo.roles == ("chair", "reader")
    end_person(jo, team)

    team.close()
    with pytest.raises(WrongPassphrase):
        unlock_store(tmp_path / "own_store", OTHER, "jo")


@pytest.mark.parametrize("role", ["chair", "minute_taker", "reader"])
def test_others_do_not_say_who_may_sit_at_the_desk(office: Desk, role: str, cheap: None) -> None:
    office.person = person_with(role)

    with pytest.raises(NotAllowed):
        add_person("jo", "Jo", ("reader",), WORDS, office)


def _form(desk: Desk, short: str) -> ShortForm | None:
    with desk.reading() as reading:
        return next((one for one in list_short_forms(reading) if one.short == short), None)


def _words(desk: Desk) -> tuple[str, ...]:
    with desk.reading() as reading:
        return own_words(reading)


def _people(desk: Desk) -> tuple[Staff, ...]:
    with desk.reading() as reading:
        return read_people(reading).people
