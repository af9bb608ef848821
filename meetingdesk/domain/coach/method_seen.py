"""Whether a soft deed is made definite: by how it is done, by what changes, or by what comes of it."""

from __future__ import annotations

import re

from meetingdesk.domain.coach.measure_words import THRESHOLD
from meetingdesk.domain.coach.reading import ActionRead

_HOW = re.compile(
    r"(?<![\w'])(?:by (?:[a-z]+ly )?[a-z]+ing|using|in this way|in one way|like this|mon ?- ?fri"
    r"|any [a-z]+ =|smells|undressed|(?:watch|observ)(?:es|e|ing)? (?:a|an|one|two|three|four|\d+|the whole"
    r"|half|all)|watch(?:es)? \w+ (?:give|make|do|have|put|bath|feed|change|cook"
    r"|eat|use|take)|fortnightly|via [a-z]+|through [a-z]+ing|on the (?:clinic )?scales"
    r"|scales|each|every|weekly|daily|nightly|fortnightly|twice|once a|three times|four times|x ?\d"
    r"|\d ?x|\d+ times"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days|mornings|evenings|nights|count(?:s|ing|ed)?"
    r"|weigh(?:s|ing|ed)?"
    r"|measur(?:es?|ing)|body-?mapp?(?:s|ing)?|plot(?:s|ting|ted)?|asks|asking|knock(?:s|ing)?|breathalys\w+"
    r"|swab(?:s|bing)?|dip(?:s|ping)?|photograph(?:s|ing|ed)?|notes who|notes what|writ(?:es?|ing) down"
    r"|log(?:s|ging) \w+"
    r"|cctv|camera|logbook|sleep diary|mood diary|diary|chart|charts|charting|tally|sticker|score[ds]?"
    r"|readings?|checklist"
    r"|at (?:home )?(?:on )?\d{1,2}(?:[.:]\d\d)?(?:am|pm)|unannounced|goes to the|goes to dr|is rung"
    r"|are rung|takes him to"
    r"|takes her to|straight to|on the day|the same day|that day|within (?:the hour|an hour|two hours"
    r"|24 hours))(?![\w'])"
)
_CHANGE = re.compile(
    r"(?<![\w'])(?:but|instead|rather than|mov(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|swap(?:s|ped|ping)?"
    r"|switch(?:es|ed|ing)?"
    r"|from (?!week|day|month)\w+ to \w+|add(?:s|ed|ing)?|new|extra|doubl(?:e|es|ed|ing)|increas(?:e|es"
    r"|ed|ing)|step(?:s"
    r"|ped)? (?:up|down)"
    r"|earlier|later|longer|shorter|not (?:at|on|in|the|by)|without|only|this time|different|halv(?:e"
    r"|es|ed|ing)|cut(?:s|ting)?"
    r"|drop(?:s|ped|ping)? (?:to|from)|reduc(?:e|es|ed|ing)|shift(?:s|ed|ing)?|now (?:at|in|on|with"
    r"|also)|this time|with \w+ing"
    r"|extend(?:s|ed|ing)?|bring(?:s|ing)? forward|at \d+(?:am|pm)? not|weekly to|to weekly|to twice"
    r"|plus)(?![\w'])"
)
_OUTCOME = re.compile(
    r"(?<![\w'])(?:to (?:agree|get|find|fix|set|book|settle|decide|confirm|arrange|obtain|secure"
    r"|see (?:if|whether|who|what)"
    r"|establish|collect|ask|check|hear|learn|choose|pick|sign|draw up|write|swap|move|have|make|stop"
    r"|end|name|plan|work out"
    r"|hand|take|give|bring|put|share the|list|map|reach|fill|sort)|so (?:that )?|until|whether|which"
    r"|what|who|when|how many"
    r"|and (?:come|comes|get|gets|agree|agrees|fix|fixes|set|sets|find|finds|bring|brings|ask|asks"
    r"|obtain|obtains|book|books"
    r"|name|names|write|writes|return|returns|collect|collects|settle|settles|decide|decides|hand|hands"
    r"|give|gives|take|takes))"
    r"(?![\w'])"
)
_ONLY_IN_TOUCH = re.compile(
    r"(?:loop|same page|same sheet|sighted|in the picture|updated|up to (?:speed|date)|aware|informed"
    r"|joined[- ]up|abreast"
    r"|in touch|in step|in tune|on board|aligned|connected|in contact|communicat|informed|posted"
    r"|relationship|understanding"
    r"|each other|one another|coordinat|co-ordinat|feels? |felt|knows? who (?:he|she) is|the know"
    r"|dialogue|joined)"
)
_PRODUCT = re.compile(
    r"(?<![\w'])(?:names|on the (?:map|chart|wall|page|board|timeline)|(?:know(?:s|ing)?|says?) (?:who|what"
    r"|which|where|whether|why|how)|tells?|told|decision"
    r"|decide[sd]?|plan|drawn|draws|drawing|words|list|lists|listed"
    r"|named|answers?|agree[sd]"
    r"|written|writes?|write|shown|read out|sent|sends|given|gives|recorded|records|photos?|dates?"
    r"|figures?|booked|choice"
    r"|chosen|chooses|offer|offers|signs?|signed|states?|state|report|reports|reported|yes|no,"
    r"|names the|note[sd]?|letter"
    r"|leaves with|comes? (?:back|away) with|(?:his|her|their) own words|opinion|diagnos\w+|results?"
    r"|certificate|verdict"
    r"|one sentence|handed|page|filed|put to|placed|granted|refused|made|issued|done)(?![\w'])"
)
_COMPARED = re.compile(
    r"(?<![\w'])(?:\d+|same size|smaller|larger|bigger|fewer|gone|healed|zero|nil|none)(?![\w'])"
)
_DOING = re.compile(
    r"(?<![\w'])(?:by (?:[a-z]+ly )?[a-z]+ing|using|in [a-z]+ing|with (?:the|a|his|her|three|two|\d)"
    r"|(?:help|support|encourage)s?"
    r" (?:\w+ ){1,3}(?:to|put|in|into|fill|write|ring|open|move|apply|find|pack|make|cook|get|through"
    r"|at)|during|going along"
    r"|look(?:s)? (?:in|inside|under|behind|through|round|at the|at his|at her) (?:the|his|her|every|each"
    r"|all)?|(?:where|when|who|which) (?:he|she|they|mum|dad|the)|alongside|face to face|line by line"
    r"|page by page|one by one|item by item|side by side"
    r"|together on)(?![\w'])"
)


_TURNS_OUT = re.compile(
    r";\s|(?<!\bno)\.\s|:\s|,\s+(?=(?:no|none|not|never|fewer|nobody|he|she|they|both|all)\b)"
)
_SENTENCE = re.compile(r";\s|(?<!\bno)\.\s|:\s")


def is_method(read: ActionRead) -> bool:
    """Say whether watching says how, or how often."""
    text = read.said.quiet[read.deed_at :]
    return bool(_HOW.search(text)) or _days(read) > 1


def is_change(read: ActionRead, place: int) -> bool:
    """Say whether what goes on is changed in something, behind the words that say it goes on."""
    end = _TURNS_OUT.search(read.quiet, place)
    return bool(_CHANGE.search(read.quiet, place, end.start() if end else len(read.quiet)))


def is_outcome(read: ActionRead) -> bool:
    """Say whether something is to come of being in touch."""
    deed = _of_the_deed(read)
    match = _OUTCOME.search(deed)
    if match is not None and not _ONLY_IN_TOUCH.search(deed, match.end()):
        return True
    pieces = [read.quiet[start:end] for start, end in read.measure.pieces if end > start]
    if read.measure.is_paper or not read.measure.is_there:
        return False
    return any(not _ONLY_IN_TOUCH.search(piece) for piece in pieces)


def is_product(read: ActionRead) -> bool:
    """Say whether a vague deed says how it is done, or ends in something that can be held or heard."""
    text = read.said.quiet[read.deed_at :]
    if _DOING.search(_of_the_deed(read)):
        return True
    is_looked_at = text.startswith(("look", "revisit", "ring-fence", "raise", "push"))
    return any(
        _PRODUCT.search(read.quiet[start:end])
        or (
            is_looked_at
            and (_COMPARED.search(read.quiet[start:end]) or THRESHOLD.search(read.quiet[start:end]))
        )
        or "xxxx" in read.said.quiet[start:end]
        for start, end in read.measure.pieces
        if end > start
    ) or bool(re.search(r"\band (?:state|tell|write|list|name|draw|sign|agree|report|record)s?\b", text))


def _of_the_deed(read: ActionRead) -> str:
    """Return the deed without what behind a mark says how it turns out."""
    return _SENTENCE.split(read.quiet[read.deed_at :], maxsplit=1)[0]


def _days(read: ActionRead) -> int:
    return len(
        {one.due_on for one in read.said.dates if one.due_on is not None and one.due_on >= read.said.day}
    )
