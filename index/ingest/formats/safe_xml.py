"""Untrusted XML → a tree. Entities, external files and network access are off."""

import re
from html.entities import html5

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from index.errors import UnreadableError
from index.ingest.decoding import decode

LARGEST_XML = 50_000_000  # bytes of one XML file or part

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,2000}(\[|>)", re.IGNORECASE)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset(("lt", "gt", "amp", "quot", "apos"))


def parse_xml(written: bytes | str, *, lenient: bool = False) -> _Element:
    """Return the root of an XML document.

    A DOCTYPE that only names a DTD is passed over unread, as NITF and RSS 0.91 have one; one that declares
    something inside itself (that is how "billion laughs" and stolen files come in) is refused.
    `lenient` reads what can be read of a broken one.

    Raises:
        UnreadableError: it is broken, too large or too deep, or declares entities.
    """
    text = decode(written) if isinstance(written, bytes) else written
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    doctype = _DOCTYPE.search(text[:20_000])
    if (doctype and doctype[1] == "[") or "<!ENTITY" in text:
        raise UnreadableError("its XML declares entities of its own, which may do harm: save it without its DTD")
    if len(text) > LARGEST_XML:
        raise UnreadableError(f"its XML is longer than {LARGEST_XML // 1_000_000} MB: split it")
    text = _ENTITY.sub(_character, text)
    try:
        return _parse(text, recover=False)
    except XMLSyntaxError as error:
        mistake = error
    if "depth" in str(mistake) or "huge" in str(mistake).lower():
        raise UnreadableError(
            "its XML is nested too deeply, or one piece of it is too long, to be an article: split it"
        )
    tree = _parse(text, recover=True) if lenient else None
    if tree is None:
        line = mistake.position[0] if mistake.position else 1
        raise UnreadableError(f"its XML is broken at line {line}: save it again")
    return tree


def _parse(text: str, recover: bool) -> _Element | None:
    # Decoded here, so no declared encoding can hide a thing from the looks above.
    parser = XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return fromstring(text.encode("utf-8", "replace"), parser)


def _character(entity: re.Match[str]) -> str:
    """Return the character for "&nbsp;" or "&eacute;": names of HTML, which feeds use without declaring them."""
    name = entity[1]
    return entity[0] if name in _OF_XML else html5.get(f"{name};", "")
