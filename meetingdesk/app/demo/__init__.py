"""The fictional demonstration, and stores of any size for measuring."""

from meetingdesk.app.demo.bulk import Generated, generate
from meetingdesk.app.demo.filling import fill_with_demo
from meetingdesk.app.demo.story import demo_rows

__all__ = ["Generated", "demo_rows", "fill_with_demo", "generate"]
