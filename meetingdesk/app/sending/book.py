"""The rules of routes in force: the shipped ones, or an organisation's own."""

from __future__ import annotations

from meetingdesk.app.definitions import own_definitions
from meetingdesk.domain.sending.routes import FILE, RouteBook, load_route_book


def route_book() -> RouteBook:
    """Return the rules; read anew each time, so that a corrected file counts at once."""
    return load_route_book(own_definitions() / FILE)
