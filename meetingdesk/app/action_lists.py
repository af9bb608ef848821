"""The actions of all meetings, a page at a time: what is late first, under whose heading it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from meetingdesk.app.following.asked import (
    ActionCounts,
    ActionFilter,
    ActionLine,
    ActionMark,
    ActionPage,
    ActionSort,
    ActionState,
    AskedActions,
    GroupFacts,
    Grouping,
    GroupKey,
    GroupOfActions,
)
from meetingdesk.app.following.few import in_order, read_few
from meetingdesk.app.following.headings import counted, facts_of, headings
from meetingdesk.app.following.lines import lines_of
from meetingdesk.app.following.narrowing import (
    ACTION,
    IS_OPEN,
    Standing,
    Where,
    age_between,
    narrowed,
    of_group,
    standing_on,
)
from meetingdesk.app.following.stretches import (
    NOT_FOLLOWED,
    Found,
    in_stretches,
    stretches_of,
)
from meetingdesk.domain.action_life import AGES
from meetingdesk.domain.actions import Action
from meetingdesk.storage.reading import Reading, visible

__all__ = [
    "ActionCounts",
    "ActionFilter",
    "ActionLine",
    "ActionPage",
    "ActionSort",
    "ActionState",
    "AskedActions",
    "Grouping",
    "count_actions",
    "list_actions",
    "one_action",
]


def list_actions(reading: Reading, titles: Mapping[str, str], asked: AskedActions, today: date) -> ActionPage:
    """Return a page of actions; only what the person at the desk may see is there."""
    standing = standing_on(reading, today)
    made = narrowed(reading, asked.filter, standing)
    grouping = Grouping.NONE if asked.filter.state in NOT_FOLLOWED else asked.grouping
    rows = None if made.is_walk else read_few(reading, made.at_once, made.ids)
    if rows is not None:
        found = _after(in_order(reading, rows, asked, standing), asked)
    else:
        keys = headings(reading, grouping, standing, asked.filter, made.along)
        found = tuple(_walked(reading, asked, standing, made.along, keys))
    more = found[asked.most :]
    found = found[: asked.most]
    lines = lines_of(reading, titles, standing, [one.id for _, one in found])
    shown = [(key, lines[one.id]) for key, one in found if one.id in lines]
    facts = _facts(reading, grouping, standing, dict.fromkeys(key for key, _ in shown), asked)
    groups = tuple(
        GroupOfActions(key, facts.get(key), tuple(line for own, line in shown if own == key))
        for key in dict.fromkeys(key for key, _ in shown)
    )
    if not more:
        return ActionPage(groups)
    key, last = found[-1]
    return ActionPage(groups, ActionMark(key, last.stretch, last.value, last.id))


def one_action(reading: Reading, titles: Mapping[str, str], key: UUID, today: date) -> ActionLine | None:
    """Return one action as the list shows it, if it is there and may be seen."""
    if reading.look_up(Action, key) is None:
        return None
    return lines_of(reading, titles, standing_on(reading, today), [key]).get(key)


def count_actions(reading: Reading, today: date) -> ActionCounts:
    """Return what the chips and the picture of ages say of all actions."""
    standing = standing_on(reading, today)
    condition = visible(Action, reading.desk)
    seen: Where = () if condition is None else (condition,)

    def many(state: ActionState) -> int:
        return counted(reading, narrowed(reading, ActionFilter(state), standing).at_once)

    ages = []
    for place in range(len(AGES)):
        after, by = age_between(place, standing)
        since: Where = () if after is None else (ACTION.c.due_on > after,)
        ages.append(counted(reading, (IS_OPEN, ACTION.c.due_on <= by, *since, *seen)))
    return ActionCounts(
        many(ActionState.OVERDUE),
        many(ActionState.OPEN),
        many(ActionState.CARRIED),
        many(ActionState.UNCONFIRMED),
        many(ActionState.ESCALATED),
        many(ActionState.TO_CHECK),
        standing.carried_from,
        tuple(ages),
    )


def _after(found: list[tuple[GroupKey, Found]], asked: AskedActions) -> tuple[tuple[GroupKey, Found], ...]:
    """Return the page of a list that was read whole, and one more where there is another page."""
    begin = 0
    if asked.after is not None:
        known = {one.id: place for place, (_, one) in enumerate(found, 1)}
        begin = known.get(asked.after.key, len(found)) if asked.after.key is not None else 0
    return tuple(found[begin : begin + asked.most + 1])


def _walked(
    reading: Reading,
    asked: AskedActions,
    standing: Standing,
    where: Where,
    keys: tuple[GroupKey, ...],
) -> Iterator[tuple[GroupKey, Found]]:
    """Yield the actions of the page in their order, and one more where there is another page."""
    mark = asked.after
    left = asked.most + 1
    stretches = stretches_of(asked, standing)
    has_begun = mark is None or mark.group not in keys
    for key in keys:
        after = None
        if mark is not None and not has_begun:
            if key != mark.group:
                continue
            has_begun = True
            after = Found(mark.key, mark.stretch, mark.value) if mark.key is not None else None
        for one in in_stretches(reading, stretches, (*where, *of_group(key)), after, left):
            yield key, one
            left -= 1
        if left <= 0:
            return


def _facts(
    reading: Reading,
    grouping: Grouping,
    standing: Standing,
    keys: Mapping[GroupKey, None],
    asked: AskedActions,
) -> dict[GroupKey, GroupFacts]:
    if grouping is Grouping.NONE:
        return {}
    if asked.after is not None:
        # The heading under which the page goes on stands already.
        keys = {key: None for key in keys if key != asked.after.group}
    return facts_of(reading, keys, standing)
