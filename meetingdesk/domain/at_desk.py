"""The person at the desk: every command, opening, print and export carries one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from meetingdesk.domain.roles import Deed, Role
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Who sits at the desk, at which device, and what their roles let them see and do together."""

    staff_id: UUID
    name: str
    roles: tuple[str, ...]
    sees: frozenset[Visibility]
    does: frozenset[Deed]
    device: str = ""

    def may(self, deed: Deed) -> bool:
        """Say whether this person's roles include a deed."""
        return deed in self.does

    def require(self, deed: Deed) -> None:
        """Raise NotAllowed unless this person's roles include the deed."""
        if deed not in self.does:
            held = " and ".join(role.replace("_", " ") for role in self.roles) or "no role"
            raise NotAllowed(
                f"Your role ({held}) may not {deed.label}.",
                hint="Ask somebody whose role includes it, or ask the coordinator to change your role.",
            )


def at_desk(staff_id: UUID, name: str, roles: Iterable[Role], device: str = "") -> AtDesk:
    """Put somebody at the desk with the rights of all their roles."""
    held = tuple(roles)
    return AtDesk(
        staff_id,
        name,
        tuple(role.key for role in held),
        frozenset(visibility for role in held for visibility in role.sees),
        frozenset(deed for role in held for deed in role.does),
        device,
    )
