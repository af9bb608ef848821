"""A second task behind the first: joined by a word that adds, or begun by a verb of its own."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS
from meetingdesk.domain.coach.reading import ActionRead
from meetingdesk.domain.coach.two_tasks import is_no_deed

QUALITIES = frozenset(
    """
    clear clean complete secure close open fit separate present live calm
    """.split()  # noqa: SIM905
)
"""Verbs that more often say what something is like."""

_ADDS = re.compile(
    r"(?:(?<![\w'])|(?=,))(?:not forgetting|not to mention|whil(?:e|st) (?:he|she|they)?(?:'s|'re| is"
    r"| are)? ?(?:there|at it|about it|on the phone|in (?:the area|town|the building|school|court))"
    r"|whil(?:e|st) (?:there|at it|on the phone|visiting|in the area)|(?:on|in|at"
    r"|during) the same (?:trip|visit|call|breath|day|go)"
    r"|(?:and )?see(?:s)? about|likewise|ditto|into the bargain|on top(?: of (?:that|this|which))?"
    r"|besides(?: that| this)?"
    r"|in addition|additionally|moreover|furthermore|equally|to boot|and another|the other (?:thing|job"
    r"|action)"
    r"|meanwhile|in the meantime|simultaneously|second(?:ly)? (?:job|thing|task|action)|alongside (?:that"
    r"|this|which)|and(?: then)? separately"
    r"|, separately,|coupled with"
    r"|together with (?:a|an|getting|booking|making|sorting|fixing)|apart from (?:that|which)"
    r"|while we'?re at it|oh and"
    r"|p\.s\.?|ps(?=[:,])|and while|as well as (?:a|an|the|[a-z]+ing)|along with (?:a|an|[a-z]+ing)"
    r"|after that(?: he| she| they)?"
    r"|next(?:,| he| she| they)|and for good measure|same day (?:have|get|take|send|book|do)|throw(?:s"
    r"|ing)? in|and ideally|plus (?:a|an|the"
    r"|his|her|their|[a-z]+ing))(?![\w'])"
)
_EVIDENCE_BEHIND = re.compile(
    r"\W*(?:(?:he|she|they|it|mum|dad|to|will|also|then)\s+)*(?:tells?|told|says?|said|not(?:e|es|ed)"
    r"|record(?:s|ed)?|show(?:s|n)?"
    r"|report(?:s|ed)?|log(?:s|ged)?|confirm(?:s|ed)?|ask(?:s|ed)?|names?|can|is|are|has|have|knows?"
    r"|who|what|how|whether|if"
    r"|sees?|seen|counts?|shared?|no|none|nobody|better|day|of)\b"
)
_TOO = re.compile(r"\s(?:too|as well|also)(?=\s*(?:$|[,;.]|\s-))")
_OF_A_RESULT = frozenset({"say", "tell", "see", "show", "come", "go", "be", "have", "know", "name"})
_PIECE = re.compile(
    r"(?P<mark>[,;.)]\s+|\s-\s+|\s(?:and|&|\+|then|plus|as well as)\s+)(?:(?:and|then|also|to|will|he"
    r"|she|they|is to|'ll|&)\s+)*"
    r"(?P<verb>[a-z][a-z-]+)\s+(?P<next>[a-z0-9'-]+)(?:\s+(?P<more>[a-z0-9'-]+))?"
)
_DET = frozenset(
    """
    the a an his her their mum dad mum's dad's all both each every any some new two three
    """.split()  # noqa: SIM905
)
_TOGETHER = frozenset(
    """
    up off out in into for on over down round about back away through to with around
    """.split()  # noqa: SIM905
)
_BACK = frozenset(
    """
    it them this that him these those who what how if whether which where why one he she they
    """.split()  # noqa: SIM905
)
_EVIDENCE = frozenset(
    """
    report tell say note record log pass ring read count name list bring show give send share confirm
    state answer reply check compare score measure plot weigh see be have rate watch hear upload file
    mark tick sign test try describe return scan copy photograph map print find ask feed inform let know
    understand write set come go stay help feel want need get put take text email e-mail phone call use
    look keep hand update alert flag agree choose pick draw speak talk sit walk eat sleep drink wear
    wash turn work wait fall pay live leave hold stand finish play stop start end open close lock carry
    listen settle attend complete follow land fit run rise drop reach meet do make present minute tape
    film explain
    """.split()  # noqa: SIM905
)
_ALWAYS = frozenset(
    """
    book order refer apply arrange organise organize request register enrol convene commission liaise
    install replace buy fund recruit invite renew purchase source appoint allocate chase rehouse submit
    draft cancel reinstate prepare serve obtain secure fix repair transfer collect deliver draw-up sort
    investigate review assess train amend recall consider explore support encourage discuss contact
    visit monitor continue ensure provide offer identify establish develop
    """.split()  # noqa: SIM905
)


_WITH_SOMEBODY = frozenset(
    """
    take get put give make pay write collect bring
    """.split()  # noqa: SIM905
)
_JOINED = frozenset(
    {("write", "off"), ("sort", "out"), ("set", "up"), ("sign", "up"), ("draw", "up"), ("chase", "up")}
)


def added_task(read: ActionRead) -> tuple[int, int] | None:
    """Return where a second task begins."""
    quiet, start = read.quiet, read.deed_at
    for match in _ADDS.finditer(quiet, start + 8):
        behind = quiet[match.end() :]
        if _is_somebody(read, match):
            continue
        if re.search(r"[a-z]{3}", behind) and not _EVIDENCE_BEHIND.match(behind):
            return match.span()
    for match in _TOO.finditer(quiet, start + 8):
        first = re.match(
            r"\W*(?:and |then |to |will )*([a-z-]+)", re.split(r"[;.,:]", quiet[start : match.start()])[-1]
        )
        if _FOR_SOMEBODY.search(quiet, start, match.start()):
            return match.span()
        if (
            first is not None
            and (_stem(first[1]) in VERBS or first[1] in ("needs", "wants"))
            and first[1] not in _BACK
            and _stem(first[1]) not in _OF_A_RESULT
        ):
            return match.span()
    for pattern in (_NOUN_OF_A_TASK, _FOUND_OUT):
        if (further := pattern.search(quiet, start + 8)) and not _FINITE.search(further.group()):
            return further.span()
    return _verb_behind(read, quiet, start) or _thing_behind(quiet, start)


_FOR_SOMEBODY = re.compile(r"[;.]\s+(?:[a-z'-]+\s+){1,3}for\s+[a-z'-]+$")
_NOUN_OF_A_TASK = re.compile(
    r"(?:;|(?<=[a-z]{3})\.)\s+(?:and |then |also )?(?:(?:a|an|the|new)\s+)?(?:[a-z'-]+\s+){0,4}(?:referral"
    r"|application|assessment|appointment|slot"
    r"|place|test|form|check|lesson|training|session|grant|loan|voucher)\s+(?:for|to|with"
    r"|at)\s+(?:[a-z' -]+)(?=[.;,]|\s{2})"
)
_FOUND_OUT = re.compile(r";\s+(?:to\s+)?find out (?:where|who|what|whether|if|how|why)\s[a-z' ]+")
_LAST_WORD = re.compile(r"(?<![\w'])(?:a|an|the|his|her|their)$")


def _is_somebody(read: ActionRead, match: re.Match[str]) -> bool:
    """Say whether only another person is added, who comes along: plus the interpreter."""
    end = match.end()
    if not _LAST_WORD.search(match.group()):
        return False
    place = end + len(read.quiet[end:]) - len(read.quiet[end:].lstrip())
    who = read.words.at("titles", read.quiet, place) or read.words.at("kin", read.quiet, place)
    return who is not None or bool(
        re.match(r"(?:interpreter|translator|signer|note taker)\b", read.quiet[place:])
    )


_SECOND = re.compile(
    r"(?:;|(?<=[a-z]{2})(?<!\bno)\.|\s/)\s+(?P<thing>(?:and |then |same day "
    r"|also )?[^,;.:=]{8,70}),\s+(?P<result>[^;.]{6,})"
)
_NO_TASK = re.compile(
    r"(?:no|none|nil|not|fewer|less|at least|every|each|all|both|if|when|any|with|without|from|on|at|in"
    r"|by|before|after|until|so|he"
    r"|she|they|it|mum|dad|we|who|what|how|which|where|whether|one|two|three|four|five|nobody|both|yes"
    r"|still|over|under|above|below"
    r"|evidence|success|measure|we|you|there|here|answer|answers|result|results|photo|photos|target"
    r"|outcome|over|half|\d)\b"
)
_FINITE = re.compile(
    r"(?<![\w'])(?:is|are|was|were|has|have|had|can|will|says?|tells?|told|said|shows?|shown|seen"
    r"|signs?|signed|reads?|goes|comes"
    r"|gets|knows|names|stays|eats|sleeps|keeps|takes|brings|gives|counts?|counted|rings|agreed|agrees"
    r"|noted|recorded|heard|written"
    r"|wants|does|sees|makes|looks|walks|plays|uses|drinks|wears|turns|[a-z]{3,}ed)(?![\w'])"
)
_ADDED = re.compile(r"(?:then|and|also|same day)\s+(?:the|a|an|his|her|[a-z]+'s)\s")
_GOES_TO = re.compile(
    r"(?<![\w'])(?:to|for|up|down|off|onto|into|away)\s|\bto be [a-z]+ed\b"
    r"|\bby then\b|\bsame (?:day|date)\b"
)


def _thing_behind(quiet: str, start: int) -> tuple[int, int] | None:
    """Return where a further thing stands behind the result, with a result of its own."""
    for match in _SECOND.finditer(quiet, start + 15):
        thing = match["thing"].strip()
        words = thing.split()
        if (
            len(words) < 3
            or words[0] in QUALITIES
            or _NO_TASK.match(thing)
            or _FINITE.search(thing)
            or not (_GOES_TO.search(thing + " ") or _ADDED.match(thing))
        ):
            continue
        if _FINITE.search(match["result"]) or re.match(r"(?:in|on|by|at|up|empty|down)\b", match["result"]):
            return match.start("thing"), match.end("thing")
    return None


def _verb_behind(read: ActionRead, quiet: str, start: int) -> tuple[int, int] | None:
    does = read.owner.modal == "s"
    for match in _PIECE.finditer(quiet, start + 8):
        verb, following = match["verb"], match["next"]
        stem = _stem(verb) if does else verb
        if does and stem == verb:
            continue
        if (
            stem not in VERBS
            or following in _BACK
            or stem in QUALITIES
            or is_no_deed(quiet, match.end("verb"))
        ):
            continue
        if (
            stem in _ALWAYS
            and (stem not in NOUNS_TOO or following in _DET)
            and (following in _DET or following in _TOGETHER)
        ):
            return match.span()
        is_told_of = re.search(
            r"(?:^|\s)(?:he|she|they)\s", match.group()[: match.start("verb") - match.start()]
        )
        if (
            does
            and not is_told_of
            and stem in ("get", "buy", "put", "take", "give", "do", "make", "start")
            and match["mark"].strip() in (";", ".")
        ):
            return match.span()
        if (following in ("into", "about") and stem in ("look", "see", "go")) or (stem, following) in _JOINED:
            return match.span()
        if (
            match["mark"].strip() in (";", ".", ",", ")", "and")
            and stem in ("find", "ring")
            and match["more"] in ("a", "an", "re", "about")
        ):
            return match.span()
        is_apart = match["mark"].strip() in (";", ".")
        is_somebody = following in _DET or read.said.plain[match.start("next")].isupper()
        if is_apart and is_somebody and not is_told_of and stem in _WITH_SOMEBODY and stem not in NOUNS_TOO:
            return match.span()
        if stem in _EVIDENCE:
            continue
        if following in _DET and match["more"] not in (
            "same",
            "result",
            "answer",
            "outcome",
            "date",
            "reason",
            "names",
            "name",
        ):
            return match.span()
    return None


def _stem(verb: str) -> str:
    if verb in VERBS:
        return verb
    if verb.endswith("ies") and verb[:-3] + "y" in VERBS:
        return verb[:-3] + "y"
    if verb.endswith("es") and verb[:-2] in VERBS:
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and verb[:-1] in VERBS else verb
