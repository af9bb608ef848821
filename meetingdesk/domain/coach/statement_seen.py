"""Whether a line says how things are, and nothing that is to be done."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, is_past
from meetingdesk.domain.coach.date_seen import IMPOSSIBLE
from meetingdesk.domain.coach.owned import Owned, OwnerSeen
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.coach.words import Words
from meetingdesk.domain.date_parts import Lead

_HEADING = re.compile(
    r"\s*(?:note|nb|n\.b|fyi|for (?:info(?:rmation)?|noting)|noted|update"
    r"|background|context|concerns?|strengths?|comment|observation|fact|info"
    r"|to note|history|risks?|worr(?:y|ies)|strength|positive|positives"
    r"|apologies|present|in attendance|attendance|attendees|absent|invited|distribution|dates?"
    r"|venue)\s*[:.-]\s*"
    r"|(?:noted|to note|please note|it was (?:noted|agreed|felt|said|reported"
    r"|acknowledged)|the (?:meeting|group|panel|chair|conference) (?:noted"
    r"|heard|felt|agreed|acknowledged|thanked|recognised|was|were))\b"
)
_EVENT = re.compile(
    r"(?:next |initial |review |the )?(?:strategy|core group|review|child protection"
    r"|cp|cin|planning|professionals'?|legal|network|discharge|court|multi-agency)?\s*(?:meeting"
    r"|conference|hearing|review|panel|discussion|core group)\s{2,}(?:at\s+\S+"
    r"|,|[.(]|on teams|in\s|$)"
    r"|(?:next |initial |review )?(?:core group|conference|review|meeting|panel|marac|hearing|taf"
    r"|tac)\s{2,}[\s,.]*(?:\d[\d.:]*\s?(?:am|pm)?[\s,.]*)?"
    r"(?:[a-z0-9' ]{0,30})?\W*$"
)
_NEXT_EVENT = re.compile(
    r"\W*(?:the )?(?:next|initial|review|first|final|second|follow-?up)\s+(?:multi-agency "
    r"|child protection |legal |planning )?(?:core group|conference|review|meeting"
    r"|panel|marac|hearing|taf|tac|strategy discussion)\s+(?:is )?(?:on |at |for )?(?=\d|mon|tue|wed|thu"
    r"|fri)(?![^;]*(?:\bto\b|\bwill\b|;))[^;:]{0,60}$"
    r"|\W*(?:[a-z]+\s+){0,2}(?:trial|hearing|conference|inquest|appeal|sentencing|appointment|review"
    r"|operation|surgery)\s+(?:is |was |now )?(?:listed|scheduled|booked|due"
    r"|set|fixed|adjourned)\s+(?:for|on|to|at)\b(?![^;]*(?:\bto\s[a-z]|;))"
    r"|\W*[a-z]+(?:\s[a-z]+)?\s+(?:to be|will be|turns|is)\s+\d{1,2}\s+(?:on|in|next|this|by)\b"
)
_ANSWERS_FOR = re.compile(r"\b(?:responsible|accountable|answerable) for [a-z]+ing\b")
_TOLD_OF = re.compile(
    r"(?:no|nil|nothing|good|had|has|is|was|are|were|attendance|concerns?"
    r"|concerned|aware|unaware|not|doing|seen|reports?|worried|happy|pleased"
    r"|says|known|unknown|open|closed|never|still|very|mum|dad|he|she|they)\b(?! to\b)"
)
_TELLING = re.compile(
    r"(?:report|note|feel|state|say|confirm|advise|mention|describe|believe"
    r"|think|raise|acknowledge|express|share)s?\s+(?:that|he|she|they|no|mum"
    r"|dad|the|concerns?|a|some|his|her|it)\b"
)
_REMAIN = re.compile(
    r"(?<!\w)(?:to\s+(?:remain|stay|continue)\s+(?:open|on|at|in(?! place| force)|subject"
    r"|with|closed|under|a|the|allocated|high|medium)|no (?:further )?actions?(?: (?:needed"
    r"|required|identified|for))?|nfa|no further)\b"
)
_TO_DO = re.compile(
    r"(?<![\w'])(?:to|will|must|shall|should|'ll|needs? to)\s+(?:(?:also|then"
    r"|now|not|both|all|urgently|jointly|(?!(?:ap|re|sup|com|multi|f|bul|tal|ral)p?l?ly\b"
    r"|rely\b)[a-z]+ly)\s+)*(?P<verb>[a-z]+)"
)
_INTENDS = re.compile(
    r"(?:would like|hopes?|wants?|wishes|intends?|plans?|keen|happy|willing"
    r"|hoping|planning|looking forward|agrees|due|going|able|unable|likely"
    r"|unlikely|ready|prepared|reluctant|refus(?:es|ed|ing)|continues?|failed"
    r"|fails|seems?|appears?|tends?|used|scared|afraid|afford|has yet|yet"
    r"|reported|said|thought|believed|known|supposed|expected|meant|allowed"
    r"|started|began|begun|trying|needs?|has|have|rather|prefers?|wanted|wished|hoped|planned"
    r"|decided|chosen|chose|managed|struggles?|likes?|loves?|asked|struggling"
    r"|told|easy|hard|difficult|enough|moved|went|gone|come|came|opportunity"
    r"|chance|access|moving|return(?:ed|ing)?|plan is|aim is|hope is|intention is) $"
)


_HOW_IT_IS = re.compile(
    r"\W{0,10}+(?!.*\b(?:to|will|must|please)\s+(?:be|get|see|do|ring|send|visit|ask|book|make|tell|check"
    r"|write|bring|arrange)\b)"
    r"(?:[a-z][a-z'-]*\s+){1,5}?(?:(?:has|have|had)\s+(?:been|really|not|never|now|already|just|always)\b"
    r"|(?:is|are|was|were|isn't|aren't|feels?|seems?|appears?)\s+(?:really|very|so|quite|hopeful"
    r"|confident|pleased|worried|happy|sad"
    r"|concerned|aware|unsure|certain|sure|anxious|proud|grateful|doing|still|now|already|not(?! to\b)"
    r"|no longer(?! to\b)"
    r"|much|more|less|keen|angry"
    r"|upset|unwell|well|better|worse|brave|scared|afraid|tired|settled)\b"
    r"|(?:last|first|next) (?:seen|heard|attended|weighed|spoke|reported|arrested|visited)\b"
    r"|(?:do|does|did)(?:n't| not)\s(?!need)|(?P<now>already|currently|presently)\s+(?:stands?|sits?|runs?"
    r"|totals?|exceeds?|shows?|awaits?|in|on"
    r"|at|with|open|known|allocated|engaged|placed|living"
    r"|attending|under|subject|has|has)\b)"
)
_PLAN_IS = re.compile(
    r"\W*(?:(?:the|our|their|his|her|[a-z]+'s)\s+)*(?:overall\s+|long-?term\s+|general\s+)?(?:hope|plan|aim"
    r"|idea|intention|view|feeling"
    r"|understanding|expectation|wish|thinking|goal|consensus|opinion|preference|concern|worry|fear|sense"
    r"|belief)\s+(?:is|was|remains"
    r"|being)\s+(?:that|to|for|now)\b(?![^;]*;)"
)
_IS_SOMEWHERE = re.compile(
    r"\W*(?:mum|dad|mother|father|gran|nan|baby|he|she|they|the (?:baby|children|boys|girls|family|child"
    r"|parents)|unborn|both children)\s+"
    r"(?:(?:still|now|already|currently|also)\s+)?(?:on (?:bail|remand|tag|licence|methadone|medication"
    r"|the waiting|a|an)\b|in (?:custody|prison|hospital|refuge"
    r"|foster|care|contact|work)\b|due\b|under\b|known to|subject to|off (?:sick|work|school)|out of"
    r"|with (?:his|her|their)|away|aged|would (?:rather|like|prefer)"
    r"|wants?\b|hopes?\b)"
)
_TOLD_PAST = re.compile(r"\W*[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?\s+(?:has\s+|had\s+)?(?P<verb>[a-z]+)\s")
_NEEDS = re.compile(
    r"\b(?:needs?|requires?|wants?)\s+(?:to be|[a-z]+ing\b|[a-z]+ed\b|a [a-z]+ (?:doing|making|booking))"
)
_NAMED_DOES = re.compile(
    r"\W{0,10}+(?:(?:[A-Z][\w'-]*\.?|of|in|for|the|\([^()]*\)),?\s+){1,4}'?(?!is\b|was\b|has\b|had\b|says\b"
    r"|said\b|reports\b"
    r"|feels\b|thinks\b|wants\b|hopes\b|needs\b|denies\b|believes\b|states\b|seems\b|appears\b|lives\b"
    r"|attends\b|does\b"
    r"|knows\b|struggles\b|sleeps\b|works\b|goes\b)[a-z]+s\b"
)


def is_statement(said: SaidAction, owner: OwnerSeen, words: Words) -> bool:
    """Say whether a line is no action: a fact, an opinion, an intention, a note."""
    quiet = said.undated
    if said.owner or said.due:
        return False
    if IMPOSSIBLE.search(said.quiet) or _ANSWERS_FOR.search(said.quiet):
        return False
    if (_EVENT.match(quiet) and not owner.is_in_front) or _NEXT_EVENT.match(said.quiet):
        return True
    if _PLAN_IS.match(quiet) and not owner.is_kin:
        return True
    has_due = any(one.due_on is not None and one.due_on > said.day for one in said.dates)
    how = _HOW_IT_IS.match(quiet)
    if how and (not has_due or how["now"]) and not re.search(r";\s", quiet) and not _NEEDS.search(quiet):
        return True
    if _NEEDS.search(quiet):
        return False
    if (
        _IS_SOMEWHERE.match(quiet)
        and not owner.modal
        and not re.search(r"[;:]|\b(?:to be|needs?|must)\b", quiet)
    ):
        return True
    if not said.dates and _is_past_of_family(said):
        return True
    if has_due and _NAMED_DOES.match(said.plain):
        return False
    start = 0
    headed = False
    if heading := _HEADING.match(quiet):
        start, headed = heading.end(), True
    if (
        not headed
        and owner.is_in_front
        and not owner.modal
        and not said.dates
        and _TOLD_OF.match(quiet, owner.deed)
    ):
        return True
    has_future = any(one.due_on is not None and one.due_on >= said.day for one in said.dates)
    if not headed and owner.modal in ("bare", "s") and not has_future and _TELLING.match(quiet, owner.deed):
        return True
    if (
        not headed
        and owner.is_in_front
        and not owner.is_kin
        and owner.modal
        and owner.modal not in ("would", "may", "could", "might")
    ):
        return owner.modal in ("will",) and _is_state_will(quiet, owner)
    if owner.is_in_front and not owner.modal and not headed and not owner.is_kin:
        return False
    is_due = any(
        one.due_on is not None
        and one.due_on >= said.day
        and one.lead in (Lead.BY, Lead.BEFORE, Lead.WITHIN, Lead.UNTIL)
        for one in said.dates
    )
    if is_due and not headed:
        return False
    if owner.is_in_front and owner.is_kin and owner.modal:
        if owner.modal == "will" and _is_state_will(quiet, owner):
            return True
        return owner.modal in (
            "would",
            "may",
            "could",
            "might",
            "hopes to",
            "wants to",
            "intends to",
            "plans to",
            "planning to",
            "hoping to",
            "keen to",
            "happy to",
        ) or (owner.modal.startswith(("hop", "want", "plan", "intend", "keen", "happy", "aims")))
    if owner.owned is Owned.COLLECTIVE and owner.modal:
        return False
    body = quiet[start:]
    first = re.match(r"\s*([a-z'-]+)", body)
    is_order = first is not None and first[1] in VERBS and first[1] not in NOUNS_TOO
    if _REMAIN.search(quiet) and not is_order:
        return True
    if not headed and first is not None and first[1] in VERBS and first[1] not in NOUNS_TOO:
        return False
    if not headed:
        for deed in _TO_DO.finditer(body):
            if deed["verb"] in ("the", "a", "an", "his", "her", "their"):
                continue
            if not _INTENDS.search(body[: deed.start()].rstrip() + " ") and (
                deed["verb"] in VERBS or deed["verb"] == "be"
            ):
                return False
    if not headed and (
        owner.owned in (Owned.ONE, Owned.SEVERAL)
        and not owner.is_kin
        and (owner.is_in_front or owner.start > 3)
    ):
        return False
    if headed:
        return not _TO_DO.search(body) or not owner.is_in_front
    first_piece = re.split(r"[;:]\s|\s-\s|\.\s|,\s", body, maxsplit=1)[0]
    if (
        owner.owned is Owned.NOT_SAID
        and not has_future
        and len(quiet.split()) < 16
        and not re.search(r"[;]", quiet)
        and not owner.is_passive
        and _says_nothing_to_do(quiet, words)
    ):
        return True
    return words.has("state_verb", first_piece)


def _is_past_of_family(said: SaidAction) -> bool:
    """Say whether a line tells what somebody of the family did."""
    told = _TOLD_PAST.match(said.plain)
    if told is None or ";" in said.plain:
        return False
    first = told.group().split()[0].casefold()
    return is_past(told["verb"]) and any(
        first == one.name.casefold().split()[0] for one in said.roster.people if one.name
    )


def _is_state_will(quiet: str, owner: OwnerSeen) -> bool:
    return bool(
        re.match(
            r"(?:be (?:\d+|sad|happy|fine|born|due|pleased|worried)|have been|need"
            r"|struggle|miss|get worse)\b",
            quiet[owner.deed :],
        )
    )


_DEED_AHEAD = re.compile(
    r"(?<![\w'])(?:to\s+be|needs?|required?|requires|should|must|will|outstanding"
    r"|please|pls|urgent|asap|tbc|owner|who|[a-z]+ing\s+needed)(?![\w'])"
)


def _says_nothing_to_do(quiet: str, words: Words) -> bool:
    """Say whether no word asks for a deed or a day."""
    return not (
        _DEED_AHEAD.search(quiet) or words.has("vague_time", quiet) or words.has("continue_loosely", quiet)
    )
