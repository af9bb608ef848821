"""Who is to do it where they stand before what they do."""

from __future__ import annotations

import re

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS, is_participle, is_past
from meetingdesk.domain.coach.owned import Owned, OwnerSeen
from meetingdesk.domain.coach.owner_behind import by_somebody
from meetingdesk.domain.coach.owner_words import (
    ADVERB,
    DOING,
    HUNG,
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
    if is_first and (need := re.compile(r"we\s+need\s").match(quiet, start)):
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
    group = words.at("collective", quiet, start)
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
    are_two = row.is_kin and re.search(r"\s(?:and|&)\s|[a-z]/[a-z]", quiet[row.start : row.end])
    owned = Owned.SEVERAL if row.is_several or are_two else Owned.ONE
    if modal is not None and is_deed(modal, quiet):
        if is_done_to(modal, quiet):
            return by_somebody(said, row.start, words) or OwnerSeen(
                Owned.NOT_SAID, row.start, row.end, modal.start("verb"), is_passive=True
            )
        return OwnerSeen(
            owned, row.start, row.end, modal.start("verb"), row.is_kin, modal=modal["modal"], is_in_front=True
        )
    if mark := MARK.match(quiet, row.end):
        if is_first and (not row.is_kin or mark["mark"].strip() in (":", "|", "-")):
            if mark["mark"] == "," and not is_named_well(row, said.plain):
                return None
            return OwnerSeen(owned, row.start, row.end, mark.end(), row.is_kin, is_in_front=True)
        return None
    doing = DOING.match(quiet, row.end)
    if doing is None and (place := OF_PLACE.match(quiet, row.end)):
        doing = DOING.match(quiet, place.end())
    if (
        doing is not None
        and (doing["verb"] not in STATES or (doing["verb"] in STATES_OR_DEEDS and _has_due(said)))
        and not row.is_kin
        and is_done_by(doing["verb"], _is_full_name(row, said.plain))
    ):
        if is_first or is_named_well(row, said.plain):
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
        and (bare[1] not in NOUNS_TOO or is_named_well(row, said.plain))
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
    who = JOINED_WORDS.sub(" ", match["who"])
    owned = Owned.SEVERAL if re.search(r"\s(?:and|&|\+)\s|[a-z]/[a-z]", who) else Owned.ONE
    return OwnerSeen(
        owned, start, match.end("who"), match.start("verb"), modal=match["modal"], is_in_front=True
    )
