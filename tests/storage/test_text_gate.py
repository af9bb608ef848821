from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetingdesk.domain.information import Entry
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Limit, new_id
from meetingdesk.domain.text import gate
from meetingdesk.storage.store import Store
from tests.people import person_with
from tests.strategies import ANY_TEXT, HARD_TEXTS

PERSON = person_with("minute_taker", "chair")
LINE = Limit(300, one_line=True)

any_words = st.one_of(ANY_TEXT, HARD_TEXTS)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=st.lists(any_words, min_size=20, max_size=60))
def test_any_text_comes_back_as_the_gate_left_it(texts: list[str], store: Store) -> None:
    meeting = Meeting(reference=str(new_id()), type_id="core_group")
    entries = [
        Entry(meeting_id=meeting.id, position=n, text=text, source=text) for n, text in enumerate(texts)
    ]
    with store.work(PERSON, Deed.RECORD) as work:
        work.add(meeting)
        work.add_all(entries)
        work.commit("Any text")
    with store.reading(PERSON) as reading:
        kept = sorted(reading.find(Entry, meeting_id=meeting.id), key=lambda entry: entry.position)
    assert [entry.text for entry in kept] == [gate(text, Limit(20_000)) for text in texts]
    assert [entry.source for entry in kept] == [gate(text, LINE) for text in texts]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(any_words, min_size=20, max_size=40))
def test_a_text_that_was_changed_comes_back_as_the_gate_left_it(texts: list[str], store: Store) -> None:
    meeting = Meeting(reference=str(new_id()), type_id="core_group")
    with store.work(PERSON, Deed.RECORD) as work:
        row = work.add(meeting)
        for text in texts:
            row = work.put(replace(row, place=text, purpose=text))
            assert (row.place, row.purpose) == (gate(text, LINE), gate(text))
            assert work.find(Meeting, id=row.id) == (row,)
