"""The benchmarks: each row with its limit and what it was compared with in the same run."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import (  # noqa: E402 - the project has to be found first
    action_list,
    clocks,
    coach,
    commit,
    documents,
    finding,
    gaps,
    generating,
    kills,
    lines,
    live,
    opening,
    phrases,
    picture,
    powercut,
    start,
    verifying,
    window,
)
from tests.bench.figures import Figure, Size, table  # noqa: E402
from tests.bench.seeds import KEPT_IN, tell  # noqa: E402

BENCHES: dict[str, Callable[[Size], Iterator[Figure]]] = {
    "commit": commit.run,
    "open": opening.run,
    "search": finding.run,
    "start": start.run,
    "generate": generating.run,
    "verify": verifying.run,
    "lines": lines.run,
    "gaps": gaps.run,
    "phrases": phrases.run,
    "clocks": clocks.run,
    "coach": coach.run,
    "window": window.run,
    "typing": live.run_keys,
    "screen": live.run_open,
    "memory": live.run_memory,
    "picture": picture.run,
    "kills": kills.run,
    "typing-kills": kills.run_typing,
    "powercut": powercut.run,
    "action-list": action_list.run,
    "documents": documents.run,
}


def main() -> int:
    asked = _asked()
    size = Size(is_small=asked.small)
    figures: list[Figure] = []
    for name in asked.names or BENCHES:
        tell(f"{name} ...")
        began = perf_counter()
        figures += BENCHES[name](size)
        tell(f"{name} took {perf_counter() - began:.0f} s")
    sys.stdout.write(table(figures) + "\n")
    if size.is_small:
        sys.stdout.write(
            "Small stores: these figures show that the benchmarks run, not whether limits hold.\n"
        )
    if asked.json:
        told = {
            "python": platform.python_version(),
            "system": f"{platform.system()} {platform.machine()}",
            "small": size.is_small,
            "figures": [{**asdict(figure), "verdict": figure.verdict} for figure in figures],
        }
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    missed = [figure.name for figure in figures if figure.holds is False]
    if missed and not size.is_small:
        sys.stdout.write(f"Missed: {', '.join(missed)}.\n")
    return 1 if missed and not size.is_small else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev.py bench",
        description="Measure, each figure with its limit. Exit code 1 if a limit is missed.",
        epilog=f"Large stores are made once and kept in {KEPT_IN}; delete it to have them made anew.",
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHES)}; all of them by default"
    )
    parser.add_argument("--small", action="store_true", help="small stores, to try the benchmarks out")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in BENCHES]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHES)}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
