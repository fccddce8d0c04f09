"""How much processor time it takes to match new articles with what is followed: 10,000 follows, 1,000 articles.

    python -m bench.performance.follow_matching --days shared/data/current-events/days.jsonl.gz [--follows N]
        [--articles N] [--wikinews shared/data/wikinews-days/articles.jsonl | --whole-days]

What is followed are names as the news of 24 years writes them, common ones by many people and rare ones by few (as
often as they are written), and some days. The articles are news items, each about one thing; or, as they come, those
of Wikinews; or whole days of news, each of which matches a hundred topics, as no article does.
"""

import argparse
import json
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, islice
from pathlib import Path

from bench.corpora import read_days, read_news
from bot.alerts.follow_index import FollowIndex
from bot.alerts.matching import group_follows
from bot.qa.question import read_question
from bot.storage.alerts.follows import Follow
from index.archive import Archive
from index.model.article import Article, DateEvidence, Source
from index.model.stored import StoredPassage

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}")
DAYS_FOLLOWED = 0.05  # share of the follows that name a day to come
ASKED_ON = date(2015, 1, 1)
WARM = 2_000  # items in the archive beforehand: what is rare is known


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--days", type=Path, required=True)
    options.add_argument("--follows", type=int, default=10_000)
    options.add_argument("--articles", type=int, default=1_000)
    options.add_argument("--wikinews", type=Path)
    options.add_argument("--whole-days", action="store_true")
    given = options.parse_args()
    news = list(read_news(given.days, 1_000_000))
    if given.wikinews:
        articles = [_article(json.loads(line)) for line in given.wikinews.read_text(encoding="utf-8").splitlines()]
    elif given.whole_days:
        articles = list(islice(read_days(given.days, 1_500, 6_000), 200, 200 + given.articles))
    else:
        articles = news[40_000 : 40_000 + given.articles]
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "data", write=True) as archive:
        list(archive.add(news[:WARM]))
        warm = archive.articles.last_key()
        list(archive.add(articles))
        follows = list(_follows(archive, news, given.follows))
        began = time.perf_counter()
        index = FollowIndex(group_follows(archive, follows))
        made_s = time.perf_counter() - began
        times, alerts = _match(index, _by_article(archive, warm))
    times.sort()
    print(f"{len(follows):,} follows, {len({one.question.topic for one in follows}):,} different topics")
    print(
        f"{len(times):,} articles, {sum(map(len, (one.text for one in articles))) // len(articles):,} characters each"
    )
    print(f"index made in {made_s:.1f} s; alerts found: {alerts:,}")
    print(
        f"an article: mean {sum(times) / len(times) * 1000:.2f} ms, median {times[len(times) // 2] * 1000:.2f} ms,"
        f" 99 % within {times[len(times) * 99 // 100] * 1000:.2f} ms"
    )


def _article(row: dict[str, str]) -> Article:
    source = Source(row["text"].partition("\n")[0], date.fromisoformat(row["published"]), DateEvidence.FIELD)
    return Article(f"wikinews {row['id']}", source, row["text"], "bench")


def _follows(archive: Archive, articles: Sequence[Article], number: int) -> Iterator[Follow]:
    chance = random.Random(7)
    names = [name for article in articles for name in _NAME.findall(article.text)]
    for n in range(number):
        if chance.random() < DAYS_FOLLOWED:
            day = articles[chance.randrange(len(articles))].source.published or ASKED_ON
            text = (day + timedelta(days=1)).strftime("%d %B %Y")
        else:
            text = chance.choice(names)
        yield Follow(n, n, read_question(text, ASKED_ON, archive.days.in_every_year))


def _by_article(archive: Archive, after: int) -> Iterator[list[StoredPassage]]:
    passages = archive.articles.passages_after(after, 1_000_000)
    for _, some in groupby(passages, key=lambda one: one.passage.article_id):
        yield list(some)


def _match(index: FollowIndex, articles: Iterator[list[StoredPassage]]) -> tuple[list[float], int]:
    """Return how much processor time each article took, in seconds, and how many alerts were found."""
    times, alerts = [], 0
    for article in articles:
        began = time.process_time()
        alerts += sum(len(match.followed.follows) for match in index.match(article))
        times.append(time.process_time() - began)
    return times, alerts


if __name__ == "__main__":
    main()
