"""Invented meetings of any shape, for what has to hold of each of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from meetingdesk.app.interchange import MeetingFile, read_meeting_file
from tests.gaps.files import meeting_file
from tests.gaps.make_pairs import AGENCIES, BEFORE, DAY, PEOPLE

TYPES = ("strategy", "icpc", "core_group", "cin", "marac", "prebirth", "lado")
KEYS = [agency["id"] for agency in AGENCIES]
ROLES = {
    "mina": "child",
    "joel": "child",
    "eda": "sibling_not_subject",
    "bump": "unborn",
    "ruth": "victim",
    "sam": "alleged_perpetrator",
}
OUTCOMES = ("plan_made", "no_further", "conference", "step_down", "plan_agreed", "")
SECTIONS = ("information", "events", "safety", "consent", "")

agency, person = st.sampled_from(KEYS), st.sampled_from(sorted(ROLES))
child = st.sampled_from(["mina", "joel", "bump"])
words = st.sampled_from(["", "Said in a line."])
day = st.sampled_from(["2026-11-02", DAY, "2026-11-27"])
answer = st.sampled_from(["yes", "no", "unknown"])
worker = st.sampled_from(["vale", None])


def rows(most: int = 4, **fields: SearchStrategy[Any]) -> SearchStrategy[list[dict[str, Any]]]:
    """Return lists of rows; a field that is drawn as None is left out."""
    row = st.fixed_dictionaries({}, optional=fields)
    return st.lists(row.map(_without_nothing), max_size=most)


def _without_nothing(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


def needing(drawn: SearchStrategy[list[dict[str, Any]]], **needed: SearchStrategy[Any]) -> Any:
    """Return lists of rows that have each of some fields."""
    both = st.tuples(drawn, st.lists(st.fixed_dictionaries(needed), min_size=6, max_size=6))
    return both.map(lambda two: [{**row, **more} for row, more in zip(two[0], two[1], strict=False)])


_views = needing(
    rows(2, reason=words, agency_id=agency), view=st.sampled_from(["agrees", "disagrees", "not_asked"])
)
_PARTS: dict[str, SearchStrategy[Any]] = {
    "attendance": rows(
        agency_id=agency,
        status=st.sampled_from(["invited", "present", "absent", "apologies"]),
        is_required=st.booleans(),
        absence_meant=words,
    ),
    "requests": needing(
        rows(reason=words, person_id=person),
        agency_id=agency,
        state=st.sampled_from(["asked", "answered", "declined", "not_asked"]),
    ),
    "entries": needing(
        rows(
            agency_id=agency, section=st.sampled_from(SECTIONS), means_for_child=words, kind=st.just("fact")
        ),
        text=st.just("Two calls."),
    ),
    "sharing_decisions": needing(rows(2, shared=words), agency_id=agency),
    "risk_points": needing(
        rows(person_id=child), kind=st.sampled_from(["worry", "safety"]), text=st.just("They have separated.")
    ),
    "family_views": needing(
        rows(2, words=words, willingness_stated=words, action_observed=words),
        person_id=st.sampled_from(["ruth", "sam"]),
    ),
    "decisions": rows(
        3,
        child_id=child,
        outcome=st.sampled_from(OUTCOMES),
        rationale=words,
        missing_information=words,
        threshold_met=answer,
        decided_by_id=worker,
        views=_views,
    ),
    "plan_points": needing(
        rows(3, child_id=child, success=words, milestone=words, contingency=words), need=st.just("Sleep")
    ),
    "core_group": rows(2, agency_id=agency, is_lead=st.booleans(), visits_every=words),
    "challenges": needing(
        rows(2, raised_by_agency_id=agency, stage=words, child_safe_meanwhile=answer),
        text=st.just("Not safe."),
    ),
}
_VOICE = {
    "observed": words,
    "likely_life": words,
    "impact": words,
    "feedback_by": words,
    "seen_on": day,
    "alone": st.sampled_from(["alone", "not_known"]),
    "day_morning": words,
    "words": needing(rows(1, answered_how=words), text=st.just("Help us."), asks_for_help=st.booleans()),
}
_ACTION = {
    "owner_agency_id": agency,
    "owner_person_id": st.sampled_from(["ruth", "sam"]),
    "due_on": day,
    "frequency": st.sampled_from(["ongoing", "every week"]),
    "carried": st.integers(0, 3),
    "protects": st.lists(child, unique=True, max_size=2).map(lambda who: [{"person_id": one} for one in who]),
}
_EVENT = {"grade": words, "told": words, "significance": words}


@st.composite
def meeting_files(draw: DrawFn) -> MeetingFile:
    """Return a file with a meeting, perhaps with one before it."""
    kind = draw(st.sampled_from(TYPES))
    names = draw(st.lists(st.sampled_from(sorted(ROLES)), unique=True, min_size=1, max_size=5))
    is_of_cases = kind == "marac"
    about = {"cases": [{"family_id": "croft"}]} if is_of_cases else {"family_id": "croft"}
    now = {
        "id": "now",
        "reference": "Now",
        "type_id": kind,
        "held_on": DAY,
        "status": "live",
        **about,
        **draw(
            st.fixed_dictionaries({}, optional={"due_on": day, "quorum_reason": words, "late_reason": words})
        ),
        **draw(st.fixed_dictionaries({}, optional=_PARTS)),
        "voices": draw(_per_child(_VOICE)),
        "actions": draw(_actions("A")),
    }
    before = {
        "id": "before",
        "reference": "Before",
        "type_id": kind,
        "held_on": BEFORE,
        **about,
        "actions": draw(_actions("B")),
    }
    for meeting in (now, before) if is_of_cases else ():
        for name in ("entries", "requests", "decisions", "risk_points", "voices", "actions", "family_views"):
            meeting[name] = [{"family_id": "croft", **row} for row in meeting.get(name, [])]
    document = {
        "agencies": AGENCIES,
        "professionals": [{"id": "vale", "agency_id": "csc", "name": "Ines Vale"}],
        "people": [dict(person) for key, person in PEOPLE.items() if key in ROLES],
        "families": [
            {
                "id": "croft",
                "reference": "M-1",
                "members": [
                    {"person_id": name, "role": ROLES[name], "position": place}
                    for place, name in enumerate(names)
                ],
                "events": draw(
                    needing(
                        rows(6, **_EVENT),
                        text=st.just("A call"),
                        kind=st.just("incident"),
                        happened_on=st.sampled_from(["2026-11-03", "2026-11-12"]),
                    )
                ),
            }
        ],
        "meetings": [now, before] if draw(st.booleans()) else [now],
    }
    return read_meeting_file(meeting_file(**document))


def _per_child(fields: dict[str, SearchStrategy[Any]]) -> SearchStrategy[list[dict[str, Any]]]:
    cards = st.dictionaries(child, st.fixed_dictionaries({}, optional=fields), max_size=3)
    return cards.map(lambda found: [{"child_id": key, **card} for key, card in found.items()])


def _actions(mark: str) -> SearchStrategy[list[dict[str, Any]]]:
    drawn = st.lists(st.fixed_dictionaries({}, optional=_ACTION), max_size=4)
    return drawn.map(
        lambda found: [
            {"id": f"{mark}{place}", "reference": f"{mark}-{place}", "text": "Visit at home", **row}
            for place, row in enumerate(found)
        ]
    )
