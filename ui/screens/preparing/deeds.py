"""What is done with the invitations and the cases of a meeting, each a command that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from meetingdesk.app.case_list import (
    ChangeListKind,
    ListNewFamily,
    OrderCases,
    PlanMinutes,
    SortCasesWithChildrenFirst,
    TakeDeferred,
    TakeOffList,
    TakeReferrals,
)
from meetingdesk.app.imports.table import Table
from meetingdesk.app.inviting import AddInvitation, InviteAll, MarkInvitation, RemoveInvitation, SayWho
from meetingdesk.app.meetings import ListCase
from meetingdesk.app.new_meeting import family_called
from meetingdesk.domain.information import RequestState
from meetingdesk.domain.meetings import ListKind, MeetingCase
from meetingdesk.domain.rulebook import Rulebook
from ui.bridge import Bridge
from ui.screens.preparing.cases_part import CasesPart
from ui.screens.preparing.invitations_part import InvitationsPart
from ui.wall_clock import WallClock


class PreparingDeeds(QObject):
    """Turns what the parts ask for into commands for the meeting that is open."""

    def __init__(self, bridge: Bridge, clock: WallClock, rulebook: Rulebook, screen: QObject) -> None:
        super().__init__(screen)
        self._bridge = bridge
        self._clock = clock
        self._rulebook = rulebook
        self._screen = screen
        self.meeting_id: UUID | None = None

    def serve(self, invitations: InvitationsPart, cases: CasesPart) -> None:
        """Do what these parts ask for."""
        invitations.marked.connect(self.mark)
        invitations.named.connect(self.say_who)
        invitations.taken_back.connect(self.take_back)
        invitations.all_wanted.connect(self.invite_all)
        invitations.added.connect(self.invite)
        cases.ordered.connect(self.order)
        cases.children_first_wanted.connect(self.children_first)
        cases.kind_wanted.connect(self.take_otherwise)
        cases.minutes_wanted.connect(self.plan_minutes)
        cases.off_wanted.connect(self.take_off)
        cases.deferred_wanted.connect(self.take_deferred)
        cases.case_wanted.connect(self.put_on)
        cases.new_family_wanted.connect(self.put_new_on)

    # Invitations

    @Slot(object, object, str)
    def mark(self, key: Any, state: RequestState, reason: str) -> None:
        """Say that somebody is asked, not involved, or not asked."""
        self._do(lambda meeting: MarkInvitation(meeting, key, state, self._clock.today(), reason))

    @Slot(object, str)
    def say_who(self, key: Any, name: str) -> None:
        """Say which practice, school or service an invitation means."""
        self._do(lambda meeting: SayWho(meeting, key, name, self._clock.today()))

    @Slot(object)
    def take_back(self, key: Any) -> None:
        """Take an invitation back."""
        self._do(lambda meeting: RemoveInvitation(meeting, key, self._clock.today()))

    @Slot()
    def invite_all(self) -> None:
        """Invite and ask everybody who is proposed."""
        self._do(lambda meeting: InviteAll(meeting, self._clock.today()))

    @Slot(str)
    def invite(self, typed: str) -> None:
        """Invite somebody by name, with or without their agency, or an agency by its name or code."""
        name = " ".join(typed.split())
        key = self._agency_meant(name.casefold())
        today = self._clock.today()
        self._do(lambda meeting: AddInvitation(meeting, today, agency_key=key, name="" if key else name))

    # Cases

    @Slot(tuple)
    def order(self, order: tuple[UUID, ...]) -> None:
        """Take the cases in another order."""
        self._do(lambda meeting: OrderCases(meeting, order))

    @Slot()
    def children_first(self) -> None:
        """Put cases with children first."""
        self._do(SortCasesWithChildrenFirst)

    @Slot(object, object, str)
    def take_otherwise(self, case_id: UUID, kind: ListKind, reason: str) -> None:
        """Discuss a case in full, as an alert only, or defer it."""
        self._do(lambda _meeting: ChangeListKind(case_id, kind, reason))

    @Slot(object, int)
    def plan_minutes(self, case_id: UUID, minutes: int) -> None:
        """Plan how long a case takes."""
        self._do(lambda _meeting: PlanMinutes(case_id, minutes))

    @Slot(object)
    def take_off(self, case_id: UUID) -> None:
        """Take a case off the list."""
        self._do(lambda _meeting: TakeOffList(case_id))

    @Slot(object)
    def put_on(self, family_id: UUID) -> None:
        """Put a family on the list."""
        self._do(lambda meeting: ListCase(MeetingCase(meeting_id=meeting, family_id=family_id)))

    @Slot(str)
    def put_new_on(self, reference: str) -> None:
        """Begin a family and put it on the list."""
        family = family_called(reference, self._clock.today())
        self._do(lambda meeting: ListNewFamily(meeting, family))

    @Slot()
    def take_deferred(self) -> None:
        """Take what the last meeting deferred."""
        self._do(TakeDeferred)

    def take_referrals(self, table: Table) -> None:
        """Put the referrals of a list on the list of cases."""
        self._do(lambda meeting: TakeReferrals(table, meeting))

    # Helpers

    def _agency_meant(self, words: str) -> str:
        agencies = self._rulebook.agencies
        same = [key for key, one in agencies.items() if words in (one.name.casefold(), one.code)]
        begun = [key for key, one in agencies.items() if one.name.casefold().startswith(f"{words} ")]
        found = same or begun
        return found[0] if len(found) == 1 else ""

    def _do(self, command_for: Callable[[UUID], Any]) -> None:
        if self.meeting_id is not None:
            self._bridge.execute(command_for(self.meeting_id), self._screen)
