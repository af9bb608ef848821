from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import docx
import pikepdf
import pytest

from meetingdesk import cli
from meetingdesk.jobs.codes import Exit

FILES = Path(__file__).resolve().parent / "vignettes" / "files"
SIBLINGS, MARAC = FILES / "15_three_siblings.json", FILES / "09_long_list_without_idva.json"


def _ask(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, object]]:
    code = cli.run(["minutes", *map(str, words), "--json"])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else {"said": told.err}


def test_minutes_of_a_meeting_file_are_saved_and_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, told = _ask(capsys, SIBLINGS, "--copy", "chair", "--out", tmp_path, "--plain")

    path = Path(str(told["path"]))
    content = path.read_bytes()
    assert code == Exit.DONE
    assert path.name == "20261120_IC_F-2026-015_full-minutes_v1_chair-and-minute-taker.pdf"
    assert told["sha256"] == hashlib.sha256(content).hexdigest()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert told["pages"] == len(pdf.pages)


def test_a_copy_is_locked_unless_somebody_wants_it_plain(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, told = _ask(capsys, SIBLINGS, "--copy", "school", "--out", tmp_path)

    path = Path(str(told["path"]))
    with pikepdf.open(path, password=str(told["passphrase"])) as pdf:
        assert pdf.encryption.R == 6
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    assert str(told["passphrase"]) not in path.name


def test_the_pass_phrase_may_come_from_a_file_and_is_then_not_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "phrase.txt"
    file.write_text("green boat harbour\n", encoding="utf-8")

    _, told = _ask(capsys, SIBLINGS, "--out", tmp_path, "--lock-with", file)

    assert "passphrase" not in told
    pikepdf.open(Path(str(told["path"])), password="green boat harbour").close()


def test_an_action_list_as_word_begins_with_the_readers_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("--kind", "action_list", "--copy", "csc", "--format", "docx", "--plain", "--large-print")

    _, told = _ask(capsys, SIBLINGS, *words, "--out", tmp_path)

    read = docx.Document(str(told["path"]))
    assert read.paragraphs[0].text.startswith("Actions: ")
    headings = [one.text for one in read.paragraphs if one.style.name.startswith("Heading")]
    assert headings[0] == "Your actions"
    assert read.styles["Normal"].font.size.pt == 18


def test_a_kind_that_the_type_does_not_list_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, told = _ask(capsys, MARAC, "--kind", "family_copy", "--out", tmp_path)

    assert code == Exit.REFUSED
    assert "lists no family" in str(told["said"])
    assert list(tmp_path.iterdir()) == []


def test_a_reader_whom_nobody_knows_is_named_with_those_who_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, told = _ask(capsys, SIBLINGS, "--copy", "florists", "--out", tmp_path)

    assert code == Exit.FAILED
    assert "school" in str(told["said"])
    assert list(tmp_path.iterdir()) == []


def test_a_copy_with_a_withheld_address_is_not_saved_and_told_without_the_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = FILES / "17_withheld_address.json"

    code, told = _ask(capsys, file, "--kind", "family_copy", "--copy", "Adult A", "--out", tmp_path)

    leaks = told["leaks"]
    assert isinstance(leaks, list)
    assert code == Exit.FAILED
    assert told["path"] is None
    assert {leak["kind"] for leak in leaks} == {"address"}
    assert "Invented Row" not in json.dumps(told)
    assert list(tmp_path.iterdir()) == []


def test_any_file_is_searched_for_a_reader(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    note = tmp_path / "7-invented-row.txt"
    note.write_text("Nothing", encoding="utf-8")
    words = ("leak-check", str(note), "--against", str(FILES / "17_withheld_address.json"), "--json")

    stopped = cli.run([*words, "--copy", "Adult A"])
    told = json.loads(capsys.readouterr().out)
    free = cli.run([*words, "--copy", "Adult B"])
    capsys.readouterr()

    assert (stopped, free) == (Exit.FAILED, Exit.DONE)
    assert [leak["place"] for leak in told["leaks"]] == ["the name of the file"]


@pytest.mark.parametrize(
    ("file", "kind", "words"),
    [
        ("01_unborn_child", "action_list", "Nobody of the family"),
        ("14_strategy_without_police", "full_minutes", "Nobody of the family"),
        ("16_deaf_mother_signer_here", "gp_notice", "for professionals"),
        ("16_deaf_mother_signer_here", "restricted_annex", "for professionals"),
    ],
)
def test_what_is_not_for_families_is_refused_to_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, file: str, kind: str, words: str
) -> None:
    whom = "Child 1" if file.startswith(("01", "14")) else "Adult A"

    code, told = _ask(capsys, FILES / f"{file}.json", "--kind", kind, "--copy", whom, "--out", tmp_path)

    assert code == Exit.REFUSED, told
    assert words in str(told["said"])
    assert list(tmp_path.iterdir()) == []
