"""What is asked of the full-text index, as tantivy's queries: words, days, and passages by their keys."""

from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query, Schema

from index.model.dates import DaySpan
from index.search.fulltext.analyzers import LANGUAGES, OTHER, analyze
from index.search.fulltext.day_tiers import Tier, ranges_of

TITLE_WEIGHT = 1.6


def words_query(schema: Schema, words: str) -> Query | None:
    """Return "has any of these words, in text or title"; None if only stop words are left of them."""
    parts: list[tuple[Occur, Query]] = []
    for language in (*LANGUAGES, OTHER):
        for term in dict.fromkeys(analyze(words, language)):
            body = Query.term_query(schema, f"{language}_body", term, "freq")
            title = Query.term_query(schema, f"{language}_title", term, "freq")
            parts.append((Occur.Should, body))
            parts.append((Occur.Should, Query.boost_query(title, TITLE_WEIGHT)))
    return Query.boolean_query(parts) if parts else None


def days_query(schema: Schema, days: Sequence[DaySpan], tiers: Iterable[Tier]) -> Query:
    """Return "is tied to any of these days in any of these ways"."""
    parts = [
        (Occur.Should, _range_query(schema, Tier.NAMED if tier is Tier.WIDER else tier, low, high))
        for tier in tiers
        for low, high in ranges_of(days, tier)
    ]
    return Query.boolean_query(parts)


def filtered_query(condition: Query, preferred: Iterable[Query]) -> Query:
    """Return "fulfils the condition", ranked by how well it fulfils what is preferred."""
    parts = [(Occur.Must, Query.const_score_query(condition, 0.0))]
    return Query.boolean_query([*parts, *((Occur.Should, query) for query in preferred)])


def keys_query(schema: Schema, keys: Iterable[int]) -> Query:
    """Return "is one of these passages"."""
    return Query.boolean_query([(Occur.Should, Query.term_query(schema, "key", key)) for key in keys])


def _range_query(schema: Schema, field: Tier, low: int, high: int) -> Query:
    if low == high:  # twice as fast as a range of one
        return Query.term_query(schema, field.value, low)
    return Query.range_query(schema, field.value, FieldType.Integer, low, high)
