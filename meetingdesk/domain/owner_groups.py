"""Names on a line as they stand together: "the csc duty team", "Zainab (csc) and the school"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from uuid import UUID

from meetingdesk.domain.action_words import COLLECTIVE, KIN, NO_VERB, VERBS
from meetingdesk.domain.clauses import Clause
from meetingdesk.domain.date_parts import SaidDate
from meetingdesk.domain.mentions import Mention, as_words
from meetingdesk.domain.roster import Being, Roster


@dataclass(frozen=True, slots=True)
class Owner:
    """Who was said to own an action, and where on the line."""

    start: int
    end: int
    """The whole clause, mark included: "HV will"."""
    named_start: int
    named_end: int
    """Only who it is: "HV"."""
    agency_id: UUID | None = None
    professional_id: UUID | None = None
    person_id: UUID | None = None
    is_collective: bool = False
    is_several: bool = False
    is_by: bool = False
    """Whether the action is told as something to be done by them: "weighed by HV"."""
    is_before_verb: bool = False
    """Whether what follows is the verb: "HV to see"."""
    is_unnamed: bool = False
    """Whether somebody owns it whom the line does not name: "Mum to ring"."""
    mentions: tuple[Mention, ...] = ()
    """Everybody who was named together."""


@dataclass(frozen=True, slots=True)
class Element:
    """A mention, a collective or a relative: whoever can stand before a "to"."""

    start: int
    end: int
    mention: Mention | None = None
    is_collective: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One owner or several, as they stand together."""

    start: int
    end: int
    elements: tuple[Element, ...]
    is_several: bool
    is_possessive: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line while it is read: its text, and what was found on it so far."""

    shadow: str
    roster: Roster
    mentions: tuple[Mention, ...]
    dates: tuple[SaidDate, ...]
    clauses: tuple[Clause, ...]
    elements: dict[int, Element] = field(default_factory=dict, repr=False)
    places: list[int] = field(default_factory=list, repr=False)
    """Where owners may begin, once that was looked for."""

    def date_at(self, place: int) -> SaidDate | None:
        """Return the date that begins at a place."""
        return next((said for said in self.dates if said.start <= place < said.end), None)

    def clause_at(self, place: int) -> Clause | None:
        """Return the clause that a place is in."""
        return next((clause for clause in self.clauses if clause.holds(place)), None)


def with_elements(line: Line) -> Line:
    """Note on a line everybody who can stand before a "to"."""
    taken: list[tuple[int, int]] = []
    for mention in line.mentions:
        line.elements.setdefault(mention.start, Element(mention.start, mention.end, mention))
        taken.append((mention.start, mention.end))
    for pattern, collective in ((COLLECTIVE, True), (KIN, False)):
        for match in pattern.finditer(line.shadow):
            start, end = match.span()
            inside = [span for span in taken if span[0] < end and start < span[1]]
            if inside and not (collective and all(start <= one[0] and one[1] <= end for one in inside)):
                continue
            for span in inside:
                line.elements.pop(span[0], None)
                taken.remove(span)
            line.elements[start] = Element(start, end, None, collective)
            taken.append((start, end))
    return line


BEFORE_NAME = re.compile(
    r"(?<![\w'])(?:(?:\w+'s|the|his|her|their|our|this|both|either|another|new|named|current|allocated|duty|lead|local|a|an"
    r"|from|key|children's|child's|family's|adult's"
    r"|baby's|mum's|mums|dad's|dads|mother's|father's|victim's|perpetrator's|previous|specialist"
    r"|community|safeguarding|on[- ]call|out[- ]of[- ]hours|covering|locum|ward|district|relevant"
    r"|responsible|(?:(?:support|family|youth|outreach|drug|alcohol|recovery|link|key|case|social|play|tenancy|liaison"
    r"|staff|practice|senior|student|trainee|welfare|pastoral|duty|charge)\s+){1,2}(?:worker|wkr|officer|nurse|manager"
    r"|mgr|practitioner|teacher)\s+(?:at|from|in)|who(?:ever|\s*ever)?(?:'s|\s+is)\s+(?:on\s+(?:duty|call|shift)\s+)?(?:at|from|in|for)|(?:someone|somebody|anyone|anybody|doctor|dr|consultant|sister|receptionist|staff|duty|deputy"
    r"|rep|representative|worker|manager|officer|colleague|nurse|head|secretary|registrar|matron|lead|contact|clinician"
    r"|teacher|cover|member\s+of\s+staff)\s+(?:at|from|in))\s+){1,4}",
    re.IGNORECASE | re.ASCII,
)
_PUT_IN = r",\s[^,;:.]{2,60},\s+(?:to|will|should|must|needs?\s+to|is\s+to|has\s+agreed)\s"
"""What a sentence puts in behind a job before its verb: "housing's solicitors, who act for Sunil, will"."""
_OF_AGENCY = re.compile(
    r"\s+(?:team\s+manager|team|teams|service|services|staff|colleagues?|department|dept|surgery|practice"
    r"|duty(?:\s+(?:team|worker|officer|sw|desk|line|nurse|manager|clinician|practitioner))?|officers?|leads?(?!\s+on\b)|reps?|representatives?|workers?"
    r"|out[- ]of[- ]hours(?:\s+(?:team|worker|service|doctor))?|managers?|unit|trust"
    r"|office|safeguarding(?:\s+(?:team|lead|nurse|officer|unit|hub))?|nurse|nurses|advis[eo]rs?"
    r"|(?:named\s+)?professionals?|clinic|practitioners?|coordinator|provider|teacher|consultant"
    r"|team\s+manager|sgt|sergeant|admin|reception|reps|supervisor|link\s+worker|support\s+worker|mgrs?|wkrs?"
    r"|outreach|volunteers?)(?![\w'-])"
    r"|\s+(?:(?!(?:to|will|and|for|with|by|or|from|in|on|at|the|a|of|is|has|re)\b)[\w&-]+\s+){1,2}"
    rf"(?:team|lead|officer|nurse|worker|manager|staff|unit|desk|hub|co-?ordinator|champion)(?=\s+(?:to"
    rf"|will)\b|{_PUT_IN})"
    r"|\s+(?:(?!(?:letter|offer|order|number|matter|paper|register|folder|poster|flyer|corner|computer|door"
    r"|lawyer|over|after|under|other|either|another|neither|or|for|her|never|ever|later|earlier|together"
    r"|however|whether|answer|consider|deliver|remember|transfer|monitor|enter|gather|discover|refer"
    r"|offender|perpetrator|sister|brother|mother|father|grandmother|grandfather|daughter|partner|carer"
    r"|dinner|summer|winter|letters)\b)[a-z]+(?:worker|er|or|ist|ian)|liaison|registrar|matron|assistant"
    rf"|secretary|midwife|trainee|student|attendant|clerk|constable|head|link)s?(?=\s+(?:to|will|should|must|needs\s+to|is\s+to|has\s+agreed)\s+(?!be\b)|{_PUT_IN})"
    r"|\s+(?-i:[A-Z]{2,5})(?=\s+(?:to|will)\b)",
    re.IGNORECASE | re.ASCII,
)
_TOGETHER = re.compile(
    r"\s*(?:,\s*(?:and|&|\+|plus|then|or)?|\s(?:and|plus|or|with|w/|then|&|n)\s(?:then\s+|also\s+|both\s+)?|&|\+"
    r"|/)\s*",
    re.IGNORECASE | re.ASCII,
)
_AFTER_OWNED = re.compile(r"(?:'s|')?\s+", re.IGNORECASE | re.ASCII)
_SAME_ONE = re.compile(
    r"\s*(?:,\s*(?:meaning|namely|for|i\.?e\.?)\s|,|\(|\[|-|/|from|at|of|in|on|for|via|per|c/o|through|,?\s*who\s+is)?\s*(?:the\s+|from\s+|of\s+)?",
    re.IGNORECASE | re.ASCII,
)


_MOST_JOINED = 24
"""How many names are joined to one group: a longer list only costs time."""


def group_at(line: Line, place: int) -> Group | None:
    """Return who begins at a place, with everybody joined to them."""
    found = _one_at(line, place)
    if found is None:
        return None
    elements, end = [found[0]], found[1]
    several = False
    for _ in range(_MOST_JOINED):
        nearer = _same_at(line, elements[-1], end)
        if nearer is not None:
            elements[-1], end = nearer
            continue
        match = _TOGETHER.match(line.shadow, end)
        more = _one_at(line, match.end()) if match and match.end() > end else None
        if more is not None and match is not None and _only_helps(match[0], more[0]):
            break
        if more is not None and match is not None and _is_headed(line, elements, match[0], more[0]):
            break
        if more is None or match is None or _ends_a_list(line, match, more[1]):
            break
        elements.append(more[0])
        several = several or match[0].strip().casefold() not in {"with", "w/"}
        end = more[1]
    last = elements[-1].mention
    owned = bool(last and last.is_possessive)
    return Group(place, end, tuple(elements), several, owned)


def _only_helps(joined: str, element: Element) -> bool:
    """Say whether only something of the second is named: "by mum with Jo's help"."""
    owned = element.mention is not None and element.mention.is_possessive
    return owned and joined.strip().casefold() in {"with", "w/"}


def _is_headed(line: Line, elements: list[Element], joined: str, element: Element) -> bool:
    """Say whether a child only heads the line before somebody who does it: "Ellie, CAMHS to ring"."""
    first, other = elements[0].mention, element.mention
    child = line.roster.person(first.person_id) if first is not None and len(elements) == 1 else None
    if child is None or child.being is Being.ADULT or other is None or other.agency_id is None:
        return False
    return joined.strip() == ","


def _ends_a_list(line: Line, match: re.Match[str], end: int) -> bool:
    """Say whether a comma parts two clauses rather than two names: "refer to CAMHS, HV to chase"."""
    if "," not in match[0] or match[0].strip() != ",":
        return False
    rest = line.shadow[end:]
    return not re.match(r"\s*(?:,|and\b|&|\+|/|to\b|will\b|:|-|$|[()\]])", rest, re.IGNORECASE)


def _one_at(line: Line, place: int) -> tuple[Element, int] | None:
    """Return one owner at a place, behind "the", "his" or "Theo's"."""
    element = line.elements.get(place)
    for _ in range(3):
        element = element or _named_at(line, place)
        if element is None:
            return None
        owned = element.mention is not None and element.mention.is_possessive
        if not owned and not _owns(line, element):
            return _of_agency_only(line, element, place), _past_of_agency(line, element)
        after = _AFTER_OWNED.match(line.shadow, element.end)
        following = _named_at(line, after.end()) if after else None
        if following is not None and _is_their_own(line, element, following):
            return replace(element, end=following.end, mention=_of_agency_named(element)), following.end
        if following is None and owned and _at_theirs(line, element, place):
            return replace(element, mention=_of_agency_named(element)), element.end + 2
        if following is None:
            return _of_somebody(line, element) or ((element, element.end) if owned else None)
        element = following
    return None


_EVERYWHERE = re.compile(r"(?:designated\s+)?(?:safeguarding|named|dsl|duty)(?!\w)", re.IGNORECASE | re.ASCII)
"""With which jobs begin that every agency has: "the nursery's safeguarding lead" is not the school's."""


def _is_their_own(line: Line, element: Element, following: Element) -> bool:
    """Say whether the second of two names only is a job in the agency that is named first."""
    first, second = element.mention, following.mention
    if first is None or second is None or first.agency_id is None or first.agency_id == second.agency_id:
        return False
    return second.person_id is None and _EVERYWHERE.match(line.shadow, following.start) is not None


_AT_THEIRS = re.compile(r"(?<!\w)(?:at|from|in)\s+(?:the\s+)?$", re.IGNORECASE | re.ASCII)


def _at_theirs(line: Line, element: Element, place: int) -> bool:
    """Say whether somebody is of a place that is named as its people's: "practice nurse at the GP's to"."""
    mention = element.mention
    if mention is None or mention.agency_id is None or place == element.start:
        return False
    return _AT_THEIRS.search(line.shadow, place, element.start) is not None and (
        _GOES_ON.match(line.shadow, element.end + 2) is not None
    )


_GOES_ON = re.compile(r"\s+(?:to|will)\s", re.IGNORECASE | re.ASCII)


def _of_agency_named(element: Element) -> Mention | None:
    mention = element.mention
    return replace(mention, professional_id=None, is_possessive=False) if mention is not None else None


_SOME_OTHER = re.compile(
    r"(?<!\w)(?:another|different|other|community|duty|allocated|on[- ]call"
    r"|named|lead|local|out[- ]of[- ]hours|covering|cover"
    r"|locum|bank|ward"
    r"|hospital|district|specialist)\s+$",
    re.IGNORECASE | re.ASCII,
)


def _of_agency_only(line: Line, element: Element, place: int) -> Element:
    """Return only the agency for "the duty housing officer": somebody else may have that job that day."""
    mention = element.mention
    if mention is None or mention.professional_id is None or mention.agency_id is None:
        return element
    one = line.roster.professional(mention.professional_id)
    if one is None or not _SOME_OTHER.search(line.shadow, place, mention.start):
        return element
    said = set(as_words(line.shadow[mention.start : mention.end]))
    if said & set(as_words(one.name)):
        return element
    return replace(element, mention=replace(mention, professional_id=None))


def _named_at(line: Line, place: int) -> Element | None:
    """Return who is named at a place, or behind "the", "his new" or "someone from"."""
    if place in line.elements:
        return line.elements[place]
    match = BEFORE_NAME.match(line.shadow, place)
    while match is not None and match.end() not in line.elements:
        # "the safeguarding nurse": the longest run of such words may have taken the first of the name.
        shorter = line.shadow[place : match.end()].rstrip().rpartition(" ")[0]
        match = BEFORE_NAME.fullmatch(line.shadow, place, place + len(shorter) + 1) if shorter else None
    return line.elements[match.end()] if match is not None else _of_stranger(line, place)


STRANGER = re.compile(
    r"(?<![\w'-])(?:(?:Dr|Mr|Mrs|Ms|Miss|DC|DS|PC|Sgt|Nurse)\.?\s+)?(?P<given>[A-Z][a-z]+)(?:\s+(?P<last>[A-Z][a-z]+))?"
    r"\s+(?:at|from|in|of)\s+(?:the\s+)?(?=\S)",
    re.ASCII,
)
_DOES_NEXT = re.compile(r"\s+(?:to|will)\s+(?!be\s)[a-z]", re.ASCII)
_NO_STRANGERS = (
    VERBS
    | NO_VERB
    | frozenset(
        """
    session sessions appointment appt lesson class place slot space event panel group club clinic staff team
    everyone somebody duty cover worker officer money funding bed people service course week day
    """.split()  # noqa: SIM905 - a list of words reads better as words
    )
)


def _of_stranger(line: Line, place: int) -> Element | None:
    """Return the agency of somebody whom the meeting does not know: "Drew at school to keep"."""
    match = STRANGER.match(line.shadow, place)
    element = line.elements.get(match.end()) if match is not None else None
    if match is None or element is None or element.mention is None or element.mention.agency_id is None:
        return None
    words = [word.casefold() for word in match.group("given", "last") if word]
    if any(word in _NO_STRANGERS or word.endswith("ing") for word in words):
        return None
    is_known = any(match.start() <= start < element.start for start in line.elements)
    is_known = is_known or element.mention.professional_id is not None
    return None if is_known or _DOES_NEXT.match(line.shadow, element.end) is None else element


def places_of(line: Line) -> list[int]:
    """Return where owners may begin: each name, and the "the" or "Theo's" before it."""
    if line.places:
        return line.places
    places = set(line.elements)
    for match in BEFORE_NAME.finditer(line.shadow):
        if match.end() in line.elements or _named_at(line, match.start()) is not None:
            places.add(match.start())
    places.update(
        match.start() for match in STRANGER.finditer(line.shadow) if _of_stranger(line, match.start())
    )
    line.places.extend(sorted(places))
    return line.places


_ONE_OF_THEIRS = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?!(?:letter|offer|order|number|matter|paper|register|folder|poster|flyer|corner"
    r"|computer|door)s?\b)(?:[a-z-]+(?:er|or|ist|ian)s?|consultant|assistant|clerk|rep|head|liaison|matron|link|locum|cover)"
    rf"(?=\s+(?:to|will)\s+(?!be\b)|{_PUT_IN})",
    re.IGNORECASE | re.ASCII,
)
"""Somebody of an agency whose job nobody listed: "housing's surveyor to"."""
_OTHER_THAN_THEM = re.compile(
    r"manager|supervisor|lead|colleague|cover|replacement|deputy|locum|service|staff|worker|nurse|officer|duty"
    r"|admin|midwife|trainee|student|assistant|secretary|clerk|constable|liaison|matron|(?:(?<!volunte)er|or|ist|ian)s?$",
    re.IGNORECASE | re.ASCII,
)


def _of_somebody(line: Line, element: Element) -> tuple[Element, int] | None:
    """Return who is meant by "Ciara's team": she herself; "Hope's manager" is of her agency only."""
    mention = element.mention
    place = element.end + 2
    match = _OF_AGENCY.match(line.shadow, place) or _ONE_OF_THEIRS.match(line.shadow, place)
    if match is None or mention is None or mention.person_id is not None:
        return None
    if any(place <= start < match.end() for start in line.elements):
        return None
    is_other = match.re is _ONE_OF_THEIRS or _OTHER_THAN_THEM.search(match[0]) is not None
    professional = None if is_other else mention.professional_id
    return Element(
        element.start, match.end(), Mention(element.start, match.end(), mention.agency_id, professional)
    ), match.end()


def _past_of_agency(line: Line, element: Element) -> int:
    """Return where a name ends with what may follow it: the csc duty team."""
    end = element.end
    if element.mention is None or element.mention.person_id is not None:
        return end
    while match := _OF_AGENCY.match(line.shadow, end):
        if any(start < match.end() and end <= start for start in line.elements):
            break
        end = match.end()
    return end


def _owns(line: Line, element: Element) -> bool:
    return line.shadow[element.end : element.end + 2].casefold() == "'s" or (
        line.shadow[element.end : element.end + 2] in {"' ", "'"}
    )


_OUT_OF_HOURS = re.compile(
    r"(?:duty|edt|out[- ]of[- ]hours|emergency\s+duty|mash|assessment)(?!\w)", re.IGNORECASE | re.ASCII
)
"""Teams in whose name somebody else acts than the one professional of the room."""


def _same_at(line: Line, element: Element, end: int) -> tuple[Element, int] | None:
    """Return the nearer of two names for one: "csc team manager", "Zainab (csc)", "mum (Tanya)"."""
    match = _SAME_ONE.match(line.shadow, end)
    if match is None:
        return None
    following = line.elements.get(match.end())
    if following is None or following is element or following.start < end:
        return None
    stop = following.end
    opened = "(" in match[0] or "[" in match[0]
    if opened:
        closed = re.compile(r"\s*[)\]]").match(line.shadow, stop)
        if closed is None:
            return None
        stop = closed.end()
    elif not match[0]:
        return None
    one, other = element.mention, following.mention
    if one is None:
        is_kin = not element.is_collective and other is not None and other.person_id is not None
        return (following, stop) if is_kin and match[0].strip() in {"", "(", ",", "-"} else None
    if other is None:
        is_kin = not following.is_collective and one.person_id is not None and opened
        return (element, stop) if is_kin else None
    if one.agency_id is None or one.agency_id != other.agency_id:
        return None
    if one.professional_id and other.professional_id and one.professional_id != other.professional_id:
        return None
    stop = stop if opened else _past_of_agency(line, following)
    if _owns(line, following) and _GOES_ON.match(line.shadow, stop + 2):
        stop += 2
    if not opened and _OUT_OF_HOURS.match(line.shadow, element.start):
        return element, stop
    nearer = following if other.professional_id and not one.professional_id else element
    return nearer, stop


def follows_date(line: Line, place: int) -> bool:
    """Say whether nothing stands between a date and a place."""
    return any(said.end <= place and not line.shadow[said.end : place].strip(" ,") for said in line.dates)


def without_dates(line: Line, text: str, offset: int) -> str:
    """Return a stretch of the line with its dates blanked out."""
    for said in line.dates:
        if offset <= said.start and said.end <= offset + len(text):
            start, end = said.start - offset, said.end - offset
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def spaces_at(text: str, place: int) -> str:
    """Return the spaces at a place."""
    return text[place : len(text) - len(text[place:].lstrip())]


def is_kin(group: Group) -> bool:
    """Say whether it is only a relative whom nobody names: mum."""
    first = group.elements[0]
    return first.mention is None and not first.is_collective and len(group.elements) == 1


def owner_of_group(line: Line, group: Group, end: int, before_verb: bool, start: int | None = None) -> Owner:
    """Return a group as owner; its clause ends where the action goes on."""
    named = next((one for one in group.elements if one.mention is not None), group.elements[0])
    if group.elements[0].is_collective:
        named = group.elements[0]
    mention = named.mention
    begin = group.start if start is None else start
    return Owner(
        begin,
        end,
        group.start,
        group.end,
        mention.agency_id if mention else None,
        mention.professional_id if mention else None,
        mention.person_id if mention else None,
        is_collective=named.is_collective,
        is_several=group.is_several,
        is_before_verb=before_verb,
        is_unnamed=mention is None and not named.is_collective,
        mentions=tuple(one.mention for one in group.elements if one.mention is not None),
    )
