"""Every value of a policy profile, its source and who confirmed it; changed in a file of one's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from meetingdesk.app.definitions import own_definitions, read_again, rulebook
from meetingdesk.app.desk import Desk
from meetingdesk.app.policy_subjects import Subject, ValueKind, subjects_of
from meetingdesk.app.policy_typed import NOT_SAID, read_value, say_value
from meetingdesk.app.settings_files import OwnFile, Written, own_place, read_own, write_own
from meetingdesk.app.settings_toml import with_value, without_value
from meetingdesk.domain.definitions import DefinitionFile, definition_files
from meetingdesk.domain.policy import Policy, load_policies
from meetingdesk.domain.rulebook import load_rulebook
from meetingdesk.domain.text import gate
from meetingdesk.domain.toml_lines import KeyPath
from meetingdesk.errors import MeetingDeskError
from meetingdesk.resources import resource
from meetingdesk.storage.reading import Reading

CONFIRMATIONS = "confirmations.toml"
LONGEST_NAME = 120
PREFACE = """\
# Who confirmed which value of a policy profile, and when. MeetingDesk adds lines here; a person may as well.
# A confirmation counts only as long as the value is still the one that was confirmed.
"""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who answers for a value, and since when; `whole` where they confirmed the whole profile."""

    by: str
    on: date | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """One value as a person reads it; `lapsed` names what was confirmed, where it is another value now."""

    subject: Subject
    says: str
    shipped: str
    is_own: bool
    source: str
    confirmation: Confirmation | None
    lapsed: str = ""
    has_note: bool = False
    """Whether the source is told of this value alone, and not of the whole profile."""

    @property
    def shown(self) -> str:
        """What to show for it, also where nothing stands there."""
        if self.says:
            return self.says
        return NOT_SAID if self.subject.where[0] == "quorum" else "—"


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """A profile with all its values, and the files they were read from."""

    profile: str
    title: str
    profiles: tuple[tuple[str, str], ...]
    values: tuple[PolicyValue, ...]
    file: OwnFile = field(repr=False)
    confirmations: OwnFile = field(repr=False)

    @property
    def is_own(self) -> bool:
        """Whether the organisation has changed anything in this profile."""
        return self.file.is_own

    def value(self, key: str) -> PolicyValue:
        """Return the value of a key such as timescales.letter."""
        found = next((one for one in self.values if one.subject.key == key), None)
        if found is None:
            raise MeetingDeskError("This value is no longer in the profile.", hint="Look at the list again.")
        return found


def read_policy(_reading: Reading, profile: str = "") -> PolicyPage:
    """Return a profile as it lies in its file now; the first there is, where none is named."""
    profiles = _profiles()
    if profile not in dict(profiles):
        profile = profiles[0][0]
    file = read_own(f"policies/{profile}.toml")
    # Read as the loader reads it, so that a fault is named with its line and never half shown.
    own = DefinitionFile(own_place(file.name)).build(Policy) if file.is_own else None
    policy = own or load_policies()[profile]
    _bring_into_force(policy)
    confirmations = read_own(CONFIRMATIONS)
    said = _confirmations_in(confirmations, profile)
    data, shipped = tomllib.loads(_plain(file.text)), tomllib.loads(_plain(file.shipped))
    whole = None
    if policy.confirmed_by:
        whole = Confirmation(policy.confirmed_by, policy.confirmed_on, whole=True)
    values = tuple(
        _value(subject, data, shipped, said.get(subject.key), whole, policy.source)
        for subject in subjects_of(data, rulebook().groupings)
    )
    return PolicyPage(profile, policy.title, profiles, values, file, confirmations)


def change_value(
    page: PolicyPage, key: str, typed: str, confirmed_by: str, confirmed_on: date | None, desk: Desk
) -> Written:
    """Write what was typed for a value, and who confirmed it; nothing at all where it cannot be."""
    subject = page.value(key).subject
    value = read_value(subject, typed)
    name = " ".join(gate(confirmed_by).split())
    if len(name) > LONGEST_NAME:
        raise MeetingDeskError(
            f"{subject.words}: the name of who confirmed it is too long.", hint="Nothing was changed."
        )
    text = _with(page.file.text, subject, value, is_confirmed=bool(name))
    confirmations = _with_confirmation(
        page, subject, Confirmation(name, confirmed_on) if name else None, say_value(subject, value)
    )
    return _write(page, text, confirmations, subject.words, desk)


def back_to_shipped(page: PolicyPage, key: str, desk: Desk) -> Written:
    """Write what was shipped for a value; what somebody confirmed of it no longer counts."""
    subject = page.value(key).subject
    shipped = _shipped_at(page, subject)
    if shipped is _NOWHERE:
        raise MeetingDeskError(
            f"{subject.words}: nothing was shipped for it, so there is nothing to go back to.",
            hint="Nothing was changed.",
        )
    now = _at(tomllib.loads(_plain(page.file.text)), subject.where)
    text = _turned(page.file.text, subject.where, now, shipped)
    return _write(page, text, _with_confirmation(page, subject, None, ""), subject.words, desk)


def _write(page: PolicyPage, text: str, confirmations: str, said: str, desk: Desk) -> Written:
    changes = {}
    if text != page.file.text:
        changes[page.file] = text
    if confirmations != page.confirmations.text:
        changes[page.confirmations] = confirmations
    return write_own(desk, changes, said)


def _bring_into_force(policy: Policy) -> None:
    """Have a profile that a hand has changed count from now on, if everything still holds together."""
    if rulebook().policies.get(policy.profile) != policy:
        load_rulebook(local=own_definitions())
        read_again()
        rulebook()


def _profiles() -> tuple[tuple[str, str], ...]:
    found = []
    for path in definition_files(resource("policies"), own_definitions() / "policies"):
        title = DefinitionFile(path).data.get("title", path.stem)
        found.append((path.stem, str(title)))
    return tuple(found)


def _value(
    subject: Subject,
    data: Mapping[str, Any],
    shipped: Mapping[str, Any],
    said: _Said | None,
    whole: Confirmation | None,
    source: str,
) -> PolicyValue:
    value, was = _at(data, subject.where), _at(shipped, _in_shipped(subject, shipped))
    says = say_value(subject, value)
    is_settled = _flag(value, data, subject)
    confirmation, lapsed = None, ""
    if said is not None and said.value == says:
        confirmation = Confirmation(said.by, said.on)
    elif said is not None:
        lapsed = said.value
    elif is_settled and subject.where[0] not in ("confirmed_by", "confirmed_on"):
        confirmation = whole
    note = value.get("note", "") if isinstance(value, dict) else ""
    shipped_says = say_value(subject, was)
    return PolicyValue(
        subject,
        says,
        shipped_says,
        bool(shipped) and says != shipped_says,
        str(note) or source,
        confirmation,
        lapsed,
        bool(note),
    )


def _flag(value: Any, data: Mapping[str, Any], subject: Subject) -> bool:
    """Say whether the file leaves a value to the confirmation of the whole profile."""
    if isinstance(value, dict):
        return bool(value.get("confirmed", True))
    if subject.where[0] == "cp_categories":
        return bool(_at(data, subject.where[:-1]).get("confirmed", True))
    return True


class _Nowhere:
    """Stands for a place that a file does not have."""


_NOWHERE = _Nowhere()


def _at(data: Any, where: KeyPath, nothing: Any = None) -> Any:
    for part in where:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return nothing
    return data


def _in_shipped(subject: Subject, shipped: Mapping[str, Any]) -> KeyPath:
    """Return where a value stands in the shipped file, whose lists may be in another order."""
    where = subject.where
    name = {"escalation": "stage", "cp_categories": "code"}.get(str(where[0]))
    if name is None:
        return where
    key = subject.key.split(".", 1)[1].rsplit(".", 1)[0]
    for place, entry in enumerate(shipped.get(str(where[0]), ())):
        if entry.get(name) == key:
            return (where[0], place, *where[2:])
    return (where[0], -1_000_000, *where[2:])


def _shipped_at(page: PolicyPage, subject: Subject) -> Any:
    if not page.file.shipped:
        return _NOWHERE
    shipped = tomllib.loads(_plain(page.file.shipped))
    found = _at(shipped, _in_shipped(subject, shipped), _NOWHERE)
    return None if found is _NOWHERE and subject.optional else found


def _with(text: str, subject: Subject, value: Any, *, is_confirmed: bool) -> str:
    now = _at(tomllib.loads(_plain(text)), subject.where)
    if subject.kind is not ValueKind.TIMESCALE:
        is_emptied = value is None and isinstance(now, str)
        return _turned(text, subject.where, now, "" if is_emptied else value)
    after = {**now, **value}
    is_other = (now["unit"], now["count"]) != (value["unit"], value["count"])
    if is_confirmed and not now.get("confirmed", True):
        after["confirmed"] = True
    elif is_other and not is_confirmed:
        after["confirmed"] = False  # a figure of one's own that nobody has confirmed yet
    return _turned(text, subject.where, now, after)


def _turned(text: str, where: KeyPath, now: Any, after: Any) -> str:
    """Return the text with one value turned into another, key by key where it is a table."""
    if now == after:
        return text
    if isinstance(now, dict) and isinstance(after, dict):
        for key in [key for key in now if key not in after]:
            text = without_value(text, (*where, key))
        for key, part in after.items():
            if key not in now or now[key] != part:
                text = with_value(text, (*where, key), part)
        return text
    return without_value(text, where) if after is None else with_value(text, where, after)


# Confirmations


@dataclass(frozen=True, slots=True)
class _Said:
    by: str
    value: str
    on: date | None = None


def _confirmations_in(file: OwnFile, profile: str) -> Mapping[str, _Said]:
    if not file.is_own:
        return {}
    read = DefinitionFile(own_place(file.name))
    found: dict[str, _Said] = {}
    table = read.data.get(profile, {})
    if not isinstance(table, dict):
        read.fault((profile,), "a table is expected")
        table = {}
    for key, entry in table.items():
        if not isinstance(entry, dict) or not all(isinstance(entry.get(one), str) for one in ("by", "value")):
            read.fault((profile, key), 'a table such as { value = "15 working days", by = "…" } is expected')
        elif "on" in entry and type(entry["on"]) is not date:
            read.fault((profile, key, "on"), "a date such as 2026-11-20 is expected")
        else:
            found[key] = _Said(entry["by"], entry["value"], entry.get("on"))
    read.check()
    return found


def _with_confirmation(
    page: PolicyPage, subject: Subject, confirmation: Confirmation | None, says: str
) -> str:
    text = page.confirmations.text
    where: KeyPath = (page.profile, subject.key)
    if confirmation is None:
        return without_value(text, where)
    entry: dict[str, Any] = {"value": says, "by": confirmation.by}
    if confirmation.on is not None:
        entry["on"] = confirmation.on
    if _at(tomllib.loads(_plain(text)), where) == entry:
        return text
    return with_value(text or PREFACE, where, entry)


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
