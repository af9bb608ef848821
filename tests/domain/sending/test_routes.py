from __future__ import annotations

from pathlib import Path

import pytest

from meetingdesk.domain.documents import SentBy
from meetingdesk.domain.sending.addresses import distance, is_address, looks_like, on_the_wire, skeleton
from meetingdesk.domain.sending.routes import Route, load_route_book
from meetingdesk.errors import DefinitionError

BOOK = load_route_book()


@pytest.mark.parametrize(
    ("address", "route"),
    [
        ("ann@nhs.net", Route.SECURE_MAIL),
        ("ANN@Sampleby.GOV.UK", Route.SECURE_MAIL),
        ("ann@north.police.uk", Route.SECURE_MAIL),
        ("ann@hill.sch.uk", Route.MARKED_MAIL),
        ("ann@charity.example", Route.LOCKED_MAIL),
        ("ann@police.uk.example", Route.LOCKED_MAIL),
        ("ann@notnhs.net", Route.LOCKED_MAIL),
        ("", Route.POST),
    ],
)
def test_the_domain_says_which_route_a_copy_takes(address: str, route: Route) -> None:
    assert BOOK.route(address)[0] is route


def test_what_goes_to_a_family_takes_their_route_whatever_the_address() -> None:
    assert BOOK.route("mum@nhs.net", is_family=True)[0] is Route.POST


def test_a_file_of_the_organisation_replaces_the_rules(tmp_path: Path) -> None:
    own = tmp_path / "sending.toml"
    own.write_text(
        'version = 2\nmark = "#secure"\notherwise = "portal"\nwithout_address = "post"\nfamily = "by_hand"\n'
        'shared_mailboxes = []\nprivate_domains = []\n\n[[routes]]\ndomains = ["a.example"]\nroute = "post"\n'
    )

    book = load_route_book(own)

    assert book.route("x@a.example")[0] is Route.POST
    assert book.route("x@nhs.net")[0] is Route.PORTAL
    assert book.mark == "#secure"


def test_a_route_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "sending.toml"
    own.write_text(
        'version = 2\nmark = ""\notherwise = "fax"\nwithout_address = "post"\nfamily = "post"\n'
        "shared_mailboxes = []\nprivate_domains = []\n"
    )

    with pytest.raises(DefinitionError, match=r"line 3.*fax"):
        load_route_book(own)


def test_every_route_has_words_of_the_record() -> None:
    assert {route.sent_by for route in Route} == set(SentBy)
    assert all(route.label for route in Route)


@pytest.mark.parametrize(
    ("address", "is_shared"),
    [
        ("info@hill.example", True),
        ("Reception@hill.example", True),
        ("north-reception@hill.example", True),
        ("safeguarding.team@hill.example", True),
        ("office2@hill.example", True),
        ("contact.us@hill.example", True),
        ("ann.porter@hill.example", False),
        ("ann.head.porter@hill.example", False),
        ("informatics@hill.example", False),
    ],
)
def test_mailboxes_that_several_people_open_are_known(address: str, is_shared: bool) -> None:
    assert BOOK.is_shared(address) is is_shared


@pytest.mark.parametrize(
    "domain",
    [
        "nhs.met", "nh5.net", "nsh.net", "nhs.net.example", "samp1eby.gov.uk", "sarnpleby.gov.uk",
        "sampelby.gov.uk", "sample-by.gov.uk", "sampleby.gov.uk.co", "sаmpleby.gov.uk", "sampleby-gov.uk",
        "xn--smpleby-2fg.gov.uk",
    ],
)  # fmt: skip
def test_a_domain_that_can_be_taken_for_another_is_found(domain: str) -> None:
    assert looks_like(domain, ("nhs.net", "sampleby.gov.uk")) in ("nhs.net", "sampleby.gov.uk")


@pytest.mark.parametrize(
    "domain", ["nhs.net", "mail.sampleby.gov.uk", "otherton.gov.uk", "hill.example", "sampleby.gov.uk", ""]
)
def test_the_domain_itself_those_below_it_and_others_are_left_alone(domain: str) -> None:
    assert looks_like(domain, ("nhs.net", "sampleby.gov.uk")) == ""


@pytest.mark.parametrize(
    ("one", "other", "away"), [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abcd", "xyzd", 3)]
)
def test_letters_changed_are_counted_up_to_a_bound(one: str, other: str, away: int) -> None:
    assert distance(one, other, 2) == min(away, 3)


def test_letters_that_look_alike_are_one_letter() -> None:
    assert skeleton("rnodem1.Ехаmple") == skeleton("modeml.exampIe")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ann@hill.example", True),
        ("ann@hill", False),
        ("ann", False),
        ("a@b.c, d@e.f", False),
        ("a@b..c", False),
        ("änn@hill.example", False),
        ("ann@hïll.example", True),
    ],
)
def test_an_address_is_one_address_and_nothing_else(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one


def test_a_domain_in_other_letters_is_told_to_servers_in_theirs() -> None:
    assert on_the_wire(" ann@hïll.example ") == "ann@xn--hll-zma.example"
    assert on_the_wire("änn@hill.example") == ""
