"""One card: its heading, somebody's words, its fields, and what is known of it at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from meetingdesk.app.live.cards.card import Block, Card, CardField, Flag
from meetingdesk.domain.roll_call import Tone
from ui.labels import label, set_role, tooltip
from ui.screens.meeting.cards.field_edit import FieldEdit, is_said
from ui.screens.meeting.cards.offer_row import OfferRow
from ui.theme import Theme
from ui.widgets.wrapping import Wrapping

AT_ONCE = 10
"""How many fields are made in one go, in a tenth of a second at most on a slow laptop."""
MARKS = {Tone.SETTLED: "●", Tone.ATTENTION: "△", Tone.WRONG: "✕", Tone.PLAIN: ""}
Make = Callable[[CardField], FieldEdit]


class BlockView(QFrame):
    """The fields of one row.

    Signals:
        filled: A field is another one; carries the field's widget and the value.
        done: Enter was pressed in a field; carries its widget.
        left: Escape was pressed.
        wanted: Something is to be done with the row in one go; carries the command.
    """

    filled = Signal(object, object)
    done = Signal(object)
    left = Signal()
    wanted = Signal(object)

    def __init__(self, block: Block, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block = block
        self._make = make
        self._made: dict[str, FieldEdit] = {}
        self.setProperty("role", "quote" if block.is_quote else "plain")
        self._narrow = label(role="warning", wraps=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10 if block.is_quote else 0, 0, 0, 0)
        self._column.setSpacing(5)
        self._heading = label(role="heading")
        self._column.addWidget(self._heading)
        self._note: QLabel | None = None
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._column.addLayout(self._row)
        self._column.addWidget(self._narrow)
        self.offers = OfferRow()
        self.offers.wanted.connect(self.wanted)
        self.offers.left.connect(self.left)
        self.offers.let_go.connect(self._take_focus)
        self._column.addWidget(self.offers)
        self.take(block)

    @property
    def edits(self) -> list[FieldEdit]:
        """The fields that were made, from above; one that nobody asked for and that is empty is not."""
        return [self._made[field.name] for field in self.block.fields if field.name in self._made]

    def take(self, block: Block) -> None:
        """Show what the record says of the same row now."""
        self.block = block
        names = {field.name for field in block.fields}
        for gone in [name for name in self._made if name not in names]:
            edit = self._made.pop(gone)
            self._column.removeWidget(edit)
            edit.hide()
            edit.deleteLater()
        for field in block.fields:
            value = block.shown(field.name)
            if field.name in self._made or field.is_main or is_said(field, value):
                edit = self._edit(field)
                edit.take_field(field)
                edit.show_value(value, block.value(field.name))
                edit.setVisible(field.is_main or edit.isVisibleTo(self))
        self._heading.setText(block.heading)
        self._show_note(block.note)
        is_told = bool(block.narrow) and (block.is_quote or block.is_let_go)
        self._narrow.setText(f"▣ {block.narrow}" if is_told else "")
        self._narrow.setVisible(bool(self._narrow.text()))
        self.offers.show_offers(block.offers, block.heading)

    def show_values(self) -> None:
        """Have each field show what the record said, where something else stands in it."""
        for edit in self.edits:
            edit.show_value(self.block.shown(edit.field.name), self.block.value(edit.field.name))

    def show_more(self, *, more: bool) -> int:
        """Show the fields that are not asked for at once, or hide those that are empty; return how many."""
        rest = [field for field in self.block.fields if not field.is_main]
        for field in rest:
            if more and field.name not in self._made:
                value = self.block.shown(field.name)
                self._edit(field).show_value(value, self.block.value(field.name))
            edit = self._made.get(field.name)
            if edit is not None:
                edit.setVisible(more or not edit.is_empty or edit.focus_widget.hasFocus())
        return len(rest)

    def show_heading(self, *, shown: bool) -> bool:
        """Show the heading, or leave it to the block above that has the same; say if anything is seen."""
        is_seen = not self.block.fields or any(not edit.isHidden() for edit in self.edits)
        self._heading.setVisible(is_seen and shown and bool(self.block.heading))
        # What has one heading stands close together.
        goes_on = bool(self.block.heading) and not shown
        margins = self._column.contentsMargins()
        margins.setTop(0 if goes_on else 6)
        self._column.setContentsMargins(margins)
        self.setVisible(is_seen)
        return is_seen

    @property
    def is_in_use(self) -> bool:
        """Whether somebody is in one of its fields, or has typed what is not in the record yet."""
        return any(edit.is_in_use for edit in self.edits)

    def allow(self, *, allowed: bool) -> None:
        """Take what is typed, or, of a finalised record, only what is still filled in."""
        for edit in self.edits:
            edit.allow(allowed=allowed or edit.field.is_open_after)
        self.offers.allow(self.block.offers, allowed=allowed)

    @Slot()
    def _take_focus(self) -> None:
        first = next((edit.focus_widget for edit in self.edits if not edit.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_note(self, note: str) -> None:
        if note and self._note is None:
            # Few blocks have one.
            self._note = label(role="muted", wraps=True)
            self._column.insertWidget(1, self._note)
        if self._note is not None:
            self._note.setText(note)
            self._note.setVisible(bool(note))

    def _edit(self, field: CardField) -> FieldEdit:
        """Return what a field is filled in with; it is made when it is first to be seen."""
        known = self._made.get(field.name)
        if known is not None:
            return known
        edit = self._make(field)
        edit.edited.connect(partial(self.filled.emit, edit))
        edit.done.connect(partial(self.done.emit, edit))
        edit.left.connect(self.left)
        names = [each.name for each in self.block.fields]
        place, beside = names.index(field.name), self.block.side_by_side
        if place < beside:
            before = sum(1 for name in names[:place] if name in self._made)
            # The first has the name beside it, and what is filled in is as wide in each.
            self._row.insertWidget(before, edit, 2 if field.is_named else 1)
        else:
            before = sum(1 for name in names[beside:place] if name in self._made)
            self._column.insertWidget(self._column.indexOf(self._row) + 1 + before, edit)
        self._made[field.name] = edit
        return edit


class CardView(QFrame):
    """One card of a section.

    Signals:
        filled: A field is another one; carries the block, the field's widget and the value.
        left: Escape was pressed.
        wanted: Something is to be done with the card in one go; carries the command.
        fields_changed: There are other fields now.
    """

    filled = Signal(object, object, object)
    left = Signal()
    wanted = Signal(object)
    fields_changed = Signal()

    def __init__(self, card: Card, theme: Theme, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self._make = make
        self._more = False
        self._blocks: list[BlockView] = []
        self.is_whole = False
        """Whether every field is there; most of them come when what is above them can be seen."""
        self._flags: list[QLabel] = []
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._title = label(card.title, role="title")
        # A long name is cut short rather than the card made wider than its place on the board.
        self._title.setMinimumWidth(1)
        self._below = label(role="muted", wraps=True)
        self._below.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self._below, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.more = QToolButton()
        self.more.setProperty("role", "tool")
        self.more.setCheckable(True)
        self.more.clicked.connect(self.turn_more)
        self._offers = OfferRow(first=self.more)
        self._offers.wanted.connect(self.wanted)
        self._offers.left.connect(self.left)
        self._offers.let_go.connect(self.take_focus)
        holder = QWidget()
        self._flow = Wrapping(holder, gap=6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 12)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(holder)
        whole.addLayout(self._column)
        whole.addWidget(self._offers)
        whole.addStretch(1)
        self.take(card, 0)

    def take(self, card: Card, most_new: int = AT_ONCE) -> None:
        """Show the card as the record has it now; what stays the same row stays the same field.

        No more than `most_new` fields are made now: what is typed meanwhile does not wait for all of them.
        """
        if self.is_whole and card == self.card:
            # Of all cards only the one that is typed on is another one, several times a second.
            self.show_values()
            return
        self.card = card
        self._title.setText(card.title)
        self._title.setToolTip(tooltip(card.title))
        self._below.setText(card.below)
        self.setAccessibleName(card.title)
        known = {_key(view.block): view for view in self._blocks}
        views: list[BlockView] = []
        self.is_whole = True
        for block in self._with_lines_in_use(card):
            view = known.pop(_key(block), None)
            place = len(views)
            if view is None and most_new <= 0:
                self.is_whole = False
                continue
            if view is None:
                view = self._new_block(block)
                most_new -= len(view.edits)
            else:
                view.take(block)
            if self._column.indexOf(view) != place:
                self._column.insertWidget(place, view)
            views.append(view)
        for gone in known.values():
            self._take_out(gone)
        self._blocks = views
        self._show_flags(card.flags)
        self._offers.show_offers(card.offers, card.title)
        self._show_more()

    def show_values(self) -> None:
        """Have each field show what the record said, where something else stands in it."""
        for view in self._blocks:
            view.show_values()

    def make_more(self) -> None:
        """Make some of the fields that were left for later."""
        self.take(self.card)
        self.fields_changed.emit()

    def edits(self) -> Iterator[FieldEdit]:
        """Yield the fields that are shown, from above."""
        for view in self._blocks:
            yield from (edit for edit in view.edits if not edit.isHidden())

    def stops(self) -> Iterator[QWidget]:
        """Yield everything that takes the keyboard here, in the order in which it is read."""
        for view in self._blocks:
            for edit in view.edits:
                yield from edit.stops()
            yield from view.offers.buttons
        yield self.more
        yield from self._offers.buttons

    def all_edits(self) -> Iterator[tuple[Block, FieldEdit]]:
        """Yield all fields, each with the block it belongs to."""
        for view in self._blocks:
            yield from ((view.block, edit) for edit in view.edits)

    @property
    def flag_texts(self) -> tuple[str, ...]:
        """What is known of it at a glance."""
        return tuple(flag.text() for flag in self._flags if not flag.isHidden())

    def allow(self, *, allowed: bool) -> None:
        """Take what is typed, or, of a finalised record, only what is still filled in."""
        for view in self._blocks:
            view.allow(allowed=allowed)
        self._offers.allow(self.card.offers, allowed=allowed)

    @Slot()
    def take_focus(self) -> None:
        """Let the first field have the keyboard."""
        if not self._blocks:
            self.make_more()
        first = next((edit.focus_widget for edit in self.edits()), None)
        where = first or next((offer for offer in self._offers.buttons if not offer.isHidden()), None)
        if where is not None:
            where.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def turn_more(self) -> None:
        """Show the fields that are not asked for at once, or put the empty ones away again."""
        self._more = not self._more
        self._show_more()
        self.fields_changed.emit()

    # Slots

    @Slot(object)
    def _next(self, edit: FieldEdit) -> None:
        self._begin_line_after(edit)
        self._go_on_in(edit)
        shown = list(self.edits())
        place = shown.index(edit) + 1 if edit in shown else 0
        following = shown[place].focus_widget if place < len(shown) else self.more
        following.setFocus(Qt.FocusReason.TabFocusReason)

    # Helpers

    def _with_lines_in_use(self, card: Card) -> list[Block]:
        """Return the blocks of a card, and the lines that somebody is in although the record has them not.

        A line goes with its last word, and one that Enter began is not read yet: the keyboard stays there.
        """
        blocks = list(card.blocks)
        there, kinds = [_key(block) for block in blocks], {block.kind for block in blocks}
        place = 0
        for view in self._blocks:
            key = _key(view.block)
            if key in there:
                place = there.index(key) + 1
            elif view.block.is_let_go and view.block.kind in kinds and view.is_in_use:
                blocks.insert(place, replace(view.block, row=None))
                there.insert(place, key)
                place += 1
        return blocks

    def _begin_line_after(self, edit: FieldEdit) -> None:
        """Have the next line of a list there at once, so that nothing typed fast lands elsewhere."""
        place = next((n for n, view in enumerate(self._blocks) if edit in view.edits), None)
        following = self._blocks[place].block.then if place is not None else None
        if place is None or following is None or all(one.is_empty for one in self._blocks[place].edits):
            return
        if _key(following) not in [_key(view.block) for view in self._blocks]:
            view = self._new_block(following)
            self._column.insertWidget(place + 1, view)
            self._blocks.insert(place + 1, view)
            self._show_more()
            self.fields_changed.emit()

    def _go_on_in(self, edit: FieldEdit) -> None:
        """Show the other fields of a row that was begun just now, before the record is read again."""
        view = next((view for view in self._blocks if edit in view.edits), None)
        if view is not None and view.block.goes_on and view.block.row is None and not edit.is_empty:
            view.show_more(more=True)
            self.fields_changed.emit()

    def _new_block(self, block: Block) -> BlockView:
        view = BlockView(block, self._make)
        view.filled.connect(lambda edit, value: self.filled.emit(view.block, edit, value))
        view.done.connect(self._next)
        view.left.connect(self.left)
        view.wanted.connect(self.wanted)
        return view

    def _take_out(self, view: BlockView) -> None:
        self._column.removeWidget(view)
        view.hide()
        view.deleteLater()

    def _show_more(self) -> None:
        rest = sum(view.show_more(more=self._more) for view in self._blocks)
        above = ""
        for view in self._blocks:
            if view.show_heading(shown=view.block.heading != above):
                above = view.block.heading
        self.more.setVisible(rest > 0)
        self.more.setChecked(self._more)
        self.more.setText(self.tr("Less ▴") if self._more else self.tr("More ▾"))
        said = self.tr("Fewer fields") if self._more else self.tr("More fields")
        self.more.setAccessibleName(f"{said}: {self.card.title}")
        self.more.setToolTip(tooltip(said))

    def _show_flags(self, flags: tuple[Flag, ...]) -> None:
        while len(self._flags) < len(flags):
            # With its role from the beginning: one that gets it later is drawn without its padding.
            shown = label(role=f"flag-{flags[len(self._flags)].tone.value}")
            self._flow.addWidget(shown)
            self._flags.append(shown)
        for number, shown in enumerate(self._flags):
            shown.setVisible(number < len(flags))
            if number < len(flags):
                flag = flags[number]
                shown.setText(f"{MARKS[flag.tone]} {flag.says}".strip())
                set_role(shown, f"flag-{flag.tone.value}")


def _key(block: Block) -> tuple[object, ...]:
    return (block.kind, block.identity)
