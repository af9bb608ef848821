"""What could put somebody at risk, or lays on them what another does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetingdesk.domain.coach.finding import Seen
from meetingdesk.domain.coach.laid_on_her import laid_on
from meetingdesk.domain.coach.owned import Owned
from meetingdesk.domain.coach.reading import ActionRead
from meetingdesk.domain.coach.told_directly import told_directly

_WOMAN = (
    r"(?:she|mum(?:my)?|mam|mom|mother|birth mother|birth mum|step-?mum|victim"
    r"|the victim|survivor|non-abusing parent|parent|young mum|wife|girlfriend"
    r"|gran(?:ny)?|nan|grandma|grandmother|aunt(?:ie|y)?|m(?:r?s|iss) [a-z'-]+)"
)
_MUST = (
    r"(?:\s+and\s+(?:dad|partner))?\s*,?\s*(?:is|are|has|needs?|agree[sd]?"
    r"|undertakes?|ought|promises?|agreed|asked|was asked|is asked|is expected)?\s*(?:to"
    r"|will|won't|must|must not|mustn't|should|shouldn't|shall|cannot|can't"
    r"|is not to|not to)\s+(?:also\s+|then\s+)?"
)
_LAID = re.compile(rf"(?<![\w'])(?:ask |tell |advise |remind |warn )?(?P<who>{_WOMAN}){_MUST}")


def engagement(read: ActionRead) -> Iterator[Seen]:
    """Somebody of the family is to go along, and that is all."""
    if span := engagement_at(read):
        yield Seen(*span)


def engagement_at(read: ActionRead) -> tuple[int, int] | None:
    """Return where somebody of the family is only to go along with what others do."""
    if not _is_family(read) or victim_at(read) is not None:
        return None
    quiet = read.quiet
    places = (*read.deeds_at, read.owner.end + 1)
    match = next((one for place in places if (one := read.words.at("engagement", quiet, place))), None)
    if match is None or not _engages(read, match):
        return None
    if (
        not read.owner.is_kin
        and read.facts is None
        and not _PLAINLY.match(match.group())
        and not _THEIR_WORKER.search(quiet, match.start())
        and not _WHOLLY.match(match.group())
        and not re.match(r"m(?:r|rs|s|iss)\b", quiet[read.owner.start :])
    ):
        return None
    rest = re.split(r"[;.]\s", quiet[read.deed_at :], maxsplit=1)[0]
    return match.span() if read.words.has("engage_plain", rest) or _names_worker(read, rest) else None


def _names_worker(read: ActionRead, rest: str) -> bool:
    """Say whether a professional of the meeting is named in the deed."""
    return read.facts is not None and any(
        re.search(rf"(?<![\w'-]){re.escape(one.name.split()[0].casefold())}(?!\w)", rest)
        for one in read.said.roster.professionals
        if one.name
    )


_PLAINLY = re.compile(
    r"(?:\w+ly |better |to |continues? to )*(?:re-?)?(?:engag|co-?operat|compl"
    r"|adher|particip|make (?:better |more |good )?use|turn up|buy|be (?:more "
    r"|fully )?(?:honest|open|co-?op|willing)|work (?:openly|honestly|with)"
    r"|accept|follow|stick to|abide|commit|take (?:on board|up)|let )"
)
_ENGAGES = re.compile(
    r"(?:\w+ly\s+)?(?:re-?)?(?:engag|co-?operat|compl(?:y|ies)|adher|work (?:openly"
    r"|honestly|with)|be (?:honest|open))"
)


_THEIR_WORKER = re.compile(
    r"(?<![\w'])(?:with|meet|see|let|trust|answer|to) (?:her|his|their) (?:idva|isva|advocate"
    r"|[a-z]+ ?worker|worker|workers|cpn"
    r"|midwife|hv|health visitor|gp|nurse|mentor|counsellor|therapist|sw|probation officer|pa"
    r"|recovery worker)(?!\w)"
)
_WHOLLY = re.compile(
    r"(?:stop(?:s|ping)? (?:being|avoiding|dodging|missing|refusing|ignoring|hiding|cancelling|shouting"
    r"|swearing)"
    r"|(?:fully |better |openly )*(?:re-?)?engag|co-?operat|compl(?:y|ies)"
    r"|accepts? (?:the |any |all |her |his )*(?:help|support|offer|advice)|let(?:s|ting)? (?:people"
    r"|workers|professionals|staff|the)"
    r"|show(?:s|ing)? willing|meets? .{2,30} half|takes? up (?:what|the (?:offer|help|support))"
    r"|play(?:s)? ball|works? with"
    r"|works? alongside|(?:buy|sign|tune|lean)s? in|turn(?:s|ed)? up|gets? on board|goes along|go along"
    r"|joins? in|make(?:s)? (?:him|her|them)sel|attends?|keeps? (?:all |every |to )?(?:his |her "
    r"|their )?(?:[a-z]+ )?app|gives? (?:it|workers|them) a (?:chance|go)|trusts? )"
)


def _engages(read: ActionRead, match: re.Match[str]) -> bool:
    """Say whether only engaging is meant, though more is said behind a comma."""
    rest = read.quiet[match.start() :]
    if _WHOLLY.match(rest):
        return not re.search(r"\d|x{4}|=", re.split(r"[;.]\s", rest, maxsplit=1)[0])
    is_sharp = re.search(
        r"\d|x{4}|;\s*\w|=|(?<!\w)(?:so that|shown|measured|says|can|by the third|each time)\b", rest
    )
    return is_sharp is None or (bool(_ENGAGES.match(rest)) and not read.measure.is_there)


def _is_family(read: ActionRead) -> bool:
    owner = read.owner
    if owner.is_kin or read.said.understood.owner_person_id is not None:
        return True
    if owner.owned is Owned.COLLECTIVE or not owner.is_in_front:
        return False
    who = read.said.quiet[owner.start : owner.end]
    facts = read.facts
    if facts is not None and any(
        re.search(rf"(?<![\w']){re.escape(name)}(?!\w)", who) for name in facts.family_names if name
    ):
        return True
    if re.match(r"(?:m(?:r|rs|s|iss|x)|mr and mrs)\.?\s", who) and not re.search(r"[,(/]", who):
        return facts is None
    # Without a meeting nobody's name is known: a first name alone that is to go along is one of the family.
    return (
        facts is None
        and bool(re.fullmatch(r"[a-z'-]+(?:\s+(?:and|&)\s+[a-z'-]+)?\s*", who))
        and read.words.at("titles", who) is None
    )


def victim_responsible(read: ActionRead) -> Iterator[Seen]:
    """Somebody who is harmed is to answer for what the one who harms does."""
    if span := victim_at(read):
        yield Seen(*span)


def victim_at(read: ActionRead) -> tuple[int, int] | None:
    """Return where somebody who is harmed is made to answer for the one who harms."""
    quiet = read.quiet
    for pattern in (_AGREED_NOT, _UP_TO_HER):
        if match := pattern.search(quiet):
            return match.span()
    for match in _LAID.finditer(quiet):
        if _asks_others(quiet, match):
            continue
        if re.match(r"m(?:r?s|iss) ", match["who"]) and not _STRICTLY.match(quiet, match.end()):
            continue
        if span := _laid(read, match.end(), match.start()):
            return span
    if span := laid_on(read):
        return span
    owner = read.owner
    if owner.is_in_front and owner.owned in (Owned.ONE, Owned.SEVERAL) and _is_family(read):
        who = quiet[owner.start : owner.end]
        if not re.search(
            r"\b(?:dad|father|he|boyfriend|partner|stepdad|step-father|stepfather"
            r"|perp|perpetrator|child|son|young person)\b",
            who,
        ):
            if not owner.is_kin and not _STRICTLY.match(quiet, _not_from(quiet, owner.deed)):
                return None
            if not owner.is_kin and read.facts is not None and not read.facts.victims:
                return None
            if not owner.is_kin and _OF_HIS_OWN.search(quiet):
                return None
            return _laid(read, _not_from(quiet, owner.deed), owner.start)
    return None


_OF_HIS_OWN = re.compile(r"\bto have his own\b|\bhimself\b")
_ANOTHER_DOES = re.compile(r",\s(?=[A-Z][a-z]+ (?:\(|[a-z]+s\s))")
_AGREED_NOT = re.compile(
    r"\b(?:working agreement|written agreement|contract of expectations|safety agreement"
    r"|expectations? agreement|agreement|undertaking)\b[^;.]{0,60}?\b(?:will not"
    r"|won't|not to|must not|doesn't|does not|isn't|no longer|keep|stay away|no contact)\b[^;.]{0,50}"
)
_UP_TO_HER = re.compile(
    r"\b(?:up to|down to|responsib\w+ (?:of|for|lies with|is|rests with)|rests with"
    r"|onus (?:is )?on|duty of|job of|expected of) (?:her|mum|mother|the (?:victim"
    r"|mother)|m(?:r?s|iss) [a-z]+)\b[^;.]{0,10}\bto (?:stop|keep|prevent"
    r"|protect|ensure|make|manage|calm|shield|leave|end)\b[^;.]{0,50}"
)
_STRICTLY = re.compile(
    r"(?:not|never|no longer|won't|end|leave|separate|protect|ensure|make sure"
    r"|keep|stop|prevent|put|prioriti|demonstrate|show (?:that )?she|refuse"
    r"|allow|let|press|be protective|act protective|choose|throw|kick|break"
    r"|finish|cut|report|move (?:out|away)|stay|learn|recognise|understand"
    r"|take (?:out|responsib)|have)"
)


def _asks_others(quiet: str, match: re.Match[str]) -> bool:
    before = quiet[max(0, match.start() - 30) : match.start()]
    return bool(re.search(r"(?:who|that|if|what|whether|when|so|before|until|where|how|why)\s+$", before))


def _not_from(quiet: str, place: int) -> int:
    match = re.compile(r"(?:not|never|no longer)(?:\s+to)?\s+$").search(quiet[:place])
    return match.start() if match else place


def _laid(read: ActionRead, place: int, start: int) -> tuple[int, int] | None:
    quiet = read.quiet
    place = _not_from(quiet, place)
    modal = quiet[max(0, place - 12) : place]
    deed = re.split(r"[;.]\s|\s-\s|,\s(?:she|he|idva|then)\b", quiet[place:], maxsplit=1)[0]
    negated = bool(re.search(r"(?:won't|not|n't)\s*$", modal))
    if another := _ANOTHER_DOES.search(read.said.plain, place, place + len(deed)):
        deed = deed[: another.start() - place]
    match = read.words.at("protect", deed.lstrip())
    if match is None and not negated:
        return None
    harms = [
        one.name.split()[0].casefold() for one in read.said.roster.people if one.may_harm and one.name.split()
    ]
    names_him = any(re.search(rf"(?<![\w'-]){re.escape(name)}(?!\w)", deed) for name in harms)
    is_refused = re.match(r"(?:not|never|no longer)\b", deed) and re.search(
        r"\b[A-Z][a-z]+", read.said.plain[place + 8 : place + len(deed)]
    )
    if (
        not names_him
        and not is_refused
        and not read.words.has("about_him", deed)
        and not re.search(r"\b(?:apart|separate|single)\b", deed)
    ):
        return None
    if read.words.has("no_victim_fault", deed):
        return None
    return start, place + len(deed.rstrip())


def insecure_contact(read: ActionRead) -> Iterator[Seen]:
    """A victim is contacted, and no safe way or time is said."""
    quiet = read.quiet
    if victim_at(read) is not None or engagement_at(read) is not None:
        return
    if _is_safe(read):
        return
    place = read.deed_at
    until = _result_at(read)
    for match in read.words.all("contact", quiet):
        if match.start() + 2 < place and read.owner.is_in_front:
            continue
        if match.start() > until or _NO_CALL.match(quiet, match.start()):
            continue
        if match.end() - place > 40 and not re.search(
            r"(?:letter|visit|call|voicemail|message|text|card)", match.group()
        ):
            continue
        if (victim := _victim_near(read, match)) is not None:
            yield Seen(min(match.start(), victim[0]), max(match.end(), victim[1]))
            return
    if reached := _by_channel(read) or told_directly(read):
        yield Seen(*reached)


_RESULT = re.compile(
    r";\s|(?<=[a-z\d)])\.\s|\s-\s|,\s+(?=(?:she|he|they|mum)(?:'s|'ll)?\s+(?:know|say|tell|can|repeat|name"
    r"|give|agree|accept|pick|rate"
    r"|is|has|will|turn|answer|choose))"
)
_SURELY_SAFE = re.compile(
    r"(?:safe|safely|agreed|work|school|sister|using|with the|with her|at the|in the|not|never|unmarked"
    r"|withheld|secure"
    r"|plain|no voicemail|without|alone|on her own|number|deleted)\b"
)


_NO_CALL = re.compile(
    r"(?:go|goes|come|comes)\s+(?:back\s+)?(?:over|through|with|to (?:court|the solicitor))\b"
)


def _result_at(read: ActionRead) -> int:
    """Return where the deed ends and what comes of it begins."""
    result = _RESULT.search(read.quiet, read.deed_at + 8)
    return result.start() if result else len(read.quiet)


def _is_safe(read: ActionRead) -> bool:
    """Say whether a safe way or time is said of how she is contacted, and not of what comes of it."""
    quiet = read.quiet
    until = _result_at(read)
    return any(
        not _NO_SAFETY.fullmatch(match.group())
        and not _HER_DOOR.match(quiet, match.end())
        and (match.start() < until or _SURELY_SAFE.match(match.group()))
        for match in read.words.all("safe", read.said.quiet)
    )


_CHANNEL = re.compile(
    r"(?<![\w'])(?:on|by|via|over|through|to|in|at) (?:her |the |his |a |an )?(?:own |usual "
    r"|home )?(?:mobile|phone|text|whatsapp"
    r"|snapchat|snap|insta\w*|facebook|fb|messenger|e-?mail|gmail|hotmail|landline|post|letter"
    r"|voicemail|sms|dm|tiktok|telegram"
    r"|answerphone|house phone|parentmail|seesaw|dojo|class dojo|front room|kitchen|sofa|living room"
    r"|home|porch|[a-z]+'s (?:letterbox|door|house|flat|phone|mobile)|doorbell|letterbox|front door|address"
    r"|doorstep|home address|flat|house)(?![\w'])"
)
_TO_HER = re.compile(
    r"(?<![\w'])(?:whatsapps?|messag(?:es?|ing)|texts?|dms?|e-?mails?|rings?|phones?|calls?|write to"
    r"|writes to|snapchats?)\s+"
)
_LONE_NAME = re.compile(r"(?<![\w'.-])(?<![A-Z] )([A-Z][a-z]+)(?:'s)?(?![\w'-]| [A-Z]| \()")
_HARMED = re.compile(
    r"(?<![\w'])(?:barred|hits?|beats|beaten|bruis\w+|choked|strang\w+|raped|assault\w*|stalk\w*|threat\w*"
    r"|bail"
    r"|court|release\w*"
    r"|licence|trial|sentence\w*|non-mol\w*|order|injunction|safe|refuge|perpetrator|abus\w+|violen\w+"
    r"|her ex|her ex's|ex's"
    r"|boyfriend|conviction\w*|disclosure|clare's law|marac|idva|dash|victim|survivor|charge[ds]?"
    r"|remand\w*|tag"
    r"|away from [a-z]+|what [a-z]+ did|coercive|control\w*|knife|night of|afraid|scared|fear\w*"
    r"|terrified|hurt|punch\w*|kick\w*"
    r"|harass\w*|follow\w* her|leaving him|left him|flee\w*|escape|her partner|her husband|account of"
    r"|what happened|police)(?![\w'])"
)


def _by_channel(read: ActionRead) -> tuple[int, int] | None:
    """Return where somebody harmed is told by a way that the one who harms may hear of."""
    quiet, plain = read.quiet, read.said.plain
    if not _HARMED.search(quiet) and (read.facts is None or not read.facts.victims):
        return None
    for channel in _CHANNEL.finditer(quiet, read.deed_at):
        begin = max(0, channel.start() - 70)
        near = plain[begin : channel.end()]
        if _AT_THE_PLACE.search(near.casefold()):
            continue
        if channel.group().startswith(("in", "at")) and read.facts is not None:
            near = plain[begin : channel.end() + 50]
        if read.facts is None and re.search(
            r"(?<!\w)(?!mum|dad|gran|nan)[a-z]+'s letterbox", channel.group()
        ):
            return channel.span()
        pronoun = re.search(r"(?<![\w'])(?:mum|mother|victim)(?![\w'])", near.casefold())
        names = [
            name
            for name in _LONE_NAME.finditer(near)
            if read.words.at("titles", name[1].casefold()) is None and name[1].casefold() not in _NO_PERSON
        ]
        if read.facts is not None:
            names = [
                one
                for victim in read.facts.victim_names
                if (one := re.search(rf"(?<![\w'-]){re.escape(victim)}(?![\w'])", near.casefold()))
            ]
        if names or pronoun:
            return begin + (names[0].start() if names else 0), channel.end()
    if read.facts is None:
        for verb in _TO_HER.finditer(quiet, read.deed_at):
            name = _LONE_NAME.match(plain, verb.end())
            if (
                name is not None
                and name[1].casefold() not in ("mum", "dad", "gran", "nan", "grandad", "the")
                and read.words.at("titles", name[1].casefold()) is None
            ):
                return verb.start(), name.end()
    return None


_AT_THE_PLACE = re.compile(
    r"(?<!\w)(?:marker|flag|tag|locks?|alarm|camera|guard|sensor|warning|patrol)s?(?!\w)"
)
_HER_DOOR = re.compile(r"'s (?:letterbox|letter box|front door|door)")
_NO_SAFETY = re.compile(r"(?:through|via) (?:her|his|the|their|a|an|it|to|any|all|what)")


def _victim_near(read: ActionRead, contact: re.Match[str]) -> tuple[int, int] | None:
    """Return the victim whom a way of contact is meant for: the nearest behind it, or before its noun."""
    quiet = read.quiet
    reach = (
        contact.end() if contact.group().count(" ") < 2 else contact.start() + len(contact.group().split()[0])
    )
    window = quiet[reach : contact.end() + 60]
    window = re.split(r"[;.]\s|\s-\s|,\s(?!the|her)|\b(?:so that|and tell|about)\b", window, maxsplit=1)[0]
    before = quiet[max(0, contact.start() - 30) : contact.start()]
    names = read.facts.victim_names if read.facts is not None else frozenset()
    for name in names:
        match = re.search(rf"(?<![\w'-]){re.escape(name)}(?:'s)?(?!\w)", window)
        if match is not None and _is_for_her(window, match):
            return contact.start(), contact.end() + match.end()
        if re.search(
            rf"(?<![\w'-]){re.escape(name)}(?:'s)?\s+(?:a\s+|an\s+|the\s+)?(?:\w+\s+){{0,3}}$", before
        ):
            return contact.start(), contact.end()
    if read.facts is not None:
        return (
            _named(read, window, contact)
            if re.search(r"(?<!'s )\b(?:victim|survivor|mum|mother)\b", window) and read.facts.victims
            else None
        )
    return _named(read, window, contact)


def _is_for_her(window: str, match: re.Match[str]) -> bool:
    if re.search(
        r"(?:note|letter|card|message|leaflet|text|parcel|voicemail|slip)\b[^,;]{0,30} for (?:the )?$",
        window[: match.start()],
    ):
        return True
    return not re.search(
        r"(?:about|re|regarding|behalf of|with|for|of|from)\s+(?:the\s+)?$", window[: match.start()]
    ) or bool(re.match(r"\s*(?:the\s+)?(?:letter|visit|call|message)", window))


_ONLY_HIM = re.compile(
    r"(?:his|he|him|he's|dad|dad's|father|father's|partner|partner's|ex|boyfriend|husband|da|conference"
    r"|court|probation|custody|safe|licence)"
)
_NO_PERSON = frozenset(
    """
    mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday
    saturday sunday the a an court dash marac police csc cps hmp craig karl dean lee mr
    """.split()  # noqa: SIM905
)
_VICTIM_NAME = re.compile(r"(?<![\w'-])(?:her|[A-Z][a-z]+(?:'s)?)(?!\w)")


def _named(read: ActionRead, window: str, contact: re.Match[str]) -> tuple[int, int] | None:
    sure = re.search(
        r"(?<![\w'-])(?:the )?(?:(?:strangled|assaulted|beaten|stalked|raped|abused|injured|bruised|harmed"
        r"|threatened|battered) (?:lady|woman"
        r"|mum|mother|girl|wife|patient|girlfriend|partner)|ip(?=\s|'s|$)|victim|survivor|complainant"
        r"|applicant|injured party|aggrieved)(?:'s)?(?!\w|\s+(?:information"
        r"|support|liaison|contact))",
        window,
    )
    before = read.quiet[max(0, contact.start() - 25) : contact.start()]
    if sure is not None or re.search(
        r"(?:victim|survivor|complainant)(?:'s)?\s+(?:to be\s+)?(?:a\s+|an\s+|the\s+)?(?:\w+\s+)?$", before
    ):
        return contact.start(), contact.end() + (sure.end() if sure else 0)
    if not read.words.has("abuse", read.said.quiet):
        return None
    known = read.words.find("victim", window)
    if known is not None and re.search(
        r"\b(?:note|letter|card|message|leaflet)(?: \w+)? for (?:the )?$",
        contact.group() + window[: known.start()],
    ):
        return contact.start(), contact.end() + known.end()
    if known is not None and re.search(r"[a-z]'s\s+$", window[: known.start()]):
        return None
    if known is not None and not re.search(
        r"(?:about|re|regarding|behalf of|with|for|of|from)\s+(?:the\s+)?$", window[: known.start()]
    ):
        return contact.start(), contact.end() + known.end()
    reach = (
        contact.end() if contact.group().count(" ") < 2 else contact.start() + len(contact.group().split()[0])
    )
    plain = read.said.plain[reach : reach + len(window)]
    name = re.match(
        r"\s*(?:to\s+|on\s+|round to\s+|in on\s+|for\s+|with\s+|over to\s+|round\s+"
        r"|(?:a|an|the|her|his)\s+[\w-]+(?:\s+[\w-]+){0,4}?\s+to\s+|at\s+|off\s+)*([A-Z][a-z]+)(?:'s)?(?!\w)",
        plain,
    )
    if name is None:
        return None
    if read.words.at("titles", name.group(1).casefold()) or name.group(1).casefold() in _NO_PERSON:
        return None
    if all(_ONLY_HIM.fullmatch(match.group()) for match in read.words.all("abuse", read.said.quiet)):
        return None
    return contact.start(), contact.end() + name.end()
