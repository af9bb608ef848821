"""Why somebody has a copy and what they are asked to do, in sentences that name nobody."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

_LABELS = {
    "gp": "GP practice",
    "school": "School or nursery",
    "health_visitor": "Health visitor",
    "school_nurse": "School nurse",
    "midwife": "Midwife",
    "voluntary": "Voluntary service",
    "service": "Service",
    "core_group": "Core group",
    "agency": "Agency",
    "family": "Family",
}


class Tie(StrEnum):
    """What ties a recipient to a family."""

    GP = "gp"
    SCHOOL = "school"
    HEALTH_VISITOR = "health_visitor"
    SCHOOL_NURSE = "school_nurse"
    MIDWIFE = "midwife"
    VOLUNTARY = "voluntary"
    SERVICE = "service"
    CORE_GROUP = "core_group"
    AGENCY = "agency"
    FAMILY = "family"

    @property
    def label(self) -> str:
        """What it is called."""
        return _LABELS[self]


_OF_AGENCY: Mapping[str, Tie] = {
    "gp": Tie.GP,
    **dict.fromkeys(("school", "college", "early_years"), Tie.SCHOOL),
    "health_visiting": Tie.HEALTH_VISITOR,
    "school_nursing": Tie.SCHOOL_NURSE,
    "midwifery": Tie.MIDWIFE,
    **dict.fromkeys(
        (
            *("idva", "domestic_abuse_support", "sexual_violence_support", "specialist_community"),
            *("lgbt_support", "perpetrator_programme", "family_support", "voluntary", "young_carers"),
        ),
        Tie.VOLUNTARY,
    ),
}

RELATION: Mapping[Tie, str] = {
    Tie.GP: "a patient of your practice belongs to the family that was spoken of",
    Tie.SCHOOL: "a pupil of yours belongs to the family that was spoken of",
    Tie.HEALTH_VISITOR: "a child in your care belongs to the family that was spoken of",
    Tie.SCHOOL_NURSE: "a child in your care belongs to the family that was spoken of",
    Tie.MIDWIFE: "you look after somebody of the family that was spoken of",
    Tie.VOLUNTARY: "your service supports somebody of the family that was spoken of",
    Tie.SERVICE: "your service works with somebody of the family that was spoken of",
    Tie.CORE_GROUP: "you are in the core group of this family",
    Tie.AGENCY: "your agency took part in the meeting",
    Tie.FAMILY: "the meeting was about your family",
}
_OWN = "Please do what is listed as yours, tell only those who need to know, and say that you have this."
_VISITOR = "Please add this to the child’s record, pass it to whoever takes over, and say that you have it."
ASKED: Mapping[Tie, str] = {
    Tie.GP: (
        "Please mark the record where the patient cannot see it online, tell those in the practice who need "
        "to know, and say that you have this."
    ),
    Tie.SCHOOL: (
        "Please tell only those staff who need to know, keep this with the child protection file, and say "
        "that you have this."
    ),
    Tie.HEALTH_VISITOR: _VISITOR,
    Tie.SCHOOL_NURSE: _VISITOR,
    Tie.MIDWIFE: "Please add this to the maternity record, not to notes kept at home, and say you have it.",
    Tie.VOLUNTARY: _OWN,
    Tie.SERVICE: _OWN,
    Tie.CORE_GROUP: "Please bring this to the core group, do what is yours, and say that you have this.",
    Tie.AGENCY: (
        "Please do what is listed as yours, pass it on inside your agency, put it on your own record, and "
        "say that you have this."
    ),
    Tie.FAMILY: "Please read it, and tell the person named in it what you do not understand or agree with.",
}
FOR_INFORMATION = "This is for your information; you are asked to do nothing."
"""Only where somebody chose it: what is sent without a purpose is not read."""


def tie_of(agency_key: str) -> Tie:
    """Return what ties an agency of the catalogue to a family it works with."""
    return _OF_AGENCY.get(agency_key, Tie.SERVICE)
