"""Two deeds joined in one sentence, each with something of its own that it is done to."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NOUNS_TOO, is_participle
from meetingdesk.domain.coach.deeds import DEEDS, stem_of
from meetingdesk.domain.coach.reading import ActionRead

_JOINED = re.compile(
    r"(?:(?:,|:|\s-|\s/)(?:\s*(?:and|&|\+|plus|then)\b)?|\s(?:and then|and|&|\+|plus|then|as well as))\s+"
    r"(?:(?:and|to|will|also|then|additionally"
    r"|separately)\s+){0,2}(?P<verb>[a-z][a-z-]+)(?=(?P<object>\s+[\w'/& -]{2,70}))"
)
_BACK = re.compile(
    r"\s+(?:it|them|this|that|these|those|who|what|how|if|whether|which|where|why|when|one|he|she|they"
    r"|nothing|nobody"
    r"|whose|any|so|as|back|no|none|there|through|both(?! the| his| her)|(?:the|a|his|her"
    r"|their)\s+(?:result|results"
    r"|answer|answers|outcome|reply|date|dates|names?|count|number|reading|score|list|news|copy|record"
    r"|report|form"
    r"|note|notes|key|keys|code|same|rest|chair|core group|panel|group|sw|social worker|hv|dsl|idva|time"
    r"|times|words?"
    r"|plan|decision|photos?|picture|figures?|letter|paper|certificate|receipt|slip|ticket|first|reason"
    r"|proof|total|sum|tally|findings?|figures?|readings?|worst|best|gist|lot))\b"
)
_PAPERS = frozenset(
    """
    refer book order apply arrange assess complete send submit request chase draft issue register
    organise obtain
    write serve prepare renew update cancel fix mend replace fit install buy fund enrol source post fill
    """.split()  # noqa: SIM905
)
"""Deeds that are over when they are done: what follows with a thing of its own is another."""
TELLS = frozenset(
    """
    tell say report record note log show give send share confirm state answer reply read count name list
    bring pass
    ring text email e-mail phone upload file mark tick sign copy scan photograph map print write ask
    inform let know
    feed update hand describe check compare score measure plot weigh rate watch hear test try find agree
    choose see
    explain return keep leave stay put set make use come go be have do get need want help hold look play
    sit talk
    speak walk work draw pick meet stand stop start turn move eat sleep close lock open drop pay live
    hear wear
    wash practise repeat swap time film tape minute touch match cover reach point mean cost total add
    call alert
    type press form cause lead state fall rise run drink cook change
    """.split()  # noqa: SIM905
)
"""Deeds by which somebody most often learns how the first turned out, or that belong to it."""
_GIVEN = re.compile(
    r"\s+(?:him|her|them|mum|dad|gran|nan|[a-z]+)\s+(?:a|an|some|two|three|new|another)\s+(?!copy|chance"
    r"|call|ring|list"
    r"|date|score|number|mark|reason|hand|go|word|choice|night|day|minute|week)[a-z]"
)
_SOMEBODY = re.compile(
    r"\s+(?:(?:his|her|their|the|mum's|dad's|maternal|paternal)\s+)*(?:grandmother|grandfather|grandparents"
    r"|gran|nan"
    r"|aunt\w*|uncle|neighbours?|landlord|ex|previous partner|sister|brother|cousin|other child\w*"
    r"|siblings?|legal"
    r"|solicitor|police|housing|probation|cps|dwp|council|gp|camhs|cgl|court|employer|school|nursery"
    r"|college|bank"
    r"|surgery|midwife|health visitor|consultant|pharmacist|pharmacy|home office)\b"
)
_TAKEN = re.compile(
    r"\s+(?!it\b|this\b|that\b|them\b|the\s+(?:result|answer|form|letter|list))[\w' ]{2,24}?\s+to\s+(?:the"
    r"|a|his|her|their|camhs|court|[a-z]+'s)\b"
)
_CAUSED = re.compile(
    r"\s+(?:the|a|an|his|her|their|[a-z]+'s)\s+[a-z' -]{2,30}?\s(?:fitted|done|mended|fixed|seen|sorted"
    r"|moved|changed|checked|cleared"
    r"|cleaned|installed|signed|booked|put up|removed|replaced|repaired|registered|tested)\b"
)
_MADE_TO = re.compile(r"\s+(?:the|his|her|their)\s+[a-z]+\s+to\s+[a-z]")
_WRITTEN = re.compile(r"\s+to\s+(?:the|his|her|their)\s+[a-z' ]{3,25}?\s(?:about|re|for|to)\s")
_HELPED = re.compile(r"\s+(?:his|her|their|the)\s+[a-z]+\s+(?:with|to|move|fill|find|get|pack|apply|clear)\s")
_APPLIED = re.compile(
    r"\s+(?:the|a|an|his|her|their)\s+(?:[a-z-]+\s+)?(?:referral|application|appointment|booking|claim|bid"
    r"|order|complaint|request)\b"
)
_LOOKED = re.compile(
    r"\s+(?:for|into|out|round for)\s+(?:the|a|an|his|her|their|other|new|any other)\s+[a-z]"
)
_GOES = frozenset(
    [
        "go",
        "goes",
        "visit",
        "visits",
        "call",
        "calls",
        "drive",
        "attend",
        "meet",
        "sit",
        "pop",
        "travel",
        "walk",
        "nip",
        "collect",
        "fetch",
        "return",
    ]
)
_OWN = re.compile(r"\s+(?:the|a|an|his|her|their|mum|mum's|dad's|dad|[a-z]+'s|new|two|three|some|another)\b")
SENTENCE = re.compile(r";\s|(?<=[a-z)\d])\.\s")
_DOES = re.compile(r"[a-z]{2,}[a-rt-z]s\s")


def second_task(read: ActionRead) -> tuple[int, int] | None:
    """Return where a second deed stands that could be done without the first."""
    if not (read.owner.is_in_front or read.owner.is_passive or read.owner.owned):
        return None
    quiet = read.quiet
    start = read.deed_at
    does = read.owner.modal == "s" or (not read.owner.modal and bool(_DOES.match(quiet, start)))
    first = _first_verb(quiet, start, does)
    if not first:
        return None
    further = 0
    end = SENTENCE.search(quiet, start)
    for match in _JOINED.finditer(quiet, start + 6, end.start() if end else len(quiet)):
        stem = _stem(match["verb"], does) or _by_place(match["verb"], match["object"], does)
        if not stem or _BACK.match(match["object"]):
            continue
        if _is_apart(first, stem, match["object"]) or _turns_out_apart(read, match):
            return match.start("verb"), match.end("verb")
        further += _HAS_OWN.match(match["object"]) is not None and stem not in _NO_FURTHER
        if further > 1:
            return match.start("verb"), match.end("verb")
    return None


_HAS_OWN = re.compile(
    r"\s+(?:to\s+|at\s+|in\s+|on\s+)?(?:the|a|an|his|her|their|mum|mum's|dad|dad's|[a-z]+'s)\s+[a-z]"
)
_NO_FURTHER = frozenset("tell say report record note log show share confirm name write read count".split())  # noqa: SIM905
_SUBJECT = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:shows?|is|are|was|were|has|have|says?|goes|go|reads?|can|can't|will|stays?|comes?"
    r"|gets|works"
    r"|lights|shuts|opens|fits|holds"
    r"|on (?:his|her|their|the) (?:neck|wall|door|fridge|wrist|chair))(?![\w'])"
)


def is_no_deed(quiet: str, end: int) -> bool:
    """Say whether a word that can be a verb begins what comes of the deed: register shows, post the total."""
    return bool(_SUBJECT.match(quiet, end) or _BACK.match(quiet, end))


_LISTED = 2
_DETERMINER = re.compile(r"\s+(?:the|a|an|his|her|their|mum's|dad's)\s+[a-z]")
_NO_VERB = frozenset(
    """
    in on at to for with of by from about into under over all both then also that when if as is are was
    has have half only not no so until
    till without should could would might may can will must shall little same first last before after
    within during through via per off up out round like than but or where who whom which what how why
    whether this these
    those near behind inside outside between against beside plus minus times once twice later each every
    any some such quite just even
    does gets his hers its theirs yours ours this always perhaps towards across along around besides
    unless whilst its
    """.split()  # noqa: SIM905
)


def _by_place(word: str, behind: str, does: bool) -> str:
    """Return a word as a verb that no list has, where only a verb can stand: "and rehome the cat"."""
    if word in _NO_VERB or is_participle(word) or len(word) < 4 or not _DETERMINER.match(behind):
        return ""
    if does:
        return word[:-1] if word.endswith("s") and not word.endswith("ss") else ""
    return "" if word.endswith(("ly", "ing", "ed", "s", "er", "est")) else word


_PIECES = re.compile(r"[;,]\s|(?<=[a-z)\d])\.\s|\s-\s|:\s|\sand\s|\s[&+]\s|\s{3,}")
_LITTLE = frozenset(
    """
    the and his her their with from for into onto about that this them then than over under back will has had
    are was
    """.split()  # noqa: SIM905
)


def _turns_out_apart(read: ActionRead, match: re.Match[str]) -> bool:
    """Say whether what comes of it is told of each: "sleeps till five, pass in her purse"."""
    end = SENTENCE.search(read.quiet, match.end())
    if end is None:
        return False
    results = [piece for piece in _PIECES.split(read.quiet[end.end() :]) if len(piece.split()) > 1]
    if len(results) < _LISTED:
        return False
    thing = {
        word for word in re.findall(r"[a-z]{3,}", _PIECES.split(match["object"])[0]) if word not in _LITTLE
    }
    first = {
        word
        for word in re.findall(r"[a-z]{3,}", read.quiet[read.deed_at : match.start()])
        if word not in _LITTLE
    }
    own = thing - first
    of_own = [piece for piece in results if own & set(re.findall(r"[a-z]{3,}", piece))]
    return bool(of_own) and len(of_own) < len(results)


def _first_verb(quiet: str, start: int, does: bool) -> str:
    word = re.compile(r"[a-z][a-z-]+").match(quiet, start)
    return _stem(word.group(), does) or stem_of(word.group()) if word else ""


def _stem(verb: str, does: bool) -> str:
    """Return the verb where its form is that of the first: visits and asks, to visit and ask."""
    stem = stem_of(verb)
    if does:
        return stem if verb != stem and verb.endswith("s") and not verb.endswith("ss") else ""
    return verb if verb in DEEDS else ""


_FETCHES = frozenset(["take", "collect", "remove", "seize", "drop", "deliver", "fetch", "pick", "bring"])
_ONE_MORE = re.compile(r"\s+(?:a|an|the)\s+(?:[\w-]+\s+){0,2}ones?\b")


def _is_apart(first: str, stem: str, behind: str) -> bool:
    if _ONE_MORE.match(behind) or (first in _GOES and stem in _FETCHES):
        return False
    if _LOOKED.match(behind) and stem in ("look", "search", "hunt"):
        return True
    if stem in ("get", "buy", "book", "find", "order", "fit", "make", "give", "bring") and _GIVEN.match(
        behind
    ):
        return True
    if stem in ("get", "have") and (_CAUSED.match(behind) or (first not in _GOES and _MADE_TO.match(behind))):
        return True
    if stem in ("make", "put", "submit", "send", "do") and first not in _GOES and _APPLIED.match(behind):
        return True
    if stem == "write" and first not in _GOES and _WRITTEN.match(behind):
        return True
    if stem == "help" and _HELPED.match(behind):
        return True
    if stem == "take" and first not in _GOES and _TAKEN.match(behind):
        return True
    if stem == "work" and re.match(r"\s+out\s+(?:the|a|his|her)\b", behind):
        return True
    if stem in ("see", "ask", "ring", "visit", "interview", "call", "phone", "tell") and first in _PAPERS:
        return bool(_SOMEBODY.match(behind))
    return (
        stem not in TELLS and bool(_OWN.match(behind)) and (stem not in NOUNS_TOO or bool(_OWN.match(behind)))
    )
