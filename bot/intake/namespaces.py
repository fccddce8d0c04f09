"""Whose article it is: what a chat or a channel sends gets no id under which another source's article is stored.

An id may be given in a file, or come from the URL it names; both are claims of whoever sent it.
"""

from dataclasses import replace

from bot.storage.delivery import Delivery, Part
from index.archive import Archive
from index.errors import UnknownArticleError
from index.ingest.finalize import make_id
from index.model.article import Article


def in_own_namespace(archive: Archive, article: Article, part: Part, delivery: Delivery) -> tuple[Article, str]:
    """Return an article under an id that its sender may use, and the id of the other source's article that it claims.

    A channel's files are in the channel's own namespace. An admin's article keeps its id unless an article of another
    source has it: then it is stored beside that one, which only *Replace* replaces. The second value is "" for none.
    """
    if not delivery.admin_id:
        return (_under(article, delivery.source), "") if part.named else (article, "")
    try:
        stored = archive.articles.get(article.id).article
    except UnknownArticleError:
        return article, ""
    if _is_of_same_source(stored, article):
        return article, ""
    return _under(article, article.source.outlet.casefold() or delivery.source), stored.id


def _under(article: Article, namespace: str) -> Article:
    return replace(article, id=make_id(f"{namespace} {article.id}"))


def _is_of_same_source(stored: Article, new: Article) -> bool:
    """Whether an article may be a version of a stored one: of the same outlet, else of a file of the same name."""
    if stored.source.outlet and new.source.outlet:
        return stored.source.outlet.casefold() == new.source.outlet.casefold()
    return _file_of(stored.origin) == _file_of(new.origin)


def _file_of(origin: str) -> str:
    """Return an origin without what differs between versions.

    "telegram/storm.txt/3f2a91bc#2"  ->  "telegram/storm.txt"
    """
    parts = origin.partition("#")[0].split("/")
    return "/".join(parts[:2]) if parts[0] == "telegram" else "/".join(parts)
