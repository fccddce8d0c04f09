"""Fetching: pages come with what HTTP told of them, and a site that means harm gets nothing and holds nobody up."""

import gzip
import itertools
import socket
import time
import zlib
from collections.abc import Iterator

import pytest

from index.ingest.web import AllowList, Fetcher, FetchError, FetchLimits
from index.ingest.web.fetching import USER_AGENT, check_url
from tests.web_server import Page, WebServer

QUICK = FetchLimits(total_s=1.0, connect_s=0.5, read_s=0.5, size=100_000)


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


@pytest.fixture
def fetcher(web: WebServer) -> Fetcher:
    """A fetcher that may reach the test's server, by its address and port."""
    return Fetcher(AllowList.parse(f"127.0.0.1:{web.port}"), QUICK)


def test_a_page_comes_with_its_type_and_we_say_who_we_are(web: WebServer, fetcher: Fetcher) -> None:
    web.pages["/ferry"] = Page("A ferry sank.", headers={"Content-Type": "Text/HTML; charset=utf-8", "ETag": '"7"'})
    page = fetcher.fetch(web.url("/ferry#top"))

    assert (page.url, page.status, page.content, page.content_type) == (
        web.url("/ferry"),
        200,
        b"A ferry sank.",
        "text/html",
    )
    assert page.headers["etag"] == '"7"'
    assert web.requests["/ferry"][0]["user-agent"] == USER_AGENT
    assert "dateline" in USER_AGENT.lower()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_a_packed_page_is_unpacked(web: WebServer, fetcher: Fetcher, encoding: str) -> None:
    words = b"A ferry sank. " * 500
    packed = {"gzip": gzip.compress(words), "deflate": zlib.compress(words), "identity": words}[encoding]
    web.pages["/"] = Page(packed, headers={"Content-Encoding": encoding})

    assert fetcher.fetch(web.url()).content == b"A ferry sank. " * 500


# ---- addresses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "LOCALHOST.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]",
     "[::ffff:7f00:1]", "0.0.0.0", "[::]", "[::1]"],
)  # fmt: skip
def test_this_machine_is_not_fetched_from_however_it_is_written(web: WebServer, host: str) -> None:
    web.pages["/"] = Page("secret")
    allow = AllowList.parse(f"93.184.216.34:{web.port}")  # the port alone does not open the address
    with pytest.raises(FetchError, match=r"not public|no such site"):
        Fetcher(allow, QUICK).fetch(f"http://{host}:{web.port}/")
    assert not web.requests


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://192.168.1.1/",
     "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/", "http://[2002:7f00:1::]/", "http://100.100.100.200/"],
)  # fmt: skip
def test_private_link_local_and_metadata_addresses_are_not_fetched(url: str) -> None:
    with pytest.raises(FetchError, match="not public"):
        Fetcher(limits=QUICK).fetch(url)


def test_a_name_is_checked_by_the_address_it_is_connected_to(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is looked at and ours when it is connected to (DNS rebinding) gains nothing."""
    answers = itertools.chain(["93.184.216.34"], itertools.repeat("127.0.0.1"))
    asked: list[str] = []

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host == "rebind.example":
            asked.append(host)
            host = next(answers)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    fetcher = Fetcher(AllowList.parse(f"93.184.216.34:{web.port}"), QUICK)
    with pytest.raises(
        FetchError, match=r"takes too long|cannot be read"
    ):  # it asked the public address, which is away
        fetcher.fetch(f"http://rebind.example:{web.port}/")
    assert len(asked) == 1
    with pytest.raises(FetchError, match="not public"):
        fetcher.fetch(f"http://rebind.example:{web.port}/")
    assert not web.requests


def test_a_redirect_to_this_machine_is_not_followed(web: WebServer) -> None:
    with WebServer() as inner:
        inner.pages["/secret"] = Page("secret")
        web.pages["/"] = Page(status=302, headers={"Location": inner.url("/secret")})
        with pytest.raises(FetchError, match="not public"):
            Fetcher(AllowList.parse(f"127.0.0.1:{web.port}"), QUICK).fetch(web.url())
        assert not inner.requests


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://x.example/", "gopher://127.0.0.1:70/", "javascript:1"]
)
def test_a_redirect_to_another_scheme_is_not_followed(web: WebServer, fetcher: Fetcher, location: str) -> None:
    web.pages["/"] = Page(status=301, headers={"Location": location})
    with pytest.raises(FetchError, match="http:// or https://"):
        fetcher.fetch(web.url())


@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
def test_other_ports_than_those_of_the_web_are_not_fetched(port: int) -> None:
    with pytest.raises(FetchError, match="not public"):
        Fetcher(limits=QUICK).fetch(f"http://93.184.216.34:{port}/")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x.example/a", "data:text/html,x", "//x.example", "x.example", "http://", "http://a b/",
            "http://[::1", "http://x.example:99999/", "http://user:secret@x.example/", "http://x.example/" + "a" * 3_000]
)  # fmt: skip
def test_what_is_not_a_link_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        check_url(url)


def test_an_address_in_other_letters_is_asked_for_in_ascii() -> None:
    assert check_url("https://пример.испытание/новости?д=1") == (
        "https://xn--e1afmkfd.xn--80akhbyknj4f/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?%D0%B4=1"
    )


# ---- redirects, size and time -----------------------------------------------------------------------------------


def test_redirects_are_followed_five_times(web: WebServer, fetcher: Fetcher) -> None:
    for n in range(9):
        web.pages[f"/{n}"] = Page(status=301, headers={"Location": f"/{n + 1}"})
    web.pages["/9"] = Page("here")

    page = fetcher.fetch(web.url("/4"))
    assert (page.content, page.url, page.moved_to) == (b"here", web.url("/9"), web.url("/9"))
    with pytest.raises(FetchError, match="more than 5 times"):
        fetcher.fetch(web.url("/3"))


def test_a_passing_redirect_moves_nothing_for_good(web: WebServer, fetcher: Fetcher) -> None:
    web.pages |= {"/a": Page(status=302, headers={"Location": "/b"}), "/b": Page("here")}

    assert fetcher.fetch(web.url("/a")).moved_to == ""


def test_a_gzip_bomb_is_refused_while_it_is_unpacked(web: WebServer, fetcher: Fetcher) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    web.pages["/"] = Page(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(web.url())


def test_an_endless_page_is_refused(web: WebServer, fetcher: Fetcher) -> None:
    web.pages["/"] = Page(chunks=lambda: itertools.repeat(bytes(10_000)))
    with pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(web.url())


def test_a_page_that_drips_is_given_up(web: WebServer, fetcher: Fetcher) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(200):
            time.sleep(0.05)
            yield b"x"

    web.pages["/"] = Page(chunks=drip)
    with pytest.raises(FetchError, match="takes too long") as told:
        fetcher.fetch(web.url())
    assert told.value.passing


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_a_packing_that_was_not_asked_for_is_refused(web: WebServer, fetcher: Fetcher, encoding: str) -> None:
    web.pages["/"] = Page(b"x", headers={"Content-Encoding": encoding})
    with pytest.raises(FetchError, match="was not asked for"):
        fetcher.fetch(web.url())


@pytest.mark.parametrize(("status", "passing"), [(403, False), (404, False), (410, False), (429, True), (503, True)])
def test_a_refusal_says_whether_to_come_back(web: WebServer, fetcher: Fetcher, status: int, passing: bool) -> None:
    web.pages["/"] = Page(status=status, headers={"Retry-After": "120"})
    with pytest.raises(FetchError) as told:
        fetcher.fetch(web.url())
    assert (told.value.status, told.value.passing, told.value.retry_after) == (status, passing, "120")
