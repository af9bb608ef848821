"""What stands above a document: which meeting it was, who held it, which version this is."""

from __future__ import annotations

from collections.abc import Iterable

from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.copies.reader import ReaderKind
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.meetings import MeetingCase
from meetingdesk.domain.people import YesNo
from reports.blocks import Block, Report, Text, plain
from reports.minutes.children import said_age
from reports.words import joined, say_long_day, say_time, sentence

_BELONGS = "Information here belongs to the agencies that gave it and goes no further without them."
LARGE = 18.0
FOR_FAMILIES = 14.0


def report_of(
    copy: Copied, title: str, blocks: Iterable[Block], *, points: float = 12, below: Iterable[Text] = ()
) -> Report:
    """Return blocks as the document of a copy, with what stands on each of its pages."""
    meeting = copy.facts.meeting
    version = f"version {copy.version}"
    number = f"copy {copy.number}" if copy.number else ""
    of = f"Copy {copy.number} of {copy.of_copies}" if copy.number else ""
    short = meeting.reference
    return Report(
        title=title,
        blocks=tuple(blocks),
        below_title=tuple(below),
        marking=copy.marking,
        above=joined((of, copy.reader.name), " · "),
        foot=joined((short, version, number), " · "),
        is_draft=copy.is_draft,
        points=points,
        subject=meeting.reference,
    )


def below_title(copy: Copied) -> list[Text]:
    """Return when and where it was, who held it, which version this is and whose the words are."""
    meeting, facts = copy.facts.meeting, copy.facts
    chair = facts.workers.get(meeting.chair_id) if meeting.chair_id is not None else None
    minutes = facts.workers.get(meeting.minute_taker_id) if meeting.minute_taker_id is not None else None
    hours = joined((say_time(meeting.starts_at), say_time(meeting.ends_at)), " to ")
    held = joined((say_long_day(facts.day), hours))
    who = joined(
        (
            held,
            meeting.place,
            f"Chair: {joined((chair.name, chair.job_title))}" if chair else "",
            f"Minutes: {joined((minutes.name, minutes.job_title))}" if minutes else "",
        ),
        " · ",
    )
    state = copy.approved or "not approved yet"
    status = (
        f"Version {copy.version}, {state}. {_BELONGS if copy.reader.kind is not ReaderKind.PERSON else ''}"
    )
    follow = sentence(f"The minutes follow by {copy.minutes_follow}") if copy.minutes_follow else ""
    return [
        plain(who),
        plain(joined((meeting.reference, sentence(_own_purpose(copy))), " · ")),
        plain(status, follow),
    ]


def _own_purpose(copy: Copied) -> str:
    """Return the purpose of this meeting, where it is more than what all of its type are for."""
    purpose = copy.facts.meeting.purpose
    return "" if purpose.strip() == copy.facts.kind.purpose.strip() else purpose


def title_of(copy: Copied) -> str:
    """Return what the meeting is called."""
    meeting, kind = copy.facts.meeting, copy.facts.kind
    return meeting.title or kind.title


def about_case(copy: Copied, case: CaseFacts) -> str:
    """Return in a line who a case is about and why it is here, without a name."""
    day = copy.facts.day
    people = joined((joined((one.designation, said_age(one, day))) for one in case.people), " · ")
    return joined((f"{people}." if people else "", _listed(case, case.listed)), " ")


def _listed(case: CaseFacts, row: MeetingCase | None) -> str:
    if row is None:
        return ""
    by = case.agency_called(row.referring_agency_id)
    kind = case.kind
    criteria = {one.key: one.label for one in kind.criteria}
    why = joined(criteria.get(key, key) for key in row.criteria)
    score = (
        f"checklist {row.checklist_score} of {row.checklist_most}" if row.checklist_score is not None else ""
    )
    on = f" on {say_day(row.referred_on)}" if row.referred_on else ""
    referred = joined((f"Referred{f' by {by}' if by else ''}{on}", why), ": ")
    told = joined((referred, score), "; ") if row.referred_on or by or why else score
    repeat = ""
    if row.is_repeat is YesNo.YES:
        last = f" (last {say_day(row.last_referred_on)})" if row.last_referred_on else ""
        repeat = f"Here again within twelve months{last}."
    return joined((sentence(told), repeat), " ")
