from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.agencies import Agency, Professional
from meetingdesk.domain.attendance import Attendance, Exclusion, ExclusionGround
from meetingdesk.domain.copies.allowed import OWNERS, RULES, SHOWN, Allowance, is_to_see_a_child_alone
from meetingdesk.domain.copies.reader import CHAIR, Reader, ReaderKind
from meetingdesk.domain.families import CourtOrder, OrderBreach, OrderCondition, OrderKind
from meetingdesk.domain.information import Entry, EntryAbout, EntryReader
from meetingdesk.domain.meetings import CaseTransfer, Direction
from meetingdesk.domain.people import Address, Contact, Interpreter, Person, PersonName
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords

MEETING, FAMILY = uuid4(), uuid4()
HOUSING = Agency(key="housing", name="Housing of the invented district")
POLICE = Agency(key="police", name="Police of the invented district")
LEGAL = Agency(key="legal", name="Lawyers of the invented district")
OFFICER = Professional(
    name="Ada Test", agency_id=HOUSING.id, telephone="01632 960001", email="ada@example.org"
)
FATHER, CHILD = Person(label="Father", nhs_number="999 000 0001"), Person(label="Child")

AGENCY = Reader(ReaderKind.AGENCY, "Housing", HOUSING.id, "housing", frozenset({OFFICER.id}))
FORCE = Reader(ReaderKind.AGENCY, "Police", POLICE.id, "police")
LAWYER = Reader(ReaderKind.AGENCY, "Legal", LEGAL.id, "legal")
DAD = Reader(ReaderKind.PERSON, "Adult B", person_id=FATHER.id)


def _entry(visibility: Visibility, **more: object) -> Entry:
    return Entry(meeting_id=MEETING, text=f"Something {visibility}", visibility=visibility, **more)  # type: ignore[arg-type]


def _kept(reader: Reader, *rows: Row) -> set[UUID]:
    filed: dict[type[Row], tuple[Row, ...]] = {}
    for row in rows:
        filed[type(row)] = (*filed.get(type(row), ()), row)
    return {row.id for kind in Allowance(filed, reader).allowed().values() for row in kind}


@pytest.mark.parametrize(
    ("reader", "classes"),
    [
        (CHAIR, "V0 V1 V2 V3 V4"),
        (AGENCY, "V0 V1"),
        (FORCE, "V0 V1 V4"),
        (LAWYER, "V0 V1 V3"),
        (DAD, "V0"),
    ],
)
def test_each_reader_has_the_classes_that_are_theirs_and_nobody_a_working_note(
    reader: Reader, classes: str
) -> None:
    entries = {visibility: _entry(visibility) for visibility in Visibility}

    kept = _kept(reader, *entries.values())

    assert " ".join(visibility for visibility, entry in entries.items() if entry.id in kept) == classes


def test_somebody_named_on_a_restricted_entry_has_it_and_nobody_else() -> None:
    by_agency, by_name, by_nobody = (_entry(Visibility.V2) for _ in range(3))
    readers = (
        EntryReader(entry_id=by_agency.id, agency_id=HOUSING.id),
        EntryReader(entry_id=by_name.id, professional_id=OFFICER.id),
    )

    assert _kept(AGENCY, by_agency, by_name, by_nobody, *readers) == {by_agency.id, by_name.id}
    assert _kept(FORCE, by_agency, by_name, by_nobody, *readers) == set()


def test_no_name_on_an_entry_opens_legal_advice_to_an_agency_or_anything_sensitive_to_the_family() -> None:
    advice, sensitive = _entry(Visibility.V3), _entry(Visibility.V4)
    readers = (
        EntryReader(entry_id=advice.id, agency_id=HOUSING.id),
        EntryReader(entry_id=sensitive.id, person_id=FATHER.id),
    )

    assert _kept(AGENCY, advice, sensitive, *readers) == set()
    assert _kept(DAD, advice, sensitive, *readers) == set()


def test_what_an_agency_held_back_is_only_in_the_record_of_the_chair() -> None:
    held = _entry(Visibility.V1, is_not_shared=True)

    assert _kept(AGENCY, held) == set()
    assert _kept(CHAIR, held) == {held.id}


def test_whoever_was_kept_out_of_a_part_has_nothing_of_it() -> None:
    began, ended = datetime(2026, 11, 20, 10, 30, tzinfo=UTC), datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
    inside = _entry(Visibility.V0, at=datetime(2026, 11, 20, 10, 45, tzinfo=UTC))
    before = _entry(Visibility.V0, at=datetime(2026, 11, 20, 10, 15, tzinfo=UTC))
    closed = _entry(Visibility.V0, section="closed")
    timed = Exclusion(
        meeting_id=MEETING,
        person_id=FATHER.id,
        ground=ExclusionGround.FAMILY_CONFLICT,
        from_at=began,
        until_at=ended,
        sections=("closed",),
    )

    assert _kept(DAD, inside, before, closed, timed) == {before.id}
    assert _kept(AGENCY, inside, before, closed, timed) == {inside.id, before.id, closed.id}


def test_nothing_is_left_for_whoever_was_kept_out_of_all_of_it() -> None:
    said = _entry(Visibility.V0)
    whole = Exclusion(
        meeting_id=MEETING,
        person_id=FATHER.id,
        ground=ExclusionGround.VIOLENCE_OR_THREATS,
        is_whole_meeting=True,
    )

    assert _kept(DAD, said, whole) == set()


def test_a_childs_words_stay_with_those_whom_the_child_would_tell() -> None:
    voice = Voice(meeting_id=MEETING, child_id=CHILD.id, visibility=Visibility.V0)
    open_words = VoiceWords(voice_id=voice.id, text="I like Fridays", visibility=Visibility.V0)
    secret = VoiceWords(voice_id=voice.id, text="Not dad", visibility=Visibility.V0, do_not_tell_id=FATHER.id)
    usual = VoiceWords(voice_id=voice.id, text="I hold the cat")

    assert _kept(DAD, voice, open_words, secret, usual) == {voice.id, open_words.id}
    assert _kept(AGENCY, voice, open_words, secret, usual) == {voice.id, open_words.id, secret.id, usual.id}


def test_words_on_a_card_that_a_reader_may_not_have_are_not_there_either() -> None:
    voice = Voice(meeting_id=MEETING, child_id=CHILD.id, visibility=Visibility.V1)
    words = VoiceWords(voice_id=voice.id, text="I like Fridays", visibility=Visibility.V0)

    assert _kept(DAD, voice, words) == set()


def test_a_plan_to_see_a_child_alone_is_in_no_copy_of_the_family() -> None:
    plan = Action(
        reference="A1", meeting_id=MEETING, text="See Child 1 alone at school", visibility=Visibility.V0
    )
    other = Action(reference="A2", meeting_id=MEETING, text="Change the locks", visibility=Visibility.V0)
    whom = ActionFor(action_id=plan.id, person_id=CHILD.id)

    assert _kept(DAD, plan, other, whom) == {other.id}
    assert _kept(AGENCY, plan, other, whom) == {plan.id, other.id, whom.id}


@pytest.mark.parametrize(
    ("text", "is_plan"),
    [
        ("Visit Ewan on his own at school", True),
        ("Speak to the children without their parents there", True),
        ("Lowri to be seen alone by Friday", True),
        ("Change the locks; she lives alone", False),
        ("Send the letter to mother", False),
    ],
)
def test_plans_to_see_a_child_alone_are_known_by_their_words(text: str, *, is_plan: bool) -> None:
    assert is_to_see_a_child_alone(text) is is_plan


def test_no_copy_holds_where_somebody_lives_or_how_they_are_reached() -> None:
    address = Address(person_id=FATHER.id, lines="1 Sample Street", visibility=Visibility.V0)
    contact = Contact(person_id=FATHER.id, kind="mobile", value="01632 960002", visibility=Visibility.V0)  # type: ignore[arg-type]

    for reader in (CHAIR, AGENCY, FORCE, DAD):
        assert _kept(reader, address, contact, FATHER) == {FATHER.id}


def test_people_and_professionals_come_without_numbers_and_notes() -> None:
    rows = {Person: (FATHER,), Professional: (OFFICER,)}

    allowed = Allowance(rows, CHAIR).allowed()

    person, officer = allowed[Person][0], allowed[Professional][0]
    assert isinstance(person, Person)
    assert isinstance(officer, Professional)
    assert (person.label, person.nhs_number) == ("Father", "")
    assert (officer.name, officer.telephone, officer.email) == ("Ada Test", "", "")


def test_the_family_reads_no_names_but_its_own() -> None:
    own = PersonName(person_id=FATHER.id, full="Bo Example")
    others = PersonName(person_id=CHILD.id, full="Cy Example")

    assert _kept(DAD, FATHER, CHILD, own, others) == {FATHER.id, CHILD.id, own.id}


def test_a_part_is_allowed_only_with_what_it_is_a_part_of() -> None:
    hidden = _entry(Visibility.V2)
    about = EntryAbout(entry_id=hidden.id, person_id=CHILD.id)

    assert _kept(AGENCY, hidden, about) == set()
    for kind, owner in OWNERS.items():
        assert kind in RULES
        assert list(RULES).index(owner) < list(RULES).index(kind), "an owner is looked at before its parts"


def test_a_part_of_a_row_with_a_class_never_goes_without_its_owner() -> None:
    classed = {kind for kind in RULES if any(field.name == "visibility" for field in fields(kind))}

    for kind in RULES:
        if kind.inside not in (None, "meeting_id", "family_id") and kind not in classed:
            assert kind in OWNERS, kind


def test_the_fields_that_are_shown_are_fields() -> None:
    for kind, names in SHOWN.items():
        assert names <= {field.name for field in fields(kind)}, kind


def test_absences_come_with_what_they_meant_and_without_private_reasons() -> None:
    row = Attendance(
        meeting_id=MEETING,
        agency_id=HOUSING.id,
        absence_reason="ill",
        absence_meant="Nothing known of the rent",
        conflict_of_interest="knows the father",
    )

    kept = Allowance({Attendance: (row,)}, DAD).allowed()[Attendance][0]

    assert isinstance(kept, Attendance)
    assert (kept.absence_meant, kept.absence_reason, kept.conflict_of_interest) == (
        "Nothing known of the rent",
        "",
        "",
    )


def test_an_order_comes_by_its_class_and_its_breaches_only_to_those_at_work() -> None:
    shared = CourtOrder(family_id=FAMILY, kind=OrderKind.CARE, visibility=Visibility.V0)
    sensitive = CourtOrder(family_id=FAMILY, kind=OrderKind.BAIL, visibility=Visibility.V4)
    condition = OrderCondition(order_id=shared.id, text="Contact at the centre")
    hidden = OrderCondition(order_id=sensitive.id, text="Not to know of the watch")
    breach = OrderBreach(order_id=shared.id, text="Came to the door")

    rows = (shared, sensitive, condition, hidden, breach)

    assert _kept(DAD, *rows) == {shared.id, condition.id}
    assert _kept(AGENCY, *rows) == {shared.id, condition.id, breach.id}
    assert _kept(FORCE, *rows) == {row.id for row in rows}


def test_where_a_family_moves_to_is_for_those_at_work_whatever_its_class() -> None:
    move = CaseTransfer(
        meeting_id=MEETING,
        family_id=FAMILY,
        direction=Direction.OUT,
        other_area="The Vale",
        visibility=Visibility.V0,
    )

    assert _kept(AGENCY, move) == {move.id}
    assert _kept(DAD, move) == set()


def test_why_somebody_is_kept_out_is_the_chairs_and_without_what_was_said_of_them() -> None:
    row = Exclusion(
        meeting_id=MEETING,
        person_id=FATHER.id,
        ground=ExclusionGround.FAMILY_CONFLICT,
        evidence="What the neighbour saw",
    )

    kept = Allowance({Exclusion: (row,)}, CHAIR).allowed()[Exclusion][0]

    assert isinstance(kept, Exclusion)
    assert (kept.ground, kept.evidence) == (ExclusionGround.FAMILY_CONFLICT, "")
    assert _kept(AGENCY, row) == _kept(DAD, row) == set()


def test_which_language_somebody_needs_is_known_to_those_at_work_and_to_that_person() -> None:
    own = Person(label="Father", interpreter=Interpreter.NEEDED, interpreter_language="Polish")
    reader = Reader(ReaderKind.PERSON, "Adult A", person_id=own.id)

    def language(of: Reader) -> str:
        kept = Allowance({Person: (own,)}, of).allowed()[Person][0]
        assert isinstance(kept, Person)
        return kept.interpreter_language

    assert (language(AGENCY), language(reader), language(DAD)) == ("Polish", "Polish", "")
