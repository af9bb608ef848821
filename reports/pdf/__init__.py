"""Blocks to a tagged PDF."""

from reportlab import rl_config
from reportlab.lib.fonts import addMapping

# Before any other part of the library: every page names a first font, and one that is not in the file
# would be named on all of them.
rl_config.canvas_basefontname = "NotoSans-Regular"
for _bold in (0, 1):
    for _italic in (0, 1):
        addMapping("NotoSans-Regular", _bold, _italic, f"NotoSans-{'Bold' if _bold else 'Regular'}")
