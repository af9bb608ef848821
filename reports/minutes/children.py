"""Each child in a section of their own: their words, what life is like, when they were last seen."""

from __future__ import annotations

from datetime import date

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.family_record import Somebody, age_on
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.roster import Being
from meetingdesk.domain.voice import Voice, VoiceWords
from reports.blocks import Builder, plain
from reports.words import NOT_HEARD, READERS, SEEN, joined, sentence

_IN_MONTHS = 2
"""Under so many years an age is told in months."""


def add_children(made: Builder, copy: Copied, case: CaseFacts, level: int = 2) -> None:
    """Add the children of a case."""
    inside = Builder()
    for child in case.children:
        inside.heading(joined((child.designation, said_age(child, copy.facts.day))), level + 1)
        voice = case.voices.get(child.id)
        if voice is None:
            inside.paragraph(plain("Nothing was recorded about what life is like for this child."))
        else:
            _add_voice(inside, copy, voice)
    made.part("Children", level, inside)


def said_age(somebody: Somebody, day: date) -> str:
    """Return how old somebody is, or when they are expected."""
    if somebody.being is Being.UNBORN:
        expected = somebody.person.expected_date
        return f"expected {say_day(expected)}" if expected is not None else "expected, day not known"
    born = somebody.person.birth_date
    age = age_on(somebody.person, day)
    if born is not None and age is not None and age < _IN_MONTHS:
        months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
        return f"{months} months" if months != 1 else "1 month"
    if age is None:
        return ""
    return f"{age} years" if age != 1 else "1 year"


def _add_voice(made: Builder, copy: Copied, voice: Voice) -> None:
    words = [row for row in copy.facts.words.get(voice.id, ()) if row.text]
    for row in sorted(words, key=lambda one: one.position):
        made.quote(row.text)
        made.paragraph(plain(_heard(copy, row)))
    if not words and voice.sought is not YesNo.YES:
        reason = NOT_HEARD[voice.not_sought] if voice.not_sought is not None else ""
        made.paragraph(plain(sentence(joined(("Their words were not asked for", reason), ": "))))
    seen_by = copy.facts.workers.get(voice.seen_by_id) if voice.seen_by_id is not None else None
    seen = joined(
        (
            say_day(voice.seen_on) if voice.seen_on else "",
            voice.seen_where,
            SEEN[voice.alone] if voice.seen_on else "",
            f"by {seen_by.name if seen_by else voice.seen_by}" if seen_by or voice.seen_by else "",
            "bedroom seen" if voice.bedroom_seen is YesNo.YES else "",
        )
    )
    made.facts(
        [
            ("Last seen", plain(sentence(seen))),
            ("Observed", plain(sentence(voice.observed))),
            ("Life to come", plain(sentence(voice.likely_life))),
            ("A morning", plain(sentence(voice.day_morning))),
            ("School", plain(sentence(voice.day_school))),
            ("An evening", plain(sentence(voice.day_evening))),
            ("A night", plain(sentence(voice.day_night))),
            ("A weekend", plain(sentence(voice.day_weekend))),
            ("When it goes wrong", plain(sentence(voice.day_when_wrong))),
            ("Who is there", plain(sentence(voice.day_who_is_there))),
            ("Worries", plain(sentence(voice.worries))),
            ("What is good", plain(sentence(voice.good))),
            ("What they want", plain(sentence(voice.wants))),
            ("What it changed", plain(sentence(voice.impact))),
            ("Where adults differ", plain(sentence(voice.differences))),
            ("Told by", plain(_told(copy, voice))),
        ]
    )


def _heard(copy: Copied, row: VoiceWords) -> str:
    worker = copy.facts.workers.get(row.heard_by_id) if row.heard_by_id is not None else None
    who = worker.name if worker is not None else row.heard_by
    heard = joined(
        (f"said to {who}" if who else "", f"on {say_day(row.heard_on)}" if row.heard_on else ""), " "
    )
    return joined((READERS[row.visibility], sentence(heard), sentence(row.answered_how)), " ")


def _told(copy: Copied, voice: Voice) -> str:
    worker = copy.facts.workers.get(voice.feedback_by_id) if voice.feedback_by_id is not None else None
    who = worker.name if worker is not None else voice.feedback_by
    return sentence(
        joined((who, say_day(voice.feedback_on) if voice.feedback_on else "", voice.feedback_how))
    )
