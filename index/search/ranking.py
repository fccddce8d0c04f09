"""The ranking of passages: days choose first, then words and vectors rank; the tier is kept as the basis."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from index.model.dates import DaySpan
from index.model.passage import Basis, Hit
from index.search.fulltext.analyzers import analyze
from index.search.fulltext.day_tiers import Tier, day_range
from index.search.fulltext.full_text_index import Candidate, FullTextIndex
from index.store.catalogue import Catalogue

if TYPE_CHECKING:
    from index.search.embedding import Vector

logger = logging.getLogger(__name__)

BASIS_OF = {
    Tier.NAMED: Basis.MENTION,
    Tier.PERIOD: Basis.MENTION,
    Tier.UNTIED: Basis.PUBLISHED,
    Tier.CARRIED: Basis.CARRIED,
    Tier.NEXT_DAY: Basis.NEXT_DAY,
    Tier.PAPER: Basis.PUBLISHED,
    Tier.WIDER: Basis.MENTION,
}
TIER_WEIGHT = {
    Tier.NAMED: 1.0,
    Tier.PERIOD: 0.5,
    Tier.UNTIED: 0.9,
    Tier.CARRIED: 0.4,
    Tier.NEXT_DAY: 0.0,
    Tier.PAPER: 0.4,
    Tier.WIDER: -0.3,
}
FURTHER_TIERS = 0.2  # of the weights of further ways in which a passage is tied to the day
LEAD_WEIGHT = 0.4  # of an article's first passage: news says first what matters
FRESH_WEIGHT = 0.5  # of articles published on the day or the day after, over those that look back on it
TOPIC_SHARE_WEIGHT = 0.6  # of a passage that has every word of the topic, over one that has some of them often
SIMILARITY_WEIGHT = 1.5
UNRELATED = 0.5  # the cosine similarity of two texts that have nothing in common, with this kind of model
SAME_WORDS = 0.6  # share of words in common from which passages of two near-copies say the same
CANDIDATES = 200  # a tier
SHORTLIST = 50  # of these it is asked how much of the topic they name, and how near they are
LIST_LENGTH = 50  # of words and of vectors, before they are fused
RRF_K = 60  # Cormack, Clarke and Büttcher 2009
PASSAGES_COMPARED = 2  # of these the sentences are compared with the question: nearly always one of them answers
SENTENCES_COMPARED = 14  # each takes 1–3 ms of a core


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: days, words, or both."""

    words: str = ""  # the topic; empty if only days are asked for
    spans: tuple[DaySpan, ...] = ()
    language: str = "en"
    k: int = 10
    text: str = ""  # the topic as asked, for its vector; empty: `words`
    compare_sentences: bool = False  # with the question, too, in the first few passages


@dataclass(frozen=True, slots=True)
class VectorSearch:
    """How passages are compared with the question by vector: the seam to the vector index."""

    embed: "Callable[[str], Future[Vector]]"
    nearest: "Callable[[Vector, int], list[tuple[str, float]]]"
    similarities: "Callable[[Vector, Sequence[str]], Mapping[str, float]]"
    embed_sentences: "Callable[[Sequence[str]], Sequence[Vector]] | None" = None
    near: float = -1.0  # of `ModelCard`; -1: not known, and neither is how similar a passage is
    languages: Sequence[str] = ()  # of `ModelCard`: the vector of a passage in another one means nothing; empty: all


class _Similarity:
    """The similarity of passages to one question; the question is embedded once, in another thread."""

    def __init__(self, query: Query, vectors: VectorSearch) -> None:
        self._query = query
        self._vectors = vectors
        self._known: dict[str, float] = {}
        self._coming: Future[Vector] | None = None

    def begin(self) -> "Future[Vector]":
        """Begin to embed the question, if that has not begun; words can be searched meanwhile."""
        if self._coming is None:
            self._coming = self._vectors.embed(self._query.text or self._query.words)
        return self._coming

    def vector(self) -> "Vector":
        """Wait for the question's vector."""
        return self.begin().result()

    def nearest(self, limit: int) -> list[str]:
        """Return the ids of the nearest passages."""
        near = dict(self._vectors.nearest(self.vector(), limit))
        self._known |= near
        return list(near)

    def of(self, ids: Iterable[str]) -> Mapping[str, float]:
        """Return the similarity of these passages; those without a vector are left out."""
        wanted = list(ids)
        if new := [one for one in wanted if one not in self._known]:
            self._known |= self._vectors.similarities(self.vector(), new)
        return {one: self._known[one] for one in wanted if one in self._known}

    def mark(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits with their similarity to the question, and that of the sentences of the first few."""
        near = self._vectors.near
        if near == -1.0:
            return list(hits)
        known = self.of(hit.passage.id for hit in hits)
        marked = [
            replace(hit, similarity=scale(known[hit.passage.id], near)) if self._is_comparable(hit, known) else hit
            for hit in hits
        ]
        return self._with_sentences(marked) if self._query.compare_sentences else marked

    def _is_comparable(self, hit: Hit, known: Mapping[str, float]) -> bool:
        languages = self._vectors.languages
        return hit.passage.id in known and (not languages or hit.source.language in languages)

    def _with_sentences(self, hits: list[Hit]) -> list[Hit]:
        """Compare the sentences of the first passages, as many as may be embedded for one question."""
        texts: list[str] = []
        compared: list[int] = []
        for n, hit in enumerate(hits[:PASSAGES_COMPARED]):
            said = [hit.passage.text_of(sentence) for sentence in hit.passage.sentences]
            if len(said) > 1 and hit.similarity is not None and len(texts) + len(said) <= SENTENCES_COMPARED:
                compared.append(n)
                texts += said
        if not texts or self._vectors.embed_sentences is None:
            return hits
        vector = self.vector()
        values = iter([scale(float(vector @ one), self._vectors.near) for one in self._vectors.embed_sentences(texts)])
        for n in compared:
            similarities = tuple(next(values) for _ in hits[n].passage.sentences)
            hits[n] = replace(hits[n], sentence_similarities=similarities)
        return hits


def search(query: Query, catalogue: Catalogue, full_text: FullTextIndex, vectors: VectorSearch | None) -> list[Hit]:
    """Return the best passages, best first. `vectors` is None if they cannot or should not be used."""
    similarity = _Similarity(query, vectors) if vectors else None
    ranked = (_by_days if query.spans else _by_topic)(query, catalogue, full_text, similarity)
    hits = _hits(ranked, catalogue, query.k)
    return similarity.mark(hits) if similarity else hits


Ranked = list[tuple[int, float, Basis]]  # (key, score, basis), best first


def _by_days(query: Query, catalogue: Catalogue, full_text: FullTextIndex, similarity: _Similarity | None) -> Ranked:
    tiers: dict[int, list[Tier]] = {}
    known: dict[int, Candidate] = {}
    for tier in Tier:
        found = full_text.search(query.words, query.spans, tier, CANDIDATES)
        if found and similarity is not None:
            similarity.begin()
        for one in found:
            tiers.setdefault(one.key, []).append(tier)
            known[one.key] = one
    most = max((one.score for one in known.values()), default=0.0) or 1.0
    fresh = [day_range(DaySpan(span.first, span.last + timedelta(days=1))) for span in query.spans]
    ranked = _sorted(
        (key, day_score(tiers[key], one, fresh) + one.score / most, BASIS_OF[tiers[key][0]])
        for key, one in known.items()
    )
    return (
        _with_topic(query, ranked[:SHORTLIST], catalogue, full_text, similarity) if query.words and ranked else ranked
    )


def day_score(tiers: Sequence[Tier], one: Candidate, fresh: Sequence[tuple[int, int]]) -> float:
    """Return how firmly a passage is tied to the days, and how much its article makes of them.

    `tiers` are the ways in which it is tied, the firmest first, at least one; `fresh` are ranges of day numbers:
    articles published in them are the news of these days.
    """
    is_fresh = one.paper is not None and any(low <= one.paper <= high for low, high in fresh)
    tied = TIER_WEIGHT[tiers[0]] + FURTHER_TIERS * sum(TIER_WEIGHT[tier] for tier in tiers[1:])
    return tied + LEAD_WEIGHT / (1 + one.number) + (FRESH_WEIGHT if is_fresh else 0.0)


def _with_topic(
    query: Query, ranked: Ranked, catalogue: Catalogue, full_text: FullTextIndex, similarity: _Similarity | None
) -> Ranked:
    """Rank again by what must be looked up for each passage: its share of the topic's words, and its similarity."""
    keys = [key for key, _, _ in ranked]
    shares = full_text.shares(query.words, query.language, keys)
    near: Mapping[int, float] = {}
    if similarity is not None:
        ids = catalogue.passages.ids(keys)
        known = similarity.of(ids.values())
        near = {key: known[passage_id] for key, passage_id in ids.items() if passage_id in known}

    def topic_score(key: int) -> float:
        return TOPIC_SHARE_WEIGHT * shares.get(key, 0.0) + SIMILARITY_WEIGHT * max(0.0, near.get(key, 0.0) - UNRELATED)

    return _sorted((key, score + topic_score(key), basis) for key, score, basis in ranked)


def _by_topic(query: Query, catalogue: Catalogue, full_text: FullTextIndex, similarity: _Similarity | None) -> Ranked:
    if similarity is not None:
        similarity.begin()
    lists = {Basis.WORDS: [f.key for f in full_text.search(query.words, (), Tier.NAMED, LIST_LENGTH)]}
    if similarity is not None:
        keys = catalogue.passages.keys(similarity.nearest(LIST_LENGTH))
        lists[Basis.MEANING] = list(keys.values())
    bases = {key: basis for basis, keys in reversed(lists.items()) for key in keys}
    return _sorted((key, score, bases[key]) for key, score in fuse_ranks(lists.values()).items())


def fuse_ranks(lists: Iterable[Sequence[int]]) -> dict[int, float]:
    """Return a score for each key of some ranked lists: reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""
    scores: dict[int, float] = {}
    for keys in lists:
        for rank, key in enumerate(keys, start=1):
            scores[key] = scores.get(key, 0.0) + 1 / (RRF_K + rank)
    return scores


def scale(cosine: float, near: float) -> float:
    """Return a cosine on a scale that is the same for every model: 0 for unrelated texts, 1 for equal ones."""
    return (cosine - near) / (1.0 - near)


def _sorted(rows: Iterable[tuple[int, float, Basis]]) -> Ranked:
    # Equal scores: in the order in which they were stored, so that the order is always the same.
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _hits(ranked: Ranked, catalogue: Catalogue, k: int) -> list[Hit]:
    """Return the best `k` passages of a ranking; what near-copies say alike is one hit, "also in" the others."""
    ranked = ranked[: k * 3]
    stored = catalogue.passages.by_key([key for key, _, _ in ranked])
    ids = {one.passage.article_id for one in stored.values()}
    copies, duplicate_clusters = catalogue.copies.outlets(ids), catalogue.clusters.of(ids)
    hits: list[Hit] = []
    for key, score, basis in ranked:
        if key not in stored:  # a stale entry of a derived index points nowhere
            continue
        one = stored[key]
        hit = Hit(one.passage, one.source, score, basis, copies.get(one.passage.article_id, ()))
        first = next((n for n, earlier in enumerate(hits) if _say_the_same(earlier, hit, duplicate_clusters)), None)
        if first is None:
            hits.append(hit)
        else:
            also = (*hits[first].also_in, hit.source.outlet or hit.source.title, *hit.also_in)
            hits[first] = replace(hits[first], also_in=tuple(dict.fromkeys(also)))
    return hits[:k]


def _say_the_same(one: Hit, other: Hit, clusters: Mapping[str, int]) -> bool:
    a, b = one.passage, other.passage
    if a.article_id == b.article_id or clusters.get(a.article_id, -1) != clusters.get(b.article_id, -2):
        return False
    words, more = (set(analyze(passage.text, one.source.language)) for passage in (a, b))
    return len(words & more) >= SAME_WORDS * min(len(words), len(more))
