"""JSON → drafts: one article, a list of them, or an object that holds such a list at some depth."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from index.errors import UnreadableError
from index.ingest.draft import Draft, ParseError
from index.ingest.formats.markup import html_to_text
from index.ingest.formats.record_fields import PUBLISHED, TEXT, TITLE, URL, plain_key, read_fields
from index.ingest.formats.telegram_export import is_export, read_export

DEPTH = 6  # {"response": {"docs": [{"article": {…}}]}} needs 4
_NO_TEXT = 'holds no text: name the field that has it "text"'
# Keys whose value is part of an article only if it is a string.
_TEXT = frozenset(TEXT)
_STORY = frozenset(TITLE) | frozenset(PUBLISHED) | frozenset(URL)


def read_json(text: str) -> Iterator[Draft | ParseError]:
    """Yield the articles of a JSON file.

    Raises:
        UnreadableError: it is not valid JSON, or holds no article.
    """
    value = parse_json(text)
    if is_export(value):
        yield from read_export(value)
        return
    if _is_json_feed(value):
        value = _items_of_feed(value)
    records = list(_numbered(value))
    if not records:
        raise UnreadableError(f"this JSON {_NO_TEXT}")
    for number, record in records:
        yield _read_record(record, number)


def _is_json_feed(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict) and str(value.get("version")).startswith("https://jsonfeed.org/version/")


def _items_of_feed(feed: Mapping[str, object]) -> list[object]:
    """Return the items of a JSON Feed as records: the text out of its HTML, the feed's title as outlet."""
    items = feed.get("items")
    found: list[object] = []
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        html = item.get("content_html")
        text = item.get("content_text") or (html_to_text(html) if isinstance(html, str) else "") or item.get("summary")
        left = {key: held for key, held in item.items() if key not in ("content_text", "content_html", "summary")}
        found.append({**left, "text": text or item.get("title"), "outlet": feed.get("title")})
    return found


def read_json_lines(lines: Iterable[str]) -> Iterator[Draft | ParseError]:
    """Yield the articles of JSON Lines, one a line; a bad line becomes a ParseError with its number."""
    for number, line in enumerate(lines, 1):
        if not (line := line.strip().lstrip("\ufeff")):
            continue
        try:
            value = parse_json(line)
        except UnreadableError as error:
            yield ParseError(f"line {number}: {error.for_reader}")
            continue
        record = _unwrap(value) if isinstance(value, dict) else None
        draft = read_fields(record) if record else None
        if draft is None:
            yield ParseError(f"line {number}: it {_NO_TEXT}")
        else:
            draft.number = number
            yield draft


def parse_json(text: str) -> object:
    """Return what the JSON holds.

    Raises:
        UnreadableError: it is not valid JSON; the reason names the place of the first mistake.
    """
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise UnreadableError("the JSON is cut short: send the whole of it") from None
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"it is not JSON as it should be ({error.msg} at {where}): correct it there") from None
    except RecursionError:
        raise UnreadableError("the JSON is nested too deeply to be articles: make it a list of objects") from None
    except ValueError:  # a number of thousands of digits
        raise UnreadableError("a number in the JSON is too long to be read: put it in quotes") from None
    return value


def _read_record(record: object, number: int | None) -> Draft | ParseError:
    unwrapped = _unwrap(record) if isinstance(record, dict) else None
    draft = read_fields(unwrapped) if unwrapped else None
    if draft is None:
        return ParseError(f"item {number}: it {_NO_TEXT}" if number else f"this JSON {_NO_TEXT}")
    draft.number = number
    return draft


def _numbered(value: object) -> Iterator[tuple[int | None, object]]:
    if isinstance(value, dict) and _has_text(value):
        yield None, value
        return
    found = _find_list(value, DEPTH)
    if found is not None:
        yield from enumerate(found, 1)
    elif isinstance(value, dict) and _unwrap(value) is not value:
        yield None, value


def _find_list(value: object, depth: int) -> list[object] | None:
    """Return the articles' list: the value itself, or the first below it that holds at least one."""
    if depth == 0:
        return None
    if isinstance(value, list):
        return (
            value
            if any(isinstance(item, dict) and _has_text(_unwrap(item)) for item in value)
            else _below(value, depth)
        )
    if isinstance(value, dict):
        if isinstance(value.get("@graph"), list):  # JSON-LD: the page, its parts and its publisher stand there too
            return [item for item in value["@graph"] if isinstance(item, dict) and _has_text(item)] or None
        inner = list(value.values())
        if len(inner) > 1 and all(isinstance(item, dict) and _has_text(_unwrap(item)) for item in inner):
            return [{"id": key} | item for key, item in value.items()]  # {"17": {…}, "18": {…}}
        return _below(inner, depth)
    return None


def _below(values: Iterable[object], depth: int) -> list[object] | None:
    for value in values:
        if isinstance(value, dict | list) and (found := _find_list(value, depth - 1)) is not None:
            return found
    return None


def _unwrap(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return the article inside {"article": {…}} or {"_id": 7, "_source": {…}}, with the fields around it."""
    if _has_text(record):
        return record
    for value in record.values():
        if isinstance(value, dict) and _has_text(value):
            around = {key: other for key, other in record.items() if other is not value}
            return {**around, **value}
    return record


def _has_text(record: Mapping[str, object]) -> bool:
    return any(plain_key(str(key)) in _TEXT and _is_text(value, record) for key, value in record.items())


def _is_text(value: object, record: Mapping[str, object]) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list):
        return bool(value) and all(isinstance(part, str) for part in value)
    # {"content": {"rendered": "…"}} is a text only beside a title, a day or a link: else it is an article itself.
    beside = any(plain_key(str(key)) in _STORY for key in record)
    return isinstance(value, dict) and beside and any(isinstance(value.get(key), str) for key in ("rendered", "text"))
