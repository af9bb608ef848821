"""By which route a copy travels: rules by domain, read from a file that a council can replace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from meetingdesk.domain.definitions import load_file
from meetingdesk.domain.documents import SentBy
from meetingdesk.domain.sending.addresses import domain_of, mailbox_of
from meetingdesk.resources import resource

FILE = "sending.toml"
_LABELS = {
    "secure_mail": "Secure mail",
    "marked_mail": "Mail, marked in the subject",
    "locked_mail": "Mail with a locked file",
    "portal": "Portal of the reader",
    "post": "Recorded post",
    "by_hand": "By hand",
}


class Route(StrEnum):
    """How a copy travels."""

    SECURE_MAIL = "secure_mail"
    MARKED_MAIL = "marked_mail"
    LOCKED_MAIL = "locked_mail"
    PORTAL = "portal"
    POST = "post"
    BY_HAND = "by_hand"

    @property
    def label(self) -> str:
        """What it is called."""
        return _LABELS[self]

    @property
    def is_mail(self) -> bool:
        """Whether it is an e-mail."""
        return self in _MAIL

    @property
    def sent_by(self) -> SentBy:
        """The same in the words of the record."""
        return _SENT_BY.get(self, SentBy.SECURE_EMAIL)


_MAIL = frozenset({Route.SECURE_MAIL, Route.MARKED_MAIL, Route.LOCKED_MAIL})
_SENT_BY = {Route.PORTAL: SentBy.PORTAL, Route.POST: SentBy.RECORDED_POST, Route.BY_HAND: SentBy.BY_HAND}


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Which route some domains take."""

    domains: tuple[str, ...]
    route: Route
    says: str = ""

    def fits(self, domain: str) -> bool:
        """Say whether a domain is one of these."""
        return any(_fits(domain, one) for one in self.domains)


@dataclass(frozen=True, slots=True)
class RouteBook:
    """The rules of an organisation: routes by domain, and which mailboxes are nobody's own."""

    version: int
    mark: str
    otherwise: Route
    without_address: Route
    family: Route
    shared_mailboxes: tuple[str, ...]
    private_domains: tuple[str, ...]
    routes: tuple[RouteRule, ...] = ()

    def route(self, address: str, *, is_family: bool = False) -> tuple[Route, str]:
        """Return the route to an address, and why it is that one."""
        if is_family:
            return self.family, "what goes to a family"
        domain = domain_of(address)
        if not domain:
            return self.without_address, "no e-mail address is known"
        for rule in self.routes:
            if rule.fits(domain):
                return rule.route, rule.says or domain
        return self.otherwise, "no rule names this domain"

    def is_shared(self, address: str) -> bool:
        """Say whether more people open a mailbox than the one a copy is for."""
        return not _names_in(address).isdisjoint(self.shared_mailboxes)

    def is_private(self, address: str) -> bool:
        """Say whether a mailbox is not one of an agency."""
        return domain_of(address) in self.private_domains

    def is_secured(self, domain: str) -> bool:
        """Say whether a rule names a domain."""
        return any(rule.fits(domain) for rule in self.routes)

    def named_domains(self) -> Iterator[str]:
        """Yield the domains that the rules name, without what stands for those below."""
        for rule in self.routes:
            yield from (one.removeprefix("*.") for one in rule.domains)


def load_route_book(local: Path | None = None, shipped: Path | None = None) -> RouteBook:
    """Read the rules; a file of the organisation replaces the shipped one."""
    return load_file(RouteBook, shipped or resource(FILE), local)


def _fits(domain: str, pattern: str) -> bool:
    bare = pattern.casefold().removeprefix("*.")
    return domain == bare or (pattern.startswith("*.") and domain.endswith(f".{bare}"))


def _names_in(address: str) -> frozenset[str]:
    """Return a mailbox whole, the first word and the last: north-reception is shared, a.head.ray is not."""
    mailbox = mailbox_of(address)
    for mark in ".-_+":
        mailbox = mailbox.replace(mark, " ")
    words = [word.rstrip("0123456789") for word in mailbox.split()]
    return frozenset(("".join(words), *words[:1], *words[-1:]))
