"""How anybody will know: what stands behind the deed and is no owner, day, place or further task."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, is_participle
from meetingdesk.domain.coach.owner_seen import OwnerSeen
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.coach.who import pieces_of, row_at
from meetingdesk.domain.coach.words import Words
from meetingdesk.domain.frequencies import frequency_spans

_CONJUNCTION = re.compile(r"\s*(?:(?:and|then|so|but|&|\+|ie|eg|i\.e\.|e\.g\.|with|by|having|also|when)\s+)*")
_PLACE = re.compile(
    r"(?:at|in|with|for|on|from|about|re|regarding|around|via|through|thru"
    r"|during|before|after|because|as|since|including|incl|such as|per"
    r"|alongside|whilst|while|w/|to|ref|due|given|concerning|particularly"
    r"|especially|e\.?g\.?|i\.?e\.?|near|inside|outside|over|between|towards"
    r"|based|using|subject|if|unless|until|till|where|when|now|not|aka|together"
    r"|jointly|urgently|possibly|starting|beginning|following|as well|who"
    r"|which)\b"
)
_REASON = re.compile(
    r"(?:because|as|since|given|due to|in (?:light|view) of|following|it's|it is|he is|she is|concerns?)\b"
)
_TELLS = re.compile(
    r"(?<![\w'])(?:can|cannot|can't|could|has|have|had|is|are|was|were|isn't"
    r"|aren't|says?|said|tells?|told|shows?|shown|seen|names?|knows?|reads?"
    r"|comes?|goes|gets"
    r"|under|below|above|over|least|most|fewer|less|more than|than|at or|or more"
    r"|or fewer|or less|within|no|none|never|not|every|each|all|both|nothing"
    r"|without|score[sd]?|down|up|again"
    r"|signed|filed|recorded|noted|reported|read|heard|sent|given|written"
    r"|held|kept|logged|counted|checked|agreed|confirmed|picked|chosen|told"
    r"|yes|no|answers?|results?|outcome|names?|who|what|which|how|where|whether"
    r"|if|\d+)(?![\w'])|'s\s|\d|x{4,}|[a-z]{3,}s(?![\w'])|[a-z]{3,}ed(?![\w'])"
    r"|=|<|>|%"
)
_KNOWING = re.compile(
    r"(?<![\w'])(?:so\s+(?:that\s+)?(?!as\b|far\b|on\b)(?:he|she|they|it|we"
    r"|the|mum|dad|both|all|there|no|nobody|that|everyone|x+|[a-z]+)\b|until\s+(?:(?:he"
    r"|she|they|it|mum|dad|both|all)\s+[a-z']+|(?:the\s+)?[a-z]+\s+(?:can"
    r"|is|has|are|have|says|shows))\b|in order (?:that|to)|to see (?:if|whether"
    r"|that|how many|what|who|which)"
    r"|(?:below|under|above|over|at least|no more than|fewer than|less than"
    r"|down to|up to) (?:\d|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|half)|how many|yes or no|yes/no|shown by|as shown|evidenced by|evidence[:=]"
    r"|evidence (?:of|is|will)|as evidence|measured?\b|success|done when|we(?:'ll"
    r"| will)? know|target\b|until no\b|to (?:check|confirm|find out|establish"
    r"|see|say|show|tell|hear) (?:if|whether|who|what|which|how|that|where"
    r"|why)"
    r"|asks?(?:ing)? (?:[\w']+ ){0,6}?(?:what|who|how|why|where|which|whether)"
    r"|what (?:he|she|they|mum|dad) (?:said|says|saw|sees|wants?|thinks|tells"
    r"|calls|means?)|who (?:said|is|was|has|lives|sleeps)|in (?:his|her|their) own words"
    r"|own words|word for word|verbatim|(?:tells?|says?|reports?|names?|lists?"
    r"|shows?|writes? down|confirms?|records?)\b(?:\s+[a-z']+){0,6}\s+(?:which"
    r"|who|whether|if|what|how|where)\b|to have (?:seen|found|been|had|got"
    r"|asked)\b|with .{1,25} (?:having|able to|saying|doing)\b|(?:\band|&"
    r"|\bthen) (?:the |his |her |their |all )?[a-z']+ (?:[a-z']+ )?(?:has"
    r"|have|can|is|are|says|tells|knows|shows|goes|comes|does|gets|reads|names"
    r"|drinks|uses|hears) [a-z]|(?:\band|&) (?:he|she|they|it)(?:'s|'re|\s+[a-z]+s)\s+[a-z]"
    r"|from .{1,20} to (?:under|below|\d)|out of (?:ten|10|five|5))"
)
_REPORTS = re.compile(
    r"(?:\band|&|\+|,|;|\bthen)\s+(?:then\s+|also\s+|to\s+|will\s+|he\s+|she\s+"
    r"|they\s+|it\s+)*(?P<verb>report(?:s|ed|ing)?|tell(?:s|ing)?|told|say(?:s"
    r"|ing)?|writ(?:e|es|ing)|not(?:e|es|ed|ing)|record(?:s|ed|ing)?|log(?:s"
    r"|ged|ging)?"
    r"|pass(?:es|ed|ing)?|let(?:s|ting)?|ring(?:s|ing)?|text(?:s|ing)?|e-?mail(?:s"
    r"|ing)?|read(?:s|ing)?|count(?:s|ed|ing)?|name(?:s|d)?|list(?:s|ed|ing)?"
    r"|bring(?:s|ing)?|show(?:s|n|ing)?|give(?:s|n)?|giving|send(?:s|ing)?"
    r"|sent"
    r"|share(?:s|d)?|feed(?:s|ing)?|feedback|updat(?:e|es|ed|ing)|confirm(?:s"
    r"|ed|ing)?|stat(?:e|es|ed|ing)|put(?:s|ting)?|com(?:e|es|ing)|hand(?:s"
    r"|ed)?|present(?:s)?|explain(?:s)?|draw(?:s)?|photograph(?:s|ed)?|answer(?:s)?"
    r"|reply(?:ing)?|replies"
    r"|ask(?:s|ed|ing)?|find(?:s)?|see(?:s|n)?|check(?:s|ed|ing)?|compar(?:e"
    r"|es|ed)|score(?:s|d)?|measur(?:e|es|ed)|plot(?:s|ted)?|weigh(?:s|ed)?"
    r"|rat(?:e|es|ed)|mak(?:e|es) sure|watch(?:es)?|hear(?:s|d)?|upload(?:s"
    r"|ed)?|fil(?:e|es|ed)|minut(?:e|es|ed)"
    r"|mark(?:s|ed)?|tick(?:s|ed)?|sign(?:s|ed)?|test(?:s|ed)?|try|tries|describ(?:e"
    r"|es)|set(?:s)? out|return(?:s|ed)?|scan(?:s|ned)?|cop(?:y|ies|ied)|star(?:s)?"
    r"|choos(?:e|es)|pick(?:s|ed)?|work(?:s)? out|look(?:s)?|print(?:s|ed)?"
    r"|(?:get|have|has|gets)\s+(?:him|her|them)\b(?!\s+head)|walk(?:s|ed)?"
    r"|film(?:s|ed)?|time(?:s|d)?|map(?:s|ped)?|repeat(?:s|ed)?|practis(?:e"
    r"|es|ed))\b(?P<rest>.*)"
)
_ONLY_ANY = re.compile(
    r"\s*(?:(?:up|on|back|in|to|it|them|with|the|sw|social worker|any)\s+)*(?:any"
    r"|anything|concerns?|issues?|worries|changes?|as\b|if\b|where\b|when\b"
    r"|relevant|appropriately|accordingly|information|info|support|advice"
    r"|how (?:it|things) (?:goes|go)|each other|regularly|(?:the )?(?:[a-z]+ )?(?:meeting"
    r"|panel|marac|core group|group|conference|chair|network|team|sw|social worker"
    r"|review|agencies|professionals)\s*$)"
)
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "with",
        "by",
        "from",
        "and",
        "or",
        "is",
        "are",
        "be",
        "been",
        "was",
        "were",
        "it",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "our",
        "all",
        "each",
        "both",
        "every",
        "as",
        "per",
        "via",
        "then",
        "x",
        "no",
        "up",
        "out",
        "off",
        "back",
        "into",
        "up",
        "over",
        "has",
        "have",
        "had",
        "will",
        "so",
        "he",
        "she",
        "they",
        "them",
        "him",
        "there",
        "here",
        "within",
        "about",
        "re",
        "w/",
        "i",
        "e",
        "same",
        "own",
    ]
)
_COUNTS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "times",
        "hours",
        "hour",
        "weeks",
        "week",
        "monthly",
        "weekly",
        "all",
        "done",
    ]
)
_PAPER = frozenset(
    """
    copy copies form forms letter letters minutes certificate certificates register registers receipt
    receipts sheet sheets log logs record records entry
    entries report reports paperwork document documents documentation tally ticklist checklist email
    emails e-mail e-mails confirmation acknowledgement
    reference number numbers ref referral referrals attendance sign signature signatures signed invoice
    printout note notes case file filed files template chronology
    assessment plan agenda diary count audit spreadsheet tracker folder stats statistics figures data
    leaflet leaflets pack booklet timesheet timesheets booking
    invitation appointment contract agreement slip database system portal box ticked tick workbook
    worksheet scan scanned dash logged recorded minuted uploaded
    noted documented entered written typed sent submitted circulated distributed saved booked completed
    done held attended delivered made posted counted
    added stored received acknowledged evidenced evidence measure measured shown proof proved proven
    verified tracked visit visits session sessions call calls contact contacts appointments
    meeting meetings lcs mosaic rio cpoms systmone emis number total percentage inbox pdf paper electronic
    hard dated certified official standard usual updated up-to-date date list lists risk safety pathway
    care service team office admin business support hq
    success outcome output outputs target kpi confirmed in place shared handed out given read receipt
    workshop workshops programme course group groups class classes
    enrolment oasys quoted application forwards forwarded forward acknowledgment completion training
    slides notification notifications email'd emailed faxed posted printed summary tick-box patrol tasks
    task evidence: copy: signposted
    photo-copy proforma pro-forma consent dates timeline genogram minute print-out duly fully online
    upload liquidlogic eclipse azeus niche athena returns return
    sign-in signing-in signed-in attendances contact-sheet on-file case-file casefile closed opened
    screenshot spine summary
    """.split()  # noqa: SIM905
)


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
    for start, end in pieces_of(text):
        if end <= deed:
            continue
        if is_first:
            is_first = not re.search(r"[a-z]{2}", text[max(start, deed) : end])
            continue
        if _says(text, said.plain, start, end, words):
            found.append((start, end))
    for start, end in pieces_of(text):
        lead = _CONJUNCTION.match(text, start)
        if start > deed and (_NO_RESULT.match(text, start) or (lead and _NO_RESULT.match(text, lead.end()))):
            text = text[:start] + " " * (end - start) + text[end:]
    start = _deed_words(text, deed)
    is_vague = any(words.at(name, text, start) for name in ("monitor", "continue", "liaise", "vague_verb"))
    for match in _KNOWING.finditer(text, deed):
        if is_vague and not _SURELY.match(match.group()):
            continue
        if len(text[match.end() :].split()) or match.start() > deed + 12:
            found.append((match.start(), len(text)))
    least = 1 if is_vague else 0
    found += [
        (match.start("verb"), len(text))
        for match in _REPORTS.finditer(text, deed)
        if len(_content(match["rest"])) > least and not _ONLY_ANY.match(match["rest"])
    ]
    purpose = bool(said.understood.purpose) or bool(
        re.search(r"\bso (?:that |he |she |they |it )|\bin order\b|\bbecause\b|\bto see (?:if|whether)", text)
    )
    if not found and said.understood.measure and len(said.understood.measure.split()) > 1:
        found.append((0, 0))
    spans = [span for span in found if span != (0, 0)]
    is_paper = bool(spans) and all(_is_paper(text[start:end], said.quiet[start:end]) for start, end in spans)
    return MeasureSeen(tuple(found), is_paper, purpose)


_SURELY = re.compile(
    r"so\s|below|under|above|over|at least|no more|fewer|less|down to|up to"
    r"|until|in order|to (?:see|check|find|confirm)|shown|evidence|measure"
    r"|success|done when|we|target|yes|from\s|own words|in (?:his|her|their) own"
    r"|word for|verbatim|out of|as shown"
)
_SKIPPED = re.compile(
    r"\s*(?:(?:also|then|now|jointly|together|please|still|again|to|just|further"
    r"|urgently|[a-z]+ly|only|be|will|is|are)\s+)*"
)


def _deed_words(text: str, deed: int) -> int:
    match = _SKIPPED.match(text, deed)
    return match.end() if match else deed


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9][a-z0-9'%/-]*|[%=<>]|£\d+", text) if word not in _STOP]


def _says(text: str, plain: str, start: int, end: int, words: Words) -> bool:
    """Say whether a piece is more than a name, a place, a further task or a vague word."""
    piece = text[start:end]
    lead = _CONJUNCTION.match(piece)
    body = piece[lead.end() :] if lead else piece
    content = _content(body)
    if not content:
        return False
    at = start + len(piece) - len(body)
    row = row_at(plain[:end], text[:end], at, words)
    if row is not None and not re.search(r"\w", text[row.end : end]):
        return False
    for name in ("vague_time", "conditional"):
        match = words.at(name, body.lstrip())
        if match is not None and len(_content(body.lstrip()[match.end() :])) < 2:
            return False
    if _PLACE.match(body):
        return bool(_STRONGLY.search(body)) and not _REASON.match(body)
    if _NO_RESULT.match(body):
        return False
    first = _IMPERATIVE.match(body)
    if (
        first is not None
        and first.group(1) in NOUNS_TOO
        and not re.match(r"[a-z'-]+\s+(?:the|a|an|his|her|their|him|it|them|mum|dad)\b", body)
    ):
        first = None
    if first is not None and first.group(1) in VERBS:
        return first.group(1) in _EVIDENCE_VERBS and not _ONLY_ANY.match(body[first.end(1) :])
    if _SUBJECT.match(body):
        return True
    return len(content) > 1 or content[0] in _ONE_WORD or (is_participle(content[0]) and len(content[0]) > 3)


_IMPERATIVE = re.compile(
    r"([a-z'-]+)\s*(?:$|(?:the|a|an|his|her|their|to|with|him|it|them|on|in"
    r"|for|at|about|up|out|all|each|any|mum|dad|that|this|as|who|what|how"
    r"|if|whether|over|into|[a-z]+'s|x{3,})\b)"
)
_NO_RESULT = re.compile(
    r"(?:(?:and|then)\s+)?(?:(?:he|she|they|it)\s*(?:is|are|'s|'re)?\s*(?:also\s+)?(?:to\s"
    r"|also\s)|then\s+(?:he|she|they)(?:'ll|\s+will)|(?:he|she|they)'ll\s"
    r"|also\b|be\s|stay\s|remain\s|it's (?:working|going|helping)|(?:it )?(?:is )?working well"
    r"|going well"
    r"|next (?:report|review|visit|meeting|update|appointment|session|contact)"
    r"|review (?:at|on|in|by|with)|no change|as (?:before|now)\b|same again"
    r"|please\b|ta\b|thanks\b|owner\b|lead\b|action\b|who:|urgent\b|priority\b"
    r"|ongoing\b|details? (?:to|from)|referral (?:to|via)|[a-z ]{2,30} also to\b)"
)
_SUBJECT = re.compile(r"(?:he|she|they|it|mum|dad|both|all|none|nobody)\s+[a-z']+")
_ONE_WORD = frozenset(
    [
        "signed",
        "seen",
        "certificates",
        "certificate",
        "minutes",
        "photos",
        "photo",
        "sustained",
        "recorded",
        "logged",
        "filed",
        "register",
        "tally",
        "sms",
        "copied",
        "receipt",
        "receipts",
        "letter",
        "verbatim",
        "minuted",
    ]
)
_STRONGLY = re.compile(
    r"from .{1,20}(?:down|up) to|until (?:he|she|they|it|no)|(?<![\w'])(?:can"
    r"|says?|tells?|shows?|names?|under|below|above|at least|fewer|less than"
    r"|more than|no more|yes|answer|result|seen|written|who|what|how many"
    r"|goes to|told)(?![\w'])|%|\d+ (?:of|out of|times|nights|days)"
)
_EVIDENCE_VERBS = frozenset(
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
        "see",
        "find",
        "ask",
        "hand",
        "give",
    ]
)


def _is_paper(piece: str, whole: str) -> bool:
    """Say whether a measure names nothing but a paper, an entry or a count."""
    if "xxxx" in whole or "'" in re.sub(r"\w'\w", "", whole) or piece.lstrip().startswith("so "):
        return False
    content = [word for word in _content(piece) if word not in _COUNTS and not word.isdigit()]
    left = [word for word in content if word not in _PAPER]
    held = len(content) - len(left)
    if _REAL.search(piece):
        return False
    if _PAPER_FIRST.match(piece) and len(content) < _FEW:
        return True
    return held >= 1 and (len(left) < 2 or (len(left) == 2 and held > 3))


_FEW = 6
_PAPER_FIRST = re.compile(
    r"\W*(?:and |by |a |the |an |with )*(?:\w+ ){0,2}?(?:forms?|letters?|cop(?:y"
    r"|ies)|certificates?|minutes|registers?|logs?|sheets?|receipts?|e-?mails?"
    r"|reports?"
    r"|entry|entries|referrals?|records?|confirmation|acknowledgement|paperwork"
    r"|checklist|diary|tally|reference|invoice|signature)\b"
)
_REAL = re.compile(
    r"(?<![\w'])(?:can|says?|tells?|knows?|him|who|what|which|how|why|whether"
    r"|if|his words|her words|yes|under|below|above|at least|fewer|less|more"
    r"|who's|what's|he's|she's|better|worse|smaller|asleep|awake|works?|open(?:s)?"
    r"|locks?|holds?|he|she|they|mum|dad)(?![\w'])|%"
)
