"""Articles of one file that have one id: a file cannot mean that they replace each other, so none of them is taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from index.ingest.formats.dateline_export import Original
from index.ingest.skipped import Skipped
from index.model.article import Article

Found = Article | Original | Skipped

MOST_HELD = 10_000  # articles of a file that are looked at together; of a longer one, the first of an id is taken


def refuse_repeated_ids(found: Iterable[Found]) -> Iterator[Found]:
    """Yield what is in a file, with a reason in place of each article whose id another text of the file has.

    The same article twice, word for word, is no problem.
    """
    rest = iter(found)
    held = list(islice(rest, MOST_HELD))
    texts: dict[str, list[int]] = defaultdict(list)  # by id: hashes, not the texts themselves
    for one in held:
        if isinstance(one, Article):
            texts[one.id].append(hash(one.text))
    for one in held:
        repeated = isinstance(one, Article) and len(set(texts[one.id])) > 1
        yield _reason(one, len(texts[one.id])) if isinstance(one, Article) and repeated else one
    for one in rest:
        if isinstance(one, Article):
            texts[one.id].append(hash(one.text))
        repeated = isinstance(one, Article) and len(set(texts[one.id])) > 1
        yield _reason(one, len(texts[one.id])) if isinstance(one, Article) and repeated else one


def _reason(article: Article, times: int) -> Skipped:
    return Skipped(
        article.origin,
        f"{times} articles of this file have the id {article.id[:100]}: give each an id of its own, or none",
    )
