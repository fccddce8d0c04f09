"""Emails (.eml) and web pages saved as .mhtml (MIME messages, too) → a draft, and the attached files."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr

from index.errors import UnreadableError
from index.ingest.dates.date_fields import read_day
from index.ingest.dates.dateline import find_dateline
from index.ingest.decoding import decode
from index.ingest.draft import Draft, ParseError
from index.ingest.formats.archive_file import Member
from index.ingest.formats.markup import html_to_text
from index.ingest.formats.record_fields import host_of
from index.ingest.formats.story import add_story
from index.ingest.formats.zipped import UnpackBudget
from index.ingest.normalise import normalise, one_line
from index.model.article import DateEvidence

MOST_PARTS = 200
MOST_BOUNDARIES = 5_000
# What the standard library raises over headers and parts that are broken.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, MessageError)
HEADER_CHARACTERS = 5_000  # of one header; the library reads long ones slowly
SHORT_CHARACTERS = 200  # of a plain part that only says "open this email in a browser"
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|пересл|отв)\s?:\s*)+", re.IGNORECASE)
_NO_FILES = (
    "image/ audio/ video/ font/ text/css text/calendar text/javascript application/javascript "
    "application/pgp-signature application/pkcs7-signature application/x-pkcs7-signature"
)
_PICTURES = tuple(_NO_FILES.split())


def read_email(raw: bytes, budget: UnpackBudget) -> Iterator[Draft | Member | ParseError]:
    """Yield what an email says, then what is attached to it; of a saved page only the page."""
    if raw.count(b"\n--") > MOST_BOUNDARIES:
        raise UnreadableError("it has too many parts for an email: send its text, and what was attached to it, alone")
    try:
        message = message_from_bytes(raw, policy=policy.default)
    except RecursionError:
        raise UnreadableError("its parts are nested too deeply for an email: send its text alone") from None
    try:
        yield from _read(message, _parts(message), budget)
    except _BROKEN:
        raise UnreadableError("the email is broken: save it again, or send its text") from None


def _read(message: Message, parts: list[Message], budget: UnpackBudget) -> Iterator[Draft | Member | ParseError]:
    if _is_page(message):
        yield _read_page(message, parts)
        return
    plain = next((part for part in parts if _is_body(part, "plain")), None)
    marked = next((part for part in parts if _is_body(part, "html")), None)
    words = _body(plain, marked)
    if words:
        yield _read_words(message, words)
    empty = not words
    for number, part in enumerate(parts, 1):
        if part is plain or part is marked or _is_body(part, "plain") or _is_body(part, "html"):
            continue
        if (held := _attached(part, number, budget)) is not None:
            empty = False
            yield held
    if empty:
        raise UnreadableError("there is no text in this email: send one with words, or what was attached to it")


def _parts(message: Message) -> list[Message]:
    """Return the parts that hold something; an email in an email is one part."""
    parts: list[Message] = []
    left = [message]
    while left and len(parts) < MOST_PARTS:
        part = left.pop()
        if part.get_content_type() == "message/rfc822" or not part.is_multipart():
            parts.append(part)
        else:
            left.extend(reversed([inner for inner in part.get_payload() if isinstance(inner, Message)]))
    return parts


def _is_body(part: Message, kind: str) -> bool:
    return (
        part.get_content_type() == f"text/{kind}"
        and not _file_name(part)
        and part.get_content_disposition() != "attachment"
    )


def _body(plain: Message | None, marked: Message | None) -> str:
    """Return the letter's words: its plain part, unless that is a stub beside a longer HTML part."""
    words = normalise(_text(plain)) if plain is not None else ""
    if marked is not None and len(words) < SHORT_CHARACTERS:
        html = html_to_text(_text(marked))
        words = html if len(html) > len(words) else words
    return re.split(r"(?m)^-- ?$", words)[0].strip() or words


def _read_words(message: Message, words: str) -> Draft:
    """Return the draft of an email: its date is the day it was sent, its outlet whoever sent it."""
    draft = Draft("", title=_PREFIX.sub("", _header(message, "subject")), id=_header(message, "message-id"))
    if day := read_day(_header(message, "date")):
        draft.published, draft.evidence = day, DateEvidence.FIELD
    draft = add_story(draft, words)
    name, address = parseaddr(_header(message, "from"))
    dateline = find_dateline(draft.text)
    if not draft.outlet and not (dateline and dateline.outlet):  # a story passed on keeps its paper
        draft.outlet = one_line(name) or address.rpartition("@")[2]
    return draft


def _is_page(message: Message) -> bool:
    """Whether it is a web page that a browser saved."""
    saved = "snapshot-content-location" in message or "saved by" in _header(message, "from").lower()
    related = message.get_content_type() in ("multipart/related", "text/html")
    return related and (saved or not ("to" in message or "received" in message or "message-id" in message))


def _read_page(message: Message, parts: list[Message]) -> Draft:
    from index.ingest.formats.html_page import read_html

    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise UnreadableError("there is no page in this web archive: save it again, or send its text")
    draft = read_html(_text(page))
    url = _header(message, "snapshot-content-location") or _header(page, "content-location")
    if not draft.url and url.startswith(("http://", "https://")):
        draft.url = url[:2_000]
    draft.outlet = draft.outlet or host_of(draft.url)
    draft.title = draft.title or _header(message, "subject")
    draft.written = read_day(_header(message, "date"))  # when it was saved
    return draft


def _attached(part: Message, number: int, budget: UnpackBudget) -> Member | ParseError | None:
    """Return an attached file; None for pictures and signatures, which emails are full of."""
    kind = part.get_content_type()
    if kind.startswith(_PICTURES):
        return None
    name = _file_name(part) or (f"email-{number}.eml" if kind == "message/rfc822" else f"part-{number}")
    raw = _bytes(part)
    budget.spend(len(raw))
    return (
        Member(name, raw, None)
        if raw.strip()
        else ParseError("the file is empty: send one with an article in it", name)
    )


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except _BROKEN:  # a broken header
        return "attachment"
    return one_line(str(name)).replace("\\", "/").rpartition("/")[2][:200]


def _text(part: Message) -> str:
    """Return a part's text in its charset, or in the one its bytes suggest."""
    raw = _bytes(part)
    charset = part.get_content_charset() or ""
    if not raw.strip(b"\0 \t\r\n"):
        return ""
    try:
        return raw.decode(charset)
    except _BROKEN:
        return decode(raw)


def _bytes(part: Message) -> bytes:
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            return inner.as_bytes() if isinstance(inner, EmailMessage | Message) else b""
        held = part.get_payload(decode=True)
    except _BROKEN:
        return b""  # a broken part says nothing
    return held if isinstance(held, bytes) else b""


def _header(message: Message, name: str) -> str:
    """Return a header's words; "" for one that is missing, broken or endless."""
    written = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if not written or len(written) > HEADER_CHARACTERS:
        return ""
    try:
        return one_line(str(message.get(name) or ""))
    except _BROKEN:
        return ""
