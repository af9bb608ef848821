from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meetingdesk.domain.compared_lines import Change, Changed, Line, by_heading, compared

lines = st.lists(
    st.builds(Line, st.sampled_from(["Decisions", "Actions"]), st.text("abc ", min_size=1, max_size=12)),
    max_size=14,
)


def under(heading: str, *texts: str) -> tuple[Line, ...]:
    return tuple(Line(heading, text) for text in texts)


def test_nothing_differs_between_equals() -> None:
    old = under("Actions", "Repair the door", "See the child")

    assert compared(old, old) == ()


def test_an_added_line_stands_under_its_heading() -> None:
    old = under("Actions", "Repair the door")

    found = compared(old, (*old, Line("Decisions", "The plan goes on")))

    assert found == (Change(Changed.ADDED, "Decisions", after="The plan goes on"),)


def test_a_line_that_is_gone_is_told() -> None:
    old = under("Actions", "Repair the door", "See the child")

    assert compared(old, old[:1]) == (Change(Changed.REMOVED, "Actions", before="See the child"),)


def test_a_line_with_another_day_is_one_changed_line() -> None:
    old = under("Actions", "Police visit the home by Fri 4 Dec", "See the child")
    new = under("Actions", "Police visit the home by Mon 7 Dec", "See the child")

    assert compared(old, new) == (Change(Changed.CHANGED, "Actions", old[0].text, new[0].text),)


def test_lines_without_likeness_are_one_gone_and_one_added() -> None:
    found = compared(under("Actions", "Repair the door"), under("Actions", "Quiz 7714"))

    assert [change.what for change in found] == [Changed.REMOVED, Changed.ADDED]


def test_between_changed_lines_an_added_one_keeps_its_place() -> None:
    old = under("Actions", "Police visit by Fri", "School calls by Mon")
    new = under("Actions", "Police visit by Sat", "XXXX QQQQ", "School calls by Tue")

    assert [change.after for change in compared(old, new)] == [line.text for line in new]


def test_under_another_heading_the_same_line_is_the_same() -> None:
    assert compared(under("Child 1: plan made", "Seen alone"), under("Child 1: no plan", "Seen alone")) == ()


def test_how_many_lines_differ_is_told_by_heading_without_a_word_of_them() -> None:
    old = under("Actions", "Repair the door", "See the child")
    new = (*under("Actions", "Repair the doors"), *under("Decisions", "Ended"))

    assert by_heading(compared(old, new)) == ("Actions (2 lines)", "Decisions (1 line)")


@given(lines, lines)
def test_what_is_told_leads_from_one_to_the_other(old: list[Line], new: list[Line]) -> None:
    found = compared(old, new)

    gone = sorted(change.before for change in found if change.before)
    come = sorted(change.after for change in found if change.after)
    assert sorted([*(line.text for line in old), *come]) == sorted([*(line.text for line in new), *gone])
