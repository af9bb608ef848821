"""Each child's card: their words or what they show, their day, what it changed, and who tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from meetingdesk.app.live.cards.card import (
    Block,
    Card,
    CardField,
    Choices,
    FieldKind,
    Flag,
    next_id,
    next_position,
)
from meetingdesk.app.live.through_the_eyes import Done, done_through_eyes
from meetingdesk.domain.actions import Action, ActionFor
from meetingdesk.domain.ages import say_age, say_pregnancy
from meetingdesk.domain.family_record import age_on
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.people import Person, YesNo
from meetingdesk.domain.roll_call import Tone
from meetingdesk.domain.roster import Being, Roster, RosterPerson
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import (
    NotSought,
    Participation,
    SeenAlone,
    Voice,
    VoiceWords,
    voice_id,
    words_visibility,
)
from meetingdesk.storage.reading import Reading
from meetingdesk.storage.tables import TABLES

TELLS_FROM = 3
"""The age below which a card asks first what a child shows, and only then for words."""

TOUCHED_BY = frozenset(
    {
        "voice",
        "voice_words",
        "person",
        "person_name",
        "family_member",
        "action",
        "action_for",
        "entry",
        "entry_about",
    }
)

_YES_NO: Choices = ((YesNo.UNKNOWN, "not said"), (YesNo.YES, "yes"), (YesNo.NO, "no"))
_SCALE: Choices = ((None, "not said"), *((number, str(number)) for number in range(11)))
_ALONE: Choices = (
    (SeenAlone.NOT_KNOWN, "not said"),
    (SeenAlone.ALONE, "alone"),
    (SeenAlone.WITH_SOMEBODY, "with somebody else"),
    (SeenAlone.PARENT_PRESENT, "with a parent there"),
)
_NOT_SOUGHT: Choices = (
    (None, "not said"),
    (NotSought.TOO_YOUNG, "too young to tell"),
    (NotSought.REFUSED, "did not want to"),
    (NotSought.NOT_SEEN, "was not seen"),
    (NotSought.UNSAFE, "it was not safe"),
    (NotSought.NOT_ARRANGED, "nobody arranged it"),
    (NotSought.UNBORN, "not born yet"),
)
_TOOK_PART: Choices = (
    (Participation.NOT_KNOWN, "not said"),
    (Participation.ALL, "came for all of it"),
    (Participation.PART, "came for a part"),
    (Participation.SENT_CONTRIBUTION, "sent something"),
    (Participation.REPRESENTED, "somebody spoke for them"),
    (Participation.DECLINED, "did not want to"),
    (Participation.EXCLUDED, "was kept out"),
)
METHODS: Choices = (
    ("talk", "talk"),
    ("direct_work", "direct work"),
    ("drawing", "drawing"),
    ("scales", "scales"),
    ("app", "an app"),
    ("observation", "observation"),
    ("advocate", "advocate"),
    ("school", "school"),
    ("letter", "letter"),
    ("parent_report", "a parent told it"),
)

_K = FieldKind
_SHOWS = CardField(
    "observed", "What {who} shows", hint="How they look, move, play, come to people, sleep, eat"
)
_LAST_SEEN = (
    CardField("seen_on", "Last seen", _K.PAST_DAY, hint="mon, 16/11, last Tuesday"),
    CardField("seen_by", "Seen by", _K.LINE, hint="Who, and of which agency"),
    CardField("seen_where", "Where", _K.LINE, hint="At home, at school"),
    CardField("alone", "Alone", _K.CHOICE, _ALONE),
    CardField("bedroom_seen", "Bedroom seen", _K.CHOICE, _YES_NO, is_main=False),
    CardField("seen_with", "With whom", _K.LINE, is_main=False),
    CardField("not_alone_because", "Why not alone", _K.LINE, is_main=False),
    CardField("known_for", "Known to them for", _K.LINE, is_main=False),
)
_SOUGHT = (
    CardField("sought", "Views asked for", _K.CHOICE, _YES_NO, is_main=False),
    CardField("not_sought", "Why not", _K.CHOICE, _NOT_SOUGHT, is_main=False),
    CardField("methods", "How", _K.CHOICES, METHODS, is_main=False),
)
_DAY = (
    CardField("day_morning", "Morning", _K.BRIEF, hint="Who gets them up, what is there to eat"),
    CardField("day_school", "School or nursery", _K.BRIEF),
    CardField("day_evening", "Evening", _K.BRIEF, is_main=False),
    CardField("day_night", "Night", _K.BRIEF),
    CardField("day_weekend", "Weekend", _K.BRIEF, is_main=False),
    CardField("day_when_wrong", "When things go wrong", _K.BRIEF, is_main=False),
    CardField("day_who_is_there", "Who is there", _K.BRIEF, is_main=False),
)
_WISHES = (
    CardField("worries", "Worries", _K.BRIEF),
    CardField("good", "What is good", _K.BRIEF, is_main=False),
    CardField("wants", "Wants", _K.BRIEF),
    CardField("scale_before", "Safe or happy at the start, 0 to 10", _K.CHOICE, _SCALE, is_main=False),
    CardField("scale_now", "Now", _K.CHOICE, _SCALE, is_main=False),
    CardField("scale_words", "What the number means to them", _K.LINE, is_main=False),
    CardField("differences", "Where {who} sees it differently", is_main=False),
)
_TAKING_PART = (
    CardField("understanding", "What {who} knows about this meeting", is_main=False),
    CardField("explained_by", "Explained by", _K.LINE, is_main=False),
    CardField("communication", "Language, signs or aids", _K.LINE, is_main=False),
    CardField("interpreter", "Interpreter or signer, not of the family", _K.LINE, is_main=False),
    CardField("advocate_offered", "Advocate offered", _K.CHOICE, _YES_NO, is_main=False),
    CardField("advocate_offered_on", "Offered on", _K.PAST_DAY, is_main=False),
    CardField("advocate_accepted", "Advocate wanted", _K.CHOICE, _YES_NO, is_main=False),
    CardField("advocate", "Advocate", _K.LINE, is_main=False),
    CardField("advocate_attended", "Advocate is here", _K.CHOICE, _YES_NO, is_main=False),
    CardField("participation", "How {who} took part", _K.CHOICE, _TOOK_PART, is_main=False),
    CardField("participation_reason", "Why so", _K.LINE, is_main=False),
    CardField("presented_by", "Brought to this meeting by", _K.LINE, is_main=False),
    CardField("presented_at", "At what point", _K.LINE, is_main=False),
    CardField("child_agrees_to_share", "Agrees that parents hear it", _K.CHOICE, _YES_NO, is_main=False),
)
_CHANGED = (
    CardField("impact", "What it changed today", hint="Or why it changed nothing"),
    CardField("feedback_by", "Who tells {who}", _K.LINE, hint="What was decided, and why"),
    CardField("feedback_on", "By when", _K.DAY_AHEAD, hint="mon, 5wd, 27/11"),
    CardField("feedback_how", "How", _K.LINE, is_main=False),
)
_UNBORN = (
    CardField("likely_life", "What life is likely to be, as adults see it", hint="We think that …"),
    CardField("observed", "What is seen before the birth", hint="Antenatal care, preparation, growth"),
    CardField("worries", "What is worrying"),
    CardField("good", "What is good"),
    CardField("day_who_is_there", "Who will be there", is_main=False),
    CardField("impact", "What it changed today", hint="Or why it changed nothing"),
)
_WORDS = (
    CardField("text", "In {whose} words"),
    CardField("heard_by", "Heard by", _K.LINE, hint="Who, and of which agency"),
    CardField("heard_on", "When", _K.PAST_DAY, is_main=False),
    CardField("asks_for_help", "Asks for help", _K.CHOICE, ((False, "no"), (True, "yes")), is_main=False),
    CardField("answered_how", "How it was answered", is_main=False),
)


def voice_cards(
    reading: Reading, meeting: Meeting, family_id: UUID | None, roster: Roster, day: date
) -> tuple[Card, ...]:
    """Return a card for each child of the family, born or not, in the order in which they are listed."""
    children = [one for one in roster.people if one.being in (Being.CHILD, Being.UNBORN)]
    if not children:
        return ()
    keys = {one.id for one in children}
    people = {person.id: person for person in reading.find(Person, id=keys)}
    voices = {voice.child_id: voice for voice in reading.find(Voice, meeting_id=meeting.id, child_id=keys)}
    words = _words_of(reading, voices.values())
    reach = _actions_that_reach(reading, meeting, keys)
    eyes = done_through_eyes(reading, meeting.id, family_id, children)
    return tuple(
        _card(
            one, people[one.id], voices.get(one.id), words.get(one.id, ()), reach.get(one.id, 0),
            meeting, family_id, day, roster, eyes.get(one.id),
        )
        for one in children
        if one.id in people
    )  # fmt: skip


def _card(
    one: RosterPerson,
    person: Person,
    voice: Voice | None,
    words: tuple[VoiceWords, ...],
    reach: int,
    meeting: Meeting,
    family_id: UUID | None,
    day: date,
    roster: Roster,
    eyes: Done | None,
) -> Card:
    is_unborn = one.being is Being.UNBORN
    identity = (("meeting_id", meeting.id), ("child_id", one.id))
    fields = _UNBORN if is_unborn else _fields_of_child(person, day)
    key = voice.id if voice is not None else voice_id(meeting.id, one.id)
    begins = (("id", key), ("family_id", family_id))
    own = Block(
        Voice, identity, _named(fields, one), voice, begins, narrow=_narrow(voice),
        instead=_meant(roster, seen_by=voice.seen_by_id, feedback_by=voice.feedback_by_id) if voice else (),
    )  # fmt: skip
    said = [
        Block(VoiceWords, (("id", row.id),), _named(_WORDS, one), row, narrow=_narrow(row), is_quote=True)
        for row in words
    ]  # fmt: skip
    if not is_unborn:
        said.append(_next_words(one, own, key, words, is_main=not _is_small(person, day)))
    age = say_pregnancy(person, day) if is_unborn else say_age(person, day)
    below = " · ".join(part for part in (one.name, age) if part)
    flags = (*_flags(is_unborn, voice, words, reach), *_eyes_flag(eyes, meeting))
    return Card(one.id, one.designation, below, (*said, own), flags)


def _next_words(
    one: RosterPerson, own: Block, key: UUID, words: tuple[VoiceWords, ...], *, is_main: bool
) -> Block:
    """Return room for what the child says next; of the smallest it comes with a key."""
    fields = _named(_WORDS[:1], one)
    return Block(
        VoiceWords,
        (("id", next_id(key, VoiceWords, words)),),
        tuple(replace(field, is_main=is_main, hint="As they said it") for field in fields),
        None,
        (
            ("voice_id", key),
            ("position", next_position(words)),
            ("text", ""),
            ("visibility", words_visibility(about_parent=False)),
        ),
        inside=own,
        is_quote=True,
        is_let_go=True,
    )


def _is_small(person: Person, day: date) -> bool:
    age = age_on(person, day)
    return age is not None and age < TELLS_FROM


def _fields_of_child(person: Person, day: date) -> tuple[CardField, ...]:
    shows = (_SHOWS,)
    if _is_small(person, day):
        return (*shows, *_LAST_SEEN, *_SOUGHT, *_DAY, *_WISHES, *_CHANGED, *_TAKING_PART)
    return (*_LAST_SEEN, *_SOUGHT, *shows, *_DAY, *_WISHES, *_CHANGED, *_TAKING_PART)


def _flags(is_unborn: bool, voice: Voice | None, words: tuple[VoiceWords, ...], reach: int) -> Iterable[Flag]:
    if is_unborn:
        has_life = voice is not None and bool(voice.likely_life)
        yield (
            Flag("likely life", Tone.SETTLED)
            if has_life
            else Flag("likely life: nobody has said", Tone.WRONG)
        )
    elif words:
        yield Flag("voice", Tone.SETTLED)
    elif voice is not None and voice.observed:
        yield Flag("observed", Tone.SETTLED)
    else:
        yield Flag("no words, nothing observed", Tone.WRONG)
    if not is_unborn:
        alone = voice.alone if voice is not None else SeenAlone.NOT_KNOWN
        if alone is SeenAlone.ALONE:
            yield Flag("seen alone", Tone.SETTLED)
        elif alone is SeenAlone.NOT_KNOWN:
            yield Flag("seen alone: not said", Tone.ATTENTION)
        else:
            yield Flag("not seen alone", Tone.ATTENTION)
    if reach:
        yield Flag(f"{reach} action{'s' * (reach != 1)} for this child", Tone.SETTLED)
    else:
        yield Flag("no action for this child", Tone.WRONG)


def _eyes_flag(eyes: Done | None, meeting: Meeting) -> Iterable[Flag]:
    if eyes is not None:
        at = f"done {eyes.at.astimezone(ZoneInfo(meeting.zone)):%H:%M}" if eyes.at is not None else "done"
        lines = f"{eyes.lines} line{'s' * (eyes.lines != 1)}"
        yield Flag(f"through the eyes: {at}, {lines}", Tone.SETTLED)


def _named(fields: Iterable[CardField], one: RosterPerson) -> tuple[CardField, ...]:
    """Say in the labels whose card it is: nobody's sex is guessed, and no child is one of "the children"."""
    who = one.designation
    return tuple(replace(each, label=each.label.format(who=who, whose=f"{who}’s")) for each in fields)


def _meant(roster: Roster, **named: UUID | None) -> tuple[tuple[str, str], ...]:
    """Return what stands in a field whose row names somebody and does not write the name."""
    people = ((name, roster.professional(key)) for name, key in named.items())
    return tuple((name, professional.name) for name, professional in people if professional is not None)


def _narrow(row: Voice | VoiceWords | None) -> str:
    if row is None or row.visibility is Visibility.V0:
        return ""
    return row.visibility.label


def _words_of(reading: Reading, voices: Iterable[Voice]) -> Mapping[UUID, tuple[VoiceWords, ...]]:
    child_of = {voice.id: voice.child_id for voice in voices}
    found: dict[UUID, tuple[VoiceWords, ...]] = {}
    if child_of:
        order = (TABLES[VoiceWords].c.position,)
        for row in reading.find(VoiceWords, order=order, voice_id=set(child_of)):
            child = child_of[row.voice_id]
            found[child] = (*found.get(child, ()), row)
    return found


def _actions_that_reach(reading: Reading, meeting: Meeting, children: set[UUID]) -> dict[UUID, int]:
    actions = {action.id for action in reading.find(Action, meeting_id=meeting.id)}
    counted: dict[UUID, int] = {}
    if actions:
        for row in reading.find(ActionFor, action_id=actions, person_id=children):
            counted[row.person_id] = counted.get(row.person_id, 0) + 1
    return counted
