"""Where a store may lie: on a disk of this computer that nothing else copies, moves or rolls back."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from platformdirs import user_data_path

from meetingdesk.errors import LocationRefused
from meetingdesk.storage.places import Places

_NETWORK_KINDS = frozenset(
    {"9p", "acfs", "afpfs", "afs", "autofs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "ftp"}
    | {"glusterfs", "gpfs", "lustre", "ncp", "ncpfs", "nfs", "nfs3", "nfs4", "ocfs2", "orangefs"}
    | {"prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs", "webdav"}
)
_LOCAL_FUSE = frozenset(
    {"fuse.bindfs", "fuse.cryfs", "fuse.encfs", "fuse.exfat", "fuse.fuse-overlayfs", "fuse.gocryptfs"}
    | {"fuse.mergerfs", "fuse.ntfs-3g"}
)

# Names of folders that the services make for themselves, wherever in the path they are.
_SYNCED_NAMES = (
    (re.compile(r"onedrive( - .+|-.+)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"google ?drive(-.+)?|my drive|drivefs"), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"), "iCloud"),
    (re.compile(r"nextcloud\d*"), "Nextcloud"),
    (re.compile(r"owncloud"), "ownCloud"),
    (re.compile(r"box sync|box-box"), "Box"),
    (re.compile(r"megasync|pclouddrive|pcloud drive|proton drive|seadrive|tresorit"), "a cloud drive"),
)
# Names that are common words, and so mean the service only directly in the person's own folder.
_SYNCED_IN_HOME = {"box": "Box", "mega": "MEGA", "seafile": "Seafile", "syncthing": "Syncthing"}
_MARKERS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".owncloudsync.log", "Nextcloud or ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".sync-exclude.lst", "Nextcloud or ownCloud"),
    (".stfolder", "Syncthing"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
)
_SYNCED_BY_ENV = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_IN_DESKTOP_INI = ("OneDrive", "Dropbox", "Google Drive", "GoogleDrive", "iCloud", "Nextcloud", "ownCloud")

_CHOOSE = (
    "Choose a folder on this computer's own disk; the one that MeetingDesk suggests is right. "
    "To work together, use a team database."
)


def default_folder() -> Path:
    """Return where a store lies unless somebody chooses otherwise: on this computer, and not roaming."""
    return user_data_path("MeetingDesk", appauthor=False, roaming=False) / "store"


def check_location(folder: Path, places: Places | None = None) -> None:
    """Raise LocationRefused, with the reason, if a store in this folder could be damaged or copied away."""
    refuse_bad_place(_real(folder), places or Places.here())


def refuse_bad_place(folder: PurePath, places: Places) -> None:
    """Raise LocationRefused for a path without links, as the facts of some computer have it."""
    folder = _without_prefix(folder, places)
    _refuse_network(folder, places)
    _refuse_roaming(folder, places)
    _refuse_synchronised(folder, places)
    if not places.may_write(folder):
        raise LocationRefused(
            "MeetingDesk cannot write in this folder.",
            hint="Choose a folder that you may write in; the one that MeetingDesk suggests is right.",
        )


def _refuse_network(folder: PurePath, places: Places) -> None:
    if places.system == "win32":
        remote = {drive.casefold() for drive in places.remote_drives}
        on_network = folder.drive.startswith(("\\\\", "//")) or folder.drive.casefold() in remote
        kind = "network drive"
    else:
        kind = _mount_kind(folder, places)
        on_network = kind in _NETWORK_KINDS or (kind.startswith(("fuse.", "macfuse", "osxfuse")))
        on_network = on_network and kind not in _LOCAL_FUSE
    if on_network:
        raise LocationRefused(
            f"This folder is not on a disk of this computer ({kind}). "
            "A store there is damaged when the connection drops.",
            hint=_CHOOSE,
        )


def _refuse_roaming(folder: PurePath, places: Places) -> None:
    roaming = places.env.get("APPDATA", "")
    if places.system == "win32" and roaming and folder.is_relative_to(places.path(roaming)):
        raise LocationRefused(
            "This folder belongs to the part of the Windows profile that is copied between computers. "
            "A store there can be damaged, or an old copy can take its place.",
            hint=_CHOOSE,
        )


def _refuse_synchronised(folder: PurePath, places: Places) -> None:
    service = _service_by_place(folder, places) or _service_by_name(folder, places) or _marked(folder, places)
    if service:
        raise LocationRefused(
            f"This folder is copied elsewhere by {service}. "
            "That can damage a store, and it would take the record off this computer.",
            hint=_CHOOSE,
        )


def _mount_kind(folder: PurePath, places: Places) -> str:
    """Return the file system of the innermost mount; of two at one point, the later hides the earlier."""
    kind, depth = "", -1
    for mount in places.mounts:
        point = places.path(mount.point)
        if len(point.parts) >= depth and folder.is_relative_to(point):
            kind, depth = mount.kind, len(point.parts)
    return kind


def _service_by_place(folder: PurePath, places: Places) -> str:
    told = [places.env.get(name, "") for name in _SYNCED_BY_ENV]
    if any(folder.is_relative_to(places.path(place)) for place in (*told, *places.synchronised) if place):
        return "OneDrive"
    if places.system == "darwin":
        library = places.path(places.home) / "Library"
        if folder.is_relative_to(library / "CloudStorage"):
            return "a cloud drive"
        clouded = library / "Mobile Documents" / "com~apple~CloudDocs"
        for name in ("Desktop", "Documents"):
            inside = folder.is_relative_to(places.path(places.home) / name)
            if inside and places.peek(clouded / name) is not None:
                return "iCloud"
    return ""


def _service_by_name(folder: PurePath, places: Places) -> str:
    for part in folder.parts:
        for pattern, service in _SYNCED_NAMES:
            if pattern.fullmatch(part.casefold()):
                return service
    home = places.path(places.home)
    if folder.is_relative_to(home):
        in_home = folder.relative_to(home).parts[:1]
        return next((_SYNCED_IN_HOME.get(part.casefold(), "") for part in in_home), "")
    return ""


def _marked(folder: PurePath, places: Places) -> str:
    for place in (folder, *folder.parents):
        for marker, service in _MARKERS:
            # Dropbox keeps its settings by that name in the person's own folder, which it does not copy.
            settings = marker == ".dropbox" and place == places.path(places.home)
            if not settings and places.peek(place / marker) is not None:
                return service
        told = (places.peek(place / "desktop.ini") or "").casefold()
        for service in _IN_DESKTOP_INI:
            if service.casefold() in told:
                return service
    return ""


def _without_prefix(folder: PurePath, places: Places) -> PurePath:
    r"""Undo the long form of Windows paths, \\?\C:\... and \\?\UNC\host\share\...."""
    text = str(folder)
    if places.system != "win32" or not text.startswith("\\\\?\\"):
        return folder
    rest = text[4:]
    return places.path("\\\\" + rest[4:] if rest.upper().startswith("UNC\\") else rest)


def _real(folder: Path) -> Path:
    try:
        return folder.expanduser().resolve()
    except (OSError, RuntimeError):
        raise LocationRefused(
            "This folder leads nowhere: a link in its path goes round in a circle.", hint=_CHOOSE
        ) from None
