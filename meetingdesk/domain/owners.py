"""Who owns an action: in front of it, behind it or in brackets, and who only stands in it."""

from __future__ import annotations

import re
from dataclasses import replace

from meetingdesk.domain.action_words import NO_VERB, NOUNS_TOO, VERBS, WORD, is_participle, is_past
from meetingdesk.domain.date_parts import Lead
from meetingdesk.domain.frequencies import frequency_spans
from meetingdesk.domain.owner_deeds import past_what_stands_between
from meetingdesk.domain.owner_groups import (
    Line,
    Owner,
    group_at,
    owner_of_group,
    spaces_at,
    without_dates,
)
from meetingdesk.domain.owners_behind import behind, by_whom, said_outright, theirs
from meetingdesk.domain.owners_in_front import (
    in_front,
    loosely_in_front,
)
from meetingdesk.domain.owners_in_reports import in_report, leading, meant_by_pronoun
from meetingdesk.domain.owners_in_sentences import in_sentence
from meetingdesk.domain.owners_in_speech import called_on, singled_out
from meetingdesk.domain.owners_with_bare_verb import WAS, with_bare_verb
from meetingdesk.domain.owners_without_verb import beside_date, first_without_verb, told_first
from meetingdesk.domain.statements import is_statement


def find_owner(line: Line) -> Owner | None:
    """Return who owns the action of a line, or nothing where nobody is; of several the one who leads."""
    owner = _find(line)
    if owner is not None and owner.is_unnamed:
        return meant_by_pronoun(line, owner) or owner
    is_joint = owner is not None and (owner.is_several or owner.is_collective)
    return leading(line, owner) if is_joint and owner is not None else owner


def _find(line: Line) -> Owner | None:
    first = _first_in_front(line)
    is_at_start = first is not None and not line.shadow[: first.start].strip()
    if first is not None and is_at_start and first.is_before_verb:
        return first
    if (single := singled_out(line)) is not None:
        return single
    called = called_on(line)
    if called is not None and (first is None or called.named_start <= first.named_start):
        return called
    if is_at_start:
        return first
    if (
        first is not None
        and (bare := with_bare_verb(line)) is not None
        and _does_the_first_part(line, bare, first)
    ):
        return bare
    outright = said_outright(line) or theirs(line)
    if outright is not None and not _only_passes_on(line, first, outright):
        return outright
    by = None if _is_told_done(line) else by_whom(line, first)
    others = [found for found in (called, first, by, behind(line)) if found]
    if others:
        return min(others, key=lambda found: found.named_start)
    return (
        asked_politely(line)
        or with_bare_verb(line)
        or loosely_in_front(line)
        or in_sentence(line)
        or in_report(line)
        or first_without_verb(line)
        or beside_date(line)
        or told_first(line)
    )


_PASSES = re.compile(r"(?:leave|give|pass|hand)\s", re.IGNORECASE | re.ASCII)
_AND = re.compile(r"(?<=\w)\s+(?:and|then)\s+(?:then\s+)?$", re.IGNORECASE | re.ASCII)


def _only_passes_on(line: Line, first: Owner | None, outright: Owner) -> bool:
    """Say whether somebody is to hand a thing to the one named behind: "Mei to pass that to Gareth"."""
    if first is None or not first.is_before_verb or first.is_unnamed or first.end > outright.start:
        return False
    if _PASSES.match(line.shadow, outright.start) and _AND.search(line.shadow, first.end, outright.start):
        return True
    return not line.shadow[first.end : outright.start].strip()


_PART_ENDS = re.compile(r"[,;]\s|\s-\s|\.\s", re.ASCII)


def _does_the_first_part(line: Line, bare: Owner, first: Owner) -> bool:
    """Say whether somebody begins the line with what they do: "HV see Theo, dad not to know"."""
    verb = WORD.match(line.shadow, bare.end)
    if verb is None or bare.named_start >= first.named_start or not bare.is_before_verb:
        return False
    is_parted = _PART_ENDS.search(line.shadow, bare.end, first.named_start) is not None
    return is_parted and verb.group().casefold() in VERBS - NOUNS_TOO


_AT_ONCE = re.compile(r"(?<!\w)(?:same\s+day|straight\s+away|at\s+once)(?!\w)", re.IGNORECASE | re.ASCII)


_TO_BE_BY = re.compile(
    r"(?<!\w)(?:will|is\s+to|are\s+to|must|should|(?:ask|request|agree|recommend|propose|suggest|decide)(?:e?d|s)?\s+that\s[^,;.]{3,60}?)"
    r"\s+be\s+(?:[\w-]+\s+){1,5}?by\s",
    re.IGNORECASE | re.ASCII,
)
"""What is still to be done by somebody, however it is told: "the panel asked that it be arranged by"."""


def _is_told_done(line: Line) -> bool:
    """Say whether a line only tells what has been done, with no deadline: "Theo was seen by HV"."""
    is_repeated = bool(frequency_spans(line.shadow)) or _AT_ONCE.search(line.shadow) is not None
    if is_repeated and not WAS.search(line.shadow):
        return False
    if any(said.lead in (Lead.BY, Lead.WITHIN) and said.due_on is not None for said in line.dates):
        return False
    if _TO_BE_BY.search(line.shadow) is not None and _has_day_to_come(line):
        return False
    return is_statement(line.shadow, line.clauses)


def _first_in_front(line: Line) -> Owner | None:
    """Return the first in front; behind "Theo:" or "school -" somebody may stand who does it."""
    found = in_front(line)
    first = next(found, None)
    if first is not None and _is_free(line, first):
        other = next(found, None)
        is_other = other is not None and other.agency_id is not None and other.is_before_verb
        first = other if other is not None and is_other and not _is_free(line, other) else first
    if first is None or (first.is_before_verb and not first.is_unnamed and not _is_due_to(line, first)):
        return first
    second = next(found, None)
    if _is_due_to(line, first):
        return second if second is not None and second.agency_id is not None else first
    if first.is_before_verb and not _only_stays(line, first):
        return second if second is not None and _sees_to_the_rest(line, first, second) else first
    if first.is_before_verb:
        return second if second is not None and second.agency_id is not None else first
    nearer = (
        second is not None and second.is_before_verb and not line.shadow[first.end : second.start].strip()
    )
    return replace(second, start=first.start) if nearer and second is not None else first


_FREE = re.compile(r"\s+(?:can|could)\s+(?:do|make|manage|offer)\s+", re.IGNORECASE | re.ASCII)


def _is_free(line: Line, owner: Owner) -> bool:
    """Say whether of somebody only the day is told that suits them: "June can do Thurs, Olu to ask"."""
    free = _FREE.match(line.shadow, owner.named_end)
    return free is not None and any(said.start == free.end() for said in line.dates)


_DUE_TO = re.compile(r"(?:'s|\s+(?:is|are))\s+due\s+to(?!\w)", re.IGNORECASE | re.ASCII)


def _is_due_to(line: Line, owner: Owner) -> bool:
    """Say whether of somebody of the family is told what comes: "Tanya is due to start work, csc to ring"."""
    return owner.person_id is not None and _DUE_TO.match(line.shadow, owner.named_end) is not None


def _sees_to_the_rest(line: Line, first: Owner, second: Owner) -> bool:
    """Say whether an agency does the rest, behind a relative's part: "mum to ring, csc to visit by fri"."""
    if second.agency_id is None or not second.is_before_verb:
        return False
    between = any(first.start <= said.start < second.named_start for said in line.dates)
    return not between and any(
        said.due_on is not None and said.start >= second.named_end for said in line.dates
    )


_STAYS = re.compile(r"\s*(?:stay|remain|live|be|sleep)(?!\w)", re.IGNORECASE | re.ASCII)


def _only_stays(line: Line, owner: Owner) -> bool:
    """Say whether a relative whom nobody names only stays somewhere: "children to stay with nan"."""
    return owner.is_unnamed and _STAYS.match(line.shadow, owner.end) is not None


_POLITE = re.compile(
    r"\W*(?:(?:and|so|but|okay|ok|right|also|then|well|now|um|er|erm|yes|next|lastly"
    r"|finally)\W+)*(?:(?:please|pls|plz)\s+will|(?:(?:please|pls|plz)\s+)?(?:can|could|would|will(?=.*\b(?:please"
    r"|pls)\b)))\s+(?:(?:please|pls)\s+)?(?=\S)",
    re.IGNORECASE | re.ASCII,
)
_POLITE_LATER = re.compile(
    r"(?<=\w)(?:(?P<part>\s*(?:[,;:]|\s-+|[.?]\s)\s*(?:(?:and|so|then|please|pls)\s+)*)|\s+)(?P<ask>(?:can|could|would)\s+"
    r"(?:(?:please|pls)\s+)?)(?=\S)",
    re.IGNORECASE | re.ASCII,
)
"""Where somebody is asked behind what it is about: "her red book, can HV please bring it"."""
_ANSWERS = frozenset({"say", "know"})
"""What somebody is asked to tell: "can school say who heard it, by 8 January"."""
_PLEASE = re.compile(r"\b(?:please|pls|plz|kindly)\b", re.IGNORECASE | re.ASCII)
_PLEASE_BEHIND = re.compile(r"\s+(?:please|pls|plz|kindly)(?!\w)", re.IGNORECASE | re.ASCII)
_POLITE_BETWEEN = re.compile(
    r"\s+(?:(?:kindly|possibly|perhaps|maybe|be\s+(?:able|asked|willing)\s+to|look\s+to"
    r"|be\s+so\s+kind\s+as\s+to)(?!\w))",
    re.IGNORECASE | re.ASCII,
)


_POLITE_PUT_IN = re.compile(
    r"\s*,\s*(?:once|when|after|if|before|as|with|while|whilst|since|given|having)\s[^,;.:?]{2,90},",
    re.IGNORECASE | re.ASCII,
)
"""What is put in before what is asked: "could housing please, once Gareth has the number, get"."""


_WE_HAVE = re.compile(r"\W*\w+\s+we\s+(?:please\s+)?(?:have|get)\b", re.IGNORECASE | re.ASCII)
"""What is asked for and of nobody: "can we have an update from legal"."""


def asked_politely(line: Line) -> Owner | None:
    """Return who is asked: "can GP please review", "could police share the log by Mon?"."""
    blank = without_dates(line, line.shadow, 0)
    first = _POLITE.match(blank)
    for match in (first, *_POLITE_LATER.finditer(blank)):
        if match is not None and (found := _asked_at(line, match, match is first)) is not None:
            return found
    return None


def _asked_at(line: Line, match: re.Match[str], is_first: bool) -> Owner | None:
    group = group_at(line, match.end())
    if (
        group is None
        or group.is_possessive
        or (group.elements[0].is_collective and _WE_HAVE.match(line.shadow))
    ):
        return None
    if not is_first and match["part"] is None and not _PLEASE_BEHIND.match(line.shadow, group.end):
        return None
    between = _POLITE_BETWEEN.match(line.shadow, past_what_stands_between(line, group.end))
    at = past_what_stands_between(line, between.end() if between else group.end)
    if put_in := _POLITE_PUT_IN.match(line.shadow, at):
        at = put_in.end()
    following = WORD.match(line.shadow, at + len(spaces_at(line.shadow, at)))
    verb = following.group().casefold() if following else ""
    verb = verb.rpartition("-")[2] if verb not in VERBS and verb.rpartition("-")[2] in VERBS else verb
    if following is not None and "-" in verb and (second := WORD.match(line.shadow, following.end() + 1)):
        verb = second.group().casefold() if second.group().casefold() in VERBS else verb
    is_unlisted = following is not None and verb not in VERBS and verb not in _ANSWERS
    if following is None or (is_unlisted and not _is_done_to_thing(line, following)):
        return None
    is_sure = not is_first or verb in _ANSWERS or "?" in line.shadow
    if is_sure and not _PLEASE.search(line.shadow) and not _has_day_to_come(line):
        return None  # "can school keep her coat?" only wants to know
    return owner_of_group(line, group, at, True, 0 if is_first else match.start("ask"))


_THING = re.compile(
    r"\s+(?:the|a|an|his|her|their|our|this|that|these|those|both|all|it|them|him)\s|\s+[\w-]+'s?\s",
    re.IGNORECASE | re.ASCII,
)


def _is_done_to_thing(line: Line, word: re.Match[str]) -> bool:
    """Say whether a verb that nobody listed is asked for by a day: "can Lewis countersign it by 10am"."""
    small = word.group().casefold()
    if not word.group().islower() or small in NO_VERB or small.endswith("ing"):
        return False
    if is_past(small) or is_participle(small) or _THING.match(line.shadow, word.end()) is None:
        return False
    leads = (Lead.BY, Lead.BEFORE, Lead.WITHIN)
    return any(said.lead in leads and said.due_on is not None and not said.is_past for said in line.dates)


def _has_day_to_come(line: Line) -> bool:
    return any(said.due_on is not None and not said.is_past for said in line.dates)
