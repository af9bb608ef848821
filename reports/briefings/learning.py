"""What others can learn from a case, without anybody being known by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from meetingdesk.domain.challenge import Challenge
from meetingdesk.domain.copies.copied import Copied
from meetingdesk.domain.day_words import say_month
from meetingdesk.domain.gaps.facts import CaseFacts
from meetingdesk.domain.information import Entry, EntryKind
from meetingdesk.domain.risk import Reflection, RiskKind, RiskPoint
from meetingdesk.domain.voice import Voice
from reports.blocks import Builder, Report, Text, plain, strong
from reports.briefings.anonymous import Anonymous, band
from reports.briefings.narrowed import narrowed, without_secrets
from reports.minutes.decisions import outcome_of
from reports.minutes.head import report_of
from reports.words import inside as lowered
from reports.words import joined, sentence

_WELL = (RiskKind.STRENGTH, RiskKind.SAFETY)
_IN_THE_WAY = (RiskKind.HARM, RiskKind.WORRY, RiskKind.COMPLICATING, RiskKind.DANGER_STATEMENT)
_NOT_KNOWN = (RiskKind.GAP,)
_THOUGHT = frozenset({EntryKind.ANALYSIS, EntryKind.OPINION})


def learning_summary(copy: Copied) -> Report:
    """Return the summary: what was found, what went well, what is to be learned, what changes."""
    copy = without_secrets(narrowed(copy))
    say = Anonymous(copy)
    made = Builder()
    if copy.is_draft:
        made.notice(
            strong("Before this leaves. "),
            plain(
                "Names, days and places that the record knows were taken out. Somebody reads it once more "
                "for those that it does not know."
            ),
        )
    for case in copy.cases or (copy.whole,):
        _add_case(made, copy, case, say)
    title = f"Learning summary: {copy.facts.kind.title}"
    report = report_of(copy, title, made.done(), below=[plain(_when(copy.facts.day))])
    # What stands on each page names no case either.
    return replace(report, foot=f"version {copy.version}", subject="")


def _when(day: date) -> str:
    return f"Meeting of {say_month(day)}. Nobody is named here: children and adults have designations."


def _add_case(made: Builder, copy: Copied, case: CaseFacts, say: Anonymous) -> None:
    made.facts([("About", plain(joined((f"{one.designation}, {band(one)}" for one in case.people), "; ")))])
    inside = Builder()
    inside.listing(
        (
            *strong(f"{_agency(say, entry)}: " if _agency(say, entry) else ""),
            *plain(sentence(say(entry.text))),
        )
        for entry in case.entries
        if entry.kind in _THOUGHT
    )
    inside.listing(
        plain(sentence(say(entry.means_for_child))) for entry in case.entries if entry.means_for_child
    )
    made.part("What was found", 2, inside)
    lives = Builder()
    lives.facts(
        (case.called(voice.child_id), plain(joined(map(sentence, map(say, _life(voice))), " ")))
        for voice in case.own(Voice)
    )
    made.part("What life was like for the children", 2, lives)
    _add_points(made, "What went well", _points(case, _WELL), say)
    _add_points(made, "What stood in the way", _points(case, _IN_THE_WAY), say)
    _add_points(made, "What nobody knew", _points(case, _NOT_KNOWN), say)
    _add_learned(made, case, say)
    _add_decided(made, case, say)
    _add_recommended(made, case, say)


def _life(voice: Voice) -> tuple[str, ...]:
    return voice.observed, voice.likely_life, voice.worries, voice.good


def _agency(say: Anonymous, entry: Entry) -> str:
    agency = say.agency(entry.agency_id)
    return f"{agency}: " if agency else ""


def _points(case: CaseFacts, kinds: Iterable[RiskKind]) -> list[RiskPoint]:
    wanted = set(kinds)
    points = (point for point in case.own(RiskPoint) if point.kind in wanted)
    return sorted(points, key=lambda point: point.position)


def _add_points(made: Builder, title: str, points: list[RiskPoint], say: Anonymous) -> None:
    inside = Builder()
    inside.listing(plain(sentence(say(point.text))) for point in points)
    made.part(title, 2, inside)


def _add_learned(made: Builder, case: CaseFacts, say: Anonymous) -> None:
    inside = Builder()
    for row in case.own(Reflection):
        if row.answer.strip() and not row.is_passed:
            inside.heading(say(row.question), 3)
            inside.paragraph(_said(say, row.answer))
    inside.listing(_said(say, row.learning) for row in case.own(Challenge) if row.learning)
    made.part("What is to be learned", 2, inside)


def _add_decided(made: Builder, case: CaseFacts, say: Anonymous) -> None:
    inside = Builder()
    for decision in sorted(case.decisions, key=lambda row: row.position):
        inside.paragraph(strong(sentence(outcome_of(case, decision))), plain(" "), _said(say, decision.text))
        inside.paragraph(_said(say, f"Why: {decision.rationale}" if decision.rationale else ""))
    made.part("What was decided", 2, inside)


def _add_recommended(made: Builder, case: CaseFacts, say: Anonymous) -> None:
    rows: list[tuple[tuple[Text, ...], ...]] = []
    for number, action in enumerate(sorted(case.actions, key=lambda one: (one.position, one.reference)), 1):
        agency = action.owner_agency_id or case.agency_of_worker(action.owner_id)
        by = say_month(action.due_on) if action.due_on is not None else "no month"
        why = f"so that {lowered(action.why)}" if action.why else ""
        rows.append(
            (
                (plain(str(number)),),
                (plain(say(joined((action.text, why)))),),
                (strong(say.agency(agency) or case.called(action.owner_person_id) or "not said"),),
                (plain(by),),
            )
        )
    if rows:
        made.heading("What changes")
        made.table("Recommendations", ("No.", "What", "Who", "By"), rows, (0.06, 0.56, 0.23, 0.15))


def _said(say: Anonymous, text: str) -> Text:
    return plain(sentence(say(text)))
