"""Write, check and lock as many copies as a large MARAC sends, and say how many seconds that took."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from uuid import uuid4

from meetingdesk.domain.copies.withheld import Withheld, WithheldKind
from reports.blocks import Report
from reports.sending.messages import Letter
from reports.sending.pack import pack, workers_for
from reports.sending.packing import Parcel, Part

AT = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def seconds_for(report: Report, copies: int) -> float:
    withheld = tuple(
        Withheld(WithheldKind.ADDRESS, f"{number} Meadow Road, Trial Town", uuid4(), f"ZZ{number} 2AB")
        for number in range(1, 61)
    )
    began = perf_counter()
    parcels = [partial(_parcel, number, copies, report, withheld) for number in range(1, copies + 1)]
    made = list(pack(parcels, lambda: False, workers_for(copies)))
    took = perf_counter() - began
    assert len(made) == copies
    assert all(one.is_whole and one.message for one in made)
    return took


def _parcel(number: int, of: int, report: Report, withheld: tuple[Withheld, ...]) -> Parcel:
    return Parcel(
        f"reader {number}",
        number,
        (Part(f"20261120_MARAC_minutes_{number}.pdf", replace(report, above=f"Copy {number} of {of}")),),
        withheld,
        "green boat harbour",
        Letter("reader@agency.example", "Minutes", "Please see.", f"<{number}@x>", AT),
        f"{number}.eml",
    )


if __name__ == "__main__":
    from tests.bench.documents import minutes

    sys.stdout.write(f"{seconds_for(minutes(int(sys.argv[1])), int(sys.argv[2]))}\n")
