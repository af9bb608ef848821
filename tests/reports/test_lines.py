from __future__ import annotations

from meetingdesk.domain.compared_lines import Line
from meetingdesk.domain.copies.copied import Correct
from reports.amended import TITLE, with_amendments
from reports.blocks import (
    Block,
    Facts,
    Heading,
    Listing,
    NewPage,
    Notice,
    Paragraph,
    Quote,
    Report,
    Table,
    plain,
    quiet,
    strong,
)
from reports.lines import lines_of


def report(*blocks: Block) -> Report:
    return Report("Minutes", blocks)


def test_every_kind_of_block_is_lines_under_its_headings() -> None:
    found = lines_of(
        report(
            Paragraph(plain("Before all")),
            Heading("Case 1", 1),
            Heading("Actions", 2),
            Table("Actions", ("Who", "What"), (((plain("Police"),), (plain("Visit"), quiet("A1"))),)),
            Heading("Children", 2),
            Heading("Child 1", 3),
            Quote("I want\nto stay"),
            NewPage(),
            Heading("Case 2", 1),
            Facts((("School", plain("Came")), ("", plain("And spoke")))),
            Listing((strong("One"), plain("Two"))),
            Notice(plain("Nobody was told")),
        )
    )

    assert found == (
        Line("", "Before all"),
        Line("", "Case 1"),
        Line("Case 1", "Actions"),
        Line("Case 1 · Actions", "Police | Visit A1"),
        Line("Case 1", "Children"),
        Line("Case 1 · Children", "Child 1"),
        Line("Case 1 · Children · Child 1", "“I want to stay”"),
        Line("", "Case 2"),
        Line("Case 2", "School: Came"),
        Line("Case 2", "And spoke"),
        Line("Case 2", "One"),
        Line("Case 2", "Two"),
        Line("Case 2", "Nobody was told"),
    )


def test_what_stands_on_every_page_is_no_line() -> None:
    found = lines_of(Report("Minutes", (), (plain("Version 1, not approved yet"),), foot="version 1"))

    assert found == ()


def test_a_later_version_says_what_was_changed_in_it() -> None:
    before = report(Heading("Actions", 2), Paragraph(plain("Visit by Friday")), Paragraph(plain("Zz 99")))
    after = report(Heading("Actions", 2), Paragraph(plain("Visit by Monday")))
    asked = (Correct("Actions: Visit by Friday", "It was Monday"), Correct("Actions: Call", "Nobody calls"))

    found = [line.text for line in lines_of(with_amendments(after, before, 3, asked))]

    assert found[found.index(TITLE) :] == [
        TITLE,
        "This takes the place of version 3.",
        "Correction accepted. It was Monday (Actions: Visit by Friday)",
        "Changed: “Visit by Friday” is now “Visit by Monday” (Actions)",
        "Taken out: “Zz 99” (Actions)",
    ]


def test_where_nothing_was_changed_in_a_copy_it_says_so() -> None:
    same = report(Paragraph(plain("Visit by Friday")))

    found = [line.text for line in lines_of(with_amendments(same, same, 1, ()))]

    assert found[-1] == "This takes the place of version 1; nothing in this copy was changed."
