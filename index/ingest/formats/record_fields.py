"""A record of named fields (JSON, CSV, front matter, JSON-LD) → a draft, whatever its keys are called."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

from index.ingest.dates.date_fields import read_day
from index.ingest.dates.dateline import find_dateline
from index.ingest.dates.place_names import proper_case
from index.ingest.draft import Draft
from index.ingest.normalise import one_line, replace_surrogates
from index.model.article import DateEvidence

EXTRA_FIELDS = 50
EXTRA_CHARACTERS = 1_000
ID_CHARACTERS = 200

# The names a field goes by, the surest first; compared without case, blanks and underscores.
_NAMES = {
    "text": (
        "text body content articlebody article articletext maintext fulltext bodytext story contenttext contents "
        "message текст description summary abstract excerpt lead"
    ),
    "title": "title headline name head webtitle заголовок название",
    "published": (
        "published datepublished publishedat publisheddate publishdate publicationdate pubdate datepub "
        "dateofpublication date publishedon publishedtime publishtime firstpublished webpublicationdate "
        "articlepublishedtime posted postedat datetime time timestamp created createdat datecreated day дата "
        "опубликовано"
    ),
    "outlet": (
        "outlet source publisher publication newspaper sitename ogsitename site provider agency sourcename "
        "newssource domain sourcedomain источник издание"
    ),
    "place": "place location dateline city contentlocation locationcreated geoplacename место",
    "url": "url link canonical canonicalurl canonicallink weburl sourceurl articleurl permalink href ссылка",
    "language": "language lang inlanguage languagecode locale язык",
    "id": "id guid uuid articleid docid identifier",
}
TEXT, TITLE, PUBLISHED, OUTLET, PLACE, URL, LANGUAGE, ID = (names.split() for names in _NAMES.values())
KNOWN = frozenset(name for names in (TEXT, TITLE, PUBLISHED, OUTLET, PLACE, URL, LANGUAGE, ID) for name in names)

_WRAPPED = ("rendered", "text", "@value", "value", "$oid", "plain", "#text")
T = TypeVar("T")


@lru_cache(maxsize=4096)
def plain_key(key: str) -> str:
    """Return a key without case, blanks and marks: "pub_date", "pubDate", "Pub Date" -> "pubdate"."""
    return re.sub(r"[\W_]+", "", key).casefold()[:100]


class Fields:
    """A record under plain keys; what has been taken is not taken again."""

    def __init__(self, record: Mapping[str, object]) -> None:
        self._values: dict[str, tuple[str, object]] = {}
        for key, value in record.items():
            if value is not None and value != "":
                self._values.setdefault(plain_key(str(key)), (str(key), value))

    def take(self, names: Sequence[str], read: Callable[[object], T | None]) -> T | None:
        """Return what the first readable of these fields says, and remove it."""
        for name in names:
            if (held := self._values.get(name)) and (value := read(held[1])):
                del self._values[name]
                return value
        return None

    def left_over(self) -> dict[str, str]:
        """Return the fields that were not taken and hold one value, as strings of limited size."""
        extra: dict[str, str] = {}
        for key, value in self._values.values():
            if len(extra) == EXTRA_FIELDS:
                break
            # "@context" and its kind tell of JSON-LD, not of the article.
            if isinstance(value, str | int | float | date) and not key.startswith("@"):
                written = str(value).lower() if isinstance(value, bool) else str(value)
                extra[replace_surrogates(key)[:100]] = replace_surrogates(written[:EXTRA_CHARACTERS])
        return extra


def read_fields(record: Mapping[str, object]) -> Draft | None:
    """Return what a record's fields say, its text unchanged; None if no field holds a text.

    {"Headline": "Boat sinks", "pub_date": "June 23, 2023", "body": "…"}  ->  Draft("…", "Boat sinks", 2023-06-23)
    """
    fields = Fields(record)
    text = fields.take(TEXT, _text)
    if text is None:
        return None
    draft = read_source(fields)
    draft.text = text
    draft.extra = fields.left_over()
    return draft


def read_source(fields: Fields) -> Draft:
    """Return what the fields say of where an article comes from; its text is left empty."""
    draft = Draft("")
    draft.title = fields.take(TITLE, _line) or ""
    if published := fields.take(PUBLISHED, read_day):
        draft.published, draft.evidence = published, DateEvidence.FIELD
    draft.url = fields.take(URL, _url) or ""
    draft.outlet = fields.take(OUTLET, _name) or ""
    draft.place = fields.take(PLACE, _place) or ""
    draft.language = fields.take(LANGUAGE, _name) or ""
    draft.id = fields.take(ID, _id) or ""
    return draft


def host_of(url: str) -> str:
    """Return the site of a URL: "https://www.tass.com/world/1637" -> "tass.com"."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[x"
        return ""


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return replace_surrogates(value) if value.strip() else None
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return _text("\n\n".join(value))
    return _text(_inside(value)) if isinstance(value, dict) else None


def _inside(value: dict[object, object]) -> object:
    """Return the value that is wrapped in an object: WordPress's {"rendered": "…"}, Mongo's {"$oid": "…"}."""
    return next((value[key] for key in _WRAPPED if isinstance(value.get(key), str)), None)


def _line(value: object) -> str | None:
    if isinstance(value, dict):
        value = _inside(value)
    return one_line(value) if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """Return a name as such, or from an object that has one; of a URL its site."""
    if isinstance(value, list):
        value = value[0] if value and not isinstance(value[0], list) else None
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "title", "@value", "id") if isinstance(value.get(key), str)), None)
    if not isinstance(value, str):
        return None
    return host_of(value) if value.startswith(("http://", "https://")) else one_line(value)


def _place(value: object) -> str | None:
    if isinstance(value, dict) and isinstance(address := value.get("address"), dict):
        value = {"name": address.get("addressLocality")} | value
    name = _name(value)
    if not name:
        return None
    dateline = find_dateline(name)  # "dateline": "BELGRADE, June 23"
    return dateline.place if dateline and dateline.place else proper_case(name)


def _url(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("href") or value.get("url")
    if not isinstance(value, str) or len(value) > 2_000 or not re.match(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*:\S", value):
        return None
    return replace_surrogates(value.strip())


def _id(value: object) -> str | None:
    if isinstance(value, dict):
        value = _inside(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    written = replace_surrogates(str(value))
    return written if written.strip() and len(written) <= ID_CHARACTERS else None
