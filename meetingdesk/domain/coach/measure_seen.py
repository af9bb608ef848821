"""How anybody will know: what stands behind the deed and is no owner, day, place or further task."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, is_participle
from meetingdesk.domain.coach.measure_words import (
    CONJUNCTION,
    EVIDENCE_VERBS,
    IMPERATIVE,
    KNOWING,
    NAMED_DOES,
    NO_RESULT,
    NONE_OF,
    ONE_WORD,
    ONLY_ANY,
    ONLY_WHEN,
    PLACE,
    REASON,
    REPORTS,
    SKIPPED,
    SOMEBODY_DOES,
    STRONGLY,
    SUBJECT,
    SURELY,
    TELLS,
    THEN_WHAT,
    THRESHOLD,
    content_of,
)
from meetingdesk.domain.coach.owned import OwnerSeen
from meetingdesk.domain.coach.paper_seen import is_only_paper
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.coach.who import pieces_of, row_at
from meetingdesk.domain.coach.words import Words
from meetingdesk.domain.frequencies import frequency_spans


@dataclass(frozen=True, slots=True)
class MeasureSeen:
    """What says how anybody will know, and the pieces that are further tasks."""

    pieces: tuple[tuple[int, int], ...] = ()
    is_paper: bool = False
    purpose: bool = False

    @property
    def is_there(self) -> bool:
        """Whether anything says how anybody will know."""
        return bool(self.pieces)


def measure_seen(said: SaidAction, owner: OwnerSeen, words: Words) -> MeasureSeen:
    """Return what says how anybody will know."""
    text = said.undated
    if owner.end > owner.start and not owner.is_in_front:
        text = text[: owner.start] + " " * (owner.end - owner.start) + text[owner.end :]
    for start, end in frequency_spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    deed = owner.deed if owner.is_in_front or owner.is_passive else 0
    found: list[tuple[int, int]] = []
    is_first = True
    begin = _deed_words(text, deed)
    is_vague = any(words.at(name, text, begin) for name in ("monitor", "continue", "liaise", "vague_verb"))
    for start, end in pieces_of(text):
        if end <= deed:
            continue
        if is_first:
            is_first = not re.search(r"[a-z]{2}", text[max(start, deed) : end])
            continue
        if is_vague and not TELLS.search(said.quiet, start, end):
            continue
        if _says(text, said.plain, start, end, words):
            found.append((start, end))
    for start, end in pieces_of(text):
        lead = CONJUNCTION.match(text, start)
        if start > deed and (NO_RESULT.match(text, start) or (lead and NO_RESULT.match(text, lead.end()))):
            text = text[:start] + " " * (end - start) + text[end:]
    for match in KNOWING.finditer(text, deed):
        if is_vague and not SURELY.match(match.group()):
            continue
        if ONLY_WHEN.fullmatch(text, match.start()):
            continue
        if len(text[match.end() :].split()) or match.start() > deed + 12:
            found.append((match.start(), len(text)))
    found += [
        (match.start(), len(text)) for match in THEN_WHAT.finditer(text, deed) if match.start() > deed + 12
    ]
    for match in _HE_DOES.finditer(said.plain, deed):
        if match["who"] not in said.plain[owner.start : owner.end] and not is_vague:
            found.append((match.start("who"), len(text)))
    least = 1 if is_vague else 0
    found += [
        (match.start("verb"), len(text))
        for match in REPORTS.finditer(text, deed)
        if len(content_of(match["rest"])) > least and not ONLY_ANY.match(match["rest"])
    ]
    purpose = bool(said.understood.purpose) or bool(
        re.search(r"\bso (?:that |he |she |they |it )|\bin order\b|\bbecause\b|\bto see (?:if|whether)", text)
    )
    if not found and said.understood.measure and len(said.understood.measure.split()) > 1:
        found.append((0, 0))
    spans = [span for span in found if span != (0, 0)]
    is_paper = bool(spans) and all(
        is_only_paper(text[start:end], said.quiet[start:end]) for start, end in spans
    )
    return MeasureSeen(tuple(found), is_paper, purpose)


_STAYS = re.compile(
    r"(?:clear|clean|dry|calm|open|shut|closed|safe|empty|full|negative|normal|lit|warm|quiet)\s+(?:each"
    r"|every|all|both|at|on|by)\b"
)


_SAME = re.compile(
    r"(?:the )?same (?!again|as|day|time|arrangement|level|pattern|package|plan|support|frequency|input"
    r"|visits|rota|way|week|place)[a-z]"
)
_WHERE_IT_IS = re.compile(
    r"(?P<first>[a-z0-9£']+)(?:\s+[a-z']+){0,3}?\s+(?:in|on|off|out of|back in|asleep|awake|gone|home|open"
    r"|shut|closed|warm|dry|clean|empty"
    r"|full|there|away)(?:\s+(?:it|them|him|her|his|their|the|place)\b|\s*$)"
)
_HE_DOES = re.compile(r"\s(?:and|&|then)\s+(?P<who>[A-Z][a-z]+)\s+(?:can|is|has|[a-z]{2,}s)\s+(?!to\b)[a-z]")


def _deed_words(text: str, deed: int) -> int:
    match = SKIPPED.match(text, deed)
    return match.end() if match else deed


def _says(text: str, plain: str, start: int, end: int, words: Words) -> bool:
    """Say whether a piece is more than a name, a place, a further task or a vague word."""
    piece = text[start:end]
    lead = CONJUNCTION.match(piece)
    body = piece[lead.end() :] if lead else piece
    content = content_of(body)
    if not content or ONLY_WHEN.fullmatch(body):
        return False
    at = start + len(piece) - len(body)
    row = row_at(plain[:end], text[:end], at, words)
    if row is not None and not re.search(r"\w", text[row.end : end]):
        return False
    for name in ("vague_time", "conditional"):
        match = words.at(name, body.lstrip())
        if match is not None and len(content_of(body.lstrip()[match.end() :])) < 2:
            return False
    if NONE_OF.match(body) or THRESHOLD.search(body):
        return True
    if _STAYS.match(body) or _SAME.match(body):
        return True
    if (where := _WHERE_IT_IS.match(body)) and where["first"] not in VERBS and not PLACE.match(body):
        return True
    if PLACE.match(body):
        return bool(
            STRONGLY.search(body) or SOMEBODY_DOES.search(body) or NAMED_DOES.search(plain, start, end)
        ) and not REASON.match(body)
    if NO_RESULT.match(body):
        return False
    first = IMPERATIVE.match(body)
    if (
        first is not None
        and first.group(1) in NOUNS_TOO
        and not re.match(r"[a-z'-]+\s+(?:the|a|an|his|her|their|him|it|them|mum|dad)\b", body)
    ):
        first = None
    if first is not None and first.group(1) in VERBS:
        return first.group(1) in EVIDENCE_VERBS and not ONLY_ANY.match(body[first.end(1) :])
    if SUBJECT.match(body):
        return True
    return len(content) > 1 or content[0] in ONE_WORD or (is_participle(content[0]) and len(content[0]) > 3)
