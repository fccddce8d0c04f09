"""The plain writer: an answer made of sentences quoted verbatim, each with its source."""

from collections.abc import Sequence
from dataclasses import replace

from bot.qa.analysis import AnalyzedQuestion
from bot.qa.answer import Answer
from bot.qa.quoting.agreement import with_agreement
from bot.qa.quoting.day_quotes import choose_day_quotes, day_quotes
from bot.qa.quoting.fact_quotes import choose_facts, fact_quotes
from bot.qa.quoting.quote import Quote, answer_of
from index.model.passage import Hit


class ExtractiveWriter:
    """Quotes the sentences that answer: for a question of fact the best ones first, else in order of their days."""

    def write(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> Answer | None:
        """Return the quotes that answer, and whether there are more; None if no sentence answers."""
        quotes = find_quotes(asked, hits)
        chosen = _choose(asked, quotes)
        if not chosen:
            return None
        answer = with_agreement(answer_of(asked.question, chosen), hits)
        return replace(answer, more=_has_more(asked, quotes, answer))

    def rank(self, asked: AnalyzedQuestion, hits: Sequence[Hit]) -> list[Quote]:
        """Return all sentences that may answer, best first; no two of them say the same."""
        ranked: list[Quote] = []
        for quote in sorted(find_quotes(asked, hits), key=lambda one: -one.score):
            if not any(quote.says_the_same(one) for one in ranked):
                ranked.append(quote)
        return ranked

    def has_more(self, asked: AnalyzedQuestion, hits: Sequence[Hit], answer: Answer) -> bool:
        """Whether passages that an answer by another writer does not cite hold more that is worth reading."""
        return _has_more(asked, find_quotes(asked, hits), answer)


def find_quotes(asked: AnalyzedQuestion, hits: Sequence[Hit]) -> list[Quote]:
    """Return the sentences that may answer, in no order, each with its score."""
    return fact_quotes(asked, hits) if asked.is_fact else day_quotes(asked, hits)


def _choose(asked: AnalyzedQuestion, quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes worth reading, in reading order."""
    return choose_facts(quotes) if asked.is_fact else choose_day_quotes(asked, quotes)


def _has_more(asked: AnalyzedQuestion, quotes: Sequence[Quote], answer: Answer) -> bool:
    cited = {citation.passage_id for citation in answer.citations}
    said = {citation.quote for citation in answer.citations}
    rest = _choose(asked, [quote for quote in quotes if quote.hit.passage.id not in cited])
    return any(quote.text not in said for quote in rest)
