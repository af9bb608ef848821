"""The first shape of the store: every row of the record, its history, undo, search and files.

Columns are written as name, then `:type` unless it is text, `>table` for a link, `?` where it may be
empty, `+` where it is indexed. Every table of the record begins with `id` and `version`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

RECORD = {
    "agency": """
        key name code grouping category secure_domain sharing_agreement agreement_review_on:date?
        is_active:bool
    """,
    "professional": """
        agency_id>agency? name job_title email telephone is_representative:bool deputy_id>professional?
        left_on:date? note
    """,
    "staff": """
        sign_in_name name roles professional_id>professional? is_active:bool
    """,
    "person": """
        label is_identified:bool birth_date:date? birth_date_is approximate_age:int?
        approximate_age_on:date? expected_date:date? mother_id>person? pregnancy? pregnancy_ended_on:date?
        born_as_id>person? died_on:date? sex gender pronouns ethnicity nationality heritage religion
        first_language interpreter interpreter_language disability communication_needs immigration
        occupation works_for_id>agency? nhs_number upn authority_reference legal_status lgbt_plus
        care_and_support_needs whereabouts supervision safe_to_call safe_times safe_method afraid_of
        safe_to_talk_to aware_of_referral not_aware_because notes
    """,
    "person_name": """
        person_id>person+ full given family kind is_preferred:bool language
    """,
    "address": """
        person_id>person+ lines postcode kind since:date? until:date? visibility is_safe_place:bool
    """,
    "address_withheld": """
        address_id>address+ from_id>person reason decided_by_id>professional?
    """,
    "contact": """
        person_id>person+ kind value is_safe safe_times note visibility
    """,
    "contact_withheld": """
        contact_id>contact+ from_id>person reason decided_by_id>professional?
    """,
    "contact_attempt": """
        person_id>person+ tried_on:date? agency_id>agency? professional_id>professional? how result
        was_reached note visibility
    """,
    "involvement": """
        person_id>person+ kind state agency_id>agency? professional_id>professional? name since:date?
        until:date? is_confirmed_by_agency:bool confirmed_on:date? confirmed_by_id>professional?
        last_seen_on:date? note
    """,
    "family": """
        reference opened_on:date? closed_on:date? closed_because area alert
        lead_professional_id>professional?
    """,
    "family_member": """
        family_id>family+ person_id>person+ role position:int in_household approached approached_note
        since:date? until:date? note
    """,
    "relationship": """
        family_id>family+ person_id>person+ kind other_id>person is_putative:bool since:date? until:date?
        note
    """,
    "household_stay": """
        family_id>family+ person_id>person+ household address_id>address? since:date? until:date? note
    """,
    "parental_responsibility": """
        family_id>family+ child_id>person+ holder_id>person held ground since:date? until:date?
    """,
    "court_order": """
        family_id>family+ kind text bound_id>person? protects_id>person? issued_by made_on:date?
        expires_on:date? ended_on:date? visibility
    """,
    "order_condition": """
        order_id>court_order+ text expires_on:date?
    """,
    "order_breach": """
        order_id>court_order+ text happened_on:date? told
    """,
    "child_plan": """
        family_id>family+ child_id>person+ kind categories primary_category started_on:date? ended_on:date?
        end_reason authority is_temporary:bool
    """,
    "case_flag": """
        family_id>family+ agency_id>agency person_id>person?+ placed_on:date? placed_by_id>professional?
        expires_on:date? removed_on:date? extended_because
    """,
    "consent": """
        family_id>family+ person_id>person+ purpose state reason given_on:date? withdrawn_on:date?
        sought_by_id>professional?
    """,
    "definition_copy": """
        kind key number:int digest text
    """,
    "series": """
        title type_id area rhythm
    """,
    "meeting": """
        reference title type_id type_version:int type_copy_id>definition_copy? policy_id
        policy_copy_id>definition_copy? series_id>series? family_id>family?+ previous_id>meeting?
        sequence:int held_on:date?+ starts_at:time? ends_at:time? zone began_at:instant? ended_at:instant?
        mode place chair_id>professional? chair_is_independent minute_taker_id>professional?
        minute_taker_other_role recording trigger_date:date? trigger_time:time? enquiry_started_on:date?
        due_on:date? due_rule late_reason late_authorised_by_id>professional? quorum quorum_reason status
        status_reason classification next_type_id next_on:date? next_at:time? next_place purpose
    """,
    "meeting_case": """
        meeting_id>meeting+ family_id>family+ position:int list_kind list_reason planned_minutes:int?
        used_seconds:int started_at:instant? ended_at:instant? referred_on:date? incident_on:date?
        referring_agency_id>agency? referrer_id>professional? criteria checklist checklist_score:int?
        checklist_most:int? checklist_by checklist_on:date? is_repeat last_referred_on:date?
        transferred_from transferred_to reason victim_views victim_views_from not_known_because outcome
        outcome_reason feedback_by_id>professional? feedback_how feedback_by:date?
    """,
    "agenda_point": """
        meeting_id>meeting+ family_id>family?+ section title kind position:int planned_minutes:int?
        used_seconds:int opened_at:instant? closed_at:instant? set_aside_because note
    """,
    "form_answer": """
        meeting_id>meeting+ family_id>family?+ person_id>person?+ section question text on_date:date? answer
        visibility
    """,
    "statement_read": """
        meeting_id>meeting+ kind text read_at:instant? read_by_id>professional?
    """,
    "case_link": """
        meeting_id>meeting+ family_id>family?+ kind other_family_id>family? through_id>person? on_date:date?
        note
    """,
    "case_transfer": """
        meeting_id>meeting+ family_id>family+ direction other_area other_worker new_area is_temporary
        moved_on:date? reason notified_on:date? documents documents_complete documents_received_on:date?
        accepted accepted_on:date? worker_attended support_handed_over_on:date? plan_ends_there_on:date?
        visibility
    """,
    "attendance": """
        meeting_id>meeting+ agency_id>agency? professional_id>professional? person_id>person?+ name role
        position:int is_required:bool asked_because invited_on:date? invited_by_id>professional? status
        absence_reason absence_meant deputy_for_id>attendance? counts_for_quorum counts_reason report
        report_on:date? report_shared_with_family report_shared_on:date? report_not_shared_because
        statement_accepted_at:instant? statement_exception conflict_of_interest adjustments
    """,
    "presence": """
        attendance_id>attendance+ family_id>family?+ arrived_at:instant? left_at:instant? note
    """,
    "exclusion": """
        meeting_id>meeting+ person_id>person+ ground evidence requested_by_id>professional?
        requested_on:date? decided_by_id>professional? legal_advice is_whole_meeting:bool sections
        from_at:instant? until_at:instant? views_instead visibility
    """,
    "information_request": """
        meeting_id>meeting+ family_id>family?+ agency_id>agency professional_id>professional?
        person_id>person?+ state reason asked_on:date? due_on:date? answered_on:date? systems_checked
        identity_confirmed last_contact_on:date? last_contact is_sent_back:bool sent_back_because
    """,
    "request_prompt": """
        request_id>information_request+ position:int text answer
    """,
    "entry": """
        meeting_id>meeting+ family_id>family?+ section position:int at:instant? agency_id>agency?
        professional_id>professional? speaker_id>person? kind text source source_on:date? source_on_is
        status disputed_by relevance bases visibility visibility_reason is_not_shared:bool
        not_shared_because means_for_child request_id>information_request? author_id>staff?
    """,
    "entry_about": """
        entry_id>entry+ person_id>person+
    """,
    "entry_reader": """
        entry_id>entry+ agency_id>agency? professional_id>professional? person_id>person?+
    """,
    "sharing_decision": """
        meeting_id>meeting+ family_id>family?+ agency_id>agency asked_by_id>professional? asked_on:date?
        what purpose shared bases necessary proportionate family_told not_told_because
        decided_by_id>professional? advice_sought detriment reconsider_on:date? visibility
    """,
    "event": """
        family_id>family+ happened_on:date? happened_on_is until:date? kind text source agency_id>agency?
        meeting_id>meeting?+ entry_id>entry? grade told significance visibility
    """,
    "event_about": """
        event_id>event+ person_id>person+
    """,
    "voice": """
        meeting_id>meeting+ family_id>family?+ child_id>person+ sought not_sought? seen_on:date? seen_where
        bedroom_seen seen_by_id>professional? seen_by known_for alone seen_with not_alone_because methods
        observed likely_life day_morning day_school day_evening day_night day_weekend day_when_wrong
        day_who_is_there worries good wants scale_before:int? scale_now:int? scale_words understanding
        explained_by communication interpreter advocate_offered advocate_offered_on:date? advocate_accepted
        advocate advocate_attended participation participation_reason presented_by presented_at
        child_agrees_to_share judged_safe_by_id>professional? impact feedback_by_id>professional?
        feedback_by feedback_on:date? feedback_how differences visibility
    """,
    "voice_words": """
        voice_id>voice+ position:int text heard_by_id>professional? heard_by heard_on:date? method
        asks_for_help:bool answered_how about_parent_id>person? do_not_tell_id>person? visibility
        visibility_reason
    """,
    "risk_point": """
        meeting_id>meeting+ family_id>family?+ person_id>person?+ kind indicator text position:int
        agency_id>agency? entry_id>entry? visibility
    """,
    "scale_rating": """
        meeting_id>meeting+ family_id>family?+ child_id>person?+ question attendance_id>attendance?
        agency_id>agency? professional_id>professional? person_id>person?+ before:int? now:int? words
        visibility
    """,
    "reflection": """
        meeting_id>meeting+ family_id>family?+ prompt question answer is_passed:bool author_id>staff?
        visibility
    """,
    "family_view": """
        meeting_id>meeting+ family_id>family?+ person_id>person+ words disagrees_with would_help fears
        what_works given_by not_known_because willingness_stated action_observed visibility
    """,
    "decision": """
        meeting_id>meeting+ family_id>family?+ child_id>person?+ position:int outcome text threshold_met
        categories primary_category rationale chair_view missing_information decided_by_id>professional?
        decision_rule takes_effect_on:date? read_back_at:instant? agreed_at:instant? visibility
    """,
    "decision_option": """
        decision_id>decision+ position:int text is_chosen:bool rejected_because
    """,
    "agency_view": """
        decision_id>decision+ agency_id>agency? professional_id>professional? person_id>person?+ view
        category reason
    """,
    "decision_change": """
        decision_id>decision+ changed_on:date? changed_by_id>professional? new_text reason consulted
        who_agrees is_reconvened not_reconvened_because told
    """,
    "plan_point": """
        meeting_id>meeting+ family_id>family?+ child_id>person?+ position:int need outcome success milestone
        milestone_on:date? contingency is_interim:bool visibility
    """,
    "core_group_member": """
        meeting_id>meeting+ family_id>family?+ agency_id>agency? professional_id>professional?
        person_id>person?+ is_lead:bool visits_every note
    """,
    "action": """
        reference meeting_id>meeting+ family_id>family?+ decision_id>decision? position:int text why outcome
        owner_id>professional? owner_person_id>person? owner_agency_id>agency?+ deputy_id>professional?
        due_on:date?+ due_said due_basis frequency measure phase? priority visibility contingency consented
        origin status not_completed? next_step carried:int completed_on:date? evidence changed_for_child
        outcome_seen superseded_by_id>action? recurs check_again_on:date? read_back_at:instant?
        agreed_at:instant?
    """,
    "action_for": """
        action_id>action+ person_id>person+
    """,
    "action_step": """
        action_id>action+ at:instant by kind from_status? to_status reason note evidence old_due_on:date?
        new_due_on:date? meeting_id>meeting?+
    """,
    "action_part": """
        action_id>action+ position:int text due_on:date? status note
    """,
    "challenge": """
        meeting_id>meeting+ family_id>family?+ child_id>person?+ decision_id>decision? action_id>action?
        kind raised_by_agency_id>agency? raised_by_id>professional? against_agency_id>agency? text
        alternative raised_at:instant? stage child_safe_meanwhile safe_meanwhile_how is_minuted:bool
        not_taken_further_because outcome impact resolved_on:date? learning visibility
    """,
    "challenge_stage": """
        challenge_id>challenge+ stage position:int opened_on:date? due_on:date? closed_on:date? by to note
    """,
    "document": """
        meeting_id>meeting+ family_id>family?+ kind title language due_on:date? due_rule
    """,
    "document_version": """
        document_id>document+ number:int state made_at:instant? made_by approved_by_id>professional?
        approved_at:instant? quality_checked_by quality_checked_at:instant? sealed_at:instant? content
        content_hash amendments visibility
    """,
    "document_copy": """
        version_id>document_version+ number:int agency_id>agency? professional_id>professional?
        person_id>person?+ reader sees format language file_hash made_at:instant? checked_at:instant?
    """,
    "distribution": """
        copy_id>document_copy+ method due_on:date? due_rule sent_at:instant? sent_by returned_at:instant?
        returned_because recalled_at:instant? recalled_because
    """,
    "acknowledgement": """
        distribution_id>distribution+ at:instant by how
    """,
    "cascade": """
        distribution_id>distribution+ to what confirmed at:instant?
    """,
    "correction": """
        version_id>document_version+ asked_by asked_by_agency_id>agency? asked_on:date? place text state
        answer answered_by_id>professional? answered_on:date?
    """,
    "file_received": """
        meeting_id>meeting+ family_id>family?+ agency_id>agency? kind name media_type size:int content_hash
        received_at:instant? visibility
    """,
    "retention": """
        family_id>family+ meeting_id>meeting?+ rule authority starts_on:date? review_on:date? decided
        decided_on:date?
    """,
    "legal_hold": """
        family_id>family+ person_id>person?+ meeting_id>meeting?+ from_date:date? until_date:date? reason
        owner placed_on:date? review_on:date? lifted_on:date? lifted_because
    """,
}

UNIQUE = (
    ("agency", "name"),
    ("staff", "sign_in_name"),
    ("address_withheld", "address_id from_id"),
    ("contact_withheld", "contact_id from_id"),
    ("family", "reference"),
    ("family_member", "family_id person_id role"),
    ("parental_responsibility", "family_id child_id holder_id"),
    ("definition_copy", "kind digest"),
    ("series", "title"),
    ("meeting", "reference"),
    ("meeting_case", "meeting_id family_id"),
    ("entry_about", "entry_id person_id"),
    ("event_about", "event_id person_id"),
    ("voice", "meeting_id child_id"),
    ("action", "reference"),
    ("action_for", "action_id person_id"),
    ("document_version", "document_id number"),
)

TYPES: dict[str, Callable[[], sa.types.TypeEngine[Any]]] = {
    "": sa.Text,
    "int": sa.Integer,
    "bool": sa.Boolean,
    "date": sa.Date,
    "time": sa.Time,
    "instant": lambda: sa.DateTime(timezone=True),
    "uuid": sa.Uuid,
}

SELDOM_REMOVED = {"agency", "professional", "staff", "definition_copy", "series"}

# A plain INTEGER key is what makes SQLite number rows by itself.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SEARCH = {
    "sqlite": (
        """CREATE VIRTUAL TABLE search_text USING fts5(words, prefix='3',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'")""",
        # Without this, deleted words stay readable in the pages of the index.
        "INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)",
        # Merging seldom keeps the slowest commits short.
        "INSERT INTO search_text (search_text, rank) VALUES ('automerge', 16)",
    ),
    "postgresql": (
        "CREATE TABLE search_text (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_search_text_words ON search_text USING gin (words)",
    ),
}


def upgrade() -> None:
    """Make all tables."""
    for table, columns in RECORD.items():
        _make(table, columns.split(), [names.split() for name, names in UNIQUE if name == table])
    _make_the_rest()
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def _make(table: str, columns: list[str], unique: list[list[str]]) -> None:
    made = [_column(table, written) for written in columns]
    links = [_link(written) for written in columns]
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(column for column, _ in made),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *(sa.UniqueConstraint(*names, name=f"uq_{table}_{'_'.join(names)}") for names in unique),
    )
    for (column, is_indexed), link in zip(made, links, strict=True):
        if is_indexed:
            op.create_index(f"ix_{table}_{column.name}", table, [column.name])
        elif link and link not in SELDOM_REMOVED:
            there = sa.text(f"{column.name} IS NOT NULL")
            op.create_index(
                f"ix_{table}_{column.name}", table, [column.name], sqlite_where=there, postgresql_where=there
            )


def _link(written: str) -> str:
    return written.rstrip("+?").partition(">")[2]


def _column(table: str, written: str) -> tuple[sa.Column[object], bool]:
    is_indexed = written.endswith("+")
    is_optional = written.rstrip("+").endswith("?")
    name, _, link = written.rstrip("+?").partition(">")
    name, _, kind = name.partition(":")
    if not link:
        return sa.Column(name, TYPES[kind](), nullable=is_optional), is_indexed
    key = sa.ForeignKey(f"{link}.id", name=f"fk_{table}_{name}", deferrable=True, initially="DEFERRED")
    return sa.Column(name, sa.Uuid(), key, nullable=is_optional), is_indexed


def _make_the_rest() -> None:
    op.create_table(
        "deed",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "history",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("op", sa.Text(), nullable=False),
        sa.Column("content", sa.Text()),
        sa.Column("transaction_id", sa.Text()),
        sa.Column("deed_id", NUMBER),
        sa.Column("salt", sa.LargeBinary()),
        sa.Column("mac", sa.LargeBinary()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_row_id", "history", ["row_id"])
    op.create_index("ix_history_deed_id", "history", ["deed_id"])
    unhashed = sa.text("deed_id IS NULL")
    op.create_index(
        "ix_history_unhashed", "history", ["seq"], sqlite_where=unhashed, postgresql_where=unhashed
    )
    op.create_table(
        "undo_step",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("stack", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("merge_key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_undo_step_whose", "undo_step", ["staff_id", "device", "stack", "id"])
    op.create_table(
        "search_doc",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid()),
        sa.Column("family_id", sa.Uuid()),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid()),
        sa.UniqueConstraint("row_id", name="uq_search_doc_row_id"),
    )
    op.create_table(
        "blob",
        sa.Column("hash", sa.Text(), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
