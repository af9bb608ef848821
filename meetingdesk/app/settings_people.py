"""The people at the desk, as the settings list and change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meetingdesk.app.definitions import rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.first_run import may_be_used, strength
from meetingdesk.app.staff import SatDown, change_time, let_sit_down, list_staff
from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.roles import Role
from meetingdesk.domain.text import fold, gate
from meetingdesk.errors import AlreadyThere, BadText, MeetingDeskError, WrongPassphrase
from meetingdesk.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class PeopleAtDesk:
    """Everybody who may or might sit at the desk, and the roles that there are."""

    people: tuple[Staff, ...]
    roles: Mapping[str, Role]

    def words(self, staff: Staff) -> str:
        """Return the roles of somebody in words."""
        return ", ".join(self.roles[key].label if key in self.roles else key for key in staff.roles)


def read_people(reading: Reading) -> PeopleAtDesk:
    """Return who may sit at the desk."""
    return PeopleAtDesk(list_staff(reading), rulebook().roles)


def add_person(
    sign_in_name: str, name: str, roles: tuple[str, ...], passphrase: str | None, desk: Desk
) -> SatDown:
    """Let somebody sit at the desk, once there is all that it needs."""
    sign_in_name, name = _line(sign_in_name), _line(name)
    if not name:
        raise BadText("Somebody at the desk needs a name.", hint="Type how they are called in meetings.")
    if not sign_in_name:
        raise BadText("The name to sign in with is missing.", hint="Type a short one, such as ada.")
    if not roles:
        raise BadText("Somebody at the desk needs a role.", hint="Choose at least one.")
    with desk.reading() as reading:
        if any(fold(other.sign_in_name) == fold(sign_in_name) for other in list_staff(reading)):
            raise AlreadyThere(
                "Somebody signs in with this name already, or once did.", hint="Choose another one."
            )
    if desk.store.folder is not None and not may_be_used(strength(passphrase or "", (name, sign_in_name))):
        raise WrongPassphrase(
            "This passphrase would be guessed too easily.",
            hint="Four or more words that do not belong together.",
        )
    return let_sit_down(desk, sign_in_name, name, roles, passphrase)


def change_person(staff: Staff, roles: tuple[str, ...], *, is_active: bool, desk: Desk) -> tuple[str, ...]:
    """Give somebody other roles or end their time; return what whoever runs a team's server does too."""
    if not is_active and staff.id == desk.person.staff_id:
        raise MeetingDeskError(
            "You cannot end your own time at the desk.", hint="Another coordinator can do that."
        )
    return change_time(desk, staff, roles, is_active=is_active)


def end_person(staff: Staff, desk: Desk) -> tuple[str, ...]:
    """End somebody's time at the desk."""
    return change_person(staff, staff.roles, is_active=False, desk=desk)


def give_roles(staff: Staff, roles: tuple[str, ...], desk: Desk) -> tuple[str, ...]:
    """Give somebody other roles."""
    return change_person(staff, roles, is_active=staff.is_active, desk=desk)


def _line(text: str) -> str:
    return " ".join(gate(text).split())
