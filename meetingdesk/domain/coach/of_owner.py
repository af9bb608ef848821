"""Who is to do it: nobody, several, a group, or something that is only "to be done"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meetingdesk.domain.action_words import is_participle
from meetingdesk.domain.coach.finding import Seen
from meetingdesk.domain.coach.owned import Owned
from meetingdesk.domain.coach.reading import ActionRead

_PASSIVE = re.compile(
    r"(?<![\w'])(?:(?:is|are|needs?|has|have|ought)\s+to\s+be|(?:to|will|must"
    r"|should|shall|can|may)\s+(?:then\s+|also\s+|now\s+)?(?:be|get)|needs?"
    r"|requires?|wants?)\s+(?:(?!(?:ap|re|sup|com|multi|f|bul|tal|ral)p?l?ly\b|rely\b)[a-z]+ly\s+"
    r"|also\s+|then\s+)*(?P<done>[a-z-]+)(?:\\s+place)?"
)


def no_owner(read: ActionRead) -> Iterator[Seen]:
    """Nobody is named who does it."""
    owner = read.owner
    if owner.owned is Owned.NOBODY:
        yield Seen(owner.start, owner.end)
    elif owner.owned is Owned.NOT_SAID and _passive(read) is None:
        yield Seen()


def passive(read: ActionRead) -> Iterator[Seen]:
    """Something is to be done, and nobody is said to do it."""
    if read.owner.owned is Owned.NOT_SAID and (span := _passive(read)):
        yield Seen(*span)


def several_owners(read: ActionRead) -> Iterator[Seen]:
    """Two or more are named for one thing."""
    owner = read.owner
    if owner.owned is Owned.SEVERAL:
        who = read.said.plain[owner.start : owner.end] if owner.end > owner.start else read.said.owner
        yield Seen(owner.start, owner.end, who.strip(" ,-"))


def collective_owner(read: ActionRead) -> Iterator[Seen]:
    """A whole group is named, so that nobody in it has to."""
    owner = read.owner
    if owner.owned is Owned.COLLECTIVE:
        yield Seen(owner.start, owner.end, read.said.plain[owner.start : owner.end].strip())


def _passive(read: ActionRead) -> tuple[int, int] | None:
    quiet = read.quiet
    for match in _PASSIVE.finditer(quiet):
        done = match["done"]
        if (
            is_participle(done)
            or is_participle(done.removeprefix("re"))
            or _DONE_TO.fullmatch(done)
            or _IN_PLACE.match(quiet, match.start("done"))
            or (done.endswith("ing") and match.group().startswith(("need", "require", "want")))
        ):
            return match.span()
    if read.owner.is_passive:
        return read.owner.start, read.owner.end
    return None


_DONE_TO = re.compile(
    r"(?:re|un|over)?-?(?:hung|bound|sung|dug|slung|swept|dealt|borne|sewn|shaved|mown|fit|let|cut|put"
    r"|shut|set|hit|rid|bid|cast|swum"
    r"|drawn|grown|shorn|struck|spun|lit|wound|fought|sought|paid|laid|drunk|eaten|proven|swapped)"
)
_IN_PLACE = re.compile(
    r"(?:in place|set|there|available|ready|complete|up and running|in force"
    r"|live|put|let|shut|cut|hit|read|split)\b"
)
