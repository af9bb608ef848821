"""Who is to do it, seen by the form of a line: in front, behind, in a bracket, or nobody."""

from __future__ import annotations

import re
from dataclasses import replace

from meetingdesk.domain.action_words import VERBS
from meetingdesk.domain.coach.deeds import has_an_object, stem_of
from meetingdesk.domain.coach.owned import Owned, OwnerSeen
from meetingdesk.domain.coach.owner_behind import by_somebody, labelled_owner, owner_behind
from meetingdesk.domain.coach.owner_in_front import (
    is_deed,
    is_done_by,
    is_done_to,
    is_named_well,
    is_not_named,
    modal_at,
    owner_at,
)
from meetingdesk.domain.coach.owner_words import DOING, STATES
from meetingdesk.domain.coach.said_action import SaidAction, small
from meetingdesk.domain.coach.who import NAMES_THAT_ARE_VERBS, pieces_of, row_at
from meetingdesk.domain.coach.words import Words
from meetingdesk.domain.slips import plain_marks

_LISTED = re.compile(
    r"\s*(?:(?:we|it was|all|everyone|chair|meeting|the meeting|the panel"
    r"|conference)\s+agreed(?:\s+that)?\s+(?!to\b|on\b|the\b)|[-*>#\u2022(]*\s*\d{1,2}[.):]\s+"
    r"|[-*>#\u2022]+\s+|(?:urgent|priority"
    r"|important|agreed(?:\s+actions?)?|actions?(?:\s*\d+)?"
    r"|recommendation|decision|task|to ?do|next steps?|also|then|finally|ap\d*)\s*[:-]\s+)+"
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
    seen = _in_text(said, words)
    if seen.owned is Owned.ONE and is_not_named(said.undated, seen.start, seen.end):
        return replace(seen, owned=Owned.NOBODY)
    return seen


def _in_text(said: SaidAction, words: Words) -> OwnerSeen:
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
    first = owner_at(said, words, begin, is_first=True)
    if first is not None and first.owned is not Owned.NOT_SAID:
        return first
    later = [
        seen for start in starts[1:] if (seen := owner_at(said, words, start, is_first=False)) is not None
    ]
    later = [
        seen
        for seen in later
        if seen.owned is not Owned.NOT_SAID
        and not (seen.is_kin and seen.modal != "to")
        and not (seen.modal == "s" and _only_tells(said, seen))
    ]
    tasked = next((seen for seen in later if seen.modal in _TASKING), None)
    if tasked is not None and (not tasked.is_kin or first is None):
        return tasked
    labelled = labelled_owner(plain, quiet, words)
    if labelled is not None:
        return labelled
    behind = owner_behind(
        plain, quiet, words, first.deed if first is not None and first.is_passive else begin
    )
    doing = next((seen for seen in later if seen.modal == "s" and not seen.is_kin), None)
    if behind is not None and (doing is None or not doing.start <= behind.start <= doing.end):
        return behind
    if doing is not None and (first is None or not first.is_passive):
        return doing
    if (by := by_somebody(said, begin, words)) is not None and re.search(
        r"(?:ed|en|one|wn|ent|ept|t)\s+by\s+(?:the\s+)?$", quiet[: by.start]
    ):
        return by
    if first is None and (inside := _inside(said, begin, words)) is not None:
        return inside
    if (
        (first is None or not first.is_passive)
        and by is not None
        and re.search(r"[A-Z]", plain[by.start : by.end])
    ):
        return by
    understood = said.understood
    if understood.is_collective:
        return OwnerSeen(Owned.COLLECTIVE)
    if understood.owner_said.casefold() in _PRONOUNS:
        return first or OwnerSeen(Owned.NOT_SAID)
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
    if first is None and (beside := _beside(said, begin, words)) is not None:
        return beside
    return first or OwnerSeen(Owned.NOT_SAID)


_BESIDE = re.compile(
    r"(?<![\w'])(?:w/|with|from|via|under|run by|through|per|c/o)\s+(?:(?:a|an|the|his|her"
    r"|their)\s+)?(?:[a-z]+\s+){0,2}?\(?(?=[A-Z])"
    r"|(?:^|[,:]\s+)(?=[A-Z][\w' .]{2,40}? (?:in charge|leading|to lead|on it|on this|herself|himself)\b)"
)


def _beside(said: SaidAction, begin: int, words: Words) -> OwnerSeen | None:
    """Return the professional a thing is had with, where a line says only what: eye test with Nurse Okoro."""
    plain, quiet = said.plain, said.undated
    first = _FIRST_WORD.match(quiet, begin)
    if first is None or (stem_of(first[1]) == first[1] and has_an_object(quiet, plain, first.end())):
        return None
    end = _RESULT.search(quiet, begin)
    for match in _BESIDE.finditer(plain, begin, end.start() if end else len(plain)):
        row = row_at(plain, quiet, match.end(), words)
        if row is None or row.is_kin:
            continue
        who = plain[row.start : row.end]
        known = {one.name.split()[0] for one in said.roster.professionals if one.name}
        if row.people[0][0].what == "job" or re.search(r"\s", who) or who in known:
            return OwnerSeen(Owned.SEVERAL if row.is_several else Owned.ONE, row.start, row.end)
    return None


_FIRST_WORD = re.compile(r"\W*([a-z][a-z'-]*)")
_RESULT = re.compile(r";\s|(?<=[a-z]{2})\.\s")
_TELLS = re.compile(
    r"(?:tells|says|reports|answers|picks|chooses|signs|confirms|names|shows|repeats|rates|agrees|reads"
    r"|gives|works|can|knows|accepts"
    r"|turns|gets|lists|writes|draws|counts|keeps|hands|leaves|walks|comes|goes|opens|rings|asks)\b"
)


def _only_tells(said: SaidAction, seen: OwnerSeen) -> bool:
    """Say whether somebody behind the deed, known by a first name or as Mrs, only tells how it turned out."""
    who = said.plain[seen.start : seen.end]
    if re.match(r"(?:Mr|Mrs|Ms|Miss)\b\.?\s", who):
        return True
    if not re.fullmatch(r"[A-Z][a-z]+", who):
        return False
    if re.search(r"(?::|\s-)\s*$", said.undated[: seen.start]):
        return False
    is_behind = re.search(r"[;.]\s*$", said.undated[: seen.start]) is not None
    if not is_behind and not _TELLS.match(said.undated, seen.deed):
        return False
    return all(
        who.casefold() != one.name.casefold().split()[0] for one in said.roster.professionals if one.name
    )


_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "him", "her", "them"])
_ASKED = re.compile(
    r"(?:asks?|asked|tells?|told|gets?|invites?|reminds?|helps?|lets?|have|has|wants?|with|for|from|to"
    r"|of|by|about|via|through|at"
    r"|than|and|or|if|that|allows?|expects?|needs?|prompts?|urges?|supports?|teach(?:es)?|shows?"
    r"|persuades?|says?|which|who"
    r"|whether|uncle|auntie|aunt|on|in|near|behind|against|like|as|is|was|are)\s+(?:the\s+|her\s+"
    r"|his\s+|their\s+)?$"
)
_WORD_BEGINS = re.compile(r"(?<![\w'-])[A-Za-z]")


def _inside(said: SaidAction, begin: int, words: Words) -> OwnerSeen | None:
    """Return who stands before "to" and a deed somewhere within a sentence."""
    plain, quiet = said.plain, said.undated
    begins = re.compile(r"\W*([a-z-]+)").match(quiet, begin)
    is_order = begins is not None and begins[1] in VERBS and begins[1] not in NAMES_THAT_ARE_VERBS
    for at in _WORD_BEGINS.finditer(plain, begin + 1):
        if not plain[at.start()].isupper() and not words.at("titles", quiet, at.start()):
            continue
        before = quiet[max(0, at.start() - 24) : at.start()]
        if _ASKED.search(before) and not before.endswith(("is for ", "one for ", "it's for ", "falls to ")):
            continue
        row = row_at(plain, quiet, at.start(), words)
        if row is None or row.is_kin:
            continue
        modal = modal_at(quiet, row.end)
        if (
            modal is not None
            and modal["modal"] in _TASKING
            and is_deed(modal, quiet)
            and not is_done_to(modal, quiet)
        ):
            owned = Owned.SEVERAL if row.is_several else Owned.ONE
            return OwnerSeen(
                owned, row.start, row.end, modal.start("verb"), modal=modal["modal"], is_in_front=True
            )
        doing = None if is_order else DOING.match(quiet, row.end)
        if (
            doing is not None
            and doing["verb"] not in STATES
            and is_done_by(doing["verb"])
            and is_named_well(row, plain)
        ):
            seen = OwnerSeen(Owned.ONE, row.start, row.end, doing.start("verb"), modal="s", is_in_front=True)
            if not _only_tells(said, seen):
                return seen
    return None


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
    # A job in small letters between commas says who the one before is: P. Ince, surveyor, Gentoo Homes.
    if re.search(r",\s[a-z ]+,", plain) and not re.search(r"[&+;/]|\sand\s", plain):
        several = False
    is_kin = row is not None and row.is_kin
    return OwnerSeen(Owned.SEVERAL if several else Owned.ONE, is_kin=is_kin)


def _is_whole(match: re.Match[str] | None, text: str) -> bool:
    return match is not None and not re.search(r"\w", text[match.end() :])
