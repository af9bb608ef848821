from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from meetingdesk.errors import LocationRefused
from meetingdesk.storage.location import check_location, default_folder, refuse_bad_place
from meetingdesk.storage.places import Mount, Places, read_linux_mounts, read_mac_mounts

LINUX = Places(system="linux", home="/home/ada", mounts=(Mount("/", "ext4"), Mount("/home", "btrfs")))
MAC = Places(system="darwin", home="/Users/ada", mounts=(Mount("/", "apfs"),))
WINDOWS = Places(
    system="win32",
    home=r"C:\Users\ada",
    env={
        "APPDATA": r"C:\Users\ada\AppData\Roaming",
        "OneDriveCommercial": r"C:\Users\ada\Borough of Anywhere",
        "OneDrive": "",
    },
    remote_drives=frozenset({"H:"}),
    synchronised=(r"C:\Users\ada\Team Library",),
)


def refused(folder: str, places: Places) -> str:
    with pytest.raises(LocationRefused) as error:
        refuse_bad_place(places.path(folder), places)
    assert "Choose a folder" in error.value.hint
    return str(error.value)


@pytest.mark.parametrize(
    "kind",
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "9p",
        "afs",
        "ncpfs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
    ],
)
def test_a_network_file_system_is_refused_by_name(kind: str) -> None:
    places = replace(LINUX, mounts=(*LINUX.mounts, Mount("/home/ada/team", kind)))

    assert kind in refused("/home/ada/team/store", places)
    refuse_bad_place(PurePosixPath("/home/ada/team-notes/store"), places)


@pytest.mark.parametrize(
    "kind", ["ext4", "xfs", "tmpfs", "overlay", "fuseblk", "fuse.gocryptfs", "vfat", "zfs"]
)
def test_a_disk_of_this_computer_is_allowed(kind: str) -> None:
    refuse_bad_place(
        PurePosixPath("/media/stick/store"), replace(LINUX, mounts=(Mount("/media/stick", kind),))
    )


def test_the_innermost_and_latest_mount_counts() -> None:
    over = (
        Mount("/data", "nfs4"),
        Mount("/data/disk", "ext4"),
        Mount("/mnt", "autofs"),
        Mount("/mnt", "ext4"),
    )
    places = replace(LINUX, mounts=(*over, Mount("/", "ext4")))

    refuse_bad_place(PurePosixPath("/data/disk/store"), places)
    refuse_bad_place(PurePosixPath("/mnt/store"), places)
    refused("/data/store", places)


@pytest.mark.parametrize(
    "folder",
    [
        r"\\fileserver.example\home\ada\store",
        r"\\?\UNC\fileserver.example\home\store",
        r"H:\MeetingDesk",
        r"h:\MeetingDesk",
    ],
)
def test_network_drives_of_windows_are_refused(folder: str) -> None:
    assert "network drive" in refused(folder, WINDOWS)


def test_the_roaming_part_of_a_windows_profile_is_refused() -> None:
    assert "copied between computers" in refused(r"C:\Users\Ada\AppData\ROAMING\MeetingDesk", WINDOWS)
    refuse_bad_place(PureWindowsPath(r"C:\Users\ada\AppData\Local\MeetingDesk\store"), WINDOWS)
    refuse_bad_place(PureWindowsPath(r"\\?\C:\Users\ada\AppData\Local\MeetingDesk\store"), WINDOWS)


@pytest.mark.parametrize(
    ("places", "folder", "service"),
    [
        (WINDOWS, r"C:\Users\ada\Borough of Anywhere\Documents\store", "OneDrive"),
        (WINDOWS, r"C:\Users\ada\Team Library\store", "OneDrive"),
        (WINDOWS, r"D:\OneDrive - Anywhere\store", "OneDrive"),
        (WINDOWS, r"G:\My Drive\store", "Google Drive"),
        (WINDOWS, r"C:\Users\ada\iCloudDrive\store", "iCloud"),
        (WINDOWS, r"C:\Users\ada\Box\store", "Box"),
        (LINUX, "/home/ada/Dropbox/store", "Dropbox"),
        (LINUX, "/home/ada/Dropbox (Anywhere)/store", "Dropbox"),
        (LINUX, "/home/ada/Nextcloud/work/store", "Nextcloud"),
        (MAC, "/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/store", "iCloud"),
        (MAC, "/Users/ada/Library/CloudStorage/Anything-ada/store", "a cloud drive"),
    ],
)
def test_a_synchronised_folder_is_refused_by_its_service(places: Places, folder: str, service: str) -> None:
    assert service in refused(folder, places)


@pytest.mark.parametrize(
    ("marker", "content", "service"),
    [
        ("/srv/work/.stfolder", "", "Syncthing"),
        ("/srv/work/.owncloudsync.log", "x", "Nextcloud"),
        ("/srv/work/.dropbox", "x", "Dropbox"),
        (
            "/srv/work/desktop.ini",
            "[.ShellClassInfo]\nIconResource=C:\\Program Files\\Google Drive\\x.exe",
            "Google",
        ),
    ],
)
def test_what_a_service_leaves_in_its_folder_gives_it_away(marker: str, content: str, service: str) -> None:
    there = {PurePosixPath(marker): content}
    places = replace(LINUX, peek=lambda path: there.get(PurePosixPath(path)))

    assert service in refused("/srv/work/deep/down/store", places)
    refuse_bad_place(PurePosixPath("/srv/other/store"), places)


def test_the_settings_of_dropbox_do_not_make_a_home_synchronised() -> None:
    there = {PurePosixPath("/home/ada/.dropbox"): ""}

    refuse_bad_place(
        PurePosixPath("/home/ada/.local/share/MeetingDesk"),
        replace(LINUX, peek=lambda path: there.get(PurePosixPath(path))),
    )


def test_documents_in_icloud_are_refused_only_where_icloud_has_them() -> None:
    cloud = PurePosixPath("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/Documents")
    in_cloud = replace(MAC, peek=lambda path: "" if path == cloud else None)

    assert "iCloud" in refused("/Users/ada/Documents/store", in_cloud)
    refuse_bad_place(PurePosixPath("/Users/ada/Documents/store"), MAC)


def test_a_share_of_macos_is_refused() -> None:
    table = (
        "/dev/disk3s1 on / (apfs, local, journaled)\n"
        "//ada@server.example/team on /Volumes/team files (smbfs, nodev, nosuid, mounted by ada)\n"
    )
    places = replace(MAC, mounts=read_mac_mounts(table))

    assert "smbfs" in refused("/Volumes/team files/store", places)
    refuse_bad_place(PurePosixPath("/Users/ada/store"), places)


def test_names_that_only_resemble_a_service_are_allowed() -> None:
    for folder in (
        "/home/ada/dropbox-archive/store",
        "/srv/box/store",
        "/home/ada/Boxes/store",
        "/srv/drive/store",
    ):
        refuse_bad_place(PurePosixPath(folder), LINUX)


def test_a_folder_that_cannot_be_written_in_is_refused() -> None:
    assert "cannot write" in refused("/media/cd/store", replace(LINUX, may_write=lambda _: False))


def test_the_mount_table_of_linux_is_read_with_its_spaces() -> None:
    table = "server.example:/x /mnt/team\\040files nfs4 rw,relatime 0 0\nproc /proc proc rw 0 0\nbroken\n"

    assert read_linux_mounts(table) == (Mount("/mnt/team files", "nfs4"), Mount("/proc", "proc"))


def test_links_are_followed_first(tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox" / "deep"
    synced.mkdir(parents=True)
    (tmp_path / "innocent").symlink_to(synced)

    with pytest.raises(LocationRefused, match="Dropbox"):
        check_location(tmp_path / "innocent" / "store")


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")

    with pytest.raises(LocationRefused):
        check_location(tmp_path / "one")


def test_this_computer_is_asked_and_nothing_is_left_behind(tmp_path: Path) -> None:
    check_location(tmp_path / "new" / "store")

    assert not list(tmp_path.iterdir())


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(LocationRefused, match="cannot write"):
        check_location(tmp_path / "file")


def test_a_marker_on_this_computer_is_seen(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()

    with pytest.raises(LocationRefused, match="Syncthing"):
        check_location(tmp_path / "store")


def test_the_folder_suggested_does_not_roam() -> None:
    assert default_folder().name == "store"
    assert "Roaming" not in default_folder().parts
