"""What is to be done: nothing definite, only watching, going on or being in touch, or two things at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, is_participle
from meetingdesk.domain.coach.added_task import QUALITIES, added_task
from meetingdesk.domain.coach.finding import Seen
from meetingdesk.domain.coach.method_seen import is_change, is_method, is_outcome, is_product
from meetingdesk.domain.coach.reading import ActionRead
from meetingdesk.domain.coach.two_tasks import is_no_deed, second_task
from meetingdesk.domain.coach.two_things import second_thing


def not_an_action(read: ActionRead) -> Iterator[Seen]:
    """It says how things are, not what somebody does."""
    if read.is_statement:
        yield Seen()


def monitor(read: ActionRead) -> Iterator[Seen]:
    """Somebody only watches, and nobody says how or for what."""
    span = _at(read, "monitor") or _in_deed(read, "monitor_anywhere")
    if span and not (read.measure.is_there and is_method(read)):
        yield Seen(*span, read.said.plain[span[0] : span[1]])


def continues(read: ActionRead) -> Iterator[Seen]:
    """What is done already goes on, and nothing changes."""
    span = _at(read, "continue") or _in_deed(read, "continue_anywhere") or _goes_on(read)
    if span is not None and _ONLY_ASKED.search(read.quiet[: span[0]]):
        return
    if span is None or (read.measure.is_there and is_change(read, span[1])):
        return
    if not _IN_TOUCH.search(read.quiet[span[0] : span[1] + 14]):
        yield Seen(*span, read.said.plain[span[0] : span[1]])


_ONLY_ASKED = re.compile(r"(?<![\w'])(?:whether|if|who|what|that|why|how|where|which)\s[^;.,]{0,40}$")
_IN_TOUCH = re.compile(
    r"\b(?:lines|channels|touch|contact|informed|updated|posted|loop|abreast|eye|eyes|watch|tabs|review"
    r")\b"
)


def _goes_on(read: ActionRead) -> tuple[int, int] | None:
    """Return where a line without a result says that what is done goes on."""
    if read.measure.is_there:
        return None
    match = read.words.find("continue_loosely", read.quiet)
    return match.span() if match is not None else None


def liaise(read: ActionRead) -> Iterator[Seen]:
    """Somebody is in touch, and nothing is to come of it."""
    if any(True for _ in monitor(read)) or any(True for _ in continues(read)):
        return
    span = _only(read, "liaise")
    if span is None and (span := _at(read, "liaise_only")) and is_outcome(read):
        return
    if span:
        yield Seen(*span, read.said.plain[span[0] : span[1]])


def vague_verb(read: ActionRead) -> Iterator[Seen]:
    """The thing done is nothing definite."""
    if any(True for rule in (monitor, continues, liaise) for _ in rule(read)):
        return
    span = _only(read, "vague_verb") or _unknown_verb(read)
    if span is None and (span := _at(read, "vague_only")) and is_product(read):
        return
    if span:
        yield Seen(*span, read.said.plain[span[0] : span[1]])


_WORD = re.compile(r"[a-z][a-z-]*")


def _unknown_verb(read: ActionRead) -> tuple[int, int] | None:
    """Return where a deed begins with a verb that nobody writes for something definite."""
    if read.measure.is_there or not read.owner.is_in_front or read.owner.modal not in ("to", "will"):
        return None
    match = _WORD.match(read.quiet, read.deed_at)
    if match is None or match.group() in VERBS or len(match.group()) < 4:
        return None
    return match.span()


def _at(read: ActionRead, name: str) -> tuple[int, int] | None:
    """Return where a deed begins with a phrase of a list."""
    for place in read.deeds_at:
        match = read.words.at(name, read.quiet, place)
        if match is not None:
            return match.span()
    return None


def _in_deed(read: ActionRead, name: str) -> tuple[int, int] | None:
    """Return where the sentence of the deed holds a phrase of a list."""
    end = _SENTENCE.search(read.quiet, read.deed_at)
    begin = read.owner.end if read.owner.is_in_front else 0
    match = read.words.find(name, read.quiet, begin, end.start() if end else None)
    return match.span() if match is not None else None


_SENTENCE = re.compile(r";\s|(?<=[a-z)][a-z)])(?<!\bno)\.\s")


def _only(read: ActionRead, name: str) -> tuple[int, int] | None:
    """Return where a deed begins with a phrase of a list, if nothing says how anybody will know."""
    return None if read.measure.is_there else _at(read, name)


def conditional(read: ActionRead) -> Iterator[Seen]:
    """The deed itself hangs on something."""
    owner = read.owner
    if owner.is_in_front and not owner.is_kin and owner.modal in ("may", "might", "could", "would"):
        yield Seen(owner.end, owner.deed, owner.modal)
        return
    results = [start for start, end in read.measure.pieces if end > start > read.deed_at]
    until = min(results, default=len(read.quiet))
    if (hangs := _HANGS.search(read.quiet)) and hangs.start() <= until:
        yield Seen(*hangs.span(), read.said.plain[hangs.start() : hangs.end()].strip(" ,"))
        return
    for match in read.words.all("conditional", read.quiet):
        if match.start() > until and not _BEGINS.search(read.quiet, 0, match.start()):
            continue
        if _NO_CONDITION.match(read.quiet, match.start()):
            continue
        if ":" in read.quiet[match.end() : owner.start] and owner.start > match.end():
            continue
        if not _is_found_out(read.quiet, match):
            yield Seen(*match.span(), read.said.plain[match.start() : match.end()])
            return


_HANGS = re.compile(
    r"(?:[,(]|^)\s*[a-z][a-z' ]{2,40}? (?:permitting|allowing)\s*(?=[,.;)]|$)|(?:^|[,(])\s*(?:(?:the|her"
    r"|his|their)\s+)?[a-z'-]+(?:\s+and\s+[a-z'-]+)?\s+(?:being\s+)?(?:willing|permitting|allowing"
    r"|consenting|agreeing|agreeable|in agreement|up for it|amenable)\s*(?=[,.;)]|$)"
    r"|(?<![\w'])(?:where|if|when|as|should) (?!that\b|this\b|it\b)[a-z' ]{3,30}? (?:permits?"
    r"|allows?)(?![\w'])(?! (?:him|her|them|visits))"
    r"|(?<![\w'])if (?:he|she|they|anyone|somebody|it) happens? to"
    r"|(?<![\w'])(?:as|so) (?:far|much|often|well|soon|long|early|many) as [^,;.]{2,40}?\b(?:lets?|allows?"
    r"|permits?|will bear)\b"
)
_NO_CONDITION = re.compile(
    r"as appropriate adult|with [a-z']+ (?:consent|agreement|permission|say-so|blessing"
    r"|approval),? (?:already|now|having been"
    r"|given|signed|in hand"
    r"|on file|obtained|recorded)|as soon as (?:possible|practic|poss)|if appropriate [a-z]+ (?:was|is"
    r"|were)|(?:when|if|where) possible (?:isn't|is not|is no)"
)
_SIMPLY_IF = re.compile(
    r"if (?:at all )?(?:possible|poss|approp|needed|necessary|required|able"
    r"|feasible|practic|available|indicated|suitable|relevant|applicable|warranted"
    r"|so|need be|agree|consent)"
)
_BEGINS = re.compile(r"(?:[;:,.(]|\s-)\s*$")
_FINDS_OUT = re.compile(
    r"(?:ask|asks|asked|asking|see|find out|finds out|found out|check|checks"
    r"|say|says|tell|tells|know|knows|whether|answer|answers|establish|confirm"
    r"|confirms|decide|decides|learn|record|report|note|wonder|clarify|her"
    r"|him|them|mum|dad|and|or|is|out|state|states|test|write|but)\s+(?:[a-z']+\s+){0,3}$"
)


_ASKS_IF = re.compile(
    r"\b(?:asks?|asking|checks?|finds? out|sees?|hears?|tests?|establish(?:es)?"
    r"|confirms?)\b(?![^;.]*\bto (?!find|see|check|hear|ask|know)[a-z]+\b)"
    r"[^;.]{0,70}$"
)


def _is_found_out(quiet: str, match: re.Match[str]) -> bool:
    """Say whether an "if" only begins what somebody is to find out, or what follows a result."""
    words = match.group()
    before = re.split(r"[;.]\s", quiet[: match.start()])[-1]
    if words.startswith("if") and not _SIMPLY_IF.match(words) and _ASKS_IF.search(before):
        return True
    if re.search(r"\bwhether\b|\bask .{0,30}\b(?:if|what|how)\b", before):
        return "able" not in words
    if words.startswith("if") and not _SIMPLY_IF.match(words):
        return bool(_FINDS_OUT.search(before[-60:]))
    return False


_ALSO = re.compile(
    r"(?<![\w'])(?:also|in addition(?: to (?:this|that))?|additionally|besides(?: that"
    r"| this)?|as well as|on top of (?:this|that)|at the same time|separately"
    r"|secondly|while (?:he|she|they)(?:'s|'re| is| are) (?:there|at it)|furthermore"
    r"|plus|another thing|too)\s+(?:to\s+|he\s+|she\s+|they\s+|will\s+|'ll\s+"
    r"|is\s+|are\s+)*(?P<verb>[a-z'-]+)"
)
_AGAIN = re.compile(
    r"(?:[.;,]\s*|\b(?:and|then|&|\+)\s+)(?:(?:he|she|they|it|gp|sw|hv|dsl"
    r"|police|the [a-z]+|[a-z]+)(?:\s+[a-z]+)?\s+)?(?:(?:is|are)\s+)?(?:also\s+)(?:to\s+"
    r"|will\s+|'ll\s+)?(?P<verb>[a-z'-]+)"
    r"|(?:[.;]\s*|\b(?:and|then|&|\+)\s+)(?:then\s+)?(?:he|she|they)\s*(?:is to"
    r"|are to|will|'ll|to)\s+(?P<verb2>[a-z'-]+)"
)
_NUMBERED = re.compile(r"(?:^|[\s(])(?:1|a|i)[.)]\s.{6,}?[\s(](?:2|b|ii)[.)]\s|\bfirstly\b.{6,}\bsecondly\b")
_NEXT = re.compile(
    r"(?P<mark>;|\.\s|,\s*(?:and\s+|then\s+)?|\s(?:and|&|\+|then|plus)\s+(?:then\s+"
    r"|to\s+|will\s+)?|\s\+\s*|\s/\s)\s*(?:to\s+|will\s+)?(?P<verb>[a-z][a-z-]+)\s+(?P<next>[a-z0-9'-]"
    r"+)(?:\s+(?P<more>[a-z0-9'-]+))?"
)
_TASKS = frozenset(
    """
    book order refer apply arrange organise request register complete finish draft enrol convene obtain
    commission issue liaise contact replace install
    buy fund run deliver invite move sort chase set pay submit notify appoint allocate provide fix
    repair source transfer renew cancel purchase recruit make
    start begin fit change prepare update review visit speak hold attend offer swap clear clean secure
    supply train assess undertake support consider explore
    look discuss encourage rehouse serve apply fill recall reinstate amend design close extend lend collect
    """.split()  # noqa: SIM905
)
_SURE_TASKS = frozenset(
    """
    book order refer apply arrange organise request register enrol convene commission liaise install
    replace buy fund recruit invite renew purchase source appoint
    allocate chase rehouse submit draft cancel finish complete sort reinstate prepare
    """.split()  # noqa: SIM905
)
_SAME = frozenset(
    [
        "it",
        "them",
        "this",
        "that",
        "him",
        "her",
        "what",
        "who",
        "how",
        "if",
        "whether",
        "where",
        "his",
        "their",
        "both",
        "these",
        "those",
        "one",
    ]
)


def compound(read: ActionRead) -> Iterator[Seen]:
    """Two separate tasks stand in one action."""
    quiet = read.quiet
    start = read.deed_at
    if numbered := _NUMBERED.search(quiet):
        yield Seen(*numbered.span())
        return
    listed = _several_done(quiet, start) or added_task(read)
    if listed := listed or second_task(read) or second_thing(read):
        yield Seen(*listed)
        return
    for pattern in (_ALSO, _AGAIN):
        for match in pattern.finditer(quiet, start):
            verb = match.groupdict().get("verb") or match.groupdict().get("verb2") or ""
            if _is_task(verb) and match.start() > start + 8 and not _is_thing(quiet, match, verb):
                yield Seen(*match.span())
                return
    if _AND_TO.search(quiet, start + 4) and (added := _and_to(quiet, start + 4)):
        yield Seen(*added)
        return
    if (both := _LISTED_THINGS.search(quiet, start)) and read.owner.is_in_front and not read.owner.modal:
        yield Seen(*both.span())
        return
    if tasks := _tasks_in(quiet, start):
        yield Seen(*tasks[0])
        return
    for match in _NEXT.finditer(quiet, start):
        verb, following = match["verb"], match["next"]
        if verb not in VERBS or following in _SAME or match.start() < start + 8:
            continue
        if is_no_deed(quiet, match.end("verb")) or is_participle(following):
            continue
        if verb in QUALITIES and following not in ("the", "a", "an", "his", "her", "their"):
            continue
        is_strong = match["mark"].strip() in (";", ".") or match["mark"].strip().startswith(
            ("+", "&", "/", "plus")
        )
        if (
            is_strong
            and verb in _TASKS
            and (verb not in NOUNS_TOO or following in ("the", "a", "an", "his", "her"))
            and not _RUNS.match(quiet, match.end("next"))
        ) or (
            verb in _SURE_TASKS
            and (
                verb not in NOUNS_TOO or following in ("the", "a", "an", "his", "her", "their", "mum", "dad")
            )
        ):
            yield Seen(match.start("verb"), match.end("next"))
            return


_RUNS = re.compile(r"\s+(?:goes|is|are|comes|shows|has|reads|stays|gets|works|can)\b")
_AND_TO = re.compile(
    r"(?:\band|,\s*then|&|\+|\bplus)\s+(?:also\s+)?(?:to\s+|then\s+)(?P<verb>[a-z-]+)"
    r"|,\s+then\s+(?P<then>[a-z-]+)"
)
_LISTED_THINGS = re.compile(r"[a-z]\s\+\s[^+;.]{3,40}\s\+\s[a-z]")
_NO_TASK = frozenset(
    [
        "report",
        "tell",
        "say",
        "note",
        "record",
        "log",
        "pass",
        "ring",
        "read",
        "count",
        "name",
        "list",
        "bring",
        "show",
        "give",
        "send",
        "share",
        "confirm",
        "state",
        "answer",
        "reply",
        "check",
        "compare",
        "score",
        "measure",
        "plot",
        "weigh",
        "see",
        "be",
        "have",
        "rate",
        "watch",
        "hear",
        "upload",
        "file",
        "mark",
        "tick",
        "sign",
        "test",
        "try",
        "describe",
        "return",
        "scan",
        "copy",
        "photograph",
        "map",
        "print",
        "find",
        "ask",
        "get",
        "feed",
        "inform",
        "let",
        "know",
        "understand",
        "write",
        "set",
        "agree",
        "fill",
        "put",
        "clean",
        "choose",
        "pick",
    ]
)
_PIECE_VERB = re.compile(
    r"(?:[,;/]|\s(?:and|&|\+)|\d[.)])\s*(?:and\s+|then\s+|to\s+|\d[.)]\s*)*(?P<verb>[a-z]+)\s+(?P<next"
    r">[a-z']+)"
)


def _and_to(quiet: str, start: int) -> tuple[int, int] | None:
    for match in _AND_TO.finditer(quiet, start):
        verb = match["verb"] or match["then"]
        if verb in VERBS and verb not in _NO_TASK and (match["verb"] or verb not in NOUNS_TOO):
            return match.span()
    return None


def _tasks_in(quiet: str, start: int) -> list[tuple[int, int]]:
    """Return the further tasks of a list, each beginning with what is to be done."""
    return [
        match.span()
        for match in _PIECE_VERB.finditer(quiet, start + 4)
        if match["verb"] in VERBS
        and not is_no_deed(quiet, match.end("verb"))
        and not _RUNS.match(quiet, match.end("next"))
        and match["verb"] not in _NO_TASK
        and not is_participle(match["next"])
        and match["next"]
        not in _SAME | {"is", "are", "was", "has", "to", "in", "at", "on", "and", "or", "stops", "works"}
        and (match["verb"] not in QUALITIES or match["next"] in ("the", "a", "an", "his", "her", "their"))
        and match["verb"] not in ("come", "go", "fit", "carry", "bail", "pay", "document", "stay", "help")
        and (
            match["next"] in ("the", "a", "an", "his", "her", "their", "mum", "dad")
            or (
                match["verb"] not in NOUNS_TOO
                and (match["next"] in ("to", "for", "into", "out", "up") or match["verb"] in _TASKS)
            )
        )
    ]


_DONE = re.compile(
    r"(?<![\w'])(?:arranged|booked|ordered|referred|requested|completed|set up"
    r"|applied for|installed|updated|made|given|sent off|organised|chased"
    r"|obtained|allocated|finished|rehoused|registered|issued|drafted)(?![\w'])"
)
_PLUS_THING = re.compile(
    r"[,;.]\s*(?:and\s+|plus\s+)?(?:also|plus|as well as|in addition to)\s+(?:a"
    r"|an|the|[a-z]+ing)\b|[,;.]\s*also\s+(?!(?:"
    "told|seen|said|noted|recorded|shown|logged|says|tells"
    r")\b)[a-z]+"
)


def _several_done(quiet: str, start: int) -> tuple[int, int] | None:
    """Return where two things that are to be done are told as done: "meeting arranged, bed ordered"."""
    if added := _PLUS_THING.search(quiet, start + 8):
        return added.span()
    done = [match.span() for match in _DONE.finditer(quiet, start)]
    apart = [
        span
        for span in done[1:]
        if re.search(r"[,;]|\band\b", quiet[done[0][1] : span[0]])
        and quiet[slice(*span)] != quiet[slice(*done[0])]
    ]
    return apart[0] if apart else None


def _is_thing(quiet: str, match: re.Match[str], verb: str) -> bool:
    """Say whether a word that can be a deed stands for a thing here: the offer."""
    return verb in NOUNS_TOO and not re.match(
        r"\s+(?:the|a|an|his|her|their|mum|dad|to|for|up|out|on|whether|if|what|who|that)\b",
        quiet[match.end() :],
    )


def _is_task(verb: str) -> bool:
    stem = (
        verb[:-1]
        if verb.endswith("s") and verb[:-1] in VERBS
        else verb[:-2]
        if verb.endswith("es") and verb[:-2] in VERBS
        else verb
    )
    if verb.endswith("ing"):
        stem = verb[:-3] if verb[:-3] in VERBS else verb[:-3] + "e"
    return stem in VERBS and stem not in (
        "report",
        "tell",
        "say",
        "note",
        "record",
        "log",
        "name",
        "show",
        "confirm",
        "state",
        "sign",
        "read",
        "count",
        "rate",
    )
