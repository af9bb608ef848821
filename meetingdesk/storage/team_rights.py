"""The rights of the roles, inside a team's PostgreSQL database.

The same two tables that the desk goes by (roles.toml and domain/rights.py) become privileges and row
policies here, so that somebody who connects with another program, or writes SQL in bulk, gets no
further than the application lets them. Tables belong to a role that nobody signs in as.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from meetingdesk.domain.agencies import Staff
from meetingdesk.domain.model import ROWS
from meetingdesk.domain.rights import deeds_that_write
from meetingdesk.domain.roles import Deed, Role
from meetingdesk.domain.rows import Row
from meetingdesk.domain.shapes import field_names, has_visibility, owner_of
from meetingdesk.errors import MeetingDeskError

OWNER = "meetingdesk_owner"
GUARDED_APART = ("undo_step", "drawer", "search_doc", "search_text", "blob", "history")


def group_of(role: str) -> str:
    """Return the PostgreSQL role whose members have a role at the desk."""
    return f"meetingdesk_{role}"


def install_rights(connection: Connection, roles: Mapping[str, Role]) -> None:
    """Write the rights into the database; whoever does this may make roles there."""
    for name in (OWNER, *(group_of(key) for key in roles)):
        connection.exec_driver_sql(_make_role(name))
    for statement in (
        *_functions(roles),
        *_privileges(roles),
        *_policies(),
        *_guards_apart(),
    ):
        connection.exec_driver_sql(statement)


def login_statements(staff: Staff) -> tuple[str, ...]:
    """Return what makes somebody's login, for whoever runs the server; the password is asked there."""
    name = _quoted(staff.sign_in_name)
    groups = ", ".join(group_of(role) for role in staff.roles)
    return (f"CREATE ROLE {name} LOGIN", f"GRANT {groups} TO {name}", rf"\password {name}")


def change_statements(staff: Staff, roles: Iterable[str]) -> tuple[str, ...]:
    """Return what brings somebody's login in line with their roles, or ends it, for the same person."""
    name = _quoted(staff.sign_in_name)
    groups = ", ".join(group_of(role) for role in roles)
    taken = f"REVOKE {groups} FROM {name}"
    if not staff.is_active:
        return (taken, f"ALTER ROLE {name} NOLOGIN")
    held = ", ".join(group_of(role) for role in staff.roles)
    return (taken, f"GRANT {held} TO {name}", f"ALTER ROLE {name} LOGIN")


def _make_role(name: str) -> str:
    # Roles belong to the whole server, so another database may have made it a moment ago.
    return f"""
        DO $$ BEGIN CREATE ROLE {name} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"""


def _functions(roles: Mapping[str, Role]) -> Iterator[str]:
    sees = " ".join(
        f"WHEN '{key}' THEN ARRAY[{', '.join(repr(v.value) for v in role.sees)}]::text[]"
        for key, role in roles.items()
    )
    yield """
        CREATE OR REPLACE FUNCTION desk_staff_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path FROM CURRENT AS $$
            SELECT id FROM staff WHERE sign_in_name = session_user AND is_active $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION desk_sees() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path FROM CURRENT AS $$
            SELECT coalesce(array_agg(DISTINCT class), ARRAY[]::text[]) FROM staff,
            LATERAL jsonb_array_elements_text(roles::jsonb) AS held(role),
            LATERAL unnest(CASE held.role {sees} ELSE ARRAY[]::text[] END) AS class
            WHERE sign_in_name = session_user AND is_active $$"""


def _privileges(roles: Mapping[str, Role]) -> Iterator[str]:
    everybody = ", ".join(group_of(key) for key in roles)
    for kind in ROWS:
        yield f'ALTER TABLE "{kind.table}" OWNER TO {OWNER}'
        yield f'GRANT SELECT ON "{kind.table}" TO {everybody}'
        for key, role in roles.items():
            writes = "GRANT" if deeds_that_write(kind) & set(role.does) else "REVOKE"
            link = "TO" if writes == "GRANT" else "FROM"
            yield f'{writes} INSERT, UPDATE, DELETE ON "{kind.table}" {link} {group_of(key)}'
    for table in ("history", "deed", "undo_step", "drawer", "search_doc", "search_text", "blob", "setting"):
        yield f"ALTER TABLE {table} OWNER TO {OWNER}"
    yield f"GRANT SELECT ON alembic_version, setting TO {everybody}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON undo_step, drawer, search_doc, search_text TO {everybody}"
    yield f"GRANT SELECT, INSERT ON blob TO {everybody}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {everybody}"
    # History is written by its triggers alone; a person only seals what their own transaction wrote.
    yield f"GRANT SELECT, UPDATE (deed_id, salt, mac) ON history TO {everybody}"
    yield f"GRANT SELECT (id, hash), INSERT ON deed TO {everybody}"
    for function in ("write_history", "desk_staff_id", "desk_sees"):
        yield f"ALTER FUNCTION {function}() OWNER TO {OWNER}"
    for key, role in roles.items():
        if role.may(Deed.CONFIGURE):
            yield f"GRANT INSERT, UPDATE ON setting TO {group_of(key)}"
        if role.may(Deed.VERIFY):
            yield f"GRANT SELECT ON deed TO {group_of(key)}"


def _policies() -> Iterator[str]:
    # Whose time at the desk ended sees and writes nothing from that moment, whatever their login still is.
    at_desk = "(SELECT desk_staff_id()) IS NOT NULL"
    for kind in ROWS:
        seen = " AND ".join((at_desk, *_seen(kind)))
        # The functions that ask who is at the desk read this table as its owner, and must not ask again.
        yield from _guard(kind.table, seen, at_desk, force=kind is not Staff)


def _seen(kind: type[Row]) -> list[str]:
    conditions = []
    if has_visibility(kind):
        # Asked once for a statement, not once for a row.
        seen = "visibility = ANY ((SELECT desk_sees())::text[])"
        if "author_id" in field_names(kind):
            seen = f"({seen} OR (visibility = 'V5' AND author_id = (SELECT desk_staff_id())))"
        conditions.append(seen)
    owner = owner_of(kind)
    if owner is not None and _hides(owner):
        # The owner's own policy applies inside, so a part is seen exactly when its whole is.
        conditions.append(f'EXISTS (SELECT 1 FROM "{owner.table}" o WHERE o.id = {kind.inside})')
    return conditions


def _hides(kind: type[Row]) -> bool:
    owner = owner_of(kind)
    return has_visibility(kind) or (owner is not None and _hides(owner))


def _guards_apart() -> Iterable[str]:
    own_step = "staff_id = (SELECT desk_staff_id())"
    seen_doc = (
        "visibility = ANY ((SELECT desk_sees())::text[]) OR "
        "(visibility = 'V5' AND author_id = (SELECT desk_staff_id()))"
    )
    seen_words = "EXISTS (SELECT 1 FROM search_doc d WHERE d.id = rowid)"
    seen_file = "EXISTS (SELECT 1 FROM file_received f WHERE f.content_hash = hash)"
    own_history = "transaction_id = pg_current_xact_id()::text"
    yield from _guard("undo_step", own_step, own_step)
    yield from _guard("drawer", own_step, own_step)
    yield from _guard("search_doc", seen_doc, "true")
    yield from _guard("search_text", seen_words, "true")
    yield from _guard("blob", seen_file, "true")
    # Everybody reads where the chain ends (two columns of it), and signs with their own name only.
    yield from _guard("deed", "true", own_step)
    # Not forced: the trigger writes as the owner, whom nobody can sign in as.
    yield from _guard("history", own_history, own_history, force=False)


def _guard(table: str, seen: str, written: str, *, force: bool = True) -> Iterator[str]:
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    if force:
        yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS desk_reads ON "{table}"'
    yield f'DROP POLICY IF EXISTS desk_adds ON "{table}"'
    yield f'DROP POLICY IF EXISTS desk_changes ON "{table}"'
    yield f'DROP POLICY IF EXISTS desk_removes ON "{table}"'
    yield f'CREATE POLICY desk_reads ON "{table}" FOR SELECT USING ({seen})'
    yield f'CREATE POLICY desk_adds ON "{table}" FOR INSERT WITH CHECK ({written})'
    yield f'CREATE POLICY desk_changes ON "{table}" FOR UPDATE USING ({seen}) WITH CHECK ({written})'
    yield f'CREATE POLICY desk_removes ON "{table}" FOR DELETE USING ({seen})'


def _quoted(name: str) -> str:
    if '"' in name or not name.isprintable():
        raise MeetingDeskError("A sign-in name has no quotation marks.", hint="Choose letters and figures.")
    return f'"{name}"'
