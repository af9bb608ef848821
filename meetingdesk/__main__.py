"""Start MeetingDesk."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Make the bundled packages importable, then hand over to the command line."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a packaged program starts its own workers as itself
    bundle = Path(__file__).with_name("_bundle")
    if bundle.is_dir():  # only in an installed wheel; see "Packaging" in README.md
        sys.path.insert(0, str(bundle))

    from meetingdesk.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
