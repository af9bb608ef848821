"""An invented child-in-need meeting in which every name is a trap."""

from __future__ import annotations

import csv
import io
from datetime import date

from meetingdesk.app.desk import Desk
from meetingdesk.app.imports.contacts import ImportContacts
from meetingdesk.app.imports.table_file import read_table
from meetingdesk.domain.families import FamilyRole
from tests.app.vignettes.held import Held, make_meeting

DAY = date(2026, 11, 18)
JAZ = "James 'Jaz' O’Néill-Ðặng 李 🙂 …"
LONG = ("Zebedee " + "Inventedname-" * 23)[:300]
RIGHT_TO_LEFT = "محمد المخترع"
JOINED = "Ka\u200dvya Inven\u200dted"
FORMULA = '=HYPERLINK("http://example.org/","Click")'
SCRIPT = "<script>alert('Arfon')</script>"
HOSTILE = (JAZ, LONG, RIGHT_TO_LEFT, JOINED, FORMULA, SCRIPT)


def hostile_names(desk: Desk) -> Held:
    """A boy of fifteen who is exploited, and people whose names break what is not made for them."""
    held = make_meeting(desk, "cin", DAY, reference="F-2026-025").start()
    held.meet(JAZ, FamilyRole.CHILD, birth_date=date(2011, 1, 31))
    held.meet(LONG, FamilyRole.PARENT)
    held.meet(RIGHT_TO_LEFT, FamilyRole.PARENT)
    held.meet(JOINED, FamilyRole.SIGNIFICANT_OTHER)
    held.meet(FORMULA, FamilyRole.SIGNIFICANT_OTHER)
    held.meet(SCRIPT, FamilyRole.SIGNIFICANT_OTHER)
    held.come("Mererid Invented", "school")
    contacts = io.StringIO()
    csv.writer(contacts).writerows([("Name", "Agency"), *((name, "Invented Trust") for name in HOSTILE)])
    desk.execute(ImportContacts(read_table(contacts.getvalue().encode(), "contacts.csv")))
    for name in HOSTILE:
        held.come(name)
        held.say("information", f"{name} was seen at the station; +44, @SUM(A1), -1, {{who}} %s", "school")
    return held
