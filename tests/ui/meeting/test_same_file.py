from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from meetingdesk.app.interchange import MeetingFile, read_meeting_file
from tests.ui.meeting.same_file import EXPECTED, assert_same, differences, expected_file

Document = dict[str, Any]


def changed(change: Callable[[Document], None]) -> MeetingFile:
    document = json.loads((EXPECTED / "marac.json").read_text(encoding="utf-8"))
    change(document)
    return read_meeting_file(json.dumps(document))


def entry_about(document: Document, words: str) -> Document:
    return next(entry for entry in document["meetings"][0]["entries"] if words in entry["text"])


def action(document: Document, reference: str) -> Document:
    return next(one for one in document["meetings"][0]["actions"] if one["reference"] == reference)


def test_the_same_meeting_under_other_identifiers_is_the_same() -> None:
    content = (EXPECTED / "marac.json").read_text(encoding="utf-8")
    document = json.loads(content.replace('"tomas-brandt"', '"somebody-else"'))
    document["name"] = "another name, so that no identifier is the same"

    found = read_meeting_file(json.dumps(document))

    assert differences(expected_file("marac"), found) == ()


@pytest.mark.parametrize("many", ["people", "agencies", "professionals", "families"])
def test_the_order_of_rows_without_an_order_is_no_difference(many: str) -> None:
    found = changed(lambda document: document[many].reverse())

    assert differences(expected_file("marac"), found) == ()


def test_a_changed_date_is_told_with_its_place() -> None:
    found = changed(lambda document: action(document, "M-2026-201-A01").update(due_on="2026-11-28"))

    (told,) = differences(expected_file("marac"), found)

    assert told.endswith('· due_on: expected "2026-11-27", found "2026-11-28"')
    assert "M-2026-201-A01" in told


def test_a_missing_word_is_told_as_one_difference() -> None:
    def without_a_word(document: Document) -> None:
        entry = entry_about(document, "late nine times")
        entry["text"] = entry["text"].replace("nine ", "")

    (told,) = differences(expected_file("marac"), changed(without_a_word))

    assert "nine times" in told
    assert "· text: expected" in told


def test_another_owner_is_told_by_name() -> None:
    found = changed(lambda document: action(document, "M-2026-201-A02").update(owner_agency_id="midwifery"))

    (told,) = differences(expected_file("marac"), found)

    assert told.endswith('expected "agency School", found "agency Midwifery"')


def test_a_line_too_few_and_a_line_too_many_are_told_as_such() -> None:
    def otherwise(document: Document) -> None:
        entries = document["meetings"][0]["entries"]
        entries.remove(entry_about(document, "locks are still the same"))
        entries.append(
            {"section": "other_business", "position": 999, "at": "2026-11-20T14:17:50Z", "text": "?"}
        )

    told = differences(expected_file("marac"), changed(otherwise))

    assert len(told) == 2
    assert any("missing: " in one and "locks are still" in one for one in told)
    assert any("too much: " in one and "other_business" in one for one in told)


def test_other_readers_another_person_and_another_order_are_each_told() -> None:
    def narrower(document: Document) -> None:
        entry_about(document, "never by text")["visibility"] = "V1"

    def about_another(document: Document) -> None:
        entry_about(document, "late nine times")["about"] = [{"person_id": "leila-brandt"}]

    def turned_round(document: Document) -> None:
        first, second = entry_about(document, "three calls"), entry_about(document, "a neighbour")
        first["position"], second["position"] = second["position"], first["position"]

    for change in (narrower, about_another, turned_round):
        assert differences(expected_file("marac"), changed(change))


def test_what_is_told_stays_short() -> None:
    def emptied(document: Document) -> None:
        for entry in document["meetings"][0]["entries"]:
            entry["text"] = f"{entry['text']} and more {'x' * 400}"

    with pytest.raises(AssertionError) as failed:
        assert_same(expected_file("marac"), changed(emptied))

    assert "more" in str(failed.value)
    assert max(map(len, str(failed.value).splitlines())) < 500
