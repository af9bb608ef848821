from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.domain.agency_catalogue import load_agencies
from meetingdesk.domain.definitions import as_data, from_data
from meetingdesk.domain.meeting_type_files import (
    MOST_PROMPTS,
    load_meeting_type,
    load_meeting_types,
    shipped_known,
)
from meetingdesk.domain.meeting_types import MeetingType, quorum_under
from meetingdesk.domain.meeting_words import (
    FOR_THE_FAMILY,
    ClockStart,
    DocumentKind,
    FamilyPlace,
    Per,
    SectionKind,
    When,
)
from meetingdesk.domain.policy import load_policies
from meetingdesk.domain.visibility import Visibility
from meetingdesk.errors import DefinitionError
from meetingdesk.resources import resource

SHIPPED = sorted(resource("meeting_types").glob("*.toml"))
KNOWN = shipped_known()
TYPES = load_meeting_types(known=KNOWN)
EVERY = list(TYPES.values())
FAMILY_MEETINGS = [kind for kind in EVERY if kind.family is FamilyPlace.ATTENDS]
CONFERENCES = [TYPES[key] for key in ("icpc", "rcpc", "prebirth", "transfer_in")]

each_type = pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.id)


def test_all_fourteen_kinds_of_meeting_are_shipped() -> None:
    assert set(TYPES) == {
        *("marac", "dram", "strategy", "icpc", "rcpc", "prebirth", "transfer_in"),
        *("core_group", "cin", "taf", "plo", "lado", "gp_vulnerable_families", "rapid_review"),
    }


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_type_loads_by_itself(path: Path) -> None:
    assert load_meeting_type(path, KNOWN) == TYPES[path.stem]


@each_type
def test_a_type_has_all_that_a_meeting_needs(kind: MeetingType) -> None:
    kinds = {section.kind for section in kind.sections}

    assert kind.purpose
    assert kind.how_to_refer
    assert {"confidentiality", "difference"} <= {statement.key for statement in kind.statements}
    assert kind.required
    assert kind.decisions
    assert kind.documents
    assert kind.deadlines
    assert {
        SectionKind.ATTENDANCE,
        SectionKind.DECISION,
        SectionKind.ACTIONS,
        SectionKind.INFORMATION,
    } <= kinds
    assert kind.quorum.min_groups >= 2


@each_type
def test_a_type_asks_one_to_three_reflective_prompts_in_a_place_for_them(kind: MeetingType) -> None:
    assert 1 <= len(kind.prompts) <= MOST_PROMPTS
    assert any(section.kind is SectionKind.REFLECTION for section in kind.sections)


@each_type
def test_every_meeting_opens_a_section_for_each_child(kind: MeetingType) -> None:
    voices = [section for section in kind.sections if section.kind is SectionKind.VOICE]

    assert len(voices) == 1
    assert voices[0].per_child
    assert voices[0].required
    assert voices[0].visibility is Visibility.V1


@pytest.mark.parametrize(
    "key", ["marac", "dram", "strategy", "lado", "gp_vulnerable_families", "rapid_review"]
)
def test_a_meeting_of_professionals_lists_nothing_for_the_family(key: str) -> None:
    kind = TYPES[key]

    assert kind.family is FamilyPlace.NEVER
    assert FOR_THE_FAMILY.isdisjoint(kind.documents)
    assert all(section.visibility is not Visibility.V0 for section in kind.sections)


@pytest.mark.parametrize("kind", FAMILY_MEETINGS, ids=lambda kind: kind.id)
def test_a_meeting_with_the_family_gives_them_and_each_child_a_copy(kind: MeetingType) -> None:
    assert {DocumentKind.FAMILY_COPY, DocumentKind.CHILD_COPY} <= set(kind.documents)


def test_the_meetings_of_many_cases_plan_their_time_by_the_case() -> None:
    marac_minutes = load_policies()["england-wt2026"].marac.minutes_per_case

    assert TYPES["marac"].many_cases
    assert TYPES["dram"].many_cases
    assert TYPES["marac"].minutes_per_case == marac_minutes
    assert all(kind.minutes_per_case == 0 for kind in EVERY if not kind.many_cases)


def test_the_agencies_that_are_core_for_a_type_are_those_it_requires() -> None:
    agencies = load_agencies()

    for kind in EVERY:
        core = {agency.key for agency in agencies.values() if kind.id in agency.core_for}
        extra = (
            {"other_council"} if kind.id == "transfer_in" else set()
        )  # core there, and nobody's everywhere else
        assert {one.agency for one in kind.required} == core | extra, kind.id


def asked(kind: MeetingType, *known: When) -> set[str]:
    return {one.agency for one in (*kind.required, *kind.asked) if one.is_due(set(known))}


@pytest.mark.parametrize("key", ["strategy", "icpc", "rcpc", "cin", "core_group"])
def test_mental_health_camhs_and_substance_misuse_are_each_asked_every_time(key: str) -> None:
    assert {"adult_mental_health", "camhs", "substance_misuse"} <= asked(TYPES[key])


@pytest.mark.parametrize("key", ["strategy", "icpc", "rcpc", "cin", "core_group"])
def test_adult_services_are_asked_when_an_adult_has_needs(key: str) -> None:
    assert "adult_social_care" not in asked(TYPES[key])
    assert "adult_social_care" in asked(TYPES[key], When.ADULT_MENTAL_HEALTH)
    assert "adult_social_care" in asked(TYPES[key], When.ADULT_CARE_NEEDS, When.UNBORN)


@pytest.mark.parametrize("key", ["strategy", "icpc", "rcpc", "marac"])
def test_the_practice_of_every_person_is_asked(key: str) -> None:
    [practice] = [one for one in TYPES[key].asked if one.agency == "gp"]

    assert practice.per is Per.PERSON
    assert practice.is_due(set())


@pytest.mark.parametrize("key", ["strategy", "icpc", "marac"])
def test_the_ambulance_service_is_always_asked(key: str) -> None:
    assert "ambulance" in asked(TYPES[key])


@pytest.mark.parametrize("key", ["strategy", "icpc", "core_group"])
def test_probation_is_asked_about_a_known_offender_with_release_and_address(key: str) -> None:
    [probation] = [one for one in TYPES[key].asked if one.agency == "probation"]

    assert probation.when == (When.ADULT_OFFENDER,)
    assert "release date" in probation.ask
    assert "probation" in asked(TYPES["marac"])


@pytest.mark.parametrize("key", ["strategy", "icpc", "rcpc", "cin"])
def test_every_place_where_the_family_lived_is_asked(key: str) -> None:
    elsewhere = {one.agency: one.per for one in TYPES[key].asked if one.per is Per.PLACE}

    assert set(elsewhere) == {"other_council", "other_police", "other_health"}
    assert set(elsewhere) <= asked(TYPES[key], When.LIVED_ELSEWHERE)


@pytest.mark.parametrize("key", ["icpc", "rcpc", "core_group", "cin", "marac"])
def test_the_school_of_every_child_is_asked_and_may_be_told(key: str) -> None:
    [school] = [one for one in TYPES[key].asked if one.agency == "school"]

    assert school.per is Per.CHILD
    assert DocumentKind.SCHOOL_NOTICE in TYPES[key].documents


@pytest.mark.parametrize("key", ["marac", "core_group", "cin", "taf"])
def test_voluntary_services_take_part_wherever_the_case_goes(key: str) -> None:
    assert "voluntary" in asked(TYPES[key], When.INVOLVED)


def test_a_strategy_meeting_needs_social_care_police_and_health() -> None:
    quorum = quorum_under(TYPES["strategy"], load_policies()["england-wt2026"])

    assert quorum.required == ("csc", "police", "health")
    assert quorum.min_groups == 3
    assert quorum.override


def test_the_profile_comes_before_the_type_where_both_speak_of_the_quorum() -> None:
    kind, policy = TYPES["icpc"], load_policies()["england-wt2026"]

    quorum = quorum_under(kind, policy)

    assert (quorum.min_groups, quorum.required, quorum.reconvene_within_wd) == (3, ("csc",), 10)
    assert quorum_under(TYPES["dram"], policy) == TYPES["dram"].quorum


@pytest.mark.parametrize("kind", CONFERENCES, ids=lambda kind: kind.id)
def test_a_conference_decides_for_each_child(kind: MeetingType) -> None:
    section = kind.section("decision")

    assert section is not None
    assert section.per_child
    assert all(decision.per_child for decision in kind.decisions)
    assert any(decision.needs_category for decision in kind.decisions)


def test_only_a_review_can_end_a_plan() -> None:
    endings = {
        kind.id for kind in EVERY for decision in kind.decisions if decision.key.startswith("end_universal")
    }

    assert endings == {"rcpc"}
    assert TYPES["rcpc"].decision("end_universal") is not None
    assert TYPES["core_group"].decision("end_universal") is None


def test_an_unborn_child_gets_clocks_of_its_own() -> None:
    clocks = {one.rule: one.counted_from for one in TYPES["prebirth"].deadlines}

    assert clocks["prebirth_warn_weeks"] is ClockStart.EXPECTED_DELIVERY
    assert "rcpc_after_birth" in clocks
    assert TYPES["prebirth"].section("birth_plan") is not None


def test_what_may_be_told_after_a_strategy_meeting_starts_with_named_readers() -> None:
    for key in ("told", "safety", "police_sensitive"):
        section = TYPES["strategy"].section(key)
        assert section is not None
        assert section.visibility is Visibility.V4


def test_every_document_has_a_name() -> None:
    assert DocumentKind.GP_NOTICE.label == "Notice to a GP"
    assert DocumentKind.FULL_MINUTES.label == "Full minutes"


@each_type
def test_a_meeting_can_keep_a_copy_of_its_type(kind: MeetingType) -> None:
    assert from_data(MeetingType, as_data(kind), "the copy") == kind


def local_file(folder: Path, name: str, old: str = "", new: str = "", source: str = "core_group") -> Path:
    text = resource("meeting_types", f"{source}.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / f"{name}.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_adding_a_type_is_adding_a_file(tmp_path: Path) -> None:
    path = local_file(tmp_path, "panel", 'id = "core_group"', 'id = "panel"')
    path.write_text(
        path.read_text(encoding="utf-8").replace('short = "CG"', 'short = "PN"'), encoding="utf-8"
    )

    types = load_meeting_types(local=tmp_path, known=KNOWN)

    assert types["panel"].short == "PN"
    assert len(types) == len(TYPES) + 1


def test_a_local_file_replaces_the_shipped_type(tmp_path: Path) -> None:
    local_file(
        tmp_path, "cin", 'title = "Child in need meeting"', 'title = "Family help meeting"', source="cin"
    )

    assert load_meeting_types(local=tmp_path, known=KNOWN)["cin"].title == "Family help meeting"


def line_of(path: Path, text: str) -> int:
    return path.read_text(encoding="utf-8").splitlines().index(text) + 1


def test_a_section_of_an_unknown_kind_is_told_with_file_line_and_key(tmp_path: Path) -> None:
    path = local_file(tmp_path, "core_group", 'kind = "voice"', 'kind = "dance"')
    line = line_of(path, 'kind = "dance"')

    with pytest.raises(DefinitionError) as raised:
        load_meeting_type(path, KNOWN)

    assert str(raised.value).startswith(
        f"core_group.toml, line {line}, sections[7].kind: 'dance' is not one of actions, "
    )


@pytest.mark.parametrize(
    ("source", "old", "new", "fault"),
    [
        (
            "marac",
            'documents = [\n    "agenda"',
            'documents = [\n    "family_copy"',
            r"documents\[0\]: 'family_copy'",
        ),
        ("strategy", '    "agenda"', '    "child_copy"', r"documents\[0\]: 'child_copy' is for a family"),
        ("icpc", '    "agenda"', '    "leaflet"', r"documents\[0\]: 'leaflet' is not one of"),
        ("icpc", '"chair_briefing"', '"agenda"', r"documents\[2\]: 'agenda' is listed twice"),
        (
            "icpc",
            'document = "plan"',
            'document = "transfer_pack"',
            "'transfer_pack' is not among the documents",
        ),
        ("icpc", 'rule = "letter"', 'rule = "leter"', r"deadlines\[3\]\.rule: 'leter' .*mean 'letter'"),
        ("icpc", '"seen_or_told"', '"seen_or_hold"', r"prompts\[0\]: 'seen_or_hold' .*mean 'seen_or_told'"),
        (
            "icpc",
            'prompts = ["seen_or_told"',
            'prompts = ["likely_again", "seen_or_told"',
            "at most 3 prompts",
        ),
        (
            "icpc",
            '{ agency = "police"',
            '{ agency = "polis"',
            r"required\[1\]\.agency: 'polis' .*mean 'police'",
        ),
        ("icpc", '"domestic_abuse"] }', '"domestic"] }', r"when\[0\]: 'domestic' is not one of"),
        ("icpc", 'required = ["csc"]', 'required = ["police", "scs"]', r"quorum\.required\[1\]: 'scs'"),
        ("icpc", 'rule = "conference"', 'rule = "konference"', r"quorum\.rule: 'konference'"),
        ("icpc", 'key = "reports"', 'key = "people"', r"sections\[3\]\.key: 'people' is used twice"),
        ("icpc", "per_child = true", "per_case = true", "only a type with many_cases = true has sections"),
        (
            "icpc",
            'visibility = "V1"\nrequired = true\nper_child',
            'visibility = "V0"\nper_child',
            "starts with V1",
        ),
        ("icpc", 'visibility = "V3"', 'visibility = "V5"', "V5 is for working notes"),
        ("icpc", 'short = "IC"', 'short = "initial"', "one to four capital letters"),
        ("icpc", 'short = "IC"', 'short = "M"', "'M' is used by marac already"),
        ("icpc", 'leads_to = ["cin"]', 'leads_to = ["sin"]', r"leads_to\[0\]: 'sin' .*mean 'cin'"),
        ("icpc", 'meeting = "rcpc"', 'meeting = "rpc"', r"meeting: 'rpc' .*mean 'rcpc'"),
        ("icpc", 'id = "icpc"', 'id = "ipcc"', "'ipcc' must be the name of the file, 'icpc'"),
    ],
)
def test_a_faulty_type_is_refused(tmp_path: Path, source: str, old: str, new: str, fault: str) -> None:
    local_file(tmp_path, source, old, new, source)

    with pytest.raises(DefinitionError, match=rf"(?s){source}\.toml, line \d+.*{fault}"):
        load_meeting_types(local=tmp_path, known=KNOWN)
