"""New passages are matched with what is followed: each once, whatever brought it and whenever the bot stops."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import groupby

from bot.alerts.follow_index import Followed, FollowIndex, Match
from bot.qa.analysis import analyze_question
from bot.qa.answer import Answer, Question
from bot.qa.quoting.quote import answer_of
from bot.storage.alerts.alert_queue import AlertQueue, NewAlert
from bot.storage.alerts.follows import Follow, Follows
from bot.storage.answers import Answers
from bot.storage.database import Database
from index.archive import Archive
from index.model.stored import StoredPassage

PASSAGES_AT_ONCE = 500
INDEX_KEPT_S = 3_600.0  # how rare words are changes as the archive grows
FRESH_DAYS = 14  # an article that came out earlier is no news, but an archive that is taken in

log = logging.getLogger(__name__)


class Matcher:
    """Finds alerts in what was stored since it last looked. For one thread."""

    def __init__(self, archive: Archive, database: Database) -> None:
        self._archive = archive
        self._database = database
        self._follows = Follows(database)
        self._queue = AlertQueue(database)
        self._answers = Answers(database)
        self._index: FollowIndex | None = None
        self._index_of = (-1, 0.0)  # the number of changes, and the time, that the index was made at

    def begin(self) -> None:
        """Take what is stored now for old, unless a run before this one has begun already.

        Raises: StorageError.
        """
        last = self._archive.articles.last_key()
        matched_to = self._queue.matched_to()
        if matched_to is None or matched_to > last:  # an earlier catalogue was put back
            self._queue.add([], last)

    def match_new(self, changes: int) -> int:
        """Match what is new, and return how many alerts were found. `changes` counts those of what is followed.

        Raises: StorageError.
        """
        self.begin()
        last = self._archive.articles.last_key()
        matched_to = self._queue.matched_to()
        if matched_to is None or matched_to == last:
            return 0
        index = self._fresh_index(changes)
        if index is None:
            return self._queue.add([], last)
        found = 0
        while passages := self._archive.articles.passages_after(matched_to, PASSAGES_AT_ONCE):
            articles = _whole_articles(passages)
            matched_to = articles[-1][-1].key
            found += self._queue.add(list(self._alerts(index, articles)), matched_to)
        return found

    def _fresh_index(self, changes: int) -> FollowIndex | None:
        """Return the index of all that is followed; None if nothing is."""
        now = self._database.now
        if self._index_of[0] != changes or now - self._index_of[1] > INDEX_KEPT_S:
            follows = self._follows.all()
            self._index = FollowIndex(group_follows(self._archive, follows)) if follows else None
            self._index_of = (changes, now)
        return self._index

    def _alerts(self, index: FollowIndex, articles: Sequence[Sequence[StoredPassage]]) -> Iterator[NewAlert]:
        clusters = self._archive.articles.clusters([article[0].passage.article_id for article in articles])
        for article in articles:
            if not self._is_news(article[0]):
                continue
            article_id = article[0].passage.article_id
            story = f"cluster {clusters[article_id]}" if article_id in clusters else f"article {article_id}"
            for match in index.match(article):
                quote = blake2b(" ".join(sorted(match.quote.terms)).encode(), digest_size=8).hexdigest()
                answer_id = self._answers.keep(alert_answer(match))
                for follow in match.followed.follows if answer_id else ():
                    yield NewAlert(follow, story, quote, answer_id)

    def _is_news(self, passage: StoredPassage) -> bool:
        """Whether an article is told of: not its corrections, and not what came out long ago."""
        published = passage.source.published
        oldest = datetime.fromtimestamp(self._database.now, UTC).date() - timedelta(days=FRESH_DAYS)
        return passage.passage.version == 1 and (published is None or published >= oldest)


def group_follows(archive: Archive, follows: Sequence[Follow]) -> list[Followed]:
    """Return what is followed, what several people follow once, analyzed as the archive is now.

    Spelling is not corrected: what is waited for may be in no passage yet.
    """
    same: dict[Question, list[int]] = {}
    for follow in follows:
        question = follow.question
        alike = replace(question, text=question.text if question.narrow else question.topic, today=question.today.min)
        same.setdefault(alike, []).append(follow.id)
    frequency = archive.full_text.document_frequency
    return [Followed(analyze_question(question, frequency), tuple(ids)) for question, ids in same.items()]


def alert_answer(match: Match) -> Answer:
    """Return the answer that tells of a match: its best sentence."""
    return answer_of(match.followed.asked.question, [match.quote])


def _whole_articles(passages: Sequence[StoredPassage]) -> list[list[StoredPassage]]:
    """Return passages by article; the last article is left for the next time if it may not be whole."""
    articles = [list(some) for _, some in groupby(passages, key=lambda one: one.passage.article_id)]
    return articles[:-1] if len(passages) == PASSAGES_AT_ONCE and len(articles) > 1 else articles
