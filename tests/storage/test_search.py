from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from meetingdesk.domain.agencies import Agency, Staff
from meetingdesk.domain.families import Family
from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, PersonName
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.text import words
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice, VoiceWords
from meetingdesk.storage.search import tidy_index
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.samples import add, one_of_each

SCRIBE = person_with("minute_taker")
READER = person_with("reader")
CHAIR = person_with("chair")


def found(store: Store, typed: str, person: object = SCRIBE, **how: object) -> list[object]:
    with store.reading(person) as reading:  # type: ignore[arg-type]
        return [hit.row_id for hit in reading.search(typed, **how)]  # type: ignore[arg-type]


def named(store: Store, *names: str) -> list[PersonName]:
    person = Person()
    rows = [PersonName(person_id=person.id, full=name) for name in names]
    add(store, person, *rows)
    return rows


@pytest.mark.parametrize(
    ("entered", "typed"),
    [
        ("Łukasz Wiśniewski", "lukasz wisniewski"),
        ("Łukasz Wiśniewski", "ŁUKASZ"),
        ("Søren Kjær", "soren kjaer"),
        ("Weiß", "weiss"),
        ("Weiss", "weiß"),
        ("Đặng Thị Hằng", "dang thi hang"),
        ("Siân ap Gwynfor", "sian gwyn"),
        ("শ্রাবণী চৌধুরী", "শ্রাবণী"),
        ("শ্রাবণী চৌধুরী", "চৌধু"),
        ("محمد اقبال", "اقبال"),
        ("Zoe\u0308 O'Neil", "zoë"),
        ("Zoë O'Neil", "o'neil"),
        ("İpek Yıldız", "ipek yildiz"),
    ],
)
def test_a_name_is_found_however_its_letters_are_typed(store: Store, entered: str, typed: str) -> None:
    row, _other = named(store, entered, "Somebody Different")

    assert found(store, typed) == [row.id]


def test_the_last_word_may_be_unfinished_and_the_others_not(store: Store) -> None:
    row = named(store, "Safeguarding Lead")[0]

    assert found(store, "safeg") == [row.id]
    assert found(store, "lead safeg") == [row.id]
    assert found(store, "safeg lead") == []
    assert found(store, "safeg ") == []
    assert found(store, "afeguarding") == []


ODD = (
    *(
        '"',
        "'",
        '"safe',
        "safe*",
        "* safe",
        "safe AND",
        "NOT safe",
        "safe OR x",
        "NEAR(safe x)",
        "words:safe",
    ),
    *("safe -x", "^safe", "safe & !x | (", "safe:*", "{safe}", "safe <-> x", "'; DROP TABLE person; --"),
    *("%", "_", "safe\\", "\x00safe", "(", "safe''x", "\ud800"),
)


@pytest.mark.parametrize("typed", ODD)
def test_what_is_typed_is_never_an_operator(store: Store, typed: str) -> None:
    row = named(store, "Safe")[0]

    assert set(found(store, typed)) <= {row.id}
    assert found(store, "safe") == [row.id]


@pytest.mark.parametrize("typed", ["", " ", "\n\t", "-- ?!", "…"])
def test_nothing_typed_finds_nothing(store: Store, typed: str) -> None:
    named(store, "Safe")

    assert found(store, typed) == []


@pytest.fixture
def entries(store: Store) -> list[Entry]:
    """Five entries, entered in another order than they were said in."""
    meeting = Meeting(reference="M-1", type_id="marac")
    began = datetime(2021, 5, 6, 9, 30, tzinfo=UTC)
    said = [
        Entry(
            meeting_id=meeting.id,
            text="The door was open" + " door" * number,
            at=began + timedelta(days=number),
        )
        for number in range(5)
    ]
    add(store, meeting, *(said[number] for number in (3, 0, 4, 2, 1)))
    return said


def test_the_newest_come_first_also_for_what_was_said_in_the_past(store: Store, entries: list[Entry]) -> None:
    later = named(store, "Door")[0]
    meeting_id = entries[0].meeting_id
    before_all = Entry(meeting_id=meeting_id, text="door", at=datetime(1999, 1, 1, tzinfo=UTC))
    add(store, before_all)

    assert found(store, "door") == [later.id, *(entry.id for entry in reversed(entries)), before_all.id]


def test_pages_follow_each_other(store: Store, entries: list[Entry]) -> None:
    with store.reading(SCRIBE) as reading:
        first = reading.search("door", most=2)
        second = reading.search("door", most=2, before=first[-1].number)
        third = reading.search("door", most=2, before=second[-1].number)

    assert [hit.row_id for hit in (*first, *second, *third)] == [entry.id for entry in reversed(entries)]


def test_ranking_on_request_puts_the_row_most_about_it_first(store: Store) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    passing = Entry(meeting_id=meeting.id, text="The school rang about many other things that day, and a key")
    mostly = Entry(meeting_id=meeting.id, text="key key key", at=datetime(2001, 1, 1, tzinfo=UTC))
    add(store, meeting, mostly, passing)

    assert found(store, "key") == [passing.id, mostly.id]
    assert found(store, "key", ranked=True) == [mostly.id, passing.id]


def test_the_search_keeps_to_a_meeting_or_a_family(store: Store) -> None:
    family, other = Family(reference="F-1"), Family(reference="F-2")
    first = Meeting(reference="M-1", type_id="marac")
    second = Meeting(reference="M-2", type_id="marac")
    here = Entry(meeting_id=first.id, family_id=family.id, text="door")
    there = Entry(meeting_id=second.id, family_id=other.id, text="door")
    add(store, family, other, first, second, here, there)

    assert found(store, "door", meeting_id=first.id) == [here.id]
    assert found(store, "door", family_id=other.id) == [there.id]
    assert found(store, "m-2", meeting_id=second.id) == [second.id]
    assert found(store, "f-1", family_id=family.id) == [family.id]
    assert found(store, "door", meeting_id=first.id, family_id=other.id) == []


def test_changed_words_are_found_and_the_old_ones_are_not(store: Store, entries: list[Entry]) -> None:
    with store.work(SCRIBE, Deed.RECORD) as work:
        work.put(replace(work.get(Entry, entries[4].id), text="A window"))
        work.commit("Change")

    assert found(store, "window") == [entries[4].id]
    assert entries[4].id not in found(store, "door")
    assert len(found(store, "door")) == 4


def test_a_row_that_is_gone_is_not_found(store: Store, entries: list[Entry]) -> None:
    with store.work(SCRIBE, Deed.RECORD) as work:
        work.remove(work.get(Entry, entries[2].id))
        work.commit("Remove")

    assert entries[2].id not in found(store, "door")


def test_what_was_narrowed_is_no_longer_found_by_who_may_not_see_it(
    store: Store, entries: list[Entry]
) -> None:
    assert entries[0].id in found(store, "door", READER)
    with store.work(SCRIBE, Deed.RECORD) as work:
        work.put(replace(work.get(Entry, entries[0].id), visibility=Visibility.V2))
        work.commit("Narrow")

    assert entries[0].id not in found(store, "door", READER)
    assert entries[0].id in found(store, "door", SCRIBE)


def test_a_part_with_words_of_its_own_is_not_found_by_who_may_not_see_its_whole(store: Store) -> None:
    meeting, child = Meeting(reference="M-1", type_id="marac"), Person()
    voice = Voice(meeting_id=meeting.id, child_id=child.id, visibility=Visibility.V2)
    said = VoiceWords(voice_id=voice.id, text="door", visibility=Visibility.V1)
    add(store, meeting, child, voice, said)

    assert found(store, "door", READER) == []
    assert found(store, "door", CHAIR) == [said.id]


def test_a_full_page_comes_past_many_rows_that_are_hidden(store: Store) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    began = datetime(2021, 1, 1, tzinfo=UTC)
    hidden = [
        Entry(
            meeting_id=meeting.id, text="door", visibility=Visibility.V2, at=began + timedelta(hours=number)
        )
        for number in range(60)
    ]
    shown = [
        Entry(meeting_id=meeting.id, text="door", at=began - timedelta(hours=number)) for number in range(12)
    ]
    add(store, meeting, *hidden, *shown)

    assert found(store, "door", READER, most=10) == [entry.id for entry in shown[:10]]


def test_a_working_note_is_found_by_its_author_alone(store: Store) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    add(store, meeting, Staff(id=SCRIBE.staff_id, sign_in_name="ada", name="Ada Test"))
    with store.work(SCRIBE, Deed.RECORD) as work:
        note = work.add(
            Entry(meeting_id=meeting.id, text="door", visibility=Visibility.V5, author_id=SCRIBE.staff_id)
        )
        work.commit("Add")

    assert found(store, "door", SCRIBE) == [note.id]
    assert found(store, "door", CHAIR) == []


def test_the_longest_words_and_texts_are_taken_by_both_engines(store: Store) -> None:
    meeting = Meeting(reference="M-1", type_id="marac")
    entry = Entry(meeting_id=meeting.id, text=" ".join(f"w{number:05d}" for number in range(2_800)))
    long_word = Entry(meeting_id=meeting.id, text="x" * 20_000)
    add(store, meeting, entry, long_word)

    assert found(store, "w02799 w00001") == [entry.id]
    assert found(store, "x" * 20_000) == [long_word.id]


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_whatever_is_entered_is_found_by_each_of_its_words(store: Store, name: str) -> None:
    with store.work(SCRIBE, Deed.RECORD) as work:
        agency = work.add(Agency(name=name))
        for word in words(name):
            assert agency.id in [hit.row_id for hit in work.search(word)]
            assert agency.id in [hit.row_id for hit in work.search(word + " ")]


def test_every_kind_with_words_is_found_by_them(store: Store) -> None:
    rows = one_of_each().values()
    add(store, *rows)

    for row in rows:
        texts = [text for name in row.searched if (text := getattr(row, name))]
        for text in texts:
            assert row.id in found(store, text, CHAIR)


def test_the_index_is_put_together_a_little_at_a_time(local_store: Store) -> None:
    rows = [named(local_store, f"Safeguarding {number}")[0] for number in range(40)]
    assert pieces(local_store) > 30

    rounds = 0
    with local_store.engines.write.begin() as connection:
        while tidy_index(connection):
            rounds += 1

    assert rounds < 40
    assert pieces(local_store) < 5
    assert sorted(found(local_store, "safeguarding")) == sorted(row.id for row in rows)
    with local_store.engines.write.begin() as connection:
        assert not tidy_index(connection)


def test_nothing_is_put_together_by_itself(local_store: Store) -> None:
    for number in range(20):
        named(local_store, f"Safeguarding {number}")

    # Sixteen pieces would have become one in the middle of a commit.
    assert pieces(local_store) >= 20


def pieces(store: Store) -> int:
    with store.engines.read.connect() as connection:
        rows = connection.execute(text("SELECT count(DISTINCT segid) FROM search_text_idx"))
        return int(rows.scalar_one())
