"""Writes the pairs of meeting files, two of each gap, with one fact between them.

Everybody in them is invented. A pair is a meeting, what is put into both files, and the one fact that only
the second file has. A fact is a place in the file and what stands there; `m` is the meeting, `f` the family,
a name after `people` or `meetings` the row of that name, and a `+` at the end adds to a list.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.gaps.files import meeting_file

FOLDER = Path(__file__).parent / "pairs"
DAY = "2026-11-20"
BEFORE = "2026-10-09"
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """A meeting of a type, what both files hold, and what only the one without the gap holds."""

    kind: str
    here: Facts
    both: Facts = field(default_factory=dict)
    members: tuple[tuple[str, str], ...] = (("mina", "child"),)
    earlier: Facts | None = None

    def files(self) -> tuple[str, str]:
        """Return the text of the file where the gap shows and of the one where it is gone."""
        document = self._meeting()
        for place, value in self.both.items():
            put(document, place, value)
        there = meeting_file(**document)
        for place, value in self.here.items():
            put(document, place, value)
        return there, meeting_file(**document)

    def _meeting(self) -> dict[str, Any]:
        family = {
            "id": "croft",
            "reference": "M-2026-114",
            "members": [
                {"person_id": name, "role": role, "position": number}
                for number, (name, role) in enumerate(self.members)
            ],
        }
        people = [dict(PEOPLE[name]) for name in dict.fromkeys(name for name, _ in self.members)]
        about = {"cases": [{"family_id": "croft"}]} if self.kind in MANY_CASES else {"family_id": "croft"}
        meeting = {
            "id": "now",
            "reference": f"M-2026-114 {DAY}",
            "type_id": self.kind,
            "held_on": DAY,
            "status": "live",
            **about,
        }
        meetings = [meeting]
        if self.earlier is not None:
            before = {"id": "before", "reference": f"M-2026-114 {BEFORE}", "held_on": BEFORE}
            meetings.insert(0, {**meeting, **before, "status": "approved", **self.earlier})
        return {
            "agencies": [dict(agency) for agency in AGENCIES],
            "professionals": [{"id": "vale", "agency_id": "csc", "name": "Ines Vale"}],
            "people": people,
            "families": [family],
            "meetings": meetings,
        }


MANY_CASES = ("marac", "dram")
PEOPLE: dict[str, dict[str, Any]] = {
    "mina": {"id": "mina", "birth_date": "2018-05-04"},
    "joel": {"id": "joel", "birth_date": "2022-02-11"},
    "eda": {"id": "eda", "birth_date": "2009-03-02"},
    "bump": {"id": "bump", "expected_date": "2027-02-20"},
    "ruth": {"id": "ruth", "birth_date": "1994-08-19"},
    "sam": {"id": "sam", "birth_date": "1990-01-30"},
    "nobody-knows": {"id": "nobody-knows"},
}
NAMED = {
    "csc": "Northfold Social Care",
    "police": "Northfold Police",
    "gp": "Mill Lane Surgery",
    "school": "Beck Primary",
    "health_visiting": "Northfold Health Visiting",
    "midwifery": "Northfold Midwifery",
    "employer": "Northfold Swimming Club",
    "designated_officer": "Northfold Designated Officer",
    "housing": "Northfold Housing",
    "other_council": "Southmere Council",
    "interpreter": "Northfold Interpreters",
}
AGENCIES = [{"id": key, "key": key, "name": name} for key, name in NAMED.items()]

CHILDREN = (("mina", "child"), ("joel", "child"))
WITH_MOTHER = (("mina", "child"), ("ruth", "parent"))
ABUSE = (("mina", "child"), ("ruth", "victim"), ("sam", "alleged_perpetrator"))
AT = f"{DAY}T10:05:00Z"


def an_action(**more: Any) -> dict[str, Any]:
    """Return an action that lacks nothing."""
    action = {
        "id": "visit",
        "reference": "M-2026-114-1",
        "text": "Visit at home",
        "owner_agency_id": "csc",
        "due_on": "2026-11-27",
        "consented": "confirmed_later",
        "protects": [{"person_id": "mina"}],
    }
    return {key: value for key, value in {**action, **more}.items() if value is not None}


def a_decision(outcome: str = "no_further", **more: Any) -> dict[str, Any]:
    """Return a decision that lacks nothing."""
    decision = {
        "id": "decided",
        "child_id": "mina",
        "outcome": outcome,
        "threshold_met": "no",
        "rationale": "Safe with her aunt.",
        "decided_by_id": "vale",
        "missing_information": "None.",
    }
    return {key: value for key, value in {**decision, **more}.items() if value is not None}


def here(agency: str = "csc", **more: Any) -> dict[str, Any]:
    """Return somebody in the room."""
    return {"agency_id": agency, "status": "present", **more}


def a_point(**more: Any) -> dict[str, Any]:
    """Return a point of a plan that lacks nothing."""
    point = {
        "child_id": "mina",
        "need": "Sleep",
        "outcome": "Sleeps at home",
        "success": "Rested at school",
        "milestone": "A bed of her own",
        "contingency": "Back to the conference",
    }
    return {key: value for key, value in {**point, **more}.items() if value is not None}


def an_incident(number: int = 1, **more: Any) -> dict[str, Any]:
    """Return an incident that lacks nothing."""
    return {
        "id": f"call-{number}",
        "happened_on": f"2026-11-{number:02}",
        "kind": "incident",
        "text": f"Call {number}",
        "grade": "medium",
        "told": "Health visitor",
        **more,
    }


def request(agency: str, state: str = "answered", **more: Any) -> dict[str, Any]:
    """Return what an agency was asked."""
    return {"agency_id": agency, "state": state, **more}


def voice(**more: Any) -> dict[str, Any]:
    """Return the card of the child."""
    return {"id": "card", "child_id": "mina", **more}


ICPC, STRATEGY, CORE_GROUP, MARAC, CIN, LADO = "icpc", "strategy", "core_group", "marac", "cin", "lado"
THERE_LAST_TIME = {"attendance": [{"agency_id": "housing", "status": "present"}]}

PAIRS: dict[str, Pair] = {
    # The room
    "agency_absent": Pair(
        STRATEGY,
        both={"m.attendance+": {"agency_id": "police", "status": "absent", "is_required": True}},
        here={"m.attendance.0.absence_meant": "The last calls are not known."},
    ),
    "absence_cost": Pair(
        STRATEGY,
        both={"m.attendance+": {"agency_id": "housing", "status": "apologies"}},
        here={"m.attendance.0.absence_meant": "Nobody knows who sleeps where."},
    ),
    "agency_not_back": Pair(
        CORE_GROUP,
        earlier=THERE_LAST_TIME,
        both={"m.attendance+": {"agency_id": "housing"}},
        here={"m.attendance.0.absence_meant": "The move is not settled."},
    ),
    "chair_changed": Pair(
        ICPC,
        earlier={"chair_id": "vale"},
        both={"professionals+": {"id": "reed", "name": "Otto Reed"}, "m.chair_id": "reed"},
        here={"m.chair_id": "vale"},
    ),
    "papers_missing": Pair(
        "transfer_in",
        both={"m.transfers+": {"family_id": "croft", "direction": "in", "other_area": "Southmere"}},
        here={"m.transfers.0.documents_complete": "yes"},
    ),
    "chair_not_named": Pair(ICPC, here={"m.chair_id": "vale"}),
    "quorum_open": Pair(STRATEGY, here={"m.quorum": "adjourned"}),
    "quorum_without_reason": Pair(
        STRATEGY, both={"m.quorum": "proceeded_without"}, here={"m.quorum_reason": "The child is in danger."}
    ),
    "late_without_reason": Pair(
        ICPC, both={"m.due_on": "2026-11-18"}, here={"m.late_reason": "No room; the manager agreed."}
    ),
    "statement_not_read": Pair(
        CORE_GROUP,
        both={
            "m.statements": [
                {"kind": kind, "read_at": AT} for kind in ("confidentiality", "equality", "difference")
            ]
        },
        here={"m.statements+": {"kind": "recording", "read_at": AT}},
    ),
    "statement_not_accepted": Pair(
        CORE_GROUP,
        both={"m.statements": [{"kind": "confidentiality", "read_at": AT}], "m.attendance+": here()},
        here={"m.attendance.0.statement_accepted_at": AT},
    ),
    "interpreter_missing": Pair(
        CORE_GROUP,
        members=WITH_MOTHER,
        both={
            "people.ruth.interpreter": "needed",
            "m.attendance": [{"person_id": "ruth", "status": "present"}, {"agency_id": "interpreter"}],
        },
        here={"m.attendance.1.status": "present"},
    ),
    # People
    "no_children_recorded": Pair(
        MARAC,
        members=(("ruth", "victim"),),
        both={"people+": {"id": "mina", "birth_date": "2018-05-04", "died_on": "2024-07-02"}},
        here={"f.members+": {"person_id": "mina", "role": "child"}},
    ),
    "children_left_out": Pair(
        MARAC,
        members=ABUSE,
        both={
            "m.agenda+": {
                "family_id": "croft",
                "section": "children",
                "title": "Each child",
                "kind": "voice",
                "set_aside_because": "Only the adults today.",
            }
        },
        here={"m.agenda.0.set_aside_because": ""},
    ),
    "elsewhere_unchecked": Pair(
        STRATEGY,
        both={
            "people.mina.whereabouts": "With an aunt in Southmere",
            "m.entries+": {"agency_id": "other_council", "text": "The aunt is known and safe."},
        },
        here={"m.entries.0.about+": {"person_id": "mina"}},
    ),
    "father_not_known": Pair(
        STRATEGY,
        members=(*WITH_MOTHER, ("sam", "other_household")),
        both={
            "f.relationships+": {
                "person_id": "ruth",
                "kind": "parent_of",
                "other_id": "mina",
                "note": "Mother",
            }
        },
        here={
            "f.relationships+": {
                "person_id": "sam",
                "kind": "parent_of",
                "other_id": "mina",
                "note": "Father",
            }
        },
    ),
    "not_approached": Pair(STRATEGY, members=(*WITH_MOTHER,), here={"f.members.1.approached": "in_contact"}),
    "age_not_known": Pair(
        LADO,
        members=(("nobody-knows", "child"),),
        both={
            "m.requests": [request("school"), request("health_visiting"), request("other_council")],
            "people.nobody-knows.involvements": [
                {"kind": "gp", "name": "Dr Hale"},
                {"kind": "school", "name": "Beck Primary"},
            ],
            "agencies+": {"id": "early_years", "key": "early_years", "name": "Little Becks"},
            "m.requests+": request("early_years"),
        },
        here={"people.nobody-knows.approximate_age": 17},
    ),
    "no_practice": Pair(CIN, here={"people.mina.involvements+": {"kind": "gp", "name": "Dr Hale"}}),
    "no_school": Pair(
        CIN,
        both={"m.requests+": request("school")},
        here={"people.mina.involvements+": {"kind": "school", "name": "Beck Primary"}},
    ),
    "no_health_visitor": Pair(
        CIN,
        members=(("joel", "child"),),
        here={"people.joel.involvements+": {"kind": "health_visitor", "name": "Ola Birk"}},
    ),
    "no_midwife": Pair(
        STRATEGY,
        members=(("bump", "unborn"),),
        here={"people.bump.involvements+": {"kind": "midwife", "name": "Ola Birk"}},
    ),
    "safe_contact": Pair(MARAC, members=ABUSE, here={"people.ruth.safe_to_call": "yes"}),
    "involvement_unconfirmed": Pair(
        STRATEGY,
        both={
            "people.mina.involvements+": {"kind": "other", "agency_id": "housing"},
            "m.requests+": request("housing", "not_asked", reason="Closed today."),
        },
        here={"people.mina.involvements.0.is_confirmed_by_agency": True},
    ),
    "no_lead_professional": Pair(CIN, here={"f.lead_professional_id": "vale"}),
    "identity_not_asked": Pair(
        STRATEGY,
        both={"people.mina.ethnicity": "White British", "people.mina.first_language": "English"},
        here={"people.mina.religion": "None, she says"},
    ),
    "interpreter_not_asked": Pair(
        STRATEGY,
        both={"people.mina.first_language": "Polish"},
        here={"people.mina.interpreter": "not_needed"},
    ),
    "consent_not_recorded": Pair(
        CIN,
        members=WITH_MOTHER,
        here={"f.consents+": {"person_id": "ruth", "purpose": "Help for the family", "state": "given"}},
    ),
    "consent_without_reason": Pair(
        STRATEGY,
        members=WITH_MOTHER,
        both={"f.consents+": {"person_id": "ruth", "purpose": "Enquiries", "state": "unsafe_to_ask"}},
        here={"f.consents.0.reason": "Asking would put the child in danger."},
    ),
    "views_missing": Pair(
        ICPC, members=WITH_MOTHER, here={"m.family_views+": {"person_id": "ruth", "words": "I need sleep."}}
    ),
    "willingness_alone": Pair(
        ICPC,
        members=WITH_MOTHER,
        both={
            "m.family_views+": {
                "person_id": "ruth",
                "words": "Yes.",
                "willingness_stated": "Will go to the group.",
            }
        },
        here={"m.family_views.0.action_observed": "Went twice."},
    ),
    "step_down_on_words": Pair(
        CIN,
        members=WITH_MOTHER,
        both={
            "m.family_views+": {
                "person_id": "ruth",
                "words": "Yes.",
                "willingness_stated": "Will go to the group.",
            },
            "m.decisions+": a_decision("step_down"),
        },
        here={"m.family_views.0.action_observed": "Went twice."},
    ),
    # Information
    "gp_not_asked": Pair(
        STRATEGY,
        both={"people.mina.involvements+": {"kind": "gp", "agency_id": "gp"}},
        here={"m.requests+": request("gp", person_id="mina")},
    ),
    "agency_not_asked": Pair(
        LADO,
        members=(("eda", "child"),),
        both={"m.requests": [request(key) for key in ("designated_officer", "csc", "police")]},
        here={"m.requests+": request("employer")},
    ),
    "without_reason": Pair(
        STRATEGY,
        both={"m.requests+": request("school", "declined")},
        here={"m.requests.0.reason": "On holiday."},
    ),
    "not_answered": Pair(
        STRATEGY, both={"m.requests+": request("school", "asked")}, here={"m.requests.0.state": "answered"}
    ),
    "means_for_child": Pair(
        STRATEGY,
        both={
            "m.entries+": {
                "section": "information",
                "agency_id": "police",
                "kind": "fact",
                "text": "Two calls.",
            }
        },
        here={"m.entries.0.means_for_child": "She woke each time."},
    ),
    "known_to_one": Pair(
        STRATEGY,
        members=(("mina", "child"), ("sam", "other_household")),
        both={
            "m.entries": [
                {
                    "id": "one",
                    "agency_id": "police",
                    "text": "Stopped with the car.",
                    "about": [{"person_id": "sam"}],
                },
                {
                    "id": "two",
                    "agency_id": "school",
                    "text": "Fetches her.",
                    "about": [{"person_id": "mina"}],
                },
            ]
        },
        here={"m.entries.1.about+": {"person_id": "sam"}},
    ),
    "sharing_without_basis": Pair(
        STRATEGY,
        both={"m.sharing_decisions+": {"agency_id": "police", "what": "The last calls", "shared": "yes"}},
        here={"m.sharing_decisions.0.bases": ["6-1-e"]},
    ),
    "incident_not_graded": Pair(
        MARAC, members=ABUSE, both={"f.events+": an_incident(grade="")}, here={"f.events.0.grade": "high"}
    ),
    "incident_told_nobody": Pair(
        MARAC, members=ABUSE, both={"f.events+": an_incident(told="")}, here={"f.events.0.told": "The school"}
    ),
    "incidents_add_up": Pair(
        MARAC,
        members=ABUSE,
        both={"f.events": [an_incident(number) for number in (3, 7, 11, 15)]},
        here={"f.events.3.significance": "Four calls in two weeks; referred for enquiries."},
    ),
    "breach_told_nobody": Pair(
        MARAC,
        members=ABUSE,
        both={
            "f.orders+": {
                "id": "order",
                "kind": "non_molestation",
                "made_on": "2026-09-01",
                "breaches": [{"text": "Rang from another number", "happened_on": "2026-11-14"}],
            }
        },
        here={"f.orders.0.breaches.0.told": "The officer in the case"},
    ),
    # Each child
    "help_not_answered": Pair(
        STRATEGY,
        both={"m.voices+": voice(words=[{"text": "Can I stay at Nan's?", "asks_for_help": True}])},
        here={"m.voices.0.words.0.answered_how": "Her worker asks Nan today."},
    ),
    "voice_empty": Pair(STRATEGY, both={"m.voices+": voice()}, here={"m.voices.0.observed": "Quiet, thin."}),
    "likely_life": Pair(
        STRATEGY,
        members=(("bump", "unborn"),),
        both={"m.voices+": {"child_id": "bump"}},
        here={"m.voices.0.likely_life": "A cold room and nobody awake."},
    ),
    "last_seen": Pair(
        STRATEGY, both={"m.voices+": voice(alone="alone")}, here={"m.voices.0.seen_on": "2026-11-18"}
    ),
    "seen_alone": Pair(
        STRATEGY, both={"m.voices+": voice(seen_on="2026-11-18")}, here={"m.voices.0.alone": "alone"}
    ),
    "day_empty": Pair(
        ICPC,
        both={"m.voices+": voice(observed="Quiet.")},
        here={"m.voices.0.day_morning": "Gets herself up."},
    ),
    "advocate_not_offered": Pair(
        ICPC, both={"m.voices+": voice()}, here={"m.voices.0.advocate_offered": "yes"}
    ),
    "what_it_changed": Pair(
        ICPC,
        both={"m.decisions+": a_decision(), "m.voices+": voice(observed="Quiet.", feedback_by="Her worker")},
        here={"m.voices.0.impact": "She stays at her school."},
    ),
    "who_tells": Pair(
        ICPC,
        both={"m.decisions+": a_decision(), "m.voices+": voice()},
        here={"m.voices.0.feedback_by": "Her worker"},
    ),
    "risk_empty": Pair(
        ICPC, here={"m.risk_points+": {"person_id": "mina", "kind": "worry", "text": "Alone at night."}}
    ),
    "separation_as_safety": Pair(
        MARAC,
        members=ABUSE,
        both={
            "m.risk_points+": {
                "family_id": "croft",
                "person_id": "mina",
                "kind": "safety",
                "text": "They have separated.",
            }
        },
        here={
            "m.risk_points+": {
                "family_id": "croft",
                "person_id": "mina",
                "kind": "worry",
                "indicator": "separation",
                "text": "He waits at the gate.",
            }
        },
    ),
    # Decisions
    "decision_missing": Pair(
        ICPC, both={"m.voices+": voice(feedback_by="Her worker")}, here={"m.decisions+": a_decision()}
    ),
    "decision_without_reason": Pair(
        ICPC,
        both={"m.decisions+": a_decision(rationale=None)},
        here={"m.decisions.0.rationale": "She is safe."},
    ),
    "decision_without_decider": Pair(
        ICPC,
        both={"m.decisions+": a_decision(decided_by_id=None)},
        here={"m.decisions.0.decided_by_id": "vale"},
    ),
    "decision_without_category": Pair(
        ICPC, both={"m.decisions+": a_decision("plan_made")}, here={"m.decisions.0.categories": ["NEG"]}
    ),
    "ended_at_first_review": Pair(
        "rcpc",
        earlier={"type_id": "icpc"},
        both={"m.decisions+": a_decision("end_family_help")},
        here={
            "m.answers+": {
                "section": "decision",
                "question": "senior_look",
                "person_id": "mina",
                "text": "The service manager agreed on 12 November.",
            }
        },
    ),
    "decision_without_missing": Pair(
        ICPC,
        both={
            "m.decisions+": a_decision(missing_information=None),
            "m.requests+": request("school", "asked"),
        },
        here={"m.decisions.0.missing_information": "Her attendance; looked at again on Friday."},
    ),
    "threshold_not_answered": Pair(
        ICPC,
        both={"m.decisions+": a_decision(threshold_met=None)},
        here={"m.decisions.0.threshold_met": "yes"},
    ),
    "views_not_asked": Pair(
        ICPC,
        both={"m.attendance+": here(), "m.decisions+": a_decision()},
        here={"m.decisions.0.views+": {"agency_id": "csc", "view": "agrees"}},
    ),
    "dissent_without_reason": Pair(
        ICPC,
        both={"m.decisions+": a_decision(views=[{"agency_id": "school", "view": "disagrees"}])},
        here={"m.decisions.0.views.0.reason": "She is not safe yet."},
    ),
    "dissent_not_taken_further": Pair(
        ICPC,
        both={
            "m.decisions+": a_decision(
                views=[{"agency_id": "school", "view": "disagrees", "reason": "Not safe."}]
            )
        },
        here={
            "m.challenges+": {
                "raised_by_agency_id": "school",
                "text": "Not safe.",
                "stage": "manager",
                "child_safe_meanwhile": "yes",
            }
        },
    ),
    "challenge_without_stage": Pair(
        ICPC,
        both={
            "m.challenges+": {
                "raised_by_agency_id": "school",
                "text": "Not safe.",
                "child_safe_meanwhile": "yes",
            }
        },
        here={"m.challenges.0.stage": "manager"},
    ),
    "safe_meanwhile": Pair(
        ICPC,
        both={"m.challenges+": {"raised_by_agency_id": "school", "text": "Not safe.", "stage": "manager"}},
        here={"m.challenges.0.child_safe_meanwhile": "yes"},
    ),
    "changed_without_asking": Pair(
        STRATEGY,
        earlier={
            "decisions": [
                a_decision(
                    "enquiries_joint",
                    id="then",
                    changes=[
                        {
                            "new_text": "No enquiries.",
                            "reason": "Asked again.",
                            "consulted": "Police",
                            "is_reconvened": "yes",
                        }
                    ],
                )
            ]
        },
        here={"meetings.before.decisions.0.changes.0.who_agrees": "Both."},
    ),
    "changed_without_meeting": Pair(
        STRATEGY,
        earlier={
            "decisions": [
                a_decision(
                    "enquiries_joint",
                    id="then",
                    changes=[
                        {
                            "new_text": "No enquiries.",
                            "reason": "Asked again.",
                            "consulted": "Police",
                            "who_agrees": "Both.",
                        }
                    ],
                )
            ]
        },
        here={"meetings.before.decisions.0.changes.0.is_reconvened": "yes"},
    ),
    "plan_stalled": Pair(
        CORE_GROUP,
        earlier={"actions": [an_action(carried=2)]},
        here={
            "m.challenges+": {
                "raised_by_agency_id": "school",
                "text": "Nothing moves.",
                "stage": "manager",
                "child_safe_meanwhile": "yes",
            }
        },
    ),
    # Actions and plans
    "owner_cannot_say": Pair(
        CORE_GROUP,
        earlier={"actions": [an_action(owner_agency_id="housing")]},
        here={"meetings.before.actions.0.status": "completed"},
    ),
    "action_without_owner": Pair(
        STRATEGY,
        both={"m.actions+": an_action(owner_agency_id=None)},
        here={"m.actions.0.owner_agency_id": "csc"},
    ),
    "action_without_day": Pair(
        STRATEGY, both={"m.actions+": an_action(due_on=None)}, here={"m.actions.0.due_on": "2026-11-27"}
    ),
    "action_in_the_past": Pair(
        STRATEGY,
        both={"m.actions+": an_action(due_on="2026-11-02")},
        here={"m.actions.0.due_on": "2026-12-02"},
    ),
    "owner_not_here": Pair(
        STRATEGY,
        both={"m.actions+": an_action(consented=None)},
        here={"m.actions.0.consented": "confirmed_later"},
    ),
    "child_not_reached": Pair(
        STRATEGY,
        both={"m.actions+": an_action(protects=[])},
        here={"m.actions.0.protects+": {"person_id": "mina"}},
    ),
    "one_sibling_only": Pair(
        STRATEGY,
        members=CHILDREN,
        both={
            "m.actions": [
                an_action(),
                an_action(id="school", reference="M-2026-114-2", text="Ring the school"),
            ]
        },
        here={"m.actions.1.protects+": {"person_id": "joel"}},
    ),
    "victim_responsible": Pair(
        MARAC,
        members=ABUSE,
        both={
            "m.actions+": an_action(
                family_id="croft",
                text="Tell the police who may harm her",
                owner_agency_id=None,
                owner_person_id="ruth",
            )
        },
        here={"m.actions.0.owner_agency_id": "csc"},
    ),
    "nothing_on_harm": Pair(
        MARAC,
        members=ABUSE,
        both={"m.actions+": an_action(family_id="croft")},
        here={"m.actions.0.text": "Visit at home; Adult B is to stay away"},
    ),
    "no_action": Pair(
        STRATEGY,
        both={"m.decisions+": a_decision("conference"), "m.plan_points+": a_point(is_interim=True)},
        here={"m.actions+": an_action()},
    ),
    "no_interim_plan": Pair(
        STRATEGY,
        both={"m.decisions+": a_decision("conference")},
        here={"m.plan_points+": a_point(is_interim=True)},
    ),
    "plan_empty": Pair(
        ICPC,
        both={"m.decisions+": a_decision("plan_made", categories=["NEG"])},
        here={"m.plan_points+": a_point()},
    ),
    "no_contingency": Pair(
        ICPC,
        both={"m.plan_points+": a_point(contingency=None)},
        here={"m.plan_points.0.contingency": "Back here."},
    ),
    "no_success": Pair(
        ICPC, both={"m.plan_points+": a_point(success=None)}, here={"m.plan_points.0.success": "Rested."}
    ),
    "no_milestone": Pair(
        ICPC, both={"m.plan_points+": a_point(milestone=None)}, here={"m.plan_points.0.milestone": "A bed."}
    ),
    "core_group_empty": Pair(
        ICPC,
        both={"m.decisions+": a_decision("plan_made", categories=["NEG"])},
        here={"m.core_group+": {"agency_id": "csc", "is_lead": True, "visits_every": "week"}},
    ),
    "no_lead": Pair(
        ICPC,
        both={"m.core_group+": {"agency_id": "csc", "visits_every": "week"}},
        here={"m.core_group.0.is_lead": True},
    ),
    "no_visits": Pair(
        ICPC,
        both={"m.core_group+": {"agency_id": "csc", "is_lead": True}},
        here={"m.core_group.0.visits_every": "week"},
    ),
    "weekly_visit_missed": Pair(
        ICPC,
        both={
            "m.due_on": "2026-11-04",
            "people.mina.contact_attempts": [
                {"id": "visit-1", "tried_on": "2026-11-06", "was_reached": "yes"},
                {"id": "visit-2", "tried_on": "2026-11-12", "was_reached": "no"},
            ],
        },
        here={"people.mina.contact_attempts.1.was_reached": "yes"},
    ),
    # The record
    "section_empty": Pair(
        STRATEGY,
        both={
            "m.agenda+": {"section": "information", "title": "What each agency knows", "kind": "information"}
        },
        here={"m.entries+": {"section": "information", "text": "Two calls."}},
    ),
    "prompts_not_answered": Pair(
        STRATEGY,
        both={
            "m.reflections": [
                {"prompt": prompt, "is_passed": True} for prompt in ("seen_or_told", "think_differently")
            ]
        },
        here={"m.reflections+": {"prompt": "feelings_count", "answer": "Yes, twice."}},
    ),
    "next_date": Pair(CORE_GROUP, here={"m.next_on": "2026-12-18"}),
    "who_tells_victim": Pair(
        MARAC,
        members=ABUSE,
        both={"m.decisions+": a_decision("plan_agreed", family_id="croft")},
        here={"m.cases.0.feedback_by_id": "vale"},
    ),
}


def put(document: dict[str, Any], place: str, value: Any) -> None:
    """Put a value at a place of a file."""
    *way, last = place.removesuffix("+").split(".")
    short = {"m": ("meetings", "now"), "f": ("families", "croft")}
    parts = [*short.get(way[0], (way[0],)), *way[1:]] if way else []
    target: Any = document
    for part in parts:
        target = _inside(target, part)
    value = copy.deepcopy(value)
    if place.endswith("+"):
        target.setdefault(last, []).append(value)
    else:
        target[last] = value


def _inside(target: Any, part: str) -> Any:
    if isinstance(target, dict):
        return target[part]
    if part.isdigit():
        return target[int(part)]
    return next(row for row in target if row["id"] == part)


def main() -> None:
    """Write every pair anew."""
    for code, pair in PAIRS.items():
        folder = FOLDER / code
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in zip(("there", "here"), pair.files(), strict=True):
            (folder / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
