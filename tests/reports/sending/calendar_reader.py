from __future__ import annotations

import re

LINE = re.compile(rb"[^\r\n]*\r\n")
PROPERTY = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]*)*):(.*)", re.DOTALL)
ESCAPES = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}


def read_calendar(content: bytes) -> list[dict[str, str]]:
    """Read a calendar file as strictly as the format is written, and return its events."""
    lines = LINE.findall(content)
    assert b"".join(lines) == content, "every line ends with CRLF and none holds a bare one"
    assert all(len(line) - 2 <= 75 for line in lines), "no line is longer than 75 octets"
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two
    whole: list[str] = []
    for line in lines:
        text = line.decode("utf-8")[:-2]
        if text.startswith(" "):
            whole[-1] += text[1:]
        else:
            whole.append(text)
    assert whole[0] == "BEGIN:VCALENDAR"
    assert whole[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0", "METHOD:PUBLISH"} <= set(whole)
    events: list[dict[str, str]] = []
    for text in whole[1:-1]:
        found = PROPERTY.fullmatch(text)
        assert found is not None, text
        name, _, value = found.groups()
        if text == "BEGIN:VEVENT":
            events.append({})
        elif events and text != "END:VEVENT":
            assert name not in events[-1], f"{name} stands twice"
            events[-1][name] = _plain(value)
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert re.fullmatch(r"\d{8}(T\d{6}Z)?", event["DTSTART"])
        assert event["DTSTART"] < event["DTEND"]
    return events


def _plain(value: str) -> str:
    return re.sub(r"\\[\\;,n]", lambda found: ESCAPES[found[0]], value)
