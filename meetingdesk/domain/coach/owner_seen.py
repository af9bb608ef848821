"""Who is to do it, seen by the form of a line: in front, behind, in a bracket, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from meetingdesk.domain.action_words import NO_VERB, NOUNS_TOO, VERBS, is_participle, is_past
from meetingdesk.domain.coach.said_action import SaidAction, small
from meetingdesk.domain.coach.who import NAMES_THAT_ARE_VERBS, Row, pieces_of, row_at
from meetingdesk.domain.coach.words import Words
from meetingdesk.domain.slips import plain_marks


class Owned(StrEnum):
    """Whether, and how, somebody is named who does it."""

    ONE = "one"
    SEVERAL = "several"
    COLLECTIVE = "collective"
    NOBODY = "nobody"
    """Somebody is meant, and not said who: someone, tbc."""
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class OwnerSeen:
    """Who is to do it and where the deed begins."""

    owned: Owned
    start: int = 0
    end: int = 0
    deed: int = 0
    is_kin: bool = False
    is_passive: bool = False
    """Whether something "is to be done" to what stands in the place of an owner."""
    modal: str = ""
    is_in_front: bool = False


_ADVERB = (
    r"(?:also|then|now|each|both|all|jointly|together|urgently|please|still"
    r"|again|formally|first|immediately|not|next"
    r"|personally|just|either|in person|only|never|always|kindly|promptly|quickly|continue to|once|[a-z]+ly)"
)
_MODAL = re.compile(
    r"\s*,?\s*(?:\([^()]{0,60}\)\s*)?(?P<before>(?:" + _ADVERB + r"\s+)*)"
    r"(?P<modal>(?:is|are|was|were)\s+(?:not\s+|never\s+|asked\s+|going\s+"
    r"|due\s+|expected\s+|required\s+)?to|to|will|'ll|shall|should|must|ought\s+to"
    r"|needs?\s+to|ha(?:s|ve)\s+to|ha(?:s|ve)\s+agreed\s+to|agree[sd]?\s+to"
    r"|undert(?:ook|akes?)\s+to|offer(?:s|ed)?\s+to|can|would|could"
    r"|may|might|volunteer(?:s|ed)?\s+to|promise[sd]?\s+to|commit(?:s|ted)?\s+to"
    r"|plan(?:s|ning)?\s+to|aim(?:s|ing)?\s+to|hope[sd]?\s+to"
    r"|hoping\s+to|tr(?:y|ies|ying)\s+to|intend(?:s|ing)?\s+to|endeavou?rs?\s+to"
    r"|seek(?:s|ing)?\s+to|wants?\s+to|keen\s+to|happy\s+to"
    r"|2|has(?:\s+got)?\s+(?:(?:until|till|by)\s+)?to|has\s+(?:\w+\s+)?\w+\s+(?:working\s+)?(?:days?"
    r"|weeks?|hours?)(?:\s+from\s+\w+)?\s+to)\s+(?P<after>(?:" + _ADVERB + r"\s+)*)"
    r"(?P<verb>[a-z][a-z'-]*)",
)
_PUT_IN = re.compile(
    r"\s*,\s[^,;.:]{2,70},(?=\s*(?:to|will|is to|are to|must|should|shall"
    r"|can)\s)|\s+(?:at|from|in|of|for|on|with|alongside|via|w/)\s+(?:[\w'&-]+,?\s*){1,5}?(?=\s*(?:to"
    r"|will)\s)|\s*\([^()]{0,80}\)|\s*-\s[^-,;.:]{2,50}\s-(?=\s*(?:to|will)\s)"
)
_MARK = re.compile(r"\s*(?P<mark>[:|]|\s-+\s|,|-\s)\s*(?=\S)")
_WITHOUT_DEED = frozenset(
    [
        "go",
        "happen",
        "take",
        "start",
        "come",
        "stay",
        "remain",
        "appear",
        "stand",
        "become",
        "commence",
        "follow",
        "cease",
        "begin",
        "end",
        "occur",
        "resume",
        "reach",
        "restart",
        "reopen",
        "recommence",
        "apply",
        "include",
        "lapse",
        "expire",
        "arrive",
        "run",
        "continue",
    ]
)
_NO_DEED = NO_VERB | frozenset(
    [
        "reception",
        "panel",
        "dentist",
        "maternity",
        "housing",
        "police",
        "social",
        "early",
        "gp",
        "hv",
        "sw",
        "iro",
        "cps",
        "mash",
        "camhs",
        "cmht",
        "council",
        "bed",
        "lunch",
        "legal",
        "everything",
        "anything",
        "nothing",
        "something",
        "when",
        "if",
        "that",
        "then",
        "than",
        "as",
        "so",
        "back",
        "front",
        "him",
        "them",
        "2pm",
        "noon",
        "midnight",
        "half",
    ]
)
_LISTED = re.compile(
    r"\s*(?:[-*>#\u2022(]*\s*\d{1,2}[.):]\s+|[-*>#\u2022]+\s+|(?:urgent|priority"
    r"|important|agreed(?:\s+actions?)?|actions?(?:\s*\d+)?"
    r"|recommendation|decision|task|to ?do|next steps?|also|then|finally|ap\d*)\s*[:-]\s+)+"
)
_LABELLED = re.compile(
    r"(?<!\w)(?:owners?|leads?(?: (?:for|on) \w+)?|who|whom|by whom|resp(?:onsible)?|responsibility"
    r"|assigned(?: to)?|allocated(?: to)?|action(?:ed)?(?: for| by)|person"
    r"|for action by|accountable|named person|task(?:ed)? to|falls to|goes to"
    r"|one for|lead officer|lead professional|lead worker|taken by|with)\s*(?:[:=-]"
    r"|is|are|\s)\s*"
)
_BY = re.compile(
    r"(?<!\w)by\s+(?!(?:\d|the\s+(?:end|next|time|date)|then|when|at|mon|tue|wed|thu|fri|sat|sun))"
)
_OF_PLACE = re.compile(
    r"\s+(?:from|at|of)\s+(?:the\s+)?[\w'-]+(?:\s+(?:team|service|unit|hub|office|school|clinic|project))?"
)
_LEAD_IN = re.compile(
    r"(?:for|over to|one for|down to|it's for|it is for|left with|it falls to|@|>)\s*(?=\S)"
)
_DOING = re.compile(
    r"\s+(?:(?:also|now|then|always|usually|just)\s+)?(?P<verb>[a-z][a-z-]*?(?:s|ing))(?![\w'])"
)
_STATES = frozenset(
    [
        "is",
        "was",
        "has",
        "does",
        "says",
        "reports",
        "states",
        "feels",
        "wants",
        "seems",
        "appears",
        "remains",
        "lives",
        "denies",
        "admits",
        "likes",
        "loves",
        "sounds",
        "needs",
        "struggles",
        "knows",
        "thinks",
        "believes",
        "hopes",
        "wishes",
        "fears",
        "enjoys",
        "misses",
        "presents",
        "describes",
        "attends",
        "struggles",
        "understands",
        "sleeps",
        "drinks",
        "smokes",
        "worries",
        "acknowledges",
        "dislikes",
        "hates",
        "uses",
        "works",
        "claims",
        "looks",
        "alleges",
        "accepts",
        "engages",
        "discloses",
        "raises",
        "expresses",
        "suffers",
        "presents",
        "lacks",
        "being",
        "having",
        "saying",
        "feeling",
        "his",
        "hers",
        "as",
        "its",
        "this",
        "us",
        "gets",
        "requires",
        "concerns",
        "visits",
        "sessions",
        "things",
        "appointments",
        "records",
        "notes",
        "results",
        "tests",
        "bloods",
        "meetings",
        "reports",
        "checks",
        "bills",
        "times",
        "hours",
        "days",
        "weeks",
        "contacts",
        "calls",
        "letters",
        "photos",
        "keys",
        "locks",
        "previous",
        "serious",
        "various",
        "continuous",
        "school's",
        "during",
        "nothing",
        "something",
        "anything",
        "morning",
        "evening",
        "wedding",
        "housing",
        "nursing",
        "building",
        "parenting",
        "visiting",
        "training",
        "planning",
        "meeting",
        "hearing",
        "briefing",
        "screening",
        "counselling",
        "funding",
        "missing",
        "living",
        "sleeping",
        "doing",
        "going",
        "coming",
    ]
)


_TASKING = frozenset(
    {
        "to",
        "will",
        "'ll",
        "shall",
        "is to",
        "are to",
        "must",
        "needs to",
        "has to",
        "agreed to",
        "has agreed to",
        "agrees to",
        "2",
    }
)


def owner_seen(said: SaidAction, words: Words) -> OwnerSeen:
    """Return who is to do it, as far as the line and its columns say so."""
    if said.owner:
        return _in_column(said, words)
    plain, quiet = said.plain, said.undated
    begin = match.end() if (match := _LISTED.match(quiet)) else len(quiet) - len(quiet.lstrip())
    behind_dates = (re.compile(r"[\s.,:\d]*(?:am|pm)?\s*").match(plain, one.end) for one in said.dates)
    starts = [
        begin,
        *sorted(
            {start for start, _ in pieces_of(quiet) if start > begin}
            | {one.end() for one in behind_dates if one}
        ),
    ]
    first = _at(said, words, begin, is_first=True)
    if first is not None and first.owned is not Owned.NOT_SAID:
        return first
    later = [seen for start in starts[1:] if (seen := _at(said, words, start, is_first=False)) is not None]
    later = [
        seen
        for seen in later
        if seen.owned is not Owned.NOT_SAID and not (seen.is_kin and seen.modal != "to")
    ]
    tasked = next((seen for seen in later if seen.modal in _TASKING), None)
    if tasked is not None and (not tasked.is_kin or first is None):
        return tasked
    labelled = _labelled(plain, quiet, words)
    if labelled is not None:
        return labelled
    behind = _behind(plain, quiet, words, first.deed if first is not None and first.is_passive else begin)
    if behind is not None:
        return behind
    doing = next((seen for seen in later if seen.modal == "s" and not seen.is_kin), None)
    if doing is not None and (first is None or not first.is_passive):
        return doing
    if (by := _by_somebody(said, begin, words)) is not None and re.search(
        r"(?:ed|en|one|wn|ent|ept|t)\s+by\s+(?:the\s+)?$", quiet[: by.start]
    ):
        return by
    understood = said.understood
    if understood.is_collective:
        return OwnerSeen(Owned.COLLECTIVE)
    if understood.owner_said or understood.owner_agency_id or understood.owner_person_id:
        place = plain.find(understood.owner_said) if understood.owner_said else -1
        if place > begin and not re.search(r"(?:[,;:.(|/-]|\s{2,})\s*(?:the\s+)?$", quiet[:place]):
            return first or OwnerSeen(Owned.NOT_SAID)
        owned = Owned.SEVERAL if understood.several_owners else Owned.ONE
        if place >= 0:
            return OwnerSeen(
                owned,
                place,
                place + len(understood.owner_said),
                is_kin=understood.owner_person_id is not None,
            )
        return OwnerSeen(owned, is_kin=understood.owner_person_id is not None)
    return first or OwnerSeen(Owned.NOT_SAID)


def _in_column(said: SaidAction, words: Words) -> OwnerSeen:
    plain = plain_marks(said.owner[:200]).strip()
    quiet = small(plain)
    nobody = words.at("nobody", quiet)
    if (nobody is not None and nobody.end() >= len(quiet.rstrip(" .?!"))) or not re.search(r"\w", quiet):
        return OwnerSeen(Owned.NOBODY)
    if _is_whole(words.at("collective", quiet), quiet):
        return OwnerSeen(Owned.COLLECTIVE)
    row = row_at(plain, quiet, 0, words, alone=False)
    several = (
        (row is not None and row.is_several)
        or said.understood.several_owners
        or bool(re.search(r"\w\s*(?:&|\+|\band\b|;)\s*\w", quiet))
    )
    is_kin = row is not None and row.is_kin
    return OwnerSeen(Owned.SEVERAL if several else Owned.ONE, is_kin=is_kin)


def _is_whole(match: re.Match[str] | None, text: str) -> bool:
    return match is not None and not re.search(r"\w", text[match.end() :])


def _at(said: SaidAction, words: Words, start: int, *, is_first: bool) -> OwnerSeen | None:
    """Return who is to do it where a piece begins with them."""
    plain, quiet = said.plain, said.undated
    either = re.compile(r"either\s+").match(quiet, start)
    if (
        either is not None
        and (row := row_at(plain, quiet, either.end(), words)) is not None
        and (row.is_several or re.match(r"\s+or\s", quiet[row.end :]))
    ):
        return OwnerSeen(Owned.SEVERAL, start, row.end, row.end + 1, modal="to", is_in_front=True)
    if is_first and (need := re.compile(r"we\s+need\s").match(quiet, start)):
        return OwnerSeen(Owned.NOBODY, start, start + 2, need.end(), is_in_front=True)
    nobody = words.at("nobody", said.quiet, start)
    if (
        nobody is not None
        and is_first
        and (_modal(quiet, nobody.end()) or re.match(r"\s*(?:[:|,-]|$)", quiet[nobody.end() :]))
    ):
        modal = _modal(quiet, nobody.end())
        if modal is not None and _is_done_to(modal, quiet):
            return OwnerSeen(Owned.NOT_SAID, start, nobody.end(), modal.start("verb"), is_passive=True)
        return OwnerSeen(
            Owned.NOBODY,
            start,
            nobody.end(),
            modal.start("verb") if modal else nobody.end(),
            is_in_front=True,
        )
    group = words.at("collective", quiet, start)
    if group is not None and (is_first or _modal(quiet, group.end())):
        modal = _modal(quiet, group.end()) or _modal_later(quiet, group.end())
        said_then = re.match(r"(?:\s+(?:all|both|also))?\s+([a-z]+)", quiet[group.end() :])
        if modal is None and said_then is not None and is_past(said_then[1]):
            return None
        ends = re.match(r"\s*(?:[:|-]\s|,|\s+[a-z]+)", quiet[group.end() :])
        if modal is not None and _is_deed(modal, quiet):
            return OwnerSeen(
                Owned.COLLECTIVE,
                start,
                group.end(),
                modal.start("verb"),
                modal=modal["modal"],
                is_in_front=True,
            )
        if (
            modal is None
            and ends
            and is_first
            and not re.match(r"\s+(?:of|in|is|are|was|were|has|have|the|had)\b", quiet[group.end() :])
        ):
            return OwnerSeen(Owned.COLLECTIVE, start, group.end(), group.end(), is_in_front=True)
    if is_first and (lead := _LEAD_IN.match(quiet, start)):
        start = lead.end()
    row = row_at(plain, quiet, start, words)
    if row is not None and (seen := _with_deed(said, row, words, is_first)):
        return seen
    return _unknown_words(said, words, start) if is_first else None


def _modal(quiet: str, place: int) -> re.Match[str] | None:
    match = _MODAL.match(quiet, place)
    if match is None and (put_in := _PUT_IN.match(quiet, place)):
        match = _MODAL.match(quiet, put_in.end())
    return match


_WORDS_BETWEEN = re.compile(r"(?:\s+[\w'&/-]+){1,7}?(?=\s+(?:to|will)\s+[a-z])")


def _modal_later(quiet: str, place: int) -> re.Match[str] | None:
    between = _WORDS_BETWEEN.match(quiet, place)
    return _MODAL.match(quiet, between.end()) if between else None


def _is_deed(modal: re.Match[str], quiet: str) -> bool:
    if modal["verb"] in ("work", "school", "home", "care", "date", "bed", "mark"):
        return bool(
            re.match(
                r"\s+(?:with|w/|on|alongside|closely|together|towards?|openly|out|jointly"
                r"|in partnership|through|up|for|the|a|him|her)(?!\w)",
                quiet[modal.end("verb") :],
            )
        )
    return modal["verb"] not in _NO_DEED or modal["modal"] not in ("to", "2")


def _is_done_to(modal: re.Match[str], quiet: str) -> bool:
    """Say whether something is to be done to what stands before: to be seen, to get booked."""
    if modal["verb"] not in ("be", "get"):
        return False
    following = re.match(
        r"\s+(?:(?:fully|also|then|urgently|" + _ADVERB + r")\s+)*([a-z'-]+)", quiet[modal.end("verb") :]
    )
    if (
        re.match(r"\s+(?:in place|available|ready|set up|in force|present)\b", quiet[modal.end("verb") :])
        and modal["modal"] != "will"
    ):
        return True
    return (
        following is not None
        and is_participle(following[1])
        and following[1]
        not in ("prepared", "committed", "involved", "engaged", "red", "tired", "relaxed", "left", "trained")
    )


def _with_deed(said: SaidAction, row: Row, words: Words, is_first: bool) -> OwnerSeen | None:
    quiet = said.undated
    modal = _modal(quiet, row.end)
    if (
        modal is None
        and is_first
        and row.is_several
        and not row.is_kin
        and re.match(r"\s+(?!is\b|are\b|was\b|were\b|ha[sd]\b|have\b|both\b|not\b)[a-z]", quiet[row.end :])
    ):
        return OwnerSeen(Owned.SEVERAL, row.start, row.end, row.end + 1, modal="bare", is_in_front=True)
    owned = Owned.SEVERAL if row.is_several else Owned.ONE
    if modal is not None and _is_deed(modal, quiet):
        if _is_done_to(modal, quiet):
            return _by_somebody(said, row.start, words) or OwnerSeen(
                Owned.NOT_SAID, row.start, row.end, modal.start("verb"), is_passive=True
            )
        return OwnerSeen(
            owned, row.start, row.end, modal.start("verb"), row.is_kin, modal=modal["modal"], is_in_front=True
        )
    if mark := _MARK.match(quiet, row.end):
        if is_first and (not row.is_kin or mark["mark"] in ":|"):
            if mark["mark"] == "," and not _is_named_well(row, said.plain):
                return None
            return OwnerSeen(owned, row.start, row.end, mark.end(), row.is_kin, is_in_front=True)
        return None
    doing = _DOING.match(quiet, row.end)
    if doing is None and (place := _OF_PLACE.match(quiet, row.end)):
        doing = _DOING.match(quiet, place.end())
    if (
        doing is not None
        and (doing["verb"] not in _STATES or (doing["verb"] in _STATES_OR_DEEDS and _has_due(said)))
        and not row.is_kin
        and _does(doing["verb"], _is_full_name(row, said.plain))
    ):
        if is_first or _is_named_well(row, said.plain):
            return OwnerSeen(owned, row.start, row.end, doing.start("verb"), modal="s", is_in_front=True)
        return None
    bare = re.compile(r"\s+([a-z][a-z-]+)").match(quiet, row.end)
    if (
        is_first
        and row.is_kin
        and words.at("engagement", quiet, row.end + 1)
        and bare is not None
        and not re.match(r"(?:open|honest|understand)", bare[1])
    ):
        return OwnerSeen(owned, row.start, row.end, row.end + 1, True, modal="bare", is_in_front=True)
    if (
        bare is not None
        and bare[1] == "has"
        and not row.is_kin
        and re.match(r"\s+has\s+(?:her|him|it|them)\s+[a-z]+", quiet[row.end :])
    ):
        return OwnerSeen(owned, row.start, row.end, bare.start(1), modal="s", is_in_front=True)
    if (
        is_first
        and bare is not None
        and not row.is_kin
        and bare[1] in VERBS
        and bare[1] not in ("have", "be")
        and not re.match(r"\s+(?:to|is|are|was|will|has|of)\b", quiet[row.end + len(bare.group()) :])
        and (bare[1] not in NOUNS_TOO or _is_named_well(row, said.plain))
    ):
        return OwnerSeen(owned, row.start, row.end, bare.start(1), modal="bare", is_in_front=True)
    return None


_STATES_OR_DEEDS = frozenset("visits gets has attends records reports checks calls works uses".split())  # noqa: SIM905


def _has_due(said: SaidAction) -> bool:
    return any(
        one.due_on is None or one.due_on >= said.day
        for one in said.dates
        if one.due_on or "there is no" in one.note
    )


def _does(verb: str, is_named: bool = False) -> bool:
    if verb.endswith("ing"):
        stem = verb[:-3]
        return (
            stem in VERBS
            or stem + "e" in VERBS
            or (len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in VERBS)
        )
    if is_named:
        return True
    stems = {
        verb[:-1],
        verb[:-2] if verb.endswith("es") else "",
        verb[:-3] + "y" if verb.endswith("ies") else "",
    }
    return bool(stems & VERBS) or verb in (
        "gets",
        "sits",
        "stands",
        "has",
        "does",
        "goes",
        "puts",
        "gets",
        "lets",
        "takes",
        "rewrites",
        "teaches",
        "rings",
        "cooks",
        "pays",
    )


def _is_full_name(row: Row, plain: str) -> bool:
    """Say whether somebody is named by more than one word: then any verb tells what they do."""
    return any(one.what == "name" for person in row.people for one in person) and bool(
        re.search(r"[A-Z]\S*[ ,(]+\(?[A-Z]", plain[row.start : row.end])
    )


def _is_named_well(row: Row, plain: str) -> bool:
    words = plain[row.start : row.end]
    return any(one.what != "kin" for person in row.people for one in person) and (
        bool(re.search(r"[A-Z]", words)) or row.people[0][0].what == "job"
    )


_SUBJECT = re.compile(
    r"(?P<who>(?:[a-z0-9'&/.-]+\s+|\([^()]{0,60}\)\s*){1,7}?)(?P<modal>to"
    r"|will|shall|must|is to|agreed to|has agreed to)\s+(?P<after>(?:" + _ADVERB + r"\s+)*)(?P<verb>[a-z-]+)"
)


def _unknown_words(said: SaidAction, words: Words, start: int) -> OwnerSeen | None:
    """Return an owner whom nobody knows by form: whatever stands before "to" and a deed."""
    quiet = said.undated
    match = _SUBJECT.match(quiet, start)
    if (
        match is None
        or match["verb"] in _NO_DEED
        or match["who"].split()[-1]
        in (
            "has",
            "have",
            "is",
            "are",
            "was",
            "had",
            "wants",
            "need",
            "needs",
            "going",
            "able",
            "due",
            "likely",
        )
    ):
        return None
    first = match["who"].split()[0]
    if (first in VERBS and first not in NAMES_THAT_ARE_VERBS and first not in NOUNS_TOO) or first in (
        "if",
        "when",
        "where",
        "as",
        "subject",
        "once",
        "no",
        "not",
        "it",
        "there",
        "this",
        "that",
        "to",
        "for",
        "in",
        "on",
        "by",
        "within",
        "before",
        "after",
    ):
        return None
    if first in VERBS and len(match["who"].split()) > 1 and first in NOUNS_TOO and match["verb"] not in VERBS:
        return None
    if match["verb"] == "be" and _is_done_to(match, quiet):
        return _by_somebody(said, start, words) or OwnerSeen(
            Owned.NOT_SAID, start, match.end("who"), match.start("verb"), is_passive=True
        )
    if match["verb"] in _WITHOUT_DEED and not re.search(r"[A-Z]", said.plain[start : match.end("who")][1:]):
        return OwnerSeen(Owned.NOT_SAID, start, match.end("who"), match.start("verb"), is_passive=True)
    if (
        match["modal"] == "to"
        and match["verb"] not in VERBS
        and not _OBJECT.match(quiet, match.end("verb"))
        and not re.search(r"er|or|team|lead|officer|nurse|staff|head|unit|chair", match["who"])
    ):
        return None
    who = _JOINED_WORDS.sub(" ", match["who"])
    owned = Owned.SEVERAL if re.search(r"\s(?:and|&|\+)\s|[a-z]/[a-z]", who) else Owned.ONE
    return OwnerSeen(
        owned, start, match.end("who"), match.start("verb"), modal=match["modal"], is_in_front=True
    )


_OBJECT = re.compile(
    r"\s+(?:the|a|an|his|her|their|him|them|it|with|up|out|round|in|on|about"
    r"|how|what|who|if|whether|mum|dad|each|all|both|\d+|[a-z]+'s)(?!\w)"
)
_JOINED_WORDS = re.compile(
    r"(?:drugs? and alcohol|speech and language|fire and rescue|health and (?:social care"
    r"|safety|wellbeing)|children and famil\w+|advice and \w+"
    r"|domestic and sexual|safe and well|mind and body|bed and breakfast|family and friends"
    r"|child and family|education and \w+|a ?& ?e|s&lt|c/o|w/c)"
)


def _by_somebody(said: SaidAction, start: int, words: Words) -> OwnerSeen | None:
    """Return who something is to be done by: "to be weighed by the health visitor"."""
    quiet = said.undated
    end = next(
        (place for place in (match.start() for match in re.finditer(r"[;.]\s|,\s", quiet)) if place > start),
        len(quiet),
    )
    for by in _BY.finditer(quiet, start, end):
        row = row_at(said.plain, quiet, by.end(), words)
        if row is not None and not row.is_kin:
            return OwnerSeen(Owned.SEVERAL if row.is_several else Owned.ONE, row.start, row.end)
    return None


def _labelled(plain: str, quiet: str, words: Words) -> OwnerSeen | None:
    """Return who stands behind a word that says so: "Owner Ines H."."""
    for label in _LABELLED.finditer(quiet):
        if label.group().lstrip().startswith("with"):
            continue
        nobody = words.at("nobody", quiet, label.end())
        if nobody is not None and label.group().strip().startswith(
            ("owner", "lead", "who", "resp", "action")
        ):
            return OwnerSeen(Owned.NOBODY, label.start(), nobody.end())
        group = words.at("collective", quiet, label.end())
        if group is not None:
            return OwnerSeen(Owned.COLLECTIVE, label.end(), group.end())
        row = row_at(plain, quiet, label.end(), words)
        if (
            row is not None
            and not row.is_kin
            and re.match(r"\s*(?:[,.;:()|-]|$|\bby\b|\bto\b)", quiet[row.end :])
        ):
            return OwnerSeen(Owned.SEVERAL if row.is_several else Owned.ONE, label.start(), row.end)
    return None


def _behind(plain: str, quiet: str, words: Words, begin: int) -> OwnerSeen | None:
    """Return who stands alone between marks, behind what is to be done: "– Beth Cole, CSC"."""
    found: list[Row] = []
    for start, end in pieces_of(quiet):
        if start <= begin:
            continue
        at = start + len(quiet[start:end]) - len(quiet[start:end].lstrip())
        group = words.at("collective", quiet, at)
        if group is not None and not re.search(r"\w", quiet[group.end() : end]):
            return OwnerSeen(Owned.COLLECTIVE, at, group.end())
        row = row_at(plain[:end], quiet[:end], at, words)
        if row is not None and not row.is_kin and not re.search(r"\w", quiet[row.end : end]):
            found.append(row)
    if not found:
        return _in_last_words(plain, quiet, words)
    several = any(row.is_several for row in found)
    return OwnerSeen(Owned.SEVERAL if several else Owned.ONE, found[0].start, found[-1].end)


_LAST = re.compile(r"(?<=[a-z] )(?P<who>(?:the\s+)?(?:[a-z&/+']+\s*){1,3})[.\s]*$")


def _in_last_words(plain: str, quiet: str, words: Words) -> OwnerSeen | None:
    """Return an agency in capitals that ends a line without a mark: "referral by Friday CSC"."""
    tail = re.compile(r"\s{2,}(\S.{1,40})$").search(quiet.rstrip(" ."))
    if tail is None:
        return None
    row = row_at(plain, quiet, tail.start(1), words)
    if row is None or row.is_kin or re.search(r"\w", quiet[row.end :]):
        return None
    return OwnerSeen(Owned.SEVERAL if row.is_several else Owned.ONE, row.start, row.end)
