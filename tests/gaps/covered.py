"""Says which requirements no pair of meeting files shows a gap for, and which gaps come from nowhere."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAIRS = ROOT / "tests" / "gaps" / "pairs"
BY_GAPS = "gaps"
ELSEWHERE = frozenset({"phrases", "actions", "documents", "clocks"})


@dataclass(frozen=True)
class Requirement:
    """One thing that the record has to ask for; `met_by` says which part of the application does."""

    id: str
    says: str
    must: bool = True
    met_by: str = BY_GAPS


def requirements_of(file: Path) -> tuple[Requirement, ...]:
    """Return the requirements of a data file."""
    return tuple(Requirement(**row) for row in _tables(file, "requirements"))


def gaps_of(file: Path) -> dict[str, list[str]]:
    """Return from which requirements each gap of a data file comes."""
    return {row["code"]: row.get("requires", []) for row in _tables(file, "gaps")}


def pairs_of(folder: Path) -> set[str]:
    """Return the gaps of which both files are there."""
    return {
        there.parent.name for there in folder.glob("*/there.json") if (there.parent / "here.json").is_file()
    }


def faults_in(
    requirements: Collection[Requirement], gaps: dict[str, list[str]], pairs: Collection[str]
) -> Iterator[str]:
    """Return everything that is not shown or not known, a line each."""
    known = {one.id for one in requirements}
    shown = {key for code, requires in gaps.items() if code in pairs for key in requires}
    for one in requirements:
        if one.met_by not in {BY_GAPS, *ELSEWHERE}:
            yield f"{one.id}: nothing is known that is called {one.met_by}"
        elif one.must and one.met_by == BY_GAPS and one.id not in shown:
            yield f"{one.id}: no pair of meeting files shows a gap for it ({one.says})"
    for code, requires in gaps.items():
        if code not in pairs:
            yield f"{code}: there are not two meeting files for this gap"
        if not requires:
            yield f"{code}: it comes from no requirement"
        yield from (f"{code}: nobody knows the requirement {key}" for key in requires if key not in known)
    yield from (
        f"{code}: there are two meeting files, and no such gap" for code in sorted(set(pairs) - set(gaps))
    )
    yield from (f"{key}: it is listed twice" for key in sorted(known) if _count(requirements, key) > 1)


def _count(requirements: Collection[Requirement], key: str) -> int:
    return sum(one.id == key for one in requirements)


def _tables(file: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[name]
    return found


def main() -> int:
    """Print what is wrong, and return 1 if anything is."""
    resources = ROOT / "resources"
    requirements = requirements_of(resources / "requirements.toml")
    found = list(faults_in(requirements, gaps_of(resources / "gaps.toml"), pairs_of(PAIRS)))
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
