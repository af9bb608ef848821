from __future__ import annotations

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.documents.as_it_stands import copy_as_it_stands
from meetingdesk.app.documents.on_screen import facts_for_copies, withheld_in_store
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import CHAIR, Reader, ReaderKind
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.visibility import Visibility
from tests.app.documents.held import LETTER, MINUTES, Held, hold
from tests.people import person_with


@pytest.fixture
def held(local_desk: Desk) -> Held:
    return hold(local_desk)


def copy_of(held: Held, kind: DocumentKind) -> Copied:
    with held.desk.reading() as reading:
        facts = facts_for_copies(reading, held.meeting_id)
        return copy_as_it_stands(reading, facts, kind, CHAIR, held.ended_at.date())


def test_a_letter_that_nobody_approved_is_a_draft_though_the_record_is_finalised(held: Held) -> None:
    held.take(LETTER)
    held.finalise()

    copy = copy_of(held, LETTER)

    assert (copy.is_draft, copy.approved) == (True, "")
    assert copy_of(held, DocumentKind.ACTION_LIST).is_draft


def test_the_approved_version_is_what_is_shown_until_the_record_says_something_else(held: Held) -> None:
    held.say("A first thing")
    held.take(MINUTES)
    held.approve(MINUTES)
    approved = copy_of(held, MINUTES)

    held.say("A second thing")
    changed = copy_of(held, DocumentKind.LARGE_PRINT)

    number = held.newest().number
    assert (approved.version, approved.is_draft, bool(approved.approved)) == (number, False, True)
    assert (changed.version, changed.is_draft, changed.approved) == (number + 1, True, "")


def test_what_whoever_makes_a_copy_may_not_see_is_searched_for_all_the_same(held: Held) -> None:
    words = "The caretaker of the flats said it to the police"
    held.say(words, Visibility.V4)
    maker = Desk(held.desk.store, person_with("coordinator"))
    reader = Reader(ReaderKind.AGENCY, "Housing", agency_key="housing")

    with maker.reading() as reading:
        seen = facts_for_copies(reading, held.meeting_id)
        withheld = withheld_in_store(reading, held.meeting_id, reader)

    assert words not in repr(seen.rows)
    assert words in {one.text for one in withheld}
