from __future__ import annotations

import re
from pathlib import Path

import pytest

from meetingdesk.domain.roles import SHIPPED_ROLES, Deed, load_roles, role_named
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import DefinitionError, NotAllowed
from meetingdesk.resources import resource

# Typed in again on purpose: widening a role must be done twice to pass.
SEES = {
    "minute_taker": "V0 V1 V2 V4",
    "chair": "V0 V1 V2 V3 V4",
    "coordinator": "V0 V1 V2",
    "quality_checker": "V0 V1 V2",
    "reader": "V0 V1",
}
DOES = {
    "minute_taker": "read record prepare import export print chase verify backup",
    "chair": "read record prepare export print approve seal override widen dispose chase verify",
    "coordinator": "read import export print chase send people_at_desk configure verify backup restore",
    "quality_checker": "read quality_check",
    "reader": "read",
}


@pytest.mark.parametrize("key", SHIPPED_ROLES)
def test_a_role_sees_and_does_what_is_written_here(key: str) -> None:
    role = load_roles()[key]

    assert {visibility for visibility in Visibility if role.may_see(visibility)} == set(SEES[key].split())
    assert {deed for deed in Deed if role.may(deed)} == set(DOES[key].split())


def test_nobody_is_granted_the_working_notes_of_others() -> None:
    assert not any(role.may_see(Visibility.V5) for role in load_roles().values())


def test_every_deed_belongs_to_some_role_and_has_words() -> None:
    roles = load_roles().values()

    assert all(any(role.may(deed) for role in roles) for deed in Deed)
    assert all(deed.label for deed in Deed)


def test_a_deed_outside_the_role_is_refused_in_a_sentence() -> None:
    reader = load_roles()["reader"]

    reader.require(Deed.READ)
    with pytest.raises(NotAllowed, match=r"The role reader may not print\."):
        reader.require(Deed.PRINT)


def changed(tmp_path: Path, old: str, new: str) -> Path:
    path = tmp_path / "roles.toml"
    text = resource("roles.toml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_local_table_replaces_the_shipped_one(tmp_path: Path) -> None:
    local = changed(tmp_path, 'label = "Reader"', 'label = "Colleague"')

    assert load_roles(local=local)["reader"].label == "Colleague"
    assert load_roles(local=tmp_path / "none.toml")["reader"].label == "Reader"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('sees = ["V0", "V1"]', 'sees = ["V0", "V5"]', r"roles\[4\]\.sees\[1\]: V5 is for working notes"),
        ('sees = ["V0", "V1"]', 'sees = ["V0", "V9"]', r"roles\[4\]\.sees\[1\]: 'V9' is not one of V0"),
        ('does = ["read"]', 'does = ["red"]', r"roles\[4\]\.does\[0\]: 'red' .* did you mean 'read'\?"),
        ('key = "reader"', 'key = "chair"', r"roles\[4\]\.key: 'chair' is used twice"),
        ('key = "reader"', 'key = "guest"', r"the role 'reader' is missing"),
    ],
)
def test_a_faulty_table_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        load_roles(local=changed(tmp_path, old, new))

    assert re.search(fault, f"{raised.value}\n{raised.value.hint}")


def test_an_unknown_role_is_named_with_those_there_are() -> None:
    roles = load_roles()

    assert role_named(roles, "chair").label == "Chair"
    with pytest.raises(DefinitionError, match="did you mean 'chair'"):
        role_named(roles, "chiar")
