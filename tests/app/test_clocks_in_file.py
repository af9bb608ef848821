from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from meetingdesk.app.clock_threads import dates_of, threads_of_families
from meetingdesk.app.clocks_in_file import FileClocks, clocks_in_file, lines_of
from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import ImportMeetingFile, read_meeting_file
from meetingdesk.domain.running_clocks.clock import Clock
from meetingdesk.resources import resource
from tests.gaps.files import meeting_file

AS_OF = date(2026, 11, 20)
EXAMPLES = sorted(Path(resource("schema/examples")).glob("*.json"))


def a_file(**more: object) -> FileClocks:
    meeting = {
        "id": "talk",
        "reference": "TALK",
        "type_id": "strategy",
        "family_id": "croft",
        "held_on": "2026-11-03",
        "enquiry_started_on": "2026-11-03",
        "status": "draft",
    }
    families = [{"id": "croft", "reference": "CROFT"}]
    file = read_meeting_file(meeting_file(families=families, meetings=[meeting], **more))
    return clocks_in_file(file, AS_OF)


def of_meetings(clocks: tuple[Clock, ...]) -> list[Clock]:
    return [clock for clock in clocks if clock.kind or clock.rule in ("marker", "plan_long")]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_has_the_same_dates_as_the_store_it_was_brought_into(desk: Desk, path: Path) -> None:
    file = read_meeting_file(path.read_bytes())
    found = clocks_in_file(file, AS_OF)

    desk.execute(ImportMeetingFile(file))

    with desk.reading() as reading:
        threads = threads_of_families(reading, found.families, AS_OF)
    in_store = [clock for thread in threads for clock in dates_of(thread)]
    own = [clock for clock in of_meetings(found.clocks) if clock.family_id is not None]
    key = repr
    assert sorted(in_store, key=key) == sorted(own, key=key)


def test_every_clock_says_what_started_it_and_how_it_was_counted() -> None:
    found = a_file()

    plain = {one["rule"]: one for one in found.as_plain()}

    assert set(plain) >= {"conference", "conference_statistic", "minutes"}
    assert plain["conference"]["due"] == "2026-11-24"
    assert plain["conference"]["family"] == "CROFT"
    assert plain["minutes"]["meeting"] == "TALK"
    assert all(one["explanation"] and one["trigger"] for one in plain.values())


def test_a_child_who_died_has_nothing_due() -> None:
    child = {
        "people": [{"id": "mina", "died_on": "2026-11-10"}],
    }
    members = [{"person_id": "mina", "role": "child"}]
    families = [{"id": "croft", "reference": "CROFT", "members": members}]
    meeting = {
        "id": "talk",
        "reference": "TALK",
        "type_id": "strategy",
        "family_id": "croft",
        "held_on": "2026-11-03",
        "enquiry_started_on": "2026-11-03",
        "status": "draft",
    }
    file = read_meeting_file(meeting_file(families=families, meetings=[meeting], **child))

    lines = list(lines_of(clocks_in_file(file, AS_OF)))

    assert not any("conference" in line.lower() for line in lines if "Record" not in line)


def test_lines_tell_only_what_still_runs() -> None:
    lines = list(lines_of(a_file()))

    assert lines[0].startswith("overdue      Wed 4 Nov 2026")
    assert any(line.startswith("due soon     Tue 24 Nov 2026  CROFT: Initial child") for line in lines)
