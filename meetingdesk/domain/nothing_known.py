"""Whether an answer says anything: many only say that nothing is known, or who it is they looked for."""

from __future__ import annotations

import re
from enum import StrEnum

LONGEST = 120
"""Letters; whoever writes more says something."""

_NOTHING = re.compile(
    r"""
    (?:there\s(?:is|was)\s|(?:we|they|it)\s(?:have|has|had|hold|holds|know|knows)\s)?
    (?:
        (?:
            nothing(?:\s(?:is|was))?
            (?:\s(?:known|recorded|held|found|to\s(?:share|report)|on\s(?:record|file|(?:our|the)\ssystem)))?
          | no\s(?:information|records?|trace)(?:\s(?:known|held|found|recorded))?
        )
        (?:\s(?:about|on|of)\s.{1,60})?
      | no\sinvolvement(?:\swith\s(?:us|(?:this|the|our)\s(?:service|agency|practice|team)))?
      | (?:is\s|are\s)?(?:not\s|un)known
        (?:\sto\s(?:us|services?|(?:this|the|our)\s(?:service|agency|practice|school|team|trust)))?
    )
    """,
    re.VERBOSE,
)
_IDENTITY = r"(?:full\s)?names?|address(?:es)?|d\.?o\.?b\.?|dates?\sof\sbirth|identity"
_IDENTITIES = rf"(?:{_IDENTITY})(?:(?:,\s(?:and\s)?|\sand\s|\s?[&/]\s?)(?:{_IDENTITY}))*"
_CONFIRMED = r"(?:confirmed|checked|verified|correct|as\s(?:given|stated))"
_WHO = re.compile(rf"{_IDENTITIES}\s(?:(?:is|are|were|was)\s)?{_CONFIRMED}|{_CONFIRMED}\s{_IDENTITIES}")


class Told(StrEnum):
    """What an answer tells."""

    SOMETHING = "something"
    NOTHING_KNOWN = "nothing_known"
    WHO_IT_IS = "who_it_is"
    """Name, address or date of birth were confirmed, which everybody knew."""


def told_by(text: str) -> Told:
    """Return what an answer tells; in doubt it tells something."""
    plain = " ".join(text.casefold().split()).strip(" .;:!-–—")
    if len(plain) > LONGEST:
        return Told.SOMETHING
    if _NOTHING.fullmatch(plain):
        return Told.NOTHING_KNOWN
    return Told.WHO_IT_IS if _WHO.fullmatch(plain) else Told.SOMETHING
