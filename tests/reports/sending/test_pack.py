from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import UTC, date, datetime
from email import policy
from email.parser import BytesParser
from functools import partial
from uuid import uuid4

import msoffcrypto
import pikepdf
import pytest

from meetingdesk.domain.copies.withheld import Withheld, WithheldKind
from reports.blocks import Builder, Report, plain
from reports.leak.check import leaks_in
from reports.pdf.sharing import Shelf, sharing
from reports.pdf.writer import write_pdf
from reports.sending import pack as packing_of_all
from reports.sending.calendar import Event, calendar_of
from reports.sending.messages import Letter
from reports.sending.pack import pack, workers_for
from reports.sending.packing import Packed, Parcel, Part, packed, sha256_of

AT = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
PHRASE = "abcd-efgh-jkmn"
HOME = Withheld(WithheldKind.ADDRESS, "14 Sorrel Lane, Trial Town", uuid4(), "ZZ1 2AB")
NAME = Withheld(WithheldKind.NAME, "Trial Mother", uuid4())


def in_turn(parcels: Sequence[Parcel]) -> list[Callable[[], Parcel]]:
    return [partial(replace, one) for one in parcels]


def report(*texts: str, title: str = "Minutes") -> Report:
    made = Builder()
    for text in texts:
        made.paragraph(plain(text))
    return Report(title, made.done())


def parcel(key: str = "a", text: str = "Nothing of note.", ending: str = "pdf", body: str = "See.") -> Parcel:
    return Parcel(
        key,
        1,
        (Part(f"20261120_minutes_{key}.{ending}", report(text)),),
        (HOME,),
        PHRASE,
        Letter("ann@hill.example", "Minutes CP-1", body, f"<{key}@md.invalid>", AT),
        f"1_{key}.eml",
        not_in_message=(NAME,),
    )


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_recipient_gets_locked_copies_in_a_message(ending: str) -> None:
    came = packed(parcel(ending=ending))

    copy, message = came.files
    assert came.is_whole
    assert copy.sha256 == sha256_of(copy.content)
    assert came.message is message
    read = BytesParser(policy=policy.default).parsebytes(message.content)
    assert [part.get_payload(decode=True) for part in read.iter_attachments()] == [copy.content]  # type: ignore[attr-defined]
    assert PHRASE.encode() not in message.content
    if ending == "pdf":
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(copy.content))
        with pikepdf.open(io.BytesIO(copy.content), password=PHRASE) as opened:
            assert len(opened.pages) == 1
    else:
        assert msoffcrypto.OfficeFile(io.BytesIO(copy.content)).is_encrypted()


def test_what_is_in_a_locked_message_can_be_checked_with_its_phrase() -> None:
    message = packed(parcel(text="Trial Mother was there.")).message

    assert message is not None
    (hit,) = leaks_in(message.content, message.name, [NAME], PHRASE)
    assert "page 1" in hit.place


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (parcel(text="She is at 14 Sorrel Lane."), "page 1"),
        (parcel(body="She is at 14 Sorrel Lane."), "the text of the message"),
        (parcel(body="About Trial Mother."), "the text of the message"),
        (
            replace(parcel(), calendar=calendar_of([Event("u", "Visit Trial Mother", date(2026, 1, 1))], AT)),
            "the calendar file",
        ),
    ],
)
def test_one_hit_anywhere_stops_all_that_goes_to_a_reader(wrong: Parcel, place: str) -> None:
    came = packed(wrong)

    assert not came.is_whole
    assert came.files == ()
    assert place in {hit.place for hit in came.hits}


def test_a_name_that_a_reader_may_have_is_in_the_copy_and_not_in_the_message() -> None:
    assert packed(parcel(text="Trial Mother was there.")).is_whole


def test_what_is_not_mailed_has_no_message() -> None:
    came = packed(replace(parcel(), letter=None))

    assert [one.is_copy for one in came.files] == [True]
    assert came.message is None


def test_several_parcels_are_made_by_two_workers_and_are_the_same() -> None:
    parcels = [parcel(f"r{number}", f"For reader {number}.") for number in range(11)]
    plainly = [replace(one, passphrase="") for one in parcels]

    by_two = {came.key: came for came in pack(in_turn(plainly), lambda: False, workers_for(len(plainly)))}

    here = {one.key: packed(one) for one in plainly}
    assert set(by_two) == set(here)
    assert all(by_two[key].files[0] == here[key].files[0] for key in here)


def test_nothing_more_is_made_once_it_is_to_stop() -> None:
    asked: list[int] = []

    def should_stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    came = list(pack(in_turn([parcel(str(number)) for number in range(5)]), should_stop))

    assert len(came) == 2


def test_where_no_other_process_can_be_started_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(packing_of_all, "ProcessPoolExecutor", refuse)
    monkeypatch.setattr(packing_of_all.log, "warning", lambda *_: None)

    assert workers_for(25) is None


def test_where_the_workers_break_off_the_rest_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        is_closed = False

        def made(
            self, parcels: Iterator[Parcel], _stop: object, waiting: dict[str, Parcel]
        ) -> Iterator[Packed]:
            first, _second = next(parcels), next(parcels)
            waiting.pop(first.key)
            yield packed(first)
            raise BrokenProcessPool

        def close(self) -> None:
            self.is_closed = True

    monkeypatch.setattr(packing_of_all.log, "warning", lambda *_: None)
    workers = Broken()

    came = list(pack(in_turn([parcel(str(number)) for number in range(4)]), lambda: False, workers))  # type: ignore[arg-type]

    assert [one.key for one in came] == ["0", "1", "2", "3"]
    assert workers.is_closed


def test_few_parcels_are_not_worth_other_processes() -> None:
    assert workers_for(6) is None


def test_copies_that_share_their_paragraphs_are_the_same_files() -> None:
    long = "A sentence that needs more than one line of the page, because it goes on and on. " * 60
    reports = [report(long, f"Copy {number}", long, title="Minutes") for number in range(3)]
    alone = [write_pdf(one).content for one in reports]
    shelf = Shelf()

    with sharing(shelf):
        together = [write_pdf(one).content for one in (*reports, *reports)]

    assert together == [*alone, *alone]


def test_each_copy_lists_the_letters_that_no_font_has() -> None:
    with sharing():
        found = [write_pdf(report("A clay tablet: \U00012000")).missing for _ in range(2)]

    assert found == [("\U00012000",), ("\U00012000",)]
