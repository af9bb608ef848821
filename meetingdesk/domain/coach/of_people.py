"""Who is in the room, and whom the way that was chosen can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from meetingdesk.domain.coach.facts import HOME_EDUCATED, ChildFacts, CoachFacts
from meetingdesk.domain.coach.finding import Seen
from meetingdesk.domain.coach.owned import Owned
from meetingdesk.domain.coach.reading import ActionRead
from meetingdesk.domain.coach.said_action import small
from meetingdesk.domain.roster import RosterProfessional

_SCHOOL_AGE, _GROWN = 4, 19
_UNDER_FIVES = 6
_TALKS_FROM = 3


def owner_absent(read: ActionRead) -> Iterator[Seen]:
    """The owner, or their whole agency, is not in the room."""
    facts = read.facts
    if facts is None or not facts.knows_presence or read.owner.owned in (Owned.COLLECTIVE, Owned.NOBODY):
        return
    who = _owner_words(read)
    if read.is_by_family or (who and _is_family(facts, who)):
        return
    professionals, agencies = _owners(read, facts)
    if professionals:
        missing = [one for one in professionals if one.id not in facts.present]
        if missing:
            yield Seen(read.owner.start, read.owner.end, missing[0].name)
        return
    if agencies:
        missed = [one for one in agencies if one not in facts.agencies_present]
        if missed and (agency := facts.roster.agency(missed[0])) is not None:
            yield Seen(read.owner.start, read.owner.end, agency.name)
        return
    if read.owner.owned in (Owned.ONE, Owned.SEVERAL) and who and not _is_known(facts, who):
        yield Seen(read.owner.start, read.owner.end, who)


def choose_representative(read: ActionRead) -> Iterator[Seen]:
    """Several speak for the agency that was named, and nobody says which of them does it."""
    facts = read.facts
    if facts is None:
        return
    professionals, agencies = _owners(read, facts)
    if professionals or len(agencies) != 1:
        return
    here = [one for one in facts.roster.representatives(agencies[0]) if one.id in facts.present]
    if len(here) > 1:
        yield Seen(read.owner.start, read.owner.end, " or ".join(one.name for one in here))


def _owner_words(read: ActionRead) -> str:
    if read.said.owner:
        return read.said.owner
    owner = read.owner
    return read.said.plain[owner.start : owner.end].strip(" ,:;-()")


def _owners(read: ActionRead, facts: CoachFacts) -> tuple[list[RosterProfessional], list[UUID]]:
    """Return who is named as an owner: people by name, else the agencies that are named."""
    who = small(_owner_words(read))
    known = [one for one in facts.roster.professionals if _names(one, who)]
    if known:
        return known, []
    understood = read.said.understood
    if understood.owner_id is not None and (one := facts.roster.professional(understood.owner_id)):
        return [one], []
    if understood.owner_agency_id is not None:
        return [], [understood.owner_agency_id]
    apart = f" {re.sub(r'[^a-z0-9&]+', ' ', who)} "
    agencies: list[tuple[int, UUID]] = []
    for agency in facts.roster.agencies:
        called = [agency.code, agency.name.casefold(), *agency.said]
        lengths = [len(word) for word in called if word and f" {word} " in apart]
        if lengths:
            agencies.append((max(lengths), agency.id))
    return [], [max(agencies)[1]] if agencies else []


def _names(one: RosterProfessional, who: str) -> bool:
    parts = [
        part
        for part in small(one.name).replace(".", " ").split()
        if part not in ("dr", "mr", "mrs", "ms", "miss")
    ]
    if not parts:
        return False
    first, last = parts[0], parts[-1]
    initials = "".join(part[0] for part in parts)
    for part in (
        rf"{re.escape(first)}(?:\s+{re.escape(last)}|\s+{last[0]}[a-z]?\b|(?!\s*['-]?[a-z]+-))",
        re.escape(last),
        initials,
    ):
        if len(parts) > 1 and part == initials and len(initials) < 2:
            continue
        if re.search(rf"(?<![\w'-]){part}(?![\w])", who):
            return True
    return False


def _is_family(facts: CoachFacts, who: str) -> bool:
    low = small(who)
    return any(name and re.search(rf"(?<![\w']){re.escape(name)}(?!\w)", low) for name in facts.family_names)


def _is_known(facts: CoachFacts, who: str) -> bool:
    """Say whether words for an owner fit somebody who is here, by their job."""
    low = set(re.findall(r"[a-z]{2,}", small(who)))
    for one in facts.roster.professionals:
        if one.id not in facts.present:
            continue
        agency = facts.roster.agency(one.agency_id)
        called = set(
            re.findall(
                r"[a-z]{2,}",
                small(f"{one.job_title} {agency.name if agency else ''} {agency.code if agency else ''}"),
            )
        )
        if low & called:
            return True
    return False


def cannot_reach(read: ActionRead) -> Iterator[Seen]:
    """The way that was chosen does not reach this child."""
    facts = read.facts
    if facts is None:
        return
    quiet = read.said.quiet
    named = facts.children_in(quiet)
    everyone = bool(_EVERY_CHILD.search(quiet))
    keys = _owner_keys(read, facts)
    for child in named or (tuple(one for one in facts.children if not one.is_unborn) if everyone else ()):
        if (span := _misses(read, child, keys, named)) is not None:
            yield Seen(*span, child.designation)
            return


_EVERY_CHILD = re.compile(
    r"\b(?:every|each|all)(?: of)?(?: the| her| three| both| 3| two)*\s+(?:child"
    r"|children|kids|siblings)\b|\ball (?:three|of them)\b|\bboth children\b"
)
_TALK = re.compile(
    r"(?<![\w'])(?:(?:speak|talk|speaks|talks|chat|chats)\s+(?:alone\s+)?(?:to"
    r"|with)|spoken (?:to|with)|ask|asks|wishes and feelings|own words|what (?:he"
    r"|she) says|voice of|views|interview|says|tell|tells|told|draws|words"
    r"|one to one|1:1|direct work|three houses)(?!\w)"
)
_UNBORN_TALK = re.compile(
    r"\b(?:its own|its account|its views|hear its|spoken|speak|talk|ask|seen (?:alone|by|on)"
    r"|see .{0,20}(?:alone"
    r"|on (?:his|her|their) own)|wishes|feelings|views|voice|own words|weigh"
    r"|weighed|draw|school|nursery|immunis|jabs?|vaccin|alone|interview|play"
    r"|registered? with|red book|measure|centile|on (?:his|her|their) own"
    r"|teeth|dentist)"
)
_SCHOOL = re.compile(
    r"(?<![\w'-])(?:(?:at|in|from|to|into|after|before|during|outside|by the) (?:his "
    r"|her |their |the )?(?:school|class|lessons?|assembly|playground|classroom"
    r"|form|tutor time|registration|breakfast club|after[- ]school club|lunch"
    r"|pe|reception|library|dinner hall|lunch club|canteen|year \w+|sixth form|sports day)"
    r"|school (?:gates?|counsellor"
    r"|nurse|office|attendance|council|bus|run|day|report|trip|register|dinners?"
    r"|library|hall|lunch)|form tutor|class teacher|head of year|tutor|teacher"
    r"|playground|(?<!home )lessons?|his class|her class|in class|class|pastoral|breakfast club"
    r"|dinner hall|lunch club|after register|changes for pe|for pe|in lessons|detention|senco|dsl"
    r"|learning mentor|teaching assistant|ta|elsa|after school club"
    r"|homework club|attendance register|form time|pupil|school day|assembly|attendance (?:meeting|over|up"
    r"|above|back|at|officer|panel|letter|target|plan|contract)"
    r"|attendance(?= (?:is )?\d))(?![\w'])"
)
_NURSERY = re.compile(
    r"(?<![\w'-])(?:nursery|pre-?school|toddler group|toddler|stay and play"
    r"|playgroup|baby clinic|baby group|health visit(?:or|ing)|hv|(?:nine"
    r"|9|two|2|12)[- ](?:month|year)(?:'?s?)? (?:check|review|clinic|developmental)"
    r"|red book|childminder|weaning|asq|children's centre|soft play|well baby"
    r"|developmental review)(?![\w'])"
)
_AT_NURSERY = re.compile(
    r"(?<![\w'-])(?:(?:at|in|from|after|during|with) (?:the |her |his )?(?:nursery|pre-?school)"
    r"|nursery (?:staff|key|manager|nurse|worker"
    r"|lead|teacher|room)|key (?:person|worker) at nursery)(?![\w'])"
)
_GP = re.compile(
    r"(?<![\w'-])(?:gp|gp's|gps|surgery|family doctor|doctor|practice nurse"
    r"|practice|health centre|medical centre)(?![\w'])"
)
_JOINS = re.compile(
    r"(?<![\w'])(?:(?<!after )(?<!at )(?<!by )(?<!before )(?<!the )(?<!for )registers?(?! on| at \d)"
    r"|registered"
    r"|registering|registration (?:with|at a|form|papers)|sign up|join(?:s|ing)? (?:the|a|an|his|her|their)"
    r"|enrol|find (?:him|her|them|a|an|[a-z]+ an?)|get .{0,20} (?:on|onto"
    r"|with)|no gp|without a gp|new patient|start date|place|apply|application"
    r"|admission|ehe|home ed|elective|back into|return to|offer|school place"
    r"|(?:which|whether|if) .{0,30}(?:school|gp)|catchment|reintegrat|on their (?:list|books)"
    r"|take (?:him|her|them) on)"
)
_BABY_TALKS = re.compile(
    r"(?<![\w'])(?:speak to|speaks to|talk to|talks to|ask|asks|interview"
    r"|spoken (?:to|with)|wishes and feelings|in (?:his|her) own words|tells"
    r"|says)\s"
)


_BABY_TELLS = re.compile(
    r"(?<![\w'])(?:on (?:his|her) own and ask|ask (?:him|her) (?:who|what|how|where|why|if)|asks (?:him"
    r"|her) (?:who|what|how|where|why|if)"
    r"|(?:has|have|get|gets) [a-z]+ (?:to )?(?:fill in|write|draw|rate|score|say)"
    r"|wishes and feelings (?:sheet|work|form)"
    r"|(?:his|her) (?:three )?wishes|(?:his|her) own words|(?:his|her) account)(?![\w'])"
)


def _owner_keys(read: ActionRead, facts: CoachFacts) -> frozenset[str]:
    professionals, agencies = _owners(read, facts)
    ids = [one.agency_id for one in professionals] + list(agencies)
    return frozenset(agency.key for key in ids if (agency := facts.roster.agency(key)) is not None)


_REPORTED = re.compile(
    r"(?<![\w'])(?:why|what|how|who|whom|whether|which)\s[^;.,:]{3,90}|(?<![\w'])(?:says?|tells?|told|said"
    r"|knows?)\s+(?:that|when|where|if)\s[^;.,:]{3,90}"
)


def _without_reported(quiet: str) -> str:
    """Return a text without what somebody only tells of: what a school day at home looks like."""
    return _REPORTED.sub(lambda match: " " * len(match.group()), quiet)


def _misses(
    read: ActionRead, child: ChildFacts, keys: frozenset[str], named: tuple[ChildFacts, ...]
) -> tuple[int, int] | None:
    quiet = read.said.quiet
    is_first = not named or named[0] == child
    place = _place_of(quiet, child)
    if child.is_unborn:
        near = quiet[max(0, place - 60) : place + 90]
        match = _UNBORN_TALK.search(near)
        return (place, place + 6) if match else None
    age = child.age
    if age is None:
        return None
    whole = (read.owner.start, read.owner.end)
    if (
        is_first
        and "school_nursing" in keys
        and (age < _SCHOOL_AGE or child.school in (HOME_EDUCATED, ""))
        and not _with_school_child(named, child)
    ):
        return whole
    if is_first and "health_visiting" in keys and age >= _UNDER_FIVES:
        return whole
    placed = _near(_NURSERY, quiet, child, read.facts)
    if placed and age >= _UNDER_FIVES:
        return placed
    is_joining = bool(_JOINS.search(quiet))
    if (
        (placed := _near(_AT_NURSERY, quiet, child, read.facts))
        and child.school == ""
        and age >= 1
        and not is_joining
        and len(named) == 1
        and not _is_other_place(quiet)
    ):
        return placed
    if (
        (match := re.compile(r"school nurs(?:e|es|ing)").search(quiet))
        and is_first
        and (age < _SCHOOL_AGE or child.school == HOME_EDUCATED)
    ):
        return match.span()
    if (
        child.school in (HOME_EDUCATED, "")
        and (placed := _near(_SCHOOL, _without_reported(quiet), child, read.facts))
        and not is_joining
        and not _is_other_place(quiet)
    ):
        return placed
    if (
        child.school in (HOME_EDUCATED, "")
        and is_first
        and "school" in keys
        and not is_joining
        and len(named) == 1
    ):
        return whole
    if child.gp == "none" and (placed := _near(_GP, quiet, child, read.facts)) and not is_joining:
        return placed
    if child.gp == "none" and is_first and "gp" in keys and not is_joining:
        return whole
    if age < _TALKS_FROM and named == (child,) and (match := _BABY_TELLS.search(quiet)):
        return match.span()
    if (
        age < 2
        and (match := _BABY_TALKS.search(quiet))
        and re.match(
            rf"[\w' ]{{0,12}}{re.escape(small(child.first_name or child.designation))}",
            quiet[match.end() - 1 :],
        )
    ):
        return match.span()
    return None


def _with_school_child(named: tuple[ChildFacts, ...], child: ChildFacts) -> bool:
    return any(one != child and one.school == "school" for one in named[:1])


def _is_other_place(quiet: str) -> bool:
    return bool(
        re.search(r"\b(?:old school|last school|previous school|former school|ehe|attended)\b", quiet)
    )


def _place_of(quiet: str, child: ChildFacts) -> int:
    for word in (
        child.designation.casefold(),
        child.first_name.casefold(),
        "unborn" if child.is_unborn else "",
    ):
        if word and (match := re.search(rf"(?<![\w'-]){re.escape(word)}", quiet)):
            return match.start()
    return 0


def _near(
    pattern: re.Pattern[str], quiet: str, child: ChildFacts, facts: CoachFacts | None
) -> tuple[int, int] | None:
    """Return a place that is said of this child: no other child is named nearer to it."""
    others = [_place_of(quiet, one) for one in (facts.children_in(quiet) if facts else ()) if one != child]
    own = _place_of(quiet, child)
    for match in pattern.finditer(quiet):
        distance = abs(match.start() - own)
        if all(abs(match.start() - other) >= distance for other in others):
            return match.span()
    return None
