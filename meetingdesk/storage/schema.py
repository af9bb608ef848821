"""Bringing the tables of a store to the shape this program needs, once and safely."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, inspect, text

from meetingdesk.errors import StoreTooNew

NEWEST = "0004"
"""The migration this program needs; a test holds it equal to the newest file in migrations/."""


def schema_of(engine: Engine) -> str | None:
    """Return which migration a store stands at; None for a store that holds nothing yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def bring_up_to_date(engine: Engine, back_up_first: Callable[[], None] | None = None) -> bool:
    """Run the migrations that are missing; return whether there were any.

    A backup is made before, unless the store is new. A store from a newer program is refused.
    """
    current = schema_of(engine)
    if current == NEWEST:
        return False
    if current is not None and current > NEWEST:
        raise StoreTooNew(
            f"This store was written by a newer MeetingDesk (schema {current}; this one knows {NEWEST}).",
            hint="Install the newer MeetingDesk on this laptop; the store was not touched.",
        )
    if current is not None and back_up_first is not None:
        back_up_first()
    with engine.begin() as connection:
        run_migrations(connection, NEWEST)
    return True


def run_migrations(connection: Connection, target: str) -> None:
    """Run the migrations up to one of them, then put the history triggers on every table."""
    # Alembic takes a tenth of a second to import, and an up-to-date store never needs it.
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    from meetingdesk.storage.migrations import configuration
    from meetingdesk.storage.triggers import install_triggers

    script = ScriptDirectory.from_config(configuration())
    with EnvironmentContext(
        configuration(),
        script,
        fn=lambda revision, _context: script._upgrade_revs(target, revision),  # noqa: SLF001 - alembic's own command does the same
    ) as environment:
        environment.configure(connection=connection, transaction_per_migration=False)
        environment.run_migrations()
    install_triggers(connection)
