"""Markdown → a draft: front matter, the title, and the words without their marks."""

import re
import tomllib
from collections.abc import Iterator, Mapping

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.ingest.draft import Draft
from index.ingest.formats.plain import read_story
from index.ingest.formats.record_fields import Fields, read_source
from index.ingest.normalise import normalise

NESTING = 20  # blocks and marks inside each other; each "[" is tried at every level
MOST_BRACKETS = 20_000  # more "[" than any text has links; they would take a second for each 40,000
FRONT_MATTER_CHARACTERS = 65_536
_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|$)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_WITH_WORDS = frozenset(("fence", "code_block", "html_block", "inline"))


def read_markdown(text: str) -> Draft:
    """Return the story as readers see it: links are their words, headings lines, list items "- " lines.

    "---\\ntitle: Boat sinks\\ndate: 2023-06-23\\n---\\nA **boat** sank."  ->  2023-06-23, "Boat sinks", "A boat sank."
    """
    front, body = split_front_matter(text.replace("\r\n", "\n").lstrip("\ufeff"))
    title, story = render(body)
    fields = Fields(front)
    draft = read_source(fields)
    draft.extra = fields.left_over()
    if not title or (draft.title and draft.title.casefold() != title.casefold()):
        title, story = "", f"{title}\n\n{story}" if title else story
    read = read_story(normalise(story))
    # Front matter that names a title leaves no headline to be found in the text.
    if draft.title and read.title and read.title.casefold() != draft.title.casefold():
        read.text = f"{read.title}\n\n{read.text}"
    draft.title = draft.title or normalise(title)
    draft.fill_from(read)
    draft.text = read.text or draft.title
    return draft


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Part the front matter (YAML between ---, TOML between +++) from the body."""
    found = _FRONT.match(text)
    if found is None or len(found[2]) > FRONT_MATTER_CHARACTERS:
        return {}, text
    fields = _toml(found[2]) if found[1] == "+++" else _yaml(found[2])
    return (fields, text[found.end() :]) if fields else ({}, text)


def _yaml(written: str) -> Mapping[str, object]:
    try:
        value = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError):  # "title: Dam: the facts" is not YAML, but clear
        return dict(_pairs(written))
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def _pairs(written: str) -> Iterator[tuple[str, object]]:
    for line in written.splitlines():
        key, colon, value = line.partition(":")
        if colon and re.fullmatch(r"\w[\w -]{0,40}", key) and value.strip():
            yield key, value.strip().strip("\"'")


def _toml(written: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(written)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def render(text: str) -> tuple[str, str]:
    """Return the first heading, if nothing stands above it, and the rest as plain paragraphs."""
    if text.count("[") > MOST_BRACKETS:
        return "", text
    tokens = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table").parse(text)
    title, start = "", 0
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title, start = _words(tokens[1]), 3
    # What is nested deeper than NESTING is left out; then the marks are better than nothing.
    return title, "\n\n".join(_blocks(tokens[start:])) or ("" if title else text)


def _blocks(tokens: list[Token]) -> Iterator[str]:
    """Yield paragraphs, headings, list items and table rows."""
    item = ""
    row: list[str] | None = None  # the cells of the row we are in
    for token in tokens:
        if token.type == "list_item_open":
            item = f"{token.info}. " if token.info else "- "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type in _WITH_WORDS and (words := _words(token).strip()):
            if row is not None:
                row.append(words)
            else:
                yield item + words
                item = ""


def _words(token: Token) -> str:
    if token.type == "html_block":
        return _TAG.sub("", token.content)
    if token.children is None:
        return token.content
    return "".join(_inline(child) for child in token.children)


def _inline(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")
