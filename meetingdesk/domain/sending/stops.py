"""What stands in the way of sending a copy to somebody: what nobody can let pass, and what needs a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from meetingdesk.domain.copies.forms import squeezed
from meetingdesk.domain.people import YesNo
from meetingdesk.domain.sending.addresses import domain_of, is_address, looks_like, normal
from meetingdesk.domain.sending.ground import Ground
from meetingdesk.domain.sending.recipient import Recipient
from meetingdesk.domain.sending.routes import RouteBook


class StopKind(StrEnum):
    """Why something is not sent without more ado."""

    MAY_HARM = "may_harm"
    KEPT_FROM = "kept_from"
    THEIR_MAILBOX = "their_mailbox"
    LIVES_WITH_THEM = "lives_with_them"
    SAME_PERSON = "same_person"
    WORK_THERE = "work_there"
    UNSAFE = "unsafe"
    NOT_TOLD = "not_told"
    NO_ADDRESS = "no_address"
    NOT_KNOWN_SAFE = "not_known_safe"
    SHARED_MAILBOX = "shared_mailbox"
    PRIVATE_MAILBOX = "private_mailbox"
    LOOKS_LIKE = "looks_like"
    OTHER_DOMAIN = "other_domain"
    LEFT = "left"
    CLOSED = "closed"
    CONFLICT = "conflict"
    COLLEAGUE = "colleague"
    SAME_NAME = "same_name"


_HARD = frozenset(
    {
        *(StopKind.MAY_HARM, StopKind.KEPT_FROM, StopKind.THEIR_MAILBOX, StopKind.LIVES_WITH_THEM),
        *(StopKind.SAME_PERSON, StopKind.WORK_THERE, StopKind.UNSAFE, StopKind.NOT_TOLD, StopKind.NO_ADDRESS),
    }
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that stands in the way, in words; never a name or an address of the family."""

    kind: StopKind
    says: str
    mend: str = ""

    @property
    def is_hard(self) -> bool:
        """Whether nobody can let it pass here."""
        return self.kind in _HARD


def stops_of(ground: Ground, book: RouteBook, to: Recipient) -> tuple[Stop, ...]:
    """Return everything that stands in the way of sending to somebody, the hard ones first."""
    found = [*_of_mailbox(ground, book, to)]
    found += _of_family(ground, book, to) if to.is_family else _of_agency(ground, book, to)
    return tuple(sorted(dict.fromkeys(found), key=lambda stop: not stop.is_hard))


def _of_mailbox(ground: Ground, book: RouteBook, to: Recipient) -> Iterator[Stop]:
    if to.email and normal(to.email) in ground.mailboxes:
        yield Stop(
            StopKind.THEIR_MAILBOX,
            "This mailbox belongs to somebody who may cause harm, or from whom something is withheld.",
            "Ask for another address by telephone, and correct the record.",
        )
    if to.email and not is_address(to.email):
        yield Stop(
            StopKind.NO_ADDRESS,
            "What stands as the address is no e-mail address.",
            "Correct it in Settings, under contacts.",
        )


def _of_family(ground: Ground, book: RouteBook, to: Recipient) -> Iterator[Stop]:
    assert to.person_id is not None, "it is somebody of the family"
    if to.person_id in ground.may_harm:
        yield Stop(
            StopKind.MAY_HARM,
            "Said to harm somebody of the family: nothing is sent from here.",
            "The chair decides who tells this person what, and how.",
        )
    if to.person_id in ground.kept_from:
        yield Stop(
            StopKind.KEPT_FROM,
            "Something about where somebody is, is withheld from this person: nothing is sent from here.",
            "The chair decides who tells this person what, and how.",
        )
    if ground.lives_with_them(to.person_id):
        yield Stop(
            StopKind.LIVES_WITH_THEM,
            "Lives under one roof with somebody who may cause harm, or from whom something is withheld.",
            "Agree with the lead professional how this is told in person.",
        )
    person = ground.facts.people.get(to.person_id)
    if person is not None and person.aware_of_referral is YesNo.NO:
        yield Stop(
            StopKind.NOT_TOLD,
            "Does not know of the referral.",
            "Somebody tells them first, where that is safe.",
        )
    yield from _of_own_contact(ground, book, to)


def _of_own_contact(ground: Ground, book: RouteBook, to: Recipient) -> Iterator[Stop]:
    assert to.person_id is not None, "it is somebody of the family"
    if not to.email:
        return
    rows = [row for row in ground.contacts.get(to.person_id, ()) if normal(row.value) == normal(to.email)]
    if any(row.is_safe is YesNo.NO for row in rows):
        yield Stop(
            StopKind.UNSAFE,
            "The record says that this mailbox is not safe.",
            "Use the way that the record says is safe.",
        )
    elif not any(row.is_safe is YesNo.YES for row in rows):
        yield Stop(
            StopKind.NOT_KNOWN_SAFE, "Nobody has recorded that this mailbox is safe.", "Say how you know."
        )
    if book.is_shared(to.email):
        yield _shared()


def _of_agency(ground: Ground, book: RouteBook, to: Recipient) -> Iterator[Stop]:
    worker = ground.facts.workers.get(to.professional_id) if to.professional_id is not None else None
    called = squeezed(worker.name if worker is not None else to.worker)
    works_there = to.agency_id is not None and to.agency_id in ground.workplaces
    has_their_name = bool(called) and called in ground.names
    if has_their_name and works_there:
        yield Stop(
            StopKind.SAME_PERSON,
            "Called like somebody who may cause harm and who works at this agency.",
            "Send it to the safeguarding lead of the agency by name.",
        )
    elif has_their_name:
        yield Stop(
            StopKind.SAME_NAME,
            "Called like somebody who may cause harm.",
            "Say how you know that it is somebody else.",
        )
    if works_there and (not called or book.is_shared(to.email)):
        yield Stop(
            StopKind.WORK_THERE,
            "Somebody who may cause harm works at this agency, and no named person there gets the copy.",
            "Send it to a named person of the agency, at a mailbox that only they open.",
        )
    elif works_there and not has_their_name:
        yield Stop(
            StopKind.COLLEAGUE,
            "Somebody who may cause harm works at this agency.",
            "Say who there keeps it apart, and how.",
        )
    if to.professional_id is not None and to.professional_id in ground.conflicts:
        yield Stop(
            StopKind.CONFLICT,
            "Said in the meeting that a family of it is close to them.",
            "Say why they get it, or choose somebody else of the agency.",
        )
    if ground.has_left(to.professional_id):
        yield Stop(
            StopKind.LEFT,
            "Does not work there any more.",
            "Choose who works there now, or say who opens this mailbox.",
        )
    agency = ground.facts.agencies.get(to.agency_id) if to.agency_id is not None else None
    if agency is not None and not agency.is_active:
        yield Stop(
            StopKind.CLOSED, "This agency is not in use any more.", "Say who opens its post, or leave it out."
        )
    if is_address(to.email):
        yield from _of_work_address(ground, book, to)


def _of_work_address(ground: Ground, book: RouteBook, to: Recipient) -> Iterator[Stop]:
    domain = domain_of(to.email)
    if book.is_shared(to.email):
        yield _shared()
    own = ground.domains.get(to.agency_id, ()) if to.agency_id is not None else ()
    colleagues = ground.colleagues(to.agency_id, to.professional_id) if to.agency_id is not None else ()
    usual = (*own, *colleagues)
    if any(domain == one or domain.endswith(f".{one}") for one in own) or domain in colleagues:
        return
    taken_for = looks_like(domain, (*usual, *book.named_domains())) if not book.is_secured(domain) else ""
    taken_for = taken_for or looks_like(domain, usual)
    if taken_for:
        yield Stop(
            StopKind.LOOKS_LIKE,
            f"The domain {shown_plainly(domain)} looks like {taken_for} and is not it.",
            "Check it letter by letter with the agency; say how you checked.",
        )
    elif book.is_private(to.email):
        yield Stop(
            StopKind.PRIVATE_MAILBOX,
            f"This is a private mailbox ({domain}), not one of an agency.",
            "Ask for the address at work; say why there is none.",
        )
    elif usual:
        yield Stop(
            StopKind.OTHER_DOMAIN,
            f"The agency uses {usual[0]}, this is {shown_plainly(domain)}.",
            "Check the address with the agency; say how you checked.",
        )


def shown_plainly(domain: str) -> str:
    """Return a domain in letters of which none can be taken for another: others as servers write them."""
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain.encode("ascii", "backslashreplace").decode("ascii")


def _shared() -> Stop:
    return Stop(
        StopKind.SHARED_MAILBOX,
        "More people open this mailbox than the one the copy is for.",
        "Say who opens it, or send it to one person’s own.",
    )
