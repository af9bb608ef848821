"""The files of meeting types: read, checked against each other and against the other data files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from meetingdesk.domain.agency_catalogue import load_agencies, load_groupings
from meetingdesk.domain.clocks import is_rule
from meetingdesk.domain.definitions import (
    DefinitionFile,
    check_name,
    check_unique,
    definition_files,
    not_one_of,
)
from meetingdesk.domain.meeting_types import MeetingType
from meetingdesk.domain.meeting_words import FOR_THE_FAMILY, DocumentKind, FamilyPlace, SectionKind
from meetingdesk.domain.policy import QUORUM_RULES, RULES
from meetingdesk.domain.prompts import load_prompts
from meetingdesk.domain.visibility import Visibility
from meetingdesk.resources import resource

MOST_PROMPTS = 3
_SHORT = re.compile(r"[A-Z]{1,4}")


@dataclass(frozen=True, slots=True)
class Known:
    """The keys of other data files that a meeting type may use."""

    agencies: AbstractSet[str]
    prompts: AbstractSet[str]
    groupings: AbstractSet[str]


def shipped_known() -> Known:
    """Return the keys of the shipped agencies, prompts and groupings."""
    return Known(frozenset(load_agencies()), frozenset(load_prompts()), frozenset(load_groupings()))


def load_meeting_type(path: Path, known: Known | None = None) -> MeetingType:
    """Read one meeting type, or raise with file, line and key of every fault."""
    return _read(DefinitionFile(path), known or shipped_known())


def load_meeting_types(
    shipped: Path | None = None, local: Path | None = None, known: Known | None = None
) -> dict[str, MeetingType]:
    """Read every meeting type by id; a local file of the same name wins over the shipped one."""
    known = known or shipped_known()
    files = [DefinitionFile(path) for path in definition_files(shipped or resource("meeting_types"), local)]
    types = {file.stem: _read(file, known) for file in files}
    for file in files:
        _check_among(file, types[file.stem], types)
        file.check()
    return types


def _read(file: DefinitionFile, known: Known) -> MeetingType:
    check_name(file)
    kind = file.build(MeetingType)
    _check(file, kind, known)
    file.check()
    return kind


def _check(file: DefinitionFile, kind: MeetingType, known: Known) -> None:
    if not _SHORT.fullmatch(kind.short):
        file.fault(("short",), "one to four capital letters are expected")
    for name, asked in (("required", kind.required), ("asked", kind.asked)):
        for index, one in enumerate(asked):
            if one.agency not in known.agencies:
                file.fault((name, index, "agency"), not_one_of(one.agency, known.agencies))
    for index, prompt in enumerate(kind.prompts):
        if prompt not in known.prompts:
            file.fault(("prompts", index), not_one_of(prompt, known.prompts))
    if len(kind.prompts) > MOST_PROMPTS:
        file.fault(
            ("prompts",), f"at most {MOST_PROMPTS} prompts fit a meeting, {len(kind.prompts)} are listed"
        )
    for index, group in enumerate(kind.quorum.required):
        if group not in known.groupings:
            file.fault(("quorum", "required", index), not_one_of(group, known.groupings))
    if kind.quorum.rule and kind.quorum.rule not in QUORUM_RULES:
        file.fault(("quorum", "rule"), not_one_of(kind.quorum.rule, QUORUM_RULES))
    _check_sections(file, kind)
    _check_documents(file, kind)
    check_unique(file, ("statements",), (statement.key for statement in kind.statements), "key")
    check_unique(file, ("decisions",), (decision.key for decision in kind.decisions), "key")
    check_unique(file, ("deadlines",), (deadline.key for deadline in kind.deadlines), "key")
    for name, choices in (("criteria", kind.criteria), ("indicators", kind.indicators)):
        check_unique(file, (name,), (choice.key for choice in choices), "key")


def _check_sections(file: DefinitionFile, kind: MeetingType) -> None:
    check_unique(file, ("sections",), (section.key for section in kind.sections), "key")
    for index, section in enumerate(kind.sections):
        where = ("sections", index)
        if section.per_case and not kind.many_cases:
            file.fault((*where, "per_case"), "only a type with many_cases = true has sections for each case")
        if section.visibility is Visibility.V5:
            file.fault((*where, "visibility"), "V5 is for working notes; a section starts with V0 to V4")
        # A child's words and the room's own doubts can hurt, so they never start open to everybody.
        narrow = section.kind in (SectionKind.VOICE, SectionKind.REFLECTION)
        if narrow and section.visibility is Visibility.V0:
            file.fault(
                (*where, "visibility"), f"a section of the kind {section.kind} starts with V1 or narrower"
            )


def _check_documents(file: DefinitionFile, kind: MeetingType) -> None:
    seen: set[DocumentKind] = set()
    for index, document in enumerate(kind.documents):
        if document in seen:
            file.fault(("documents", index), f"'{document}' is listed twice")
        seen.add(document)
        # One document about many families cannot be safe for any of them.
        if document in FOR_THE_FAMILY and (kind.many_cases or kind.family is FamilyPlace.NEVER):
            file.fault(
                ("documents", index), f"'{document}' is for a family, which this meeting is not open to"
            )
    for index, deadline in enumerate(kind.deadlines):
        if not is_rule(deadline.rule):
            problem = f"{not_one_of(deadline.rule, RULES)}, nor an offset such as +15wd"
            file.fault(("deadlines", index, "rule"), problem)
        if deadline.document is not None and deadline.document not in kind.documents:
            file.fault(("deadlines", index, "document"), f"'{deadline.document}' is not among the documents")


def _check_among(file: DefinitionFile, kind: MeetingType, types: Mapping[str, MeetingType]) -> None:
    """Note faults that show only beside the other types."""
    for other in types.values():
        if other.short == kind.short and other.id != kind.id:
            file.fault(("short",), f"'{kind.short}' is used by {other.id} already")
    for index, decision in enumerate(kind.decisions):
        for place, target in enumerate(decision.leads_to):
            if target not in types:
                file.fault(("decisions", index, "leads_to", place), not_one_of(target, types))
    for index, deadline in enumerate(kind.deadlines):
        if deadline.meeting and deadline.meeting not in types:
            file.fault(("deadlines", index, "meeting"), not_one_of(deadline.meeting, types))
