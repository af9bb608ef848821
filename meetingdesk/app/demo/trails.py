"""What became of the actions of a story: the trail says it, and the action follows from the trail."""

from __future__ import annotations

from typing import Any

from meetingdesk.app.demo.reader import Table, as_table, listed
from meetingdesk.domain.actions import ActionStatus, ActionStep

CARRIED = "carried"


def with_trail(table: Table, meeting: str, agreed_at: str) -> Table:
    """Return an action with its whole trail, and its status, date and evidence as the trail left them."""
    status = table.get("status", ActionStatus.OPEN.value)
    due = table.get("due_on", "")
    agreed = {
        "at": agreed_at,
        "kind": "agreed",
        "to_status": status,
        "by": "Minute taker",
        "meeting": meeting,
    }
    trail = [agreed | ({"new_due_on": due} if due else {})]
    table = dict[str, Any]({"read_back_at": agreed_at, "agreed_at": agreed_at} | table)
    for said in listed(table.pop("trail", ())):
        step = as_table(ActionStep, said)
        step["from_status"] = status
        status = step["to_status"] = step.get("to_status") or status
        if "new_due_on" in step:
            step["old_due_on"], due = due, step["new_due_on"]
        for name in ("changed_for_child", "next_step", "outcome_seen"):
            if name in step:
                table[name] = step.pop(name)
        if step["kind"] == CARRIED:
            table[CARRIED] = table.get(CARRIED, 0) + 1
        if status == ActionStatus.COMPLETED:
            table |= {"completed_on": step["at"].rpartition(" ")[0], "evidence": step.get("evidence", "")}
        elif status == ActionStatus.NOT_COMPLETED:
            table["not_completed"] = step["reason"]
        trail.append(step)
    return table | {"status": status, "due_on": due, "trail": trail}
