from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.domain.policy import RULES, Unit, load_lawful_bases, load_policies, policy_of
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.workdays import Nation
from meetingdesk.errors import DefinitionError, MeetingDeskError
from meetingdesk.resources import resource

# The figures that the profile for England was agreed with, typed in once more.
ENGLAND = """
ref_decision wd 1, assessment wd 45, sd_record wd 1, icpc wd 15, icpc_dfe_from_s47 wd 15,
report_icpc_before wd 3, report_rcpc_before wd 5, letter wd 1, outline wd 5, minutes wd 20, amend wd 10,
cg_first wd 10, cg_next days 42, rcpc_first months 3, rcpc_next months 6, rcpc_after_birth wd 20,
prebirth_warn_weeks gestation 28, prebirth_alert_weeks gestation 34, transfer_in wd 15, reconvene wd 10,
dissent hours 72, cg_minutes wd 10, marac_agenda_before wd 8, marac_actions hours 48, marac_minutes wd 10,
marac_repeat months 12
"""


def test_the_timescales_of_england_are_those_agreed() -> None:
    agreed = {}
    for words in ENGLAND.split(","):
        rule, unit, count = words.split()
        agreed[rule] = (Unit(unit), int(count))

    england = load_policies()["england-wt2026"]

    assert {rule: (value.unit, value.count) for rule, value in england.timescales.items()} == agreed
    assert set(agreed) == set(RULES)


def test_every_nation_has_a_profile() -> None:
    policies = load_policies()

    assert {policy_of(policies, nation).nation for nation in Nation} == set(Nation)


def test_the_other_nations_keep_their_own_figures() -> None:
    policies = load_policies()

    scotland, wales = policies["scotland"], policies["wales"]

    assert (scotland.timescale("icpc").unit, scotland.timescale("icpc").count) == (Unit.DAYS, 28)
    assert (scotland.timescale("cg_next").unit, scotland.timescale("cg_next").count) == (Unit.DAYS, 28)
    assert wales.timescale("minutes").confirmed
    assert scotland.labels.initial_conference == "child protection planning meeting"


def test_what_no_source_settles_is_marked_and_nobody_has_confirmed_a_profile() -> None:
    policies = load_policies()

    assert "marac_agenda_before" in policies["england-wt2026"].unconfirmed
    assert "icpc" not in policies["england-wt2026"].unconfirmed
    assert set(policies["northern-ireland"].unconfirmed) == set(policies["northern-ireland"].timescales)
    assert all(policy.confirmed_by == "" for policy in policies.values())


def test_what_can_hurt_starts_narrow_in_every_nation() -> None:
    for policy in load_policies().values():
        assert policy.visibility.child_words is Visibility.V1
        assert policy.visibility.child_words_about_a_parent is Visibility.V2
        assert policy.visibility.reflections is Visibility.V1


def test_the_hours_of_older_guidance_do_not_run_in_any_nation() -> None:
    for policy in load_policies().values():
        assert policy.clocks.off == policy.clocks.historic == ("enquiries",)


def test_the_ladder_of_escalation_has_its_stages_in_order() -> None:
    stages = load_policies()["england-wt2026"].escalation

    assert [(stage.stage, stage.time.count) for stage in stages] == [
        ("practitioner", 2),
        ("manager", 5),
        ("senior", 2),
        ("partnership", 10),
    ]


def changed(folder: Path, old: str, new: str, name: str = "england-wt2026.toml") -> Path:
    text = resource("policies", "england-wt2026.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_a_place_can_change_a_figure_with_a_file_of_its_own(tmp_path: Path) -> None:
    local = changed(
        tmp_path, 'cg_next = { unit = "days", count = 42', 'cg_next = { unit = "weeks", count = 4'
    )

    policies = load_policies(local=local)

    assert policies["england-wt2026"].timescale("cg_next").count == 4
    assert "wales" in policies


def test_a_later_edition_is_the_one_used(tmp_path: Path) -> None:
    profile = 'profile = "england-wt2026"'
    local = changed(tmp_path, profile, 'profile = "england-wt2029"', "england-wt2029.toml")

    assert policy_of(load_policies(local=local), Nation.ENG).profile == "england-wt2029"


def test_a_nation_without_a_profile_is_told() -> None:
    with pytest.raises(MeetingDeskError, match="no policy profile for Wales"):
        policy_of({}, Nation.WLS)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("ref_decision =", "ref_decison =", r"line 28, timescales\.ref_decison: .*mean 'ref_decision'"),
        (
            'unit = "wd", count = 45',
            'unit = "working", count = 45',
            r"assessment\.unit: 'working' is not one of",
        ),
        ("count = 45", "count = -45", r"assessment\.count: a timescale cannot be negative"),
        ("[quorum.marac]", "[quorum.marak]", r"quorum\.marak: .*did you mean 'marac'"),
        ('calendar = "gb-eng"', 'calendar = "gb-sct"', "'gb-sct' is not the calendar of England"),
        ('code = "PHY"', 'code = "NEG"', r"cp_categories\[1\]\.code: 'NEG' is used twice"),
        (
            'stage = "manager"',
            'stage = "practitioner"',
            r"escalation\[1\]\.stage: 'practitioner' is used twice",
        ),
        ('off = ["enquiries"]', 'off = ["enquires"]', r"line \d+, clocks\.off\[0\]: .*mean 'enquiries'"),
        ("soon_days = 7", "soon_days = -7", r"clocks\.soon_days: a number of days cannot be negative"),
        (
            "soon_days = 7",
            'soon_days = 7\n[clocks.called]\nicpc = "X"',
            r"line \d+, clocks\.called\.icpc: no such clock is known",
        ),
        ('profile = "england-wt2026"', 'profile = "england"', "'england' must be the name of the file"),
    ],
)
def test_a_faulty_profile_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(DefinitionError, match=fault):
        load_policies(local=changed(tmp_path, old, new))


def test_the_grounds_for_sharing_can_be_read_and_replaced(tmp_path: Path) -> None:
    local = tmp_path / "lawful_bases.toml"
    local.write_text('[[bases]]\nkey = "a"\nlevel = "gateway"\nlabel = "A"\n')

    bases = load_lawful_bases()

    assert bases["ca2004-16la"].nations == (Nation.ENG,)
    assert bases["6-1-a"].discouraged
    assert list(load_lawful_bases(local=local)) == ["a"]
