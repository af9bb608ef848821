"""The organisation's own definition files: read with what they lie over, written whole and checked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from meetingdesk.app.definitions import own_definitions, read_again, rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.domain.definitions import DefinitionFile
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rulebook import load_rulebook
from meetingdesk.errors import DefinitionError, StaleRecord
from meetingdesk.resources import resource
from meetingdesk.storage.files import explained_file, read_bytes, write_atomically

LARGEST = 4 * 1024 * 1024
READABLE = 0o644
FOLDERS = ("agencies", "policies", "prompts", "meeting_types")
FILES = ("groupings.toml", "roles.toml", "closures.toml", "lawful_bases.toml", "snippets.toml")


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A definition as it is in force: the organisation's own file where there is one, else the shipped one.

    `seen` is what lay in the organisation's folder when it was read; None where nothing did.
    """

    name: str
    text: str
    shipped: str
    seen: bytes | None

    @property
    def is_own(self) -> bool:
        """Whether the organisation has a file of its own."""
        return self.seen is not None


@dataclass(frozen=True, slots=True)
class Written:
    """What one step wrote: what each file held before and holds now; None where there was no file."""

    files: tuple[tuple[str, bytes | None, bytes | None], ...]
    said: str = ""


def own_place(name: str) -> Path:
    """Return where the organisation's own file of a name lies, or would lie."""
    return own_definitions() / name


def read_own(name: str) -> OwnFile:
    """Read a definition, or raise with file and line where a hand has broken it."""
    own, shipped = own_place(name), resource(*name.split("/"))
    seen = read_bytes(own, LARGEST)
    if seen is not None:
        if len(seen) > LARGEST:
            raise DefinitionError(f"{own.name} is too large for a file of definitions.")
        DefinitionFile(own)  # names file and line
    shipped_text = shipped.read_bytes().decode("utf-8") if shipped.is_file() else ""
    text = seen.decode("utf-8") if seen is not None else shipped_text
    return OwnFile(name, text, shipped_text, seen)


def write_own(desk: Desk, changes: Mapping[OwnFile, str], said: str = "") -> Written:
    """Write new texts of files that were read before, all or none, and let them come into force.

    Nothing is written where the person may not, where a file was changed by hand since it was read, or where
    the definitions would not hold together afterwards.
    """
    files = tuple((file.name, file.seen, _content(file, text)) for file, text in changes.items())
    return _write(desk, Written(files, said))


def take_back(written: Written, desk: Desk) -> Written:
    """Put files back as they were, where nobody has changed them since."""
    files = tuple((name, after, before) for name, before, after in written.files)
    return _write(desk, Written(files, written.said))


def _write(desk: Desk, written: Written) -> Written:
    desk.person.require(Deed.CONFIGURE)
    if not written.files:
        return written
    for name, before, _ in written.files:
        if read_bytes(own_place(name), LARGEST) != before:
            raise StaleRecord(
                f"{name} was changed by hand since it was read, so nothing was written.",
                hint="It has been read again. Look at what it says now, then make your change once more.",
            )
    _check(written)
    done: list[tuple[str, bytes | None]] = []
    try:
        for name, before, after in written.files:
            _put(name, after)
            done.append((name, before))
    except BaseException:
        for name, before in reversed(done):
            _put(name, before)
        raise
    finally:
        read_again()
    rulebook()  # read here and now, not by whoever types next
    return written


def _content(file: OwnFile, text: str) -> bytes | None:
    # What says the same as what was shipped is not kept: the next edition can then take its place.
    return None if file.shipped and text == file.shipped else text.encode("utf-8")


def _put(name: str, content: bytes | None) -> None:
    path = own_place(name)
    with explained_file(path, "saved"):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Others may read these files: they hold rules, and nothing of the record.
        mode = path.stat().st_mode & 0o777 if path.is_file() else READABLE
        if content is None:
            path.unlink(missing_ok=True)
    if content is not None:
        write_atomically(path, content)
        with explained_file(path, "saved"):
            path.chmod(mode)


def _check(written: Written) -> None:
    """Read all definitions as they would be afterwards, in a place of their own."""
    with tempfile.TemporaryDirectory(prefix="meetingdesk-") as scratch:
        tried = Path(scratch)
        _copy_own(own_definitions(), tried)
        for name, _, after in written.files:
            path = tried / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if after is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(after)
        try:
            load_rulebook(local=tried)
            for name, _, after in written.files:
                if after is not None:
                    DefinitionFile(tried / name)
        except DefinitionError as error:
            others = f"\n{error.hint}" if error.hint else ""
            raise DefinitionError(str(error), hint=f"Nothing was changed.{others}") from error


def _copy_own(own: Path, tried: Path) -> None:
    with explained_file(own, "read"):
        for name in FILES:
            if (own / name).is_file():
                shutil.copyfile(own / name, tried / name)
        for folder in FOLDERS:
            (tried / folder).mkdir(exist_ok=True)
            for path in sorted((own / folder).glob("*.toml")):
                shutil.copyfile(path, tried / folder / path.name)
