from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.policy_values import (
    Confirmation,
    PolicyPage,
    back_to_shipped,
    change_value,
    read_policy,
)
from meetingdesk.app.settings_files import take_back
from meetingdesk.domain.policy import Unit
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import DefinitionError, MeetingDeskError, NotAllowed, StaleRecord
from meetingdesk.resources import resource
from meetingdesk.storage.store import Store
from tests.people import person_with

ENGLAND = "england-wt2026"
FILE = f"policies/{ENGLAND}.toml"
ON = date(2026, 11, 20)


def test_every_value_says_what_it_is_and_where_it_comes_from(office: Desk) -> None:
    page = _read(office)

    letter = page.value("timescales.letter")
    assert (letter.subject.words, letter.says, letter.source) == (
        "Decision letter",
        "1 working day",
        "Local, and widely kept.",
    )
    assert page.value("quorum.marac.required").says == "police, idva, csc, health"
    assert page.value("quorum.marac.chair_counts").shown == "as the meeting type says"
    assert page.value("escalation.partnership.time").says == "10 working days"
    assert page.value("visibility.child_words_about_a_parent").says == "Restricted"
    assert page.value("drift_months").says == "15, 18, 24 months"
    assert all(value.confirmation is None and not value.is_own for value in page.values)
    assert len({value.subject.key for value in page.values}) == len(page.values)


@pytest.mark.parametrize("profile", ["england-wt2026", "northern-ireland", "scotland", "wales"])
def test_what_a_value_says_can_be_typed_again(office: Desk, own: Path, profile: str) -> None:
    page = _read(office, profile)

    for value in page.values:
        if value.says or value.subject.optional:
            change_value(page, value.subject.key, value.says, "", None, office)

    assert not (own / f"policies/{profile}.toml").exists()


def test_a_changed_value_is_in_force_at_once_and_lies_in_a_file_of_its_own(office: Desk, own: Path) -> None:
    change_value(_read(office), "timescales.letter", " 5  Working Days ", "", None, office)

    policy = rulebook().policy(Nation.ENG)
    assert (policy.timescale("letter").unit, policy.timescale("letter").count) == (Unit.WORKING_DAYS, 5)
    value = _read(office).value("timescales.letter")
    assert (value.says, value.shipped, value.is_own) == ("5 working days", "1 working day", True)
    shipped = resource("policies", f"{ENGLAND}.toml").read_text(encoding="utf-8")
    assert (own / FILE).read_text(encoding="utf-8") == shipped.replace(
        'letter = { unit = "wd", count = 1,', 'letter = { unit = "wd", count = 5,'
    )


def test_a_file_changed_by_hand_keeps_its_comments_and_its_order(office: Desk, own: Path) -> None:
    by_hand = _lay(
        own,
        lambda text: "# Ours.\r\n" + text.replace("\nminutes = {", "\n# By the board\nminutes  =  {"),
    )

    change_value(_read(office), "timescales.minutes", "15 wd", "", None, office)

    changed = (own / FILE).read_bytes().decode()
    assert changed == by_hand.replace(
        'minutes  =  { unit = "wd", count = 20', 'minutes  =  { unit = "wd", count = 15'
    )


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("timescales.letter", "soon", "Decision letter: “soon” is no length of time."),
        ("timescales.letter", "-3 days", "Decision letter: “-3 days” is no length of time."),
        ("timescales.letter", "", "Decision letter: something must stand here."),
        ("timescales.prebirth_warn_weeks", "50 weeks of pregnancy", "42 weeks of pregnancy are the most"),
        ("timescales.rcpc_first", "999999 months", "120 months are the most"),
        ("voice.attend_age", "26", "26 is not between 0 and 25"),
        ("voice.attend_age", "twelve", "“twelve” is no whole number"),
        ("voice.attend_age", "١٢", "is no whole number"),
        ("quorum.marac.required", "police, fairies", "“fairies” is not one of them"),
        ("quorum.marac.required", "police, Police", "“police” is there twice"),
        ("quorum.marac.chair_counts", "perhaps", "“perhaps” is neither yes nor no"),
        ("visibility.marac", "V5", "“V5” is not one of Shared"),
        ("drift_months", "15, x", "“x” is no whole number"),
        ("confirmed_on", "31/2/2026", "“31/2/2026” is no day"),
        ("labels.plan", "x" * 301, "300 characters are the most"),
    ],
)
def test_an_impossible_value_is_refused_with_its_place_and_nothing_changes(
    office: Desk, own: Path, key: str, typed: str, said: str
) -> None:
    page = _read(office)

    with pytest.raises(MeetingDeskError, match=r".") as refused:
        change_value(page, key, typed, "", None, office)

    assert said in str(refused.value)
    assert "Nothing was changed." in refused.value.hint
    assert not own.exists()


def test_a_confirmation_names_who_and_when_and_settles_the_value(office: Desk, own: Path) -> None:
    change_value(_read(office), "timescales.letter", "1 wd", "Ngozi Adeyemi", ON, office)

    value = _read(office).value("timescales.letter")
    assert value.confirmation == Confirmation("Ngozi Adeyemi", ON)
    assert "letter" not in rulebook().policy(Nation.ENG).unconfirmed
    assert (
        (own / "confirmations.toml")
        .read_text(encoding="utf-8")
        .endswith(
            '[england-wt2026]\n"timescales.letter" = '
            '{ value = "1 working day", by = "Ngozi Adeyemi", on = 2026-11-20 }\n'
        )
    )


def test_a_confirmation_lapses_with_the_value_it_was_given_for(office: Desk, own: Path) -> None:
    change_value(_read(office), "timescales.letter", "1 wd", "Ngozi Adeyemi", ON, office)
    path = own / FILE
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            'letter = { unit = "wd", count = 1', 'letter = { unit = "wd", count = 9'
        )
    )

    value = _read(office).value("timescales.letter")

    assert (value.says, value.confirmation, value.lapsed) == ("9 working days", None, "1 working day")


def test_whoever_confirmed_the_profile_answers_for_what_it_does_not_leave_open(office: Desk) -> None:
    change_value(_read(office), "confirmed_by", "Rhys Prosser", "", None, office)
    change_value(_read(office), "confirmed_on", "20/11/2026", "", None, office)

    page = _read(office)

    whole = Confirmation("Rhys Prosser", ON, whole=True)
    assert page.value("timescales.icpc").confirmation == whole
    assert page.value("voice.attend_age").confirmation == whole
    assert page.value("timescales.letter").confirmation is None


def test_a_figure_of_ones_own_is_not_confirmed_by_the_guidance(office: Desk) -> None:
    change_value(_read(office), "timescales.icpc", "10 wd", "", None, office)

    assert "icpc" in rulebook().policy(Nation.ENG).unconfirmed


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("timescales.letter", "5 wd"),
        ("timescales.icpc", "3 weeks"),
        ("quorum.marac.chair_counts", "yes"),
        ("quorum.core_group.required", "csc"),
        ("smart_labels", "Clear, Kept"),
        ("escalation.manager.label", "Managers"),
        ("cp_categories.NEG.label", "Neglect of a child"),
        ("confirmed_by", "Rhys Prosser"),
    ],
)
def test_a_value_goes_back_to_what_was_shipped_and_the_file_with_it(
    office: Desk, own: Path, key: str, typed: str
) -> None:
    change_value(_read(office), key, typed, "Ngozi Adeyemi", ON, office)
    assert _read(office).value(key).is_own

    back_to_shipped(_read(office), key, office)

    value = _read(office).value(key)
    assert not value.is_own
    assert value.confirmation is None
    assert not (own / FILE).exists()


def test_a_change_by_hand_is_in_force_once_it_is_looked_at(office: Desk, own: Path) -> None:
    assert rulebook().policy(Nation.ENG).timescale("letter").count == 1
    _lay(
        own,
        lambda text: text.replace('letter = { unit = "wd", count = 1', 'letter = { unit = "wd", count = 4'),
    )

    assert _read(office).value("timescales.letter").says == "4 working days"

    assert rulebook().policy(Nation.ENG).timescale("letter").count == 4


def test_a_profile_of_ones_own_has_nothing_to_go_back_to(office: Desk, own: Path) -> None:
    text = resource("policies", f"{ENGLAND}.toml").read_text(encoding="utf-8")
    (own / "policies").mkdir(parents=True)
    path = own / "policies" / "ours.toml"
    path.write_text(text.replace('"england-wt2026"', '"ours"'), encoding="utf-8")
    page = _read(office, "ours")
    assert not any(value.is_own for value in page.values)

    with pytest.raises(MeetingDeskError, match="nothing was shipped"):
        back_to_shipped(page, "timescales.letter", office)
    change_value(page, "timescales.letter", "5 wd", "", None, office)

    assert 'letter = { unit = "wd", count = 5' in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o044 == 0o044


def test_a_step_is_taken_back_and_so_is_taking_it_back(office: Desk, own: Path) -> None:
    written = change_value(_read(office), "timescales.letter", "5 wd", "Ngozi Adeyemi", ON, office)

    back = take_back(written, office)

    assert not (own / FILE).exists()
    assert not (own / "confirmations.toml").exists()
    take_back(back, office)
    assert _read(office).value("timescales.letter").says == "5 working days"


def test_a_change_made_by_hand_meanwhile_is_noticed_and_kept(office: Desk, own: Path) -> None:
    page = _read(office)
    by_hand = _lay(own, lambda text: text.replace("minutes = {", "minutes  =  {"))

    with pytest.raises(StaleRecord, match=r"was changed by hand since it was read"):
        change_value(page, "timescales.letter", "5 wd", "", None, office)

    assert (own / FILE).read_bytes().decode() == by_hand


def test_a_step_is_not_taken_back_over_what_a_hand_wrote(office: Desk, own: Path) -> None:
    written = change_value(_read(office), "timescales.letter", "5 wd", "", None, office)
    (own / FILE).write_bytes((own / FILE).read_bytes() + b"# by hand\n")

    with pytest.raises(StaleRecord):
        take_back(written, office)

    assert (own / FILE).read_bytes().endswith(b"# by hand\n")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("[timescales]\n", r"england-wt2026.toml, line 148: Cannot declare"),
        ("x = {\n}\n", r"england-wt2026.toml, line 148"),
        ('nonsense = "x"\n', r"line \d+, escalation\[3\].nonsense: this key is not known here"),
    ],
)
def test_a_file_broken_by_hand_is_named_with_its_line_and_left_alone(
    office: Desk, own: Path, broken: str, said: str
) -> None:
    page = _read(office)
    text = _lay(own, lambda text: text + broken)

    with pytest.raises(DefinitionError, match=said):
        _read(office)
    with pytest.raises(StaleRecord):
        change_value(page, "timescales.letter", "5 wd", "", None, office)

    assert (own / FILE).read_bytes().decode() == text


def test_a_fault_in_another_file_stops_the_writing_before_it_begins(office: Desk, own: Path) -> None:
    page = _read(office)
    (own / "prompts").mkdir(parents=True)
    (own / "prompts" / "ours.toml").write_text("[[prompts]]\nkey = 'x'\n")

    with pytest.raises(DefinitionError, match=r"ours.toml, line 1, prompts.*'text' is missing") as told:
        change_value(page, "timescales.letter", "5 wd", "", None, office)

    assert told.value.hint.startswith("Nothing was changed.")
    assert not (own / FILE).exists()


def test_a_broken_list_of_confirmations_is_named_with_its_line(office: Desk, own: Path) -> None:
    own.mkdir()
    (own / "confirmations.toml").write_text('[england-wt2026]\n"timescales.letter" = "me"\n')

    with pytest.raises(DefinitionError, match=r"confirmations.toml, line 2, .*a table such as"):
        _read(office)


def test_a_confirmation_by_hand_counts(office: Desk, own: Path) -> None:
    own.mkdir()
    (own / "confirmations.toml").write_text(
        '[england-wt2026]\n"voice.attend_age" = { by = "The board", value = "12 years" } # minute 4\n'
    )

    assert _read(office).value("voice.attend_age").confirmation == Confirmation("The board", None)
    change_value(_read(office), "timescales.icpc", "15 wd", "Jo", ON, office)
    assert '"12 years" } # minute 4\n"timescales.icpc"' in (own / "confirmations.toml").read_text()


def test_whoever_may_not_change_settings_changes_nothing(local_store: Store, own: Path) -> None:
    desk = Desk(local_store, person_with("minute_taker", "chair"))

    with pytest.raises(NotAllowed):
        change_value(_read(desk), "timescales.letter", "5 wd", "", None, desk)

    assert not own.exists()


@pytest.mark.parametrize("hostile", ['"; drop', "<b>x</b>", "\\", "[[prompts]]", "a # b", "\u202ex", "}{"])
def test_any_words_are_kept_as_they_were_typed(office: Desk, hostile: str) -> None:
    change_value(_read(office), "labels.plan", hostile, hostile, ON, office)

    value = _read(office).value("labels.plan")
    assert value.says == hostile
    assert value.confirmation == Confirmation(hostile, ON)


def test_nothing_is_left_beside_the_files(office: Desk, own: Path) -> None:
    change_value(_read(office), "timescales.letter", "5 wd", "Jo", ON, office)

    assert sorted(path.name for path in own.rglob("*") if path.is_file()) == [
        "confirmations.toml",
        f"{ENGLAND}.toml",
    ]


def test_a_write_that_fails_half_way_leaves_both_files_as_they_were(
    office: Desk, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _read(office)
    own.mkdir()
    (own / "confirmations.toml").mkdir()  # nothing can be written there

    with pytest.raises(MeetingDeskError):
        change_value(page, "timescales.letter", "5 wd", "Jo", ON, office)

    assert not (own / FILE).exists()


def _read(desk: Desk, profile: str = ENGLAND) -> PolicyPage:
    with desk.reading() as reading:
        return read_policy(reading, profile)


def _lay(own: Path, change: object) -> str:
    assert callable(change)
    text = str(change(resource("policies", f"{ENGLAND}.toml").read_text(encoding="utf-8")))
    (own / "policies").mkdir(parents=True, exist_ok=True)
    (own / FILE).write_bytes(text.encode())
    return text
