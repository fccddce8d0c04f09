"""OPML, in which feed readers keep their lists: read, and written."""

from collections.abc import Iterable
from pathlib import Path

from lxml.etree import Element, SubElement, tostring

from bot.storage.feeds import Feed
from index.errors import DatelineError, UnreadableError
from index.ingest.formats.safe_xml import parse_xml
from index.ingest.web import FetchError, is_link
from index.ingest.web.fetching import check_url


def read_opml(written: bytes) -> list[str]:
    """Return the addresses of the feeds in an OPML file, in their order, each once.

    Raises:
        UnreadableError: it is not XML.
    """
    tree = parse_xml(written, lenient=True)
    urls = (outline.get("xmlUrl") or outline.get("xmlurl") or "" for outline in tree.iter("outline"))
    return list(dict.fromkeys(url.strip() for url in urls if is_link(url.strip())))


def write_opml(feeds: Iterable[Feed]) -> bytes:
    """Return an OPML file that every feed reader imports."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Dateline"
    body = SubElement(root, "body")
    for feed in feeds:
        SubElement(body, "outline", type="rss", text=feed.name or feed.url, xmlUrl=feed.url)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def feeds_in_setting(setting: str) -> list[str]:
    """Return the feeds that `DATELINE_FEEDS` names: links separated by commas or blanks, or the path of an OPML file.

    Raises:
        DatelineError: it is neither.
    """
    words = setting.replace(",", " ").split()
    if not words:
        return []
    try:
        if all(map(is_link, words)):
            return [check_url(word) for word in words]
        return read_opml(Path(setting.strip()).expanduser().read_bytes())
    except (FetchError, UnreadableError) as error:
        raise DatelineError(f"DATELINE_FEEDS: {error.for_reader}.") from None
    except OSError as error:
        raise DatelineError(
            f"DATELINE_FEEDS: {setting} cannot be read ({error.strerror}): name links or a file."
        ) from None
