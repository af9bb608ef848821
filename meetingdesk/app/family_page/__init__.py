"""The page of a family: everything that is known of it and still open, read in one go."""

from meetingdesk.app.family_page.page import TOUCHED_BY, FamilyPage, family_page
from meetingdesk.app.family_page.person import PersonForm, person_form
from meetingdesk.app.family_page.rows import PageRow, Part, Section

__all__ = (
    "TOUCHED_BY",
    "FamilyPage",
    "PageRow",
    "Part",
    "PersonForm",
    "Section",
    "family_page",
    "person_form",
)
