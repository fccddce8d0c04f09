"""Plain text → a draft: the lines of metadata above a story, its headline, and the story itself."""

import re
from datetime import date

from index.ingest.dates.date_fields import read_day
from index.ingest.dates.dateline import find_dateline
from index.ingest.dates.publication_date import match_date
from index.ingest.draft import Draft
from index.ingest.formats.record_fields import Fields, plain_key, read_source
from index.ingest.headline import reads_as_headline, split_headline
from index.ingest.normalise import normalise
from index.model.article import DateEvidence

HEAD_LINES = 15  # metadata stands above the story or nowhere

_KEY_NAMES = {
    "title": "title headline заголовок",
    "outlet": "outlet source publisher newspaper источник издание",
    "place": "place location место",
    "url": "url link ссылка",
    "language": "language lang язык",
    "author": "author byline автор",
    "id": "id",
}
_KEYS = {written: name for name, ways in _KEY_NAMES.items() for written in ways.split()}
_LABELLED = re.compile(r"\s*([^\W\d_]{2,10})\s?:\s*(\S.{0,400})$")
_DATE_LINE = re.compile(
    r"\s*(?:(?:date|dated|published|publication date|posted|pub date|дата|дата публикации|опубликовано)"
    r"(?:\s+(?:on|at))?\s?[:\s—–-]\s*)(?P<day>\S.{0,80})$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\s*(?:by|автор:?)\s+[^,|•·]{3,60}[,|•·–—]\s*(?P<day>\S.{5,50})$", re.IGNORECASE)
_UPDATED = re.compile(
    r"\s*(?:last\s+)?(?:updated|modified|edited|обновлено)(?:\s+(?:on|at))?\s?[:\s]\s*(?P<day>\S.{0,80})$", re.I
)
# "date 2023-06-23 BELGRADE, June 23. …": the day as digits, and the story goes on beside it.
_DATE_PREFIX = re.compile(r"\s*date:?\s+(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?(?=\s|$)\s?", re.IGNORECASE)
# What may follow the day on its line: a time of day and its zone, no words of a story.
_TIME_WORDS = re.compile(
    r"(?:[\W\d_]|\b(?:at|в|г|[ap]|m|[ap]m|gmt|utc|msk|мск|[cemp][sd]?t|bst|cest|ist)\b)*\Z", re.IGNORECASE
)
UPDATED = "updated"  # the key of a day of a later change among the fields found
DATE_LINE_CHARACTERS = 60
VALUE_CHARACTERS = 60  # of an outlet or a place; a longer one is a sentence that begins "Source: "
VALUE_WORDS = 6


def read_plain(text: str) -> Draft:
    """Return the story and what the lines above it say.

    " date 2023-06-23 BELGRADE, June 23. /TASS/. Chief …"  ->  2023-06-23, "BELGRADE, June 23. /TASS/. Chief …"
    "Boat sinks\\nPublished: June 23, 2023\\n\\nA boat …"   ->  2023-06-23, title "Boat sinks", text "A boat …"
    """
    return read_story(normalise(text))


def read_story(text: str) -> Draft:
    """Return the draft of a text that is normalised already."""
    found: dict[str, str] = {}
    headline, body = "", text
    body, published = _read_head(body, found)
    if published is None or "title" not in found:
        headline, body, below = _read_headline(body, found)
        published = published or below
    updated = found.pop(UPDATED, "")
    draft = read_source(Fields(found))
    draft.updated = _day_alone(updated)
    draft.extra = {"author": found["author"]} if "author" in found else {}
    draft.title = draft.title or headline
    if published:
        draft.published, draft.evidence = published, DateEvidence.LINE
    draft.text = body.strip() or headline
    return draft


def _read_headline(text: str, found: dict[str, str]) -> tuple[str, str, date | None]:
    """Take a headline and the metadata lines below it."""
    first, _, rest = text.partition("\n")
    if reads_as_headline(first.strip()):
        beneath: dict[str, str] = {}
        body, published = _read_head(rest.lstrip("\n"), beneath)
        if len(body) < len(rest.lstrip("\n")):
            found.update(beneath)
            return first.strip(), body, published
    headline, body = split_headline(text)
    return headline, body, None


def _read_head(text: str, found: dict[str, str]) -> tuple[str, date | None]:
    """Take the metadata lines from the top; return what is left, and the day they name."""
    published: date | None = None
    for _ in range(HEAD_LINES):
        line, _, rest = text.partition("\n")
        if prefix := _DATE_PREFIX.match(line):
            day = read_day(prefix[1])
            if day is None:
                break
            published, text = published or day, text[prefix.end() :].lstrip("\n")
            continue
        if line.strip() and len(line) <= DATE_LINE_CHARACTERS and (day := _day_of_line(line)):
            published = published or day
        elif not _is_labelled(line, found):
            break
        text = rest.lstrip("\n")
    return text, published


def _day_of_line(line: str) -> date | None:
    """Return the day of "Published: June 23, 2023", or of a line that holds nothing but a full date."""
    if labelled := _DATE_LINE.match(line) or _BYLINE.match(line):
        return _day_alone(labelled["day"])
    dateline = find_dateline(line)
    alone = dateline is not None and not dateline.place and not dateline.outlet and dateline.end >= len(line.rstrip())
    return read_day(line) if alone else None


def _day_alone(written: str) -> date | None:
    """Return the day of "Tuesday, May 30, 2023 at 10:15 AM EDT"; None if text follows it."""
    found = match_date(written)
    return found.full if found and _TIME_WORDS.match(written, found.end) else None


def _is_labelled(line: str, found: dict[str, str]) -> bool:
    """Whether a line is "Source: TASS" or the like, or tells when the story was last changed."""
    if updated := _UPDATED.match(line):
        found.setdefault(UPDATED, updated["day"])
        return _day_alone(updated["day"]) is not None
    labelled = _LABELLED.match(line)
    name = _KEYS.get(plain_key(labelled[1])) if labelled else None
    if labelled is None or name is None or not _fits(name, labelled[2].strip()):
        return False
    found.setdefault(name, labelled[2].strip())
    return True


def _fits(name: str, value: str) -> bool:
    """Whether a value can be what its label says: "Place: Port Elm", and not "Place: the last you would think of."."""
    if name == "title":
        return True
    if name == "url":
        return "://" in value and " " not in value
    return (
        len(value) <= VALUE_CHARACTERS
        and len(value.split()) <= VALUE_WORDS
        and (name == "language" or not value[0].islower())
    )
