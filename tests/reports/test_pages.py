from __future__ import annotations

import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from meetingdesk.errors import MeetingDeskError
from reports.blocks import Builder, Report, Written, plain
from reports.pdf.pages import MOST_POINTS, page_seen, sizes_in
from reports.pdf.tagging import lock_pdf
from reports.pdf.writer import write_pdf

WHITE, UNUSED = 255, 3


@cache
def written() -> Written:
    made = Builder()
    made.heading("Case M-2026-114", 1)
    made.paragraph(plain("Neville’s cat <b>is</b> called Зоя & was seen. " * 60))
    made.table(
        "The actions",
        ("No.", "What", "Who"),
        [
            ((plain(str(number)),), (plain(f"Visit number {number}"),), (plain("Midwife"),))
            for number in range(50)
        ],
    )
    report = Report("Invented", made.done(), is_draft=True, above="Copy 4 of 14 · Police", foot="Version 1")
    return write_pdf(report)


def text_by_poppler(content: bytes, number: int, folder: Path) -> str:
    file = folder / "read.pdf"
    file.write_bytes(content)
    page = ["-f", str(number), "-l", str(number)]
    done = subprocess.run(["pdftotext", *page, str(file), "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def test_every_page_has_its_size() -> None:
    sizes = sizes_in(written().content)

    assert len(sizes) == written().pages > 2
    assert {(round(size.width), round(size.height)) for size in sizes} == {(595, 842)}


@pytest.mark.parametrize("scale", [0.5, 1, 2.5])
def test_a_picture_is_as_large_as_its_scale_says(scale: float) -> None:
    picture = page_seen(written().content, 1, scale).picture

    assert abs(picture.width - 595.28 * scale) <= 1
    assert abs(picture.height - 841.89 * scale) <= 1
    assert len(picture.pixels) == picture.stride * picture.height


def test_a_picture_shows_ink_on_white_paper() -> None:
    picture = page_seen(written().content, 1, 1).picture

    points = Counter(picture.pixels[place : place + UNUSED] for place in range(0, len(picture.pixels), 4))
    assert points.most_common(1)[0][0] == bytes((WHITE,) * UNUSED)
    assert min(sum(point) for point in points) < WHITE
    assert picture.pixels[:UNUSED] == bytes((WHITE,) * UNUSED)


def test_no_picture_is_larger_than_a_screen_needs() -> None:
    picture = page_seen(written().content, 1, 40).picture

    assert picture.width * picture.height < MOST_POINTS * 1.01


def test_each_page_is_another_one() -> None:
    first, second = (page_seen(written().content, number, 0.5) for number in (1, 2))

    assert first.picture.pixels != second.picture.pixels
    assert "page 1 of" in first.text
    assert "page 2 of" in second.text


@pytest.mark.usefixtures("poppler")
def test_the_text_of_a_page_is_what_another_program_reads_on_it(tmp_path: Path) -> None:
    content = written().content

    for number in range(1, written().pages + 1):
        text = page_seen(content, number, 0.2).text
        assert letters(text) == letters(text_by_poppler(content, number, tmp_path))
        assert "OFFICIAL-SENSITIVE" in text
        assert "DRAFT" in text


def test_a_page_that_is_not_there_and_a_file_that_is_none_are_refused_with_a_way_out() -> None:
    locked = lock_pdf(written().content, "green boat harbour")

    for content, number in ((written().content, 0), (written().content, 99), (b"nothing", 1), (locked, 1)):
        with pytest.raises(MeetingDeskError) as refused:
            page_seen(content, number, 1)
        assert refused.value.hint
