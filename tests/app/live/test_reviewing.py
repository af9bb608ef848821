from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingdesk.app.actions import AgreeAction
from meetingdesk.app.desk import Desk
from meetingdesk.app.following.coordinating import (
    BeginActions,
    ConfirmActions,
    EscalateActions,
    ReassignActions,
    RedateActions,
    WithdrawActions,
)
from meetingdesk.app.following.moving import CarryAction, MoveAction, SayItLasted, SupersedeAction
from meetingdesk.app.following.splitting import Share, SplitAction
from meetingdesk.app.live.became import Became
from meetingdesk.app.live.reviewing import Review, ReviewRow, review_of, review_of_meeting
from meetingdesk.app.live.saying_again import TakeBack
from meetingdesk.app.outcome import Command
from meetingdesk.app.rows import AddRows, change
from meetingdesk.domain.actions import Action, ActionStatus, ActionStep, NotCompleted
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, AttendanceStatus
from meetingdesk.domain.families import Family
from meetingdesk.domain.meetings import Meeting, MeetingStatus, Series
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row, new_id
from meetingdesk.domain.understood_action import NamedOwner
from meetingdesk.errors import MeetingDeskError

FIRST, SECOND = date(2026, 10, 23), date(2026, 11, 20)
AT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
THEN = datetime(2026, 10, 23, 14, 0, tzinfo=UTC)


@dataclass
class Thread:
    """The meetings of one family, or of a series, and short ways to work in them."""

    desk: Desk
    family: Family
    agencies: dict[str, Agency] = field(default_factory=dict)
    minutes: count[int] = field(default_factory=count)
    where: dict[str, Any] = field(default_factory=dict)
    mark: str = ""
    """What tells the agencies of one thread from those of another in the same store."""

    @property
    def now(self) -> datetime:
        return AT + timedelta(minutes=next(self.minutes))

    def meet(self, on: date, **values: Any) -> Meeting:
        began = datetime(on.year, on.month, on.day, 13, tzinfo=UTC)
        meeting = Meeting(
            reference=f"T-{new_id().hex[-12:]}",
            type_id="core_group",
            held_on=on,
            status=MeetingStatus.LIVE,
            began_at=began,
            **{**(self.where or {"family_id": self.family.id}), **values},
        )
        self.add(meeting)
        return meeting

    def agency(self, name: str) -> Agency:
        if name not in self.agencies:
            self.agencies[name] = Agency(key=f"{name}_{new_id().hex[-6:]}", name=f"{name.title()}{self.mark}")
            self.add(self.agencies[name])
        return self.agencies[name]

    def agree(self, meeting: Meeting, text: str = "Visit", owner: str = "", **values: Any) -> UUID:
        values.setdefault("due_on", FIRST)
        action = Action(
            reference="",
            meeting_id=meeting.id,
            family_id=values.pop("family_id", self.family.id),
            text=text,
            owner_agency_id=self.agency(owner).id if owner else None,
            **values,
        )
        self.do(AgreeAction(action, at=THEN))
        return action.id

    def say(self, meeting: Meeting, key: UUID, status: ActionStatus, **said: Any) -> None:
        self.do(MoveAction(key, status, meeting_id=meeting.id, at=self.now, **said))

    def done(self, meeting: Meeting, key: UUID) -> None:
        self.say(meeting, key, ActionStatus.COMPLETED, evidence="receipt", completed_on=SECOND)

    def not_done(self, meeting: Meeting, key: UUID) -> None:
        self.say(meeting, key, ActionStatus.NOT_COMPLETED, reason=NotCompleted.AGENCY_DID_NOT_ACT)

    def carry(self, meeting: Meeting, key: UUID, on: date = date(2026, 12, 11)) -> None:
        self.do(CarryAction(key, on, "contractor ill", meeting.id, self.now))

    def end(self, meeting: Meeting) -> Meeting:
        self.do(change(self.read(meeting), ended_at=self.now, status=MeetingStatus.DRAFT))
        return self.read(meeting)

    def read(self, meeting: Meeting) -> Meeting:
        with self.desk.reading() as reading:
            return reading.get(Meeting, meeting.id)

    def action(self, key: UUID) -> Action:
        with self.desk.reading() as reading:
            return reading.get(Action, key)

    def review(self, meeting: Meeting, today: date = SECOND) -> Review:
        with self.desk.reading() as reading:
            return review_of(reading, reading.get(Meeting, meeting.id), today)

    def row(self, meeting: Meeting, key: UUID) -> ReviewRow:
        return next(row for row in self.review(meeting).rows if row.id == key)

    def add(self, *rows: Row, deed: Deed = Deed.PREPARE) -> None:
        self.desk.execute(AddRows(rows, "Add", deed))

    def do(self, command: Command) -> None:
        self.desk.execute(command)


def a_thread(desk: Desk) -> Thread:
    family = Family(reference=f"F-{new_id().hex[-12:]}")
    thread = Thread(desk, family)
    thread.add(family)
    return thread


@pytest.fixture
def thread(local_desk: Desk) -> Thread:
    return a_thread(local_desk)


@pytest.fixture
def team_thread(desk: Desk) -> Thread:
    return a_thread(desk)


def texts(review: Review) -> list[str]:
    return [row.action.text for row in review.rows]


def test_what_the_last_meeting_left_open_stands_by_agency_the_oldest_due_first(team_thread: Thread) -> None:
    thread = team_thread
    first = thread.meet(FIRST)
    thread.agree(first, "Late", "police", due_on=date(2026, 11, 18))
    thread.agree(first, "Later still", "police", due_on=date(2026, 11, 30))
    thread.agree(first, "Locks", "housing")
    thread.agree(first, "Whose", due_on=None)
    second = thread.meet(SECOND)
    thread.agree(second, "Agreed today", "police")

    review = thread.review(second)

    assert texts(review) == ["Locks", "Whose", "Late", "Later still"]
    assert [one.name for one in review.by_group] == ["Housing", "Nobody yet", "Police"]
    assert [row.days_late for row in review.rows] == [20, 0, 2, 0]
    assert [row.action.text for row in review.agreed] == ["Agreed today"]
    assert review.rows[0].last_step == ""
    assert review.total.words == "4 open: 4 not reviewed yet"


def test_a_review_of_nothing_says_so(thread: Thread) -> None:
    meeting = thread.meet(SECOND)

    review = thread.review(meeting)
    with thread.desk.reading() as reading:
        gone = review_of_meeting(reading, new_id(), SECOND)

    assert (review.rows, review.by_agency, review.total.words) == ((), (), "")
    assert gone == Review()


def test_what_was_said_is_counted_in_words_and_by_agency(thread: Thread) -> None:
    first = thread.meet(FIRST)
    keys = [thread.agree(first, str(number), "police") for number in range(9)]
    other = thread.agree(first, "locks", "housing")
    second = thread.meet(SECOND)

    thread.done(second, keys[0])
    thread.say(
        second,
        keys[1],
        ActionStatus.NOT_COMPLETED,
        reason=NotCompleted.CIRCUMSTANCES_CHANGED,
        next_step="moved away",
    )
    thread.not_done(second, keys[2])
    thread.do(SupersedeAction(keys[3], other, thread.now, meeting_id=second.id))
    thread.carry(second, keys[4])
    thread.do(BeginActions((keys[5],), thread.now, "half of it", second.id))
    thread.do(WithdrawActions((keys[6],), "not needed", thread.now, second.id))
    thread.do(
        ReassignActions(
            (keys[7],),
            NamedOwner(thread.agency("police").id),
            "left",
            thread.now,
            meeting_id=second.id,
        )
    )

    police = thread.review(second).by_agency[1]
    assert police.words == (
        "9 open: 1 done, 1 circumstances changed, 1 not done by the agency, 1 superseded, 1 withdrawn, "
        "1 carried, 1 given to another owner, 1 in progress; 1 not reviewed yet"
    )
    assert [row.became for row in thread.review(second).rows if row.agency == "Police"] == [
        Became.DONE,
        Became.CHANGED,
        Became.NOT_DONE,
        Became.SUPERSEDED,
        Became.CARRIED,
        Became.GOES_ON,
        Became.WITHDRAWN,
        Became.GIVEN,
        None,
    ]
    assert thread.row(second, keys[4]).said == "carried to Fri 11 Dec 2026: contractor ill"
    assert thread.row(second, keys[4]).was_due_on == FIRST


def test_what_is_not_done_and_carried_counts_as_not_done(thread: Thread) -> None:
    key = thread.agree(thread.meet(FIRST))
    second = thread.meet(SECOND)

    thread.not_done(second, key)
    thread.carry(second, key)

    row = thread.row(second, key)
    assert row.became is Became.NOT_DONE
    assert row.said == "not done by the agency · carried to Fri 11 Dec 2026: contractor ill"
    assert not row.is_settled


def test_what_an_agency_did_not_do_twice_comes_back_twice(thread: Thread) -> None:
    key = thread.agree(thread.meet(FIRST))
    second, third = thread.meet(SECOND), thread.meet(date(2026, 12, 18))

    thread.not_done(second, key)
    thread.not_done(third, key)

    assert thread.row(second, key).became is Became.NOT_DONE
    assert thread.row(third, key).became is Became.NOT_DONE
    thread.done(third, key)
    assert thread.row(third, key).became is Became.DONE


def test_each_undo_takes_the_row_back(thread: Thread) -> None:
    key = thread.agree(thread.meet(FIRST))
    second = thread.meet(SECOND)
    before = thread.row(second, key)

    thread.not_done(second, key)
    thread.desk.undo()

    row = thread.row(second, key)
    assert replace(row, action=replace(row.action, version=before.action.version)) == before


SAID: tuple[tuple[str, Callable[[Thread, Meeting, UUID], None]], ...] = (
    ("done", lambda thread, meeting, key: thread.done(meeting, key)),
    ("not done", lambda thread, meeting, key: thread.not_done(meeting, key)),
    ("carried", lambda thread, meeting, key: thread.carry(meeting, key)),
    (
        "superseded",
        lambda thread, meeting, key: thread.do(
            SupersedeAction(key, thread.agree(meeting), thread.now, meeting_id=meeting.id)
        ),
    ),
    (
        "changed",
        lambda thread, meeting, key: thread.say(
            meeting,
            key,
            ActionStatus.NOT_COMPLETED,
            reason=NotCompleted.CIRCUMSTANCES_CHANGED,
            next_step="none",
        ),
    ),
)


@pytest.mark.parametrize(("_name", "say"), SAID, ids=[name for name, _ in SAID])
@pytest.mark.parametrize("kind", ["open", "failed before", "comes back each week"])
def test_what_was_said_is_taken_back_later(
    thread: Thread, _name: str, say: Callable[[Thread, Meeting, UUID], None], kind: str
) -> None:
    first = thread.meet(FIRST)
    key = thread.agree(first, recurs="weekly" if kind == "comes back each week" else "")
    thread.do(CarryAction(key, date(2026, 11, 6), "ill", first.id, THEN))
    if kind == "failed before":
        thread.not_done(first, key)
    second = thread.meet(SECOND)
    before = thread.action(key)

    say(thread, second, key)
    thread.do(TakeBack(key, second.id, thread.now))

    assert replace(thread.action(key), version=before.version) == before
    row = thread.row(second, key)
    assert (row.became, row.said, row.is_settled) == (None, "", False)
    with pytest.raises(MeetingDeskError, match="nothing"):
        thread.do(TakeBack(key, second.id, thread.now))


def test_a_standing_commitment_that_was_done_is_said_once(thread: Thread) -> None:
    key = thread.agree(thread.meet(FIRST), recurs="fortnightly")
    second = thread.meet(SECOND)

    thread.done(second, key)

    row = thread.row(second, key)
    assert (row.became, row.is_settled, row.action.due_on) == (Became.DONE, True, date(2026, 12, 4))


def test_what_was_done_is_looked_at_again_when_its_day_has_come(team_thread: Thread) -> None:
    thread = team_thread
    first = thread.meet(FIRST)
    lasting, not_lasting, later = (thread.agree(first, text) for text in ("a", "b", "c"))
    for key, day in ((lasting, SECOND), (not_lasting, SECOND), (later, date(2027, 1, 8))):
        thread.do(MoveAction(key, ActionStatus.COMPLETED, evidence="seen", check_again_on=day, at=THEN))
    second = thread.meet(SECOND)

    assert [row.id for row in thread.review(second).rows] == [lasting, not_lasting]
    assert thread.review(second).total.words == "2 to check again: 2 not reviewed yet"
    thread.do(SayItLasted(lasting, True, "sleeps", thread.now, meeting_id=second.id))
    thread.do(SayItLasted(not_lasting, False, "awake again", thread.now, meeting_id=second.id))

    rows = thread.review(second).rows
    assert [row.became for row in rows] == [Became.LASTED, Became.REOPENED]
    assert [row.is_check for row in rows] == [True, True]
    assert not rows[1].action.is_closed()
    thread.do(TakeBack(not_lasting, second.id, thread.now))
    assert thread.action(not_lasting).status is ActionStatus.COMPLETED
    assert thread.row(second, not_lasting).became is None


def test_a_marac_goes_through_them_case_by_case(thread: Thread) -> None:
    series = Series(title="North", type_id="marac")
    other = Family(reference="A-0001")
    thread.add(series, other)
    first = _marac(thread, series, FIRST)
    thread.agree(first, "For the one", "police")
    thread.agree(first, "For the other", "police", family_id=other.id)
    second = _marac(thread, series, SECOND)

    review = thread.review(second)

    assert review.is_by_case
    assert [(row.family, row.action.text) for row in review.rows] == [
        ("A-0001", "For the other"),
        (thread.family.reference, "For the one"),
    ]
    assert [one.name for one in review.by_agency] == ["Police"]
    assert [one.all for one in review.by_group] == [1, 1]


def _marac(thread: Thread, series: Series, on: date) -> Meeting:
    meeting = Meeting(
        reference=f"M-{new_id().hex[-12:]}",
        type_id="marac",
        series_id=series.id,
        held_on=on,
        status=MeetingStatus.LIVE,
    )
    thread.add(meeting)
    return meeting


def test_an_agency_that_owns_something_and_is_away_is_named(thread: Thread) -> None:
    first = thread.meet(FIRST)
    for name in ("police", "housing", "school", "health"):
        thread.agree(first, name, name)
    second = thread.meet(SECOND)

    def invite(name: str, status: AttendanceStatus) -> None:
        row = Attendance(meeting_id=second.id, agency_id=thread.agency(name).id, status=status)
        thread.add(row, deed=Deed.RECORD)

    invite("police", AttendanceStatus.INVITED)
    assert thread.review(second).absent == ()
    invite("housing", AttendanceStatus.APOLOGIES)
    invite("health", AttendanceStatus.PRESENT)

    review = thread.review(second)

    assert [(one.name, one.absence) for one in review.absent] == [
        ("Housing", "apologies"),
        ("Police", "not here"),
        ("School", "not here"),
    ]


def test_an_owner_who_is_away_or_has_left_is_told_where_the_agency_is_here(thread: Thread) -> None:
    police = thread.agency("police")
    away, gone = Professional(name="Away", agency_id=police.id), Professional(name="Gone", left_on=FIRST)
    here = Professional(name="Here", agency_id=police.id)
    thread.add(away, gone, here)
    first = thread.meet(FIRST)
    for one in (away, gone, here):
        thread.agree(first, one.name, owner_id=one.id)
    second = thread.meet(SECOND)
    thread.add(
        Attendance(meeting_id=second.id, professional_id=here.id, status=AttendanceStatus.PRESENT),
        deed=Deed.RECORD,
    )

    review = thread.review(second)

    assert {row.owner: row.absence for row in review.rows} == {
        "Away": "not here, somebody else of the agency is",
        "Gone": "has left",
        "Here": "",
    }
    assert [one.name for one in review.absent] == ["Gone"]


def test_escalation_is_offered_after_enough_carries_and_not_twice(thread: Thread) -> None:
    first = thread.meet(FIRST)
    key = thread.agree(first, owner="housing")
    second = thread.meet(SECOND)
    thread.carry(second, key)
    assert not thread.row(second, key).wants_escalation

    thread.carry(second, key)
    assert thread.row(second, key).wants_escalation
    thread.do(replace(EscalateActions((key,), "twice", thread.now, meeting_id=second.id), deed=Deed.RECORD))

    assert not thread.row(second, key).wants_escalation
    assert thread.row(second, key).became is Became.CARRIED


def test_an_owner_who_takes_it_on_is_told(thread: Thread) -> None:
    key = thread.agree(thread.meet(FIRST), status=ActionStatus.UNCONFIRMED)
    second = thread.meet(SECOND)

    thread.do(replace(ConfirmActions((key,), thread.now, meeting_id=second.id), deed=Deed.RECORD))

    assert thread.row(second, key).became is Became.CONFIRMED


def test_what_a_coordinator_closes_while_the_meeting_sits_stays_in_its_place(thread: Thread) -> None:
    key = thread.agree(thread.meet(FIRST))
    second = thread.meet(SECOND)

    thread.do(MoveAction(key, ActionStatus.COMPLETED, evidence="by telephone", at=thread.now))

    row = thread.row(second, key)
    assert (row.became, row.action.status) == (None, ActionStatus.COMPLETED)


def test_a_meeting_that_is_over_is_counted_as_it_was(team_thread: Thread) -> None:
    thread = team_thread
    first = thread.meet(FIRST)
    closed_later, reopened_later = thread.agree(first, "a"), thread.agree(first, "b")
    thread.do(MoveAction(reopened_later, ActionStatus.COMPLETED, evidence="x", at=THEN))
    second = thread.end(thread.meet(SECOND))

    thread.do(MoveAction(closed_later, ActionStatus.COMPLETED, evidence="x", at=thread.now))
    thread.do(MoveAction(reopened_later, ActionStatus.OPEN, note="not so", at=thread.now))

    assert [row.id for row in thread.review(second).rows] == [closed_later]


# Whatever happens in whatever order, nothing is lost and nothing is there twice

MEETINGS = st.lists(
    st.tuples(
        st.integers(0, 4),  # actions agreed
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=12),  # what is said of which
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=3),  # what happens afterwards
        st.integers(0, 3),  # how the next meeting follows
    ),
    min_size=3,
    max_size=9,
)
WEEKS = timedelta(weeks=4)


def _said_by(thread: Thread, meeting: Meeting, key: UUID, other: UUID, what: int) -> Command:
    at, on, here = thread.now, meeting.held_on or SECOND, meeting.id
    owner = NamedOwner(thread.agency("housing" if what % 2 else "police").id)

    def move(status: ActionStatus, reason: NotCompleted | None = None, **said: Any) -> Command:
        return MoveAction(key, status, reason, meeting_id=here, at=at, completed_on=on, **said)

    failed = ActionStatus.NOT_COMPLETED
    return (
        move(ActionStatus.COMPLETED, evidence="seen"),
        move(ActionStatus.COMPLETED, evidence="seen", check_again_on=on + WEEKS, outcome_seen=YesNo.YES),
        move(failed, NotCompleted.CIRCUMSTANCES_CHANGED, next_step="moved"),
        move(failed, NotCompleted.AGENCY_DID_NOT_ACT),
        move(failed, NotCompleted.FAMILY_DECLINED, next_step="ask again"),
        SupersedeAction(key, other, at, meeting_id=here),
        CarryAction(key, on + WEEKS, "ill", here, at),
        SplitAction(key, (Share(owner, is_here=True), Share(owner, "the rest")), at, here),
        ReassignActions((key,), owner, "left", at, meeting_id=here),
        BeginActions((key,), at, "half", here),
        WithdrawActions((key,), "no need", at, here),
        TakeBack(key, here, at),
        SayItLasted(key, what % 2 == 0, "seen", at, meeting_id=here),
    )[what]


def _happens_after(thread: Thread, key: UUID, what: int) -> Command:
    at = thread.now
    return (
        MoveAction(key, ActionStatus.OPEN, note="not so", at=at),
        MoveAction(key, ActionStatus.COMPLETED, evidence="post", at=at),
        RedateActions((key,), SECOND, "later", at),
        WithdrawActions((key,), "no need", at),
        SplitAction(
            key, (Share(NamedOwner(thread.agency("a").id)), Share(NamedOwner(thread.agency("b").id))), at
        ),
        SupersedeAction(key, key, at),
    )[what]


class Life:
    """A thread that lives; what the store says of each action is held against what reviews show."""

    def __init__(self, desk: Desk) -> None:
        self.thread = a_thread(desk)
        self.thread.mark = f" {new_id()}"
        self.meetings: list[Meeting] = []
        self.ended: dict[UUID, list[UUID]] = {}
        self.day = FIRST

    def meet(self, follows: int) -> Meeting:
        thread, last = self.thread, self.meetings[-1] if self.meetings else None
        where: dict[str, Any] = {"previous_id": last.id if last is not None else None}
        if last is None or follows:
            self.day += WEEKS
        if follows == 3:  # the family moved, or the series was begun anew
            series, family = (
                Series(title=f"Anew {new_id()}", type_id="marac"),
                Family(reference=new_id().hex[-14:]),
            )
            thread.add(series, family)
            thread.where = {"series_id": series.id} if thread.where.get("series_id") else {}
            thread.family = family
        at = thread.now
        meeting = thread.meet(self.day, **where, starts_at=at.time())
        thread.do(change(meeting, began_at=at))
        self.meetings.append(meeting)
        return meeting

    def actions(self) -> dict[UUID, Action]:
        with self.thread.desk.reading() as reading:
            found = reading.find(Action, meeting_id={one.id for one in self.meetings})
        return {one.id: one for one in found}

    def shown(self, meeting: Meeting) -> list[UUID]:
        return [row.id for row in self.thread.review(meeting, meeting.held_on or SECOND).rows]

    def do(self, command: Command) -> None:
        try:
            self.thread.do(command)
        except MeetingDeskError:
            return  # what the rules refuse changes nothing

    def check(self, meeting: Meeting, *, begun: frozenset[UUID]) -> None:
        shown = self.shown(meeting)
        still_open = {
            one.id for one in self.actions().values() if not one.is_closed() and one.meeting_id != meeting.id
        }
        assert len(shown) == len(set(shown))
        assert still_open <= set(shown)
        assert begun <= set(shown)

    def live(self, agreed: int, said: list[tuple[int, int]], after: list[tuple[int, int]], how: int) -> None:
        meeting = self.meet(how)
        due = {
            one.id
            for one in self.actions().values()
            if one.check_again_on is not None
            and one.status is ActionStatus.COMPLETED
            and one.check_again_on <= self.day
        }
        still_open = {one.id for one in self.actions().values() if not one.is_closed()}
        assert sorted(self.shown(meeting), key=str) == sorted(still_open | due, key=str)
        begun = frozenset(self.shown(meeting))
        for number in range(agreed):
            recurs = "weekly" if number == 3 else ""
            self.thread.agree(meeting, f"new {number}", "police", recurs=recurs, due_on=self.day + WEEKS)
        for place, what in said:
            keys = sorted(self.actions(), key=str)
            if keys:
                key, other = keys[place % len(keys)], keys[(place + 1) % len(keys)]
                if key in begun:
                    self.do(_said_by(self.thread, meeting, key, other, what))
                    self.check(meeting, begun=begun)
        self.ended[meeting.id] = self.shown(self.thread.end(meeting))
        for place, what in after:
            keys = sorted(self.actions(), key=str)
            if keys:
                self.do(_happens_after(self.thread, keys[place % len(keys)], what))
        for one in self.meetings:
            assert set(self.shown(one)) == set(self.ended[one.id])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(meetings=MEETINGS, is_of_one_family=st.booleans())
def test_every_open_action_stands_exactly_once_in_the_next_meeting(
    local_desk: Desk, meetings: list[Any], is_of_one_family: bool
) -> None:
    life = Life(local_desk)
    if not is_of_one_family:
        series = Series(title=f"North {new_id()}", type_id="marac")
        life.thread.add(series)
        life.thread.where = {"series_id": series.id}

    for meeting in meetings:
        life.live(*meeting)

    with local_desk.reading() as reading:
        steps = reading.find(ActionStep, action_id=set(life.actions()) or {new_id()})
    assert {step.action_id for step in steps} == set(life.actions())
