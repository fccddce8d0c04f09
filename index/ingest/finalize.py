"""A draft, completed from its path and its file's time → an article, with the best evidence for each field."""

import re
from hashlib import blake2b

from index.ingest.dates.dateline import find_dateline
from index.ingest.dates.path_dates import PathDates, date_article
from index.ingest.draft import Draft
from index.ingest.formats.record_fields import host_of
from index.ingest.headline import HEADLINE_CHARACTERS, make_title
from index.ingest.language import find_language
from index.ingest.normalise import one_line, replace_surrogates
from index.model.article import Article, Source, ocr_of


def finalize(draft: Draft, origin: str, path_dates: PathDates) -> Article | None:
    """Return the article; None if it has no words. The origin of a page from the web is its URL, if it names none."""
    text = draft.text
    url = draft.url or (origin if origin.startswith(("http://", "https://")) else "")
    if not re.search(r"\w", text):
        return None
    dateline = find_dateline(text)
    published, evidence = draft.published, draft.evidence
    if published is None:
        published, evidence = date_article(text, dateline, url, path_dates, draft.updated)
    source = Source(
        title=one_line(draft.title)[: 2 * HEADLINE_CHARACTERS] or make_title(text, dateline),
        published=published,
        evidence=evidence,
        outlet=draft.outlet or (dateline.outlet if dateline else "") or host_of(url),
        place=draft.place or (dateline.place if dateline else ""),
        url=url,
        language=find_language(draft.language, text),
        ocr=ocr_of(draft.extra),
    )
    origin = origin if draft.number is None else f"{origin}#{draft.number}"
    return Article(draft.id or make_id(draft.url or origin), source, text, origin, draft.extra)


def make_id(name: str) -> str:
    """Return the id of an article that was given none, from its URL or its origin: 12 hexadecimal digits."""
    return blake2b(replace_surrogates(name).encode(), digest_size=6).hexdigest()
