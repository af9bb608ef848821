from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from meetingdesk import cli
from meetingdesk.app.opening import FirstPerson, create_store
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.families import Family
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from tests.stores import CHEAP

WORDS = "kettle meadow lantern orbit"

DEADLINES = [
    ("2026-03-02", "+15wd", "2026-03-23"),
    ("2026-03-26", "+15wd", "2026-04-20"),
    ("2026-12-18", "+15wd", "2027-01-13"),
    ("2026-12-05", "+15wd", "2026-12-29"),
    ("2027-12-20", "+15wd", "2028-01-13"),
    ("2026-05-01", "+10wd", "2026-05-18"),
    ("2025-12-24", "+10wd", "2026-01-12"),
    ("2026-03-30", "+20wd", "2026-04-29"),
    ("2026-04-02", "+1wd", "2026-04-07"),
    ("2026-05-21", "+5wd", "2026-05-29"),
    ("2025-12-01", "+45wd", "2026-02-05"),
    ("2026-05-07", "-8wd", "2026-04-24"),
    ("2026-04-07", "-3wd", "2026-03-31"),
    ("2026-05-26", "-5wd", "2026-05-18"),
    ("2025-11-30", "+3m", "2026-02-28"),
    ("2027-11-30", "+3m", "2028-02-29"),
    ("2026-08-31", "+6m", "2027-02-28"),
    ("2024-02-29", "+12m", "2025-02-28"),
    ("2026-05-15", "+42d", "2026-06-26"),
]


@pytest.fixture(autouse=True)
def _own_definitions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEETINGDESK_DEFINITIONS", str(tmp_path / "none"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a family and a meeting, whose passphrase the command line finds."""
    place = tmp_path / "store"
    desk, _ = create_store(
        place, FirstPerson("ada", "Ada Test", ("minute_taker", "coordinator")), WORDS, cost=CHEAP
    )
    family = Family(reference="M-2026-114")
    meeting = Meeting(reference="M-2026-114 CG 2026-11-20", type_id="core_group", family_id=family.id)
    desk.execute(AddRows((family, meeting, Entry(meeting_id=meeting.id, text="Seen at home"))))
    desk.close()
    monkeypatch.setenv("MEETINGDESK_PASSPHRASE", WORDS)
    return place


def _ask(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, Any]:
    code = cli.run([*argv, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("start", "rule", "due"), DEADLINES)
def test_deadlines_are_worked_out(
    capsys: pytest.CaptureFixture[str], start: str, rule: str, due: str
) -> None:
    code, told = _ask(capsys, "deadline", rule, "--from", start)

    assert code == 0
    assert (told["due"], told["rule"]) == (due, rule)


def test_a_month_that_ends_on_a_weekend_is_booked_by_the_working_day_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, told = _ask(capsys, "deadline", "+3m", "--from", "2025-11-30")

    assert told["book_by"] == "2026-02-27"


def test_policy_keys_nations_and_births_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    conference = _ask(capsys, "deadline", "icpc", "--from", "2026-12-18")[1]
    scottish = _ask(capsys, "deadline", "+15wd", "--from", "2026-12-18", "--nation", "SCT")[1]
    review = ("deadline", "rcpc_first", "--from", "2026-12-15")
    unborn = _ask(capsys, *review)[1]
    early = _ask(capsys, *review, "--birth", "2027-01-20")[1]
    on_time = _ask(capsys, *review, "--birth", "2027-03-14")[1]

    assert conference["due"] == "2027-01-13"
    assert scottish["due"] == "2027-01-14"
    assert (unborn["due"], early["due"], on_time["due"]) == ("2027-03-15", "2027-02-17", "2027-03-15")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["deadline", "nonsense", "--from", "2026-12-18"], "no rule of that name"),
        (["deadline", "icpc", "--from", "soon"], "could not be read"),
        (["deadline", "marac_actions", "--from", "2026-12-18"], "needs a time"),
        (["deadline", "icpc", "--from", "2026-12-18", "--birth", "x"], "date of birth"),
    ],
)
def test_what_cannot_be_worked_out_is_one_sentence_on_standard_error(
    capsys: pytest.CaptureFixture[str], argv: list[str], said: str
) -> None:
    code = cli.run(argv)

    told = capsys.readouterr()
    assert code == 3
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_a_command_that_is_not_understood_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run(["frobnicate"])

    assert ended.value.code == 2
    assert "frobnicate" in capsys.readouterr().err


def test_a_file_that_was_exported_is_brought_in_elsewhere(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "meeting.json", tmp_path / "other"
    desk, _ = create_store(other, FirstPerson("ben", "Ben", ("minute_taker",)), WORDS, cost=CHEAP)
    desk.close()

    saved, _ = _ask(
        capsys, "export", "--store", str(folder), "--meeting", "M-2026-114 CG 2026-11-20", str(file)
    )
    checked, faults = _ask(capsys, "import", "--store", str(other), "--check", str(file))
    brought, first = _ask(capsys, "import", "--store", str(other), str(file))
    again, second = _ask(capsys, "import", "--store", str(other), str(file))

    assert (saved, checked, brought, again) == (0, 0, 0, 0)
    assert faults == {"faults": []}
    assert first["changed"] >= 3
    assert second["changed"] == 0


def test_a_faulty_file_changes_nothing_and_every_fault_is_named(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(
        '{"format": "meetingdesk-meeting-file", "version": 1, "meetings": ['
        '{"id": "a", "reference": "X", "type_id": "icpc", "mode": "carrier pigeon", "held_on": "soon"}]}'
    )

    code = cli.run(["import", "--store", str(folder), str(file)])

    told = capsys.readouterr().err
    assert code == 1
    assert "meetings[0].mode" in told
    assert "meetings[0].held_on" in told
    assert _ask(capsys, "verify", "--store", str(folder))[1]["faults"] == []


def test_verify_backup_and_restore_work_one_after_another(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    store = ("--store", str(folder))

    made = _ask(capsys, "backup", *store)
    listed = _ask(capsys, "backup", "--list", *store)
    restored = _ask(capsys, "restore", "newest", *store)
    verified = _ask(capsys, "verify", *store)
    cut_off = _ask(capsys, "verify", *store, "--deeds", "999", "--head", "00")

    assert made[0] == listed[0] == restored[0] == verified[0] == 0
    assert listed[1][0]["name"] == made[1]["name"]
    assert verified[1]["faults"] == []
    assert cut_off[0] == 1
    assert len(cut_off[1]["faults"]) == 2


def test_people_get_a_key_roles_and_an_end(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetingdesk.app.staff.calibrate", lambda: CHEAP)
    monkeypatch.setattr("meetingdesk.app.key_changes.calibrate", lambda: CHEAP)
    words, newer = tmp_path / "words", tmp_path / "newer"
    words.write_text("four other plain words\n")
    newer.write_text("another four plain ones\n")
    store = ("--store", str(folder))

    added = cli.run(["add-person", "ben", "--roles", "reader", "--new-passphrase-file", str(words), *store])
    changed = cli.run(
        ["passphrase", "--passphrase-file", str(words), "--new-passphrase-file", str(newer), *store]
    )
    capsys.readouterr()
    listed = _ask(capsys, "people", "--passphrase-file", str(newer), *store)
    refused = cli.run(["backup", "--passphrase-file", str(newer), *store])
    old = cli.run(["people", "--passphrase-file", str(words), *store])
    ended = cli.run(["change-person", "ben", "--end", *store])
    gone = cli.run(["people", "--passphrase-file", str(newer), *store])

    assert (added, changed, ended) == (0, 0, 0)
    assert [one["sign_in_name"] for one in listed[1]] == ["ada", "ben"]
    assert (refused, old, gone) == (4, 5, 5)


def test_a_list_of_contacts_is_looked_at_brought_in_and_not_doubled(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    file, bad = tmp_path / "contacts.csv", tmp_path / "bad.csv"
    file.write_text("Name,Agency,E-mail\nSunniva Hale,Housing,s.hale@housing.example\n", encoding="utf-8")
    bad.write_text("Name,Agency\n,Housing\n", encoding="utf-8")
    store = ("--store", str(folder))

    looked = _ask(capsys, "import-list", "contacts", "--check", str(file), *store)
    first = _ask(capsys, "import-list", "contacts", str(file), *store)
    second = _ask(capsys, "import-list", "contacts", str(file), *store)
    faulty = _ask(capsys, "import-list", "contacts", str(bad), *store)
    nowhere = cli.run(["import-list", "invitees", str(file), "--meeting", "M-9", *store])

    assert (looked[0], first[0], second[0], faulty[0], nowhere) == (0, 0, 0, 1, 3)
    assert looked[1]["rows"] == first[1]["rows"]
    assert second[1]["rows"]["unchanged"] == 1
    assert "row 2" in faulty[1]["faults"][0]


def test_what_is_not_a_store_is_said_and_not_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = tmp_path / "nothing"

    code = cli.run(["verify", "--store", str(place), "--passphrase-file", __file__])

    assert code == 3
    assert "no store in this folder" in capsys.readouterr().err
    assert not place.exists()


def test_this_installation_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = _ask(capsys, "self-check")

    assert code == 0, told
    assert {one["name"] for one in told} == {"Python", "libraries", "definitions", "encryption"}


def test_the_module_starts_from_a_shell() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "meetingdesk", "deadline", "-8wd", "--from", "2026-05-07"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert done.stdout.startswith("2026-04-24")


def test_help_tells_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.run(["--help"])

    said = capsys.readouterr().out
    assert "exit codes:" in said
    assert "deadline" in said


def test_what_a_meeting_file_lacks_is_listed_without_a_store(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, bad = tmp_path / "meeting.json", tmp_path / "bad.json"
    file.write_text(
        '{"format": "meetingdesk-meeting-file", "version": 1, "families": [{"id": "f", "reference": "M-1"}], '
        '"meetings": [{"id": "m", "reference": "M-1/2", "type_id": "core_group", "family_id": "f", '
        '"held_on": "2026-11-20"}]}'
    )
    bad.write_text("{")

    code, told = _ask(capsys, "gaps", str(file), "--meeting", "M-1/2", "--as-of", "2026-11-21")
    chair = next(gap for gap in told if gap["code"] == "chair_not_named")
    in_words = cli.run(["gaps", str(file)])
    said = capsys.readouterr().out
    elsewhere = cli.run(["gaps", str(file), "--meeting", "M-9"])
    faulty = cli.run(["gaps", str(bad)])

    assert (code, in_words, elsewhere, faulty) == (0, 0, 3, 1)
    assert (chair["level"], chair["section"], chair["requires"]) == ("must", "attendance", ["B07"])
    assert chair["sentence"] in said
    assert "no meeting of this reference" in capsys.readouterr().err


def test_what_is_due_in_a_meeting_file_is_listed_without_a_store(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, bad = tmp_path / "meeting.json", tmp_path / "bad.json"
    file.write_text(
        '{"format": "meetingdesk-meeting-file", "version": 1, "families": [{"id": "f", "reference": "M-1"}], '
        '"meetings": [{"id": "m", "reference": "M-1/1", "type_id": "strategy", "family_id": "f", '
        '"held_on": "2026-11-03", "enquiry_started_on": "2026-11-03", "status": "draft"}]}'
    )
    bad.write_text("{")

    code, told = _ask(capsys, "clocks", str(file), "--as-of", "2026-11-20")
    conference = next(clock for clock in told if clock["rule"] == "conference")
    in_words = cli.run(["clocks", str(file), "--as-of", "2026-11-25"])
    said = capsys.readouterr().out
    faulty = cli.run(["clocks", str(bad)])

    assert (code, in_words, faulty) == (0, 0, 1)
    assert (conference["due"], conference["state"], conference["family"]) == (
        "2026-11-24",
        "due_soon",
        "M-1",
    )
    assert (conference["definition"], conference["started_by"]) == ("guidance", "M-1/1")
    assert "overdue      Tue 24 Nov 2026  M-1: Initial child protection conference" in said


def test_words_that_deserve_a_question_are_told_with_their_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "Mum failed to engage with the health visitor."

    code, told = _ask(capsys, "check-text", text)
    in_words = cli.run(["check-text", text])
    said = capsys.readouterr().out
    fine, nothing = _ask(capsys, "check-text", "Seen at home on Monday.")
    empty, none = _ask(capsys, "check-text", "")

    assert (code, in_words, fine, empty) == (0, 0, 0, 0)
    (flag,) = told
    assert set(flag) == {"kind", "start", "end", "words", "question"}
    assert (flag["kind"], flag["words"]) == ("engagement_blame", text[flag["start"] : flag["end"]])
    assert f"“failed to engage”. {flag['question']}" in said
    assert nothing == none == []


def test_texts_of_a_file_are_checked_in_their_order_and_a_childs_are_left_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "texts.csv"
    file.write_text(
        "id,Text,words\n"
        "1,Mum failed to engage.,\n"
        '2,"Seen at home,\nand at school",a professional\'s\n'
        "3,Mum failed to engage.,A child’s\n"
        "\n"
        '4,"",\n'
        "5, He failed to engage\n",
        encoding="utf-8-sig",
    )

    code, told = _ask(capsys, "check-text", "--file", str(file))
    in_words = cli.run(["check-text", "--file", str(file)])
    said = capsys.readouterr().out.splitlines()

    assert (code, in_words) == (0, 0)
    assert [len(flags) for flags in told] == [1, 0, 0, 0, 1]
    assert told[4][0]["start"] == 4
    assert [line.split("  ")[0] for line in said] == ["line 2", "line 8"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,words\n1,nobody's\n", "line 1: there is no column named text"),
        (b"", "line 1: there is no column named text"),
        (b"text,words\nfine,\nSeen at home, and well,,\n", "line 3: has 4 cells, and the first line 2"),
        (b'text\nfine\n"Seen at home\nand well\n', "line 3: a quotation mark is missing"),
        (b"text\nfine\nSeen at Caf\xe9 Rouge\n", "line 3: this is no text in UTF-8"),
        (b"text\n" + b"x" * 100_001 + b"\n", "line 2: a text is longer than 100,000 characters"),
    ],
)
def test_a_faulty_file_of_texts_names_the_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "texts.csv"
    file.write_bytes(content)

    code = cli.run(["check-text", "--file", str(file), "--json"])

    told = capsys.readouterr()
    assert code == 1
    assert said in told.err
    assert told.out == ""


def test_texts_parted_by_semicolons_or_tabs_are_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "texts.csv"
    for mark in ";\t":
        file.write_text(f"words{mark}text\nnobody's{mark}Mum, who failed to engage\n", encoding="utf-8")

        code, told = _ask(capsys, "check-text", "--file", str(file))

        assert (code, [len(flags) for flags in told]) == (0, [1])


def test_a_text_or_a_file_must_be_named_and_the_file_be_there(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for argv in (["check-text"], ["check-text", "words", "--file", "texts.csv"]):
        with pytest.raises(SystemExit) as ended:
            cli.run(argv)
        assert ended.value.code == 2

    code = cli.run(["check-text", "--file", str(tmp_path / "none.csv")])

    assert code == 3
    assert "cannot be read" in capsys.readouterr().err


def test_an_action_is_judged_with_what_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Beth Cole (CSC) to visit the flat by 27 Nov"

    code, told = _ask(capsys, "check-action", text, "--meeting-date", "2026-11-20")
    in_words = cli.run(["check-action", text, "--meeting-date", "2026-11-20"])
    said = capsys.readouterr().out

    assert (code, in_words) == (0, 0)
    assert set(told) == {"owner", "agency", "about", "due", "purpose", "measure", "findings"}
    assert told["due"] == "2026-11-27"
    assert "Beth Cole" in told["owner"]
    assert {"code", "level", "message"} <= set(told["findings"][0])
    assert ("L003", "warn") in {(one["code"], one["level"]) for one in told["findings"]}
    assert "warn   L003" in said


def test_actions_of_a_file_are_judged_in_their_order_with_owner_and_due_as_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "actions.csv"
    file.write_bytes(
        b"\xef\xbb\xbftext,owner,due\r\n"
        b'"See Theo alone\nat school; he says who is at home",Beth Cole (CSC),27 Nov\r\n'
        b'"=HYPERLINK(""x"")",,\r\n'
    )

    code, told = _ask(capsys, "check-action", "--file", str(file), "--meeting-date", "2026-11-20")

    assert (code, len(told)) == (0, 2)
    assert (told[0]["owner"], told[0]["due"]) == ("Beth Cole (CSC)", "2026-11-27")
    assert not [one for one in told[0]["findings"] if one["level"] != "info"]


def test_a_file_of_actions_without_texts_and_a_wrong_day_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "actions.csv"
    file.write_bytes(b"owner,due\nBeth,27 Nov\n")

    code = cli.run(["check-action", "--file", str(file), "--json"])
    missing = cli.run(["check-action", "--file", str(tmp_path / "none.csv"), "--json"])
    told = capsys.readouterr().err

    assert (code, missing) == (1, 3)
    assert "line 1: there is no column named text" in told
    with pytest.raises(SystemExit) as ended:
        cli.run(["check-action", "words", "--meeting-date", "2026-13-01"])
    assert ended.value.code == 2


def test_what_needs_people_is_looked_for_only_with_a_meeting_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "School nurse to see the children by 27 Nov; each says who is at home"
    file = Path(__file__).parent / "ui" / "meeting" / "expected" / "icpc.json"

    _, with_meeting = _ask(capsys, "check-action", text, "--context", str(file))
    _, without = _ask(capsys, "check-action", text, "--meeting-date", "2026-11-20")

    assert "L121" in {one["code"] for one in with_meeting["findings"]}
    assert "L121" not in {one["code"] for one in without["findings"]}
