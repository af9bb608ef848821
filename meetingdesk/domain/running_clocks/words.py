"""The words in which a clock is told: what started it, and how it was counted."""

from __future__ import annotations

from datetime import date

from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.meetings import Meeting
from meetingdesk.domain.running_clocks.thread import Thread
from meetingdesk.domain.workdays import Nation

_BY_LAW = frozenset({Nation.ENG, Nation.WLS})
NOT_SAID = "nobody has written down the day from which it counts"


def the_meeting(thread: Thread, meeting: Meeting) -> str:
    """Return a meeting as what started a clock: the core group of Tue 3 Nov 2026."""
    day = f" of {say_day(meeting.held_on)}" if meeting.held_on is not None else ""
    return f"the {kind_called(thread, meeting.type_id)}{day}"


def kind_called(thread: Thread, type_id: str) -> str:
    """Return what the profile calls a type of meeting, else its own title."""
    labels = thread.policy.labels
    by_profile = {
        "strategy": labels.strategy,
        "icpc": labels.initial_conference,
        "rcpc": labels.review_conference,
    }
    kind = thread.kinds.get(type_id)
    return by_profile.get(type_id) or lowered(kind.title if kind is not None else type_id.replace("_", " "))


def the_enquiry(thread: Thread) -> str:
    """Return what an enquiry is called: it has its section only in two of the nations."""
    return "the section 47 enquiry" if thread.policy.nation in _BY_LAW else "the enquiry"


def discussion_that_began(thread: Thread, meeting: Meeting) -> str:
    """Return the strategy discussion from which a conference is counted."""
    return f"{the_meeting(thread, meeting)}, at which {the_enquiry(thread)} began"


def start_of_enquiry(thread: Thread, day: date) -> str:
    """Return the start of the enquiry itself."""
    return f"the start of {the_enquiry(thread)} on {say_day(day)}"


def end_of(thread: Thread, meeting: Meeting) -> str:
    """Return the end of a meeting, from which hours are counted."""
    return f"the end of {the_meeting(thread, meeting)}"


def lowered(words: str) -> str:
    """Return words as they stand inside a sentence; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def raised(words: str) -> str:
    """Return words as they stand at the start of a sentence."""
    return words[:1].upper() + words[1:]
