"""Who may sit at the desk, and in which roles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.opening import MUST_BE_HELD
from meetingdesk.app.outcome import Outcome, lasting
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.roles import Deed, role_named
from meetingdesk.errors import MeetingDeskError
from meetingdesk.storage import keyslots
from meetingdesk.storage.cost import Cost, calibrate
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES
from meetingdesk.storage.team_rights import change_statements, login_statements
from meetingdesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AddStaff:
    """Let somebody sit at the desk; their keyslot or login is made beside this command."""

    staff: Staff
    label: str = "Let somebody sit at the desk"
    deed: Deed = Deed.PEOPLE_AT_DESK

    def apply(self, work: UnitOfWork) -> Outcome:
        """Add them, if their roles are known; a key was handed out, so this is not undone but ended."""
        _check_roles(self.staff.roles)
        work.add(self.staff)
        return lasting(work)


@dataclass(frozen=True, slots=True)
class ChangeStaff:
    """Give somebody other roles, or end their time at the desk."""

    staff_id: UUID
    roles: tuple[str, ...]
    is_active: bool = True
    label: str = "Change who sits at the desk"
    deed: Deed = Deed.PEOPLE_AT_DESK

    def apply(self, work: UnitOfWork) -> Outcome:
        """Change them, as long as somebody is left who can let others sit down; rights are not undone."""
        _check_roles(self.roles)
        staff = work.get(Staff, self.staff_id)
        work.put(replace(staff, roles=self.roles, is_active=self.is_active))
        if not any(_holds_the_keys(other) for other in work.find(Staff, is_active=True)):
            raise MeetingDeskError(
                "Nobody would be left who can say who may sit at the desk.",
                hint="Give somebody else the role of coordinator first.",
            )
        return lasting(work)


@dataclass(frozen=True, slots=True)
class SatDown:
    """How somebody gets to the desk: a recovery key to print, or what makes their login on the server."""

    recovery_key: str = ""
    statements: tuple[str, ...] = ()


def let_sit_down(
    desk: Desk,
    sign_in_name: str,
    name: str,
    roles: tuple[str, ...],
    passphrase: str | None,
    cost: Cost | None = None,
) -> SatDown:
    """Let somebody sit at the desk, with a keyslot on this laptop or a login on the team's server."""
    staff = Staff(sign_in_name=sign_in_name, name=name, roles=roles)
    desk.person.require(Deed.PEOPLE_AT_DESK)
    if desk.store.folder is None or desk.store.key is None or passphrase is None:
        statements = login_statements(staff)
        desk.execute(AddStaff(staff))
        return SatDown(statements=statements)
    desk.execute(AddStaff(staff))
    try:
        recovery_key = keyslots.add_person(
            desk.store.folder, desk.store.key, staff.id, sign_in_name, passphrase, cost or calibrate()
        )
    except BaseException:
        # A row without a keyslot would lock the name for good.
        with desk.store.work(desk.person, Deed.PEOPLE_AT_DESK) as work:
            work.remove(work.get(Staff, staff.id))
            work.commit("Take somebody off again")
        raise
    return SatDown(recovery_key=recovery_key)


def change_time(desk: Desk, staff: Staff, roles: tuple[str, ...], *, is_active: bool) -> tuple[str, ...]:
    """Give somebody other roles or end their time; return what whoever runs a team's server does too."""
    desk.execute(ChangeStaff(staff.id, roles, is_active=is_active))
    if desk.store.folder is None or desk.store.key is None:
        return change_statements(replace(staff, roles=roles, is_active=is_active), rulebook().roles)
    if not is_active:
        keyslots.remove_person(desk.store.folder, desk.store.key, staff.id)
    return ()


def list_staff(reading: Reading) -> tuple[Staff, ...]:
    """Return everybody who may or might sit at the desk, by name."""
    return reading.find(Staff, order=(TABLES[Staff].c.sign_in_name,))


def _holds_the_keys(staff: Staff) -> bool:
    table = rulebook().roles
    return any(role_named(table, key).may(MUST_BE_HELD) for key in staff.roles)


def _check_roles(keys: tuple[str, ...]) -> None:
    table = rulebook().roles
    if not keys:
        raise MeetingDeskError("Somebody at the desk needs a role.", hint="Choose at least one.")
    for key in keys:
        role_named(table, key)
