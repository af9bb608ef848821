"""A family as it is drawn: who stands where, who lives together, and which lines run between them."""

from meetingdesk.domain.family_map.drawing import MapRows, draw
from meetingdesk.domain.family_map.shapes import (
    BoxKind,
    Channel,
    End,
    FamilyMap,
    MapBox,
    MapFrame,
    MapLink,
    MapMark,
)

__all__ = (
    "BoxKind",
    "Channel",
    "End",
    "FamilyMap",
    "MapBox",
    "MapFrame",
    "MapLink",
    "MapMark",
    "MapRows",
    "draw",
)
