from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.gaps_in_file import gaps_in_file, lines_of
from meetingdesk.app.interchange import ImportMeetingFile, MeetingFile, read_meeting_file
from meetingdesk.app.live.earlier_of_thread import earlier_of_thread
from meetingdesk.app.live.gaps_at import gaps_in
from meetingdesk.app.meeting_rows import open_meeting
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import MeetingDeskError
from meetingdesk.resources import resource
from tests.gaps.files import meeting_file
from tests.gaps.make_pairs import FOLDER

WITH_EARLIER = (
    "agency_not_back",
    "chair_changed",
    "plan_stalled",
    "owner_cannot_say",
    "changed_without_asking",
)
EXAMPLES = [
    *sorted(Path(resource("schema/examples")).glob("*.json")),
    *(FOLDER / code / "there.json" for code in WITH_EARLIER),
]


def a_file(*meetings: dict[str, Any]) -> MeetingFile:
    families = [{"id": name, "reference": name.upper()} for name in ("croft", "oakley")]
    return read_meeting_file(meeting_file(families=families, meetings=list(meetings)))


def a_meeting(name: str, day: str, family: str = "croft", **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "reference": name.upper(),
        "type_id": "core_group",
        "family_id": family,
        "held_on": day,
        **more,
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_lacks_the_same_as_the_store_it_was_brought_into(desk: Desk, path: Path) -> None:
    file = read_meeting_file(path.read_bytes())
    found = gaps_in_file(file)

    desk.execute(ImportMeetingFile(file))

    kind, policy = rulebook().meeting_types[found.meeting.type_id], rulebook().policy(Nation.ENG)
    with desk.reading() as reading:
        meeting = reading.get(Meeting, found.meeting.id)
        rows, earlier = open_meeting(reading, meeting.id), earlier_of_thread(reading, meeting)
        in_store = gaps_in(rows, kind, policy, earlier=earlier)
    assert [(gap.key, gap.who) for gap in in_store] == [(gap.key, gap.who) for gap in found.gaps]


def test_the_last_meeting_of_a_thread_is_meant_where_none_is_named() -> None:
    file = a_file(a_meeting("second", "2026-11-20"), a_meeting("first", "2026-10-09"))

    assert gaps_in_file(file).meeting.reference == "SECOND"
    assert gaps_in_file(file, as_of=date(2026, 11, 1)).meeting.reference == "FIRST"
    assert gaps_in_file(file, "first").meeting.reference == "FIRST"


def test_a_file_of_several_threads_asks_which_meeting() -> None:
    file = a_file(a_meeting("one", "2026-11-20"), a_meeting("two", "2026-10-09", "oakley"))

    with pytest.raises(MeetingDeskError, match="several threads") as caught:
        gaps_in_file(file)

    assert caught.value.hint == "Name one with --meeting: ONE, TWO."


def test_an_unknown_meeting_or_type_is_said() -> None:
    with pytest.raises(MeetingDeskError, match="no meeting of this reference"):
        gaps_in_file(a_file(a_meeting("one", "2026-11-20")), "three")
    with pytest.raises(MeetingDeskError, match="type that nobody knows here, tea_party"):
        gaps_in_file(a_file(a_meeting("one", "2026-11-20", type_id="tea_party")))
    with pytest.raises(MeetingDeskError, match="no meeting"):
        gaps_in_file(a_file())


def test_lines_are_told_like_ones_joined() -> None:
    file = a_file(a_meeting("one", "2026-11-20"))

    lines = list(lines_of(gaps_in_file(file)))

    assert "must    Nobody is named as the chair. Name the person." in lines
    assert all(line.startswith(("must", "should", "could")) for line in lines)
