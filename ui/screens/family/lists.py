"""The parts below the map as one table: lines under headings."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from meetingdesk.app.family_page import FamilyPage, PageRow, Section
from meetingdesk.domain.roll_call import Tone
from ui.models.grouped_model import GroupedModel, LinesUnder
from ui.models.paged_model import Column
from ui.theme import Theme
from ui.widgets.grouped_table import GroupedTable

SHAPES = {Tone.SETTLED: "●", Tone.ATTENTION: "△", Tone.WRONG: "✕", Tone.PLAIN: ""}
CHIPS = {Tone.SETTLED: "settled", Tone.ATTENTION: "attention", Tone.WRONG: "wrong"}
EDIT = "edit"


class PageLists(GroupedTable):
    """Shows all parts of a page one below the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.lines: GroupedModel[PageRow] = GroupedModel(_columns())
        super().__init__(self.lines, theme, {"e": EDIT}, parent)
        self.lines.setParent(self)
        self._begins: list[int] = []
        self.horizontalHeader().hide()
        self.setAccessibleName(self.tr("What is known of the family and still open"))

    def show_page(self, page: FamilyPage) -> None:
        """Show the parts of a page, standing on the same line as before."""
        here = self.line
        row = self.currentIndex().row()
        at = self.verticalScrollBar().value()
        self.lines.set_groups(tuple(_under(section) for section in page.sections))
        self._begins = _begins(page.sections)
        rows = list(self.lines.lines())
        same = next((place for place, line in rows if here is not None and _is_same(line, here)), None)
        if same is not None or row >= 0:
            self.choose(same if same is not None else row)
            self.verticalScrollBar().setValue(at)
        else:
            self.scrollToTop()

    def show_nothing(self) -> None:
        """Forget the lines of the family that was here before."""
        self._begins = []
        self.lines.set_groups(())

    def go_to(self, part: int) -> None:
        """Stand on the first line of a part, with its heading in sight."""
        if part < len(self._begins):
            self.choose(self._begins[part] + 1)
            heading = self.lines.index(self._begins[part], 0)
            self.scrollTo(heading, self.ScrollHint.PositionAtTop)

    @property
    def part(self) -> int:
        """The place of the part that the current line belongs to."""
        row = self.currentIndex().row()
        passed = [place for place, begin in enumerate(self._begins) if begin <= row]
        return passed[-1] if passed else 0

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.line is None and self._begins and not self.currentIndex().isValid():
            self.choose(0)
        super().keyPressEvent(event)


def _columns() -> tuple[Column[PageRow], ...]:
    return (
        Column("", _marked, chip=lambda row: CHIPS.get(row.tone, "plain") if row.word else "", width=136),
        Column("", lambda row: row.says, lambda row: row.below),
    )


def _marked(row: PageRow) -> str:
    return f"{SHAPES[row.tone]} {row.word}".strip() if row.word else ""


def _under(section: Section) -> LinesUnder[PageRow]:
    rows = section.rows or (PageRow(Tone.PLAIN, "", "", section.nothing),)
    return LinesUnder(f"{section.title} · {section.count}" if section.count else section.title, rows)


def _begins(sections: Iterable[Section]) -> list[int]:
    """Return the rows of the headings."""
    begins, row = [], 0
    for section in sections:
        begins.append(row)
        row += 1 + max(len(section.rows), 1)
    return begins


def _is_same(line: PageRow, other: PageRow) -> bool:
    return (line.meeting_id, line.row_id, line.person_id, line.says) == (
        other.meeting_id,
        other.row_id,
        other.person_id,
        other.says,
    )
