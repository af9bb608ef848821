from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest

from meetingdesk.app.documents.copying import copy_for
from meetingdesk.app.facts_in_file import facts_in_file
from meetingdesk.app.interchange import read_meeting_file
from meetingdesk.domain.copies.leaks import Hit
from meetingdesk.domain.copies.reader import Reader, ReaderKind
from meetingdesk.domain.families import Family
from meetingdesk.domain.gaps.facts import MeetingFacts
from meetingdesk.domain.meeting_words import DocumentKind
from meetingdesk.domain.rows import new_id
from meetingdesk.domain.sending.narrowing import of_families, of_other_families
from reports.documents import written
from reports.leak.check import leaks_in

FILE = Path(__file__).resolve().parents[2] / "vignettes" / "files" / "09_long_list_without_idva.json"
DAY = date(2026, 11, 23)
PRACTICE = Reader(ReaderKind.AGENCY, "Hill Surgery", new_id(), "gp")
K = DocumentKind


@cache
def facts() -> MeetingFacts:
    return facts_in_file(read_meeting_file(FILE.read_bytes()))


def leaks(kind: DocumentKind, whole: MeetingFacts, family: UUID) -> tuple[Hit, ...]:
    content = written(kind, copy_for(whole, PRACTICE, DAY), "pdf").content
    return leaks_in(content, "copy.pdf", of_other_families(facts(), [family]))


@pytest.mark.parametrize("kind", [K.GP_NOTICE, K.MARAC_OUTCOME_NOTICE, K.AGENCY_EXTRACT])
@pytest.mark.parametrize("place", [0, 11, 23])
def test_a_practice_reads_of_its_own_family_and_of_no_other(kind: DocumentKind, place: int) -> None:
    family = facts().all(Family)[place].id

    narrow = of_families(facts(), [family])

    assert leaks(kind, narrow, family) == ()


def test_without_narrowing_the_check_finds_the_other_families() -> None:
    family = facts().all(Family)[0].id

    assert leaks(K.GP_NOTICE, facts(), family) != ()


def test_its_own_family_is_in_it() -> None:
    family = facts().all(Family)[0]
    narrow = of_families(facts(), [family.id])

    copy = copy_for(narrow, PRACTICE, DAY)

    assert [one.family_id for one in copy.cases] == [family.id]
