from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meetingdesk.domain.case_order import ListedCase, children_first, is_children_first
from meetingdesk.domain.meetings import ListKind
from meetingdesk.domain.rows import new_id


def case(
    children: int = 0, unborn: int = 0, *, repeat: bool = False, kind: ListKind = ListKind.FULL
) -> ListedCase:
    return ListedCase(new_id(), children, unborn, repeat, kind)


CASES = st.builds(
    ListedCase,
    st.builds(new_id),
    st.integers(0, 3),
    st.integers(0, 1),
    st.booleans(),
    st.sampled_from(ListKind),
)


def test_children_come_first_then_repeats_and_what_is_not_discussed_last() -> None:
    adults, repeat, children, repeat_with_children = case(), case(repeat=True), case(2), case(1, repeat=True)
    alert, deferred = case(3, kind=ListKind.ALERT_ONLY), case(2, kind=ListKind.DEFERRED)

    order = children_first([alert, adults, repeat, children, deferred, repeat_with_children])

    expected = [repeat_with_children, children, repeat, adults, deferred, alert]
    assert order == tuple(each.id for each in expected)


def test_an_unborn_child_counts_as_a_child() -> None:
    adults, unborn = case(), case(unborn=1)

    assert children_first([adults, unborn]) == (unborn.id, adults.id)


@given(st.lists(CASES, max_size=20))
def test_ordering_loses_nothing_and_leaves_what_is_in_order(cases: list[ListedCase]) -> None:
    order = children_first(cases)
    by_id = {each.id: each for each in cases}

    assert sorted(order) == sorted(by_id)
    assert is_children_first([by_id[key] for key in order])
    assert children_first([by_id[key] for key in order]) == order


def test_a_case_without_children_before_one_with_children_is_noticed() -> None:
    assert not is_children_first([case(), case(1)])
    assert is_children_first([case(1), case(), case(2, kind=ListKind.DEFERRED)])
