"""Who is to do it where they stand before what they do."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, is_participle, is_past
from meetingdesk.domain.coach.deeds import DEEDS, has_an_object, stem_of, tells_a_state
from meetingdesk.domain.coach.owned import Owned, OwnerSeen
from meetingdesk.domain.coach.owner_behind import by_somebody
from meetingdesk.domain.coach.owner_words import (
    ADVERB,
    BESIDE,
    DOING,
    HUNG,
    IN_CHARGE,
    JOB_THEN_NAME,
    JOINED_WORDS,
    LEAD_IN,
    MARK,
    MODAL,
    NO_DEED,
    OBJECT,
    OF_PLACE,
    PLACED,
    PUT_IN,
    SOMEBODY_DOES,
    STATES,
    STATES_OR_DEEDS,
    SUBJECT,
    THING,
    WITHOUT_DEED,
    WORDS_BETWEEN,
)
from meetingdesk.domain.coach.said_action import SaidAction
from meetingdesk.domain.coach.who import NAMES_THAT_ARE_VERBS, Row, row_at
from meetingdesk.domain.coach.words import Words


def owner_at(said: SaidAction, words: Words, start: int, *, is_first: bool) -> OwnerSeen | None:
    """Return who is to do it where a piece begins with them."""
    plain, quiet = said.plain, said.undated
    either = re.compile(r"either\s+").match(quiet, start)
    if (
        either is not None
        and (row := row_at(plain, quiet, either.end(), words)) is not None
        and (row.is_several or re.match(r"\s+or\s", quiet[row.end :]))
    ):
        return OwnerSeen(Owned.SEVERAL, start, row.end, row.end + 1, modal="to", is_in_front=True)
    if is_first and (need := _NEED_OF.match(quiet, start)):
        return OwnerSeen(Owned.NOBODY, start, start + 2, need.end(), is_in_front=True)
    nobody = words.at("nobody", said.quiet, start)
    if (
        nobody is not None
        and is_first
        and (modal_at(quiet, nobody.end()) or re.match(r"\s*(?:[:|,-]|$)", quiet[nobody.end() :]))
    ):
        modal = modal_at(quiet, nobody.end())
        if modal is not None and is_done_to(modal, quiet):
            return OwnerSeen(Owned.NOT_SAID, start, nobody.end(), modal.start("verb"), is_passive=True)
        return OwnerSeen(
            Owned.NOBODY,
            start,
            nobody.end(),
            modal.start("verb") if modal else nobody.end(),
            is_in_front=True,
        )
    group = (
        None
        if re.compile(r"between them\s+the\b").match(quiet, start)
        else words.at("collective", quiet, start)
    )
    if group is not None and _NO_GROUP.match(quiet, group.end()):
        group = None
    if group is not None and (is_first or modal_at(quiet, group.end())):
        modal = modal_at(quiet, group.end()) or _modal_later(quiet, group.end())
        modal = modal if modal is not None and is_deed(modal, quiet) else None
        said_then = re.match(r"(?:\s+(?:all|both|also))?\s+([a-z]+)", quiet[group.end() :])
        if modal is None and said_then is not None and is_past(said_then[1]):
            return None
        ends = re.match(r"\s*(?:[:|-]\s|,|\s+[a-z]+)", quiet[group.end() :])
        if modal is not None and is_deed(modal, quiet):
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
    if is_first and (hung := words.at("conditional", quiet, start)) and not quiet[hung.start()].isspace():
        place = hung.end() + len(quiet[hung.end() :]) - len(quiet[hung.end() :].lstrip(" ,:-"))
        row = row_at(plain, quiet, place, words)
        if row is not None and not row.is_kin and (seen := _with_deed(said, row, words, is_first)):
            return seen
    if is_first and (lead := LEAD_IN.match(quiet, start)):
        start = lead.end()
    row = row_at(plain, quiet, start, words)
    if row is not None and (seen := _with_deed(said, row, words, is_first)):
        return seen
    if row is not None and not row.is_kin and (name := JOB_THEN_NAME.match(quiet, row.end)):
        called = name.group().split()
        is_job = row.people[-1][-1].what == "job"
        if is_job and not any(
            word in VERBS or word in NO_DEED or word in STATES or THING.search(word) for word in called
        ):
            longer = Row(row.start, name.end(), row.people)
            if seen := _with_deed(said, longer, words, is_first):
                return seen
    return _unknown_words(said, words, start) if is_first else None


_NEED_OF = re.compile(
    r"(?:we\s+need\s|(?:need|needs|needed|looking for|wanted)\s*:?\s+(?:for\s+)?(?:some(?:one|body)"
    r"|a volunteer"
    r"|an owner|a worker|a professional|any(?:one|body))\s+(?:to|who|for)\s"
    r"|(?:\?+|_{2,}|\.{3,}|\(\s*\)|\[\s*\]|\(?n/?k\)?|blank|\((?:no name|name|who|nobody|no one"
    r"|no owner)[^)]*\))\s*[:-]?\s*(?:to|will)\s)"
)
_NO_GROUP = re.compile(
    r"[\s-]+(?:(?:of\s+)?(?:the\s+|his\s+|her\s+|their\s+)?(?:three\s+|two\s+|both\s+|four\s+|five\s+)?"
    r"(?:children|kids|siblings|boys|girls|bairns|twins|doors|windows|knives|three stair)"
    r"|(?:lead|chair|co-?ordinator|manager|administrator|admin|clerk|worker|officer|nurse|rep|secretary|link)"
    r"(?:\s+[a-z'.-]+){1,2}\s*(?:\(|,|to\b|will\b|[a-z]+s\b))"
)


def modal_at(quiet: str, place: int) -> re.Match[str] | None:
    """Return where "to", "will" or the like stands, behind whatever is put in before it."""
    match = MODAL.match(quiet, place)
    if match is None and (put_in := PUT_IN.match(quiet, place)):
        match = MODAL.match(quiet, put_in.end())
    return match


def _modal_later(quiet: str, place: int) -> re.Match[str] | None:
    between = WORDS_BETWEEN.match(quiet, place)
    return MODAL.match(quiet, between.end()) if between else None


def is_deed(modal: re.Match[str], quiet: str) -> bool:
    """Say whether a deed follows, and no place or person."""
    if modal["modal"] == "will" and modal["verb"] in ("want", "need", "know", "remember", "recall", "see"):
        return False
    if modal["verb"] in ("work", "school", "home", "care", "date", "bed", "mark"):
        return bool(
            re.match(
                r"\s+(?:with|w/|on|alongside|closely|together|towards?|openly|out|jointly"
                r"|in partnership|through|up|for|the|a|him|her)(?!\w)",
                quiet[modal.end("verb") :],
            )
        )
    return modal["verb"] not in NO_DEED or modal["modal"] not in ("to", "2")


def is_done_to(modal: re.Match[str], quiet: str) -> bool:
    """Say whether something is to be done to what stands before: to be seen, to get booked."""
    if modal["verb"] not in ("be", "get"):
        return False
    following = re.match(
        r"\s+(?:(?:fully|also|then|urgently|" + ADVERB + r")\s+)*([a-z'-]+)", quiet[modal.end("verb") :]
    )
    if (
        re.match(r"\s+(?:in place|available|ready|set up|in force|present)\b", quiet[modal.end("verb") :])
        and modal["modal"] != "will"
    ):
        return True
    return (
        following is not None
        and (
            is_participle(following[1])
            or is_participle(following[1].removeprefix("re"))
            or HUNG.fullmatch(following[1]) is not None
        )
        and following[1]
        not in ("prepared", "committed", "involved", "engaged", "red", "tired", "relaxed", "left", "trained")
    )


def is_not_named(quiet: str, start: int, end: int) -> bool:
    """Say whether a bracket says of an owner that they are still to be found."""
    return bool(_NOT_NAMED.match(quiet, end) or _NOT_NAMED.search(quiet, start, end))


def _with_deed(said: SaidAction, row: Row, words: Words, is_first: bool) -> OwnerSeen | None:
    quiet = said.undated
    modal = modal_at(quiet, row.end)
    if (
        modal is None
        and is_first
        and row.is_several
        and not row.is_kin
        and re.match(r"\s+(?!is\b|are\b|was\b|were\b|ha[sd]\b|have\b|both\b|not\b)[a-z]", quiet[row.end :])
    ):
        return OwnerSeen(Owned.SEVERAL, row.start, row.end, row.end + 1, modal="bare", is_in_front=True)
    are_joint = re.compile(r"[^;.:]{0,30}\bjoint(?:ly)? (?:leads?|owners?|responsib)").match(quiet, row.end)
    are_two = are_joint is not None or (
        row.is_kin and re.search(r"\s(?:and|&)\s|[a-z]/[a-z]", quiet[row.start : row.end])
    )
    owned = Owned.SEVERAL if row.is_several or are_two else Owned.ONE
    if modal is not None and is_deed(modal, quiet):
        if is_done_to(modal, quiet):
            return by_somebody(said, row.start, words) or OwnerSeen(
                Owned.NOT_SAID, row.start, row.end, modal.start("verb"), is_passive=True
            )
        return OwnerSeen(
            owned, row.start, row.end, modal.start("verb"), row.is_kin, modal=modal["modal"], is_in_front=True
        )
    is_sure = row.people[0][0].what == "job" or " " in quiet[row.start : row.end]
    if is_first and is_sure and not row.is_kin and (place := _PLACE_THEN_MARK.match(quiet, row.end)):
        return OwnerSeen(owned, row.start, row.end, place.end(), is_in_front=True)
    if is_first and not row.is_kin and (charge := IN_CHARGE.match(quiet, row.end)):
        return OwnerSeen(owned, row.start, row.end, charge.end(), modal="s", is_in_front=True)
    if is_first and are_joint is not None and not row.is_kin:
        return OwnerSeen(Owned.SEVERAL, row.start, are_joint.end(), are_joint.end(), is_in_front=True)
    if mark := MARK.match(quiet, row.end):
        if is_first and (not row.is_kin or mark["mark"].strip() in (":", "|", "-")):
            if mark["mark"] == "," and not is_named_well(row, said.plain):
                return None
            return OwnerSeen(owned, row.start, row.end, mark.end(), row.is_kin, is_in_front=True)
        return None
    doing = _doing_behind(quiet, row.end)
    if doing is not None and not row.is_kin and _tells_of_deed(said, row, doing, is_first):
        if is_first or is_named_well(row, said.plain):
            return OwnerSeen(owned, row.start, row.end, doing.start("verb"), modal="s", is_in_front=True)
        return None
    bare = re.compile(r"\s+([a-z][a-z-]+)").match(quiet, row.end)
    if (
        bare is not None
        and not row.is_kin
        and bare[1] in ("remains", "stays", "continues", "keeps")
        and words.at("continue", quiet, bare.start(1))
        and (is_first or is_named_well(row, said.plain))
    ):
        return OwnerSeen(owned, row.start, row.end, bare.start(1), modal="s", is_in_front=True)
    if (
        bare is not None
        and _has_due(said)
        and bare[1] in DEEDS
        and re.search(
            r"'s\s+(?:officers|team|staff|crew|colleagues|workers|carers|nurses)$", quiet[row.start : row.end]
        )
        and _OWN_OBJECT.match(said.plain, bare.end())
    ):
        return OwnerSeen(Owned.ONE, row.start, row.end, bare.start(1), modal="bare", is_in_front=True)
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
        and (bare[1] not in NOUNS_TOO or is_named_well(row, said.plain))
        and (
            len(quiet[row.start : row.end].split()) > 1
            or row.people[0][0].what == "job"
            or _OWN_OBJECT.match(said.plain, bare.end())
        )
    ):
        return OwnerSeen(owned, row.start, row.end, bare.start(1), modal="bare", is_in_front=True)
    first_word = quiet[row.start : row.end].split()[0]
    begins_with_verb = first_word in VERBS and first_word not in NAMES_THAT_ARE_VERBS
    if (
        is_first
        and not row.is_kin
        and _has_due(said)
        and not begins_with_verb
        and PLACED.match(quiet, row.end)
        and (_is_full_name(row, said.plain) or ")" in quiet[row.start : row.end])
    ):
        return OwnerSeen(owned, row.start, row.end, row.end + 1, is_in_front=True)
    return None


def _doing_behind(quiet: str, place: int) -> re.Match[str] | None:
    """Return the verb in -s or -ing behind a name and what is put in between."""
    begin = place
    for _ in range(3):
        doing = DOING.match(quiet, place)
        if doing is not None:
            return doing
        put_in = OF_PLACE.match(quiet, place) or BESIDE.match(quiet, place)
        if put_in is None:
            break
        place = put_in.end()
    return _doing_at_a_place(quiet, begin)


_AT_A_PLACE = re.compile(
    r"\s+(?:from|at|of|in|for)\s+(?:the\s+|our\s+)?(?:[\w'&-]+\s+){0,3}?[\w'&-]+(?=\s+(?P<verb>[a-z]+s)\s)"
)


def _doing_at_a_place(quiet: str, place: int) -> re.Match[str] | None:
    """Return the verb behind a place of more than one word: Ola at the women's centre holds."""
    at = _AT_A_PLACE.match(quiet, place)
    if (
        at is None
        or not stem_of(at["verb"])
        or at["verb"] in STATES
        or not has_an_object(quiet, quiet, at.end("verb"))
    ):
        return None
    return DOING.match(quiet, at.end())


def _tells_of_deed(said: SaidAction, row: Row, doing: re.Match[str], is_first: bool) -> bool:
    quiet, verb = said.undated, doing["verb"]
    if _TO_DO.match(quiet, doing.end()) or (
        verb.endswith("ing") and not has_an_object(quiet, said.plain, doing.end())
    ):
        return False
    is_whole = _is_full_name(row, said.plain) or any(
        one.what == "job" for person in row.people for one in person
    )
    if verb in ("does", "gets", "has"):
        has_thing = verb == "gets" and _has_due(said) and has_an_object(quiet, said.plain, doing.end())
        if (tells_a_state(verb, quiet, doing.end()) and not has_thing) or (
            verb == "has" and not _HAS_DONE.match(quiet, doing.end())
        ):
            return False
        return verb != "gets" or is_whole or _has_due(said)
    if verb in STATES:
        if is_whole and stem_of(verb) and verb not in _TELLING and _OWN_OBJECT.match(said.plain, doing.end()):
            return True
        return verb in STATES_OR_DEEDS and _has_due(said)
    if is_done_by(verb, _is_full_name(row, said.plain)) or stem_of(verb):
        return True
    # A verb that no list has: somebody is named, and it has something that it is done to.
    return (
        verb.endswith("s")
        and not tells_a_state(verb, quiet, doing.end())
        and has_an_object(quiet, said.plain, doing.end())
        and (is_whole or (is_first and _has_due(said)))
    )


_OWN_OBJECT = re.compile(
    r"\s+(?:the|a|an|his|her|their|him|them|it|all|both|up|out|[A-Z][a-z]+(?:'s)?)(?![\w'])"
)
_NOT_NAMED = re.compile(
    r"(?:\s*[(\[]\s*|(?<!\w)\s*)(?:name )?(?:to be (?:identified|confirmed|named|allocated|agreed|decided"
    r"|found"
    r"|appointed)|tb[cad]|not yet \w+|unallocated"
    r"|vacant|whoever[^)]*|who\?+|name\?+|\?+|n/?k)\s*[)\]]"
)
_TELLING = frozenset(
    """
    reports states raises expresses describes discloses alleges claims presents attends understands
    accepts acknowledges suffers lacks
    requires concerns needs uses engages works has does gets is was appears remains
    """.split()  # noqa: SIM905
)
_PLACE_THEN_MARK = re.compile(
    r"\s+(?:at|from|of|in|for|on)\s+(?!the\s+\d)[a-z'&-]+(?:\s+[a-z'&-]+){0,4}\s*(?::|\s-)\s"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TO_DO = re.compile(r"\s+to\s+(?!the\b|a\b|his\b|her\b|their\b|mum\b|dad\b|school\b)[a-z]")
_HAS_DONE = re.compile(
    r"\s+(?!had\b|been\b|not\b|[a-z]+ed\b)(?:(?:her|him|it|them"
    r"|[\w'-]+(?:\s+[\w'-]+){0,4}?)\s+(?:[a-z]{2,}ed|on (?:his|her|their|the) radar|done"
    r"|under|in (?:his|her|their) sights|seen|weighed|moved|on a watch)\b)"
)


def _has_due(said: SaidAction) -> bool:
    return any(
        one.due_on is None or one.due_on >= said.day
        for one in said.dates
        if one.due_on or "there is no" in one.note
    )


def is_done_by(verb: str, is_named: bool = False) -> bool:
    """Say whether a verb in -s or -ing tells of a deed."""
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


def is_named_well(row: Row, plain: str) -> bool:
    """Say whether words name somebody and no kind of thing."""
    words = plain[row.start : row.end]
    return any(one.what != "kin" for person in row.people for one in person) and (
        bool(re.search(r"[A-Z]", words)) or row.people[0][0].what == "job"
    )


def _unknown_words(said: SaidAction, words: Words, start: int) -> OwnerSeen | None:
    """Return an owner whom nobody knows by form: whatever stands before "to" and a deed."""
    quiet = said.undated
    does = SOMEBODY_DOES.match(quiet, start)
    if does is not None and does["verb"] not in STATES and is_done_by(does["verb"]):
        return OwnerSeen(Owned.ONE, start, does.end("who"), does.start("verb"), modal="s", is_in_front=True)
    match = SUBJECT.match(quiet, start)
    if (
        match is None
        or match["verb"] in NO_DEED
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
            "how",
            "what",
            "where",
            "when",
            "whether",
            "which",
            "who",
            "ready",
            "chance",
            "time",
            "way",
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
    if match["verb"] == "be" and is_done_to(match, quiet):
        return by_somebody(said, start, words) or OwnerSeen(
            Owned.NOT_SAID, start, match.end("who"), match.start("verb"), is_passive=True
        )
    if match["verb"] in WITHOUT_DEED and not re.search(r"[A-Z]", said.plain[start : match.end("who")][1:]):
        return OwnerSeen(Owned.NOT_SAID, start, match.end("who"), match.start("verb"))
    if (
        match["modal"] == "to"
        and match["verb"] not in VERBS
        and not OBJECT.match(quiet, match.end("verb"))
        and not re.search(r"er|or|team|lead|officer|nurse|staff|head|unit|chair", match["who"])
    ):
        return None
    who = JOINED_WORDS.sub(" ", _IN_BRACKETS.sub(" ", match["who"]))
    owned = Owned.SEVERAL if re.search(r"\s(?:and|&|\+)\s|[a-z]/[a-z]", who) else Owned.ONE
    return OwnerSeen(
        owned, start, match.end("who"), match.start("verb"), modal=match["modal"], is_in_front=True
    )
