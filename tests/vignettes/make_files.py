"""Writes every vignette as a meeting file, and beside it the gaps and clocks that it is expected to have.

The meetings are entered with the commands of the application into a store of their own, each with the same
identifiers whenever it is made, so that the same meetings give the same files. Types and policies are those
that are shipped, and no copies of them: a rule that changes shows in the expected gaps and clocks at once.

Read what changed in the expected files as a chair would before it is kept: they are the judgement, and this
script only writes them down.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from uuid import UUID

from meetingdesk.app.desk import Desk
from meetingdesk.app.interchange import WholeStore, export_meeting_file, read_meeting_file, to_json
from meetingdesk.app.interchange.meeting_file import MeetingFile
from meetingdesk.app.live import running
from meetingdesk.domain import rows
from meetingdesk.domain.actions import ActionStep
from meetingdesk.domain.meetings import DefinitionCopy, Meeting
from tests.app.vignettes.reading_back import fresh_store
from tests.people import person_with
from tests.stores import make_template
from tests.vignettes.book import VIGNETTES, Vignette
from tests.vignettes.expected import as_toml, found_in

FOLDER = Path(__file__).parent / "files"
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
_COPIES = ("type_copy_id", "policy_copy_id")


class _SameIdentifiers:
    """Makes identifiers that grow as those of the application do, and are the same each time."""

    def __init__(self) -> None:
        self._count = 0

    def next(self) -> UUID:
        """Return the next one."""
        self._count += 1
        milliseconds = int(_SINCE.timestamp()) * 1000
        return UUID(int=milliseconds << 80 | 0x7 << 76 | 0x2 << 62 | self._count)


@contextmanager
def same_identifiers() -> Iterator[None]:
    """Let whatever is made get the same identifiers each time."""
    with patch.object(rows, "_identifiers", _SameIdentifiers()):
        yield


@contextmanager
def without_drafts() -> Iterator[None]:
    """Let no meeting leave a draft of its minutes: it holds the whole record once more, and packed."""
    with patch.object(running, "take_first_draft", lambda *_: None):
        yield


def text_of(vignette: Vignette, template: Path, folder: Path) -> str:
    """Enter a vignette into a store of its own and return it as the text of a meeting file."""
    with same_identifiers(), without_drafts(), fresh_store(template, folder) as store:
        desk = Desk(store, person_with("minute_taker", "chair"))
        vignette.build(desk)
        with desk.reading() as reading:
            file = export_meeting_file(reading, WholeStore())
    return _without_copies(to_json(_at_its_hour(file, vignette)))


def _at_its_hour(file: MeetingFile, vignette: Vignette) -> MeetingFile:
    """Say that each step of an action was taken when its meeting was held, and not when it was made here."""
    days = {meeting.id: meeting.held_on for meeting in file.of(Meeting)}
    steps = tuple(
        replace(step, at=datetime.combine(day, time(10, 30), UTC))
        if step.meeting_id is not None and (day := days.get(step.meeting_id)) is not None
        else step
        for step in file.of(ActionStep)
    )
    made = {**file.rows, ActionStep: steps} if steps else file.rows
    return replace(file, rows=made, name=vignette.file_name, exported_at=None)


def _without_copies(text: str) -> str:
    document: dict[str, Any] = json.loads(text)
    document.pop(DefinitionCopy.many, None)
    for meeting in document["meetings"]:
        for name in _COPIES:
            meeting.pop(name, None)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def expected_of(vignette: Vignette, text: str) -> str:
    """Return the expected gaps and clocks of a meeting file, as they are written beside it."""
    return as_toml(vignette, found_in(read_meeting_file(text), vignette.as_of))


def main(names: list[str]) -> None:
    """Write the files of the vignettes that are named, or of all."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as made:
        template = Path(made) / "template"
        template.mkdir()
        make_template(template)
        for vignette in VIGNETTES:
            if names and vignette.file_name not in names:
                continue
            text = text_of(vignette, template, Path(made) / vignette.file_name)
            (FOLDER / f"{vignette.file_name}.json").write_text(text, "utf-8")
            (FOLDER / f"{vignette.file_name}.toml").write_text(expected_of(vignette, text), "utf-8")
    if not names:
        for path in FOLDER.iterdir():
            if path.stem not in {vignette.file_name for vignette in VIGNETTES}:
                path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
