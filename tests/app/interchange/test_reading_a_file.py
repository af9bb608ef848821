from __future__ import annotations

import json
from typing import Any

import pytest

from meetingdesk.app.interchange import read_meeting_file
from meetingdesk.app.interchange.layout import IN_FILE, fields_in_file, lists_in
from meetingdesk.domain.attendance import Attendance
from meetingdesk.domain.information import Entry, EntryAbout
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.errors import BadImport

MINI: dict[str, Any] = {"format": "meetingdesk-meeting-file", "version": 1, "name": "mini"}


def meeting(**more: Any) -> dict[str, Any]:
    return {"id": "m", "reference": "F-1/2026-11-20", "type_id": "core_group", **more}


def text_of(**lists: Any) -> str:
    return json.dumps({**MINI, **lists})


def faults_of(content: str | bytes) -> tuple[str, ...]:
    with pytest.raises(BadImport) as caught:
        read_meeting_file(content)
    assert "nothing was changed" in str(caught.value)
    return caught.value.faults


def test_rows_are_read_with_their_parts_and_links() -> None:
    file = read_meeting_file(
        text_of(
            people=[{"id": "mia", "names": [{"full": "Mia Test"}]}],
            meetings=[meeting(entries=[{"text": "Awake.", "about": [{"person_id": "mia"}]}])],
        )
    )
    (person,) = file.of(Person)
    (about,) = file.of(EntryAbout)
    assert file.of(PersonName)[0].person_id == person.id == about.person_id
    assert file.of(Entry)[0].meeting_id == file.of(Meeting)[0].id
    assert about.entry_id == file.of(Entry)[0].id
    assert len(file) == 5


def test_a_name_means_the_same_row_each_time_and_another_row_in_another_file() -> None:
    content = text_of(people=[{"id": "mia"}])
    first, second = read_meeting_file(content), read_meeting_file(content)
    other = read_meeting_file(content.replace('"mini"', '"other"'))
    assert first.of(Person) == second.of(Person)
    assert first.of(Person)[0].id != other.of(Person)[0].id


def test_a_name_of_one_kind_is_not_the_name_of_another() -> None:
    file = read_meeting_file(text_of(people=[{"id": "x"}], meetings=[meeting(id="x")]))
    assert file.of(Person)[0].id != file.of(Meeting)[0].id


def test_parts_without_identifiers_keep_theirs_when_the_list_grows() -> None:
    one = read_meeting_file(text_of(people=[{"id": "a"}], meetings=[meeting(entries=[{"text": "One"}])]))
    two = read_meeting_file(
        text_of(people=[{"id": "a"}], meetings=[meeting(entries=[{"text": "One"}, {"text": "Two"}])])
    )
    assert two.of(Entry)[0] == one.of(Entry)[0]


def test_links_between_people_and_entries_do_not_depend_on_their_order_in_a_list() -> None:
    def abouts(*names: str) -> set[EntryAbout]:
        about = [{"person_id": name} for name in names]
        entries = [{"id": "e", "text": "T", "about": about}]
        people = [{"id": "a"}, {"id": "b"}]
        return set(
            read_meeting_file(text_of(people=people, meetings=[meeting(entries=entries)])).of(EntryAbout)
        )

    assert abouts("a", "b") == abouts("b", "a")


def test_names_need_a_name_for_the_file_or_a_first_meeting() -> None:
    nameless = {key: value for key, value in MINI.items() if key != "name"}
    assert read_meeting_file(json.dumps({**nameless, "meetings": [meeting()]})).name == ""
    (fault,) = faults_of(json.dumps({**nameless, "people": [{"id": "mia"}]}))
    assert fault.startswith("name: is missing")


def test_every_fault_is_named_with_its_place() -> None:
    faults = faults_of(
        text_of(
            peple=[],
            people=[{"id": "mia", "birth_date": "20/11/2026"}, {"id": "mia"}, "no row", {"id": "bad id!"}],
            meetings=[
                meeting(
                    reference=7,
                    attendence=[],
                    starts_at="10:00+01:00",
                    began_at="2026-11-20T10:00:00",
                    sequence="1",
                    attendance=[{"status": "here"}, {"is_required": 1}],
                    entries=[{"visibility": "V5", "text": "x"}, {}],
                    chair_id="nobody",
                    title="x" * 301,
                )
            ],
        )
    )
    known_statuses = faults[10]
    assert list(faults[:10]) == [
        "peple: is not known here; did you mean 'people'?",
        "people[0].birth_date: must be a date such as 2026-11-20",
        "people[1].id: is the identifier of people[0] already",
        "people[2]: must be an object, { … }",
        "people[3].id: must be an identifier, or a name of letters, digits, '-', '_' and '.' (80 at most)",
        "meetings[0].attendence: is not known here; did you mean 'attendance'?",
        "meetings[0].reference: must be text",
        "meetings[0].title: the text has 301 characters; 300 are the most that fit",
        "meetings[0].sequence: must be a whole number",
        "meetings[0].starts_at: must be a time such as 14:05, without a zone",
    ]
    assert "meetings[0].began_at: must be an instant" in known_statuses
    rest = "\n".join(faults[11:])
    assert "meetings[0].attendance[0].status: must be one of invited, present" in rest
    assert "meetings[0].attendance[1].is_required: must be true or false" in rest
    assert "meetings[0].entries[0].visibility: V5 is for working notes" in rest
    assert "meetings[0].entries[1].text: is missing" in rest
    assert "meetings[0].chair_id: points nowhere: the file has no professional of this name" in rest
    assert len(faults) == 16


def test_a_word_of_a_list_is_bounded_as_the_store_bounds_it() -> None:
    (fault,) = faults_of(text_of(meetings=[meeting(entries=[{"text": "x", "bases": ["b" * 301]}])]))
    assert fault.startswith("meetings[0].entries[0].bases: ")


def test_an_instant_beyond_the_calendar_is_a_fault() -> None:
    (fault,) = faults_of(text_of(meetings=[meeting(began_at="0001-01-01T00:00:00+14:00")]))
    assert fault == "meetings[0].began_at: must be an instant with its zone, such as 2026-11-20T14:05:00Z"


def test_what_must_be_unique_is_so_within_the_file() -> None:
    faults = faults_of(
        text_of(
            agencies=[{"id": "a", "name": "Police"}, {"id": "b", "name": "Police"}],
            people=[{"id": "mia"}],
            meetings=[
                meeting(entries=[{"text": "x", "about": [{"person_id": "mia"}, {"person_id": "mia"}]}])
            ],
        )
    )
    about = "meetings[0].entries[0].about"
    assert faults == (
        "agencies[1].name: has the same name as agencies[0]",
        f"{about}[1].person_id: has the same person_id as {about}[0]",
    )


def test_a_link_left_out_must_be_a_link_and_not_given() -> None:
    first, second = faults_of(
        text_of(people=[{"id": "p", "left_out": ["label", "mother_id"], "mother_id": "p"}])
    )
    assert first.startswith("people[0].left_out[0]: must be one of born_as_id, mother_id")
    assert second == "people[0].left_out[1]: 'mother_id' is given, so it is not left out"


def test_texts_pass_the_gate() -> None:
    file = read_meeting_file(text_of(people=[{"id": "p", "label": "e\u0301\u0000 two\nlines"}]))
    assert file.of(Person)[0].label == "\u00e9 two lines"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"format": "meetingdesk-meeting-file",\n "version": 1,,}', "line 2, column 15: a key in double"),
        ("[1, 2]", "must hold one object"),
        ("", "line 1, column 1: a value is expected here"),
        ('{"format": "other"}', 'format: must be "meetingdesk-meeting-file"'),
        ('{"format": "meetingdesk-meeting-file"}', "version: must be 1"),
        ('{"format": "meetingdesk-meeting-file", "version": true}', "version: must be 1"),
        (
            '{"format": "meetingdesk-meeting-file", "version": 2}',
            "written by a newer MeetingDesk (version 2)",
        ),
        ('{"format": NaN}', "NaN is not a number"),
        ('{"format": ' + "1" * 5000 + "}", "it is too long"),
        ('{"name": "a", "name": "b"}', "name: is given twice in one object"),
        (b'{"format": "\xff"}', "is not UTF-8 text: byte 13 is wrong"),
        ('{"a": ' * 14 + "1" + "}" * 14, "nests deeper than 12 levels"),
        ("[" * 100_000, "nests deeper than 12 levels"),
        ("[]" + "," * 10 + "{" * 2_000_001, "more than 2,000,000 rows and lists"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_no_meeting_file_is_refused_with_the_reason(content: str | bytes, said: str) -> None:
    (fault,) = faults_of(content)
    assert said in fault


def test_a_file_beyond_64_megabytes_is_refused_unread() -> None:
    (fault,) = faults_of(b" " * (64 * 1024 * 1024 + 1))
    assert "larger than 64 MB" in fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_json_are_read(encoding: str) -> None:
    content = json.dumps({**MINI, "people": [{"id": "p", "label": "Łukasz"}]}, ensure_ascii=False)
    assert read_meeting_file(content.encode(encoding)).of(Person)[0].label == "Łukasz"


def test_a_fault_never_repeats_what_a_value_said() -> None:
    hidden = "14 Hidden Street"
    faults = faults_of(
        text_of(people=[{"id": "p", "birth_date": hidden}], meetings=[meeting(mode=hidden, chair_id=hidden)])
    )
    assert hidden not in "".join(faults)


def test_no_list_of_parts_is_called_like_a_field_or_another_list() -> None:
    for kind in IN_FILE:
        names = [*fields_in_file(kind), *lists_in(kind)]
        assert len(names) == len(set(names)), kind.table
        assert len(lists_in(kind)) == sum(part.inside is not None for part in lists_in(kind).values())


def test_the_deepest_row_of_the_model_fits_into_the_levels_allowed() -> None:
    acknowledged = {"distributions": [{"acknowledgements": [{"at": "2026-11-20T10:00:00Z"}]}]}
    versions = [{"number": 1, "copies": [{"number": 1, **acknowledged}]}]
    file = read_meeting_file(text_of(meetings=[meeting(documents=[{"kind": "plan", "versions": versions}])]))
    assert len(file) == 6


def test_attendance_is_read_whole() -> None:
    file = read_meeting_file(
        text_of(
            meetings=[
                meeting(
                    attendance=[
                        {"id": "a", "status": "sent_deputy"},
                        {"id": "b", "status": "present", "deputy_for_id": "a"},
                    ]
                )
            ]
        )
    )
    first, second = file.of(Attendance)
    assert second.deputy_for_id == first.id
