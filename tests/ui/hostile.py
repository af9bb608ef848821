"""Names that somebody could have typed, or pasted, and that must show as they are."""

from __future__ import annotations

HOSTILE = (
    "<b>O'Neil</b>",
    "<Unknown>",
    '<img src="file://host.example/share/x.png">',
    "<a href='https://bad.example'>Ada</a>",
    "&lt;Ada&gt; &amp; &copy;",
    "\u0645\u062d\u0645\u062f \u0639\u0644\u06cc",
    "\u202eAda\u202c",
    "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{WOMAN}",
    "%1 %n %s {name}",
    "A" * 5_000,
)
