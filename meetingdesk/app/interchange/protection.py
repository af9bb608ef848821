"""What an import may never do to a row of the store, however the file came about."""

from __future__ import annotations

from meetingdesk.domain.actions import ActionStep
from meetingdesk.domain.documents import DocumentCopy, DocumentVersion, VersionState
from meetingdesk.domain.information import Entry, EntryReader
from meetingdesk.domain.people import AddressWithheld, ContactWithheld
from meetingdesk.domain.rights import WIDTH, widens
from meetingdesk.domain.rows import Row
from meetingdesk.domain.visibility import Visibility

WITHHELD = (AddressWithheld, ContactWithheld)


def refused_change(before: Row, after: Row) -> tuple[str, str] | None:
    """Return the field and the reason for which a row may not become what a file says, if there is one."""
    old, new = getattr(before, "visibility", None), getattr(after, "visibility", None)
    if isinstance(old, Visibility) and isinstance(new, Visibility) and widens(old, new):
        return "visibility", f"more people could read this than now (it is {old.value} in the store)"
    if before.inside is not None and getattr(before, before.inside) != getattr(after, before.inside):
        return "id", "the store has this as a part of something else"
    if isinstance(before, WITHHELD) and isinstance(after, WITHHELD) and before.from_id != after.from_id:
        return "from_id", "it would no longer be withheld from the person the store names"
    match before, after:
        case DocumentCopy(), DocumentCopy() if not set(after.sees) <= set(before.sees):
            return "sees", "the copy was made for a reader who sees less"
        case EntryReader(), EntryReader():
            return "id", "who may read a restricted entry is not changed by a file"
        case DocumentVersion(), DocumentVersion() if before.state is VersionState.SEALED:
            return "state", "this version is sealed in the store, and a sealed version is never edited"
        case ActionStep(), ActionStep():
            return "id", "steps in the trail of an action are never rewritten; add another"
    return None


def adds_reader(row: Row, entry: Row | None) -> bool:
    """Say whether a new row would let somebody else read an entry that is restricted in the store."""
    return (
        isinstance(row, EntryReader)
        and isinstance(entry, Entry)
        and WIDTH[entry.visibility] <= WIDTH[Visibility.V2]
    )
