"""Who of the room a line names: agencies by code or name, professionals by name or job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from uuid import UUID

from meetingdesk.domain.action_words import VERBS
from meetingdesk.domain.date_words import DATE_WORDS
from meetingdesk.domain.names_as_words import also_words
from meetingdesk.domain.roster import Roster, RosterAgency, RosterProfessional
from meetingdesk.domain.slips import Slips

_TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)*(?:'[^\W_]+|'(?=\s|$))?")
_BETWEEN_ANDS = re.compile(r"[^&]+")
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "ds",
        "dc",
        "di",
        "dci",
        "pc",
        "ps",
        "pcso",
        "sgt",
        "sergeant",
        "insp",
        "inspector",
        "supt",
        "rev",
        "cllr",
        "sister",
        "nurse",
        "sw",
        "hv",
        "ssw",
    ]
)
_TITLE_IN_NAME = frozenset("mr mrs ms miss mx dr prof professor rev cllr sir dame".split())  # noqa: SIM905
_TOO_GENERAL = frozenset(
    """
    worker officer lead visitor adviser advisor practitioner coordinator co-ordinator assistant
    representative member staff head
    teacher service consultant professional team constable specialist support deputy chair person
    """.split()  # noqa: SIM905
)
_SAYS_ENOUGH = frozenset({"consultant", "detective"})
"""With which a job title begins that is said without its rest."""
_RANKS = frozenset("deputy assistant acting student trainee vice".split())  # noqa: SIM905
_GENERAL_ALONE = frozenset({"worker", "practitioner", "adviser", "advisor", "coordinator"})
"""Words of job titles that name somebody where they stand alone, not in "nurse practitioner"."""
_BEFORE_ALONE = frozenset(
    "the a and or by for from to with via ask tell action owner lead pls please can could then so".split()  # noqa: SIM905
)
_OTHER_MANAGERS = frozenset(
    "practice ward office business site centre nursery home bed bank store club hotel line".split()  # noqa: SIM905
)
"""What managers are of who are nobody of the room: "practice manager"."""
_WRITTEN_SHORT = {
    "worker": "wkr",
    "social": "soc",
    "family": "fam",
    "visitor": "vis",
    "officer": "off",
    "manager": "mgr",
    "probation": "prob",
    "sergeant": "sgt",
    "teacher": "tchr",
    "paediatrician": "paed",
    "midwife": "mw",
    "school": "sch",
    "detective": "det",
    "constable": "const",
}
"""How the words of job titles are written in haste: "soc wkr"."""
_SHORT_AND_GENERAL = frozenset({"wkr", "vis", "off", "tchr", "const"})
_OF_DOCTORS = frozenset(
    {"practitioner", "paediatrician", "consultant", "psychiatrist", "doctor", "registrar"}
)
_OF_POLICE = frozenset({"detective", "sergeant", "constable", "inspector", "police"})
_SMALL_INITIALS = frozenset({"sw", "dsl"})
_CONNECTED = re.compile(r"(?:\s+(?:&\s+)?|\s?-\s?)")


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency, a professional or somebody of the family, and where the line names them."""

    start: int
    end: int
    agency_id: UUID | None = None
    professional_id: UUID | None = None
    person_id: UUID | None = None
    is_possessive: bool = False
    is_word: bool = False
    """Whether it is a name without its capital that is a word as well: hope, may."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to name somebody, as words, and how good a claim it is."""

    words: tuple[str, ...]
    agency_id: UUID | None
    professional_id: UUID | None
    rank: tuple[int, ...]
    initials: bool = False
    needs_capital: bool = False
    is_alone: bool = False
    """Whether no other word may stand right before it: "the practitioner"."""
    ends_in_initial: bool = False
    """Whether it is a title and the first letter of a surname, which needs its capital: "Dr P"."""
    initial: str = ""
    """The first letter of the surname, where a given name may have it behind: Tola B."""


@dataclass(frozen=True, slots=True)
class Names:
    """Every way to name the agencies and professionals of a roster, by its first word, longest first."""

    ways: dict[str, tuple[_Way, ...]]
    slips: Slips

    def mentions(self, shadow: str) -> tuple[Mention, ...]:
        """Return who of the room a text with plain marks names, in its order."""
        tokens = list(self._tokens(shadow))
        found: list[Mention] = []
        place = 0
        while place < len(tokens):
            mention, used = self._at(tokens, place, shadow, found[-1].end if found else 0)
            if mention is not None and not (found and _manages_others(found[-1], mention, shadow)):
                if found and _is_their_title(found[-1], mention, shadow):
                    mention = replace(mention, start=found.pop().start)
                found.append(mention)
            place += max(used, 1)
        return tuple(found)

    def _tokens(self, shadow: str) -> Iterator[_Token]:
        """Find the words of a text: A&E is one, HV&MW are two."""
        for match in _TOKEN.finditer(shadow):
            typed = match.group()
            if "&" not in typed or typed.casefold() in self.ways:
                yield _Token(match.start(), match.end(), typed)
                continue
            for word in _BETWEEN_ANDS.finditer(typed):
                yield _Token(match.start() + word.start(), match.start() + word.end(), word.group())

    def _at(self, tokens: list[_Token], place: int, shadow: str, after: int) -> tuple[Mention | None, int]:
        first = tokens[place]
        keys = (first.small,) if first.small == first.stem else (first.small, first.stem)
        if "'" in first.typed:
            keys = keys[::-1]  # "GP's" is of the one GP before it is of several
        for key in keys:
            for way in self.ways.get(key, ()):
                used = len(way.words)
                if place + used > len(tokens) or not _fits(way, tokens, place, shadow):
                    continue
                last = tokens[place + used - 1]
                if way.initial and last.small == way.words[-1]:
                    last, used = _with_initial(tokens, place, used, way.initial, shadow)
                start = first.start
                if way.professional_id:
                    start = _with_title(tokens, place, shadow, after)
                is_word = way.needs_capital and not first.typed[0].isupper()
                owned = used == len(way.words) and last.small != way.words[-1]
                end = last.end - (len(last.typed) - len(last.plain) if owned else 0)
                end += used > len(way.words) and shadow[end : end + 2] == ". "
                return Mention(
                    start, end, way.agency_id, way.professional_id, None,
                    owned and not last.is_short_will, is_word,
                ), used  # fmt: skip
        return None, 1


_MANAGER = re.compile(r"(?:team\s+|service\s+)?(?:manager|mgr)", re.IGNORECASE | re.ASCII)


def _manages_others(earlier: Mention, mention: Mention, shadow: str) -> bool:
    """Say whether a manager is not the one of the room, but of the agency right before: "HV's manager"."""
    return (
        mention.professional_id is not None
        and earlier.agency_id != mention.agency_id
        and shadow[earlier.end : mention.start].casefold() in {" ", "'s ", "' "}
        and _MANAGER.match(shadow, mention.start) is not None
    )


def _is_their_title(earlier: Mention, mention: Mention, shadow: str) -> bool:
    """Say whether what seemed to name an agency is only the title of somebody: "DS Pym"."""
    return (
        mention.professional_id is not None
        and earlier.professional_id in (None, mention.professional_id)
        and earlier.agency_id == mention.agency_id
        and shadow[earlier.start : earlier.end].casefold() in TITLES
        and shadow[earlier.end : mention.start] in {" ", ". "}
    )


class _Token:
    """A word of the text, as typed and as it is looked for, with and without its s of possession."""

    __slots__ = ("end", "is_short_will", "plain", "small", "start", "stem", "typed")

    def __init__(self, start: int, end: int, typed: str) -> None:
        self.start = start
        self.end = end
        self.typed = typed
        small = typed.casefold()
        self.small = small.replace("'", "")
        self.is_short_will = small.endswith("'ll")
        if self.is_short_will:
            self.plain = typed[:-3]
        elif small.endswith("'s"):
            self.plain = typed[:-2]
        else:
            self.plain = typed.rstrip("'")
        self.stem = self.small if self.plain is typed else self.plain.casefold().replace("'", "")


def _fits(way: _Way, tokens: list[_Token], place: int, shadow: str) -> bool:
    count = len(way.words)
    for offset, word in enumerate(way.words):
        token = tokens[place + offset]
        if token.small != word and not (offset == count - 1 and token.stem == word):
            return False
        if offset and not _CONNECTED.fullmatch(shadow[tokens[place + offset - 1].end : token.start]):
            return False
    is_in_letters = way.initials and way.words[0] not in _SMALL_INITIALS
    if is_in_letters and not (
        _are_capitals(tokens[place], shadow) or _are_small_initials(tokens, place, shadow)
    ):
        return False
    if way.ends_in_initial and not _is_initial(tokens, place + 1, place + count, shadow):
        return False
    before = (
        tokens[place - 1].small
        if place and not shadow[tokens[place - 1].end : tokens[place].start].strip()
        else ""
    )
    if before and way.is_alone and before not in _BEFORE_ALONE:
        return False
    if way.words == ("manager",) and before in _OTHER_MANAGERS:
        return False
    start, end = tokens[place].start, tokens[place + count - 1].end
    # A part of a longer word with a hyphen names nobody: school-age.
    if end + 1 < len(shadow) and shadow[end] == "-" and shadow[end + 1].isalpha():
        following = tokens[place + count].small if place + count < len(tokens) else ""
        return not shadow[:start].strip() and following in VERBS
    return not (start > 1 and shadow[start - 1] == "-" and shadow[start - 2].isalpha())


def _are_capitals(token: _Token, shadow: str) -> bool:
    """Say whether a word is in capitals where others are not: in a line of capitals they tell nothing."""
    return token.plain.isupper() and not shadow.isupper()


_SMALL_WORDS = frozenset(
    """
    ad ah an as at be by do eh er ex go ha he hi ho if in is it ma me mo my of on or ox pa so um up us we
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def _are_small_initials(tokens: list[_Token], place: int, shadow: str) -> bool:
    """Say whether two small letters behind a mark are somebody's: "core group in 10 wd, zc to set up"."""
    typed = tokens[place].typed
    if len(typed) != 2 or not typed.islower() or typed in _SMALL_WORDS or place + 2 >= len(tokens):
        return False
    before = shadow[: tokens[place].start].rstrip()
    if not before or before[-1] not in ",;:.(-":
        return False
    return tokens[place + 1].small == "to" and tokens[place + 2].small in VERBS


def _is_initial(tokens: list[_Token], first: int, end: int, shadow: str) -> bool:
    """Say whether words are capital letters that stand for a surname, and no name follows them."""
    if not all(token.plain.isupper() for token in tokens[first:end]):
        return False
    following = tokens[end] if end < len(tokens) else None
    return (
        following is None
        or not following.typed[0].isupper()
        or shadow[tokens[end - 1].end : following.start] != " "
    )


def _with_initial(
    tokens: list[_Token], place: int, used: int, initial: str, shadow: str
) -> tuple[_Token, int]:
    """Return the last word of a given name, with the initial of the surname that may stand behind it."""
    last = tokens[place + used - 1]
    following = tokens[place + used] if place + used < len(tokens) else None
    letter = initial.casefold() if last.typed.islower() else initial
    if following is None or following.plain != letter or shadow[last.end : following.start] != " ":
        return last, used
    return following, used + 1


def _is_title(token: _Token) -> bool:
    """Say whether a word is a title or the initial of a given name: DS Pym, G. Pym."""
    return token.small in TITLES or (
        len(token.typed) == 1 and (token.typed.isupper() or token.typed not in "aisn0123456789")
    )


def _with_title(tokens: list[_Token], place: int, shadow: str, after: int) -> int:
    start = tokens[place].start
    while place and _is_title(tokens[place - 1]) and tokens[place - 1].start >= after:
        between = shadow[tokens[place - 1].end : start]
        if between.strip(" .") or not between:
            break
        place -= 1
        start = tokens[place].start
    return start


@lru_cache(maxsize=16)
def names_of(roster: Roster) -> Names:
    """Return every way to name somebody of a roster."""
    ways: dict[tuple[str, ...], _Way | None] = {}
    claimed = [*_professional_ways(roster), *_title_ways(roster), *_agency_ways(roster.agencies)]
    for way in sorted(claimed, key=lambda one: one.rank):
        # Most initials name a professional in capitals only, and may be short for an agency in small letters.
        key = (*way.words, "") if way.initials and way.words[0] not in _SMALL_INITIALS else way.words
        known = ways.get(key)
        if known is None and key not in ways:
            ways[key] = way
        elif known is not None and known.rank == way.rank and _differ(known, way):
            ways[key] = None  # nobody can say which of the two is meant
    by_first: dict[str, list[_Way]] = {}
    for found in ways.values():
        if found is not None and found.words:
            by_first.setdefault(found.words[0], []).append(found)
    listed = {
        first: tuple(sorted(of, key=lambda one: (-len(one.words), one.rank)))
        for first, of in by_first.items()
    }
    return Names(listed, _slips(ways, roster))


def _differ(one: _Way, other: _Way) -> bool:
    return (one.agency_id, one.professional_id) != (other.agency_id, other.professional_id)


def _slips(ways: Iterable[tuple[str, ...]], roster: Roster) -> Slips:
    named = {word for one in roster.professionals for word in as_words(one.name)}
    named |= {word for one in roster.people for word in as_words(one.name)}
    common = {word for words in ways for word in words} - named - {*_WRITTEN_SHORT.values()}
    return Slips.of({*common, *DATE_WORDS}, named)


def as_words(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are looked for: small, without apostrophes, parted at hyphens."""
    plain = text.replace("\u2019", "'").replace("-", " ")
    return tuple(match.group().casefold().replace("'", "") for match in _TOKEN.finditer(plain))


def _professional_ways(roster: Roster) -> Iterator[_Way]:
    names = [(one, _bare(one.name)) for one in roster.professionals]
    given = [words[0] if words else "" for _, words in names]
    last = [_last(one.name) for one, _ in names]
    family = {as_words(person.name)[-1:] for person in roster.people}
    for place, (one, words) in enumerate(names):
        if not words:
            continue
        if len(words) > 1:
            yield _way(words, one, 1)
        is_word = words[0] in also_words()
        if given.count(words[0]) == 1 and len(words) > 1:
            initial = last[place][0][0].upper() if last[place] else ""
            yield replace(_way(words[:1], one, 2, needs_capital=is_word), initial=initial)
        surname = last[place]
        if surname and last.count(surname) == 1 and surname not in family:
            yield _way(surname, one, 3, needs_capital=surname[0] in also_words())
            if len(surname) > 1 and not any(surname[0] in other for other in last if other != surname):
                yield _way(surname[:1], one, 4, needs_capital=True)
        if len(words) == 1:
            yield _way(words, one, 2, needs_capital=is_word)
        yield from _initials_of(one, words[0], surname, roster)
        for title in _titles_of(one) if surname else ():
            rivals = [other for other, of in zip(last, names, strict=True) if title in _titles_of(of[0])]
            if title in _COURTESY:
                rivals += [words for words in family if words]
            if [other[:1] for other in rivals if other and other[0][0] == surname[0][0]] != [surname[:1]]:
                continue
            yield replace(_way((title, surname[0][0]), one, 4), ends_in_initial=True)
            yield replace(_way((title, _initials((words[0], *surname))), one, 4), ends_in_initial=True)
            if len(surname) > 1:
                letters = tuple(word[0] for word in surname)
                yield replace(_way((title, *letters), one, 4), ends_in_initial=True)


_NO_INITIALS = TITLES | frozenset("am pm ok to no it id tv pe uk nb re cc eg cp dv da mh".split())  # noqa: SIM905
"""What may be typed in capitals and stands for nobody's name."""


def _initials_of(
    one: RosterProfessional, given: str, surname: tuple[str, ...], roster: Roster
) -> Iterator[_Way]:
    """Return the initials of somebody, in capitals only, and not those that somebody of the family has."""
    family = {_initials(as_words(person.name)) for person in roster.people}
    joined = _initials((given, *surname))
    ways = {(joined,), (joined[:2],), (joined[:2], *joined[2:])}
    for words in sorted(ways) if surname else ():
        if words[0] not in _NO_INITIALS and "".join(words) not in family:
            yield replace(_way(words, one, 100), initials=True, is_alone=True)


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


_COURTESY = ("mr", "mrs", "ms", "miss")


def _titles_of(one: RosterProfessional) -> tuple[str, ...]:
    """Return the titles behind which the first letter of a surname names somebody: "Dr P"."""
    words = {*as_words(one.job_title), *as_words(one.name)[:1]}
    if words & {*_OF_DOCTORS, "dr"}:
        return ("dr", *_COURTESY)
    return ("ds", "dc", "di", "pc", "sgt", *_COURTESY) if words & _OF_POLICE else _COURTESY


def _title_ways(roster: Roster) -> Iterator[_Way]:
    said: dict[tuple[str, ...], list[RosterProfessional]] = {}
    initials: dict[tuple[str, ...], list[RosterProfessional]] = {}
    for one in roster.professionals:
        words = as_words(one.job_title)
        tails = [tail for variant in _variants(words) for tail in _tails(variant)]
        if words[:1] == ("deputy",) and len(words) > 1:
            tails.append(words[:1])
        if len(words) > 2 and words[-1] in _TOO_GENERAL and words[0] not in _RANKS:
            tails.append((words[0], words[-1]))
        for tail in dict.fromkeys(tails):
            said.setdefault(tail, []).append(one)
        if _SAYS_ENOUGH.intersection(words[:1]):
            said.setdefault(words[:1], []).append(one)
        if len(words) > 1:
            initials.setdefault(("".join(word[0] for word in words),), []).append(one)
    for tail, who in said.items():
        yield from _of_title(tail, who, False)
    yield from _behind_agency(roster)
    for tail, who in initials.items():
        yield from _of_title(tail, who, True)


def _behind_agency(roster: Roster) -> Iterator[_Way]:
    """Return the parts of job titles that tell enough behind their agency: "CAMHS practitioner"."""
    for agency in roster.agencies:
        there = {one: _ends_of(as_words(one.job_title)) for one in roster.representatives(agency.id)}
        said = {as_words(phrase) for phrase in (agency.code, *agency.said)}
        for one, ends in there.items():
            for word in ends.difference(*(of for other, of in there.items() if other is not one)):
                for phrase in said:
                    if len(phrase) == 1 and phrase[0] != word:
                        yield _way((*phrase, word), one, 90)
                        yield _way((*phrase, _WRITTEN_SHORT.get(word, word)), one, 90)


def _ends_of(title: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a job title that tell which one it is: not the head where it is the deputy."""
    if not title or title[0] in _RANKS:
        return frozenset()
    return frozenset({title[-1], *_SAYS_ENOUGH.intersection(title[:1])})


def _tails(variant: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return a job title, and each end of it that says enough: "safeguarding midwife", "midwife"."""
    yield variant
    if variant[0] in _RANKS:
        return
    general = (_TOO_GENERAL | _SHORT_AND_GENERAL) - _GENERAL_ALONE
    for start in range(1, len(variant)):
        tail = variant[start:]
        if len(tail) > 1 or tail[0] not in general:
            yield tail


def _of_title(words: tuple[str, ...], who: list[RosterProfessional], initials: bool) -> Iterator[_Way]:
    people = dict.fromkeys(who)
    agencies = {one.agency_id for one in people}
    if len(people) == 1:
        one = next(iter(people))
        is_alone = len(words) == 1 and words[0] in _GENERAL_ALONE
        yield _Way(words, one.agency_id, one.id, (7 if initials else 5,), initials, is_alone=is_alone)
    elif len(agencies) == 1 and not initials:
        agency_id = agencies.pop()
        if agency_id is not None:
            yield _Way(words, agency_id, None, (8,), initials)


def _variants(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not words:
        return
    yield words
    swaps = {"adviser": "advisor", "advisor": "adviser", "paediatrician": "pediatrician", "co": "coordinator"}
    swapped = tuple(swaps.get(word, word) for word in words)
    if swapped != words:
        yield swapped
    if len(words) > 1 or words[0] == "paediatrician":
        choices = [dict.fromkeys((word, _WRITTEN_SHORT.get(word, word))) for word in words]
        yield from (short for short in product(*choices) if short != words)
    if words[-2:] == ("head", "teacher"):
        yield (*words[:-2], "headteacher")
        yield (*words[:-2], "head")
    if words[-1] == "headteacher":
        yield (*words[:-1], "head", "teacher")
        yield (*words[:-1], "head")


def _agency_ways(agencies: tuple[RosterAgency, ...]) -> Iterator[_Way]:
    for agency in agencies:
        away = 0 if agency.is_invited else 1
        if agency.code:
            yield _Way(as_words(agency.code), agency.id, None, (0, away))
        name = as_words(agency.name)
        if name:
            yield _Way(name, agency.id, None, (10 + 40 * away,))
        head = as_words(agency.name.partition(",")[0])
        if head and head != name:
            yield _Way(head, agency.id, None, (11 + 40 * away,))
        for place, phrase in enumerate(agency.said):
            for words in _in_haste(as_words(phrase)):
                yield _Way(words, agency.id, None, (12 + 40 * away, place))


def _in_haste(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return a phrase, and with one of its words in haste: "sch nurse"; "police off" would be off."""
    yield words
    for place, word in enumerate(words) if len(words) > 1 else ():
        short = _WRITTEN_SHORT.get(word, "off")
        if short != "off":
            yield (*words[:place], short, *words[place + 1 :])


def _way(words: tuple[str, ...], one: RosterProfessional, rank: int, *, needs_capital: bool = False) -> _Way:
    return _Way(words, one.agency_id, one.id, (rank,), needs_capital=needs_capital)


def _bare(name: str) -> tuple[str, ...]:
    words = as_words(name)
    while len(words) > 1 and words[0] in _TITLE_IN_NAME:
        words = words[1:]
    return words


def _last(name: str) -> tuple[str, ...]:
    """Return the words of a surname, both halves of a double one; nothing where there is one name only."""
    parts = [part for part in name.split() if as_words(part) and as_words(part)[0] not in _TITLE_IN_NAME]
    return as_words(parts[-1]) if len(parts) > 1 else ()
