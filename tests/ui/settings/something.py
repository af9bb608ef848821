"""Invented agencies, contacts and people for the pages of the settings."""

from __future__ import annotations

from datetime import date

from meetingdesk.app.desk import Desk
from meetingdesk.app.rows import AddRows
from meetingdesk.app.staff import AddStaff
from meetingdesk.domain.agencies import Agency, Professional, Staff
from meetingdesk.domain.roles import Deed

POLICE = Agency(key="police", name="Northshire Police", code="po", grouping="police", category="statutory")
HOUSING = Agency(name="Harbour Homes", code="hsg", grouping="housing", category="other")
OLD = Agency(name="Old Town Trust", code="ott", category="voluntary", is_active=False)
NGOZI = Professional(
    agency_id=POLICE.id,
    name="Ngozi Adeyemi",
    job_title="Detective inspector",
    email="ngozi@police.example",
    telephone="01632 960100",
    is_representative=True,
)
RHYS = Professional(agency_id=HOUSING.id, name="Rhys Prosser", job_title="Tenancy officer")
GONE = Professional(name="Zofia Wiśniewska", left_on=date(2026, 5, 1))


def fill_settings(desk: Desk) -> None:
    desk.execute(AddRows((POLICE, HOUSING, OLD, NGOZI, RHYS, GONE), "Add what is shown", Deed.PREPARE))
    me = Staff(id=desk.person.staff_id, sign_in_name="ada", name="Ada Test", roles=("coordinator",))
    for staff in (me, Staff(sign_in_name="jo", name="Jo Marsh", roles=("minute_taker", "chair"))):
        desk.execute(AddStaff(staff))
