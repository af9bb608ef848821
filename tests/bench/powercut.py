"""Power cuts played out: what was written but not flushed is lost, kept or torn, in any combination.

A writer runs with every write and flush below its folder noted. Then, at each of many points, the
files are put together as a disk might hold them: what was flushed is there, of the rest each 512
bytes may be or may not be. The store is opened and must hold every commit acknowledged by then.
A directory entry counts as durable; `synchronous` NORMAL and OFF are the controls that must lose.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from meetingdesk.domain.information import Entry
from meetingdesk.errors import MeetingDeskError
from tests.bench.figures import Figure, Size
from tests.bench.powercut_writer import ACKNOWLEDGED
from tests.people import person_with
from tests.stores import CHEAP_KEY, make_template, open_copy

ROOT = Path(__file__).resolve().parents[2]
SECTOR = 512
HEAD = struct.Struct("<cIQQ")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the writer did to one file."""

    kind: str
    name: str
    offset: int
    data: bytes


@dataclass
class File:
    """What a disk surely holds of a file, and what it may hold besides."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)

    def do(self, step: Step) -> None:
        if step.kind == "s":
            for earlier in self.pending:
                apply(self.durable, earlier)
            self.pending.clear()
        else:
            self.pending.append(step)

    def after_a_cut(self, rnd: random.Random) -> bytes:
        """Return one of the many states this file may be in when the power goes."""
        content = bytearray(self.durable)
        share = rnd.random()
        for step in self.pending:
            if step.kind == "t":
                if rnd.random() < share:
                    apply(content, step)
                continue
            for start in range(0, len(step.data), SECTOR):
                if rnd.random() < share:
                    part = step.data[start : start + SECTOR]
                    apply(content, Step("w", step.name, step.offset + start, part))
        return bytes(content)


def apply(content: bytearray, step: Step) -> None:
    if step.kind == "t":
        if step.offset < len(content):
            del content[step.offset :]
        else:
            content.extend(bytes(step.offset - len(content)))
        return
    end = step.offset + len(step.data)
    if end > len(content):
        content.extend(bytes(end - len(content)))
    content[step.offset : end] = step.data


@dataclass(frozen=True, slots=True)
class Cuts:
    """What came of many power cuts."""

    points: int
    commits: int
    lost: int
    broken: int
    worst: int


def run(size: Size) -> Iterator[Figure]:
    points, commits = size.of(1_000, 60), size.of(300, 40)
    if shutil.which("cc") is None or not sys.platform.startswith("linux"):
        yield Figure("power cuts", "not done: needs Linux and a C compiler", "0 lost", "", None)
        return
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        tracer = _build_tracer(place)
        found = {
            level: _cut(place / level, tracer, level, commits, points) for level in ("FULL", "NORMAL", "OFF")
        }
    full = found.pop("FULL")
    controls = ", ".join(
        f"{level} loses or breaks in {cuts.lost + cuts.broken} of {cuts.points}"
        for level, cuts in found.items()
    )
    holds = full.lost == full.broken == 0 and all(cuts.lost + cuts.broken for cuts in found.values())
    yield Figure(
        "power cuts",
        f"FULL: {full.lost} lost, {full.broken} broken, of {full.points} points in {full.commits} commits",
        "0 and 0; the controls must lose",
        controls,
        holds,
    )


def _build_tracer(place: Path) -> Path:
    library = place / "trace_writes.so"
    source = Path(__file__).with_name("trace_writes.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)
    return library


def _cut(folder: Path, tracer: Path, level: str, commits: int, points: int) -> Cuts:
    make_template(_new(folder))
    before = {file.name: bytearray(file.read_bytes()) for file in folder.iterdir()}
    trace = folder.with_name(f"{level}.trace")
    subprocess.run(
        [sys.executable, "-m", "tests.bench.powercut_writer", str(folder), level, str(commits)],
        check=True,
        cwd=ROOT,
        env={
            **os.environ,
            "LD_PRELOAD": str(tracer),
            "MEETINGDESK_TRACE": str(trace),
            "MEETINGDESK_TRACED": str(folder),
        },
    )
    steps = tuple(_steps(trace))
    return _play(steps, before, folder.with_name(f"{level}-state"), points, commits)


def _steps(trace: Path) -> Iterator[Step]:
    with trace.open("rb") as stream:
        while head := stream.read(HEAD.size):
            kind, path_length, size, offset = HEAD.unpack(head)
            name = Path(stream.read(path_length).decode()).name
            data = stream.read(size) if kind == b"w" else b""
            if not name.endswith("-shm"):
                yield Step(kind.decode(), name, offset, data)


def _play(
    steps: tuple[Step, ...], before: dict[str, bytearray], state: Path, points: int, commits: int
) -> Cuts:
    rnd = random.Random(20261120)
    cut_after = sorted(rnd.choices(range(len(steps)), k=points))
    files: defaultdict[str, File] = defaultdict(File)
    for name, content in before.items():
        files[name].durable = bytearray(content)
    acknowledged = lost = broken = worst = done = 0
    for point in cut_after:
        for step in steps[done : point + 1]:
            if step.name == ACKNOWLEDGED:
                acknowledged += step.data.count(b"\n")
            else:
                files[step.name].do(step)
        done = point + 1
        present = _present(_new(state), files, rnd)
        if present is None:
            broken += 1
        elif missing := acknowledged - len(present & set(range(acknowledged))):
            lost += 1
            worst = max(worst, missing)
    return Cuts(points, commits, lost, broken, worst)


def _present(state: Path, files: dict[str, File], rnd: random.Random) -> set[int] | None:
    for name, file in files.items():
        (state / name).write_bytes(file.after_a_cut(rnd))
    try:
        store = open_copy(state, CHEAP_KEY)
        try:
            with store.reading(person_with("chair")) as reading:
                sound = reading.connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
                entries = reading.find(Entry)
        finally:
            store.close()
    except MeetingDeskError:
        return None
    return {entry.position for entry in entries} if sound else None


def _new(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder
