"""A stage with one meeting that sits and nothing else, for tests that stay in it."""

from __future__ import annotations

from dataclasses import dataclass

from meetingdesk.app.live.running import StartMeeting
from tests.ui.meeting import seeds
from tests.ui.windows import Stage


@dataclass
class OneMeeting(Stage):
    """A desk with one meeting; it is the one that is asked for first."""

    kind: str = "marac"

    def _fill(self) -> None:
        seeded = self.meetings[self.kind] = seeds.PLANS[self.kind](self.desk)
        self.desk.execute(StartMeeting(seeded.meeting_id, seeded.begins))
