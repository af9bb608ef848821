"""Texts that somebody could have typed, or pasted, and that must show as they are."""

from __future__ import annotations

from itertools import chain

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
"""One of each sort, for tests that are run once for each text."""

MARKUP = (
    "<i>Ada</i>",
    "<u>Ada</u>",
    "<font color=red size=7>Ada</font>",
    "<h1>Ada</h1>",
    "<p>Ada<p>Bo",
    "<br><br/><hr>",
    "<table border=1><tr><td>Ada</td></tr></table>",
    "<ul><li>Ada</ul>",
    "<pre>Ada</pre>",
    "<!-- Ada -->",
    "<![CDATA[Ada]]>",
    "<!DOCTYPE html><html><body>Ada</body></html>",
    "<?xml version='1.0'?><Ada/>",
    "<qt>Ada</qt>",
    "<div style='position:fixed;top:0'>Ada</div>",
    "<span style='font-size:900px'>Ada</span>",
    "<center><big><big>Ada</big></big></center>",
    "<meta http-equiv=refresh content='0;url=https://bad.example'>",
    "<base href='//host.example/share/'>",
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//host.example/x.js></SCRIPT>",
    "<svg onload=alert(1)>",
    "<svg><use href='//host.example/x.svg#a'/></svg>",
    "<iframe src=//host.example></iframe>",
    "<object data='//host.example/x.bin'></object>",
    "<embed src=//host.example/x.bin>",
    "<video src='//host.example/x.mp4' autoplay>",
    "<link rel=stylesheet href=//host.example/x.css>",
    "<style>@import url(//host.example/x.css);</style>",
    "<style>* { background: url('//host.example/x.png') }</style>",
    "<body background='//host.example/x.png'>",
    "<td background='file://host.example/share/x.png'>",
    "<input type=image src=//host.example/x.png>",
    "<b",
    "<b>",
    "</b>",
    "<>",
    "< >",
    "<<<>>>",
    "a < b and b > a",
    "x<y",
    "<3",
    "->",
    "<b><i><u><b><i><u>" * 40,
    "<a name='x'>" * 60,
    "'\"><b>Ada</b>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "[Ada](https://bad.example)",
    "![Ada](//host.example/x.png)",
    "# Ada\n\n* one\n* two",
    "**Ada** __Bo__ `Cy`",
    "{\\rtf1 Ada}",
    "\\input{/etc/hosts}",
)

ADDRESSES = (
    "//host.example/share/x.png",
    "\\\\host.example\\share\\x.png",
    "\\\\host.example@SSL@443\\share\\x.png",
    "\\\\?\\UNC\\host.example\\share\\x",
    "file://host.example/share/x.png",
    "file:////host.example/share/x.png",
    "file:///etc/hostname",
    "smb://host.example/share/x.png",
    "http://host.example/x.png",
    "https://host.example/x.png",
    "ftp://host.example/x.png",
    "qrc:/x.png",
    ":/x.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "data:text/html,<b>Ada</b>",
    "mailto:ada@bad.example",
)
"""Where something could be fetched from, with the password of whoever sits at the desk on the way."""

ENTITIES = (
    "&",
    "&&",
    "&Ada",
    "A&B",
    "Smith & Sons",
    "&amp;",
    "&amp;amp;",
    "&nbsp;",
    "&#65;",
    "&#x41;",
    "&#0;",
    "&#xD800;",
    "&#x202E;",
    "&lt;b&gt;Ada&lt;/b&gt;",
    "&lt;img src=//host.example/x.png&gt;",
    "&undefined;",
    "&quot;&apos;",
)

DIRECTION = (
    "\u202dAda\u202c",
    "\u202aAda\u202c",
    "\u202bAda\u202c",
    "\u2066Ada\u2069",
    "\u2067Ada\u2069",
    "\u2068Ada\u2069",
    "\u200eAda\u200f",
    "\u061cAda",
    "Ada\u202e",
    "\u202c\u202c\u2069\u2069Ada",
    "\u202e" * 200 + "Ada",
    "\u2067" * 200,
    "exe.\u202etxt.nimda",
    "\u0645\u062d\u0645\u062f Ada 12/11/2026 \u0639\u0644\u06cc",
    "\u05d0\u05d1\u05d2 (Ada) \u05d3\u05d4",
    "12 \u0645\u0644\u06cc\u0648\u0646 34",
)

INVISIBLE = (
    "\u200b",
    "\u200b" * 500,
    "A\u200bd\u200ba",
    "\u200d" * 300 + "Ada",
    "A\u200cd\u200da",
    "\ufeffAda",
    "\u00adA\u00add\u00ada\u00ad",
    "\u2060Ada\u2060",
    "\u180eAda",
    "\u3164",
    "\u115f\u1160",
    "\u034f" * 100,
    "\ufe0f\ufe0e",
    "\U000e0041\U000e0064\U000e0061",
    "\ufff9Ada\ufffaBo\ufffb",
    "\ufffcAda\ufffc",
    "\u00a0\u2007\u202f",
    "\u3000Ada\u3000",
    "   Ada   ",
    " " * 400,
)

MARKS = (
    "A\u0301\u0302\u0303\u0304da",
    "Z" + "\u0301\u0323" * 300,
    "".join(letter + "\u0335\u0340\u0489" * 8 for letter in "Ada Test"),
    "\u0301Ada",
    "\u20dd\u20de\u20df",
    "a\u20e3",
    "\u0e33" * 100,
    "\u0489" * 60,
)

EMOJI = (
    "\N{GRINNING FACE}",
    "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}",
    "\N{WOMAN}\U0001f3ff\u200d\N{ROCKET}",
    "\U0001f1ec\U0001f1e7",
    "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "\U0001f1e6" * 33,
    "\N{HEAVY BLACK HEART}\ufe0f\u200d\N{FIRE}",
    "1\ufe0f\u20e3",
    "\N{FAMILY}\u200d" * 80,
    "\U0001f3fb\U0001f3fc\U0001f3fd",
    "\N{PILE OF POO}" * 60,
    "\U0001fae8\U0001f6dc",
)

CONTROLS = (
    "\0",
    "Ada\0Bo",
    "\0" * 50,
    "".join(map(chr, range(1, 32))),
    "\x7f\x80\x9f",
    "Ada\x1b[31mBo\x1b[0m",
    "Ada\bBo",
    "\x07Ada",
    "Ada\x85Bo",
    "Ada\u2028Bo\u2029Cy",
    "Ada\vBo\fCy",
    "\x1c\x1d\x1e\x1f",
    "\ud800",
    "\udfff",
    "Ada\ud83d",
    "\ude00\ud83d",
    "\udcff\udc80",
    "\ufffe\uffff",
    "\ufdd0\ufdef",
    "\U0001ffff\U0010ffff",
    "\ue000\uf8ff\U000f0000",
    "\ufffd",
)

LENGTHS = (
    "Ada " * 1_250,
    "A" * 1_200 + " ",
    "\u0623" * 1_000,
    "\u0995\u09cd\u09b7" * 300,
    "W" * 300,
    "i" * 300,
    "Ada-" * 200,
    "a\nb\n" * 60,
    "https://host.example/" + "a" * 2_000,
)

FORMATS = (
    "%s%s%s%s%n",
    "%1%2%3",
    "%L1 %%",
    "%p%x%08x",
    "{}{0}{name!r:>{width}}",
    "{{}}",
    "{0.__class__.__mro__}",
    "$(id)",
    "`id`",
    "${HOME}",
    "%USERPROFILE%",
    "[*]",
    "Ada[*]",
    "\\n\\t\\0\\x41",
    "'; DROP TABLE person; --",
    "' OR 1=1 --",
    "100%",
    "50%_of",
    "*?[a-z]",
    "(a+)+$",
)

PATHS = (
    "/etc/passwd",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "C:\\Windows\\System32\\x.dll",
    "C:",
    "CON",
    "NUL.txt",
    "COM1",
    "/dev/stdin",
    "/dev/tty",
    "~/.ssh/id_rsa",
    ".",
    "..",
    "/",
    "\\",
    'a/b:c*d?e"f|g',
    "Ada\n.png",
)

FORMULAS = (
    "=1+1",
    '=HYPERLINK("https://bad.example","Ada")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1+1",
    '=IMPORTXML("https://host.example","//a")',
)

LINES = (
    "Ada\nBo",
    "Ada\r\nBo\rCy",
    "\n",
    "\n\n\n\nAda",
    "Ada\tBo",
    "\t",
    "\t" * 100,
    "\n" * 300,
    "Ada\n\tBo\n\t\tCy",
)

NAMES = (
    "O’Neill-D'Arcy",
    "Łukasz Żółć",
    "Nguyễn Thị Hương",
    "José Ñandú",
    "Zoë Müller",
    "Ngũgĩ wa Thiong'o",
    "\u0986\u09df\u09c7\u09b6\u09be \u09b0\u09b9\u09ae\u09be\u09a8",
    "\u0906\u0930\u0924\u0940 \u0936\u0930\u094d\u092e\u093e",
    "\u0a17\u0a41\u0a30\u0a2a\u0a4d\u0a30\u0a40\u0a24 \u0a15\u0a4c\u0a30",
    "\u0b85\u0ba9\u0bbf\u0ba4\u0bbe",
    "\u0c32\u0c15\u0c4d\u0c37\u0c4d\u0c2e\u0c3f",
    "\u0d05\u0d28\u0d4d\u0d28",
    "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
    "\u0645\u0631\u06cc\u0645 \u0632\u06c1\u0631\u0627",
    "\u0639\u0628\u062f \u0627\u0644\u0644\u0647",
    "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
    "\u738b\u5c0f\u660e",
    "\u5c71\u7530\u592a\u90ce",
    "\uae40\ubbfc\uc900",
    "\u1112\u1161\u11ab",
    "\u12a0\u1260\u1260",
    "\u0413\u0430\u043b\u0438\u043d\u0430",
    "\u0391\u03bb\u03ad\u03be\u03b7\u03c2",
    "\u1bc0\u1bc1",
    "\ufdfa",
    "\U0001d400\U0001d41d\U0001d41a",
    "\uff21\uff44\uff41",
    "\u01c5\ufb01\u00df\u0130\u0131",
)

CONFUSABLES = (
    "\u0410da",
    "Ad\u0430",
    "p\u0430ypal",
    "\u0391da \u0410da Ada",
    "\u2160\u2161\u2162",
    "O\u04480 l1I|",
    "\u2044\u2215\u29f8etc",
    "\uff1cb\uff1eAda\uff1c/b\uff1e",
    "\u02c2b\u02c3",
    "\uff06amp;",
    "\u037e\u0589",
)

TYPED = (
    "! ! ! ,,, ;;;",
    '" " "',
    "? d @ # !",
    "po po po: po",
    "fact: fact: fact:",
    "Ada [",
    "Ada [[[source]]]",
    "/restricted /mine /police",
    "by by by by by",
    "99/99/9999 31/02/2026 0wd -1wd 1000000wd",
    "in 99999999999999999999 weeks",
    "every every every",
)
"""What the line of a meeting could take for its own marks."""


def aimed_at(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Return markup that would fetch something from each of these addresses if anything read it."""
    tags = ('<img src="{}">', "<a href='{}'>Ada</a>", "{}")
    return tuple(tag.format(address) for address in addresses for tag in tags)


HOSTILE_TEXTS: tuple[str, ...] = tuple(
    dict.fromkeys(
        chain(
            HOSTILE,
            MARKUP,
            aimed_at(ADDRESSES),
            ENTITIES,
            DIRECTION,
            INVISIBLE,
            MARKS,
            EMOJI,
            CONTROLS,
            LENGTHS,
            FORMATS,
            PATHS,
            FORMULAS,
            LINES,
            NAMES,
            CONFUSABLES,
            TYPED,
        )
    )
)
"""All of them, for tests that put each through one widget."""

SORTS: tuple[tuple[str, ...], ...] = (
    MARKUP,
    ADDRESSES,
    ENTITIES,
    DIRECTION,
    INVISIBLE,
    MARKS,
    EMOJI,
    CONTROLS,
    LENGTHS,
    FORMATS,
    PATHS,
    FORMULAS,
    LINES,
    NAMES,
    CONFUSABLES,
    TYPED,
)
SAMPLE: tuple[str, ...] = tuple(
    dict.fromkeys((*HOSTILE, *(sort[place] for sort in SORTS for place in (0, len(sort) // 2))))
)
"""Some of every sort, for what takes long."""
