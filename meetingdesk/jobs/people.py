"""meetingdesk people, passphrase and team: who sits at the desk, and how they get there."""

from __future__ import annotations

import sys

from meetingdesk.errors import MeetingDeskError
from meetingdesk.jobs.asked import (
    Arguments,
    alone,
    answer,
    folder,
    new_passphrase,
    opened,
    passphrase,
    person,
    team_url,
)
from meetingdesk.jobs.codes import Exit


def list_people(arguments: Arguments) -> Exit:
    """List who may sit at the desk, and in which roles."""
    from meetingdesk.app.staff import list_staff

    with opened(arguments) as desk, desk.reading() as reading:
        people = list_staff(reading)
    told = [
        {
            "sign_in_name": one.sign_in_name,
            "name": one.name,
            "roles": list(one.roles),
            "active": one.is_active,
        }
        for one in people
    ]
    lines = [
        f"{one.sign_in_name:<20} {', '.join(one.roles)}{'' if one.is_active else '  (ended)'}"
        for one in people
    ]
    answer(arguments, told, "\n".join(lines))
    return Exit.DONE


def add_person(arguments: Arguments) -> Exit:
    """Let somebody sit at the desk."""
    from meetingdesk.app.staff import let_sit_down

    words = None
    if team_url(arguments) is None:
        words = new_passphrase(arguments.new_passphrase_file, f"Passphrase of {arguments.name}: ")
    with alone(arguments), opened(arguments) as desk:
        made = let_sit_down(
            desk, arguments.name, arguments.full_name or arguments.name, tuple(arguments.roles), words
        )
    if made.recovery_key:
        said = f"{arguments.name} may sit at the desk. Their recovery key, to be printed: {made.recovery_key}"
    else:
        said = "Whoever runs the server makes the login with:\n" + _for_the_server(made.statements)
    answer(arguments, {"recovery_key": made.recovery_key, "statements": list(made.statements)}, said)
    return Exit.DONE


def change_person(arguments: Arguments) -> Exit:
    """Give somebody other roles, or end their time at the desk."""
    from meetingdesk.app.staff import change_time, list_staff

    with alone(arguments), opened(arguments) as desk:
        with desk.reading() as reading:
            found = [one for one in list_staff(reading) if one.sign_in_name == arguments.name]
        if not found:
            raise MeetingDeskError(
                "Nobody of that name sits at this desk.", hint="Look with: meetingdesk people"
            )
        roles = tuple(arguments.roles or found[0].roles)
        statements = change_time(desk, found[0], roles, is_active=not arguments.end)
    said = "Changed."
    if statements:
        said = "Changed. Whoever runs the server does the same there:\n" + _for_the_server(statements)
    told = {"roles": list(roles), "active": not arguments.end, "statements": list(statements)}
    answer(arguments, told, said)
    return Exit.DONE


def _for_the_server(statements: tuple[str, ...]) -> str:
    return "\n".join(line if line.startswith("\\") else f"{line};" for line in statements)


def change_passphrase(arguments: Arguments) -> Exit:
    """Set another passphrase; the store itself is not rewritten."""
    from meetingdesk.app.key_changes import change_passphrase as change
    from meetingdesk.app.opening import unlock_store

    old = passphrase(arguments, "Present passphrase: ")
    new = new_passphrase(arguments.new_passphrase_file, "New passphrase: ")
    desk = unlock_store(folder(arguments), old, person(arguments))
    try:
        change(desk, old, new)
    finally:
        desk.close()
    sys.stdout.write("The passphrase was changed. Older backups still open with the one before.\n")
    return Exit.DONE


def prepare_team(arguments: Arguments) -> Exit:
    """Prepare an empty PostgreSQL database for a team."""
    from meetingdesk.app.opening import FirstPerson, found_team

    url = team_url(arguments)
    if url is None:
        raise MeetingDeskError("A team needs a database.", hint="Name it with --store postgresql://…")
    first = FirstPerson(arguments.name, arguments.full_name or arguments.name, tuple(arguments.roles))
    found_team(url, first, nation=arguments.nation).close()
    sys.stdout.write(f"The database is ready; {arguments.name} may sit at the desk.\n")
    return Exit.DONE
