from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.documents.other_languages import AskForCopies
from meetingdesk.app.live.running import EndMeeting, StartMeeting
from meetingdesk.domain.actions import Action, ActionFor, ActionStatus
from meetingdesk.domain.other_languages import ORIGIN
from meetingdesk.domain.people import Interpreter, Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.visibility import Visibility
from tests.ui.meeting.seeds import plan_icpc, plan_marac

AT = datetime(2026, 8, 26, 12, 0, tzinfo=UTC)
MOTHER, SMALL = "Bryony Castell", "Isla Castell"


def _need(desk: Desk, name: str, interpreter: Interpreter = Interpreter.NEEDED) -> UUID:
    with desk.store.work(desk.person, Deed.IMPORT) as work:
        key = next(row.person_id for row in work.find(PersonName) if row.full == name)
        work.put(replace(work.get(Person, key), interpreter=interpreter, first_language="Polish"))
        work.commit("Need")
    return key


def _tasks(desk: Desk) -> tuple[Action, ...]:
    with desk.reading() as reading:
        return reading.find(Action, origin=ORIGIN)


def test_a_need_for_another_language_becomes_a_task_for_that_person(desk: Desk) -> None:
    seeded = plan_icpc(desk)
    mother = _need(desk, MOTHER)

    desk.execute(AskForCopies(seeded.meeting_id, AT))

    (task,) = _tasks(desk)
    with desk.reading() as reading:
        assert [row.person_id for row in reading.find(ActionFor, action_id=task.id)] == [mother]
    assert task.text == "Have the copy for Adult A translated into Polish, or read to them in it"
    assert (task.status, task.visibility) == (ActionStatus.PROPOSED, Visibility.V0)
    assert task.reference


def test_the_end_of_a_meeting_asks_for_it(desk: Desk) -> None:
    seeded = plan_icpc(desk)
    _need(desk, MOTHER)

    desk.execute(StartMeeting(seeded.meeting_id, seeded.begins))
    desk.execute(EndMeeting(seeded.meeting_id, AT))
    assert len(_tasks(desk)) == 1
    desk.undo()

    assert _tasks(desk) == ()


def test_whoever_signs_has_it_explained(desk: Desk) -> None:
    seeded = plan_icpc(desk)
    _need(desk, MOTHER, Interpreter.SIGNER_NEEDED)

    desk.execute(AskForCopies(seeded.meeting_id, AT))

    assert _tasks(desk)[0].text == "Have the copy for Adult A explained in Polish"


def test_it_is_asked_for_once(desk: Desk) -> None:
    seeded = plan_icpc(desk)
    _need(desk, MOTHER)
    desk.execute(AskForCopies(seeded.meeting_id, AT))

    desk.execute(AskForCopies(seeded.meeting_id, AT))

    assert len(_tasks(desk)) == 1


def test_a_small_child_and_whoever_needs_none_have_no_task(desk: Desk) -> None:
    seeded = plan_icpc(desk)
    _need(desk, SMALL)
    _need(desk, MOTHER, Interpreter.NOT_NEEDED)

    desk.execute(AskForCopies(seeded.meeting_id, AT))

    assert _tasks(desk) == ()


def test_a_list_of_cases_writes_to_no_family(desk: Desk) -> None:
    seeded = plan_marac(desk)

    desk.execute(AskForCopies(seeded.meeting_id, AT))

    assert _tasks(desk) == ()


def test_it_is_taken_back_as_one_step(desk: Desk) -> None:
    seeded = plan_icpc(desk)
    _need(desk, MOTHER)
    outcome = desk.execute(AskForCopies(seeded.meeting_id, AT))
    assert outcome.inverse is not None

    desk.execute(outcome.inverse)

    assert _tasks(desk) == ()
