from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from meetingdesk.app.desk import Desk
from meetingdesk.app.documents.mending import typed_in
from meetingdesk.app.documents.on_screen import (
    DocumentsOnScreen,
    ReaderLine,
    documents_on_screen,
    require_documents,
    shown_of,
)
from meetingdesk.app.facts_in_file import facts_in_file
from meetingdesk.app.interchange import read_meeting_file
from meetingdesk.app.saving import check_folder, save_bytes
from meetingdesk.domain.copies.leaks import Hit
from meetingdesk.domain.copies.withheld import withheld_from
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import LocationRefused, MeetingDeskError, NotAllowed, StorageProblem
from tests.people import person_with
from tests.ui.meeting.seeds import plan_icpc

FILES = Path(__file__).resolve().parents[2] / "vignettes" / "files"
WITHHELD, SIBLINGS, LIST = "17_withheld_address", "15_three_siblings", "09_long_list_without_idva"
ALL = frozenset(DocumentKind)
K = DocumentKind


@cache
def facts_of(name: str) -> MeetingFacts:
    return facts_in_file(read_meeting_file((FILES / f"{name}.json").read_bytes()))


def shown(name: str) -> DocumentsOnScreen:
    return shown_of(facts_of(name), ALL)


def line(of: DocumentsOnScreen, name: str) -> ReaderLine:
    return next(line for line in of.readers if line.reader.name == name)


def with_entries(facts: MeetingFacts, *classes: Visibility, is_not_shared: bool = False) -> MeetingFacts:
    said = Entry(meeting_id=facts.meeting.id, text="Said at the table", is_not_shared=is_not_shared)
    entries = tuple(replace(said, id=new_id(), visibility=each) for each in classes)
    return replace(facts, rows={**facts.rows, Entry: entries})


def test_only_kinds_that_the_type_lists_and_this_version_makes_are_columns() -> None:
    facts = facts_of(SIBLINGS)

    found = shown_of(facts, {K.FULL_MINUTES, K.ACTION_LIST, K.CASE_LIST})

    assert found.kinds == (K.FULL_MINUTES, K.ACTION_LIST)
    assert {K.PLAN, K.CHAIR_BRIEFING} <= set(found.not_yet)
    assert K.LARGE_PRINT not in found.not_yet
    assert found.has_large_print


def test_the_chair_comes_first_then_agencies_then_the_family() -> None:
    found = shown(WITHHELD)

    assert [each.reader.name for each in found.readers] == [
        *("Chair and minute taker", "Children's social care", "Child 1", "Adult A")
    ]


def test_nobody_of_a_family_reads_of_a_list_of_cases() -> None:
    found = shown(LIST)

    assert {each.reader.kind for each in found.readers} == {"chair", "agency"}


@pytest.mark.parametrize(
    ("reader", "wanted"),
    [
        ("Adult A", {K.FAMILY_COPY, K.DECISION_LETTER}),
        ("Child 1", {K.CHILD_COPY}),
    ],
)
def test_a_family_is_offered_only_what_is_written_to_it(reader: str, wanted: set[DocumentKind]) -> None:
    assert line(shown(WITHHELD), reader).kinds == wanted


def test_a_notice_goes_to_its_agency_alone() -> None:
    found = shown(SIBLINGS)

    readers = {kind: [each.reader.name for each in found.readers if kind in each.kinds] for kind in ALL}

    assert readers[K.SCHOOL_NOTICE] == ["School"]
    assert readers[K.HEALTH_VISITOR_NOTICE] == ["Health visiting"]
    assert K.GP_NOTICE in found.for_nobody
    assert K.GP_NOTICE not in found.columns


def test_the_briefing_is_for_the_chair_alone_and_a_bundle_for_lawyers() -> None:
    found = shown(WITHHELD)

    briefed = [each.reader.name for each in found.readers if K.CHAIR_BRIEFING in each.kinds]
    bundled = [each.reader.name for each in found.readers if K.COURT_BUNDLE in each.kinds]

    assert briefed == ["Chair and minute taker"]
    assert bundled == ["Chair and minute taker", "Children's social care"]


def test_what_is_not_in_a_copy_is_counted_by_class_in_words() -> None:
    v = Visibility
    facts = with_entries(facts_of(WITHHELD), v.V0, v.V1, v.V2, v.V2, v.V2, v.V3, v.V5)

    found = shown_of(facts, ALL)

    assert line(found, "Adult A").says == (
        "No action of their own. 1 of 7 entries may be in it: 1 entry for professionals, "
        "3 restricted entries, 1 entry of legal advice and 1 working note are not in it."
    )
    # Children's social care may have legal advice.
    assert line(found, "Children's social care").says == (
        "1 action of their own. 3 of 7 entries may be in it: 3 restricted entries and 1 working note "
        "are not in it."
    )
    assert line(found, "Chair and minute taker").left_out == "1 working note is"


def test_what_an_agency_did_not_share_is_counted_apart() -> None:
    facts = with_entries(facts_of(WITHHELD), Visibility.V0, is_not_shared=True)

    found = line(shown_of(facts, ALL), "Children's social care")

    assert found.says.endswith(
        "None of 1 entry may be in it: 1 entry that its agency did not share is not in it."
    )


def test_the_place_where_withheld_words_were_typed_is_named_without_the_words() -> None:
    facts = facts_of(WITHHELD)
    reader = line(shown(WITHHELD), "Adult A").reader
    withheld = withheld_from(facts, reader)
    hits = tuple(Hit(one, "page 1") for one in withheld)

    places = typed_in(facts, reader, hits)

    assert places
    assert not any(one.text in place for one in withheld for place in places)


def test_the_page_is_read_from_the_store_and_refused_without_the_right(desk: Desk) -> None:
    meeting_id = plan_icpc(desk).meeting_id

    with desk.reading() as reading:
        found = documents_on_screen(reading, meeting_id, ALL)

    assert {K.FULL_MINUTES, K.FAMILY_COPY, K.GP_NOTICE} <= set(found.columns)
    assert found.is_draft
    with (
        desk.store.reading(person_with("reader")) as reading,
        pytest.raises(NotAllowed, match="may not save files"),
    ):
        documents_on_screen(reading, meeting_id, ALL)


@pytest.mark.parametrize("role", ["minute_taker", "chair"])
def test_who_may_print_or_save_files_may_make_documents(role: str) -> None:
    require_documents(person_with(role))


def test_copies_never_lie_in_the_store_nor_where_nothing_can_be_written(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (store / "inside").mkdir(parents=True)

    for folder, error in (
        (store / "inside", LocationRefused),
        (tmp_path / "gone", StorageProblem),
    ):
        with pytest.raises(error) as caught:
            check_folder(folder, store)
        assert isinstance(caught.value, MeetingDeskError)
        assert caught.value.hint
    check_folder(tmp_path, store)
    check_folder(tmp_path, None)


def test_a_finished_file_is_written_whole(tmp_path: Path) -> None:
    save_bytes(tmp_path / "copy.pdf", b"%PDF")

    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF"
    assert [each.name for each in tmp_path.iterdir()] == ["copy.pdf"]
