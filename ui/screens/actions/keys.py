"""The keys of the list of actions, and what each does."""

from __future__ import annotations

from enum import StrEnum

from ui.offers import Lines


class DeedKey(StrEnum):
    """What a single key does about the actions that are chosen."""

    DONE = "done"
    COULD_NOT = "could_not"
    CARRY = "carry"
    ASSIGN = "assign"
    ESCALATE = "escalate"
    CHASE = "chase"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    BEGIN = "begin"
    LASTED = "lasted"
    REOPEN = "reopen"
    PART = "part"
    CHECK_ALL = "check_all"
    VIEWS = "views"
    KEEP_VIEW = "keep_view"
    FORGET_VIEW = "forget_view"
    GROUP = "group"
    FILTERS = "filters"
    FAMILY = "family"
    CHILD = "child"
    TRAIL = "trail"
    AGES = "ages"
    CLEAR = "clear"


D = DeedKey
BUTTONS: tuple[tuple[DeedKey, str, str, str], ...] = (
    (D.DONE, "D", "Done", "It is done: say how that is known"),
    (D.COULD_NOT, "N", "Could not", "It was not done: say why, and what happens instead"),
    (D.CARRY, "C", "New date", "Another date, and why; what is late counts as carried"),
    (D.ASSIGN, "A", "Owner", "Give it to somebody else"),
    (D.ESCALATE, "E", "Escalate", "Take it to the first stage of the place’s ladder"),
    (D.CHASE, "H", "Chase", "Note that the owner was asked"),
    (D.CONFIRM, "Y", "Confirm", "Its owner has taken it on"),
    (D.BEGIN, "I", "Begun", "Its owner has begun"),
    (D.WITHDRAW, "W", "Withdraw", "Nobody needs it any more: say why"),
    (D.LASTED, "L", "Lasted?", "Whether what was done still holds"),
    (D.REOPEN, "R", "Open again", "It is closed, and there is something to do after all"),
    (D.PART, "P", "Part", "One of its parts is done"),
)
DEED_OF_KEY = {key.casefold(): deed.value for deed, key, _, _ in BUTTONS} | {
    "*": D.CHECK_ALL.value,
    "v": D.VIEWS.value,
    "k": D.KEEP_VIEW.value,
    "delete": D.FORGET_VIEW.value,
    "g": D.GROUP.value,
    "f": D.FAMILY.value,
    "b": D.CHILD.value,
    "t": D.TRAIL.value,
    "o": D.AGES.value,
    "s": D.FILTERS.value,
    "x": D.CLEAR.value,
    **{str(number): f"chip{number}" for number in range(1, 7)},
}
del D


def help_lines() -> Lines:
    """Return the keys of the screen."""
    return (
        ("", "Actions"),
        ("↑ ↓", "Go over the actions; more come as you reach the end"),
        ("Space", "Check an action, to do one thing about several at once"),
        ("*", "Check all that are shown, or none"),
        ("Enter", "Open the meeting in which it was agreed"),
        ("Ctrl+Enter", "Chase those that are checked, or the one that is chosen"),
        *((key, does) for _, key, _, does in BUTTONS),
        ("", "What is shown"),
        ("1 to 6", "Only overdue, open, carried, unconfirmed, escalated, or to be checked again"),
        ("V", "Choose a view"),
        ("K", "Keep what is shown as a view of your own"),
        ("Delete", "Forget the view of your own that is open"),
        ("G", "Group by agency, by owner, or not at all"),
        ("S", "Go to the filters"),
        ("F", "Only the family of this action, or all again"),
        ("B", "Only the child of this action, or all again"),
        ("O", "Go to the picture of what is overdue: ← → choose, Enter filters"),
        ("X", "Take all filters away"),
        ("Ctrl+F", "Only actions with certain words: reference, owner, agency, a name"),
        ("T", "Show or hide what is known of the action"),
        ("Ctrl+P", "Print what is shown, without names of families"),
        ("Esc", "Leave a question, the words, or what is shown beside"),
    )
