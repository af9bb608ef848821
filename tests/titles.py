"""The titles of the shipped meeting types, read once for all windows of a run."""

from __future__ import annotations

from functools import cache

from meetingdesk.app.lists import type_titles


@cache
def titles() -> dict[str, str]:
    return type_titles()
