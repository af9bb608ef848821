"""Short ways to have somebody at the desk."""

from __future__ import annotations

from functools import cache

from meetingdesk.domain.at_desk import AtDesk, at_desk
from meetingdesk.domain.roles import Role, load_roles
from meetingdesk.domain.rows import new_id


@cache
def roles() -> dict[str, Role]:
    return load_roles()


def person_with(*keys: str, name: str = "Ada Test") -> AtDesk:
    return at_desk(new_id(), name, [roles()[key] for key in keys], "this-laptop")
