"""Names by their form: capitals, initials, titles, jobs and agencies, however they are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from meetingdesk.domain.action_words import NOUNS_TOO, VERBS
from meetingdesk.domain.coach.words import Words

_CAPITAL = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u0102\u0104\u0106\u010c\u0112\u0118\u0141\u0143\u0158\u015a"
    "\u0160\u017b\u017d"
)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|PC|DC|DS|DI|DCI|DSU|PS|Sgt|PCSO|WPC|Insp"
    r"|Nurse|Sister|Cllr|Rev|Judge|Sir|Fr)\b\.?"
)
_WORD = rf"[{_CAPITAL}](?:[^\W\d_]*(?:['-][^\W\d_]+)*)(?<!'s)"
_NAME = re.compile(
    rf"(?:[{_CAPITAL}]\.){{2,3}}(?=\s+[a-z])"
    rf"|(?:{_TITLE}\s+)?(?:[{_CAPITAL}]\.?\s+){{0,2}}{_WORD}(?:\s+(?:(?:de|da"
    rf"|van|von|der|al|el|bin|Ó|O')\s+)?(?:{_WORD}|[{_CAPITAL}]\.?(?!\w)))*\.?(?<=\w)"
    rf"|{_TITLE}(?:\s+and\s+{_TITLE})?\s+{_WORD}"
)
_NO_NAME = frozenset(
    """
    the a an i if by on at in to for from with within before after until till when where what which who
    why how this
    that these those there then so and but or not no yes all any every each both some someone somebody
    nobody everyone
    note nb update concern concerns risk risks outcome outcomes plan action actions agreed urgent priority
    contract attendance consent referral referrals assessment letter letters report reports visit visits
    meeting
    meetings copy copies safety safe home school's mon tue tues wed weds thu thur thurs fri sat sun
    monday tuesday
    wednesday thursday friday saturday sunday january february march april july september october november
    december feb mar apr jun jul aug sept sep oct nov dec christmas xmas easter dash marac s47 icpc rcpc
    cin cp
    pep ehcp asq taf tac nrm plo dols measure evidence owner who lead result done due date case case's
    threshold
    phone text ring email call write evidenced shown house flat it he she they we his her their our my its
    genogram chronology marker medical interpreter locks domestic risk-assessment information info
    nothing none
    weather subject once unless as because since discuss promote chase also ditto next review reviews concern
    one two three four five six seven eight nine ten half twice ideally hopefully possibly preferably maybe
    perhaps currently previously recently apologies group existing same current further more most less few
    bruise weight eyesight bathroom door front back extra phone passport relapse discharge welfare legal
    strategy
    """.split()  # noqa: SIM905
)
_DET = re.compile(
    r"(?:the|our|both|his|her|their|allocated|named|new|this|current|[a-z]+'s|mr \w+'s|duty|lead)\s+"
)
_SEPARATOR = re.compile(
    r"(?P<several>\s*(?:&|\+)\s*|\s*,?\s+(?:and|also|n|plus|or(?!\s+(?:deputy|cover"
    r"|duty|designate|colleague|nominee|delegate|their|another|someone|rep))"
    r"|together\s+with|alongside|along\s+with|jointly\s+with|as\s+well\s+as)\s+)"
    r"|(?P<slash>\s*/\s*)|(?P<comma>\s*,\s*)|(?P<bracket>\s*[(\[]\s*)|(?P<dash>\s+-+\s+)"
    r"|(?P<of>\s+(?:of|from|at|for|in)\s+)|(?P<close>\s*[)\]])|(?P<next>\s+)"
)


class Is(StrEnum):
    """What an element of a row of names is."""

    NAME = "name"
    JOB = "job"
    KIN = "kin"


@dataclass(frozen=True, slots=True)
class Element:
    """One name, job or family word."""

    start: int
    end: int
    what: Is
    is_title: bool = False
    """Whether a family word stands before the names of nurses and clergy too: sister, father."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of names as it stands in a text: who is meant, each with everything they are called."""

    start: int
    end: int
    people: tuple[tuple[Element, ...], ...]

    @property
    def is_several(self) -> bool:
        """Whether more than one is meant."""
        return len(self.people) > 1

    @property
    def is_kin(self) -> bool:
        """Whether only somebody of the family is meant."""
        return all(person[0].what is Is.KIN and _is_only_called(person) for person in self.people)


_RANKS = frozenset("pc dc ds di sgt pcso wpc insp dr nurse mr mrs ms miss".split())  # noqa: SIM905


def _is_only_called(person: tuple[Element, ...]) -> bool:
    """Say whether what follows a family word is a name behind a bracket: Dad (Wayne), and no Sister Bello."""
    return all(
        one.what is Is.KIN or (one.what is Is.NAME and (one.start - before.end > 1 or not before.is_title))
        for before, one in pairwise(person)
    )


_ENDS = re.compile(
    r"\s*(?:[,:;()\[\]|/&+.!?-]|$)|'s\b|\s+(?:to|will|is|are|has|have|had|and|or|at|of|in|from|for|on|with"
    r"|by|via|who|also|then|must|shall|should|can"
    r"|may|might|would|could|agreed|please|[a-z]+(?<!s)s|[a-z]+ing)\b|\s{2,}|\s+[A-Z]"
)


def _is_doing(plain: str, quiet: str, element: Element) -> bool:
    """Say whether a word that is a job too tells here what somebody does: Katy tutors Amir."""
    word = quiet[element.start : element.end]
    return (
        element.what is Is.JOB
        and word.endswith("s")
        and " " not in word
        and word[:-1] not in VERBS
        and bool(
            re.compile(r"\s(?:[A-Z][a-z]|his\b|her\b|him\b|the\b|mum\b|dad\b)").match(plain, element.end)
        )
    )


_THE = re.compile(r"(?:the|an|a|this|that|our|his|her|their)\s")
_HELPER = re.compile(
    r"(?:(?:the|an|a|her|his|their)\s+)*(?:[a-z]+\s+)?(?:interpreter|translator|signer|note taker"
    r"|appropriate adult)(?!\w)"
)
_CLOSE = re.compile(r"\s*[)\]]")
_CLOSED = re.compile(r"[^()\[\]]{0,40}[)\]]")


def row_at(plain: str, quiet: str, start: int, words: Words, *, alone: bool = False) -> Row | None:
    """Return the names that begin at a place, or nothing."""
    people: list[list[Element]] = []
    place, after, opened = start, "", 0
    end = start
    while True:
        element = element_at(plain, quiet, place, words, is_first=not people)
        is_called_so = element is not None and element.what is Is.JOB and " " in plain[start:end]
        if element is not None and after == "next" and _THE.match(quiet, element.start) and not is_called_so:
            break
        if (
            element is not None
            and after in ("dash", "comma")
            and not _ENDS.match(quiet, element.end)
            and people
        ):
            break
        if element is not None and after == "next" and _is_doing(plain, quiet, element):
            break
        if element is not None and after == "several" and _HELPER.match(quiet, element.start):
            break
        if element is None:
            if people and after == "bracket" and (close := _CLOSED.match(plain, place)):
                opened, end, place = opened - 1, close.end(), close.end()
                mark = _SEPARATOR.match(plain, place)
                if mark is not None and mark.lastgroup != "next":
                    after, place = mark.lastgroup or "", mark.end()
                    continue
            break
        is_rank = bool(people) and after == "comma" and quiet[element.start : element.end] in _RANKS
        # What stands in a bracket behind a name says more of the same: Rekha (youth worker, The Arches).
        is_more = bool(people) and opened > 0 and after == "comma"
        if people and after == "of" and element.what is Is.NAME:
            element = Element(element.start, element.end, Is.JOB)
        if not people or (_is_another(people[-1], element, after, alone) and not is_rank and not is_more):
            people.append([element])
        else:
            people[-1].append(element)
        end = place = element.end
        while opened and (close := _CLOSE.match(plain, place)):
            opened, end, place = opened - 1, close.end(), close.end()
        mark = _SEPARATOR.match(plain, place)
        if mark is None or len(people) > 6 or mark.lastgroup in (None, "close"):
            break
        after = mark.lastgroup or ""
        opened += after == "bracket"
        place = mark.end()
    if not people:
        return None
    if opened and (close := _CLOSED.match(plain, end)):
        end = close.end()
    return Row(start, end, tuple(tuple(person) for person in people))


def element_at(plain: str, quiet: str, start: int, words: Words, *, is_first: bool) -> Element | None:
    """Return the name, job or family word that begins at a place, or nothing."""
    place = start
    while match := _DET.match(quiet, place):
        if words.at("kin", quiet, place):
            break
        place = match.end()
    kin = words.at("kin", quiet, place)
    if kin is not None and not re.match(r"'s|-", quiet[kin.end() : kin.end() + 2]):
        return Element(
            start, kin.end(), Is.KIN, kin.group().endswith(("sister", "brother", "mother", "father"))
        )
    job = words.at("titles", quiet, place)
    job = _longer(job, _job_by_form(quiet, place))
    name = _NAME.match(plain, place)
    if name is not None and (quiet[name.start()].isspace() or not _may_be_name(name.group(), is_first)):
        name = None
    for found in (job, name):
        if found is not None and (theirs := _OF_THEIRS.match(quiet, found.end())):
            return Element(start, theirs.end(), Is.NAME if found is name else Is.JOB)
    if job is not None and re.match(r"'s\b|-\w", quiet[job.end() : job.end() + 3]):
        job = None
    if job is not None and (number := _OF_A_YEAR.match(quiet, job.end())):
        return Element(start, number.end(), Is.JOB)
    if job is not None and (name is None or job.end() >= name.end() or _is_job_first(job, name)):
        return Element(start, job.end(), Is.JOB)
    if name is not None and not re.match(r"'s?\b", quiet[name.end() : name.end() + 2]):
        end = name.end()
        # The full stop behind an initial belongs to the name: Hana P. rewrites.
        return Element(start, end + bool(_INITIAL.match(plain, end - 2)), Is.NAME)
    return None


_JOB_FORM = re.compile(
    r"(?P<which>(?:[a-z0-9][a-z0-9'&/-]*\s+){1,3}?)(?:workers?|officers?|nurses?|managers?|leads?"
    r"|co-?ordinators?|practitioners?|advis[eo]rs?"
    r"|teachers?|tutors?|mentors?|carers?|therapists?|assistants?|visitors?|midwi(?:fe|ves)|doctors?"
    r"|matrons?|wardens?|clerks?|advocates?"
    r"|counsellors?|coach(?:es)?|drivers?|escorts?|caretakers?|deput(?:y|ies)|supervisors?|inspectors?"
    r"|consultants?|specialists?|psychologists?"
    r"|solicitors?|technicians?|pharmacists?|dieticians?|dietitians?|chaplains?|instructors?|trainers?"
    r"|administrators?|secretar(?:y|ies)"
    r"|receptionists?|liaison|office|company|firm|council|charity|trust|agency|association|society"
    r"|department|dept|handlers?|keepers?|leaders?|cooks?|engineers?|surveyors?|agents?|registrars?"
    r"|sergeants?|constables?)(?![\w'-])"
)
_NO_KIND = frozenset(
    """
    a an the to of in on at by for with from and or but if as is are was be has have his her their its
    our my your this that these those
    who what how when where why which whether will can must should shall may might could would not no ask
    asks tell tells see sees meet
    meets ring rings call calls visit visits get gets give gives send sends take takes bring brings via
    through about any some every each all
    both another other new then also by till until before after within into onto over under near next he
    she they it we you i him them
    one two three four five named mum dad said says told
    """.split()  # noqa: SIM905
)


def _job_by_form(quiet: str, place: int) -> re.Match[str] | None:
    """Return a job that no list has, told by its last word: the portage worker."""
    match = _JOB_FORM.match(quiet, place)
    if match is None:
        return None
    kinds = match["which"].split()
    if any(kind in _NO_KIND or (kind in VERBS and kind not in NOUNS_TOO) for kind in kinds):
        return None
    return match


def _longer(one: re.Match[str] | None, other: re.Match[str] | None) -> re.Match[str] | None:
    if one is None or other is None:
        return one or other
    return other if other.end() > one.end() else one


_OF_THEIRS = re.compile(
    r"'s\s+(?:own\s+)?(?:[a-z]+\s+)?(?:(?:night |day |late |early )?shift|desk|cover|locum|stand-in|pa"
    r"|secretary|officers?|team|staff|unit|deputy|assistant|crew|colleagues?|workers?|carers|nurses?"
    r"|manager|practice|surgery|clinic|office|school)(?!\w)"
)
_INITIAL = re.compile(r"(?<=\w)\s[A-Z]\.(?=\s+[a-z])")
_OF_A_YEAR = re.compile(
    r"(?<=year)\s+(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven)(?!\w)"
)


def _is_job_first(job: re.Match[str], name: re.Match[str]) -> bool:
    return job.end() > name.start() and job.end() < name.end()


def _may_be_name(text: str, is_first: bool) -> bool:
    first = text.split()[0].lower().rstrip(".")
    if first in NAMES_THAT_ARE_VERBS and _FULL_NAME.fullmatch(text):
        return True
    if first in _NO_NAME:
        return first in ("may", "april", "june", "august") or False
    return not (is_first and first in VERBS and first not in NAMES_THAT_ARE_VERBS and len(text.split()) == 1)


_FULL_NAME = re.compile(r"[A-Z][a-z]+(?:\s+[A-Z]\.?)?\s+[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?")
NAMES_THAT_ARE_VERBS = frozenset(
    [
        "will",
        "mark",
        "chase",
        "drew",
        "sue",
        "grace",
        "pat",
        "bill",
        "rob",
        "hope",
        "may",
        "guy",
        "dean",
        "gene",
        "jack",
        "nick",
        "skip",
        "bob",
        "trace",
        "frank",
        "wade",
        "lance",
        "miles",
        "faith",
        "joy",
        "grant",
        "carol",
        "dawn",
        "penny",
        "ward",
        "page",
    ]
)


def _is_another(person: list[Element], element: Element, after: str, alone: bool) -> bool:
    """Say whether somebody else is meant, and not more of what one is called."""
    if after == "several":
        return True
    kinds = {one.what for one in person}
    if after in ("bracket", "of", "next", "dash"):
        return False
    if element.what is Is.NAME and Is.NAME in kinds:
        return True
    if after == "slash" and (element.what is Is.KIN) != (Is.KIN in kinds):
        return True
    return element.what is Is.JOB and kinds == {Is.JOB} and not alone


def pieces_of(text: str) -> Iterator[tuple[int, int]]:
    """Return where the parts of a text stand that marks set apart."""
    place = 0
    for mark in _APART.finditer(text):
        if text[place : mark.start()].strip():
            yield place, mark.start()
        place = mark.end()
    if text[place:].strip():
        yield place, len(text)


_APART = re.compile(
    r"\s*(?:[;!?|=]|\.{2,}|(?<!\b[a-z])(?<!\be\.g)(?<!\bi\.e)\.(?=\s|$)|,(?=\s"
    r"|$|\D)|:(?=\s)|\s-+(?=\s|$)|[()\[\]]|(?<=\s)>(?=\s))\s*"
)
