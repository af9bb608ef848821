"""Clauses of an action line: what it is for, how it will be known, why, and what is only told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from meetingdesk.domain.action_words import VERBS, WORD

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII


class ClauseKind(StrEnum):
    """What a clause says."""

    PURPOSE = "purpose"
    MEASURE = "measure"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: where its mark begins, where its own words begin, and where they end."""

    kind: ClauseKind
    start: int
    body: int
    end: int

    def holds(self, place: int) -> bool:
        """Say whether a place of the line is in it."""
        return self.start <= place < self.end


_MARK = re.compile(
    r"""(?:(?<=^)|(?<=[\s,;:.(\[-]))(?:
      (?P<purpose>so\s+as\s+to(?=\s)|so\s+that(?=\s)|in\s+order\s+(?:that|to|for)(?=\s)|(?:to
        |and\s+to)\s+(?:make|be)\s+(?:sure|certain)(?:\s+that)?(?=\s)
        |to\s+ensure(?:\s+that)?(?=\s)|with\s+(?:the\s+aim\s+of|a\s+view\s+to)(?=\s)
          |for\s+the\s+purpose\s+of(?=\s)
        |(?:purpose|aim|why|goal|outcome|so\s+that)\s*[:=]
        |so(?=\s+(?!far\b|much\b|long\b|many\b|on\b|called\b|forth\b|soon\b|to\b|be\b|as\b|not\b|and\b
          |what\b|can\b|could\b|shall\b|would\b|let's\b|lets\b|we're\s+(?:leaving|saying|agreed)\b)\S))
    | (?P<measure>(?:as\s+)?(?:shown|evidenced|known|measured|proved|proven|demonstrated|verified
      |evident)\s+(?:by|in|from|through|with|via|when|because)(?=\s)
        |confirmed\s+(?:by|in|with|via|through)(?=\s)
        |(?:(?:and\s+)?(?:we|you|team|group)(?:\s+will|'ll|ll)?\s+(?:all\s+)?know(?:\s+(?:this|it
          |that))?(?:\s+(?:is|was|has|been|it's)\s+(?:done|worked|working|happened|so))?\s+(?:because|by
          |when|from|if|as)(?=\s))
        |how\s+(?:will\s+)?we(?:\s+will|'ll)?\s+know\s*[:=-]
        |(?:the\s+)?(?:success\s+)?(?:measures?|evidence|proof|success(?:\s+criteria)?
          |indicator)(?:\s+(?:is|of\s+success))?\s*[:=]
        |(?:measure|evidence)\s+-(?=\s)|measure\s+(?=\S))
    | (?P<reason>because(?=\s)|cos(?=\s)|bc(?=\s)|b/c(?=\s)|coz(?=\s)|due\s+to(?=\s)|owing\s+to(?=\s)
      |given\s+that(?=\s)|on\s+account\s+of(?=\s)|in\s+view\s+of(?=\s)|in\s+light\s+of(?=\s))
    )\s*""",
    _FLAGS,
)
_NOT_BEFORE_SO = re.compile(
    r"(?:\b(?:do|doing|did|does|and|if|or|not|ever|is|be|even|quite|why|more|less|said|think|hope|just)\s+)$",
    _FLAGS,
)
_NOT_BEFORE_MEASURE = re.compile(
    r"\b(?:be|is|been|being|was|were|are|get|gets|not|to)\s+(?:\w+ly\s+)?$", _FLAGS
)


_OPENING = re.compile(
    r"\W*(?:(?:okay|ok|right|and|well|yes|yeah|now|then|good|great|alright|but|er|um|lovely|fine"
    r"|thanks)\W+)+",
    re.IGNORECASE | re.ASCII,
)
"""Words with which somebody begins to speak: behind them a "so" is for nothing."""


_TELL = re.compile(r"\btell\s+[\w'-]+\s+$", re.IGNORECASE | re.ASCII)
_AT = re.compile(r"(?:at|by|on|in|before)\s", re.IGNORECASE | re.ASCII)
"""Behind "tell her so" it shows that no purpose follows."""


def _next_word(shadow: str, place: int) -> str:
    match = WORD.match(shadow, place)
    return match.group().casefold() if match else ""


def marks_of(shadow: str) -> tuple[tuple[ClauseKind, int, int], ...]:
    """Return where clauses begin: their kind, where the mark stands, and where their words begin."""
    found = []
    opening = _OPENING.match(shadow)
    for match in _MARK.finditer(shadow):
        kind = ClauseKind(match.lastgroup or "")
        before = shadow[: match.start()]
        word = match[0].casefold().strip()
        if (
            kind is ClauseKind.PURPOSE
            and word == "so"
            and (_NOT_BEFORE_SO.search(before[-20:]) or not before.strip())
        ):
            continue
        if word == "so" and _TELL.search(before[-30:]) and _AT.match(shadow, match.end()):
            continue
        if (
            kind is ClauseKind.PURPOSE
            and word in {"so", "so that"}
            and opening
            and opening.end() == match.start()
        ):
            continue
        if kind is ClauseKind.REASON and word == "due to" and _next_word(shadow, match.end()) in VERBS:
            continue
        if kind is ClauseKind.MEASURE:
            if not word.endswith((":", "=")) and _NOT_BEFORE_MEASURE.search(before[-24:]):
                continue
            if word == "measure" and not re.search(r"[,;.(-]\s*$", before):
                continue
        found.append((kind, match.start(), match.end()))
    return tuple(found)


_NO_QUESTION = (
    r"what(?!\s+(?:i|we|they)(?:'d|'re|'m)?\s+(?:would\s+|all\s+|really\s+|are\s+|am\s+)?(?:need|want|like"
    r"|propose|suggest|agreed"
    r"|said|expect|asking|after|hoping|saying)\s+(?:for\s+)?(?:(?:from|of)\s+(?:the\s+)?\w+(?:\s\w+)?\s+)?(?:is|was)\b)"
)
"""A "what" that asks for nothing: "what we need is for housing to"."""
_TOLD = re.compile(
    rf"""(?<![\w'-])(?:
      (?P<asked>{_NO_QUESTION}|who|whom|whose|why|how|whether|which(?!\s+(?:is|are)\s+to\b)
        |where(?!\s+(?:possible|poss|needed|necessary
        |appropriate|required))
        |when(?!\s+(?:possible|poss|needed|necessary|required|able|we\s+(?:all\s+)?(?:next\s+)?meet))
        |that(?!\s+(?:day|date|week|week's
          |family|home|visit|(?:to|by|with|before|over|up|out|back|through|within)\s)\b|'))
    | (?P<only_if>(?:al)?though\s+(?:(?:not|only|still|he|she|they)\s+)*(?:here|in|off|away|absent
        |present|invited|on|there|not|is|was|are|were)|if(?!\s+(?:possible|poss|needed|necessary|required|appropriate|able|at\s+all
      |not\s+(?:before|sooner|already)|so)\b)|unless|in\s+case
        |once\s+(?!an?\s|every\s|each\s|per\s)(?:back|out|home|released|discharged|he|she|they|it|the|all|this
        |(?:[\w-]+\s+){{1,2}}(?:is|are|has|have|was|gets)
        |[\w-]+'s\s+(?:been|had|got|back|out|home|in))
      |should\s+(?:he|she|they|mum|dad)|^should\s+[\w'-]+
      |in\s+the\s+event)
    )(?![\w-]|'(?!(?:s|d|ll|re|ve)(?!\w)))""",
    _FLAGS,
)
_STOPS = re.compile(r"[,;]\s|\||\s-\s|[()]|\.\s|->", re.ASCII)


_ASKS_IF = re.compile(
    r"(?<!\w)(?:check|checks|see|ask|find\s+out|establish|confirm|clarify|know|decide|consider|explore"
    r"|advise|say)"
    r"(?:\s+\w+){0,3}\s+$",
    re.IGNORECASE | re.ASCII,
)
"""Behind these words an "if" asks, and holds no condition: check if he is known."""


_AGREED = re.compile(
    r"(?<!\w)(?:agree[sd]?|decided|recommend(?:s|ed)?|resolved|propose[sd]?|request(?:s|ed)?|ensure|sure"
    r"|see\s+to\s+it"
    r"|leaving\s+it|planned|suggest(?:s|ed)?)(?:,\s[^,]{3,60},|\s+by\s+\w+|\s+here)?\s+$",
    re.IGNORECASE | re.ASCII,
)
"""Behind these words a "that" says what is to be done, and tells nothing."""


_WHAT_THEY = re.compile(
    r"(?:ever)?\s+(?:they|he|she|it|we|[A-Z]\w+)\s+(?:already\s+)?(?:find|have|has|hold|know|learn|hear|get|see|say|do|eat|agree)s?"
    r"(?:\s+out)?(?=\s+(?:to|with|by|before|on|within|from|until|till)\s)",
    re.ASCII,
)
"""What is short behind a "what", so that the deed goes on: "send what they find to Gareth by Friday"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of a line that tells something or asks for it, and is no part of when to do it."""

    start: int
    end: int
    is_condition: bool


def told_in(shadow: str) -> tuple[Told, ...]:
    """Return the stretches that tell what, who or whether, and those that are only the case if."""
    found = []
    for match in _TOLD.finditer(shadow):
        if re.search(r"\bso\s+$|\border\s+$", shadow[: match.start()], re.IGNORECASE):
            continue
        if match[0].casefold() == "that" and _AGREED.search(shadow, 0, match.start()):
            continue
        own = _WHAT_THEY.match(shadow, match.end()) if match[0].casefold() == "what" else None
        if own is not None:
            found.append(Told(match.start(), own.end(), False))
            continue
        stop = _STOPS.search(shadow, match.end())
        asks = match[0].casefold() == "if" and _ASKS_IF.search(shadow[: match.start()]) is not None
        found.append(
            Told(
                match.start(),
                stop.start() if stop else len(shadow),
                match.lastgroup == "only_if" and not asks,
            )
        )
    return tuple(found)


_QUESTION_WORDS = re.compile(
    rf"""\s*(?:(?:who|{_NO_QUESTION}|why|how|which|whose|is|are|was|were|did|does|has|had
        |any\s+news)\b(?!\s*[:-])
      |(?:where|when)\s+(?:is|are|was|were|did|does|do|will|has)\b
      |do\s+(?:we|you|they|\w+\s+(?:know|have|hold|think|need|want|see|say|agree))\b
      |have\s+(?:we|you|they)\b
      |(?-i:should|would|will)\s+(?:mum|dad|he|she|they|it|there|we|you|anyone|the|this|that|(?-i:[A-Z])))""",
    _FLAGS,
)


_REQUEST = re.compile(
    r"""\s*(?:(?:please|pls|plz)\s+)?(?:can|could)\s+(?:(?:please|pls)\s+)?(?:
      (?:some|any)(?:one|body)(?:\s+\w+ly|\s+please)?\s+(?P<verb>[a-z-]+)
      | (?:[\w'-]+\s+){1,6}be\s+(?:\w+ly\s+)?\w+(?:ed|en|ne|nt|de|ght|id|ld)\b)""",
    _FLAGS,
)


def asks_for_deed(shadow: str) -> bool:
    """Say whether a question asks that something be done: "can this be sent by Monday?"."""
    match = _REQUEST.match(shadow)
    return match is not None and (not match["verb"] or match["verb"].casefold() in VERBS)


def is_question(shadow: str) -> bool:
    """Say whether a line asks something; a question may have lost its mark."""
    return shadow.rstrip().endswith("?") or _QUESTION_WORDS.match(shadow) is not None
