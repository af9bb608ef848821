"""One thing that the record of a meeting lacks, and the words it is told in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from meetingdesk.domain.meeting_words import SectionKind

THE_FAMILY = "the family"
SOMEBODY = "somebody"
SECTION_OF_REASONS = "gaps"
"""Under which heading the reasons are kept for which gaps were set aside."""


Concern = UUID | str | None
"""A person, an agency or a row; or a word of the meeting type, such as an agency that nobody knows here."""


class Level(StrEnum):
    """How much a gap matters once the minutes are finalised; a live meeting is held up by none."""

    MUST = "must"  # to be settled, or justified in a line
    SHOULD = "should"
    COULD = "could"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: whom or what it concerns, the word for it, where it is mended if not as usual."""

    who: str = ""
    concerns: Concern = None
    section: SectionKind | None = None


@dataclass(frozen=True, slots=True)
class GapWords:
    """How one kind of gap is told, how much it matters, and where it is mended: data, not code.

    `always` has it shown before its section is reached: absence and safety cannot wait. `types` narrows it
    to some types of meeting.
    """

    code: str
    level: Level
    section: SectionKind
    short: str
    sentence: str
    requires: tuple[str, ...] = ()
    always: bool = False
    types: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, in one case of a meeting."""

    words: GapWords
    who: str = ""
    concerns: Concern = None
    family_id: UUID | None = None
    section: SectionKind = SectionKind.TEXT
    """Where it is mended."""
    set_aside: str = ""
    """Why it is left as it is, if somebody said so."""
    in_full: str = ""
    """Whom it concerns where there is room to say it; empty where that is no longer."""

    @property
    def code(self) -> str:
        """What kind of gap it is."""
        return self.words.code

    @property
    def level(self) -> Level:
        """How much it matters."""
        return self.words.level

    @property
    def key(self) -> str:
        """By what a reason finds its gap again, in another session and after an export."""
        return key_of(self.code, self.concerns)

    @property
    def sentence(self) -> str:
        """What is missing and what to do, in one plain sentence."""
        return self.words.sentence.replace("{who}", self.in_full or self.who)

    @property
    def is_open(self) -> bool:
        """Whether nobody has set it aside."""
        return not self.set_aside


def key_of(code: str, concerns: Concern) -> str:
    """Return the key of a gap."""
    if concerns is None:
        return code
    return f"{code}.{concerns.hex if isinstance(concerns, UUID) else concerns}"


def listed(words: list[str], most: int = 3) -> str:
    """Join words as they are said: the last with "and", or how many others there are besides the first."""
    if len(words) > most:
        shown = max(most - 1, 1)
        left = len(words) - shown
        return f"{', '.join(words[:shown])} and {left} other{'s' if left > 1 else ''}"
    if len(words) > 1:
        return f"{', '.join(words[:-1])} and {words[-1]}"
    return words[0] if words else ""
