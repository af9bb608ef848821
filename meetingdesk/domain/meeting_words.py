"""The fixed words that a meeting type is written with: what a section holds, when an agency is asked."""

from __future__ import annotations

from enum import StrEnum


class SectionKind(StrEnum):
    """What is recorded under a section, and so which editor and which part of a document it gets."""

    OPENING = "opening"  # welcome, purpose, statements read, interests declared
    ATTENDANCE = "attendance"  # roll call, apologies, quorum
    PREVIOUS_ACTIONS = "previous_actions"  # what became of the actions of the last meeting
    CASE_LIST = "case_list"  # the running order of a meeting of many cases
    REFERRAL = "referral"  # why the case or family is here: trigger, criteria, dates
    PEOPLE = "people"  # household, relationships, who matters, practice and school
    CONTACT = "contact"  # safe contact and the view of the adult who is harmed
    REPORTS = "reports"  # reports received, and whether the family saw them
    EVENTS = "events"  # chronology and what happened since last time
    INFORMATION = "information"  # the stream of what each agency shares
    RESTRICTED = "restricted"  # a closed part with named readers
    VOICE = "voice"  # one child: words, lived experience, who heard them
    FAMILY_VIEWS = "family_views"  # parents, carers and the wider family in their own words
    RISK = "risk"  # worries, strengths, statements, scales
    REFLECTION = "reflection"  # the prompts of the type
    DECISION = "decision"  # options, each agency's view, the chair's decision, reasons
    PLAN = "plan"  # needs, outcomes, contingency
    ENQUIRY = "enquiry"  # who sees the child, interview, medical, joint work
    BIRTH_PLAN = "birth_plan"  # before, at and after a birth
    ACTIONS = "actions"
    CORE_GROUP = "core_group"  # members, lead, visits
    LINKS = "links"  # ways into other processes, warning markers and when they end
    TOLD = "told"  # who tells whom what, and what must not be told
    CHALLENGE = "challenge"  # dissent and escalation
    NEXT_MEETING = "next_meeting"
    DISTRIBUTION = "distribution"  # who gets which copy
    TEXT = "text"  # a stream of entries and nothing else


class When(StrEnum):
    """What must be recorded about a family before an agency is worth asking; any one of several is enough."""

    INVOLVED = "involved"
    CHILDREN = "children"
    UNBORN = "unborn"
    UNDER_FIVE = "under_five"
    SCHOOL_AGE = "school_age"
    OVER_SIXTEEN_IN_EDUCATION = "over_sixteen_in_education"
    CHILD_DISABLED = "child_disabled"
    CHILD_MENTAL_HEALTH = "child_mental_health"
    CHILD_OFFENDING = "child_offending"
    CHILD_LOOKED_AFTER = "child_looked_after"
    CHILD_NOT_IN_SCHOOL = "child_not_in_school"
    YOUNG_CARER = "young_carer"
    INJURY_OR_MEDICAL = "injury_or_medical"
    SEXUAL_HARM = "sexual_harm"
    DOMESTIC_ABUSE = "domestic_abuse"
    ADULT_MENTAL_HEALTH = "adult_mental_health"
    ADULT_SUBSTANCE_USE = "adult_substance_use"
    ADULT_CARE_NEEDS = "adult_care_needs"
    ADULT_OFFENDER = "adult_offender"
    ADULT_IN_CUSTODY = "adult_in_custody"
    VICTIM_UNDER_EIGHTEEN = "victim_under_eighteen"
    HARMING_UNDER_EIGHTEEN = "harming_under_eighteen"
    HOUSING_NEED = "housing_need"
    SOCIAL_TENANT = "social_tenant"
    LIVED_ELSEWHERE = "lived_elsewhere"
    IMMIGRATION = "immigration"
    COURT_PROCEEDINGS = "court_proceedings"
    EMERGENCY_CALLS = "emergency_calls"
    FAITH_OR_COMMUNITY_HARM = "faith_or_community_harm"
    REGULATED_SETTING = "regulated_setting"
    LANGUAGE_NEED = "language_need"
    CHILD_OLD_ENOUGH_TO_SPEAK = "child_old_enough_to_speak"


class Per(StrEnum):
    """For whom an agency is asked: a GP practice belongs to one person, a council to one place."""

    MEETING = "meeting"
    CHILD = "child"
    ADULT = "adult"
    PERSON = "person"
    PLACE = "place"


class FamilyPlace(StrEnum):
    """Whether the family is in the room."""

    ATTENDS = "attends"
    INVITED_WHERE_SAFE = "invited_where_safe"
    NEVER = "never"


class ClockStart(StrEnum):
    """The event that starts the clock of a deadline."""

    MEETING = "meeting"
    MEETING_END = "meeting_end"
    REFERRAL = "referral"
    STRATEGY_DISCUSSION = "strategy_discussion"
    ENQUIRY_START = "enquiry_start"
    INITIAL_CONFERENCE = "initial_conference"
    LAST_CONFERENCE = "last_conference"
    LAST_MEETING = "last_meeting"
    EXPECTED_DELIVERY = "expected_delivery"
    TRANSFER_NOTICE = "transfer_notice"
    LAST_REFERRAL = "last_referral"
    ASSESSMENT = "assessment"
    LETTER_BEFORE_PROCEEDINGS = "letter_before_proceedings"
    COPY_RECEIVED = "copy_received"
    INCIDENT = "incident"


class DocumentKind(StrEnum):
    """A document that a meeting type may list; only those it lists can be made."""

    AGENDA = "agenda"
    CASE_LIST = "case_list"
    INFORMATION_REQUEST = "information_request"
    CHAIR_BRIEFING = "chair_briefing"
    FULL_MINUTES = "full_minutes"
    ACTION_LIST = "action_list"
    DECISION_LETTER = "decision_letter"
    PLAN = "plan"
    INTERIM_SAFETY_PLAN = "interim_safety_plan"
    AGENCY_EXTRACT = "agency_extract"
    RESTRICTED_ANNEX = "restricted_annex"
    FAMILY_COPY = "family_copy"
    CHILD_COPY = "child_copy"
    GP_NOTICE = "gp_notice"
    SCHOOL_NOTICE = "school_notice"
    HEALTH_VISITOR_NOTICE = "health_visitor_notice"
    MARAC_OUTCOME_NOTICE = "marac_outcome_notice"
    KEY_INFORMATION = "key_information"
    TRANSFER_PACK = "transfer_pack"
    LARGE_PRINT = "large_print"
    COURT_BUNDLE = "court_bundle"
    OUTCOME_NOTICE = "outcome_notice"
    LEARNING_SUMMARY = "learning_summary"

    @property
    def label(self) -> str:
        """The name of the document in a list or a menu."""
        return _DOCUMENTS.get(self.value, self.value.replace("_", " ").capitalize())


_DOCUMENTS = {
    "gp_notice": "Notice to a GP",
    "school_notice": "Notice to a school",
    "health_visitor_notice": "Notice to a health visitor or school nurse",
    "marac_outcome_notice": "MARAC outcome notice",
    "agency_extract": "Extract for one agency",
    "family_copy": "Family's copy",
    "child_copy": "Child's copy",
    "key_information": "Key information sheet for each child",
    "large_print": "Large print version",
}

FOR_THE_FAMILY = frozenset({DocumentKind.FAMILY_COPY, DocumentKind.CHILD_COPY, DocumentKind.DECISION_LETTER})
"""Documents that are written to members of the family."""
