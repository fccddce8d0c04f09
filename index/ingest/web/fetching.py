"""One page or feed over HTTP: its address checked at every connection, its size, its redirects and its time limited."""

import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore

from index.errors import DatelineError
from index.ingest.web.addresses import AllowList

USER_AGENT = "Dateline/0.1 (news archive; fetches what its operator asks for)"
REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_URL = 2_000  # characters
_ENCODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib's window bits


class FetchError(DatelineError):
    """A page or feed cannot be fetched; `for_reader` is the reason. `passing` if trying again later may help."""

    def __init__(self, for_reader: str, *, passing: bool = False, status: int = 0, retry_after: str = "") -> None:
        super().__init__(for_reader)
        self.passing = passing
        self.status = status  # of HTTP; 0 if there was no answer
        self.retry_after = retry_after  # the header, as written


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What fetching one address may take."""

    total_s: float = 30.0  # all redirects together
    connect_s: float = 10.0
    read_s: float = 15.0  # without a byte
    size: int = 20_000_000  # bytes, decompressed
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds."""

    url: str  # after redirects
    status: int  # 200, or 304 if nothing changed since
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    moved_to: str = ""  # where redirects led that are all permanent; "" otherwise

    @property
    def content_type(self) -> str:
        """The media type without its parameters, in lower case: "text/html"; "" if none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Fetcher:
    """Fetches from public addresses, and from those on its allow list. Every fetch has a connection of its own."""

    def __init__(self, allow: AllowList | None = None, limits: FetchLimits | None = None) -> None:
        self.allow = allow or AllowList()
        self.limits = limits or FetchLimits()
        self._tls = ssl.create_default_context()

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """Return what an address holds.

        Raises:
            FetchError: it may not be fetched, cannot be reached, or reaches a limit.
        """
        deadline = time.monotonic() + self.limits.total_s
        permanent = True
        for redirects in range(self.limits.redirects + 1):
            url = check_url(url)
            fetched = self._fetch_once(url, headers or {}, deadline)
            if fetched.status not in REDIRECTS:
                return replace(fetched, moved_to=url if redirects and permanent else "")
            if not (location := fetched.headers.get("location", "")):
                raise FetchError("the site redirects to nowhere: look whether the link opens in a browser")
            permanent = permanent and fetched.status in (301, 308)
            url = urljoin(url, location)
        raise FetchError(f"the site redirects more than {self.limits.redirects} times: look whether the link is right")

    def _fetch_once(self, url: str, headers: Mapping[str, str], deadline: float) -> Fetched:
        backend = _GuardedBackend(self.allow, deadline)
        sent = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate", **headers}
        timeouts = {"connect": self.limits.connect_s, "read": self.limits.read_s, "write": self.limits.read_s}
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend, http1=True) as pool,
                pool.stream("GET", url, headers=list(sent.items()), extensions={"timeout": timeouts}) as response,
            ):
                held = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status in REDIRECTS or response.status == 304:
                    return Fetched(url, response.status, b"", held)
                if response.status != 200:
                    raise _status_error(response.status, held)
                content = _decompress(response.iter_stream(), held.get("content-encoding", ""), self.limits.size)
                return Fetched(url, response.status, content, held)
        except httpcore.TimeoutException:
            raise FetchError("the site takes too long to answer: try again later", passing=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise FetchError(f"the site cannot be read ({_detail(error)}): look whether the link opens in a browser",
                             passing=True) from None  # fmt: skip


def fetcher_allowing(entries: str) -> Fetcher:
    """Return a fetcher for the public web and what a setting allows.

    Raises:
        DatelineError: the setting cannot be understood.
    """
    try:
        return Fetcher(AllowList.parse(entries))
    except ValueError as error:
        raise DatelineError(f"DATELINE_FETCH_ALLOW: {error}. Write intranet.example, 10.0.0.0/8:8080.") from None


def check_url(url: str) -> str:
    """Return an address that may be asked for, without its fragment and its user.

    Raises:
        FetchError: it is not one of the web.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError):
        raise FetchError("it is not a link: copy it once more from the browser") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchError("only links that begin with http:// or https:// are fetched")
    if not host or len(url) > LONGEST_URL or any(ord(letter) <= 32 for letter in url):
        raise FetchError("it is not a link: copy it once more from the browser")
    if parts.username is not None:
        raise FetchError("a link with a user name or a password in it is not fetched: send it without")
    place = f"[{host}]" if ":" in host else host
    written = _quoted(parts.path or "/"), _quoted(parts.query)
    return urlunsplit((parts.scheme.lower(), place if port is None else f"{place}:{port}", *written, ""))


def _quoted(part: str) -> str:
    """Return a part of a link with its letters beyond ASCII escaped."""
    return part if part.isascii() else "".join(c if c.isascii() else _escaped(c) for c in part)


def _escaped(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


class _GuardedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked a moment before; a name is not looked up twice."""

    def __init__(self, allow: AllowList, deadline: float) -> None:
        self._allow = allow
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that may be reached and answers."""
        reachable = self._allow.may_reach(host.lower().rstrip("."), port, _addresses_of(host, port))
        if not reachable:
            raise FetchError(
                "the link leads to an address or a port that is not public: "
                "the operator can allow it with DATELINE_FETCH_ALLOW"
            )
        failure: Exception = httpcore.ConnectError("no address")
        for address in reachable[:4]:
            try:
                stream = self._backend.connect_tcp(address, port, _left(self._deadline, timeout), None, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A connection that ends at a moment, however slowly bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read some bytes."""
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begin TLS for the name in the link, though the connection went to an address."""
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left if timeout is None else min(left, timeout)


def _addresses_of(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError("there is no such site: look at how the link is spelt", passing=True) from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _decompress(stream: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return a body as it was before it was packed; it is never unpacked further than one byte over the limit."""
    pieces: list[bytes] = []
    size = 0
    for piece in _unpacked(stream, encoding.strip().lower(), most):
        size += len(piece)
        if size > most:
            raise FetchError(f"the page is larger than {most // 1_000_000} MB: send what matters of it as a file")
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(stream: Iterable[bytes], encoding: str, most: int) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from stream
        return
    if encoding not in _ENCODINGS:
        raise FetchError("the site packs its pages in a way that was not asked for: save the page and send the file")
    unpacker = zlib.decompressobj(_ENCODINGS[encoding])
    left = most + 1
    try:
        for packed in stream:
            while packed and left > 0 and not unpacker.eof:
                piece = unpacker.decompress(packed, left)
                left -= len(piece)
                packed = unpacker.unconsumed_tail
                yield piece
    except zlib.error:
        raise FetchError("what the site sends is damaged: try again later", passing=True) from None


def _status_error(status: int, headers: Mapping[str, str]) -> FetchError:
    reasons = {
        401: "the page asks for a password: save it in the browser and send the file",
        402: "the page is for subscribers: save it in the browser and send the file",
        403: "the site refuses to show the page to programs: save it in the browser and send the file",
        404: "there is no such page: look whether the link is right",
        410: "the page is gone for good",
        429: "the site asks to come back later",
    }
    passing = status in (408, 425, 429) or status >= 500
    reason = reasons.get(status) or (
        f"the site has trouble of its own (HTTP {status}): try again later"
        if passing
        else f"the site answers HTTP {status}"
    )
    return FetchError(reason, passing=passing, status=status, retry_after=headers.get("retry-after", ""))


def _detail(error: Exception) -> str:
    return type(error).__name__ if not isinstance(error, ssl.SSLError) else "its certificate is not valid"
