from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from subprocess import run

import pytest
from jsonschema import Draft202012Validator

from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import ImportMeetingFile, MeetingFile, read_meeting_file, to_json
from meetingdesk.app.interchange.schema import meeting_file_schema, schema_text
from meetingdesk.domain.agency_catalogue import load_agencies
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.information import Entry, EntryKind, InformationRequest, RequestState
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.model import ROW_OF_TABLE
from meetingdesk.domain.people import AddressWithheld
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import NotSought, Voice, VoiceWords
from meetingdesk.resources import resource
from meetingdesk.storage.store import Store
from tests.people import person_with

PUBLISHED = resource("schema", "meeting-file.schema.json")
EXAMPLES = sorted(resource("schema", "examples").glob("*.json"))

every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def example(path: Path) -> MeetingFile:
    return read_meeting_file(path.read_bytes())


def test_the_published_schema_is_what_the_rows_say() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "run: python -m meetingdesk.app.interchange.schema > resources/schema/meeting-file.schema.json"
    )


def test_the_line_in_the_readme_makes_the_schema() -> None:
    made = run([sys.executable, "-m", "meetingdesk.app.interchange.schema"], capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == schema_text()
    assert not made.stderr


def test_the_schema_is_itself_sound() -> None:
    Draft202012Validator.check_schema(meeting_file_schema())


def test_there_is_an_example_of_each_of_the_four_meetings() -> None:
    assert [path.stem for path in EXAMPLES] == ["conference", "core_group", "marac", "strategy"]


def test_the_example_in_the_readme_can_be_read() -> None:
    readme = resource("schema", "README.md").read_text(encoding="utf-8")
    example_text = readme.split("```json")[1].split("```")[0]
    assert len(read_meeting_file(example_text)) == 6
    assert Draft202012Validator(meeting_file_schema()).is_valid(json.loads(example_text))


@every_example
def test_an_example_follows_the_schema(path: Path) -> None:
    validator = Draft202012Validator(meeting_file_schema())
    found = json.loads(path.read_text(encoding="utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(found)] == []


@every_example
def test_what_is_written_follows_the_schema(path: Path) -> None:
    validator = Draft202012Validator(meeting_file_schema())
    assert validator.is_valid(json.loads(to_json(example(path))))


@every_example
def test_an_example_shows_all_that_such_a_meeting_records(path: Path) -> None:
    file = example(path)
    assert {entry.kind for entry in file.of(Entry)} == set(EntryKind)
    seen = {entry.visibility for entry in file.of(Entry)}
    assert seen >= {Visibility.V0, Visibility.V1, Visibility.V2, Visibility.V4}
    assert {request.state for request in file.of(InformationRequest)} == set(RequestState)
    statuses = {attendance.status for attendance in file.of(Attendance)}
    assert {AttendanceStatus.SENT_DEPUTY, AttendanceStatus.ABSENT, AttendanceStatus.PART} <= statuses
    assert any(attendance.deputy_for_id for attendance in file.of(Attendance))
    assert any(voice.not_sought is NotSought.UNBORN for voice in file.of(Voice))
    for table in (
        "presence",
        "voice_words",
        "decision_option",
        "agency_view",
        "challenge_stage",
        "action_step",
        "action_part",
        "event",
        "reflection",
        "family_view",
    ):
        assert file.of(ROW_OF_TABLE[table]), table
    assert file.of(AddressWithheld)
    assert file.of(VoiceWords)


def test_the_core_group_example_holds_two_meetings_of_one_thread() -> None:
    first, second = example(resource("schema", "examples", "core_group.json")).of(Meeting)
    assert second.previous_id == first.id
    assert first.family_id == second.family_id


@every_example
def test_an_example_uses_agencies_as_the_catalogue_has_them(path: Path) -> None:
    catalogue = load_agencies()
    for agency in json.loads(path.read_text(encoding="utf-8"))["agencies"]:
        known = catalogue[agency["key"]]
        assert (agency["code"], agency["grouping"], agency["category"]) == (
            known.code,
            known.grouping,
            known.category.value,
        )


@every_example
def test_an_example_uses_the_sections_and_decisions_of_its_meeting_type(path: Path) -> None:
    for meeting in json.loads(path.read_text(encoding="utf-8"))["meetings"]:
        type_file = resource("meeting_types", f"{meeting['type_id']}.toml")
        kind = tomllib.loads(type_file.read_text(encoding="utf-8"))
        sections = {section["key"] for section in kind["sections"]}
        assert {point["section"] for point in meeting["agenda"]} <= sections
        assert {entry["section"] for entry in meeting["entries"]} <= sections
        decisions = {decision["key"] for decision in kind["decisions"]}
        assert {decision["outcome"] for decision in meeting["decisions"]} <= decisions
        assert {reflection["prompt"] for reflection in meeting.get("reflections", ())} <= set(kind["prompts"])


def test_the_examples_come_in_on_both_engines_and_a_second_time_change_nothing(store: Store) -> None:
    desk = Desk(store, person_with("minute_taker", "chair"))
    for path in EXAMPLES:
        file = example(path)
        assert desk.execute(ImportMeetingFile(file)).touched
        assert not desk.execute(ImportMeetingFile(file)).touched
    with desk.reading() as reading:
        assert reading.count(Meeting) == 5
        assert reading.count(ROW_OF_TABLE["agency"], name="Westmoor Police") == 1
        assert reading.search("wisniewska")
        assert reading.search("নয়") == ()
