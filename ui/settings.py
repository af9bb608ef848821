"""What is remembered between one start and the next: nothing of the record, and no secret."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from ui.palette import Look

TEXT_SIZES = (100, 115, 130, 150, 175, 200)
VEIL_MINUTES = (1, 2, 5, 10, 30, 0)
"""How long nobody may touch anything before the windows are veiled; 0 is never."""
LOCK_MINUTES = (1, 2, 5, 10, 30, 60)
MOST_STORES = 6
COPY_FORMATS = ("pdf", "docx")
FILE = "window.ini"


def settings_folder() -> Path:
    """Return the folder where this system keeps settings of this person that must not roam."""
    local = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(local), "MeetingDesk")


class Settings:
    """The look, the text size, when to veil and lock, the windows, and the stores that were opened last."""

    def __init__(self, folder: Path) -> None:
        self._store = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    @property
    def look(self) -> Look:
        """The theme chosen, or that of the system."""
        kept = str(self._store.value("look", Look.SYSTEM.value))
        return Look(kept) if kept in set(Look) else Look.SYSTEM

    @look.setter
    def look(self, look: Look) -> None:
        self._store.setValue("look", look.value)

    @property
    def text_size(self) -> int:
        """The text size in per cent, 100 to 200."""
        kept = str(self._store.value("text_size", TEXT_SIZES[0]))
        size = int(kept) if kept.isdecimal() else TEXT_SIZES[0]
        return min(max(size, TEXT_SIZES[0]), TEXT_SIZES[-1])

    @text_size.setter
    def text_size(self, size: int) -> None:
        self._store.setValue("text_size", size)

    @property
    def veil_minutes(self) -> int:
        """After how many minutes without input the windows are veiled; 0 is never."""
        return self._minutes("veil_minutes", VEIL_MINUTES, 2)

    @veil_minutes.setter
    def veil_minutes(self, minutes: int) -> None:
        self._store.setValue("veil_minutes", minutes)

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without input the store is locked; 60 at most."""
        return self._minutes("lock_minutes", LOCK_MINUTES, 5)

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._store.setValue("lock_minutes", minutes)

    @property
    def recent_commands(self) -> tuple[str, ...]:
        """The names of the commands used last, the latest first; names in the program, nothing typed."""
        return self._listed("recent_commands")

    @recent_commands.setter
    def recent_commands(self, names: tuple[str, ...]) -> None:
        self._store.setValue("recent_commands", list(names))

    @property
    def copies_format(self) -> str:
        """In which format copies of documents were made last: pdf or docx."""
        kept = str(self._store.value("copies/format", COPY_FORMATS[0]))
        return kept if kept in COPY_FORMATS else COPY_FORMATS[0]

    @copies_format.setter
    def copies_format(self, ending: str) -> None:
        self._store.setValue("copies/format", ending)

    @property
    def copies_folder(self) -> str:
        """Into which folder copies of documents were put last; empty before the first."""
        return str(self._store.value("copies/folder", ""))

    @copies_folder.setter
    def copies_folder(self, folder: str) -> None:
        self._store.setValue("copies/folder", folder)

    @property
    def stores(self) -> tuple[str, ...]:
        """The stores opened so far, folders and addresses of databases, the last one first."""
        return self._listed("stores")

    def opened(self, place: str, sign_in_name: str) -> None:
        """Remember which store was opened last, and who signed in there."""
        others = [known for known in self.stores if known != place]
        self._store.setValue("stores", [place, *others][:MOST_STORES])
        if sign_in_name:
            self._store.setValue(f"signed_in/{_key(place)}", sign_in_name)

    def sign_in_name(self, place: str) -> str:
        """Return who signed in to a store last."""
        return str(self._store.value(f"signed_in/{_key(place)}", ""))

    def geometry(self, window: str) -> QByteArray | None:
        """Return the place and size a window had when it was closed."""
        kept = self._store.value(f"geometry/{window}")
        return kept if isinstance(kept, QByteArray) else None

    def keep_geometry(self, window: str, geometry: QByteArray) -> None:
        """Remember the place and size of a window."""
        self._store.setValue(f"geometry/{window}", geometry)

    def sync(self) -> None:
        """Write what is to be remembered to the disk now."""
        self._store.sync()

    def _minutes(self, key: str, choices: tuple[int, ...], usual: int) -> int:
        # Only what can be chosen: a file changed by hand must not turn the lock off.
        kept = str(self._store.value(key, usual))
        return int(kept) if kept.isdecimal() and int(kept) in choices else usual

    def _listed(self, key: str) -> tuple[str, ...]:
        kept = self._store.value(key, [])
        listed = [kept] if isinstance(kept, str) else kept
        return tuple(str(each) for each in listed) if isinstance(listed, list) else ()


def _key(place: str) -> str:
    # Slashes would become groups of the file.
    return place.replace("/", "|").replace("\\", "|")
