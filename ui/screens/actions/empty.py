"""What the list says where it has no line: why, and what to do."""

from __future__ import annotations

from meetingdesk.app.following.asked import ActionFilter, ActionState
from meetingdesk.app.following.views import ActionView, ListKind

CLEAR = "X takes all filters away, V chooses another view."
NOTHING = {
    ActionState.OPEN: (
        "No action is open",
        "Actions come from meetings: agree one there with “! who to do what by when”.",
    ),
    ActionState.OVERDUE: ("Nothing is overdue", "Press 2 for everything that is open."),
    ActionState.DUE_SOON: (
        "Nothing is due in the next five working days",
        "Press 2 for everything that is open.",
    ),
    ActionState.UNCONFIRMED: (
        "Every owner has taken on what was agreed",
        "Press 2 for everything that is open.",
    ),
    ActionState.CARRIED: ("Nothing was carried that often", "Press 2 for everything that is open."),
    ActionState.ESCALATED: (
        "Nothing is escalated",
        "E on an action takes it to the first stage of the ladder.",
    ),
    ActionState.TO_CHECK: (
        "Nothing is to be checked again",
        "Whoever finishes an action can say when somebody looks whether it has lasted.",
    ),
}


def empty_words(view: ActionView) -> tuple[str, str]:
    """Return what a list without lines says, and what to do."""
    match view.kind:
        case ListKind.CASCADES:
            return (
                "Everything was passed on",
                "What a reader of minutes has not confirmed as passed on inside their agency stands here.",
            )
        case ListKind.TO_TELL:
            return (
                "No agency waits to be told",
                "Actions agreed while their agency was not there stand here until it has taken them on.",
            )
    wanted = view.filter
    if wanted != ActionFilter(wanted.state):
        words = " and these words" if wanted.typed else ""
        return f"No action answers to these filters{words}", CLEAR
    return NOTHING.get(wanted.state, ("No action stands here", CLEAR))
