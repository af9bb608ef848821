"""What each role at the desk may see and do, read from one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from meetingdesk.domain.definitions import DefinitionFile, check_unique, not_one_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import DefinitionError, NotAllowed
from meetingdesk.resources import resource

_WORDS = {
    "read": "read meetings and families",
    "record": "record in a meeting",
    "prepare": "prepare a meeting",
    "import": "bring in files",
    "export": "save files outside the store",
    "print": "print",
    "approve": "approve a document",
    "seal": "seal a document",
    "override": "override a rule with a reason",
    "widen": "let more people read an entry",
    "dispose": "dispose of records",
    "quality_check": "check the quality of a record",
    "chase": "chase actions and answers",
    "send": "send copies",
    "people_at_desk": "say who may sit at the desk",
    "configure": "change settings and definitions",
    "verify": "verify the store",
    "backup": "make a backup",
    "restore": "restore a backup",
}


class Deed(StrEnum):
    """Something a person at the desk may be allowed to do."""

    READ = "read"
    RECORD = "record"
    PREPARE = "prepare"
    IMPORT = "import"
    EXPORT = "export"
    PRINT = "print"
    APPROVE = "approve"
    SEAL = "seal"
    OVERRIDE = "override"
    WIDEN = "widen"
    DISPOSE = "dispose"
    QUALITY_CHECK = "quality_check"
    CHASE = "chase"
    SEND = "send"
    PEOPLE_AT_DESK = "people_at_desk"
    CONFIGURE = "configure"
    VERIFY = "verify"
    BACKUP = "backup"
    RESTORE = "restore"

    @property
    def label(self) -> str:
        """The deed in words that can follow "may"."""
        return _WORDS[self.value]


@dataclass(frozen=True, slots=True)
class Role:
    """One role: the classes it sees and the deeds it does."""

    key: str
    label: str
    sees: tuple[Visibility, ...]
    does: tuple[Deed, ...]

    def may_see(self, visibility: Visibility) -> bool:
        """Say whether the role sees entries of a class; V5 is its author's alone, whatever the role."""
        return visibility in self.sees

    def may(self, deed: Deed) -> bool:
        """Say whether the role includes a deed."""
        return deed in self.does

    def require(self, deed: Deed) -> None:
        """Raise NotAllowed unless the role includes the deed."""
        if not self.may(deed):
            raise NotAllowed(
                f"The role {self.label.lower()} may not {deed.label}.",
                hint="Ask somebody whose role includes it, or ask the coordinator to change your role.",
            )


@dataclass(frozen=True, slots=True)
class _RoleTable:
    roles: tuple[Role, ...]


# The words other parts of MeetingDesk rely on; an organisation may add roles, not take these away.
SHIPPED_ROLES = ("minute_taker", "chair", "coordinator", "quality_checker", "reader")


def load_roles(shipped: Path | None = None, local: Path | None = None) -> dict[str, Role]:
    """Read the table of roles by key; a local table replaces the shipped one."""
    path = local if local is not None and local.is_file() else shipped or resource("roles.toml")
    file = DefinitionFile(path)
    roles = file.build(_RoleTable).roles
    check_unique(file, ("roles",), (role.key for role in roles), "key")
    for index, role in enumerate(roles):
        if Visibility.V5 in role.sees:
            file.fault(
                ("roles", index, "sees", role.sees.index(Visibility.V5)),
                "V5 is for working notes, which only their author sees; no role lists it",
            )
    for key in SHIPPED_ROLES:
        if all(role.key != key for role in roles):
            file.fault((), f"the role '{key}' is missing")
    file.check()
    return {role.key: role for role in roles}


def role_named(roles: Mapping[str, Role], key: str) -> Role:
    """Return the role of a key, or raise with the roles there are."""
    if key not in roles:
        raise DefinitionError(f"There is no such role: {not_one_of(key, roles)}.")
    return roles[key]
