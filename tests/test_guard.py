"""Which addresses may be opened, and what the sentence says of the others."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_fetching import Names, fetcher
from web_server import serving

from index.errors import SourceError
from index.web.guard import Guard, host_name

PUBLIC = "93.184.215.14"


def refused(address: str, *, allowed: tuple[str, ...] = (), numbers: tuple[str, ...] = ()) -> str:
    guard = Guard(allowed, Names({"site.example": [numbers or (PUBLIC,)]}))
    with pytest.raises(SourceError) as caught:
        guard.check(address)
    assert caught.value.source == address
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://localhost./",
        "http://LOCALHOST/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://255.255.255.255/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://198.18.0.1/",
        "http://192.0.0.8/",
        "http://192.88.99.1/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[2001:4860::5efe:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://[2001:db8::1]/",
        "http://\uff11\uff12\uff17.\uff10.\uff10.\uff11/",  # full-width digits
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://ⓛocalhost/",
        "https://127.0.0.1/",
        "http://127.0.0.1./",
    ],
)
def test_no_number_that_is_not_public_is_opened(address: str) -> None:
    guard = Guard((), Names({"localhost": [("127.0.0.1", "::1")]}))
    with pytest.raises(SourceError, match="leads to this machine or a private network"):
        guard.check(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://0x7f000001/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "http://127.0.0.0x1/",
        "http://[fe80::1%25eth0]/",
        "http://a..b/",
        "http://under score/".replace(" ", "%20"),
    ],
)
def test_a_number_in_an_odd_notation_is_refused(address: str) -> None:
    assert "names its machine in an odd way" in refused(address)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://site.example/a", "gopher://x/", "feed:http://x/"]
)
def test_only_the_web_is_opened(address: str) -> None:
    assert "is not an address of the web" in refused(address)


@pytest.mark.parametrize(
    "address",
    [
        "http:site.example",
        "http://",
        "http:///x",
        "http://[::1",
        "http://a b/",
        "http://a\\@b/",
        "http://site.example:x/",
        "http://site.example:99999/",
        f"http://a/{'x' * 3000}",
    ],
)
def test_half_an_address_is_refused(address: str) -> None:
    assert "is no complete address" in refused(address)


def test_a_name_and_a_password_are_refused() -> None:
    assert "a user's name in front" in refused("http://site.example@127.0.0.1/")
    assert "a user's name in front" in refused("http://a:b@site.example/")


def test_other_ports_are_refused_unless_the_host_is_allowed() -> None:
    assert "asks for port 22" in refused("http://site.example:22/")
    guard = Guard(("site.example",), Names({"site.example": [("10.0.0.1",)]}))
    assert guard.check("http://site.example:8080/").numbers == ("10.0.0.1",)


def test_one_private_number_among_public_ones_is_enough_to_refuse() -> None:
    assert "private network" in refused("http://site.example/", numbers=(PUBLIC, "127.0.0.1"))
    assert "private network" in refused("http://site.example/", numbers=(PUBLIC, "fe80::1%eth0"))


def test_the_sentence_says_how_to_allow_a_host() -> None:
    assert refused("http://127.0.0.1:22/x") == (
        "http://127.0.0.1:22/x asks for port 22, which is no web page's, so it was not opened: "
        "put 127.0.0.1 into BYLINE_ALLOW_HOSTS if that is meant."
    )


def test_an_unknown_name_cannot_be_reached() -> None:
    assert refused("https://nowhere.example/") == (
        "https://nowhere.example/ cannot be reached, because the name nowhere.example was not "
        "found: check the address and the network."
    )


def test_an_address_is_given_its_one_form() -> None:
    names = Names({"xn--mller-kva.example": [(PUBLIC,)], "site.example": [("64:ff9b::8.8.8.8",)]})
    guard = Guard((), names)
    target = guard.check("HTTPS://Müller.Example.:443/fähre?q=a b#top".replace(" ", "+"))
    assert target.url == "https://xn--mller-kva.example/f%C3%A4hre?q=a+b"
    assert (target.host, target.port, target.numbers) == (
        "xn--mller-kva.example",
        443,
        (PUBLIC,),
    )
    assert guard.check("http://site.example").url == "http://site.example/"
    assert guard.check("http://site.example/%C3%A4?a=%20").path == "/%C3%A4?a=%20"


def test_allowed_hosts_are_compared_in_their_one_form() -> None:
    guard = Guard(("[::1]", "LocalHost"), Names({"localhost": [("127.0.0.1",)]}))
    assert guard.check("http://[0:0::1]:8080/").authority == "[::1]:8080"
    assert guard.check("http://localhost./").host == "localhost"
    with pytest.raises(ValueError, match="Unexpected"):
        Guard(("http://a.example/",), Names({}))


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    guard = Guard((), Names({}))
    for address in (text, f"http://{text}", f"https://{text}/x"):
        try:
            target = guard.check(address)
        except SourceError:
            continue
        assert ipaddress.ip_address(target.host).is_global


@given(st.integers(0, 2**32 - 1))
def test_no_way_to_write_a_private_number_gets_through(number: int) -> None:
    address = ipaddress.IPv4Address(number)
    if address.is_global and not address.is_multicast:
        return
    guard = Guard((), Names({}))
    for host in (str(address), f"[::ffff:{address}]", f"[64:ff9b::{address}]", f"[::{address}]"):
        with pytest.raises(SourceError):
            guard.check(f"http://{host}/")


@given(st.text(max_size=40))
def test_a_hosts_one_form_is_its_own(text: str) -> None:
    try:
        name = host_name(text)
    except ValueError:
        return
    assert host_name(name) == name


def test_refused_addresses_are_never_connected_to() -> None:
    with serving() as server:
        port = server.port
        door = fetcher(allowed=())
        for address in (
            server.url(),
            f"http://localhost:{port}/",
            f"http://localhost.:{port}/",
            f"http://0x7f000001:{port}/",
            f"http://2130706433:{port}/",
            f"http://[::ffff:127.0.0.1]:{port}/",
            f"http://user:pass@127.0.0.1:{port}/",
        ):
            with pytest.raises(SourceError):
                door(address)
        assert server.connections == 0
