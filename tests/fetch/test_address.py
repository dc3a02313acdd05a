import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fetch.conftest import EXAMPLES
from warta.fetch import Client, FetchError, Options
from warta.fetch.address import address
from warta.fetch.addresses import closed


def refused(url, base=None):
    with pytest.raises(FetchError) as caught:
        address(url, base)
    assert caught.value.reason == "address"
    return str(caught.value)


@pytest.mark.parametrize(
    ("url", "spelt"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("http://example.org:80/a?b=c#d", "http://example.org/a?b=c"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("https://example.org/berita/é?q=ü&x=%20", "https://example.org/berita/%C3%A9?q=%C3%BC&x=%20"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://xn--mnchen-3ya.example/", "https://xn--mnchen-3ya.example/"),
        ("https://новости.example./x", "https://xn--b1amnebsh.example/x"),
        ("http://1.1.1.1/", "http://1.1.1.1/"),
        ("http://[2606:4700:0:0::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("http://under_score.example/", "http://under_score.example/"),
    ],
)
def test_an_address_of_the_web_is_spelt_in_one_way(url, spelt):
    assert address(url).url == spelt
    assert address(spelt).url == spelt


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "gopher://example.org/",
        "http://",
        "http:///x",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://example.org\\@127.0.0.1/",
        "https://example.org\\.evil.example/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://example.org:25/",
        "http://exa mple.org/",
        "http://example..org/",
        "http://-example.org/",
        "http://example.org\x00.evil.example/",
        "http://example.org/\r\nHost: evil.example",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://[v1.x]/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 200 + "example/",
        "https://example.org/" + "a" * 9000,
        "http://xn--\u2603.example/",
        "https://example.org/\ud800",
    ],
)
def test_what_is_no_plain_address_of_the_web_is_refused_in_words(url):
    assert "cannot be fetched: " in refused(url)


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.1.1.01",
        "a.1",
        "0x",
    ],
)
def test_a_number_in_an_unusual_spelling_is_no_host(host):
    assert "unusual spelling" in refused(f"http://{host}/")


@pytest.mark.parametrize("host", ["127。0。0。1", "①②⑦.⓪.⓪.①", "１２７.0.0.1"])
def test_numbers_in_other_scripts_are_numbers(host):
    assert address(f"http://{host}/").host == "127.0.0.1"


def test_a_host_of_mixed_scripts_is_shown_as_it_is_asked_for():
    assert address("https://аpple.example/").host == "xn--pple-43d.example"  # the first letter is Cyrillic


def test_what_is_relative_belongs_to_its_base():
    base = address("https://example.org/a/b?c")
    assert address("d", base).url == "https://example.org/a/d"
    assert address("//other.example/x", base).url == "https://other.example/x"
    assert "not file" in refused("file:///x", base)


@pytest.mark.parametrize(
    ("ip", "why"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "this network"),  # noqa: S104
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "CGNAT"),
        ("100.100.100.200", "metadata"),
        ("169.254.169.254", "metadata"),
        ("169.254.1.1", "link-local"),
        ("168.63.129.16", "metadata"),
        ("192.0.0.192", "metadata"),
        ("192.0.0.1", "reserved"),
        ("198.18.0.1", "reserved"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::1", "loopback"),
        ("::", "this network"),
        ("fe80::1", "link-local"),
        ("fd00:ec2::254", "metadata"),
        ("fd00:ec2::253", "private"),
        ("fec0::1", "private"),
        ("ff02::1", "multicast"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:169.254.169.254", "metadata"),
        ("::127.0.0.1", "loopback"),
        ("::ffff:0:127.0.0.1", "reserved"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::10.0.0.1", "private"),
        ("64:ff9b:1::1", "reserved"),
        ("2002:7f00:1::", "reserved"),
        ("2001:0:1:2:3:4:5:6", "reserved"),
        ("2001:db8::1", "reserved"),
        ("4000::1", "reserved"),
    ],
)
def test_a_closed_address_is_known_in_each_of_its_forms(ip, why):
    assert why in closed(ip)


@pytest.mark.parametrize("ip", ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::1.1.1.1"])
def test_an_open_address_is_open(ip):
    assert closed(ip) is None


SPELLINGS = "http https ftp: file : // / @ # ? % [ ] ::1 127.0.0.1 0x7f example.org user:p localhost 。 %00 %40 :80 :99999 xn-- é ☃ .. ß ١"
PIECES = st.sampled_from(SPELLINGS.split())
ODD = st.sampled_from(list(" \\\t\n\0\u202e\ud800\u3000\u00ad"))
PART = PIECES | ODD | st.text(max_size=3)
URLS = st.one_of(
    st.lists(PART, max_size=12).map("".join),
    st.lists(PART, max_size=8).map(lambda pieces: "http://" + "".join(pieces)),
    st.text(max_size=60).map(lambda rest: f"https://{rest}"),
)


def part_of(url):
    """Return the parts of a URL; None where it is refused as an address. Anything else that is raised is a fault."""
    with contextlib.suppress(FetchError):
        return address(url)
    return None


@given(URLS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_text_is_an_address_or_is_refused_in_words(url):
    if found := part_of(url):
        assert found.url.isascii()
        assert address(found.url) == found
        assert not set("@\\ \r\n\t") & set(found.site)


@given(URLS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_whatever_the_address_no_closed_host_is_ever_connected_to(url):
    asked = []

    def resolver(host, _port):
        asked.append(host)
        return ["127.0.0.1"]

    with pytest.raises(FetchError) as caught:
        Client(Options(total=0.2, connect=0.2, retries=0), resolver=resolver).get(url)
    assert caught.value.reason in {"address", "private"}
