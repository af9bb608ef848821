"""Kills somebody who types, again and again, and looks each time at what is left of the typing."""

from __future__ import annotations

import json
import os
import random
import re
import selectors
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self
from uuid import UUID

from meetingdesk.app.answers import answers_kept
from meetingdesk.app.desk import Desk
from meetingdesk.app.live.here import left_running
from meetingdesk.app.live.view import first_view
from meetingdesk.app.snippets import own_snippets
from meetingdesk.app.spelling import own_words
from meetingdesk.domain.actions import Action
from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.chronology import Event
from meetingdesk.domain.decisions import Decision
from meetingdesk.domain.information import Entry
from meetingdesk.domain.model import ROW_OF_TABLE, ROWS
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import shape_of
from meetingdesk.domain.text import gate
from meetingdesk.domain.voice import VoiceWords
from meetingdesk.storage.verify import verify
from tests.faults.typing_killable import ANSWERS, OWN_WORDS, SHORT_FORMS, is_marker, places, prepare
from tests.sitting import someone
from tests.stores import CHEAP_KEY, make_template, open_copy

ROOT = Path(__file__).resolve().parents[2]
MOST_LOST = 1.0
"""Seconds of typing that a crash may take."""

LONGEST = 2.0
"""Seconds that somebody types before the kill, at most; after one second there is something to lose."""

LONGEST_SILENCE = 60
_WORD = re.compile(r"\w+")

Line = tuple[str, int, str]
"""Text, place of the cursor, point of the agenda."""

Word = tuple[str, str]
"""One of one's own short forms or words: where it is kept, and its letters."""


@dataclass
class Told:
    """What somebody told while typing, each with the moment of the key."""

    lines: list[tuple[float, Line]] = field(default_factory=list)
    texts: dict[UUID, list[tuple[float, str]]] = field(default_factory=dict)
    cards: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    """What stands in fields of cards, by where that is in the record."""
    words: dict[Word, list[tuple[float, str]]] = field(default_factory=dict)
    """One's own short forms and words, from the moment of Enter."""
    kept: set[Word] = field(default_factory=set)
    typed_at: Counter[str] = field(default_factory=Counter)
    """How many keys went into fields, by the place that was planned."""
    filed: dict[str, list[tuple[float, bool]]] = field(default_factory=dict)
    saved: set[str] = field(default_factory=set)
    keys: int = 0
    faults: list[str] = field(default_factory=list)

    def take(self, told: dict[str, Any]) -> None:
        at = told.get("at", float("-inf"))
        if "opened" in told:
            self.lines.append((at, _line(told["opened"])))
        if "enters" in told and self.lines:
            self.lines.append((at, ("", 0, self.lines[-1][1][2])))
        if "files" in told:
            self.filed.setdefault(told["files"], []).append((at, True))
        if "gone" in told:
            self.filed.setdefault(told["gone"], []).append((at, False))
        if "saved" in told:
            self.saved.add(told["saved"])
        if "line" in told:
            self.keys += 1
            self.lines.append((at, _line(told["line"])))
        if "entry" in told:
            key, text = told["entry"]
            self.texts.setdefault(UUID(hex=key), []).append((at, text))
        if "card" in told:
            key, text = told["card"]
            self.cards.setdefault(key, []).append((at, gate(text)))
            self.typed_at[told["place"]] += at > float("-inf")
        if "word" in told:
            place, word, text = told["word"]
            self.words[place, word] = [(float("-inf"), ""), (at, text)]
            self.typed_at[place] += len(word)
        if "kept" in told:
            place, word = told["kept"]
            self.kept.add((place, word))
        self.faults += told.get("faults", ())


@dataclass(frozen=True)
class Left:
    """What a store holds after a kill."""

    line: Line
    texts: dict[UUID, str]
    cards: dict[str, str]
    """What stands in the fields that were typed into so far; a row may begin with its first word."""
    on_cards: frozenset[UUID]
    """The rows that those fields belong to: what a line says may be a field of a card as well."""
    words: dict[Word, str]
    is_here: bool
    faults: tuple[str, ...] = ()

    @property
    def marked(self) -> Counter[str]:
        """How often each marker stands in the record."""
        return Counter(
            word for text in self.texts.values() for word in set(_WORD.findall(text)) if is_marker(word)
        )


@dataclass(frozen=True, slots=True)
class TypingKills:
    """What came of killing somebody who types: how much typing was lost at most, and what was wrong."""

    count: int
    keys: int
    filed: int
    worst: float
    """Seconds between the oldest key that was lost and the kill."""
    faults: tuple[str, ...]
    typed_at: Counter[str] = field(default_factory=Counter)
    """How many keys went into fields, by where those are."""

    @property
    def on_cards(self) -> int:
        """How many keys went into fields."""
        return self.typed_at.total()


def kill_while_typing(folder: Path, times: int, seed: int, *, keeps: bool = True) -> TypingKills:
    """Kill the window at random moments; after each kill hold what is left against what was typed.

    Some people type, each into a store of their own, as most of the time goes into opening windows. With
    `keeps` False what is typed is not kept before Enter: the control, which must lose, on the line in one
    of the stores and on a card in the other.
    """
    answers = times // 5
    shares = {
        "marac": times - times // 2,
        "icpc": times // 2 - answers,
        "core_group": answers,
    }
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(_kill_one_typist, make_template(_new(folder / kind)), kind, share, seed + n, keeps)
            for n, (kind, share) in enumerate(shares.items())
            if share
        ]
        found = [job.result() for job in jobs]
    return TypingKills(
        times,
        sum(one.keys for one in found),
        sum(one.filed for one in found),
        max(one.worst for one in found),
        tuple(fault for one in found for fault in one.faults),
        sum((one.typed_at for one in found), Counter()),
    )


def _kill_one_typist(folder: Path, kind: str, times: int, seed: int, keeps: bool) -> TypingKills:
    meeting_id = prepare(make_template(folder), kind)
    rnd = random.Random(seed)
    planned = plan_of_places(kind, times, rnd)
    faults: list[str] = []
    keys = filed = 0
    typed_at: Counter[str] = Counter()
    worst = 0.0
    left = look(folder, meeting_id)
    with _Server(folder) as server:
        for number in range(times):
            order = {
                "meeting": meeting_id.hex,
                "seed": rnd.random(),
                "number": 1 + 500 * number,
                "is_here": left.is_here,
                "keeps": keeps,
                "place": planned[number],
                "is_on_card": kind == "icpc",
            }
            seconds = rnd.uniform(0.05, LONGEST) if keeps else LONGEST
            told, killed_at = server.kill_after(order, seconds)
            before, left = left, look(folder, meeting_id, left.cards.keys() | told.cards.keys())
            lost, found = compare(told, before, left, killed_at)
            worst = max(worst, lost)
            keys, filed = keys + told.keys, filed + len(told.filed)
            typed_at += told.typed_at
            found += [*left.faults, *told.faults, *step_back_and_forth(folder, left)]
            faults += [f"{kind}, kill {number}, {planned[number]}: {fault}" for fault in found]
    return TypingKills(times, keys, filed, worst, tuple(faults), typed_at)


def plan_of_places(kind: str, times: int, rnd: random.Random) -> list[str]:
    """Return where something is filled in before each kill: each place as often as the others."""
    known = places(kind)
    planned = [known[number % len(known)] for number in range(times)]
    rnd.shuffle(planned)
    return planned


def compare(told: Told, before: Left, left: Left, killed_at: float) -> tuple[float, list[str]]:
    """Return how many seconds of typing are gone, and everything that is not as it was typed."""
    faults: list[str] = []
    ages = [0.0]

    def age(states: list[tuple[float, Any]], held: object, what: str) -> None:
        """Note how old the oldest state is that is newer than the one that was kept."""
        at = [place for place, (_, state) in enumerate(states) if state == held]
        if not at:
            faults.append(f"{what} is as it never was: {held!r}; last was {states[-1][1]!r}")
        elif at[-1] + 1 < len(states):
            lost = killed_at - states[at[-1] + 1][0]
            ages.append(lost)
            if lost > MOST_LOST:
                faults.append(f"{lost:.2f} seconds of typing are gone: {what}")

    if told.lines and told.lines[0][1] != before.line:
        faults.append(f"the window opened with {told.lines[0][1]!r}, kept was {before.line!r}")
    age(told.lines or [(0.0, before.line)], left.line, "the line")
    for key in (before.texts.keys() | told.texts.keys()) - left.on_cards:
        states = [(0.0, before.texts[key])] if key in before.texts else []
        states += told.texts.get(key, [])
        if key in left.texts:
            age(states, left.texts[key], "an entry")
        elif not any(word in told.filed for text in (states[-1][1],) for word in _WORD.findall(text)):
            faults.append("an entry is gone that nobody took out")
    for place in before.cards.keys() | told.cards.keys():
        kept = [(0.0, before.cards[place])] if place in before.cards else []
        age([*kept, *told.cards.get(place, ())], left.cards[place], f"a card ({place})")
    for word in before.words.keys() | told.words.keys():
        kept = [(0.0, before.words[word])] if word in before.words else []
        age([*kept, *told.words.get(word, ())], left.words.get(word, ""), f"among one's own {word[0]}")
    faults += [f"{word[0]} said to be kept is gone" for word in told.kept if word not in left.words]
    marked = left.marked
    for marker, moments in told.filed.items():
        is_there = bool(marked[marker])
        age([(0.0, False), *moments], is_there, f"{marker} in the record")
        if marker in told.saved and moments[-1][1] and not is_there:
            faults.append(f"{marker} was said to be saved and is not there")
    faults += [f"{marker} stands there {count} times" for marker, count in marked.items() if count > 1]
    faults += [
        f"{word} is filed and still on the line"
        for word in _WORD.findall(left.line[0])
        if is_marker(word) and marked[word]
    ]
    return max(ages), faults


def look(folder: Path, meeting_id: UUID, places: Iterable[str] = ()) -> Left:
    """Open the store as a start of the application does, and see what it holds."""
    store = open_copy(folder, CHEAP_KEY)
    try:
        with store.reading(someone()) as reading:
            view = first_view(reading, meeting_id)
            draft = view.draft
            assert draft is not None, "the first look has the draft"
            point = draft.point_id or (str(view.point.id) if view.point else "")
            is_here = left_running(reading) == meeting_id
            texts, words = _texts(reading), _words(reading)
            rows = {place: _row_at(reading, place) for place in places}
            cards = {place: _held(reading, row, place) for place, row in rows.items()}
            on_cards = frozenset(row.id for row in rows.values() if row is not None)
            found = verify(reading.connection)
    finally:
        store.close()
    faults = tuple(f"{fault.where}: {fault.what}" for fault in found.faults)
    return Left((draft.text, draft.cursor, point), texts, cards, on_cards, words, is_here, faults)


def step_back_and_forth(folder: Path, left: Left) -> list[str]:
    """Undo the last step after the restart, and take that back; return what did not work."""
    desk = Desk(open_copy(folder, CHEAP_KEY), someone())
    try:
        if desk.undo_state.undo_label is None:
            return []
        was = _whole(desk)
        desk.undo()
        undone = _whole(desk)
        desk.redo()
        redone = _whole(desk)
    finally:
        desk.close()
    changed = [key for key in was.keys() | undone.keys() if was.get(key) != undone.get(key)]
    # A line begins with what it is about, and a field of a card may begin the row it is a part of.
    texts = [key for key in changed if key in left.texts]
    faults = [] if changed and len(texts) <= 1 else [f"undo changed {len(changed)} rows"]
    return faults if redone == was else [*faults, "redo did not bring back what undo took"]


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _texts(reading: Any) -> dict[UUID, str]:
    kinds = (Entry, Decision, Challenge, Action, Event, VoiceWords)
    return {row.id: row.text for kind in kinds for row in reading.find(kind)}


def _words(reading: Any) -> dict[Word, str]:
    words = {(OWN_WORDS, word): word for word in own_words(reading)}
    return words | {(SHORT_FORMS, short): text for short, text in own_snippets(reading).items()}


def _row_at(reading: Any, place: str) -> Row | None:
    """Return the row of a field, if it is begun."""
    table, identity, *_ = json.loads(place)
    if table == ANSWERS:
        return None
    kind = ROW_OF_TABLE[table]
    shapes = {shape.name: shape for shape in shape_of(kind)}
    found = reading.find(kind, **{key: _read(shapes[key].kind, value) for key, value in identity})
    return found[0] if found else None


def _held(reading: Any, row: Row | None, place: str) -> str:
    """Return what a field holds, or what was typed to a question; nothing where its row is not begun."""
    table, *_, name = json.loads(place)
    if table == ANSWERS:
        _, where, about, question = json.loads(place)
        kept = answers_kept(reading, where)
        return kept.typed.get(question, "") if kept.about == about else ""
    return str(getattr(row, name) or "") if row is not None else ""


def _read(kind: type[Any], value: str | None) -> Any:
    if value is None:
        return None
    return value == "True" if kind is bool else kind(value)


def _whole(desk: Desk) -> dict[UUID, Row]:
    with desk.reading() as reading:
        return {row.id: replace(row, version=1) for kind in ROWS for row in reading.find(kind)}


def _line(told: list[Any]) -> Line:
    text, cursor, point = told
    return text, cursor, point


class _Server:
    """The program that forks windows, and what comes from it."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.typing_killable", str(folder)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._selector.close()
        self._in.close()
        self._process.wait(timeout=LONGEST_SILENCE)
        self._out.close()

    def kill_after(self, order: dict[str, Any], seconds: float) -> tuple[Told, float]:
        """Have somebody type for so long after the window is open; return what was told and when it ended."""
        self._in.write(f"{json.dumps(order)}\n".encode())
        self._in.flush()
        told, process, killed_at = Told(), 0, 0.0
        latest = time.monotonic() + LONGEST_SILENCE
        is_open = is_killed = False
        while True:
            for message in self._messages(latest - time.monotonic()):
                if "gone" in message and message["gone"] is True:
                    if not is_killed:
                        told.faults.append("the window went by itself")
                    return told, killed_at or time.monotonic()
                process = message.get("process", process)
                if "opened" in message and not is_open:
                    is_open, latest = True, time.monotonic() + seconds
                told.take(message)
            if time.monotonic() >= latest and not is_killed:
                if not is_open:
                    told.faults.append("the window did not open")
                killed_at = time.monotonic()
                os.kill(process, signal.SIGKILL)
                is_killed, latest = True, killed_at + LONGEST_SILENCE

    def _messages(self, seconds: float) -> list[dict[str, Any]]:
        if not self._selector.select(max(seconds, 0)):
            return []
        came = os.read(self._out.fileno(), 1 << 16)
        if not came:
            raise EOFError("The program that opens the windows is gone.")
        lines = (self._rest + came).split(b"\n")
        self._rest = lines.pop()
        return [json.loads(line) for line in lines]
