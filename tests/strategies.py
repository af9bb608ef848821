"""Hypothesis strategies: random rows of every kind that a store takes, with all their links in place."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.model import ROW_OF_TABLE, ROWS
from meetingdesk.domain.rows import Limit, Row
from meetingdesk.domain.shapes import FieldShape, shape_of
from meetingdesk.domain.text import gate
from meetingdesk.domain.visibility import Visibility

Record = tuple[Row, ...]

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
"""Whatever a keyboard, a clipboard or an attacker can produce, half surrogates included."""

HARD_TEXTS = st.sampled_from(
    [
        "Łukasz Wiśniewski",
        "محمد اقبال said «کل»",
        "\u202eright to left\u202c and back",
        "শ্রাবণী চৌধুরী",
        "Đặng Thị Hằng",
        "Siân ap Gwynfor, Pwllheli",
        "👩🏽‍👧‍👦 family \U0001f1f5\U0001f1f1",
        "e\u0301 a\u0323\u0302 n\u0303",
        '=HYPERLINK("x") <script>&amp;</script> \'; DROP TABLE person; --',
        "line one\r\nline two\u2028line three\ttab",
        "zero\u200bwidth\u200djoiner\ufeff",
        "\x00\x01control\x7f",
        "half \ud800 surrogate",
        "ǅ ﬁ ẞ ß Ø ı İ",
    ]
)

INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
IDENTIFIERS = st.uuids(version=4)
KINDS_IN_A_FILE = tuple(kind for kind in ROWS if kind is not Staff)


def texts(limit: Limit | None = None) -> st.SearchStrategy[str]:
    """Texts as a store keeps them: through the gate, and no longer than the field."""
    most = min(limit.most if limit else 60, 60)
    typed = st.one_of(st.text(max_size=12), ANY_TEXT, HARD_TEXTS)

    def kept(text: str) -> str:
        # Composing may lengthen a text, so it is cut after the gate and put through again.
        return gate(gate(text, Limit(20_000, limit.one_line) if limit else None)[:most], limit)

    return typed.map(kept)


@st.composite
def records(draw: st.DrawFn, kinds: Collection[type[Row]] = KINDS_IN_A_FILE, most: int = 8) -> Record:
    """Rows of some kinds, one to three of each, with everything they must point to; never staff."""
    chosen = draw(st.lists(st.sampled_from(list(kinds)), min_size=1, max_size=most, unique=True))
    return draw(rows_of(chosen))


@st.composite
def rows_of(draw: st.DrawFn, kinds: Collection[type[Row]], most_each: int = 3) -> Record:
    """Rows of each of these kinds, with everything they must point to."""
    rows: dict[type[Row], list[Row]] = {}
    taken: set[tuple[object, ...]] = set()
    for kind in with_needed(kinds):
        for _ in range(draw(st.integers(1, most_each if kind in kinds else 1))):
            row = draw(_row(kind, rows))
            keys = [(kind, names, *(getattr(row, name) for name in names)) for names in kind.unique]
            if not taken.isdisjoint(keys):
                continue
            taken.update(keys)
            rows.setdefault(kind, []).append(row)
    return tuple(row for of_kind in rows.values() for row in of_kind)


def with_needed(kinds: Collection[type[Row]]) -> list[type[Row]]:
    """Kinds and the kinds that they cannot be without, each after those it needs."""
    needed: set[type[Row]] = set()
    waiting = deque(kinds)
    while waiting:
        kind = waiting.popleft()
        if kind not in needed:
            needed.add(kind)
            links = [shape for shape in shape_of(kind) if shape.link and not shape.optional]
            waiting.extend(ROW_OF_TABLE[shape.link] for shape in links if shape.link)
    return [kind for kind in ROWS if kind in needed]


@st.composite
def _row(draw: st.DrawFn, kind: type[Row], rows: dict[type[Row], list[Row]]) -> Row:
    shapes = {shape.name: shape for shape in shape_of(kind)}
    may_be_left = sorted(
        name for name, shape in shapes.items() if not shape.required and name not in {"id", "version"}
    )
    filled = draw(st.lists(st.sampled_from(may_be_left), max_size=6, unique=True)) if may_be_left else []
    values: dict[str, Any] = {"id": draw(IDENTIFIERS)}
    for name, shape in shapes.items():
        if shape.required or name in filled:
            values[name] = draw(_value(shape, rows))
    return kind(**values)


def _value(shape: FieldShape, rows: dict[type[Row], list[Row]]) -> st.SearchStrategy[Any]:
    one = _one(shape, rows)
    if shape.several:
        return st.lists(one, max_size=3).map(tuple)
    return st.none() | one if shape.optional else one


def _one(shape: FieldShape, rows: dict[type[Row], list[Row]]) -> st.SearchStrategy[Any]:
    if shape.link is not None:
        there: list[UUID] = [row.id for row in rows.get(ROW_OF_TABLE[shape.link], [])]
        return st.sampled_from(there) if there else st.none()
    if shape.kind is str:
        return texts(Limit(300, one_line=True) if shape.several else shape.limit)
    if issubclass(shape.kind, Visibility):
        return st.sampled_from([member for member in shape.kind if member is not Visibility.V5])
    if issubclass(shape.kind, StrEnum):
        return st.sampled_from(list(shape.kind))
    return _PLAIN[shape.kind]


_PLAIN: dict[type[Any], st.SearchStrategy[Any]] = {
    int: st.integers(-(2**31), 2**31 - 1),
    bool: st.booleans(),
    date: DATES,
    time: st.times(time(0), time(23, 59, 59, 999999)),
    datetime: INSTANTS,
}
