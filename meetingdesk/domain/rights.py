"""Which deeds write which rows: the one table that the desk and both engines go by."""

from __future__ import annotations

from meetingdesk.domain.actions import Action, ActionPart, ActionStep
from meetingdesk.domain.agencies import Agency, Professional, Staff
from meetingdesk.domain.challenge import Challenge, ChallengeStage
from meetingdesk.domain.documents import (
    Acknowledgement,
    Cascade,
    Correction,
    Distribution,
    Document,
    DocumentCopy,
    DocumentVersion,
    LegalHold,
    Retention,
)
from meetingdesk.domain.once import once
from meetingdesk.domain.roles import Deed
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility

MEETING_WORK = frozenset({Deed.RECORD, Deed.PREPARE, Deed.IMPORT, Deed.WIDEN, Deed.OVERRIDE, Deed.DISPOSE})
"""Everything said, seen or agreed is written by those who prepare, hold or bring in meetings."""

OWN_TABLE: dict[type[Row], frozenset[Deed]] = {
    Staff: frozenset({Deed.PEOPLE_AT_DESK}),
    Agency: MEETING_WORK | {Deed.CONFIGURE, Deed.CHASE},
    Professional: MEETING_WORK | {Deed.CONFIGURE, Deed.PEOPLE_AT_DESK},
    Action: MEETING_WORK | {Deed.CHASE},
    ActionStep: MEETING_WORK | {Deed.CHASE},
    ActionPart: MEETING_WORK | {Deed.CHASE},
    Challenge: MEETING_WORK | {Deed.CHASE},
    ChallengeStage: MEETING_WORK | {Deed.CHASE},
    Document: MEETING_WORK | {Deed.APPROVE, Deed.SEAL},
    DocumentVersion: MEETING_WORK | {Deed.APPROVE, Deed.SEAL, Deed.QUALITY_CHECK},
    DocumentCopy: frozenset({Deed.IMPORT, Deed.SEND, Deed.PRINT, Deed.EXPORT, Deed.DISPOSE}),
    Distribution: frozenset({Deed.IMPORT, Deed.SEND, Deed.DISPOSE}),
    Acknowledgement: frozenset({Deed.IMPORT, Deed.SEND, Deed.CHASE, Deed.DISPOSE}),
    Cascade: frozenset({Deed.IMPORT, Deed.SEND, Deed.CHASE, Deed.DISPOSE}),
    Correction: MEETING_WORK | {Deed.APPROVE, Deed.CHASE},
    Retention: frozenset({Deed.DISPOSE, Deed.IMPORT, Deed.CONFIGURE}),
    LegalHold: frozenset({Deed.DISPOSE, Deed.IMPORT, Deed.CONFIGURE}),
}


@once
def deeds_that_write(kind: type[Row]) -> frozenset[Deed]:
    """Return the deeds under which rows of this kind may be added, changed or removed."""
    return OWN_TABLE.get(kind, MEETING_WORK)


WIDTH = {
    Visibility.V0: 3,
    Visibility.V1: 2,
    Visibility.V2: 1,
    Visibility.V3: 1,
    Visibility.V4: 1,
    Visibility.V5: 0,
}


def widens(before: Visibility, after: Visibility) -> bool:
    """Say whether more people could read a row afterwards; between restricted classes, others could."""
    if before is after:
        return False
    return WIDTH[after] >= WIDTH[before]
