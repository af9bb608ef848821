"""What the chair reads before the meeting: who comes, what was left open, what is missing and due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from meetingdesk.domain.actions import Action
from meetingdesk.domain.attendance import Attendance, Exclusion
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_day
from meetingdesk.domain.family_record import Somebody
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.information import InformationRequest, RequestState
from meetingdesk.domain.meeting_words import SectionKind
from meetingdesk.domain.meetings import MeetingStatus
from meetingdesk.domain.roster import Being
from meetingdesk.domain.visibility import Visibility
from meetingdesk.domain.voice import Voice
from reports.blocks import Builder, Report, plain, quiet, strong
from reports.languages import add_languages
from reports.minutes.actions import HEADER, SHARES, action_rows
from reports.minutes.children import said_age
from reports.minutes.head import about_case, report_of, title_of
from reports.words import CAME, EXCLUDED, REPORT, REQUEST, SEEN, joined, say_long_day, say_time, sentence

_ANSWERED = frozenset({RequestState.ANSWERED, RequestState.NOTHING_KNOWN})
_RESTRICTED = frozenset({Visibility.V2, Visibility.V3, Visibility.V4})
_MOST_OF_A_TEXT = 300


def chair_briefing(copy: Copied) -> Report:
    """Return what is recorded up to now that the chair has to know before the meeting begins."""
    made = Builder()
    many = copy.facts.kind.many_cases
    if not many:
        for case in copy.cases:
            made.paragraph(plain(about_case(copy, case)))
    _add_room(made, copy)
    _add_leaving(made, copy)
    if many:
        _add_missing(made, copy, copy.whole)
        _add_left_open(made, copy, copy.whole)
    for case in copy.cases:
        if many:
            made.heading(f"Case {case.case.record.family.reference if case.case is not None else ''}", 1)
            made.paragraph(plain(about_case(copy, case)))
        _add_asked(made, case)
        _add_left_open(made, copy, case)
        _add_missing(made, copy, case)
        _add_due(made, copy, case)
        _add_differences(made, copy, case)
        _add_voices(made, copy, case)
        add_languages(made, copy, case)
    meeting = copy.facts.meeting
    when = joined((say_long_day(copy.facts.day), say_time(meeting.starts_at), meeting.place))
    until = f"{meeting.reference} · As recorded up to {say_day(copy.made_on)}. For the chair alone."
    title = f"Briefing for the chair: {title_of(copy)}"
    return report_of(copy, title, made.done(), below=[plain(when), plain(until)])


def _add_room(made: Builder, copy: Copied) -> None:
    """Add who was asked, who comes, and whose report is there."""
    inside = Builder()
    rows = sorted(copy.facts.all(Attendance), key=lambda row: row.position)
    inside.table(
        "Who is asked, who comes, and which reports are there",
        ("Who", "Comes", "Report"),
        (
            (
                (strong(_who(copy, row)), quiet(_to_know(row))),
                (plain(_comes(copy, row)),),
                (plain(_report(row)),),
            )
            for row in rows
        ),
        (0.5, 0.25, 0.25),
    )
    made.part("Who is asked", 2, inside)


def _who(copy: Copied, row: Attendance) -> str:
    facts = copy.facts
    if row.person_id is not None:
        found = (case.called(row.person_id) for case in copy.cases)
        return next((one for one in found if one), "Somebody of the family")
    worker = facts.workers.get(row.professional_id) if row.professional_id is not None else None
    agency_id = row.agency_id or (worker.agency_id if worker is not None else None)
    agency = facts.agencies.get(agency_id) if agency_id is not None else None
    return joined(
        (agency.name if agency is not None else "", worker.name if worker is not None else row.name)
    )


def _to_know(row: Attendance) -> str:
    interest = f"Interest declared: {row.conflict_of_interest}" if row.conflict_of_interest else ""
    return joined((sentence(interest), sentence(row.adjustments)), " ")


def _comes(copy: Copied, row: Attendance) -> str:
    is_to_come = copy.facts.meeting.status is MeetingStatus.PLANNED
    return CAME[row.status] or ("comes" if is_to_come else "came")


def _report(row: Attendance) -> str:
    return joined((REPORT[row.report], say_day(row.report_on) if row.report_on else ""))


def _add_leaving(made: Builder, copy: Copied) -> None:
    """Add who is kept out of which part, and which parts are closed to some of those who come."""
    inside = Builder()
    inside.listing(plain(sentence(_kept_out(copy, row))) for row in copy.facts.all(Exclusion))
    inside.listing(plain(sentence(line)) for line in _of_interest(copy))
    # Where somebody of the family sits at the table, every restricted part begins with their leaving.
    is_family_asked = any(row.person_id is not None for row in copy.facts.all(Attendance))
    kinds = (one for one in copy.facts.kind.sections if one.kind is SectionKind.RESTRICTED)
    closed = joined(dict.fromkeys(f"“{one.title}”" for one in kinds if one.visibility in _RESTRICTED))
    if is_family_asked and closed:
        inside.paragraph(plain(f"The family is not in the room for {closed}."))
    made.part("Who leaves for which part", 2, inside)


def _kept_out(copy: Copied, row: Exclusion) -> str:
    whom = next((one for one in (case.called(row.person_id) for case in copy.cases) if one), "Somebody")
    titles = {one.key: one.title for one in copy.facts.kind.sections}
    parts = joined(f"“{titles.get(key, key)}”" for key in row.sections)
    hours = joined((_clock(copy, row.from_at), _clock(copy, row.until_at)), " to ")
    what = "the whole meeting" if row.is_whole_meeting else joined((parts, hours)) or "a part not named yet"
    decider = copy.facts.workers.get(row.decided_by_id) if row.decided_by_id is not None else None
    by = f"decided by {decider.name}" if decider is not None else "nobody has decided it yet"
    return f"{whom} is kept out of {what}, {EXCLUDED[row.ground]}; {by}"


def _clock(copy: Copied, moment: datetime | None) -> str:
    zone = ZoneInfo(copy.facts.meeting.zone)
    return f"{moment.astimezone(zone):%H:%M}" if moment is not None else ""


def _of_interest(copy: Copied) -> Iterator[str]:
    """Yield who of a family works for an agency that comes: its people leave for that case."""
    for case in copy.cases:
        for one in case.people:
            agency = case.agency(one.person.works_for_id)
            if agency is not None:
                where = f" of case {case.case.record.family.reference}" if case.case is not None else ""
                yield f"{one.designation}{where} works for {agency.name}: decide who of it stays"


def _add_asked(made: Builder, case: CaseFacts) -> None:
    """Add which agency has answered about this family, and which has not."""
    inside = Builder()
    answered = dict.fromkeys(
        case.agency_called(row.agency_id) for row in case.requests if row.state in _ANSWERED
    )
    inside.facts(
        [
            *(
                (case.agency_called(row.agency_id), plain(sentence(_asked(case, row))))
                for row in case.requests
                if row.state not in _ANSWERED
            ),
            ("Answered", plain(joined(answered))),
        ]
    )
    made.part("What was asked for", 2, inside)


def _asked(case: CaseFacts, row: InformationRequest) -> str:
    about = f"about {case.called(row.person_id)}" if case.called(row.person_id) else ""
    due = f"due {say_day(row.due_on)}" if row.due_on else ""
    return joined((REQUEST[row.state], about, due))


def _add_left_open(made: Builder, copy: Copied, case: CaseFacts) -> None:
    """Add what earlier meetings agreed that nobody has closed, what is late first."""
    actions = [action for _, action in case.actions_before if not action.is_closed()]
    if not actions:
        return
    today = copy.made_on
    actions.sort(key=lambda one: (not one.is_overdue(today), one.due_on or date.max, one.position))
    late = sum(1 for one in actions if one.is_overdue(today))
    made.heading("Left open by earlier meetings")
    made.paragraph(plain(_counted(actions, late)))
    rows = ((case, action) for action in actions)
    made.table("What earlier meetings left open", HEADER, action_rows(copy, rows), SHARES)


def _counted(actions: list[Action], late: int) -> str:
    carried = max(action.carried for action in actions)
    times = f"; one was carried over {carried} times" if carried > 1 else ""
    if len(actions) == 1:
        return f"One action is open{', past its day' if late else ''}{times}."
    return f"{len(actions)} actions are open, {late or 'none'} of them past the day{times}."


def _add_missing(made: Builder, copy: Copied, case: CaseFacts) -> None:
    inside = Builder()
    own = (one for one in copy.before.missing if one.family_id == case.family_id)
    inside.listing(plain(one.sentence) for one in own)
    made.part("What is missing", 2, inside)


def _add_due(made: Builder, copy: Copied, case: CaseFacts) -> None:
    inside = Builder()
    lines: dict[str, dict[str, None]] = {}
    for one in copy.before.due:
        if one.family_id == case.family_id and one.by is not None:
            late = "past its day" if one.by < copy.made_on else "booked after its day" if one.is_late else ""
            booked = f"booked for {say_day(one.booked_on)}" if one.booked_on else ""
            line = joined((f"{one.what}: by {say_day(one.by)}", booked, late))
            lines.setdefault(line, {})[one.whom] = None
    inside.listing(plain(sentence(joined((line, *whom)))) for line, whom in lines.items())
    made.part("What is due", 2, inside)


def _add_differences(made: Builder, copy: Copied, case: CaseFacts) -> None:
    """Add the differences of view that nobody has settled, with the stage that they are at."""
    wanted = {case.family_id} if copy.facts.kind.many_cases else {case.family_id, None}
    found = [row for one in copy.facts.earlier for row in one.all(Challenge)]
    found += copy.facts.all(Challenge)
    stages = [row for one in copy.facts.earlier for row in one.all(ChallengeStage)]
    stages += copy.facts.all(ChallengeStage)
    inside = Builder()
    for row in dict.fromkeys(found):
        if row.resolved_on is None and row.family_id in wanted:
            told = joined((sentence(row.text), _stage(row, stages)), " ")
            inside.facts([(case.agency_called(row.raised_by_agency_id) or "Somebody", plain(told))])
    made.part("Differences that are not settled", 2, inside)


def _stage(row: Challenge, stages: list[ChallengeStage]) -> str:
    own = [one for one in stages if one.challenge_id == row.id and one.closed_on is None]
    last = max(own, key=lambda one: one.position, default=None)
    stage = (last.stage if last is not None else row.stage).replace("_", " ")
    due = f"to be settled by {say_day(last.due_on)}" if last is not None and last.due_on else ""
    return sentence(joined((f"stage: {stage}" if stage else "no stage recorded", due)))


def _add_voices(made: Builder, copy: Copied, case: CaseFacts) -> None:
    """Add what is known of each child up to now, at this meeting or the last that knew anything."""
    inside = Builder()
    inside.facts((child.designation, plain(_voice(copy, case, child))) for child in case.children)
    made.part("Each child so far", 2, inside)


def _voice(copy: Copied, case: CaseFacts, child: Somebody) -> str:
    age = said_age(child, copy.facts.day)
    now = case.voices.get(child.id)
    if now is not None:
        words = [row.text for row in copy.facts.words.get(now.id, ()) if row.text]
        said = joined((f"“{text}”" for text in words), " ")
        return joined((sentence(age), said, _seen(child, now), _wants(now)), " ")
    before = ((one.meeting, row) for one in copy.facts.earlier for row in one.all(Voice))
    last = next(((meeting, row) for meeting, row in before if row.child_id == child.id), None)
    if last is None:
        return f"{sentence(age)} Nothing is recorded yet of what life is like for this child.".strip()
    meeting, row = last
    on = f"Recorded on {say_day(meeting.held_on)}." if meeting.held_on else "Recorded earlier."
    return joined((sentence(age), on, _seen(child, row), _wants(row)), " ")


def _seen(child: Somebody, row: Voice) -> str:
    if child.being is Being.UNBORN:
        return ""
    if row.seen_on is None:
        return "When the child was last seen is not recorded."
    return sentence(joined((f"last seen {say_day(row.seen_on)}", row.seen_where, SEEN[row.alone])))


def _wants(row: Voice) -> str:
    told = joined(
        (
            sentence(f"Wants: {row.wants}") if row.wants else "",
            sentence(f"Worries: {row.worries}") if row.worries else "",
            sentence(f"Observed: {row.observed}") if row.observed else "",
            sentence(f"Life to come: {row.likely_life}") if row.likely_life else "",
        ),
        " ",
    )
    return sentence(told if len(told) <= _MOST_OF_A_TEXT else f"{told[:_MOST_OF_A_TEXT].rsplit(' ', 1)[0]} …")
