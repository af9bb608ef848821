"""E-mail addresses: what stands before and behind the sign, and domains that look like another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\]+")
_SAME_TO_THE_EYE = {
    **dict(zip("авеѕіјкмнорсԁԛухһցɡοαρνιкт", "abesijkmhopcdqyxhggoapvikt", strict=True)),
    **dict(zip("01358|ıł", "olesblil", strict=True)),
}
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("i", "l"))
_MOST_CHANGES = 2
_SHORT = 6
"""A domain of so few letters looks like another only where one of them is changed."""


def is_address(text: str) -> bool:
    """Say whether a text is one e-mail address and nothing else."""
    is_one = _ADDRESS.fullmatch(text.strip()) is not None and ".." not in text
    return is_one and bool(on_the_wire(text))


def on_the_wire(address: str) -> str:
    """Return an address as servers are told it; nothing where it cannot be written so."""
    mailbox, _, domain = address.strip().rpartition("@")
    if not mailbox.isascii() or not domain.isprintable():
        return ""
    try:
        return f"{mailbox}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return ""


def normal(address: str) -> str:
    """Return an address as it is compared with others."""
    return unicodedata.normalize("NFKC", address).strip().strip("<>").casefold()


def mailbox_of(address: str) -> str:
    """Return what stands before the sign."""
    return normal(address).rpartition("@")[0]


def domain_of(address: str) -> str:
    """Return what stands behind the sign; nothing where there is no address."""
    return normal(address).rpartition("@")[2].rstrip(".") if "@" in address else ""


def looks_like(domain: str, usual: Iterable[str]) -> str:
    """Return the domain that another is easily taken for, and is not; else nothing."""
    known = tuple(dict.fromkeys(one.casefold() for one in usual if one))
    if not domain or any(domain == one or domain.endswith(f".{one}") for one in known):
        return ""
    seen = skeleton(domain)
    for one in known:
        most = 1 if len(one) <= _SHORT else _MOST_CHANGES
        if skeleton(one) == seen or distance(domain, one, most) <= most:
            return one
        # The same letters with other stops, or with something put before or behind: nhs-net.example.
        if len(one) > _SHORT and _bare(one) in _bare(domain):
            return one
    return ""


def skeleton(domain: str) -> str:
    """Return a domain as the eye takes it in: letters that look alike are one letter."""
    shown = ".".join(_decoded(part) for part in domain.casefold().split("."))
    plain = "".join(_SAME_TO_THE_EYE.get(letter, letter) for letter in shown)
    marks_gone = (
        letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter)
    )
    seen = "".join(marks_gone).replace("-", "")
    for pair, letter in _PAIRS:
        seen = seen.replace(pair, letter)
    return seen


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are changed, added, left out or swapped; more than `most` is `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        earlier, before, row = before, row, [place]
        for at, wanted in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != wanted))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == wanted:
                cost = min(cost, earlier[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _decoded(part: str) -> str:
    if not part.startswith("xn--"):
        return part
    try:
        return part.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return part


def _bare(domain: str) -> str:
    return "".join(letter for letter in domain if letter.isalnum())
