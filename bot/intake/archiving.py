"""A delivery → the archive: read in the sandbox, given the fields that came beside it, and stored."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from bot.intake.caption_fields import with_fields
from bot.intake.namespaces import in_own_namespace
from bot.storage.delivery import Delivered, Delivery, Earlier, Part
from index.adding import Outcome
from index.archive import Archive
from index.ingest.sandbox import SandboxReader
from index.ingest.skipped import Skipped
from index.model.article import Article
from index.pipeline import AddReport, read_any

MOST_COMPARED = 20  # articles of a delivery that are looked at as newer versions


class Stage(StrEnum):
    """What is being done with a delivery."""

    READING = "reading"  # so many files of all
    STORING = "storing"  # so many articles of all


OnProgress = Callable[[Stage, int, int], None]  # stage, done, of how many; may raise to stop the work


def store(
    archive: Archive, delivery: Delivery, incoming: Path, reader: SandboxReader, on_progress: OnProgress
) -> Delivered:
    """Add a delivery to the archive, and return what became of it. Done again after a crash, it returns the same."""
    articles: list[Article] = []
    claimed: dict[str, str] = {}  # by the id of a new article: that of another source's article which it claims
    skipped: list[Skipped] = []
    for number, part in enumerate(_with_one_caption(delivery)):
        on_progress(Stage.READING, number, len(delivery.parts))
        found = list(read_any(incoming / part.file, archive.data_dir, origin=part.origin, read=reader.read))
        skipped += [one for one in found if isinstance(one, Skipped)]
        for article in _with_fields([one for one in found if isinstance(one, Article)], part):
            own, other = in_own_namespace(archive, article, part, delivery)
            articles.append(own)
            if other:
                claimed[own.id] = other
    outcomes = []
    for outcome in archive.add(articles, delivery.batch):
        outcomes.append(outcome)
        on_progress(Stage.STORING, len(outcomes), len(articles))
    earlier = tuple(_earlier(archive, outcomes, delivery.parts, claimed))
    return Delivered(AddReport(tuple(outcomes), tuple(skipped)), earlier)


def _with_one_caption(delivery: Delivery) -> list[Part]:
    """Let the caption of an album say day and outlet for all its files, as Telegram shows it under all of them."""
    parts = delivery.parts
    captions = [part.fields for part in parts if part.fields]
    if len(captions) != 1 or not delivery.album:
        return list(parts)
    shared = replace(captions[0], url="", title="")
    return [part if part.fields else replace(part, fields=shared) for part in parts]


def _with_fields(articles: list[Article], part: Part) -> list[Article]:
    return [with_fields(article, part.fields, part.lacking, alone=len(articles) == 1) for article in articles]


def _earlier(
    archive: Archive, outcomes: list[Outcome], parts: tuple[Part, ...], claimed: dict[str, str]
) -> Iterator[Earlier]:
    """Yield what the new articles look like newer versions of, or claim to be."""
    new = [outcome.article_id for outcome in outcomes if outcome.status == "added"]
    here = {outcome.article_id for outcome in outcomes}
    for article_id in new:
        if other := claimed.get(article_id):
            yield Earlier(article_id, other, archive.articles.get(other).article.source.title)
    if len(new) > MOST_COMPARED:
        return
    for article_id in new:
        if article_id in claimed:
            continue
        stored = archive.articles.earlier_version(
            article_id, _same_name(archive.articles.get(article_id).article.origin, parts)
        )
        if stored and stored.article.id not in here:
            yield Earlier(article_id, stored.article.id, stored.article.source.title)


def _same_name(origin: str, parts: tuple[Part, ...]) -> str:
    """Return how the origins of files begin that have the same name; "" for an article that is not a whole file."""
    part = next((part for part in parts if part.origin == origin), None)
    return origin.rpartition("/")[0] + "/" if part and part.named else ""
