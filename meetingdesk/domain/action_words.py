"""Words of actions: what can be done, what has been done, and who is meant without being named."""

from __future__ import annotations

import re

from meetingdesk.resources import resource

_LISTED = resource("words", "action_verbs.txt").read_text(encoding="ascii").splitlines()
_VERBS = [word for line in _LISTED if not line.startswith("#") for word in line.split()]
VERBS = frozenset(word.rstrip("*") for word in _VERBS)
"""Words with which an action may begin that names nobody."""

NOUNS_TOO = frozenset(word.rstrip("*") for word in _VERBS if word.endswith("*"))
"""Those of them that are things as well, so that an agency before them may only say which one."""

_NO_PARTICIPLE = frozenset(
    [
        "need",
        "feed",
        "speed",
        "proceed",
        "shed",
        "bleed",
        "breed",
        "exceed",
        "succeed",
        "seed",
        "indeed",
        "bed",
        "red",
        "hundred",
    ]
)
_PARTICIPLES = frozenset(
    """
    seen told given made done taken sent found held kept put set shown brought written spoken met paid read
    heard chosen drawn driven
    got gotten gone known laid led left lent let lost meant rung run sought sold spent thought understood
    undertaken withdrawn won
    built bought caught cut dealt fed felt forgiven hidden hit hurt offered overseen redone reset shut split
    spread stuck taught
    thrown torn woken worn broken begun sworn sat stolen
    """.split()  # noqa: SIM905
)
_PAST = frozenset(
    """
    is are was were has had said says came went told did does stays left made gave took saw knew thought
    felt feels thinks wants
    says reports states lives rang kept held found lost met ran sat slept spent spoke stood wrote got began
    broke brought bought
    fell hit hurt isn't wasn't weren't hasn't hadn't didn't doesn't aren't won't remains seems appears
    believes denies admits hopes
    looks sounds cannot can't happened hopes
    """.split()  # noqa: SIM905
)
_NO_STATEMENT = frozenset(
    [
        "announced",
        "continued",
        "enhanced",
        "extended",
        "increased",
        "phased",
        "reduced",
        "repeated",
        "trusted",
        "unannounced",
        "designated",
        "focused",
        "revised",
        "scheduled",
        "specialised",
        "tailored",
        "targeted",
        "needed",
        "required",
        "wanted",
        "planned",
        "expected",
        "booked",
        "arranged",
        "proposed",
        "outstanding",
        "named",
        "allocated",
        "requested",
        "unborn",
        "agreed",
        "bed",
        "dedicated",
        "supervised",
        "unsupervised",
        "detailed",
        "updated",
        "related",
        "signed",
        "need",
        "dated",
    ]
)

WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")

ADVERBS = (
    r"(?:also|then|now|urgently|jointly|together|kindly|please|pls|therefore|still|formally"
    r"|immediately|first|firstly|again|all|both|each|just"
    r"|not|never|continue\s+to|always|next|promptly|quickly|actively|either|initially|at\s+least"
    r"|as\s+a\s+minimum|further)"
)

NO_VERB = frozenset(
    """
    the a an his her their my our your this that these those him them me us it both every each no some any
    one two three four five six
    court nursery home work term mum dad mother father date school hospital college prison custody parents
    children child family
    grandma grandparents gran nan all refuge care bed someone everyone somebody anyone which whom whose
    where what and or of in on at for with re from by
    mr mrs ms miss dr
    """.split()  # noqa: SIM905
)
"""Words after which a "to" was no beginning of an action: to the school, to court."""

COLLECTIVE = re.compile(
    r"""(?<![\w'-])(?!lead\s+(?:professional|agency|worker)\b|the\s+practitioner\b)(?:
      (?:all|both|each|every|any|other|relevant|the|our|partner|core|key|remaining|involved|attending
        |invited|member|rest\s+of|of|lead|statutory|local|health|multi[- ]agency)
        (?:\s+(?:all|the|of|other|relevant|partner|core|key|remaining|involved|attending|invited|statutory
          |local|member|multi[- ]agency|health|marac|conference|meeting|strategy|case))*
        \s+(?:agenc(?:y|ies)|agency\s+reps?|professionals?|partners?|partnership|services?
          |members?(?:\s+of\s+the\s+core\s+group)?|core\s+group(?:\s+members?)?|group(?:\s+members)?
          |network|team(?:\s+around\s+the\s+(?:child|family))?
          |practitioners?|participants|attendees|present|workers|parties|organisations|representatives
            |reps|colleagues|here|of\s+us|round\s+the\s+table|around\s+the\s+table|staff)
    | agencies|professionals|partners(?:\s+agencies)?|partner\s+agencies|core\s+group(?:\s+members)?
      |members(?:\s+of\s+the\s+core\s+group)?|everyone(?:\s+(?:present|here|involved|else))?|everybody
      |every\s+one|whole\s+group|all|we|attendees|practitioners
    )(?![\w'-])""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
KIN = re.compile(
    r"""(?<![\w'-])(?:(?:the|both|his|her|their|maternal|paternal|mat|pat|birth|biological|step|foster|all
      |older|younger|elder|baby|three|two|extended|wider|our|\w+'s)[\s-]+)*
      (?:mums?|mums?/dads?|mothers?|mam|mom|mummy|dads?|fathers?|daddy|parents?|grandmas?|grans?|granny
        |nans?|nana|nanny|grandad|granddad|grandfathers?|grandmothers?|grandparents?
      |aunt(?:y|ie)?s?|uncles?|step[- ]?(?:dad|mum|father|mother)|partner|ex(?:-partner)?|boyfriend
        |girlfriend|husband|wife|sister|brother|siblings?|cousin|family|carers?|children|kids|child
      |victim|survivor|perpetrator|perp|young\s+person|yp|she|he|they|mgm|mgf|pgm|pgf|mgps?
        |neighbour)(?![\w'-])""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
"""Somebody of the family who is not named."""


def is_participle(word: str) -> bool:
    """Say whether a word tells what is done to somebody: seen, told, weighed."""
    small = word.casefold()
    if small in _PARTICIPLES:
        return True
    return small.endswith("ed") and len(small) > 3 and small not in _NO_PARTICIPLE


def is_past(word: str) -> bool:
    """Say whether a verb tells what is or what was, and not what is to be done."""
    small = word.casefold()
    if small in _PAST:
        return True
    return (
        small.endswith("ed") and len(small) > 4 and small not in _NO_STATEMENT and small not in _NO_PARTICIPLE
    )
