"""What the command line has of the reports."""

from reports.documents import locked, written
from reports.leak.check import leaks_in

__all__ = ["leaks_in", "locked", "written"]
