from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import RFC_4122

import pytest

from meetingdesk.domain.actions import NEXT_STATUS, Action, ActionStatus, NotCompleted, check_step
from meetingdesk.domain.model import ROW_OF_TABLE, ROWS
from meetingdesk.domain.plain import Unreadable, from_plain, shapes_by_name, to_plain, value_from_plain
from meetingdesk.domain.rights import deeds_that_write, widens
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.shapes import field_names, has_visibility, owner_of, parts_of, shape_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import VoiceWords, words_visibility
from meetingdesk.errors import MeetingDeskError

MEETING = new_id()


def test_every_row_stands_after_the_rows_it_points_to() -> None:
    seen: set[str] = set()
    for kind in ROWS:
        seen.add(kind.table)
        links = {shape.link for shape in shape_of(kind) if shape.link}
        assert links <= seen, kind.table


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.table)
def test_every_row_is_a_frozen_value_with_its_names_in_order(kind: type[Row]) -> None:
    assert field_names(kind)[:2] == ("id", "version")
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert kind.table
    assert kind.many
    assert kind.__doc__
    named = {*kind.searched, *kind.indexed, *(name for names in kind.unique for name in names)}
    assert named <= set(field_names(kind))
    assert all(shapes_by_name(kind)[name].kind is str for name in kind.searched)


def test_names_of_tables_and_of_parts_are_used_once() -> None:
    assert len(ROW_OF_TABLE) == len(ROWS)
    for owner in (None, *ROWS):
        names = [kind.many for kind in ROWS if owner_of(kind) is owner]
        assert len(names) == len(set(names))


def test_a_part_points_to_its_whole_and_always_has_one() -> None:
    for kind in ROWS:
        owner = owner_of(kind)
        if owner is not None and kind.inside is not None:
            assert not shapes_by_name(kind)[kind.inside].optional
            assert kind in parts_of(owner)


def test_the_search_never_has_to_ask_an_owner_who_may_see() -> None:
    for kind in ROWS:
        if kind.searched and not has_visibility(kind):
            owner = owner_of(kind)
            while owner is not None:
                assert not has_visibility(owner), kind.table
                owner = owner_of(owner)


def test_what_can_hurt_starts_narrow() -> None:
    assert shapes_by_name(VoiceWords)["visibility"].default is Visibility.V1
    assert words_visibility(about_parent=True) is Visibility.V2
    for table in ("address", "contact", "entry", "voice", "reflection", "event", "court_order", "challenge"):
        assert shapes_by_name(ROW_OF_TABLE[table])["visibility"].default is Visibility.V1


def test_every_row_can_be_written_by_some_deed() -> None:
    for kind in ROWS:
        assert deeds_that_write(kind)
        assert Deed.READ not in deeds_that_write(kind)


def test_only_what_lets_nobody_new_read_is_not_wider() -> None:
    order = [Visibility.V0, Visibility.V1, Visibility.V2, Visibility.V5]
    for wide, narrow in pairwise(order):
        assert widens(narrow, wide)
        assert not widens(wide, narrow)
    assert widens(Visibility.V2, Visibility.V4)
    assert not widens(Visibility.V3, Visibility.V3)


def test_identifiers_grow_with_time_and_never_repeat() -> None:
    made = [new_id() for _ in range(2_000)]

    assert len(set(made)) == 2_000
    assert all(one.version == 7 for one in made)
    assert all(one.variant == RFC_4122 for one in made)
    assert made == sorted(made)


def test_plain_values_come_back_as_they_were() -> None:
    action = Action(
        reference="M-1-A01",
        meeting_id=MEETING,
        text="Visit",
        due_on=date(2026, 11, 27),
        agreed_at=datetime(2026, 11, 20, 14, 5, tzinfo=UTC),
        not_completed=NotCompleted.UNSAFE,
    )

    plain = to_plain(action)

    assert from_plain(Action, plain) == action
    assert plain["due_on"] == "2026-11-27"
    assert plain["agreed_at"] == "2026-11-20T14:05:00Z"
    assert "carried" not in plain


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("due_on", "27/11/2026", "date"),
        ("agreed_at", "2026-11-20T14:05:00", "zone"),
        ("agreed_at", "0001-01-01T00:00:00+14:00", "instant"),
        ("carried", True, "whole number"),
        ("carried", 2**40, "between"),
        ("status", "finished", "one of"),
        ("meeting_id", None, "empty"),
        ("text", 7, "text"),
        ("reference", "x" * 301, "301 characters"),
    ],
)
def test_what_does_not_fit_a_field_is_explained_without_repeating_it(
    name: str, value: object, said: str
) -> None:
    with pytest.raises(Unreadable, match=said) as caught:
        value_from_plain(shapes_by_name(Action)[name], value)

    assert "finished" not in str(caught.value)
    assert "xxx" not in str(caught.value)


def test_a_time_of_day_has_no_zone_and_each_word_of_several_its_limit() -> None:
    with pytest.raises(Unreadable, match="time such as"):
        value_from_plain(shapes_by_name(ROW_OF_TABLE["meeting"])["starts_at"], "10:00+01:00")
    with pytest.raises(Unreadable, match="301 characters"):
        value_from_plain(shapes_by_name(ROW_OF_TABLE["decision"])["categories"], ["x" * 301])


def _action(**values: object) -> Action:
    return dataclasses.replace(
        Action(reference="A", meeting_id=MEETING, text="Visit", due_on=date(2026, 3, 1)),
        **values,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("values", "closed"),
    [
        ({}, False),
        ({"status": ActionStatus.COMPLETED}, True),
        ({"status": ActionStatus.SUPERSEDED}, True),
        ({"status": ActionStatus.WITHDRAWN}, True),
        ({"status": ActionStatus.UNCONFIRMED}, False),
        ({"status": ActionStatus.NOT_COMPLETED, "not_completed": NotCompleted.AGENCY_DID_NOT_ACT}, False),
        ({"status": ActionStatus.NOT_COMPLETED, "not_completed": NotCompleted.CIRCUMSTANCES_CHANGED}, False),
        (
            {
                "status": ActionStatus.NOT_COMPLETED,
                "not_completed": NotCompleted.CIRCUMSTANCES_CHANGED,
                "next_step": "None needed: the family moved",
            },
            True,
        ),
    ],
)
def test_closed_means_that_nobody_has_to_do_anything(values: dict[str, object], closed: bool) -> None:
    action = _action(**values)

    assert action.is_closed() is closed
    assert action.is_overdue(date(2026, 3, 2)) is not closed
    assert not action.is_overdue(date(2026, 3, 1))


def test_every_status_of_an_action_leads_somewhere_and_nowhere_unknown() -> None:
    assert set(NEXT_STATUS) == set(ActionStatus)
    with pytest.raises(MeetingDeskError, match="cannot become") as caught:
        check_step(_action(status=ActionStatus.COMPLETED), ActionStatus.WITHDRAWN)
    assert caught.value.hint == "Reopen it first."


def test_what_an_agency_did_not_do_can_still_be_done_and_what_is_closed_is_opened_first() -> None:
    failed = _action(status=ActionStatus.NOT_COMPLETED, not_completed=NotCompleted.AGENCY_DID_NOT_ACT)
    changed = NotCompleted.CIRCUMSTANCES_CHANGED
    closed = dataclasses.replace(failed, not_completed=changed, next_step="moved away")

    for status in (ActionStatus.COMPLETED, ActionStatus.IN_PROGRESS, ActionStatus.NOT_COMPLETED):
        check_step(failed, status)
        with pytest.raises(MeetingDeskError, match="cannot become"):
            check_step(closed, status)
    check_step(closed, ActionStatus.OPEN)
    check_step(closed, ActionStatus.WITHDRAWN)
