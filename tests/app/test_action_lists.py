from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from meetingdesk.app.action_lists import (
    ActionFilter,
    ActionSort,
    ActionState,
    AskedActions,
    Grouping,
    count_actions,
    list_actions,
    one_action,
)
from meetingdesk.app.desk import Desk
from meetingdesk.app.following import few
from meetingdesk.app.following.choices import choices_of
from meetingdesk.app.following.coordinating import ChaseActions, ConfirmActions, EscalateActions
from meetingdesk.app.following.for_paper import for_paper
from meetingdesk.app.following.narrowing import standing_on
from meetingdesk.app.following.passing_on import ConfirmCascades, agencies_to_tell, cascades_to_confirm
from meetingdesk.app.following.steps import could_not, done, lasted, new_date, reopened
from meetingdesk.app.following.told import sheet_of
from meetingdesk.app.following.views import FIRST, SHIPPED, keep_last, keep_views, named, own_views
from meetingdesk.app.new_meeting import nation_of
from meetingdesk.app.rows import AddRows
from meetingdesk.domain.action_life import days_overdue
from meetingdesk.domain.actions import (
    Action,
    ActionFor,
    ActionPart,
    ActionStatus,
    ActionStep,
    Consented,
    NotCompleted,
    Priority,
)
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.documents import Cascade, Distribution, Document, DocumentCopy, DocumentVersion
from meetingdesk.domain.families import Family, FamilyMember, FamilyRole
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, PersonName, YesNo
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import MeetingDeskError, NotAllowed
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.titles import titles

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
S = ActionStatus


class Office:
    """Two agencies with their people, one family, and whatever actions a test needs."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.desk = Desk(store, person_with("minute_taker", "chair", "coordinator"))
        self.housing, self.csc = Agency(name="Housing"), Agency(name="Children's social care")
        self.officer = Professional(name="Ida Brook", job_title="Tenancy officer", agency_id=self.housing.id)
        self.worker = Professional(name="Olu Marsh", job_title="Social worker", agency_id=self.csc.id)
        self.family = Family(reference="C-2026-0142")
        self.other = Family(reference="C-2026-0099")
        self.child, self.adult = Person(birth_date=date(2023, 5, 1)), Person()
        self.marac = Meeting(reference="MARAC 6 Nov", type_id="marac", held_on=date(2026, 11, 6))
        self.group = Meeting(
            reference="CG 2 Nov", type_id="core_group", family_id=self.family.id, held_on=date(2026, 11, 2)
        )
        self.number = 0
        rows: tuple[Row, ...] = (
            *(self.housing, self.csc, self.officer, self.worker, self.family, self.other),
            *(self.child, self.adult, self.marac, self.group),
            PersonName(person_id=self.child.id, full="Lowri Sample"),
            FamilyMember(
                family_id=self.family.id, person_id=self.adult.id, role=FamilyRole.PARENT, position=1
            ),
            FamilyMember(
                family_id=self.family.id, person_id=self.child.id, role=FamilyRole.CHILD, position=2
            ),
        )
        self.desk.execute(AddRows(rows, deed=Deed.PREPARE))

    def _member(self, person: Person, role: FamilyRole, position: int) -> FamilyMember:
        return FamilyMember(family_id=self.family.id, person_id=person.id, role=role, position=position)

    def action(self, due: int | None, *extra: Callable[[Action], Row], **values: object) -> Action:
        """Add an action that is due so many days from today."""
        self.number += 1
        given = {
            "reference": f"C-2026-0142-A{self.number:02}",
            "meeting_id": self.group.id,
            "family_id": self.family.id,
            "text": f"Do thing number {self.number}",
            "owner_agency_id": self.housing.id,
            "owner_id": self.officer.id,
            "due_on": TODAY + timedelta(days=due) if due is not None else None,
            **values,
        }
        action = Action(**given)  # type: ignore[arg-type]
        self.desk.execute(AddRows((action, *(make(action) for make in extra))))
        return action

    def read(self, asked: AskedActions | None = None, **wanted: object) -> list[Action]:
        asked = asked or AskedActions(grouping=Grouping.NONE)
        asked = replace(asked, filter=replace(asked.filter, **wanted))  # type: ignore[arg-type]
        with self.desk.reading() as reading:
            lines = list_actions(reading, titles(), asked, TODAY).lines
            return [reading.get(Action, line.id) for line in lines]

    def lines(self, **wanted: object) -> tuple:  # type: ignore[type-arg]
        asked = AskedActions(ActionFilter(**wanted), Grouping.NONE)  # type: ignore[arg-type]
        with self.desk.reading() as reading:
            return list_actions(reading, titles(), asked, TODAY).lines


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture(params=["read whole", "walked along"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to a page: of few actions, and of many."""
    if request.param == "walked along":
        monkeypatch.setattr(few, "MOST", 0)


# The order


@pytest.mark.usefixtures("way")
def test_danger_comes_first_then_what_is_high_then_what_nobody_moves_then_the_oldest(office: Office) -> None:
    oldest = office.action(-40)
    carried = office.action(-3, carried=2)
    soon = office.action(4)
    unconfirmed = office.action(-5, status=S.UNCONFIRMED)
    dateless = office.action(None)
    high = office.action(-2, priority=Priority.HIGH)
    danger = office.action(-1, priority=Priority.IMMEDIATE_SAFETY)
    later_danger = office.action(9, priority=Priority.IMMEDIATE_SAFETY)

    found = office.read()

    assert found == [danger, high, unconfirmed, carried, oldest, soon, later_danger, dateless]


@pytest.mark.usefixtures("way")
def test_what_is_escalated_waits_with_the_others(office: Office) -> None:
    late = office.action(-9)
    escalated = office.action(-2, carried=3)
    office.desk.execute(EscalateActions((escalated.id,), "Nobody moves it", NOW))

    assert office.read()[:1] == [late]
    assert office.lines()[1].is_escalated
    assert office.lines()[1].stage == 1


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("grouping", Grouping)
@pytest.mark.parametrize("sort", ActionSort)
def test_pages_put_together_hold_every_action_once_in_order(
    office: Office, grouping: Grouping, sort: ActionSort
) -> None:
    for number in range(23):
        office.action(
            number % 7 - 4 if number % 5 else None,
            carried=number % 3,
            owner_agency_id=(office.housing.id, office.csc.id, None)[number % 3],
            owner_id=office.worker.id if number % 3 == 1 else None,
            priority=Priority.HIGH if number % 11 == 0 else Priority.NORMAL,
        )
    whole = office.read(AskedActions(grouping=grouping, sort=sort, most=100))

    asked, found = AskedActions(grouping=grouping, sort=sort, most=4), []
    with office.desk.reading() as reading:
        while True:
            page = list_actions(reading, titles(), asked, TODAY)
            found += [line.id for line in page.lines]
            if page.next is None:
                break
            asked = replace(asked, after=page.next)

    assert found == [action.id for action in whole]
    assert len(set(found)) == 23


def test_both_ways_to_a_page_give_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        office.action(
            (number * 7) % 19 - 9,
            carried=number % 4,
            status=(S.OPEN, S.UNCONFIRMED, S.IN_PROGRESS, S.NOT_COMPLETED)[number % 4],
            priority=tuple(Priority)[number % 3],
            owner_agency_id=(office.housing.id, office.csc.id)[number % 2],
        )
    read_whole = {grouping: office.read(AskedActions(grouping=grouping)) for grouping in Grouping}

    monkeypatch.setattr(few, "MOST", 0)

    for grouping in (Grouping.NONE, Grouping.AGENCY):
        assert office.read(AskedActions(grouping=grouping)) == read_whole[grouping]


# What a heading says


def test_a_heading_says_how_many_are_open_and_late_and_when_the_owner_was_last_heard_of(
    office: Office,
) -> None:
    late = office.action(-3, status=S.UNCONFIRMED)
    office.action(3)
    office.action(3, owner_agency_id=office.csc.id)
    office.desk.execute(ChaseActions((late.id,), NOW - timedelta(days=2)))
    office.desk.execute(ConfirmActions((late.id,), NOW - timedelta(days=1)))

    with office.desk.reading() as reading:
        groups = list_actions(reading, titles(), AskedActions(), TODAY).groups

    assert [group.key.title for group in groups] == ["Housing", "Children's social care"]
    facts = groups[0].facts
    assert facts is not None
    assert (facts.open, facts.overdue, facts.unconfirmed) == (2, 1, 0)
    assert facts.chased_on == date(2026, 11, 21)
    assert facts.replied_on == date(2026, 11, 22)


def test_what_nobody_owns_and_what_the_family_does_have_headings_of_their_own(office: Office) -> None:
    office.action(1, owner_agency_id=None, owner_id=None)
    office.action(1, owner_agency_id=None, owner_id=None, owner_person_id=office.adult.id)
    office.action(1, owner_id=None)

    with office.desk.reading() as reading:
        by_agency = list_actions(reading, titles(), AskedActions(), TODAY).groups
        by_owner = list_actions(reading, titles(), AskedActions(grouping=Grouping.OWNER), TODAY).groups

    assert {group.key.title for group in by_agency} == {"Housing", "The family", "No agency named"}
    assert {group.key.title for group in by_owner} == {
        "Housing, nobody named",
        "The family",
        "No agency named",
    }


# Filters


def test_a_list_is_narrowed_by_whose_about_whom_and_where(office: Office) -> None:
    mine = office.action(1, lambda action: ActionFor(action_id=action.id, person_id=office.child.id))
    theirs = office.action(1, owner_agency_id=office.csc.id, owner_id=office.worker.id)
    elsewhere = office.action(1, family_id=office.other.id, meeting_id=office.marac.id)

    assert office.read(agency_id=office.csc.id) == [theirs]
    assert office.read(owner_id=office.worker.id) == [theirs]
    assert office.read(family_id=office.other.id) == [elsewhere]
    assert office.read(child_id=office.child.id) == [mine]
    assert office.read(type_id="marac") == [elsewhere]
    assert office.read(type_id="strategy") == []


@pytest.mark.usefixtures("way")
def test_each_state_has_its_own_list(office: Office) -> None:
    late, soon, far = office.action(-3), office.action(2), office.action(60)
    unconfirmed = office.action(60, status=S.UNCONFIRMED)
    begun = office.action(60, status=S.IN_PROGRESS)
    failed = office.action(60, status=S.NOT_COMPLETED, not_completed=NotCompleted.AGENCY_DID_NOT_ACT)
    shut = office.action(
        60,
        status=S.NOT_COMPLETED,
        not_completed=NotCompleted.CIRCUMSTANCES_CHANGED,
        next_step="She moved away",
    )
    carried = office.action(60, carried=2)
    finished = office.action(-9, status=S.COMPLETED, evidence="Seen")
    check = office.action(-9, status=S.COMPLETED, evidence="Seen", check_again_on=TODAY)
    withdrawn = office.action(-9, status=S.WITHDRAWN)
    lists = {
        ActionState.OVERDUE: {late},
        ActionState.DUE_SOON: {soon},
        ActionState.UNCONFIRMED: {unconfirmed},
        ActionState.IN_PROGRESS: {begun},
        ActionState.NOT_DONE: {failed},
        ActionState.CARRIED: {carried},
        ActionState.TO_CHECK: {check},
        ActionState.CLOSED: {shut, finished, check, withdrawn},
        ActionState.OPEN: {late, soon, far, unconfirmed, begun, failed, carried},
        ActionState.ESCALATED: set(),
    }

    for state, wanted in lists.items():
        assert {one.id for one in office.read(state=state)} == {one.id for one in wanted}, state
    assert len(office.read(state=ActionState.ALL)) == 11


@pytest.mark.usefixtures("way")
def test_carried_so_often_or_more(office: Office) -> None:
    office.action(1)
    once, thrice = office.action(1, carried=1), office.action(1, carried=3)

    assert office.read(carried=1) == [once, thrice]
    assert office.read(carried=2) == [thrice]


def test_ages_are_working_days_as_the_rules_count_them(office: Office) -> None:
    made = [office.action(-days) for days in range(1, 46)]

    with office.desk.reading() as reading:
        counts, standing = count_actions(reading, TODAY), standing_on(reading, TODAY)
        lines = {line.id: line for line in office.lines(state=ActionState.OVERDUE)}

    wanted = [0, 0, 0, 0]
    for action in made:
        days = days_overdue(action, TODAY, standing.calendar)
        place = 0 if days <= 5 else 1 if days <= 10 else 2 if days <= 20 else 3
        wanted[place] += 1
        assert standing.days_late(action.due_on) == days
        if action.id in lines:
            assert lines[action.id].days_overdue == days
    assert counts.ages == tuple(wanted)
    assert len(office.read(AskedActions(grouping=Grouping.NONE, most=100), age=1)) == wanted[1]


@pytest.mark.parametrize(
    "typed",
    ["locks", "LOCKS flat", "0142-A01", "tenancy", "ida", "housing", "C-2026-0142", "lowri", "sample"],
)
def test_words_are_looked_for_in_the_text_the_owner_the_family_and_the_names(
    office: Office, typed: str
) -> None:
    wanted = office.action(
        1,
        lambda action: ActionFor(action_id=action.id, person_id=office.child.id),
        text="Change both locks at the flat",
    )
    office.action(
        1,
        text="Something else",
        reference="X-1",
        family_id=office.other.id,
        meeting_id=office.marac.id,
        owner_agency_id=office.csc.id,
        owner_id=office.worker.id,
    )

    assert office.read(typed=typed) == [wanted]
    assert office.read(typed=f"{typed} nowhereatall") == []


def test_words_are_found_in_the_text_also_where_the_search_has_too_many(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [office.action(day, text="Change both locks") for day in (1, 2, 3)]
    monkeypatch.setattr("meetingdesk.app.following.narrowing.HITS", 2)

    assert office.read(typed="locks") == wanted


# Rights


def test_nobody_finds_counts_or_opens_what_they_may_not_see(office: Office) -> None:
    hidden = office.action(-1, visibility=Visibility.V3)
    shown = office.action(-1)
    reader = Desk(office.store, person_with("coordinator"))

    with reader.reading() as reading:
        page = list_actions(reading, titles(), AskedActions(), TODAY)
        counts = count_actions(reading, TODAY)
        assert [line.id for line in page.lines] == [shown.id]
        assert page.groups[0].facts is not None
        assert page.groups[0].facts.open == 1
        assert (counts.open, counts.overdue, counts.ages[0]) == (1, 1, 1)
        assert one_action(reading, titles(), hidden.id, TODAY) is None
        assert sheet_of(reading, titles(), hidden.id, TODAY) is None


def test_a_coordinator_alone_can_do_all_of_it(office: Office) -> None:
    first, second = office.action(-1), office.action(3)
    failed = office.action(-1, status=S.NOT_COMPLETED, not_completed=NotCompleted.AGENCY_DID_NOT_ACT)
    coordinator = Desk(office.store, person_with("coordinator"))
    by_id = {line.id: line for line in office.lines()}

    coordinator.execute(new_date((by_id[first.id], by_id[second.id]), date(2026, 12, 4), "Ill", NOW))
    coordinator.execute(done((by_id[first.id], by_id[failed.id]), "Photograph", "She sleeps", NOW, TODAY))
    coordinator.execute(could_not((by_id[second.id],), NotCompleted.UNSAFE, "The adviser goes with her", NOW))

    with coordinator.reading() as reading:
        assert reading.get(Action, first.id).carried == 1  # it was late
        assert reading.get(Action, second.id).carried == 0
        assert reading.get(Action, first.id).status is S.COMPLETED
        assert reading.get(Action, failed.id).status is S.COMPLETED
        assert reading.get(Action, failed.id).outcome_seen is YesNo.YES
        assert reading.get(Action, second.id).not_completed is NotCompleted.UNSAFE


# Steps for several


def test_one_undo_takes_back_what_was_done_about_several(office: Office) -> None:
    made = [office.action(-1) for _ in range(3)]
    before = {line.id: line for line in office.lines()}

    office.desk.execute(new_date(tuple(before.values()), date(2026, 12, 4), "The contractor", NOW))
    moved = office.read()
    office.desk.undo()

    assert all(action.due_on == date(2026, 12, 4) and action.carried == 1 for action in moved)
    assert {action.id for action in office.read()} == {action.id for action in made}
    assert all(action.due_on == TODAY - timedelta(days=1) and not action.carried for action in office.read())


def test_where_one_of_several_is_refused_nothing_is_done(office: Office) -> None:
    office.action(-1)
    office.action(-1)
    lines = office.lines()
    office.desk.execute(done(lines[:1], "Seen", "", NOW, TODAY))

    with pytest.raises(MeetingDeskError):
        office.desk.execute(new_date(lines, date(2026, 12, 4), "Ill", NOW))

    assert [action.carried for action in office.read()] == [0]


def test_what_was_done_is_looked_at_again_or_opened_again(office: Office) -> None:
    checked = office.action(-9, status=S.COMPLETED, evidence="Seen", check_again_on=TODAY)
    lines = office.lines(state=ActionState.TO_CHECK)

    office.desk.execute(lasted(lines, "Visited", NOW, has_lasted=True, again_on=date(2027, 2, 1)))
    with office.desk.reading() as reading:
        assert reading.get(Action, checked.id).check_again_on == date(2027, 2, 1)
    office.desk.execute(reopened(lines, "It came back", NOW))

    with office.desk.reading() as reading:
        assert reading.get(Action, checked.id).status is S.OPEN


# What is known of one


def test_the_sheet_tells_the_trail_the_parts_and_what_it_is_for(office: Office) -> None:
    action = office.action(
        -3,
        lambda one: ActionStep(
            action_id=one.id, at=NOW - timedelta(days=17), kind="agreed", to_status=S.OPEN,
            new_due_on=date(2026, 11, 10),
        ),
        lambda one: ActionPart(action_id=one.id, position=1, text="Front door", status=S.COMPLETED),
        lambda one: ActionPart(action_id=one.id, position=2, text="Back door"),
        lambda one: ActionFor(action_id=one.id, person_id=office.child.id),
        why="Nobody gets in at night",
        measure="Photograph",
        carried=1,
    )  # fmt: skip
    (line,) = office.lines()
    office.desk.execute(new_date((line,), date(2026, 11, 27), "Contractor cancelled", NOW))

    with office.desk.reading() as reading:
        sheet = sheet_of(reading, titles(), action.id, TODAY)

    assert sheet is not None
    assert dict(sheet.purpose)["So that"] == "Nobody gets in at night"
    assert dict(sheet.purpose)["For"] == "Child 1"
    assert [point.says for point in sheet.trail] == [
        "6 Nov · agreed, due 10 Nov",
        "23 Nov · carried to 27 Nov",
    ]
    assert sheet.trail[1].below == "Contractor cancelled"
    assert [(part.text, part.is_done) for part in sheet.parts] == [
        ("Front door", True),
        ("Back door", False),
    ]
    assert sheet.advice == "Carried twice: escalate?"
    assert (sheet.line.parts, sheet.line.parts_open) == (2, 1)


def test_lines_name_people_of_a_family_by_designation_only(office: Office) -> None:
    office.action(
        1,
        lambda action: ActionFor(action_id=action.id, person_id=office.child.id),
        owner_agency_id=None,
        owner_id=None,
        owner_person_id=office.adult.id,
    )

    (line,) = office.lines()

    assert line.protects == ("Child 1",)
    assert line.protects_below == "aged 3"
    assert line.owner == "Adult A"
    assert "Lowri" not in repr(line)


def test_on_paper_names_in_the_words_of_actions_are_designations(office: Office) -> None:
    office.action(1, text="See Lowri Sample alone, then write Lowri's words down", measure="Lowri's drawing")

    (line,) = for_paper(office.lines(), office.desk)

    assert line.text == "See Child 1 alone, then write Child 1's words down"
    assert line.measure == "Child 1's drawing"


def test_who_may_not_print_gets_nothing_for_paper(office: Office) -> None:
    reader = Desk(office.store, person_with("reader"))

    with pytest.raises(NotAllowed):
        for_paper(office.lines(), reader)


# What has to be passed on


def test_agencies_are_told_of_what_was_agreed_without_them_and_drop_out_when_they_confirm(
    office: Office,
) -> None:
    absent = {"status": S.UNCONFIRMED, "consented": Consented.ASSIGNED_IN_ABSENCE}
    first = office.action(3, meeting_id=office.marac.id, **absent)
    second = office.action(3, **absent)
    office.action(3, owner_agency_id=office.csc.id, **absent)
    office.action(3)
    office.desk.execute(ChaseActions((first.id,), NOW))

    with office.desk.reading() as reading:
        told = agencies_to_tell(reading)

    housing = next(one for one in told if one.agency == "Housing")
    assert {one.agency for one in told} == {"Housing", "Children's social care"}
    assert set(housing.action_ids) == {first.id, second.id}
    assert housing.oldest == date(2026, 11, 2)
    assert (housing.told_on, housing.not_told) == (NOW.date(), 1)

    office.desk.execute(ConfirmActions(housing.action_ids, NOW))
    with office.desk.reading() as reading:
        assert [one.agency for one in agencies_to_tell(reading)] == ["Children's social care"]


def test_what_was_not_passed_on_inside_an_agency_is_listed_until_it_is_confirmed(office: Office) -> None:
    document = Document(meeting_id=office.marac.id, kind="minutes")
    version = DocumentVersion(document_id=document.id, number=1)
    copy = DocumentCopy(version_id=version.id, number=3, agency_id=office.housing.id)
    sent = Distribution(copy_id=copy.id, sent_at=NOW)
    open_one = Cascade(distribution_id=sent.id, to="Duty team", what="Own actions")
    settled = Cascade(distribution_id=sent.id, to="Manager", confirmed=YesNo.YES)
    office.desk.execute(
        AddRows((document, version, copy, sent, open_one, settled), deed=Deed.IMPORT)
        if office.desk.person.may(Deed.IMPORT)
        else AddRows((document,))
    )

    with office.desk.reading() as reading:
        (line,) = cascades_to_confirm(reading)
    assert (line.to, line.agency, line.meeting, line.copy_number) == (
        "Duty team",
        "Housing",
        "MARAC 6 Nov",
        3,
    )
    office.desk.execute(ConfirmCascades((line.id,), NOW, was_passed_on=False))
    with office.desk.reading() as reading:
        assert cascades_to_confirm(reading)[0].is_refused
    office.desk.execute(ConfirmCascades((line.id,), NOW))

    with office.desk.reading() as reading:
        assert cascades_to_confirm(reading) == ()


# Views


def test_a_person_keeps_views_of_their_own_and_the_last_one(office: Office) -> None:
    own = named(replace(FIRST, filter=ActionFilter(agency_id=office.housing.id, age=2, carried=1)), "  Ours ")
    keep_views((own,), office.desk)
    keep_last(replace(own, filter=replace(own.filter, typed="Lowri")), office.desk)

    with office.desk.reading() as reading:
        kept = own_views(reading)
    with Desk(office.store, person_with("coordinator")).reading() as reading:
        assert own_views(reading).views == ()

    assert kept.views == (own,)
    assert kept.views[0].name == "Ours"
    assert kept.last == own  # the words were not kept


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"name": "x"}]', "null"])
def test_views_that_cannot_be_read_are_left_out(office: Office, text: str) -> None:
    from meetingdesk.app.drawer import keep

    keep(office.desk, "actions.views", text)
    keep(office.desk, "actions.last", text)

    with office.desk.reading() as reading:
        assert own_views(reading).views == ()
        assert own_views(reading).last == FIRST


def test_views_that_are_shipped_have_names_of_their_own() -> None:
    assert len({view.name for view in SHIPPED}) == len(SHIPPED)
    assert all(before.name != after.name for before, after in pairwise(SHIPPED))


def test_who_has_left_is_no_owner_to_choose_but_can_be_filtered_by(office: Office) -> None:
    gone = Professional(name="Una Gone", agency_id=office.csc.id, left_on=TODAY)
    office.desk.execute(AddRows((gone,)))

    with office.desk.reading() as reading:
        choices = choices_of(reading)
        nation = nation_of(reading)

    assert "Una Gone, Children's social care" in dict(choices.owners).values()
    assert "Una Gone, Children's social care" not in dict(choices.who)
    assert choices.nation is nation
