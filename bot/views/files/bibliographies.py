"""The sources of an answer for a reference manager: BibTeX, and CSL-JSON, which Zotero and Pandoc read."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from bot.qa.answer import Answer
from index.model.article import Source

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_{}"},
}


def write_bibtex(answer: Answer) -> str:
    """Return the articles that an answer cites, an entry each in UTF-8, with the quotes in its note."""
    return "\n".join(_entry(key, source, quotes) for key, source, quotes in _articles(answer))


def write_csl_json(answer: Answer) -> str:
    """Return the articles that an answer cites in CSL-JSON 1.0, with the quotes in their note."""
    items = [_item(key, source, quotes) for key, source, quotes in _articles(answer)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _articles(answer: Answer) -> Iterator[tuple[str, Source, list[str]]]:
    """Give each article that is cited: a key of its own, its source, and its quotes."""
    quotes: dict[str, tuple[Source, list[str]]] = {}
    for citation in answer.citations:
        quotes.setdefault(citation.article_id, (citation.source, []))[1].append(" ".join(citation.quote.split()))
    for number, (source, said) in enumerate(quotes.values(), start=1):
        year = source.published.year if source.published else "nd"
        yield f"{_slug(source.outlet or source.title)}-{year}-{number}", source, said


def _slug(text: str) -> str:
    """Return a text as letters that every reference manager takes in a key: "Kasvin Post" -> "kasvin-post"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:4]) or "article"


def _entry(key: str, source: Source, quotes: list[str]) -> str:
    published = source.published
    fields = {
        "title": f"{{{_tex(source.title)}}}",
        "journal": _tex(source.outlet),
        "year": str(published.year) if published else "",
        "month": _MONTHS[published.month - 1] if published else "",
        "day": str(published.day) if published else "",
        "url": "".join(source.url.split()).replace("{", "%7B").replace("}", "%7D"),
        "note": _tex(" — ".join(quotes)),
    }
    kind = "article" if source.outlet else "misc"
    # A month is the name of a macro: it stands without braces.
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(text.split()))


def _item(key: str, source: Source, quotes: list[str]) -> dict[str, Any]:
    published = source.published
    item = {
        "id": key,
        "type": "article-newspaper",
        "title": source.title,
        "container-title": source.outlet,
        "issued": {"date-parts": [[published.year, published.month, published.day]]} if published else None,
        "publisher-place": source.place,
        "URL": source.url,
        "language": source.language,
        "note": " — ".join(quotes),
    }
    return {name: value for name, value in item.items() if value}
