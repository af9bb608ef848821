"""Whether a message that was held may still leave: documents, reader, address and stops may be others now."""

from __future__ import annotations

from datetime import date

from meetingdesk.app.sending.listing import SendLine, key_of_copy, send_list
from meetingdesk.app.sending.queue import Held
from meetingdesk.domain.document_life import FINISHED
from meetingdesk.domain.documents import Distribution, DocumentCopy, DocumentVersion
from meetingdesk.errors import MeetingDeskError, StaleRecord
from meetingdesk.storage.reading import Reading

_TAKE_BACK = "Take it back, and prepare it again where it is still to be sent."


def check_still_right(reading: Reading, message: Held, today: date) -> None:
    """Raise where what was right when the message was sent is so no more."""
    sent = reading.find(Distribution, id=list(message.distributions))
    copies = reading.find(DocumentCopy, id=[row.copy_id for row in sent])
    shown = send_list(reading, message.meeting_id, today)
    newest = {one.version_id for one in shown.ready}
    for copy in copies:
        if reading.get(DocumentVersion, copy.version_id).state not in FINISHED:
            raise StaleRecord("A document in it is no longer approved.", hint=_TAKE_BACK)
        if copy.version_id not in newest:
            raise StaleRecord("A document in it is no longer the newest version.", hint=_TAKE_BACK)
        line = next((one for one in shown.lines if one.key == key_of_copy(copy)), None)
        _check_reader(line, copy, message)


def _check_reader(line: SendLine | None, copy: DocumentCopy, message: Held) -> None:
    to = line.proposed.to if line is not None else None
    if line is None or to is None or to.professional_id != copy.professional_id:
        raise StaleRecord("Somebody else opens it there now, or nobody does.", hint=_TAKE_BACK)
    if to.email != message.to:
        raise StaleRecord("Their e-mail address is another now.", hint=_TAKE_BACK)
    for stop in line.stops:
        if stop.is_hard or stop.kind.value not in message.answered:
            raise MeetingDeskError(stop.says, hint=stop.mend or _TAKE_BACK)
